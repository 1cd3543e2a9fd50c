"""Rosters: who of a site stands in a text, how wrongly written, and what the file gives away."""

import io
import itertools
import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from promptward.model import ScanError
from promptward.roster_file import RosterError, RosterFile, build_roster, names_of
from promptward.roster_file.build import split_name
from promptward.roster_file.layout import KEY_BYTES, RosterKeys, salt_of

KEY = bytes(range(KEY_BYTES))
COMMON = frozenset(["may", "young", "will", "the", "and", "said", "call", "young's", "stone"])
PEOPLE = (
    "Wilhelmina Thorsgard",
    "José Núñez-Ortega",
    "Siobhán O'Malley",
    "May Young",
    "Bo Li",
    "Dr. Ann B. Roe, Jr.",
    "Maria del Carmen Garcia",
    "Quessenby, Ottoline Anne",
    "Mulvihoe Quarrendon, Evander",
    "Pa Vang",
    "Rene\u0301e Fairweather-Nu\u0301n\u0303ez",
)


def common(word: str) -> bool:
    return word.lower() in COMMON


def opened(*people: str, edits: int = 2) -> RosterFile:
    return RosterFile(build_roster(people, KEY, edits=edits).data, KEY, common)


@pytest.fixture(scope="module")
def roster() -> RosterFile:
    return opened(*PEOPLE)


@pytest.mark.parametrize(
    ("text", "who", "edits", "swapped"),
    [
        ("seen Wilhelmina Thorsgard today", "Wilhelmina Thorsgard", 0, False),
        ("WILHELMINA THORSGARD", "WILHELMINA THORSGARD", 0, False),
        ("wilhelmina thorsgard", "wilhelmina thorsgard", 0, False),
        ("Thorsgard, Wilhelmina: seen", "Thorsgard, Wilhelmina", 0, True),
        ("Thorsgard Wilhelmina", "Thorsgard Wilhelmina", 0, True),
        ("Wilhelmina K. Thorsgard", "Wilhelmina K. Thorsgard", 0, False),
        ("Wilhelmina\nThorsgard", "Wilhelmina\nThorsgard", 0, False),
        ("wilhelmina_thorsgard", "wilhelmina_thorsgard", 0, False),
        ("Wilhelmna Thorsgard", "Wilhelmna Thorsgard", 1, False),
        ("Wilhelmina Thorsagrd", "Wilhelmina Thorsagrd", 1, False),
        ("Wilhelmna Thorsagrd", "Wilhelmna Thorsagrd", 2, False),
        ("Wilhelmina Torsgaard", "Wilhelmina Torsgaard", 2, False),
        ("Thorsgrad, Wilhelmina", "Thorsgrad, Wilhelmina", 1, True),
        ("WilhelminaThorsgard", "WilhelminaThorsgard", 1, False),
        ("mail thorsgardwilhelmina", "thorsgardwilhelmina", 1, True),
        ("WilhelminaT horsgard", "WilhelminaT horsgard", 1, False),
        ("jose nunez ortega", "jose nunez ortega", 0, False),
        ("Jose Ortega", "Jose Ortega", 0, False),
        ("siobhan omalley", "siobhan omalley", 0, False),
        ("Siobhan O'Maley", "Siobhan O'Maley", 1, False),
        ("Ann Roe", "Ann Roe", 0, False),
        ("Bo Li", "Bo Li", 0, False),
        ("Maria Garcia", "Maria Garcia", 0, False),
        ("Ottoline Quessenby", "Ottoline Quessenby", 0, False),
        ("Quessenby, Ottoline", "Quessenby, Ottoline", 0, True),
        ("Ottoline Anne Quessenby", "Ottoline Anne Quessenby", 0, False),
        ("Quessenby, Ottoline Anne", "Quessenby, Ottoline Anne", 0, True),
        ("Evander Mulvihoe", "Evander Mulvihoe", 0, False),
        ("Mulvihoe Quarrendon, Evander", "Mulvihoe Quarrendon, Evander", 0, True),
        ("Evander Quarrendon", "Evander Quarrendon", 0, False),
        ("Pa Vang", "Pa Vang", 0, False),
        ("Renee Fairweather Nunez", "Renee Fairweather Nunez", 0, False),
        ('"Thorsgard","Wilhelmina"', 'Thorsgard","Wilhelmina', 0, True),
        ("Wilhelmina | Thorsgard", "Wilhelmina | Thorsgard", 0, False),
        ("Wilhelmina     Thorsgard", "Wilhelmina     Thorsgard", 0, False),
        ("Wilhelmina A. B. Thorsgard", "Wilhelmina A. B. Thorsgard", 0, False),
        ("Wilhelmina Thorsgard's chart", "Wilhelmina Thorsgard", 0, False),
        ("ANN ROE'S CHART", "ANN ROE", 0, False),
        ("Bo Li's", "Bo Li", 0, False),
        ("Siobhan O'Malley's", "Siobhan O'Malley", 0, False),
        ("Thorsgard^Wilhelmina^A", "Thorsgard^Wilhelmina", 0, True),
        ("Thorsgard/Wilhelmina", "Thorsgard/Wilhelmina", 0, True),
        ("?q=Wilhelmina+Thorsgard", "Wilhelmina+Thorsgard", 0, False),
    ],
)
def test_who_is_found_and_how(roster, text, who, edits, swapped):
    found = roster.find(text)
    told = [(text[one.start : one.end], one.edits, one.swapped) for one in found]
    assert (who, edits, swapped) in told
    assert all(one.sure for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "may young people", "they said: call the stone", "Bo Lu", "Ann Ro", "An Roe",
        "Wilhelmina. The Thorsgard", "Wilhelmina and Thorsgard", "Wilhelmina Thosgrdd",
        "Wilhelmina", "Thorsgard", "Maria Carmen", "Vang", "Anh Vang", "", "\x00", "ÿÿÿ", "a" * 10_000,
    ],
)  # fmt: skip
def test_who_is_not(roster, text):
    assert roster.find(text) == []


def test_a_name_of_common_words_needs_its_capitals_and_is_not_sure(roster):
    (found,) = roster.find("seen: May Young, 43")
    assert not found.sure
    assert not roster.find("it may. Young people do")


@pytest.mark.parametrize(("edits", "found"), [(0, 1), (1, 2), (2, 3)])
def test_how_many_letters_may_differ_is_the_builders_word(edits, found):
    people = opened("Wilhelmina Thorsgard", edits=edits)
    texts = ("Wilhelmina Thorsgard", "Wilhelmna Thorsgard", "Wilhelmna Thorsagrd")
    assert sum(bool(people.find(text)) for text in texts) == found


# ------------------------------------------------------------------ against the plain form


LEAST = (0, 4, 5)
"""Letters that a word has for no edit, one and two."""


def plainly(people: tuple[tuple[bytes, ...], ...], text: str) -> set[tuple[int, int]]:
    """The pairs that a roster of two-word names finds: each pair against each name, measured."""
    words = [(m.start(), m.end(), m[0].lower().encode()) for m in re.finditer("[a-zA-Z]+", text)]
    found = set()
    for (start, _, one), (_, end, two) in itertools.pairwise(words):
        for name in people:
            for order in (name, name[::-1]):
                apart = [OSA.distance(a, b) for a, b in zip((one, two), order, strict=True)]
                total = sum(apart)
                if total > min(2, sum(map(len, name)) // 4):
                    continue
                if all(len(word) >= LEAST[d] for d, word in zip(apart, order, strict=True)):
                    found.add((start, end))
    return found


LETTERS = st.text("abc", min_size=3, max_size=6)


@settings(max_examples=200, deadline=None)
@given(
    people=st.lists(st.tuples(LETTERS, LETTERS), min_size=1, max_size=6, unique=True),
    words=st.lists(LETTERS, min_size=2, max_size=12),
)
def test_nothing_that_measuring_finds_is_missed(people, words):
    names = tuple((a.encode(), b.encode()) for a, b in people)
    roster = opened(*(f"{a} {b}" for a, b in people))
    text = " ".join(words)
    found = {(one.start, one.end) for one in roster.find(text)}
    assert plainly(names, text) <= found


@settings(max_examples=100, deadline=None)
@given(
    people=st.lists(st.tuples(LETTERS, LETTERS), min_size=1, max_size=6, unique=True),
    words=st.lists(LETTERS, min_size=2, max_size=12),
)
def test_nothing_is_found_that_measuring_the_whole_name_does_not(people, words):
    roster = opened(*(f"{a} {b}" for a, b in people))
    text = " ".join(words)
    names = [order for a, b in people for order in (f"{a} {b}", f"{b} {a}")]
    for one in roster.find(text):
        piece = text[one.start : one.end]
        assert min(OSA.distance(piece, name) for name in names) <= 2


# ------------------------------------------------------------------ the file


def test_the_file_holds_no_word_of_a_name():
    data = build_roster(PEOPLE, KEY).data
    low = data.lower()
    for name in PEOPLE:
        for word in split_name(name):
            if len(word) > 3:
                assert word not in low


def test_two_rosters_of_the_same_people_have_nothing_in_common():
    """Nor does what one shows of a word show one of the other: no keystream serves two files."""
    one, head, *_ = build_roster(PEOPLE, KEY)
    other = build_roster(PEOPLE, KEY).data
    at, size = head.places["words"]
    first = one[head.start + at : head.start + at + size]
    second = other[head.start + at : head.start + at + size]
    mixed = bytes(a ^ b for a, b in zip(first, second, strict=True))
    assert len(set(mixed)) > 200
    at, size = head.places["entries"]
    hashes = [
        {data[n : n + 8] for n in range(head.start + at, head.start + at + size, 8)} - {bytes(8)}
        for data in (one, other)
    ]
    assert hashes[0].isdisjoint(hashes[1])


def test_another_key_opens_nothing():
    data = build_roster(PEOPLE, KEY).data
    with pytest.raises(RosterError) as error:
        RosterFile(data, bytes(KEY_BYTES), common)
    assert error.value.code == "roster_key"


def test_every_changed_byte_and_every_cut_is_noticed():
    data = build_roster(PEOPLE[:2], KEY).data
    draw = random.Random(7)  # any places
    for at in [*range(64), *draw.sample(range(64, len(data)), 300)]:
        changed = data[:at] + bytes((data[at] ^ 0x41,)) + data[at + 1 :]
        with pytest.raises(RosterError):
            RosterFile(changed, KEY, common).verify()
    for at in [*range(64), *draw.sample(range(64, len(data)), 50)]:
        with pytest.raises(RosterError):
            RosterFile(data[:at], KEY, common).verify()
    with pytest.raises(RosterError):
        RosterFile(data + b"\0", KEY, common).verify()


def test_what_is_shown_of_a_roster_is_nobody(roster):
    assert repr(roster) == "RosterFile(<11 names>)"


def test_tables_of_forms_tell_nothing_without_the_key():
    """Neither numbers of words, nor which words share a form: both would tell the words."""
    data, head, *_ = build_roster(PEOPLE, KEY)
    for table in ("near", "far"):
        at, size = head.places[table]
        slots = memoryview(data)[head.start + at : head.start + at + size].cast("I")
        values = [slots[n + 1] for n in range(0, len(slots), 2) if slots[n]]
        assert len(values) > 40
        # In the clear, single words have the upper bit set and small numbers below it.
        numbers = [value & 0x7FFFFFFF for value in values]
        assert sum(number < 1 << 20 for number in numbers) < len(numbers) // 10
        assert 0.3 < sum(value >> 31 for value in values) / len(values) < 0.7
    at, size = head.places["near_lists"]
    lists = memoryview(data)[head.start + at : head.start + at + size].cast("I")
    assert sum(number < 1 << 20 for number in lists) < len(lists) // 50


def _slots(data, head, table):
    at, size = head.places[table]
    told = memoryview(data)[head.start + at : head.start + at + size].cast("I")
    return {told[n]: told[n + 1] for n in range(0, len(told), 2) if told[n]}


def test_no_mask_serves_two_tables():
    """A form of both would tell what two values have apart, and so which words share it."""
    people = [f"{a}{b}nes {b}{a}rton" for a in "bdfgh" for b in ("a", "aa", "ei", "ou")]
    data, head, *_ = build_roster(people, KEY)
    near, far = _slots(data, head, "near"), _slots(data, head, "far")
    assert len(near) > 100
    assert len(near.keys() & far.keys()) <= 1  # by chance
    keys = RosterKeys(KEY, salt_of(data))
    assert keys.form("near", b"ann").mask != keys.form("far", b"ann").mask
    lists = [keys.listed(table, keys.form(table, b"ann"), 4) for table in ("near", "far")]
    assert not set(lists[0]) & set(lists[1])


def test_how_long_the_names_of_a_small_roster_are_is_not_told():
    made = [build_roster((name,), KEY) for name in ("Bo Lix", "Wim Thorn", "Eva Eve", "Anna Otto")]
    told = {
        (len(one.data), *(len(_slots(one.data, one.head, table)) for table in ("near", "far")))
        for one in made
    }
    assert len(told) == 1


def test_forms_that_share_a_tag_are_told_apart(monkeypatch):
    """One in four billion do: neither an error, nor somebody who is missed."""
    for module in ("build", "search"):
        monkeypatch.setattr(f"promptward.roster_file.{module}.tag_of", lambda _place: 1)
    people = opened("Wilhelmina Thorsgard", "Wilhelmine Thorsgard", "Ottoline Quessenby")
    assert people.find("Wilhelmina Thorsgrad")[0].edits == 1
    assert people.find("Quessenby, Ottolin")[0].edits == 1
    assert people.find("nobody of these people was here") == []


def test_a_roster_of_another_version_says_so():
    data = build_roster(PEOPLE, KEY).data
    with pytest.raises(RosterError, match="another version") as error:
        RosterFile(b"PWROSTR2" + data[8:], KEY, common)
    assert error.value.code == "roster_format"


def test_names_in_another_script_are_counted_and_not_halved():
    made = build_roster(("Иван Петров", "王 Smith", "Ann Roe", "7", "Cher", ""), KEY)  # as it is
    assert (made.head.names, made.left_out, made.single) == (2, 3, 1)
    assert not RosterFile(made.data, KEY, common).find("Smith was seen")


def test_a_gap_inside_a_longer_name_is_looked_at():
    people = opened("Ann Roe", "Maria Jose Garcia Lopez")
    assert (0, 23) in [one[:2] for one in people.find("Maria Jose Garcia Lopez")]
    torn = "Maria Jose 555-12-3456 7777 Garcia Lopez"
    assert all(one.end - one.start < 20 for one in people.find(torn))


def test_a_text_that_asks_for_too_much_is_an_error(monkeypatch):
    monkeypatch.setattr("promptward.roster_file.search._FREE", 20)
    monkeypatch.setattr("promptward.roster_file.search._A_CHARACTER", 0)
    words = [f"{a}{b}{c}da" for a in "bdf" for b in "aei" for c in "lmr"]
    people = opened(*(f"{word} quessenby" for word in words))
    assert people.find("nobody of it is here") == []
    with pytest.raises(ScanError) as error:
        people.find(" ".join(words))
    assert error.value.code == "scan_too_costly"


@pytest.mark.parametrize("names", [(), ("", "7", "J.", "…")])
def test_a_roster_of_nobody_is_refused(names):
    with pytest.raises(RosterError, match="no name"):
        build_roster(names, KEY)


# ------------------------------------------------------------------ tables


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_columns_of_a_table_make_one_name(delimiter):
    table = delimiter.join(("mrn", "First", "Last")) + "\r\n" + delimiter.join(("1", "Ann", "Roe"))
    found = list(names_of(io.BytesIO(b"\xef\xbb\xbf" + table.encode()), "t", ("first", "LAST")))
    assert found == ["Ann Roe"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"Ann,Roe\nBo,Li\n", "no column"),
        (b"first,first\nAnn,Roe\n", "2 columns"),
        (b'first,last\n"Ann,Roe\n', "no table from line"),
        (b"first,last\nAnn,R\xff\n", "not UTF-8"),
        (b"", "no column"),
        (b"first,last\nMay,Roe\nAnn,Roe, Jr.\n", "more values in line 3"),
    ],
)  # fmt: skip
def test_a_table_that_is_none_is_refused_without_a_name(data, said):
    with pytest.raises(RosterError, match=said) as error:
        list(names_of(io.BytesIO(data), "people.csv", ("first",)))
    assert error.value.code == "roster_table"
    assert "Ann" not in str(error.value)


def test_a_table_is_not_taken_for_a_list_of_names():
    table = b"first\tlast\nAnn\tRoe\n"
    with pytest.raises(RosterError, match="looks like a table"):
        list(names_of(io.BytesIO(table), "people.tsv", ()))
    lines = list(names_of(io.BytesIO(b"Roe, Ann\nLi, Bo\n"), "t", (), lines=True))
    assert lines == ["Roe, Ann", "Li, Bo"]


@pytest.mark.parametrize("head", ["Name", "name\r", '"Patient name"', "full_name", "LAST FIRST"])
def test_the_head_of_a_table_of_one_column_is_nobody(head):
    table = f"{head}\nAnn Roe\n".encode()
    with pytest.raises(RosterError, match="looks like a table"):
        list(names_of(io.BytesIO(table), "people.csv", ()))
    assert len(list(names_of(io.BytesIO(table), "people.csv", (), lines=True))) == 2


def test_empty_values_behind_the_last_column_are_none():
    table = b"first,last\nAnn,Roe,,\n\nBo\n"
    assert list(names_of(io.BytesIO(table), "t", ("first", "last"))) == ["Ann Roe", "Bo"]


def test_a_packed_table_that_is_cut_is_refused():
    import gzip

    whole = gzip.compress(b"Ann Roe\n" * 1000)
    assert len(list(names_of(io.BytesIO(whole), "t", (), packed=True))) == 1000
    for broken in (whole[:-9], b"Ann Roe\n"):
        with pytest.raises(RosterError, match="gzip"):
            list(names_of(io.BytesIO(broken), "t", (), packed=True))

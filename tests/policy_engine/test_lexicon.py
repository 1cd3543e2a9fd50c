"""Words of a policy in a text: whole, in any case, with blanks between; small lists and large."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptward.engine import Engine
from promptward.folding import fold_ascii
from promptward.lexicon import WordTable, build_table, fits_table, form_of, parted
from promptward.recognizers import RECOGNIZERS
from promptward.text import SourceText

from . import reference_matcher as reference
from .scanning import (
    HIGH,
    LOW,
    Lexicon,
    detection,
    detector,
    found,
    literal,
    matcher_of,
    planned_for,
    seen,
    sequence,
    words_in,
)
from .texts import TEXTS

BOTH = pytest.mark.parametrize("table", [False, True], ids=["patterns", "table"])


def at(words: list[str], text: str, *, table: bool, cased: bool = False) -> list[str]:
    return [text[s:e] for s, e in words_in(words, text, cased=cased, table=table)]


# ------------------------------------------------------------------ what a word is


@BOTH
@pytest.mark.parametrize(
    ("word", "text", "there"),
    [
        ("smith", "Smith", ["Smith"]),
        ("smith", "SMITH, smith. sMiTh", ["SMITH", "smith", "sMiTh"]),
        ("smith", "Smiths blacksmith smith2 2smith", []),
        (
            "smith",
            "Smith's (smith) -smith- smith/smith",
            ["Smith", "smith", "smith", "smith", "smith"],
        ),
        ("smith", "last_name=smith_j <b>smith</b>", ["smith", "smith"]),
        ("smith", "smith\x00smith\x7fsmith", ["smith", "smith", "smith"]),
        ("a", "a b a", ["a", "a"]),
        ("a", "aa a1 1a a", ["a"]),
        ("al", "Al is also all, al.", ["Al", "al"]),
        ("7", "7 17 7.7", ["7", "7", "7"]),
        ("new york", "New York, new  york, NEW\tYORK", ["New York", "new  york", "NEW\tYORK"]),
        ("new york", "new\r\n  york", ["new\r\n  york"]),
        ("new york", "new     york new-york newyork new, york", []),
        ("  new   york ", "in new york", ["new york"]),
        ("new york", "new new york york", ["new york"]),
        ("york york", "york york york", ["york york", "york york"]),
        ("o'brien", "O'Brien, O Brien, OBrien, o\u2019brien", ["O'Brien", "o\u2019brien"]),
        ("o'brien", "o'brien's", ["o'brien"]),
        (
            "smith-jones",
            "Smith-Jones Smith Jones smith\u2013jones",
            ["Smith-Jones", "smith\u2013jones"],
        ),
        ("st. john", "St. John, St John, St.  John, St . John", ["St. John", "St.  John"]),
        ("(stat)", "(stat) stat (STAT)", ["(stat)", "(STAT)"]),
        ("dr.", "Dr. X, Dr X, dr.x", ["Dr.", "dr."]),
        ("#7", "#7 7 # 7 a#7", ["#7", "#7"]),
        ("jos\u00e9", "Jose JOS\u00c9 Jose\u0301 jos", ["Jose", "JOS\u00c9", "Jose"]),
        ("stra\u00dfe", "strasse Stra\u00dfe STRASSE", ["strasse", "Stra\u00dfe", "STRASSE"]),
        ("++", "c++ + +++", ["++", "++", "++"]),
        ("\u00ff\u00fe", "yth YTH", ["yth", "YTH"]),
    ],
)
def test_a_word_is_found_where_it_stands_whole(
    word: str, text: str, there: list[str], table: bool
) -> None:
    view = SourceText(text).views[0]
    spans = words_in([word], text, table=table)
    shown = [fold_ascii(one) for one in there]
    assert [view.text[s:e] for s, e in spans] == shown


@BOTH
def test_a_cased_list_wants_its_words_as_they_are_written(table: bool) -> None:
    assert at(
        ["Reading", "May Day"], "Reading reading READING May Day may day", cased=True, table=table
    ) == ["Reading", "May Day"]


@BOTH
def test_words_that_overlap_are_all_seen(table: bool) -> None:
    words = ["new york", "york", "york city", "new york city"]
    assert at(words, "New York City", table=table) == [
        "New York",
        "New York City",
        "York",
        "York City",
    ]


@BOTH
def test_equal_words_of_two_lists_are_seen_for_both(table: bool) -> None:
    lists = {"p.a": Lexicon(("smith", "jones")), "p.b": Lexicon(("smith",))}
    planned = planned_for(
        [sequence("p.a"), sequence("p.b")], lists, table_above=0 if table else 1000
    )
    view = SourceText("Smith and Jones").views[0]
    assert seen(planned, matcher_of(planned), view) == {
        ("lexicon", "p.a"): [(0, 5), (10, 15)],
        ("lexicon", "p.b"): [(0, 5)],
    }


def test_a_word_that_shows_nothing_is_never_found() -> None:
    assert form_of("\u200b", cased=False) is None
    assert words_in(["\u200b", "smith"], "a \u200b smith") == [(3, 8)]


def test_a_finding_of_a_list_is_the_longest_of_what_overlaps() -> None:
    finder = detection(detector(sequence("p.l")), lexicons={"p.l": Lexicon(("york", "new york"))})
    assert found(finder, "in New York, york") == [("New York", "medium"), ("york", "medium")]


# ------------------------------------------------------------------ against the reference

PIECES = ["a", "b", "ab", "A1", "o'b", "x-y", "(a)", "a.", "b b", "ab  a", "++", "\u00e9a"]
WORDS = st.lists(
    st.sampled_from(PIECES) | st.builds("{} {}".format, *[st.sampled_from(PIECES)] * 2),
    min_size=1,
    max_size=5,
    unique=True,
)
WORD_TEXTS = st.text(st.sampled_from("aAbB1oxy'-.()+_ \n\t\u00e9\xff\u200b"), max_size=30)


@BOTH
@given(words=WORDS, cased=st.booleans(), text=WORD_TEXTS)
def test_words_are_found_where_a_look_at_every_place_finds_them(
    words: list[str], cased: bool, text: str, table: bool
) -> None:
    view = SourceText(text).views[0].text
    folded = [fold_ascii(word) for word in words]
    assert words_in(words, text, cased=cased, table=table) == reference.words(
        folded, view, cased=cased
    )


def whole(words: tuple[str, ...], text: str, *, cased: bool) -> set[tuple[int, int]]:
    """Words of a large list in a text, by cutting the text at every place between words."""
    plain = {" ".join(fold_ascii(word).split()) for word in words}
    known = plain if cased else {word.lower() for word in plain}
    runs = [m.span() for m in re.finditer("[0-9A-Za-z]+", text)]
    most = max(len(re.findall("[0-9A-Za-z]+", word)) for word in known)
    found = set()
    for first, (start, _) in enumerate(runs):
        for _, end in runs[first : first + most]:
            piece = text[start:end] if cased else text[start:end].lower()
            if re.search(r"[\t\n\r\x0b\x0c ]{5}", piece):
                break
            if re.sub(r"[\t\n\r\x0b\x0c ]+", " ", piece) in known:
                found.add((start, end))
    return found


@pytest.mark.parametrize("name", TEXTS)
def test_the_shipped_word_lists_are_found_where_a_look_at_every_place_finds_them(
    name: str, shipped: Engine
) -> None:
    matcher = shipped._detection._matcher
    numbers = {r.key: n for n, r in enumerate(matcher._resources) if r.key[0] == "words"}
    assert numbers
    for view in SourceText(TEXTS[name]).views:
        scan = matcher.scan(view)
        for (_, recogniser, resource), number in numbers.items():
            words = RECOGNIZERS[recogniser].lexicons[resource]
            beside = {w for w in words if re.fullmatch(r"\w.*\w|\w", w, re.ASCII)}
            expected = whole(tuple(beside), view.text, cased=False)
            assert expected <= set(scan.ranges(number))
            if len(beside) == len(words):
                assert expected == set(scan.ranges(number))


# ------------------------------------------------------------------ sequences

NAMES = {
    "p.given": Lexicon(("mary", "mary ann", "john")),
    "p.family": Lexicon(("smith", "o'brien", "van dyke")),
}


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("Mary Smith", ["Mary Smith"]),
        ("Mary. Smith", ["Mary. Smith"]),
        ("Mary   Smith", ["Mary   Smith"]),
        ("Mary\nSmith", ["Mary\nSmith"]),
        ("Mary    Smith", []),
        ("Mary, Smith", []),
        ("MarySmith", []),
        ("Mary.Smith", []),
        ("Mary.. Smith", []),
        ("Smith Mary", []),
        ("Mary Ann Smith", ["Mary Ann Smith"]),
        ("John O'Brien and mary van  dyke", ["John O'Brien", "mary van  dyke"]),
        ("John Mary Smith", ["Mary Smith"]),
        ("M\u00e1ry Smith", ["M\u00e1ry Smith"]),
        ("John\u200b Smith", ["John\u200b Smith"]),
    ],
)
def test_words_of_lists_follow_one_another(text: str, there: list[str]) -> None:
    finder = detection(detector(sequence("p.given", "p.family")), lexicons=NAMES)
    assert [one for one, _ in found(finder, text)] == there


def test_three_lists_follow_one_another() -> None:
    finder = detection(
        detector(sequence("p.given", "p.given", "p.family", level=HIGH)), lexicons=NAMES
    )
    assert found(finder, "John Mary Smith, John Smith") == [("John Mary Smith", "high")]


def test_a_literal_is_found_as_a_word_is() -> None:
    finder = detection(detector(literal("Code Blue", LOW)))
    assert found(finder, "code  blue, CODE BLUES, code blue") == [
        ("code  blue", "low"),
        ("code blue", "low"),
    ]


# ------------------------------------------------------------------ the table


def test_only_words_with_single_blanks_between_go_into_a_table() -> None:
    fits = {
        word: fits_table(form)
        for word in ("a", "a  b", "o'b", "a.", "a-b", "x" * 70000)
        if (form := form_of(word, cased=False))
    }
    assert fits == {
        "a": True,
        "a  b": True,
        "o'b": False,
        "a.": False,
        "a-b": False,
        "x" * 70000: False,
    }


def table(*lists: tuple[str, ...]) -> bytes:
    return build_table(
        {
            n: tuple(f for w in words if (f := form_of(w, cased=False)))
            for n, words in enumerate(lists)
        }
    )


def test_a_table_tells_the_lists_of_each_word() -> None:
    made = WordTable(table(("ann", "mary ann"), ("ann", "ann lee")), cased=False)
    assert sorted(made.scan(b"Mary Ann Lee")) == [(1, 0, 8), (2, 5, 12), (3, 5, 8)]


def test_a_word_that_only_begins_entries_counts_where_one_of_them_stands() -> None:
    made = WordTable(
        table(
            ("the dalles", "dalles ford east"),
        ),
        cased=False,
    )
    text = b"the, the Dalles; the  Dalles Ford the Dalles Ford East the"
    assert [text[s:e] for _, s, e in made.scan(text)] == [
        b"the Dalles",
        b"the  Dalles",
        b"the Dalles",
        b"Dalles Ford East",
    ]


def test_a_table_holds_up_to_sixty_four_lists() -> None:
    lists = [("smith",)] * 64
    made = WordTable(table(*lists), cased=False)
    assert list(made.scan(b"smith")) == [((1 << 64) - 1, 0, 5)]
    with pytest.raises(ValueError, match="64"):
        table(*lists, ("smith",))


def test_an_empty_table_finds_nothing() -> None:
    assert list(WordTable(table(()), cased=False).scan(b"smith")) == []


@pytest.mark.parametrize("data", [b"", b"PWT1", b"nonsense" * 9, table(("smith",))[:40]])
def test_what_is_no_table_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="not a table of words"):
        WordTable(data, cased=False)


def test_very_many_words_are_found_each() -> None:
    words = tuple(f"w{n:05}" for n in range(30000))
    made = WordTable(table(words), cased=False)
    text = " ".join(words[::97]).encode()
    assert [text[s:e].decode() for _, s, e in made.scan(text)] == list(words[::97])
    assert list(made.scan(b"w30000 w3 x00001")) == []


@given(WORD_TEXTS)
def test_the_parted_text_has_a_blank_for_all_but_letters_and_digits(text: str) -> None:
    data = SourceText(text).views[0].data
    shown = parted(data)
    assert len(shown) == len(data) + 2
    assert shown == b" " + re.sub(rb"[^0-9A-Za-z]", b" ", data) + b" "

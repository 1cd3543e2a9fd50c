"""Misspelt words: what counts as one edit, how many are allowed, and that none is overlooked."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from promptward.folding import fold_ascii
from promptward.fuzzy import FuzzyWords
from promptward_dsl.ir import EvidenceIR

from .scanning import HIGH, Lexicon, detection, detector, found, regex, sequence


def distance(a: str, b: str) -> int:
    """Optimal string alignment by its definition: insert, drop, change, or swap two neighbours."""
    rows = [[i + j if i * j == 0 else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            rows[i][j] = min(
                rows[i - 1][j] + 1,
                rows[i][j - 1] + 1,
                rows[i - 1][j - 1] + (a[i - 1] != b[j - 1]),
            )
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


def near(words: list[str], text: str, edits: int = 2, *, cased: bool = False) -> list[str]:
    return [text[s:e] for s, e in FuzzyWords(words, edits, cased=cased).scan(text)]


@pytest.mark.parametrize(
    ("written", "edits", "counts"),
    [
        ("okafor", 1, True),
        ("OKAFOR", 1, True),
        ("okafr", 1, True),
        ("okaafor", 1, True),
        ("okifor", 1, True),
        ("okaofr", 1, True),
        ("kafor", 1, True),
        ("okafo", 1, True),
        ("oka-for", 1, True),
        ("okaf", 1, False),
        ("okaf", 2, False),
        ("okafors", 1, True),
        ("akafors", 1, False),
        ("smith", 2, False),
    ],
)
def test_an_edit_inserts_drops_changes_or_swaps(written: str, edits: int, counts: bool) -> None:
    assert near(["okafor"], written, edits) == ([written] if counts else [])


def test_a_word_allows_one_edit_for_every_four_characters() -> None:
    assert near(["lee", "ruth", "whitfield"], "leo rut ruht whitfeild withfeild whtfeld") == [
        "rut",
        "ruht",
        "whitfeild",
        "whtfeld",
    ]


def test_a_short_word_is_found_only_as_it_is_written() -> None:
    assert near(["lee"], "Lee leo lees le e") == ["Lee"]


def test_only_whole_words_count() -> None:
    assert near(["whitfield"], "xxwhitfieldxx whitfield's _whitfeild_") == [
        "whitfield",
        "whitfield's",
        "whitfeild",
    ]


def test_an_entry_of_several_words_may_be_misspelt_in_each() -> None:
    assert near(["mary o'brien"], "Mery O'Brein; Mary\n OBrien; Mary Smith; mary  o brian") == [
        "Mery O'Brein",
        "Mary\n OBrien",
        "mary  o brian",
    ]


def test_a_cased_list_counts_case_as_an_edit() -> None:
    assert near(["Reading"], "Reading reading rEADING", 1, cased=True) == ["Reading", "reading"]


def test_marks_of_a_word_of_the_policy_are_folded_as_those_of_the_text_are() -> None:
    assert near(["Nu\u00f1ez"], "Nunez Nunz") == ["Nunez", "Nunz"]


def test_a_list_without_words_finds_nothing() -> None:
    assert near([], "anything") == []
    assert near(["", " "], "anything") == []


ENTRIES = st.lists(
    st.text("abc", min_size=3, max_size=9)
    | st.builds("{} {}".format, *[st.text("abc", min_size=2, max_size=5)] * 2),
    min_size=1,
    max_size=4,
)
FUZZY_TEXTS = st.text(st.sampled_from("aabbccAC -'\n1"), max_size=24)


@given(ENTRIES, st.integers(1, 2), FUZZY_TEXTS, st.booleans())
def test_what_is_found_is_within_the_edits_of_an_entry_and_nothing_near_is_overlooked(
    entries: list[str], edits: int, text: str, cased: bool
) -> None:
    def plain(words: str) -> str:
        shown = re.sub(r"\s+", " ", words)
        return shown if cased else shown.lower()

    def matches(window: str) -> bool:
        return any(
            distance(plain(window), plain(entry)) <= min(edits, len(entry) // 4)
            for entry in entries
        )

    spans = FuzzyWords(entries, edits, cased=cased).scan(text)
    assert spans == sorted(set(spans))
    assert all(matches(text[start:end]) for start, end in spans)
    runs = [m.span() for m in re.finditer("[0-9A-Za-z]+", text)]
    most = max(len(entry.split()) for entry in entries)
    longest = max(map(len, entries))
    for first, (start, _) in enumerate(runs):
        for _, end in runs[first : first + most]:
            if end - start <= longest + edits and matches(text[start:end]):
                assert (start, end) in spans


@given(ENTRIES, st.integers(1, 2), st.data())
def test_a_word_with_the_edits_it_allows_is_always_found(
    entries: list[str], edits: int, data: st.DataObject
) -> None:
    entry = data.draw(st.sampled_from(entries))
    written = list(entry)
    for _ in range(min(edits, len(entry) // 4)):
        # Within the word, so that it stays one.
        at = data.draw(st.integers(0, len(written) - 2))
        what = data.draw(st.sampled_from(["insert", "drop", "change", "swap"]))
        if what == "insert":
            written.insert(at + 1, "x")
        elif what == "drop":
            del written[at]
        elif what == "change":
            written[at] = "y"
        else:
            written[at], written[at + 1] = written[at + 1], written[at]
    shown = "".join(written).strip()
    # Edits of edits may count for more than they are; blanks at the edge belong to no word.
    assume(shown.split() == shown.split(" "))
    assume(distance(shown, entry) <= min(edits, len(entry) // 4))
    text = f"({shown})"
    spans = FuzzyWords(entries, edits, cased=False).scan(text)
    assert (1, len(text) - 1) in spans


# ------------------------------------------------------------------ in a policy


def test_a_detector_finds_the_misspelt_and_the_exact_alike() -> None:
    lists = {"p.sites": Lexicon(("worcester annex", "boston north"), fuzzy=1)}
    finder = detection(detector(sequence("p.sites")), lexicons=lists)
    assert found(finder, "at Worcester  Annex, Worchester Annex, boston nrth, Boston South") == [
        ("Worcester  Annex", "medium"),
        ("Worchester Annex", "medium"),
        ("boston nrth", "medium"),
    ]
    assert found(finder, "W\u00f3rcester \u200bannex") == [
        ("W\u00f3rcester \u200bannex", "medium")
    ]


def test_a_misspelt_cue_is_evidence() -> None:
    lists = {"p.cues": Lexicon(("passport",), fuzzy=1)}
    beside = EvidenceIR("before", (), "p.cues", 10, "chars")
    finder = detection(
        detector(regex(r"\d{6}"), raises=((HIGH, beside),)),
        lexicons=lists,
    )
    assert found(finder, "pasport 123456; part 123456") == [
        ("123456", "high"),
        ("123456", "medium"),
    ]


@given(st.text(max_size=40))
def test_any_text_is_searched(text: str) -> None:
    FuzzyWords(["whitfield", "o'brien"], 2, cased=False).scan(fold_ascii(text))

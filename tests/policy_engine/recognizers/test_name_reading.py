"""What a reading of a text for names knows of it, against a plain pattern for each."""

import re

from hypothesis import given
from hypothesis import strategies as st

from promptward.recognizers.name_memory import Memory
from promptward.recognizers.name_reading import SHORT_TEXT, Reading

PIECES = st.sampled_from(
    [
        *("the ", "non-", "bathe ", "_", "Foo", "aBar", "X", "-", "'", " ", "\n", "\t", "("),
        *(")", ");", "{", "=> ", "=", " = ", "def f(", "if a:", "class ", "import ", "\xff", "."),
    ]
)
TEXTS = st.lists(PIECES, max_size=14).map("".join)
PROGRAM = re.compile(
    r"^[ \t]*(?:def \w+\(|class \w+[:(]|import \w|from \w+ import|#include|function \w*\(|const \w"
    r"|let \w+ =|var \w|public |if .*[:{]$|for .*[:{]$|\w+ = |\[\[?\w+\]\]?$)|[{}]$|\);$|=> ",
    re.MULTILINE,
)
ARTICLED = re.compile(r"\bthe ([A-Z][A-Za-z'-]*) |\bnon-([A-Z][a-z]+)")
WORD = re.compile(r"[A-Z][A-Za-z'-]*|[A-Z][A-Za-z]*")
CALLED = re.compile(r"([A-Z][A-Za-z]*)\(|\b(?:class|import) ([A-Z][A-Za-z]*)")


@given(TEXTS)
def test_a_program_has_lines_of_code(text: str) -> None:
    assert Reading(text, {}).program == bool(PROGRAM.search(text))


@given(TEXTS)
def test_articled_words_have_an_article_or_a_non_before_them(text: str) -> None:
    expected = {m[1] or m[2] for m in ARTICLED.finditer(text)}
    words = expected.union(*map(WORD.findall, (text, text[1:])))
    for long in (text, text + "\n" * SHORT_TEXT):
        reading = Reading(long, {})
        assert set(filter(reading.articled, words)) == expected


@given(TEXTS)
def test_called_words_are_called_or_imported(text: str) -> None:
    expected = {m[1] or m[2] for m in CALLED.finditer(text)}
    words = expected.union(*map(WORD.findall, (text, text[1:])))
    for long in (text, text + "\n" * SHORT_TEXT):
        reading = Reading(long, {})
        assert set(filter(reading.called, words)) == expected


SIGNED = (
    ("Anna Boll saw him.\nAB", ["AB"]),
    ("Anna Boll saw him.\nA.B.", ["A.B."]),
    ("Anna Boll saw him.\nab", ["ab"]),
    ("Anna Boll saw him.\n(AB/rk)", ["AB", "rk"]),
    ("Anna Boll saw him. AB+ blood, ABX, 4AB, A.B.C.", []),
)


def test_initials_of_a_name_are_found_where_they_stand_alone() -> None:
    for text, expected in SIGNED:
        reading = Reading(text, {})
        memory = Memory()
        memory.learn(reading, reading.segments()[0], very=True)
        assert {text[start:end] for start, end in memory.signed(reading)} == set(expected)

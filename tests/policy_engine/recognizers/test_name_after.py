"""What is looked at before a pattern is tried never keeps the pattern from matching."""

import re

from hypothesis import given
from hypothesis import strategies as st

from promptward.recognizers import (
    name_after,
    name_beside,
    name_order,
    name_shape,
    person_name,
)
from promptward.recognizers.name_beside import beside
from promptward.recognizers.name_reading import Reading

PIECES = st.sampled_from(
    [
        *(
            "word",
            "a",
            "A",
            "Dr",
            "the ",
            "12",
            "4B",
            ", ",
            ". ",
            ".",
            ":",
            ": ",
            "; ",
            "! ",
            "? ",
        ),
        *(") ", "> ", "| ", "= ", " ", "  ", "\n", "\t", "'", '"', "(", "-", "- ", "\xff", "/"),
    ]
)
TEXTS = st.lists(PIECES, max_size=9).map("".join)


@given(TEXTS)
def test_what_stands_beside_is_what_the_pattern_says(text: str) -> None:
    match = name_beside._before(text, len(text))
    word, joint = (match[1], match[2].strip(" \t")) if match else ("", ".")
    found, joined = beside(text, len(text))
    assert joined == joint
    assert found == word or joint == "."


@given(TEXTS)
def test_a_sentence_starts_where_the_pattern_says(text: str) -> None:
    expected = not text or bool(name_shape._SENTENCE.search(text[-12:]))
    assert name_shape.sentence_start(Reading(text, {}), len(text)) == expected


def plain(deferred: re.Pattern[str]) -> re.Pattern[str]:
    """The pattern that a deferred one makes at its first use; Hypothesis takes no other."""
    return re.compile(deferred.pattern, deferred.flags)


@given(st.from_regex(re.compile(f"^(?:{name_after._BESIDE.pattern})", re.ASCII)))
def test_whatever_is_beside_a_name_starts_as_is_looked_for(text: str) -> None:
    assert text[:1] not in name_after._STOPS
    if text[0] == " " and text[1:2].islower():
        assert text[1:3] in name_after._BESIDE_IN_PROSE


@given(
    st.sampled_from([one for one, _, _ in name_after._THEN]).flatmap(
        lambda one: st.from_regex(re.compile(f"^(?:{one.pattern})", re.ASCII))
    )
)
def test_what_follows_a_name_starts_as_is_looked_for(text: str) -> None:
    assert text[:1] not in name_after._STOPS
    if text[0] == " " and text[1:2].islower():
        assert text[1:3] in name_after._THEN_IN_PROSE


@given(st.from_regex(plain(person_name._SUFFIX), fullmatch=True))
def test_a_suffix_starts_as_is_looked_for(text: str) -> None:
    assert text.startswith(person_name._SUFFIXES)


@given(st.from_regex(plain(person_name._BYNAME)))
def test_a_byname_ends_as_is_looked_for(text: str) -> None:
    assert not person_name._BYNAME_ENDS.isdisjoint(text[-3:])


@given(st.from_regex(plain(name_order._LISTING), fullmatch=True))
def test_what_stands_in_a_list_is_never_longer_than_is_looked_for(text: str) -> None:
    assert len(text) <= name_order._LONGEST_LISTING

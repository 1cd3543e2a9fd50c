"""A tree of words matches what the plain alternation of them would, longest first."""

import re

from hypothesis import given
from hypothesis import strategies as st

from promptward.readings.word_tree import word_tree

WORDS = st.lists(st.text("ab.-", max_size=5), max_size=12)


@given(WORDS, st.text("ab.-", max_size=12))
def test_longest_word_at_every_place(words: list[str], text: str) -> None:
    tree = re.compile(word_tree(words))
    for at in range(len(text) + 1):
        fitting = [word for word in words if text.startswith(word, at)]
        found = tree.match(text, at)
        assert (found and found[0]) == (max(fitting, key=len) if fitting else None)


@given(WORDS)
def test_no_other_word_fits(words: list[str]) -> None:
    tree = re.compile(word_tree(words))
    assert all(tree.fullmatch(word) for word in words)
    assert not any(tree.fullmatch(word + "b") for word in words if word + "b" not in words)

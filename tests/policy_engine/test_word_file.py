"""Words looked up in the bytes of a sorted file: as a set of them would answer."""

from hypothesis import given
from hypothesis import strategies as st

import promptward_rules
from promptward.recognizers.word_file import WordFile, shipped

WORD = st.text("abcxyz", min_size=2, max_size=5)


@given(st.sets(WORD), st.lists(WORD, max_size=20))
def test_a_word_is_in_the_file_exactly_if_it_is_a_line(words, asked):
    file = WordFile("".join(f"{word}\n" for word in sorted(words)).encode("ascii"))
    for word in [*words, *asked]:
        assert (word in file) == (word in words)


def test_shipped_lists_are_sorted_so_that_every_word_is_found():
    for name in ("english", "rare_given", "rare_surnames"):
        words = promptward_rules.read_text(f"lexicons/{name}.txt").split()
        assert words == sorted(set(words))
        assert all(word in shipped(name) for word in words[::50])

"""The commonest English words: a single one with a capital is no name of a place by itself."""

from functools import cache

__all__ = ["is_common"]


@cache
def _words() -> frozenset[str]:
    from promptward_rules import read_text  # noqa: PLC0415  # read when a candidate asks for it

    return frozenset(read_text("lexicons/common_words.txt").split())


def is_common(name: str) -> bool:
    """Whether the whole name is one common English word, in any case."""
    word = name.lower().strip(".,")
    return word in _words() or word.removesuffix("s") in _words()

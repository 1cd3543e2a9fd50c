"""Whether letters that stand one by one can be a word: names of a list of variables seldom can."""

from promptward.deferred import regex

__all__ = ["sayable"]

_UNSAID = regex(r"(?i)[b-df-hj-np-tv-xz]{5}|q(?!u|[aeio]{2}|\Z)|\A[^aeiouy]*\Z|\A[^aeiou]{4,5}\Z")


def sayable(letters: str) -> bool:
    """Whether they hold a vowel, and neither too many consonants in a row nor a lone `q`."""
    return _UNSAID.search(letters) is None

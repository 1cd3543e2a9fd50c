"""
A place that is found once and stands elsewhere too: `KESTREL VALLEY|…^KESTREL VALLEY`.

What is sure in one field, line or sentence is the same place in the next, where nothing leads to
it. A name of several words counts in any case; one of a single word where it has a capital that no
sentence gave it, and is no kind of place only.
"""

from collections.abc import Iterator, Sequence

from promptward.recognizers.common_words import is_common
from promptward.recognizers.eponyms import EPONYMS, PRODUCTS, TOWNS_OF_METHODS
from promptward.recognizers.facility_words import GENERIC
from promptward.recognizers.recognizer import Confirmed
from promptward.recognizers.regions import COUNTRIES, NOT_A_TOWN, STATES
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import NOT_A_NAME, SERVICES
from promptward_dsl.lattice import Confidence

__all__ = ["again"]

_MOST = 48
_SHORTEST, _LONGEST = 5, 48
_MOST_FOUND = 128
_INSIDE = frozenset("_-@\\./")


def again(text: str, confirmed: Sequence[Confirmed]) -> Iterator[tuple[int, int]]:
    """Further mentions of places that are sure."""
    names: dict[str, None] = {}
    for one in confirmed:
        if one.level is Confidence.LOW or one.kind != "zip" or len(names) >= _MOST:
            continue
        name = text[one.start : one.end].strip(" ,.;")
        if _SHORTEST <= len(name) <= _LONGEST and _is_told(name):
            names.setdefault(name.lower())
    low = text.lower() if names else ""
    given = 0
    for name in names:
        at = low.find(name)
        while at >= 0 and given < _MOST_FOUND:
            end = at + len(name)
            if _stands(text, at, end, single=" " not in name):
                given += 1
                yield at, end
            at = low.find(name, end)


def _is_told(name: str) -> bool:
    """Whether a name says which place it is, and is that of no state."""
    words = name.lower().split()
    if name in STATES or name.lower() in COUNTRIES or not name.replace(" ", "").isalpha():
        return False
    return any(
        not (
            word in GENERIC
            or word in NOT_A_TOWN
            or word in NOT_A_NAME
            or word in SERVICES
            or word in PRODUCTS
            or (len(words) == 1 and (word in EPONYMS or word in TOWNS_OF_METHODS))
            or (len(words) == 1 and is_common(word) and not name[0].isupper())
        )
        for word in words
    )


def _stands(text: str, start: int, end: int, *, single: bool) -> bool:
    """Whether a mention is a name of its own, and not a word of the sentence."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before.isalnum() or after.isalnum() or before in _INSIDE or (after in _INSIDE and single):
        return False
    if not single:
        return True
    if not text[start].isupper():
        return False
    if text[start:end].isupper():
        return True
    word = text[start:end].lower()
    begins = text[max(0, start - 2) : start].strip(" ")[-1:] in ("", ".", "!", "?", "\n", ":")
    return not (begins and (is_common(word) or word in shipped("english")))

"""
Whole names that were found, where they stand joined: `eleanor_marsh`, `MarshEleanor`.

Both words side by side are that person, whatever either of them means alone.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from promptward.deferred import regex
from promptward.recognizers.recognizer import Confirmed
from promptward_dsl.lattice import Confidence

__all__ = ["joined_again"]

_WORD = regex(r"[a-z]{2,}")
_SEPARATORS = ("_", "-", ".", "")
_LONGEST = 60
_SHORTEST = 7
"""Letters of a name without a sign in between; fewer stand in many a word."""
_MOST_NAMES = 48
_MOST_PARTS = 4


def joined_again(
    low_text: str, confirmed: Sequence[Confirmed], means_more: Callable[[str], bool]
) -> Iterator[tuple[Confirmed, int, int]]:
    """
    Where names of several words stand joined, each with the finding it repeats.

    `means_more` says that a word is one of English; a name of nothing else is not looked for. Who
    asks must see that the range is a word of its own.
    """
    names: dict[tuple[str, ...], Confirmed] = {}
    inside: Counter[str] = Counter()
    for one in confirmed:
        if one.kind != "name" or one.end - one.start > _LONGEST:
            continue
        words = tuple(_WORD.findall(low_text, one.start, one.end))
        inside.update(words)
        if one.level is not Confidence.LOW and 1 < len(words) <= _MOST_PARTS:
            names.setdefault(words, one)
    asked = 0
    for words, one in names.items():
        # INVARIANT: to search takes the length of the text, so it is done for so many names alone.
        if asked >= _MOST_NAMES:
            return
        asked += 1
        if all(low_text.count(word) <= inside[word] for word in (words[0], words[-1])):
            continue
        if all(map(means_more, words)):
            continue
        for said in _forms(words):
            at = low_text.find(said)
            while at >= 0:
                yield one, at, at + len(said)
                at = low_text.find(said, at + len(said))


def _forms(words: tuple[str, ...]) -> Iterator[str]:
    """How a name is written as one word, first or last name first."""
    first, last = words[0], words[-1]
    orders = {words, (first, last), (last, first), (last, *words[:-1])}
    for parts in sorted(orders, key=len, reverse=True):
        for sign in _SEPARATORS:
            said = sign.join(parts)
            if sign or len(said) >= _SHORTEST:
                yield said

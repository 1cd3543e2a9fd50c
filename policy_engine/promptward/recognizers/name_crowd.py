"""
Texts about things that are named like people: eponyms, medicines, criteria of cities.

Where several stand and nobody is spoken of, a name that has nothing but its shape is one of them.
"""

from collections.abc import Sequence

from promptward.recognizers.eponyms import EPONYMS, PRODUCTS
from promptward.recognizers.name_evidence import Judged, Sum

__all__ = ["crowd"]

_SHAPES = frozenset(
    (
        *(
            "common_given",
            "given_alone",
            "listed_alone",
            "rare_name",
            "surname_alone",
            "unknown_word",
            "preposition",
            "listed",
        ),
        *("verb_after", "saying_after", "apposition", "own_line", "own_text", "contact_before"),
        "possession",
    )
)
_MANY = 4
_SURE = 2


def _thing(one: Judged) -> bool:
    part = one.segment.parts[-1]
    low = part.word.lower()
    return len(one.segment.parts) == 1 and (low in EPONYMS or low in PRODUCTS)


def crowd(judged: Sequence[Judged]) -> None:
    """Doubts names by their shape alone, in a text of many things and nobody."""
    things = sum(map(_thing, judged))
    if things < _MANY:
        return
    doubted = []
    for one in judged:
        if one.sum.absolute:
            return
        if one.sure:
            if not _SHAPES.issuperset(one.sum.evidence):
                return
            doubted.append(one)
    if len(doubted) > things:
        return
    for one in doubted:
        one.sum = Sum(1, (*one.sum.evidence, "among_things"))

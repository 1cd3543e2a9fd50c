"""
Texts about things that are named like people: eponyms, medicines, criteria of cities.

Where several stand and nobody is spoken of, a name that has nothing but its shape is one of them.
"""

from collections.abc import Sequence

from promptward.recognizers.eponyms import EPONYMS, PRODUCTS
from promptward.recognizers.name_evidence import Judged, Sum
from promptward.recognizers.thing_series import ThingSeries

__all__ = ["crowd", "in_series"]

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


_OF_A_LIST = _SHAPES - {"verb_after", "saying_after", "apposition", "contact_before"} | {
    *("given_family", "family_given", "given_unknown", "unknown_family", "unknown_pair"),
    *("family_pair", "word_family", "word_word", "rare_word", "given_initial", "family_initial"),
    *("pair", "word", "word_inside", "given_word", "same_place", "short_before"),
}


def in_series(text: str, judged: Sequence[Judged]) -> None:
    """Doubts names by their shape alone in a series of things, whoever else is spoken of."""
    series: ThingSeries | None = None
    for one in judged:
        if (
            one.sum.absolute
            or not one.sum.points
            or not _OF_A_LIST.issuperset(one.sum.evidence)
            or (len(one.segment.parts) > 1 and "preposition" in one.sum.evidence)
        ):
            continue
        if series is None:
            series = ThingSeries(text)
        if series.holds(one.segment.start):
            one.sum = Sum(min(1, one.sum.points), (*one.sum.evidence, "among_things"))

"""
How far names and places reach, by learned weights: the words beside a sure finding.

Rules find most of `Standing Elk, Duane` or `RediMed on Dupont` and stop at a word that is no name
anywhere else. The pieces beside a finding are weighed one after the other, outwards, until one
does not go on with it. A piece only ever widens what rules are sure of, so no text without a name
or a place is touched. Weights are integers in `tables/learned_extent.tsv` (decision 0394).
"""

from collections.abc import Iterable, Sequence
from functools import cache

from promptward.model import Candidate
from promptward.recognizers.about_somebody import may_be_placed
from promptward.recognizers.extent_traits import LEFT, RIGHT, Beside, Extents, Reach
from promptward.recognizers.extent_vetoes import is_no_part
from promptward.recognizers.learned_traits import classes
from promptward.recognizers.recognizer import Confirmed
from promptward.recognizers.second_look import SecondLookBase
from promptward.recognizers.weight_table import weighed
from promptward.text import View
from promptward_dsl.lattice import Confidence

__all__ = ["MOST_PIECES", "LearnedExtent", "score_of", "weights"]

_ENOUGH = 20
"""Hundredths from which a piece goes on with the finding."""
_HOPELESS = -100
"""Where the first traits stand below, no other ever made up for it."""
MOST_PIECES = 6
_INITIALS = 3
"""Letters that stand for somebody are no part of a name."""
_SHOWN = 3
_OF_VALUE = ("bias", "word=", "inner=", "beyond=")


@cache
def weights() -> dict[str, int]:
    """Trait -> what it adds to the score of a piece, in hundredths."""
    return {trait: weight for trait, (weight,) in weighed("learned_extent")}


def score_of(extents: Extents, beside: Beside) -> tuple[int, list[str]]:
    """The sum of the weights of a piece's traits, and these; of the first alone if hopeless."""
    known = weights()
    traits = list(extents.first(beside))
    score = sum(known.get(one, 0) for one in traits)
    if score < _HOPELESS:
        return score, traits
    others = set(extents.further(beside)).difference(traits)
    return score + sum(known.get(one, 0) for one in others), [*traits, *sorted(others)]


class LearnedExtent(SecondLookBase):
    """Recogniser `learned_extent`."""

    name = "learned_extent"
    version = 4

    def again(self, view: View, confirmed: Sequence[Confirmed]) -> Iterable[tuple[str, Candidate]]:
        """Sure names and places that reach further."""
        if not may_be_placed(view, confirmed):
            return
        extents = Extents(view.text, confirmed)
        for reach in extents.reaches:
            if reach.kind == "N" and reach.end - reach.start <= _INITIALS:
                continue
            end, behind = _walked(extents, reach, RIGHT)
            start, before = _walked(extents, reach, LEFT)
            if behind or before:
                evidence = ("model.extent", *_reasons(behind or before))
                yield reach.category, Candidate(start, end, Confidence.MEDIUM, evidence)


def _walked(extents: Extents, reach: Reach, side: str) -> tuple[int, list[str]]:
    """How far it reaches on a side, and the traits of the first piece that it goes on with."""
    start, end = reach.start, reach.end
    firm = end if side == RIGHT else start
    told: list[str] = []
    for added in range(MOST_PIECES):
        piece = extents.piece(start, end, side)
        if piece is None:
            break
        taken = extents.taken(piece.start, piece.end, reach)
        if taken is not None:
            # What was added leads to another finding of its kind: both are one.
            if not told or taken[2] != reach.kind:
                break
            start, end = min(start, taken[0]), max(end, taken[1])
        else:
            beside = Beside(start, end, reach.kind, side, piece, added)
            if is_no_part(extents.text, beside):
                break
            score, traits = score_of(extents, beside)
            if score < _ENOUGH:
                break
            told = told or traits
            start, end = min(start, piece.start), max(end, piece.end)
        if taken is not None or reach.lower or _is_firm(piece.word):
            firm = end if side == RIGHT else start
    return firm, told if firm != (reach.end if side == RIGHT else reach.start) else []


def _is_firm(word: str) -> bool:
    """Whether a place or a name may end with it: a capital, a figure, a word of houses or kin."""
    return not word[0].islower() or any(map(str.isdigit, word)) or word in classes()


def _reasons(traits: Sequence[str]) -> tuple[str, ...]:
    """The traits that weigh most, with their weights; none that holds a word of the text."""
    known = weights()
    weighed = sorted(
        (-known[one], one)
        for one in traits
        if known.get(one, 0) > 0 and not one[3:].startswith(_OF_VALUE)
    )
    return tuple(f"{one} {-weight:+d}" for weight, one in weighed[:_SHOWN])

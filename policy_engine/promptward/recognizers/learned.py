"""
The learned look: names and places that rules left open, by a sum of weights.

It looks once, last, at texts in which rules are sure of two identifiers, and only at words that no
rule is sure of and no veto of `learned_runs` takes out. A run's score is the sum of the weights of
its traits (`learned_traits`), plain integers kept in `tables/learned.tsv`: the same everywhere.
The evidence names the largest of them. It proposes: low by itself, medium where the score is high
and rules have a sign of their own of it; never high. What it says explains nothing else.
"""

from collections.abc import Iterable, Sequence
from functools import cache

from promptward.model import Candidate
from promptward.recognizers.about_somebody import may_be_weighed
from promptward.recognizers.learned_runs import runs
from promptward.recognizers.learned_traits import Surroundings
from promptward.recognizers.place_grown import grown
from promptward.recognizers.recognizer import Confirmed
from promptward.recognizers.second_look import SecondLookBase, covered
from promptward.recognizers.thing_series import ThingSeries
from promptward.recognizers.weight_table import weighed
from promptward.text import View
from promptward_dsl.lattice import Confidence

__all__ = ["Learned", "is_signed", "level_of", "scores", "weights"]

_LOW = 50
_MEDIUM = 150
"""Hundredths: for a doubt, and for medium where rules have a sign of their own of it."""
_SHOWN = 3
_CUES = frozenset(
    """
    title kin role contact to_place addressed of_person say verb place_after head street degree
    """.split()  # noqa: SIM905  # legible
)
_HEADS = frozenset(("is:head", "is:street", "is:land", "is:weak_head"))
_LISTED = frozenset("GgSr")


@cache
def weights() -> dict[str, tuple[int, int]]:
    """Trait -> what it adds to the score of a name and of a place, in hundredths."""
    return {trait: (name, place) for trait, (name, place) in weighed("learned")}


def scores(traits: Iterable[str]) -> tuple[int, int]:
    """The sums for a name and for a place."""
    known = weights()
    name = place = 0
    for trait in set(traits):
        weight = known.get(trait)
        if weight is not None:
            name += weight[0]
            place += weight[1]
    return name, place


def is_signed(traits: Iterable[str]) -> bool:
    """
    Whether rules have a sign of it too.

    A finding in its line or in its column, a word of a cue beside it, a list that holds it, a head
    of a place in it, a doubt of theirs, or a finding that holds the same word.
    """
    for trait in traits:
        kind, colon, rest = trait.partition(":")
        if colon:
            if (
                (kind in _SIDES and rest in _CUES)
                or (kind == "first" and rest[-1:] in _LISTED)
                or trait in _HEADS
            ):
                return True
            continue
        kind, _, rest = trait.partition("=")
        if rest and kind in _SIGNS:
            return True
    return False


_SIDES = frozenset(("b1", "a1"))
_SIGNS = frozenset(("left", "right", "column", "doubt", "again"))


def level_of(score: int, traits: Iterable[str]) -> Confidence | None:
    """How sure that is; None where it is nothing."""
    if score < _LOW:
        return None
    return Confidence.MEDIUM if score >= _MEDIUM and is_signed(traits) else Confidence.LOW


class Learned(SecondLookBase):
    """Recogniser `learned`."""

    name = "learned"
    version = 4

    def again(self, view: View, confirmed: Sequence[Confirmed]) -> Iterable[tuple[str, Candidate]]:
        """Names for detectors of names, places for those of subdivisions of a state."""
        if not may_be_weighed(view, confirmed):
            return
        text = view.text
        around: Surroundings | None = None
        series = ThingSeries(text)
        mask = covered(len(text), confirmed)
        for run in runs(text, view.data, mask):
            if series.holds(run.start):
                continue
            if around is None:
                around = Surroundings(text, confirmed)
            traits = around.traits(run)
            name, place = scores(traits)
            is_name = name >= place
            score = name if is_name else place
            level = level_of(score, traits)
            if level is not None:
                reasons = _reasons(traits, is_name=is_name)
                kind = "name" if is_name else "place"
                evidence = (f"model.{kind}", f"score:{score // 50 * 50}", *reasons)
                start, end = run.start, run.end
                if not is_name:
                    start, end = grown(text, start, end, lambda a, b: not any(mask[a:b]))
                yield (
                    "kind:name" if is_name else "kind:zip",
                    Candidate(start, end, level, evidence),
                )


def _reasons(traits: Iterable[str], *, is_name: bool) -> tuple[str, ...]:
    """The traits that weigh most for it, with their weights; none that holds a word of the run."""
    known = weights()
    column = 0 if is_name else 1
    weighed = sorted(
        {
            (-known[trait][column], trait)
            for trait in traits
            if trait in known and not trait.startswith(_OF_VALUE)
        }
    )
    return tuple(f"{trait} {-weight:+d}" for weight, trait in weighed[:_SHOWN] if weight < 0)


_OF_VALUE = ("bias", "word=", "first=", "last=", "first^", "first$", "last^", "last$")
"""Traits that show letters of what was found, and what all have: weighed, and not told."""

"""
Pieces beside names and places: what the recogniser `learned_extent` is trained on.

A sample is a piece beside a name or a place that rules found in a labelled text: it is of the same
mark or it is not. There are few where rules stopped short, so findings are also cut short on
purpose; those weigh less, since rules would not have stopped there.
"""

from collections.abc import Iterator, Mapping, Sequence

from bench.accuracy.document import Document, Mark
from bench.accuracy.labels import core_offset
from bench.learned.look import Sample
from bench.learned.recorder import Recorder
from promptward.recognizers.extent_traits import LEFT, RIGHT, Beside, Extents, Reach
from promptward.recognizers.learned_extent import MOST_PIECES
from promptward.recognizers.learned_runs import kind_of
from promptward.text import View

__all__ = ["Pieces"]

_LABEL = {"N": "NAME", "P": "LOCATION"}
_CUT, _DRAWN, _SHORT = 0.1, 0.5, 2.0
"""What samples weigh: of findings cut on purpose, of copies, of findings that stopped short."""
_LEVELS = (0, 70, 150, 300)
_OF_WORDS = frozenset(("word", "inner", "beyond", "key"))


class Pieces:
    """The look of the recogniser `learned_extent`."""

    name = "learned_extent"
    header = """\
# Traits of words beside a name or a place, and what each adds to the score of its going on there,
# in hundredths. Written by `python -m bench.learned`; see docs/decisions/0394.
"""
    left_out = ("unread", "neg_pubmedqa", "negatives")
    copies = 4
    fewest = 5
    least = 5

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    def samples(self, document: Document) -> Iterator[Sample]:
        """The pieces beside what rules found of each mark, and beside parts of it."""
        cores = tuple(_core(document.text, one) for one in document.marks)
        found = self._recorder.found(document._replace(marks=cores))
        if found is None:
            return
        view, confirmed, marks = found
        extents = Extents(view.text, confirmed)
        for reach in extents.reaches:
            inside = [
                one
                for one in marks
                if one.label == _LABEL[reach.kind]
                and one.start < reach.end
                and reach.start < one.end
            ]
            if inside:
                for side, mark in ((RIGHT, inside[-1]), (LEFT, inside[0])):
                    yield from _walked(extents, reach, mark, marks, side)
                    yield from _cut(view, extents, reach, mark, side)

    def share(self, sample: Sample, *, drawn: bool) -> float:
        """What a sample weighs."""
        share = (_SHORT if sample.label else 1.0) if sample.open else _CUT
        return share * (_DRAWN if drawn else 1.0)

    def tells_a_name(self, trait: str) -> bool:
        """Whether it holds a word that only lists of names hold."""
        name, _, rest = trait[3:].partition("=")
        if name not in _OF_WORDS:
            return False
        words = "".join(one if one.isalpha() else " " for one in rest).split()
        kinds = [kind_of(one) for one in words if one.islower()]
        return any(one[0] == "-" and one[1] not in "0i" for one in kinds)

    def weights(self, classes: Sequence[float]) -> tuple[int, ...]:
        """Of going on, against stopping."""
        return (round(100 * (classes[1] - classes[0])),)

    def levels(self, table: Mapping[str, tuple[int, ...]], sample: Sample) -> Sequence[str]:
        """All marks that its score reaches."""
        score = sum(table[one][0] for one in set(sample.traits) if one in table)
        return ("all", *(f"{one / 100:.1f}" for one in _LEVELS if score >= one))

    def right(self, sample: Sample) -> bool | None:
        """Whether it goes on with the finding."""
        return bool(sample.label)


def _core(text: str, mark: Mark) -> Mark:
    """Without the honorific that some makers of texts mark."""
    offset = core_offset(text[mark.start : mark.end], mark.label)
    return Mark(mark.start + offset, mark.end, mark.label)


def _walked(
    extents: Extents, reach: Reach, mark: Mark, marks: Sequence[Mark], side: str
) -> Iterator[Sample]:
    """From where rules stopped outwards, up to the first piece that is not of the mark."""
    start, end = reach.start, reach.end
    for count in range(MOST_PIECES):
        piece = extents.piece(start, end, side)
        if piece is None:
            return
        label = piece.start < mark.end and mark.start < piece.end
        taken = extents.taken(piece.start, piece.end, reach)
        if taken is not None:
            if not (label and count):
                return
            start, end = min(start, taken[0]), max(end, taken[1])
            continue
        if not label and any(one.start < piece.end and piece.start < one.end for one in marks):
            return
        beside = Beside(start, end, reach.kind, side, piece, count)
        yield Sample(int(label), open=True, traits=_traits(extents, beside))
        if not label:
            return
        start, end = min(start, piece.start), max(end, piece.end)


def _cut(view: View, extents: Extents, reach: Reach, mark: Mark, side: str) -> Iterator[Sample]:
    """What rules found of the mark, cut short word by word: the piece cut off goes on with it."""
    text = view.text
    start, end = max(reach.start, mark.start), min(reach.end, mark.end)
    for _ in range(MOST_PIECES):
        if side == RIGHT:
            end = start + len(_without_last(text[start:end]))
        else:
            start = end - len(_without_last(text[start:end][::-1]))
        piece = extents.piece(start, end, side) if start < end else None
        if piece is None or not (piece.start < mark.end and mark.start < piece.end):
            return
        beside = Beside(start, end, reach.kind, side, piece, 0)
        yield Sample(1, open=False, traits=_traits(extents, beside))


def _without_last(words: str) -> str:
    """Without the last word and what parts it from the others."""
    while words and words[-1].isalnum():
        words = words[:-1]
    while words and not words[-1].isalnum():
        words = words[:-1]
    return words


def _traits(extents: Extents, beside: Beside) -> list[str]:
    return [*extents.first(beside), *extents.further(beside)]

"""Runs of labelled texts with their traits: what weights are trained on and measured with."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bench.accuracy import ours
from bench.accuracy.document import Document, Mark
from promptward.model import Candidate
from promptward.recognizers import RECOGNIZERS
from promptward.recognizers.about_somebody import enough
from promptward.recognizers.learned_runs import Run, runs
from promptward.recognizers.learned_traits import Surroundings
from promptward.recognizers.recognizer import Confirmed
from promptward.recognizers.second_look import covered
from promptward.text import View

__all__ = ["NAME", "NEUTRAL", "NOBODY", "PLACE", "Recorder", "Sample", "Sampler"]

NOBODY, NAME, PLACE, NEUTRAL = range(4)
_LABELS = {"NAME": NAME, "LOCATION": PLACE, "ORG": NEUTRAL, "OTHER": NEUTRAL}


class Sample(NamedTuple):
    """A run, what it is, and whether rules left it open or it is one of theirs, hidden."""

    start: int
    end: int
    label: int
    open: bool
    traits: list[str]


class Recorder:
    """The shipped policy, with a recorder in the place of what learned weights look at last."""

    def __init__(self) -> None:
        self._seen: list[tuple[View, Sequence[Confirmed]]] = []
        self._engine = ours.load()
        RECOGNIZERS["learned"].again = self._record  # type: ignore[attr-defined]
        RECOGNIZERS["learned_extent"].again = _nothing  # type: ignore[attr-defined]

    def _record(self, view: View, confirmed: Sequence[Confirmed]) -> tuple[Candidate, ...]:
        self._seen.append((view, list(confirmed)))
        return ()

    def found(self, document: Document) -> tuple[View, Sequence[Confirmed], list[Mark]] | None:
        """The document's text as the engine sees it, what rules found, and the marks there."""
        self._seen.clear()
        self._engine.find(document.text)
        for view, confirmed in self._seen:
            if not view.name:
                return view, confirmed, [_seen(view, one) for one in document.marks]
        return None


def _nothing(_view: View, _confirmed: Sequence[Confirmed]) -> tuple[Candidate, ...]:
    return ()


class Sampler:
    """Runs of texts that say enough about people."""

    def __init__(self) -> None:
        self._recorder = Recorder()

    def samples(self, document: Document) -> Iterator[Sample]:
        """The samples of a document whose text says enough about people."""
        found = self._recorder.found(document)
        if found is not None and enough(found[1], len(found[0].text)):
            yield from _samples(*found)


def _seen(view: View, mark: Mark) -> Mark:
    """The mark where the view shows it: some letters are read as two."""
    if view.offsets is None:
        return mark
    start, end = (bisect_left(view.offsets, one) for one in (mark.start, mark.end))
    return Mark(start, max(end, start + 1), mark.label)


def _samples(
    view: View, confirmed: Sequence[Confirmed], marks: Sequence[Mark]
) -> Iterator[Sample]:
    text, data = view.text, view.data
    around = Surroundings(text, confirmed)
    mask = covered(len(text), confirmed)
    for run in runs(text, data, mask):
        yield Sample(run.start, run.end, _label(run, marks), open=True, traits=around.traits(run))
    for mark in marks:
        if mark.label not in ("NAME", "LOCATION") or not any(mask[mark.start : mark.end]):
            continue
        touching = [one for one in confirmed if one.start < mark.end and mark.start < one.end]
        rest = [one for one in confirmed if one not in touching]
        low = max(text.rfind("\n", 0, mark.start) + 1, mark.start - 100)
        high = min(mark.end + 100, len(text))
        partial = bytearray(b"\x01" * len(text))
        partial[low:high] = covered(len(text), rest)[low:high]
        for run in runs(text, data, partial):
            if run.start < mark.end and mark.start < run.end:
                hidden = (mark.start, mark.end)
                traits = around.traits(run, hidden)
                yield Sample(run.start, run.end, _label(run, marks), open=False, traits=traits)


def _label(run: Run, marks: Sequence[Mark]) -> int:
    touched = [mark for mark in marks if mark.start < run.end and run.start < mark.end]
    for label in ("NAME", "LOCATION"):
        if any(mark.label == label for mark in touched):
            return _LABELS[label]
    if any(mark.label in ("ORG", "OTHER") for mark in touched):
        return NEUTRAL
    return NEUTRAL if touched else NOBODY

"""What rules find in a text before learned weights look at it."""

from bisect import bisect_left
from collections.abc import Sequence

from bench.accuracy import ours
from bench.accuracy.document import Document, Mark
from promptward.model import Candidate
from promptward.recognizers import RECOGNIZERS
from promptward.recognizers.recognizer import Confirmed
from promptward.text import View

__all__ = ["Recorder"]


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


def _seen(view: View, mark: Mark) -> Mark:
    """The mark where the view shows it: some letters are read as two."""
    if view.offsets is None:
        return mark
    start, end = (bisect_left(view.offsets, one) for one in (mark.start, mark.end))
    return Mark(start, max(end, start + 1), mark.label)

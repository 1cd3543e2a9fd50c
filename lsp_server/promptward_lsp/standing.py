"""
What is known of a document between two looks at the whole of it.

Three things happen to the findings of a text that is being edited. An edit moves those behind it
and takes away those it touches. A glance at the paragraphs around the edits adds what stands there
now. A look at the whole replaces everything; where edits came in while it was looking, its answer
is moved along them. So an answer is never older than one debounce where the author writes, and is
the scanner's own as soon as the author pauses.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from promptward_lsp.documents import Edit
from promptward_lsp.look import Looked, Shown

__all__ = ["Standing", "paragraphs"]

CONTEXT_LINES = 6
"""Lines beyond a paragraph that a glance takes in: the reach of most evidence."""
MOST = 6000
"""Code points to each side of an edit that a glance takes in at most."""
MOST_EDITS = 4096


class Standing:
    """
    Findings of one document, by place, as of `version` of `edits`.

    `settled` says that they are the answer of a look at the whole text as it is now. `begun` is
    how far a text has been looked at that has not been looked at to its end yet; None afterwards.
    """

    __slots__ = ("_base", "_dirty", "_log", "begun", "looked", "settled", "shown")

    def __init__(self) -> None:
        self.shown: list[Shown] = []
        self.looked = Looked(())
        self.settled = False
        self.begun: int | None = 0
        self._log: list[Edit] = []
        self._base = 0
        # What was edited since the last glance, in offsets of the text as it is now.
        self._dirty: tuple[int, int] | None = None

    @property
    def mark(self) -> int:
        """A mark in the row of edits: hand it to `settle` with the answer for this text."""
        return self._base + len(self._log)

    @property
    def dirty(self) -> bool:
        """Whether there were edits since the last glance or look."""
        return self._dirty is not None

    def begin(self, end: int, looked: Looked) -> None:
        """The answer for the text up to `end`, before there is one for the whole."""
        self.shown = list(looked.shown)
        self.begun = end

    def edit(self, edit: Edit) -> None:
        """The text was edited."""
        self._log.append(edit)
        self.settled = False
        self.shown = moved(self.shown, edit)
        end = edit.start + edit.size
        if self._dirty is None:
            self._dirty = edit.start, end
        else:
            first, last = self._dirty
            if last >= edit.end:
                last += edit.delta
            elif last > edit.start:
                last = end
            self._dirty = min(first, edit.start), max(last, end)
        if len(self._log) > MOST_EDITS:
            # Whoever still looks at a text so old will have to look again.
            self._base += len(self._log)
            self._log.clear()

    def window(self, text: str) -> tuple[int, int, int, int] | None:
        """
        What to glance at: `(start, end)` of the piece, and the range in which its findings count.
        """
        if self._dirty is None:
            return None
        return paragraphs(text, *self._dirty)

    def glanced(self, window: tuple[int, int, int, int], found: Sequence[Shown]) -> None:
        """Add the findings of a piece that starts at `window[0]`."""
        start, _, first, last = window
        self._dirty = None
        moved = (Shown(one.start + start, one.end + start, one.placed) for one in found)
        counted = [one for one in moved if one.end > first and one.start < last]
        if not counted:
            return
        # All that could be one of these, or a part of one, starts among them.
        low = bisect_left(self.shown, min(one.start for one in counted), key=_start)
        high = bisect_right(self.shown, max(one.end for one in counted), key=_start)
        there = self.shown[low:high]
        known = {_key(one) for one in there}
        fresh = [one for one in counted if _key(one) not in known]
        if fresh:
            # A longer value takes the place of the part of it that was known.
            kept = [
                one
                for one in there
                if not any(
                    new.start <= one.start
                    and one.end <= new.end
                    and new.finding.category == one.finding.category
                    for new in fresh
                )
            ]
            self.shown = [
                *self.shown[:low], *sorted([*kept, *fresh], key=_key), *self.shown[high:]
            ]  # fmt: skip

    def settle(self, mark: int, looked: Looked) -> bool:
        """
        The answer for the text as it was at `mark`. False if that is too long ago to be of use.
        """
        if mark < self._base:
            return False
        since = self._log[mark - self._base :]
        shown = list(looked.shown)
        for edit in since:
            shown = moved(shown, edit)
        if since:
            # What was seen in the meantime is newer, where it stands.
            known = {_key(one) for one in shown}
            touched = _touched(since)
            shown += [
                one
                for one in self.shown
                if _key(one) not in known
                and any(one.start < end and start < one.end for start, end in touched)
            ]
            shown.sort(key=_key)
        self.shown = shown
        self.looked = looked
        self.begun = None
        self.settled = not since
        if self.settled:
            self._dirty = None
        self._base += len(self._log) - len(since)
        self._log = since
        return True


def _key(one: Shown) -> tuple[int, int, str]:
    return one.start, one.end, one.finding.category


def _touched(edits: Sequence[Edit]) -> list[tuple[int, int]]:
    """Where edits left the text changed, in offsets after the last of them, with room around."""
    ranges: list[tuple[int, int]] = []
    for edit in edits:
        ranges = [
            (a + (edit.delta if a >= edit.end else 0), b + (edit.delta if b >= edit.end else 0))
            for a, b in ranges
        ]
        ranges.append((edit.start - MOST, edit.start + edit.size + MOST))
    return ranges


def moved(shown: list[Shown], edit: Edit) -> list[Shown]:
    """
    Findings after an edit: those it touches are gone, those behind it have moved.

    What it merely adjoins is touched as well: the value may have become longer.
    """
    first = bisect_left(shown, edit.start, key=_start)
    before = (one for one in shown[:first] if one.end < edit.start)
    delta = edit.delta
    behind = (
        Shown(one.start + delta, one.end + delta, one.placed)
        for one in shown[first:]
        if one.start > edit.end
    )
    return [*before, *behind]


def _start(one: Shown) -> int:
    return one.start


def paragraphs(text: str, start: int, end: int) -> tuple[int, int, int, int]:
    """
    The paragraphs that `[start, end)` touches, and lines around: `(from, to, first, last)`.

    `[from, to)` is what to look at, `[first, last)` the paragraphs themselves.
    """
    low, high = max(0, start - MOST), min(len(text), end + MOST)
    first = text.rfind("\n\n", low, start)
    first = first + 2 if first >= 0 else _line_start(text, low, start)
    last = text.find("\n\n", end, high)
    last = last if last >= 0 else _line_end(text, end, high)
    from_, to = first, last
    for _ in range(CONTEXT_LINES):
        if from_ > low:
            from_ = max(text.rfind("\n", low, from_ - 1) + 1, low)
        if to < high:
            at = text.find("\n", to + 1, high)
            to = at if at >= 0 else high
    return from_, to, first, last


def _line_start(text: str, low: int, start: int) -> int:
    if low == 0:
        return 0
    at = text.find("\n", low, start)
    return at + 1 if at >= 0 else low


def _line_end(text: str, end: int, high: int) -> int:
    if high == len(text):
        return high
    at = text.rfind("\n", end, high)
    return at if at >= 0 else high

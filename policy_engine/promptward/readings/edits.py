"""Edit and Reading: what is read of a text otherwise than it is written, and where it stood."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from promptward.folding import fold_ascii

if TYPE_CHECKING:
    import re

__all__ = ["AROUND", "Edit", "Reading", "led", "near", "reread", "through"]

AROUND = 240
"""Characters that are read on either side of an edit, so that cues still count."""
_GUESSED = 160
"""The same of a guess, of which only the place itself counts."""
_SNAP = 40
_REACH = 2
"""A finding this near to an edit is read off the view: its cue may be what was edited."""
_BROKEN_REACH = 32
"""The same behind a blank: what it was written with hid the word behind it, which may be a cue."""


class Edit(NamedTuple):
    """
    `[start, end)` reads as `text`: nothing, for what is only to be left out.

    All of `text` stood at that range, so a finding in it covers the whole. `mark` names a
    deliberate obfuscation; empty for what happens to honest texts.
    """

    start: int
    end: int
    text: str = ""
    mark: str = ""


class Reading(NamedTuple):
    """
    What stands around edits of a text, as it reads with them; an empty line between two places.

    Character `i` of `text` stood at `[starts[i], ends[i])`, both with one more entry at the end.
    `breaks` are ranges of the original, ascending: what does not reach one of them is not new.
    `marks` are ranges of `text` with the names of deliberate obfuscations, `places` those ranges
    of it that an edit has made, ascending.
    """

    name: str
    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    breaks: Sequence[tuple[int, int]]
    marks: tuple[tuple[int, int, str], ...] = ()
    places: Sequence[tuple[int, int]] = ()


def led(
    text: str, lead: "re.Pattern[str]", pattern: "re.Pattern[str]"
) -> "Iterator[re.Match[str]]":
    """
    `pattern.finditer(text)`, if every match of it begins where `lead` finds one character.

    Python's `re` goes from character to character of a class many times faster than it tries
    alternatives at each place of a text.
    """
    after = 0
    for place in lead.finditer(text):
        start = place.start()
        if start >= after and (found := pattern.match(text, start)) is not None:
            yield found
            after = found.end()


def near(text: str, seed: "re.Pattern[str]", reach: int) -> Iterable[tuple[int, int]]:
    """
    What stands so near to a place that `seed` finds, in ranges that do not meet.

    They end at blanks where they can. What is searched for in them is all that a search of the
    whole text finds around such a place, if it is no longer than `reach`.
    """
    low = high = -1
    for found in seed.finditer(text):
        if found.start() - reach > high:
            if high > 0:
                yield low, high
            low = max(0, found.start() - reach, high)
            low = text.rfind(" ", max(0, low - _SNAP, high), low) + 1 or low
        high = min(len(text), found.end() + reach)
        cut = text.find(" ", high, high + _SNAP)
        high = cut if cut >= 0 else high
    if high > 0:
        yield low, high


def _window(text: str, low: int, high: int) -> tuple[int, int]:
    """The window, cut between words where it can be."""
    if low > 0:
        low = text.find(" ", low, low + _SNAP) + 1 or low
    if high < len(text):
        cut = text.rfind(" ", high - _SNAP, high)
        high = high if cut < 0 else cut
    return low, high


def _groups(
    text: str, edits: Sequence[Edit], around: int
) -> Iterable[tuple[int, int, Sequence[Edit]]]:
    """Windows that do not overlap, each with its edits."""
    first = 0
    for at in range(1, len(edits) + 1):
        if at == len(edits) or edits[at].start - edits[at - 1].end > 2 * around:
            low = max(0, edits[first].start - around)
            high = min(len(text), edits[at - 1].end + around)
            low, high = _window(text, low, high)
            low, high = min(low, edits[first].start), max(high, edits[at - 1].end)
            yield low, high, edits[first:at]
            first = at


def reread(
    name: str, text: str, edits: Iterable[Edit], *, guessed: bool = False
) -> Reading | None:
    """
    The reading of a text under edits, which may overlap: the first, longest one counts then.

    Only what overlaps an edit that is `guessed` is read off it.

    None where no edit is left. Time and memory are linear in what stands around the edits.
    """
    sound: list[Edit] = []
    for edit in sorted(edits, key=_longest_first):
        if edit.end > edit.start and (not sound or edit.start >= sound[-1].end):
            sound.append(edit)
    if not sound:
        return None
    parts: list[str] = []
    starts, ends = array("q"), array("q")
    marks: list[tuple[int, int, str]] = []
    places: list[tuple[int, int]] = []
    length = 0

    def keep(start: int, end: int) -> None:
        nonlocal length
        parts.append(text[start:end])
        starts.extend(range(start, end))
        ends.extend(range(start + 1, end + 1))
        length += end - start

    def put(edit: Edit) -> None:
        nonlocal length
        shown = fold_ascii(edit.text)
        parts.append(shown)
        starts.extend([edit.start] * len(shown))
        ends.extend([edit.end] * len(shown))
        if edit.mark:
            # What is only left out is marked on both sides.
            low, high = (
                (length, length + len(shown)) if shown else (max(0, length - 1), length + 1)
            )
            marks.append((low, high, edit.mark))
        places.append((length, length + len(shown)))
        length += len(shown)

    for low, high, group in _groups(text, sound, _GUESSED if guessed else AROUND):
        at = low
        if parts:
            parts.append("\n\n")
            starts.extend((low - 1, low - 1))
            ends.extend((low, low))
            length += 2
        for edit in group:
            keep(at, edit.start)
            put(edit)
            at = edit.end
        keep(at, high)
    starts.append(len(text))
    ends.append(len(text))
    return Reading(
        name,
        "".join(parts),
        starts,
        ends,
        # `View.counts` asks what touches: one further in is what overlaps.
        [(edit.start + 1, edit.end - 1) for edit in sound]
        if guessed
        else _merged((edit.start - _REACH, edit.end + _reach(edit)) for edit in sound),
        tuple((low, min(high, length), mark) for low, high, mark in marks),
        _merged(places),
    )


def _reach(edit: Edit) -> int:
    """How far behind an edit a finding may owe itself to it."""
    return _BROKEN_REACH if edit.text in {"\n", " "} else _REACH


def _longest_first(edit: Edit) -> tuple[int, int]:
    return edit.start, -edit.end


def _merged(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ascending ranges, those that meet made one."""
    merged: list[tuple[int, int]] = []
    for low, high in ranges:
        if merged and low <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], high))
        else:
            merged.append((low, high))
    return merged


def through(inner: Reading, outer: Reading) -> Reading:
    """`inner`, a reading of the text of `outer`, as a reading of what `outer` reads."""
    last = len(outer.text)
    return inner._replace(
        name=inner.name if inner.name == outer.name else f"{outer.name}+{inner.name}",
        starts=array("q", (outer.starts[at] for at in inner.starts)),
        ends=array("q", (outer.ends[at - 1] if at else outer.starts[0] for at in inner.ends)),
        breaks=_merged(
            (outer.starts[max(0, low)], outer.ends[min(last, max(high, 1)) - 1])
            for low, high in inner.breaks
        ),
    )

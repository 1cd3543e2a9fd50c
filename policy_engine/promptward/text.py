"""SourceText: the original, its canonical views, and exact maps back to the original."""

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from promptward import readings
from promptward.folding import UNREAD, reading
from promptward.folding import Reading as Folded
from promptward.readings import hidden
from promptward.readings.edits import reread, through
from promptward.wraps import unwrapped
from promptward_dsl.span import Span

__all__ = [
    "SourceText",
    "Span",
    "View",
    "from_utf8_offsets",
    "from_utf16_offsets",
    "in_small_letters",
    "utf8_offsets",
    "utf16_offsets",
]


class View(NamedTuple):
    """
    One canonical reading of a text: one byte a character, so that byte offsets are view offsets.

    ASCII stays as it is; letters with marks become their base letter; full-width and other digits,
    dashes, blanks and quotes become the ASCII ones; look-alikes become the letter they imitate;
    every other character is the byte 0xFF, which is no word character. `text` is `data` decoded
    as Latin-1. `offsets` is None where a view offset is the original's code point offset;
    otherwise `offsets[i]` is the original range's start of view character `i`, with one more
    entry at the end, and `ends[i]` the end of the original range of character `i`. A view of
    `breaks`, ranges of the original, is read for what reaches one of them; then `name` says how
    the text was read, `marks` where in this view a deliberate obfuscation stood, and which, and
    `edited` what of it reads otherwise than it was written, ascending.
    """

    text: str
    data: bytes
    offsets: Sequence[int] | None = None
    ends: Sequence[int] | None = None
    breaks: Sequence[tuple[int, int]] | None = None
    name: str = ""
    marks: Sequence[tuple[int, int, str]] = ()
    edited: Sequence[tuple[int, int]] = ()

    @property
    def disguise(self) -> bool:
        """Whether it undoes what does not happen by itself."""
        return self.name not in ("", "escapes", "wraps", "scripts")

    @property
    def whole(self) -> bool:
        """Whether it says all that the text says, not what stands around some places."""
        return self.name in ("", "small")

    def counts(self, start: int, end: int) -> bool:
        """Whether what was found at `[start, end)` of the original is to be read off this view."""
        if self.breaks is None:
            return True
        reached = bisect_left(self.breaks, (start,))
        if reached and self.breaks[reached - 1][1] >= start:
            return True
        return reached < len(self.breaks) and self.breaks[reached][0] <= end

    def original(self, start: int, end: int) -> Span:
        """The range of the original text that `[start, end)` of this view came from."""
        if self.offsets is None or self.ends is None:
            return Span(start, end)
        if start >= end:
            return Span(self.offsets[start], self.offsets[start])
        return Span(self.offsets[start], self.ends[end - 1])


_FOREIGN = re.compile("[^\x00-\x7f]+")


class SourceText:
    """
    A text to look at, and its views.

    ASCII text has one view, itself. Other text has the full view (everything read, invisible
    characters removed); where invisible characters occur, also the view that puts a blank in
    their place; where characters of other scripts were read as Latin letters or digits, also the
    cautious view that leaves those unread. `readings` are further views, of what stands around
    places that say something else to whoever undoes how they are written: escapes, codes, split
    and spaced values, hidden characters, lines that were broken within a value.
    Any `str` is accepted; time is linear in its length.
    """

    __slots__ = ("text", "views")

    text: str
    views: tuple[View, ...]

    def __init__(self, text: str) -> None:
        self.text = text
        if text.isascii():
            self.views = (View(text, text.encode("ascii")),)
        else:
            self.views = _views(text)

    def readings(self, look: readings.Look | None = None) -> Iterator[View]:
        """
        Worked out anew for each who asks; none for a text without a sign of any.

        `look` says which signs a text has. Without it only what happens by itself is read:
        escapes and broken lines.
        """
        full = self.views[0]
        if look is None:
            escaped = readings.escaped(full.text, full.data)
            if escaped is not None:
                yield _read(escaped, full)
        elif not self.text.isascii():
            shown = reread("hidden", self.text, hidden(self.text))
            if shown is not None:
                shown = _folded(shown)
                yield _read(shown, None)
                for inner in readings.readings(shown.text, shown.text.encode("latin-1"), look):
                    yield _read(through(inner, shown), None)
        if look is not None:
            for one in readings.readings(full.text, full.data, look):
                yield _read(one, full)
        if not self.text.isascii():
            yield from _told(self.text)
            yield from _retaken(self.text)
        joined = unwrapped(full.text)
        if joined is not None:
            yield _read(joined, full)


def in_small_letters(view: View) -> View:
    """The view without its capitals, read for what has none anyway: all offsets hold."""
    small = view.text.lower()
    return view._replace(text=small, data=small.encode("latin-1"), name="small")


def _told(text: str) -> Iterator[View]:
    """The view of what words of other scripts say; none for a text without such."""
    from promptward.readings.scripts import scripts  # noqa: PLC0415  # ASCII has none

    told = reread("scripts", text, scripts(text))
    if told is not None:
        yield _read(_folded(told), None)


def _retaken(text: str) -> Iterator[View]:
    """The view of letters that a program took for others; none for a text without such."""
    from promptward.readings.mojibake import mojibake  # noqa: PLC0415  # the same

    retaken = reread("mojibake", text, mojibake(text))
    if retaken is not None:
        yield _read(_folded(retaken), None)


def _folded(one: readings.Reading) -> readings.Reading:
    """A reading of an original text, folded."""
    if one.text.isascii():
        return one
    full = _views(one.text)[0]
    if full.offsets is None or full.ends is None:
        return one._replace(text=full.text)
    offsets, ends = full.offsets, full.ends
    return one._replace(
        text=full.text,
        starts=array("q", (one.starts[at] for at in offsets)),
        ends=array(
            "q", (*(one.ends[at - 1] if at else one.starts[0] for at in ends), one.ends[-1])
        ),
        marks=tuple(
            (bisect_left(offsets, low), bisect_left(offsets, high), mark)
            for low, high, mark in one.marks
        ),
        places=[
            (bisect_left(offsets, low), bisect_left(offsets, high)) for low, high in one.places
        ],
    )


def _read(one: readings.Reading, full: View | None) -> View:
    """A reading of the full view, as a view of the original; of the original itself without."""
    data = one.text.encode("latin-1")
    if full is None or full.offsets is None or full.ends is None:
        return View(
            one.text, data, one.starts, one.ends, one.breaks, one.name, one.marks, one.places
        )
    offsets, ends = full.offsets, full.ends
    last = len(ends) - 1
    return View(
        one.text,
        data,
        array("q", (offsets[at] for at in one.starts)),
        array("q", (ends[at - 1] if at else offsets[0] for at in one.ends)),
        [(offsets[max(low, 0)], ends[min(max(high, 1), last) - 1]) for low, high in one.breaks],
        one.name,
        one.marks,
        one.places,
    )


class _Run(NamedTuple):
    """A run of non-ASCII characters: where it starts, and how its characters read."""

    start: int
    readings: list[Folded]


def _views(text: str) -> tuple[View, ...]:
    distinct = {c: reading(c) for c in set("".join(_FOREIGN.findall(text)))}
    hides = any(not r.full and not r.attached for r in distinct.values())
    disguises = any(r.full != r.cautious for r in distinct.values())
    full = {c: r.full for c, r in distinct.items()}
    cautious = {c: r.cautious for c, r in distinct.items()}
    if all(len(one) == 1 for one in full.values()):
        plain = [_replaced(text, full)]
        if disguises:
            plain.append(_replaced(text, cautious))
        return tuple(View(one, one.encode("latin-1")) for one in plain)
    runs = [
        _Run(found.start(), [distinct[c] for c in found.group()])
        for found in _FOREIGN.finditer(text)
    ]
    views = [_view(text, [[r.full for r in run.readings] for run in runs], runs)]
    if hides:
        blanks = [[r.full if r.full or r.attached else " " for r in run.readings] for run in runs]
        views.append(_view(text, blanks, runs))
    if disguises:
        views.append(_view(text, [[r.cautious for r in run.readings] for run in runs], runs))
    return tuple(views)


_FEW = 24
"""Up to here, one pass of `str.replace` a character is faster than `str.translate`."""


def _replaced(text: str, shown: dict[str, str]) -> str:
    """The text with every foreign character replaced by the one that it shows."""
    if len(shown) > _FEW:
        return text.translate({ord(c): one for c, one in shown.items()})
    # INVARIANT: characters that read as UNREAD come last, since UNREAD is itself a letter.
    for character in sorted(shown, key=lambda c: shown[c] == UNREAD):
        text = text.replace(character, shown[character])
    return text


def _view(text: str, shown: list[list[str]], runs: list[_Run]) -> View:
    """The view that shows `shown[k]` for the characters of `runs[k]`."""
    parts: list[str] = []
    at = 0
    for run, folded in zip(runs, shown, strict=True):
        parts.append(text[at : run.start])
        parts.extend(folded)
        at = run.start + len(folded)
    parts.append(text[at:])
    view = "".join(parts)
    data = view.encode("latin-1")
    if all(len(one) == 1 for folded in shown for one in folded):
        return View(view, data)
    offsets, ends = _maps(len(text), shown, runs)
    return View(view, data, offsets, ends)


def _maps(
    length: int, shown: list[list[str]], runs: list[_Run]
) -> tuple[Sequence[int], Sequence[int]]:
    offsets, ends = array("q"), array("q")
    at = 0
    for run, folded in zip(runs, shown, strict=True):
        offsets.extend(range(at, run.start))
        ends.extend(range(at + 1, run.start + 1))
        for here, (one, how) in enumerate(zip(folded, run.readings, strict=True), run.start):
            offsets.extend([here] * len(one))
            ends.extend([here + 1] * len(one))
            # A mark belongs to its letter: a span that ends with the letter covers the mark.
            if how.attached and ends and ends[-1] == here:
                ends[-1] = here + 1
        at = run.start + len(folded)
    offsets.extend(range(at, length + 1))
    ends.extend(range(at + 1, length + 1))
    return offsets, ends


_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_UTF8_STEPS = ("[\x80-\U0010ffff]", "[\u0800-\U0010ffff]", "[\U00010000-\U0010ffff]")


def _later(pattern: re.Pattern[str], text: str) -> list[int]:
    return [found.start() for found in pattern.finditer(text)]


def utf16_offsets(text: str, offsets: Iterable[int]) -> list[int]:
    """Code point offsets as UTF-16 code unit offsets, as editors and notebooks count."""
    if text.isascii():
        return list(offsets)
    astral = _later(_ASTRAL, text)
    return [offset + bisect_left(astral, offset) for offset in offsets]


def from_utf16_offsets(text: str, offsets: Iterable[int]) -> list[int]:
    """UTF-16 code unit offsets as code point offsets; inside a pair means before its character."""
    if text.isascii():
        return list(offsets)
    # The second unit of each pair, counted in UTF-16 units.
    seconds = [at + number + 1 for number, at in enumerate(_later(_ASTRAL, text))]
    return [offset - bisect_left(seconds, offset + 1) for offset in offsets]


def utf8_offsets(text: str, offsets: Iterable[int]) -> list[int]:
    """Code point offsets as UTF-8 byte offsets; a lone surrogate counts three bytes."""
    if text.isascii():
        return list(offsets)
    longer = [_later(re.compile(step), text) for step in _UTF8_STEPS]
    return [o + sum(bisect_left(starts, o) for starts in longer) for o in offsets]


def from_utf8_offsets(text: str, offsets: Iterable[int]) -> list[int]:
    """UTF-8 byte offsets as code point offsets; inside a character means before it."""
    if text.isascii():
        return list(offsets)
    wanted = list(offsets)
    found = dict.fromkeys(wanted, len(text))
    byte = 0
    ascending = iter(sorted(found))
    next_one = next(ascending, None)
    for index, character in enumerate(text):
        byte += 1 + sum(character >= step for step in ("\x80", "\u0800", "\U00010000"))
        while next_one is not None and next_one < byte:
            found[next_one] = index
            next_one = next(ascending, None)
        if next_one is None:
            break
    return [found[offset] for offset in wanted]

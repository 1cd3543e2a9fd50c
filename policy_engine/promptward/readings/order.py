"""The order of readings: which are tried on a text, on what they read in turn, and how much."""

from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from promptward.readings.edits import Edit, Reading, reread, through
from promptward.readings.escapes import escapes, escapes_sign
from promptward.readings.lone import lone_sign

if TYPE_CHECKING:
    from promptward.readings.layers import Layer

__all__ = ["TOO_DEEP", "Look", "escaped", "readings"]

TOO_DEEP = "nested"
_DEEPEST = 3
_SHARE, _FREE = 8, 1 << 15
"""Characters that readings of one text may have in all: so many times its own, and some more."""


Look: TypeAlias = Callable[[bytes], frozenset[str]]
"""Says which layers a text has a sign of (`promptward.signs`)."""


class _Read(NamedTuple):
    """A reading still to be read in turn; `places` are the ranges of its text that are new."""

    reading: Reading
    depth: int
    coded: bool


def escaped(text: str, data: bytes) -> Reading | None:
    """The reading of a folded text's escapes alone; None where it has none."""
    return reread("escapes", text, escapes(text)) if escapes_sign(text, data) else None


def readings(text: str, data: bytes, look: Look) -> Iterator[Reading]:
    """
    All readings of a folded text, nearest first; ranges are of that text.

    A text without a sign has none. What is read in all is linear in the length of the text:
    beyond it the rest is not read, and a last reading marks the whole text as nested too deep.
    """
    left = _SHARE * len(text) + _FREE
    queue: deque[_Read] = deque()
    for layer, reading in _layered(text, _signs(text, data, look), None):
        left -= len(reading.text)
        yield reading
        if not (layer.guessed or layer.last):
            queue.append(_Read(reading, 1, layer.code))
    while queue:
        parent, depth, coded = queue.popleft()
        inner = parent.text
        for layer, reading in _layered(
            inner, _signs(inner, inner.encode("latin-1"), look), parent
        ):
            left -= len(reading.text)
            if left < 0:
                yield _nested(text)
                return
            whole = through(reading, parent)
            if coded and layer.code:
                whole = _marked(whole, reading.places)
            yield whole
            if depth < _DEEPEST and not (layer.guessed or layer.last):
                queue.append(_Read(whole, depth + 1, coded or layer.code))


def _signs(text: str, data: bytes, look: Look) -> frozenset[str]:
    """The layers that a text has a sign of, with what only its length tells."""
    return look(data) | _LONE if lone_sign(text) else look(data)


_LONE = frozenset(("lone",))


def _layered(
    text: str, signs: frozenset[str], parent: Reading | None
) -> "Iterator[tuple[Layer, Reading]]":
    if not signs:
        return
    from promptward.readings.layers import LAYERS  # noqa: PLC0415  # most texts have no sign

    for layer in LAYERS:
        if (layer.sign or layer.name) not in signs:
            continue
        if parent is not None and layer.guessed and parent.name not in layer.within:
            continue
        edits = layer.edits(text)
        if parent is not None and not layer.last:
            edits = _new(edits, parent.places, text if layer.guessed else "")
        reading = reread(layer.name, text, edits, guessed=layer.guessed)
        if reading is not None:
            yield layer, reading


def _new(edits: Iterable[Edit], places: Sequence[tuple[int, int]], guessed: str) -> Iterator[Edit]:
    """
    Those that reach what the outer reading has changed: all others it has in common.

    In a text that is `guessed` about, what reaches it is the word that an edit stands in.
    """
    for edit in edits:
        start, end = _word(guessed, edit.start, edit.end) if guessed else (edit.start, edit.end)
        at = bisect_left(places, (start,))
        if (at and places[at - 1][1] >= start) or (at < len(places) and places[at][0] <= end):
            yield edit


_LONGEST_WORD = 24


def _word(text: str, start: int, end: int) -> tuple[int, int]:
    low, high = max(0, start - _LONGEST_WORD), end + _LONGEST_WORD
    until = text.find(" ", end, high)
    return text.rfind(" ", low, start) + 1 or low, high if until < 0 else until


def _marked(reading: Reading, places: Sequence[tuple[int, int]]) -> Reading:
    marks = tuple((low, high, TOO_DEEP) for low, high in places if high > low)
    return reading._replace(marks=reading.marks + marks)


def _nested(text: str) -> Reading:
    return Reading(
        TOO_DEEP,
        " ",
        (0, len(text)),
        (len(text), len(text)),
        ((0, len(text)),),
        ((0, 1, TOO_DEEP),),
        (),
    )

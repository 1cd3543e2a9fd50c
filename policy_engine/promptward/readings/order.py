"""The order of readings: which are tried on a text, on what they read in turn, and how much."""

from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from promptward.readings.alone import alone, quoted
from promptward.readings.breaks import line_breaks
from promptward.readings.codes import CODES
from promptward.readings.edits import Edit, Reading, reread, through
from promptward.readings.escapes import escapes, escapes_sign
from promptward.readings.likeness import as_digits, as_leet, as_letters, recased
from promptward.readings.literals import (
    changes,
    identifiers,
    literals,
    literals_alone,
    members,
    members_alone,
    rows,
)
from promptward.readings.reversal import reversal, rotation, rotation_of_digits
from promptward.readings.spacing import grouping, markup, spacing
from promptward.readings.spelling import months, spelling, years

__all__ = ["TOO_DEEP", "Look", "escaped", "readings"]

TOO_DEEP = "nested"
_DEEPEST = 3
_SHARE, _FREE = 8, 1 << 15
"""Characters that readings of one text may have in all: so many times its own, and some more."""


Look: TypeAlias = Callable[[bytes], frozenset[str]]
"""Says which layers a text has a sign of (`promptward.signs`)."""


class _Layer(NamedTuple):
    """
    One way to read a text. A `code` within a code is a deliberate obfuscation.

    What is `guessed` is tried on the text alone and not read further: a guess about a guess finds
    something in anything. What is `last` is not read further either, and all its edits count
    together. `sign`: the name of its signs, if that is another.
    """

    name: str
    edits: Callable[[str], Iterable[Edit]]
    code: bool = False
    guessed: bool = False
    last: bool = False
    sign: str = ""


_LAYERS = (
    _Layer("escapes", escapes),
    _Layer("markup", markup),
    _Layer("line_breaks", line_breaks),
    _Layer("spacing", spacing),
    _Layer("grouping", grouping),
    _Layer("spelling", spelling),
    _Layer("spelling", years, sign="years"),
    _Layer("spelling", months, sign="months"),
    _Layer("literals", literals),
    _Layer("literals", members, sign="members"),
    _Layer("literals", rows, sign="rows"),
    _Layer("literals", literals_alone, last=True),
    _Layer("literals", members_alone, last=True, sign="members"),
    _Layer("changes", changes),
    _Layer("quoted", quoted),
    _Layer("identifiers", identifiers),
    _Layer("alone", alone, last=True),
    *(_Layer(code.name, code.edits, code=True) for code in CODES),
    _Layer("digits_for_letters", as_leet, guessed=True),
    _Layer("misread_letters", as_letters, guessed=True),
    _Layer("misread_digits", as_digits, guessed=True),
    _Layer("mixed_case", recased, guessed=True),
    _Layer("reversed", reversal, guessed=True),
    _Layer("cipher", rotation, guessed=True),
    _Layer("cipher", rotation_of_digits, guessed=True),
)


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
    for layer, reading in _layered(text, look(data), None):
        left -= len(reading.text)
        yield reading
        if not (layer.guessed or layer.last):
            queue.append(_Read(reading, 1, layer.code))
    while queue:
        parent, depth, coded = queue.popleft()
        inner = parent.text
        for layer, reading in _layered(inner, look(inner.encode("latin-1")), parent):
            left -= len(reading.text)
            if left < 0:
                yield _nested(text)
                return
            whole = through(reading, parent)
            if coded and layer.code:
                whole = _marked(whole, reading.places)
            yield whole
            if depth < _DEEPEST and not layer.last:
                queue.append(_Read(whole, depth + 1, coded or layer.code))


def _layered(
    text: str, signs: frozenset[str], parent: Reading | None
) -> Iterator[tuple[_Layer, Reading]]:
    for layer in _LAYERS if signs else ():
        if (layer.sign or layer.name) not in signs or (parent is not None and layer.guessed):
            continue
        edits = layer.edits(text)
        if parent is not None and not layer.last:
            edits = _new(edits, parent.places)
        reading = reread(layer.name, text, edits, guessed=layer.guessed)
        if reading is not None:
            yield layer, reading


def _new(edits: Iterable[Edit], places: Sequence[tuple[int, int]]) -> Iterator[Edit]:
    """Those that reach what the outer reading has changed: all others it has in common."""
    for edit in edits:
        at = bisect_left(places, (edit.start,))
        if (at and places[at - 1][1] >= edit.start) or (
            at < len(places) and places[at][0] <= edit.end
        ):
            yield edit


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

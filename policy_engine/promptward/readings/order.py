"""The order of readings: which are tried on a text, on what they read in turn, and how much."""

from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from promptward.readings.breaks import line_breaks, line_breaks_sign
from promptward.readings.codes import CODES
from promptward.readings.edits import Edit, Reading, reread, through
from promptward.readings.escapes import escapes, escapes_sign
from promptward.readings.likeness import (
    as_digits,
    as_digits_sign,
    as_leet,
    as_letters,
    as_letters_sign,
    recased,
    recased_sign,
)
from promptward.readings.literals import (
    identifiers,
    identifiers_sign,
    literals,
    literals_sign,
    quoted,
    quoted_sign,
)
from promptward.readings.reversal import (
    CIPHER_WORDS,
    REVERSED_WORDS,
    reversal,
    reversal_sign,
    rotation,
    rotation_of_digits,
    rotation_sign,
)
from promptward.readings.shape import Shape
from promptward.readings.spacing import (
    grouping,
    grouping_sign,
    markup,
    markup_sign,
    moved,
    moved_sign,
    spacing,
    spacing_sign,
)
from promptward.readings.spelling import NUMBER_WORDS, spelling, spelling_sign

__all__ = ["TOO_DEEP", "readings"]

TOO_DEEP = "nested"
_DEEPEST = 3
_SHARE, _FREE = 8, 1 << 15
"""Characters that readings of one text may have in all: so many times its own, and some more."""


class _Layer(NamedTuple):
    """
    One way to read a text. A `code` within a code is a deliberate obfuscation.

    What is `guessed` is tried on the text alone and not read further: a guess about a guess finds
    something in anything.
    """

    name: str
    sign: Callable[[Shape], bool]
    edits: Callable[[str], Iterable[Edit]]
    code: bool = False
    guessed: bool = False


_LAYERS = (
    _Layer("escapes", escapes_sign, escapes),
    _Layer("markup", markup_sign, markup),
    _Layer("line_breaks", line_breaks_sign, line_breaks),
    _Layer("spacing", spacing_sign, spacing),
    _Layer("grouping", grouping_sign, grouping),
    _Layer("typing", moved_sign, moved, guessed=True),
    _Layer("spelling", spelling_sign, spelling),
    _Layer("literals", literals_sign, literals),
    _Layer("quoted", quoted_sign, quoted),
    _Layer("identifiers", identifiers_sign, identifiers),
    *(_Layer(code.name, code.sign, code.edits, code=True) for code in CODES),
    _Layer("digits_for_letters", as_letters_sign, as_leet, guessed=True),
    _Layer("misread_letters", as_letters_sign, as_letters, guessed=True),
    _Layer("misread_digits", as_digits_sign, as_digits, guessed=True),
    _Layer("mixed_case", recased_sign, recased, guessed=True),
    _Layer("reversed", reversal_sign, reversal, guessed=True),
    _Layer("cipher", rotation_sign, rotation, guessed=True),
    _Layer("cipher", rotation_sign, rotation_of_digits, guessed=True),
)


_TELLING: dict[bytes, int] = {
    **dict.fromkeys((bytes([one]) for one in b"abcdefghijklmnopqrstuvwxyz0123456789"), 2),
    **dict.fromkeys((b"part", b"piece", b"chunk", b"segment", b"fragment"), 5),
    **dict.fromkeys(REVERSED_WORDS, 4),
    **dict.fromkeys(CIPHER_WORDS, 3),
    **dict.fromkeys(NUMBER_WORDS, 1),
}
"""What `Shape.told` says of a word: a number, a single character, a cipher, reversed, a part."""


class _Read(NamedTuple):
    """A reading still to be read in turn; `places` are the ranges of its text that are new."""

    reading: Reading
    depth: int
    coded: bool


def readings(text: str, data: bytes, *, disguises: bool = True) -> Iterator[Reading]:
    """
    All readings of a folded text, nearest first; ranges are of that text.

    Without `disguises` only its escapes are read.
    A text without a sign has none. What is read in all is linear in the length of the text:
    beyond it the rest is not read, and a last reading marks the whole text as nested too deep.
    """
    if not disguises:
        signed = escapes_sign(Shape(text, data, {}))
        escaped = reread("escapes", text, escapes(text)) if signed else None
        if escaped is not None:
            yield escaped
        return
    left = _SHARE * len(text) + _FREE
    queue: deque[_Read] = deque()
    for layer, reading in _layered(text, data, None):
        left -= len(reading.text)
        yield reading
        if not layer.guessed:
            queue.append(_Read(reading, 1, layer.code))
    while queue:
        parent, depth, coded = queue.popleft()
        inner = parent.text
        for layer, reading in _layered(inner, inner.encode("latin-1"), parent):
            left -= len(reading.text)
            if left < 0:
                yield _nested(text)
                return
            whole = through(reading, parent)
            if coded and layer.code:
                whole = _marked(whole, reading.places)
            yield whole
            if depth < _DEEPEST:
                queue.append(_Read(whole, depth + 1, coded or layer.code))


def _layered(text: str, data: bytes, parent: Reading | None) -> Iterator[tuple[_Layer, Reading]]:
    shape = Shape(text, data, _TELLING)
    if shape.plain:
        return
    for layer in _LAYERS:
        if (parent is not None and layer.guessed) or not layer.sign(shape):
            continue
        edits = layer.edits(text)
        if parent is not None:
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

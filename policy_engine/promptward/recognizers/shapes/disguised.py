"""Values written so that a search does not find them, in fields that say what they hold."""

from promptward.deferred import regex
from promptward.recognizers.shapes import SHAPES
from promptward.recognizers.shapes.values import Spans

__all__ = ["disguised", "encoded"]

_ENCODED = regex(
    r"%[0-9A-Fa-f]{2}|\\{1,3}(?:u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2})|&#x?[0-9A-Fa-f]{2,5};|=[0-9A-F]{2}"
)
_WHOLE = regex(r"(?:[^\s\"'&<>]|&#?\w{2,8};)+(?: (?:[^\s\"'&<>=]|&#?\w{2,8};)+)*")
_ALIKE = str.maketrans("OoQDIlSBZ", "000011582")
_DIGITAL = frozenset({"date", "ssn", "phone", "fax", "zip", "age"})
_SPACED = regex(r"(?:[0-9A-Z](?:[ .]{1,3}| - )){4,24}[0-9A-Z](?![A-Za-z0-9])")
_SPACED_KINDS = frozenset(
    {"ssn", "phone", "fax", "mrn", "plan", "account", "license", "vehicle", "device", "other"}
)
_MOST_READ = 60


_BASE64 = regex(r"[A-Za-z0-9+/]{8,120}={0,2}")
_AS_LETTERS = str.maketrans("0158", "OISB")
_MOST_DIGITS = 0.35
_DIGIT = regex("[0-9]")
_NUMBER = regex(r"\b[0-9]+\b")
"""A number of its own is no part of a name: `Ada Quill, 12 Oak Street`."""


def encoded(text: str, start: int, end: int, name: str, kind: str) -> Spans:
    """A value in base64 that is, once decoded, one of the kind."""
    if kind not in SHAPES or (end - start) % 4 or not _BASE64.fullmatch(text, start, end):
        return []
    from base64 import b64decode  # noqa: PLC0415  # hardly any field holds such

    try:
        value = b64decode(text[start:end], validate=True).decode("ascii")
    except ValueError:
        return []
    return (
        [(start, end)] if value.isprintable() and SHAPES[kind](value, 0, len(value), name) else []
    )


def disguised(text: str, start: int, end: int, name: str, kind: str) -> Spans:
    """Values with escapes, with letters for digits (`O3/l2`), or with their digits apart."""
    value = text[start : min(end, start + _MOST_READ)]
    if _ENCODED.search(value):
        whole = _WHOLE.match(text, start, end)
        return [whole.span()] if whole else []
    if kind in _SPACED_KINDS:
        apart = _SPACED.match(text, start, end)
        if apart is not None and any(c.isdigit() for c in apart[0]):
            return [apart.span()]
    if kind in _DIGITAL and sum(c.isdigit() for c in value) > 2:  # mostly digits
        read_as = value.translate(_ALIKE)
        if read_as != value:
            shape = SHAPES[kind]
            return [(start + a, start + b) for a, b in shape(read_as, 0, len(read_as), name)]
    return _letters(text, start, end, name) if kind == "name" else []


def _letters(text: str, start: int, end: int, name: str) -> Spans:
    """A name with digits for some of its letters: `GREG0RY`."""
    number = _NUMBER.search(text, start, end)
    value = text[start : number.start() if number else end]
    digits = sum(map(str.isdigit, value))
    if not 0 < digits < _MOST_DIGITS * len(value):
        return []
    read_as = value.translate(_AS_LETTERS)
    spans = SHAPES["name"](read_as, 0, len(read_as), name)
    return [(start + a, start + b) for a, b in spans if not _DIGIT.search(read_as, a, b)]

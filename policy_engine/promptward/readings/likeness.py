"""Likeness: letters where digits stood and the reverse, and capitals in the middle of words."""

from collections.abc import Iterable, Mapping

from promptward.deferred import regex
from promptward.readings.edits import Edit
from promptward.readings.shape import Shape

__all__ = [
    "as_digits",
    "as_digits_sign",
    "as_leet",
    "as_letters",
    "as_letters_sign",
    "recased",
    "recased_sign",
]

# ---------------------------------------------------------------- letters for digits

_TO_DIGIT = str.maketrans("OoQDlI|iSsBZzbGgqTA", "0000111155822669974"[:19])
_LOOKS = "OoDlI|iSsBZzbGgq"
_NUMBER = regex(
    rf"(?<![A-Za-z0-9])[0-9{_LOOKS}](?:[-./(), ]{{0,2}}[0-9{_LOOKS}]){{3,24}}(?![A-Za-z0-9])"
)
_PIECE = regex(rf"(?<![A-Za-z0-9])[0-9{_LOOKS}]+")
_LEAST_DIGITS = 4


def as_digits_sign(shape: Shape) -> bool:
    """A letter beside a digit."""
    return shape.mixed and _QUICK.search(shape.text) is not None


_QUICK = regex(
    rf"\d(?:[{_LOOKS}][-./]?\d|\d[{_LOOKS}]\b|[-./][{_LOOKS}]\d|(?<=\b[{_LOOKS}]\d)\d|(?<=\b[{_LOOKS}][-./]\d)\d)"
)


def as_digits(text: str) -> Iterable[Edit]:
    """Numbers in which single characters look like letters."""
    for found in _NUMBER.finditer(text):
        run = found[0]
        for piece in _PIECE.finditer(run):
            letters = sum(not c.isdigit() for c in piece[0])
            figures = len(piece[0]) - letters
            if not letters or letters > figures or len(run) < _LEAST_DIGITS:
                continue
            few = figures == 1 and sum(c.isdigit() for c in run) <= _LEAST_DIGITS + 1
            if few or (len(piece[0]) > _LEAST_DIGITS and piece[0][1:].isdigit()):
                continue  # a quarter, a vertebra; the letter of a code
            for at, c in enumerate(piece[0], found.start() + piece.start()):
                if not c.isdigit():
                    yield Edit(at, at + 1, c.translate(_TO_DIGIT))


# ---------------------------------------------------------------- digits for letters

_LEET: Mapping[str, str] = {
    "0": "o", "1": "i", "2": "z", "3": "e", "4": "a", "5": "s", "6": "g", "7": "t", "8": "b",
    "9": "g",
}  # fmt: skip
_PRINT: Mapping[str, str] = {"0": "o", "1": "l", "5": "s", "6": "b", "8": "b"}
_CASED = {"5": "S", "8": "B", "0": "O"}
_WORD = regex(r"(?<![\w@])[A-Za-z0-9]{2,24}(?![\w@])")
_INSIDE = regex(
    r"[A-Za-z][0-9]{1,3}[A-Za-z]|^[0-9]{1,2}[A-Za-z]{2,}|[A-Za-z]{4,}[01358]$|^[0-9]{1,2}[a-z]{1,3}[0-9]"
)
_CODE = regex(
    r"[0-9a-f]+|[0-9A-F]+|[0-9]{1,3}(?:st|nd|rd|th|x|d0|am|pm|yo|mo|[mkcu]?[gmlL]|[a-z]{1,3})"
    r"|[A-Za-z]{1,4}[0-9]{2,}[a-z]?|(?:[A-Z]{1,2}[0-9]{1,2}){1,3}[a-z]?|[A-Z0-9]{2,6}|x[0-9]\w*"
)
_LEAST_LETTERS = 2


def as_letters_sign(shape: Shape) -> bool:
    """A letter beside a digit, or a sign that is written for one."""
    return shape.mixed


def _lettered(text: str, table: Mapping[str, str]) -> Iterable[Edit]:
    for found in _WORD.finditer(text):
        word = found[0]
        figures = sum(not c.isalpha() for c in word)
        letters = len(word) - figures
        if (
            not figures
            or letters < _LEAST_LETTERS
            or figures > letters + 1
            or not _INSIDE.search(word)
            or _CODE.fullmatch(word)
        ):
            continue
        upper = word.isupper() or sum(c.isupper() for c in word) > 1
        for at, c in enumerate(word):
            shown = table.get(c)
            if shown is not None:
                first = at == 0 and len(word) > 1
                letter = _CASED.get(c, shown.upper()) if first or upper else shown
                yield Edit(found.start() + at, found.start() + at + 1, letter)


def as_leet(text: str) -> Iterable[Edit]:
    """Words with figures for letters, as people write them."""
    return _lettered(text, _LEET)


_GLUED = regex(r"(?<=[A-Za-z])rn(?=[a-z])|(?<=[a-z])vv(?=[a-z])")


def as_letters(text: str) -> Iterable[Edit]:
    """Words with figures for letters, as machines misread them."""
    yield from _lettered(text, _PRINT)


# ---------------------------------------------------------------- capitals

_MIXED = regex(r"(?<![A-Za-z])[A-Za-z]*(?:[a-z][A-Z][a-z]|[A-Z][a-z][A-Z])[A-Za-z]*(?![A-Za-z])")
_ZIGZAG = regex(
    r"(?:[a-z][A-Z]){2,}[a-z]?|(?:[A-Z][a-z]){2,}[A-Z]?|[a-z][A-Z][a-z]|[A-Z][a-z][A-Z]"
)
_BESIDE = regex(r"(?<![A-Za-z])(?:[a-z][A-Z]?|[A-Z][a-z])(?=[.']| [A-Za-z]|$)")
_NEAR = 12
MIXED = "mixed_case"
_MARKED = 5


def recased_sign(shape: Shape) -> bool:
    """A capital behind a small letter, and a small one again."""
    return shape.humped and (b"aBaB" in shape.kinds or b"BaBa" in shape.kinds)


def recased(text: str) -> Iterable[Edit]:
    """Words in which every other letter is a capital, with the first one only."""
    for found in _MIXED.finditer(text):
        word = found[0]
        if not _ZIGZAG.fullmatch(word):
            continue
        start, end = found.span()
        for low, high in ((max(0, start - _NEAR), start), (end, end + _NEAR)):
            for other in _BESIDE.finditer(text, low, high):
                if other[0] not in ("a", "s"):
                    yield Edit(*other.span(), other[0].capitalize())
        yield Edit(start, end, word.capitalize(), MIXED if len(word) >= _MARKED else "")

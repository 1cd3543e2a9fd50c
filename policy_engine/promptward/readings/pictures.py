"""Pictures: letters shown as symbols (flags, squares, Braille), or with symbols between them."""

from collections.abc import Iterable

from promptward.deferred import regex
from promptward.readings.edits import Edit

__all__ = ["PICTURES", "pictures"]

SYMBOLS, BRAILLE, FILLED = "letters_as_symbols", "braille", "symbols_between"

PICTURES = (
    "\u0183\u01dd\u0287\u029e\u1d00-\u1d22\u2801-\u28ff\u2600-\u27bf"
    "\U0001f110-\U0001f1ff\U0001f300-\U0001faff"
)
"""Ranges of what is looked at here, for a class of an expression."""

_FIRST = {0x1F110: 26, 0x1F150: 26, 0x1F170: 26, 0x1F1E6: 26}
"""Blocks of capitals: in round brackets, in black circles and squares, of flags."""
_LETTERS = {first + at: chr(65 + at) for first, many in _FIRST.items() for at in range(many)}
_CLASS = "[\U0001f110-\U0001f129\U0001f150-\U0001f169\U0001f170-\U0001f189]"
_FLAG = "[\U0001f1e6-\U0001f1ff]"
_RUN = regex(
    rf"{_CLASS}(?:[ .'-]?{_CLASS}){{2,80}}|{_FLAG}(?: {{1,3}}{_FLAG}){{3,80}}(?! ?{_FLAG})"
)
_BRAILLE = regex("[\u2801-\u28ff](?:[ .,@/:'-]{0,3}[\u2801-\u28ff]){3,200}")
_SMALL_LETTERS = "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘǫʀᴛᴜᴠᴡʏᴢ"
_CAPITALS = dict(zip(map(ord, _SMALL_LETTERS), "abcdefghijklmnopqrtuvwyz", strict=True))
_SMALL = regex(rf"[{_SMALL_LETTERS}sx](?:[ .,'-]{{0,2}}[{_SMALL_LETTERS}sx]){{2,80}}")
_TURNED = "ɐɔǝɟƃɥᴉɾʞɯɹʇʌʍʎbdlnopqsuxz"  # noqa: RUF001  # that is the point
_UPRIGHT = dict(zip(map(ord, _TURNED), "acefghijkmrtvwyqpluodbsnxz", strict=True))
_OVER = regex(rf"[{_TURNED}](?:[ .,'-]{{0,2}}[{_TURNED}]){{3,80}}")
_NO_SOUNDS, _TURNED_ONLY, _SURE = frozenset("ᴀᴄᴅᴇᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢ"), frozenset("ǝƃᴉʞʇ"), 2
"""Letters that no transcription of sounds has, and how many of them tell."""
_DOTS = dict(zip("⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚⠅⠇⠍⠝⠕⠏⠟⠗⠎⠞⠥⠧⠺⠭⠽⠵", "abcdefghijklmnopqrstuvwxyz", strict=True))
_FIGURES = dict(zip("abcdefghij", "1234567890", strict=True))
_NUMBER = "⠼"
_SYMBOL = "[\u2600-\u27bf\U0001f300-\U0001faff][\ufe0f\u200d]?"
_BETWEEN = regex(
    rf"(?<![A-Za-z0-9])[A-Za-z0-9](?:{_SYMBOL}[A-Za-z0-9 .,@:/'-]){{3,200}}(?:{_SYMBOL})?"
)
_KEPT = regex("[A-Za-z0-9 .,@:/'-]")


def pictures(text: str) -> Iterable[Edit]:
    """Edits of the original text, before it is folded; nobody writes so by accident."""
    for found in _RUN.finditer(text):
        flags = _FIRST_FLAG <= ord(found[0][0]) <= _LAST_FLAG
        shown = found[0].replace("   ", "\0").replace(" ", "") if flags else found[0]
        read = shown.translate(_LETTERS).replace("\0", " ").title()
        yield Edit(*found.span(), read, SYMBOLS)
    for found in _SMALL.finditer(text):
        if sum(c in _NO_SOUNDS for c in found[0]) >= _SURE:
            yield Edit(*found.span(), found[0].translate(_CAPITALS).title(), SYMBOLS)
    for found in _OVER.finditer(text):
        if sum(c in _TURNED_ONLY for c in found[0]) >= _SURE:
            yield Edit(*found.span(), found[0].translate(_UPRIGHT)[::-1].title(), SYMBOLS)
    for found in _BRAILLE.finditer(text):
        dots = [c for c in found[0] if c >= _FIRST_DOTS]
        # What turns while one waits is of such dots as well, most of them no letters.
        if sum(c in _DOTS or c == _NUMBER for c in dots) >= _READ_SHARE * len(dots):
            yield Edit(*found.span(), _said(found[0]), BRAILLE)
    for found in _BETWEEN.finditer(text):
        yield Edit(*found.span(), "".join(_KEPT.findall(found[0])), FILLED)


_FIRST_DOTS, _READ_SHARE = "\u2801", 0.75
_FIRST_FLAG, _LAST_FLAG = 0x1F1E6, 0x1F1FF


def _said(run: str) -> str:
    parts: list[str] = []
    number = False
    for character in run:
        letter = _DOTS.get(character, character)
        if character == _NUMBER:
            number = True
            continue
        parts.append(_FIGURES.get(letter, letter) if number else letter)
        number = False
    return "".join(parts).title()

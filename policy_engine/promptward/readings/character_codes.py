"""Character codes: characters that a text names by their numbers, or by long and short signs."""

import re
from collections.abc import Iterable

from promptward.deferred import regex
from promptward.rare import rare
from promptward.readings.byte_text import CODED, SHARE, THROUGHOUT, readable, short, spelt
from promptward.readings.edits import Edit

__all__ = ["morse", "numbers", "points"]


_NUMBERS = rare(
    r"(?<![\w.])(?:x|\\?0x)?\d{2,3}(?:[ \t]{0,2}[,; \n/|-][ \t\n]{0,8}\d{2,4}){3,}(?![\w.])"
)
_PIECE = regex(r"\d{2,4}")
_SHORT_NUMBERS = regex(r"\[(?P<run>\d{2,3}(?:, ?\d{2,3}){1,6})\]")
_CODE_CUE = regex(r"(?i)\b(?:chr|chars?|bytes|bytearray|fromcharcode|ord|ascii|unichr)\b")
_LIKELY = regex(r"^[A-Z][a-z]*[aeiou][a-z]*(?: |$|[.'])|[A-Z][a-z]{3}|\d [a-z]{3}|[a-z]{3}, [A-Z]")
_LEAST_CODES = 4
_UNUSUAL = regex(r"[A-Za-z0-9+(][A-Za-z0-9 .,'/@#()+:^_&?=-]{2,60}")
_LETTERS_ALONE = regex(r"[^\W\d_]+(?:[ '-][^\W\d_]+){0,4}")


def numbers(text: str) -> Iterable[Edit]:
    """Lists of codes, and calls that make characters of them, as what they say."""
    sure = 0
    skipped: list[Edit] = []
    for edit in _numbers_alone(text, skipped):
        sure += 1
        yield edit
    yield from _called(text)
    if sure >= THROUGHOUT:
        yield from skipped
    if sure >= THROUGHOUT or _CODE_CUE.search(text):
        for found in _SHORT_NUMBERS.finditer(text):
            codes = [int(piece) for piece in _PIECE.findall(found["run"])]
            cued = _CODE_CUE.search(text, max(0, found.start() - 24), found.start()) is not None
            for edit in short(found, bytes(codes) if max(codes) <= 0x7F else None):  # noqa: PLR2004
                yield edit._replace(mark=CODED) if cued else edit


def _numbers_alone(text: str, skipped: list[Edit]) -> Iterable[Edit]:
    """The edits, and in `skipped` those of less usual characters, in brackets."""
    for found in _NUMBERS.finditer(text):
        codes = [int(piece) for piece in _PIECE.findall(found[0])]
        wide = sum(code > 0xFF for code in codes)  # noqa: PLR2004  # a byte
        if wide * 2 > len(codes) or min(codes) < 0x20:  # noqa: PLR2004  # a blank
            continue
        read = None if wide else readable(bytes(codes))
        if read is None:
            read = readable("".join(map(chr, codes)).encode("utf-8"))
        if read is None:
            continue
        likely = sum(c.isalnum() or c in " .,-@/'#()" for c in read) >= SHARE * len(read)
        cued = _CODE_CUE.search(text, max(0, found.start() - 24), found.start()) is not None
        if not likely and not wide and _UNUSUAL.fullmatch(read):
            low, high = _in_brackets(found, text)
            if high - low > len(found[0]):
                skipped.append(Edit(low, high, read))
        if (likely or cued) and len(read) >= _LEAST_CODES:
            if wide and not cued and not _LETTERS_ALONE.fullmatch(read):
                continue
            words = _LIKELY.search(read) is not None and len(read) >= _LEAST_CODES + 1
            marked = words or cued
            yield Edit(*_in_brackets(found, text), read, CODED if marked else "")


_CALL = r"(?:\[char\]|\bchr[wb]?\$?\(|\bchar\() ?\d{2,4}\)?"
_CALLS = rare(rf"{_CALL}(?:\s{{0,2}}(?:[&+.,]|\|\|)\s{{0,2}}{_CALL}){{2,400}}", re.IGNORECASE)


def _called(text: str) -> Iterable[Edit]:
    """Characters that a program makes of their codes one by one."""
    for found in _CALLS.finditer(text):
        read = "".join(chr(int(piece)) for piece in _PIECE.findall(found[0]))
        if read.isprintable():
            yield Edit(*found.span(), read, CODED)


def _in_brackets(found: re.Match[str], text: str) -> tuple[int, int]:
    """The range, with the brackets of a list right around it: what it says stands without them."""
    start, end = found.span()
    around = text[start - 1 : start] + text[end : end + 1]
    return (start - 1, end + 1) if start and around == "[]" else (start, end)


_POINTS = regex(r"U\+00[2-7][0-9A-Fa-f](?:[ ,]{1,2}U\+00[2-7][0-9A-Fa-f]){2,200}")


def points(text: str) -> Iterable[Edit]:
    """Code points as the standard writes them."""
    for found in _POINTS.finditer(text):
        read = "".join(chr(int(one[4:], 16)) for one in found[0].replace(",", " ").split())
        yield Edit(*found.span(), read, spelt(read))


_MORSE = rare(r"(?<![^\s(:\x22'])[.-]{1,5}(?:(?: ?/ ?| {1,3})[.-]{1,5}){3,200}(?![^\s).,\x22'])")
_SIGNS = {
    sign: letter
    for letter, sign in zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
        [
            ".-",
            "-...",
            "-.-.",
            "-..",
            ".",
            "..-.",
            "--.",
            "....",
            "..",
            ".---",
            "-.-",
            ".-..",
            "--",
            "-.",
            "---",
            ".--.",
            "--.-",
            ".-.",
            "...",
            "-",
            "..-",
            "...-",
            ".--",
            "-..-",
            "-.--",
            "--..",
            "-----",
            ".----",
            "..---",
            "...--",
            "....-",
            ".....",
            "-....",
            "--...",
            "---..",
            "----.",
        ],
        strict=False,
    )
}
_LEAST_SIGNS = 3


def morse(text: str) -> Iterable[Edit]:
    """Words in Morse code."""
    for found in _MORSE.finditer(text):
        signs = found[0].replace("/", " / ").split()
        if len(set(signs)) < _LEAST_SIGNS or not all(s in _SIGNS or s == "/" for s in signs):
            continue
        yield Edit(
            found.start(), found.end(), "".join(_SIGNS.get(s, " ") for s in signs).title(), "morse"
        )

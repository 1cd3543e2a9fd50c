"""Escapes: characters that a text writes as something else."""

import re
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from promptward.deferred import regex
from promptward.readings.edits import Edit

__all__ = ["SIGNS", "escapes", "escapes_sign", "is_blank", "plus_blanks"]

CODED = "character_codes"

_ESCAPE = regex(
    r"&(?:#(?P<decimal>[0-9]{2,6})|#[xX](?P<hex>[0-9A-Fa-f]{2,5})|(?P<named>[A-Za-z]{2,8}));"
    r"|&#(?:(?P<open>[0-9]{2,3})|[xX](?P<openhex>[0-9A-Fa-f]{2,4}))(?![0-9A-Za-z;])(?: (?=&#))?"
    r"|(?P<percent>(?:%[0-9A-Fa-f]{2}){1,60})"
    # Letters of UTF-8 that are no ASCII, byte by byte.
    r"|(?P<wide>\\x[c-fC-F][0-9A-Fa-f](?:\\x[89a-bA-B][0-9A-Fa-f]){1,3})"
    r"|(?P<wideoctal>\\3[0-7]{2}(?:\\2[0-7]{2}){1,3})"
    r"|\\{1,3}(?:u(?P<u>[0-9A-Fa-f]{4})|x(?P<x>[0-9A-Fa-f]{2})|[ux]\{(?P<braced>[0-9A-Fa-f]{1,6})\}"
    r"|U(?P<long>000[0-9A-Fa-f]{5})|(?P<octal>[0-3][0-7]{2})(?![0-9]))"
    r"|(?P<plus>(?<=[\w.,)'%])\+(?=[\w(%]))"
    r"|(?P<slash>\\{1,3}/)"
    r"|(?P<tag></?(?:wbr|sup|sub|b|i|em|strong|u|font)>)"
    r"|(?P<broken>-\r?\n(?=[a-z0-9]))"
    r"|=(?P<quoted>[0-9A-F]{2}(?:=[0-9A-F]{2}){0,60})"
    r"|(?P<soft>=\r?\n)"
)


class _Sign(NamedTuple):
    """What a text with an escape holds: a byte, or more, what stands before it and what behind."""

    byte: str
    before: str
    behind: str

    @property
    def whole(self) -> str:
        """The sign as one pattern."""
        return self.before + re.escape(self.byte) + self.behind

    @property
    def from_byte(self) -> str:
        """The same, searched for by its byte first: many times faster than from what is before."""
        byte = re.escape(self.byte)
        return byte + (f"(?<={self.before}{byte})" if self.before else "") + self.behind


_SIGNS = (
    _Sign("&", "", r"(?:#[0-9xX]|[A-Za-z]{2,8};)"),
    _Sign("%", "", "[0-9A-Fa-f]{2}"),
    _Sign("\\", "", r"(?:[uxU/]|[0-3][0-7]{2})"),
    _Sign("+", "[A-Za-z.,%0-9]", "[A-Za-z0-9%]"),
    _Sign("<", "", "/?(?:wbr|sup|sub|b|i|em|strong|u|font)>"),
    _Sign("-", "", r"\r?\n[a-z0-9]"),
    _Sign("=", "", r"\r?\n"),
    _Sign("=", "", "(?:[0-9A-F]{2}=){2}[0-9A-F]{2}"),
    _Sign("?", "", r"[Qq]\?"),
    _Sign("uoted-printable", "", ""),
)
SIGNS = tuple((sign.byte, sign.whole) for sign in _SIGNS)
"""What a text holds if it holds an escape, as patterns, each with what a text without it lacks."""
_SEEN = tuple((sign.byte.encode("ascii"), regex(sign.from_byte)) for sign in _SIGNS)
_MAIL = regex(r"=\r?\n|uoted-printable|\?[Qq]\?|(?:=[0-9A-F]{2}){3}")
_KEPT = frozenset({"lt", "gt"})  # would make tags of text
_ENTITIES = {"nbsp": " ", "ndash": "-", "mdash": "-", "shy": "", "hellip": "..."}
_A_PLUS = regex(r"\+")
_SPELT = 4
"""So many letters and digits in a row that nobody has to escape are escaped to be hidden."""


def _bytes(digits: str) -> str | None:
    try:
        return bytes.fromhex(digits).decode("utf-8")
    except ValueError:
        return None


def _character(code: int) -> str | None:
    return chr(code) if code <= sys.maxunicode else None


_BASES = {
    "decimal": 10, "open": 10, "hex": 16, "openhex": 16, "u": 16, "x": 16, "braced": 16,
    "long": 16, "octal": 8,
}  # fmt: skip


_BYTES: Mapping[str, Callable[[str], str]] = {
    "percent": lambda run: run.replace("%", ""),
    "quoted": lambda run: run.replace("=", ""),
    "wide": lambda run: run.replace("\\x", ""),
    "wideoctal": lambda run: "".join(f"{int(byte, 8):02x}" for byte in run[1:].split("\\")),
}
"""Escapes of bytes, and how their bytes are read as hexadecimal figures."""


def _entity(name: str) -> str | None:
    from html.entities import html5  # noqa: PLC0415  # two thousand names, for very few texts

    return html5.get(name + ";")


def _read(found: re.Match[str], text: str, *, mail: bool) -> str | None:
    """What the escape stands for; None if it is none, or stands for nothing that is read."""
    how = found.lastgroup or ""
    value = found[how] if how else ""
    read: str | None
    if how in _BASES:
        read = _character(int(value, _BASES[how]))
    elif how == "named":
        read = None if value in _KEPT else _ENTITIES.get(value) or _entity(value)
    elif how in _BYTES:
        read = _bytes(_BYTES[how](value)) if mail or how != "quoted" else None
    elif how == "soft":
        return "" if mail else None
    elif how == "plus":
        return " " if _parts_words(text, found.start()) else None
    elif how == "tag":
        return ""
    elif how == "slash":
        return "/"
    else:
        before = text[found.start() - 1 : found.start()]
        after = text[found.end() : found.end() + 1]
        if before.isdigit() and after.isdigit():
            return "-"
        return "" if before.isalpha() and before.islower() and after.isalpha() else None
    return read if read is not None and read.isprintable() else None


_FORM = regex(r"[=?&%+]|\d")
_QUOTED = regex(r"%(?:2[0-9A-F]|3[A-F]|C3%[0-9A-F]{2})")
_INITIAL = regex(r"[A-Z]\.\+[A-Z][a-z]")
_BETWEEN_WORDS = regex(
    r"(?<=[A-Za-z][A-Za-z.,])\+(?:[A-Za-z]{2}|[A-Z]\.|\d{1,2}(?:\b|[a-z%])|%)"
    r"|(?<=\d\d)\+(?:[A-Z][a-z]|%)|(?<=\d,)\+\w|(?<=%[0-9A-F]{2})\+\w|(?<=\b[A-Z]\.)\+[A-Z][a-z]"
)
_DECIMAL = regex(r"\d\+\d{1,6}\.\d")
_BEGUN = regex(r"[A-Z](?:[a-z]|\.)|\d")


def is_blank(text: str, at: int) -> bool:
    """Whether a `+` between words is a blank of an address: `ketamine+xylazine` are two drugs."""
    if _DECIMAL.match(text, at - 1):
        return False
    low = text.rfind(" ", max(0, at - _WORD_LENGTH), at) + 1 or max(0, at - _WORD_LENGTH)
    high = text.find(" ", at, at + _WORD_LENGTH)
    high = min(len(text), at + _WORD_LENGTH) if high < 0 else high
    return bool(
        # Where one character is escaped, all blanks are.
        _QUOTED.search(text, low, high)
        or _INITIAL.match(text, max(0, at - 2))
        or (_BEGUN.match(text, at + 1) and not text[low:at].isupper())
        or _FORM.search(text, low, at)
        or _FORM.search(text, at + 1, high)
    )


_WORD_LENGTH = 60


def _parts_words(text: str, at: int) -> bool:
    """The same, of what is read everywhere: only where it cannot be a sum."""
    return is_blank(text, at) and (
        _BETWEEN_WORDS.match(text, at) is not None
        or _QUOTED.search(text, max(0, at - _NEAR), at + _NEAR) is not None
    )


_NEAR = 24


def plus_blanks(text: str) -> frozenset[int]:
    """Where a `+` is read as a blank."""
    # INVARIANT: no other escape holds a `+`, so it is one wherever the expression takes it.
    return frozenset(
        found.start()
        for found in _A_PLUS.finditer(text)
        if (escape := _ESCAPE.match(text, found.start()))
        and escape.lastgroup == "plus"
        and _parts_words(text, found.start())
    )


def escapes_sign(text: str, data: bytes) -> bool:
    """A sign of an escape, which is soon seen."""
    return any(byte in data and one.search(text) for byte, one in _SEEN)


def escapes(text: str) -> Iterable[Edit]:
    """Entities, percent, JSON and mail escapes read, and broken words joined; linear."""
    mail = _MAIL.search(text) is not None
    run: list[Edit] = []
    for found in _ESCAPE.finditer(text):
        read = _read(found, text, mail=mail)
        if read is None:
            continue
        edit = Edit(found.start(), found.end(), read)
        if run and edit.start > run[-1].end:
            yield from _marked(run)
            run = []
        run.append(edit)
    yield from _marked(run)


def _marked(run: list[Edit]) -> list[Edit]:
    """Edits side by side; marked where they escape what nobody needs to escape."""
    row = 0
    for edit in run:
        for character in edit.text:
            row = row + 1 if character.isascii() and character.isalnum() else 0
            if row == _SPELT:
                return [one._replace(mark=CODED) for one in run]
    return run

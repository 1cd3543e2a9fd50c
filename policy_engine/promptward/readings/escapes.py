"""Escapes: characters that a text writes as something else."""

import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from promptward.deferred import regex
from promptward.rare import rare
from promptward.readings.edits import Edit, led

__all__ = ["SIGNS", "escapes", "escapes_sign", "is_blank", "parts_words"]

CODED = "character_codes"

_ESCAPE = regex(
    r"&(?:#0{0,8}(?P<decimal>[0-9]{2,6})|#[xX]0{0,8}(?P<hex>[0-9A-Fa-f]{2,5})|(?P<named>[A-Za-z]{2,8}));"
    r"|&#(?:(?P<open>[0-9]{2,3})|[xX](?P<openhex>[0-9A-Fa-f]{2,4}))(?![0-9A-Za-z;])(?: (?=&#))?"
    r"|%u(?P<percentu>[0-9A-Fa-f]{4})"
    r"|(?P<percent>(?:%[0-9A-Fa-f]{2}){1,60})"
    # Colours of a terminal, with what escaped them or, behind a copy, without.
    r"|(?P<colour>(?:\x1b|\^\[|\\(?:x1[bB]|033|e|u001[bB]))\[[0-9;]{0,12}[mK])"
    r"|(?P<bare>\[[0-9]{1,2}(?:;[0-9]{1,3}){0,4}m)(?!\])"
    r"|\\N\{(?P<name>[A-Z][A-Z0-9 -]{2,60})\}"
    r"|\\(?P<css>0000[2-7][0-9A-Fa-f])"
    r"|\\X(?P<record>(?:[0-9A-F]{2}){1,60})\\"
    r"|(?P<rich>(?:\\'[0-9a-f]{2}){2,60}|(?<=[A-Za-z])\\'[c-f][0-9a-f](?=[a-z]))"
    r"|\\['`\x22^~=.cvHu]\{(?P<accent>[A-Za-z])\}|\{\\['`\x22^~=.](?P<accented>[A-Za-z])\}"
    # Letters of UTF-8 that are no ASCII, byte by byte.
    r"|(?P<wide>\\x[c-fC-F][0-9A-Fa-f](?:\\x[89a-bA-B][0-9A-Fa-f]){1,3})"
    r"|(?P<wideoctal>\\3[0-7]{2}(?:\\2[0-7]{2}){1,3})"
    r"|\\{1,3}(?:u(?P<u>[0-9A-Fa-f]{4})|x(?P<x>[0-9A-Fa-f]{2})|[ux]\{(?P<braced>[0-9A-Fa-f]{1,6})\}"
    r"|U(?P<long>000[0-9A-Fa-f]{5})|(?P<octal>[0-3][0-7]{2})(?![0-9]))"
    r"|(?P<line>(?:\\{1,3}[nrt]){1,8}(?=[-*#(+]? ?[A-Za-z0-9]))"
    r"|(?P<plus>(?<=[\w.,)'%])\+(?=[\w(%]))"
    r"|(?P<slash>\\{1,3}/)"
    r"|(?P<tag></?(?:wbr|sup|sub|b|i|em|strong|u|font)>)"
    r"|(?P<broken>-\r?\n[ \t]{0,12}(?=[a-z0-9]))"
    r"|(?P<continued>(?<=[A-Za-z0-9])\\\r?\n[ \t]{0,12}(?=[A-Za-z0-9]))"
    r"|=(?P<quoted>[0-9A-F]{2}(?:=[0-9A-F]{2}){0,60})"
    r"|(?P<soft>=\r?\n)"
)

_LEAD = regex(r"[&%\x1b^\\\[{+<=-]")
"""What an escape begins with."""


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
    _Sign("%", "", "(?:[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4})"),
    _Sign("\\", "", r"(?:[uxU/]|[0-3][0-7]{2}|N\{[A-Z]|0000[2-7]|X[0-9A-F]{2})"),
    _Sign("\\", "", r"[nrt][-*#(+]? ?[A-Za-z0-9]"),
    _Sign("\\", "[A-Za-z0-9]", r"(?:\r?\n[ \t]{0,12}[A-Za-z0-9]|'[c-f][0-9a-f][a-z])"),
    _Sign("\\", "", r"(?:'[0-9a-f]{2}\\'[0-9a-f]|['`\x22^~=.cvHu]\{[A-Za-z]\})"),
    _Sign("\\", "[{]", r"['`\x22^~=.][A-Za-z]\}"),
    _Sign("[", "", "[0-9]{1,2}(?:;[0-9]{1,3}){0,4}m"),
    _Sign("+", "[A-Za-z.,%0-9]", "[A-Za-z0-9%]"),
    _Sign("<", "", "/?(?:wbr|sup|sub|b|i|em|strong|u|font)>"),
    _Sign("-", "", r"\r?\n[ \t]{0,12}[a-z0-9]"),
    _Sign("=", "", r"\r?\n"),
    _Sign("=", "", "(?:[0-9A-F]{2}=){2}[0-9A-F]{2}"),
    _Sign("?", "", r"[Qq]\?"),
    _Sign("uoted-printable", "", ""),
)
SIGNS = tuple((sign.byte, sign.whole) for sign in _SIGNS)
"""What a text holds if it holds an escape, as patterns, each with what a text without it lacks."""
_SEEN = tuple((sign.byte.encode("ascii"), regex(sign.from_byte)) for sign in _SIGNS)
_LONE_PLUS = regex(r"(?P<plus>(?<=[\w.,)'%])\+(?=[\w(%]))")
"""The one of the expression above; without all others it is found in a tenth of the time."""
_MAIL = regex(r"=\r?\n|uoted-printable|\?[Qq]\?|(?:=[0-9A-F]{2}){3}")
_KEPT = frozenset({"lt", "gt"})  # would make tags of text
_ENTITIES = {"nbsp": " ", "ndash": "-", "mdash": "-", "shy": "", "hellip": "..."}
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
    "long": 16, "octal": 8, "percentu": 16, "css": 16,
}  # fmt: skip


_LEFT_OUT = frozenset(("tag", "colour", "bare", "continued"))
_COLOUR_ENDS = "[0m"


def _named(name: str) -> str | None:
    try:
        return unicodedata.lookup(name)
    except KeyError:
        return None


def _entity(name: str) -> str | None:
    from html.entities import html5  # noqa: PLC0415  # two thousand names, for very few texts

    return html5.get(name + ";")


_READ: Mapping[str, Callable[[str], str | None]] = {
    "named": lambda name: None if name in _KEPT else _ENTITIES.get(name, _entity(name)),
    "name": _named,
    "rich": lambda run: bytes.fromhex(run.replace("\\'", "")).decode("cp1252", "replace"),
    "record": _bytes,
    "percent": lambda run: _bytes(run.replace("%", "")),
    "quoted": lambda run: _bytes(run.replace("=", "")),
    "wide": lambda run: _bytes(run.replace("\\x", "")),
    "wideoctal": lambda run: _bytes(
        "".join(f"{int(byte, 8):02x}" for byte in run[1:].split("\\"))
    ),
    "accent": lambda letter: letter,
    "accented": lambda letter: letter,
    "slash": lambda _: "/",
    "soft": lambda _: "",
}
"""How the escapes that are no number of a character are read."""


def _read(found: re.Match[str], text: str, *, mail: bool, commands: bool) -> str | None:
    """What the escape stands for; None if it is none, or stands for nothing that is read."""
    how = found.lastgroup or ""
    value = found[how]
    if how in _LEFT_OUT:
        return "" if how != "bare" or _COLOUR_ENDS in text else None
    if how in ("quoted", "soft") and not mail:
        return None
    if how == "plus":
        return " " if parts_words(text, found.start()) else None
    if how == "line":
        return _line(found, text, commands=commands)
    if how == "broken":
        return _broken(found, text)
    read = _character(int(value, _BASES[how])) if how in _BASES else _READ[how](value)
    if read is not None and not read.isascii():
        read = _BLANKS.sub(" ", read)
    if read in _SHOWS_NOTHING:
        return ""
    return read if read is not None and (read.isprintable() or not read) else None


_BLANKS = regex("[\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
"""Blanks that no line may break at, of a width, of another script; none counts as printable."""

_SHOWS_NOTHING = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
"""Soft hyphens, and blanks without a width."""


_COMMANDS = rare(r"(?<![A-Za-z0-9])[A-Za-z]:\\|\\[ac-eg-mo-qsvwyzA-Z][A-Za-z]")
"""Folders of a drive, and commands of TeX: `C:\\temp`, `\\alpha`."""


def _line(found: re.Match[str], text: str, *, commands: bool) -> str | None:
    """
    Ends of lines and tabulators, as strings of programs and of JSON have them: what follows would
    have another letter at its head. With `commands` in the text, only before a capital or a digit.
    """
    if commands and text[found.end()].islower():
        return None
    return "\n" if "n" in found["line"] else " "


def _broken(found: re.Match[str], text: str) -> str | None:
    """A hyphen at the end of a line."""
    before = text[found.start() - 1 : found.start()]
    after = text[found.end() : found.end() + 1]
    if before.isdigit() and after.isdigit():
        return "-"
    return "" if before.isalpha() and before.islower() and after.isalpha() else None


_FORM = regex(r"[=?&%+]|\d")
_QUOTED = regex(r"%(?:2[0-9A-F]|3[A-F]|C3%[0-9A-F]{2})")
_INITIAL = regex(r"[A-Z]\.\+[A-Z][a-z]")
_BETWEEN_WORDS = regex(
    r"(?<=[A-Za-z][A-Za-z.,])\+(?:[A-Za-z]{2}|[A-Z]\.|\d{1,2}(?:\b|[a-z%])|%)"
    r"|(?<=\d\d)\+(?:[A-Z][a-z]|%)|(?<=\d,)\+\w|(?<=%[0-9A-F]{2})\+\w|(?<=\b[A-Z]\.)\+[A-Z][a-z]"
)
_DECIMAL = regex(r"\d\+\d{1,6}\.\d")
_CAPITALS = regex(r"[A-Z]{4}\+[A-Z]{4}")
"""No two of what medicine shortens so."""
_BEGUN = regex(r"[A-Z](?:[a-z]|\.)|\d")


def is_blank(text: str, at: int) -> bool:
    """Whether a `+` between words is a blank of an address: `ketamine+xylazine` are two drugs."""
    if text[at - 1 : at].isdigit() and _DECIMAL.match(text, at - 1):
        return False
    low = text.rfind(" ", max(0, at - _WORD_LENGTH), at) + 1 or max(0, at - _WORD_LENGTH)
    high = text.find(" ", at, at + _WORD_LENGTH)
    high = min(len(text), at + _WORD_LENGTH) if high < 0 else high
    return bool(
        _INITIAL.match(text, max(0, at - 2))
        or (_BEGUN.match(text, at + 1) and not text[low:at].isupper())
        or _CAPITALS.match(text, max(0, at - 4))
        or _FORM.search(text, low, at)
        or _FORM.search(text, at + 1, high)
        # Where one character is escaped, all blanks are.
        or _QUOTED.search(text, low, high)
    )


_WORD_LENGTH = 60


def parts_words(text: str, at: int) -> bool:
    """The same, of what escapes read everywhere: only where it cannot be a sum."""
    return (
        _BETWEEN_WORDS.match(text, at) is not None
        or _QUOTED.search(text, max(0, at - _NEAR), at + _NEAR) is not None
    ) and is_blank(text, at)


_NEAR = 24


def escapes_sign(text: str, data: bytes) -> bool:
    """A sign of an escape, which is soon seen."""
    return any(byte in data and one.search(text) for byte, one in _SEEN)


def _more_than_pluses(text: str) -> bool:
    return any(
        sign.byte != "+" and sign.byte in text and one.search(text)
        for sign, (_, one) in zip(_SIGNS, _SEEN, strict=True)
    )


def escapes(text: str) -> Iterable[Edit]:
    """Entities, percent, JSON and mail escapes read, and broken words joined; linear."""
    mail = _MAIL.search(text) is not None
    commands = "\\" in text and _COMMANDS.search(text) is not None
    run: list[Edit] = []
    many = _more_than_pluses(text)
    for found in led(text, _LEAD, _ESCAPE) if many else _LONE_PLUS.finditer(text):
        read = _read(found, text, mail=mail, commands=commands)
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
    if sum(len(edit.text) for edit in run) < _SPELT:
        return run
    row = 0
    for edit in run:
        for character in edit.text:
            row = row + 1 if character.isascii() and character.isalnum() else 0
            if row == _SPELT:
                return [one._replace(mark=CODED) for one in run]
    return run

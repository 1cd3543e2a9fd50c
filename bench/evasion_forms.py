"""
Further ways to disguise a value, for `bench/evasion_more.py`: of programs, keyboards and pages.

`FORMS`: by name the tier, `span` or `doc`, what a value must have, and the change.
"""

import random
from collections.abc import Callable

__all__ = ["FORMS"]

_Change = Callable[[str, random.Random], str]
_AZERTY = str.maketrans("1234567890", "&é\"'(-è_çà")
_TURNED = dict(zip("abcdefghijklmnopqrstuvwxyz", "ɐqɔpǝɟƃɥᴉɾʞlɯuodbɹsʇnʌʍxʎz", strict=True))  # noqa: RUF001  # that is the point
_SMALL = dict(zip("abcdefghijklmnopqrstuvwxyz", "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘǫʀsᴛᴜᴠᴡxʏᴢ", strict=True))  # noqa: RUF001  # that is the point
_LOWER = "abcdefghijklmnopqrstuvwxyz"


def _cut(value: str, between: str) -> str:
    near = sorted(range(2, len(value) - 1), key=lambda at: abs(at - len(value) // 2))
    at = next((at for at in near if value[at - 1].isalnum() and value[at].isalnum()), 0)
    return value[:at] + between + value[at:] if at else ""


def _thousands(value: str, _: random.Random) -> str:
    return f"{int(value):,}" if value.isdigit() and value[0] != "0" else ""


def _pdf(value: str, chance: random.Random) -> str:
    """A blank within each long word, as texts are drawn from pages."""
    return " ".join(
        word if len(word) < 5 else word[:at] + " " + word[at:]
        for word in value.split(" ")
        for at in (chance.randrange(2, max(3, len(word) - 1)),)
    )


def _integer(value: str, _: random.Random) -> str:
    parts = value.split(".")
    if len(parts) != 4 or not all(part.isdigit() and int(part) < 256 for part in parts):
        return ""
    return str(sum(int(part) << 8 * (3 - at) for at, part in enumerate(parts)))


def _hexadecimal(value: str, _: random.Random) -> str:
    parts = value.split(".")
    if len(parts) != 4 or not all(part.isdigit() and int(part) < 256 for part in parts):
        return ""
    return ".".join(f"0x{int(part):02x}" for part in parts)


def _turned(value: str, _: random.Random) -> str:
    return "".join(_TURNED.get(c.lower(), c) for c in reversed(value))


def _bubbles(value: str, _: random.Random) -> str:
    return "".join(
        chr(0x24D0 + _LOWER.index(c)) if c in _LOWER
        else chr(0x24B6 + _LOWER.index(c.lower())) if c.lower() in _LOWER
        else c
        for c in value
    )  # fmt: skip


def _rot47(value: str, _: random.Random) -> str:
    return "".join(chr(33 + (ord(c) + 14) % 94) if "!" <= c <= "~" else c for c in value)


def _atbash(value: str, _: random.Random) -> str:
    table = str.maketrans(_LOWER + _LOWER.upper(), _LOWER[::-1] + _LOWER[::-1].upper())
    return value.translate(table)


def _pig(value: str, _: random.Random) -> str:
    return " ".join(
        f"{word[at:]}{word[:at].lower()}ay"
        for word in value.split()
        for at in (next((i for i, c in enumerate(word) if c.lower() in "aeiou"), 0),)
    )


def _lines(value: str, first: str, between: str, last: str) -> str:
    return first + between.join(value.split()) + last


def _words(first: str, between: str, last: str) -> _Change:
    return lambda value, _: _lines(value, first, between, last)


def _columns(value: str, _: random.Random) -> str:
    words = value.split()
    return ";".join(f"c{at}" for at in range(len(words))) + "\n" + ";".join(words)


FORMS: dict[str, tuple[int, str, str, _Change]] = {
    "azerty_figures": (1, "span", "figures", lambda v, _: v.translate(_AZERTY)),
    "thousands": (1, "span", "figures", _thousands),
    "excel_text": (1, "span", "", lambda v, _: f'="{v}"'),
    "excel_apostrophe": (1, "span", "figures", lambda v, _: f"'{v}"),
    "italic_inside": (1, "span", "letters", lambda v, _: _cut(v, "*") + "*"),
    "tex_hyphens": (1, "span", "letters", lambda v, _: _cut(v, "\\-")),
    "shy_entities": (1, "span", "letters", lambda v, _: _cut(v, "&shy;")),
    "zero_entities": (2, "span", "", lambda v, _: "&#8203;".join(v)),
    "fraction_slash": (1, "span", "date", lambda v, _: v.replace("/", "\u2044")),
    "wide_stops": (1, "span", "date", lambda v, _: v.replace("/", "\u3002")),
    "pdf_spaces": (1, "span", "letters", _pdf),
    "glued_words": (1, "span", "blank", lambda v, _: v.replace(" ", "")),
    "hashtag": (1, "span", "blank", lambda v, _: "#" + v.replace(" ", "")),
    "dot_joined": (1, "span", "blank", lambda v, _: v.replace(" ", ".").lower()),
    "kebab": (1, "span", "blank", lambda v, _: v.replace(" ", "-").lower()),
    "wiki_links": (
        1, "span", "blank", lambda v, _: " ".join(f"[[{word}]]" for word in v.split()),
    ),
    "critic_marks": (2, "span", "letters", lambda v, _: _cut(v, "{++") + "++}"),
    "json_words": (1, "doc", "blank", _words('{"v": ["', '",\n   "', '"]}')),
    "yaml_words": (1, "doc", "blank", _words("v:\n  - ", "\n  - ", "\n")),
    "tuple_words": (1, "doc", "blank", _words("v = ('", "', '", "')")),
    "sheet_columns": (1, "doc", "blank", _columns),
    "sql_unicode": (
        2, "doc", "", lambda v, _: "SELECT U&'" + "".join(f"\\{ord(c):04X}" for c in v) + "'",
    ),
    "oracle_chr": (
        2, "doc", "", lambda v, _: "SELECT " + "||".join(f"CHR({ord(c)})" for c in v),
    ),
    "backticks": (2, "span", "", lambda v, _: "`".join(v)),
    "upside_down": (2, "span", "letters", _turned),
    "small_capitals": (
        2, "span", "letters", lambda v, _: "".join(_SMALL.get(c.lower(), c) for c in v),
    ),
    "bubbles": (2, "span", "letters", _bubbles),
    "integer_address": (2, "span", "figures", _integer),
    "hexadecimal_address": (2, "span", "figures", _hexadecimal),
    "rot47": (2, "span", "", _rot47),
    "atbash": (3, "span", "letters", _atbash),
    "pig_latin": (3, "span", "letters", _pig),
}  # fmt: skip

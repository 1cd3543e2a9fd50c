"""
Further ways to disguise a value, for `bench/evasion_more.py`: of people who type, paste and chat.

`PEOPLE`: by name the tier, `span` or `doc`, what a value must have, and the change.
"""

import base64
import json
import random
import re
from collections.abc import Callable

__all__ = ["PEOPLE"]

_Change = Callable[[str, random.Random], str]
_WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_SYMBOLS = str.maketrans("aAsSiIeEoO", "@@$$!!\u20ac\u20ac00")
_CENSORED = re.compile(r"(?<=[A-Za-z])[aeiou](?=[a-z])")


def _key_held(value: str, chance: random.Random) -> str:
    """One letter twice."""
    at = chance.choice([at for at, c in enumerate(value) if c.isalpha()])
    return value[: at + 1] + value[at].lower() + value[at + 1 :]


def _between(value: str, by: str) -> str:
    """What parts figures, changed throughout."""
    return re.sub(r"[-. /()]+", by, value.strip("()+"))


def _date(value: str, form: str) -> str:
    month, day, year = [*value.split("/"), "", "", ""][:3]
    if not (month.isdigit() and day.isdigit() and year.isdigit() and len(year) == 4):
        return ""
    return form.format(y=year, m=int(month), d=int(day))


def _figures(value: str, by: str) -> str:
    return by.join(c for c in value if c.isdigit())


def _said(value: str, by: str, first: str = "", last: str = "") -> str:
    return by.join(f"{first}{_WORDS[int(c)]}{last}" for c in value if c in "0123456789")


def _each(value: str, first: str, last: str) -> str:
    return "".join(f"{first}{c}{last}" if c != " " else " " for c in value)


def _base64(value: str) -> str:
    return base64.urlsafe_b64encode(value.encode()).decode()


def _halves(value: str) -> tuple[str, str]:
    return value[: len(value) // 2], value[len(value) // 2 :]


_TITLED = re.compile(r"\b[A-Z][a-z](?=[a-z]{2})")
_MARKED = re.compile(r"[-._()+#!]")


def _two_capitals(word: re.Match[str]) -> str:
    return word[0].upper()


def _spoken(value: str) -> str:
    """Figures as they are, what parts them in words."""
    said = value.replace("-", " dash ").replace("/", " slash ")
    return said if said != value and value[0].isdigit() else ""


PEOPLE: dict[str, tuple[int, str, str, _Change]] = {
    "key_held": (1, "span", "letters", _key_held),
    "point_of_a_phone": (1, "span", "blank", lambda v, _: v.replace(" ", ". ", 1)),
    "footnote": (1, "span", "blank", lambda v, _: v.replace(" ", "[1] ", 1)),
    "bullets": (1, "span", "blank", lambda v, _: v.replace(" ", "\n\u2022 ")),
    "tab_for_blank": (1, "span", "blank", lambda v, _: v.replace(" ", "\t")),
    "stroke_for_blank": (1, "span", "blank", lambda v, _: v.replace(" ", "_")),
    "slash_for_blank": (1, "span", "blank", lambda v, _: v.replace(" ", "/")),
    "bar_for_blank": (1, "span", "blank", lambda v, _: v.replace(" ", "|")),
    "date_blanks": (1, "span", "date", lambda v, _: v.replace("/", " ")),
    "date_points": (1, "span", "date", lambda v, _: _date(v, "{y}.{m:02}.{d:02}")),
    "date_stamp": (1, "span", "date", lambda v, _: _date(v, "{y}-{m:02}-{d:02}T00:00:00.000Z")),
    "ellipses": (1, "span", "figures", lambda v, _: _between(v, "...")),
    "spaced_slashes": (1, "span", "figures", lambda v, _: _between(v, " / ")),
    "dictated_commas": (1, "span", "figures", lambda v, _: _figures(v, ", ")),
    "hyphened_words": (1, "span", "figures", lambda v, _: _said(v, "-")),
    "defanged": (1, "span", "points", lambda v, _: v.replace("http", "hxxp").replace(".", "[.]")),
    "address_brackets": (
        1, "span", "address", lambda v, _: v.replace("@", " [at] ").replace(".", " [dot] "),
    ),
    "symbols": (2, "span", "letters", lambda v, _: v.translate(_SYMBOLS)),
    "doubled": (2, "span", "", lambda v, _: "".join(c * 2 if c.isalnum() else c for c in v)),
    "censored": (2, "span", "letters", lambda v, _: _CENSORED.sub("*", v)),
    "parens_each": (2, "span", "", lambda v, _: _each(v, "(", ")")),
    "brackets_each": (2, "span", "", lambda v, _: _each(v, "[", "]")),
    "quotes_each": (2, "span", "", lambda v, _: _each(v, '"', '"')),
    "backslash_each": (2, "span", "letters", lambda v, _: _each(v, "\\", "")),
    "yaml_characters": (
        2, "doc", "", lambda v, _: "v:\n" + "".join(f"  - {json.dumps(c)}\n" for c in v),
    ),
    "sheet_pieces": (2, "doc", "", lambda v, _: '="{}"&"{}"'.format(*_halves(v))),
    "hexadecimal_list": (
        2, "span", "", lambda v, _: "[" + ", ".join(f"0x{b:02x}" for b in v.encode()) + "]",
    ),
    "base64_in_address": (
        2, "doc", "", lambda v, _: "https://x.example/?d=" + _base64(v),
    ),
    "emoji_names": (2, "span", "figures", lambda v, _: _said(v, "", ":", ":")),
    "words_glued": (2, "span", "figures", lambda v, _: _said(v, "")),
    "entities_hexadecimal": (2, "span", "", lambda v, _: "".join(f"&#x{ord(c):x};" for c in v)),
    # What pages, sheets, terminals and dictation make of values.
    "thin_blank": (1, "span", "blank", lambda v, _: v.replace(" ", "\u202f")),
    "break_for_blank": (1, "span", "blank", lambda v, _: v.replace(" ", "<br>")),
    "tie_for_blank": (1, "span", "blank", lambda v, _: v.replace(" ", "~")),
    "two_capitals": (1, "span", "letters", lambda v, _: _TITLED.sub(_two_capitals, v)),
    "markdown_escaped": (1, "span", "", lambda v, _: _MARKED.sub(r"\\\g<0>", v)),
    "nul_between": (1, "span", "", lambda v, _: "\0".join(v)),
    "word_added": (1, "span", "", lambda v, _: f"{{+{v}+}}"),
    "float_of_number": (1, "span", "figures", lambda v, _: f"{v}.0" if v.isdigit() else ""),
    "text_of_number": (1, "span", "figures", lambda v, _: f"'{v}" if v.isdigit() else ""),
    "date_commas": (1, "span", "date", lambda v, _: _date(v, "{m:02},{d:02},{y}")),
    "spoken_marks": (1, "span", "figures", lambda v, _: _spoken(v)),
    "spoken_hyphen": (1, "span", "letters", lambda v, _: v.replace("-", " hyphen ")),
    "spoken_address": (
        1, "span", "address", lambda v, _: v.replace("@", " at ").replace(".", " dot "),
    ),
}  # fmt: skip

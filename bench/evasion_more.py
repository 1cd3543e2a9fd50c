"""
Ways to disguise a value that the usual list has not: mixtures, and letters that are pictures.

    python -m bench.evasion CORPUS bench/evasion_more.py

`TECH` and `evade_record` are as `bench.evasion` asks for them. Tier 2 is what a model undoes at a
glance, tier 3 what it has to think about. The same seed gives the same texts.
"""

import base64
import html
import json
import random
import string
import urllib.parse
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

__all__ = ["TECH", "Technique", "evade_record"]

_Change = Callable[[str, random.Random], str]
_ALIKE = str.maketrans("aceopxyABCEHKMOPTX", "асеорхуАВСЕНКМОРТХ")  # noqa: RUF001  # that is the point
_LEET = str.maketrans("aeiostAEIOST", "431057431057")
_WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_NATO = [
    *("Alfa", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel", "India"),
    *("Juliett", "Kilo", "Lima", "Mike", "November", "Oscar", "Papa", "Quebec", "Romeo"),
    *("Sierra", "Tango", "Uniform", "Victor", "Whiskey", "Xray", "Yankee", "Zulu"),
]
_BRAILLE = dict(
    zip(
        string.ascii_lowercase,
        "⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚⠅⠇⠍⠝⠕⠏⠟⠗⠎⠞⠥⠧⠺⠭⠽⠵",
        strict=True,
    )
)
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


class Technique(NamedTuple):
    """One way; `place` is `span` (where the value stands) or `doc` (a text of its own)."""

    name: str
    tier: int
    place: str
    wanted: str
    change: _Change


TECH: dict[str, Technique] = {}


def _add(name: str, tier: int, change: _Change, *, place: str = "span", wanted: str = "") -> None:
    TECH[name] = Technique(name, tier, place, wanted, change)


def _roman(value: str, _: random.Random) -> str:
    """The month of a date with strokes as a Roman number."""
    parts = value.split("/")
    if len(parts) != 3 or not parts[0].isdigit() or not 1 <= int(parts[0]) <= 12:
        return ""
    return f"{parts[1]}.{_ROMAN[int(parts[0])]}.{parts[2]}"


def _shift(value: str, first: int) -> str:
    """Letters as those of a block that has capitals only."""
    return "".join(
        chr(first + ord(c.upper()) - 65) if c.isascii() and c.isalpha() else c for c in value
    )


def _braille(value: str, _: random.Random) -> str:
    digits = dict(zip("1234567890", "abcdefghij", strict=True))
    return "".join(
        _BRAILLE[c.lower()] if c.lower() in _BRAILLE
        else "⠼" + _BRAILLE[digits[c]] if c in digits
        else c
        for c in value
    )  # fmt: skip


def _halves(value: str) -> tuple[str, str]:
    return value[: len(value) // 2], value[len(value) // 2 :]


def _said(character: str) -> str:
    if character.isascii() and character.isalpha():
        return _NATO[ord(character.upper()) - 65]
    return _WORDS[int(character)] if character in "0123456789" else character


def _letters(value: str) -> Iterator[str]:
    return (c for c in value if c.isascii() and c.isalpha())


def _initials(value: str, chance: random.Random) -> str:
    words = [chance.choice([w for w in _NATO if w[0] == c.upper()]) for c in _letters(value)]
    return " ".join(word.lower() + "ly" for word in words) + " (initials)"


def _ordinals(value: str, _: random.Random) -> str:
    return (
        f"letters {', '.join(str(ord(c.lower()) - 96) for c in _letters(value))} of the alphabet"
    )


_add("alike_spaced", 2, lambda v, _: " ".join(v.translate(_ALIKE).replace(" ", "  ")))
_add("emoji_between", 2, lambda v, r: "".join(c + r.choice("😀🔥✨👍") for c in v))
_add("emphasis_each", 2, lambda v, _: "".join(f"**{c}**" if c != " " else c for c in v))
_add("italics_each", 2, lambda v, _: "".join(f"_{c}_" if c != " " else c for c in v))
_add("tags_each", 2, lambda v, _: "".join(f"<b>{c}</b>" for c in v))
_add("comments_each", 2, lambda v, _: "<!-- -->".join(v))
_add("soft_hyphen_zero", 2, lambda v, _: "\u00ad\u200b".join(v))
_add("cell_each", 2, lambda v, _: "| " + " | ".join(v) + " |", place="doc")
_add("csv_each", 2, lambda v, _: ",".join(v), place="doc")
_add("tsv_each", 2, lambda v, _: "\t".join(v), place="doc")
_add("base32_lower", 2, lambda v, _: base64.b32encode(v.encode()).decode().lower())
_add("base85", 2, lambda v, _: base64.b85encode(v.encode()).decode())
_add("base64_reversed", 2, lambda v, _: base64.b64encode(v.encode()).decode()[::-1])
_add("base64_spaced", 2, lambda v, _: " ".join(base64.b64encode(v.encode()).decode()))
_add("punycode", 2, lambda v, _: "xn--" + (v + "ü").encode("punycode").decode())
_add("leet_spaced", 2, lambda v, _: " ".join(v.translate(_LEET).replace(" ", "  ")))
_add("regional", 2, lambda v, _: " ".join(_shift(v, 0x1F1E6)), wanted="letters")
_add("squared", 2, lambda v, _: _shift(v, 0x1F130), wanted="letters")
_add("negative_squared", 2, lambda v, _: _shift(v, 0x1F170), wanted="letters")
_add("parenthesised", 2, lambda v, _: _shift(v, 0x1F110), wanted="letters")
_add("braille", 2, _braille)
_add(
    "json_in_json",
    2,
    lambda v, _: json.dumps({"a": json.dumps({"b": json.dumps(v)})}),
    place="doc",
)
_add("percent_of_entities", 2, lambda v, _: urllib.parse.quote("".join(f"&#{ord(c)};" for c in v)))
_add(
    "entities_named",
    2,
    lambda v, _: html.escape("".join(f"&#x{ord(c):04X};" for c in v)).replace("&amp;", "&"),
)
_add(
    "c_literal",
    2,
    lambda v, _: "char s[] = {" + ", ".join(f"'{c}'" for c in v) + "};",
    place="doc",
)
_add("printf", 2, lambda v, _: "printf('%s%s', '{}', '{}')".format(*_halves(v)), place="doc")
_add("replace_call", 2, lambda v, _: f"x = '{'#'.join(v)}'.replace('#', '')", place="doc")
_add("slice_reversed", 2, lambda v, _: f"x = '{v[::-1]}'[::-1]", place="doc")
_add(
    "join_list",
    2,
    lambda v, _: "''.join(" + repr([v[i : i + 2] for i in range(0, len(v), 2)]) + ")",
    place="doc",
)
_add("roman_month", 1, _roman, wanted="date")
_add("double_spaced", 1, lambda v, _: v.replace(" ", "   "), wanted="blank")
_add("trailing_tabs", 1, lambda v, _: v.replace(" ", "\t"), wanted="blank")
_add("quoted_words", 1, lambda v, _: " ".join(f'"{w}"' for w in v.split()), wanted="blank")
_add("underlined", 1, lambda v, _: v.replace(" ", "_"), wanted="blank")
_add("nato_with_digits", 2, lambda v, _: " - ".join(_said(c) for c in v if c != " "))
_add("first_letters", 3, _initials, place="doc", wanted="letters")
_add("ordinals", 3, _ordinals, place="doc", wanted="letters")


def _applies(technique: Technique, value: str) -> bool:
    letters = sum(c.isascii() and c.isalpha() for c in value)
    return (
        len(value) >= 4
        and {  # shorter ones say nothing in any form
            "letters": letters >= 4,
            "blank": " " in value,
            "date": value.count("/") == 2,
            "": True,
        }[technique.wanted]
    )


def evade_record(
    gold: Mapping[str, Any], technique: Technique, seed: int
) -> Iterator[dict[str, Any]]:
    """The texts of one labelled text under a technique, with where its values are then."""
    text, spans = gold["text"], sorted(gold["spans"], key=lambda one: one["start"])
    parts: list[str] = []
    kept: list[dict[str, Any]] = []
    at = length = 0
    for span in spans:
        start, end = span["start"], span["end"]
        value = text[start:end]
        chance = random.Random(f"{seed} {technique.name} {value}")  # noqa: S311  # no secret
        shown = technique.change(value, chance) if _applies(technique, value) else ""
        if technique.place == "doc":
            if shown:
                whole = {**span, "start": 0, "end": len(shown), "base": value, "evaded": True}
                yield {"text": shown, "spans": [whole]}
            continue
        if start < at:
            continue
        parts += [text[at:start], shown or value]
        length += start - at
        new = {"start": length, "end": length + len(parts[-1]), "evaded": bool(shown)}
        kept.append({**span, **new, "base": value})
        length, at = new["end"], end
    if any(one["evaded"] for one in kept):
        yield {"text": "".join((*parts, text[at:])), "spans": kept}

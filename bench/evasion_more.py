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
import re
import string
import unicodedata
import urllib.parse
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from bench.evasion_copies import COPIES
from bench.evasion_forms import FORMS
from bench.evasion_people import PEOPLE
from bench.evasion_typing import TYPING

__all__ = ["TECH", "Technique", "evade_record"]

_FIRST_LINE = 17
_EDGE = "\0"
"""Between what stands around a value and the value, in what a change returns."""
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

# ---------------------------------------------------------------- what happens to it


def _middle(value: str) -> int:
    """A place in the middle with a letter or a figure on either side, if there is one."""
    near = sorted(range(2, len(value) - 1), key=lambda at: abs(at - len(value) // 2))
    both = (at for at in near if value[at - 1].isalnum() and value[at].isalnum())
    return next(both, len(value) // 2)


def _cut(value: str, between: str) -> str:
    at = _middle(value)
    return value[:at] + between + value[at:]


def _taken(value: str, code: str, times: int = 1) -> str:
    """With accents, and then read so often in the wrong code."""
    shown = value.translate(_ACCENTS)
    for _ in range(times):
        shown = shown.encode("utf-8").decode(code, "ignore")
    return shown


def _colours(value: str, chance: random.Random) -> str:
    lead = chance.choice(("\x1b", "^[", "\\x1b", "\\033", "\\e"))
    shown = _cut(value, f"{lead}[0m{lead}[31m")
    return f"{lead}[1;31m{_EDGE}{shown}{_EDGE}{lead}[0m"


def _as_in(value: str, _: random.Random) -> str:
    return ", ".join(
        f"{c.upper()} as in {_said(c)}" if c.isalpha() and c.isascii() else c
        for c in value
        if c not in " -"
    )


def _in_hundreds(value: str, _: random.Random) -> str:
    """Numbers of three figures by their hundreds, and others figure by figure."""
    said = []
    for run in re.findall(r"\d+", value):
        if len(run) == 3 and run[0] != "0" and run[1:] == "00":
            said.append(f"{_WORDS[int(run[0])]} hundred")
        else:
            said += [_WORDS[int(c)] for c in run]
    return " ".join(said)


def _stamped(value: str, chance: random.Random) -> str:
    """The words, each in a line of an exported chat."""
    hour = chance.randrange(10, 20)
    lines = enumerate(value.split(), chance.randrange(10, 40))
    said = (f"[27/11/2026, {hour}:{minute}:07] Nurse: {word}" for minute, word in lines)
    return "\n" + "\n".join(said).replace(": ", f": {_EDGE}", 1)


def _tongues(value: str, chance: random.Random) -> str:
    return " ".join(
        chance.choice(_TONGUES).split()[int(c)] if c.isdigit() else c
        for c in value
        if c.isdigit() or c.isalpha()
    )


_ACCENTS = str.maketrans("aeioun", "áéíóúñ")
_LIGATURES = (("ffi", "ﬃ"), ("ffl", "ﬄ"), ("ff", "ﬀ"), ("fi", "ﬁ"), ("fl", "ﬂ"), ("st", "ﬆ"))
_SHIFTED = str.maketrans("1234567890-=[];',./", '!@#$%^&*()_+{}:"<>?')
_TONGUES = (
    "zero one two three four five six seven eight nine",
    "cero uno dos tres cuatro cinco seis siete ocho nueve",
    "null eins zwei drei vier fünf sechs sieben acht neun",
    "zéro un deux trois quatre cinq six sept huit neuf",
    "zero uno due tre quattro cinque sei sette otto nove",
    "zero um dois três quatro cinco seis sete oito nove",
)


def _ligated(value: str, _: random.Random) -> str:
    for letters, one in _LIGATURES:
        value = value.replace(letters, one)
    return value


_add("page_hyphen", 1, lambda v, _: _cut(v, "-\n    "), wanted="letters")
_add("ligatures", 1, _ligated, wanted="ligature")
_add("mojibake", 1, lambda v, _: _taken(v, "cp1252"), wanted="vowel")
_add("mojibake_twice", 1, lambda v, _: _taken(v, "cp1252", 2), wanted="vowel")
_add("mojibake_mac", 1, lambda v, _: _taken(v, "mac_roman"), wanted="vowel")
_add("entity_blanks", 1, lambda v, _: v.replace(" ", "&nbsp;"), wanted="blank")
_add("entity_blanks_twice", 1, lambda v, _: v.replace(" ", "&amp;nbsp;"), wanted="blank")
_add("entities_twice", 2, lambda v, _: html.escape("".join(f"&#{ord(c)};" for c in v)))
_add("soft_break", 1, lambda v, _: _cut(v, "=\n"))
_add("markdown_escapes", 1, lambda v, _: re.sub(r"([-._#()+])", r"\\\1", v), wanted="mark")
_add("colours", 1, _colours)
_add("tex_dashes", 1, lambda v, _: v.replace("-", "--"), wanted="dash")
_add("tex_accents", 1, lambda v, _: re.sub(r"([aeou])", r"\\'{\1}", v, count=1), wanted="vowel")
_add("csv_doubled", 1, lambda v, _: f'7,"""{v}""",ok', place="doc")
_add("shell_pieces", 2, lambda v, _: "x=\"{}\"'{}'".format(*_halves(v)), place="doc")
_add("shell_added", 2, lambda v, _: 'x="{}"; x+="{}"'.format(*_halves(v)), place="doc")
_add(
    "sql_concat_call", 2, lambda v, _: "SELECT CONCAT('{}', '{}')".format(*_halves(v)), place="doc"
)
_add("continued_line", 1, lambda v, _: _cut(v, "\\\n"))
_add("quoted_twice", 1, lambda v, _: urllib.parse.quote(urllib.parse.quote(v)), wanted="mark")
_add("caps_lock", 1, lambda v, _: v.swapcase(), wanted="letters")
_add("shift_held", 2, lambda v, _: v.translate(_SHIFTED), wanted="figures")
_add(
    "table_cells",
    1,
    lambda v, _: f"<td>{_EDGE}{v.replace(' ', '</td><td>')}{_EDGE}</td>",
    wanted="blank",
)
_add(
    "numbered_lines",
    1,
    lambda v, _: "".join(
        f"\n{at:4}  {_EDGE * (at == _FIRST_LINE)}{word}"
        for at, word in enumerate(v.split(), _FIRST_LINE)
    ),
    wanted="blank",
)
_add("deep_quotation", 1, lambda v, _: v.replace(" ", "\n> > ", 1), wanted="blank")
_add("chat_stamps", 1, _stamped, wanted="blank")
_add("digits_in_tongues", 1, _tongues, wanted="figures")
_add("hundreds", 1, _in_hundreds, wanted="figures")
_add("apostrophes", 1, lambda v, _: re.sub(r"(?<=\d)[-. ](?=\d)", "'", v), wanted="figures")
_add("as_in", 1, _as_in, wanted="letters")
_add(
    "spoken_address",
    1,
    lambda v, _: v.replace("@", " at ").replace(".", " dot ").replace("_", " underscore "),
    wanted="address",
)
_add("named_characters", 2, lambda v, _: "".join(f"\\N{{{unicodedata.name(c)}}}" for c in v))
_add("css_escapes", 2, lambda v, _: "".join(f"\\{ord(c):06x}" for c in v))
_add("rtf_escapes", 2, lambda v, _: "".join(f"\\'{b:02x}" for b in v.encode("cp1252", "ignore")))
_add("hl7_escapes", 2, lambda v, _: f"\\X{v.encode().hex().upper()}\\")
_add("percent_u", 2, lambda v, _: "".join(f"%u{ord(c):04X}" for c in v))
_add("padded_entities", 2, lambda v, _: "".join(f"&#{ord(c):07};" for c in v))
_add("basic_chr", 2, lambda v, _: " & ".join(f"Chr({ord(c)})" for c in v), place="doc")
_add("shell_char", 2, lambda v, _: "+".join(f"[char]{ord(c)}" for c in v), place="doc")
_add(
    "cdata", 2, lambda v, _: "<v><![CDATA[{}]]><![CDATA[{}]]></v>".format(*_halves(v)), place="doc"
)
_add("template_pieces", 2, lambda v, _: '`${{"{}"}}${{"{}"}}`'.format(*_halves(v)), place="doc")


for _name, (_tier, _place, _wanted, _way) in (FORMS | PEOPLE | COPIES | TYPING).items():
    _add(_name, _tier, _way, place=_place, wanted=_wanted)


def _applies(technique: Technique, value: str) -> bool:
    letters = sum(c.isascii() and c.isalpha() for c in value)
    return (
        len(value) >= 4
        and {  # shorter ones say nothing in any form
            "letters": letters >= 4,
            "blank": " " in value,
            "date": value.count("/") == 2,
            "ligature": any(letters in value for letters, _ in _LIGATURES),
            "vowel": any(c in "aeioun" for c in value),
            "figures": sum(c.isdigit() for c in value) >= 4,
            "address": "@" in value,
            "points": value.count(".") > 1 or "://" in value,
            "dash": "-" in value,
            "mark": any(c in "-._#()+ ,/" for c in value),
            "": True,
        }[technique.wanted]
    )


def _around(shown: str) -> tuple[str, str, str]:
    """What stands before a value, the value, and what stands behind it."""
    before, edge, rest = shown.partition(_EDGE)
    inner, _, after = (rest if edge else before).partition(_EDGE)
    return before if edge else "", inner, after


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
        before, inner, after = _around(shown or value)
        parts += [text[at:start], before, inner, after]
        length += start - at + len(before)
        new = {"start": length, "end": length + len(inner), "evaded": shown not in ("", value)}
        kept.append({**span, **new, "base": value})
        length, at = new["end"] + len(after), end
    if any(one["evaded"] for one in kept):
        yield {"text": "".join((*parts, text[at:])), "spans": kept}

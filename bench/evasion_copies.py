"""
Further ways to disguise a value, for `bench/evasion_more.py`: what copying and converting does.

`COPIES`: by name the tier, `span` or `doc`, what a value must have, and the change. Pages that are
copied, mail that is converted, sheets, messengers, dictation and scanners.
"""

import json
import random
import re
import urllib.parse
from collections.abc import Callable

__all__ = ["COPIES"]

_Change = Callable[[str, random.Random], str]
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # noqa: SIM905  # legible
_LONG = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
_WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_QWERTZ = str.maketrans("yzYZ", "zyZY")
_MARK = re.compile(r"[-/.]")


def _middle(value: str) -> int:
    near = sorted(range(2, len(value) - 1), key=lambda at: abs(at - len(value) // 2))
    both = (at for at in near if value[at - 1].isalnum() and value[at].isalnum())
    return next(both, 0)


def _cut(value: str, between: str) -> str:
    at = _middle(value)
    return value[:at] + between + value[at:] if at else ""


def _date(value: str, form: str) -> str:
    month, day, year = [*value.split("/"), "", "", ""][:3]
    if not (month.isdigit() and day.isdigit() and year.isdigit() and len(year) == 4):
        return ""
    number = int(month)
    if not 1 <= number <= 12:
        return ""
    return form.format(
        y=year, s=year[2:], m=number, d=int(day), b=_MONTHS[number - 1], B=_LONG[number - 1]
    )


def _said(value: str, _: random.Random) -> str:
    """Figure by figure, with `double` and `triple` as one dictates."""
    runs = re.findall(r"(\d)(\1{0,2})", value)
    names = ("", "double ", "triple ")
    return " ".join(names[len(more)] + _WORDS[int(one)] for one, more in runs)


def _entity(value: str, _: random.Random) -> str:
    return re.sub(r"[-/@ ]", lambda found: f"&amp;#{ord(found[0])};", value)


def _taken(value: str, _: random.Random) -> str:
    """Dashes and hard blanks of UTF-8, read in the code of Windows."""
    shown = value.replace(" ", "\u00a0").replace("-", "\u2013")
    return shown.encode("utf-8").decode("cp1252", "ignore")


def _accented(value: str, chance: random.Random) -> str:
    """One letter that a program could not show."""
    at = chance.choice([at for at, c in enumerate(value) if at and c in "aeioun"])
    return value[:at] + "\ufffd" + value[at + 1 :]


def _bold(value: str, _: random.Random) -> str:
    """A group of the figures in bold."""
    return re.sub(r"(?<=\D)(\d{2,4})(?=\D|$)", r"**\1**", value, count=1)


def _slack(value: str, _: random.Random) -> str:
    figures = "".join(c for c in value if c.isdigit())
    return f"<tel:{figures}|\0{value}\0>" if len(figures) in (7, 10, 11) else ""


def _safe(value: str, _: random.Random) -> str:
    if "://" not in value:
        return ""
    return f"https://nam02.safelinks.example/?url={urllib.parse.quote(value, safe='')}&data=05"


def _small_codes(value: str, _: random.Random) -> str:
    shown = urllib.parse.quote(value, safe="")
    return re.sub("%..", lambda found: found[0].lower(), shown)


def _comma(value: str, _: random.Random) -> str:
    return value.replace(", ", " comma ") if ", " in value else ""


def _words(first: str, between: str, last: str) -> _Change:
    return lambda value, _: first + between.join(value.split()) + last


COPIES: dict[str, tuple[int, str, str, _Change]] = {
    "soft_hyphen_break": (1, "span", "letters", lambda v, _: _cut(v, "\u00ad\n")),
    "page_gap": (1, "span", "blank", lambda v, _: v.replace(" ", "      ", 1)),
    "quoted_without_blank": (1, "span", "blank", lambda v, _: v.replace(" ", "\n>", 1)),
    "blank_codes": (1, "span", "blank", lambda v, _: v.replace(" ", "=20")),
    "blank_codes_broken": (1, "span", "blank", lambda v, _: v.replace(" ", "=20=\n", 1)),
    "entities_of_marks_twice": (1, "span", "mark", _entity),
    "mojibake_marks": (1, "span", "mark", _taken),
    "replacement": (1, "span", "vowel", _accented),
    "qwertz": (1, "span", "letters", lambda v, _: v.translate(_QWERTZ)),
    "long_dashes": (1, "span", "dash", lambda v, _: v.replace("-", "\u2014")),
    "slashes_escaped": (1, "span", "date", lambda v, _: v.replace("/", "\\/")),
    "bold_group": (1, "span", "figures", _bold),
    "marks_apart": (1, "span", "figures", lambda v, _: _MARK.sub(r" \g<0> ", v)),
    "figure_blanks": (1, "span", "figures", lambda v, _: re.sub("[-. ]", "\u2007", v)),
    "line_numbers": (1, "span", "blank", lambda v, _: v.replace(" ", "\n 12   ", 1)),
    "message_parts": (1, "span", "letters", lambda v, _: _cut(v, " (1/2)\n(2/2) ")),
    "percent_small": (1, "span", "mark", _small_codes),
    "carriage_signs": (1, "span", "blank", lambda v, _: v.replace(" ", "^M\n", 1)),
    "vertical_tab": (1, "span", "blank", lambda v, _: v.replace(" ", "\x0b")),
    "wiki_bold": (1, "span", "blank", lambda v, _: "'''" + v.replace(" ", "''' ", 1)),
    "slack_phone": (1, "span", "figures", _slack),
    "safe_link": (1, "span", "points", _safe),
    "triples": (1, "span", "figures", _said),
    "spoken_comma": (1, "span", "blank", _comma),
    "date_calendar": (1, "span", "date", lambda v, _: _date(v, "{y}{m:02}{d:02}T000000Z")),
    "date_sheet": (1, "span", "date", lambda v, _: _date(v, "{d}-{b}-{s}")),
    "date_year_comma": (1, "span", "date", lambda v, _: _date(v, "{y}, {B} {d}")),
    "date_points_short": (1, "span", "date", lambda v, _: _date(v, "{d:02}.{m:02}.{s}")),
    "date_month_dashes": (1, "span", "date", lambda v, _: _date(v, "{b}-{d:02}-{y}")),
    "mention": (1, "span", "blank", _words("<@U0291|\0", " ", "\0>")),
    "components": (1, "span", "blank", _words("", "&", "")),
    "sheet_concat": (1, "doc", "blank", _words('=CONCATENATE("', '"," ","', '")')),
    "sheet_joined": (1, "doc", "blank", _words('="', '"&" "&"', '"')),
    "json_thrice": (
        1, "doc", "", lambda v, _: json.dumps({"b": json.dumps({"m": v}).replace("/", "\\/")}),
    ),
    "markdown_cell": (
        1, "doc", "blank", lambda v, _: f"| a | b |\n|:--|--:|\n| **{v}** | 7 |",
    ),
}  # fmt: skip

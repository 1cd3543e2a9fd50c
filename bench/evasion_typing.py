"""
Further ways to disguise a value, for `bench/evasion_more.py`: what hands, pens and pages do to it.

`TYPING`: by name the tier, `span` or `doc`, what a value must have, and the change. All of them
are accidents: a slip of a finger, a mark that was left out, a page that was read or copied badly.
"""

import random
import re
from collections.abc import Callable

__all__ = ["TYPING"]

_Change = Callable[[str, random.Random], str]
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEXT = {
    one: row[at + 1] if at + 1 < len(row) else row[at - 1]
    for row in _KEYS
    for at, one in enumerate(row)
}
_MONTHS = re.compile(
    r"\b(?:January|February|March|April|June|July|August|September|October|November|December)\b"
)
_INNER = re.compile(r"(?<=[A-Za-z])[a-z](?=[a-z])")
_GROUPS = re.compile(r"(?<=\d)[-. ](?=\d)")


def _one(value: str, chance: random.Random, changed: Callable[[str], str]) -> str:
    """One small letter within a word, otherwise."""
    places = [found.start() for found in _INNER.finditer(value)]
    if not places:
        return ""
    at = chance.choice(places)
    return value[:at] + changed(value[at]) + value[at + 1 :]


def _month(value: str, chance: random.Random) -> str:
    """A letter of the month's name left out."""
    found = _MONTHS.search(value)
    if found is None:
        return ""
    at = chance.randrange(found.start() + 2, found.end() - 1)
    return value[:at] + value[at + 1 :]


def _printed(value: str, _: random.Random) -> str:
    """Two letters that a machine takes for one."""
    return value.replace("rn", "m").replace("cl", "d").replace("vv", "w")


def _letter_o(value: str, _: random.Random) -> str:
    return re.sub(r"(?<=\d)0|0(?=\d)", "o", value)


def _misplaced(value: str, chance: random.Random) -> str:
    """The sign between two groups of figures one figure further on."""
    places = [found.start() for found in re.finditer(r"(?<=\d)[- ](?=\d\d)", value)]
    if not places:
        return ""
    at = chance.choice(places)
    return value[:at] + value[at + 1] + value[at] + value[at + 2 :]


def _each_word(first: str, last: str) -> _Change:
    return lambda value, _: " ".join(f"{first}{word}{last}" for word in value.split())


def _tags(value: str, _: random.Random) -> str:
    inner = value.replace(" ", "</span> <span>")
    return f"<span>\0{inner}\0</span>"


TYPING: dict[str, tuple[int, str, str, _Change]] = {
    "neighbour_key": (1, "span", "letters", lambda v, r: _one(v, r, lambda c: _NEXT[c])),
    "letter_twice": (1, "span", "letters", lambda v, r: _one(v, r, lambda c: c * 2)),
    "letter_lost": (1, "span", "letters", lambda v, r: _one(v, r, lambda _: "")),
    "month_letter_lost": (1, "span", "letters", _month),
    "two_letters_as_one": (1, "span", "letters", _printed),
    "letter_o_for_nought": (1, "span", "figures", _letter_o),
    "group_one_off": (1, "span", "figures", _misplaced),
    "no_blank_behind_mark": (1, "span", "mark", lambda v, _: re.sub(r"([.,]) ", r"\1", v)),
    "blank_before_comma": (1, "span", "blank", lambda v, _: v.replace(",", " ,")),
    "no_hyphen": (1, "span", "dash", lambda v, _: re.sub(r"(?<=[a-z])-(?=[A-Z])", " ", v)),
    "no_apostrophe": (1, "span", "letters", lambda v, _: re.sub("['\u2019]", "", v)),
    "grave_apostrophe": (1, "span", "letters", lambda v, _: re.sub("['\u2019]", "`", v)),
    "accent_apostrophe": (1, "span", "letters", lambda v, _: re.sub("['\u2019]", "\u00b4", v)),
    "emphasis_of_words": (1, "span", "blank", _each_word("*", "*")),
    "tags_of_words": (1, "span", "blank", _tags),
    "superscript_note": (1, "span", "blank", lambda v, _: v.replace(" ", "\u00b9 ", 1)),
    "break_indented": (1, "span", "blank", lambda v, _: v.replace(" ", "\n        ", 1)),
    "break_in_box": (1, "span", "blank", lambda v, _: v.replace(" ", " |\n| ", 1)),
    "word_twice": (1, "span", "blank", lambda v, _: re.sub(r"^(\w+) ", r"\1 \1 ", v)),
    "blank_at_dash": (1, "span", "figures", lambda v, _: _GROUPS.sub("- ", v)),
    "dot_glued": (1, "span", "letters", lambda v, _: f"\0{v}\0.Then"),
    "capital_behind": (1, "span", "letters", lambda v, _: v[:-1] + v[-1].upper()),
}

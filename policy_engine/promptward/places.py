"""Written places: the ZIP code and the State in an address, and what may stay of them."""

import json
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypedDict, cast

from promptward import zip3

if TYPE_CHECKING:
    import re

__all__ = ["States", "generalise", "is_state", "is_zip", "states"]

_TABLE = "tables/states.json"
_LONGEST = 200
_PREFIX = 3


class States(NamedTuple):
    """States as 45 CFR 160.103 defines them, by what tells them: all values are abbreviations."""

    by_name: dict[str, str]  # lower-case name or abbreviation
    by_prefix: dict[str, str]  # first three digits of a ZIP code
    by_county: dict[str, str]  # lower-case name of a county that no other State shares
    exceptions: dict[str, str]  # ZIP codes that lie in another State than the rest of their prefix


class _State(TypedDict):
    name: str
    fips: str
    prefixes: str
    counties: list[str]


@cache
def states() -> States:
    """The shipped table."""
    from promptward_rules import read_bytes  # noqa: PLC0415  # needed for places only

    table = cast("dict[str, object]", json.loads(read_bytes(_TABLE)))
    listed = cast("dict[str, _State]", table["states"])
    by_name = {code.lower(): code for code in listed}
    by_prefix: dict[str, str] = {}
    by_county: dict[str, str] = {}
    for code, state in listed.items():
        by_name[state["name"].lower()] = code
        by_prefix |= dict.fromkeys(zip3.ranges(state["prefixes"]), code)
        by_county |= {county.lower(): code for county in state["counties"]}
    return States(by_name, by_prefix, by_county, cast("dict[str, str]", table["exceptions"]))


@cache
def _zip_pattern() -> "re.Pattern[str]":
    """A ZIP code that ends the text, or a prefix that was cut already (`021`, `021**`)."""
    import re  # noqa: PLC0415  # compiled on first use

    return re.compile(
        r"(?:^|(?<=[^0-9A-Za-z]))"
        r"(?:([0-9]{5})(?:[- ]?[0-9]{4})?|([0-9]{3})(?:\*\*|xx|XX)?)$"
    )


def generalise(text: str, grain: str) -> str | None:
    """
    What may stay of a place: its `zip5`, `zip3` (by the 2020 Census) or `state`.

    Of an address the State before the ZIP code stays too, which says less; of a place without a
    ZIP code only the State does. None if neither is there. Never raises; linear.
    """
    if len(text) > _LONGEST or not text.isascii():
        return None
    text = text.strip(" \t\n.,;")
    found = _zip_pattern().search(text)
    if found is None:
        return _ending_state(text) or states().by_county.get(_county(text))
    whole, cut = found.groups()
    before = text[: found.start()]
    if whole is None and before:
        return None  # three digits behind words are a house or a suite, not a prefix
    prefix = (whole or cut)[:_PREFIX]
    state = _state_of(whole, prefix)
    if grain == "state":
        return state
    if grain not in ("zip5", "zip3"):
        return None
    kept = whole if grain == "zip5" and whole is not None else zip3.keep_or_zero(prefix)
    # The State before a ZIP code stays if the two agree: `St NE 30303` is not in Nebraska.
    agree = state is not None and _names(before, state)
    return f"{state} {kept}" if agree else kept


def _state_of(whole: str | None, prefix: str) -> str | None:
    table = states()
    if whole is not None:
        return table.exceptions.get(whole) or table.by_prefix.get(prefix)
    if any(code.startswith(prefix) for code in table.exceptions):
        return None
    return table.by_prefix.get(prefix)


def _names(text: str, state: str) -> bool:
    """Whether the text ends with the name or the abbreviation of that State."""
    ending = " ".join(text.replace(".", "").replace(",", " ").lower().split())
    return any(
        code == state and (ending == name or ending.endswith(f" {name}"))
        for name, code in states().by_name.items()
    )


def _ending_state(text: str) -> str | None:
    """
    The State that is the whole text or stands behind its last comma.

    Without a comma it may be something else: `Oak CT` is a court, `Washington` a city or a person.
    """
    name = text.rpartition(",")[2].strip(" \t\n.;")
    code = states().by_name.get(" ".join(name.replace(".", "").lower().split()))
    return code if code != "WA" or "," in text or len(name) == len(code) else None


def _county(text: str) -> str:
    name = " ".join(text.lower().replace(",", " ").split())
    if name.startswith("county of "):
        return name.removeprefix("county of ") + " county"
    return name


def is_state(text: str) -> bool:
    """Whether the whole text is the name of a State, or its abbreviation in capitals."""
    words = " ".join(text.split())
    return words.lower() in states().by_name and (len(words) != 2 or words.isupper())


def is_zip(text: str) -> bool:
    """Whether the text is a ZIP code, of five or nine digits, that the post uses."""
    digits = text.strip().replace("-", "").replace(" ", "")
    return (
        len(digits) in (5, 9)
        and digits.isascii()
        and digits.isdigit()
        and zip3.assigned(digits[:_PREFIX])
    )

"""Three-digit ZIP codes: which may stay, by the 2020 Census (45 CFR 164.514(b)(2)(i)(B))."""

import json
from functools import cache
from hashlib import sha256
from typing import NamedTuple, cast

from promptward.model import PromptwardError

__all__ = ["TABLE_SHA256", "Prefixes", "assigned", "keep_or_zero", "prefixes", "ranges"]

TABLE_SHA256 = "b77cb36378994f2c0f139bd5009fb58cc1f9ac6d787899b837e4740419d0fbf5"
"""Hash of the table this engine was tested with; another table is refused."""

_TABLE = "tables/zip3_2020.json"
_ZERO = "000"


class Prefixes(NamedTuple):
    """
    Three-digit prefixes of ZIP codes.

    `open` may stay: the areas that begin so hold more than 20,000 people together. `assigned` are
    in use by the post, whether anybody lives there or not.
    """

    open: frozenset[str]
    assigned: frozenset[str]


@cache
def prefixes() -> Prefixes:
    """
    The shipped table.

    Raises PromptwardError if it is not the table this engine knows: a prefix that stays by mistake
    would tell where somebody of a small place lives.
    """
    from promptward_rules import read_bytes  # noqa: PLC0415  # needed for ZIP codes only

    data = read_bytes(_TABLE)
    if sha256(data).hexdigest() != TABLE_SHA256:
        raise PromptwardError("the table of ZIP prefixes is damaged")
    table = cast("dict[str, object]", json.loads(data))
    counted = ranges(str(table["counted"]))
    restricted = frozenset(cast("dict[str, int]", table["restricted"]))
    return Prefixes(counted - restricted, counted | ranges(str(table["assigned_not_counted"])))


def ranges(listed: str) -> frozenset[str]:
    """The prefixes of a list such as `006-007 009`."""
    found: set[str] = set()
    for part in listed.split():
        first, _, last = part.partition("-")
        found.update(f"{number:03}" for number in range(int(first), int(last or first) + 1))
    return frozenset(found)


def keep_or_zero(prefix: str) -> str:
    """The prefix if it may stay, else `000`; one that the Census doesn't know may not."""
    return prefix if prefix in prefixes().open else _ZERO


def assigned(prefix: str) -> bool:
    """Whether the post uses ZIP codes that begin so."""
    return prefix in prefixes().assigned

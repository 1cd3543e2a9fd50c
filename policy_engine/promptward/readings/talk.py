"""Talk: lines of an exported chat, or of a numbered listing, without what they begin with."""

from collections.abc import Iterable
from itertools import islice, pairwise

from promptward.deferred import regex
from promptward.readings.edits import Edit

__all__ = ["chat", "numbered"]

_STAMP = (
    r"(?:\[\d{1,4}[/.:-]\d{1,2}[^\]\n]{0,20}\] (?:- )?"
    r"|\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},? \d{1,2}:\d{2}[^\n-]{0,6} - )"
)
_SAID = regex(rf"(?m){_STAMP}(?P<who>[A-Za-z][\w .'-]{{0,30}}): (?P<said>[^\n]{{1,400}})$")
_MOST = 2_000
_BEGINS = regex(r"[A-Z0-9(]|[a-z'-]+\Z")


def chat(text: str) -> Iterable[Edit]:
    """Lines that one person wrote one after the other, as one."""
    for one, two in pairwise(islice(_SAID.finditer(text), _MOST)):
        if (
            one["who"] == two["who"]
            and two.start() - one.end() <= 1
            and one["said"][-1] not in ".!?"
        ):
            yield Edit(one.end(), two.start("said"), " ")


_LINE = regex(r"(?m)^ {0,6}(?P<number>\d{1,6})(?P<by>  +|\t|: ?| \| )(?P<said>[^\n]{1,200})$")
_TORN = regex(r"[A-Za-z0-9,.'-]\Z")


def numbered(text: str) -> Iterable[Edit]:
    """Lines of a listing without their numbers, which count up, as one."""
    for one, two in pairwise(islice(_LINE.finditer(text), _MOST)):
        if (
            two.start() == one.end() + 1
            and int(two["number"]) == int(one["number"]) + 1
            and two["by"] == one["by"]
            and "\t" not in one["said"] + two["said"]
            and _TORN.search(one["said"])
        ):
            yield Edit(one.end(), two.start("said"), " ")

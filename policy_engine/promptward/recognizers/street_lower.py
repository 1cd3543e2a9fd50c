"""
Streets in small letters: `2210 n. osprey ave suite 3b`, `lives on elm street`.

Without a capital a number of two figures before a type, or what leads to a house, has to say that
it is an address; a street without a number is one that many towns have, or a word of no list.
"""

import re

from promptward.deferred import regex
from promptward.recognizers.address_words import AFTER_NUMBER_NEVER, NO_STREET, STREET_NEVER
from promptward.recognizers.common_words import is_common
from promptward.recognizers.street_names import STREETS, STREETS_TOO, may_be_street
from promptward.recognizers.street_reading import Reading
from promptward.recognizers.words import NOT_A_NAME
from promptward_dsl.lattice import Confidence
from promptward_rules import word_list

__all__ = ["small"]

_NUMBERED = regex(
    r"(?<![\w.,$#/:-])(\d{1,5})[a-z]? "
    r"(?:(?:[nsew]|[ns][ew]|north|south|east|west)\.? )?((?:[a-z][a-z'-]{2,14} ){1,3})$"
)
_LED = regex(
    r"\b(?:at|to|from|in|near|on|is|of|home|address|addr|lives?|moved|pick(?:ed)? ?up|drop(?:ped)?"
    r"|mail|send|sent|visit(?:ed)?)(?: at| to| from| on| off)?:? (?:the )?$|[,(:] $|(?:^|\n)$"
)
_ON = regex(
    r"\b(?:(?:on|off|along|down|over on|from|near|at|onto|past|corner of) ((?:the )?)|(?:and|&) )"
    r"((?:old |new |upper |lower |north |south |east |west |[nsew] )?[a-z][a-z'-]{2,14}) $"
)
_ENDS = regex(
    r"\.?(?:$|[,;:)\n\"']|\.(?:\s|$)"
    r"| (?:and|in|near|by|at|apt|unit|suite|ste|lot|after|before|when|with|w|her|his|but|then"
    r"|since|until|for|because|bc|is|was|again|to|from|so|where|who|alone|today|yesterday|#|\()\b)"
)
_SURE = frozenset(
    """
    street st road rd avenue ave av lane ln boulevard blvd parkway pkwy highway hwy trl terrace
    crescent cres
    """.split()  # noqa: SIM905  # legible
)
_ALSO = frozenset(
    """
    drive dr court ct circle cir place pl way square trail close row rise walk grove gardens mews
    """.split()  # noqa: SIM905  # legible
)
"""Types that are words of other things, too: something has to lead there, and to end behind."""
_NO_NUMBER_NEEDED = frozenset("street road avenue ave lane blvd boulevard rd drive".split())  # noqa: SIM905
_SAYINGS = frozenset("wall high side back cross easy sesame one two busy same main".split())  # noqa: SIM905
_COUNTED = frozenset(word_list("streets", "counted before a street"))
_LONG_NUMBER = 2


def small(reading: Reading, start: int, end: int) -> bool:
    """Records the street that ends with the type at `[start, end)`; whether there is one."""
    text = reading.text
    kind = text[start:end].rstrip(".")
    if kind not in _SURE and kind not in _ALSO:
        return False
    found = _NUMBERED.search(text, max(0, start - 60), start)
    if found is not None:
        return _numbered(reading, found, kind, end)
    if kind not in _NO_NUMBER_NEEDED or _ENDS.match(text, end) is None:
        return False
    on = _ON.search(text, max(0, start - 40), start)
    if on is None or (on[1] and not may_be_street(on[2].rpartition(" ")[2])):
        return False
    name = on[2].rpartition(" ")[2]
    if name in _SAYINGS or not (name in STREETS or name in STREETS_TOO or may_be_street(name)):
        return False
    if name in NO_STREET or name in STREET_NEVER:
        return False
    reading.add(on.start(2), end, Confidence.MEDIUM, "street_type", "lower_case")
    return True


def _numbered(reading: Reading, found: re.Match[str], kind: str, end: int) -> bool:
    text, words = reading.text, found[2].split()
    last = words[-1]
    if any(
        word in _COUNTED
        or ((word in AFTER_NUMBER_NEVER or word in NOT_A_NAME) and word not in STREETS | _KNOWN)
        for word in words
    ):
        return False
    led = _LED.search(text, max(0, found.start() - 24), found.start()) is not None
    ends = _ENDS.match(text, end) is not None
    known = last in STREETS or last in STREETS_TOO or may_be_street(last) or not is_common(last)
    if kind in _SURE:
        sure = known and (led or len(found[1]) >= _LONG_NUMBER) and (ends or kind != "st")
    else:
        sure = known and led and ends
    if sure:
        reading.add(found.start(), end, Confidence.MEDIUM, "number", "street_type", "lower_case")
    return sure


_KNOWN = STREETS_TOO | {"old", "new", "main", "high", "mill", "park", "hill"}

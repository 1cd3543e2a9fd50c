"""
States, provinces and countries: what may stay of a place, and what tells of a town before it.

Their names come from general knowledge (ISO 3166-1, the Postal Service's Publication 28).
"""

from promptward.deferred import regex
from promptward_rules import word_list

__all__ = [
    "COUNTRIES",
    "DEMONYMS",
    "NICKNAMES",
    "NOT_A_TOWN",
    "STATES",
    "STATE_PATTERN",
    "TOWNS_AND_STATES",
    "WORDS_AND_TOWNS",
    "may_be_town",
    "named_like_town",
    "shaped_like_town",
]

STATES = frozenset(word_list("places", "states"))
"""Names of states and provinces, as written."""

STATE_PATTERN = (
    r"(?:A[ABEKLPRSZ]|BC|C[AOT]|D[CE]|F[LM]|G[AU]|HI|I[ADLN]|K[SY]|LA|M[ABDEHINOPST]"
    r"|N[BCDEHJLMSVY]"
    r"|O[HKNR]|P[AERW]|QC|RI|S[CDK]|T[NX]|UT|V[AIT]|W[AIVY]|NSW|VIC|QLD|TAS|ACT)"
)
"""Codes of states, territories, military regions and provinces, in capitals."""

COUNTRIES = frozenset(word_list("places", "countries"))
"""Names of countries, lower case."""

DEMONYMS = frozenset(word_list("places", "demonyms"))
"""Nationalities, peoples and languages, lower case."""

NOT_A_TOWN = frozenset(word_list("places", "not a town"))
"""Capitalised words that follow a preposition of place and are no town, lower case."""

TOWNS_AND_STATES = frozenset(
    ("New York", "Washington", "Virginia", "Nevada", "Delaware", "Oregon", "Indiana", "California")
)
"""Names of towns that are names of states too: a state must follow."""

NICKNAMES = frozenset(word_list("places", "nicknames"))
"""Names that people give to towns and regions smaller than a state, lower case."""

WORDS_AND_TOWNS = frozenset(
    """
    troy hull cork derby barrow jasper hastings nelson boulder aspen eureka warsaw cluny wagga york
    chester lowry bath barre gore timaru
    """.split()  # noqa: SIM905  # legible
)
"""Towns that the gazetteer leaves out, since they are words of the language too; lower case."""

_BEFORE_A_TOWN = frozenset(
    """
    north south east west new old upper lower port lake fort ft mount mt saint st san santa santo
    las los el la le cape glen bad sankt rio villa monte puerto great little point palm grand high
    """.split()  # noqa: SIM905  # legible
)
_TOWN_ENDING = regex(
    r"(?:ville|bury|burgh?|borough|town|mouth|haven|port|shire|side|view|stad|furt|chester|cester"
    r"|field|wood|dale|mont|heim|hausen|dorf|stadt|berg|minster|wick|polis|brook|creek|falls"
    r"|springs|bay|beach|harbor|harbour|heights|hills|valley|landing|hollow|cove|grove|crossing"
    r"|junction|island|district|mesa|flats|lakes|pines|oaks|plains|corners|point|rapids|ridge|park|lake|city|ham|ton|ford|fort|bend"
    r"|prairie|mills|combe|thorpe|garth|stead|leigh|hurst|stow|wold|minster|mere|wich|worth)$"
)
_SHORTEST_SHAPED = 6


def shaped_like_town(name: str) -> bool:
    """Whether a capitalised name has the shape of a town: `Port …`, `…ville`, `… Falls`."""
    words = name.lower().split()
    return (len(words) > 1 and words[0].strip(".") in _BEFORE_A_TOWN) or (
        len(name) >= _SHORTEST_SHAPED and _TOWN_ENDING.search(words[-1]) is not None
    )


_SURELY_BEFORE_A_TOWN = frozenset(
    "lake port fort ft mount mt saint st san santa las los cape glen rio puerto bad".split()  # noqa: SIM905
)


def named_like_town(name: str) -> bool:
    """Whether a name begins like that of a town and of nothing else: `Fort …`, `San …`."""
    words = name.lower().split()
    return len(words) > 1 and words[0].strip(".") in _SURELY_BEFORE_A_TOWN


_DOCUMENTS = frozenset(
    [
        "summary",
        "report",
        "note",
        "notes",
        "letter",
        "form",
        "record",
        "records",
        "referral",
        "chart",
        "consult",
        "consultation",
        "instructions",
        "transcript",
        "request",
        "results",
    ]
)
"""What the heading of a document ends with, beside the name of who issued it."""


def may_be_town(name: str) -> bool:
    """Whether a capitalised run may name a town: no state, people, month, ward or document."""
    low = name.lower()
    words = low.split()
    first = words[0].strip(".,'")
    if low in NICKNAMES:
        return True
    if low in COUNTRIES or name in STATES or name.title() in STATES:
        return False
    if len(words) == 1 and first in _NEVER_ALONE:
        return False
    if first in {"st", "saint", "mt", "ft"} and len(words) > 1:
        return True
    rest = " ".join(words[-1:]).strip(".,")
    if rest in _DOCUMENTS:
        return False
    if first in _DIRECTIONS and (
        rest in COUNTRIES or rest.title() in STATES or rest in NOT_A_TOWN or rest == "us"
    ):
        return False
    if first in _SEASONS and len(words) > 1 and rest in _WATERS_AND_HILLS:
        return True
    return not (
        first in NOT_A_TOWN or first in DEMONYMS or (len(name) <= _LONGEST_CODE and name.isupper())
    )


_SEASONS = frozenset(
    ("fall", "spring", "summer", "winter", "sun", "church", "school", "may", "mar")
)
_WATERS_AND_HILLS = frozenset(
    (
        "river",
        "creek",
        "lake",
        "valley",
        "hill",
        "hills",
        "branch",
        "rock",
        "mills",
        "green",
        "city",
    )
)
_LONGEST_CODE = 3
_NEVER_ALONE = _BEFORE_A_TOWN | {
    *("central", "general"),
    *("einlage", "anlage", "abnahme", "zugang"),  # German: `nach Einlage des Katheters`
}
_DIRECTIONS = frozenset(
    "north south east west upper lower northern southern eastern western central".split()  # noqa: SIM905
)

"""
Streets without their type, by words that streets are called after: `two doors down on Mulberry`.

A house, a shop, a walk or a crash is on a street; nothing that is taken, worn or believed in is.
The word must be one of the names that streets have, or a compound like theirs.
"""

from collections.abc import Iterator

from promptward.deferred import regex
from promptward.rare import rare
from promptward.recognizers.eponyms import AFTER_EPONYM, EPONYMS, PRODUCTS
from promptward.recognizers.house_words import is_compound
from promptward.recognizers.regions import NOT_A_TOWN
from promptward.recognizers.slot_towns import may_be_called
from promptward.recognizers.street_names import STREETS, STREETS_TOO
from promptward.recognizers.word_file import shipped

__all__ = ["streets"]

_NAME = r"[A-Z][a-z]{2,14}(?: [A-Z][a-z]{2,14})?"
_CLOSES = r"(?=$|[.,;:)!?\n\"]| [(&\xff-]| [a-z]{2,}\b)"
_STANDS = (
    r"(?:liv(?:es?|ed|ing)|stay(?:s|ed|ing)|sle(?:eps|pt|eping)|house|apartment|apt|flat|place"
    r"|condo"
    r"|trailer|duplex|rooms?|clinic|office|pharmacy|store|shop|shelter|diner|bar|pub|church|school"
    r"|daycare|nursery|salon|gym|bank|restaurant|deli|garage|lot|station|stop|corner|left|right"
    r"|straight|turn|turns|walk(?:s|ed|ing)?|dr(?:ives?|ove|iving)|crash(?:ed)?|accident|collision"
    r"|mvc|mva|fell|fall|found|found down|hit|struck|shot|stabbed|assaulted|attacked|robbed|mugged"
    r"|collapsed|tripped|slipped|picked up|doors down|door down|down|over|parked|building|complex"
    r"|street|aunt|uncle|sister|brother|mom|mother|dad|father|daughter|son|friend|cousin|grandma"
    r"|neighbou?r|one|spot|facility|care|home|hydrant|alley|bridge|underpass|laundromat|bodega"
    r"|motel|hotel|boarding house|group home|block|blocks|Walgreens|CVS|Walmart|Kroger|Safeway"
    r"|Aldi|Tesco|Boots|Target|Costco|Starbucks|McDonald's|Dunkin|Shell|Chevron|Y)"
)
_ON = rare(
    rf"\b{_STANDS}(?: [a-z]{{2,8}})? (?:on|off|along) (?:old |upper |lower )?({_NAME}){_CLOSES}"
)
_CROSSED = rare(
    rf"\b(?:cross(?:ing|ed)|[Tt]ake|[Tt]ook|[Ff]ollow(?:ing|ed)?|corner of|live off"
    rf"|lives off) ({_NAME})"
    r"(?=$|[.,;)]| (?:to|past|until|till|on|at|and|north|south|east|west|then|all the way|near|by"
    r"|against|when|after|before|with)\b)"
)
_MEDICINE = regex(r"\b(?:tablet|capsule|dose|mg|daily|bid|tid|qd|prn|po|drops?|cream|tea)\b")
_REACH = 28


def streets(text: str) -> Iterator[tuple[int, int]]:
    """Where such streets stand."""
    for pattern in (_ON, _CROSSED):
        for found in pattern.finditer(text):
            if _may_be_called(found[1]) and not _MEDICINE.search(
                text, found.end(), found.end() + _REACH
            ):
                yield found.span(1)


def _may_be_called(name: str) -> bool:
    words = name.lower().split()
    if (name in shipped("towns") or name.lower() in EPONYMS) and may_be_called(name):
        return True
    if words[0] in NOT_A_TOWN or any(word in PRODUCTS or word in AFTER_EPONYM for word in words):
        return False
    return all(word in STREETS or word in STREETS_TOO or is_compound(word) for word in words)

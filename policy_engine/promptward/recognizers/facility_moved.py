"""
Facilities by the ways people move: runs of ambulances, rides, beds asked for, where somebody goes.

`M7 transporting Bayfront code 2`, `arrived Holy Name 0258`, `dropoff: Briarwood`, `Willowbend has
no beds`, `Which hospital do you use? Bayfront`. No preposition of place leads to them, so the name
must be shaped like that of a house or be in no list of words.
"""

import re
from collections.abc import Callable

from promptward.deferred import regex
from promptward.recognizers.common_words import is_common
from promptward.recognizers.eponyms import AFTER_EPONYM, EPONYMS, PRODUCTS
from promptward.recognizers.facility_mentions import may_be_name
from promptward.recognizers.facility_reading import ABOUT_PLACE, FacilityReading, specific
from promptward.recognizers.facility_words import ACRONYMS_OF_CARE, NEVER_FIRST
from promptward.recognizers.house_words import (
    FEATURES,
    KNOWN_HOUSES,
    is_compound,
    is_house,
    is_view_of_things,
)
from promptward.recognizers.known_words import is_of_no_list
from promptward.recognizers.medical_endings import ENDS_ILLNESS
from promptward.recognizers.regions import STATES
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import NOT_A_NAME
from promptward_dsl.lattice import Confidence

__all__ = ["CUES", "moved"]

CUES: dict[str, tuple[str, str]] = {
    "moved": (
        (
            r"\b(?:transporting|transported|xport(?:ing)?|txp(?:ing)?|en ?route|arriv(?:ed|al|ing)"
            r"|cleared?|departed|departing|diverted|diverting|offload(?:ed|ing)?|bound for"
            r"|on ?scene|o/s|staged|returning|[Rr]ides?|OSH|[Oo]utside hospital|[Dd]ispo"
            r"|[Dd]isposition|[Dd]rop-? ?off|[Pp]ick-? ?up|DROPOFF|PICKUP|DROP|PU|DO|[Dd]est"
            r"|[Dd]estination|[Pp]lacement"
            r"|[Gg]oing to|[Cc]oming from|[Cc]urrent location|[Ll]ast seen at|d/c"
            r"|D/C|dc|transfer)"
            r"(?: (?:to|at|from))?(?: ?[:=>]| ?-+>| ?→)? {1,3}(?:the )?[A-Z→]|-> (?:the )?[A-Z]"
            r"|→ (?:the )?[A-Z]"
            r"|\bA: [A-Z]|\b(?:[Ff]rom|[Tt]o|FROM|TO) ?(?:[:=]|->) ?[A-Z]"
        ),
        "",
    ),
    "moved_asked": (
        (
            r"\b(?:which|what|where)\b[^?\n]{0,50}\b(?:hospital|clinic|pharmacy|facility|treated"
            r"|seen"
            r"|discharged|admitted|go|going|from|care|staying|stay|records?|doctor|rehab)\b"
            r"[^?\n]{0,30}\?[\x22 _]{0,4}(?:\n?(?:[a-z]{1,12}|[0-9]{1,3}[.)])?: {0,2})?"
        ),
        "i",
    ),
    "moved_answer": (
        (
            r" (?:(?:has|have|had) (?:accepted|declined|denied|refused|a bed|no beds?|beds"
            r"|availability"
            r"|one bed|an opening)|(?:declined|denied|refused|accepted|accepts|won't take"
            r"|will take"
            r"|can take|can't take|cannot take|will accept|can accept),? (?:the |this "
            r"|our )?(?:pt|patient|him|her|them|transfer"
            r"|referral|no beds?|due to|for lack|again|until|tomorrow|tonight|today|$)"
            r"|called (?:back|with|re|about|to) (?:a |the )?(?:crit|critical|bed|accept|records"
            r"|report|results|denial|auth)"
            r"|(?:is|are|was) (?:on divert|on diversion|at capacity|full tonight|full)\b"
            r"|(?:ED|ER|ICU|NICU|PACU|L&D|stepdown)(?:$|[^\w/-]))"
        ),
        "",
    ),
    "moved_lower": (
        (
            r"\b(?:from|to|at|@|is|was|called|covering|prefers?|wants?|dispo|osh|with|frm|via"
            r"|placement) "
            r"(?:the )?(?:(?:st\.?|saint|mt\.?|our lady of|holy|sacred) [a-z][a-z'-]{2,17}"
            r"|[a-z'-]{3,17}"
            rf" (?:{'|'.join(sorted(FEATURES))}))\b"
        ),
        "",
    ),
}
"""What stands before the name, or behind it, as patterns of the shared scan."""

_RUN = regex(r"[A-Z\xff][a-z'\xff.-]{2,20}(?: (?:of |& )?[A-Z\xff][a-z'\xff-]{2,20}){0,3}")
_BEFORE = regex(
    r"(?:^|[^\w'.-])([A-Z\xff][a-z'\xff-]{2,20}(?: (?:of |& )?[A-Z\xff][a-z'\xff-]{2,20}){0,2})$"
)
_CLOSES = regex(
    r"$|[.,;:)\n|\"'<?]|  | ?(?:->|\xff|=)| -| (?:code|tx|again|once|\d{1,2}(?::\d\d)? ?[ap]m?\b"
    r"|ED|ER|ICU|\d{4}\b|w/|with|for|per|priority|eta|ETA|emergent"
    r"|non|via|by|and|or|vs|in|on|at|to|after|since|until|when|tomorrow|today|tonight|yesterday"
    r"|last|this|now|pending|did|then|bed|rm"
    r"|room)\b"
)
_LOWER = regex(
    r"(?:st\.? |saint |mt\.? |our lady of |holy "
    r"|sacred )?[a-z][a-z'-]{2,17}(?: [a-z][a-z'-]{2,17})?"
)
_LONGEST_BEFORE = 64
_SURELY_MOVED = regex(
    r"\b(?:transport|xport|txp|en ?route|arriv|clear|depart|divert|offload|bound|on ?scene|o/s"
    r"|staged|returning)",
)
_PLAIN_CUE = regex(
    r"(?:[Ff]rom|[Tt]o)(?: (?:to|at|from))? {1,3}(?:the )?|A: |(?:->|\xff) (?:the )?"
)
"""A preposition and no more, behind which only a name shaped like that of a house is one."""

_DISCHARGED = regex(r"(?:d/c|D/C|dc) {1,3}(?:the )?")
"""A discharge, or a drug or a line that is discontinued: `d/c Levophed`."""

_PERSON_BEHIND = regex(r":(?: |$)")


def moved(reading: FacilityReading, haste: Callable[[int], bool]) -> None:
    """Records them; in lower case at places of `haste`."""
    text = reading.text
    for start, end in reading.hits.get("moved", ()):
        if _PLAIN_CUE.fullmatch(text, start, end - 1) or _DISCHARGED.fullmatch(
            text, start, end - 1
        ):
            _named(reading, end - 1, sure=None)
        else:
            _named(reading, end - 1, sure=_SURELY_MOVED.match(text, start) is not None)
    for _, end in reading.hits.get("moved_asked", ()):
        found = _RUN.match(text, end)
        if found and not _PERSON_BEHIND.match(text, found.end()):
            _named(reading, end, sure=True)
    for start, end in reading.hits.get("moved_answer", ()):
        _answering(reading, start, unit=text[start + 1].isupper() and end - start < 6)  # noqa: PLR2004
    _houses(reading, haste)
    for start, end in reading.hits.get("moved_lower", ()):
        led = _LED_LOWER.match(text, start, end)
        if led and led.end() not in reading.taken and haste(start):
            _in_haste(reading, led.end())


def _named(reading: FacilityReading, at: int, *, sure: bool | None) -> None:
    """Records a name that stands at a place, less a full stop or a bracket behind it."""
    if at in reading.taken:
        return
    found = _RUN.match(reading.text, at)
    if found is None:
        return
    end = found.end()
    while reading.text[end - 1] in ".'-":
        end -= 1
    if not _CLOSES.match(reading.text, end):
        return
    words = reading.text[at:end].split()
    if _may_be_house(reading, words, end, sure=sure):
        reading.add(at, end, Confidence.MEDIUM, "moved")


def _houses(reading: FacilityReading, haste: Callable[[int], bool]) -> None:
    """Suspects names that houses of care and estates have, wherever they stand."""
    text = reading.text
    for start, end in reading.longest("houses").items():
        if start in reading.taken:
            continue
        if text[start].islower():
            if _LEADS_LOWER.search(text, max(0, start - 16), start) and haste(start):
                _in_haste(reading, start)
            continue
        low = text[start:end].lower()
        if (
            _RELIGION.search(text, max(0, start - 16), start)
            or reading.next_word(end) in _NO_HOUSE
        ):
            continue
        if text[start - 1 : start] in _JOINED or text[end : end + 1] in _JOINED_AFTER:
            continue
        known = low in KNOWN_HOUSES
        if low in EPONYMS or (not known and low in shipped("surnames")):
            continue
        if _COUNTED.match(text, end):
            continue
        if known and not is_house(low, sure=True):
            continue
        more = _MORE.match(text, end)
        stop = more.end() if more else end
        placed = reading.before(ABOUT_PLACE, start) and not (known and stop == end)
        reading.add(start, stop, Confidence.MEDIUM if placed else Confidence.LOW, "house")


_COUNTED = regex(r" \d{1,2}\b|'s\b")
_RELIGION = regex(
    r"(?:religio\w{1,4}|faith|denomination|devout|raised|is|a|identifies as)[: ]{1,2}$",
    re.IGNORECASE,
)
_NO_HOUSE = AFTER_EPONYM | {"church", "faith", "pastor", "minister", "killing", "rule", "of"}
_JOINED, _JOINED_AFTER = frozenset("-_/.@#"), frozenset("-_@(=")
_MORE = regex(
    r"(?: (?:North|South|East|West|Main|Downtown|Place|Court|Manor|Terrace|Village|Gardens"
    r"|Commons|Estates|Park|Point"
    r"|Pointe|House|Lodge|Hall|View|Ridge|Grove|Meadows|Hospital|Hosp|Med|Medical|Health|Rehab"
    r"|Clinic|Center|ED|ER)\b){1,3}"
)


def _answering(reading: FacilityReading, end: int, *, unit: bool) -> None:
    """`Willowbend has no beds`, `Visited Willowbend ED`: the name before what it answers."""
    text = reading.text
    found = _BEFORE.search(text, max(0, end - _LONGEST_BEFORE), end)
    if found is None:
        return
    first = found.start(1)
    words = found[1].split()
    while words and (words[0].lower() in NOT_A_NAME or words[0] in _OPENERS):
        first += len(words.pop(0)) + 1
    if not words or first in reading.taken or " ".join(words) != text[first:end]:
        return
    if _may_be_house(reading, words, end, sure=False):
        stop = end
        if unit:
            stop += 1
            while text[stop : stop + 1].isalnum():
                stop += 1
        reading.add(first, stop, Confidence.MEDIUM, "moved")


_OPENERS = frozenset(
    """
    Dispo Disposition Xfer Dest Destination Accepting Outside Medic Rescue Engine Visited Visits
    Seen Via Called Per Now Went Once Left From To At In Our The Sent
    """.split()  # noqa: SIM905  # legible
)


def _may_be_house(
    reading: FacilityReading, words: list[str], end: int, *, sure: bool | None
) -> bool:
    """
    Whether words with their capitals may name a house.

    `sure`: one unknown word is enough; None: the name must be shaped like that of a house.
    """
    lows = [word.lower().strip(".") for word in words]
    if lows[0] in NEVER_FIRST or lows[0] in NOT_A_NAME or not may_be_name(reading, words, end):
        return False
    if any(low in PRODUCTS or low in EPONYMS for low in lows):
        return False
    if reading.next_word(end) in AFTER_EPONYM:
        return False
    if any(word in STATES for word in words) or _is_no_place(lows[0]):
        return False
    if (sure is None and lows[-1] in _OF_THE_LAND) or (not sure and is_view_of_things(lows)):
        return False
    if is_house(" ".join(words), sure=sure is None):
        return True
    if sure is None:
        return False
    if lows[0] in _SAINTS and len(words) > 1:
        return True
    unknown = [low for low in lows if _is_unknown(low)]
    if sure:
        return bool(unknown) or (
            any(map(specific, words))
            and not all(is_common(low) or low in shipped("english") for low in lows)
        )
    return len(unknown) == len(words)


_OF_THE_LAND = frozenset(
    ["valley", "hills", "island", "bay", "canyon", "prairie", "plains", "forest", "beach", "lakes"]
)
_NO_PLACES = frozenset(
    """
    telehealth telemedicine televisit telephone virtual video zoom online cspine tspine lspine
    c-spine t-spine l-spine trop epigastrium flank mychart surescripts onedrive dropbox sharepoint
    github gitlab localhost helpdesk mailbox dataframe dataset namespace peloton robotaxi
    """.split()  # noqa: SIM905  # legible
)
"""What a visit is by, what is cleared or hurts, where records are: what stands where houses do."""

_CONDITION = regex(
    r"[a-z]+(?:bated|dated|lated|tensive|ponsive|cardic|[nh]eic|oxic|ermic|emic|otic|[aeo]ptic"
    rf"|lytic|febrile|{ENDS_ILLNESS})"
)
"""How somebody is, or what somebody has or had: `arrived Hypotensive`."""

_SAINTS = frozenset(("st", "saint", "ste", "mt", "mount"))


def _is_no_place(low: str) -> bool:
    return low in _NO_PLACES or _CONDITION.fullmatch(low) is not None


def _is_unknown(low: str) -> bool:
    """Whether a word is in no list of words or of first names."""
    return is_of_no_list(low, ("common_given", "given")) and low not in ACRONYMS_OF_CARE


def _in_haste(reading: FacilityReading, at: int) -> None:
    text = reading.text
    found = _LOWER.match(text, at)
    if found is None:
        return
    words = found.group().split()
    if words[0] in NEVER_FIRST or words[0] in NOT_A_NAME or words[0] in EPONYMS:
        return
    for count in range(len(words), 0, -1):
        name = " ".join(words[:count])
        house = is_house(name, sure=True) if count > 1 else is_compound(name)
        if count == 1 and name in KNOWN_HOUSES and is_house(name, sure=True):
            house = (
                _TO_HOUSE.search(text, max(0, at - 8), at) is not None
                and reading.next_word(at + len(name)) not in _NO_HOUSE
            )
        saint = words[0].strip(".") in _SAINTS and count > 1 and _is_patron(words[count - 1])
        if saint or (house and (count == 1 or not _is_plain(words[:count]))):
            end = at + len(name)
            more = _MORE_LOWER.match(text, end)
            reading.add(at, more.end() if more else end, Confidence.MEDIUM, "moved", "lower_case")
            return


_LED_LOWER = regex(r"@? ?[a-z]* (?:the )?|@ (?:the )?")
_LEADS_LOWER = regex(
    r"(?:\b(?:at|from|frm|to|via|by|is|was|with|call|called|covering|dispo|osh|snf|rehab|back"
    r"|here|prefers?"
    r"|wants?|placement)|@) ?(?:the )?$"
)
_TO_HOUSE = regex(r"\b(?:at|from|frm|to|via|@) ?(?:the )?$")
_MORE_LOWER = regex(
    r"(?: (?:medical|med|health|hospital|hosp|clinic|center|ctr|rehab|general|memorial|regional"
    r"|manor|north|south"
    r"|east|west|er|ed)\b){1,3}"
)


def _is_plain(words: list[str]) -> bool:
    """`view point`: both are words that nothing but a list of features joins."""
    return all(is_common(word) for word in words) and not is_house(" ".join(words[:1]))


def _is_patron(word: str) -> bool:
    low = word.removesuffix("'s")
    return low in shipped("given") or low in shipped("common_given") or word.endswith(("'s", "s"))

"""
Places between which somebody chooses, or on whose way they are: `at Tunmoor instead of Dorley`.

Who is asked where to go names a house; a taxi, a ferry or a flight comes from somewhere; a visit
is in a town on a day; behind a street, and behind how somebody is present, a bracket says where.
"""

import re
from collections.abc import Callable, Iterator

from promptward.rare import Rare, rare
from promptward.recognizers.common_words import is_common
from promptward.recognizers.eponyms import EPONYMS, PRODUCTS
from promptward.recognizers.house_words import FEATURES
from promptward.recognizers.medicines import is_medicine
from promptward.recognizers.regions import COUNTRIES, DEMONYMS, STATES
from promptward.recognizers.slot_led import NEVER_LED, is_one
from promptward.recognizers.slot_towns import may_be_called
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import NOT_A_NAME, ROLES, SERVICES, SHORTHAND

__all__ = ["chosen"]

_WORD = r"[A-Z][a-z']{2,14}"
_NAME = rf"({_WORD}(?: {_WORD})?)"
_CAMEL = r"((?:Kwa|Ga|Mc|Mac|Ma|La|Le|De|Di|Du|Van|Fitz|St|Ku|Um|Ba|Ha|Mo)[A-Z][a-z]{3,12})"
_STOPS = r"$|[.,;:)?!\n]"
_WHO = (
    r"(?:[Ff]amily|[Ss]he|[Hh]e|[Tt]hey|[Pp]ts?|[Pp]atient|daughter|son|wife|husband|mom|mum|dad"
    r"|mother|father|niece|nephew|sister|brother|parents|POA|poa|guardian|[A-Z][a-z]{2,14})"
)
_CHOOSES = (
    r"(?:prefers?|preferred|requests?|requested|asks for|asked for|asked about|asks about|chose"
    r"|chooses|declined|declines|toured|visited|picked|likes|favou?rs|is set on|insists on"
    r"|would (?:like|prefer)|wants to go to|would rather go to)"
)
_INSTEAD = r"(?:instead of|rather than|over|versus|vs\.?|and not|not)"
_AFTER_CHOICE = (
    rf"(?:{_STOPS}| (?:for|but|and|or|if|because|over|instead|first|again|as|since|so|is|was)\b)"
)
_DAY = (
    r"(?:on|this|next|last) (?:the |\d|(?i:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun"
    r"|jul|aug|sep|oct|nov|dec))"
)
_EVENT = (
    r"(?:day|clinic|meeting|appointment|appt|visit|session|review|conference|wedding|funeral"
    r"|service|course|camp|group|seen|exam|assessment|scan|surgery|outreach|hearing|wake)"
)
_SEES = (
    r"(?:sees?|seen|saw|treats?|treated|meets?|met|reviews?|reviewed|visits?)"
    r"(?: (?:me|him|her|them|us|you|[A-Z][a-z'-]{1,15}))?(?: again| both)?"
)
_VEHICLE = (
    r"(?:taxi|cab|bus|coach|train|ferry|flight|minibus|minivan|matatu|boat|plane|shuttle|tram"
    r"|lift|ride|ambulance|helicopter|jeepney|tuk-?tuk|van)"
)
_ARRIVES = (
    r"(?:arriv(?:es?|ed|ing)|lands?|landed|landing|fl(?:ies|ew|ying) into|docks|disembarks"
    r"|touch(?:es|ed) down)"
)
_STREET = (
    r"(?:Road|Rd|Street|St|Avenue|Ave|Lane|Ln|Drive|Way|Row|Hill|Boulevard|Blvd|Court|Ct|Place"
    r"|Pl|Crescent|Cres|Close|Terrace|Parade|Highway|Hwy|Quay|Square|Mall|Walk|Gardens)"
)
_PRESENT = (
    r"(?:by |on |via |over )?(?:the )?(?:phone|telephone|video|zoom|skype|remote|lives|living"
    r"|currently|now|based|works|home|away|abroad)"
)
_CARED = (
    r"(?:done|seen|dialysis|surgery|scan|scans|mri|ct|appointment|appt|clinic|visit|follow-?up"
    r"|care|rehab|chemo|treatment|imaging|labs|delivery|deliver|delivered|admitted|bed|go|goes"
    r"|went|sent|transferred|transfer|biopsy|procedure|colonoscopy|therapy|infusions?|test|tested"
    r"|stay|place|placed|referred|be|it)"
)
_CREDENTIAL = (
    r"(?:LVN|LPN|RN|CNA|NP|PA|MD|DON|ADON|DO|RGN|RMN|CM|SW|LCSW|MSW|PT|OT|SLP|medic|aide)"
)
_HOUSE = rf"({_WORD}(?: (?:(?:del|de|la|of|the|at|on) )?{_WORD}){{0,3}})"


_DAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday Today".split())  # noqa: SIM905
_KINDS_OF_TOWNS = frozenset(("town", "city", "village", "beach", "harbour", "junction", "cross"))


def _pairs(name: str) -> bool:
    """Whether one of two between which somebody chooses may be called so."""
    words = name.lower().split()
    return not (
        name in STATES
        or name.lower() in COUNTRIES
        or any(
            word in PRODUCTS
            or word in DEMONYMS
            or word in SERVICES
            or word in SHORTHAND
            or is_medicine(word)
            or word in shipped("medicines")
            or word in shipped("common_given")
            for word in words
        )
    )


def _choice(name: str) -> bool:
    """Whether who is asked where to go may answer so: no thing, no everyday word, no day."""
    words = name.lower().split()
    return (
        _pairs(name)
        and not any(word in NOT_A_NAME or word in NEVER_LED or word in ROLES for word in words)
        and not is_common(words[0])
    )


def _house(name: str) -> bool:
    words = name.lower().split()
    of_land = words[-1] in FEATURES or words[-1] in _KINDS_OF_TOWNS
    return is_one(name, street=False) or (len(words) > 1 and of_land)


def _word(name: str) -> bool:
    """Any word that stands as a name of a place and is no heading."""
    return name.lower().split()[0] not in NOT_A_NAME


def _school(name: str) -> bool:
    return may_be_called(name.partition(" ")[0])


def _town(name: str) -> bool:
    """A town of the lists, or a word of no list that is nobody's name."""
    words = name.lower().split()
    if not may_be_called(name) or words[0] in EPONYMS or words[0] in NOT_A_NAME:
        return False
    if name in shipped("cities") or name in shipped("towns"):
        return True
    last = words[-1]
    return not is_common(last) and not any(
        last in shipped(list_) for list_ in ("given", "rare_given", "surnames", "abbreviations")
    )


def _street(name: str) -> bool:
    return is_one(name, street=True)


_FRAMES: tuple[tuple[Rare, Callable[[str], bool]], ...] = (
    (
        rare(
            rf"\b(?i:{_CARED})(?: [a-z]{{1,10}}){{0,2}} (?:at|in|to|from|through) (?:the )?{_NAME}"
            rf" {_INSTEAD} (?:at |in |to )?(?:the )?{_NAME}(?:{_STOPS}| [a-z])"
        ),
        _pairs,
    ),
    (rare(rf"\b{_WHO} {_CHOOSES} (?:the )?{_NAME}{_AFTER_CHOICE}"), _choice),
    (
        rare(
            rf"\b{_WHO} (?:prefers?|chose|chooses|picked) {_NAME} {_INSTEAD} {_NAME}(?:{_STOPS})"
        ),
        _pairs,
    ),
    (rare(rf"\b{_EVENT} in {_NAME} {_DAY}"), _town),
    (rare(rf"\b{_SEES} (?:in|at) {_NAME}(?: too| as well| also)(?:{_STOPS}| [a-z])"), _town),
    (
        rare(
            rf"\b{_VEHICLE} (?:over |back |up |down )?(?:from|to|out of) {_NAME}"
            rf"(?:{_STOPS}| [a-z(\d])"
        ),
        _town,
    ),
    (rare(rf"\b(?:from|in|to|at|near|of) {_CAMEL}(?:{_STOPS}| [a-z])"), may_be_called),
    (
        rare(
            rf"\b{_ARRIVES} (?:at |in |into )?{_NAME}(?:{_STOPS}| (?:(?i:mon|tue|wed|thu|fri"
            r"|sat|sun)"
            rf"|at \d|on \d|around|by \d|tonight|tomorrow|\d))"
        ),
        _house,
    ),
    (rare(rf"\b[A-Z][a-z'-]{{2,15}} {_STREET}\.? \({_NAME}\)"), _town),
    (rare(rf"\({_PRESENT},? (?:in |at |from |to )?{_NAME}\)"), _house),
    (
        rare(
            rf"\b(?:from|in) [A-Z][a-z]+(?: [A-Z][a-z]+)?,? now (?:in |of |at |living in )?{_NAME}"
            rf"(?:{_STOPS}| (?:with|and|for|since)\b)"
        ),
        _word,
    ),
    (
        rare(
            r"\b(?i:passing|passed|just off|lives? off|living off|off of|past|near"
            r"|intersection of)"
            rf" {_NAME} (?:and|&) {_NAME}(?:{_STOPS}| [a-z])"
        ),
        _street,
    ),
    (
        rare(
            rf"\b[Gg]raduated(?: from)? ({_WORD}(?: {_WORD})? (?:High|Tech|State|Central|Prep)"
            r"(?: School)?)(?:$|[.,;)\n]| (?:in )?\d| [a-z])"
        ),
        _school,
    ),
    (
        rare(
            rf"\b[A-Z][a-z'-]{{1,15}},? {_CREDENTIAL},? (?:at |@ ?)?{_HOUSE}"
            r"(?:: | calling\b| reporting\b| re[:. ]| called\b)"
        ),
        may_be_called,
    ),
    (
        rare(
            rf"\b(?:located|physically|sitting|calling)(?: in| at| from|:)? ({_WORD}(?:"
            r" (?:or|of|and"
            rf"|the|du|de|la|del) {_WORD}| {_WORD}){{0,2}}),? [A-Z]{{2}}(?:{_STOPS})"
        ),
        _word,
    ),
    (
        rare(
            r"\b(?i:stents?|des|cath|cabg|pci|ppm|icd|surgery|colonoscopy|fusion|tka|tha|bypass"
            r"|ablation)(?: x ?\d)?(?: (?:in )?"
            r"(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6} )?"
            rf"(?:19|20)\d\d),? {_NAME} \("
        ),
        may_be_called,
    ),
)
"""What leads to a place and closes it behind, and which words may be one there."""


def chosen(text: str) -> Iterator[tuple[int, int]]:
    """Where such places stand; of two, the other one where either may be a place."""
    for pattern, fits in _FRAMES:
        for found in pattern.finditer(text):
            spans = [_span(found, number) for number in range(1, (found.lastindex or 0) + 1)]
            fitting = [fits(text[start:end]) for start, end in spans]
            if fits is _street and any(fitting):
                yield spans[0][0], spans[-1][1]
            elif all(fitting) or (any(fitting) and fits is not _pairs):
                for (start, end), fit in zip(spans, fitting, strict=True):
                    if fit or _pairs(text[start:end]):
                        yield start, end


def _span(found: re.Match[str], number: int) -> tuple[int, int]:
    """Where a name stands, without the day behind it."""
    start, end = found.span(number)
    ahead, blank, last = found[number].rpartition(" ")
    return (start, start + len(ahead)) if blank and last in _DAYS else (start, end)

"""
Facilities that no preposition of place leads to, but what is asked of them: `per Dunmore records`.

A house is also somebody to call for records, whose care somebody chose, who accepted a patient, or
what a church, a pharmacy or a school is said to be. Each cue stands before the name, and most need
what has to follow it as well, since people are called and chosen, too.
"""

import re

from promptward.deferred import regex
from promptward.recognizers.common_words import is_common
from promptward.recognizers.eponyms import AFTER_EPONYM, EPONYMS, PRODUCTS
from promptward.recognizers.facility_mentions import may_be_name
from promptward.recognizers.facility_reading import FacilityReading, specific
from promptward.recognizers.facility_words import NEVER_FIRST, STUDY_WORDS
from promptward.recognizers.words import NOT_A_NAME
from promptward_dsl.lattice import Confidence

__all__ = ["CUES", "told"]

_HOUSE = (
    r"hospital|clinic|facility|ed|rehab|snf|alf|ltc|ltac|nursing home|group home|school|daycare"
    r"|church|parish"
    r"|synagogue|mosque|temple|employer|pharmacy|practice|surgery|pcp(?: office)?|dialysis(?:"
    r" unit| center)?"
    r"|osh|outside (?:hospital|facility|ed)|(?:sending|referring|receiving|accepting)"
    r" (?:hospital|facility)"
    r"|hospice|shelter|job site|workplace|jail|prison|home ?town|birthplace"
)

CUES: dict[str, tuple[str, str]] = {
    "told_per": (r"\bper (?:the )?", "i"),
    "told_call": (
        (
            r"\b(?:call(?:ed|ing)?|fax(?:ed|ing)?|phoned?|ring|rang|contact(?:ed|ing)?|notif(?:y|ied)"
            r"|ask(?:ed)?|chas(?:e|ing)|awaiting|obtain|request(?:ed)?|get|got|pull(?:ed)?)"
            r" (?:the )?"
        ),
        "i",
    ),
    "told_attends": (r"\b(?:attends|attended|attending|enrolled at|goes to) (?:the )?", "i"),
    "told_prefers": (
        (
            r"\b(?:prefers?|preferred|chose|chooses|picked|declined|declines|wants|requests) "
            r"(?:the )?"
        ),
        "i",
    ),
    "told_admitted": (
        (
            r"\b(?:admitted|admit|readmitted|hospitali[sz]ed|seen|delivered|discharged|inpatient"
            r"|inpt|recent adm|adm|dc'd|d/c'd) "
        ),
        "i",
    ),
    "told_in_brackets": (rf"\b(?:{_HOUSE}) \((?:the )?", "i"),
    "told_is": (
        (
            rf"\b(?:{_HOUSE}|choice \d|option \d|(?:first|second|1st|2nd|3rd) choice)"
            r"(?: on file| of choice| preference| name)?(?: (?:is|was|will be)|:)"
            r" (?:now |still )?(?:the |at )?"
        ),
        "i",
    ),
    "told_accepted": (r"\b(?:accepted|declined|refused|denied|run|operated) by (?:the )?", "i"),
    "told_home": (r"\bhome ?town,? |\b(?:home|house) is (?:now )?(?:in |near )?", "i"),
}
"""What stands before the name, as patterns of the shared scan; a cue ends there."""

_PAPERS = (
    r"(?:(?:the|her|his|their|old|prior|outside|op|d/c|discharge|imaging|path|ed|er|lab|labs"
    r"|cath|all) ){0,2}"
    r"(?:records?|results?|imaging|films?|notes?|reports?|slides?|labs?|beds?|availability|transfer|chart"
    r"|appt|appointment|summary|documentation|paperwork|discs?|referral|intake|images|portal|charts)\b"
)
_AFTER = {
    "told_per": regex(rf"(?:'s)? {_PAPERS}", re.IGNORECASE),
    "told_call": regex(
        rf" (?:for|re|about|to (?:get|obtain|request|fax|confirm|check|see|send)) {_PAPERS}"
        rf"|(?:'s)? {_PAPERS}",
        re.IGNORECASE,
    ),
    "told_prefers": regex(
        r" (?:for (?:delivery|rehab|surgery|dialysis|care|follow|f/u|snf|placement|chemo"
        r"|transfer|labou?r|pt|imaging"
        r"|inpatient|her|his)|over [A-Z]|since it|because it)\b"
    ),
    "told_admitted": regex(
        r" (?:on |in |from |x ?)?(?:\d{1,2}[/-]\d|(?:19|20)\d\d\b|(?:Jan|Feb|Mar|Apr|May|Jun"
        r"|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\b"
        r"|last (?:week|month|year|night)|yesterday|overnight|again|for (?:CHF|COPD|PNA"
        r"|pneumonia|sepsis|chest))"
    ),
    "told_in_brackets": regex(r"(?: ?(?:ED|ER|ICU))?\)|,| [a-z]| ?[-;/]"),
}
_RUN = regex(r"[A-Z\xff][a-z'\xff.-]{2,20}(?: (?:of |& )?[A-Z\xff][a-z'\xff-]{2,20}){0,3}")


def told(reading: FacilityReading) -> None:
    """Records names behind these cues."""
    text = reading.text
    for resource in CUES:
        after = _AFTER.get(resource)
        for _, at in reading.hits.get(resource, ()):
            if at in reading.taken:
                continue
            found = _RUN.match(text, at)
            if found is None:
                continue
            end = found.end()
            while text[end - 1] in ".'-":
                end -= 1
            if after is not None and after.match(text, end) is None:
                continue
            if _may_be_house(reading, text[at:end].split(), end):
                reading.add(at, end, Confidence.MEDIUM, resource)


def _may_be_house(reading: FacilityReading, words: list[str], end: int) -> bool:
    lows = [word.lower().strip(".") for word in words]
    if lows[0] in NEVER_FIRST or lows[0] in NOT_A_NAME or not may_be_name(reading, words, end):
        return False
    if any(low in PRODUCTS or low in EPONYMS for low in lows):
        return False
    if reading.next_word(end) in AFTER_EPONYM or reading.next_word(end) in STUDY_WORDS:
        return False
    named = [word for word in words if specific(word)]
    return bool(named) and not (len(words) == 1 and is_common(lows[0]))

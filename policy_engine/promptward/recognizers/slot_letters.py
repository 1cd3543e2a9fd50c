"""
Houses by their initials: `from ENMH to us`, `awaiting a bed in WRGH`, `call SJMC transfer center`.

Initials that end like those of a hospital (`…H`, `…MC`) need a preposition of place or something
that only a house has; those that do not, the way that somebody is moved. Whatever a list of
abbreviations knows is none.
"""

from collections.abc import Iterator

from promptward.rare import rare
from promptward.recognizers.common_words import is_common
from promptward.recognizers.eponyms import PRODUCTS
from promptward.recognizers.facility_words import ACRONYMS_OF_CARE, FIRMS
from promptward.recognizers.no_subdivision import is_department
from promptward.recognizers.regions import COUNTRIES
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import SERVICES, SHORTHAND
from promptward_rules import word_list

__all__ = ["letters", "may_be_house"]

_MOVED = rare(
    r"\b(?:[Tt]ransfer(?:red|ring)?|[Tt]x|[Tt]xfer|[Xx]fer(?:red)?|[Mm]oved|[Ff]lown|[Aa]irlifted"
    r"|[Aa]dmitted|[Dd]ischarged|[Rr]eferred|[Ss]ent|[Ss]een|[Aa]rrived|[Aa]ccepted|[Rr]epatriated"
    r"|[Bb]orn|[Dd]elivered|[Ff]ollowed|[Ff]ollows|[Ii]npatient|[Bb]ed|[Bb]ound|[Cc]oming"
    r"|[Dd]/?[Cc]'?d|[Bb]rought|[Rr]ushed|[Bb]ack|[Rr]efer|[Ss]end|[Ss]ending|[Rr]eferring|[Tt]aken|[Tt]ook)"
    r"(?: [a-z]{1,9}){0,2}(?:(?: [A-Z][a-z'-]{1,15}){1,3})?(?: from [A-Z][A-Za-z'. ]{2,28}?)?"
    r" (?:to|from|at|in|via|for)"
    r" (?:the )?([A-Z]{3,6})"
    r"(?=$|[.,;:)?!\n]| (?:for|on|by|with|after|last|this|and|via|under|when|today|tomorrow"
    r"|yesterday"
    r"|overnight|to|where|since|in|ED|ER|ICU|NICU|bed|(?i:mon|tues?|wed|thurs?|fri|sat|sun)"
    r"(?i:day|nesday|urday)?)\b)"
)
_PLACED = rare(
    r"(?:\b(?:at|to|from|in|via|by|for|with|and|or|vs|than|not|per|call|calls|called|ring|rang"
    r"|page"
    r"|fax|hospital|Hospital|appt|site|facility|accepting|closest|nearest|dispo|dest|prefers)"
    r"|[@>:])"
    r" ?(?:the )?([A-Z]{2,5}(?:H|MC))(?=$|[.,;:)\n]| [(\xff-]| [a-z]{2,}\b| \d{1,2}[/:]\d"
    r"| (?:ED|ER|ICU"
    r"|NICU)\b)"
)
_OWNS = rare(
    r"\b([A-Z]{2,5}(?:H|MC)) (?:ED|ER|ICU|NICU|PICU|[Tt]ransfer (?:[Cc]enter|[Cc]entre|[Ll]ine)"
    r"|records|[Mm]edical [Rr]ecords|switchboard|pharmacy|radiology|campus|ward|wards|beds?|lab"
    r"|accepted|called|declined|sent|has no|is on|wants)\b"
)
_ADMITTED = rare(
    r"\b(?:[Aa]dmitted|[Rr]eadmitted|[Aa]dmit|[Aa]dm|[Ss]een|[Dd]elivered|[Dd]/?[Cc]'?d)"
    r" ([A-Z]{3,6}) (?=\d{1,2}[/-]\d|last (?:week|month|night)|yesterday"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\b)"
)
_STAYED = rare(
    r"\b(?:was|were|been|stayed|spent [a-z0-9 ]{1,12}) (?:in|at) ([A-Z]{3,6})\s(?:in (?:"
    r"(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}|20\d\d)"
    r"|last (?:week|month|year|summer|winter|spring)"
    r"|for (?:a|one|two|three) (?:week|month|fortnight))"
)
_SEEN = rare(r"\b(?:[Ss]een|[Ee]valuated|[Tt]reated)(?: at| in)? ([A-Z]{4,6})(?:[,.;)\n]|$)")
_SEEN_BY = rare(
    r"\b(?:[Ss]een|[Ee]valuated|[Tt]reated|[Ss]tabili[sz]ed|[Dd]elivered|[Bb]ooked)(?: at| in)?"
    r" ([A-Z]{2,5}(?:H|MC))(?: (?:by|on|for|with|first|last|in|after|before)\b|[,.;)\n]|$)"
)
_KEEPS = rare(
    r"\b([A-Z]{3,6}) (?:switchboard|medical records|transfer cent(?:er|re)|patient since"
    r"|discharge summary|campus)\b"
)
_OFFERED = rare(
    r"\b(?:[Dd]eclined|[Aa]ccepted|[Rr]efused|[Tt]urned down|[Ww]aitlisted) (?:by|at) ([A-Z]{3,6})"
    r"(?=$|[.,;)\n]| (?:for|on|no|due|because|since|x|-)\b)"
)
_OFFERS = rare(
    r"\b([A-Z]{3,6}) (?:wants? to (?:send|transfer|ship)|won't take|has a \d{2,3} ?[MF]\b"
    r"|is sending|can take (?:him|her|them|pt)"
    r"|(?:declined|accepted) (?:him|her|pt))"
)
_QUOTED = rare(
    r"\b(?:OSH|[Ll]abs?|[Rr]ecords|[Hh]ospital|[Ff]acility|CT|MRI|[Ee]cho|CABG|PCI|[Cc]ath|TKA|THA"
    r"|ICD|PPM|AVR|[Ss]tents?|[Ss]urgery|[Tt]ransplant|[a-z]{4,14}ectomy)"
    r" (?:\(([A-Z]{2,5}(?:H|MC))\)|([A-Z]{2,5}(?:H|MC)),? (?:19|20)\d\d\b)"
)
_FEWEST = 3
_OF_MEDICINE = frozenset(word_list("medicine", "initials that are no house"))
"""Hormones, bleedings, cells, words in capitals that end like a house, and offices of a state."""


_FRAMES = (
    *(_MOVED, _PLACED, _OWNS, _ADMITTED, _KEEPS, _STAYED, _SEEN, _SEEN_BY),
    *(_OFFERED, _OFFERS, _QUOTED),
)


def letters(text: str) -> Iterator[tuple[int, int]]:
    """Where such initials stand; nothing in a text that is written in capitals."""
    if text.isupper():
        return
    for pattern in _FRAMES:
        for found in pattern.finditer(text):
            number = found.lastindex or 1
            if may_be_house(found[number]):
                yield found.span(number)


def may_be_house(word: str) -> bool:
    """Whether capitals may be the initials of a house: nothing that medicine or a list has."""
    low = word.lower()
    return len(low) >= _FEWEST and not (
        is_department(low)
        or low in _OF_MEDICINE
        or low in ACRONYMS_OF_CARE
        or low in SHORTHAND
        or low in SERVICES
        or low in FIRMS
        or low in PRODUCTS
        or low in COUNTRIES
        or low in shipped("abbreviations")
        or low in shipped("english")
        or is_common(low)
    )

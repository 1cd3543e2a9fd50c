"""
Names that stand among things in a text that speaks of nobody: `Stilton, Jack. Port: Taylor's`.

No word of people and no number of anybody stands in such a text. A given name that nothing but a
list of names tells, and that is an item, is counted, or follows an article, is then a cheese, a
psalm or a firm; an everyday word that does something is one of those who are named for it.
"""

import re
from collections.abc import Sequence

from promptward.deferred import regex
from promptward.model import Candidate
from promptward.rare import rare
from promptward.recognizers.about_somebody import speaks_of_people
from promptward.recognizers.medicines import is_medicine
from promptward.recognizers.word_file import shipped
from promptward_dsl.lattice import Confidence

__all__ = ["names_of_nobody"]

_GIVEN = (("common_given",), ("given_alone",))
_WORDS = (("slot_after", "word_name"), ("listed_alone", "slot_after", "word_name"))
_BARE = frozenset((*_GIVEN, *_WORDS))
_OF_SOMEBODY = rare(r"\d{5}|\d[/-]\d{1,2}[/-]\d\d|\d{3}[- ]\d{4}|\w@\w|\b\d{1,2} ?[MFmf]\b")
"""Figures that somebody has: a number, a full day, a telephone, an age with the sex."""

_OF_MANY = rare(
    r"\b(?:children|sons|daughters|brothers|sisters|siblings|twins|triplets|aunts|uncles|cousins"
    r"|nieces|nephews|wives|husbands|partners|babies|infants|girls|boys|women|men|ladies|guys"
    r"|people|persons?|students?|teachers?|staff|team|group|members|clients|neighbou?rs"
    r"|friends|names?|named|called|colleagues?|roommates?|survivors|heirs|witness(?:es)?"
    r"|who|whom|everyone|all of them|birthdays?)\b",
    re.IGNORECASE,
)
"""Words of several people, and of names: `The children are Beatrice and Casper.`"""

_WORD = regex(r"[A-Za-z]{2,24}")
_OF_ILLNESS = regex(
    r"(?:itis|osis|emia|aemia|oma|pathy|ectomy|otomy|ostomy|plasty|scopy|graphy|uria|pnea|cardia"
    r"|plegia|algia|rrhea|phrenia|mania|penia|cytosis|lysis)$"
)
_CARE = rare(
    r"\b(?:needs?|refus\w{0,3}|refills?|flares?|relapsed?|overdosed?|pains?|weeks?|doses?|dosing"
    r"|wounds?|consent|discharg\w{1,3}|admi(?:t|ssion)\w{0,4}|labs?|tests?|positive|negative|scans?"
    r"|chart|clinic|hospital|ward|nurse|surgery|therapy|treatment|symptoms?|diagnos\w{1,4}"
    r"|medications?|meds?|pregnan\w{1,2}|lupus|cancer|stroke|seizures?|diabet\w{1,3}|asthma|pills?"
    r"|shots?|injections?|bleed\w{0,3}|fever|blood|allerg\w{1,3}|insurance|authori[sz]ation|denial"
    r"|prior auth|follow-?up|visit|appointments?|transfer\w{0,3}|referr\w{1,3}|biops\w{1,3}"
    r"|chemo)\b",
    re.IGNORECASE,
)
"""Words of care: whom it is given to is somebody."""

_BEFORE = regex(r"(?:[,;:/(\[-] ?|\b(?:and|or|vs\.?|versus|an?|by|with|Ave|San|from) )$")
_AFTER = regex(r"(?:'s)?(?: ?[,;/)\]-]|[.?!]?(?:\s|$)(?![a-z])| (?:and|or|vs)\b| \d)")
_COUNTED = regex(r" \d{1,3}(?:[:.]\d|\b)|-[A-Z]")
_REACH = 8


def names_of_nobody(text: str, found: Sequence[Candidate]) -> Sequence[Candidate]:
    """The same names, those unsure that such a text has for things."""
    doubted = any(one.level is Confidence.MEDIUM and _told(one) in _BARE for one in found)
    if not doubted or any(one.level is Confidence.HIGH for one in found):
        return found  # whoever is named for sure is somebody
    if _OF_SOMEBODY.search(text) or speaks_of_people(text) or _OF_MANY.search(text):
        return found
    if _is_of_care(text, found):
        return found
    return [
        Candidate(one.start, one.end, Confidence.LOW, (*one.evidence, "of_nobody"))
        if one.level is Confidence.MEDIUM
        and (_told(one) in _WORDS or (_told(one) in _GIVEN and _is_item(text, one)))
        else one
        for one in found
    ]


def _is_of_care(text: str, found: Sequence[Candidate]) -> bool:
    """Whether a text speaks of care, whoever gets it: `Beatrice: needs labs`."""
    if _CARE.search(text):
        return True
    named = bytearray(len(text))
    for one in found:
        named[one.start : one.end] = b"\1" * (one.end - one.start)
    return any(
        not named[word.start()]
        and (
            (low := word[0].lower()) in shipped("abbreviations")
            or is_medicine(low)
            or _OF_ILLNESS.search(low) is not None
        )
        for word in _WORD.finditer(text)
    )


def _told(one: Candidate) -> tuple[str, ...]:
    return tuple(sorted(one.evidence))


def _is_item(text: str, one: Candidate) -> bool:
    """Whether it stands in a list, before a figure or in a pair with a hyphen."""
    if _COUNTED.match(text, one.end) or "-" in text[one.start : one.end]:
        return True
    return (
        _BEFORE.search(text, max(0, one.start - _REACH), one.start) is not None
        and _AFTER.match(text, one.end) is not None
    )

"""
Towns whose names are words: `grew up in Concrete`, `between Dunmore and Model`.

What leads to one says that somebody lives, comes from or goes there; a department, a state of
health, a country, a drug and a day may stand behind the same words and are no towns.
"""

import re
from collections.abc import Iterator

from promptward.deferred import regex
from promptward.rare import rare
from promptward.recognizers.common_words import is_common
from promptward.recognizers.eponyms import AFTER_EPONYM, MAKERS, PRODUCTS
from promptward.recognizers.facility_words import ACRONYMS_OF_CARE, FIRMS, GENERIC
from promptward.recognizers.medical_endings import OF_MEDICINE
from promptward.recognizers.regions import (
    COUNTRIES,
    DEMONYMS,
    NOT_A_TOWN,
    STATES,
    may_be_town,
)
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import KIN, NOT_A_NAME, ROLES, SERVICES
from promptward_rules import word_list

__all__ = ["may_be_called", "towns"]

_NAME = r"[A-Z][a-z]{2,14}(?: [A-Z][a-z]{2,14})?"
_CLOSES = (
    r"(?=$|[.,;:)!?\n\"]| [(\xff-] ?| (?:and|or|with|where|when|who|which|since|until|till"
    r"|after|before|for"
    r"|to|from|by|but|because|so|last|this|next|now|again|is|was|has|had|will|would|can|could|are"
    r"|at|on|as|while|during|near|then|today|tonight|yesterday|tomorrow|every|all|alone|area"
    r"|itself"
    r"|his|her|their|our|my|he|she|they|we|i)\b)"
)
_SOMEBODY = (
    r"(?:daughter|son|sister|brother|mother|father|mom|mum|mam|dad|parents|family|cousins?|niece"
    r"|nephew|aunt|uncle|grandson|granddaughter|grandmother|grandfather|grandma|grandpa|nan|wife"
    r"|husband|partner|friends?|relatives|in-laws|girlfriend|boyfriend|dtr|bro|sis|kids)"
)
_LIVES = (
    r"(?:liv(?:es?|ed|ing)|resid(?:es?|ed|ing)|dwells|grew up|raised|born|hails|native|moved"
    r"|moving|relocat(?:ed|ing)|settled|originally|commut(?:es|ed|ing)|dr(?:ives?|ove|iving)"
    r"|flew|flown|bussed|travel(?:s|l?ed|l?ing)|winters?|summers|farm(?:s|er|ing)?|ranch(?:er|es)?"
    r"|teach(?:es|er)|preaches|house|home|cabin|cottage|trailer|apartment|farmhouse|condo"
    r"|homestead|wedding|funeral|reunion|buried|burial|married|arrested|stranded|hometown"
    r"|stops?|stopped|stopping|pulled over|layover|overnighted|refuel(?:l?ed)?)"
)
_TO = (
    r"(?: (?:here|there|back|now|up|down|out|over|alone|home|again|him|her|them|(?:with|by)"
    r" [a-z]{2,8}(?: [a-z]{2,10})?))?"
    r" (?:in|from|near|to|outside|outside of|around|of|past|through) "
)
_LED = rare(rf"(?i:\b(?:{_LIVES}|{_SOMEBODY}){_TO})({_NAME}){_CLOSES}")
_FAR = rare(
    r"\b(?:\d{1,3}|an?|half an|few|couple|two|three|four|five|ten|twenty|thirty|forty) ?"
    r"(?:min|mins|minutes|hrs?|hours?|h|mi|miles|km)(?: (?:out|away|drive|north|south|east|west"
    r"|up|down))?"
    rf" (?:from|of|outside|past) ({_NAME}){_CLOSES}"
)
_PAST = rare(
    r"\b(?:out|up|down|over|just|way|right|halfway) (?:past|near|by|toward|towards|outside|beyond"
    rf"|behind|above) ({_NAME}){_CLOSES}"
)
_BETWEEN = rare(
    r"\b(?:[Bb]etween|[Ss]omewhere between|[Hh]alfway between) "
    rf"({_NAME}) and ({_NAME})(?=$|[.,;:)!?\n]| [a-z(])"
)
_TRAVELLED = regex(
    r"\b(?:split\w*|time|commut\w+|drive[sn]?|drove|driving|shuttl\w+|travel\w*|road|highway|mile"
    r"|miles|miles?|crash\w*|accident|wreck|stretch|back and forth|liv\w+|home|farm|bus|train"
    r"|runs?"
    r"|went|goes|going|somewhere|halfway|moves|moved|moving)\b[^.\n]{0,24}$",
    re.IGNORECASE,
)
_NEVER = (
    SERVICES
    | GENERIC
    | NOT_A_TOWN
    | NOT_A_NAME
    | PRODUCTS
    | MAKERS
    | FIRMS
    | DEMONYMS
    | ROLES
    | KIN
    | AFTER_EPONYM
    | ACRONYMS_OF_CARE
    | frozenset(word_list("places", "never a town"))
)
"""What may stand behind the same words with a capital: departments, subjects, beliefs, brands."""


def towns(text: str) -> Iterator[tuple[int, int]]:
    """Where such towns stand."""
    for pattern in (_LED, _FAR, _PAST):
        for found in pattern.finditer(text):
            if _in_a_sentence(text, found.start(1)) and may_be_called(found[1]):
                yield found.span(1)
    for found in _BETWEEN.finditer(text):
        if (
            may_be_called(found[1])
            and may_be_called(found[2])
            and _TRAVELLED.search(text, max(0, found.start() - 48), found.start(1))
        ):
            yield found.span(1)
            yield found.span(2)


def _in_a_sentence(text: str, start: int) -> bool:
    """Whether the word before is in small letters, so that a capital says something."""
    return text[start - 2].islower()


def may_be_called(name: str) -> bool:
    """Whether a town may be called so: no person, drug, service, state, subject or belief."""
    words = name.lower().split()
    if name in STATES or name.lower() in COUNTRIES or not may_be_town(name):
        return False
    if any(word in _NEVER or word in shipped("common_given") for word in words):
        return False
    if any(OF_MEDICINE.search(word) for word in words):
        return False
    return not (len(words) == 1 and words[0] in shipped("given") and not is_common(words[0]))

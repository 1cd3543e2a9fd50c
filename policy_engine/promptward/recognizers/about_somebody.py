"""
Whether a text is about somebody: what the company of sure findings has to show first.

Two names that have nothing but their shape may be a soup and a salad. A number, a full date, an
address, a name that a title, a relation or a verb gives, or a word of people says that more than
things are spoken of.
"""

import re
from collections.abc import Sequence

from promptward.deferred import regex
from promptward.model import Candidate
from promptward.rare import rare
from promptward.recognizers.care_words import speaks_of_care
from promptward.recognizers.eponyms import EPONYMS, NAMESAKES, PRODUCTS
from promptward.recognizers.kinds_of_things import KINDS
from promptward.recognizers.recognizer import Confirmed
from promptward.recognizers.word_file import shipped
from promptward.text import View
from promptward_dsl.lattice import Confidence

__all__ = [
    "enough",
    "is_about_somebody",
    "is_of_things",
    "is_short",
    "may_be_placed",
    "may_be_weighed",
    "says_much",
    "speaks_of_people",
    "tells_of_somebody",
]

_SHAPES = frozenset(
    (
        *("common_given", "given_alone", "listed_alone", "rare_name", "surname_alone", "listed"),
        *("unknown_word", "preposition", "given_family", "family_given", "given_unknown"),
        *("unknown_family", "unknown_pair", "family_pair", "word_family", "word_word"),
        *("rare_word", "rare_start", "word_name", "word_inside", "word", "given_word", "pair"),
        *("given_initial", "family_initial", "initial_family", "initial_unknown", "family_first"),
        *("mentioned_before", "in_company", "same_place", "slot_after", "apposition"),
        *("name_extent", "possession", "by", "pooled", "same_name", "same_column", "same_row"),
        "verb_after",
    )
)
"""Evidence that food, films, plants and methods give as well."""

_TOLD = frozenset(("head", "care", "naming", "address", "state", "county", "at", "field"))
"""Evidence of a house or a town that is more than its name and a preposition."""

_FIGURE_AND_NAME = frozenset(("bare_number", "in_company", "address_block", "place_extent"))
"""Evidence of a street that is a figure and a name: `2 St. Aubin` is a wine."""

_OF_PEOPLE = rare(
    r"\b(?:pts?|patients?|he|she|his|her|him|they|them|mr|mrs|ms|miss|drs?|prof|y/?o|years? old"
    r"|year-old|mom|mum|mama|dad|mother|father|parents?|wife|husband|partner|son|daughter|sister"
    r"|brother|aunt|uncle|niece|nephew|cousin|grand[a-z]{2,8}|gran|nana|family|friend|neighbou?r"
    r"|nurses?|rns?|mds?|nps?|doctors?|interpreter|social worker|attending|residents?|intern"
    r"|driver|caller|lady|guy|man|woman|kids?|boy|girl|baby|infant|child|client|member|veteran"
    r"|widow|mrn|dob|ssn|acct|admit[a-z]{0,3}|admission|discharged?|dc|d/c|transfer(?:red)?|rm"
    r"|bed|room|ward|shift|nights?|on ?call|hi|hello|hey|dear|thanks|thx|regards|me|my|i|i'm"
    r"|called|calls?|says|said|told|asked|paged|phoned|signed|seen|appt|appointment|visit|clinic"
    r"|office|lives?|born|raised|adopted|rents|died|\d\d ?[mf]"
    r"|pac?[cjzs]i?ent[a-z]{0,4}|herr|frau|tochter|sohn|mutter|vater|geb|se\xffor[a]?|sra?|hij[oa]"
    r"|madre|padre|mme|madame|monsieur|fille|fils|signor[ae]?|moglie|figli[oa]|dhr|mevr|vrouw|zoon"
    r"|dochter|pani?|dona|filh[oa]|mor|datter|dotter)\b",
    re.IGNORECASE,
)
"""Words of people, of what is done with them, and of those who speak."""


_SEVERAL = (
    r"children|sons|daughters|brothers|sisters|siblings|twins|triplets|aunts|uncles|cousins"
    r"|nieces|nephews|wives|husbands|partners|babies|infants|girls|boys|women|men|ladies|guys"
    r"|people|persons?|students?|teachers?|staff|team|group|members|clients|neighbou?rs"
    r"|friends|names?|named|called|colleagues?|roommates?|survivors|heirs|witness(?:es)?"
    r"|who|whom|everyone|all of them"
)
"""Several people, and their names: `The children are Beatrice and Casper`."""

_ERRANDS = (
    r"birthdays?|owes?|paid in full|past due"
    r"|(?:can|could|that|because|so) we|we (?:can|could|cannot|can't|couldn't|drove|live|moved"
    r"|took)|(?:a|the|no|needs) ride|video (?:link|visit|call)"
)
"""Money and ways that nobody has but people: `Beatrice owes 1240`."""

_OF_SEVERAL_OR_ERRANDS = rare(rf"\b(?:{_SEVERAL}|{_ERRANDS})\b", re.IGNORECASE)

_FIGURES = rare(r"\d{5}|\d[/-]\d{1,2}[/-]\d\d|\d{3}[- ]\d{4}|\w@\w|\b\d{1,2} ?[MFmf]\b")
"""Figures that somebody has: a number, a full day, a telephone, an age with the sex."""

_GIVEN = ("common_given", "given_words")
_CAPITAL = regex(r"[A-Z][A-Za-z]{1,23}")
_FEWEST_THINGS, _EACH_THING = 3, 60

_WORD = regex(r"[A-Za-z]{2,24}")
_SHORTEST, _LETTERS = 12, 40

_FEWEST = 2
_EACH = 250
_SHORT_TEXT = 320
"""Up to here a text is a few sentences, and one identifier says whom they are about."""


def may_be_weighed(view: View, confirmed: Sequence[Confirmed]) -> bool:
    """
    Whether what nothing but its surroundings tells may be looked for: in a text as it stands, not
    a reading of it, in which rules are sure of enough, and which is about somebody.
    """
    return (
        view.whole
        and enough(confirmed, len(view.text))
        and is_about_somebody(view.text, confirmed)
    )


def may_be_placed(view: View, confirmed: Sequence[Confirmed]) -> bool:
    """
    The same for places that something leads to: a short text has one identifier besides, a name or
    a number, more often than two (`Called Tolliver to get records for Ms Prewitt`).
    """
    return may_be_weighed(view, confirmed) or (
        view.whole
        and is_short(view.text)
        and any(
            one.level is not Confidence.LOW and one.kind in {"name", "number"} for one in confirmed
        )
        and is_about_somebody(view.text, confirmed)
    )


def is_short(text: str) -> bool:
    """Whether a text is a few sentences long."""
    return len(text) <= _SHORT_TEXT


def enough(confirmed: Sequence[Confirmed], size: int) -> bool:
    """
    Whether rules are sure of so many identifiers that the text is about people.

    Two that are no days, and in a text of this size one for so many characters: papers, programs
    and manuals hold some as well.
    """
    fewest = max(_FEWEST, size // _EACH)
    found: set[tuple[int, int]] = set()
    for one in confirmed:
        if one.level is not Confidence.LOW and one.kind != "date":
            found.add((one.start, one.end))
            if len(found) >= fewest:
                return True
    return False


def is_about_somebody(text: str, confirmed: Sequence[Confirmed]) -> bool:
    """Whether a sure finding has more than a shape, or a word of people stands in the text."""
    return any(_says_so(text, one) for one in confirmed) or (
        speaks_of_people(text) and not is_of_things(text)
    )


def speaks_of_people(text: str) -> bool:
    """Whether a word of people, of what is done with them or of those who speak stands there."""
    return _OF_PEOPLE.search(text) is not None


def tells_of_somebody(text: str, found: Sequence[Candidate]) -> str:
    """
    The first sign that a text is about somebody, or that several people or care are spoken of.

    It is empty where a text has none; `found` are names, whose words are no sign of care.
    """
    if _FIGURES.search(text):
        return "figures"
    if is_of_things(text):
        return ""
    if speaks_of_people(text):
        return "people"
    if _OF_SEVERAL_OR_ERRANDS.search(text):
        return "several"
    named = bytearray(len(text))
    for one in found:
        named[one.start : one.end] = b"\1" * (one.end - one.start)
    return "care" if speaks_of_care(text, named) else ""


def says_much(text: str) -> bool:
    """Whether a text has so many words that one of people or of care would be among them."""
    return len(_WORD.findall(text, 0, _SHORTEST * _LETTERS)) >= _SHORTEST


def is_of_things(text: str) -> bool:
    """
    Whether eponyms, marks and products stand so close that things are taught or sold.

    A note of care may have as many devices; it has more words of care.
    """
    things = _things(text)
    return (
        things >= _FEWEST_THINGS
        and things * _EACH_THING > len(text)
        and not speaks_of_care(text, fewest=things)
    )


def _things(text: str) -> int:
    """How many words of the text are such things, and no given names as well."""
    return sum(
        (low in EPONYMS or low in PRODUCTS or low in NAMESAKES or low in KINDS)
        and not any(low in shipped(name) for name in _GIVEN)
        for low in {word[0].lower() for word in _CAPITAL.finditer(text)}
    )


def _says_so(text: str, one: Confirmed) -> bool:
    if one.level is Confidence.LOW:
        return False
    if one.kind == "name":
        return not _SHAPES.issuperset(one.evidence)
    if one.kind == "zip":
        return not _TOLD.isdisjoint(one.evidence)
    if one.kind == "text":
        return not _FIGURE_AND_NAME.issuperset(one.evidence)
    return one.kind != "date" or any(map(str.isdigit, text[one.start : one.end]))

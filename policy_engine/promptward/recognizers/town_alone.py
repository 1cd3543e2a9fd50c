"""
Towns of the gazetteer that no preposition leads to: people and offices of a town, a name alone.

A name alone is only a suspicion, and only if no list of people or of words knows it; a text about
somebody (`in_company`) makes it more.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from promptward.deferred import regex
from promptward.recognizers.common_words import is_common
from promptward.recognizers.eponyms import AFTER_EPONYM, EPONYMS, PRODUCTS, TOWNS_OF_METHODS
from promptward.recognizers.medical_endings import ENDS
from promptward.recognizers.regions import may_be_town
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import NOT_A_NAME, PERSON_VERBS
from promptward_rules import word_list

__all__ = [
    "Towns",
    "alone",
    "driven",
    "is_word",
    "known_otherwise",
    "led",
    "listed",
    "of_town",
    "shared",
    "standing",
]

_OF_TOWN = regex(
    r" (?:resident|native|man|woman|boy|girl|couple|family|police|PD|EMS|fire department|office"
    r"|clinic|branch|site|campus|area|suburbs?|airport|station|police station|schools?|ED|ER"
    r"|hospital|location|paramedics|ambulance)\b"
)
_ARTICLE = regex(
    r"(?:^|[^\w])(?:[Aa]|[Tt]he|[Oo]ur|[Tt]heir|[Yy]our|[Mm]y|[Nn]earby|from|at|to|by|in) $"
)
_METHODS = AFTER_EPONYM - {"area", "areas"}
_NEXT = regex(r"[ -]{1,2}([A-Za-z][\w'-]*)")
_PEOPLE = ("common_given", "given", "surnames", "given_words", "surname_words")
_RARE = ("rare_given", "rare_surnames", "english", "abbreviations")


def known_otherwise(name: str) -> bool:
    """Whether a list of people, of words or of methods knows the name."""
    low = name.lower()
    words = low.split()
    if low in TOWNS_OF_METHODS or low in EPONYMS or low in PRODUCTS:
        return True
    if words[0] in NOT_A_NAME and not (len(words) > 1 and words[0] in _BEFORE):
        return True
    if low == "country club":
        return True
    if len(words) > 1:
        return words[0] not in _BEFORE and any(
            words[0] in shipped(name) for name in ("common_given", "given", "given_words")
        )
    if is_common(low) or any(low in shipped(name) for name in _PEOPLE):
        return True
    return (not _is_large(low) or low in _TOWNS_AND_WORDS) and any(
        low in shipped(name) for name in _RARE
    )


_BEFORE = frozenset(
    """
    new north south east west fort mount mt ft port lake st saint san santa grand
    """.split()  # noqa: SIM905  # legible
)
"""Words before the name of a town, which are a part of it."""

_TOWNS_AND_WORDS = frozenset(word_list("places", "towns and words"))
"""Larger towns whose names are words or other things too, lower case."""


def is_word(low: str) -> bool:
    """Whether a town's name, in lower case, means something else in lower case."""
    if low in TOWNS_OF_METHODS or low in EPONYMS or low in PRODUCTS or low in _TOWNS_AND_WORDS:
        return True
    if " " in low:
        return low.split(" ", 1)[0] in NOT_A_NAME
    if is_common(low):
        return True
    return not _is_large(low) and any(low in shipped(name) for name in (*_PEOPLE, *_RARE))


def _is_large(low: str) -> bool:
    return low.capitalize() in shipped("cities")


Towns: TypeAlias = Sequence[tuple[int, int]]
"""Where names of the gazetteer stand as `standing` says."""


def standing(text: str, gazetteer: Mapping[int, int]) -> Towns:
    """Those that stand as a town's name does, by itself and with its capital."""
    shouted = text.isupper()
    found: list[tuple[int, int]] = []
    for start, end in gazetteer.items():
        if not text[start].isupper():
            continue
        name = text[start:end]
        if (name.isupper() and not shouted) or not may_be_town(name):
            continue
        before, after = text[start - 1 : start], text[end : end + 1]
        if before in {"-", "/", "@", "#", ".", "_", "'"} or after in {
            "-",
            "_",
            "@",
            "/",
            "'",
            "(",
        }:
            continue
        if _OF_A_CAR.search(text, max(0, start - 12), start):
            continue
        found.append((start, end))
    return found


_OF_A_CAR = regex(
    r"\b(?:white|black|gr[ae]y|silver|red|blue|green|tan|gold|brown|beige|maroon|Toyota|Chevrolet"
    r"|Chevy"
    r"|GMC|Ford|Hyundai|Kia|Dodge|Jeep|Nissan|Honda|Chrysler|Buick|Pontiac|(?:19|20)\d\d) $"
)
"""The colour, the maker or the year of a car stands before its model: a white Tacoma."""


def of_town(text: str, towns: Towns, taken: set[int]) -> Iterator[tuple[int, int]]:
    """`a Dunmore man`, `the Dunmore office`: what only a town has stands behind its name."""
    for start, end in towns:
        if start in taken:
            continue
        if not _OF_TOWN.match(text, end) or not _ARTICLE.search(text, max(0, start - 9), start):
            continue
        low = text[start:end].lower()
        if not (is_common(low) or low in TOWNS_OF_METHODS or low in EPONYMS or low in PRODUCTS):
            yield start, end


def alone(text: str, towns: Towns, taken: set[int]) -> Iterator[tuple[int, int]]:
    """Names of towns that are nothing else, wherever they stand."""
    for start, end in towns:
        if start in taken:
            continue
        follows = _NEXT.match(text, end)
        if follows and (follows[1].lower() in _METHODS or follows[1][0].isupper()):
            continue
        if _DOSE.match(text, end):
            continue
        if follows and follows[1] == "for" and _OF_A_DISEASE.match(text, end):
            continue
        if text[start - 1 : start] == " " and text[start - 2 : start - 1].isalpha():
            word = text[text.rfind(" ", 0, start - 1) + 1 : start - 1]
            if word[:1].isupper() and word.lower() not in NOT_A_NAME:
                continue  # a part of a longer name
        if not known_otherwise(text[start:end]):
            yield start, end


_OF_A_DISEASE = regex(
    rf" for (?:[a-z]+ )?[a-z]{{2,}}(?:{ENDS}"
    r"|polyps?|gists?"
    r"|cancer|cancers|staging|grading|stroke|reflux|ulcers?)\b"
)
"""`Vienna for polyps`: what a consensus that is named after its town is about."""

_DOSE = regex(
    r" \d{1,3}(?:[/.,]\d)? (?:comprimid|c[a\xff]psul|tablet|gotas|sobres|pastill|mg\b|ml\b)"
)
"""`Tomar 1 comprimido`: what is taken, and no town."""

_SHORTEST_ALSO_A_NAME = 5


def also_a_name(name: str) -> bool:
    """Whether a town's name is a surname too, and neither a word nor a method nor a thing."""
    low = name.lower()
    return (
        " " not in low
        and len(low) >= _SHORTEST_ALSO_A_NAME
        and name.istitle()
        and not (
            is_common(low)
            or low in TOWNS_OF_METHODS
            or low in EPONYMS
            or low in PRODUCTS
            or low in NOT_A_NAME
            or low in _TOWNS_AND_WORDS
            or low in shipped("english")
            or low in shipped("abbreviations")
            or any(low in shipped(list_) for list_ in _GIVEN)
        )
    )


_GIVEN = ("common_given", "given", "given_words", "surname_words")


def shared(text: str, towns: Towns, taken: set[int]) -> Iterator[tuple[int, int]]:
    """Towns that are surnames too: a person's or a place's name, whichever it is."""
    for start, end in towns:
        if start in taken:
            continue
        before = _WORD_BEFORE.search(text, max(0, start - 24), start)
        if before is not None and not before[1].isupper() and before[1].lower() not in NOT_A_NAME:
            continue  # a part of a longer name
        if _OF_A_DISEASE.match(text, end):
            continue
        if not _is_of_a_thing(text, end) and also_a_name(text[start:end]):
            yield start, end


_WORD_BEFORE = regex(r"([A-Z][\w'.&-]*) $")
_THING_AFTER = regex(r" (?:\d{1,2}(?:\.\d+)?(?![\w/:.])|([A-Z][\w'-]*)|([a-z]{3,}))")


def _is_of_a_thing(text: str, end: int) -> bool:
    """Whether a number, a name or a noun follows: `Quill 5`, `Quill nomogram`."""
    found = _THING_AFTER.match(text, end)
    if found is None:
        return False
    if found[2] is None:
        return found[1] is None or not found[1].isupper()
    return found[2] not in NOT_A_NAME and found[2] not in PERSON_VERBS


_LEADING = regex(
    r"(?:(?:\b(?:[Hh]ome|HOME|[Ll]ives|[Rr]esid(?:es|ence)|POB|[Bb]orn|[Oo]rigin|[Ff]rom|FROM"
    r"|[Rr]ef"
    r"|[Rr]eferred(?: from)?|[Ll]ocality|[Aa]ddress|[Aa]ddr|ADDRESS|[Bb]irthplace"
    r"|[Dd]ispo(?:sition)?|[Dd]estination|[Ll]oc(?:ation)?|[Ll]ocations|[Cc]linics?|[Oo]ffices?"
    r"|[Ss]ites?|CITY|TOWN|LOC)"
    r"(?: home,?)?[\"']?[:.] {0,2}[\"']?)"
    r"|\b(?:CVS|Walgreens|Rite Aid|Walmart|Kroger|Safeway|Publix|Costco|Boots|Tesco|Aldi|Meijer"
    r"|Hy-Vee|Lloyds|Target), |\b(?:[Nn]aturalidade|NATURALIDADE|[Ll]ieu de naissance"
    r"|[Gg]eburtsort"
    r"|[Ww]ohnort|[Ll]ocalidad|[Cc]iudad|[Cc]idade|[Cc]itta|[Pp]laats|[Mm]iasto|[Oo]rt"
    r"|[Vv]ille)[: ]{1,2}"
    r"|\b(?:[Rr]ef|b\.|born|originally|between|[Nn]earest [a-z ]{3,16} is"
    r"|[Cc]losest [a-z ]{3,16} is|[Cc]ounty seat is"
    r"|(?:center|centre|clinic|office|hospital|pharmacy|airport|family|sister|brother|mother"
    r"|father"
    r"|son|daughter|birthplace|hometown) is|home,|drive (?:from|to)|flies|flying|flight"
    r"|\d{2} ?(?:y/?o ?)?[MF],?|(?:Plant|Store|Clinic|Warehouse|Building|Branch"
    r"|Hall) \d{1,3},|SITE \d{1,4}|Site \d{1,4}|outside of|between here and|side|home \(|away \("
    r"|[Cc]rew out of|quarters|liaison,|[Hh]ome -|[Pp]refers?|relocat\w{2,4} to|transport from"
    r"|transport to|[Rr]eturn(?:ed|ing)? to|would prefer|family,|home) ?\(?"
    r"|\b[Ww](?:here|hat|hich) [a-z /']{3,34}\? {0,2})$"
)
_LOOK_BACK = 40
_JOINED_BEFORE = regex(
    r"(?:,? (?:and|or|&|then|to|and then|via) (?:(?:in|to|from|at) )?|, |/| ?- ?> ?| ?- ?)$"
)
_JOINED_AFTER = regex(r"(?:,? (?:and|or|&|to|then|via) (?:(?:in|to|from|at) )?|/| ?- ?> ?| - |-)")
_PASSES = 2


def led(text: str, gazetteer: Mapping[int, int], taken: set[int]) -> Iterator[tuple[int, int]]:
    """`Home: Dunmore`, `61F, Dunmore`, `the nearest clinic is Dunmore`: a label or its like."""
    for start, end in gazetteer.items():
        if (
            start in taken
            or not text[start].isupper()
            or text[start - 1 : start] not in {" ", "(", '"', "'"}
        ):
            continue
        name = text[start:end]
        low = name.lower()
        if text[end : end + 1] in {"'", "-", "_", "/"} or low in _TOWNS_AND_WORDS:
            continue
        if is_common(low) or low in EPONYMS or low in PRODUCTS or low in TOWNS_OF_METHODS:
            continue
        follows = _NEXT.match(text, end)
        if follows and (follows[1].lower() in _METHODS or _PERSONAL_SHAPE.match(text, end)):
            continue
        if may_be_town(name) and (
            _LEADING.search(text, max(0, start - _LOOK_BACK), start)
            or (_BORN.search(text, max(0, start - 4), start) and _YEAR.match(text, end))
        ):
            yield start, end


_BORN = regex(r"\b[bd]\.? $")
_YEAR = regex(r" \d{4}\b|[,;] ?|\.? d\b")
"""In a pedigree: `b Dunmore 1910 d 71 MI`."""

_MILES = regex(
    r"(?: to [a-z]{3,12})?,? \(?\d{1,3}(?:\.\d)? ?(?:mi|miles|km)\b"
    r"|,home,\d{1,3}(?:\.\d)?(?:\n|$)"
)


def driven(text: str, towns: Towns, taken: set[int]) -> Iterator[tuple[int, int]]:
    """`Dunmore to office 22 mi`: a town as the end of a way whose length is told."""
    if " mi" not in text and " km" not in text and ",home" not in text:
        return
    for start, end in towns:
        if start in taken:
            continue
        if _MILES.match(text, end) and _also_a_town(text[start:end]):
            yield start, end


def _also_a_town(name: str) -> bool:
    """Whether a name is that of a town and neither a word nor a method nor a thing."""
    low = name.lower()
    return not (
        is_common(low)
        or low in TOWNS_OF_METHODS
        or low in EPONYMS
        or low in PRODUCTS
        or low in NOT_A_NAME
        or low in _TOWNS_AND_WORDS
    )


_PERSONAL_SHAPE = regex(r" [A-Z][a-z]+")


def listed(text: str, towns: Towns, taken: set[int]) -> Iterator[tuple[int, int]]:
    """`Redmond and Dunmore`, `Dunmore/Alder Falls`: beside a place that was found."""
    if not taken:
        return
    for _ in range(_PASSES):
        for start, end in towns:
            if start in taken:
                continue
            low = text[start:end].lower()
            if low in EPONYMS or low in PRODUCTS or low in _TOWNS_AND_WORDS:
                continue
            before = _JOINED_BEFORE.search(text, max(0, start - 16), start)
            after = _JOINED_AFTER.match(text, end)
            if (before and before.start() - 1 in taken) or (after and after.end() in taken):
                yield start, end

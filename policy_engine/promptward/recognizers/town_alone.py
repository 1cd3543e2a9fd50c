"""
Towns of the gazetteer that no preposition leads to: people and offices of a town, a name alone.

A name alone is only a suspicion, and only if no list of people or of words knows it; a text about
somebody (`in_company`) makes it more.
"""

from collections.abc import Iterator, Mapping

from promptward.deferred import regex
from promptward.recognizers.common_words import is_common
from promptward.recognizers.eponyms import AFTER_EPONYM, EPONYMS, PRODUCTS, TOWNS_OF_METHODS
from promptward.recognizers.regions import may_be_town
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import NOT_A_NAME

__all__ = ["alone", "of_town"]

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


def _known_otherwise(name: str) -> bool:
    """Whether a list of people, of words or of methods knows the name."""
    low = name.lower()
    words = low.split()
    if low in TOWNS_OF_METHODS or low in EPONYMS or low in PRODUCTS or words[0] in NOT_A_NAME:
        return True
    if len(words) > 1:
        return any(words[0] in shipped(name) for name in ("common_given", "given", "given_words"))
    return is_common(low) or any(low in shipped(name) for name in (*_PEOPLE, *_RARE))


def _candidates(
    text: str, gazetteer: Mapping[int, int], taken: set[int]
) -> Iterator[tuple[int, int]]:
    shouted = text.isupper()
    for start, end in gazetteer.items():
        if start in taken or not text[start].isupper():
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
        yield start, end


def of_town(text: str, gazetteer: Mapping[int, int], taken: set[int]) -> Iterator[tuple[int, int]]:
    """`a Dunmore man`, `the Dunmore office`: what only a town has stands behind its name."""
    for start, end in _candidates(text, gazetteer, taken):
        if not _OF_TOWN.match(text, end) or not _ARTICLE.search(text, max(0, start - 9), start):
            continue
        low = text[start:end].lower()
        if not (is_common(low) or low in TOWNS_OF_METHODS or low in EPONYMS or low in PRODUCTS):
            yield start, end


def alone(text: str, gazetteer: Mapping[int, int], taken: set[int]) -> Iterator[tuple[int, int]]:
    """Names of towns that are nothing else, wherever they stand."""
    for start, end in _candidates(text, gazetteer, taken):
        follows = _NEXT.match(text, end)
        if follows and (follows[1].lower() in _METHODS or follows[1][0].isupper()):
            continue
        if text[start - 1 : start] == " " and text[start - 2 : start - 1].isalpha():
            word = text[text.rfind(" ", 0, start - 1) + 1 : start - 1]
            if word[:1].isupper() and word.lower() not in NOT_A_NAME:
                continue  # a part of a longer name
        if not _known_otherwise(text[start:end]):
            yield start, end

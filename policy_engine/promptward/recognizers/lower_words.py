"""Words that are names and nothing else, so that they need no capital: `ask mrozek re 1187`."""

from promptward.recognizers.common_words import is_common
from promptward.recognizers.eponyms import EPONYMS, MAKERS, NAMESAKES, PRODUCTS
from promptward.recognizers.medical_endings import OF_MEDICINE
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import AMBIGUOUS_LOWER, NOT_A_NAME, PLACE_AFTER
from promptward_rules import word_list

__all__ = ["may_be_called", "may_be_surname", "only_a_name", "surely_a_name"]

_SHORTEST = 4
_LONG = 5
_MEANS_MORE = frozenset(word_list("names", "other languages and everyday words"))
"""Inflected words, abbreviations and peoples that some list of names knows as well."""


def only_a_name(low: str, *, common: bool) -> bool:
    """Whether a word of the lists of names is no other word; `common`: borne by many."""
    if len(low) < _SHORTEST - common:
        return False
    return not (
        low in AMBIGUOUS_LOWER
        or low in _MEANS_MORE
        or low in NOT_A_NAME
        or low in PLACE_AFTER
        or low in EPONYMS
        or low in PRODUCTS
        or low in NAMESAKES
        or low in shipped("abbreviations")
        or is_common(low)
        or (low.endswith("s") and low[:-1] in shipped("english"))
    )


def surely_a_name(low: str) -> bool:
    """The same of a surname that is no town, no maker and no word of English either."""
    return (
        len(low) >= _LONG
        and only_a_name(low, common=False)
        and low not in MAKERS
        and low not in shipped("english")
        and low not in shipped("cities")
    )


def may_be_surname(low: str) -> bool:
    """Whether a word says nothing in English, medicine or trade, so that it may be a surname."""
    return not (
        is_common(low)
        or low in shipped("english")
        or low in shipped("abbreviations")
        or low in shipped("medicines")
        or low in PRODUCTS
        or low in NOT_A_NAME
        or low.removesuffix("s") in shipped("english")
        or low.removesuffix("ed") in shipped("english")
        or OF_MEDICINE.search(low) is not None
    )


def may_be_called(low: str) -> bool:
    """The same behind a title, where a word of English may be a surname if it is no common one."""
    return not (
        is_common(low)
        or low in shipped("abbreviations")
        or low in NOT_A_NAME
        or OF_MEDICINE.search(low) is not None
    )

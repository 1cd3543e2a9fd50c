"""
What streets are called where their type is left out: `902 Pine`, `1409 Peachtree`.

The commonest names of streets of the Census Bureau's list, which are words of the language; and
what a word must not be to name a street by itself.
"""

from promptward.deferred import regex
from promptward.recognizers.address_words import AFTER_NUMBER_NEVER, NO_STREET
from promptward.recognizers.common_words import is_common
from promptward.recognizers.eponyms import EPONYMS, PRODUCTS
from promptward.recognizers.medical_endings import ENDS_DRUG
from promptward.recognizers.regions import NOT_A_TOWN
from promptward.recognizers.word_file import shipped
from promptward_rules import word_list

__all__ = ["STREETS", "STREETS_TOO", "may_be_street"]

STREETS = frozenset(word_list("streets", "streets"))
"""Names that a number makes a street; lower case."""

STREETS_TOO = frozenset(word_list("streets", "streets too"))
"""More of them, which are words so common that something else must lead to a street."""

_OF_DRUGS = regex(rf"(?:{ENDS_DRUG}|ide|ate|zole|nyl|lukast|fil|tan|cin|cort|gram)$")
_COUNTED = NO_STREET | AFTER_NUMBER_NEVER | NOT_A_TOWN


def may_be_street(word: str) -> bool:
    """Whether a word, lower case, may be what a street is called: no word, drug or measure."""
    return word.isascii() and not (
        word in _COUNTED
        or word in PRODUCTS
        or word in EPONYMS
        or _OF_DRUGS.search(word)
        or is_common(word)
        or word in shipped("english")
        or word in shipped("abbreviations")
    )

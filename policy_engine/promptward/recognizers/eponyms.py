"""
What is named after people or like them: eponyms, medicines, makers, cities of criteria.

From general knowledge, all lower case. They are looked up for the neighbours of a candidate, never
searched for.
"""

from promptward.recognizers.brands import BRANDS, NAMED_PAIRS
from promptward_rules import word_list

__all__ = [
    "AFTER_EPONYM",
    "EPONYMS",
    "EPONYM_PAIRS",
    "MAKERS",
    "NAMESAKES",
    "OF_SCIENCE",
    "PRODUCTS",
    "TOWNS_OF_METHODS",
]

AFTER_EPONYM = frozenset(word_list("things", "after an eponym"))
"""A capitalised word before one of these is an eponym, unless an honorific says otherwise."""

EPONYMS = frozenset(word_list("things", "eponyms"))
"""Persons after whom signs, scores, diseases and devices are named."""

EPONYM_PAIRS = frozenset(word_list("things", "eponym pairs")) | NAMED_PAIRS
"""Two words, the first and the last of a segment, that name a thing, a place or nobody."""

PRODUCTS = frozenset(word_list("things", "products")) | BRANDS
"""Medicines, firms and programs that are called like people."""

MAKERS = frozenset(
    """
    abbott baxter stryker philips siemens roche merck lilly bayer novartis pfizer medtronic bard
    becton beckman olympus zimmer covidien cochlear
    """.split()  # noqa: SIM905  # legible
)
"""Makers of devices and drugs that are also names: with an unknown word behind, a product."""

TOWNS_OF_METHODS = frozenset(word_list("things", "towns of methods"))
"""Towns after which criteria, scores, viruses and programs are named, lower case."""

NAMESAKES = frozenset(word_list("things", "namesakes")) - {
    "ross",
    "robertson",
    "tobin",
    "mayer",
    "marcus",
    "clark",
    "thompson",
    "richardson",
    "kelly",
}
"""Towns, universities, hospitals and makers that are called like people, and better known."""

OF_SCIENCE = frozenset(word_list("things", "of science"))
"""Surnames that a text of one word, or a literal, names a method, a language or a house by."""

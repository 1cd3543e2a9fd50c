"""
Names of dishes, breeds, plants, composers, implants and methods: things where several are listed.

From general knowledge, all lower case. Many are surnames or given names as well, so that they say
nothing by themselves: `thing_series` counts them beside others of a list.
"""

from promptward_rules import word_list

__all__ = ["KINDS"]

_METHODS = word_list("things", "methods")
"""Persons after whom methods, views, sutures, tests, viruses and theories are named."""

_IMPLANTS = word_list("things", "implants")
_FOOD = word_list("things", "food")
_BREEDS = word_list("things", "breeds")
_PLANTS = word_list("things", "plants")
_MUSIC = word_list("things", "composers")
_OF_BOOKS = word_list("things", "figures of books")

KINDS = frozenset(_METHODS + _IMPLANTS + _FOOD + _BREEDS + _PLANTS + _MUSIC + _OF_BOOKS)
"""Words that are a thing where others beside them are."""

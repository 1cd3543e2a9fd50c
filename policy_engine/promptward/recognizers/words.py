"""
Words that tell a person from a place, a heading or a role, from general knowledge.

All lower case. They are looked up for the neighbours of a candidate, never searched for.
"""

from promptward_rules import word_list

__all__ = [
    "ADDRESSED",
    "AILING",
    "AMBIGUOUS_LOWER",
    "CONTACTED",
    "EVERYBODY",
    "EVERYDAY_SURNAMES",
    "KIN",
    "NOT_A_NAME",
    "NO_ROLES",
    "OF_A_PERSON",
    "PERSON_VERBS",
    "PLACES",
    "PLACE_AFTER",
    "ROLES",
    "SAYING_VERBS",
    "SERVICES",
    "SHORTHAND",
    "SHORT_GIVEN",
    "SHORT_NAMES",
    "SURNAME_WORDS",
    "WITH_PLACES",
    "WORD_NAMES",
]

PLACE_AFTER = frozenset(word_list("places", "after a name of a place"))
"""A name directly before one of these belongs to a place, a firm or an institution."""

PERSON_VERBS = frozenset(word_list("people", "person verbs"))
"""A single given name before one of these is the one who does it."""

NOT_A_NAME = frozenset(word_list("names", "not a name"))
"""Words that start with a capital somewhere and are no part of a name."""

OF_A_PERSON = frozenset(word_list("people", "of a person"))
"""What a person has: `John's chart` is about somebody, `Barrett's length` is not."""

PLACES = frozenset(word_list("places", "states and countries alone"))
"""States and countries: no names of people where one stands by itself."""

SERVICES = frozenset(word_list("people", "services"))
"""Departments and specialties, as somebody's whereabouts: `Ada from physio`, `Quill (ID)`."""

SHORTHAND = frozenset(word_list("names", "shorthand"))
"""Shortened words that are capitalised as labels and headings are, and are nobody's name."""

AMBIGUOUS_LOWER = frozenset(word_list("names", "ambiguous in lower case"))
"""Given names that are words, abbreviations or slang in lower case: names after a cue only."""

EVERYBODY = frozenset(word_list("people", "everybody"))
"""Who is greeted without a name."""

KIN = frozenset(word_list("people", "kin"))
"""Relatives and others who are named right after the word."""

ROLES = frozenset(word_list("people", "roles"))
"""Occupations and functions that are named right after the word; besides them -er, -or, -ist."""

NO_ROLES = frozenset(word_list("people", "no roles"))
"""Words in -er, -or and -ist that are no occupations."""

CONTACTED = frozenset(word_list("people", "contacted"))
"""What one does to a person who is named next."""

SAYING_VERBS = frozenset(word_list("people", "saying verbs"))
"""What hardly anything but a person does."""

SHORT_NAMES = frozenset(word_list("names", "short names"))
"""Names of two letters, and particles of surnames that are written with a capital."""

SHORT_GIVEN = frozenset(["bo", "ed", "jo", "mo", "ty", "vi"])
"""Given names of two letters."""

WITH_PLACES = frozenset(
    """
    lake mount mt port fort ft camp saint st san santa cape town city county bay north south east
    west new village
    """.split()  # noqa: SIM905  # legible
)
"""What stands before the name of a place."""

ADDRESSED = frozenset(word_list("people", "addressed"))
"""Roles that are written with a capital before a name, as titles are."""

EVERYDAY_SURNAMES = frozenset(word_list("names", "everyday surnames"))
"""Words that are surnames where they follow a given name, in lower case too."""

AILING = frozenset(
    [
        "has",
        "have",
        "of",
        "with",
        "neg",
        "negative",
        "positive",
        "not",
        "no",
        "classic",
        "classical",
    ]
)
"""What stands before the name of a disease: the name of its discoverer is no name there."""

WORD_NAMES = frozenset(word_list("names", "word names"))
"""Everyday words that people are called by: names in a text about people only."""

SURNAME_WORDS = EVERYDAY_SURNAMES | frozenset(word_list("names", "surname words"))
"""Everyday words that are surnames: names in a text about people, before what people do."""

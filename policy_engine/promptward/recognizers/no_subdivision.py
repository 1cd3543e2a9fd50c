"""
What is larger than a state, or in every house: `Latin America`, `the South`, `Labor and Delivery`.

Safe Harbor leaves states and what is larger, and a department without its house tells nothing. In
a text about somebody they stand where places do, have capitals as those have, and no list of towns
or names knows that they are none.
"""

from promptward.recognizers.facility_words import ACRONYMS_OF_CARE, GENERIC
from promptward.recognizers.regions import COUNTRIES, STATES, TOWNS_AND_STATES
from promptward.recognizers.words import SERVICES
from promptward_rules import word_list

__all__ = ["is_department", "is_region"]

_REGIONS = frozenset(word_list("places", "larger than a state"))
_DEPARTMENTS = frozenset(word_list("medicine", "departments"))
"""Departments whose words are others', and departments by their initials; lower case."""
_OF_DEPARTMENTS = SERVICES | frozenset(word_list("medicine", "of departments"))
"""Words that departments are called by."""
_OF_HOUSES = frozenset(
    """
    royal city county state university big north south east west northern southern eastern western
    main tower wing pavilion central national veterans veterans' children's women's men's mobile
    capital community american british european district general trust foundation
    """.split()  # noqa: SIM905  # legible
)
_BESIDE = (GENERIC | ACRONYMS_OF_CARE) - _OF_HOUSES
"""Words that say nothing beside them; those of a house may say which."""
_LONGEST = 40
_SHORT_NAME = 3
"""`Ed` and `Alf` are people; departments by their initials have capitals."""
_SURNAMES = frozenset(("burns", "cath"))
"""Departments whose word alone is as often somebody's name."""


def is_region(name: str) -> bool:
    """Whether it is a state, a country or more; `Washington` is a town as well."""
    name = name.removeprefix("the ").removeprefix("The ")
    low = name.lower()
    return low in _REGIONS or (
        (name in STATES or low in COUNTRIES) and name not in TOWNS_AND_STATES and " " in name
    )


def is_department(name: str) -> bool:
    """Whether all words are such as departments are called by, and one of them says which."""
    if len(name) > _LONGEST:
        return False
    name = name.rstrip(".")
    low = name.lower()
    if low in _SURNAMES or (len(name) <= _SHORT_NAME and name.istitle()):
        return False
    if low in _DEPARTMENTS:
        return True
    words = low.replace("-", " ").replace("/", " ").replace(",", " ").split()
    return any(word in _OF_DEPARTMENTS for word in words) and all(
        word in _OF_DEPARTMENTS or word in _BESIDE for word in words
    )

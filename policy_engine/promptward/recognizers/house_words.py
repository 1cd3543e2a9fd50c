"""
Words that houses of care, estates and streets are compounded of: `Briarwood`, `Sun Grove`.

A name of two such words, written as one or as two, is that of a place wherever it has its capital
or something leads to it: of a home, a hospital, a street, a quarter or a town. Whether a person
bears it too does not matter, since a person's name is no less to be kept.
"""

from promptward.deferred import regex
from promptward.recognizers.common_words import is_common
from promptward.recognizers.word_file import shipped
from promptward_rules import word_list

__all__ = ["FEATURES", "KNOWN_HOUSES", "compounds", "is_compound", "is_house", "is_view_of_things"]

_FIRST = word_list("houses", "compounds begin")
_LAST = word_list("houses", "compounds end")
_COMPOUND = regex(rf"(?:{'|'.join(_FIRST)})(?:{'|'.join(_LAST)})")
_PLAIN = frozenset(word_list("houses", "plain compounds"))
"""Compounds that are words of the language besides."""

FEATURES = frozenset(word_list("houses", "features"))
"""What the land or a house is called behind a word of its own; lower case."""

KNOWN_HOUSES = frozenset(word_list("houses", "known houses"))
"""What many houses of care are called, shortened; lower case."""

_UNSURE = frozenset(
    """
    general memorial regional trinity regency emmanuel resurrection providence kindred encompass
    vibra deaconess bethany bethel bethesda calvary
    """.split()  # noqa: SIM905  # legible
)
"""Of these, words and names that are other things too."""


def compounds() -> frozenset[str]:
    """All such compounds in lower case that are no words of the language besides."""
    made = {first + last for first in _FIRST for last in _LAST}
    return frozenset(
        word
        for word in made - _PLAIN
        if not is_common(word)
        and (word not in shipped("english") or word.title() in shipped("towns"))
    )


def is_compound(word: str) -> bool:
    """Whether a word, lower case, is of two such words and no word of the language besides."""
    return _COMPOUND.fullmatch(word) is not None and not (word in _PLAIN or is_common(word))


_OF_THINGS = frozenset(
    ["trace", "run", "square", "view", "point", "place", "rest", "reserve", "lake"]
)
_LAND = frozenset((*_FIRST, "prairie", "canyon", "mesa", "island")) - frozenset(
    """
    black blue clear cold cross edge ever fair field grand green grey high iron lone long old red
    rock rolling rush south star still stone white wild
    """.split()  # noqa: SIM905  # legible
)
"""Words that lead a name of the land, and not one of a thing: `Willow Run`, and not `Cold Run`."""


def is_view_of_things(words: list[str]) -> bool:
    """
    Whether words, lower case, are as well those of a thing: `Stack Trace`, `Chi Square`.

    The last is what programs and bodies have too, and the first one a word of the language that
    no land is called after.
    """
    first, name = words[0], " ".join(words)
    return (
        len(words) > 1
        and words[-1] in _OF_THINGS
        and first not in _LAND
        and name not in KNOWN_HOUSES
        and name.title() not in shipped("towns")
        and (is_common(first) or first in shipped("english"))
        and not is_compound(first)
    )


_GENERIC_FIRST = frozenset(word_list("houses", "generic before a feature"))


def is_house(name: str, *, sure: bool = False) -> bool:
    """
    Whether a name, in any case, is shaped or known as that of a house of care or an estate.

    `sure`: not those that are words besides, as `Memorial`.
    """
    low = name.lower()
    if low in KNOWN_HOUSES:
        return not (sure and low in _UNSURE)
    words = low.replace(".", "").split()
    if len(words) == 1:
        return is_compound(low)
    if is_compound(words[0]) and words[-1] in FEATURES:
        return True
    return (
        words[-1] in FEATURES
        and words[0] not in _GENERIC_FIRST
        and words[0] not in shipped("abbreviations")
        and words[0].isalpha()
    )

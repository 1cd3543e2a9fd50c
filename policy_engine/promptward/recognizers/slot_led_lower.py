"""
Places typed without capitals, by what leads to them: `d/c to pine crest`, `lives on pomfret`.

Verbs of moving, living and care have a place behind them, or a word of the language that says what
kind of place. A word of no list is a name there, and so are compounds as houses have them, a saint
and a word with a feature of the land behind it.
"""

from collections.abc import Callable, Iterator
from re import Pattern

from promptward.deferred import regex
from promptward.recognizers.common_words import is_common
from promptward.recognizers.eponyms import EPONYMS, PRODUCTS
from promptward.recognizers.facility_lower import in_haste
from promptward.recognizers.house_words import FEATURES, KNOWN_HOUSES, is_compound
from promptward.recognizers.known_words import says_something
from promptward.recognizers.led_lower_cues import (
    AFTER_BARE,
    AFTER_STREET,
    BARE,
    BEFORE_SOMEWHERE,
    CLOSES,
    HEAD,
    KIN_BEFORE,
    LED,
    NO_HEAD,
    NO_PLACE,
    OF_A_HOUSE,
    OF_KIN,
    OF_SOMEWHERE,
    ON_A_STREET,
    SAINTS,
    TAILS,
    TO_A_HOUSE,
    TO_A_TOWN,
)
from promptward.recognizers.medical_endings import OF_MEDICINE
from promptward.recognizers.medicines import is_medicine
from promptward.recognizers.street_names import STREETS, STREETS_TOO
from promptward.recognizers.word_file import shipped

__all__ = ["is_called", "led_lower"]

_REACH = 36
_LINE = regex(r"\n(?=[^A-Z\n])")
_SHORTEST, _SHORTEST_STREET = 5, 4


def led_lower(text: str) -> Iterator[tuple[int, int]]:
    """Where such places stand, at places of a text or line with next to no capitals."""
    if text[:1].isupper() and not _LINE.search(text):
        return
    haste = in_haste(text)
    for start, end in _found(text):
        if haste(start):
            yield start, end


def _found(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    while (found := LED.search(text, at)) is not None:
        start = found.start(1)
        # What is behind a name may lead to the next one.
        at = found.end() if (space := found[1].find(" ")) < 0 else start + space
        before = max(0, start - 1 - _REACH), start - 1
        for behind, closes, fits in _KINDS:
            count = _count(found[1].split(" "), fits)
            if not count:
                continue
            end = start + len(" ".join(found[1].split(" ")[:count]))
            if closes.match(text, end) and behind.search(text, *before):
                yield start, end
                break
    yield from _before(text, OF_A_HOUSE, HEAD, _of_a_house)
    yield from _before(text, OF_SOMEWHERE, BEFORE_SOMEWHERE, is_called)
    for found in OF_KIN.finditer(text):
        if is_called([found[1]]) and KIN_BEFORE.search(text, found.start() - 10, found.start()):
            yield found.span(1)


def _before(
    text: str, acts: Pattern[str], head: Pattern[str], fits: Callable[[list[str]], bool]
) -> Iterator[tuple[int, int]]:
    """What does something that only a place does, or people of one."""
    for found in acts.finditer(text):
        name = head.search(text, max(0, found.start() - _REACH), found.start())
        if name is not None and fits(name[1].split(" ")):
            yield name.span(1)


def _count(words: list[str], fits: Callable[[list[str]], bool]) -> int:
    """How many of the words are the name."""
    if len(words) > 1 and fits(words):
        return 2
    return 1 if fits(words[:1]) and (len(words) == 1 or not _is_unknown(words[1])) else 0


def _of_a_house(words: list[str]) -> bool:
    return " ".join(words) in KNOWN_HOUSES or is_called(words)


def _of_a_town(words: list[str]) -> bool:
    name = " ".join(words)
    if name.title() in shipped("towns") and (len(words) > 1 or not is_common(name)):
        return not any(word in NO_PLACE or word in shipped("given") for word in words)
    return is_called(words)


def _of_a_street(words: list[str]) -> bool:
    if len(words) > 1:
        return is_called(words)
    word = words[0]
    if word in NO_PLACE or is_medicine(word):
        return False
    known = word in STREETS or (word in STREETS_TOO and not is_common(word))
    return known or _is_surname(word) or is_called(words)


def _is_surname(word: str) -> bool:
    """Whether a word is a surname and nothing else: after whom streets are called."""
    return (
        len(word) >= _SHORTEST
        and word in shipped("surnames")
        and word not in EPONYMS
        and word not in PRODUCTS
        and not is_common(word)
        and not any(word in shipped(name) for name in ("english", "given", "given_words"))
    )


def is_called(words: list[str]) -> bool:
    """Whether the words are a name that nothing else is called."""
    first = words[0]
    if first in NO_HEAD or (first in NO_PLACE and not _is_of_the_land(words)):
        return False
    if len(words) == 1:
        return _is_unknown(first) or is_compound(first)
    last = words[1]
    if first in SAINTS:
        return _is_unknown(last) or last in shipped("common_given")
    if last in TAILS:
        return len(first) >= _SHORTEST_STREET and not OF_MEDICINE.search(first)
    return _is_unknown(first) and _is_unknown(last)


def _is_of_the_land(words: list[str]) -> bool:
    """Whether after whom a sign or a test is called has a bluff as well: `tanner bluff`."""
    return len(words) > 1 and words[0] in EPONYMS and words[1] in FEATURES


def _is_unknown(word: str) -> bool:
    """Whether a word is in no list of the language, of medicine or of people."""
    return (
        len(word) >= _SHORTEST
        and word.isalpha()
        and word not in NO_PLACE
        and not says_something(word)
        and word not in shipped("common_given")
        and not is_medicine(word)
    )


_KINDS = (
    (TO_A_HOUSE, CLOSES, _of_a_house),
    (TO_A_TOWN, CLOSES, _of_a_town),
    (BARE, AFTER_BARE, _of_a_town),
    (ON_A_STREET, AFTER_STREET, _of_a_street),
)
"""What stands before, what behind, and which words are a name there."""

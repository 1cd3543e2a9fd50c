"""
Places in texts typed without capitals: `transferred from dunmorra`, `at quail ridge`.

Behind a verb of care or of work with its preposition stands a name of a place, or a word of the
language. A word of no list is a name there, and so are a word and a feature of the land without an
article (`quail ridge`, `tallow creek`), and a saint. What medicine has that no list of words knows
is told by its endings.
"""

from collections.abc import Callable

from promptward.deferred import regex
from promptward.recognizers.common_words import is_common
from promptward.recognizers.eponyms import EPONYMS
from promptward.recognizers.facility_reading import FacilityReading, specific
from promptward.recognizers.facility_words import ACRONYMS_OF_CARE, GENERIC, NEVER_FIRST
from promptward.recognizers.known_words import is_of_no_list
from promptward.recognizers.medical_endings import OF_MEDICINE
from promptward.recognizers.regions import COUNTRIES, DEMONYMS, STATES
from promptward.recognizers.street_names import STREETS
from promptward.recognizers.words import NOT_A_NAME
from promptward_dsl.lattice import Confidence
from promptward_rules import word_list

__all__ = ["hasty"]

_CUES = ("care", "work", "weak_care", "seen_by", "told_accepted", "told_in_brackets", "at")
_LED = regex(r"(?:\b(?:at|from|to|by)|@|\() ?(?:our |the )?$")
_INSIDE = regex(r"\bin (?:the )?$")
_WORDS = regex(r"(?:st\. |mt\. )?[a-z][a-z'-]*[a-z](?: [a-z][a-z'-]*[a-z]){0,2}")
_FEATURES = frozenset(word_list("houses", "features in haste"))
"""What the land or a house is called after a word of its own."""

_OF_THE_BODY = frozenset(word_list("houses", "no house before a feature"))
"""Before `point`, `ridge`, `park`, `house` or `station`: no name of a place."""

_SAINTS = frozenset(("st", "st.", "saint", "mt", "mount"))
_MORE = regex(
    r"(?: (?:medical|med|health|healthcare|hospital|hosp|clinic|center|ctr|general|memorial"
    r"|regional"
    r"|university|children's|presbyterian|methodist|main|north|south|east|west|er|ed)\b){1,3}"
)
"""What goes on with the name of a house."""

_SHORTEST, _PAIR = 5, 2


def hasty(reading: FacilityReading, haste: Callable[[int], bool]) -> None:
    """Records them, at places of `haste`: where a text or its line has next to no capitals."""
    text = reading.text
    systems = reading.longest("systems")
    _ours(reading, haste)
    for resource in _CUES:
        for _, at in reading.hits.get(resource, ()):
            if at in reading.taken or not text[at : at + 1].islower() or not haste(at):
                continue
            led = _LED.search(text, max(0, at - 8), at)
            found = _WORDS.match(text, at)
            inside = led is None and _INSIDE.search(text, max(0, at - 8), at) is not None
            if found is None or not (led or inside):
                continue
            known = systems.get(at, 0)
            if known and not any(map(specific, text[at:known].replace("\xff", "'").split())):
                known = 0
            count = 0 if inside else _name(found.group().split())
            if known or count:
                end = at + len(" ".join(found.group().split()[:count]))
                end = max(known, reading.towns.get(at, end) if count == 1 else end)
                more = _MORE.match(text, end)
                end = more.end() if more else end
                if known and not count and is_common(text[at:known]):
                    continue
                sure = resource != "at" or count > 1 or known > 0
                level = Confidence.MEDIUM if sure else Confidence.LOW
                reading.add(at, end, level, resource, "lower_case")


def _ours(reading: FacilityReading, haste: Callable[[int], bool]) -> None:
    """`at our dunmore clinic`: a town, or a word of no list."""
    for start, end in reading.hits.get("our", ()):
        first = start + len("our ")
        if not reading.text[first].islower() or first in reading.taken or not haste(first):
            continue
        word = reading.text[first:end].split(" ", 1)[0]
        if reading.towns.get(first, 0) > first or _is_unknown(word):
            reading.add(first, end, Confidence.MEDIUM, "our", "lower_case")


def _name(words: list[str]) -> int:
    """How many of the words are the name of a place; none: 0."""
    first = words[0]
    if first in NOT_A_NAME or first in NEVER_FIRST or first.removesuffix("'s") in EPONYMS:
        return 0
    if len(words) > 1:
        if first in STREETS and _is_unknown(words[1]):
            return 2
        if first in _SAINTS:
            return 2 if len(words[1]) >= _SHORTEST - 1 and words[1] not in _FEATURES else 0
        named = (
            words[1] in _FEATURES
            and first not in _OF_THE_BODY
            and first not in GENERIC
            and len(first) >= _SHORTEST - 1
            and not OF_MEDICINE.search(first)
        )
        if named:
            return 2
    if not _is_unknown(first):
        return 0
    return 2 if len(words) > 1 and _is_unknown(words[1]) else 1


def _is_unknown(word: str) -> bool:
    """Whether a word in lower case is in no list but that of towns, and none of medicine."""
    if "-" in word:
        return any(map(_is_unknown, word.split("-"))) and len(word.split("-")) == _PAIR
    return (
        len(word) >= _SHORTEST
        and word.isalpha()
        and word not in STREETS
        and is_of_no_list(word)
        and word not in GENERIC
        and word not in ACRONYMS_OF_CARE
        and word not in COUNTRIES
        and word not in DEMONYMS
        and word.title() not in STATES
        and not OF_MEDICINE.search(word)
    )

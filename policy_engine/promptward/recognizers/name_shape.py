"""The shape of a name: points for which lists its words stand in, in their order."""

from collections.abc import Sequence

from promptward.deferred import regex
from promptward.recognizers.common_words import is_common
from promptward.recognizers.eponyms import (
    AFTER_EPONYM,
    EPONYM_PAIRS,
    EPONYMS,
    MAKERS,
    NAMESAKES,
    PRODUCTS,
    TOWNS_OF_METHODS,
)
from promptward.recognizers.medicines import is_medicine
from promptward.recognizers.name_reading import Reading, Segment
from promptward.recognizers.name_words import (
    ANY_FAMILY,
    ANY_GIVEN,
    COMMON,
    FAMILY,
    FAMILY_WORD,
    GIVEN,
    GIVEN_WORD,
    INITIAL,
    UNKNOWN,
    Part,
)
from promptward.recognizers.regions import COUNTRIES, DEMONYMS, NOT_A_TOWN
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import PERSON_VERBS
from promptward_rules import word_list

__all__ = ["is_plural", "sentence_start", "shape", "two_surnames"]

_NAME = ANY_GIVEN | ANY_FAMILY | UNKNOWN
_WORDS = GIVEN_WORD | FAMILY_WORD
_SENTENCE = regex(r"(?:^|[.!?]['\")]{0,2}\s{1,3}|\n\s{0,8}[-*#>]{0,2}\s{0,3})$")
_LOOK_BACK = 12
_LOOK_BACK_ONE = 2
_SHORTEST_NAME = 2
_PARTICLES = frozenset(
    ("La", "De", "El", "Te", "Da", "Di", "Du", "Ui", "Lo", "Do", "Oh", "Om", "So")
)
_ABBREVIATED = frozenset(word_list("names", "abbreviations in capitals"))
"""Letters with dots that are nobody's initials."""

_SEASONS = frozenset(
    """
    january february march april may june july august september october november december spring
    summer autumn fall winter
    """.split()  # noqa: SIM905  # legible
)
_LONG = 4
_SHOUTED_FAMILY = 1.5
_SHORTEST_SHOUTED = 3


def sentence_start(reading: Reading, start: int) -> bool:
    """Whether a sentence or a line starts here, so that a capital says nothing."""
    text = reading.text
    if start == 0:
        return True
    if start > 1 and text[start - 1] == " " and text[start - 2].isalnum():
        return False  # most often
    return bool(_SENTENCE.search(text, max(0, start - _LOOK_BACK), start))


_OF_SOMEBODY = regex(
    r"(?:,| is)? (?:an? )?(?:\d{1,3}(?:[ -]?(?:[MFmf]\b|y/?o\b|yrs?\b|years?\b)|[,;]| and )"
    r"|\(?(?:DOB|SSN|MRN)\b|\(\d{1,3} ?[MFmf]\)"
    r"|(?:was |is )?(?:admitted|seen|discharged|brought in|transferred)\b|is my patient"
    r"|signed (?:the )?consent|for (?:CT|MRI|x-?ray)\b|in (?:bed|room|rm) \d)"
    r"|, (?:RN|NP|PA-C|LPN|CNA|CRNA|PharmD|DDS|RPh)\b"
)
"""What is said of people, and not of houses that are called like somebody."""


def shape(reading: Reading, segment: Segment) -> tuple[float, str]:
    """Points for the words themselves, and the id of their shape."""
    parts = segment.parts
    first, last = parts[0], parts[-1]
    if len(parts) == 1:
        return _single(reading, first)
    if (
        f"{first.word} {last.word}".lower() in EPONYM_PAIRS
        and not _OF_SOMEBODY.match(reading.text, segment.end)
    ) or _is_made(first, last):
        return 0, "named_thing"
    names = len([part for part in parts if part.bits != INITIAL])
    if not names:
        dotted = all(part.dotted for part in parts)
        letters = "".join([part.word for part in parts])
        known = letters in _ABBREVIATED or letters.lower() in shipped("abbreviations")
        return (1.0 if dotted and not known else 0), "initials_only"
    if last.bits == INITIAL and names == 1:
        return _with_initial(first, last)
    if first.bits == INITIAL:
        return _initial_first(parts)
    middle = len(parts) > 2 and any(part.bits == INITIAL for part in parts[1:-1])  # noqa: PLR2004
    if first.bits & _WORDS and first.bits & GIVEN_WORD:
        return _word_first(last, middle=middle, starts=sentence_start(reading, segment.start))
    points, evidence = _pair(first, last)
    if points < _SHOUTED_FAMILY and _family_shouted(reading, first, last):
        return _SHOUTED_FAMILY, "family_shouted"
    return (max(points, 2.0) if middle and evidence != "named_thing" else points), evidence


_MAKERS_ONLY = frozenset(word_list("things", "makers only"))
"""Makers that are nobody's given name: any word behind them is a model of theirs."""

_MORBUS = frozenset(word_list("things", "behind M. and Mb."))
"""What `M.` and `Mb.` stand before in a German, Dutch or Nordic text."""


def _is_made(first: Part, last: Part) -> bool:
    """A model behind its maker, a medicine, a disease behind its `M.`: `Siemens Vida`."""
    low, end = first.word.lower(), last.word.lower()
    return (
        (not last.bits & (COMMON | GIVEN | FAMILY) and low in MAKERS)
        or (low in _MAKERS_ONLY and last.bits != INITIAL)
        or (last.bits == UNKNOWN and (end in PRODUCTS or is_medicine(end)))
        or (low in ("m", "mb") and first.dotted and end in _MORBUS)
    )


def _family_shouted(reading: Reading, first: Part, last: Part) -> bool:
    """A surname in capitals before a given name that is not: `DOE Jane`."""
    if reading.shouted or not first.word.isupper() or len(first.word) < _SHORTEST_SHOUTED:
        return False
    return (
        last.word[1:].islower()
        and bool(first.bits & (ANY_FAMILY | FAMILY_WORD))
        and bool(last.bits & (ANY_GIVEN | UNKNOWN | GIVEN_WORD))
    )


_NUMERALS = frozenset("IVX")
"""What counts kinds behind what is called as proteins are, without a point: `Troponin I`."""
_PROTEIN = regex(r"(?:in|ine|ase|gen|ome|oid|tor|itis|oma|sis)$")


def _with_initial(first: Part, last: Part) -> tuple[float, str]:
    if first.bits & (ANY_GIVEN | UNKNOWN) and not first.bits & _WORDS:
        sure = (first.bits & ANY_GIVEN and "-" not in first.word) or last.dotted
        if not sure and last.word in _NUMERALS and _PROTEIN.search(first.word):
            return 0.5, "given_initial"
        return (2 if sure else 1), "given_initial"
    if first.bits & ANY_FAMILY:
        return (1.5 if last.dotted else 1), "family_initial"
    return (2 if last.dotted and first.bits & GIVEN_WORD else 0.5), "given_initial"


def _initial_first(parts: Sequence[Part]) -> tuple[float, str]:
    first, last = parts[0], parts[-1]
    if not last.bits & (_NAME | FAMILY_WORD):
        return (1.5 if first.dotted else 0), "initial_family"
    if last.bits == UNKNOWN:
        return (1.5 if first.dotted else 0.5), "initial_unknown"
    sure = first.dotted or any(part.dotted for part in parts[1:-1])
    return (2 if sure else 1), "initial_family"


def _word_first(last: Part, *, middle: bool, starts: bool) -> tuple[float, str]:
    """A given name that is a word, first: `Grace Kim`, but `Amber Foods`."""
    if last.bits & (ANY_FAMILY | UNKNOWN) and not last.bits & _WORDS:
        return (2 if last.bits & ANY_FAMILY or not starts else 1.5), "word_family"
    if middle or ("-" in last.word and last.bits & (ANY_FAMILY | FAMILY_WORD)):
        return 2, "word_word"
    return (1.5 if last.bits & FAMILY_WORD and not starts else 1), "word_word"


_SAINTS = frozenset(("Santa", "San"))
"""Before another word more often a town, a church or a wine than a given name."""


def _short(part: Part) -> bool:
    """Whether it is a name of two letters, and no particle: `Al Quill`."""
    return part.word[1].islower() and bool(part.bits & FAMILY_WORD) and part.word not in _PARTICLES


_ABSTRACT = regex(r"(?:[aeiu]tions?|ologies|nesses|[a-z]ments|isms|abilit(?:y|ies))$")
"""The end of a noun, of those that no list holds, that no name has."""


def _unknown_pair(first: Part, last: Part) -> tuple[float, str]:
    if _ABSTRACT.search(last.word):
        return 0, "named_thing"
    plain = all(len(part.word) >= _LONG and part.word[1:].islower() for part in (first, last))
    return (1.5 if plain else 1), "unknown_pair"


def _pair(first: Part, last: Part) -> tuple[float, str]:
    known = bool(last.bits & (FAMILY | COMMON))
    if len(first.word) == _SHORTEST_NAME and _short(first) and last.bits & (_NAME | FAMILY_WORD):
        return (2 if last.bits & (FAMILY | COMMON | GIVEN) else 1.5), "given_unknown"
    if len(last.word) == _SHORTEST_NAME and _short(last) and first.bits & ANY_FAMILY:
        return 1.5, "family_given"
    if first.bits & ANY_GIVEN and not first.bits & _WORDS and first.word not in _SAINTS:
        if last.bits & (ANY_FAMILY | FAMILY_WORD):
            return 2, "given_family"
        return (2, "given_unknown") if last.bits & (ANY_GIVEN | UNKNOWN) else (1, "given_word")
    if first.bits & UNKNOWN and last.bits & (ANY_FAMILY | ANY_GIVEN):
        return (2 if known and len(first.word) >= _LONG else 1.5), "unknown_family"
    if first.bits & ANY_FAMILY and last.bits & ANY_GIVEN:
        return (2 if last.bits & (COMMON | GIVEN) else 1), "family_given"
    if first.bits & UNKNOWN and last.bits & UNKNOWN:
        return _unknown_pair(first, last)
    if last.word.lower() in AFTER_EPONYM:
        return 0, "named_thing"
    if first.bits & ANY_FAMILY and last.bits & ANY_FAMILY:
        return 1, "family_pair"
    return 0.5, "pair"


def is_plural(low: str) -> bool:
    """Whether it is also an everyday word with an s."""
    return low[-1:] == "s" and (is_common(low[:-1]) or low[:-1] in shipped("english"))


def two_surnames(part: Part) -> bool:
    """`Quill-Marsh`: both are surnames of the lists and neither names a disease."""
    pieces = part.word.lower().split("-")
    return (
        len(pieces) > 1
        and part.word[0].isupper()
        and all(one in shipped("surnames") and one not in EPONYMS for one in pieces)
    )


def _capital_says(reading: Reading, part: Part) -> tuple[float, str]:
    """Points for a name that is a word where no sentence starts: there a capital says more."""
    text, start, low = reading.text, part.start, part.word.lower()
    if (
        not part.word[1:].islower()
        or low in _SEASONS
        or low in EPONYMS
        or low in PRODUCTS
        or low in MAKERS
        or low in NAMESAKES
        or low in TOWNS_OF_METHODS
        or len(low) < _LONG
        or reading.program
        or start < _LOOK_BACK_ONE
        or text[start - 1] not in " ("
    ):
        return 0, "word"
    inside = text[start - 1] == " " and text[start - 2].islower()
    if not is_common(low):
        if inside or not sentence_start(reading, start):
            return 1, "rare_word"
        acts = part.bits & GIVEN_WORD and reading.next_word(part.end) in PERSON_VERBS
        return (0.5, "rare_start") if acts else (0, "word")
    return (0.5, "word_inside") if inside and part.bits & GIVEN_WORD else (0, "word")


def _rare_only(word: str, low: str) -> bool:
    """Whether a rare name is nothing that is better known."""
    return (
        len(low) >= _LONG
        and word.istitle()
        and low not in COUNTRIES
        and low not in DEMONYMS
        and low not in NOT_A_TOWN
        and low not in shipped("cities")
        and low not in EPONYMS
        and low not in PRODUCTS
        and low not in NAMESAKES
        and low not in MAKERS
        and low not in TOWNS_OF_METHODS
        and not is_plural(low)
    )


def _single(reading: Reading, part: Part) -> tuple[float, str]:
    bits = part.bits
    if bits == INITIAL:
        return 0, "initial"
    if bits & _WORDS and ("-" not in part.word or not bits & (ANY_GIVEN | ANY_FAMILY)):
        return _capital_says(reading, part)
    if bits == UNKNOWN and is_medicine(part.word.lower()):
        return 0, "named_thing"
    points, evidence = 0.5, "unknown_word"
    if bits & COMMON:
        points, evidence = 2.0, "common_given"
    elif bits & GIVEN and not bits & FAMILY:
        if reading.text.startswith((" #\n", " # ", " #,"), part.end):
            return 0, "named_thing"  # a heading: `Param #`
        points, evidence = (1.5 if sentence_start(reading, part.start) else 2.0), "given_alone"
    elif bits & (ANY_GIVEN | ANY_FAMILY):
        low = part.word.lower()
        named = bits & FAMILY and low not in EPONYMS and low not in PRODUCTS and not is_plural(low)
        evidence = "surname_alone" if named and low not in TOWNS_OF_METHODS else "listed_alone"
        if not named and not bits & (FAMILY | GIVEN) and _rare_only(part.word, low):
            evidence = "rare_name"
        points = 1.5 if bits & GIVEN else 1.0
    compound = "-" in part.word and not bits & (COMMON | GIVEN) and not two_surnames(part)
    shouted = part.word.isupper() and not reading.shouted
    if compound or (shouted and not (evidence == "surname_alone" and len(part.word) > _LONG)):
        points = points / 2
    return points, evidence

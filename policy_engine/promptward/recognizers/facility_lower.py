"""
Facilities in texts without capitals: `seen at honeybrook urgent care`, `from the dunmore clinic`.

A name takes no article. So what stands between a preposition and a head is a name if none of its
words says a kind only; behind an article one of them must also be in no list of words.
"""

import re
from collections.abc import Callable

from promptward.deferred import regex
from promptward.recognizers.common_words import is_common
from promptward.recognizers.facility_lower_among import WEAK, small
from promptward.recognizers.facility_reading import FacilityReading, specific
from promptward.recognizers.facility_words import ACRONYMS_OF_CARE, BRANDS, NAMING, NEVER_FIRST
from promptward.recognizers.house_words import is_compound
from promptward.recognizers.known_words import says_something
from promptward.recognizers.medical_endings import OF_MEDICINE
from promptward.recognizers.street_names import may_be_street
from promptward.recognizers.word_file import shipped
from promptward_dsl.lattice import Confidence
from promptward_rules import word_list

__all__ = ["in_haste", "lowered"]

_FEW_CAPITALS = 80
_LED = regex(
    r"(?:(?:^|[\s(])(?:at|from|to|by|near|via|called|call|nurse at|copy to|records? from)|@"
    r"|(?:^|\n)(?:facility|hospital|clinic|from|site|location|school|pharmacy|employer|practice"
    r"|to):) ?"
    r"(the |our )?((?:[a-z][a-z'.-]{1,18} ){1,3})$"
)
_LOOK = 70
_LOOSE = frozenset(word_list("houses", "loose words"))


_HEADS = BRANDS | {"health", "medical", "healthcare", "med"}
"""Heads that are words: with a name that is none."""

_KINDS = frozenset(
    "and medical general memorial regional university children's women's county community".split()  # noqa: SIM905
)
"""Words inside a name that say only what kind of house it is."""

_SEVERAL = 2
"""Behind an article, as many words of the language make a name: `the garden terrace …`."""

_SHORTEST_LINE = 30
_CAPITALS = bytes(byte for byte in range(256) if chr(byte).isupper())


class _Lines:
    """Whether a line without any capital stands around a place: a message typed in haste."""

    __slots__ = ("_first", "_last", "_lower", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._first = self._last = -1
        self._lower = False

    def is_lower(self, at: int) -> bool:
        if not self._first <= at <= self._last:
            text = self._text
            self._first = text.rfind("\n", 0, at) + 1
            last = text.find("\n", at)
            self._last = last if last >= 0 else len(text)
            line = text[self._first : self._last]
            self._lower = (
                len(line) >= _SHORTEST_LINE
                and line.islower()
                and not line.lstrip().startswith(("#", "//", "--", "*", "/*"))
            )
        return self._lower


def in_haste(text: str) -> Callable[[int], bool]:
    """Whether a place of a text stands among next to no capitals, in the text or in its line."""
    capitals = len(text) - len(text.encode("latin-1").translate(None, _CAPITALS))
    if capitals * _FEW_CAPITALS < len(text):
        return lambda _: True
    return _Lines(text).is_lower


def lowered(reading: FacilityReading, haste: Callable[[int], bool]) -> None:
    """Records names in lower case, at places of `haste`."""
    text = reading.text
    heads = dict(reading.longest("heads"))
    for start, end in reading.longest("weak_heads").items():
        if text[start:end] in _HEADS or text[start:end] in WEAK:
            heads.setdefault(start, end)
    for start, end in heads.items():
        if start in reading.taken or not text[start].islower() or text[start - 1 : start] != " ":
            continue
        if text[start:end].endswith(("hospitals", "clinics")):
            continue
        if not (haste(start) or _surely(text, start)):
            _cared(reading, start, end)
        elif text[start:end] not in WEAK or text[start:end] in _HEADS:
            _before_head(reading, start, end)
        if start not in reading.taken:
            small(reading, start, end)


def _before_head(reading: FacilityReading, start: int, end: int) -> None:
    """Records the name that ends with the head at `[start, end)`, if one does."""
    text = reading.text
    found = _LED.search(text, max(0, start - _LOOK), start)
    if found is None:
        _named_alone(reading, start, end)
        return
    words = found[2].split()
    first = found.start(2)
    if any(word in _LOOSE or word in NEVER_FIRST for word in words):
        return
    town = first in reading.towns and reading.towns[first] < start
    if not town and not any(map(specific, words)):
        if all(word in NAMING for word in words) and reading.cared_for(first):
            reading.add(first, end, Confidence.MEDIUM, "naming", "lower_case")
        return
    article = found[1] is not None
    if town or _is_name(words, text[start:end], article=article):
        stop = reading.towns.get(end + 1, end) if text[end : end + 1] == " " else end
        reading.add(first, stop, Confidence.MEDIUM, "head", "lower_case")


_CARED = regex(
    r"(?:\b(?:at|to|from|in|by|under) (?:the |our )?|(?:^|\n)(?:facility|hospital|clinic|from|site"
    r"|location): {1,3})((?:st\.? )?[a-z][a-z'-]{2,18}(?: (?:and |& )?[a-z][a-z'-]{2,18}){0,2})"
    r"(?: and| &)? $",
    re.IGNORECASE,
)


def _cared(reading: FacilityReading, start: int, end: int) -> None:
    """Among capitals: where somebody is cared for, or behind a label, with a word of no list."""
    text = reading.text
    found = _CARED.search(text, max(0, start - _LOOK), start)
    if found is None or not found[1].islower():
        return
    first = found.start(1)
    label = text[found.start() : first].strip(" \n").lower()
    if not (label.endswith(":") or reading.cared_for(first)):
        return
    labelled = label in _LABELS
    words = found[1].removeprefix("st ").removeprefix("st. ").split()
    if any((word in _LOOSE or word in NEVER_FIRST) and word not in _KINDS for word in words):
        return
    saint = found[1].startswith(("st ", "st. ")) and not is_common(words[0].removesuffix("'s"))
    town = first in reading.towns and reading.towns[first] <= start
    names = [word for word in words if labelled or not _says_something(word)]
    named = any(map(specific, words)) if labelled else _all_name(words)
    if saint or town or (names and named) or _NAMING_HERE.issuperset(words):
        reading.add(first, end, Confidence.MEDIUM, "head", "lower_case")


_LABELS = frozenset(("facility:", "hospital:", "clinic:"))
_NAMING_HERE = frozenset("methodist presbyterian baptist lutheran adventist mercy".split())  # noqa: SIM905


def _all_name(words: list[str]) -> bool:
    return all(specific(word) or word in _KINDS for word in words)


def _says_something(word: str) -> bool:
    low = word.removesuffix("'s")
    return len(low) < _SHORTEST - 1 or says_something(low)


_AT = regex(r"(?:^|[\s(])(?:at|from|to|by|near) ((?:[a-z][a-z'.-]{1,18} ){1,3})$")


def _surely(text: str, start: int) -> bool:
    """Whether a preposition leads to a word of no list, compounded as names of places are."""
    found = _AT.search(text, max(0, start - _LOOK), start)
    return found is not None and is_compound(found[1].split()[0])


_WORD_BEFORE = regex(r"(?:^|[\s(,/>-])((?:(?:st|saint|mt)\.? )?[a-z][a-z'-]{3,18}) $")


def _named_alone(reading: FacilityReading, start: int, end: int) -> None:
    """`dispo oakmorra rehab`: a word of no list before a head, whatever stands before it."""
    found = _WORD_BEFORE.search(reading.text, max(0, start - 30), start)
    if found is None:
        return
    word = found[1].split()[-1]
    town = reading.towns.get(found.start(1), 0) == start - 1 and not is_common(word)
    if is_compound(word) or (
        len(word) >= _SHORTEST
        and (town or (reading.hits.get("person_word") and may_be_street(word)))
        and not (word in ACRONYMS_OF_CARE or OF_MEDICINE.search(word) or word in shipped("given"))
    ):
        reading.add(found.start(1), end, Confidence.MEDIUM, "head", "lower_case")


_SHORTEST = 5


def _is_name(words: list[str], head: str, *, article: bool) -> bool:
    """Whether words before a head, not all of which say a kind, are a name."""
    if any(word.endswith("n't") for word in words):
        return False
    if any(not specific(word) and word not in _KINDS | NAMING for word in words):
        return False
    if not all(is_common(word) or word in shipped("english") for word in words):
        return True
    return BRANDS.issuperset(words) or not (head in _HEADS or (article and len(words) < _SEVERAL))

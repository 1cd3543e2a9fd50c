"""
The lines of an address below its street: a town, a region, a country, a postcode, in any language.

Short lines of capitalised words follow a street that was found, and the last of them ends with a
postcode: whatever they are called, they are where somebody lives. On one line, so is what stands
between a street and its town, and what commas join to a postcode from the left: the name of a
house, of a quarter or of a village.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from promptward.deferred import regex
from promptward.model import Candidate
from promptward.recognizers.known_words import is_of_no_list
from promptward.recognizers.recognizer import Confirmed
from promptward.recognizers.second_look import SecondLookBase
from promptward.recognizers.word_file import shipped
from promptward.text import View
from promptward_dsl.lattice import Confidence
from promptward_rules import word_list

__all__ = ["AddressBlock"]

_WORDS = r"[ ]{0,4},?[ ]{0,2}(?:[A-Z\xff#\d][\w\xff.'/()#-]{0,20}(?:,? |$|(?=\n))){1,5},?"
_BLOCK = regex(
    rf"[^\n]{{0,50}}(?:\n{_WORDS}){{0,3}}"
    r"\n[ ]{0,4},?[ ]{0,2}(?:[A-Z\xff][\w\xff.'()-]{0,20},? ){0,4}\d{4,6}(?:-\d{3,4})?"
    r"(?=[ \t.,;?!]{0,3}(?:\n|$|[.;?!] ))"
)
_LONGEST = 160

_PART = (
    r"#?[A-Z\xff\d(][\w\xff.'/()&#-]*(?: (?:(?:de|del|della|da|do|dos|das|des|du|la|le|der|den"
    r"|am|an|of|on|upon|the|e|y) ){0,2}[A-Z\xff\d(#][\w\xff.'/()&#-]*){0,4}"
)
_BETWEEN = regex(rf"(?:(?: ?,| -)? {_PART}){{0,4}}(?: ?,| -)? ?")
_BEFORE = regex(rf"(?:^|(?<=[,:;|>] )|(?<=[\n|\t(\"'])|(?<=  ))({_PART}), $")
_POSTCODE = regex(
    r"(?:[A-Z]{1,2}\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2}|[A-Z]\d[A-Z] \d[A-Z]\d|[A-Z]\d[\dW] [\dA-Z]{4}"
    r"|[A-Z]{2},? \d{5}(?:-\d{4})?|[a-z.] ?[-\xff] ?[1-9]\d{2} ?\d{3}|(?:NSW|VIC|QLD|TAS|WA|SA"
    r"|ACT|NT) \d{4})$"
)
_GAP, _LOOK, _MOST_PARTS, _SHORT = 60, 64, 5, 4
_UNPLACED = frozenset(("crossing", "road_number", "corner"))
_OTHERWISE = frozenset(word_list("records", "labels in address blocks"))
"""A word that says something else stands there, lower case."""


def _is_place(part: str) -> bool:
    """Whether a part between commas may be one of an address, and nothing else."""
    words = part.lower().replace(".", " ").split()
    return not (
        (part.isupper() and part.isalpha() and len(part) <= _SHORT)
        or any(word in _OTHERWISE for word in words)
    )


def _joined(text: str, one: Confirmed, other: Confirmed) -> bool:
    """Whether nothing but parts of an address stands between a street and its town."""
    low, high = one.end, other.start
    if not 0 < high - low <= _GAP or not any(map(str.isalnum, text[low:high])):
        return False
    return _BETWEEN.fullmatch(text, low, high) is not None and _is_place(
        text[low:high].strip(" ,")
    )


_AFTER = regex(rf"(?:,? ?-? ?)(?:{_PART})(?:(?:, | - ){_PART}){{0,3}}")
_CODED = regex(r"\d{4}")


def _is_known(part: str) -> bool:
    """Whether a word of a part is the name of a town, or it holds a postcode."""
    return _CODED.search(part) is not None or any(
        word in shipped(resource)
        for word in re.split(r"[^A-Za-z]+", part.title())
        if len(word) > _SHORT - 1
        for resource in ("cities", "towns")
    )


def _rightwards(text: str, end: int) -> int:
    """Where an address ends on its line: the last part that a town or a postcode closes."""
    found = _AFTER.match(text, end, min(len(text), end + 2 * _LOOK))
    if found is None or text[end] not in ", /":
        return end
    last = end
    at = end
    for part in re.split(r"(?:, | - )", found.group()):
        at = text.index(part, at) + len(part)
        name = part.strip(", -")
        if not _is_place(name):
            break
        closes = (
            at >= len(text) or text[at] in ",.;)\n(" or text.startswith((" -", "  ", " ("), at)
        )
        if name and closes and (_is_known(name) or _is_quarter(name)):
            last = at
    return last


def _is_quarter(part: str) -> bool:
    """Whether a part is a name of no list of words: a quarter, a village."""
    words = [word for word in part.split() if word.isalpha()]
    return 0 < len(words) <= _MOST_WORDS and all(
        word[0].isupper()
        and len(word) >= _SHORT
        and word.isascii()
        and is_of_no_list(word.lower())
        for word in words
    )


_MOST_WORDS = 2


def _leftwards(text: str, start: int) -> int:
    """Where the address starts whose postcode's line begins at `start`."""
    first = start
    for _ in range(_MOST_PARTS):
        part = _BEFORE.search(text, max(0, first - _LOOK), first)
        if part is None or not _is_place(part[1]):
            break
        first = part.start(1)
    return first


class AddressBlock(SecondLookBase):
    """Recogniser `address_block`: from a street to the postcode some lines below."""

    name = "address_block"
    version = 3

    def again(self, view: View, confirmed: Sequence[Confirmed]) -> Iterable[tuple[str, Candidate]]:
        """Blocks that start with a sure street; of the street's category."""
        places = [
            one
            for one in confirmed
            if one.kind in {"text", "zip"} and one.level is not Confidence.LOW
        ]
        if not places:
            return
        places.sort(key=lambda one: (one.start, -one.end))
        yield from _on_one_line(view.text, places)
        yield from _before_postcodes(view.text, places, confirmed)
        if "\n" in view.text:
            yield from _below(view.text, places)
            yield from _above(view.text, places, confirmed)


def _on_one_line(text: str, places: Sequence[Confirmed]) -> Iterable[tuple[str, Candidate]]:
    """From a street to its town, and to what closes its line."""
    for one, other in pairwise(places):
        if one.kind == "text" and other.kind == "zip" and _joined(text, one, other):
            yield one.category, _block(one.start, other.end)
    starts = {one.start for one in places}
    for one in places:
        if (
            one.kind == "text"
            and not one.evidence & _UNPLACED
            and one.end + 2 not in starts
            and any(map(str.isdigit, text[one.start : one.end]))
        ):
            last = _rightwards(text, one.end)
            if last > one.end:
                yield one.category, _block(one.start, last)


def _before_postcodes(
    text: str, places: Sequence[Confirmed], confirmed: Sequence[Confirmed]
) -> Iterable[tuple[str, Candidate]]:
    """What commas join to a postcode from the left, unless it starts with somebody's name."""
    names: set[int] | None = None
    for one in places:
        if not text[one.end - 1].isalnum() or not _POSTCODE.search(text, one.start, one.end):
            continue
        first = _leftwards(text, one.start)
        if first == one.start:
            continue
        if names is None:
            names = {
                name.start
                for name in confirmed
                if name.kind == "name" and name.level is Confidence.HIGH
            }
        if first not in names:
            yield "", _block(first, one.end)


def _below(text: str, places: Sequence[Confirmed]) -> Iterable[tuple[str, Candidate]]:
    """From a street to the postcode some lines below."""
    for one in places:
        if one.kind == "text":
            block = _BLOCK.match(text, one.end, min(len(text), one.end + _LONGEST))
            if block is not None and text.find("\n", one.end, block.end()) >= 0:
                yield one.category, _block(one.start, block.end())


_LINE_OF_ADDRESS = regex(
    r"[ \t>|]{0,12}((?:c/o )?(?:\d{1,5}[A-Za-z]?,? )?[A-Z\xff][\w\xff'.&/-]*"
    r"(?: (?:[A-Z\xff\d][\w\xff'.&/-]*|de|la|y|of|on|the|upon|an|am|le|in|du|des|del|van|der"
    r"|den|bei"
    r"|by|under|with|near|w|sur|en)){0,5}),?[ \t]{0,4}"
)
_HIGHEST = 5
_MARGIN = 80
"""Blanks and marks of a quotation that may stand before a line."""


def _above(
    text: str, places: Sequence[Confirmed], confirmed: Sequence[Confirmed]
) -> Iterable[tuple[str, Candidate]]:
    """From a postcode on a line of its own to the lines above, up to that of somebody's name."""
    names: dict[int, int] = {}
    for one in confirmed:
        if one.kind == "name" and one.level is not Confidence.LOW:
            names[one.start] = max(one.end, names.get(one.start, 0))
    if not names:
        return
    for one in places:
        if not _POSTCODE.search(text, one.start, one.end):
            continue
        low = max(0, one.start - _MARGIN)
        begin = text.rfind("\n", low, one.start) + 1
        if low and not begin:
            continue
        if text[begin : one.start].strip(" \t>|") or text[one.end : one.end + 1] not in _CLOSED:
            continue
        first = _upwards(text, begin, names)
        if first < begin:
            yield "", _block(first, one.end)


def _upwards(text: str, begin: int, names: Mapping[int, int]) -> int:
    """Where the lines of an address begin under somebody's name; `begin` if no name heads them."""
    first = begin
    for _ in range(_HIGHEST):
        last = first - 1
        if last <= 0:
            break
        start = text.rfind("\n", 0, last) + 1
        if _named_line(text, start, last, names):
            return first
        found = _LINE_OF_ADDRESS.fullmatch(text, start, last)
        if found is None or not _is_place(found[1]):
            break
        first = start
    return begin


_CLOSED = frozenset(("", "\n", "\r", ".", ","))
_TITLES = regex(
    r"[ \t>|]*(?:(?:to|re|attn|name|patient|pt)[:.]? )?"
    r"(?:(?:mr|mrs|ms|miss|mx|dr|prof|sir|lady|rev|fr|sr|sra|m|mme|herrn?|frau|dhr|mevr|sig|sig\.ra"
    r"|the parents? of|parents? of|family|c/o)\.? ){0,2}",
    re.IGNORECASE,
)


def _named_line(text: str, start: int, end: int, names: Mapping[int, int]) -> bool:
    """Whether a line is somebody's name and nothing else."""
    title = _TITLES.match(text, start, end)
    at = title.end() if title else start
    stop = names.get(at, names.get(start, 0))
    return stop > 0 and not text[stop:end].strip(" \t,.MDRNPhESqrJI")


def _block(start: int, end: int) -> Candidate:
    return Candidate(start, end, Confidence.MEDIUM, ("address_block",))

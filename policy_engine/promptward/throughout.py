"""What a text hides once it hides throughout: places written like those that held identifiers."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from promptward.deferred import regex
from promptward.model import Finding
from promptward.resolve import by_place
from promptward.text import Span, View
from promptward_dsl.lattice import Confidence

if TYPE_CHECKING:
    from promptward.detectors import Detector

__all__ = ["throughout", "undone", "with_hidden"]

_MARK = "throughout"
"""The name of such a place."""
_LEAST = 2
"""One may have been an accident of its own."""
_MANY = 8
"""More places for each identifier are no way to hide, but one to write."""
_WAYS = frozenset(
    (
        *("markup", "line_breaks", "spacing", "grouping", "spelling"),
        *("misread_letters", "misread_digits", "mixed_case", "base64"),
    )
)
"""Layers whose edits say themselves that they are none of the layout."""
_LINES = "line_breaks"
_JOINTS = "'./@-"
_REST = regex(rf"[\w{_JOINTS}]*")
_AMOUNT = regex(r"\d*\.\d+(?:-\d*\.\d+)?\.?")
_BACK = 24
_WORD = regex(r"[A-Za-z\xff]+")
_FEWEST_FIGURES = 2
_SHORTEST = 3


def undone(view: View) -> bool:
    """Whether a view may tell so."""
    return view.name in _WAYS and len(view.edited) > _LEAST


def with_hidden(
    findings: tuple[Finding, ...], views: Sequence[View], marking: "Sequence[Detector]"
) -> tuple[Finding, ...]:
    """The findings with what the detectors of marks say of such places, sorted by their spans."""
    places = list(throughout(findings, views)) if views and marking else ()
    more = [
        Finding(
            *(*where, detector.category, detector.letter, Confidence.MEDIUM, detector.name),
            (_MARK, way),
        )
        for where, way in places
        for detector in marking
    ]
    return tuple(sorted((*findings, *more), key=by_place)) if more else findings


def throughout(findings: Sequence[Finding], views: Iterable[View]) -> Iterator[tuple[Span, str]]:
    """
    Places of the original that are written like others which held identifiers, and how.

    Two of them at least were found only because a way to write was undone. What else is written
    that way, is no word that all know and is not found is not to be told from one: somebody who
    knows whom the text speaks of reads it at a glance. Time is linear in the places.
    """
    firm = [one for one in findings if one.confidence >= Confidence.MEDIUM]
    starts = [one.start for one in firm]
    reached = list(accumulate((one.end for one in firm), max))
    marked = set[Span]()
    for view in views:
        way = f"view:{view.name}"
        held = [one for one in firm if one.safe_harbor and way in one.evidence]
        if len(held) < _LEAST:
            continue
        lines = view.name == _LINES
        places = [one for one in view.edited if _inside(view.text, *one, lines=lines)]
        if len(places) > _MANY * len(held):
            continue
        if not lines or _hiding(
            held, [view.original(max(0, low - 1), high + 1) for low, high in places]
        ):
            last = -1
            for low, high in places:
                if low < last:
                    continue
                start, last = _token(view.text, low, high)
                span = view.original(start, last)
                at = bisect_left(starts, span.end) - 1
                if (
                    span not in marked
                    and (at < 0 or reached[at] <= span.start)
                    and _unread(view.text[start:last])
                ):
                    marked.add(span)
                    yield span, way


def _hiding(held: Sequence[Finding], places: Sequence[Span]) -> bool:
    """Whether enough of the findings hold such a place: others are torn between two words."""
    starts = [one.start for one in places]
    return (
        sum(bisect_left(starts, one.start) < bisect_left(starts, one.end - 1) for one in held)
        >= _LEAST
    )


def _inside(text: str, low: int, high: int, *, lines: bool) -> bool:
    """Whether the place is within a token, and no gap between two; `lines`: a line ended there."""
    if low < high:
        return not text[low:high].isspace()
    before, after = text[low - 1 : low], text[high : high + 1]
    if not (_joins(before) and _joins(after)):
        return False
    if not lines or not before.isalnum() or not after.isalnum():
        return True
    if before.isdigit() or after.isdigit():
        return before.isdigit() and after.isdigit()
    if before.isupper() and after.islower():
        return not text[low - 2 : low].isupper() or not text[low - 2 : low - 1].isalpha()
    return after.isupper() == before.isupper()


def _joins(character: str) -> bool:
    return character.isalnum() or (character != "" and character in _JOINTS)


def _token(text: str, low: int, high: int) -> tuple[int, int]:
    """The place with the rest of the words that it begins and ends in."""
    rest = _REST.match(text, high, high + _BACK)
    while low and high - low < _BACK and _joins(text[low - 1]):
        low -= 1
    return low, rest.end() if rest else high


def _unread(token: str) -> bool:
    """Whether it is a number, or holds a word that is no word of the language or of medicine."""
    if sum(map(str.isdigit, token)) >= _FEWEST_FIGURES:
        return _AMOUNT.fullmatch(token) is None
    words = _WORD.findall(token)
    return sum(map(len, words)) >= _SHORTEST and not all(map(_known, words))


def _known(word: str) -> bool:
    from promptward.recognizers.eponyms import EPONYMS, PRODUCTS  # noqa: PLC0415  # few texts ask
    from promptward.recognizers.known_words import says_something  # noqa: PLC0415  # the same
    from promptward.recognizers.word_file import shipped  # noqa: PLC0415  # the same

    low = word.lower()
    return (
        says_something(low)
        or low in EPONYMS
        or low in PRODUCTS
        or low in shipped("medicines")
        # What was read as one of two letters that look alike may be the other.
        or says_something(low.replace("l", "i"))
    )

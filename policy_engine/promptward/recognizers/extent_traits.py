"""
The words beside a name or a place that was found, and their traits: what tells how far it reaches.

A trait is a short readable string: the side (R behind, L before) and the kind (N of a name, P of a
place), then what stands in the piece or beside it: `RP gap=, |T-S`. A piece's score is the sum of
the weights of its traits and of nothing else, so the largest of them are the reason, exactly.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from promptward.deferred import regex
from promptward.recognizers.learned_runs import kind_of
from promptward.recognizers.learned_traits import classes, shape_of
from promptward.recognizers.place_extent import OF_STREETS
from promptward.recognizers.recognizer import Confirmed
from promptward_dsl.lattice import Confidence

__all__ = ["LEFT", "RIGHT", "Beside", "Extents", "Piece", "Reach"]

LEFT, RIGHT = "L", "R"
_WORD = r"\w{1,40}+(?>(?:['`.-]\w{1,40}+){0,7})(?!['`.-]?\w)"
"""At most so long: what stands in a row without a blank is read once for every name in it."""

_GAP = r"[^\w\n]{0,5}|,?[ \t]*\n[ \t]*"
_BEHIND = regex(rf"({_GAP})({_WORD})")
_BEFORE = regex(rf"(?<![\w.'`-])({_WORD})({_GAP})$")
_KEY = regex(r"([A-Za-z_]+)[\"']? ?[:=] ?[\"']?$")
_INNER_LAST = regex(r"[\w'`-]+$")
_INNER_FIRST = regex(r"[\w'`-]+")
_LOOK = 32
_START = itemgetter(0)
_NEAR = 12
_MOST_NESTED = 12
_MOST_DOUBTS = 8
_MOST_WORDS = 4
_LONGEST = 6


class Piece(NamedTuple):
    """A word beside a range, and what parts it from there: half-open ranges of the text."""

    start: int
    end: int
    gap: str
    word: str


class Reach(NamedTuple):
    """
    What sure findings of one kind (N or P) cover together, and the category of the widest.

    `lower`: it has no capital.
    """

    start: int
    end: int
    kind: str
    category: str
    lower: bool = False


class Beside(NamedTuple):
    """A piece beside `[start, end)` on one side, to which `added` pieces were added already."""

    start: int
    end: int
    kind: str
    side: str
    piece: Piece
    added: int


class Extents:
    """A text with its sure names and places, asked for the pieces beside each and their traits."""

    __slots__ = ("_doubts", "_starts", "_sure", "reaches", "text")

    def __init__(self, text: str, confirmed: Sequence[Confirmed]) -> None:
        self.text = text
        sure = [one for one in confirmed if one.level is not Confidence.LOW]
        self.reaches = tuple(sorted(_merged(text, sure)))
        self._sure = sorted({(one.start, one.end, _letter(one)) for one in sure})
        self._starts = [start for start, _, _ in self._sure]
        self._doubts = sorted(
            (one.start, one.end, _letter(one)) for one in confirmed if one.level is Confidence.LOW
        )

    def piece(self, start: int, end: int, side: str) -> Piece | None:
        """The next word on a side of `[start, end)`, if there is one close by."""
        if side == RIGHT:
            found = _BEHIND.match(self.text, end)
            return found and Piece(found.start(2), found.end(), found[1], found[2])
        found = _BEFORE.search(self.text, max(0, start - _LOOK), start)
        return found and Piece(found.start(), found.end(1), found[2], found[1])

    def taken(self, start: int, end: int, reach: Reach) -> tuple[int, int, str] | None:
        """
        The sure finding, if any, that `[start, end)` belongs to.

        One that overlaps the reach is either a part of it or of another kind, and then has to hold
        all of the piece: `May` of `May 30` before the place `30 at Mercy`.
        """
        at = bisect_left(self._starts, end)
        for one in reversed(self._sure[max(0, at - _MOST_NESTED) : at]):
            low, high, kind = one
            if high <= start:
                continue
            if not (low < reach.end and reach.start < high):
                return one
            if kind != reach.kind and low <= start and end <= high:
                return one
        return None

    def first(self, beside: Beside) -> tuple[str, ...]:
        """The traits that alone tell most pieces that go on with nothing: few, and soon told."""
        mark = f"{beside.side}{beside.kind} "
        piece = beside.piece
        low, gap, what = piece.word.lower(), _gap(piece.gap), _what(piece.word)
        return (
            f"{mark}bias",
            f"{mark}gap={gap}",
            f"{mark}word={low}",
            f"{mark}word={gap}{low}",
            f"{mark}what={what}",
            f"{mark}what={gap}|{what}",
        )

    def further(self, beside: Beside) -> Iterator[str]:
        """All other traits."""
        mark = f"{beside.side}{beside.kind} "
        for one in self._further(beside):
            yield mark + one

    def _further(self, beside: Beside) -> Iterator[str]:
        start, end, _, side, piece, added = beside
        text = self.text
        gap, what = _gap(piece.gap), _what(piece.word)
        inner = _edge(text, start, end, side)
        first, last = (start, piece.end) if side == RIGHT else (piece.start, end)
        yield f"added={added}"
        yield from self._of_words(beside, inner, first, last)
        words = text.count(" ", start, end) + 1
        begins = "9" if text[start].isdigit() else shape_of(inner or "a")
        size = f"{begins}{min(words, _MOST_WORDS)}"
        yield f"size={size}|{gap}"
        yield f"size={size}|{gap}|{what}"
        nearest = self._nearest(first, last, side)
        if nearest:
            yield f"ahead={nearest}|{gap}"
            yield f"ahead={nearest}|{what}"
        yield from self._doubted(beside)

    def _of_words(self, beside: Beside, inner: str, first: int, last: int) -> Iterator[str]:
        start, end, _, side, piece, _ = beside
        text = self.text
        low, gap, what = piece.word.lower(), _gap(piece.gap), _what(piece.word)
        inner_low = inner.lower()
        inner_what = _what(inner)
        beyond = self.piece(first, last, side)
        next_low = beyond.word.lower() if beyond else ""
        next_what = _what(beyond.word) if beyond else "^"
        gap2 = _gap(beyond.gap if beyond else _outside(text, first, last, side))
        close = gap2[:1] if side == RIGHT else gap2[-1:]
        back = text[max(0, start - 1) : start] if side == RIGHT else text[end : end + 1]
        frame = (_gap(back) or "^") + close
        yield f"inner={inner_low}"
        yield f"inner={inner_low}|{gap}"
        yield f"inner={inner_low}|{what}"
        yield f"inside={inner_what}"
        yield f"both={inner_what}|{gap}|{what}"
        yield f"word={inner_what}|{gap}|{low}"
        yield f"then={gap2}|{gap}"
        yield f"then={gap2}|{what}"
        yield f"beyond={next_low}"
        yield f"beyond={gap2}{next_low}|{what}"
        yield f"then={what}|{gap2}|{next_what}"
        yield f"then={gap}|{what}|{gap2}|{next_what}"
        yield f"frame={frame}|{gap}|{what}"
        yield f"frame={frame}|{gap}|{what[0]}"
        known = classes()
        for name in known.get(low, ()):
            yield f"is:{name}"
            yield f"is:{name}|{gap}|{what[0]}"
            yield f"is:{name}|{gap2}"
        for name in known.get(inner_low, ()):
            yield f"of:{name}|{gap}"
            yield f"of:{name}|{what}"
        for name in known.get(next_low, ()):
            yield f"to:{name}|{what}"
        key = _KEY.search(text, max(0, first - _LOOK), first)
        if key:
            yield f"key={key[1].lower()}|{close}"
            yield f"key|{gap}|{close}|{what}"

    def _nearest(self, start: int, end: int, side: str) -> str:
        """The kind of the next sure finding on a side, and what stands between, if it is near."""
        if side == RIGHT:
            at = bisect_left(self._starts, end)
            if at == len(self._sure):
                return ""
            other = self._sure[at]
            between = self.text[end : min(other[0], end + _NEAR + 1)]
        else:
            at = bisect_right(self._starts, start) - 1
            if at < 0 or self._sure[at][1] > start:
                return ""
            other = self._sure[at]
            between = self.text[max(other[1], start - _NEAR - 1) : start]
        near = len(between) <= _NEAR and "\n" not in between
        return other[2] + _gap(between) if near else ""

    def _doubted(self, beside: Beside) -> Iterator[str]:
        """What rules doubt of the piece."""
        piece = beside.piece
        at = bisect_left(self._doubts, (piece.start - _LOOK, 0, ""))
        for low, high, letter in self._doubts[at : at + _MOST_DOUBTS]:
            if low < piece.end and piece.start < high:
                yield f"doubt={letter}"
                if low < beside.end and beside.start < high:
                    yield f"doubt={letter}|whole"


def _letter(one: Confirmed) -> str:
    if one.kind == "name":
        return "N"
    if one.kind == "zip" or (one.kind == "text" and one.evidence & OF_STREETS):
        return "P"
    return "D" if one.kind == "date" else "X"


def _merged(text: str, sure: Sequence[Confirmed]) -> Iterator[Reach]:
    for letter in "NP":
        together: list[Confirmed] = []
        end = 0
        for one in sorted((one for one in sure if _letter(one) == letter), key=_START):
            if one.start >= end and together:
                yield _reach(text, together, letter)
                together = []
            together.append(one)
            end = max(end, one.end)
        if together:
            yield _reach(text, together, letter)


def _reach(text: str, together: Sequence[Confirmed], letter: str) -> Reach:
    widest = max(together, key=lambda one: one.end - one.start)
    start, end = together[0].start, max(one.end for one in together)
    return Reach(start, end, letter, widest.category, text[start:end].islower())


def _gap(between: str) -> str:
    """What stands between, in a line: a tab as an arrow, a break as its sign, no letter of it."""
    if "\n" in between:
        return "¶"
    if between.isalnum() or any(map(str.isalnum, between)):
        between = "".join(
            "a" if one.isalpha() else "0" if one.isdigit() else one for one in between
        )
    return between.replace("\t", "→")


def _outside(text: str, start: int, end: int, side: str) -> str:
    return text[end : end + 2] if side == RIGHT else text[max(0, start - 2) : start]


def _edge(text: str, start: int, end: int, side: str) -> str:
    """The word of the range on that side."""
    if side == RIGHT:
        while end > start and not text[end - 1].isalnum():
            end -= 1
        found = _INNER_LAST.search(text, max(start, end - _LOOK), end)
    else:
        while start < end and not text[start].isalnum():
            start += 1
        found = _INNER_FIRST.match(text, start, end)
    return found[0] if found else ""


def _what(word: str) -> str:
    """Its shape, and which lists hold it, or how long a number it is."""
    if not word:
        return "^"
    if word.isdigit():
        return f"9{min(len(word), _LONGEST)}"
    if any(map(str.isdigit, word)):
        return f"8{'a' if word[0].isalpha() else 'd'}{min(len(word), _LONGEST)}"
    return shape_of(word) + kind_of(word.lower())

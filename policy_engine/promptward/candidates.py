"""What patterns, lexicons and recognisers propose in a view: ranges with level and evidence."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias, cast, overload

from promptward.detectors import Caller, Way
from promptward.evidence import Sight
from promptward.extents import outermost_ranges
from promptward.matcher import Ranges, Scan
from promptward.model import ScanError
from promptward.recognizers.recognizer import Confirmed, Hits, SecondLook
from promptward.text import View
from promptward_dsl.lattice import Confidence

__all__ = ["Candidates", "Later", "add", "found_again", "ranges_of", "recognised"]

Candidates: TypeAlias = dict[tuple[int, int], tuple[Confidence, frozenset[str]]]
"""By range of the view."""


class Later(Sequence[tuple[int, int]]):
    """Where a pattern stands, laid if a recogniser asks: some only wake it."""

    __slots__ = ("_number", "_scan")

    def __init__(self, scan: Scan, number: int) -> None:
        self._scan = scan
        self._number = number

    @overload
    def __getitem__(self, index: int) -> tuple[int, int]: ...

    @overload
    def __getitem__(self, index: slice) -> Ranges: ...

    def __getitem__(self, index: int | slice) -> tuple[int, int] | Ranges:
        return self._scan.ranges(self._number)[index]

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return iter(self._scan.ranges(self._number))

    def __len__(self) -> int:
        return len(self._scan.ranges(self._number))


_Judgeable: TypeAlias = tuple[tuple[int, int], Confidence, frozenset[str]]


def found_again(
    caller: Caller, view: View, confirmed: Sequence[Confirmed]
) -> Sequence[tuple[str, _Judgeable]]:
    """Category and candidate."""
    try:
        found = list(cast("SecondLook", caller.recognizer).again(view, confirmed))
    except Exception:  # noqa: BLE001  # whatever it raises, its message may hold the text
        name = caller.name
        raise ScanError("scan_recognizer", f"the recogniser `{name}` failed") from None
    size = len(view.data)
    return [
        (category, ((start, end), level, frozenset(evidence)))
        for category, (start, end, level, evidence) in found
        if 0 <= start < end <= size
    ]


def recognised(
    caller: Caller, hits: Hits, sight: Sight
) -> Sequence[tuple[tuple[int, int], Confidence, frozenset[str]]]:
    view = sight.view
    try:
        candidates = caller.recognizer.recognise(view, hits, sight.fields)
        if not candidates:
            return ()
        candidates = list(candidates)
    except Exception:  # noqa: BLE001  # whatever it raises, its message may hold the text
        name = caller.name
        raise ScanError("scan_recognizer", f"the recogniser `{name}` failed") from None
    size = len(view.data)
    return [
        ((start, end), level, frozenset(evidence))
        for start, end, level, evidence in candidates
        if 0 <= start < end <= size
    ]


def add(
    found: Candidates, where: tuple[int, int], level: Confidence, evidence: frozenset[str]
) -> None:
    known = found.get(where)
    if known is None:
        found[where] = level, evidence
    else:
        found[where] = max(level, known[0]), evidence | known[1]


def ranges_of(scan: Scan, way: Way) -> Ranges:
    if not way.words:
        return scan.ranges(way.resources[0])
    if len(way.resources) > 1:
        return outermost_ranges(_followed(scan, way.resources))
    return outermost_ranges(scan.ranges(way.resources[0]))


_MOST_BLANKS = 3


def _gap(data: bytes, end: int) -> tuple[int, ...]:
    """Where the next word of a sequence may start: after a `.` or not, and one to three blanks."""
    at = end + (data[end : end + 1] == b".")
    blanks = data[at : at + _MOST_BLANKS]
    count = len(blanks) - len(blanks.lstrip(b"\t\n\r "))
    return tuple(range(at + 1, at + count + 1))


def _followed(scan: Scan, resources: Iterable[int]) -> Ranges:
    """Ranges in which hits of the resources follow one another."""
    first, *others = resources
    data = scan.view.data
    so_far = set(scan.ranges(first))
    for number in others:
        ends_by_start: dict[int, list[int]] = {}
        for start, end in scan.ranges(number):
            ends_by_start.setdefault(start, []).append(end)
        if not ends_by_start:
            return ()
        so_far = {
            (start, further)
            for start, end in so_far
            for place in _gap(data, end)
            for further in ends_by_start.get(place, ())
        }
    return sorted(so_far)

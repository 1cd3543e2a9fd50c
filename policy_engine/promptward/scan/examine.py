"""From one file to findings with places: format, engine, what counts, what is allowed."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from promptward.deferred import regex
from promptward.fields import Field
from promptward.formats.registry import format_of, read
from promptward.formats.segment import LeftOut, Place, Segment, UnreadError, Whole
from promptward.formats.source import Source
from promptward.model import Finding, ScanError
from promptward.scan.allow import SIGN, Allows, StatedAllows, without
from promptward.scan.baseline import tag_of
from promptward.scan.context import Near, fingerprint, shown, words_around
from promptward.scan.corroborate import confirmed, corroborated
from promptward.scan.deadline import TimeUp, within
from promptward.scan.invented import MARKER, is_marker, markers_in
from promptward.scan.masked_places import KnownValues
from promptward.scan.outcome import FileScan, Note, Placed, Status, Unread, unread_of
from promptward.scan.outermost import last_name, outermost
from promptward_dsl.lattice import Confidence

if TYPE_CHECKING:
    from promptward.scan.signs import Signs

__all__ = ["Find", "Terms", "examine"]

Find: TypeAlias = Callable[[str, Sequence[Field]], Iterable[Finding]]
"""`Engine.find`."""

_LISTED = 10
"""Findings of one kind in one column or under one key that are listed; the rest is counted."""
_LISTED_LOOSE = 200
_PAYLOAD = regex(r"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{1500,}={0,2}")
_SHORTEST_PAYLOAD = 1500


class Terms(NamedTuple):
    """
    How files are examined. `least` is the least level that is reported.

    `every` also searches source code to the end and lets every finding in it count. `allows` says
    whether comments may allow findings, `today` which of them have ended. `key` makes tags of
    values for the baseline, empty for none. `exact` lists every finding with its ranges in the
    file, so that they can be replaced. `timeout` is how many seconds a file may take, 0 for any.
    `context` makes the line to show of each finding; without, it is empty. `categories` are those
    of the policy, short and in lower case, which an allow may name.
    """

    least: Confidence
    today: dt.date
    every: bool = False
    allows: bool = True
    key: bytes = b""
    exact: bool = False
    timeout: float = 0
    context: bool = True
    categories: frozenset[str] = frozenset()


def examine(path: str, source: Source, find: Find, terms: Terms) -> FileScan:
    """
    The findings of one file. Never raises for any file.

    A failure of a format or of the engine is why the file was not scanned (or not to its end):
    what failed to be looked at must not pass as clean.
    """
    work = _File(path, find, terms)
    unread: Unread | None = None
    name = ""
    try:
        with within(terms.timeout) as deadline:
            name = format_of(source)
            for item in read(source, name=name, exact=terms.exact):
                work.take(item)
                deadline.check()
    except TimeUp:
        unread = Unread(
            "timeout", f"took longer than {terms.timeout:g} s", "raise --timeout, or split it"
        )
    except UnreadError as error:
        unread = unread_of(error)
    except ScanError as error:
        unread = Unread(error.code, str(error), "split the file")
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        unread = Unread("unreadable", f"could not be read: {reason}", "check the file")
    except Exception as error:  # noqa: BLE001  # whatever it was, this file was not scanned
        # The exception's own words may carry text; its type does not.
        message = f"the engine failed with {type(error).__name__}"
        unread = Unread("engine_error", message, "report it, without the file")
    if name.startswith("="):
        return FileScan(path, source.size, format=name)
    return FileScan(
        path, source.size, work.placed(), unread, tuple(sorted(work.left_out.items())),
        (*work.notes, *work.stated_notes()), name,
    )  # fmt: skip


def _may_hold_payload(text: str) -> bool:
    """Whether a line is long enough; of such a line one of these halves at least holds no end."""
    half = _SHORTEST_PAYLOAD // 2
    return any(
        text.find("\n", start, start + half) < 0 for start in range(0, len(text) - half + 1, half)
    )


class _File:
    """One file on its way from items to placed findings."""

    __slots__ = (
        "_find", "_path", "_placed", "_stated", "_tally", "_terms", "_values",
        "left_out", "notes",
    )  # fmt: skip

    def __init__(self, path: str, find: Find, terms: Terms) -> None:
        self._path = path
        self._find = find
        self._terms = terms
        self._placed: list[Placed] = []
        # Place without numbers and category -> how many, and where the last of the listed stands.
        self._tally: dict[tuple[str, str, str], list[int]] = {}
        # Values of the file, which its own keys and columns may repeat.
        self._values = KnownValues()
        self._stated = StatedAllows(terms.today)
        self.left_out: Counter[str] = Counter()
        self.notes: list[Note] = []

    def placed(self) -> tuple[Placed, ...]:
        """All findings so far, those that were only counted added to the last of their kind."""
        # A name may be found after the place that is called like it.
        return tuple(self._without_values(placed) for placed in self._placed)

    def _without_values(self, placed: Placed) -> Placed:
        place = self._values.masked_again(placed.place)
        if place is placed.place:
            return placed
        return placed._replace(place=place, finding=placed.finding._replace(location=place.where))

    def stated_notes(self) -> list[Note]:
        """What is to be said of allows for whole segments, when the file has ended."""
        return self._stated.notes(self._terms.categories)

    def take(self, item: Segment | Whole | LeftOut) -> None:
        """One item of a format."""
        match item:
            case Segment():
                self._segment(item)
            case Whole(finding, place, times):
                if finding.confidence >= self._terms.least:
                    place = self._values.masked(place)
                    mark = fingerprint(self._path, finding.category, place, ())
                    masked = f"[{last_name(finding.category)}]"
                    self._placed.append(
                        Placed(place, finding, exact=False, context=masked, fingerprint=mark,
                               times=times)
                    )  # fmt: skip
            case LeftOut(kind, times):
                self.left_out[kind] += times

    def _segment(self, segment: Segment) -> None:  # noqa: C901  # the order of all
        text = segment.text
        if _may_hold_payload(text):
            text, payloads = _PAYLOAD.subn(lambda m: " " * len(m[0]), text)
            if payloads:
                self.left_out["payload"] += payloads
        allows = Allows(text, self._terms.today) if self._terms.allows and SIGN in text else None
        if allows is not None:
            text = without(text)
        if self._terms.allows:
            self._stated.met(segment.allows)
        marks: Signs | None = None
        if segment.trust == "code" and not self._terms.every:
            from promptward.scan.code import found_in_code  # noqa: PLC0415  # data needs none of it

            marks, found = found_in_code(text, segment.fields, self._find)
        else:
            found = list(self._find(text, segment.fields))
        if MARKER in text:
            markers = markers_in(text)
            found = [f for f in found if not is_marker(text, f.start, f.end, markers)]
        self._values.remember(text, found)
        counted = corroborated(found, marks) if marks is not None else found
        if segment.trust == "output" and not self._terms.every:
            counted = confirmed(found)
        least = self._terms.least
        own = [f for f in counted if f.confidence >= least and f.end > segment.first]
        if segment.seen is not None:
            segment.seen(own)
        near = Near(found)
        for finding, also in outermost(own):
            place = segment.locate(finding.start, finding.end)
            if place is not None:
                self._add(segment, text, finding, also, place, near, allows)
        if allows is not None:
            self.notes += [*allows.notes, *allows.unused(self._terms.categories)]

    def _add(  # what is known of one finding
        self,
        segment: Segment,
        text: str,
        finding: Finding,
        also: tuple[str, ...],
        place: Place,
        near: Near,
        allows: Allows | None,
    ) -> None:
        reason = ""
        if allows is not None:
            reason = allows.reason(text.count("\n", 0, finding.start) + 1, finding.category)
        if not reason and segment.allows and self._terms.allows:
            reason = self._stated.reason(segment.allows, finding.category)
        status: Status = "allowed" if reason else "new"
        tally = self._tally.setdefault((place.anchor, finding.category, status), [0, 0])
        tally[0] += 1
        if not self._terms.exact and tally[0] > (_LISTED if place.anchor else _LISTED_LOOSE):
            last = self._placed[tally[1]]
            self._placed[tally[1]] = last._replace(times=last.times + 1)
            return
        tally[1] = len(self._placed)
        # After the tally: what is only counted need not be told, and a table has thousands.
        place = self._values.masked(place)
        around = near.of(finding)
        words = words_around(text, finding, around)
        mark = fingerprint(self._path, finding.category, place, words)
        context = shown(text, finding, around) if self._terms.context else ""
        key = self._terms.key
        tag = tag_of(key, finding.category, text[finding.start : finding.end]) if key else ""
        ranges = tuple(segment.ranges(finding.start, finding.end)) if self._terms.exact else ()
        exact = segment.base >= 0
        if exact:
            finding = finding._replace(
                start=finding.start + segment.base, end=finding.end + segment.base
            )
        finding = finding._replace(location=place.where)
        self._placed.append(
            Placed(
                place, finding, exact, context, mark, 1, also,
                status, reason, tag, ranges,
            )
        )  # fmt: skip

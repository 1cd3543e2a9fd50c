"""
Days as `3/14` or `14.3.` in a text that has such a day beside a cue: there such figures are days.

What can also be a share (`3/10`, `4/5`) stays in doubt, and so does what its detector has dropped.
"""

import re
from collections.abc import Iterable, Sequence

from promptward.deferred import regex
from promptward.model import Candidate
from promptward.recognizers.recognizer import Confirmed
from promptward.recognizers.second_look import SecondLookBase
from promptward.text import View
from promptward_dsl.lattice import Confidence

__all__ = ["SameCalendar"]

_DAY = regex(r"(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])(?![\d/])")
_GERMAN = regex(r"(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?!\d)")
_POINT = regex(r"(0?[1-9]|1[0-2])\.(?:0[1-9]|[12]\d|3[01])")
_DASH = regex(r"(0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_PAGE = regex(r"(?:\bpg?\.? ?|\bpage |#|v)$", re.IGNORECASE)
_WITH_YEAR = 8
"""Characters of a day that says its year."""

_SHARE = regex(r"(\d{1,2})/(?:2|3|4|5|6|10|100)$")


class SameCalendar(SecondLookBase):
    """Recogniser `same_calendar`: days in figures, as the text writes them elsewhere."""

    name = "same_calendar"
    version = 3

    def again(self, view: View, confirmed: Sequence[Confirmed]) -> Iterable[tuple[str, Candidate]]:
        """Doubtful days, where another one is sure."""
        text = view.text
        # A day of every form begins with a figure.
        figures = [one for one in confirmed if text[one.start].isdigit()]
        if not figures:
            return
        for day in (_DAY, _GERMAN):
            yield from _alike(text, figures, day, confirmed)
        for day in (_POINT, _DASH):
            yield from _of_month(text, figures, day)
        yield from _again(text, figures)


def _again(text: str, figures: Sequence[Confirmed]) -> Iterable[tuple[str, Candidate]]:
    """The day of somebody's field, where the text says it again: in an assertion, behind `==`."""
    sure = {
        text[one.start : one.end]
        for one in figures
        if one.kind == "date" and one.level is not Confidence.LOW and "field" in one.evidence
    }
    for one in figures:
        if (
            one.level is Confidence.LOW
            and one.kind == "date"
            and one.end - one.start >= _WITH_YEAR
            and text[one.start : one.end] in sure
        ):
            yield (
                one.category,
                Candidate(one.start, one.end, Confidence.MEDIUM, ("same_calendar",)),
            )


def _alike(
    text: str, figures: Sequence[Confirmed], day: re.Pattern[str], confirmed: Sequence[Confirmed]
) -> Iterable[tuple[str, Candidate]]:
    """Doubtful days of one form, where another of that form is sure."""
    sure = {
        one.category
        for one in figures
        if one.level is not Confidence.LOW and day.match(text, one.start)
    }
    if not sure:
        return
    months = _months(text, confirmed)
    for one in figures:
        if (
            one.level is Confidence.LOW
            and one.category in sure
            and (found := day.match(text, one.start)) is not None
            and found.end() <= one.end
            and (
                not (share := _SHARE.match(text[one.start : one.end]))
                or months.count(int(share[1])) >= _SEVERAL
            )
            and not _PAGE.search(text, max(0, one.start - 6), one.start)
        ):
            yield (
                one.category,
                Candidate(one.start, one.end, Confidence.MEDIUM, ("same_calendar",)),
            )


_MONTH = regex(r"(?<![\d/])(0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])(?![\d/])")
_SEVERAL = 3
"""Days of a month that make figures a day of it, though they may be a share."""


def _months(text: str, confirmed: Sequence[Confirmed]) -> list[int]:
    """The months of the sure days of the form `3/14`, once each day."""
    days: dict[str, int] = {}
    for one in confirmed:
        if one.level is not Confidence.LOW and one.kind == "date":
            for found in _MONTH.finditer(text, one.start, one.end):
                days[found[0]] = int(found[1])
    return list(days.values())


def _of_month(
    text: str, confirmed: Sequence[Confirmed], day: re.Pattern[str]
) -> Iterable[tuple[str, Candidate]]:
    """Figures that may be a measure, where another day of that form and month is sure."""
    found = [
        (one, int(match[1]))
        for one in confirmed
        if one.kind == "date" and (match := day.fullmatch(text, one.start, one.end)) is not None
    ]
    months = {month for one, month in found if one.level is not Confidence.LOW}
    for one, month in found:
        if one.level is Confidence.LOW and month in months:
            yield (
                one.category,
                Candidate(one.start, one.end, Confidence.MEDIUM, ("same_calendar",)),
            )

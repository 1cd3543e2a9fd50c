"""
Numbers that stand in the same place of many lines about people: worklists, logs, pasted columns.

Lines without a heading, of any layout: where three lines and more hold a number of the same form,
another one in each, and most of these lines name somebody, the number is that person's. A form is
letters and figures in their order; what a column of measures holds (few figures, a decimal, a day,
an amount) has none of these forms.
"""

from collections.abc import Iterable, Sequence
from itertools import islice

from promptward.deferred import regex
from promptward.model import Candidate
from promptward.recognizers.recognizer import Confirmed
from promptward.recognizers.second_look import SecondLookBase, covered
from promptward.text import View
from promptward_dsl.lattice import Confidence

__all__ = ["RowNumber"]

_NUMBER = regex(
    r"(?<![\w.$/:#@%+-])(?:[A-Z]{1,4}-?\d{3,10}(?:-\d{1,6})?[A-Z]?|\d{2,4}-\d{2,5}-\d{2,6}"
    r"|0\d{2}-\d{3}|\d{3}-\d{4}|\d{6,10}[A-Z]?|\d{1,2}[A-Z]{1,3}-?\d{4,8})(?![\w%/:-]|\.\d)"
    r"|(?:^|(?<=\n))\d{4,5}(?=[\t|;,])"
)
_FIGURES = regex("[0-9][0-9]")
"""In every line with such a number; most lines have none."""
_DATE = regex(
    r"(?:19|20)\d\d-?\d\d-?\d\d$|\d{1,2}-\d{1,2}-(?:19|20)?\d\d$|(?:19|20)\d{6}$"
    r"|[A-Z]\d{2}$|ICD|CPT|[A-TV-Z]\d{2}[A-Z0-9]?$"
)
_NAMED = regex(r"[\w\"'] ?[=:] ?[\"']?$")
"""A field names the value itself."""

_FEWEST_ROWS = 3
_FARTHEST = 4
"""Lines between one row and the next: entries of a list run over some lines."""
_SHARE = 2  # of so many rows one names somebody
_LONGEST_LINE = 400
_MOST = 512
_FORM = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", "A" * 26 + "9" * 10)


class RowNumber(SecondLookBase):
    """Recogniser `row_number`: numbers of one form, one a line, in lines that name people."""

    name = "row_number"
    version = 2

    def again(self, view: View, confirmed: Sequence[Confirmed]) -> Iterable[tuple[str, Candidate]]:
        """Of any category, so the detector that asks decides."""
        people = sorted(
            one.start
            for one in confirmed
            if one.kind == "name" and one.level is not Confidence.LOW
        )
        text = view.text
        if len(people) < _SHARE or text.count("\n") < _FEWEST_ROWS - 1:
            return
        mask = bytearray()
        forms, named = _read(text, people)
        runs = (run for places in forms.values() for run in _runs(places))
        told = (place for run in runs if _tells(text, run, named) for place in run)
        for _, start, end in islice(told, _MOST):
            mask = mask or covered(len(text), confirmed)
            if b"\x00" in mask[start:end]:
                yield "", Candidate(start, end, Confidence.MEDIUM, ("same_rows",))


def _read(
    text: str, people: Sequence[int]
) -> tuple[dict[str, list[tuple[int, int, int]]], set[int]]:
    """Line, start and end of the numbers of each form, and the lines that name somebody."""
    forms: dict[str, list[tuple[int, int, int]]] = {}
    at = line = begin = 0
    while (figures := _FIGURES.search(text, at)) is not None:
        start = text.rfind("\n", 0, figures.start()) + 1
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line += text.count("\n", begin, start)
        begin, at = start, end
        if end - start > _LONGEST_LINE:
            continue
        for number in _NUMBER.finditer(text, start, end):
            before = max(start, number.start() - 5)
            if _DATE.match(number[0]) or _NAMED.search(text, before, number.start()):
                continue
            forms.setdefault(number[0].translate(_FORM), []).append((line, *number.span()))
    return forms, set(_lines(text, people))


def _lines(text: str, places: Sequence[int]) -> Iterable[int]:
    """The number of the line, from 0, of each place; these ascend."""
    line = begin = 0
    for place in places:
        line += text.count("\n", begin, place)
        begin = place
        yield line


def _runs(places: Sequence[tuple[int, int, int]]) -> Iterable[list[tuple[int, int, int]]]:
    """Rows that follow one another closely."""
    run: list[tuple[int, int, int]] = []
    for place in places:
        if run and place[0] - run[-1][0] > _FARTHEST:
            yield run
            run = []
        run.append(place)
    if run:
        yield run


def _tells(text: str, run: Sequence[tuple[int, int, int]], named: set[int]) -> bool:
    """Whether there are enough lines, each with another number, and most about somebody."""
    lines = {line for line, _, _ in run}
    if len(lines) < _FEWEST_ROWS or len(run) > len(lines) * _SHARE:
        return False
    if len({text[a:b] for _, a, b in run}) * _SHARE < len(run) + 1:
        return False
    return sum(line in named for line in lines) * _SHARE >= len(lines)

"""
Days of programs and logs beside a person: `seen = "2024-03-14"  # Ann Roe, MRN 4471902`.

Most days in programs and logs are nobody's, so their detector leaves them low. Beside a name or a
number of a person in the same line they are that person's; in a program also a few lines off.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from promptward.model import Candidate
from promptward.recognizers.recognizer import Confirmed
from promptward.recognizers.second_look import SecondLookBase
from promptward.text import View
from promptward_dsl.lattice import Confidence

__all__ = ["SameLine"]

_OF_PERSONS = frozenset(("name", "number"))
"""Kinds of categories."""
_FARTHEST = 160
_LOWERED = "lower:low:"
_LITERAL = "in_program"
_OF_PROGRAMS = frozenset(
    f"{_LOWERED}{term}"
    for term in (
        *("info", "warn", "warning", "error", "debug", "trace", "fatal", "timestamp", "=="),
        *("pd.dataframe", "pd.series", "pd.index", "pd.period", "pd.offsets", "pl.dataframe"),
        *("pl.series", "datetimeindex", "periodindex", "date_range", "period_range"),
        *("timestamp(", "period(", "to_datetime", "tm.assert", "assert", "assert_"),
        *("assertequal", "def test", "freq=", "tz=", "dtype", ">>>", "isoformat"),
        *("strptime", "strftime", "timedelta", "datetime64", "relativedelta", "tz_localize"),
        *("tz_convert", "resample", ".loc[", "unit=", "datetime("),
        *("between date '", "between timestamp '", ">= date '", "< date '"),
        _LITERAL,
    )
)
"""Evidence of programs and logs; what else lowers a day (a study, a release) stands."""


class SameLine(SecondLookBase):
    """Recogniser `same_line`: doubtful days of programs, where their line names a person."""

    name = "same_line"

    def again(self, view: View, confirmed: Sequence[Confirmed]) -> Iterable[tuple[str, Candidate]]:
        """Days left low for words of programs alone, in a line with a sure person."""
        doubtful = [one for one in confirmed if one.kind == "date" and _of_programs(one)]
        if not doubtful:
            return
        sure = sorted(
            one.start
            for one in confirmed
            if one.level is not Confidence.LOW and one.kind in _OF_PERSONS
        )
        text = view.text
        for one in doubtful:
            low = max(one.start - _FARTHEST, 0)
            high = min(one.end + _FARTHEST, len(text))
            if f"{_LOWERED}{_LITERAL}" not in one.evidence:
                low = max(low, text.rfind("\n", low, one.start) + 1)
                line = text.find("\n", one.end, high)
                high = high if line < 0 else line
            number = bisect_left(sure, low)
            if number < len(sure) and sure[number] < high:
                yield (
                    one.category,
                    Candidate(one.start, one.end, Confidence.MEDIUM, ("same_line",)),
                )


def _of_programs(one: Confirmed) -> bool:
    lowered = [id_ for id_ in one.evidence if id_.startswith(_LOWERED)]
    return one.level is Confidence.LOW and bool(lowered) and _OF_PROGRAMS.issuperset(lowered)

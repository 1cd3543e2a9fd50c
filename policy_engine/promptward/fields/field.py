"""Field: a named value of a structured text, found in it or known to a caller."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate
from typing import Concatenate, NamedTuple, ParamSpec, TypeVar, cast

from promptward.fields.kinds import NONE
from promptward.fields.words import Known, told_by
from promptward.text import View

__all__ = ["Field", "Fields"]

T = TypeVar("T")
P = ParamSpec("P")
_MOST_AROUND = 24


class Field(NamedTuple):
    """
    A value that the text itself names.

    `start` and `end` are the value's half-open range; `name` its name in lower-case words. `form`
    says how the text names it: `label` (in a note or form), `key` (in data or code), `column`,
    `segment` (HL7, X12, DICOM), `tag`, or `given` by the caller.
    """

    start: int
    end: int
    name: str
    form: str = "given"


class Fields:
    """The fields of one view, sorted; what is worked out from them is worked out once."""

    __slots__ = ("_all", "_done", "_reach", "_starts", "_told")

    def __init__(self, fields: Iterable[Field] = ()) -> None:
        self._all: tuple[Field, ...] = tuple(fields)
        self._done: dict[object, object] = {}
        self._starts: list[int] | None = None
        self._reach: list[int] = []
        self._told: list[tuple[Field, Known]] | None = None

    @property
    def told(self) -> list[tuple[Field, Known]]:
        """Those whose name says what stands in them, and what it says."""
        if self._told is None:
            self._told = [
                (field, told)
                for field in self._all
                if (told := told_by(field.name)) is not None and told.kinds[0][1] != NONE
            ]
        return self._told

    def __iter__(self) -> Iterator[Field]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def around(self, start: int, end: int) -> list[Field]:
        """
        Those in which `[start, end)` stands.

        Of more than `_MOST_AROUND` that start before it only the last ones are looked at, so that
        a hostile text cannot make this slow.
        """
        if self._starts is None:
            self._starts = [field.start for field in self._all]
            self._reach = list(accumulate((field.end for field in self._all), max))
        last = bisect_right(self._starts, start)
        if not last or self._reach[last - 1] < end:
            return []
        return [
            field for field in self._all[max(0, last - _MOST_AROUND) : last] if end <= field.end
        ]

    def once(
        self,
        work: Callable[Concatenate[View, "Fields", P], T],
        view: View,
        *more: P.args,
        **named: P.kwargs,
    ) -> T:
        """
        What `work` makes of the view, these fields and `more`; done for the first who asks.

        Whoever asks for the same work gives the same.
        """
        done = self._done.get(work)
        if done is None:
            done = self._done[work] = work(view, self, *more, **named)
        return cast("T", done)

"""Field: a named value of a structured text, found in it or known to a caller."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeVar, cast

from promptward.text import View

__all__ = ["Field", "Fields"]

T = TypeVar("T")
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

    __slots__ = ("_all", "_done", "_starts")

    def __init__(self, fields: Iterable[Field] = ()) -> None:
        self._all: tuple[Field, ...] = tuple(fields)
        self._done: dict[object, object] = {}
        self._starts: list[int] | None = None

    def __iter__(self) -> Iterator[Field]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def around(self, start: int, end: int) -> Iterator[Field]:
        """
        Those in which `[start, end)` stands.

        Of more than `_MOST_AROUND` that start before it only the last ones are looked at, so that
        a hostile text cannot make this slow.
        """
        if self._starts is None:
            self._starts = [field.start for field in self._all]
        last = bisect_right(self._starts, start)
        for field in self._all[max(0, last - _MOST_AROUND) : last]:
            if end <= field.end:
                yield field

    def once(self, work: Callable[[View, "Fields"], T], view: View) -> T:
        """What `work` makes of the view and these fields; done for the first who asks."""
        if work not in self._done:
            self._done[work] = work(view, self)
        return cast("T", self._done[work])

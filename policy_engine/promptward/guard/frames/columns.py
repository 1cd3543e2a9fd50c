"""Columns of a frame of pandas, polars or pyarrow, none of them imported here; or of lists."""

import importlib
import sys
from collections.abc import Mapping, Sequence
from typing import Protocol, cast

from promptward.guard.blocked import GuardError

__all__ = ["Frame", "frame_of"]


class Frame(Protocol):
    """A frame as the rest of this package sees it."""

    rows: int
    names: tuple[str, ...]

    def text_like(self, name: str) -> bool:
        """Whether the values of a column may be texts."""

    def values(self, name: str, places: Sequence[int] | None = None) -> list[object]:
        """The values of a column: those at `places`, or all."""

    def rebuilt(self, columns: "dict[str, list[object]]") -> object:
        """A frame of the same library with these columns."""


class _Column(Protocol):
    dtype: object

    def to_list(self) -> list[object]: ...
    def gather(self, places: list[int]) -> "_Column": ...
    def take(self, places: object) -> "_Column": ...
    def to_pylist(self) -> list[object]: ...


class _Pandas:
    def __init__(self, frame: object) -> None:
        self._frame = frame
        self.rows = len(cast("Sequence[object]", frame))
        columns = cast("list[object]", list(getattr(frame, "columns")))  # noqa: B009  # no type of ours
        self._keys = {str(column): place for place, column in enumerate(columns)}
        self.names = tuple(self._keys)
        if len(self.names) != len(columns):
            raise GuardError("two columns have the same name")

    def _column(self, name: str) -> object:
        return getattr(self._frame, "iloc")[:, self._keys[name]]  # noqa: B009  # as above

    def text_like(self, name: str) -> bool:
        kind = str(getattr(self._column(name), "dtype")).lower()  # noqa: B009  # as above
        return not kind.startswith(("int", "uint", "float", "bool"))

    def values(self, name: str, places: Sequence[int] | None = None) -> list[object]:
        column = self._column(name)
        if places is not None:
            column = getattr(column, "iloc")[list(places)]  # noqa: B009  # as above
        return cast("_Column", column).to_list()

    def rebuilt(self, columns: "dict[str, list[object]]") -> object:
        make = type(self._frame)
        return make(columns, index=getattr(self._frame, "index"))  # type: ignore[call-arg]  # noqa: B009  # pandas


class _Polars:
    def __init__(self, frame: object) -> None:
        collect = getattr(frame, "collect", None)
        self._frame = collect() if callable(collect) else frame
        self.rows = int(getattr(self._frame, "height"))  # noqa: B009  # no type of ours
        self.names = tuple(getattr(self._frame, "columns"))  # noqa: B009  # as above

    def _column(self, name: str) -> _Column:
        return cast("_Column", cast("dict[str, object]", self._frame)[name])

    def text_like(self, name: str) -> bool:
        kind = str(self._column(name).dtype)
        return not kind.startswith(("Int", "UInt", "Float", "Boolean", "Decimal"))

    def values(self, name: str, places: Sequence[int] | None = None) -> list[object]:
        column = self._column(name)
        return (column if places is None else column.gather(list(places))).to_list()

    def rebuilt(self, columns: "dict[str, list[object]]") -> object:
        return type(self._frame)(columns)  # type: ignore[call-arg]  # polars


class _Arrow:
    def __init__(self, frame: object) -> None:
        self._frame = frame
        self.rows = int(getattr(frame, "num_rows"))  # noqa: B009  # no type of ours
        self.names = tuple(getattr(frame, "column_names"))  # noqa: B009  # as above

    def _column(self, name: str) -> _Column:
        return cast("_Column", getattr(self._frame, "column")(name))  # noqa: B009  # as above

    def text_like(self, name: str) -> bool:
        kind = str(getattr(self._column(name), "type"))  # noqa: B009  # as above
        return not kind.startswith(("int", "uint", "float", "double", "half", "bool", "decimal"))

    def values(self, name: str, places: Sequence[int] | None = None) -> list[object]:
        column = self._column(name)
        return (column if places is None else column.take(list(places))).to_pylist()

    def rebuilt(self, columns: "dict[str, list[object]]") -> object:
        return getattr(sys.modules["pyarrow"], "table")(columns)  # noqa: B009  # it is loaded


class _Lists:
    def __init__(self, columns: Mapping[object, object]) -> None:
        self._columns = {str(name): _listed(values) for name, values in columns.items()}
        self.names = tuple(self._columns)
        lengths = {len(values) for values in self._columns.values()}
        if len(lengths) > 1 or len(self.names) != len(columns):
            raise GuardError("the columns are not of one length, or two have the same name")
        self.rows = max(lengths, default=0)

    def text_like(self, name: str) -> bool:
        return not all(isinstance(one, int | float | None) for one in self._columns[name])

    def values(self, name: str, places: Sequence[int] | None = None) -> list[object]:
        column = self._columns[name]
        return list(column) if places is None else [column[place] for place in places]

    def rebuilt(self, columns: "dict[str, list[object]]") -> object:
        return columns


def _listed(values: object) -> Sequence[object]:
    if isinstance(values, str | bytes) or not isinstance(values, Sequence):
        raise GuardError("give each column as a list")
    return values


def frame_of(frame: object) -> Frame:
    """Raises GuardError for what is no frame of pandas, polars or pyarrow, and no lists."""
    if isinstance(frame, Mapping):
        return _Lists(frame)
    for kind in type(frame).__mro__:
        library = kind.__module__.partition(".")[0]
        if kind.__name__ == "DataFrame" and library == "pandas":
            return _Pandas(frame)
        if kind.__name__ in {"DataFrame", "LazyFrame"} and library == "polars":
            return _Polars(frame)
        if kind.__name__ in {"Table", "RecordBatch"} and library == "pyarrow":
            return _Arrow(frame)
    if hasattr(frame, "__arrow_c_stream__"):  # duckdb, cudf, and whoever else speaks Arrow
        try:
            return _Arrow(getattr(importlib.import_module("pyarrow"), "table")(frame))  # noqa: B009  # no type of ours
        except ImportError:
            raise GuardError("reading this frame needs pyarrow: pip install pyarrow") from None
    raise GuardError("give a frame of pandas or polars, a table of pyarrow, or a dict of lists")

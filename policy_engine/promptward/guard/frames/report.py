"""What was found in a frame: a row for each column, and a picture of it; never a value."""

from collections.abc import Mapping
from html import escape
from typing import NamedTuple

__all__ = ["ColumnReport", "FrameReport"]


class ColumnReport(NamedTuple):
    """
    One column: how many of the values that were looked at hold something of each category.

    `values` were looked at, those that are missing aside. `text`: identifiers stand inside of
    longer values, so that the column needs its text looked at and can't be judged as a whole.
    """

    name: str
    categories: Mapping[str, int]
    values: int
    text: bool

    @property
    def identifies(self) -> bool:
        """Whether anything was found."""
        return bool(self.categories)


class FrameReport(NamedTuple):
    """
    All columns of a frame. `sampled` of its `rows` rows were looked at.

    A sample is advice: `missed(share)` says how probably it shows nothing of a column in which
    that share of the rows identifies somebody. What is really sent is looked at when it is sent.
    """

    columns: tuple[ColumnReport, ...]
    rows: int
    sampled: int

    @property
    def identifying(self) -> tuple[str, ...]:
        """The names of the columns in which anything was found."""
        return tuple(column.name for column in self.columns if column.identifies)

    def missed(self, share: float) -> float:
        """The probability that a sample of this size holds none of the rows concerned."""
        return 0.0 if self.sampled >= self.rows else (1.0 - share) ** self.sampled

    def __repr__(self) -> str:
        """A line for each column."""
        return "\n".join((self._head(), *(f"  {line}" for line in map(_line, self.columns))))

    def _head(self) -> str:
        if self.sampled >= self.rows:
            return f"{self.rows} rows, all looked at"
        return (
            f"{self.rows} rows, {self.sampled} looked at; what 1 in 100 rows hold is missed with "
            f"probability {self.missed(0.01):.2g}, 1 in 1,000 with {self.missed(0.001):.2g}"
        )

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        del include, exclude
        rows = "".join(_row(column) for column in self.columns)
        return {
            "text/plain": repr(self),
            "text/html": (
                f'<div style="margin:.3em 0">{escape(self._head())}</div><table '
                'style="border-collapse:collapse"><tr><th style="text-align:left">column</th>'
                '<th style="text-align:left">identifies</th><th>share</th></tr>'
                f"{rows}</table>"
            ),
        }


def _line(column: ColumnReport) -> str:
    if not column.identifies:
        return f"{column.name}: nothing found"
    found = ", ".join(
        f"{name.rpartition('.')[2]} in {count} of {column.values}"
        for name, count in column.categories.items()
    )
    return f"{column.name}: {found}{' (inside of texts)' if column.text else ''}"


def _row(column: ColumnReport) -> str:
    mark = "var(--jp-error-color1, #c62828)" if column.identifies else "transparent"
    kinds = ", ".join(name.rpartition(".")[2] for name in column.categories) or "nothing found"
    most = max(column.categories.values(), default=0)
    share = most / column.values if column.values else 0.0
    bar = (
        f'<div style="width:8em;border:1px solid currentColor;height:.7em" role="img" '
        f'aria-label="{share:.0%}"><div style="width:{share * 100:.0f}%;height:100%;'
        f'background:{mark}"></div></div>'
    )
    return (
        f'<tr><td style="border-left:5px solid {mark};text-align:left;padding:.1em .6em">'
        f"{escape(column.name)}</td>"
        f'<td style="text-align:left;padding:.1em .6em">{escape(kinds)}'
        f"{' (inside of texts)' if column.text else ''}</td><td>{bar}</td></tr>"
    )

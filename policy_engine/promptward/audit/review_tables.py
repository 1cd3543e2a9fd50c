"""The review as tables: one CSV file (RFC 4180) for each kind of row."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from promptward.audit.review import Access, ActorRow, Event, Review

__all__ = ["rows_as_csv", "tables"]


def tables(review: Review) -> Mapping[str, str]:
    """File names and their contents."""
    return {
        "actors.csv": rows_as_csv(ActorRow._fields, review.actors),
        "access.csv": rows_as_csv(Access._fields, review.access),
        "events.csv": rows_as_csv(Event._fields, review.events),
        "days.csv": rows_as_csv(("day", *review.verdicts), _days(review)),
        "categories.csv": rows_as_csv(("category", "findings"), list(review.categories.items())),
        "rules.csv": rows_as_csv(("rule", "fired"), list(review.rules.items())),
        "unused.csv": rows_as_csv(("kind", "name"), list(_unused(review))),
    }


def _days(review: Review) -> list[tuple[object, ...]]:
    return [
        (day, *(counts.get(verdict, 0) for verdict in review.verdicts))
        for day, counts in review.days.items()
    ]


def _unused(review: Review) -> Iterator[tuple[str, str]]:
    yield from (("role", name) for name in review.unused_roles)
    yield from (("purpose", name) for name in review.unused_purposes)
    yield from (("destination", name) for name in review.unused_destinations)


def rows_as_csv(names: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Rows under their names, safe to open in a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(names)
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return out.getvalue()


def _cell(cell: object) -> object:
    text = " ".join(map(str, cell)) if isinstance(cell, tuple) else cell
    # A spreadsheet takes what begins like this for a formula; an actor's id may be anything.
    if isinstance(text, str) and text[:1] in {"=", "+", "-", "@", "\t", "\r"}:
        return f"'{text}"
    return text

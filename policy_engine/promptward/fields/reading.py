"""All fields of a view: each layout looks for its own, if a sign of it stands in the text."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from promptward.fields.field import Field
from promptward.fields.markup import markup
from promptward.fields.pairs import pairs
from promptward.fields.segments import segments
from promptward.fields.statements import statements
from promptward.fields.tables import tables
from promptward.fields.words import words_of
from promptward.folding import fold_ascii
from promptward.text import View

__all__ = ["fields_of", "plain_name", "shown"]


def plain_name(name: str) -> str:
    """The name in plain lower-case words, as fields bear it."""
    return " ".join(words_of(fold_ascii(name)))


def fields_of(view: View) -> tuple[Field, ...]:
    """
    The fields of a view, sorted by start and end; ranges are the view's.

    Any text is accepted; time is linear in its length.
    """
    text = view.text
    found = pairs(text)
    found += tables(text)
    found += segments(text)
    found += markup(text)
    found += statements(text)
    found.sort()
    return tuple(found)


def shown(fields: Iterable[Field], view: View) -> list[Field]:
    """Fields of the original, as they stand in the view, with plain names."""
    found = []
    for start, end, name, form in fields:
        if view.offsets is not None and view.ends is not None:
            start = bisect_left(view.offsets, start)  # noqa: PLW2901  # now of the view
            end = bisect_right(view.ends, end)  # noqa: PLW2901
        if 0 <= start < end <= len(view.text):
            found.append(Field(start, end, plain_name(name), form))
    return found

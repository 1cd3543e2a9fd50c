"""
Excel workbooks by openpyxl: each sheet a table, then document properties.

Comments, heads and feet of pages, texts in formulas, boxes, caches of pivot tables and whatever
else holds text are read from their parts.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from promptward.formats.delimited import has_names
from promptward.formats.joined import Joined, fixed
from promptward.formats.office_parts import parts_of, refuse_bombs
from promptward.formats.segment import Item, Place, Reading
from promptward.formats.source import Source
from promptward.formats.table import PlaceOf, Row, rows_in

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["read"]

_PROPERTIES = (
    "creator",
    "lastModifiedBy",
    "title",
    "subject",
    "description",
    "keywords",
    "category",
)


def read(source: Source) -> Reading:
    """Segments of each sheet, streamed; places such as `Sheet1!C10 column 'dob'`."""
    import openpyxl  # noqa: PLC0415  # an extra

    refuse_bombs(source, "xl/worksheets/")
    book = openpyxl.load_workbook(source.open(), read_only=True, data_only=True)
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # who wrote the file may have stated fewer rows than there are
        yield from _sheet(sheet)
    rest = Joined()
    for name in _PROPERTIES:
        value = getattr(book.properties, name, None)
        if value and value != "openpyxl":
            rest.add(str(value), fixed(f"property {name}", f"property:{name}"), name)
    if len(rest):
        yield rest.segment()
    yield from parts_of(source)


def _sheet(sheet: "Worksheet") -> Iterator[Item]:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415  # an extra

    rows = _rows(sheet)
    first = next(rows, None)
    if first is None:
        return
    named = has_names(first[1])
    names = list(first[1]) if named else []
    letters = {
        name or f"{n + 1}": get_column_letter(n + 1)
        for n, name in enumerate(first[1] if named else [])
    }

    def place(number: int, name: str) -> Place:
        letter = letters.get(name) or (get_column_letter(int(name)) if name.isdigit() else "?")
        cell = f"{sheet.title}!{letter}{number or ''}"
        where = f"{cell} column '{name}'" if named else cell
        return Place(where, 0, 0, f"{sheet.title}:{name}")

    yield from _told(names, rows if named else _again(first, rows), place)


def _told(names: list[str], rows: Iterator[Row], place: PlaceOf) -> Iterator[Item]:
    yield from rows_in(names, rows, place)


def _again(first: Row, rows: Iterator[Row]) -> Iterator[Row]:
    yield first
    yield from rows


def _rows(sheet: "Worksheet") -> Iterator[Row]:
    for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
        texts = [_text(cell) for cell in cells]
        if any(texts):
            yield number, texts


def _text(value: object) -> str:
    if value is None or isinstance(value, bool):
        return ""
    text = str(value)
    return text.removesuffix(" 00:00:00")  # a day, as the library writes it

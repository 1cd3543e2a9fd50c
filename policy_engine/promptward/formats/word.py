"""
Word documents by python-docx: paragraphs, tables, headers, footers, comments, properties.

What is not among them (changes, text boxes, notes, tables in tables) is read from its parts.
"""

from promptward.formats.delimited import has_names
from promptward.formats.joined import Joined, fixed
from promptward.formats.office_parts import key_of, parts_of, refuse_bombs
from promptward.formats.segment import Reading
from promptward.formats.source import Source

__all__ = ["read"]

_PROPERTIES = (
    "author",
    "last_modified_by",
    "title",
    "subject",
    "comments",
    "keywords",
    "category",
)


def read(source: Source) -> Reading:  # noqa: C901, PLR0912  # all parts of a document
    """Segments: the text in order, then tables, then what stands around it."""
    import docx  # noqa: PLC0415  # an extra

    refuse_bombs(source)
    document = docx.Document(source.open())
    text = Joined()
    told: set[str] = set()
    for number, paragraph in enumerate(document.paragraphs, 1):
        told.add(key_of(paragraph.text))
        text.add(paragraph.text, fixed(f"paragraph {number}", "paragraph"))
    if len(text):
        yield text.segment()
    rest = Joined()
    for number, table in enumerate(document.tables, 1):
        names: list[str] = []
        for row_number, row in enumerate(table.rows, 1):
            cells = [cell.text for cell in row.cells]
            told.update(key_of(line) for cell in cells for line in cell.split("\n"))
            if row_number == 1 and has_names(cells):
                names = cells
            for column, cell in enumerate(cells):
                name = names[column] if column < len(names) and row_number > 1 else ""
                where = f"table {number} row {row_number} column {name or column + 1}"
                rest.add(cell, fixed(where, f"table:{name}"), name)
    for number, section in enumerate(document.sections, 1):
        for kind, part in (("header", section.header), ("footer", section.footer)):
            for paragraph in part.paragraphs:
                told.add(key_of(paragraph.text))
                rest.add(paragraph.text, fixed(f"{kind} of section {number}", kind))
    for comment in getattr(document, "comments", ()):
        told.update(key_of(line) for line in comment.text.split("\n"))
        rest.add(comment.text, fixed("comment", "comment"))
    for name in _PROPERTIES:
        value = getattr(document.core_properties, name, "")
        if value and value != "python-docx":
            rest.add(str(value), fixed(f"property {name}", f"property:{name}"), name)
    if len(rest):
        yield rest.segment()
    yield from parts_of(source, frozenset(told))

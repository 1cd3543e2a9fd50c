"""JSON: searched as written, so that keys and neighbours are evidence; places are pointers."""

from collections.abc import Iterator

from promptward.fields import Field
from promptward.formats.attached import attached
from promptward.formats.encoding import decoded, encoding_of
from promptward.formats.fhir import element_of, names_of
from promptward.formats.json_walk import Path, Pointers, anchor_of, pointer_of, walk
from promptward.formats.own_report import without_times
from promptward.formats.plain import lines_of, pieces
from promptward.formats.segment import Item, Place, Reading
from promptward.formats.source import Source

__all__ = ["is_fhir", "read", "read_lines", "read_resources"]

_FHIR = '"resourceType"'


def is_fhir(head: str) -> bool:
    """Whether a JSON text is a FHIR resource or bundle: it names its type near the start."""
    return _FHIR in head


def read(source: Source) -> Reading:
    """Segments of a JSON text; FHIR resources with what their elements hold as fields."""
    text = decoded(source.whole(), encoding_of(source.head()))
    yield from _whole(source, text, fhir=is_fhir(text[:4000]))


def read_resources(source: Source) -> Reading:
    """The same for a file that is known to be FHIR."""
    text = decoded(source.whole(), encoding_of(source.head()))
    yield from _whole(source, text, fhir=True)


def _whole(source: Source, text: str, *, fhir: bool) -> Iterator[Item]:
    at = lines_of(text)
    pointers: list[Pointers] = []

    def locate(start: int, end: int) -> Place:
        del end
        if not pointers:
            pointers.append(Pointers(text))
        path = pointers[0].at(start)
        line, column = at(start)
        where = _where(path, pointers[0].types if fhir else {})
        return Place(where, line, column, anchor_of(path))

    yield from pieces(without_times(text), locate, _given(text) if fhir else ())
    yield from attached(text, locate, source)


def _where(path: Path, types: dict[Path, str]) -> str:
    """The pointer, after the path of the element if a FHIR resource is around it."""
    pointer = pointer_of(path) or "/"
    element = element_of(path, types)
    return f"{element} {pointer}" if element else pointer


def _given(text: str, at: int = 0) -> Iterator[Field]:
    """Fields of a FHIR text by element path; only what stands there without escapes, as it is."""
    for leaf, name in names_of(walk(text, at)):
        if leaf.end > leaf.start:
            yield Field(leaf.start, leaf.end, name)


_LINE_BLOCK = 200_000


def read_lines(source: Source) -> Reading:
    """
    JSON lines, however many: records are numbered, places are pointers within the record.

    A line that is no JSON is searched as text.
    """
    encoding = encoding_of(source.head())
    fhir = is_fhir(source.head().decode("utf-8", "replace"))
    line = 0
    for data in source.blocks(_LINE_BLOCK):
        text = decoded(data, encoding)
        encoding = "utf-8" if encoding == "utf-8-sig" else encoding
        yield from _records(source, text, line, fhir=fhir)
        line += text.count("\n")


def _records(source: Source, text: str, before: int, *, fhir: bool) -> Iterator[Item]:
    at = lines_of(text)
    last: list[tuple[int, Pointers]] = []

    def locate(start: int, end: int) -> Place:
        del end
        line, column = at(start)
        first = start - (column - 1)
        if not last or last[0][0] != line:
            stop = text.find("\n", first)
            last[:] = [(line, Pointers(text[first : stop if stop >= 0 else len(text)]))]
        path = last[0][1].at(column - 1)
        number = before + line
        where = _where(path, last[0][1].types if fhir else {})
        return Place(f"record {number} {where}", number, column, anchor_of(path))

    fields: list[Field] = []
    if fhir:
        first = 0
        while first < len(text):
            stop = text.find("\n", first)
            stop = stop if stop >= 0 else len(text)
            fields += (
                field._replace(start=field.start + first, end=field.end + first)
                for field in _given(text[first:stop])
            )
            first = stop + 1
    yield from pieces(text, locate, fields)
    yield from attached(text, locate, source)

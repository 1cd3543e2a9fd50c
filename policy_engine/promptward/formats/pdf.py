"""PDF by pypdf: pages, notes on them, form fields, bookmarks, information, files within."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from promptward.formats.joined import Joined, fixed
from promptward.formats.nested import nested
from promptward.formats.plain import lines_of
from promptward.formats.segment import Item, LeftOut, Place, Reading, Segment, UnreadError
from promptward.formats.source import Source

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

__all__ = ["read"]

At: TypeAlias = Callable[[int], tuple[int, int]]


def read(source: Source) -> Reading:  # noqa: C901  # pages, information, form
    """Segments, one a page; a page without any text is most often a picture, and is counted."""
    import logging  # noqa: PLC0415  # the library's remarks quote the file

    import pypdf  # noqa: PLC0415  # an extra

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    document = pypdf.PdfReader(source.open())
    if document.is_encrypted and not document.decrypt(""):
        raise UnreadError("encrypted", "needs a password", "decrypt it, then scan it")
    empty = 0
    rest = Joined()
    pinned: list[tuple[str, bytes]] = []
    for number, page in enumerate(document.pages, 1):
        pinned += _notes(page, number, rest)
        text = page.extract_text()
        if not text.strip():
            empty += 1
            continue
        at = lines_of(text)

        def locate(start: int, end: int, number: int = number, at: At = at) -> Place:
            del end
            return Place(f"page {number} line {at(start)[0]}", 0, 0, "page")

        yield Segment(text, locate)
    for name, value in (document.metadata or {}).items():
        if isinstance(value, str) and name not in ("/Producer", "/Creator"):
            rest.add(value, fixed(f"information {name[1:]}", f"information:{name[1:]}"), name[1:])
    for name, field in (document.get_fields() or {}).items():
        chosen = _value(field, "/V")
        for value in chosen if isinstance(chosen, list) else (_text(field, "/V"),):
            if isinstance(value, str):
                rest.add(value, fixed(f"form field {name}", f"form:{name}"), name)
    _bookmarks(document.outline, rest)
    if len(rest):
        yield rest.segment()
    yield from _files(document, pinned, source)
    if empty:
        yield LeftOut("page without text", empty)


def _notes(page: "PageObject", number: int, rest: Joined) -> Iterator[tuple[str, bytes]]:
    """What somebody wrote upon a page, and who; and the files that were pinned to it."""
    for reference in page.annotations or ():
        note = reference.get_object()
        if not isinstance(note, dict):
            continue
        for key in ("/Contents", "/T", "/Subj", "/RC"):
            if note.get("/Subtype") != "/Widget":
                rest.add(_text(note, key), fixed(f"note on page {number}", "note"))
        held = _value(_value(note, "/FS"), "/EF")
        for key in ("/F", "/UF"):
            data = _stream(_value(held, key))
            if data is not None:
                yield _text(_value(note, "/FS"), "/F") or f"file on page {number}", data
                break


def _value(holder: object, key: str) -> object:
    """What a key holds, also where it only says where that stands; `get` gives such as it is."""
    return holder[key] if isinstance(holder, dict) and key in holder else None


def _text(holder: object, key: str) -> str:
    value = _value(holder, key)
    data = value if isinstance(value, bytes) else _stream(value)  # a long text may be a stream
    if data is not None:
        return data.decode("utf-8", "replace")
    return value if isinstance(value, str) else ""


def _stream(value: object) -> bytes | None:
    read = getattr(value, "get_data", None)
    data = read() if callable(read) else None
    return data if isinstance(data, bytes) else None


def _bookmarks(outline: object, rest: Joined) -> None:
    waiting = [outline]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting.extend(reversed(one))
        else:
            title = getattr(one, "title", None)
            if isinstance(title, str):
                rest.add(title, fixed("bookmark", "bookmark"))


def _files(
    document: "PdfReader", pinned: list[tuple[str, bytes]], source: Source
) -> Iterator[Item]:
    """
    Files that are attached, and the data of a form in XML (XFA), each by its own format.

    Raises UnreadError after all of them.
    """
    failed: UnreadError | None = None
    attached = [(name, data) for name, all_of in document.attachments.items() for data in all_of]
    forms = [(f"{name}.xml", data) for name, data in (document.xfa or {}).items()]
    whole = _stream(_value(_value(document.root_object, "/AcroForm"), "/XFA"))
    forms += [("form.xml", whole)] if whole is not None else []
    for name, data in attached + pinned + forms:
        try:
            yield from nested(name, data, source)
        except UnreadError as error:
            failed = error
    if failed is not None:
        raise failed

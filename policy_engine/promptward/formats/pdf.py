"""PDF by pypdf: the text of each page, form fields and document information; no pictures."""

from collections.abc import Callable
from typing import TypeAlias

from promptward.formats.joined import Joined, fixed
from promptward.formats.plain import lines_of
from promptward.formats.segment import LeftOut, Place, Reading, Segment, UnreadError
from promptward.formats.source import Source

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
    for number, page in enumerate(document.pages, 1):
        text = page.extract_text()
        if not text.strip():
            empty += 1
            continue
        at = lines_of(text)

        def locate(start: int, end: int, number: int = number, at: At = at) -> Place:
            del end
            return Place(f"page {number} line {at(start)[0]}", 0, 0, "page")

        yield Segment(text, locate)
    rest = Joined()
    for name, value in (document.metadata or {}).items():
        if isinstance(value, str) and name not in ("/Producer", "/Creator"):
            rest.add(value, fixed(f"information {name[1:]}", f"information:{name[1:]}"), name[1:])
    for name, field in (document.get_fields() or {}).items():
        value = field.get("/V")
        if isinstance(value, str):
            rest.add(value, fixed(f"form field {name}", f"form:{name}"), name)
    if len(rest):
        yield rest.segment()
    if empty:
        yield LeftOut("page without text", empty)

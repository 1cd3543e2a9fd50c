"""
Documents that stand in a file as base64: attachments of FHIR, HL7 and C-CDA, data of pages.

A note that a record carries so is a note. What decodes to a text or to a document of a known kind
is read by its own format; keys, hashes and pictures decode to neither, and are left alone.
"""

import binascii
from collections.abc import Iterator

from promptward.deferred import regex
from promptward.formats.nested import nested
from promptward.formats.segment import Item, Locate, UnreadError
from promptward.formats.source import Source

__all__ = ["attached"]

# Escapes of JSON are among the signs of a run; a class alone takes no memory, however long it is.
_RUN = regex(r"(?<![A-Za-z0-9+/=\\])[A-Za-z0-9+/\\]{60,}+")
# Between two lines, as they are wrapped; behind them no field of HL7 begins.
_GAP = regex(r"(?:(?:\r?\n|&#(?:x[dDaA]|1[03]);)[\t ]*+){1,4}")
_MORE = regex(r"[A-Za-z0-9+/\\]++(?!\|)")
_LINE = 60
_ESCAPE = r"(?<!\\)\\++"
_BREAK = regex(rf"(?:{_ESCAPE}(?:[rn]|u000[aAdD])){{1,4}}")
_END = regex(rf"{_ESCAPE}(?!u)[tbf]?")
_SIGNS = ((regex(rf"{_ESCAPE}u002[bB]"), "+"), (regex(rf"{_ESCAPE}(?:u002[fF]|/)"), "/"))
_PADDING = regex(rf"(?:{_ESCAPE}u003[dD]){{1,2}}$")
_SHORTEST = 80
_DOCUMENTS = (b"%PDF-", b"PK\3\4", b"{\\rtf", b"\xd0\xcf\x11\xe0", b"\x1f\x8b\x08")
_MARKS = (b"\xff\xfe", b"\xfe\xff")
_MOST_CONTROLS = 0.01
_CONTROLS = bytes(sign for sign in range(32) if sign not in b"\t\n\r\f\x1b")


def attached(text: str, locate: Locate, source: Source) -> Iterator[Item]:
    """
    Items of all documents in a text, each with its own place before every place.

    Raises UnreadError for those that can't be read, after all others. Time is linear.
    """
    failed: UnreadError | None = None
    for start, end, coded in _coded(text):
        data = _decoded(coded)
        place = locate(start, end) if data else None
        if place is None:
            continue
        try:
            yield from nested(place.where, data, source, called=_called(place.where))
        except UnreadError as error:
            failed = error
    if failed is not None:
        raise failed


def _called(where: str) -> str:
    """A name that says no more than what it ends with: a `history` in a record is no program's."""
    suffix = where.rpartition("/")[2].rpartition(".")[2]
    return f"attached.{suffix}" if suffix.isalnum() else "attached"


def _coded(text: str) -> Iterator[tuple[int, int, str]]:
    """What may be coded: from where to where, and its signs without what stands between lines."""
    at = 0
    while (found := _RUN.search(text, at)) is not None:
        start = found.start()
        lines = []
        while found is not None:
            lines.append(found[0])
            at = found.end()
            gap = _GAP.match(text, at) if len(found[0]) >= _LINE else None
            found = None if gap is None else _MORE.match(text, gap.end())
        whole = "\\n".join(lines)
        for coded in _documents(whole) if "\\" in whole else (whole,):
            if len(coded) >= _SHORTEST:
                yield start, at, coded


def _documents(run: str) -> Iterator[str]:
    """Lines put together: a short one is the last of a document."""
    for escape, sign in _SIGNS:
        run = escape.sub(sign, run)
    for part in _END.split(_BREAK.sub("\n", run)):
        lines: list[str] = []
        for line in part.split("\n"):
            lines.append(_PADDING.sub("", line))
            if len(line) < _LINE:
                yield "".join(lines)
                lines = []
        yield "".join(lines)


def _decoded(coded: str) -> bytes:
    """A document; empty for whatever else it is."""
    whole = coded[: len(coded) - (len(coded) % 4 == 1)]  # one sign alone says nothing
    try:
        data = binascii.a2b_base64(whole + "=" * (-len(whole) % 4))
    except binascii.Error:
        return b""
    return data if data.startswith(_DOCUMENTS) or _is_text(data) else b""


def _is_text(data: bytes) -> bool:
    if data.startswith(_MARKS):
        data = data.decode("utf-16", "replace").encode("utf-8", "replace")
    if b" " not in data or b"\0" in data:
        return False
    try:
        data.decode()
    except UnicodeDecodeError:
        # An old encoding of words: letters and blanks far before everything else.
        plain = sum(map(data.count, b" etaoinsr"))
        if plain * 3 < len(data):
            return False
    return len(data) - len(data.translate(None, _CONTROLS)) <= _MOST_CONTROLS * len(data)

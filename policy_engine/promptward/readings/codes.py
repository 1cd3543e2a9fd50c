"""Codes: runs of a text that are other text in base64, base32, hexadecimal and their like."""

import base64
import binascii
import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from promptward.deferred import regex
from promptward.rare import rare
from promptward.readings.byte_text import (
    ENCODED,
    PLAIN,
    THROUGHOUT,
    WORDS,
    plausible,
    readable,
    sayable,
    short,
    spelt,
    throughout,
    unpacked,
)
from promptward.readings.character_codes import morse, numbers, points
from promptward.readings.edits import Edit

__all__ = ["CODES", "Code"]

_HEAD = 48


class Code(NamedTuple):
    """One code: its name in evidence, and what its runs read as."""

    name: str
    edits: Callable[[str], Iterable[Edit]]


# ---------------------------------------------------------------- base64

_BASE64 = regex(
    r"(?P<data>data:[\w/+.-]{0,60}(?:;[\w=.-]{1,40}){0,3};base64,)?(?<![A-Za-z0-9+/=_-])"
    # Most are words.
    r"(?(data)|(?!(?:[A-Z]?[a-z]+|[A-Z]+|[0-9]+)[ .,;:)?!]))"
    r"(?P<run>[A-Za-z0-9+/_-]{4,}(?:\r?\n[ \t>]{0,8}(?!data:)[A-Za-z0-9+/_-]{2,}){0,4000}"
    # Behind the padding of a day the hour, or more of the name of a file.
    r"(?:={1,2}(?=T[0-9]{2}|_)|={0,2}(?![A-Za-z0-9+/=_-])))"
)
_TOKEN = rare(r"\beyJ[\w-]{8,}\.([\w-]{8,})\.[\w-]*")
_ONLY_CLAIM = regex(r'\{"\w{1,20}": ?"(?P<value>(?:[^"\\{}]|\\u[0-9A-Fa-f]{4}){1,200})"\}')
_ESCAPED = regex(r"\\u(?![Dd][89A-Fa-f])([0-9A-Fa-f]{4})")
"""A character of a JSON string; a half of a pair of surrogates stays as it is written."""
_WORD = regex(r"=\?[\w-]{3,20}\?(?:[Bb]\?(?P<b>[A-Za-z0-9+/]+={0,2})|[Qq]\?(?P<q>[^?\s]+))\?=")
_STANDARD = str.maketrans("-_", "+/")
_SHORTEST_BASE64, _SHORTEST_NAMED = 6, 4
_MIXED = regex(r"[a-z][A-Z]|[a-zA-Z][0-9]|[0-9][a-zA-Z]|=\Z")


def _from_base64(run: str) -> bytes | None:
    run = run.rstrip("=").translate(_STANDARD)
    if len(run) % 4 == 1:
        return None
    try:
        return binascii.a2b_base64(run + "=" * (-len(run) % 4))
    except (binascii.Error, ValueError):
        return None


def _lines(start: int, run: str) -> Iterator[tuple[int, str]]:
    """The run without its breaks, if its lines are of one width; else each line for itself."""
    if "\n" not in run:
        yield start, run
        return
    lines = run.split("\n")
    bare = [line.strip(" \t>\r") for line in lines]
    widths = {len(line) for line in bare[:-1]}
    if len(widths) == 1 and len(bare[-1]) <= widths.pop():
        yield start, run
        return
    for line, text in zip(lines, bare, strict=True):
        yield start + line.find(text), text
        start += len(line) + 1


_FROM_ITS_END = regex(
    r"(?<![A-Za-z0-9+/=])(?P<pad>={1,2})(?P<run>[A-Za-z0-9+/]{6,4000})(?![A-Za-z0-9+/=])"
)


def _base64(text: str) -> Iterable[Edit]:
    sure = 0
    for edit in _base64_alone(text):
        sure += edit.mark == ENCODED or edit.end - edit.start > 2 * _SHORTEST_BASE64
        yield edit
    if sure >= THROUGHOUT:
        for found in _SHORT64.finditer(text):
            yield from short(found, _from_base64(found["run"]))


_SHORT64 = regex(
    r"(?<![\w+/=.-])(?P<run>[A-Za-z0-9+/]{4}(?:[A-Za-z0-9+/]{2,4})?)={0,2}(?![\w+/=-])"
)
_SHORT_HEX = regex(r"(?<![\w.-])(?P<run>(?:[2-7][0-9A-Fa-f]){2,7})(?![\w-]|\.\w)")
_SHORT_DUMP = regex(
    r"(?<![\w.-])(?P<run>[2-7][0-9a-fA-F](?:[ :,][2-7][0-9a-fA-F]){2,6})"
    r"(?![\w-]|[ :,]?[0-9a-fA-F]{2}\b)"
)


def _base64_alone(text: str) -> Iterable[Edit]:
    yield from _named(text)
    for found in _FROM_ITS_END.finditer(text):
        data = _from_base64(found["run"][::-1])
        read = readable(data) if data else None
        if read is not None and (len(found["run"]) + len(found["pad"])) % 4 == 0:
            yield Edit(*found.span(), read, ENCODED)
    for found in _BASE64.finditer(text):
        prefix = found["data"]
        for start, run in _lines(found.start("run"), found["run"]):
            said = _said(run, named=prefix is not None)
            if said is not None:
                at = found.start() if prefix else start
                yield Edit(at, start + len(run), *said)
            elif "\n" not in run and "_" in run:
                for piece in _PIECES.finditer(text, start, start + len(run)):
                    said = _said(piece[0], named=False)
                    if said is not None:
                        yield Edit(*piece.span(), *said)
            elif "\n" in run:
                # No lines of one code: a word of the next line, or codes one below the other.
                yield from _each(start, run, found.start() if prefix else start)


_PIECES = regex(r"(?<![A-Za-z0-9+/=])[A-Za-z0-9+/]{6,}={0,2}(?![A-Za-z0-9+/=])")
"""Codes that a name of a file joins with strokes."""


def _each(start: int, run: str, at: int) -> Iterable[Edit]:
    for line in run.split("\n"):
        bare = line.strip(" \t>\r")
        said = _said(bare, named=False)
        if said is not None:
            low = start + line.find(bare)
            yield Edit(min(at, low), low + len(bare), *said)
        start += len(line) + 1
        at = start


def _character(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))


def _named(text: str) -> Iterable[Edit]:
    """Web tokens, and words of mail headers."""
    for found in _TOKEN.finditer(text):
        data = _from_base64(found[1])
        read = readable(data) if data else None
        if read is not None:
            only = _ONLY_CLAIM.fullmatch(read)
            claim = read if only is None else _ESCAPED.sub(_character, only["value"])
            yield Edit(*found.span(), claim)
    for found in _WORD.finditer(text):
        if found["b"] is not None:
            data = _from_base64(found["b"])
        else:
            data = binascii.a2b_qp(found["q"].encode("latin-1"), header=True)
        said = unpacked(data, named=True) if data else None
        if said is not None:
            yield Edit(found.start(), found.end(), said[0])


def _said(run: str, *, named: bool) -> tuple[str, str] | None:
    """What a run says, and its mark; None if it says nothing."""
    bare = "".join(line.strip(" \t>\r") for line in run.split("\n"))
    least = _SHORTEST_NAMED if named else _SHORTEST_BASE64
    if len(bare) < least or not (named or _MIXED.search(bare)):
        return None
    head = _from_base64(bare[: _HEAD // 3 * 4])
    if head is None or not plausible(head):
        return _from_its_end(bare)
    data = _from_base64(bare)
    said = unpacked(data, named=named) if data else None
    if said is None:
        return _from_its_end(bare)
    read, mark = said
    return read, mark or sayable(read, run)


_LONGEST_TURNED = 120
_SAID_BACK = regex(r"(?:[A-Z]?[a-z]{2,}|[A-Z]{3,}|[0-9]+)(?:[ .,'/@_-]{1,2}[A-Za-z0-9]+)*[.,]?\Z")


def _from_its_end(run: str) -> tuple[str, str] | None:
    """What a short run says that is a code only from its end, if it is plain words or numbers."""
    if not _SHORTEST_BASE64 < len(run) <= _LONGEST_TURNED or run[-1] == "=":
        return None
    data = _from_base64(run[::-1])
    read = readable(data) if data and data.isascii() else None
    return (read, ENCODED) if read is not None and _SAID_BACK.match(read) else None


# ---------------------------------------------------------------- other alphabets

_BASE32 = regex(
    r"(?<![A-Za-z0-9+/=_-])(?:(?:[A-Z2-7]{8}){1,}(?:[A-Z2-7]{2,7}={1,6})?"
    r"|(?:[A-Z2-7]{4}=|[A-Z2-7]{5}|[A-Z2-7]{7})={1,3}"
    r"|(?:[a-z2-7]{8}){0,40}(?:[a-z2-7]{4}=|[a-z2-7]{5}|[a-z2-7]{7})={1,3})(?![A-Za-z0-9=])"
)
_BARE32 = regex(
    r"(?<![A-Za-z0-9+/=_-])(?=[a-z]{0,30}[2-7])(?:[a-z2-7]{8}){1,40}"
    r"(?:[a-z2-7]{7}|[a-z2-7]{5}|[a-z2-7]{4}|[a-z2-7]{2})?(?![A-Za-z0-9=])"
)
"""In small letters and without its padding."""
_ASCII85 = regex(r"<~([!-uz\s]{4,65536}?)~>")
_UTF7 = regex(r"\+(?=[0-9+/]{0,40}[A-Za-z])([A-Za-z0-9+/]{5,4000})-")
_WIDE = "[Cc][3-9A-Fa-f][89abAB][0-9A-Fa-f]|[Ee][1-9A-Fa-f](?:[89abAB][0-9A-Fa-f]){2}"
"""Letters of UTF-8 that are no ASCII."""
_HEX = rare(
    rf"(?<![A-Za-z0-9])(?:0[xX])?((?:[2-7][0-9A-Fa-f]|0[9adAD]|{_WIDE}){{4,}})(?![A-Za-z0-9])"
)
_DUMP = rare(
    r"(?<![A-Za-z0-9])(?:0x)?[2-7][0-9A-Fa-f](?:[ :,\n]{1,3}(?:0x)?[2-9a-fA-F][0-9A-Fa-f]){3,}"
    r"(?![A-Za-z0-9])"
)
_FIGURES = regex(r"[0-9][-/.: ][0-9]")
_BINARY = rare(r"(?<![0-9A-Za-z])[01]{7,8}(?:[ ,\n]{0,2}[01]{7,8}){2,}(?![0-9A-Za-z])")


def _base32(text: str) -> Iterable[Edit]:
    skipped: list[tuple[re.Match[str], bytes | None]] = []
    sure = 0
    for found in _BASE32.finditer(text):
        if found[0][-1] == "=" and len(found[0]) % 8:
            continue
        try:
            data = base64.b32decode(found[0], casefold=True)
        except (binascii.Error, ValueError):
            continue
        read = readable(data)
        if read is not None:
            sure += 1
            yield Edit(found.start(), found.end(), read, sayable(read, found[0]))
        else:
            skipped.append((found, data))
    yield from throughout(sure, skipped)
    for found in _BARE32.finditer(text):
        try:
            data = base64.b32decode(found[0] + "=" * (-len(found[0]) % 8), casefold=True)
        except (binascii.Error, ValueError):
            continue
        read = readable(data) if data.isascii() else None
        if read is not None and PLAIN.match(f"{read:<8}"):
            yield Edit(found.start(), found.end(), read, sayable(read, found[0]))


def _ascii85(text: str) -> Iterable[Edit]:
    skipped: list[tuple[re.Match[str], bytes | None]] = []
    sure = 0
    for found in _ASCII85.finditer(text):
        try:
            data = base64.a85decode(found[1].encode("latin-1"))
        except ValueError:
            continue
        read = readable(data)
        if read is not None:
            sure += 1
            yield Edit(found.start(), found.end(), read, spelt(read))
        else:
            skipped.append((found, data))
    yield from throughout(sure, skipped)


def _utf7(text: str) -> Iterable[Edit]:
    skipped: list[tuple[re.Match[str], bytes | None]] = []
    sure = 0
    for found in _UTF7.finditer(text):
        data = _from_base64(found[1])
        if data is None or len(data) % 2:
            continue
        try:
            said = data.decode("utf-16-be").encode("utf-8")
        except UnicodeError:
            continue
        read = readable(said)
        if read is not None:
            sure += 1
            yield Edit(found.start(), found.end(), read, spelt(read))
        else:
            skipped.append((found, said))
    yield from throughout(sure, skipped)


def _hex(text: str) -> Iterable[Edit]:
    sure = 0
    figures: list[tuple[re.Match[str], bytes | None]] = []
    for found in _HEX.finditer(text):
        data = bytes.fromhex(found[1])
        read = readable(data)
        if read is not None and found[1].isdigit() and not spelt(read):
            figures.append((found, data))
        elif read is not None:
            sure += 1
            mark = ENCODED if PLAIN.match(read) and WORDS.search(read) else ""
            yield Edit(found.start(), found.end(), read, "" if found[1].isdigit() else mark)
    for found in _DUMP.finditer(text):
        pairs = found[0].replace("0x", "")
        read = readable(bytes.fromhex("".join(c for c in pairs if c not in " :,\n")))
        if read is not None and (any(c.isalpha() for c in read) or _FIGURES.search(read)):
            sure += 1
            mark = spelt(read) if any(c.isalpha() for c in pairs) else ""
            yield Edit(found.start(), found.end(), read, mark)
    yield from throughout(sure, figures)
    for pattern in (_SHORT_HEX, _SHORT_DUMP) if sure >= THROUGHOUT else ():
        for found in pattern.finditer(text):
            yield from short(found, bytes.fromhex("".join(filter(str.isalnum, found["run"]))))


def _binary(text: str) -> Iterable[Edit]:
    for found in _BINARY.finditer(text):
        bits = found[0].translate({32: None, 44: None, 10: None})
        width = 8 if len(bits) % 8 == 0 else 7
        if len(bits) % width:
            continue
        data = bytes(int(bits[at : at + width], 2) for at in range(0, len(bits), width))
        read = readable(data)
        if read is not None:
            yield Edit(found.start(), found.end(), read, spelt(read))


_PUNYCODE = rare(
    r"(?<![A-Za-z0-9-])xn--(?P<run>[A-Za-z0-9 ./:@,()'-]{2,60}-[a-z0-9]{2,8})(?![\w-])",
    re.IGNORECASE,
)


def _punycode(text: str) -> Iterable[Edit]:
    for found in _PUNYCODE.finditer(text):
        try:
            yield Edit(*found.span(), found["run"].encode("ascii").decode("punycode"))
        except UnicodeError:
            continue


CODES: tuple[Code, ...] = (
    Code("base64", _base64),
    Code("base32", _base32),
    Code("ascii85", _ascii85),
    Code("utf7", _utf7),
    Code("punycode", _punycode),
    Code("hex", _hex),
    Code("binary", _binary),
    Code("morse", morse),
    Code("codes", numbers),
    Code("code_points", points),
)

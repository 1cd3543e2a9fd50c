"""Codes: runs of a text that are other text in base64, base32, hexadecimal and their like."""

import base64
import binascii
import json
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from promptward.deferred import regex
from promptward.readings.edits import Edit

__all__ = ["CODES", "Code"]

_LONGEST_INFLATED = 1 << 14
"""Bytes: what a compressed run says beyond that is not read, and the run is marked."""
_HEAD = 48
_BLANK = 0x20
_LEAST_LETTERS = 3
_SHARE = 0.95
_SPELT = 4
"""So many letters and digits in a row that nobody has to write as codes are meant to be hidden."""

UNREAD_REST = "compressed"
CODED = "character_codes"
ENCODED = "encoded_text"


class Code(NamedTuple):
    """One code: its name in evidence, and what its runs read as."""

    name: str
    edits: Callable[[str], Iterable[Edit]]


def readable(data: bytes) -> str | None:
    """The text that the bytes are; None if they are none, or none that a person would read."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    shown = sum(c.isprintable() or c in "\n\r\t" for c in text)
    if shown < _SHARE * len(text) or sum(c.isalnum() for c in text) < min(
        _LEAST_LETTERS, len(text)
    ):
        return None
    return text


def _plausible(data: bytes) -> bool:
    """Whether the first bytes may be text, or are compressed: most runs are neither."""
    return data[:2] in (b"\x1f\x8b", b"x\x9c", b"x\xda") or all(
        byte >= _BLANK or byte in b"\n\r\t" for byte in data
    )


_PLAIN = regex(r"[A-Za-z0-9 .,:;'@/_+()#&\n-]{8,}\Z")
_WORDS = regex(r"(?<![a-z])[A-Z]?[a-z]{3,}(?![A-Z])|[0-9]{4}|[A-Z]{4}")


def _sayable(read: str, run: str) -> str:
    """The mark of plain words in a code that nobody needs for them."""
    if "=" not in run and not _CODELIKE.search(run):
        return ""
    return ENCODED if _PLAIN.match(read) and _WORDS.search(read) else ""


_CODELIKE = regex(r"[0-9][a-z]?[A-Z]|[A-Z][0-9]|[a-z][0-9][A-Za-z]")


def _text(data: bytes, *, named: bool = False) -> tuple[str, str] | None:
    """
    What the bytes say, inflated where they are compressed, and the mark for it.

    What is `named` as a code may be one of three characters.
    """
    if named and len(data) <= _LEAST_LETTERS and data.isascii() and data.decode().isprintable():
        return data.decode(), ""
    if data[:2] == b"\x1f\x8b" or data[:1] == b"x":
        unpacker = zlib.decompressobj(wbits=47)
        try:
            inflated = unpacker.decompress(data, _LONGEST_INFLATED)
        except zlib.error:
            return _plain(data)
        more = bool(unpacker.unconsumed_tail)
        read = readable(inflated[: inflated.rfind(b" ") + 1] if more else inflated)
        if (
            read is None
            and unpacker.eof
            and inflated.isascii()
            and inflated.decode().isprintable()
        ):
            read = inflated.decode()  # nobody compresses so little but to hide it
        return None if read is None else (read, UNREAD_REST if more else "")
    return _plain(data)


def _plain(data: bytes) -> tuple[str, str] | None:
    read = readable(data)
    return None if read is None else (read, "")


# ---------------------------------------------------------------- base64

_BASE64 = regex(
    r"(?P<data>data:[\w/+.-]{0,60}(?:;[\w=.-]{1,40}){0,3};base64,)?(?<![A-Za-z0-9+/=_-])"
    # Most are words.
    r"(?(data)|(?!(?:[A-Z]?[a-z]+|[A-Z]+|[0-9]+)[ .,;:)?!]))"
    r"(?P<run>[A-Za-z0-9+/_-]{4,}(?:\r?\n[ \t>]{0,8}(?!data:)[A-Za-z0-9+/_-]{2,}){0,4000}"
    # Behind the padding of a day the hour, or more of the name of a file.
    r"(?:={1,2}(?=T[0-9]{2}|_)|={0,2}(?![A-Za-z0-9+/=_-])))"
)
_TOKEN = regex(r"\beyJ[\w-]{8,}\.([\w-]{8,})\.[\w-]*")
_ONLY_CLAIM = regex(r'\{"\w{1,20}": ?(?P<value>"(?:[^"\\{}]|\\u[0-9a-f]{4}){1,200}")\}')
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
    if sure >= _THROUGHOUT:
        for found in _SHORT64.finditer(text):
            yield from _short(found, _from_base64(found["run"]))


_THROUGHOUT = 2
"""Where so many values are written in a code, short ones are too."""
_SHORT64 = regex(
    r"(?<![\w+/=.-])(?P<run>[A-Za-z0-9+/]{4}(?:[A-Za-z0-9+/]{2,4})?)={0,2}(?![\w+/=-])"
)
_SHORT_HEX = regex(r"(?<![\w.-])(?P<run>(?:[2-7][0-9A-Fa-f]){2,7})(?![\w-]|\.\w)")
_SHORT_DUMP = regex(
    r"(?<![\w.-])(?P<run>[2-7][0-9a-fA-F](?:[ :,][2-7][0-9a-fA-F]){2,6})"
    r"(?![\w-]|[ :,]?[0-9a-fA-F]{2}\b)"
)
_SHORT_NUMBERS = regex(r"\[(?P<run>\d{2,3}(?:, ?\d{2,3}){1,6})\]")
_SHORT_VALUE = regex(
    r"\d[\d/.-]{0,10}\d|[A-Z]\.(?: ?[A-Z]\.?){1,2}|[A-Z][a-z']{1,8}|[a-z]{3,8}"
    r"|[A-Z]{2,8}|\d[\d ]{1,10}\d|[A-Z][a-z]{2,8} \d{1,2}"
)


def _short(found: re.Match[str], data: bytes | None) -> Iterator[Edit]:
    """A run too short to be told by itself, among others."""
    if data and data.isascii() and _SHORT_VALUE.fullmatch(data.decode("ascii")):
        yield Edit(*found.span(), data.decode("ascii"))


def _throughout(
    sure: int, skipped: Iterable[tuple[re.Match[str], bytes | None]]
) -> Iterator[Edit]:
    """What was skipped, if the text has enough of its kind that say something for sure."""
    for found, data in skipped if sure >= _THROUGHOUT else ():
        yield from _short(found, data)


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


def _named(text: str) -> Iterable[Edit]:
    """Web tokens, and words of mail headers."""
    for found in _TOKEN.finditer(text):
        data = _from_base64(found[1])
        read = readable(data) if data else None
        if read is not None:
            only = _ONLY_CLAIM.fullmatch(read)
            yield Edit(*found.span(), read if only is None else json.loads(only["value"]))
    for found in _WORD.finditer(text):
        if found["b"] is not None:
            data = _from_base64(found["b"])
        else:
            data = binascii.a2b_qp(found["q"].encode("latin-1"), header=True)
        said = _text(data, named=True) if data else None
        if said is not None:
            yield Edit(found.start(), found.end(), said[0])


def _said(run: str, *, named: bool) -> tuple[str, str] | None:
    """What a run says, and its mark; None if it says nothing."""
    bare = "".join(line.strip(" \t>\r") for line in run.split("\n"))
    least = _SHORTEST_NAMED if named else _SHORTEST_BASE64
    if len(bare) < least or not (named or _MIXED.search(bare)):
        return None
    head = _from_base64(bare[: _HEAD // 3 * 4])
    if head is None or not _plausible(head):
        return _from_its_end(bare)
    data = _from_base64(bare)
    said = _text(data, named=named) if data else None
    if said is None:
        return _from_its_end(bare)
    read, mark = said
    return read, mark or _sayable(read, run)


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
_UTF7 = regex(r"\+([A-Za-z0-9+/]{5,4000})-")
_WIDE = "[Cc][3-9A-Fa-f][89abAB][0-9A-Fa-f]|[Ee][1-9A-Fa-f](?:[89abAB][0-9A-Fa-f]){2}"
"""Letters of UTF-8 that are no ASCII."""
_HEX = regex(
    rf"(?<![A-Za-z0-9])(?:0[xX])?((?:[2-7][0-9A-Fa-f]|0[9adAD]|{_WIDE}){{4,}})(?![A-Za-z0-9])"
)
_DUMP = regex(
    r"(?<![A-Za-z0-9])(?:0x)?[2-7][0-9A-Fa-f](?:[ :,\n]{1,3}(?:0x)?[2-9a-fA-F][0-9A-Fa-f]){3,}"
    r"(?![A-Za-z0-9])"
)
_FIGURES = regex(r"[0-9][-/.: ][0-9]")
_BINARY = regex(r"(?<![0-9A-Za-z])[01]{7,8}(?:[ ,\n]{0,2}[01]{7,8}){2,}(?![0-9A-Za-z])")
_NUMBERS = regex(
    r"(?<![\w.])(?:x|\\?0x)?\d{2,3}(?:[ \t]{0,2}[,; \n/|-][ \t\n]{0,8}\d{2,4}){3,}(?![\w.])"
)
_PIECE = regex(r"\d{2,4}")


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
            yield Edit(found.start(), found.end(), read, _sayable(read, found[0]))
        else:
            skipped.append((found, data))
    yield from _throughout(sure, skipped)
    for found in _BARE32.finditer(text):
        try:
            data = base64.b32decode(found[0] + "=" * (-len(found[0]) % 8), casefold=True)
        except (binascii.Error, ValueError):
            continue
        read = readable(data) if data.isascii() else None
        if read is not None and _PLAIN.match(f"{read:<8}"):
            yield Edit(found.start(), found.end(), read, _sayable(read, found[0]))


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
            yield Edit(found.start(), found.end(), read, _mark(read))
        else:
            skipped.append((found, data))
    yield from _throughout(sure, skipped)


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
            yield Edit(found.start(), found.end(), read, _mark(read))
        else:
            skipped.append((found, said))
    yield from _throughout(sure, skipped)


def _mark(read: str) -> str:
    """Codes for four letters or digits in a row, which nobody needs to write so."""
    row = 0
    for character in read:
        row = row + 1 if character.isascii() and character.isalnum() else 0
        if row == _SPELT:
            return CODED
    return ""


def _hex(text: str) -> Iterable[Edit]:
    sure = 0
    figures: list[tuple[re.Match[str], bytes | None]] = []
    for found in _HEX.finditer(text):
        data = bytes.fromhex(found[1])
        read = readable(data)
        if read is not None and found[1].isdigit() and not _mark(read):
            figures.append((found, data))
        elif read is not None:
            sure += 1
            mark = ENCODED if _PLAIN.match(read) and _WORDS.search(read) else ""
            yield Edit(found.start(), found.end(), read, "" if found[1].isdigit() else mark)
    for found in _DUMP.finditer(text):
        pairs = found[0].replace("0x", "")
        read = readable(bytes.fromhex("".join(c for c in pairs if c not in " :,\n")))
        if read is not None and (any(c.isalpha() for c in read) or _FIGURES.search(read)):
            sure += 1
            mark = _mark(read) if any(c.isalpha() for c in pairs) else ""
            yield Edit(found.start(), found.end(), read, mark)
    yield from _throughout(sure, figures)
    for pattern in (_SHORT_HEX, _SHORT_DUMP) if sure >= _THROUGHOUT else ():
        for found in pattern.finditer(text):
            yield from _short(found, bytes.fromhex("".join(filter(str.isalnum, found["run"]))))


def _binary(text: str) -> Iterable[Edit]:
    for found in _BINARY.finditer(text):
        bits = found[0].translate({32: None, 44: None, 10: None})
        width = 8 if len(bits) % 8 == 0 else 7
        if len(bits) % width:
            continue
        data = bytes(int(bits[at : at + width], 2) for at in range(0, len(bits), width))
        read = readable(data)
        if read is not None:
            yield Edit(found.start(), found.end(), read, _mark(read))


_CODE_CUE = regex(r"(?i)\b(?:chr|chars?|bytes|bytearray|fromcharcode|ord|ascii|unichr)\b")
_LIKELY = regex(r"^[A-Z][a-z]*[aeiou][a-z]*(?: |$|[.'])|[A-Z][a-z]{3}|\d [a-z]{3}|[a-z]{3}, [A-Z]")
_LEAST_CODES = 4
_UNUSUAL = regex(r"[A-Za-z0-9+(][A-Za-z0-9 .,'/@#()+:^_&?=-]{2,60}")
_LETTERS_ALONE = regex(r"[^\W\d_]+(?:[ '-][^\W\d_]+){0,4}")


def _numbers(text: str) -> Iterable[Edit]:
    sure = 0
    skipped: list[Edit] = []
    for edit in _numbers_alone(text, skipped):
        sure += 1
        yield edit
    yield from _called(text)
    if sure >= _THROUGHOUT:
        yield from skipped
    if sure >= _THROUGHOUT or _CODE_CUE.search(text):
        for found in _SHORT_NUMBERS.finditer(text):
            codes = [int(piece) for piece in _PIECE.findall(found["run"])]
            cued = _CODE_CUE.search(text, max(0, found.start() - 24), found.start()) is not None
            for edit in _short(found, bytes(codes) if max(codes) <= 0x7F else None):  # noqa: PLR2004
                yield edit._replace(mark=CODED) if cued else edit


def _numbers_alone(text: str, skipped: list[Edit]) -> Iterable[Edit]:
    """The edits, and in `skipped` those of less usual characters, in brackets."""
    for found in _NUMBERS.finditer(text):
        codes = [int(piece) for piece in _PIECE.findall(found[0])]
        wide = sum(code > 0xFF for code in codes)  # noqa: PLR2004  # a byte
        if wide * 2 > len(codes) or min(codes) < 0x20:  # noqa: PLR2004  # a blank
            continue
        read = None if wide else readable(bytes(codes))
        if read is None:
            read = readable("".join(map(chr, codes)).encode("utf-8"))
        if read is None:
            continue
        likely = sum(c.isalnum() or c in " .,-@/'#()" for c in read) >= _SHARE * len(read)
        cued = _CODE_CUE.search(text, max(0, found.start() - 24), found.start()) is not None
        if not likely and not wide and _UNUSUAL.fullmatch(read):
            low, high = _in_brackets(found, text)
            if high - low > len(found[0]):
                skipped.append(Edit(low, high, read))
        if (likely or cued) and len(read) >= _LEAST_CODES:
            if wide and not cued and not _LETTERS_ALONE.fullmatch(read):
                continue
            words = _LIKELY.search(read) is not None and len(read) >= _LEAST_CODES + 1
            marked = words or cued
            yield Edit(*_in_brackets(found, text), read, CODED if marked else "")


_CALL = r"(?:\[char\]|\bchr[wb]?\$?\(|\bchar\() ?\d{2,4}\)?"
_CALLS = regex(rf"(?i){_CALL}(?:\s{{0,2}}(?:[&+.,]|\|\|)\s{{0,2}}{_CALL}){{2,400}}")


def _called(text: str) -> Iterable[Edit]:
    """Characters that a program makes of their codes one by one."""
    for found in _CALLS.finditer(text):
        read = "".join(chr(int(piece)) for piece in _PIECE.findall(found[0]))
        if read.isprintable():
            yield Edit(*found.span(), read, CODED)


def _in_brackets(found: re.Match[str], text: str) -> tuple[int, int]:
    """The range, with the brackets of a list right around it: what it says stands without them."""
    start, end = found.span()
    around = text[start - 1 : start] + text[end : end + 1]
    return (start - 1, end + 1) if start and around == "[]" else (start, end)


_POINTS = regex(r"U\+00[2-7][0-9A-Fa-f](?:[ ,]{1,2}U\+00[2-7][0-9A-Fa-f]){2,200}")


def _points(text: str) -> Iterable[Edit]:
    for found in _POINTS.finditer(text):
        read = "".join(chr(int(one[4:], 16)) for one in found[0].replace(",", " ").split())
        yield Edit(*found.span(), read, _mark(read))


_MORSE = regex(r"(?<![^\s(:\x22'])[.-]{1,5}(?:(?: ?/ ?| {1,3})[.-]{1,5}){3,200}(?![^\s).,\x22'])")
_SIGNS = {
    sign: letter
    for letter, sign in zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
        [
            ".-",
            "-...",
            "-.-.",
            "-..",
            ".",
            "..-.",
            "--.",
            "....",
            "..",
            ".---",
            "-.-",
            ".-..",
            "--",
            "-.",
            "---",
            ".--.",
            "--.-",
            ".-.",
            "...",
            "-",
            "..-",
            "...-",
            ".--",
            "-..-",
            "-.--",
            "--..",
            "-----",
            ".----",
            "..---",
            "...--",
            "....-",
            ".....",
            "-....",
            "--...",
            "---..",
            "----.",
        ],
        strict=False,
    )
}
_LEAST_SIGNS = 3


def _morse(text: str) -> Iterable[Edit]:
    for found in _MORSE.finditer(text):
        signs = found[0].replace("/", " / ").split()
        if len(set(signs)) < _LEAST_SIGNS or not all(s in _SIGNS or s == "/" for s in signs):
            continue
        yield Edit(
            found.start(), found.end(), "".join(_SIGNS.get(s, " ") for s in signs).title(), "morse"
        )


_PUNYCODE = regex(
    r"(?i)(?<![A-Za-z0-9-])xn--(?P<run>[A-Za-z0-9 ./:@,()'-]{2,60}-[a-z0-9]{2,8})(?![\w-])"
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
    Code("morse", _morse),
    Code("codes", _numbers),
    Code("code_points", _points),
)

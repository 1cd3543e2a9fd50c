"""Records: one JSON object a line in, one JSON object a line out, in the same order."""

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeAlias

from promptward.model import Finding, ScanError
from promptward.scan.read_text import CLOSED, MAX_BYTES, Unread, unread
from promptward_dsl.lattice import Confidence

__all__ = ["LineTooLong", "RecordTotals", "scan_line", "scan_records", "scan_source"]

_CHUNK = 1 << 20
_encode = json.JSONEncoder(
    ensure_ascii=True, separators=(",", ":"), check_circular=False, allow_nan=False
).encode

Find: TypeAlias = Callable[[str], Iterable[Finding]]
STANDARD_INPUT = "-"
Line: TypeAlias = "bytes | LineTooLong"


class LineTooLong(NamedTuple):
    """Stands for a line over the limit; its bytes were passed over, not kept."""

    size: int


class RecordTotals:
    """What a run adds up to."""

    __slots__ = ("findings", "malformed", "records")

    def __init__(self) -> None:
        self.records = 0
        self.findings = 0
        self.malformed = 0


class _MalformedError(Exception):
    """A line without a text to scan: a stable code, and the record's id where it is known."""

    def __init__(self, code: str, identifier: object = None) -> None:
        super().__init__(code)
        self.code = code
        self.identifier = identifier


class _UnreadError(Exception):
    """The source gave no more, and not because it ended."""

    def __init__(self, reason: Unread) -> None:
        super().__init__(reason.message)
        self.reason = reason


def scan_source(
    path: str,
    out: int,
    find: Find,
    *,
    field: str,
    least: Confidence,
    totals: RecordTotals,
    limit: int = MAX_BYTES,
) -> Unread | None:
    """
    Answer every line of a file, `-` for standard input, with one line on `out`.

    Returns why the file could not be read, or could not be read to its end: the answers to what
    came before that have been written. Raises OSError where `out` can't be written.
    """
    try:
        if path == STANDARD_INPUT:
            if sys.stdin is None:  # typed as never None, but so it is after `<&-`
                return CLOSED
            source = os.dup(sys.stdin.fileno())
        else:
            source = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    except OSError as error:
        return unread(error)
    try:
        scan_records(source, out, find, field=field, least=least, totals=totals, limit=limit)
    except _UnreadError as error:
        return error.reason
    finally:
        os.close(source)
    return None


def scan_records(
    descriptor: int,
    out: int,
    find: Find,
    *,
    field: str,
    least: Confidence,
    totals: RecordTotals,
    limit: int = MAX_BYTES,
) -> None:
    """
    Answer every line of `descriptor` with one line on `out`.

    Answers are written whenever all lines read so far are answered, so that a program may send
    a line and wait for its answer, and a file still runs through at full speed. Memory is bounded
    by `limit` for one line, whatever the length of the input.
    """
    number = 0
    for batch in _batches(descriptor, limit):
        answers = []
        for line in batch:
            number += 1
            answers.append(scan_line(line, number, find, field=field, least=least, totals=totals))
        if answers:
            _write_all(out, ("\n".join(answers) + "\n").encode("ascii"))


def scan_line(
    line: Line,
    number: int,
    find: Find,
    *,
    field: str,
    least: Confidence,
    totals: RecordTotals,
) -> str:
    """
    The answer to one line: `{"id", "findings"}`, or `{"id", "line", "error"}`.

    The codes of `error`: too_large, not_utf8, not_json, not_an_object, duplicate_key (which of
    the two holds is up to whoever reads it next), no_text (no string under the field) and
    engine_error. A record without `id`, or one that could not be read, is answered with id null.
    """
    try:
        record = _record(line, number)
        identifier = record.get("id")
        findings = _findings(record.get(field), find, least, identifier)
        answer = _answer(identifier, findings)
    except _MalformedError as error:
        totals.malformed += 1
        return _failed(error, number)
    totals.records += 1
    totals.findings += len(findings)
    return answer


def _findings(
    text: object, find: Find, least: Confidence, identifier: object
) -> list[dict[str, object]]:
    if not isinstance(text, str):
        raise _MalformedError("no_text", identifier)
    try:
        return [finding.to_json() for finding in find(text) if finding.confidence >= least]
    except ScanError as error:
        raise _MalformedError(error.code, identifier) from None
    except Exception:  # noqa: BLE001  # whatever it was, this record was not scanned
        raise _MalformedError("engine_error", identifier) from None


def _answer(identifier: object, findings: list[dict[str, object]]) -> str:
    try:
        return _encode({"id": identifier, "findings": findings})
    except (ValueError, RecursionError):
        # An id that Python reads but that is no JSON: not a number, infinite, nested without end.
        raise _MalformedError("not_json") from None


def _failed(error: _MalformedError, number: int) -> str:
    told = {"line": number, "error": error.code}
    try:
        return _encode({"id": error.identifier, **told})
    except (ValueError, RecursionError):
        return _encode({"id": None, **told})


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object; what a reader makes of a key that stands there twice is anybody's guess."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _MalformedError("duplicate_key")
    return found


def _record(line: Line, number: int) -> dict[str, object]:
    if isinstance(line, LineTooLong):
        raise _MalformedError("too_large")
    try:
        # Some programs begin a file with a byte order mark.
        text = line.decode("utf-8-sig" if number == 1 else "utf-8")
        value = json.loads(text, object_pairs_hook=_once)
    except UnicodeDecodeError:
        raise _MalformedError("not_utf8") from None
    except (ValueError, RecursionError):
        raise _MalformedError("not_json") from None
    if not isinstance(value, dict):
        raise _MalformedError("not_an_object")
    return value


def _batches(descriptor: int, limit: int) -> Iterator[list[Line]]:
    """Whole lines, as many as one read brought; the last line need not end in a line feed."""
    rest: list[bytes] = []  # pieces of the line that has not ended yet
    held = passed = 0  # bytes in `rest`; bytes of that line that were thrown away
    while chunk := _read(descriptor):
        lines: list[Line] = []
        pieces = chunk.split(b"\n")
        for piece in pieces[:-1]:
            lines.append(_joined(rest, held, passed, piece, limit))
            rest, held, passed = [], 0, 0
        last = pieces[-1]
        if held + passed + len(last) > limit:
            passed += held + len(last)
            rest, held = [], 0
        elif last:
            rest.append(last)
            held += len(last)
        yield lines
    if held or passed:
        yield [_joined(rest, held, passed, b"", limit)]


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, _CHUNK)
    except OSError as error:
        raise _UnreadError(unread(error)) from None


def _joined(rest: list[bytes], held: int, passed: int, piece: bytes, limit: int) -> Line:
    size = held + passed + len(piece)
    if passed or size > limit:
        return LineTooLong(size)
    return b"".join([*rest, piece]) if rest else piece


def _write_all(out: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(out, view) :]

"""
Verify: whether a log is what was written, as far as it can be known.

The chain shows a change inside, signed checkpoints show a rewritten chain, and a checkpoint that
was kept elsewhere (an anchor) shows a log that was cut off or written anew with its keys.
"""

import base64
import binascii
import json
import os
from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from typing import NamedTuple, TypeAlias

from promptward.audit.anchors import Anchor, notes_in
from promptward.audit.checkpoint import Checkpoint
from promptward.audit.failure import AuditError
from promptward.audit.layout import Layout
from promptward.audit.log import rotation_statement
from promptward.audit.merkle import Edge
from promptward.audit.note import Verifier, read_note
from promptward.audit.record import SUFFIX, body_of
from promptward.audit.tail import beginning

__all__ = ["Problem", "Progress", "Verification", "verify"]

_MOST_PROBLEMS = 100
_CHUNK = 1 << 22
_SPECIAL = (b'"ev":"key_rotation"', b'"ev":"prune"')

Progress: TypeAlias = Callable[[int, int], None]
"""Told how many bytes were read, of how many; at the end both are the same."""


class Problem(NamedTuple):
    """
    Something that should not be.

    `code` is stable: `record` (no record), `chain` (does not follow), `number`, `segment`
    (missing or foreign), `checkpoint` (no note, or does not hold), `root` (the records are not
    those that were signed), `truncated`, `key`, `unsigned`, `rotation`. `seq` is the record.
    """

    code: str
    seq: int | None
    message: str


class Verification(NamedTuple):
    """
    What was looked at, and every problem.

    `signed` is the size of the last checkpoint that holds, `anchored` that of the last anchor;
    `torn` is the length of an unfinished record at the end, which a crash leaves.
    """

    origin: str
    records: int
    first_time: str | None
    last_time: str | None
    checkpoints: int
    signed: int
    anchored: int | None
    torn: int
    problems: tuple[Problem, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def verify(
    folder: str,
    *,
    key: Verifier | None = None,
    anchors: Sequence[Anchor] = (),
    progress: Progress | None = None,
) -> Verification:
    """
    Read a log from its first record to its last and hold it against all that was signed.

    `key` is the one that `audit init` printed; without it the one in the folder is believed.
    `progress` is told now and then how many bytes were read, of how many. Raises AuditError where
    there is no log to look at.
    """
    layout = Layout(folder)
    tail = beginning(layout)  # raises for a folder that is no log
    begun = Verifier.parse(tail.vkey) if tail.vkey else None
    reader = _Reader(layout, tail.origin, key, begun, anchors, progress)
    return reader.read(tail.seq, tail.before, tail.edge)


class _Reader:
    """One way through a log."""

    def __init__(
        self,
        layout: Layout,
        origin: str,
        key: Verifier | None,
        begun: Verifier | None,
        anchors: Sequence[Anchor],
        progress: Progress | None,
    ) -> None:
        self._layout = layout
        self._progress = progress
        self._done = self._size = 0  # bytes
        self._origin = origin
        self._problems: list[Problem] = []
        self._more = 0
        with open(layout.verifier, encoding="ascii") as file:
            stated = begun or Verifier.parse(file.read(1024))
        self._pruning: set[int] = set()
        if key is not None and key != stated:
            self._say("key", None, "the log in this folder is signed by another key than yours")
        # Which key signs from which size on.
        self._keys = [(0, key or stated)]
        self._wanted: dict[int, list[tuple[str, str]]] = {}
        self._anchored: int | None = None
        for source, note in self._own_notes():
            self._want(source, note)
        for anchor in anchors:
            size = self._want(f"anchor {anchor.source}", anchor.note)
            if size is not None:
                self._anchored = max(self._anchored or 0, size)
        self._held = 0
        self._signed = 0

    def _own_notes(self) -> Iterable[tuple[str, str]]:
        try:
            with open(self._layout.checkpoints, encoding="utf-8") as file:
                text = file.read()
            # What stands behind the last line end is the beginning of one that a crash cut off.
            notes = list(notes_in(text[: text.rfind("\n") + 1]))
        except FileNotFoundError:
            notes = []
        except (ValueError, OSError):
            self._say("checkpoint", None, "the checkpoints of this folder can't be read")
            notes = []
        if not notes:
            self._say("unsigned", None, "there is no checkpoint in this folder")
        yield from (("checkpoint", note) for note in notes)

    def _want(self, source: str, note: str) -> int | None:
        try:
            # The text of a note stands before its first empty line.
            made = Checkpoint.parse(note.partition("\n\n")[0] + "\n")
        except ValueError:
            self._say("checkpoint", None, f"{source} is no checkpoint")
            return None
        if made.origin != self._origin:
            self._say("checkpoint", None, f"{source} is of another log")
            return None
        self._wanted.setdefault(made.size, []).append((source, note))
        return made.size

    # ---------------------------------------------------------------- reading

    def read(self, seq: int, before: bytes, edge: Edge) -> Verification:  # a hot loop
        pruned = seq
        first_line = last_line = None
        nodes, size = list(edge.nodes), seq
        wanted, digest, torn = self._wanted, sha256, 0
        for piece in self._pieces(seq):
            if not piece.endswith(b"\n"):
                torn = len(piece)
                break
            lines = piece[:-1].split(b"\n")
            if first_line is None:
                first_line = lines[0]
            last_line = lines[-1]
            # Rare, so looked for once in many lines.
            special = size == 0 or any(event in piece for event in _SPECIAL)
            for line in lines:
                # The body is the line without its hash: this is `line_of`, backwards.
                hasher = digest(b"\x02" + before + line[:-SUFFIX] + b"}")
                if line[-66:-2] == hasher.hexdigest().encode() and b'"seq":%d,' % size in line:
                    before = hasher.digest()
                else:
                    before = self._odd(line, before, size)
                if special:
                    self._look(line, size, pruned)
                leaf = digest(b"\x00" + line).digest()
                at = size
                while at & 1:
                    leaf = digest(b"\x01" + nodes.pop() + leaf).digest()
                    at >>= 1
                nodes.append(leaf)
                size += 1
                if size in wanted:
                    self._hold(size, Edge(size, nodes).root())
        self._truncated(size, pruned)
        if pruned and pruned - 1 not in self._pruning:
            self._say("segment", 0, f"the first {pruned} records were removed without a record")
        return Verification(
            self._origin,
            size - pruned,
            None if first_line is None else _time(first_line),
            None if last_line is None else _time(last_line),
            self._held,
            self._signed,
            self._anchored,
            torn,
            (
                *self._problems,
                *([Problem("more", None, f"{self._more} more problems")] if self._more else []),
            ),
        )

    def _pieces(self, begin: int) -> Iterable[bytes]:
        """All segments, in pieces of whole lines; the last one without its end if unfinished."""
        seq, rest = begin, b""
        for first in self._segments():
            if rest:
                self._say("record", seq, "a segment ends in the middle of a record")
                rest = b""
            if first < begin:
                continue  # removed after its retention, and still there: not ours to judge
            if first != seq:
                self._say("segment", seq, f"a segment that begins with {seq} is missing")
            for chunk in self._chunks(first, seq):
                end = chunk.rfind(b"\n") + 1
                if end:
                    piece = rest + chunk[:end]
                    yield piece
                    seq += piece.count(b"\n")
                    rest = chunk[end:]
                else:
                    rest += chunk
        if rest:
            yield rest
        if self._progress is not None:
            self._progress(self._size, self._size)

    def _segments(self) -> list[int]:
        """The first records of all segments; `_size` is how many bytes they have."""
        try:
            firsts = self._layout.firsts()
            self._size = sum(os.stat(self._layout.segment(first)).st_size for first in firsts)
        except AuditError as error:
            self._say("segment", None, str(error))
        except OSError:
            self._say("segment", None, "the segments can't be listed")
        else:
            return firsts
        return []

    def _chunks(self, first: int, seq: int) -> Iterable[bytes]:
        try:
            with open(self._layout.segment(first), "rb") as file:
                while chunk := file.read(_CHUNK):
                    if self._progress is not None:
                        self._progress(self._done, self._size)
                    self._done += len(chunk)
                    yield chunk
        except OSError:
            self._say("segment", seq, "a segment can't be read to its end")

    def _odd(self, line: bytes, before: bytes, seq: int) -> bytes:
        """What is wrong with a record; the hash to go on with, so that one fault is said once."""
        try:
            body, stated = body_of(line)
        except ValueError:
            self._say("record", seq, "is no record")
            return before
        if sha256(b"\x02" + before + body).digest() != stated:
            self._say("chain", seq, "does not follow from the record before it")
        if b'"seq":%d,' % seq not in body:
            self._say("number", seq, "has another number")
        return stated

    # ---------------------------------------------------------------- keys and checkpoints

    def _look(self, line: bytes, seq: int, pruned: int) -> None:
        """At a record that says something about the log itself."""
        if seq == 0:
            self._first(line)
        if _SPECIAL[0] in line:
            self._rotated(line, seq)
        elif pruned and _SPECIAL[1] in line:
            self._pruning.add(int(str(_fields(line).get("last", -1))))

    def _first(self, line: bytes) -> None:
        vkey = _fields(line).get("vkey")
        if vkey != str(self._keys[0][1]):
            self._say("key", 0, "the log began with another key")

    def _rotated(self, line: bytes, seq: int) -> None:
        fields = _fields(line)
        current = self._keys[-1][1]
        try:
            new = Verifier.parse(str(fields.get("vkey")))
            statement = rotation_statement(current, new)
            holds = (
                fields.get("old_vkey") == str(current)
                and new.name == current.name
                and current.verifies(statement, _signature(fields, "old_sig"))
                and new.verifies(statement, _signature(fields, "new_sig"))
            )
        except (AuditError, ValueError):
            holds = False
            new = current
        if holds:
            self._keys.append((seq + 1, new))
        else:
            self._say("rotation", seq, "changes the key without the old key's consent")

    def _hold(self, size: int, root: bytes) -> None:
        key = [one for begin, one in self._keys if begin <= size][-1]
        for source, note in self._wanted[size]:
            try:
                text, by = read_note(note, (key,))
                made = Checkpoint.parse(text)
            except ValueError:
                by = made = None
            if by is None or made is None:
                self._say("checkpoint", size, f"{source} at {size} is not signed by the log's key")
            elif made.root != root:
                self._say("root", size, f"the first {size} records are not those of {source}")
            else:
                self._held += 1
                self._signed = max(self._signed, size)

    def _truncated(self, size: int, pruned: int) -> None:
        for wanted in sorted(self._wanted):
            if wanted > size:
                source = self._wanted[wanted][0][0]
                self._say(
                    "truncated", size, f"{source} says {wanted} records, and {size} are there"
                )
            elif wanted == 0 and pruned == 0:
                self._hold(0, Edge().root())

    def _say(self, code: str, seq: int | None, message: str) -> None:
        if len(self._problems) < _MOST_PROBLEMS:
            self._problems.append(Problem(code, seq, message))
        else:
            self._more += 1


def _fields(line: bytes) -> dict[str, object]:
    try:
        fields = json.loads(line)
    except ValueError:
        return {}
    return fields if isinstance(fields, dict) else {}


def _time(line: bytes) -> str | None:
    stated = _fields(line).get("ts")
    return stated if isinstance(stated, str) else None


def _signature(fields: dict[str, object], name: str) -> bytes:
    try:
        return base64.b64decode(str(fields.get(name)), validate=True)
    except binascii.Error:
        raise ValueError("not a signature") from None

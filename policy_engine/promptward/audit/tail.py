"""
The end of a log: the last record's number and hash, and the Merkle edge over all of them.

Whoever appends knows the end and reads on from there what others have written meanwhile; each
record is checked against the chain before another is put behind it.
"""

import json
import os
from collections.abc import Callable
from hashlib import sha256

from promptward.audit.checkpoint import Checkpoint
from promptward.audit.failure import AuditError
from promptward.audit.layout import Layout
from promptward.audit.merkle import Edge, leaf_hash
from promptward.audit.record import body_of, first_hash
from promptward.system_error import reason_of

__all__ = ["Tail", "read_tail"]

_CHUNK = 1 << 20


class Tail:
    """
    Where a log stands.

    `seq` is the number of the next record, `before` the hash of the last; `first` is the number
    that the current segment begins with, `offset` its length in bytes, `day` the day of its first
    record. `vkey` is the key that checkpoints are signed with now, `signed` the size of the last
    checkpoint and `signed_at` when it was made. `torn` are bytes behind the last whole record.
    """

    __slots__ = (
        "before", "day", "edge", "first", "offset", "origin", "seq", "signed", "signed_at",
        "torn", "vkey",
    )  # fmt: skip

    def __init__(self, origin: str, first: int, seq: int, before: bytes, edge: Edge) -> None:
        self.origin = origin
        self.first = first
        self.seq = seq
        self.before = before
        self.edge = edge
        self.offset = 0
        self.day = ""
        self.vkey = ""
        self.signed = 0
        self.signed_at = 0.0
        self.torn = b""

    def advance(self, layout: Layout, seen: Callable[[bytes, int], None] | None = None) -> None:
        """
        Read on to the end, `seen(line, seq)` for each record on the way.

        Raises AuditError(`audit_damaged`) for a whole line that is no record of this chain, and
        OSError. What stands behind the last line end is left in `torn`.
        """
        while True:
            self._read(layout.segment(self.first), seen)
            following = layout.segment(self.seq)
            if self.seq == self.first or not os.path.exists(following):
                return
            if self.torn:
                raise _damaged(self.seq, "is cut short, and a segment follows")
            self.first, self.offset, self.day = self.seq, 0, ""

    def _read(self, path: str, seen: Callable[[bytes, int], None] | None) -> None:
        self.torn = b""
        with open(path, "rb") as file:
            file.seek(self.offset)
            rest = b""
            while chunk := file.read(_CHUNK):
                *lines, rest = (rest + chunk).split(b"\n")
                for line in lines:
                    self._take(line)
                    if seen is not None:
                        seen(line, self.seq - 1)
            self.torn = rest

    def _take(self, line: bytes) -> None:
        try:
            body, stated = body_of(line)
        except ValueError:
            raise _damaged(self.seq, "is no record") from None
        if sha256(b"\x02" + self.before + body).digest() != stated:
            raise _damaged(self.seq, "does not follow from the one before")
        if b'"seq":%d,' % self.seq not in body:
            raise _damaged(self.seq, "has another number")
        if not self.day or b'"ev":"init"' in body or b'"ev":"key_rotation"' in body:
            self._note(body)
        self.before = stated
        self.edge.append(leaf_hash(line))
        self.seq += 1
        self.offset += len(line) + 1

    def _note(self, body: bytes) -> None:
        fields = json.loads(body)
        if not self.day:
            self.day = str(fields.get("ts", ""))[:10]
        if fields.get("ev") in {"init", "key_rotation"}:
            self.vkey = str(fields.get("vkey", ""))

    def written(self, line: bytes, stated: bytes, day: str) -> None:
        """Take note of a record that was just put behind the last one and is on the disk."""
        self.before = stated
        self.edge.append(leaf_hash(line))
        self.seq += 1
        self.offset += len(line) + 1
        self.day = self.day or day

    def copy(self) -> "Tail":
        """The same, to be tried things out on."""
        other = Tail(self.origin, self.first, self.seq, self.before, self.edge.copy())
        other.offset, other.day, other.vkey = self.offset, self.day, self.vkey
        other.signed, other.signed_at = self.signed, self.signed_at
        return other

    def state(self) -> bytes:
        """What spares the next process reading the whole log."""
        fields = {
            "origin": self.origin,
            "first": self.first,
            "seq": self.seq,
            "before": self.before.hex(),
            "edge": [node.hex() for node in self.edge.nodes],
            "offset": self.offset,
            "day": self.day,
            "vkey": self.vkey,
            "signed_at": self.signed_at,
        }
        text = json.dumps(fields, sort_keys=True)
        return json.dumps({"state": text, "check": _check(text)}).encode()


def read_tail(layout: Layout, seen: Callable[[bytes, int], None] | None = None) -> Tail:
    """
    The end of the log in a folder, from where it was last noted, else from its beginning.

    With `seen` always from the beginning. Raises AuditError for a log that is missing, damaged,
    or shorter than its last checkpoint; a torn tail is left in `torn`.
    """
    try:
        signed = _last_signed(layout)
        tail = None if seen is not None else _stated(layout)
        if tail is None:
            tail = beginning(layout)
        tail.advance(layout, seen)
    except OSError as error:
        raise _unreadable(layout, error) from None
    if signed is not None:
        if tail.seq < signed.size:
            raise AuditError(
                "audit_damaged",
                f"the log in `{layout.folder}` holds {tail.seq} records, and a checkpoint says "
                f"{signed.size}: some were taken away",
            )
        tail.signed = signed.size
    return tail


def beginning(layout: Layout) -> Tail:
    """The end of a log of which nothing was read: before its first record, or its first kept."""
    origin = _origin(layout)
    if not os.path.exists(layout.pruned):
        return Tail(origin, 0, 0, first_hash(origin), Edge())
    try:
        with open(layout.pruned, "rb") as file:
            fields = json.loads(file.read())
        size = int(fields["size"])
        edge = Edge(size, [bytes.fromhex(node) for node in fields["edge"]])
        tail = Tail(origin, size, size, bytes.fromhex(fields["before"]), edge)
        tail.vkey = str(fields["vkey"])
    except (ValueError, TypeError, KeyError):
        raise AuditError("audit_damaged", f"`{layout.pruned}` can't be read") from None
    return tail


def _stated(layout: Layout) -> Tail | None:
    try:
        with open(layout.state, "rb") as file:
            outer = json.loads(file.read())
        text = outer["state"]
        if _check(text) != outer["check"]:
            return None
        fields = json.loads(text)
        tail = Tail(
            fields["origin"],
            fields["first"],
            fields["seq"],
            bytes.fromhex(fields["before"]),
            Edge(fields["seq"], [bytes.fromhex(node) for node in fields["edge"]]),
        )
        tail.offset, tail.day, tail.vkey = fields["offset"], fields["day"], fields["vkey"]
        tail.signed_at = float(fields["signed_at"])
    except (OSError, ValueError, TypeError, KeyError):
        return None
    # What was noted must be where it is said to be, or everything is read again.
    return tail if tail.origin == _origin(layout) and _ends_there(layout, tail) else None


def _ends_there(layout: Layout, tail: Tail) -> bool:
    wanted = tail.before.hex().encode() + b'"}\n'
    try:
        with open(layout.segment(tail.first), "rb") as file:
            file.seek(max(0, tail.offset - len(wanted)))
            return file.read(len(wanted)) == wanted
    except OSError:
        return False


def _origin(layout: Layout) -> str:
    try:
        with open(layout.verifier, encoding="ascii") as file:
            return file.read(1024).strip().partition("+")[0]
    except (OSError, UnicodeDecodeError):
        raise AuditError(
            "audit_missing", f"no log stands in `{layout.folder}`: promptward audit init"
        ) from None


def _last_signed(layout: Layout) -> Checkpoint | None:
    try:
        with open(layout.checkpoint, encoding="utf-8") as file:
            return Checkpoint.parse(file.read(4096))
    except FileNotFoundError:
        return None
    except ValueError:
        raise AuditError("audit_damaged", f"`{layout.checkpoint}` is no checkpoint") from None


def _check(text: str) -> str:
    return sha256(b"state\n" + text.encode()).hexdigest()


def _damaged(seq: int, what: str) -> AuditError:
    return AuditError("audit_damaged", f"record {seq} {what}; see `promptward audit verify`")


def _unreadable(layout: Layout, error: OSError) -> AuditError:
    if isinstance(error, FileNotFoundError):
        return AuditError("audit_damaged", f"a segment is missing in `{layout.segments}`")
    return AuditError("audit_unwritable", f"`{layout.folder}`: {reason_of(error)}")

"""
The log as it is written to: an append returns when its records are on the disk, or raises.

Many threads and processes may append. In a process the one that comes first writes for all that
wait (one sync for the batch); between processes a file lock is held for the time of a batch.
"""

import os
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, suppress

from promptward.audit import disk
from promptward.audit.checkpoint import Checkpoint
from promptward.audit.digest import DigestKey, digest_key
from promptward.audit.failure import AuditError
from promptward.audit.layout import Layout
from promptward.audit.note import Signer, Verifier, sign
from promptward.audit.record import FORMAT, Body, canonical, check, line_of
from promptward.audit.tail import Tail, read_tail
from promptward.keys import Keys, KeyStoreError
from promptward.system_error import reason_of

__all__ = ["AuditLog", "stamp"]

CHECKPOINT_RECORDS = 1_000
CHECKPOINT_SECONDS = 60.0
SEGMENT_BYTES = 64 << 20
MOST_IN_BATCH = 4_096
_LONGEST_NOTE = 4_096

SIGNING, NEXT_SIGNING = "signing", "signing-next"


class AuditLog:
    """
    One log, shared by the threads of a process and usable after a fork.

    `clock` gives seconds since 1970. Opening it reads nothing; the first append does.
    """

    __slots__ = ("_clock", "_segment_bytes", "_writers", "keys", "layout")

    def __init__(
        self,
        folder: str,
        keys: Keys,
        *,
        clock: Callable[[], float] = time.time,
        segment_bytes: int = SEGMENT_BYTES,
    ) -> None:
        self.layout = Layout(folder)
        self.keys = keys
        self._clock = clock
        self._segment_bytes = segment_bytes
        # A lock or descriptor that was inherited over a fork is of no use: each process its own.
        self._writers: dict[int, _Writer] = {}

    def __repr__(self) -> str:
        """Where it stands."""
        return f"AuditLog({self.layout.folder!r})"

    def append(self, *bodies: Body) -> int:
        """
        Put records behind the last one; returns the number of the last when all are on the disk.

        `v`, `seq` and `ts` are filled in. Raises AuditError if they could not be made durable:
        then nothing may leave. It may be that they stand in the log all the same.
        """
        return self._writer().append(bodies)

    def checkpoint(self) -> Checkpoint:
        """Sign what stands there now, whether a checkpoint is due or not."""
        return self._writer().checkpoint()

    def digests(self) -> DigestKey:
        """The key of the digests in new records. Raises AuditError where there is none."""
        return self._writer().digests()

    def rotate(self) -> Verifier:
        """Sign with a new key from now on; both keys sign the record that says so."""
        return self._writer().rotate()

    def repair(self) -> int:
        """
        Set aside what stands behind the last good record, however it came there; bytes set aside.

        Never goes below a checkpoint: a log that lost signed records is evidence, and stays.
        """
        return self._writer().repair()

    def close(self) -> None:
        """Sign what is not signed yet, and let go of the file."""
        writer = self._writers.pop(os.getpid(), None)
        if writer is not None:
            writer.close()

    def _writer(self) -> "_Writer":
        # INVARIANT: setdefault is atomic, so the threads of one process agree on one writer.
        pid = os.getpid()
        writer = self._writers.get(pid)
        if writer is None:
            fresh = _Writer(self.layout, self.keys, self._clock, self._segment_bytes)
            writer = self._writers.setdefault(pid, fresh)
        return writer


class _Entry:
    """What one caller waits for."""

    __slots__ = ("bodies", "error", "seq")

    def __init__(self, bodies: Sequence[Body]) -> None:
        self.bodies = bodies
        self.seq: int | None = None
        self.error: AuditError | None = None


class _Writer:
    """The writing side of one process."""

    def __init__(
        self, layout: Layout, keys: Keys, clock: Callable[[], float], segment_bytes: int
    ) -> None:
        self._layout = layout
        self._keys = keys
        self._clock = clock
        self._segment_bytes = segment_bytes
        self._queue: list[_Entry] = []
        self._queueing = threading.Lock()
        self._leading = threading.Lock()
        self._tail: Tail | None = None
        self._handle = -1
        self._signer: Signer | None = None
        self._digests: DigestKey | None = None

    # ---------------------------------------------------------------- many callers, one writer

    def append(self, bodies: Sequence[Body]) -> int:
        # Checked before anything is queued, so that one caller's slip harms nobody else.
        for body in bodies:
            check(body)
        entry = _Entry(bodies)
        with self._queueing:
            self._queue.append(entry)
        with self._leading:
            # Either somebody has written this entry meanwhile, or this thread writes for all.
            while entry.seq is None and entry.error is None:
                self._lead()
        if entry.error is not None:
            raise AuditError(entry.error.code, str(entry.error))
        assert entry.seq is not None  # noqa: S101  # one of both is set
        return entry.seq

    def _lead(self) -> None:
        with self._queueing:
            batch, self._queue = self._queue[:MOST_IN_BATCH], self._queue[MOST_IN_BATCH:]
        error = AuditError("audit_unwritable", "writing was interrupted")
        done = False
        try:
            with self._locked():
                self._commit(batch)
            done = True
        except AuditError as failed:
            error = failed
        except (OSError, KeyStoreError) as failed:
            error = _unwritable(self._layout, failed)
        finally:
            if not done:
                self._forget()
                for entry in batch:
                    entry.seq = None
                    entry.error = error

    # ---------------------------------------------------------------- under the lock

    def _locked(self) -> AbstractContextManager[None]:
        self._layout.refuse_exposed()
        return disk.locked(self._layout.lock)

    def _current(self) -> Tail:
        """The end of the log now, with what others wrote, a torn tail cut off and recorded."""
        tail = self._tail
        if tail is None:
            tail = read_tail(self._layout)
        else:
            size = os.fstat(self._handle).st_size
            if size != tail.offset or os.path.exists(self._layout.segment(tail.seq)):
                if size < tail.offset:
                    raise AuditError("audit_damaged", "the log became shorter while it was open")
                first = tail.first
                tail.advance(self._layout)
                if tail.first != first:
                    self._open(tail)
        if self._handle < 0:
            self._open(tail)
        self._tail = tail
        if tail.torn:
            self._recover(tail)
        return tail

    def _open(self, tail: Tail) -> None:
        self._close_handle()
        path = self._layout.segment(tail.first)
        flags = os.O_WRONLY | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0)
        self._handle = disk.open_file(path, flags)

    def _recover(self, tail: Tail) -> None:
        """
        Cut off an unfinished record, and say so in the next.

        A tail without an end is what a crash in the middle of a write leaves; nobody was told
        that it is durable. Never below a checkpoint: `read_tail` has seen to that.
        """
        torn = tail.torn
        disk.cut(self._layout.segment(tail.first), tail.offset)
        tail.torn = b""
        self._write(tail, [_Entry([self._dropped(torn)])])

    def _dropped(self, data: bytes) -> Body:
        digests = self.digests()
        return {
            "ev": "recovery",
            "dropped": len(data),
            "dropped_mac": digests.of_bytes(data),
            "kid": digests.id,
        }

    def _commit(self, batch: Sequence[_Entry]) -> None:
        tail = self._current()
        if tail.offset and (
            tail.offset >= self._segment_bytes or tail.day != stamp(self._clock())[:10]
        ):
            self._rotate_segment(tail)
        self._write(tail, batch)
        due = tail.seq - tail.signed >= CHECKPOINT_RECORDS
        if due or not 0 <= self._clock() - tail.signed_at < CHECKPOINT_SECONDS:
            self._sign(tail)

    def _write(self, tail: Tail, batch: Sequence[_Entry]) -> None:
        now = stamp(self._clock())
        after = tail.copy()
        lines: list[bytes] = []
        for entry in batch:
            for body in entry.bodies:
                whole: Body = {**body, "v": FORMAT, "seq": after.seq, "ts": now}
                line, stated = line_of(canonical(whole), after.before)
                lines.append(line + b"\n")
                after.written(line, stated, now[:10])
        try:
            disk.append(self._handle, b"".join(lines))
        except OSError:
            # Nobody was told anything yet: take back what was written of it, or be unsure.
            with suppress(OSError):
                disk.cut(self._layout.segment(tail.first), tail.offset)
            raise
        disk.sync(self._handle)
        seq = tail.seq - 1
        for entry in batch:
            seq += len(entry.bodies)
            entry.seq = seq
        _become(tail, after)

    def _rotate_segment(self, tail: Tail) -> None:
        self._sign(tail)
        path = self._layout.segment(tail.seq)
        mode = os.fstat(self._handle).st_mode & 0o660
        os.close(disk.open_file(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode))
        disk.sync_folder(self._layout.segments)
        tail.first, tail.offset, tail.day = tail.seq, 0, ""
        self._open(tail)

    # ---------------------------------------------------------------- signing

    def checkpoint(self) -> Checkpoint:
        with self._leading:
            try:
                with self._locked():
                    tail = self._current()
                    return self._sign(tail)
            except (OSError, KeyStoreError) as failed:
                self._forget()
                raise _unwritable(self._layout, failed) from None
            except AuditError:
                self._forget()
                raise

    def _sign(self, tail: Tail) -> Checkpoint:
        made = Checkpoint(tail.origin, tail.seq, tail.edge.root())
        note = sign(made.text(), self._signer_for(tail.vkey))
        write_checkpoint(self._layout, note)
        tail.signed, tail.signed_at = tail.seq, self._clock()
        with suppress(OSError):  # nothing rests on it
            disk.replace(self._layout.state, tail.state())
        return made

    def _signer_for(self, vkey: str) -> Signer:
        if self._signer is None or str(self._signer.verifier) != vkey:
            name = vkey.partition("+")[0]
            for place in (SIGNING, NEXT_SIGNING):
                seed = self._keys.get(place)
                signer = None if seed is None else Signer(name, seed)
                if signer is not None and str(signer.verifier) == vkey:
                    self._signer = signer
                    break
            else:
                raise AuditError("audit_key", "the key that signs this log is not to be had here")
        return self._signer

    def rotate(self) -> Verifier:
        with self._leading:
            try:
                with self._locked():
                    return self._rotate()
            except (OSError, KeyStoreError) as failed:
                raise _unwritable(self._layout, failed) from None
            finally:
                self._forget()

    def _rotate(self) -> Verifier:
        import base64  # noqa: PLC0415  # once in a year

        tail = self._current()
        old = self._signer_for(tail.vkey)
        seed = os.urandom(32)
        new = Signer(old.verifier.name, seed)
        # INVARIANT: the new key is kept before the record that makes it the one that signs.
        self._keys.replace(NEXT_SIGNING, seed)
        statement = rotation_statement(old.verifier, new.verifier)
        body: Body = {
            "ev": "key_rotation",
            "old_vkey": str(old.verifier),
            "vkey": str(new.verifier),
            "old_sig": base64.b64encode(old.sign(statement)).decode(),
            "new_sig": base64.b64encode(new.sign(statement)).decode(),
        }
        self._sign(tail)
        self._write(tail, [_Entry([body])])
        tail.vkey = str(new.verifier)
        self._keys.replace(SIGNING, seed)
        self._keys.delete(NEXT_SIGNING)
        self._signer = new
        self._sign(tail)
        return new.verifier

    # ---------------------------------------------------------------- the rest

    def digests(self) -> DigestKey:
        if self._digests is None:
            try:
                self._digests = digest_key(self._keys)
            except KeyStoreError as error:
                raise AuditError("audit_key", str(error)) from None
        return self._digests

    def repair(self) -> int:
        from promptward.audit.repair import set_aside  # noqa: PLC0415  # rarely

        with self._leading:
            self._forget()
            try:
                with self._locked():
                    moved = set_aside(self._layout)
                    if moved:
                        tail = self._current()
                        self._write(tail, [_Entry([self._dropped(moved)])])
                        self._sign(tail)
                    return len(moved)
            except (OSError, KeyStoreError) as failed:
                raise _unwritable(self._layout, failed) from None
            finally:
                self._forget()

    def close(self) -> None:
        with self._leading:
            tail = self._tail
            if tail is not None and tail.seq > tail.signed:
                with suppress(OSError, AuditError, KeyStoreError), self._locked():
                    self._sign(self._current())
            self._forget()

    def _forget(self) -> None:
        """After a failure nothing that was known is: it is opened and checked again."""
        self._tail = None
        self._close_handle()

    def _close_handle(self) -> None:
        if self._handle >= 0:
            with suppress(OSError):
                os.close(self._handle)
            self._handle = -1


def write_checkpoint(layout: Layout, note: str) -> None:
    """Put a signed checkpoint behind the others, and beside them as the last one."""
    import json  # noqa: PLC0415  # not on the way of a record

    handle = disk.open_file(layout.checkpoints, os.O_RDWR | os.O_APPEND | os.O_CREAT)
    try:
        _cut_unfinished(handle)
        disk.append(handle, json.dumps({"note": note}, ensure_ascii=False).encode() + b"\n")
        disk.sync(handle)
    finally:
        os.close(handle)
    disk.replace(layout.checkpoint, note.encode())


def _cut_unfinished(handle: int) -> None:
    """A crash may have left half a line at the end, of a checkpoint that nobody relies on."""
    tail, size = disk.read_end(handle, _LONGEST_NOTE)
    if tail and not tail.endswith(b"\n"):
        os.ftruncate(handle, size - len(tail) + tail.rfind(b"\n") + 1)


def rotation_statement(old: Verifier, new: Verifier) -> str:
    """What both keys sign when one takes over from the other."""
    return f"promptward audit key rotation\n{old}\n{new}\n"


def stamp(seconds: float) -> str:
    """The time of a record: UTC, to the millisecond."""
    thousandths = int(seconds * 1000)
    whole = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(thousandths // 1000))
    return f"{whole}.{thousandths % 1000:03d}Z"


def _become(tail: Tail, after: Tail) -> None:
    for name in Tail.__slots__:
        setattr(tail, name, getattr(after, name))


def _unwritable(layout: Layout, error: Exception) -> AuditError:
    if isinstance(error, KeyStoreError):
        return AuditError("audit_key", str(error))
    reason = reason_of(error) if isinstance(error, OSError) else "writing failed"
    return AuditError("audit_unwritable", f"`{layout.folder}`: {reason}")

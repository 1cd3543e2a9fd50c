"""
Custody where there is no POSIX: Windows, as far as another system can play it.

No `fcntl`, `fdatasync`, `pread` or `O_CLOEXEC`; locks of a byte range that refuse with EACCES;
descriptors that change line ends unless they are opened as binary; folders that can't be opened;
files that can't be replaced while somebody reads them.
"""

import errno
import fcntl
import os
import sys
import types
from pathlib import Path

import pytest

from promptward.audit import AuditError, disk
from promptward.audit.verify import verify
from promptward.lockdown import Lockdown

from .audit.logs import again, anchor, new_log, records
from .clinic import ask
from .site import DOCTOR, Site

BINARY = 1 << 29


class Windows:
    """The calls of the system, as Windows has them."""

    LK_NBLCK, LK_UNLCK = 2, 0

    def __init__(self) -> None:
        self.real = {name: getattr(os, name) for name in ("open", "write", "close", "replace")}
        self.text: set[int] = set()
        self.busy = 0

    def locking(self, handle: int, mode: int, number: int) -> None:
        assert number == 1
        assert os.lseek(handle, 0, os.SEEK_CUR) == 0  # the range begins where the file stands
        try:
            fcntl.flock(
                handle, fcntl.LOCK_UN if mode == self.LK_UNLCK else fcntl.LOCK_EX | fcntl.LOCK_NB
            )
        except BlockingIOError:
            raise PermissionError(errno.EACCES, "permission denied") from None

    def open(self, path, flags, mode=0o777, **named):
        if Path(path).is_dir():
            raise PermissionError(errno.EACCES, "permission denied")
        handle = self.real["open"](path, flags & ~BINARY, mode, **named)
        # A file object that is made of a descriptor closes it without telling.
        (self.text.discard if flags & BINARY else self.text.add)(handle)
        return handle

    def write(self, handle: int, data: bytes) -> int:
        if handle not in self.text:
            return self.real["write"](handle, data)
        self.real["write"](handle, bytes(data).replace(b"\n", b"\r\n"))
        return len(data)

    def close(self, handle: int) -> None:
        self.text.discard(handle)
        self.real["close"](handle)

    def replace(self, source, target) -> None:
        if self.busy:
            self.busy -= 1
            raise PermissionError(errno.EACCES, "somebody reads it")
        self.real["replace"](source, target)


@pytest.fixture
def windows(tmp_path, monkeypatch):  # the folder is made as pytest makes it
    made = Windows()
    monkeypatch.setattr(disk, "fcntl", None)
    monkeypatch.setattr(disk, "msvcrt", made)
    monkeypatch.setattr(os, "O_BINARY", BINARY, raising=False)
    for name in ("O_CLOEXEC", "O_NOFOLLOW", "O_DIRECTORY", "fdatasync", "pread"):
        monkeypatch.delattr(os, name)
    for name in ("open", "write", "close", "replace"):
        monkeypatch.setattr(os, name, getattr(made, name))
    return made


def test_the_play_changes_line_ends_that_are_not_binary(windows, tmp_path):
    path = tmp_path / "text"
    handle = os.open(path, os.O_WRONLY | os.O_CREAT)
    os.write(handle, b"a\n")
    os.close(handle)
    assert path.read_bytes() == b"a\r\n"


def test_a_log_is_written_rotated_and_verified(windows, tmp_path):
    log, key = new_log(tmp_path / "log", segment_bytes=2_000)
    for number in range(30):
        log.append({"ev": "intent", "id": f"r{number}"})
    log.rotate()
    log.close()
    segments = list((tmp_path / "log" / "segments").iterdir())
    assert len(segments) > 2
    assert not any(b"\r" in path.read_bytes() for path in (tmp_path / "log").rglob("*") if path.is_file())  # fmt: skip
    assert verify(str(tmp_path / "log"), key=key, anchors=[anchor(tmp_path / "log")]).sound


def test_a_torn_tail_is_cut_off_and_recorded(windows, tmp_path):
    log, key = new_log(tmp_path / "log")
    log.append({"ev": "intent"})
    segment = tmp_path / "log" / "segments" / "000000000000.jsonl"
    with segment.open("ab") as file:
        file.write(b'{"ev":"int')
    with (tmp_path / "log" / "checkpoints.jsonl").open("ab") as file:
        file.write(b'{"note')
    again(tmp_path / "log").append({"ev": "denial"})
    again(tmp_path / "log").checkpoint()
    assert [row["ev"] for row in records(tmp_path / "log")][-2:] == ["recovery", "denial"]
    assert verify(str(tmp_path / "log"), key=key).sound


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_processes_write_one_after_another(windows, tmp_path):
    folder = tmp_path / "log"
    _, key = new_log(folder)
    children = []
    for writer in range(4):
        child = os.fork()
        if child == 0:
            try:
                log = again(folder)
                for number in range(25):
                    log.append({"ev": "intent", "id": f"w{writer}-{number}"})
            except BaseException as error:  # noqa: BLE001  # told, and then the child is gone
                sys.stderr.write(f"{error!r}\n")
                os._exit(1)
            os._exit(0)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 4
    assert sum(row["ev"] == "intent" for row in records(folder)) == 100
    assert verify(str(folder), key=key).sound


def test_a_lock_that_is_held_is_waited_for_and_given_back(windows, tmp_path):
    path = str(tmp_path / "lock")
    with (
        disk.locked(path),
        pytest.raises(AuditError, match="does not let go"),
        disk.locked(path, 0.05),
    ):
        pass
    with disk.locked(path, 0.05):
        pass


def test_locking_that_fails_is_an_error(windows, tmp_path, monkeypatch):
    def broken(*_given):
        raise OSError(errno.EIO, "broken")

    monkeypatch.setattr(windows, "locking", broken)
    log, _ = new_log(tmp_path / "log")
    with pytest.raises(AuditError) as caught:
        log.append({"ev": "intent"})
    assert caught.value.code == "audit_unwritable"


def test_without_any_locks_nothing_is_written(windows, tmp_path, monkeypatch):
    monkeypatch.setattr(disk, "msvcrt", None)
    log, _ = new_log(tmp_path / "log")
    with pytest.raises(AuditError) as caught:
        log.append({"ev": "intent"})
    assert caught.value.code == "audit_unsupported"


@pytest.mark.parametrize(("busy", "done"), [(3, True), (10_000, False)])
def test_a_file_that_somebody_reads_is_replaced_a_little_later(windows, tmp_path, busy, done):
    path = tmp_path / "small"
    path.write_bytes(b"old")
    windows.busy = busy
    if done:
        disk.replace(str(path), b"new")
    else:
        with pytest.raises(PermissionError):
            disk.replace(str(path), b"new")
    assert path.read_bytes() == (b"new" if done else b"old")


def test_a_decision_is_kept_restored_and_locked_down(windows, tmp_path):
    site = Site(tmp_path)
    decision = site.engine().decide(ask(actor=DOCTOR, scope="chat"))
    assert decision.verdict == "warn"
    assert decision.restore(decision.text).startswith("John Smith")
    lapsed = ask(actor=DOCTOR, date=ask().date.replace(year=2028))
    assert site.engine().decide(lapsed).blocked
    assert len(site.notices()) == 1
    lockdown = Lockdown([str(site.lockdown)])
    lockdown.lay_on(lockdown.places[0], by="a", at="b", reason="c")
    assert [r.id for r in site.engine().decide(ask(actor=DOCTOR)).reasons] == ["lockdown"]
    assert lockdown.lift(lockdown.places[0])
    assert verify(str(site.log), key=site.key).sound


def test_macos_empties_the_memory_of_the_disk(monkeypatch, tmp_path):
    asked = []
    macos = types.SimpleNamespace(F_FULLFSYNC=51, fcntl=lambda *given: asked.append(given))
    monkeypatch.setattr(disk, "fcntl", macos)
    with (tmp_path / "file").open("wb") as file:
        disk.sync(file.fileno())
        assert asked == [(file.fileno(), 51)]

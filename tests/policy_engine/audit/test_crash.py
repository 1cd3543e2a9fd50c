"""Writers that are killed: nothing that was acknowledged is lost, and no chain is broken."""

import os
import random
import select
import signal
import struct
import sys
import time
from pathlib import Path

import pytest

from promptward.audit import AuditError, disk
from promptward.audit.verify import verify

from .logs import again, anchor, new_log, records

WRITERS = 3
ACK = struct.Struct("<II")

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def write_for_ever(folder: Path, writer: int, out: int, *, torn: bool) -> None:
    """In a child: append, and tell the parent only when it is durable."""
    if torn:
        # A write in two halves, as a kernel may do it: a kill in between leaves a torn tail.
        whole = disk.append

        def halves(handle, data):
            whole(handle, data[: len(data) // 2])
            time.sleep(0.0005)
            whole(handle, data[len(data) // 2 :])

        disk.append = halves
    log = again(folder, segment_bytes=30_000)
    number = 0
    while True:
        log.append({"ev": "intent", "id": f"w{writer}-{number}", "pid": os.getpid()})
        os.write(out, ACK.pack(writer, number))
        number += 1


def one_round(folder: Path, rng: random.Random, *, torn: bool) -> set[str]:
    """Start writers, kill them all at a moment of chance; what they had told us."""
    readable, writable = os.pipe()
    children = []
    base = rng.getrandbits(24)
    for writer in range(WRITERS):
        child = os.fork()
        if child == 0:
            try:
                os.close(readable)
                write_for_ever(folder, base + writer, writable, torn=torn)
            finally:
                os._exit(1)
        children.append(child)
    os.close(writable)
    told = b""
    end = time.monotonic() + 0.05 + rng.random() * 0.15
    while time.monotonic() < end:
        if select.select([readable], [], [], 0.005)[0]:
            told += os.read(readable, 1 << 16)
    for child in rng.sample(children, len(children)):
        os.kill(child, signal.SIGKILL)
    for child in children:
        assert os.waitpid(child, 0)[1] == signal.SIGKILL
    while more := os.read(readable, 1 << 16):
        told += more
    os.close(readable)
    whole = len(told) // ACK.size * ACK.size
    return {f"w{w}-{n}" for w, n in ACK.iter_unpack(told[:whole])}


def crash(folder: Path, rounds: int, seed: int) -> tuple[int, int]:
    """So many rounds on one log; how many records were acknowledged, and how many recovered."""
    _, key = new_log(folder)
    rng = random.Random(seed)
    told: set[str] = set()
    for number in range(rounds):
        told |= one_round(folder, rng, torn=number % 2 == 1)
        again(folder, segment_bytes=30_000).append({"ev": "denial"})
    again(folder).checkpoint()
    found = verify(str(folder), key=key, anchors=[anchor(folder)])
    assert found.sound, found.problems
    assert found.torn == 0
    there = records(folder)
    lost = told - {record.get("id") for record in there}
    assert lost == set()
    return len(told), sum(record["ev"] == "recovery" for record in there)


def test_no_acknowledged_record_is_lost_when_writers_are_killed(tmp_path):
    told, _ = crash(tmp_path / "log", 8, seed=1)
    assert told > 50


@pytest.mark.slow
def test_no_acknowledged_record_is_lost_in_many_rounds(tmp_path, capsys):
    told, recovered = crash(tmp_path / "log", 240, seed=2)
    with capsys.disabled():
        sys.stdout.write(f"\n240 rounds: {told} acknowledged, {recovered} torn tails recovered\n")
    assert recovered > 0


# ------------------------------------------------------------------ a disk that is really full


def in_child(work) -> None:
    """Run in a child of its own, whose limits and rights may be taken away; it must return."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        except BaseException as error:  # noqa: BLE001  # told, and then the child is gone
            os.write(2, f"{type(error).__name__}: {error}\n".encode())
        finally:
            os._exit(code)
    assert os.waitpid(child, 0)[1] == 0


def test_a_disk_without_room_is_an_error_and_leaves_the_log_whole(tmp_path):
    import resource

    folder = tmp_path / "log"
    log, key = new_log(folder)
    log.append({"ev": "intent"})
    size = (folder / "segments" / "000000000000.jsonl").stat().st_size

    def work() -> None:
        # The kernel writes up to the limit, and refuses the rest: a short write, then an error.
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 40, size + 40))
        for _ in range(2):
            with pytest.raises(AuditError) as caught:
                again(folder).append({"ev": "intent"})
            assert caught.value.code == "audit_unwritable"

    in_child(work)
    assert (folder / "segments" / "000000000000.jsonl").stat().st_size == size
    log.append({"ev": "intent"})
    found = verify(str(folder), key=key)
    assert found.sound
    assert found.records == 3


def test_a_log_that_may_not_be_written_is_an_error():
    import shutil
    import tempfile

    home = Path(tempfile.mkdtemp(prefix="promptward-test-"))
    try:
        folder = home / "log"
        new_log(folder)
        segment = folder / "segments" / "000000000000.jsonl"

        def work() -> None:
            segment.chmod(0o400)
            if os.geteuid() == 0:
                home.chmod(0o755)
                for path in [home, *home.rglob("*")]:
                    os.chown(path, 65534, 65534)
                os.setgid(65534)
                os.setuid(65534)
            with pytest.raises(AuditError) as caught:
                again(folder).append({"ev": "intent"})
            assert caught.value.code == "audit_unwritable"

        in_child(work)
    finally:
        shutil.rmtree(home)


def test_many_processes_append_to_one_chain(tmp_path):
    folder = tmp_path / "log"
    _, key = new_log(folder)
    children = []
    for writer in range(6):
        child = os.fork()
        if child == 0:
            try:
                log = again(folder, segment_bytes=10_000)
                for number in range(60):
                    log.append({"ev": "intent", "id": f"w{writer}-{number}"})
                log.close()
            finally:
                os._exit(0)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 6
    found = verify(str(folder), key=key)
    assert found.sound, found.problems
    ids = [record["id"] for record in records(folder) if record["ev"] == "intent"]
    assert len(ids) == len(set(ids)) == 360
    for writer in range(6):
        own = [one for one in ids if one.startswith(f"w{writer}-")]
        assert own == [f"w{writer}-{number}" for number in range(60)]

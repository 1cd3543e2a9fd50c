"""The log: what is acknowledged is on the disk and chained; what can't be written is an error."""

import errno
import json
import os
import threading
from contextlib import suppress
from hashlib import sha256

import pytest

from promptward.audit import AuditError, disk
from promptward.audit.create import create
from promptward.audit.record import first_hash
from promptward.audit.verify import verify
from promptward.keys import FileKeys

from .logs import Clock, again, anchor, fill, keys_beside, new_log, records


def test_a_log_begins_with_a_record_that_names_its_key(tmp_path):
    folder = tmp_path / "log"
    log, key = new_log(folder)
    (first,) = records(folder)
    assert first["ev"] == "init"
    assert first["vkey"] == str(key)
    assert (folder / "verify.pub").read_text().strip() == str(key)
    assert log.append({"ev": "intent"}) == 1
    assert folder.stat().st_mode & 0o777 == 0o700
    for path in [*folder.rglob("*.jsonl"), folder / "lock", folder / "checkpoint"]:
        assert path.stat().st_mode & 0o077 == 0


def test_each_record_carries_a_hash_over_the_one_before_and_itself(tmp_path):
    folder = tmp_path / "log"
    log, key = new_log(folder)
    fill(log, 3)
    before = first_hash(key.name)
    for line in (folder / "segments" / "000000000000.jsonl").read_bytes().splitlines():
        fields = json.loads(line)
        stated = fields.pop("h")
        body = json.dumps(fields, sort_keys=True, separators=(",", ":")).encode()
        before = sha256(b"\x02" + before + body).digest()
        assert before.hex() == stated


def test_numbers_and_times_are_filled_in(tmp_path):
    clock = Clock()
    log, _ = new_log(tmp_path / "log", clock=clock)
    clock.now += 1.5
    log.append({"ev": "intent"}, {"ev": "outcome"})
    assert [r["seq"] for r in records(tmp_path / "log")] == [0, 1, 2]
    assert records(tmp_path / "log")[1]["ts"] == "2026-09-21T14:13:21.500Z"


@pytest.mark.parametrize(
    "body",
    [
        {"ev": "intent", "text": "John Smith"},
        {"ev": "intent", "dest": "John\nSmith"},
        {"ev": "intent", "in": "John Smith"},
        {"ev": "intent", "counts": {"a": "John Smith"}},
        {"ev": "intent", "rules": "John Smith"},
        {"ev": "intent", "subjects": [["a", "keep", "John Smith"]]},
        {"ev": "intent", "us": 1.5},
        {"ev": "intent", "mfa": 1},
        {"ev": "intent", "actor": "x" * 300},
    ],
)
def test_a_record_has_no_place_for_text(tmp_path, body):
    log, _ = new_log(tmp_path / "log")
    with pytest.raises(AuditError) as caught:
        log.append(body)
    assert caught.value.code == "audit_record"
    assert "John" not in str(caught.value)
    assert log.append({"ev": "denial"}) == 1


def test_checkpoints_are_signed_after_so_many_records_or_so_much_time(tmp_path):
    folder, clock = tmp_path / "log", Clock()
    log, key = new_log(folder, clock=clock)
    fill(log, 1)  # nobody knows how old the first checkpoint is
    before = len((folder / "checkpoints.jsonl").read_text().splitlines())
    fill(log, 998)
    assert len((folder / "checkpoints.jsonl").read_text().splitlines()) == before
    fill(log, 5)
    assert len((folder / "checkpoints.jsonl").read_text().splitlines()) == before + 1
    clock.now += 61
    fill(log, 1)
    assert len((folder / "checkpoints.jsonl").read_text().splitlines()) == before + 2
    assert verify(str(folder), key=key).signed == 1006


def test_segments_end_at_midnight_and_at_their_size(tmp_path):
    folder, clock = tmp_path / "log", Clock()
    log, key = new_log(folder, clock=clock, segment_bytes=2_000)
    fill(log, 30)
    clock.now += 86_400
    fill(log, 1)
    names = sorted(path.name for path in (folder / "segments").iterdir())
    assert len(names) > 2
    assert names[-1] == "000000000031.jsonl"
    assert verify(str(folder), key=key, anchors=[anchor(folder)]).sound
    reopened = again(folder, clock=clock, segment_bytes=2_000)
    fill(reopened, 30)
    assert verify(str(folder), key=key).records == 62


def test_several_logs_over_one_folder_see_each_other(tmp_path):
    folder = tmp_path / "log"
    first, key = new_log(folder, segment_bytes=1_500)
    second = again(folder, segment_bytes=1_500)
    for _ in range(20):
        fill(first, 1)
        fill(second, 2)
    assert [r["seq"] for r in records(folder)] == list(range(61))
    assert verify(str(folder), key=key).sound


def test_many_threads_share_one_log(tmp_path):
    folder = tmp_path / "log"
    log, key = new_log(folder)
    seen: list[int] = []

    def write() -> None:
        seen.extend(log.append({"ev": "intent"}) for _ in range(25))

    threads = [threading.Thread(target=write) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(seen) == list(range(1, 401))
    assert verify(str(folder), key=key).records == 401


def test_a_child_after_a_fork_writes_to_the_same_chain(tmp_path):
    folder = tmp_path / "log"
    log, key = new_log(folder)
    fill(log, 1)
    child = os.fork()
    if child == 0:
        try:
            fill(log, 20)
        finally:
            os._exit(0)
    fill(log, 20)
    assert os.waitpid(child, 0)[1] == 0
    assert verify(str(folder), key=key).records == 42
    fill(log, 1)
    assert verify(str(folder), key=key).sound


# ------------------------------------------------------------------ what a crash leaves


@pytest.mark.parametrize("left", [b"x", b'{"ev":"intent","seq":5', b"\0" * 300, b"\xff" * 40])
def test_a_torn_tail_is_cut_off_and_the_next_record_says_so(tmp_path, left):
    folder = tmp_path / "log"
    log, key = new_log(folder)
    fill(log, 4)
    with (folder / "segments" / "000000000000.jsonl").open("ab") as file:
        file.write(left)
    assert verify(str(folder), key=key).torn == len(left)
    assert log.append({"ev": "intent"}) == 6
    recovery = records(folder)[5]
    assert recovery["ev"] == "recovery"
    assert recovery["dropped"] == len(left)
    assert recovery["dropped_mac"] == log.digests().of_bytes(left)
    assert verify(str(folder), key=key).sound


def test_a_tail_cut_at_any_byte_is_recovered_or_refused_where_it_was_signed(tmp_path):
    folder = tmp_path / "log"
    clock = Clock()
    log, key = new_log(folder, clock=clock)
    fill(log, 3)
    log.checkpoint()
    fill(log, 1)
    path = folder / "segments" / "000000000000.jsonl"
    whole = path.read_bytes()
    signed = len(b"\n".join(whole.split(b"\n")[:4])) + 1
    for size in range(signed - 5, len(whole)):
        path.write_bytes(whole[:size])
        reopened = again(folder, clock=clock)
        if size < signed:
            with pytest.raises(AuditError) as caught:
                reopened.append({"ev": "intent"})
            assert caught.value.code == "audit_damaged"
        else:
            reopened.append({"ev": "intent"})
            found = verify(str(folder), key=key)
            assert found.sound, found.problems
    assert key.name


@pytest.mark.parametrize("cut", [1, 30, 150])
def test_a_checkpoint_that_a_crash_cut_off_is_made_again(tmp_path, cut):
    folder = tmp_path / "log"
    log, key = new_log(folder)
    fill(log, 2)
    log.checkpoint()
    path = folder / "checkpoints.jsonl"
    before = path.read_bytes()
    path.write_bytes(before + before.splitlines()[-1][:cut])
    assert verify(str(folder), key=key).sound
    log.checkpoint()
    assert path.read_bytes().startswith(before + b"{")
    assert verify(str(folder), key=key).sound


def test_damage_that_no_crash_leaves_is_refused_until_it_is_repaired(tmp_path):
    folder = tmp_path / "log"
    log, key = new_log(folder)
    fill(log, 3)
    with (folder / "segments" / "000000000000.jsonl").open("ab") as file:
        file.write(b'{"ev":"intent"}\nand more\n')
    for one in (log, again(folder)):
        with pytest.raises(AuditError) as caught:
            one.append({"ev": "intent"})
        assert caught.value.code == "audit_damaged"
    assert log.repair() == 25
    assert (folder / "damaged-000000000004.bin").read_bytes() == b'{"ev":"intent"}\nand more\n'
    assert records(folder)[4]["ev"] == "recovery"
    fill(log, 1)
    assert verify(str(folder), key=key).sound
    assert log.repair() == 0


def test_damage_below_a_checkpoint_is_not_repaired(tmp_path):
    folder = tmp_path / "log"
    log, _ = new_log(folder)
    fill(log, 5)
    log.checkpoint()
    path = folder / "segments" / "000000000000.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"r2"', b'"r9"'))
    with pytest.raises(AuditError, match="evidence"):
        log.repair()


def test_a_lost_note_of_where_the_log_ends_only_costs_time(tmp_path):
    folder = tmp_path / "log"
    log, key = new_log(folder)
    fill(log, 5)
    log.close()
    for content in (b"", b"{}", b'{"state": "{}", "check": "x"}', None):
        state = folder / "state.json"
        state.unlink() if content is None else state.write_bytes(content)
        fill(again(folder), 1)
    assert verify(str(folder), key=key).records == 10


# ------------------------------------------------------------------ what the disk refuses


def failing(monkeypatch, name, error, after=0):
    """`disk.NAME` fails once, after so many calls, as the system would."""
    real, calls = getattr(disk, name), []

    def call(*given):
        calls.append(given)
        if len(calls) == after + 1:
            if name == "append":
                os.write(given[0], given[1][: len(given[1]) // 2])  # a short write
            raise OSError(error, os.strerror(error))
        return real(*given)

    monkeypatch.setattr(disk, name, call)


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EROFS])
@pytest.mark.parametrize("name", ["append", "sync", "replace", "locked"])
def test_what_the_disk_refuses_is_an_error_and_the_log_goes_on_afterwards(
    tmp_path, monkeypatch, name, error
):
    folder = tmp_path / "log"
    log, key = new_log(folder)
    with monkeypatch.context() as patched:
        failing(patched, name, error)
        if name == "replace":  # the note of the end, on which nothing rests, or a checkpoint
            with suppress(AuditError):
                log.append({"ev": "intent"})
        else:
            with pytest.raises(AuditError) as caught:
                log.append({"ev": "intent"})
            assert caught.value.code == "audit_unwritable"
    fill(log, 2)
    found = verify(str(folder), key=key)
    assert found.sound, found.problems
    # After a failed sync the record may stand there all the same: nobody was told that it does.
    assert found.records in {3, 4}


def test_a_sync_that_failed_is_never_asked_again_on_the_same_descriptor(tmp_path, monkeypatch):
    log, _ = new_log(tmp_path / "log")
    fill(log, 1)
    handles: list[int] = []
    real = disk.sync

    def sync(handle):
        handles.append(log._writer()._handle)
        if len(handles) == 1:
            raise OSError(errno.EIO, "broken")
        real(handle)

    monkeypatch.setattr(disk, "sync", sync)
    with pytest.raises(AuditError):
        fill(log, 1)
    assert log._writer()._handle == -1
    fill(log, 1)


def test_an_interrupt_in_the_middle_of_writing_leaves_nobody_waiting(tmp_path, monkeypatch):
    folder = tmp_path / "log"
    log, key = new_log(folder)
    with monkeypatch.context() as patched:
        patched.setattr(disk, "sync", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            log.append({"ev": "intent"})
    fill(log, 1)
    assert verify(str(folder), key=key).sound


def test_a_log_that_somebody_holds_and_does_not_let_go_is_an_error(tmp_path):
    log, _ = new_log(tmp_path / "log")
    holding = disk.locked(log.layout.lock)
    with holding, pytest.raises(AuditError) as caught, disk.locked(log.layout.lock, 0.05):
        pass
    assert caught.value.code == "audit_unwritable"
    fill(log, 1)


def test_a_folder_that_everybody_may_read_is_refused(tmp_path):
    folder = tmp_path / "log"
    log, _ = new_log(folder)
    folder.chmod(0o755)
    with pytest.raises(AuditError) as caught:
        log.append({"ev": "intent"})
    assert caught.value.code == "audit_exposed"


@pytest.mark.parametrize("gone", ["segments", "verify.pub", "segments/000000000000.jsonl"])
def test_a_log_of_which_a_part_is_gone_is_refused(tmp_path, gone):
    folder = tmp_path / "log"
    new_log(folder)
    (folder / gone).rename(tmp_path / "gone")
    with pytest.raises(AuditError) as caught:
        again(folder).append({"ev": "intent"})
    assert caught.value.code in {"audit_missing", "audit_damaged"}


def test_a_log_that_became_shorter_is_refused(tmp_path):
    folder = tmp_path / "log"
    log, _ = new_log(folder)
    fill(log, 3)
    path = folder / "segments" / "000000000000.jsonl"
    path.write_bytes(path.read_bytes()[:-300])
    with pytest.raises(AuditError) as caught:
        fill(log, 1)
    assert caught.value.code == "audit_damaged"


def test_a_log_is_not_begun_twice(tmp_path):
    new_log(tmp_path / "log")
    with pytest.raises(AuditError, match="already"):
        create(str(tmp_path / "log"), keys_beside(tmp_path / "log"), clock=Clock())


def test_without_its_keys_nothing_is_written(tmp_path):
    folder = tmp_path / "log"
    new_log(folder)
    from promptward.audit import AuditLog

    log = AuditLog(str(folder), FileKeys(str(tmp_path / "nowhere")))
    with pytest.raises(AuditError) as caught:
        log.append({"ev": "intent"})
    assert caught.value.code == "audit_key"


def test_more_callers_than_a_batch_holds_all_get_their_answer(tmp_path, monkeypatch):
    from promptward.audit import log as module

    monkeypatch.setattr(module, "MOST_IN_BATCH", 2)
    folder = tmp_path / "log"
    log, key = new_log(folder)
    threads = [threading.Thread(target=fill, args=(log, 20)) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert verify(str(folder), key=key).records == 241


# ------------------------------------------------------------------ keys


def test_a_new_key_takes_over_with_the_consent_of_the_old(tmp_path):
    folder = tmp_path / "log"
    log, key = new_log(folder)
    fill(log, 3)
    new = log.rotate()
    assert new != key
    fill(log, 3)
    log.close()
    assert f"{new.name}+{new.id.hex()}" in str(records(folder)[4]["vkey"])
    fill(again(folder), 1)
    again(folder).checkpoint()
    found = verify(str(folder), key=key, anchors=[anchor(folder)])
    assert found.sound, found.problems
    assert next(p.code for p in verify(str(folder), key=new).problems) == "key"


def test_a_rotation_that_was_interrupted_goes_on_with_the_new_key(tmp_path, monkeypatch):
    folder = tmp_path / "log"
    log, key = new_log(folder)
    real = log.keys.replace

    def replace(self, name, secret):
        if name == "signing":
            raise OSError(errno.EIO, "power cut")
        real(name, secret)

    with monkeypatch.context() as patched:
        patched.setattr(FileKeys, "replace", replace)
        with pytest.raises(AuditError):
            log.rotate()
    fill(log, 2)
    log.checkpoint()
    found = verify(str(folder), key=key)
    assert found.sound, found.problems


def test_a_lock_is_given_back_even_where_its_descriptor_does_not_close(tmp_path, monkeypatch):
    log, _ = new_log(tmp_path / "log")
    with (
        monkeypatch.context() as broken,
        pytest.raises(OSError, match="full"),
        disk.locked(log.layout.lock),
    ):
        broken.setattr(os, "close", _full)
    with disk.locked(log.layout.lock, 0.05):
        pass


def _full(_: int) -> None:
    raise OSError("full")

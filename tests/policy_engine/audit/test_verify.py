"""Tampering: whatever is changed in a log is found, given a checkpoint that was kept elsewhere."""

import json
import shutil
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promptward.audit.anchors import Anchor
from promptward.audit.checkpoint import Checkpoint
from promptward.audit.merkle import Edge, leaf_hash
from promptward.audit.note import Signer, Verifier, read_note, sign
from promptward.audit.record import first_hash, line_of
from promptward.audit.verify import verify

from .logs import anchor, fill, new_log

RECORDS = 40


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A log of several segments, its key and an anchor over all of it."""
    folder = tmp_path_factory.mktemp("made") / "log"
    log, key = new_log(folder, segment_bytes=3_000)
    fill(log, RECORDS)
    log.close()
    return folder, key, anchor(folder)


@pytest.fixture
def copy(made, tmp_path):
    folder = tmp_path / "log"
    shutil.copytree(made[0], folder)
    return folder


def lines(folder) -> list[bytes]:
    return [
        line
        for path in sorted((folder / "segments").iterdir())
        for line in path.read_bytes().splitlines()
    ]


def write(folder, content: list[bytes], *, rechain: bool = False) -> None:
    """All records into one segment, as an intruder would lay them out."""
    for path in (folder / "segments").iterdir():
        path.unlink()
    if rechain:
        before, content = first_hash(origin(folder)), list(content)
        for seq, line in enumerate(content):
            fields = {**json.loads(line), "seq": seq}
            fields.pop("h")
            body = json.dumps(fields, sort_keys=True, separators=(",", ":")).encode()
            content[seq], before = line_of(body, before)
    (folder / "segments" / "000000000000.jsonl").write_bytes(b"\n".join(content) + b"\n")


def origin(folder) -> str:
    return (folder / "verify.pub").read_text().partition("+")[0]


def found(folder, key, *anchors) -> set[str]:
    return {problem.code for problem in verify(str(folder), key=key, anchors=anchors).problems}


def test_an_untouched_log_is_sound(made):
    folder, key, kept = made
    told = verify(str(folder), key=key, anchors=[kept])
    assert told.sound
    assert (told.records, told.signed, told.anchored) == (RECORDS + 1, RECORDS + 1, RECORDS + 1)
    assert told.first_time <= told.last_time


def test_a_sound_record_is_looked_at_once(made, monkeypatch):
    """The way for records that don't fit is slow, and no sound one takes it."""
    odd = []
    monkeypatch.setattr("promptward.audit.verify._Reader._odd", lambda *a: odd.append(a) or b"")
    assert verify(str(made[0]), key=made[1]).sound
    assert not odd


def test_a_log_of_many_pieces_is_read_as_one_of_few(made, copy, monkeypatch):
    folder, key, kept = made
    whole = verify(str(folder), key=key, anchors=[kept])
    told: list[tuple[int, int]] = []
    for size in (1, 7, 100, 4096):
        monkeypatch.setattr("promptward.audit.verify._CHUNK", size)
        told.clear()
        again = verify(
            str(folder), key=key, anchors=[kept], progress=lambda *step: told.append(step)
        )
        assert again == whole
        assert told == sorted(told)
        assert {of for _, of in told} == {told[-1][0]}
    write(copy, [*lines(copy)[:20], *lines(copy)[21:]])
    monkeypatch.setattr("promptward.audit.verify._CHUNK", 50)
    assert found(copy, key, kept) >= {"chain", "number", "truncated"}


def test_a_segment_that_can_not_be_read_is_a_problem(copy, made):
    segment = sorted((copy / "segments").iterdir())[1]
    segment.unlink()
    segment.mkdir()  # even root can't read one
    assert {"segment", "truncated"} <= found(copy, made[1], made[2])


def test_laying_the_records_out_otherwise_is_no_tampering(copy, made):
    write(copy, lines(copy))
    assert found(copy, made[1], made[2]) == set()


@pytest.mark.parametrize("at", range(RECORDS + 1))
def test_every_change_of_a_record_is_found(copy, made, at):
    _, key, kept = made
    whole = lines(copy)
    other = (at + 7) % len(whole)
    swapped = list(whole)
    swapped[at], swapped[other] = swapped[other], swapped[at]
    tampered = {
        "flip": [*whole[:at], whole[at].replace(b"u1", b"u2").replace(b"init", b"inii"), *whole[at + 1 :]],
        "delete": [*whole[:at], *whole[at + 1 :]],
        "swap": swapped,
        "duplicate": [*whole[: at + 1], *whole[at:]],
        "truncate": whole[:at],
        "insert": [*whole[:at], b'{"ev":"intent"}', *whole[at:]],
        "blank": [*whole[:at], b"", *whole[at:]],
    }  # fmt: skip
    for name, content in tampered.items():
        for rechain in (False, True):
            if (rechain and name in {"insert", "blank"}) or not content:
                continue
            if rechain and name == "duplicate" and at == RECORDS:
                continue  # a record more behind the anchor is what writing on looks like
            write(copy, content, rechain=rechain)
            assert found(copy, key, kept), (name, rechain)
            # And without its own checkpoints, as long as one was kept elsewhere.
            (copy / "checkpoints.jsonl").rename(copy.parent / "away")
            assert found(copy, key, kept) - {"unsigned"}, (name, rechain)
            (copy.parent / "away").rename(copy / "checkpoints.jsonl")


@settings(max_examples=60)
@given(data=st.data())
def test_every_flipped_bit_is_found(made, tmp_path_factory, data):
    folder, key, kept = made
    copied = tmp_path_factory.mktemp("flipped") / "log"
    shutil.copytree(folder, copied)
    path = data.draw(st.sampled_from(sorted((copied / "segments").iterdir())))
    content = bytearray(path.read_bytes())
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= 1 << data.draw(st.integers(0, 7))
    path.write_bytes(content)
    assert found(copied, key, kept)


def test_a_log_rewritten_with_a_key_of_ones_own_is_found(copy, made):
    _, key, kept = made
    mine = Signer(key.name, b"\1" * 32)
    forged = [line.replace(b"u1", b"u2").replace(str(key).encode(), str(mine.verifier).encode()) for line in lines(copy)]  # fmt: skip
    write(copy, forged, rechain=True)
    edge = Edge()
    for line in lines(copy):
        edge.append(leaf_hash(line))
    note = sign(Checkpoint(key.name, edge.size, edge.root()).text(), mine)
    (copy / "checkpoints.jsonl").write_text(json.dumps({"note": note}) + "\n")
    (copy / "verify.pub").write_text(f"{mine.verifier}\n")
    assert found(copy, None) == set()  # nothing in the folder can tell
    assert "key" in found(copy, key)
    assert found(copy, None, kept)


def test_a_stolen_key_does_not_help_against_an_anchor(copy, made, tmp_path):
    folder, key, kept = made
    seed = bytes.fromhex((folder.parent / "log_keys" / "signing.key").read_text())
    stolen = Signer(key.name, seed)
    write(copy, [line.replace(b"u1", b"u2") for line in lines(copy)], rechain=True)
    edge = Edge()
    for line in lines(copy):
        edge.append(leaf_hash(line))
    note = sign(Checkpoint(key.name, edge.size, edge.root()).text(), stolen)
    (copy / "checkpoints.jsonl").write_text(json.dumps({"note": note}) + "\n")
    assert found(copy, key) == set()
    assert found(copy, key, kept) == {"root"}


def test_a_key_that_takes_over_without_consent_is_found(copy, made):
    _, key, kept = made
    mine = Signer(key.name, b"\2" * 32)
    whole = lines(copy)
    fields = {"ev": "key_rotation", "old_vkey": str(key), "vkey": str(mine.verifier), "old_sig": "AAAA", "new_sig": "AAAA", "v": 1, "ts": "2026-09-21T14:13:21.500Z"}  # fmt: skip
    write(copy, [*whole, json.dumps({**fields, "h": "0" * 64}).encode()], rechain=True)
    assert "rotation" in found(copy, key, kept)


def test_a_missing_segment_and_a_foreign_file_are_found(copy, made):
    _, key, kept = made
    second = sorted((copy / "segments").iterdir())[1]
    second.rename(copy / "segments" / "notes.txt")
    assert "segment" in found(copy, key, kept)
    (copy / "segments" / "notes.txt").unlink()
    assert "segment" in found(copy, key, kept)


@pytest.mark.parametrize("content", ["", "no note\n", '{"note": 1}\n', '{"note": "x"}\n'])
def test_checkpoints_that_are_none_are_found(copy, made, content):
    (copy / "checkpoints.jsonl").write_text(content)
    assert found(copy, made[1], made[2]) & {"unsigned", "checkpoint"}


def test_an_anchor_of_another_log_is_no_anchor(copy, made, tmp_path):
    log, _ = new_log(tmp_path / "other")
    fill(log, 2)
    assert found(copy, made[1], anchor(tmp_path / "other")) == {"checkpoint"}
    assert found(copy, made[1], Anchor("x", "nonsense")) == {"checkpoint"}


# ------------------------------------------------------------------ notes and trees


def test_a_note_reads_as_the_format_says():
    signer = Signer("promptward/x", bytes(range(32)))
    note = sign("promptward/x\n3\nAAAA\n", signer)
    text, _, signature = note.partition("\n\n")
    assert text == "promptward/x\n3\nAAAA"
    assert signature.startswith("\u2014 promptward/x ")
    assert read_note(note, (signer.verifier,)) == ("promptward/x\n3\nAAAA\n", signer.verifier)
    other = Signer("promptward/x", bytes(range(1, 33))).verifier
    assert read_note(note, (other,))[1] is None
    with pytest.raises(ValueError, match="does not hold"):
        read_note(note.replace("\n3\n", "\n4\n"), (signer.verifier,))
    assert Verifier.parse(str(signer.verifier)) == signer.verifier


def naive_root(leaves: list[bytes]) -> bytes:
    """RFC 6962, section 2.1, as it is written."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return sha256(b"\x00" + leaves[0]).digest()
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return sha256(b"\x01" + naive_root(leaves[:k]) + naive_root(leaves[k:])).digest()


@given(st.lists(st.binary(max_size=8), max_size=70))
def test_the_root_is_that_of_rfc_6962(leaves):
    edge = Edge()
    for leaf in leaves:
        edge.append(leaf_hash(leaf))
    assert edge.root() == naive_root(leaves)
    assert Edge(edge.size, edge.nodes).root() == edge.root()

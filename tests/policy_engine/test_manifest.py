"""Manifests: for how long the cache may speak for the files of a policy."""

import os

from promptward.manifest import ABSENT, Manifest, Source, observe

from .clinic import TODAY


def test_a_manifest_survives_a_round_trip_and_nothing_else_is_one():
    manifest = Manifest((Source("/a", "0" * 64, 3, 4),), None, "2027-01-31", "k", "d", ("main",))
    assert Manifest.from_bytes(manifest.to_bytes()) == manifest
    for junk in (b"", b"[]", b"{}", b"null", b"[[1], 2]", b"\xff", b"[[],1,2,3,4]"):
        assert Manifest.from_bytes(junk) is None


def test_a_manifest_holds_as_long_as_the_files_and_the_day_do(tmp_path):
    file = tmp_path / "a.ward"
    file.write_text("one")
    missing = tmp_path / "b.ward"

    def manifest(first=None, last=None):
        (seen,) = observe([(str(file), _sha(file))])
        return Manifest((seen, Source(str(missing), ABSENT, -1, -1)), first, last, "", "", ())

    assert manifest().holds(TODAY)
    assert manifest("2026-11-23", "2026-11-23").holds(TODAY)
    assert not manifest("2026-11-24").holds(TODAY)
    assert not manifest(None, "2026-11-22").holds(TODAY)
    held = manifest()
    file.write_text("two")
    assert not held.holds(TODAY)
    held = manifest()
    missing.write_text("in the way")
    assert not held.holds(TODAY)
    missing.unlink()
    file.unlink()
    assert not held.holds(TODAY)


def test_a_large_file_that_was_touched_lately_is_hashed_again(tmp_path):
    file = tmp_path / "words.txt"
    file.write_bytes(b"a" * 100_000)
    (seen,) = observe([(str(file), _sha(file))])
    status = file.stat()
    file.write_bytes(b"b" * 100_000)
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert not Manifest((seen,), None, None, "", "", ()).holds(TODAY)


def _sha(file):
    from hashlib import sha256

    return sha256(file.read_bytes()).hexdigest()

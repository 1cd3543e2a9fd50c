"""The cache of compiled policies: whole or not at all, whoever writes at the same time."""

import os
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptward.artifacts import SHARED, Artifacts, cache_folder, key_of, shared_name

KEY = key_of(("a policy",))


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "cache"


# ---------------------------------------------------------------------- where it is


@pytest.mark.parametrize(
    ("environ", "platform", "expected"),
    [
        ({"PROMPTWARD_CACHE": "/own", "HOME": "/home/u"}, "linux", "/own"),
        ({"HOME": "/home/u"}, "linux", "/home/u/.cache/promptward"),
        ({"HOME": "/home/u", "XDG_CACHE_HOME": "/x"}, "linux", "/x/promptward"),
        ({"HOME": "/home/u", "XDG_CACHE_HOME": "x"}, "linux", "/home/u/.cache/promptward"),
        ({"HOME": "/Users/u"}, "darwin", "/Users/u/Library/Caches/promptward"),
        ({}, "linux", ""),
        ({}, "darwin", ""),
        ({}, "win32", ""),
    ],
)
def test_the_folder_is_where_the_platform_keeps_caches(environ, platform, expected):
    assert cache_folder(environ, platform) == expected


def test_on_windows_it_is_in_the_users_own_folder():
    found = cache_folder({"LOCALAPPDATA": "C:\\Users\\u\\AppData\\Local"}, "win32")
    assert found.startswith("C:\\Users\\u")
    assert found.endswith("Cache")


# ---------------------------------------------------------------------- keys


@given(st.lists(st.text(max_size=5)), st.lists(st.text(max_size=5)))
def test_keys_are_equal_only_for_equal_parts(one, other):
    assert (key_of(one) == key_of(other)) == (one == other)


@pytest.mark.parametrize(("key", "kind"), [("../x", "plan"), (KEY, "../x"), (KEY, ""), ("", "p")])
def test_a_key_or_kind_that_is_a_path_is_refused(folder, key, kind):
    cache = Artifacts(str(folder))
    with pytest.raises(ValueError, match="letters and digits"):
        cache.write(key, kind, b"x")
    with pytest.raises(ValueError, match="letters and digits"):
        cache.read(key, kind)


# ---------------------------------------------------------------------- whole or not at all


@pytest.mark.parametrize("content", [b"", b"x", b"\0" * 1000, bytes(range(256)) * 8192])
def test_what_was_written_is_read(folder, content):
    cache = Artifacts(str(folder))
    assert cache.read(KEY, "plan") is None
    assert cache.write(KEY, "plan", content) is None
    assert cache.read(KEY, "plan") == content
    assert cache.read(KEY, "main") is None
    assert cache.read(key_of(("another",)), "plan") is None


def test_folder_and_files_are_their_owners_alone(folder):
    Artifacts(str(folder)).write(KEY, "plan", b"x")
    assert folder.stat().st_mode & 0o077 == 0
    assert all(file.stat().st_mode & 0o077 == 0 for file in folder.iterdir())


@given(data=st.data())
def test_any_damage_is_an_artefact_that_is_absent(tmp_path_factory, data):
    cache = Artifacts(str(tmp_path_factory.getbasetemp() / "damage"))
    cache.write(KEY, "plan", b"a compiled policy")
    (file,) = Path(cache.folder).glob("*.plan")
    whole = bytearray(file.read_bytes())
    at = data.draw(st.integers(0, len(whole) - 1))
    match data.draw(st.sampled_from(("flip", "cut", "grow"))):
        case "flip":
            whole[at] ^= data.draw(st.integers(1, 255))
        case "cut":
            del whole[at:]
        case _:
            whole += b"more"
    file.write_bytes(whole)
    assert cache.read(KEY, "plan") is None
    assert cache.write(KEY, "plan", b"again") is None
    assert cache.read(KEY, "plan") == b"again"


def test_an_artefact_under_a_foreign_name_is_absent(folder):
    cache = Artifacts(str(folder))
    cache.write(KEY, "plan", b"x")
    (file,) = folder.iterdir()
    other = key_of(("another",))
    file.rename(folder / f"{other[:40]}.plan")
    assert cache.read(other, "plan") is None


# ---------------------------------------------------------------------- where it cannot be written


def test_a_folder_that_cannot_be_made_is_said_and_nothing_raised(tmp_path):
    file = tmp_path / "file"
    file.touch()
    for folder in (str(file), f"{file}/below"):
        cache = Artifacts(folder)
        assert cache.write(KEY, "plan", b"x").startswith("the cache cannot be written")
        assert cache.read(KEY, "plan") is None


def test_without_a_folder_nothing_is_kept_and_it_is_said_how_to_have_one():
    cache = Artifacts("")
    assert "PROMPTWARD_CACHE" in cache.write(KEY, "plan", b"x")
    assert cache.read(KEY, "plan") is None


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may write")
def test_a_folder_without_permission_is_said(folder):
    folder.mkdir(mode=0o500)
    assert "permission denied" in Artifacts(str(folder)).write(KEY, "plan", b"x").lower()


def test_a_failed_write_leaves_nothing_half_done(folder):
    cache = Artifacts(str(folder))
    folder.mkdir()
    # A folder stands where the file would be put.
    (folder / f"{KEY[:40]}.plan").mkdir()
    (folder / f"{KEY[:40]}.plan" / "x").touch()
    assert cache.write(KEY, "plan", b"x") is not None
    assert [file.name for file in folder.iterdir()] == [f"{KEY[:40]}.plan"]


def test_of_several_the_first_that_cannot_be_kept_is_said(tmp_path):
    (tmp_path / "file").touch()
    cache = Artifacts(str(tmp_path / "file"))
    assert cache.write_all(KEY, {"a": b"1", "b": b"2"}) is not None
    assert cache.read_named(KEY, ("a", "b")) is None
    with pytest.raises(ValueError, match="`a` is missing"):
        _ = cache.named(KEY, ("a", "b"))["a"]


def test_named_artefacts_are_read_when_they_are_asked_for(folder):
    cache = Artifacts(str(folder))
    named = cache.named(KEY, ("a", shared_name("b", "f" * 64)))
    assert list(named) == ["a", "b"]
    assert cache.write(KEY, "a", b"1") is None
    assert cache.write("f" * 64, SHARED, b"2") is None
    assert dict(named) == {"a": b"1", "b": b"2"}
    assert "c" not in named


# ---------------------------------------------------------------------- at the same time


def test_readers_see_one_of_the_writes_whole_while_many_write(folder):
    cache = Artifacts(str(folder))
    contents = [bytes([n]) * (50_000 + n) for n in range(8)]
    cache.write(KEY, "plan", contents[0])
    seen, stop = [], threading.Event()

    def reading():
        while not stop.is_set():
            seen.append(cache.read(KEY, "plan"))

    def writing(content):
        for _ in range(20):
            assert cache.write(KEY, "plan", content) is None

    reader = threading.Thread(target=reading)
    reader.start()
    writers = [threading.Thread(target=writing, args=(content,)) for content in contents]
    for thread in writers:
        thread.start()
    for thread in writers:
        thread.join()
    stop.set()
    reader.join()
    assert seen
    assert set(seen) <= set(contents)
    assert len(list(folder.iterdir())) == 1


LOADS = """
import datetime, sys, promptward
engine = promptward.load(
    sys.argv[1], today=datetime.date(2026, 11, 23),
    environ={"PROMPTWARD_CACHE": sys.argv[2]}, floor_folder="/nowhere",
)
assert engine.warning is None
print(engine.policy.id, len(engine.find("SSN 536-22-4399")))
"""


def test_processes_that_load_one_policy_at_the_same_time_all_get_it(tmp_path, folder):
    from .clinic import CLINIC

    policy = tmp_path / "clinic.ward"
    policy.write_text(CLINIC)
    started = [
        subprocess.Popen(
            [sys.executable, "-c", LOADS, str(policy), str(folder)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    ended = [process.communicate() for process in started]
    assert [process.returncode for process in started] == [0] * 4, ended
    assert len({out for out, _ in ended}) == 1
    assert not any(".new-" in file.name for file in folder.iterdir())


# ---------------------------------------------------------------------- what nobody uses

DAY = 86_400


def aged(cache: Artifacts, name: str, days: float, size: int = 10) -> Path:
    key = key_of((name,))
    assert cache.write(key, "policy", b"x" * size) is None
    path = next(p for p in Path(cache.folder).iterdir() if p.name.startswith(key[:40]))
    then = time.time() - days * DAY
    os.utime(path, (then, then))
    return path


def test_what_nobody_used_for_a_month_is_swept_and_nothing_else(folder):
    cache = Artifacts(str(folder))
    old, recent = aged(cache, "old", 40), aged(cache, "recent", 20)
    half = folder / ".new-1-abc"
    half.write_bytes(b"x")
    os.utime(half, (0, 0))
    others = [folder / "notes.txt", folder / ("A" * 40), folder / ("a" * 39 + ".policy")]
    for one in others:
        one.write_bytes(b"x")
        os.utime(one, (0, 0))

    assert cache.sweep(time.time()) == 2

    assert not old.exists()
    assert not half.exists()
    assert recent.exists()
    assert all(one.exists() for one in others)


def test_beyond_its_size_the_longest_unused_go_but_none_that_may_be_in_use(folder):
    cache = Artifacts(str(folder))
    paths = [aged(cache, f"{days}", days, 1000) for days in (20, 10, 5, 1, 0)]

    cache.sweep(time.time(), most=2500)

    assert [path.exists() for path in paths] == [False, False, False, True, True]
    cache.sweep(time.time(), most=0)
    assert [path.exists() for path in paths] == [False, False, False, True, True]


def test_what_is_read_counts_as_used(folder):
    cache = Artifacts(str(folder))
    path = aged(cache, "a", 40)

    assert cache.read(key_of(("a",)), "policy") == b"x" * 10
    assert cache.sweep(time.time()) == 0
    assert path.exists()


def test_sweeping_while_others_read_and_write_loses_nothing_they_hold(folder):
    cache = Artifacts(str(folder))
    wrong: list[object] = []
    stop = threading.Event()

    def reading() -> None:
        while not stop.is_set():
            content = cache.read(KEY, "policy")
            if content not in (None, b"y" * 5000):
                wrong.append(content)

    def sweeping() -> None:
        while not stop.is_set():
            cache.sweep(time.time())

    workers = [threading.Thread(target=one) for one in (reading, reading, sweeping)]
    for one in workers:
        one.start()
    for _ in range(200):
        assert cache.write(KEY, "policy", b"y" * 5000) is None
        with suppress(FileNotFoundError):  # swept or not, it is old from here on
            os.utime(f"{folder}/{KEY[:40]}.policy", (0, 0))
    stop.set()
    for one in workers:
        one.join(20)
    assert wrong == []
    assert cache.sweep(0) == 0
    assert Artifacts("").sweep(time.time()) == 0
    assert Artifacts(str(folder / "none")).sweep(time.time()) == 0

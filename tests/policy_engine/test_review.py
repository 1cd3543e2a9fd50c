"""What can be said about a policy: kept while nothing changes, and said anew when anything does."""

import datetime as dt
import os
from pathlib import Path

import pytest

from promptward import installation
from promptward.artifacts import _HEAD, Artifacts
from promptward.manifest import Manifest
from promptward.policy import locate
from promptward.review import Review, review

from .clinic import CLINIC, TODAY

WARNED = CLINIC + 'lexicon idle = ["abc"]\n'


@pytest.fixture
def cache(tmp_path) -> Artifacts:
    return Artifacts(str(tmp_path / "cache"))


@pytest.fixture
def policy(tmp_path):
    file = tmp_path / "clinic.ward"
    file.write_text(CLINIC)
    return file


def reviewed(policy, cache: Artifacts, today: dt.date = TODAY, etc: str = "/nowhere") -> Review:
    return review(locate(str(policy), {}, ".", floor_folder=etc), today=today, cache=cache)


def test_the_second_review_is_kept_and_says_the_same(policy, cache):
    policy.write_text(WARNED)
    first = reviewed(policy, cache)
    second = reviewed(policy, cache)
    assert (first.kept, second.kept) == (False, True)
    assert first.sound
    assert first.diagnostics
    assert second.diagnostics == first.diagnostics
    assert (second.name, second.version, second.policy_id) == (
        first.name,
        first.version,
        first.policy_id,
    )
    for label in {one.span.file for one in second.diagnostics}:
        assert second.sources[label] == first.sources[label]


def test_an_edit_another_day_and_another_folder_are_reviewed_anew(
    policy, cache, tmp_path, monkeypatch
):
    reviewed(policy, cache)
    policy.write_text(CLINIC + "# a remark\n")
    assert not reviewed(policy, cache).kept
    assert reviewed(policy, cache).kept
    assert not reviewed(policy, cache, TODAY + dt.timedelta(days=1)).kept
    monkeypatch.chdir(tmp_path)
    assert not reviewed(policy, cache).kept


def test_another_engine_reviews_anew(policy, cache, monkeypatch):
    reviewed(policy, cache)
    monkeypatch.setattr("promptward.review.stamp", lambda: "another")
    assert not reviewed(policy, cache).kept


def test_a_policy_with_an_error_is_never_kept(policy, cache):
    for broken in (
        CLINIC.replace("finds ssn", "finds snn"),
        CLINIC.replace("expect warn by ssn_never", "expect allow"),
        CLINIC.replace('"SSN [[536-22-4399]]" high', '"SSN [[536-22-4399]]" low'),
    ):
        policy.write_text(broken)
        for _ in range(2):
            found = reviewed(policy, cache)
            assert not found.kept
            assert not found.sound


def test_an_example_that_failed_is_tried_again_and_a_mended_one_passes(policy, cache):
    reviewed(policy, cache)
    policy.write_text(CLINIC.replace('"SSN [[536-22-4399]]" high', '"SSN [[536-22-4399]]" low'))
    for _ in range(2):
        assert {one.code for one in reviewed(policy, cache).diagnostics} >= {"E106"}
    policy.write_text(CLINIC)
    assert reviewed(policy, cache).sound


def test_a_detector_that_changes_has_its_examples_tried_again(policy, cache):
    reviewed(policy, cache)
    policy.write_text(CLINIC.replace(r"/\b\d{3}-\d{2}-\d{4}\b/", "/zzzz/"))
    assert "E106" in {one.code for one in reviewed(policy, cache).diagnostics}


@pytest.mark.parametrize("content", [b"{}", b"[]", b"[1, 2, 3, 4, 5]", b"\xff", b"null"])
def test_a_review_of_another_shape_is_made_again(policy, cache, content):
    reviewed(policy, cache)
    (found,) = Path(cache.folder).glob("*.reviewed")
    manifest = Manifest.from_bytes(found.read_bytes()[_HEAD.size :])
    assert cache.write(manifest.policy, "review", content) is None
    assert not reviewed(policy, cache).kept


def test_without_a_cache_every_review_is_made(policy):
    for _ in range(2):
        assert not reviewed(policy, Artifacts("")).kept


# ------------------------------------------------------------------ which engine


def test_a_stamp_is_of_all_files_and_of_nothing_else(tmp_path, monkeypatch):
    package = tmp_path / "package"
    (package / "lexicons").mkdir(parents=True)
    words = package / "lexicons" / "names.txt"
    words.write_text("mary\n")
    for module in (installation.promptward, installation.promptward_dsl):
        monkeypatch.setattr(module, "__path__", [])
    monkeypatch.setattr(installation.promptward_rules, "__path__", [str(package)])
    first = installation.stamp()
    assert installation.stamp() == first
    (package / "__pycache__").mkdir()
    (package / "__pycache__" / "x.pyc").touch()
    assert installation.stamp() == first
    status = words.stat()
    words.write_text("john\n")
    os.utime(words, ns=(status.st_atime_ns, status.st_mtime_ns + 1))
    second = installation.stamp()
    assert second != first
    (package / "more.py").touch()
    assert installation.stamp() not in (first, second)
    assert installation.is_stamped(str(words))
    assert not installation.is_stamped(f"{package}/../mine.ward")
    assert not installation.is_stamped(f"{package}s/mine.ward")
    monkeypatch.setattr(installation.promptward_rules, "__path__", [str(tmp_path / "gone")])
    assert installation.stamp() != first

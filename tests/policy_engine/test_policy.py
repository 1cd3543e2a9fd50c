"""How a policy is loaded, when the cache may speak for it, and what is refused."""

import datetime as dt
import gc
import os
import subprocess
import sys
import textwrap
import threading
import weakref
from pathlib import Path

import pytest

import promptward
from promptward.artifacts import _HEAD, SHARED, Artifacts
from promptward.examination import verified
from promptward.loading import load
from promptward.manifest import Manifest
from promptward.model import PolicyError, Request
from promptward.policy import LoadedPolicy, load_compiled, locate

from .clinic import CLINIC, NOTE, TODAY, ask

# ------------------------------------------------------------------ loading


@pytest.fixture(scope="module")
def cache(tmp_path_factory) -> Artifacts:
    return Artifacts(str(tmp_path_factory.mktemp("cache")))


@pytest.fixture
def policy(tmp_path):
    file = tmp_path / "clinic.ward"
    file.write_text(CLINIC)
    return file


def loaded(path, cache: Artifacts, today: dt.date = TODAY, etc: str = "/nowhere") -> LoadedPolicy:
    place = locate(str(path), {}, ".", floor_folder=etc)
    return load_compiled(place, today=today, cache=cache, verify=verified)


def test_the_second_load_comes_from_the_cache_and_is_the_same(policy, cache):
    first = loaded(policy, cache)
    second = loaded(policy, cache)
    assert (first.cached, second.cached) == (False, True)
    assert first.warning is None
    assert second.ir == first.ir
    assert second.notes == first.notes
    assert second.policy_id == first.ir.policy_id
    assert dict(second.blobs) == dict(first.blobs)


def test_an_edit_is_noticed_and_a_comment_keeps_the_databases(policy, cache):
    first = loaded(policy, cache)
    policy.write_text(CLINIC + "# a remark\n")
    again = loaded(policy, cache)
    assert not again.cached
    assert again.policy_id == first.policy_id
    policy.write_text(CLINIC.replace("1.0.0", "1.0.1"))
    assert loaded(policy, cache).policy_id != first.policy_id


def test_damaged_artefacts_are_built_again(policy, tmp_path):
    cache = Artifacts(str(tmp_path / "cache"))
    first = loaded(policy, cache)
    for file in (tmp_path / "cache").iterdir():
        file.write_bytes(file.read_bytes()[:-1] + b"!")
    again = loaded(policy, cache)
    assert not again.cached
    assert again.ir == first.ir
    assert loaded(policy, cache).cached


@pytest.mark.parametrize("content", [b"{}", b"[]", b'{"id": 1, "ir": {}, "notes": {}}', b"\xff"])
def test_an_artefact_of_another_shape_is_built_again(policy, tmp_path, content):
    cache = Artifacts(str(tmp_path / "cache"))
    loaded(policy, cache)
    (found,) = [f for f in (tmp_path / "cache").iterdir() if f.name.endswith(".manifest")]
    manifest = Manifest.from_bytes(found.read_bytes()[_HEAD.size :])
    assert cache.write(manifest.policy, "policy", content) is None
    assert not loaded(policy, cache).cached


def test_a_cache_that_cannot_be_written_is_a_remark_and_no_more(policy, tmp_path):
    blocked = tmp_path / "file"
    blocked.touch()
    first = loaded(policy, Artifacts(str(blocked)))
    assert first.warning is not None
    assert not loaded(policy, Artifacts(str(blocked))).cached
    assert not loaded(policy, Artifacts("")).cached


def test_a_waiver_that_ends_is_felt_on_the_day_after(policy, cache):
    policy.write_text(
        CLINIC.replace(
            "role clinician",
            'disable detector zip_code because "noisy" until 2026-12-31\nrole clinician',
        ).replace("  expect no geographic\n", "")
    )
    during = loaded(policy, cache)
    assert "clinic.zip_code" not in during.ir.detectors
    assert loaded(policy, cache, dt.date(2026, 12, 31)).cached
    after = loaded(policy, cache, dt.date(2027, 1, 1))
    assert not after.cached
    assert "clinic.zip_code" in after.ir.detectors
    assert not loaded(policy, cache).cached, "the day before: built again, with the waiver"


def test_an_engine_that_outlives_a_waiver_lets_nothing_through(policy, tmp_path):
    policy.write_text(
        CLINIC.replace(
            "role clinician",
            'disable detector zip_code because "noisy" until 2026-12-31\nrole clinician',
        ).replace("  expect no geographic\n", "")
    )
    environ = {"PROMPTWARD_CACHE": str(tmp_path / "cache")}
    engine = promptward.load(policy, today=TODAY, environ=environ)
    last = dt.date(2026, 12, 31)
    assert engine.ends == last
    assert engine.decide(ask()._replace(date=last)).verdict == "warn"
    late = ask()._replace(date=dt.date(2027, 1, 1))
    for decision in (engine.decide(late), engine.redact("a", date=late.date)):
        assert decision.verdict == "block"
        assert decision.text is None
        assert [(one.kind, one.id) for one in decision.reasons] == [("error", "policy_ended")]
        assert "2026-12-31" in decision.reasons[0].message
    assert engine.decide(late._replace(date=None)).verdict in {"warn", "block"}
    again = promptward.load(policy, today=late.date, environ=environ)
    assert again.ends is None
    assert not [one for one in again.decide(late).reasons if one.kind == "error"]


def test_an_engine_is_loaded_by_path_and_decides(policy, tmp_path):
    environ = {"PROMPTWARD_CACHE": str(tmp_path / "cache")}
    for _ in range(2):
        engine = promptward.load(policy, today=TODAY, environ=environ)
        assert engine.decide(ask()).verdict == "warn"


def test_the_embedded_policy_holds_where_nobody_wrote_one(tmp_path, shipped_cache):
    environ = {"PROMPTWARD_CACHE": str(shipped_cache)}
    engine = load(folder=str(tmp_path), today=TODAY, environ=environ, floor_folder=str(tmp_path))
    assert engine.policy.name == "default"
    decision = engine.decide(Request(NOTE, date=TODAY))
    assert decision.verdict == "block"
    redacted = engine.redact(NOTE, date=TODAY)
    assert "536-22-4399" not in redacted.text
    assert "John Smith" not in redacted.text


# ------------------------------------------------------------------ refusals


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("policy clinic", "polcy clinic", "E00"),
        ("finds ssn", "finds snn", "E101"),
        ('example "SSN [[536-22-4399]]" high', 'example "SSN [[536-22-4399]]" low', "E106"),
        ("expect warn by ssn_never", "expect allow", "E120"),
    ],
)
def test_a_policy_with_an_error_is_refused_with_its_diagnostics(policy, cache, old, new, code):
    policy.write_text(CLINIC.replace(old, new))
    with pytest.raises(PolicyError) as caught:
        loaded(policy, cache)
    error = caught.value
    assert any(d.code.startswith(code) for d in error.diagnostics)
    assert code in error.rendered
    assert str(policy) in str(error)
    assert error.__cause__ is None


def test_a_broken_policy_is_refused_even_if_it_was_sound_before(policy, cache):
    loaded(policy, cache)
    policy.write_text(CLINIC.replace("expect warn by ssn_never", "expect allow"))
    for _ in range(2):
        with pytest.raises(PolicyError):
            loaded(policy, cache)


def test_a_missing_policy_is_refused_and_nothing_looser_takes_its_place(tmp_path, cache):
    for path in (tmp_path / "none.ward", tmp_path):
        with pytest.raises(PolicyError):
            loaded(path, cache)


def test_a_nearer_policy_cannot_do_away_with_a_rule_of_the_floor(tmp_path, policy, cache):
    etc = tmp_path / "etc"
    etc.mkdir()
    (etc / "policy.ward").write_text(
        textwrap.dedent(
            """\
            policy ground version 1.0.0
            rule nothing_for_robots {
              when request.channel is api and destination.kind is ocr
              then block
            }
            """
        )
    )
    found = loaded(policy, cache, etc=str(etc))
    assert "ground.nothing_for_robots" in found.ir.rules
    assert loaded(policy, cache, etc=str(etc)).cached
    assert "ground.nothing_for_robots" not in loaded(policy, cache).ir.rules
    policy.write_text(
        CLINIC.replace(
            "role clinician",
            'import ground\ndisable rule ground.nothing_for_robots because "in the way"\n'
            "role clinician",
        )
    )
    with pytest.raises(PolicyError) as caught:
        loaded(policy, cache, etc=str(etc))
    assert "nothing_for_robots" in caught.value.rendered


# ------------------------------------------------------------------ the hot start

HOT = """
import sys
import promptward
engine = promptward.load(sys.argv[1])
heavy = {"lark", "yaml", "numpy", "phonenumbers", "stdnum", "dataclasses", "rapidfuzz", "pathlib",
         "promptward_dsl.parser", "promptward_dsl.ast", "promptward.verify"}
before = set(sys.argv[2].split(","))
print(sorted((heavy & set(sys.modules)) - before))
"""


def test_a_cached_policy_is_loaded_without_the_parser_or_anything_heavy(policy, tmp_path):
    environ = {**os.environ, "PROMPTWARD_CACHE": str(tmp_path / "cache")}
    environ.pop("PROMPTWARD_POLICY", None)

    def run(code: str, *args: str) -> str:
        return subprocess.run(
            [sys.executable, "-c", code, *args],
            env=environ,
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()

    # What the interpreter itself brings along, an editable install included.
    already = run("import sys; print(','.join(sys.modules))")
    run(HOT, str(policy), already)
    assert run(HOT, str(policy), already) == "[]"


# ------------------------------------------------------------------ what the cache hangs on


def kinds(cache: Artifacts, kind: str) -> set[str]:
    return {found.name for found in Path(cache.folder).glob(f"*.{kind}")}


def test_an_edit_of_a_rule_keeps_the_databases_and_one_of_a_detector_does_not(policy, tmp_path):
    cache = Artifacts(str(tmp_path / "cache"))
    first = loaded(policy, cache)
    before = kinds(cache, "plan")
    policy.write_text(CLINIC.replace("1.0.0", "1.0.1"))
    assert loaded(policy, cache).policy_id != first.policy_id
    assert kinds(cache, "plan") == before
    policy.write_text(CLINIC.replace(r"\d{6,8}", r"\d{6,9}"))
    loaded(policy, cache)
    assert kinds(cache, "plan") > before


def test_another_engine_verifies_a_policy_again(policy, cache, monkeypatch):
    loaded(policy, cache)
    for module in ("policy", "located"):
        monkeypatch.setattr(f"promptward.{module}.stamp", lambda: "another")
    assert not loaded(policy, cache).cached
    assert loaded(policy, cache).cached


def test_damage_that_only_the_search_engine_sees_is_built_again(policy, tmp_path):
    cache = Artifacts(str(tmp_path / "cache"))
    environ = {"PROMPTWARD_CACHE": cache.folder}
    promptward.load(policy, today=TODAY, environ=environ)
    first = loaded(policy, cache)
    (key,) = {
        one.removeprefix("main.digits=")
        for found in (tmp_path / "cache").glob("*.manifest")
        for one in Manifest.from_bytes(found.read_bytes()[_HEAD.size :]).blobs
        if one.startswith("main.digits=")
    }
    assert cache.write(key, SHARED, b"whole, and no database") is None
    engine = promptward.load(policy, today=TODAY, environ=environ)
    assert engine.decide(ask()).verdict == "warn"
    assert dict(loaded(policy, cache).blobs) == dict(first.blobs)


@pytest.mark.parametrize("kind", ["plan", "database"])
def test_artefacts_that_are_missing_or_cut_are_built_again(policy, tmp_path, kind):
    environ = {"PROMPTWARD_CACHE": str(tmp_path / "cache")}
    promptward.load(policy, today=TODAY, environ=environ)
    whole = {file: file.read_bytes() for file in (tmp_path / "cache").glob(f"*.{kind}")}
    assert whole
    for file in whole:
        file.unlink()
    assert promptward.load(policy, today=TODAY, environ=environ).decide(ask()).verdict == "warn"
    for file, content in whole.items():
        assert file.read_bytes() == content
        file.write_bytes(content[:-1])
    assert promptward.load(policy, today=TODAY, environ=environ).decide(ask()).verdict == "warn"
    assert {file: file.read_bytes() for file in whole} == whole


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"null", b"\xff", b'{"plan": 7}'])
def test_a_plan_of_another_shape_is_built_again(policy, tmp_path, content):
    cache = Artifacts(str(tmp_path / "cache"))
    environ = {"PROMPTWARD_CACHE": cache.folder}
    promptward.load(policy, today=TODAY, environ=environ)
    (found,) = (tmp_path / "cache").glob("*.manifest")
    key = Manifest.from_bytes(found.read_bytes()[_HEAD.size :]).detection
    assert cache.write(key, "plan", content) is None
    engine = promptward.load(policy, today=TODAY, environ=environ)
    assert engine.decide(ask()).verdict == "warn"


def test_what_is_made_on_demand_is_what_is_made_at_once(policy, tmp_path):
    environ = {"PROMPTWARD_CACHE": str(tmp_path / "cache")}
    built = promptward.load(policy, today=TODAY, environ=environ)
    cached = promptward.load(policy, today=TODAY, environ=environ)
    assert cached.ir == built.ir
    assert cached.ir.canonical() == built.ir.canonical()
    for request in (ask(), ask(text=NOTE)):
        assert cached.decide(request).explain() == built.decide(request).explain()


def test_engines_of_one_policy_share_what_finds_while_one_of_them_is_held(policy, tmp_path):
    def again():
        return promptward.load(policy, today=TODAY, environ=environ)

    def finding(engine):
        return engine._detection

    environ = {"PROMPTWARD_CACHE": str(tmp_path / "cache")}
    again()
    first, second = again(), again()
    assert finding(second) is finding(first)
    for file in (tmp_path / "cache").glob("*.database"):
        file.write_bytes(file.read_bytes()[:-1])
    assert again().decide(ask()).explain() == first.decide(ask()).explain()
    policy.write_text(CLINIC.replace(r"\d{6,8}", r"\d{6,9}"))
    edited = again()
    assert finding(edited) is not finding(first)
    assert finding(again()) is not finding(first)
    policy.write_text(CLINIC)
    again()  # verified anew, and cached
    assert finding(again()) is finding(first)
    was = weakref.ref(finding(first))
    del first, second
    gc.collect()
    assert was() is None


def test_threads_that_share_a_fresh_engine_see_the_same(tmp_path, shipped_cache):
    def fresh():
        return load(
            folder=str(tmp_path),
            today=TODAY,
            environ={"PROMPTWARD_CACHE": str(shipped_cache)},
            floor_folder=str(tmp_path),
        )

    fresh()  # now it is cached
    expected = fresh().find(NOTE)
    assert expected
    for _ in range(3):
        engine = None  # an engine that is held would share what it has made already
        engine, together = fresh(), threading.Barrier(8)
        found: list[object] = []

        def look(engine=engine, together=together, found=found) -> None:
            together.wait()
            found.append(engine.find(NOTE))

        threads = [threading.Thread(target=look) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert found == [expected] * 8

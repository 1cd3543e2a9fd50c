"""Databases are found again by what they were compiled from, and by nothing else."""

from pathlib import Path

import pytest

from promptward import kept as kept_module
from promptward import preparation
from promptward.artifacts import SHARED, Artifacts
from promptward.database import Database, Expression
from promptward.detect import Detection
from promptward.kept import Kept
from promptward.pattern_search import PatternSearch
from promptward.preparation import compile_detection
from promptward.soundness import tried_in
from promptward_dsl.ir import PolicyIR

from .scanning import detector, planned_for, policy, regex

EXPRESSIONS = [Expression("ab+c"), Expression("xyz", cased=False)]


@pytest.fixture
def compiles(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """The expressions of each database that is really compiled."""
    seen: list[tuple[str, ...]] = []
    real = kept_module.compiled

    def compiled(expressions, first=0):
        seen.append(tuple(one.source for one in expressions))
        return real(expressions, first)

    monkeypatch.setattr(kept_module, "compiled", compiled)
    return seen


def test_what_was_compiled_is_read_and_is_the_same(tmp_path: Path, compiles) -> None:
    cache = Artifacts(str(tmp_path))
    first = Kept(cache).compile("main", EXPRESSIONS, 0)
    again = Kept(cache).compile("other", EXPRESSIONS, 0)
    assert first == again
    assert len(compiles) == 1
    assert Database(again).ends(b"abbc XYZ") == {0: [4, 4], 1: [8, 8]}


@pytest.mark.parametrize(
    ("expressions", "first"),
    [
        (EXPRESSIONS[::-1], 0),
        (EXPRESSIONS, 1),
        (EXPRESSIONS[:1], 0),
        ([EXPRESSIONS[0], Expression("xyz")], 0),
        ([EXPRESSIONS[0], Expression("xyz", cased=False, once=True)], 0),
        ([Expression("ab+c,true"), EXPRESSIONS[1]], 0),
    ],
)
def test_what_differs_in_anything_is_compiled(
    tmp_path: Path, compiles, expressions: list[Expression], first: int
) -> None:
    cache = Artifacts(str(tmp_path))
    Kept(cache).compile("main", EXPRESSIONS, 0)
    Kept(cache).compile("main", expressions, first)
    assert len(compiles) == 2


def test_another_engine_or_machine_shares_nothing(tmp_path: Path, compiles, monkeypatch) -> None:
    cache = Artifacts(str(tmp_path))
    Kept(cache).compile("main", EXPRESSIONS, 0)
    monkeypatch.setattr(kept_module, "machine", lambda: ("hyperscan 0", "x", "little", "x"))
    Kept(cache).compile("main", EXPRESSIONS, 0)
    assert len(compiles) == 2


def test_a_damaged_one_is_compiled_again_and_without_reuse_all_are(tmp_path, compiles) -> None:
    cache = Artifacts(str(tmp_path))
    made = Kept(cache).compile("main", EXPRESSIONS, 0)
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:-1])
    assert Kept(cache).compile("main", EXPRESSIONS, 0) == made
    assert Kept(cache, reuse=False).compile("main", EXPRESSIONS, 0) == made
    assert len(compiles) == 3
    assert Kept(cache).compile("main", EXPRESSIONS, 0) == made
    assert len(compiles) == 3


def test_damage_that_only_the_search_engine_sees_is_seen(tmp_path, compiles) -> None:
    cache = Artifacts(str(tmp_path))
    kept = Kept(cache)
    made = kept.compile("main", EXPRESSIONS, 0)
    (name,), _ = kept.named({"main": made})
    assert cache.write(name.removeprefix("main="), SHARED, b"whole, and no database") is None
    assert Kept(cache).compile("main", EXPRESSIONS, 0) == made
    assert len(compiles) == 2


def test_a_folder_that_takes_nothing_is_said_and_costs_only_time(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    kept = Kept(Artifacts(str(blocked)))
    assert kept.compile("main", EXPRESSIONS, 0)
    assert kept.warning
    assert "cannot be written" in kept.warning


def test_what_trials_said_is_remembered_for_the_same_database_only(tmp_path: Path) -> None:
    cache = Artifacts(str(tmp_path))
    planned = planned_for([regex("abc"), regex("xyz")])
    other = planned_for([regex("abc"), regex("xyq")])
    tried = tried_in(planned)["main"]

    def told(plan) -> list[str]:
        kept = Kept(cache)
        listed = [Expression(one) for one in plan.main.patterns]
        made = {"main": kept.compile("main", listed, 0)}
        return kept.missed("main", PatternSearch(made, "main", plan.main.parts), tried)

    assert told(planned) == told(planned) == []
    assert told(other) == told(other) == ["xyz"]


PACK = [rf"\bpack{n}[a-z]{{2}}" for n in range(200)]


def beside_pack(*sources: str) -> PolicyIR:
    """A policy with patterns of its own, in a detector that has two hundred of a pack."""
    return policy(detector(*map(regex, (*sources, *PACK))))


def test_an_edit_of_a_policys_own_patterns_compiles_no_pack_again(
    tmp_path, compiles, monkeypatch
) -> None:
    monkeypatch.setattr(preparation, "_packs", lambda: "\n".join(PACK))
    cache = Artifacts(str(tmp_path))
    compile_detection(beside_pack("mine [0-9]+"), {}, {}, Kept(cache))
    before = len(compiles)
    kept = Kept(cache)
    edited = beside_pack("mine [0-9]{3}", "more")
    blobs = compile_detection(edited, {}, {}, kept)
    assert compiles[before:] == [(r"mine\x20[0-9]{3}", "more")]
    finder = Detection(edited, {}, blobs)
    text = "pack7ab, mine 123, more"
    assert [text[one.start : one.end] for one in finder.find(text)] == [
        "pack7ab",
        "mine 123",
        "more",
    ]
    names, rest = kept.named(blobs)
    assert "plan" in rest
    for name, content in rest.items():
        cache.write("0" * 64, name, content)
    assert cache.read_named("0" * 64, names) == blobs

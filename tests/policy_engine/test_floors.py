"""The floor as a file: looked at where it lies, as the next one, and held to its own tests."""

from pathlib import Path

import pytest

from promptward.artifacts import Artifacts
from promptward.examination import examine, examine_place
from promptward.loading import load
from promptward.located import Place, locate
from promptward.model import PolicyError
from promptward.policy import build_policy

from .clinic import CLINIC, TODAY

EMPTY = "policy near version 1.0.0\n" + "".join(
    f'uncovered safe_harbor {letter} because "the floor has it"\n'
    for letter in "ABCDEFGHIJKLMNOPQR"
)
WRONG = """
test "a number stops it" {
  prompt "SSN 536-22-4399"
  expect allow
}
"""


@pytest.fixture
def machine(tmp_path: Path):
    """Folders of a machine with a floor and a nearer policy, as `load` takes them."""
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc" / "policy.ward").write_text(CLINIC)
    (tmp_path / "near.ward").write_text(EMPTY)
    return {
        "today": TODAY,
        "environ": {"PROMPTWARD_CACHE": str(tmp_path / "cache")},
        "folder": str(tmp_path),
        "floor_folder": str(tmp_path / "etc"),
    }


def test_the_floor_is_not_held_against_itself(machine, tmp_path):
    floor = tmp_path / "etc" / "policy.ward"
    examined = examine(floor, **machine)
    assert [(d.code, d.message) for d in examined.diagnostics if d.severity == "error"] == []
    assert len(examined.results) == 2
    assert load(floor, **machine).policy.name == "clinic"


def test_the_floor_by_a_link_is_the_floor_with_what_lies_beside_it(tmp_path):
    etc = tmp_path / "etc"
    etc.mkdir()
    (etc / "policy.ward").write_text(CLINIC)
    link = tmp_path / "link.ward"
    link.symlink_to(etc / "policy.ward")
    place = locate(str(link), {}, ".", floor_folder=str(etc))
    assert place == Place(place.found, None, is_floor=True)
    assert place.found.path == str(etc / "policy.ward")


def test_a_copy_of_the_floor_is_the_next_one_only_if_it_is_called_that(machine, tmp_path):
    copy = tmp_path / "next.ward"
    copy.write_text(CLINIC.replace("expect warn by ssn_never", "expect block by ssn_never"))
    nearer = examine(copy, **machine)
    assert {d.code for d in nearer.diagnostics if d.severity == "error"} == {"E118"}
    place = locate(str(copy), {}, ".", floor_folder=machine["floor_folder"], as_floor=True)
    compiled = build_policy(place, today=TODAY)
    assert compiled.compiled is not None


def test_a_floor_of_rules_alone_leaves_the_eighteen_to_nearer_policies(machine, tmp_path):
    floor = tmp_path / "etc" / "policy.ward"
    floor.write_text("policy ground version 1.0.0\nrule on_record {\n  oblige audit full\n}\n")
    assert examine(floor, **machine).sound
    with pytest.raises(PolicyError, match="E108"):
        load(floor, **machine)
    (tmp_path / "near.ward").write_text(CLINIC)
    assert load(tmp_path / "near.ward", **machine).policy.name == "clinic"


def test_a_floor_that_fails_its_own_tests_loads_with_no_nearer_policy(machine, tmp_path):
    floor, near = tmp_path / "etc" / "policy.ward", tmp_path / "near.ward"
    assert load(near, **machine).policy.name == "near"
    floor.write_text(CLINIC + WRONG)
    for _ in range(2):
        with pytest.raises(
            PolicyError, match=r"etc/policy\.ward:\d+:\d+: test `a number stops it`"
        ):
            load(near, **machine)
    examined = examine(near, **machine)
    assert [d.code for d in examined.diagnostics if d.severity == "error"] == ["E120"]
    assert examined.results == ()
    floor.write_text(CLINIC)
    assert load(near, **machine).policy.name == "near"


def test_the_tests_of_a_floor_are_tried_once(machine, tmp_path, monkeypatch):
    (tmp_path / "other.ward").write_text(EMPTY.replace("near", "other"))
    load(tmp_path / "near.ward", **machine)
    monkeypatch.setattr("promptward.verify.trials.run_tests", _never)
    monkeypatch.setattr("promptward.examination.trial_blobs", _never)
    assert load(tmp_path / "other.ward", **machine).policy.name == "other"


def _never(*_: object) -> None:
    raise AssertionError("tried again")


def test_what_is_to_be_the_floor_is_examined_without_the_one_that_is_there(machine, tmp_path):
    copy = tmp_path / "next.ward"
    copy.write_text(CLINIC + WRONG)
    place = locate(str(copy), {}, ".", floor_folder=machine["floor_folder"], as_floor=True)
    found = examine_place(place, TODAY, Artifacts(str(tmp_path / "cache")))
    assert [d.code for d in found.diagnostics if d.severity == "error"] == ["E120"]

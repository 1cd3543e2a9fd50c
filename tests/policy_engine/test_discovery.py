"""Which policy holds, and which floor: in which order they are looked for, and whose are refused."""

import os

import pytest

from promptward.discovery import Found, discover, floor
from promptward.loading import load
from promptward.model import PolicyError


def test_the_order_is_option_environment_nearest_embedded(tmp_path):
    nearest = tmp_path / ".promptward" / "policy.ward"
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    environ = {"PROMPTWARD_POLICY": str(tmp_path / "said.ward")}
    folder = str(deep)
    assert discover(None, {}, folder).because == "embedded"
    nearest.parent.mkdir()
    nearest.touch()
    assert discover(None, {}, folder) == Found(str(nearest), "nearest")
    assert discover(None, environ, folder) == Found(str(tmp_path / "said.ward"), "environment")
    assert discover("own.ward", environ, folder) == Found(str(deep / "own.ward"), "option")


def test_the_nearer_of_two_policies_holds(tmp_path):
    for folder in (tmp_path, tmp_path / "a"):
        (folder / ".promptward").mkdir(parents=True)
        (folder / ".promptward" / "policy.ward").touch()
    found = discover(None, {}, str(tmp_path / "a"))
    assert found.path == str(tmp_path / "a" / ".promptward" / "policy.ward")


def test_a_policy_that_cannot_be_read_is_found_and_not_passed_over(tmp_path):
    (tmp_path / ".promptward").mkdir()
    (tmp_path / ".promptward" / "policy.ward").symlink_to(tmp_path / "gone.ward")
    assert discover(None, {}, str(tmp_path)).because == "nearest"
    with pytest.raises(PolicyError):
        load(folder=str(tmp_path), environ={}, floor_folder=str(tmp_path / "etc"))


def test_a_nearest_policy_that_everybody_may_write_is_refused_and_not_passed_over(tmp_path):
    policy = tmp_path / ".promptward" / "policy.ward"
    policy.parent.mkdir()
    policy.write_text("policy p version 1.0.0\n")
    policy.chmod(0o666)
    with pytest.raises(PolicyError, match="written by everybody"):
        discover(None, {}, str(tmp_path))
    policy.chmod(0o664)
    assert discover(None, {}, str(tmp_path)).path == str(policy)


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give a file away"
)
def test_a_nearest_policy_of_another_user_is_refused_unless_it_is_named(tmp_path):
    policy = tmp_path / ".promptward" / "policy.ward"
    policy.parent.mkdir()
    policy.write_text("policy p version 1.0.0\n")
    os.chown(policy, 54321, 54321)
    with pytest.raises(PolicyError, match="another user"):
        discover(None, {}, str(tmp_path))
    assert discover(None, {"SUDO_UID": "54321"}, str(tmp_path)).path == str(policy)
    assert discover(str(policy), {}, str(tmp_path)).because == "option"


def test_a_machine_without_floor_has_none(tmp_path):
    assert floor({}, str(tmp_path)) is None
    assert floor({}, str(tmp_path / "nowhere")) is None


def test_the_floor_is_the_policy_or_the_file_that_one_line_names(tmp_path):
    (tmp_path / "floor").write_text("rules/ground.ward\n")
    assert floor({}, str(tmp_path)) == str(tmp_path / "rules" / "ground.ward")
    (tmp_path / "floor").unlink()
    (tmp_path / "policy.ward").touch()
    assert floor({}, str(tmp_path)) == str(tmp_path / "policy.ward")


def test_the_environment_may_add_a_floor_and_never_take_one_away(tmp_path):
    added = str(tmp_path / "added.ward")
    assert floor({"PROMPTWARD_FLOOR": added}, str(tmp_path)) == added
    (tmp_path / "policy.ward").touch()
    assert floor({"PROMPTWARD_FLOOR": ""}, str(tmp_path)) == str(tmp_path / "policy.ward")
    with pytest.raises(PolicyError, match="several floors"):
        floor({"PROMPTWARD_FLOOR": added}, str(tmp_path))


@pytest.mark.parametrize("content", [b"", b"a.ward\nb.ward\n", b"\xff\xfe", b"x" * 9000])
def test_a_floor_that_is_not_named_clearly_is_an_error(tmp_path, content):
    (tmp_path / "floor").write_bytes(content)
    with pytest.raises(PolicyError):
        floor({}, str(tmp_path))

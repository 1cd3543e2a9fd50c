"""Files that are written whole or not at all."""

import errno
import os

import pytest

from promptward.cli.failure import Failure
from promptward.cli.scaffold import create, extend
from promptward.cli.whole_file import write_whole


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk on which nothing more fits: a file may be opened, and what is written is refused."""

    def refused(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", refused)


def test_a_new_file_never_takes_the_place_of_another(tmp_path) -> None:
    write_whole(str(tmp_path / "a"), "one\r\n", new=True)
    with pytest.raises(FileExistsError):
        write_whole(str(tmp_path / "a"), "two", new=True)
    assert (tmp_path / "a").read_bytes() == b"one\r\n"


def test_permissions_stay_and_a_link_stays_a_link(tmp_path) -> None:
    (tmp_path / "a").write_text("one")
    (tmp_path / "a").chmod(0o640)
    (tmp_path / "b").symlink_to("a")
    write_whole(str(tmp_path / "b"), "two")
    assert (tmp_path / "b").is_symlink()
    assert (tmp_path / "a").read_text() == "two"
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o640


@pytest.mark.usefixtures("full")
def test_a_full_disk_leaves_no_new_file(tmp_path) -> None:
    with pytest.raises(Failure, match="no space left"):
        create(str(tmp_path / ".promptward" / "policy.ward"), "policy p version 1.0.0\n")
    assert list((tmp_path / ".promptward").iterdir()) == []


@pytest.mark.usefixtures("full")
def test_a_full_disk_leaves_a_file_as_it_was(tmp_path) -> None:
    policy = tmp_path / "p.ward"
    policy.write_text("policy p version 1.0.0\n")
    with pytest.raises(Failure, match="no space left"):
        extend(str(policy), "rule", "r", "\nrule r {\n  then warn\n}\n")
    assert [path.name for path in tmp_path.iterdir()] == ["p.ward"]
    assert policy.read_text() == "policy p version 1.0.0\n"

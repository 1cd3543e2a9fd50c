"""What git is asked for besides files: messages of commits and of annotated tags."""

import os
import subprocess
from pathlib import Path

import pytest

from promptward.scan.git import Blobs, Repository, find_bare, find_repository

SIGNED = "release\n\n-----BEGIN PGP SIGNATURE-----\n\niQIzBAABCgAdFiEE\n=abcd\n-----END PGP SIGNATURE-----\n"


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    who = ("-c", "user.name=t", "-c", "user.email=t@t.invalid")

    def run(*arguments: str) -> str:
        done = subprocess.run(
            ["git", *who, "-C", str(tmp_path), *arguments], capture_output=True, check=True
        )
        return done.stdout.decode().strip()

    run("init", "-q", "-b", "main")
    return run


def said(repository: Repository, name: str) -> bytes | int:
    with Blobs(repository.root) as blobs:
        return blobs.message(name, 1 << 20)


def test_each_commit_has_a_message_also_one_that_changes_nothing(git, tmp_path) -> None:
    for message in ("one", "two\n\nof it"):
        git("commit", "-q", "--allow-empty", "-m", message)
    repository = Repository(str(tmp_path))
    commits = list(repository.messages(["HEAD"]))
    assert commits == git("rev-list", "--reverse", "HEAD").split()
    assert [said(repository, one) for one in commits] == [b"one\n", b"two\n\nof it\n"]
    assert list(repository.messages(["HEAD", "--not", "HEAD~1"])) == commits[1:]


def test_who_made_a_commit_is_no_part_of_its_message(git, tmp_path) -> None:
    git(
        "commit",
        "-q",
        "--allow-empty",
        "-m",
        "one\n\nSigned-off-by: A B <a@b.invalid>\nseen by: C",
    )
    repository = Repository(str(tmp_path))
    (commit,) = repository.messages(["HEAD"])
    assert said(repository, commit) == b"one\n\n\nseen by: C\n"


def test_annotated_tags_are_found_by_their_objects_also_tags_of_tags(git, tmp_path) -> None:
    git("commit", "-q", "--allow-empty", "-m", "one")
    git("tag", "light")
    git("tag", "-a", "inner", "-m", "within")
    git("tag", "-a", "outer", "-m", SIGNED, "inner")
    git("tag", "-d", "inner")
    repository = Repository(str(tmp_path))
    names = [git("rev-parse", name) for name in ("outer", "light")]
    assert repository.tags([names[1]]) == []
    tags = repository.tags(names)
    assert [said(repository, one) for one in tags] == [b"release\n\n", b"within\n"]
    assert repository.all_tags() == tags
    assert said(repository, tags[1]) == b"within\n"


def test_a_message_over_the_limit_is_told_by_its_size(git, tmp_path) -> None:
    git("commit", "-q", "--allow-empty", "-m", "x" * 5000)
    with Blobs(str(tmp_path)) as blobs:
        assert isinstance(blobs.message(git("rev-parse", "HEAD"), 100), int)


def test_a_bare_repository_is_told_from_one_with_files(git, tmp_path) -> None:
    git("init", "-q", "--bare", "server.git")
    bare = find_bare(str(tmp_path / "server.git"))
    assert bare is not None
    assert bare.root == os.path.realpath(tmp_path / "server.git")
    assert find_repository(str(tmp_path / "server.git")) is None
    assert find_bare(str(tmp_path)) is None

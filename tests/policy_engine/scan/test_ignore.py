"""Patterns of paths: the same answers as git gives."""

import subprocess

import pytest

from promptward.scan.ignore import Ignore

PATTERNS = [
    "*.log", "/build", "docs/*.txt", "a/**/b", "**/tmp", "out/**", "!keep.log", "sub/", "x?z", "[ab].c",
    "[!ab].h", r"\#odd", "# a comment", "", "trailing  ", "*.tar.gz", "deep/er/", "c*d", r"sp\ ace",
]  # fmt: skip
PATHS = [
    "a.log", "d/a.log", "keep.log", "build", "build/x", "d/build/x", "docs/a.txt", "docs/d/a.txt", "a/b",
    "a/x/b", "a/x/y/b", "tmp", "x/tmp", "x/tmp/f", "out/a", "out/a/b", "sub/f", "d/sub/f", "sub", "xyz",
    "xz", "x/z", "a.c", "c.c", "a.h", "c.h", "#odd", "trailing", "f.tar.gz", "deep/er/f", "deep/er", "cd",
    "c/d", "ccd", "sp ace", "é/a.log", "out",
]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_git_gives_the_same_answer(path, tmp_path) -> None:
    for pattern in [*([one] for one in PATTERNS), PATTERNS]:
        subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
        (tmp_path / ".gitignore").write_text("\n".join(pattern) + "\n")
        done = subprocess.run(
            ["git", "-C", str(tmp_path), "check-ignore", "-q", "--no-index", "--", path],
            check=False,
        )
        assert Ignore(pattern).ignores(path) == (done.returncode == 0), pattern


def test_lines_may_be_added_and_nothing_ignores_nothing() -> None:
    assert not Ignore(()).ignores("a")
    assert not Ignore(())
    assert Ignore(["a"]).with_lines(["!a"]).ignores("a") is False

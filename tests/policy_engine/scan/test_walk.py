"""Which files a scan looks at."""

import os

import pytest

from promptward.scan.walk import Missing, OutOfScope, walk


@pytest.fixture
def tree(tmp_path, monkeypatch):
    for name in (
        "b.txt",
        "a.txt",
        "data/c.csv",
        "data/deep/d.txt",
        ".hidden/e.txt",
        ".git/config",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def plain(found) -> list[str]:
    return [path.replace(os.sep, "/") for path in found]


def test_a_folder_is_walked_in_a_stable_order_hidden_files_included(tree) -> None:
    found = list(walk(["."]))
    kept = plain(path for path in found if not isinstance(path, OutOfScope))
    assert kept == ["./.hidden/e.txt", "./a.txt", "./b.txt", "./data/c.csv", "./data/deep/d.txt"]


def test_version_control_is_named_and_not_entered(tree) -> None:
    assert plain(p for p in walk(["."]) if isinstance(p, OutOfScope)) == ["./.git"]


def test_links_on_the_way_are_not_followed(tree) -> None:
    (tree / "data" / "link").symlink_to(tree / "a.txt")
    (tree / "data" / "up").symlink_to(tree)
    out = plain(p for p in walk(["data"]) if isinstance(p, OutOfScope))
    assert out == ["data/link", "data/up"]


def test_a_link_that_somebody_names_is_followed(tree) -> None:
    (tree / "link").symlink_to(tree / "a.txt")
    assert list(walk(["link"])) == ["link"]
    assert not isinstance(next(walk(["link"])), OutOfScope)


def test_a_file_reached_twice_comes_once(tree) -> None:
    assert plain(walk(["data/c.csv", "data", "./data/../data/c.csv"])) == [
        "data/c.csv",
        "data/deep/d.txt",
    ]


def test_patterns_are_expanded_here(tree) -> None:
    assert plain(walk(["data/**/*.txt", "*.txt"])) == ["data/deep/d.txt", "a.txt", "b.txt"]


@pytest.mark.parametrize("path", ["nothing.txt", "nothing/**/*.txt"])
def test_what_names_nothing_is_missing_and_not_passed_over(tree, path: str) -> None:
    assert [type(found) for found in walk([path])] == [Missing]


def test_a_name_with_brackets_that_exists_is_no_pattern(tree) -> None:
    (tree / "a[1].txt").write_text("x")
    assert list(walk(["a[1].txt"])) == ["a[1].txt"]


def test_a_link_that_leads_nowhere_is_reported(tree) -> None:
    (tree / "broken").symlink_to(tree / "gone")
    assert list(walk(["broken"])) == ["broken"]

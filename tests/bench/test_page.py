"""Figures go into the page of the documentation, and nowhere else in it."""

from pathlib import Path

import pytest

from bench.accuracy.document import CorpusError
from bench.accuracy.page import refresh

PAGE = "# Accuracy\n<!-- bench -->\nold\n<!-- /bench -->\nAfter.\n"


def test_what_stands_between_the_marks_is_replaced_with_its_command_and_date(tmp_path):
    page = tmp_path / "accuracy.md"
    page.write_text(PAGE, encoding="utf-8")
    for _ in range(2):
        refresh(page, "bench", "make bench", "covered 98.5")
    text = page.read_text(encoding="utf-8")
    assert text.startswith("# Accuracy\n<!-- bench -->\n`make bench`, 20")
    assert text.endswith("\n```\ncovered 98.5\n```\n<!-- /bench -->\nAfter.\n")
    assert text.count("covered") == 1
    assert "old" not in text


def test_a_page_without_the_place_is_left_alone(tmp_path):
    page = tmp_path / "accuracy.md"
    page.write_text(PAGE, encoding="utf-8")
    with pytest.raises(CorpusError, match="no place marked `<!-- peers -->`"):
        refresh(page, "peers", "make peers", "covered 98.5")
    assert page.read_text(encoding="utf-8") == PAGE


def test_the_documentation_has_a_place_for_both_benches():
    page = (Path(__file__).parents[2] / "docs" / "accuracy.md").read_text(encoding="utf-8")
    for place in ("bench-accuracy", "bench-peers"):
        assert page.count(f"<!-- {place} -->\n") == 1
        assert page.count(f"<!-- /{place} -->\n") == 1

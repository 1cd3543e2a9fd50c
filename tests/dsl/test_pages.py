"""The committed pages of the diagnostic codes: what the generator gives, and whole."""

import re
from pathlib import Path

import pytest

from promptward_dsl.codes import CODES
from promptward_dsl.pages import main, messages, pages

from .golden_cases import GOLDEN

PAGES = Path(__file__).parents[2] / "docs" / "rules"


def test_the_committed_pages_are_what_the_generator_gives():
    committed = {file.name: file.read_text(encoding="utf-8") for file in PAGES.iterdir()}
    written = pages(messages(GOLDEN))
    assert sorted(committed) == sorted(written)
    stale = [name for name, text in written.items() if committed[name] != text]
    assert stale == [], "run `make docs`"


@pytest.mark.parametrize("code", CODES)
def test_a_page_shows_the_mistake_what_is_said_and_how_it_is_mended(code):
    page = (PAGES / f"{code}.md").read_text(encoding="utf-8")
    wrong, _, right = page.partition("## Right")
    assert f"[{code}]: " in wrong
    assert "```" in right


def test_the_index_lists_every_code_once():
    index = (PAGES / "README.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"\[([EWI]\d{3})\]", index)) == sorted(CODES)


def test_links_between_pages_lead_somewhere():
    for file in PAGES.iterdir():
        for link in re.findall(r"\]\(([^)#:]+)", file.read_text(encoding="utf-8")):
            assert (PAGES / link).exists(), (file.name, link)


def test_a_page_whose_code_is_gone_is_taken_away(tmp_path):
    (tmp_path / "E999.md").write_text("gone")
    assert main([str(tmp_path), str(GOLDEN)]) == 0
    assert {file.stem for file in tmp_path.iterdir()} == {"README", *CODES}
    assert main([]) == 2

"""What holds for a folder, on the day that it is now and not only the day it was opened."""

import datetime as dt

from promptward_lsp.look import Name, look
from promptward_lsp.project import open_project

OPENED = dt.date(2026, 11, 23)
TEXT = 'SSN = "536-22-4399"  # promptward: allow[ssn] reason=invented until=2026-12-01\n'


def _counting(project) -> list[str]:
    name = Name("case.py", "case.py")
    found = look(TEXT, name, project.find, project.terms, project.accepted)
    return [one.finding.category for one in found.shown if one.placed.status == "new"]


def test_an_allow_ends_while_an_editor_is_open(tmp_path, monkeypatch):
    day = OPENED
    monkeypatch.setattr("promptward_lsp.project.local_day", lambda: day)
    project = open_project(str(tmp_path), {}, floor_folder=str(tmp_path / "floor"))
    assert project.terms.today == OPENED
    day = dt.date(2026, 12, 1)
    assert _counting(project) == []
    day = dt.date(2026, 12, 2)
    assert _counting(project) == ["hipaa.safe_harbor.ssn"]


def test_a_clock_that_was_set_back_does_not_revive_an_allow(tmp_path, monkeypatch):
    monkeypatch.setattr("promptward_lsp.project.local_day", lambda: OPENED)
    opened = dt.date(2026, 12, 2)
    project = open_project(str(tmp_path), {}, today=opened, floor_folder=str(tmp_path / "floor"))
    assert project.terms.today == opened

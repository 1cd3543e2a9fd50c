"""The tutorial of `examples/` runs top to bottom, as a new user would run it."""

import ast
import os
import re
import shutil
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[2]


def test_the_tutorial_asks_for_nothing_but_python_and_us() -> None:
    folder = ROOT / "examples" / "tutorial"
    notebook = nbformat.read(folder / "tutorial.ipynb", as_version=4)
    codes = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    codes.append((folder / "local_model.py").read_text(encoding="utf-8"))
    asked = set()
    for code in codes:
        bare = "\n".join(line for line in code.splitlines() if not line.startswith("%"))
        for node in ast.walk(ast.parse("" if code.startswith("%%") else bare)):
            if isinstance(node, ast.Import):
                asked |= {one.name.partition(".")[0] for one in node.names}
            elif isinstance(node, ast.ImportFrom):
                asked.add(str(node.module).partition(".")[0])
    assert "csv" in asked
    assert asked - sys.stdlib_module_names == {"local_model", "promptward"}


@pytest.mark.slow  # compiles the shipped policy
def test_the_tutorial_runs_and_keeps_its_word(tmp_path, shipped_cache, monkeypatch) -> None:
    for name in os.environ:
        if "proxy" in name.lower():
            monkeypatch.delenv(name)
    monkeypatch.setenv("PROMPTWARD_CACHE", str(shipped_cache))
    shutil.copytree(ROOT / "examples" / "tutorial", tmp_path / "tutorial")
    notebook = nbformat.read(tmp_path / "tutorial" / "tutorial.ipynb", as_version=4)
    client = NotebookClient(
        notebook,
        timeout=400,
        startup_timeout=180,
        resources={"metadata": {"path": str(tmp_path / "tutorial")}},
    )
    client.execute()
    shown = {
        cell.id: nbformat.writes(nbformat.v4.new_notebook(cells=[cell]))
        for cell in notebook.cells
        if cell.cell_type == "code"
    }
    arrived = next(text for text in shown.values() if "local_model.received[-1]" in text)
    for value in ("Marsh", "00412345", "Lindqvist", "555-0123", "2024-03-14"):
        assert value not in arrived
    assert arrived.count("[NAME_") >= 3
    blocked = next(text for text in shown.values() if "except guard.PromptBlocked" in text)
    assert "0 requests arrived" in blocked
    assert "Prompt blocked: nothing was sent" in blocked
    letter = next(text for text in shown.values() if "Write a letter" in text)
    assert len(set(re.findall(r"\[(?:NAME|PLACE|MRN|CODE)_[0-9A-Z]{6}\]", letter))) == 2

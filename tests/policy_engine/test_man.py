"""The manual page: what the commands say, in roff that says it."""

import re
import shutil
import subprocess
from importlib.metadata import version
from pathlib import Path

import pytest

from promptward.cli.app import app
from promptward.cli.man import page

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(
    tuple(map(int, version("click").split(".")[:2])) < (8, 2),
    reason="click 8.1 lists arguments that have no help",
)
def test_the_page_in_the_documentation_is_that_of_the_commands() -> None:
    assert (ROOT / "docs/man/promptward.1").read_text() == page(), "make docs"


def test_it_has_every_command_and_its_options() -> None:
    told = page().replace("\\-", "-")
    for name in app.table:
        assert re.search(rf"^\.SS {name}\b", told, re.MULTILINE), name
    for option in ("--staged", "--min-confidence", "--timeout SECONDS", "--dry-run"):
        assert f"\\fB{option}" in told or f" {option}" in told


def test_nothing_is_taken_for_a_request_that_is_none() -> None:
    requests = {line.split()[0] for line in page().splitlines() if line.startswith((".", "'"))}
    assert requests <= {
        ".TH", ".SH", ".SS", ".PP", ".TP", ".nf", ".fi", ".RS", ".RE", ".B",
    }  # fmt: skip


@pytest.mark.skipif(shutil.which("groff") is None, reason="needs groff")
def test_groff_has_nothing_to_say_about_it() -> None:
    done = subprocess.run(
        ["groff", "-man", "-Tascii", "-ww"], input=page(), capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    assert not done.stderr
    assert "promptward scan" in re.sub(r".\x08|\x1b\[[\d;]*m", "", done.stdout)

"""The import contracts catch what they say: each is broken on purpose, in a copy of the house."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.e2e

ROOT = Path(__file__).parents[2]
ROOTS = ("policy_engine", "dsl", "lsp_server", "jupyter_ext", "rules")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("house")
    for root in ROOTS:
        shutil.copytree(
            ROOT / root, folder / root, ignore=shutil.ignore_patterns("__pycache__", "*.txt")
        )
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def lint(folder: Path) -> tuple[int, list[str]]:
    """The exit code, and the names of the contracts that were found broken."""
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()", "--no-cache"],
        capture_output=True, text=True, cwd=folder, timeout=120, check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(str(folder / root) for root in ROOTS)},
    )  # fmt: skip
    said = (done.stdout + done.stderr).splitlines()
    return done.returncode, [line.partition(" BROKEN")[0] for line in said if " BROKEN" in line]


FLOORS = "Floors"
STAGES = "Stages share nouns and never import each other"
LANGUAGE = "The way of a policy: source, tree, program, checked, compiled"
NO_PARSER = "Deciding needs no parser"
CLOSED = "The engine opens no connection, starts no process and loads no code from data"
ONE = "One module knows each search engine, one YAML, one lark"
NO_CUSTODY = "Finding and deciding know nothing of custody"
LIBRARIES = "One module knows each library of custody"


def test_the_house_as_it_stands_keeps_all_contracts(copy) -> None:
    assert lint(copy) == (0, [])


@pytest.mark.parametrize(
    ("file", "line", "broken"),
    [
        ("dsl/promptward_dsl/span.py", "import promptward.model", {FLOORS}),
        ("rules/promptward_rules/__init__.py", "import promptward_dsl.span", {FLOORS}),
        ("policy_engine/promptward/decide.py", "import promptward.transform", {STAGES}),
        ("policy_engine/promptward/transform.py", "import promptward.decide", {STAGES}),
        ("policy_engine/promptward/evidence.py", "import promptward.matcher", {STAGES}),
        ("policy_engine/promptward/text.py", "import promptward.engine", {STAGES}),
        ("policy_engine/promptward/scan/examine.py", "import promptward.engine", {STAGES}),
        ("policy_engine/promptward/unplaced.py", "", {STAGES}),
        ("dsl/promptward_dsl/parser.py", "import promptward_dsl.resolver", {LANGUAGE}),
        ("dsl/promptward_dsl/builder.py", "import promptward_dsl.recovery", {LANGUAGE}),
        ("dsl/promptward_dsl/unplaced.py", "", {LANGUAGE}),
        ("policy_engine/promptward/decide.py", "import promptward_dsl.parser", {NO_PARSER}),
        ("policy_engine/promptward/resolve.py", "def late():\n    import yaml", {NO_PARSER, ONE}),
        ("policy_engine/promptward/vault.py", "import socket", {CLOSED}),
        ("policy_engine/promptward/cli/scan.py", "def late():\n    import subprocess", {CLOSED}),
        ("policy_engine/promptward/artifacts.py", "import pickle", {CLOSED}),
        ("dsl/promptward_dsl/sources.py", "from urllib.request import urlopen", {CLOSED}),
        ("policy_engine/promptward/engine.py", "import hyperscan", {ONE}),
        ("policy_engine/promptward/matcher.py", "import re2", {ONE}),
        ("dsl/promptward_dsl/grammar.py", "import lark", {ONE}),
        ("policy_engine/promptward/audit/log.py", "import socket", {CLOSED}),
        ("policy_engine/promptward/obligations/spool.py", "import subprocess", {CLOSED}),
        ("policy_engine/promptward/sealed/seal.py", "import promptward.audit.log", {STAGES}),
        ("policy_engine/promptward/decide.py", "import promptward.lockdown", {STAGES}),
        ("policy_engine/promptward/vault.py", "def late():\n    import promptward.sealed", {STAGES, NO_CUSTODY}),
        ("policy_engine/promptward/audit/log.py", "import cryptography", {LIBRARIES}),
    ],
)  # fmt: skip
def test_a_broken_contract_is_caught(copy, file, line, broken) -> None:
    path = copy / file
    before = path.read_text() if path.exists() else None
    try:
        path.write_text(f"{before or ''}\n{line}\n")
        code, found = lint(copy)
    finally:
        if before is None:
            path.unlink()
        else:
            path.write_text(before)
    assert code == 1
    assert set(found) >= broken

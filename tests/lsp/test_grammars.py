"""What editors know of Ward's words is what the parser knows; snippets of the documentation hold."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from promptward_dsl.grammar import load
from promptward_lsp.jupyter import LANGUAGES, spec
from promptward_lsp.wishes import _KEYS, Wishes, wishes_of

ROOT = Path(__file__).parents[2]
EDITORS = ROOT / "editors"
PAGES = ROOT / "docs" / "editors"
POLICIES = sorted(
    [
        *(ROOT / "rules").rglob("*.ward"),
        *(ROOT / "examples").rglob("*.ward"),
        ROOT / "tests/dsl/policies/everything.ward",
    ]
)


def generate():
    sys.path.insert(0, str(EDITORS))
    try:
        import generate

        return generate
    finally:
        sys.path.remove(str(EDITORS))


def test_the_generated_files_are_as_the_grammar_is_now() -> None:
    for path, text in generate().files().items():
        assert path.read_text() == text, f"python editors/generate.py writes {path.name} anew"


def test_every_keyword_is_coloured_once() -> None:
    table = generate().words()
    words = [word for group in table.values() for word in group]
    assert len(words) == len(set(words))
    assert set(words) == {word for word in load().keywords if len(word) > 1}


def tree_sitter() -> list[str] | None:
    named = os.environ.get("PROMPTWARD_TREE_SITTER")
    if named:
        return shlex.split(named)
    found = shutil.which("tree-sitter")
    return [found] if found else None


@pytest.mark.e2e
@pytest.mark.slow
def test_tree_sitter_reads_every_policy_that_the_parser_reads(tmp_path) -> None:
    command = tree_sitter()
    if command is None:
        pytest.skip("tree-sitter is not installed")
    # The command finds a language by files that it makes and that are not kept.
    folder = tmp_path / "tree-sitter-ward"
    shutil.copytree(EDITORS / "tree-sitter-ward", folder)

    def run(*arguments: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [*command, *arguments], cwd=folder, capture_output=True, text=True, check=False,
            env={**os.environ, "HOME": str(tmp_path)},
        )  # fmt: skip

    made = run("generate", "--no-bindings")
    assert made.returncode == 0, made.stderr[-300:]
    for path in POLICIES:
        done = run("parse", str(path))
        assert done.returncode == 0, f"{path}: {done.stdout[-300:]}{done.stderr[-300:]}"
        assert "ERROR" not in done.stdout
        assert "MISSING" not in done.stdout
    for query in (folder / "queries").glob("*.scm"):
        done = run("query", str(query), str(POLICIES[0]))
        assert done.returncode == 0, f"{query.name}: {done.stderr[-300:]}"


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", (PAGES / page).read_text(), re.DOTALL)


def test_snippets_are_whole() -> None:
    (helix,) = blocks("helix.md", "toml")
    read = tomllib.loads(helix)
    assert read["language-server"]["promptward"]["args"] == ["lsp"]
    for page in ("zed.md", "vscode.md", "jupyterlab.md", "pycharm.md"):
        for text in blocks(page, "json"):
            assert json.loads(text)


def test_the_pages_of_editors_that_were_not_tried_name_what_the_server_takes() -> None:
    (zed,) = (json.loads(text) for text in blocks("zed.md", "json"))
    (name,) = zed["lsp"]
    told = zed["lsp"][name]
    assert (Path(told["binary"]["path"]).name, told["binary"]["arguments"]) == (
        "promptward",
        ["lsp"],
    )
    assert wishes_of(told["initialization_options"]).destination == "azure_openai"
    assert name in zed["languages"]["Python"]["language_servers"]
    (settings,) = (json.loads(text) for text in blocks("pycharm.md", "json"))
    assert wishes_of(settings).destination == "azure_openai"
    assert "| Server | Command | `promptward lsp`" in (PAGES / "pycharm.md").read_text()


def test_the_settings_of_the_extension_are_those_of_the_server() -> None:
    package = json.loads((EDITORS / "vscode" / "package.json").read_text())
    properties = package["contributes"]["configuration"]["properties"]
    own = {"promptward.path", "promptward.interpreter"}
    assert {f"promptward.{key}" for key in _KEYS} == set(properties) - own
    for key, field in _KEYS.items():
        assert properties[f"promptward.{key}"]["default"] == getattr(Wishes(), field)
    page = (PAGES / "README.md").read_text()
    for key in _KEYS:
        assert f"`{key}`" in page


def test_settings_of_the_wrong_kind_are_left_alone() -> None:
    assert (
        wishes_of(
            {
                "promptward": {
                    "debounce": "x",
                    "maxFindings": -1,
                    "minConfidence": "sure",
                    "policy": None,
                }
            }
        )
        == Wishes()
    )
    assert wishes_of({"settings": {"promptward": {"destination": "a"}}}).destination == "a"
    assert wishes_of([1]) == Wishes()
    assert wishes_of({"maxFileSize": True}) == Wishes()


def test_jupyter_lsp_is_told_how_to_start_the_server() -> None:
    told = spec(None)["promptward"]
    assert told["argv"][1:] == ["-m", "promptward", "lsp"]
    assert told["languages"] == list(LANGUAGES)
    assert "text/x-ipython" in told["mime_types"]
    text = (ROOT / "pyproject.toml").read_text()
    assert 'promptward = "promptward_lsp.jupyter:spec"' in text

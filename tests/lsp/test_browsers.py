"""
JupyterLab and VS Code (code-server) in Chromium.

`PROMPTWARD_BROWSER_PYTHON` names an interpreter with playwright (and jupyterlab, jupyterlab-lsp,
ipykernel and promptward for the first test), `CODE_SERVER` the command of code-server for the
others, which also need `make vsix` and `make vsix-bundled`. Pictures go to `PW_PICTURES`.
`make test-clients` installs all of it.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

CLIENTS = Path(__file__).parent / "clients"
HERE = Path(__file__).parents[2]
VSIX = HERE / "editors" / "vscode" / "promptward.vsix"
BUNDLED = HERE / "editors" / "vscode" / "promptward-linux-x64.vsix"
PYTHON = os.environ.get("PROMPTWARD_BROWSER_PYTHON")


def drive(script: str, tmp_path: Path, cache: Path) -> dict:
    done = subprocess.run(
        [PYTHON, str(CLIENTS / script)], cwd=tmp_path, timeout=900, check=False, capture_output=True, text=True,
        env={
            **os.environ, "PW_FOLDER": str(tmp_path), "PROMPTWARD_CACHE": str(cache), "PW_VSIX": str(VSIX),
            "PW_VSIX_BUNDLED": str(BUNDLED), "PW_EXAMPLE": str(HERE / "examples" / "st_elsewhere"),
            "PW_BARE_PYTHON": str(Path(sys.base_prefix, "bin", f"python3.{sys.version_info[1]}")),
            "PW_PROMPTWARD": str(Path(sys.executable).parent / "promptward"),
        },
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads((tmp_path / "seen.json").read_text())


@pytest.mark.skipif(not PYTHON, reason="PROMPTWARD_BROWSER_PYTHON is not set")
def test_jupyterlab(tmp_path, shipped_cache, shipped) -> None:
    seen = drive("jupyterlab.py", tmp_path, shipped_cache)
    assert seen["opened"] == ["219-09-9999"]
    assert seen["typed"] == ["219-09-9999", "00123456"]
    assert "Social Security numbers" in seen["told"]


@pytest.mark.skipif(
    not (PYTHON and os.environ.get("CODE_SERVER") and VSIX.exists()),
    reason="CODE_SERVER is not set, or `make vsix` was not run",
)
def test_vscode(tmp_path, shipped_cache, shipped) -> None:
    seen = drive("vscode.py", tmp_path, shipped_cache)
    assert seen["lens"] == "2 identifiers · block for azure_openai"
    assert "Redact: replace with [ssn]" in seen["actions"]
    assert seen["text"].startswith("Patient John Smith, SSN [ssn]")
    assert "Promptward: 1 identifier" in seen["status"]
    allow = '# promptward: allow[ssn] reason="an invented person of the examples" until='
    assert f'ssn = "219-09-9997"  {allow}' in seen["allowed"]
    assert seen["colours"] > 4
    assert "allow: test `our own record numbers" in " ".join(seen["evaluated"].split())
    for step in ("Install the engine", "See what stands in a document", "Write a policy"):
        assert step in seen["walkthrough"]
    # One in the markdown cell, one in the code cell.
    assert sum("Social Security" in row for row in seen["problems"]) == 2
    for value in ("219-09", "John", "Smith", "invented person"):
        assert value not in "".join(seen["log"])


@pytest.mark.skipif(
    not (PYTHON and os.environ.get("CODE_SERVER") and BUNDLED.exists()),
    reason="CODE_SERVER is not set, or `make vsix-bundled` was not run",
)
def test_vscode_without_an_installation_and_in_a_folder_that_is_not_trusted(
    tmp_path, shipped_cache, shipped
) -> None:
    seen = drive("vscode_bundled.py", tmp_path, shipped_cache)
    (line,) = seen["untrusted"]
    assert line.endswith("(bundled with the extension)")
    assert "Promptward: 2 identifiers" in seen["status"]
    # The setting of the folder names a program: only once the folder is trusted is it started.
    assert not seen["trap_untrusted"]
    assert seen["trap_trusted"]
    assert seen["trusted"][1].endswith("/project/promptward (promptward.path)")

"""
JupyterLab and VS Code (code-server) in Chromium.

`PROMPTWARD_BROWSER_PYTHON` names an interpreter with playwright (and jupyterlab, jupyterlab-lsp,
ipykernel and promptward for the first test), `CODE_SERVER` the command of code-server for the
second, which also needs `make vsix`. Pictures go to `PW_PICTURES`.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

CLIENTS = Path(__file__).parent / "clients"
VSIX = Path(__file__).parents[2] / "editors" / "vscode" / "promptward.vsix"
PYTHON = os.environ.get("PROMPTWARD_BROWSER_PYTHON")


def drive(script: str, tmp_path: Path, cache: Path) -> dict:
    done = subprocess.run(
        [PYTHON, str(CLIENTS / script)], cwd=tmp_path, timeout=900, check=False, capture_output=True, text=True,
        env={
            **os.environ, "PW_FOLDER": str(tmp_path), "PROMPTWARD_CACHE": str(cache), "PW_VSIX": str(VSIX),
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
    reason="CODE_SERVER is not set",
)
def test_vscode(tmp_path, shipped_cache, shipped) -> None:
    seen = drive("vscode.py", tmp_path, shipped_cache)
    assert seen["lens"] == "2 identifiers · block for azure_openai"
    assert "Redact: replace with [ssn]" in seen["actions"]
    assert seen["text"].startswith("Patient John Smith, SSN [ssn]")
    # One in the markdown cell, one in the code cell.
    assert sum("Social Security" in row for row in seen["problems"]) == 2

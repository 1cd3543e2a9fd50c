"""JupyterLab with jupyterlab-lsp in Chromium; run by the interpreter that has both and playwright."""

import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from browser import FOLDER, PICTURES, free_port, notebook, opened, said, wait_for

PORT = free_port()
URL = f"http://127.0.0.1:{PORT}"
notebook(FOLDER / "case.ipynb", "The record number is in the next cell.\n")
lab = subprocess.Popen(
    [sys.executable, "-m", "jupyter", "lab", "--allow-root", "--no-browser", "--ip", "127.0.0.1", "--port", str(PORT),
     "--IdentityProvider.token=abc", "--ServerApp.disable_check_xsrf=True", "--LabApp.news_url=None"],
    cwd=FOLDER, stdout=(FOLDER / "lab.log").open("w"), stderr=subprocess.STDOUT,
    env={**os.environ, "HOME": str(FOLDER), "JUPYTER_CONFIG_DIR": str(FOLDER / "cfg"), "JUPYTER_DATA_DIR": str(FOLDER / "data")},
)  # fmt: skip
seen = {}
try:
    wait_for(f"{URL}/lab?token=abc")
    with opened(f"{URL}/lab/tree/case.ipynb?token=abc&reset") as page:
        page.wait_for_selector(".cm-lintRange", timeout=180_000)
        seen["opened"] = [x.inner_text() for x in page.locator(".cm-lintRange").all()]
        page.locator(".jp-CodeCell .cm-content").first.click()
        page.keyboard.press("Control+End")
        page.keyboard.press("Enter")
        page.keyboard.type("# MRN: 00123456 of the patient", delay=20)
        page.wait_for_function(
            "document.querySelectorAll('.cm-lintRange').length >= 2", timeout=60_000
        )
        seen["typed"] = [x.inner_text() for x in page.locator(".cm-lintRange").all()]
        page.locator(".cm-lintRange").first.hover()
        page.wait_for_selector(".cm-tooltip-lint, .cm-diagnostic", timeout=30_000)
        seen["told"] = page.locator(".cm-diagnostic").first.inner_text()
        page.screenshot(path=str(PICTURES / "jupyterlab.png"))
finally:
    said(seen)
    lab.terminate()
    lab.wait()

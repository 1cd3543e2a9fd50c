"""VS Code as code-server, with our extension, in Chromium; CODE_SERVER is its command."""

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from browser import FOLDER, PICTURES, SERVER, launch, notebook, said, wait_for
from playwright.sync_api import sync_playwright

URL = "http://127.0.0.1:8123"
PROJECT = FOLDER / "project"
PROJECT.mkdir()
(PROJECT / "note.md").write_text("Patient John Smith, SSN 219-09-9999\n\nthe pain is less today\n")
notebook(PROJECT / "case.ipynb", "SSN 219-09-9998 in a note\n")
settings = {
    "promptward.path": SERVER, "promptward.destination": "azure_openai", "workbench.startupEditor": "none",
    "telemetry.telemetryLevel": "off", "workbench.colorTheme": "Default Light Modern",
}  # fmt: skip
for part in ("Machine", "User"):
    (FOLDER / "user" / part).mkdir(parents=True)
    (FOLDER / "user" / part / "settings.json").write_text(json.dumps(settings))
command = shlex.split(os.environ["CODE_SERVER"])
places = ["--user-data-dir", str(FOLDER / "user"), "--extensions-dir", str(FOLDER / "ext")]
environ = {**os.environ, "HOME": str(FOLDER)}
subprocess.run(
    [*command, *places, "--install-extension", os.environ["PW_VSIX"]], env=environ, check=True
)
server = subprocess.Popen(
    [*command, *places, "--auth", "none", "--disable-workspace-trust", "--disable-telemetry",
     "--disable-update-check", "--bind-addr", "127.0.0.1:8123", str(PROJECT)],
    env=environ, stdout=(FOLDER / "code.log").open("w"), stderr=subprocess.STDOUT,
)  # fmt: skip
seen = {}
try:
    wait_for(f"{URL}/healthz")
    with sync_playwright() as playwright:
        browser = launch(playwright)
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(f"{URL}/?folder={PROJECT}", timeout=180_000)
        page.get_by_role("treeitem", name="note.md").dblclick(timeout=180_000)
        page.wait_for_selector(".squiggly-warning", timeout=180_000)
        page.wait_for_selector(".codelens-decoration:has-text('block')", timeout=60_000)
        seen["lens"] = page.locator(".codelens-decoration").first.inner_text()
        page.locator(".view-lines").first.click()
        page.keyboard.press("Control+Home")
        for _ in range(28):
            page.keyboard.press("ArrowRight")
        page.keyboard.press("Control+.")
        page.wait_for_selector(".action-widget:has-text('Redact')", timeout=60_000)
        page.screenshot(path=str(PICTURES / "vscode-actions.png"))
        seen["actions"] = page.locator(".action-widget").first.inner_text().split("\n")
        page.keyboard.press("Enter")
        page.wait_for_selector(".view-lines:has-text('[ssn]')", timeout=60_000)
        seen["text"] = page.locator(".view-lines").first.inner_text().replace("\xa0", " ")
        page.get_by_role("treeitem", name="case.ipynb").dblclick()
        page.wait_for_selector(".notebook-editor, .notebookOverlay", timeout=60_000)
        page.keyboard.press("Control+Shift+M")
        page.wait_for_selector(
            ".markers-panel .monaco-list-row:has-text('case.ipynb')", timeout=90_000
        )
        seen["problems"] = [
            x.inner_text().replace("\n", " ")
            for x in page.locator(".markers-panel .monaco-list-row").all()
        ]
        page.screenshot(path=str(PICTURES / "vscode-notebook.png"))
        browser.close()
finally:
    said(seen)
    server.terminate()
    server.wait()

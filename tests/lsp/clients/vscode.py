"""VS Code as code-server, with our extension, in Chromium; CODE_SERVER is its command."""

import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from browser import (
    FOLDER,
    PICTURES,
    SERVER,
    choose,
    free_port,
    notebook,
    opened,
    run_command,
    said,
    said_by_menu,
    wait_for,
)
from playwright.sync_api import TimeoutError  # noqa: A004  # what it raises

PORT = free_port()
URL = f"http://127.0.0.1:{PORT}"
PROJECT = FOLDER / "project"
PROJECT.mkdir()
(PROJECT / "note.md").write_text("Patient John Smith, SSN 219-09-9999\n\nthe pain is less today\n")
(PROJECT / "case.py").write_text('ssn = "219-09-9997"\n')
notebook(PROJECT / "case.ipynb", "SSN 219-09-9998 in a note\n")
policy = PROJECT / "policy"
shutil.copytree(os.environ["PW_EXAMPLE"], policy)
REASON = "an invented person of the examples"
settings = {
    "promptward.path": SERVER, "promptward.destination": "azure_openai", "workbench.startupEditor": "none",
    "telemetry.telemetryLevel": "off", "workbench.colorTheme": "Default Light Modern",
    "chat.disableAIFeatures": True, "workbench.secondarySideBar.defaultVisibility": "hidden",
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
     "--disable-update-check", "--bind-addr", f"127.0.0.1:{PORT}", str(PROJECT)],
    env=environ, stdout=(FOLDER / "code.log").open("w"), stderr=subprocess.STDOUT,
)  # fmt: skip
seen = {}
try:
    wait_for(f"{URL}/healthz")
    with opened(f"{URL}/?folder={PROJECT}") as page:
        page.get_by_role("treeitem", name="note.md").dblclick(timeout=180_000)
        page.wait_for_selector(".squiggly-warning", timeout=180_000)
        page.wait_for_selector(".codelens-decoration:has-text('block')", timeout=60_000)
        seen["lens"] = page.locator(".codelens-decoration").first.inner_text()
        page.locator(".view-lines").first.click()
        page.keyboard.press("Control+Home")
        for _ in range(28):
            page.keyboard.press("ArrowRight")
        choose(page, "Redact: replace", ".view-lines:has-text('[ssn]')")
        seen["actions"] = said_by_menu
        seen["text"] = page.locator(".view-lines").first.inner_text().replace("\xa0", " ")
        # What the status says of this document.
        page.locator('[id="status.languageStatus"]').hover()
        page.wait_for_selector(
            ".hover-language-status:has-text('Promptward: 1 identifier')", timeout=60_000
        )
        seen["status"] = page.locator(".hover-language-status").first.inner_text()
        page.mouse.move(600, 400)

        # Accepting a finding asks for the reason and the day, and the finding is gone.
        page.get_by_role("treeitem", name="case.py").dblclick()
        page.wait_for_selector(".tab.active:has-text('case.py')")
        page.wait_for_selector(".squiggly-warning", timeout=60_000)
        page.locator(".view-lines").first.click()
        page.keyboard.press("Control+Home")
        for _ in range(10):
            page.keyboard.press("ArrowRight")
        choose(page, "on this line", ".quick-input-widget:has-text('Why may it stand there?')")
        page.keyboard.press("Enter")
        page.wait_for_selector(".quick-input-message:has-text('A reason is needed')")
        page.keyboard.type(REASON)
        page.screenshot(path=str(PICTURES / "vscode-reason.png"))
        page.keyboard.press("Enter")
        page.wait_for_selector(".quick-input-widget:has-text('Until which day?')")
        page.keyboard.press("Enter")
        page.wait_for_selector(".view-lines:has-text('allow[ssn]')", timeout=60_000)
        seen["allowed"] = page.locator(".view-lines").first.inner_text().replace("\xa0", " ")
        page.wait_for_selector(".squiggly-warning", state="detached", timeout=60_000)

        # A policy in colours; the lens of a test shows the decision as a document beside it.
        page.get_by_role("treeitem", name="policy", exact=True).click()
        page.get_by_role("treeitem", name="policy.ward").dblclick(timeout=60_000)
        page.wait_for_selector(".tab.active:has-text('policy.ward')")
        page.wait_for_selector(".view-line span.mtk1 ~ span, .view-line span[class*=mtk]")
        seen["colours"] = len(
            {
                c
                for x in page.locator(".view-line span[class^=mtk]").all()
                for c in [x.get_attribute("class")]
            }
        )
        page.keyboard.press("Control+End")
        # A lens that was replaced while it was clicked does nothing (VS Code has forgotten its
        # command), and whoever clicked it clicks again.
        for _ in range(8):
            page.locator(".codelens-decoration a:visible:has-text('evaluate')").last.click(
                timeout=120_000
            )
            try:
                page.wait_for_selector(".tab:has-text('evaluate.md')", timeout=60_000)
                break
            except TimeoutError:
                continue
        page.wait_for_selector(".tab:has-text('evaluate.md')", timeout=60_000)
        page.wait_for_selector(
            ".editor-instance .view-lines:has-text('in the text')", timeout=60_000
        )
        page.screenshot(path=str(PICTURES / "vscode-policy.png"))
        seen["evaluated"] = (
            page.locator(".editor-instance .view-lines").last.inner_text().replace("\xa0", " ")
        )

        run_command(page, "Welcome: Open Walkthrough")
        page.locator(
            ".quick-input-list .monaco-list-row:has-text('Keep health information')"
        ).click(timeout=60_000)
        page.wait_for_selector(
            ".gettingStartedContainer:has-text('See what stands in a document')", timeout=60_000
        )
        page.screenshot(path=str(PICTURES / "vscode-walkthrough.png"))
        seen["walkthrough"] = page.locator(".gettingStartedContainer").first.inner_text()

        run_command(page, "View: Close All Editors")
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
        page.wait_for_selector(".notebookOverlay .code-cell-row .view-line", timeout=60_000)
        page.screenshot(path=str(PICTURES / "vscode-notebook.png"))
finally:
    seen["log"] = [
        line
        for log in sorted((FOLDER / "user" / "logs").rglob("*-Promptward.log"))
        for line in log.read_text().splitlines()
    ]
    said(seen)
    server.terminate()
    server.wait()

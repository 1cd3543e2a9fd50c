"""VS Code in a workspace that is not trusted, and then is: which server is started, and which is not."""

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from browser import FOLDER, PICTURES, free_port, opened, run_command, said, wait_for

PORT = free_port()
URL = f"http://127.0.0.1:{PORT}"
PROJECT = FOLDER / "project"
TRAP = PROJECT / "promptward"
MARK = FOLDER / "started"
(PROJECT / ".vscode").mkdir(parents=True)
(PROJECT / "note.md").write_text("Patient John Smith, SSN 219-09-9999\n")
# What a repository could bring along: a setting that starts a program of its own.
TRAP.write_text(f"#!/bin/sh\ntouch {MARK}\nexit 1\n")
TRAP.chmod(0o755)
(PROJECT / ".vscode" / "settings.json").write_text(json.dumps({"promptward.path": str(TRAP)}))
settings = {
    "workbench.startupEditor": "none", "telemetry.telemetryLevel": "off", "workbench.colorTheme": "Default Light Modern",
    "chat.disableAIFeatures": True, "workbench.secondarySideBar.defaultVisibility": "hidden",
    "security.workspace.trust.startupPrompt": "never",
}  # fmt: skip
(FOLDER / "user" / "User").mkdir(parents=True)
(FOLDER / "user" / "User" / "settings.json").write_text(json.dumps(settings))
# An interpreter and no promptward on PATH.
bin_ = FOLDER / "bin"
bin_.mkdir()
(bin_ / "python3").symlink_to(os.environ["PW_BARE_PYTHON"])
command = shlex.split(os.environ["CODE_SERVER"])
places = ["--user-data-dir", str(FOLDER / "user"), "--extensions-dir", str(FOLDER / "ext")]
environ = {**os.environ, "HOME": str(FOLDER), "PATH": f"{bin_}:/usr/bin:/bin"}
subprocess.run(
    [*command, *places, "--install-extension", os.environ["PW_VSIX_BUNDLED"]],
    env=environ,
    check=True,
)
server = subprocess.Popen(
    [*command, *places, "--auth", "none", "--disable-telemetry", "--disable-update-check",
     "--bind-addr", f"127.0.0.1:{PORT}", str(PROJECT)],
    env=environ, stdout=(FOLDER / "code.log").open("w"), stderr=subprocess.STDOUT,
)  # fmt: skip
seen: dict = {}


def started() -> list[str]:
    """What the extension's log says it has started, in order; and nothing else is in it."""
    logs = sorted((FOLDER / "user" / "logs").rglob("*-Promptward.log"))
    return [line for log in logs for line in log.read_text().splitlines() if line.strip()]


try:
    wait_for(f"{URL}/healthz")
    with opened(f"{URL}/?folder={PROJECT}") as page:
        page.get_by_role("treeitem", name="note.md").dblclick(timeout=180_000)
        page.wait_for_selector(".squiggly-warning", timeout=300_000)
        seen["untrusted"] = started()
        seen["trap_untrusted"] = MARK.exists()
        page.locator('[id="status.languageStatus"]').hover()
        page.wait_for_selector(".hover-language-status:has-text('Promptward')", timeout=60_000)
        seen["status"] = page.locator(".hover-language-status").first.inner_text()
        page.screenshot(path=str(PICTURES / "vscode-restricted.png"))
        run_command(page, "Workspaces: Manage Workspace Trust")
        page.locator(".workspace-trust-buttons-row .monaco-button:has-text('Trust')").first.click(
            timeout=60_000
        )
        for _ in range(300):
            if MARK.exists():
                break
            page.wait_for_timeout(200)
        seen["trap_trusted"] = MARK.exists()
        seen["trusted"] = started()
finally:
    said(seen)
    server.terminate()
    server.wait()

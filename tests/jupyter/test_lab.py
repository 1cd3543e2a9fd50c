"""
A real JupyterLab in a real browser: Run All stops at a block, and the saved file keeps nobody.

Needs chromium on the machine, jupyterlab and playwright (extra `dev-lab`); `PROMPTWARD_SHOTS` names
a folder for pictures of what was seen.
"""

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

from tests.guard.fake_models import free_port

pytestmark = pytest.mark.slow

CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
NAMES = ("Avery Abramsen", "Fatima Dragomir")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
]  # fmt: skip


def cells(ours: str, other: str, swallowing: bool) -> list[str]:
    blocked = "chat.chat.completions.create(model='m', messages=[{'role': 'user', 'content': ward.note[1]}])"
    if swallowing:
        blocked = f"try:\n    {blocked}\nexcept Exception:\n    pass"
    return [
        "%load_ext promptward_jupyter\n%promptward use --purpose summary --role clinician",
        "import pandas as pd, openai\n"
        "from promptward import guard\n"
        "ward = pd.read_csv('ward.csv')\n"
        "guard.scan_frame(ward)",
        f"model = openai.OpenAI(base_url='{ours}/v1', api_key='none')\n"
        "done = model.chat.completions.create(model='m', messages=[{'role': 'user', 'content': 'Summarise: ' + ward.note[0]}])\n"
        "print(len(done.choices[0].message.content), 'characters came back')",
        "ward.head(2)",
        f"chat = openai.OpenAI(base_url='{other}/v1', api_key='none')\n{blocked}",
        "print('the next cell ran')",
    ]


@pytest.fixture
def lab(request, place, environ, ours, other) -> Iterator[tuple[str, Path]]:
    notebook = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_code_cell(cell) for cell in cells(ours.url, other.url, request.param)
        ],
        metadata={
            "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}
        },
    )
    folder = place / "lab"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    nbformat.write(notebook, folder / "demo.ipynb")
    rows = [
        f"{name},4137{n:04d},{name} MRN 4137{n:04d} slept well" for n, name in enumerate(NAMES)
    ]
    (folder / "ward.csv").write_text("who,mrn,note\n" + "\n".join(rows) + "\n")
    (folder / "config.py").write_text(
        'c = get_config()\nc.FileContentsManager.pre_save_hook = "promptward_jupyter.saving.pre_save_hook"\n'
    )
    port = free_port()
    env = {
        **environ,
        "JUPYTER_CONFIG_DIR": str(folder / "jupyter"),
        "IPYTHONDIR": str(folder / "ipython"),
    }
    with (folder / "lab.log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}",
             "--ServerApp.port_retries=0", "--IdentityProvider.token=t", f"--ServerApp.root_dir={folder}", f"--config={folder / 'config.py'}"],
            cwd=folder, env=env, stdout=log, stderr=log,
        )  # fmt: skip
    try:
        url = f"http://127.0.0.1:{port}"
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{url}/api?token=t", timeout=5).close()
                break
            except (urllib.error.URLError, OSError):
                assert server.poll() is None, (folder / "lab.log").read_text()[-2000:]
                time.sleep(0.5)
        yield url, folder
    finally:
        server.terminate()
        try:
            server.wait(60)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait(60)


@pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine")
@pytest.mark.parametrize(
    ("lab", "theme"),
    [(False, "light"), (True, "dark")],
    ids=["raised, light", "swallowed, dark"],
    indirect=["lab"],
)
def test_run_all_stops_at_a_block_and_the_saved_file_keeps_nobody(lab, ours, other, theme) -> None:
    api = pytest.importorskip("playwright.sync_api")
    pytest.importorskip("jupyterlab")
    url, folder = lab
    settings = folder / "jupyter" / "lab" / "user-settings" / "@jupyterlab" / "apputils-extension"
    settings.mkdir(parents=True)
    themed = "JupyterLab Dark" if theme == "dark" else "JupyterLab Light"
    (settings / "themes.jupyterlab-settings").write_text(
        json.dumps({"theme": themed, "adaptive-theme": False})
    )
    (settings / "notification.jupyterlab-settings").write_text(
        '{"fetchNews": "false", "checkForUpdates": false}'
    )
    with api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, headless=True, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1280, "height": 1400})
        page.goto(f"{url}/lab/tree/demo.ipynb?token=t&reset")
        page.wait_for_selector(r"text=/Python 3.*\| Idle/", timeout=180_000)
        page.locator(".lm-MenuBar-itemLabel", has_text="Run").first.click()
        page.locator(".lm-Menu-itemLabel", has_text="Run All Cells").first.click()
        page.wait_for_selector("text=Prompt blocked: nothing was sent", timeout=120_000)
        page.wait_for_selector("text=Prompt sent with identifiers replaced")
        page.wait_for_selector("text=characters came back")
        page.wait_for_selector("text=/^PromptBlocked/")
        page.keyboard.press("Control+s")
        for _ in range(120):
            if "Prompt blocked" in (folder / "demo.ipynb").read_text():
                break
            page.wait_for_timeout(500)
        shots = os.environ.get("PROMPTWARD_SHOTS")
        if shots:
            page.locator(".promptward-panel").last.scroll_into_view_if_needed()
            page.wait_for_timeout(500)
            page.screenshot(path=f"{shots}/notebook-{theme}.png")
        assert page.locator("text=the next cell ran").count() == 1, (
            "the cell's own source, and no output"
        )
        browser.close()
    assert other.connections == 0
    saved = (folder / "demo.ipynb").read_text()
    assert "Prompt blocked: nothing was sent" in saved
    for name in NAMES:
        assert name.encode() not in ours.bytes
        assert name not in saved

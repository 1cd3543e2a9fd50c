"""What the drivers of editors in a browser share: the arguments that they get, and Chromium."""

import json
import os
import socket
import time
import urllib.request
from contextlib import contextmanager, suppress
from pathlib import Path

from playwright.sync_api import TimeoutError, sync_playwright  # noqa: A004  # what it raises

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
]
FOLDER = Path(os.environ["PW_FOLDER"])
SERVER = os.environ["PW_PROMPTWARD"]
PICTURES = Path(os.environ.get("PW_PICTURES", FOLDER))


@contextmanager
def opened(url: str):
    """A page of Chromium; a failure leaves a picture of what was on the screen."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("PW_CHROMIUM", "/usr/bin/chromium"), args=ARGUMENTS
        )
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        try:
            page.goto(url, timeout=180_000)
            yield page
        except BaseException:
            page.screenshot(path=str(PICTURES / "failed.png"))
            raise
        finally:
            browser.close()


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def choose(page, title: str, then: str) -> None:
    """Choose from the menu of quick fixes: it closes when anything takes the focus, so again."""
    row = page.locator(f".action-widget .monaco-list-row:has-text('{title}')")
    done = page.locator(then)
    for _ in range(20):
        if done.first.is_visible():
            return
        page.keyboard.press("Escape")
        page.keyboard.press("Control+.")
        with suppress(TimeoutError):
            row.first.wait_for(timeout=10_000)
            if title.startswith("Redact"):
                page.screenshot(path=str(PICTURES / "vscode-actions.png"))
                said_by_menu.extend(page.locator(".action-widget").first.inner_text().split("\n"))
            row.first.click(timeout=10_000)
            done.first.wait_for(timeout=10_000)
    raise TimeoutError(title)


said_by_menu: list[str] = []


def run_command(page, title: str) -> None:
    """Run a command of the palette: keys pressed while the focus moves are lost, so again."""
    row = page.locator(f".quick-input-list .monaco-list-row:has-text('{title}')")
    for _ in range(10):
        with suppress(TimeoutError):
            page.keyboard.press("Escape")
            page.keyboard.press("F1")
            page.locator(".quick-input-widget input:visible").first.fill(
                f">{title}", timeout=5_000
            )
            row.first.click(timeout=10_000)
            return
    raise TimeoutError(title)


def wait_for(url: str) -> None:
    for _ in range(240):
        try:
            urllib.request.urlopen(url)  # noqa: S310  # a server of ours
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise TimeoutError(url)


def notebook(path: Path, note: str) -> None:
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": [note], "id": "a1"},
        {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "id": "a2",
         "source": ['ssn = "219-09-9999"\n', "patient = 1"]},
    ]  # fmt: skip
    metadata = {
        "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
        "language_info": {"name": "python"},
    }
    path.write_text(
        json.dumps(
            {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}, indent=1
        )
    )


def said(seen: dict) -> None:
    (FOLDER / "seen.json").write_text(json.dumps(seen))

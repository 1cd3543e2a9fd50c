"""What the drivers of editors in a browser share: the arguments that they get, and Chromium."""

import json
import os
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

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

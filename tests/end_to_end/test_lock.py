"""The lock of development: every package by version and hash, none from a place of its own."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements" / "dev.lock").read_text(encoding="utf-8")


def test_each_line_is_a_version_or_a_hash_and_nothing_names_a_place():
    for block in LOCK.split("\n")[:-1]:
        line = block.removesuffix(" \\").strip()
        named = re.fullmatch(r"[a-z0-9._-]+==[\w.+!]+( ; [\w .'\"<>=!()]+)?", line)
        assert named or re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", line), line
    assert "://" not in LOCK


def test_each_package_that_development_asks_for_is_locked():
    """A changed pyproject.toml asks for `make lock`."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    asked = [*project["dependencies"], *extras["dev"]]
    for extra in ("data", "dicom", "office"):
        asked += extras[extra]
    for requirement in asked:
        name = re.match(r"[\w.-]+", requirement)[0].lower().replace("_", "-").replace(".", "-")
        if name != "promptward":
            assert re.search(rf"^{name}==", LOCK, re.MULTILINE), name

"""
The tests, with the lowest versions of what Promptward needs at run time.

    python tests/lowest.py FOLDER [pytest arguments]

Makes an environment in FOLDER, installs the project with its `dev` extra, then the lowest version
that each range of `dependencies` in pyproject.toml allows, and runs the tests of the language, the
rules and the engine there. A range whose lower end does not work is a promise that is not kept.
"""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SUITES = ("tests/dsl", "tests/rules", "tests/policy_engine")


def lowest(requirements: list[str]) -> list[str]:
    """`name==version` for each requirement: the version behind its `>=`."""
    found = []
    for requirement in requirements:
        match = re.fullmatch(r"([\w.-]+)>=([\w.]+)(?:,<[\w.]+)?", requirement)
        if match is None:
            raise SystemExit(f"pyproject.toml: `{requirement}` states no lowest version")
        found.append(f"{match[1]}=={match[2]}")
    return found


def main() -> int:
    """Install and run; the exit code of pytest."""
    folder, *arguments = sys.argv[1:]
    python = Path(folder).absolute() / "bin" / "python"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    pins = lowest(project["dependencies"])
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    subprocess.run([*pip, "--editable", ".[dev]"], check=True, cwd=ROOT)
    subprocess.run([*pip, *pins], check=True, cwd=ROOT)
    sys.stdout.write("\n".join((*pins, "")))
    sys.stdout.flush()
    tests = [str(python), "-m", "pytest", "-n", "2", "-m", "not slow and not sdk and not spark"]
    return subprocess.run([*tests, *(arguments or SUITES)], check=False, cwd=ROOT).returncode


if __name__ == "__main__":
    sys.exit(main())

"""
Put the server and what it needs beside the VS Code extension, for people without an installation.

    .venv/bin/python editors/bundle.py --target linux-x64 --pythons 3.11 3.12 3.13

Wheels come from the package index that pip is configured for, `promptward` itself from this
folder. What is the same everywhere goes to `editors/vscode/bundled/libs`, what is built for a
version of Python to `bundled/cp311` and so on; `bundled/run.py` puts both on the path. An
interpreter is not bundled: the extension takes one of these versions that the machine has.

`promptward` is bundled in its pure form, which runs everywhere; for the platform that this runs on
the native form for this version of Python is put beside it, if it can be built.
"""

import argparse
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import zipfile
from pathlib import Path

HERE = Path(__file__).parent
BUNDLED = HERE / "vscode" / "bundled"
PLATFORMS = {
    "linux-x64": ("manylinux_2_28_x86_64", "manylinux2014_x86_64"),
    "linux-arm64": ("manylinux_2_28_aarch64", "manylinux2014_aarch64"),
    "darwin-arm64": ("macosx_14_0_arm64", "macosx_11_0_arm64"),
    "darwin-x64": ("macosx_14_0_x86_64", "macosx_11_0_x86_64", "macosx_10_9_x86_64"),
    "win32-x64": ("win_amd64",),
}
"""What VS Code calls a platform, and what wheels call it, newest first."""
UNREAD = ("phonenumbers/geodata", "phonenumbers/carrierdata", "phonenumbers/tzdata", "stdnum/test")
"""Two thirds of the size, which nothing of ours imports."""
RUN = '''\
"""Runs the bundled server: `python -I run.py lsp`. With `--fits` only says whether it could."""

import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
built = os.path.join(here, "cp%d%d" % sys.version_info[:2])
if not os.path.isdir(built):
    sys.exit("promptward: nothing is bundled for this version of Python")
if sys.argv[1:] != ["--fits"]:
    sys.path[:0] = [os.path.join(here, "libs"), built]
    from promptward.cli import entry

    entry()
'''


HOSTS = {
    "linux-x86_64": "linux-x64", "linux-aarch64": "linux-arm64", "win-amd64": "win32-x64",
}  # fmt: skip
"""What Python calls the platform that it runs on."""


def pip(*arguments: str, native: bool = False) -> None:
    """One run of pip; its own words say what failed. `native` lets what it builds have C."""
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    switch = {} if native else {"PROMPTWARD_NATIVE": "0"}
    subprocess.run([*command, *arguments], check=True, env={**os.environ, **switch})


def unpack(wheel: Path, place: Path) -> None:
    """The files of a wheel, less what is not needed and what would run at an installation."""
    with zipfile.ZipFile(wheel) as packed:
        for name in packed.namelist():
            if not name.startswith(UNREAD) and not name.split("/")[0].endswith(".data"):
                packed.extract(name, place)


def bundle(target: str, pythons: list[str]) -> None:
    """Fill `bundled` anew."""
    shutil.rmtree(BUNDLED, ignore_errors=True)
    BUNDLED.mkdir()
    platforms = [f"--platform={one}" for one in PLATFORMS[target]]
    with tempfile.TemporaryDirectory() as folder:
        own = Path(folder, "own")
        pip("wheel", "--no-deps", "--wheel-dir", str(own), str(HERE.parent))
        (wheel,) = own.glob("*-none-any.whl")
        for python in pythons:
            place = Path(folder, python)
            pip(
                "download", "--dest", str(place), "--only-binary=:all:", *platforms,
                f"--python-version={python}", f"{wheel}[lsp]",
            )  # fmt: skip
            for one in sorted(place.glob("*.whl")):
                pure = one.name.endswith("-none-any.whl")
                unpack(one, BUNDLED / ("libs" if pure else f"cp{python.replace('.', '')}"))
        if HOSTS.get(sysconfig.get_platform()) == target:
            built = Path(folder, "native")
            pip("wheel", "--no-deps", "--wheel-dir", str(built), str(HERE.parent), native=True)
            # Its name says for which version of Python it is: any other overlooks it.
            for one in built.glob("*.whl"):
                with zipfile.ZipFile(one) as packed:
                    for name in packed.namelist():
                        if name.startswith("promptward/_native"):
                            packed.extract(name, BUNDLED / "libs")
    (BUNDLED / "run.py").write_text(RUN)
    size = sum(path.stat().st_size for path in BUNDLED.rglob("*"))
    print(f"bundled for {target} and Python {', '.join(pythons)}: {size >> 20} MiB")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--target", choices=sorted(PLATFORMS), required=True)
    parser.add_argument("--pythons", nargs="+", default=["3.11", "3.12", "3.13"])
    given = parser.parse_args()
    bundle(given.target, given.pythons)


if __name__ == "__main__":
    main()

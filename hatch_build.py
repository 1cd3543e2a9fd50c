"""
Builds the native form of the engine's inner loops (`policy_engine/native`) where a C compiler and
Python.h are there. Where they are not, says so and leaves it: nothing needs it.

Hatch calls this for a wheel and for an editable install. By hand, into the tree:

    python hatch_build.py               # what `make setup` does
    python hatch_build.py --sanitize    # with the sanitisers, for `make test-native-sanitized`
"""

import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
SOURCES = ROOT / "policy_engine" / "native"
PACKAGE = ROOT / "policy_engine" / "promptward"
FLAGS = ("-std=c11", "-fPIC", "-fvisibility=hidden", "-Wall", "-Wextra")
RELEASE = ("-O2", "-g0", "-DNDEBUG")
SANITIZED = ("-O1", "-g", "-fsanitize=address,undefined", "-fno-sanitize-recover=all")
LINK = ("-bundle", "-undefined", "dynamic_lookup") if sys.platform == "darwin" else ("-shared",)


def _compilers() -> list[list[str]]:
    named = [os.environ.get("CC"), sysconfig.get_config_var("CC"), "cc"]
    found = [shlex.split(str(one)) for one in named if one]
    return [command for command in found if shutil.which(command[0])]


def build(folder: Path, *, sanitize: bool = False) -> tuple[Path | None, str]:
    """The module, built into a folder; or None, and why it was not."""
    if os.environ.get("PROMPTWARD_NATIVE") == "0":
        return None, "PROMPTWARD_NATIVE=0"
    if sys.platform == "win32" or sys.implementation.name != "cpython":
        return None, "not on this platform"
    include = Path(sysconfig.get_path("include"))
    if not (include / "Python.h").is_file():
        return None, f"no Python.h in {include}"
    compilers = _compilers()
    if not compilers:
        return None, "no C compiler"
    target = folder / f"_native{sysconfig.get_config_var('EXT_SUFFIX')}"
    sources = sorted(source.name for source in SOURCES.glob("*.c"))
    said = ""
    for compiler in compilers:
        with tempfile.TemporaryDirectory(dir=folder) as made:
            output = Path(made) / target.name
            command = [*compiler, *FLAGS, *(SANITIZED if sanitize else RELEASE), *LINK,
                       f"-I{include}", *sources, "-o", str(output)]  # fmt: skip
            done = subprocess.run(
                command, cwd=SOURCES, capture_output=True, text=True, check=False
            )
            said = done.stderr
            if done.returncode == 0:
                # A process that has the old one loaded keeps it.
                output.replace(target)
                return target, said
    return None, said


class NativeBuildHook(BuildHookInterface):  # type: ignore[type-arg,misc]
    """Puts the module into a wheel, or beside its sources for an editable install."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called before the files of a wheel are gathered."""
        self._made = None if version == "editable" else Path(tempfile.mkdtemp())
        built, said = build(self._made or PACKAGE)
        if built is None:
            self.app.display_warning(f"the native form is not built, the pure one will do: {said}")
        elif self._made is not None:
            build_data["force_include"][str(built)] = f"promptward/{built.name}"
            build_data["pure_python"] = False
            build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Called when the wheel is written."""
        if self._made is not None:
            shutil.rmtree(self._made, ignore_errors=True)


def main(arguments: list[str]) -> int:
    """Builds into the tree; 0 also where it can't be built, since nothing needs it."""
    sanitize = "--sanitize" in arguments
    built, said = build(PACKAGE, sanitize=sanitize)
    if said:
        print(said, file=sys.stderr)
    print(f"native form: {built.name if built else 'not built; the pure one will do'}")
    return 0 if built or not sanitize else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""
Golden files of messages: a faulty policy each, and all that is said about it.

`errors/CODE-name.ward` is the policy and `CODE-name.out` what comes out; a folder `CODE-name` holds
the files that lie beside the policy. One named `floor.ward` is the machine-wide floor.
"""

import datetime as dt
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import promptward
import promptward_rules
from promptward.policy import engine_facts
from promptward_dsl.build import build
from promptward_dsl.codes import CODES
from promptward_dsl.diagnostics import Diagnostic
from promptward_dsl.render import render_all
from promptward_dsl.sources import SHIPPED, Root

GOLDEN = Path(__file__).parent / "golden" / "errors"
TODAY = dt.date(2026, 11, 23)

ENTRY = "policy.ward"
FLOOR = "floor.ward"
FACTS = engine_facts()

_MEASURED = re.compile(r"takes \d+ µs")


class Said(NamedTuple):
    """The messages about a policy, and how a person sees them."""

    diagnostics: tuple[Diagnostic, ...]
    shown: str

    @property
    def codes(self) -> set[str]:
        return {one.code for one in self.diagnostics}


def say(source: str, files: Mapping[str, str] | Path, folder: Path, *, engine: bool) -> Said:
    """
    Write a policy and its files into an empty folder, which has to be the working folder, and build
    it; with `engine`, run its examples and tests too. What was measured is not shown.
    """
    if isinstance(files, Path):
        if files.is_dir():
            shutil.copytree(files, folder, dirs_exist_ok=True)
    else:
        lay(files, folder)
    (folder / ENTRY).write_bytes(source.encode())
    floor = Path(FLOOR) if (folder / FLOOR).exists() else None
    if engine:
        environ = {"PROMPTWARD_CACHE": str(folder.parent / "cache")}
        if floor:
            environ["PROMPTWARD_FLOOR"] = FLOOR
        examined = promptward.examine(
            ENTRY, today=TODAY, environ=environ, floor_folder=str(folder / "no-floor")
        )
        diagnostics, sources = examined.diagnostics, examined.sources
    else:
        built = build(
            Path(ENTRY),
            roots=[Root(SHIPPED, promptward_rules.root())],
            floor=floor,
            today=TODAY,
            facts=FACTS,
        )
        diagnostics, sources = built.diagnostics, built.sources
    shown = _MEASURED.sub("takes … µs", render_all(diagnostics, sources))
    return Said(diagnostics, f"{shown}\n" if shown else "")


def lay(files: Mapping[str, str], folder: Path) -> None:
    """Files below a folder, by relative path."""
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def cases() -> list[str]:
    """The names of all cases, sorted."""
    return sorted(path.stem for path in GOLDEN.glob("*.ward"))


def code_of(case: str) -> str:
    return case.partition("-")[0]


def write_examples() -> None:
    """The bad policy of each code becomes the case that its slug names."""
    for code, entry in CODES.items():
        case = GOLDEN / f"{code}-{entry.slug}"
        case.with_suffix(".ward").write_text(entry.bad, encoding="utf-8")
        if case.is_dir():
            shutil.rmtree(case)
        lay(entry.files, case)

"""Policies in real folders: files written, built, and what was said about them."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from promptward_dsl.build import Build, build
from promptward_dsl.compiler import Compiled
from promptward_dsl.ir import PolicyIR
from promptward_dsl.sources import Root

TODAY = dt.date(2026, 11, 23)

UNCOVERED = "".join(
    f'uncovered safe_harbor {letter} because "not here"\n' for letter in "ABDEFIJKLMNOPQR"
)
"""All of the eighteen but dates (C), SSN (G) and record numbers (H)."""

BASE = f"""policy base version 1.4.2
category ssn : number safe_harbor G
category mrn : number safe_harbor H
category dates : date safe_harbor C
category diagnosis : text
group phi = ssn, mrn, dates
{UNCOVERED}
detector d_ssn finds ssn {{
  match /\\b\\d{{3}}-\\d{{2}}-\\d{{4}}\\b/ confidence high
  example "SSN [[536-22-4399]]"
}}
detector d_mrn finds mrn {{
  match /\\bMRN \\d{{8}}\\b/ confidence high
  example "[[MRN 12345678]]"
}}
detector d_dates finds dates {{
  match /\\b\\d{{4}}-\\d{{2}}-\\d{{2}}\\b/ confidence high
  example "on [[2026-03-14]]"
}}
detector d_diagnosis finds diagnosis {{
  match "diabetes" confidence medium
  example "has [[diabetes]]"
}}
rule ssn_never {{
  when contains any ssn
  then redact on ssn
}}
"""
"""A small pack with four categories, four detectors and a rule."""

GOOD = """destination good {
  vendor: "Good"
  kind: llm
  baa: until 2030-01-01
  region: us
  trains_on_data: no
  retention_days: 0
  encrypted: yes
}
"""


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """The files below a folder, folders between made; returns the folder."""
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def built(
    folder: Path, files: Mapping[str, str | bytes] | None = None, entry: str = "m.ward", **options
) -> Build:
    """The policy `entry` of a folder; `base` can be imported by it unless it is written over."""
    write(folder, {"base.ward": BASE} | dict(files or {}))
    return build(folder / entry, **({"today": TODAY} | options))


def compiled(folder: Path, files: Mapping[str, str | bytes], **options) -> Compiled:
    """The same, without any error."""
    result = built(folder, files, **options)
    assert result.compiled is not None, errors(result)
    return result.compiled


def ir(folder: Path, files: Mapping[str, str | bytes], **options) -> PolicyIR:
    return compiled(folder, files, **options).ir


def errors(result: Build) -> list[tuple[str, str]]:
    return [(d.code, d.message) for d in result.diagnostics if d.severity == "error"]


def codes(result: Build) -> list[str]:
    return [code for code, _ in errors(result)]


def warned(result: Build) -> list[str]:
    return [d.code for d in result.diagnostics if d.severity != "error"]


def root(folder: Path) -> Root:
    return Root.of(folder)

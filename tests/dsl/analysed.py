"""Small policies for tests: declarations around a fixed vocabulary, built and analysed."""

import datetime as dt

from promptward_dsl.build import build
from promptward_dsl.diagnostics import Diagnostic
from promptward_dsl.ir import PolicyIR
from promptward_dsl.notes import Notes
from promptward_dsl.sources import SourceFile

TODAY = dt.date(2026, 11, 23)

VOCABULARY = """policy m version 1.0.0
category ssn : number safe_harbor G
category mrn : number safe_harbor H
category dates : date safe_harbor C
category diagnosis : text
group phi = ssn, mrn, dates
detector d_ssn finds ssn { match /\\d{3}-\\d{2}-\\d{4}/ confidence high }
detector d_mrn finds mrn { match /MRN \\d{8}/ confidence high }
detector d_dates finds dates { match /\\d{4}-\\d{2}-\\d{2}/ confidence high }
detector d_diagnosis finds diagnosis { match "diabetes" confidence medium }
role staff
role nurse inherits staff
role clerk inherits staff
contact office "role:office"
"""

UNCOVERED = "".join(
    f'uncovered safe_harbor {letter} because "not here"\n' for letter in "ABDEFIJKLMNOPQR"
)

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


def source(body: str, file: str = "m.ward") -> SourceFile:
    return SourceFile(file, VOCABULARY + UNCOVERED + body)


def compiled(body: str) -> tuple[PolicyIR, Notes]:
    """The compiled policy; what analysis would say is not asked here."""
    built = build(source(body), today=TODAY)
    errors = [d.message for d in built.diagnostics if d.severity == "error"]
    assert not errors, errors
    assert built.compiled is not None
    return built.compiled.ir, built.compiled.notes


def said(found: list[Diagnostic]) -> list[tuple[str, str]]:
    return [(d.code, d.message) for d in found]

"""A clinic's policy in Ward, small enough to compile at once, and engines that hold it."""

import datetime as dt
from functools import cache

from promptward.detect import Detection
from promptward.engine import Engine
from promptward.model import Actor, Request
from promptward_dsl.build import Build, build
from promptward_dsl.sources import SourceFile

TODAY = dt.date(2026, 11, 23)

# One category for each of the eighteen is not needed here: what is missing is said out loud.
_UNCOVERED = "\n".join(
    f'uncovered safe_harbor {letter} because "not in this clinic"' for letter in "DEFIJKLMNOPQR"
)
CLINIC = f"""policy clinic version 1.0.0

category names     : name   safe_harbor A
category geographic: zip    safe_harbor B
category dates     : date   safe_harbor C
category ssn       : number safe_harbor G
category mrn       : number safe_harbor H
category diagnosis : text
group phi = names, geographic, dates, ssn, mrn, diagnosis
{_UNCOVERED}

lexicon patients = ["john smith", "mary jones"]
lexicon conditions = ["diabetes", "sepsis"]

detector person finds names {{
  match lexicon patients confidence medium
  example "seen: [[John Smith]]" medium
}}
detector us_ssn finds ssn {{
  match /\\b\\d{{3}}-\\d{{2}}-\\d{{4}}\\b/ confidence medium
  match /\\b\\d{{9}}\\b/ confidence low
  raise to high when near ["ssn"] within 20 chars
  example "SSN [[536-22-4399]]" high
  counterexample "12-34-56"
}}
detector record finds mrn {{
  match /\\bMRN:? ?(?P<value>\\d{{6,8}})\\b/ confidence high
  example "MRN [[123456]]" high
}}
detector zip_code finds geographic {{
  match /\\b\\d{{5}}\\b/ confidence medium
  example "in [[02139]]"
}}
detector day finds dates {{
  match /\\b(?:19|20)\\d\\d-\\d\\d-\\d\\d\\b/ confidence medium
  example "on [[2026-03-14]]"
}}
detector condition finds diagnosis {{
  match lexicon conditions confidence medium
  example "has [[diabetes]]"
}}

role clinician
role researcher
contact officer "role:officer"
destination azure {{
  vendor: "Microsoft"
  kind: llm
  baa: until 2027-06-30
  region: us_east
  trains_on_data: no
  retention_days: 0
  encrypted: yes
}}
purpose summary {{
  roles clinician
  destinations azure
  basis treatment
  necessary {{
    names pseudonymise
    mrn pseudonymise
    dates date_shift up to 30 days
    diagnosis keep
  }}
  otherwise redact
}}
purpose research {{
  roles researcher
  destinations azure
  basis safe_harbor
  necessary {{
    dates generalise to year
    geographic generalise to zip3
  }}
  otherwise redact
}}
rule baa_required {{
  when contains any phi and destination.baa not in [active, not_required]
  then block
  oblige audit full, notify officer within 24 hours
  advise "This vendor has no active agreement."
  cites "45 CFR 164.502(e)"
}}
rule ssn_never {{
  when contains any ssn at least low
  then redact on ssn
  then warn
}}
test "a summary gets pseudonyms" {{
  given actor.role: clinician, purpose: summary, destination: azure, date: 2026-11-23
  prompt "John Smith, MRN 123456, diabetes, SSN 536-22-4399"
  expect warn by ssn_never
  expect names pseudonymise
  expect ssn redact
  expect diagnosis keep
  expect no geographic
  expect text "[NAME_*], MRN [MRN_*], diabetes, SSN [ssn]"
}}
test "the agreement lapsed" {{
  given actor.role: clinician, purpose: summary, destination: azure, date: 2027-07-01
  prompt "John Smith"
  expect block by baa_required
  expect oblige audit full, notify officer within 24 hours
}}
"""
CLINICIAN = Actor("u1", {"clinician"})
NOTE = "John Smith, MRN 123456, born 1962-03-14, has diabetes; SSN 536-22-4399, 02139."


@cache
def built(source: str = CLINIC) -> Build:
    found = build(SourceFile("clinic.ward", source), today=TODAY)
    assert found.compiled is not None, [d[:3] for d in found.diagnostics]
    return found


@cache
def detection(source: str = CLINIC) -> Detection:
    compiled = built(source).compiled
    assert compiled is not None
    return Detection(compiled.ir, compiled.lexicons)


def clinic(source: str = CLINIC, **options: object) -> Engine:
    """A new engine; pattern databases are compiled once for each source."""
    compiled = built(source).compiled
    assert compiled is not None
    return Engine(compiled.ir, compiled.notes, detection(source), **options)  # type: ignore[arg-type]


def ask(text: str = NOTE, **facts: object) -> Request:
    """A clinician's request that the purpose `summary` grants, but for what is said otherwise."""
    granted: dict[str, object] = {
        "destination": "azure",
        "purpose": "summary",
        "actor": CLINICIAN,
        "date": TODAY,
    }
    return Request(text, **(granted | facts))  # type: ignore[arg-type]

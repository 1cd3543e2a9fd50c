"""The policy that the guard's tests stand on: models on this machine, and patients nobody knows."""

GIVEN = ["Avery", "Bertil", "Chiara", "Dagny", "Einar", "Fatima", "Goran", "Hedda", "Ivo", "Jólan"]
SURNAMES = [
    "Abramsen",
    "Brunswick",
    "Castellan",
    "Dragomir",
    "Ekholm-Ray",
    "Fjeldstad",
    'O"Hara',
    "Grünwald",
    "Peñalver",
    "Quillfeather",
]


def patients() -> list[str]:
    return [f"{given} {surname}" for given in GIVEN for surname in SURNAMES]


def numbers() -> list[str]:
    return [f"{number:08d}" for number in range(41_370_011, 41_370_011 + 50 * 733, 733)]


def social() -> list[str]:
    return [f"9{n % 100:02d}-{10 + n % 80:02d}-{1000 + 37 * n:04d}" for n in range(50)]


def planted() -> list[str]:
    """Two hundred identifiers."""
    return [*patients(), *numbers(), *social()]


_UNCOVERED = "\n".join(
    f'uncovered safe_harbor {letter} because "not in these tests"' for letter in "BDEFIJKLMNOPQR"
)


def quoted(text: str) -> str:
    return '"' + text.lower().replace("\\", "\\\\").replace('"', '\\"') + '"'


def policy(ours: str, other: str, *, covers: str = "", known: str = "") -> str:
    names = ", ".join(map(quoted, patients()))
    return f"""policy guard.tests version 1.0.0 "An invented hospital"

category names: name safe_harbor A "Names"
category dates: date safe_harbor C "Dates"
category ssn: number safe_harbor G "Social Security numbers"
category mrn: number safe_harbor H "Medical record numbers"
{_UNCOVERED}
group phi = names, dates, ssn, mrn

lexicon patients = [{names}]
detector person finds names {{
  match lexicon patients confidence high
  example "seen: [[Avery Abramsen]]" high
}}
detector record finds mrn {{
  match /\\b\\d{{8}}\\b/ confidence low
  raise to high when before ["mrn", "record"] within 12 chars
  example "MRN [[41370011]]" high
}}
detector social finds ssn {{
  match /\\b\\d{{3}}-\\d{{2}}-\\d{{4}}\\b/ confidence high
  example "SSN [[900-12-3456]]" high
}}
detector day finds dates {{
  match /\\b(?:19|20)\\d\\d-\\d\\d-\\d\\d\\b/ confidence medium
  example "on [[2026-03-14]]"
}}

destination ours "Under an agreement" {{
  vendor: "Model House"
  kind: llm
  baa: not_required
  region: onprem
  trains_on_data: no
  retention_days: 0
  encrypted: yes
  host: "{ours}"
  {covers}
}}
destination other "Without one" {{
  vendor: "Somebody"
  kind: llm
  baa: none
  region: us_east
  trains_on_data: yes
  retention_days: 365
  encrypted: yes
  host: "{other}"
}}
{known}
role clinician
role researcher

purpose summary "Draft a summary" {{
  roles clinician
  destinations ours
  basis treatment
  necessary {{
    names pseudonymise
    mrn pseudonymise
    ssn pseudonymise
    dates keep
  }}
  otherwise redact
}}
purpose research "Look into it" {{
  roles researcher
  destinations ours
  basis operations
  necessary {{
    mrn pseudonymise
  }}
  otherwise redact
}}
purpose billing "Ask about a bill" {{
  roles clinician
  destinations ours
  basis payment
  necessary {{
    mrn keep
  }}
  otherwise redact
}}

rule baa_required "PHI only to a party with an agreement" {{
  when contains any phi and destination.baa not in [active, not_required]
  then block
  advise "This destination has no agreement. Use an approved one."
  cites "45 CFR 164.502(e)"
}}
rule many "Looks like an export" {{
  when contains 5 or more distinct mrn and request.purpose is billing and not request.justified
  then require_justification
}}
rule dates_warned "Dates are noticed" {{
  when contains any dates and request.purpose is summary
  then warn
}}
"""

"""A hospital by hand: a policy as the compiler would write it, small enough to read at a glance."""

from promptward.model import Actor, Finding, Request
from promptward_dsl.ir import (
    DefaultsIR,
    DestinationIR,
    ObligationIR,
    PolicyIR,
    PurposeIR,
    RuleIR,
)
from promptward_dsl.lattice import KEEP, REDACT, Confidence, Disposition
from promptward_dsl.notes import At, Notes

from .small_policies import CATEGORIES, DATES, ROLES

IDENTIFIERS = ("p.dates", "p.mrn", "p.names", "p.ssn")
PHI = ("p.dates", "p.diagnosis", "p.mrn", "p.names", "p.ssn")
PSEUDONYMISE = Disposition("pseudonymise")


def contains(*categories: str, quantity: str = "any", n: int = 1, **more: object) -> tuple:
    return (
        "contains",
        quantity,
        n,
        more.get("distinct", False),
        tuple(sorted(categories)),
        more.get("level"),
        more.get("near"),
        more.get("within", 0),
        more.get("unit", "chars"),
    )


def attr(path: str, op: str = "true", value: object = None) -> tuple:
    return ("attr", path, op, value)


HOSPITAL = PolicyIR(
    name="p",
    version="1.0.0",
    defaults=DefaultsIR(),
    categories=CATEGORIES,
    groups={"p.phi": PHI},
    lexicons={},
    detectors={},
    destinations={
        "p.azure": DestinationIR(
            vendor="Microsoft",
            kind="llm",
            baa="until",
            baa_until="2027-06-30",
            region="us_east",
            trains_on_data=False,
            retention_days=0,
            encrypted=True,
        ),
        "p.chat": DestinationIR(vendor="Unknown", kind="llm", baa="none", region="eu"),
    },
    roles=ROLES,
    contacts={"p.officer": "role:officer"},
    purposes={
        "p.summary": PurposeIR(
            roles=("p.clinician",),
            destinations=("p.azure",),
            basis="treatment",
            needs={
                "p.dates": Disposition("date_shift", 30),
                "p.names": PSEUDONYMISE,
                "p.diagnosis": KEEP,
            },
            otherwise=REDACT,
        ),
        "p.research": PurposeIR(
            roles=("p.researcher",),
            destinations=("p.azure",),
            basis="safe_harbor",
            needs={"p.dates": Disposition("generalise", "year"), "p.mrn": PSEUDONYMISE},
            otherwise=REDACT,
        ),
    },
    rules={
        "p.baa_required": RuleIR(
            (
                "and",
                contains(*PHI),
                attr("destination.baa", "not_in", ("active", "not_required")),
            ),
            "block",
            (),
            (ObligationIR("audit", "full"), ObligationIR("notify", "p.officer", 1440)),
        ),
        "p.mfa": RuleIR(
            ("and", contains(*PHI), ("not", attr("actor.mfa"))),
            "require_justification",
            (),
            (ObligationIR("audit", "minimal"),),
        ),
        "p.ssn_never": RuleIR(contains("p.ssn", level="low"), "warn", ((REDACT, ("p.ssn",)),), ()),
        "p.hash_mrn": RuleIR(contains("p.mrn"), None, ((Disposition("hash"), ("p.mrn",)),), ()),
    },
    names={
        "azure": "p.azure",
        "chat": "p.chat",
        "summary": "p.summary",
        "research": "p.research",
        "clinician": "p.clinician",
        "researcher": "p.researcher",
        "staff": "p.staff",
    },
)
NOTES = Notes(
    at={"rule p.ssn_never": At("p.ward", 0, 10, 12)},
    titles={"rule p.baa_required": "Only to a vendor with an agreement"},
    cites={
        "rule p.baa_required": ("45 CFR 164.502(e)",),
        "purpose p.summary": ("45 CFR 164.502(b)",),
    },
    advise={"rule p.ssn_never": "Social Security numbers are removed from every prompt."},
    weakenings=(),
    examples=(),
    tests=(),
)
CLINICIAN = Actor("u1", {"clinician"}, mfa=True)
RESEARCHER = Actor("u2", {"p.researcher"}, mfa=True)
TEXT = "John Smith, SSN 536-22-4399, seen 2026-03-14, diabetes"


def ask(text: str = TEXT, **facts: object) -> Request:
    """A clinician's request that the purpose `summary` grants, but for what is said otherwise."""
    granted: dict[str, object] = {
        "destination": "azure",
        "purpose": "summary",
        "actor": CLINICIAN,
        "date": DATES[1],
    }
    return Request(text, **(granted | facts))  # type: ignore[arg-type]


def found(
    start: int,
    end: int,
    category: str = "p.ssn",
    level: Confidence = Confidence.MEDIUM,
    detector: str = "p.d",
) -> Finding:
    letter = CATEGORIES[category].safe_harbor
    return Finding(start, end, category, letter, level, detector, ("match:medium",))


NAME = found(0, 10, "p.names")
SSN = found(16, 27, "p.ssn", Confidence.HIGH)
DATE = found(34, 44, "p.dates")
DIABETES = found(46, 54, "p.diagnosis")

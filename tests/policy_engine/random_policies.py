"""Sources of random policies, with texts that they have something to say about, and requests."""

import datetime as dt
from itertools import combinations

from hypothesis import strategies as st

from promptward.model import Actor, Request

HEAD = """policy p version 1.0.0
category names: name safe_harbor A
category ssn: number safe_harbor G
category mrn: number safe_harbor H
category note: text
"""
UNCOVERED = "".join(f'uncovered safe_harbor {x} because "no need"\n' for x in "BCDEFIJKLMNOPQR")
CATEGORIES = ("names", "ssn", "mrn", "note")
WORLD = """destination safe {
  vendor: "v"
  kind: llm
  baa: until 2027-01-31
  region: eu
  trains_on_data: no
  retention_days: 0
  encrypted: yes
}
destination open {
  vendor: "w"
  kind: llm
  baa: none
  region: us_east
  trains_on_data: yes
  retention_days: 30
  encrypted: yes
  passes_to: [safe]
}
role staff
role clinician inherits staff
"""
PATTERNS = (
    r"/\d{2,4}/",
    r"/\b\d{3}-\d{2}\b/",
    "/[a-c]+[0-9]/",
    r"/a(?P<value>b+)c?/",
    r"/x\d+(?:-\d+)*/i",
    r"/(?:^|\s)pin (?P<value>\w+)/",
    r"/\bab\b|abc/",
    '"ab"',
    '"pin"',
    '"x7 ab", "abc"',
    "lexicon words",
    "lexicon cased_words",
    "lexicon words followed by lexicon words",
)
LEXICONS = """lexicon words = ["ab", "abc", "x7", "pin 12", "ab x7"]
lexicon cased_words cased = ["AB", "Pin"]
"""
VALUES = (
    "12",
    "123",
    "1234",
    "45",
    "123-45",
    "ab",
    "abc",
    "AB",
    "abbc",
    "x7",
    "x7-12",
    "pin",
    "Pin",
)
BETWEEN = (" ", " ", " ", "  ", ", ", ". ", "\n\n", " and ", "-", "", "(", ") ", " \u00e9 ", "\t")

levels = st.sampled_from(("low", "medium", "high"))
categories = st.sampled_from(CATEGORIES)


@st.composite
def evidence(draw: st.DrawFn) -> str:
    kind = draw(st.sampled_from(("near", "before", "after", "entropy", "valid", "lexicon")))
    if kind == "entropy":
        sign = draw(st.sampled_from((">=", "<=", ">", "<")))
        return f"entropy {sign} {draw(st.sampled_from(('0.5', '1.0', '1.5', '2')))}"
    if kind == "valid":
        return "valid luhn"
    within = (
        f"within {draw(st.integers(1, 6))} {draw(st.sampled_from(('chars', 'words', 'lines')))}"
    )
    if kind == "lexicon":
        return f"near lexicon words {within}"
    terms = draw(
        st.lists(st.sampled_from(("pin", "ab", "x7", "and", "12")), min_size=1, max_size=2)
    )
    listed = ", ".join(f'"{term}"' for term in sorted(set(terms)))
    return f"{kind} [{listed}] {within}"


@st.composite
def detector(draw: st.DrawFn, number: int) -> str:
    lines = [f"detector d{number} finds {draw(categories)} {{"]
    chosen = draw(st.lists(st.sampled_from(PATTERNS), min_size=1, max_size=3, unique=True))
    lines += [f"  match {pattern} confidence {draw(levels)}" for pattern in chosen]
    for _ in range(draw(st.integers(0, 3))):
        form = draw(st.sampled_from(("require", "raise", "lower", "except", "exact", "matching")))
        match form:
            case "raise" | "lower":
                lines.append(f"  {form} to {draw(levels)} when {draw(evidence())}")
            case "exact":
                lines.append(f'  except exact ["{draw(st.sampled_from(VALUES))}"] because "b"')
            case "matching":
                lines.append(r'  except matching /\d+|x7/ because "b"')
            case "except":
                lines.append(f'  except {draw(evidence())} because "b"')
            case _:
                lines.append(f"  require {draw(evidence())}")
    return "\n".join([*dict.fromkeys(lines), "}"])


@st.composite
def rule(draw: st.DrawFn, number: int) -> str:
    simple = st.one_of(
        st.builds("contains any {}".format, categories),
        st.builds("contains {} or more {}".format, st.integers(1, 3), categories),
        st.builds("contains any {} at least {}".format, categories, levels),
        st.builds("contains any {} near {} within 5 chars".format, categories, categories),
        st.sampled_from(
            (
                "destination.baa not in [active, not_required]",
                "destination.trains_on_data",
                "not destination.encrypted",
                "not actor.mfa",
                "actor.role in [clinician]",
                "request.purpose is care",
            )
        ),
    )
    parts = draw(st.lists(simple, min_size=1, max_size=3))
    joined = f" {draw(st.sampled_from(('and', 'or')))} ".join(parts)
    then = draw(
        st.one_of(
            st.sampled_from(("warn", "require_justification", "block")),
            st.builds("{} on {}".format, st.sampled_from(("redact", "hash", "mask")), categories),
        )
    )
    return f"rule r{number} {{\n  when {joined}\n  then {then}\n}}"


@st.composite
def policies(draw: st.DrawFn) -> str:
    """The source of a policy that compiles."""
    needs = draw(st.lists(categories, unique=True, max_size=3))
    lines = "\n".join(
        f"    {one} {draw(st.sampled_from(('keep', 'redact', 'pseudonymise')))}" for one in needs
    )
    purpose = (
        "purpose care {\n  roles clinician\n  destinations safe, open\n  basis treatment\n"
        f"  necessary {{\n{lines}\n  }}\n"
        f"  otherwise {draw(st.sampled_from(('redact', 'hash')))}\n}}\n"
        if needs
        else ""
    )
    detectors = [draw(detector(n)) for n in range(draw(st.integers(1, 4)))]
    rules = [draw(rule(n)) for n in range(draw(st.integers(0, 3)))]
    if not purpose:
        rules = [one for one in rules if "request.purpose" not in one]
    body = "\n".join((*detectors, *rules))
    return f"{HEAD}{UNCOVERED}{LEXICONS}{WORLD}{purpose}{body}\n"


# Made once: Hypothesis looks at a strategy anew each time that one is made.
texts = st.lists(st.tuples(st.sampled_from(VALUES), st.sampled_from(BETWEEN)), max_size=12).map(
    lambda parts: "".join(value + between for value, between in parts)
)
"""The text of a prompt."""

_ROLES = ("staff", "clinician", "nobody")
_ACTORS = (
    None,
    *(
        Actor("u1", frozenset(roles), mfa=mfa)
        for count in range(len(_ROLES) + 1)
        for roles in combinations(_ROLES, count)
        for mfa in (True, False, None)
    ),
)
requests = st.sampled_from(
    [
        Request("", destination=destination, purpose=purpose, actor=actor, date=date)
        for destination in (None, "safe", "open", "nowhere")
        for purpose in (None, "care")
        for actor in _ACTORS
        for date in (dt.date(2026, 11, 26), dt.date(2027, 2, 1))
    ]
)
"""Who asks, and for what: a request without its text."""

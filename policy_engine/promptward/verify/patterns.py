"""E107, E111 and W217: what the search engine says of a policy's own patterns."""

from collections.abc import Set as AbstractSet

from promptward.model import PolicyError
from promptward_dsl.diagnostics import Diagnostic
from promptward_dsl.ir import PolicyIR
from promptward_dsl.notes import Notes
from promptward_dsl.span import SHIPPED, SourceSpan

__all__ = ["COSTLY", "check_patterns"]

COSTLY = 20.0
"""Microseconds for 1,000 bytes of ordinary text, from which on a pattern is worth a word."""

# Ordinary prose of a clinic: no identifiers, some numbers, some names of things.
_SAMPLE = (
    b"The patient was seen in clinic for follow-up of hypertension and type 2 diabetes. Blood "
    b"pressure 132/84, pulse 72, weight 81.5 kg, A1c 7.2 %. Continue metformin 500 mg twice daily "
    b"and lisinopril 10 mg daily; recheck basic metabolic panel in 3 months. No chest pain, no "
    b"shortness of breath, no oedema. Discussed diet, exercise and foot care; handout given.\n"
) * 12


def check_patterns(
    ir: PolicyIR, notes: Notes, *, measure: bool = True, sound: AbstractSet[str] = frozenset()
) -> tuple[list[Diagnostic], AbstractSet[str]]:
    """
    Messages about the regular expressions of detectors, except those of shipped packs.

    A pattern that the search engine refuses is E111 if it matches empty text, else E107. With
    `measure`, a pattern that takes `COSTLY` or longer is W217 with what it took: the only
    message that depends on the machine. Places are those of the detectors.

    Beside the messages, the patterns about which there are none: given as `sound`, they are not
    tried again, for each is compiled alone, which takes tens of milliseconds.
    """
    diagnostics: list[Diagnostic] = []
    passed: set[str] = set()
    for name, detector in sorted(ir.detectors.items()):
        at = notes.at.get(f"detector {name}")
        if at is None or at.file.startswith(SHIPPED):
            continue
        span = SourceSpan(at.file, at.start, at.end)
        for match in detector.match:
            if match.kind != "regex":
                continue
            source, flags = match.pattern
            written = f"/{source}/{flags}"
            if written not in sound and (found := _said(source, flags, span, measure=measure)):
                diagnostics.append(found)
            elif measure:
                passed.add(written)
    return diagnostics, passed


def _said(source: str, flags: str, span: SourceSpan, *, measure: bool) -> Diagnostic | None:
    from promptward.database import cost, refusal  # noqa: PLC0415  # not on the hot start
    from promptward.patterns import PatternError, parse_pattern  # noqa: PLC0415  # the same

    try:
        scan = parse_pattern(source, flags).scan
    except PatternError as error:
        return Diagnostic("E107", span, f"`/{source}/`: {error}")
    if measure:
        try:
            taken, reason = cost(scan, _SAMPLE, unless=COSTLY), ""
        except PolicyError as error:
            taken, reason = 0.0, str(error)
    else:
        taken, reason = 0.0, refusal(scan)
    if reason:
        code = "E111" if "empty" in reason.lower() else "E107"
        return Diagnostic(code, span, f"`/{source}/`: {reason}")
    if taken >= COSTLY:
        return Diagnostic(
            "W217",
            span,
            f"`/{source}/{flags}` takes {taken:.0f} µs for 1,000 characters",
            help="begin the pattern with a word or character that is rare",
        )
    return None

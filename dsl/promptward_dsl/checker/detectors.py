"""Detectors: E104, E107, E110, E111, E116, W209, W211, W212."""

from collections.abc import Collection, Iterable

from promptward_dsl import ast
from promptward_dsl.checker.domains import check_distance, check_level, check_terms
from promptward_dsl.checker.regexes import check_regex
from promptward_dsl.checker.report import Report, suggestion
from promptward_dsl.marks import marked
from promptward_dsl.program import Kind, Scope

__all__ = ["check"]


def check(report: Report) -> None:
    """Every detector as declared, every amendment, and each detector as a whole."""
    program = report.program
    for detector in program.detectors.values():
        for item in detector.node.items:
            _item(report, item, detector.scope)
    for amendment in program.amendments:
        node = amendment.node
        if isinstance(node, ast.Disable):
            if node.until is not None and node.until.value is None:
                report.error("E104", node.until.span, f"no calendar has `{node.until.text}`")
            continue
        for item in node.items:
            _item(report, item, amendment.scope)
            if isinstance(node, ast.Extend):
                _additive(report, item)
    _bodies(report)


def _bodies(report: Report) -> None:
    """Each active detector as amended: it finds something, and shows what."""
    program = report.program
    for name, body in program.bodies.items():
        if not program.active(Kind.DETECTOR, name):
            continue
        written, scope = body.declared.node.name, body.declared.scope
        override = program.overridden(name)
        if override is not None:
            # What it has or lacks is the doing of whoever replaced it.
            written, scope = override.node.target, override.scope
        kinds = {type(item) for item, _ in body.items}
        if ast.Match not in kinds:
            report.warn(
                "W212",
                scope,
                written.span,
                f"detector `{written.text}` has no `match`: it finds nothing",
                help="write a `match`, or take the detector out",
            )
        elif not (
            any(isinstance(i, ast.Example) and not i.counter for i, _ in body.items)
            or _of_the_site(body.items)
        ):
            report.warn(
                "W209",
                scope,
                written.span,
                f"detector `{written.text}` has no example",
                help='`example "… [[value]] …"`',
            )


_SITE = ("roster_", "ner_")
"""How recognisers begin that ask what only the machine has: no example holds everywhere."""


def _of_the_site(items: Iterable[tuple[ast.DetectorItem, Scope]]) -> bool:
    """Whether all that a detector finds hangs on a roster or a model of the machine."""
    matches = [item for item, _ in items if isinstance(item, ast.Match)]
    patterns = [pattern for match in matches for pattern in match.patterns]
    return all(isinstance(p, ast.Recognizer) and p.name.text.startswith(_SITE) for p in patterns)


def _additive(report: Report, item: ast.DetectorItem) -> None:
    match item:
        case ast.Require():
            what = "require"
        case ast.Except():
            what = "except"
        case ast.Adjust(op="lower"):
            what = "lower"
        case _:
            return
    report.error(
        "E116",
        item.span,
        f"`{what}` in `extend` would narrow the detector",
        help="`extend` adds `match`, `raise`, examples and `cites` only",
        note="to narrow it, `override` it and say why",
    )


def _item(report: Report, item: ast.DetectorItem, scope: Scope) -> None:
    match item:
        case ast.Match():
            check_level(report, item.level)
            for pattern in item.patterns:
                _pattern(report, pattern, scope)
        case ast.Require():
            _evidence(report, item.evidence)
        case ast.Adjust():
            check_level(report, item.level)
            _evidence(report, item.evidence)
        case ast.Except():
            _except(report, item, scope)
        case ast.Example():
            _example(report, item)
        case ast.Cites():
            pass


def _pattern(report: Report, pattern: ast.Pattern, scope: Scope) -> None:
    match pattern:
        case ast.Regex():
            check_regex(report, pattern, scope, finds=True)
        case ast.Literal():
            if not pattern.text.value.strip():
                report.error("E111", pattern.span, "this literal is empty")
        case ast.Recognizer():
            if report.facts is not None and pattern.name.text not in report.facts.recognizers:
                _unknown(report, "recogniser", pattern.name, report.facts.recognizers)
        case ast.Sequence():
            pass


def _unknown(report: Report, what: str, name: ast.Name, known: Collection[str]) -> None:
    report.error(
        "E110",
        name.span,
        f"the engine has no {what} `{name.text}`",
        help=suggestion(name.text, known),
    )


def _evidence(report: Report, evidence: ast.Evidence) -> None:
    match evidence:
        case ast.Valid():
            facts = report.facts
            if facts is not None and evidence.validator.text not in facts.validators:
                _unknown(report, "validator", evidence.validator, facts.validators)
        case ast.Near():
            check_distance(report, evidence, evidence.within)
            if isinstance(evidence.terms, ast.ListValue):
                check_terms(report, evidence.terms)
        case ast.InField():
            if isinstance(evidence.fields, ast.ListValue):
                check_terms(report, evidence.fields)
        case ast.Entropy():
            pass


def _except(report: Report, item: ast.Except, scope: Scope) -> None:
    if item.exact is not None:
        check_terms(report, item.exact)
    if item.matching is not None:
        check_regex(report, item.matching, scope, finds=False)
    if item.evidence is not None:
        _evidence(report, item.evidence)


def _example(report: Report, item: ast.Example) -> None:
    check_level(report, item.level)
    if item.counter:
        if "[[" in item.text.value and "]]" in item.text.value:
            report.error("E104", item.text.span, "a counterexample marks nothing with `[[ ]]`")
        return
    read = marked(item.text.value)
    if read is None:
        report.error("E104", item.text.span, "the marks `[[` and `]]` don't pair")
    elif any(start == end for start, end in read[1]):
        report.error("E104", item.text.span, "`[[ ]]` marks no text")

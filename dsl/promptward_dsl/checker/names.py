"""Names: every one stands for something (E101), and what is declared is used (W201)."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from promptward_dsl import ast
from promptward_dsl.checker.report import Report, listed, suggestion
from promptward_dsl.program import Kind, Scope

__all__ = ["Reference", "check", "references"]

_PICKS = (Kind.CATEGORY, Kind.GROUP)
_ATTRIBUTES = {
    "actor.role": Kind.ROLE,
    "request.purpose": Kind.PURPOSE,
    "purpose": Kind.PURPOSE,
    "destination": Kind.DESTINATION,
    "request.destination": Kind.DESTINATION,
}


class Reference(NamedTuple):
    """A name that should stand for something of one of some kinds; `test` if a test says it."""

    name: ast.Name
    kinds: tuple[Kind, ...]
    scope: Scope
    test: bool = False


def check(report: Report) -> None:
    """
    E101 for names that stand for nothing, W201 for lexicons and roles that nobody names.

    A role that inherits another holds its rights, and so is used by whoever bears it.
    """
    program = report.program
    used: set[str] = set()
    for reference in references(report):
        text, scope = reference.name.text, reference.scope
        found = [program.find(kind, text, scope) for kind in reference.kinds]
        known = next((name for name in found if name is not None), None)
        if known is None:
            _undefined(report, reference)
        elif not reference.test:
            used |= {f"{kind} {known}" for kind in reference.kinds}
    for kind in (Kind.LEXICON, Kind.ROLE):
        for name, declared in program.named[kind].items():
            node = declared.node
            inherits = isinstance(node, ast.Role) and node.inherits
            if f"{kind} {name}" not in used and not inherits:
                short = node.name
                report.warn(
                    "W201", declared.scope, short.span, f"{kind} `{short.text}` is never used"
                )


def _undefined(report: Report, reference: Reference) -> None:
    program, (name, kinds, scope, _) = report.program, reference
    what = " or ".join(kinds)
    others = (kind for kind in Kind if program.find(kind, name.text, scope) is not None)
    other = next(others, None)
    if other is not None:
        finders = _finders(report, reference) if kinds == (Kind.DETECTOR,) else []
        help_ = f"what finds it: {listed(finders)}" if finders else None
        report.error("E101", name.span, f"`{name.text}` is a {other}, not a {what}", help=help_)
        return
    alias, dot, _ = name.text.partition(".")
    module = program.modules[scope.module]
    if dot and _refused(report, scope, alias):
        return  # told at the import, whose module can't be had
    if dot and alias not in module.imports and not _prefixed(report, scope, alias):
        help_ = suggestion(alias, module.imports)
        report.error(
            "E101",
            name.span,
            f"nothing is imported as `{alias}`",
            help=help_ if module.imports else f"write `import … as {alias}`",
        )
        return
    visible = [choice for kind in kinds for choice in program.visible(kind, scope)]
    help_ = suggestion(name.text, visible) or _alike(name.text, visible)
    if help_ is None and kinds == (Kind.DETECTOR,):
        help_ = "`promptward policy show` lists the detectors of each category"
    report.error("E101", name.span, f"there is no {what} `{name.text}`", help=help_)


def _finders(report: Report, reference: Reference) -> list[str]:
    """The detectors of the category that stands where a detector should, as they are written."""
    program, (name, _, scope, _) = report.program, reference
    wanted = program.find(Kind.CATEGORY, name.text, scope)
    found = []
    for text in program.visible(Kind.DETECTOR, scope):
        canonical = program.find(Kind.DETECTOR, text, scope)
        declared = program.detectors[canonical] if canonical else None
        if declared and wanted == program.find(
            Kind.CATEGORY, declared.node.finds.text, declared.scope
        ):
            found.append(text)
    return found


def _alike(name: str, choices: Iterable[str]) -> str | None:
    """The choices that share a word, or its beginning, with a name: `ipv4`, `ip_address`."""
    wanted = _words(name)
    near = [
        choice
        for choice in sorted(set(choices))
        if any(
            one.startswith(other) or other.startswith(one)
            for one in _words(choice)
            for other in wanted
        )
    ]
    return f"perhaps {listed(near)}" if near else None


def _words(name: str) -> list[str]:
    """The words of a name's last part that can tell it from others."""
    return [word for word in name.rpartition(".")[2].split("_") if len(word) > 1]


def _refused(report: Report, scope: Scope, alias: str) -> bool:
    """Whether an import that stands for `alias` brought nothing."""
    module = report.program.modules[scope.module]
    if alias in module.imports or _prefixed(report, scope, alias):
        return False
    for item in module.trees[0].module.items:
        if isinstance(item, ast.Import):
            named = item.alias.text if item.alias else item.module.text.rpartition(".")[2]
        elif isinstance(item, ast.ImportData):
            named = item.alias.text if item.alias else ""
        else:
            continue
        if named == alias:
            return True
    return False


def _prefixed(report: Report, scope: Scope, alias: str) -> bool:
    trees = report.program.modules[scope.module].trees
    return any(tree.prefix == f"{alias}." for tree in trees)


def references(report: Report) -> Iterator[Reference]:
    """Every name in the program that should stand for something."""
    program = report.program
    for kind in Kind:
        for declared in program.named[kind].values():
            yield from _of(declared.node, declared.scope)
    for amendment in program.amendments:
        node, scope = amendment.node, amendment.scope
        if isinstance(node, ast.Disable):
            yield Reference(node.target, (Kind(node.kind),), scope)
        else:
            yield Reference(node.target, (Kind.DETECTOR,), scope)
            yield from _items(node.items, scope)
    for test in program.tests:
        for reference in _test(test.node, test.scope):
            yield reference._replace(test=True)


def _of(node: object, scope: Scope) -> Iterator[Reference]:
    match node:
        case ast.Group():
            yield from _selected(node.members, scope)
        case ast.Detector():
            yield Reference(node.finds, (Kind.CATEGORY,), scope)
            yield from _items(node.items, scope)
        case ast.Destination():
            for pair in node.facts:
                if pair.key.text == "passes_to":
                    yield from _named(Kind.DESTINATION, _inside(pair.value), scope)
        case ast.Role():
            yield from _named(Kind.ROLE, node.inherits, scope)
        case ast.Purpose():
            yield from _named(Kind.ROLE, node.roles, scope)
            yield from _named(Kind.DESTINATION, node.destinations, scope)
            for need in node.needs:
                yield Reference(need.target, _PICKS, scope)
        case ast.Rule():
            yield from _rule(node, scope)
        case _:
            pass


def _named(kind: Kind, names: Iterable[ast.Name], scope: Scope) -> Iterator[Reference]:
    return (Reference(name, (kind,), scope) for name in names)


def _selected(selector: ast.Selector, scope: Scope) -> Iterator[Reference]:
    for name in (*selector.include, *selector.exclude):
        yield Reference(name, _PICKS, scope)


def _inside(value: ast.Value | None) -> Iterator[ast.Name]:
    match value:
        case ast.Name():
            yield value
        case ast.ListValue():
            for item in value.items:
                yield from _inside(item)
        case _:
            pass


def _items(items: Iterable[ast.DetectorItem], scope: Scope) -> Iterator[Reference]:
    for item in items:
        if isinstance(item, ast.Match):
            for pattern in item.patterns:
                if isinstance(pattern, ast.Sequence):
                    yield from _named(Kind.LEXICON, pattern.lexicons, scope)
        evidence = getattr(item, "evidence", None)
        if isinstance(evidence, ast.Near) and isinstance(evidence.terms, ast.Name):
            yield Reference(evidence.terms, (Kind.LEXICON,), scope)


def _rule(rule: ast.Rule, scope: Scope) -> Iterator[Reference]:
    for condition in rule.when:
        yield from _condition(condition, scope)
    for then in rule.then:
        if isinstance(then, ast.ThenTransform):
            yield from _selected(then.selector, scope)
    yield from _duties(rule.oblige, scope)


def _duties(duties: Iterable[ast.Obligation], scope: Scope) -> Iterator[Reference]:
    for duty in duties:
        if duty.contact is not None:
            yield Reference(duty.contact, (Kind.CONTACT,), scope)


def _condition(condition: ast.Condition, scope: Scope) -> Iterator[Reference]:
    match condition:
        case ast.And() | ast.Or():
            for one in condition.conditions:
                yield from _condition(one, scope)
        case ast.Not():
            yield from _condition(condition.condition, scope)
        case ast.Contains():
            yield from _selected(condition.selector, scope)
            if condition.proximity is not None:
                yield from _selected(condition.proximity.selector, scope)
        case ast.Attribute():
            kind = _ATTRIBUTES.get(condition.path.text)
            if kind is not None:
                yield from _named(kind, _inside(condition.value), scope)


def _test(test: ast.Test, scope: Scope) -> Iterator[Reference]:
    for pair in test.given:
        kind = _ATTRIBUTES.get(pair.key.text)
        if kind is not None:
            yield from _named(kind, _inside(pair.value), scope)
    for expect in test.expect:
        match expect:
            case ast.ExpectVerdict(by=ast.Name() as name):
                yield Reference(name, (Kind.RULE,), scope)
            case ast.ExpectTransform() | ast.ExpectAbsent():
                yield Reference(expect.target, _PICKS, scope)
            case ast.ExpectOblige():
                yield from _duties(expect.obligations, scope)
            case _:
                pass

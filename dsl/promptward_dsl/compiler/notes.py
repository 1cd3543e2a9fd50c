"""What travels beside the IR, compiled: places, titles, citations, waivers, examples and tests."""

from collections.abc import Iterable, Iterator

from promptward_dsl import ast
from promptward_dsl.compiler.condition import obligation
from promptward_dsl.defaults import disposition
from promptward_dsl.ir import Json
from promptward_dsl.marks import marked
from promptward_dsl.notes import At, Example, Expectation, Notes, TestCase, Weakening
from promptward_dsl.program import Declared, DetectorBody, Kind, Program, Scope
from promptward_dsl.span import SourceSpan, line_and_column

__all__ = ["notes"]


def notes(program: Program) -> Notes:
    """Everything beside the IR."""
    at: dict[str, At] = {}
    titles: dict[str, str] = {}
    cites: dict[str, tuple[str, ...]] = {}
    advise: dict[str, str] = {}
    place = _Places(program)
    for kind, declared in program.named.items():
        for name, one in declared.items():
            key = f"{kind} {name}"
            at[key] = place(one.node.name.span)
            title = getattr(one.node, "title", None)
            if isinstance(title, ast.Text):
                titles[key] = title.value
            if isinstance(one.node, ast.Rule | ast.Purpose) and one.node.cites:
                cites[key] = _cited(one.node.cites)
            if isinstance(one.node, ast.Rule) and one.node.advise:
                advise[key] = " ".join(text.value for text in one.node.advise)
    active = [
        (name, body)
        for name, body in sorted(program.bodies.items())
        if program.active(Kind.DETECTOR, name)
    ]
    for name, body in active:
        cited = _cited(item for item, _ in body.items if isinstance(item, ast.Cites))
        if cited:
            cites[f"detector {name}"] = cited
    return Notes(
        at=dict(sorted(at.items())),
        titles=dict(sorted(titles.items())),
        cites=dict(sorted(cites.items())),
        advise=dict(sorted(advise.items())),
        weakenings=tuple(sorted(_weakenings(program, place))),
        examples=tuple(e for name, body in active for e in _examples(name, body, place)),
        tests=tuple(_test(program, declared, place) for declared in program.tests),
    )


class _Places:
    """Spans with their line; counts the lines of each source once."""

    def __init__(self, program: Program) -> None:
        self._texts = {
            tree.module.file: tree.module.source
            for module in program.modules.values()
            for tree in module.trees
        }

    def __call__(self, span: SourceSpan) -> At:
        line, _ = line_and_column(self._texts.get(span.file, ""), span.start)
        return At(span.file, span.start, span.end, line)


def _cited(cites: Iterable[ast.Cites]) -> tuple[str, ...]:
    return tuple(sorted({one.source.value for one in cites}))


def _weakenings(program: Program, place: _Places) -> Iterator[Weakening]:
    for amendment in program.amendments:
        node, target = amendment.node, amendment.target
        if target is None or isinstance(node, ast.Extend):
            continue
        where = place(node.target.span)
        if isinstance(node, ast.Override):
            key = f"detector {target}"
            yield Weakening("override", key, node.because.value, None, where)
        else:
            key = f"{node.kind} {target}"
            if program.disabled.get(key) is amendment:
                until = node.until.text if node.until else None
                yield Weakening("disable", key, node.because.value, until, where)


# ---------------------------------------------------------------------- examples


def _examples(name: str, body: DetectorBody, place: _Places) -> Iterator[Example]:
    for item, _ in body.items:
        if not isinstance(item, ast.Example):
            continue
        unmarked = (item.text.value, ())
        text, spans = unmarked if item.counter else marked(item.text.value) or unmarked
        level = item.level.text if item.level else None
        yield Example(name, text, spans, level, item.counter, place(item.text.span))


# ---------------------------------------------------------------------- tests


def _test(program: Program, declared: Declared[ast.Test], place: _Places) -> TestCase:
    node, scope = declared.node, declared.scope
    given = {
        pair.key.text.removeprefix("request."): _given(program, scope, pair) for pair in node.given
    }
    return TestCase(
        node.name.value,
        given,
        node.prompt.value if node.prompt else "",
        tuple(e for one in node.expect for e in _expectations(program, scope, one, place)),
        place(node.name.span),
    )


_REFERS = {
    "actor.role": Kind.ROLE,
    "purpose": Kind.PURPOSE,
    "destination": Kind.DESTINATION,
}


def _given(program: Program, scope: Scope, pair: ast.Pair) -> Json:
    kind = _REFERS.get(pair.key.text.removeprefix("request."))

    def plain(value: ast.Value) -> Json:
        match value:
            case ast.ListValue():
                return [plain(item) for item in value.items]
            case ast.Text() | ast.Flag() | ast.Number():
                return value.value
            case ast.Name():
                return (program.find(kind, value.text, scope) if kind else None) or value.text
            case ast.Date():
                return value.text
            case ast.Until():
                return None

    return plain(pair.value)


def _expectations(
    program: Program, scope: Scope, expect: ast.Expect, place: _Places
) -> Iterator[Expectation]:
    where = place(expect.span)
    match expect:
        case ast.ExpectVerdict():
            by = program.find(Kind.RULE, expect.by.text, scope) if expect.by else None
            yield Expectation("verdict", (expect.verdict.text, by or ""), where)
        case ast.ExpectTransform():
            transform = expect.transform
            # What the test leaves open stays open: `date_shift` expects any range of days.
            stated = transform.grain is not None or transform.count is not None
            arg = disposition(transform).arg if stated else None
            target = _target(program, scope, expect.target)
            argument = "" if arg is None else str(arg)
            yield Expectation("transform", (target, transform.op, argument), where)
        case ast.ExpectAbsent():
            yield Expectation("absent", (_target(program, scope, expect.target),), where)
        case ast.ExpectOblige():
            for duty in expect.obligations:
                due = obligation(program, scope, duty)
                minutes = "" if due.minutes is None else str(due.minutes)
                yield Expectation("oblige", (due.kind, due.argument, minutes), where)
        case ast.ExpectText():
            yield Expectation("text", (expect.text.value,), where)


def _target(program: Program, scope: Scope, name: ast.Name) -> str:
    found = program.find(Kind.CATEGORY, name.text, scope)
    return found or program.find(Kind.GROUP, name.text, scope) or name.text

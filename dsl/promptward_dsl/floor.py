"""
The floor: what a nearer policy may not weaken, and how each way of trying is refused (E118).

Rules of the floor hold whatever is near, by construction: they are joined with the rest. What is
refused here is what could take something away, or stand in its place.
"""

from collections.abc import Iterator

from promptward_dsl import ast
from promptward_dsl.defaults import DEFAULTS, disposition
from promptward_dsl.diagnostics import Diagnostic, Related
from promptward_dsl.hosts import share_an_address
from promptward_dsl.ir import DefaultsIR
from promptward_dsl.lattice import Confidence, Disposition, Verdict, at_least
from promptward_dsl.meaning import needs, stated_defaults
from promptward_dsl.program import Declared, Kind, NamedNode, Program, Scope
from promptward_dsl.span import SourceSpan

__all__ = ["check_floor"]


def check_floor(program: Program) -> list[Diagnostic]:
    """Every way in which the nearer policy would weaken the floor; none without a floor."""
    if program.floor is None:
        return []
    return [
        *_amendments(program),
        *_shadows(program),
        *_same_host(program),
        *_purposes(program),
        *_grants(program),
        *_roles(program),
        *_defaults(program),
    ]


def _refused(span: SourceSpan, message: str, what: str, floor: Declared[NamedNode]) -> Diagnostic:
    where = floor.node.name.span
    return Diagnostic(
        "E118",
        span,
        message,
        note=f"{what} `{floor.name}` belongs to the floor (`{where.file}`), "
        "which nearer policies may only tighten",
        related=(Related(where, "declared by the floor"),),
    )


def _of_layer(
    program: Program, kind: Kind, *, floor: bool
) -> Iterator[tuple[str, Declared[NamedNode]]]:
    for declared in program.named[kind].values():
        if program.in_floor(declared.scope) == floor:
            yield program.local(declared), declared


# ---------------------------------------------------------------------- taking away


def _amendments(program: Program) -> Iterator[Diagnostic]:
    for amendment in program.amendments:
        node, target = amendment.node, amendment.target
        if isinstance(node, ast.Extend) or target is None or program.in_floor(amendment.scope):
            continue
        kind = Kind(node.kind) if isinstance(node, ast.Disable) else Kind.DETECTOR
        declared = program.named[kind][target]
        if program.in_floor(declared.scope):
            verb = "disable" if isinstance(node, ast.Disable) else "override"
            message = f"`{verb}` of `{node.target.text}` would weaken the floor"
            yield _refused(node.target.span, message, kind, declared)


# ---------------------------------------------------------------------- standing in its place


def _shadows(program: Program) -> Iterator[Diagnostic]:
    """A caller's bare name for a destination or role has to keep meaning the floor's."""
    for kind in (Kind.DESTINATION, Kind.ROLE):
        floors = dict(_of_layer(program, kind, floor=True))
        for short, declared in _of_layer(program, kind, floor=False):
            if short in floors:
                better = _better_facts(floors[short], declared)
                more = (
                    f", with another {', '.join(f'`{fact}`' for fact in better)}" if better else ""
                )
                message = f"{kind} `{short}` would stand in the place of the floor's{more}"
                yield _refused(declared.node.name.span, message, kind, floors[short])


def _same_host(program: Program) -> Iterator[Diagnostic]:
    """A second name for the floor's endpoint, with other facts, would go around its facts."""
    floors = [d for _, d in _of_layer(program, Kind.DESTINATION, floor=True)]
    for short, declared in _of_layer(program, Kind.DESTINATION, floor=False):
        host = _host(declared)
        for other in floors:
            theirs = _host(other)
            if host is None or theirs is None or not share_an_address(host, theirs):
                continue
            if program.local(other) != short and _better_facts(other, declared, _AT_A_HOST):
                message = f"destination `{short}` is the floor's host with other facts"
                yield _refused(declared.node.name.span, message, Kind.DESTINATION, other)


def _host(declared: Declared[NamedNode]) -> str | None:
    match _facts(declared).get("host"):
        case ast.Text(value=host) | ast.Name(text=host):
            return host
        case _:
            return None


def _facts(declared: Declared[NamedNode]) -> dict[str, ast.Value]:
    node = declared.node
    return {p.key.text: p.value for p in node.facts} if isinstance(node, ast.Destination) else {}


_RISKS = ("baa", "region", "trains_on_data", "retention_days", "encrypted", "kind", "vendor")
_AT_A_HOST = (*_RISKS, "covers")


def _better_facts(
    floor: Declared[NamedNode], nearer: Declared[NamedNode], facts: tuple[str, ...] = _RISKS
) -> list[str]:
    """The facts that rules ask about and that the nearer one states differently."""
    theirs, ours = _facts(floor), _facts(nearer)
    return [fact for fact in facts if fact in ours and ours[fact] != theirs.get(fact)]


def _roles(program: Program) -> Iterator[Diagnostic]:
    """A nearer role that inherits one the floor grants something to would be granted it too."""
    granted: dict[str, Declared[NamedNode]] = {}
    for kind in (Kind.PURPOSE, Kind.RULE):
        for _, declared in _of_layer(program, kind, floor=True):
            for role in _roles_named(program, declared):
                granted.setdefault(role, declared)
    for short, declared in _of_layer(program, Kind.ROLE, floor=False):
        for role in sorted(program.inherited(declared.name)):
            if role in granted and program.in_floor(program.roles[role].scope):
                message = f"role `{short}` would be given what the floor gives to `{role}`"
                by = granted[role]
                kind = Kind.PURPOSE if isinstance(by.node, ast.Purpose) else Kind.RULE
                yield _refused(declared.node.name.span, message, kind, by)
                break


def _roles_named(program: Program, declared: Declared[NamedNode]) -> Iterator[str]:
    def inside(condition: ast.Condition) -> Iterator[ast.Name]:
        match condition:
            case ast.And() | ast.Or():
                for one in condition.conditions:
                    yield from inside(one)
            case ast.Not():
                yield from inside(condition.condition)
            case ast.Attribute(path=ast.Name(text="actor.role"), value=value):
                items = value.items if isinstance(value, ast.ListValue) else (value,)
                yield from (item for item in items if isinstance(item, ast.Name))
            case _:
                pass

    node = declared.node
    names: list[ast.Name] = []
    if isinstance(node, ast.Purpose):
        names += node.roles
    elif isinstance(node, ast.Rule):
        names += [name for condition in node.when for name in inside(condition)]
    for name in names:
        found = program.find(Kind.ROLE, name.text, declared.scope)
        if found is not None:
            yield found


# ---------------------------------------------------------------------- opening wider


def _purposes(program: Program) -> Iterator[Diagnostic]:
    """A purpose of the same bare name is what callers get: it may only be tighter."""
    floors = dict(_of_layer(program, Kind.PURPOSE, floor=True))
    for short, declared in _of_layer(program, Kind.PURPOSE, floor=False):
        floor = floors.get(short)
        if floor is None:
            continue
        looser = _looser(program, program.purposes[floor.name], program.purposes[declared.name])
        if looser is not None:
            message = f"purpose `{short}` is looser than the floor's: {looser}"
            yield _refused(declared.node.name.span, message, Kind.PURPOSE, floor)


def _looser(
    program: Program, floor: Declared[ast.Purpose], nearer: Declared[ast.Purpose]
) -> str | None:
    """The first thing that the nearer purpose grants and the floor's does not."""
    allowed = _found(program, Kind.ROLE, floor.node.roles, floor.scope)
    for name in nearer.node.roles:
        role = program.find(Kind.ROLE, name.text, nearer.scope)
        if role is not None and not program.inherited(role) & allowed:
            return f"it grants role `{name.text}`"
    reached = _found(program, Kind.DESTINATION, floor.node.destinations, floor.scope)
    for name in nearer.node.destinations:
        if program.find(Kind.DESTINATION, name.text, nearer.scope) not in reached:
            return f"it grants destination `{name.text}`"
    strict, loose = _granted(program, floor), _granted(program, nearer)
    for category in sorted(program.categories):
        if not at_least(loose(category), strict(category)):
            short = category.rpartition(".")[2]
            return f"`{short}` gets `{loose(category)}`, not `{strict(category)}`"
    basis = floor.node.basis.text if floor.node.basis else None
    if basis is not None and (nearer.node.basis is None or nearer.node.basis.text != basis):
        return f"it is not on `basis {basis}`"
    return None


def _found(
    program: Program, kind: Kind, names: tuple[ast.Name, ...], scope: Scope
) -> frozenset[str]:
    found = (program.find(kind, name.text, scope) for name in names)
    return frozenset(name for name in found if name is not None)


class _granted:  # noqa: N801  # reads as the function it is
    """What a purpose does with a category."""

    def __init__(self, program: Program, purpose: Declared[ast.Purpose]) -> None:
        self._needs = needs(program, purpose)
        self._otherwise = disposition(purpose.node.otherwise)

    def __call__(self, category: str) -> Disposition:
        return self._needs.get(category, self._otherwise)


def _grants(program: Program) -> Iterator[Diagnostic]:
    """A grant that a rule of the floor takes back on every finding promises what it can't keep."""
    rules = [
        (program.rules[declared.name], declared)
        for _, declared in _of_layer(program, Kind.RULE, floor=True)
        if program.active(Kind.RULE, declared.name)
    ]
    for _, purpose in _of_layer(program, Kind.PURPOSE, floor=False):
        node = purpose.node
        if not isinstance(node, ast.Purpose):
            continue
        for need in node.needs:
            asked = disposition(need.transform)
            for category in sorted(program.categories_of(need.target, purpose.scope)):
                taken = next(
                    (floor for rule, floor in rules if _takes(program, rule, category, asked)),
                    None,
                )
                if taken is not None:
                    message = (
                        f"`{need.target.text} {asked}` grants what a rule of the floor always "
                        "takes back"
                    )
                    yield _refused(need.target.span, message, Kind.RULE, taken)
                    break


def _takes(program: Program, rule: Declared[ast.Rule], category: str, asked: Disposition) -> bool:
    """Whether a rule fires on every finding of a category and makes `asked` stricter."""
    if asked.op == "redact":
        return False
    if not all(_always(program, rule.scope, one, category) for one in rule.node.when):
        return False
    for then in rule.node.then:
        if isinstance(then, ast.ThenVerdict):
            if then.verdict.text == "block":
                return True
        elif category in program.select(then.selector, rule.scope) and not at_least(
            asked, disposition(then.transform)
        ):
            return True
    return False


def _always(program: Program, scope: Scope, condition: ast.Condition, category: str) -> bool:
    """Whether a condition holds for each request with a finding of the category, at `act_on`."""
    match condition:
        case ast.And():
            return all(_always(program, scope, c, category) for c in condition.conditions)
        case ast.Or():
            return any(_always(program, scope, c, category) for c in condition.conditions)
        case ast.Contains(proximity=None):
            quantity = condition.quantity
            one = quantity is None or quantity.kind == "any"
            one = one or (quantity is not None and quantity.kind == "min" and quantity.count == 1)
            low = condition.level is None or condition.level.text == "low"
            return one and low and category in program.select(condition.selector, scope)
        case _:
            return False


# ---------------------------------------------------------------------- defaults


def _defaults(program: Program) -> Iterator[Diagnostic]:
    floors: dict[str, str] = {}
    for declared in program.defaults:
        if program.in_floor(declared.scope):
            for key, word in stated_defaults(declared).items():
                if key not in floors or _looser_word(key, floors[key], word):
                    floors[key] = word
    built_in = {**DEFAULTS._asdict(), "act_on": DEFAULTS.act_on.word}
    for declared in program.defaults:
        if program.in_floor(declared.scope):
            continue
        # What a floor leaves unsaid it means as it is; what an import states only ever tightens.
        unsaid = built_in if declared.scope.module == program.entry else {}
        for pair in declared.node.pairs:
            key = pair.key.text
            word = pair.value.text if isinstance(pair.value, ast.Name) else ""
            floor = floors.get(key, unsaid.get(key, word))
            if _looser_word(key, word, floor):
                yield Diagnostic(
                    "E118",
                    pair.span,
                    f"`{key}: {word}` is looser than the floor's `{key}: {floor}`",
                    note=f"the floor is `{program.modules[program.floor or ''].source.label}`"
                    + ("" if key in floors else ", and what it does not state is built in"),
                )


def _looser_word(key: str, word: str, floor: str) -> bool:
    if key not in DefaultsIR._fields:
        return False
    order = Confidence.__members__ if key == "act_on" else Verdict.__members__
    if word.upper() not in order or floor.upper() not in order:
        return False
    looser, strict = order[word.upper()], order[floor.upper()]
    # The lower the level that is acted on, the more findings are: stricter.
    return looser > strict if key == "act_on" else looser < strict

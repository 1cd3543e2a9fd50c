"""The world: facts of destinations, defaults, and circles of roles and parties (E103, E104, …)."""

from collections.abc import Iterable, Iterator

from promptward_dsl import ast
from promptward_dsl.checker.domains import check_value
from promptward_dsl.checker.report import Report, listed, suggestion
from promptward_dsl.program import Kind
from promptward_dsl.vocabulary import DEFAULT_KEYS, FACTS, STATED_FACTS, Domain

__all__ = ["check"]


def check(report: Report) -> None:
    """Destinations, defaults and roles."""
    for destination in report.program.destinations.values():
        node = destination.node
        _pairs(report, f"destination `{node.name.text}`", node.facts, FACTS)
        stated = {pair.key.text for pair in node.facts}
        missing = [fact for fact in STATED_FACTS if fact not in stated]
        # A fact that seems to be missing may be the one whose key is misspelt.
        if missing and stated <= FACTS.keys():
            report.warn(
                "W213",
                destination.scope,
                node.name.span,
                f"`{node.name.text}` does not state {listed(missing)}",
                help="state it, whatever it is" if len(missing) == 1 else "state them",
                note="a fact that is left out counts as the worst",
            )
    for defaults in report.program.defaults:
        _pairs(report, "`defaults`", defaults.node.pairs, DEFAULT_KEYS)
    _rings(report, Kind.ROLE, "inherits")
    _rings(report, Kind.DESTINATION, "passes to")


def _pairs(
    report: Report, where: str, pairs: Iterable[ast.Pair], known: dict[str, Domain]
) -> None:
    seen: dict[str, ast.Pair] = {}
    for pair in pairs:
        key = pair.key.text
        domain = known.get(key)
        if domain is None:
            gone = key == "on_error"
            report.error(
                "E103",
                pair.key.span,
                f"unknown key `{key}` in {where}",
                help="remove it: an engine error is always a block"
                if gone
                else suggestion(key, known),
            )
        elif key in seen:
            report.error("E102", pair.key.span, f"`{key}` is stated twice in {where}")
        else:
            check_value(report, key, domain, pair.value)
        seen.setdefault(key, pair)


def _next(node: object) -> Iterator[ast.Name]:
    """The roles that a role inherits, the destinations that a destination passes to."""
    if isinstance(node, ast.Role):
        yield from node.inherits
    elif isinstance(node, ast.Destination):
        for pair in node.facts:
            if pair.key.text == "passes_to":
                value = pair.value
                items = value.items if isinstance(value, ast.ListValue) else (value,)
                yield from (item for item in items if isinstance(item, ast.Name))


def _rings(report: Report, kind: Kind, verb: str) -> None:
    """E122, once for each ring, at its first declaration, with the way round."""
    program = report.program
    after: dict[str, list[str]] = {}
    for name, declared in program.named[kind].items():
        found = (program.find(kind, n.text, declared.scope) for n in _next(declared.node))
        after[name] = [other for other in found if other is not None]
    told: set[str] = set()
    for name, declared in program.named[kind].items():
        ring = () if name in told else _ring(name, after)
        if ring:
            told.update(ring)
            written = declared.node.name
            way = f" {verb} ".join(f"`{one.rpartition('.')[2]}`" for one in (*ring, name))
            report.error("E122", written.span, f"{kind} `{written.text}` {verb} itself", note=way)


def _ring(start: str, after: dict[str, list[str]]) -> tuple[str, ...]:
    """The shortest way from a name back to itself, without its end; empty if there is none."""
    came: dict[str, str] = {}
    waiting = [start]
    for name in waiting:
        for other in after.get(name, ()):
            if other == start:
                ring = [name]
                while ring[-1] != start:
                    ring.append(came[ring[-1]])
                return tuple(reversed(ring))
            if other not in came:
                came[other] = name
                waiting.append(other)
    return ()

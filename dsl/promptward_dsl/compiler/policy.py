"""
From the program to the compiled policy: IR, notes and word lists.

Expects a program without errors. Everything is sorted, so that the order of declarations, files
and items leaves no trace in the policy id.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, TypeVar

from promptward_dsl import ast
from promptward_dsl.compiler.condition import condition, obligation
from promptward_dsl.compiler.detector import detector
from promptward_dsl.compiler.notes import notes
from promptward_dsl.defaults import disposition
from promptward_dsl.ir import (
    CategoryIR,
    DestinationIR,
    DetectorIR,
    LexiconIR,
    PolicyIR,
    PurposeIR,
    RuleIR,
    lexicon_hash,
)
from promptward_dsl.lattice import Disposition, Verdict
from promptward_dsl.meaning import effective_defaults, needs, preferred_name
from promptward_dsl.notes import Notes
from promptward_dsl.program import Declared, Kind, Program

__all__ = ["Compiled", "compile_program"]


class Compiled(NamedTuple):
    """A compiled policy; `lexicons` are the words of `ir.lexicons`, by the same names."""

    ir: PolicyIR
    notes: Notes
    lexicons: dict[str, tuple[str, ...]]


def compile_program(program: Program) -> Compiled:
    """The compiled policy of a program without errors."""
    detectors = {
        name: detector(program, body)
        for name, body in sorted(program.bodies.items())
        if program.active(Kind.DETECTOR, name)
    }
    used = {name for compiled in detectors.values() for name in _lexicons_of(compiled)}
    entry = program.modules[program.entry]
    ir = PolicyIR(
        name=entry.name,
        version=entry.version,
        defaults=effective_defaults(program),
        categories=_each(program.categories, _category),
        groups={name: tuple(sorted(c)) for name, c in sorted(program.members.items())},
        lexicons={name: _lexicon(program, name) for name in sorted(used)},
        detectors=detectors,
        destinations=_each(program.destinations, lambda d: _destination(program, d)),
        roles={name: tuple(sorted(program.inherited(name))) for name in sorted(program.roles)},
        contacts=_each(program.contacts, lambda d: d.node.address.value),
        purposes=_each(program.purposes, lambda d: _purpose(program, d)),
        rules={
            name: _rule(program, declared)
            for name, declared in sorted(program.rules.items())
            if program.active(Kind.RULE, name)
        },
        names=_names(program),
    )
    return Compiled(ir, notes(program), {name: program.words[name] for name in sorted(used)})


T = TypeVar("T")
N = TypeVar("N")


def _each(
    declared: Mapping[str, Declared[N]], compile_one: Callable[[Declared[N]], T]
) -> dict[str, T]:
    return {name: compile_one(one) for name, one in sorted(declared.items())}


def _category(declared: Declared[ast.Category]) -> CategoryIR:
    node = declared.node
    return CategoryIR(node.value_type.text, node.letter.text if node.letter else None)


def _lexicon(program: Program, name: str) -> LexiconIR:
    node, words = program.lexicons[name].node, program.words[name]
    return LexiconIR(node.fuzzy, node.cased, len(words), lexicon_hash(words))


def _lexicons_of(compiled: DetectorIR) -> Iterable[str]:
    for match in compiled.match:
        if match.kind == "sequence":
            yield from match.pattern
    evidence = [*compiled.require, *(e for _, e in (*compiled.raises, *compiled.lowers))]
    evidence += [e.evidence for e in compiled.excepts if e.evidence]
    yield from (e.lexicon for e in evidence if e.lexicon)


# ---------------------------------------------------------------------- destinations


def _destination(program: Program, declared: Declared[ast.Destination]) -> DestinationIR:
    fields: dict[str, object] = {"floor": program.in_floor(declared.scope)}
    for pair in declared.node.facts:
        key, value = pair.key.text, pair.value
        match key, value:
            case "baa", ast.Until(start=start, end=end):
                fields |= {
                    "baa": "until",
                    "baa_from": start.text if start else None,
                    "baa_until": end.text,
                }
            case "passes_to", _:
                found = (
                    program.find(Kind.DESTINATION, text, declared.scope) for text in texts(value)
                )
                names = tuple(sorted({name for name in found if name is not None}))
                fields[key] = names
            case (("paths" | "models" | "covers"), _):
                fields[key] = tuple(sorted(set(texts(value))))
            case _, (ast.Flag() | ast.Number()):
                fields[key] = value.value
            case _:
                fields[key] = "".join(texts(value))
    return DestinationIR(**fields)  # type: ignore[arg-type]  # the checker knows the keys


def texts(value: ast.Value) -> tuple[str, ...]:
    """The words of a value: one for a word or string, several for a list, else none."""
    match value:
        case ast.Text():
            return (value.value,)
        case ast.Name() | ast.Date():
            return (value.text,)
        case ast.ListValue():
            return tuple(text for item in value.items for text in texts(item))
        case _:
            return ()


# ---------------------------------------------------------------------- purposes


def _purpose(program: Program, declared: Declared[ast.Purpose]) -> PurposeIR:
    node, scope = declared.node, declared.scope
    roles = (program.find(Kind.ROLE, name.text, scope) for name in node.roles)
    reached = (program.find(Kind.DESTINATION, name.text, scope) for name in node.destinations)
    return PurposeIR(
        tuple(sorted({name for name in roles if name is not None})),
        tuple(sorted({name for name in reached if name is not None})),
        node.basis.text if node.basis else None,
        dict(sorted(needs(program, declared).items())),
        disposition(node.otherwise),
    )


# ---------------------------------------------------------------------- rules and names


def _rule(program: Program, declared: Declared[ast.Rule]) -> RuleIR:
    node, scope = declared.node, declared.scope
    verdicts = [then.verdict.text for then in node.then if isinstance(then, ast.ThenVerdict)]
    transforms: dict[Disposition, frozenset[str]] = {}
    for then in node.then:
        if isinstance(then, ast.ThenTransform) and then.transform.op != "keep":
            asked = disposition(then.transform)
            picked = program.select(then.selector, scope)
            transforms[asked] = transforms.get(asked, frozenset()) | picked
    return RuleIR(
        condition(program, scope, node.when),
        max(verdicts, key=lambda word: Verdict[word.upper()]) if verdicts else None,
        tuple(
            sorted(
                ((asked, tuple(sorted(picked))) for asked, picked in transforms.items()),
                key=lambda pair: (str(pair[0]), pair[1]),
            )
        ),
        tuple(
            sorted(
                {obligation(program, scope, duty) for duty in node.oblige},
                key=lambda o: (o.kind, o.argument, -1 if o.minutes is None else o.minutes),
            )
        ),
    )


def _names(program: Program) -> dict[str, str]:
    """
    What callers may write for a destination, purpose or role.

    The canonical name; the name as the entry would write it; and the bare name, where only one
    thing has it, or where the floor or else the entry itself declares it.
    """
    names: dict[str, str] = {}
    bare: dict[str, set[str]] = {}
    for kind in (Kind.DESTINATION, Kind.PURPOSE, Kind.ROLE):
        for name, declared in program.named[kind].items():
            names[name] = name
            bare.setdefault(program.local(declared), set()).add(name)
        for written in program.visible(kind, program.entry_scope):
            found = program.find(kind, written, program.entry_scope)
            if found is not None and "." in written:
                names[written] = found
    for short, meant in bare.items():
        chosen = preferred_name(program, short, meant)
        if chosen is not None:
            names[short] = chosen
    return dict(sorted(names.items()))

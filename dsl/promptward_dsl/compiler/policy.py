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
from promptward_dsl.defaults import DEFAULTS, disposition
from promptward_dsl.floor import preferred_name
from promptward_dsl.ir import (
    CategoryIR,
    DefaultsIR,
    DestinationIR,
    DetectorIR,
    LexiconIR,
    PolicyIR,
    PurposeIR,
    RuleIR,
    lexicon_hash,
)
from promptward_dsl.lattice import Confidence, Disposition, Verdict
from promptward_dsl.notes import Notes
from promptward_dsl.program import Declared, Kind, Program

__all__ = ["Compiled", "compile_program", "effective_defaults", "needs"]


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
    facts = {pair.key.text: pair.value for pair in declared.node.facts}
    compiled = DestinationIR()
    for key, value in facts.items():
        match key, value:
            case "baa", ast.Until(start=start, end=end):
                compiled = compiled._replace(
                    baa="until", baa_from=start.text if start else None, baa_until=end.text
                )
            case "passes_to", _:
                found = (
                    program.find(Kind.DESTINATION, text, declared.scope) for text in texts(value)
                )
                names = tuple(sorted({name for name in found if name is not None}))
                compiled = compiled._replace(passes_to=names)
            case (("paths" | "models" | "covers"), _):
                compiled = compiled._replace(**{key: tuple(sorted(set(texts(value))))})
            case _, (ast.Flag() | ast.Number()):
                compiled = compiled._replace(**{key: value.value})
            case _:
                compiled = compiled._replace(**{key: "".join(texts(value))})
    return compiled


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


# ---------------------------------------------------------------------- purposes and defaults


def needs(program: Program, declared: Declared[ast.Purpose]) -> dict[str, Disposition]:
    """The disposition of each category that a purpose lists, groups expanded."""
    return {
        category: disposition(need.transform)
        for need in declared.node.needs
        for category in sorted(program.categories_of(need.target, declared.scope))
    }


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


def effective_defaults(program: Program) -> DefaultsIR:
    """
    The defaults that hold: the entry's word, else the strictest of the built-in ones and of what
    imports state; and never looser than what the floor states.
    """
    chosen = DEFAULTS
    for declared in program.defaults:
        if declared.scope.module != program.entry:
            chosen = _strictest(chosen, _stated(declared))
    for declared in program.defaults:
        if declared.scope.module == program.entry:
            chosen = _with(chosen, _stated(declared))
    for declared in program.defaults:
        if program.in_floor(declared.scope):
            chosen = _strictest(chosen, _stated(declared))
    return chosen


def _stated(declared: Declared[ast.Defaults]) -> dict[str, str]:
    return {p.key.text: p.value.text for p in declared.node.pairs if isinstance(p.value, ast.Name)}


def _with(defaults: DefaultsIR, stated: dict[str, str]) -> DefaultsIR:
    plain = {key: word for key, word in stated.items() if key != "act_on"}
    level = Confidence[stated["act_on"].upper()] if "act_on" in stated else defaults.act_on
    return DefaultsIR(**{**defaults._asdict(), **plain, "act_on": level})


def _strictest(one: DefaultsIR, stated: dict[str, str]) -> DefaultsIR:
    other = _with(one, stated)
    # The lower the level that is acted on, the more findings are: stricter.
    return DefaultsIR(
        min(one.act_on, other.act_on),
        *(max(pair, key=_verdict) for pair in zip(one[1:], other[1:], strict=True)),
    )


def _verdict(word: str) -> Verdict:
    return Verdict[word.upper()]


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
        max(verdicts, key=_verdict) if verdicts else None,
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
    for short, found in bare.items():
        chosen = preferred_name(program, short, found)
        if chosen is not None:
            names[short] = chosen
    return dict(sorted(names.items()))

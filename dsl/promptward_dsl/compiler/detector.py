"""Detectors, compiled: patterns and evidence with canonical names, sorted."""

from collections.abc import Iterable
from typing import TypeVar

from promptward_dsl import ast
from promptward_dsl.ir import DetectorIR, EvidenceIR, ExceptIR, MatchIR
from promptward_dsl.lattice import Confidence
from promptward_dsl.program import DetectorBody, Kind, Program, Scope

__all__ = ["detector"]


def detector(program: Program, body: DetectorBody) -> DetectorIR:
    """One detector as amended."""
    matches: list[MatchIR] = []
    require: list[EvidenceIR] = []
    adjusts: dict[str, list[tuple[Confidence, EvidenceIR]]] = {"raise": [], "lower": []}
    excepts: list[ExceptIR] = []
    for item, scope in body.items:
        match item:
            case ast.Match():
                matches += _matches(program, scope, item)
            case ast.Require():
                require.append(_evidence(program, scope, item.evidence))
            case ast.Adjust():
                found = _evidence(program, scope, item.evidence)
                adjusts[item.op].append((_level(item.level), found))
            case ast.Except():
                excepts.append(_except(program, scope, item))
            case _:
                pass
    finds = body.declared.node.finds.text
    return DetectorIR(
        program.find(Kind.CATEGORY, finds, body.declared.scope) or finds,
        _sorted(matches),
        _sorted(require),
        _sorted(adjusts["raise"]),
        _sorted(adjusts["lower"]),
        _sorted(excepts),
    )


T = TypeVar("T")


def _sorted(items: Iterable[T]) -> tuple[T, ...]:
    # `repr` orders None beside strings, which a plain comparison of the tuples would refuse.
    return tuple(sorted(set(items), key=repr))


def _level(name: ast.Name | None) -> Confidence:
    """A level; a recogniser without `at most` is not capped."""
    return Confidence[name.text.upper()] if name else Confidence.HIGH


def _matches(program: Program, scope: Scope, item: ast.Match) -> Iterable[MatchIR]:
    level = _level(item.level)
    for pattern in item.patterns:
        match pattern:
            case ast.Regex():
                yield MatchIR("regex", (pattern.source, _flags(pattern)), level)
            case ast.Literal():
                yield MatchIR("literal", (_blanks(pattern.text.value), ""), level)
            case ast.Recognizer():
                yield MatchIR("recognizer", (pattern.name.text,), level)
            case ast.Sequence():
                names = (_lexicon(program, scope, name) for name in pattern.lexicons)
                yield MatchIR("sequence", tuple(names), level)


def _evidence(program: Program, scope: Scope, evidence: ast.Evidence) -> EvidenceIR:
    match evidence:
        case ast.Valid():
            return EvidenceIR("valid", (evidence.validator.text,))
        case ast.Entropy():
            return EvidenceIR("entropy", (evidence.comparison, f"{evidence.value.value:g}"))
        case ast.InField():
            return EvidenceIR("field", _terms(evidence.fields))
        case ast.Near(terms=ast.Name() as name):
            lexicon = _lexicon(program, scope, name)
            return EvidenceIR(evidence.side, (), lexicon, evidence.within, evidence.unit)
        case ast.Near(terms=terms):
            return EvidenceIR(evidence.side, _terms(terms), None, evidence.within, evidence.unit)


def _except(program: Program, scope: Scope, item: ast.Except) -> ExceptIR:
    if item.exact is not None:
        texts = {_word(value) for value in item.exact.items}
        return ExceptIR("exact", tuple(sorted(texts)))
    if item.matching is not None:
        return ExceptIR("matching", (item.matching.source, _flags(item.matching)))
    if item.evidence is None:
        return ExceptIR("exact")
    return ExceptIR("evidence", (), _evidence(program, scope, item.evidence))


def _lexicon(program: Program, scope: Scope, name: ast.Name) -> str:
    return program.find(Kind.LEXICON, name.text, scope) or name.text


def _flags(regex: ast.Regex) -> str:
    return "".join(sorted(set(regex.flags)))


def _terms(value: ast.Value) -> tuple[str, ...]:
    items = value.items if isinstance(value, ast.ListValue) else (value,)
    return tuple(sorted({_blanks(_word(item)).lower() for item in items}))


def _word(value: ast.Value) -> str:
    match value:
        case ast.Text():
            return value.value
        case ast.Name() | ast.Date():
            return value.text
        case ast.Number():
            return f"{value.value}"
        case _:
            return ""


def _blanks(text: str) -> str:
    return " ".join(text.split())

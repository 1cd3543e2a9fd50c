"""
A naive reading of what detectors find, to hold against the engine.

Written from the specification of Ward (docs/language.md): every detector is asked about every
place of every view, and every piece of evidence is looked for with plain means. It shares the
nouns (views, the IR, validators) and nothing of the engine's search, planning or bookkeeping.
"""

import math
from collections.abc import Iterable, Mapping, Sequence

import regex

from promptward.folding import fold_ascii
from promptward.model import Finding
from promptward.text import SourceText, View
from promptward.validators import VALIDATORS
from promptward_dsl.ir import DetectorIR, EvidenceIR, ExceptIR, MatchIR, PolicyIR
from promptward_dsl.lattice import Confidence

from . import reference_matcher as naive

Range = tuple[int, int]
Words = Mapping[str, tuple[str, ...]]


def find(ir: PolicyIR, lexicons: Words, text: str) -> list[Finding]:
    """The findings, sorted by start, end and detector."""
    found = []
    for name, detector in ir.detectors.items():
        source = SourceText(text)
        seen = looked(ir, lexicons, detector, text, source.views)
        shown = outermost(seen)
        for where, (level, told) in looked(
            ir, lexicons, detector, text, source.readings()
        ).items():
            if any(
                a <= where[0] and where[1] <= b and known >= level
                for (a, b), (known, _) in shown.items()
            ):
                continue  # the text itself shows as much
            known, before = seen.get(where, (level, set()))
            seen[where] = (max(level, known), told | before)
        letter = ir.categories[detector.finds].safe_harbor
        for (start, end), (level, told) in outermost(seen).items():
            evidence = tuple(sorted(told))
            found.append(Finding(start, end, detector.finds, letter, level, name, evidence))
    return sorted(found, key=lambda f: (f.start, f.end, f.detector))


def looked(
    ir: PolicyIR, lexicons: Words, detector: DetectorIR, text: str, views: Iterable[View]
) -> dict[Range, tuple[Confidence, set[str]]]:
    """What a detector sees in several views, in ranges of the original."""
    seen: dict[Range, tuple[Confidence, set[str]]] = {}
    for view in views:
        for place, level, told in judged(ir, lexicons, detector, view):
            where = view.original(*place) if view.offsets is not None else place
            if view.offsets is not None and not view.counts(*where):
                continue
            where = trimmed(text, *where)
            known = seen.get(where, (level, set()))
            more = {f"view:{view.name}"} if view.name else set()
            seen[where] = (max(level, known[0]), told | known[1] | more)
    return seen


def trimmed(text: str, start: int, end: int) -> Range:
    """Without blanks, commas and semicolons at the edges, and a quote whose other half is outside."""
    start, end = stripped(text, start, end)
    value = text[start:end]
    if len(value) > 1 and value[0] in "\"'`" and value.count(value[0]) == 1:
        line = text[end : end + 64].split("\n", maxsplit=1)[0]
        start, end = stripped(text, start + 1, end) if value[0] in line else (start, end)
    elif len(value) > 1 and value[-1] in "\"'`" and value.count(value[-1]) == 1:
        line = text[max(0, start - 64) : start].rsplit("\n", maxsplit=1)[-1]
        start, end = stripped(text, start, end - 1) if value[-1] in line else (start, end)
    return start, end


def stripped(text: str, start: int, end: int) -> Range:
    value = text[start:end]
    kept = value.lstrip(" \t\n\r,;").rstrip(" \t\n\r," if "&" in value else " \t\n\r,;")
    at = value.index(kept)
    return (start + at, start + at + len(kept)) if kept else (start, end)


def outermost(
    seen: Mapping[Range, tuple[Confidence, set[str]]],
) -> dict[Range, tuple[Confidence, set[str]]]:
    """What lies in no other; of those around it, the one that starts furthest right takes it over."""
    kept = {
        one: (level, set(told))
        for one, (level, told) in seen.items()
        if not any(a <= one[0] and one[1] <= b and (a, b) != one for a, b in seen)
    }
    for one, (level, told) in seen.items():
        if one in kept:
            continue
        around = max(k for k in kept if k[0] <= one[0] and one[1] <= k[1])
        kept[around] = (max(level, kept[around][0]), kept[around][1] | told)
    return kept


def judged(
    ir: PolicyIR, lexicons: Words, detector: DetectorIR, view: View
) -> list[tuple[Range, Confidence, set[str]]]:
    candidates: dict[Range, tuple[Confidence, set[str]]] = {}
    for match in detector.match:
        for where in matched(ir, lexicons, match, view.text):
            level, told = candidates.get(where, (match.level, set()))
            told = told | {f"match:{match.level.word}"}
            candidates[where] = (max(level, match.level), told)
    kept = []
    for where, (start, told) in candidates.items():
        required = [holds(ir, lexicons, one, view.text, where) for one in detector.require]
        if not all(required):
            continue
        if any(dropped(ir, lexicons, one, view.text, where) for one in detector.excepts):
            continue
        level = start
        for to, one in detector.raises:
            names = holds(ir, lexicons, one, view.text, where)
            level = max(level, to) if names else level
            told |= {f"raise:{to.word}:{name}" for name in names}
        for to, one in detector.lowers:
            names = holds(ir, lexicons, one, view.text, where)
            level = min(level, to) if names else level
            told |= {f"lower:{to.word}:{name}" for name in names}
        told |= {f"require:{name}" for names in required for name in names}
        kept.append((where, level, told))
    return kept


def matched(ir: PolicyIR, lexicons: Words, match: MatchIR, text: str) -> list[Range]:
    match match.kind:
        case "regex":
            source, flags = match.pattern
            found = naive.longest(source, flags, text)
            if "(?P<value>" not in source:
                return found
            return sorted({naive.narrowed(source, flags, text, *one) for one in found})
        case "literal":
            return naive.outermost(naive.words([fold_ascii(match.pattern[0])], text))
        case "sequence":
            first, *others = (places(ir, lexicons, name, text) for name in match.pattern)
            for following in others:
                first = [
                    (start, end)
                    for start, before in first
                    for after, end in following
                    if regex.fullmatch(r"\.?[ \t\n\r]{1,3}", text[before:after]) and before < after
                ]
            return naive.outermost(first)
    raise AssertionError(match.kind)


def places(ir: PolicyIR, lexicons: Words, name: str, text: str) -> list[Range]:
    entries = [fold_ascii(word) for word in lexicons[name]]
    return naive.words(entries, text, cased=ir.lexicons[name].cased)


def dropped(ir: PolicyIR, lexicons: Words, one: ExceptIR, text: str, where: Range) -> bool:
    value = text[slice(*where)]
    if one.kind == "exact":
        return value.strip().lower() in {fold_ascii(x).strip().lower() for x in one.args}
    if one.kind == "matching":
        return naive.matches_whole(*one.args, value, 0, len(value))
    return bool(holds(ir, lexicons, one.evidence, text, where))


def holds(ir: PolicyIR, lexicons: Words, one: EvidenceIR, text: str, where: Range) -> set[str]:
    """The names of what speaks for it; none where it does not hold."""
    value = text[slice(*where)]
    if one.kind == "valid":
        return set(one.args) if VALIDATORS[one.args[0]](value) else set()
    if one.kind == "entropy":
        sign, limit = one.args
        shares = [value.count(c) / len(value) for c in set(value)]
        bits = -sum(share * math.log2(share) for share in shares)
        answer = {
            ">=": bits >= float(limit),
            "<=": bits <= float(limit),
            ">": bits > float(limit),
            "<": bits < float(limit),
        }[sign]
        return {f"entropy {sign} {limit}"} if answer else set()
    terms: dict[str, Sequence[Range]] = {
        term: naive.words([fold_ascii(term)], text) for term in one.args
    }
    if one.lexicon is not None:
        terms = {one.lexicon: places(ir, lexicons, one.lexicon, text)}
    return {
        name
        for name, stands in terms.items()
        if any(beside(one, text, where, place) for place in stands)
    }


def beside(one: EvidenceIR, text: str, where: Range, term: Range) -> bool:
    if term[1] <= where[0] and one.kind != "after":
        return between(text, term[1], where[0], one.unit) <= one.within
    if where[1] <= term[0] and one.kind != "before":
        return between(text, where[1], term[0], one.unit) <= one.within
    return False


def between(text: str, start: int, end: int, unit: str) -> int:
    """Characters, words that begin, or line breaks from `start` to `end`."""
    if unit == "chars":
        return end - start
    if unit == "lines":
        return text.count("\n", start, end)
    return sum(
        1 for word in regex.finditer(r"\w+", text, regex.ASCII) if start <= word.start() < end
    )

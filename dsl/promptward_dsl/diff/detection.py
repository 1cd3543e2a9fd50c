"""Detectors and word lists: what is found, and how surely."""

from collections.abc import Iterator, Mapping
from typing import TypeAlias, TypeVar

from promptward_dsl.diff.change import Change, listed
from promptward_dsl.ir import DetectorIR, EvidenceIR, ExceptIR, LexiconIR, MatchIR, PolicyIR
from promptward_dsl.lattice import Confidence

__all__ = ["detection"]

_Part = TypeVar("_Part")
_Levelled: TypeAlias = tuple[Confidence, EvidenceIR]


def detection(
    a: PolicyIR,
    b: PolicyIR,
    words_a: Mapping[str, tuple[str, ...]],
    words_b: Mapping[str, tuple[str, ...]],
) -> Iterator[Change]:
    """Every difference between the detectors and lexicons of two policies."""
    for name in a.detectors.keys() | b.detectors.keys():
        old, new = a.detectors.get(name), b.detectors.get(name)
        if old is None:
            yield Change(
                "detector added", name, None, f"finds {b.detectors[name].finds}", weakens=False
            )
        elif new is None:
            yield Change("detector removed", name, f"finds {old.finds}", None, weakens=True)
        elif old != new:
            yield from _detector(name, old, new)
    for name in a.lexicons.keys() & b.lexicons.keys():
        if a.lexicons[name] != b.lexicons[name]:
            yield from _lexicon(a, b, name, words_a.get(name), words_b.get(name))


# ------------------------------------------------------------------ detectors


def _detector(name: str, old: DetectorIR, new: DetectorIR) -> Iterator[Change]:
    if old.finds != new.finds:
        yield Change("detector finds", name, old.finds, new.finds, weakens=True)
    yield from _matches(name, old.match, new.match)
    yield from _requires(name, old.require, new.require)
    yield from _raises(name, old.raises, new.raises)
    yield from _lowers(name, old.lowers, new.lowers)
    yield from _excepts(name, old.excepts, new.excepts)


def _requires(
    name: str, before: tuple[EvidenceIR, ...], after: tuple[EvidenceIR, ...]
) -> Iterator[Change]:
    for one in _only_in(after, before):
        asked = any(_holds_whenever(one, was) for was in before)
        yield Change("detector require added", name, None, _evidence(one), not asked)
    for one in _only_in(before, after):
        yield Change("detector require removed", name, _evidence(one), None, weakens=False)


def _raises(
    name: str, before: tuple[_Levelled, ...], after: tuple[_Levelled, ...]
) -> Iterator[Change]:
    for level, one in _only_in(before, after):
        kept = any(to >= level and _holds_whenever(now, one) for to, now in after)
        yield Change("detector raise removed", name, _levelled(level, one), None, not kept)
    for level, one in _only_in(after, before):
        yield Change("detector raise added", name, None, _levelled(level, one), weakens=False)


def _lowers(
    name: str, before: tuple[_Levelled, ...], after: tuple[_Levelled, ...]
) -> Iterator[Change]:
    for level, one in _only_in(after, before):
        had = any(to <= level and _holds_whenever(was, one) for to, was in before)
        yield Change("detector lower added", name, None, _levelled(level, one), not had)
    for level, one in _only_in(before, after):
        yield Change("detector lower removed", name, _levelled(level, one), None, weakens=False)


def _only_in(some: tuple[_Part, ...], others: tuple[_Part, ...]) -> list[_Part]:
    return [one for one in some if one not in others]


def _levelled(level: Confidence, one: EvidenceIR) -> str:
    return f"{level.word} when {_evidence(one)}"


def _matches(
    name: str, before: tuple[MatchIR, ...], after: tuple[MatchIR, ...]
) -> Iterator[Change]:
    for one in before:
        if one not in after:
            kept = any(
                (now.kind, now.pattern) == (one.kind, one.pattern) and now.level >= one.level
                for now in after
            )
            yield Change("detector match removed", name, _match(one), None, not kept)
    for one in after:
        if one not in before:
            yield Change("detector match added", name, None, _match(one), weakens=False)


def _excepts(
    name: str, before: tuple[ExceptIR, ...], after: tuple[ExceptIR, ...]
) -> Iterator[Change]:
    exact_before = {text for one in before if one.kind == "exact" for text in one.args}
    exact_after = {text for one in after if one.kind == "exact" for text in one.args}
    # How many texts, not which: an exception may quote a number from somebody's record.
    if added := len(exact_after - exact_before):
        yield Change("detector except added", name, None, f"exact, {added} more", weakens=True)
    if gone := len(exact_before - exact_after):
        yield Change("detector except removed", name, f"exact, {gone} fewer", None, weakens=False)
    rest_before = [one for one in before if one.kind != "exact"]
    rest_after = [one for one in after if one.kind != "exact"]
    for one in rest_after:
        if one not in rest_before:
            had = one.evidence is not None and any(
                was.evidence is not None and _holds_whenever(was.evidence, one.evidence)
                for was in rest_before
            )
            yield Change("detector except added", name, None, _except(one), not had)
    for one in rest_before:
        if one not in rest_after:
            yield Change("detector except removed", name, _except(one), None, weakens=False)


def _holds_whenever(wide: EvidenceIR, narrow: EvidenceIR) -> bool:
    """Whether `wide` holds for every candidate that `narrow` holds for."""
    if wide == narrow:
        return True
    sides = wide.kind in {narrow.kind, "near"} and narrow.kind in {"near", "before", "after"}
    if sides:
        return (
            wide.lexicon == narrow.lexicon
            and set(wide.args) >= set(narrow.args)
            and wide.unit == narrow.unit
            and wide.within >= narrow.within
        )
    return wide.kind == narrow.kind == "field" and set(wide.args) >= set(narrow.args)


def _match(one: MatchIR) -> str:
    source = (
        f"/{one.pattern[0]}/{one.pattern[1]}"
        if one.kind == "regex"
        else (" then ".join(part for part in one.pattern if part))
    )
    kind = {"sequence": "lexicon "}.get(one.kind, "" if one.kind == "regex" else f"{one.kind} ")
    return f"{kind}{source} confidence {one.level.word}"


def _evidence(one: EvidenceIR) -> str:
    what = f"lexicon {one.lexicon}" if one.lexicon else ", ".join(one.args)
    if one.kind in {"near", "before", "after"}:
        return f"{one.kind} {what} within {one.within} {one.unit}"
    return f"{'in field' if one.kind == 'field' else one.kind} {what}"


def _except(one: ExceptIR) -> str:
    if one.evidence is not None:
        return _evidence(one.evidence)
    return f"{one.kind} /{'/'.join(one.args)}"


# ------------------------------------------------------------------ lexicons


def _lexicon(
    a: PolicyIR,
    b: PolicyIR,
    name: str,
    before: tuple[str, ...] | None,
    after: tuple[str, ...] | None,
) -> Iterator[Change]:
    old, new = a.lexicons[name], b.lexicons[name]
    finds, excuses = _uses(a, name)
    wider, narrower = excuses, finds  # more words find more, and excuse more
    if old.fuzzy != new.fuzzy:
        weakens = wider if new.fuzzy > old.fuzzy else narrower
        yield Change("lexicon fuzzy", name, str(old.fuzzy), str(new.fuzzy), weakens)
    if old.cased != new.cased:
        weakens = narrower if new.cased else wider
        yield Change("lexicon cased", name, _flag(old), _flag(new), weakens)
    if old.sha256 == new.sha256:
        return
    if before is None or after is None:
        # Which words changed is unknown here, so both directions are possible.
        yield Change(
            "lexicon changed", name, f"{old.size} words", f"{new.size} words", finds or excuses
        )
        return
    if added := set(after) - set(before):
        yield Change("lexicon words added", name, None, _sample(added), wider)
    if gone := set(before) - set(after):
        yield Change("lexicon words removed", name, _sample(gone), None, narrower)


def _uses(ir: PolicyIR, name: str) -> tuple[bool, bool]:
    """Whether a lexicon helps to find, and whether it helps to excuse."""
    finds = excuses = False
    for detector in ir.detectors.values():
        finds = finds or any(
            one.kind == "sequence" and name in one.pattern for one in detector.match
        )
        finds = finds or any(one.lexicon == name for one in detector.require)
        finds = finds or any(one.lexicon == name for _, one in detector.raises)
        excuses = excuses or any(one.lexicon == name for _, one in detector.lowers)
        excuses = excuses or any(
            one.evidence is not None and one.evidence.lexicon == name for one in detector.excepts
        )
    return finds, excuses


def _flag(lexicon: LexiconIR) -> str:
    return "cased" if lexicon.cased else "any case"


_SHOWN_WORDS = 8


def _sample(words: set[str]) -> str | None:
    """A few of the words: a list may hold a hundred thousand."""
    if len(words) <= _SHOWN_WORDS:
        return listed(words)
    return f"{listed(sorted(words)[:_SHOWN_WORDS])} and {len(words) - _SHOWN_WORDS} more"

"""
Evidence: why a candidate is believed, doubted or dropped.

A check answers for one candidate with the names of what spoke for it: terms of the policy,
validators, lexicons, never a word of the text. An empty answer means that it does not hold.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import log2
from operator import ge, gt, le, lt
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from promptward.automaton import Automaton, any_of
from promptward.fields import Fields, plain_name
from promptward.folding import fold_ascii
from promptward.model import PolicyError, ScanError
from promptward.programs import Program, follows_version
from promptward.terms import Terms
from promptward.text import View
from promptward_dsl.ir import DetectorIR, EvidenceIR, ExceptIR
from promptward_dsl.lattice import Confidence

__all__ = [
    "KNOWN_OTHERWISE",
    "SURROUNDINGS",
    "Check",
    "Judge",
    "Sight",
    "Sitting",
    "Validator",
    "check_of",
]

Validator: TypeAlias = Callable[[str], bool]


class Sight:
    """One view and what stands around in it; found out on demand, once."""

    __slots__ = (
        *("_breaks", "_fields", "_find_fields", "_find_terms", "_program", "_terms", "_words"),
        "view",
    )

    def __init__(
        self,
        view: View,
        find_terms: Callable[[], Terms],
        find_fields: Callable[[], Fields] = Fields,
        program: Program | None = None,
    ) -> None:
        self.view = view
        self._find_terms = find_terms
        self._find_fields = find_fields
        self._fields: Fields | None = None
        self._terms: Terms | None = None
        self._words: list[int] | None = None
        self._breaks: list[int] | None = None
        self._program = program

    @property
    def program(self) -> Program:
        """What the original text is as a program."""
        if self._program is None:
            self._program = Program(self.view.text)
        return self._program

    @property
    def terms(self) -> Terms:
        """Where the terms stand."""
        if self._terms is None:
            self._terms = self._find_terms()
        return self._terms

    @property
    def fields(self) -> Fields:
        """The fields of the view."""
        if self._fields is None:
            self._fields = self._find_fields()
        return self._fields

    def marks(self, unit: str) -> list[int]:
        """What `words` and `lines` count: starts of words, or line breaks, ascending."""
        if unit == "words":
            if self._words is None:
                self._words = [m.start() for m in _WORD.finditer(self.view.text)]
            return self._words
        if self._breaks is None:
            self._breaks = [m.start() for m in _BREAK.finditer(self.view.text)]
        return self._breaks


_WORD = re.compile(r"\w+", re.ASCII)
_BREAK = re.compile("\n")

Check: TypeAlias = Callable[[Sight, int, int], Sequence[str]]
"""`check(sight, start, end)`: names of what holds for that range, sorted; empty if nothing."""


def _window(sight: Sight, start: int, end: int, within: int, unit: str) -> tuple[int, int]:
    """
    `(low, high)`: a term is near if it ends at or after low, or starts at or before high.

    What lies between counts characters, words begun, or line breaks; adjacent text is within 0.
    """
    if unit == "chars":
        return start - within, end + within
    marks = sight.marks(unit)
    before = bisect_left(marks, start) - within - 1
    after = bisect_left(marks, end) + within
    return (
        marks[before] + 1 if before >= 0 else 0,
        marks[after] if after < len(marks) else len(sight.view.text),
    )


def _beside(kind: str, within: int, unit: str, terms: Mapping[int, str]) -> Check:
    looks_before, looks_after = kind != "after", kind != "before"
    wanted = dict(terms)
    mask = _bits(terms)

    def check(sight: Sight, start: int, end: int) -> Sequence[str]:
        there = sight.terms
        if not there.mask & mask:
            return ()
        low, high = _window(sight, start, end, within, unit)
        return there.named(
            wanted,
            low if looks_before else start + 1,  # nothing stands from there to `start`
            start,
            end,
            high if looks_after else end - 1,
        )

    return check


def _bits(numbers: Iterable[int]) -> int:
    return sum(1 << number for number in numbers)


def _terms(evidence: EvidenceIR, number_of: Mapping[tuple[str, ...], int]) -> dict[int, str]:
    """The planned numbers of what stands beside, and how each is named."""
    terms = {number_of["term", term]: term for term in evidence.args}
    if evidence.lexicon is not None:
        terms[number_of["evidence", evidence.lexicon]] = evidence.lexicon
    return terms


def _valid(name: str, validator: Validator) -> Check:
    names = (name,)

    def check(sight: Sight, start: int, end: int) -> Sequence[str]:
        try:
            return names if validator(sight.view.text[start:end]) else ()
        except Exception:  # noqa: BLE001  # whatever a library raises, its message may hold the text
            raise ScanError("scan_validator", f"the validator `{name}` failed") from None

    return check


def _in_program(sight: Sight, start: int, end: int) -> Sequence[str]:
    """Whether it stands in source code, with no word of health care or of a person's near."""
    where = sight.view.original(start, end)
    return _IN_PROGRAM if sight.program.unattended(*where) else ()


def _of_release(sight: Sight, start: int, end: int) -> Sequence[str]:  # noqa: ARG001
    """Whether it stands behind the number of a version, as in a list of changes."""
    return _OF_RELEASE if follows_version(sight.view.text, start) else ()


_IN_PROGRAM, _OF_RELEASE = ("in_program",), ("of_release",)

SURROUNDINGS: Mapping[str, Check] = MappingProxyType(
    {"in_program": _in_program, "of_release": _of_release}
)
"""What `valid NAME` asks not of the text but of where it stands: name -> check."""

KNOWN_OTHERWISE = "known_otherwise"
"""
What `lower … when valid NAME` asks of all findings together (`resolve.yielded`): whether another
detector knows as surely what it is.
"""

_COMPARISONS = {">=": ge, "<=": le, ">": gt, "<": lt}


def entropy(text: str) -> float:
    """Shannon entropy of the characters of a text, in bits a character; 0 for the empty text."""
    total = len(text)
    return -sum(n / total * log2(n / total) for n in Counter(text).values()) if total else 0.0


def _entropy(comparison: str, limit: str) -> Check:
    names = (f"entropy {comparison} {limit}",)
    compare, number = _COMPARISONS[comparison], float(limit)

    def check(sight: Sight, start: int, end: int) -> Sequence[str]:
        return names if compare(entropy(sight.view.text[start:end]), number) else ()

    return check


def _field(args: tuple[str, ...]) -> Check:
    wanted = sorted((plain_name(name), name) for name in args)
    ends = tuple(plain for plain, _ in wanted)

    def check(sight: Sight, start: int, end: int) -> Sequence[str]:
        around = [one.name for one in sight.fields.around(start, end) if one.name.endswith(ends)]
        if not around:
            return ()
        names = {
            name
            for there in around
            for plain, name in wanted
            if there == plain or there.endswith(f" {plain}")
        }
        return sorted(names)

    return check


def check_of(
    evidence: EvidenceIR,
    validators: Mapping[str, Validator],
    number_of: Mapping[tuple[str, ...], int],
) -> Check:
    """
    The check that a piece of evidence is.

    `number_of` gives the numbers of the planned terms. Raises PolicyError for an unknown name.
    """
    match evidence.kind:
        case "valid":
            name = evidence.args[0]
            if name == KNOWN_OTHERWISE:
                raise PolicyError(f"`valid {name}` can only lower, in one detector or another")
            if name in SURROUNDINGS:
                return SURROUNDINGS[name]
            if name not in validators:
                raise PolicyError(f"this engine has no validator `{name}`")
            return _valid(name, validators[name])
        case "near" | "before" | "after":
            terms = _terms(evidence, number_of)
            return _beside(evidence.kind, evidence.within, evidence.unit, terms)
        case "entropy":
            return _entropy(*evidence.args)
        case "field":
            return _field(evidence.args)
        case _:
            raise PolicyError(f"this engine knows no evidence `{evidence.kind}`")


def _exact(texts: tuple[str, ...]) -> Check:
    known = frozenset(fold_ascii(text).strip().lower() for text in texts)

    def check(sight: Sight, start: int, end: int) -> Sequence[str]:
        return ("exact",) if sight.view.text[start:end].strip().lower() in known else ()

    return check


class _Matching:
    """
    The check whether one of some patterns is all of a candidate, which hardly any is.

    Each is asked alone, since many detectors share it, until one automaton of all has paid for
    itself, if RE2 takes so much. Threads may each make one; they are the same.
    """

    __slots__ = ("_alone", "_asked", "_together")

    def __init__(self, automata: Sequence[Automaton]) -> None:
        self._alone = automata
        self._asked = 0
        self._together = automata[0] if len(automata) == 1 else None

    def __call__(self, sight: Sight, start: int, end: int) -> Sequence[str]:
        data = sight.view.data[start:end]
        if self._together is None:
            self._asked += 1
            if self._asked == _ENOUGH:
                self._together = any_of(self._alone)
            return ("matching",) if any(one.holds(data) for one in self._alone) else ()
        return ("matching",) if self._together.holds(data) else ()


_ENOUGH = 256
"""So many candidates asked for each pattern take as long as to compile all of them together."""


def _exceptions(
    excepts: Sequence[ExceptIR],
    validators: Mapping[str, Validator],
    number_of: Mapping[tuple[str, ...], int],
    automata: Mapping[int, Automaton],
) -> "list[_Except]":
    """
    Checks of which none may hold; exceptions of one kind are one check.
    """
    checks: list[_Except] = []
    exact: list[str] = []
    matching: list[Automaton] = []
    aside: dict[tuple[str, int, str], dict[int, str]] = {}
    for exception in excepts:
        evidence = exception.evidence
        if evidence is not None and evidence.kind in _ASIDE:
            terms = aside.setdefault((evidence.kind, evidence.within, evidence.unit), {})
            terms.update(_terms(evidence, number_of))
        elif evidence is not None:
            checks.append(_Except(check_of(evidence, validators, number_of)))
        elif exception.kind == "exact":
            exact += exception.args
        else:
            matching.append(automata[number_of["except", *exception.args]])
    cheap = [_Except(_exact(tuple(exact)))] if exact else []
    return [
        *cheap,
        *(_Except(_beside(*where, terms), _bits(terms)) for where, terms in aside.items()),
        *([_Except(_Matching(matching))] if matching else []),
        *checks,
    ]


class _Except(NamedTuple):
    """A check that may not hold, and the bits of terms without any of which it holds nowhere."""

    check: Check
    mask: int = 0


class _Asked(NamedTuple):
    """A check as a judge asks it: what a positive answer does to the level, and how it is told."""

    check: Check
    mask: int
    """Bits of terms without any of which it holds nowhere in a text; 0 where nothing is known."""
    level: Confidence
    prefix: str


_ASIDE = frozenset(("near", "before", "after"))


def _is_of_all(evidence: EvidenceIR) -> bool:
    return evidence.kind == "valid" and evidence.args[0] == KNOWN_OTHERWISE


class Judge:
    """
    What one detector makes of a candidate: dropped, or a level and the ids of its evidence.

    Level = `min(max(start, raises that hold), lowers that hold)`. All requirements must hold and
    no exception may; the order in which the policy states them changes nothing. `yields`: the
    level of what turns out to be `KNOWN_OTHERWISE`, None where that is not asked.
    """

    __slots__ = ("_aside", "_excepts", "_lowers", "_raises", "_requires", "plain", "yields")

    def __init__(
        self,
        detector: DetectorIR,
        validators: Mapping[str, Validator],
        number_of: Mapping[tuple[str, ...], int],
        automata: Mapping[int, Automaton] = MappingProxyType({}),
    ) -> None:
        def asked(level: Confidence, e: EvidenceIR, prefix: str) -> _Asked:
            mask = _bits(_terms(e, number_of)) if e.kind in _ASIDE else 0
            return _Asked(check_of(e, validators, number_of), mask, level, prefix)

        # Validators are cheap and refuse most, so they are asked first.
        requires = sorted(detector.require, key=lambda e: e.kind != "valid")
        self._requires = [check_of(e, validators, number_of) for e in requires]
        self._excepts = _exceptions(detector.excepts, validators, number_of, automata)
        self._raises = [asked(level, e, f"raise:{level.word}:") for level, e in detector.raises]
        self._lowers = [
            asked(level, e, f"lower:{level.word}:")
            for level, e in detector.lowers
            if not _is_of_all(e)
        ]
        self.yields = min((to for to, e in detector.lowers if _is_of_all(e)), default=None)
        self._aside = any(one.mask for one in (*self._raises, *self._lowers)) or any(
            one.mask for one in self._excepts
        )
        self.plain = not (self._requires or self._excepts or self._raises or self._lowers)

    def sit(self, sight: Sight) -> "Sitting":
        """The judge over one view."""
        excepts, raises, lowers = self._excepts, self._raises, self._lowers
        if self._aside:
            there = sight.terms.mask
            excepts = [one for one in excepts if not one.mask or one.mask & there]
            raises = [one for one in raises if not one.mask or one.mask & there]
            lowers = [one for one in lowers if not one.mask or one.mask & there]
        return Sitting(sight, self._requires, excepts, raises, lowers)


class Sitting:
    """A judge over the candidates of one view: asks only what can hold somewhere in it."""

    __slots__ = ("_excepts", "_lowers", "_raises", "_requires", "_sight")

    def __init__(
        self,
        sight: Sight,
        requires: Sequence[Check],
        excepts: Sequence[_Except],
        raises: Sequence[_Asked],
        lowers: Sequence[_Asked],
    ) -> None:
        self._sight = sight
        self._requires = requires
        self._excepts = excepts
        self._raises = raises
        self._lowers = lowers

    def judge(
        self, start: int, end: int, level: Confidence, evidence: frozenset[str]
    ) -> tuple[Confidence, frozenset[str]] | None:
        """Level and evidence of the candidate `[start, end)`; None where it is dropped."""
        sight = self._sight
        told: list[str] = []
        for check in self._requires:
            names = check(sight, start, end)
            if not names:
                return None
            told += [f"require:{name}" for name in names]
        for check, _ in self._excepts:
            if check(sight, start, end):
                return None
        for check, _, raised, prefix in self._raises:
            names = check(sight, start, end)
            if names:
                told += [prefix + name for name in names]
                level = max(level, raised)
        # INVARIANT: all raises come before all lowers, so that order is no fact.
        for check, _, lowered, prefix in self._lowers:
            names = check(sight, start, end)
            if names:
                told += [prefix + name for name in names]
                level = min(level, lowered)
        return level, evidence.union(told) if told else evidence

"""The finding half of the order: text, views, scan, candidates, evidence, findings."""

from collections.abc import Iterable, Mapping, Sequence

from promptward.budget import Budget, Limits
from promptward.candidates import Candidates, Later, add, found_again, ranges_of, recognised
from promptward.database import Block
from promptward.detectors import Bench, Caller, Detector, Way, callers
from promptward.edges import EDGES, trimmed
from promptward.evidence import Sight, Validator
from promptward.fields import Field, Fields, fields_of, shown
from promptward.forms import CHOSEN, Forms
from promptward.lower_names import NAMED, SHORTEST, names_lower, weighs_enough
from promptward.matcher import Matcher, Ranges, Scan
from promptward.model import Finding
from promptward.programs import Program
from promptward.recognizers.recognizer import (
    LOOK_AGAIN,
    LOOK_LAST,
    Confirmed,
    Hits,
    Recognizer,
)
from promptward.resolve import Seen, by_place, outermost, unexplained, with_reread, yielded
from promptward.signs import SignSearch
from promptward.stored_plan import StoredPlan
from promptward.text import SourceText, View, in_small_letters
from promptward.throughout import undone, with_hidden
from promptward_dsl.ir import PolicyIR
from promptward_dsl.lattice import Confidence

__all__ = ["Detection"]


def _compiled(
    ir: PolicyIR,
    lexicons: Mapping[str, tuple[str, ...]],
    recognizers: Mapping[str, Recognizer] | None,
) -> Mapping[str, Block]:
    from promptward.preparation import compile_detection  # noqa: PLC0415  # not on the hot start

    return compile_detection(ir, lexicons, recognizers)


def _known_recognizers() -> Mapping[str, Recognizer]:
    from promptward.recognizers import RECOGNIZERS  # noqa: PLC0415  # policies may need none

    return RECOGNIZERS


_ANY = Limits(places=1 << 62, seconds=0)
_LOOKS_AGAIN = 2
_FIRM = Confidence.MEDIUM
"""What is less sure than that is not believed of what a disguise was undone for."""
_ALONE = frozenset(("alone", "lone", "quoted"))
"""Layers that read a value without what stands around it."""


def _is_alone(one: Seen) -> bool:
    """Whether the last layer of the reading that showed it was one of `_ALONE`."""
    last = [e.removeprefix("view:").rpartition("+")[2] for e in one.evidence if e[:5] == "view:"]
    return not _ALONE.isdisjoint(last)


def _names_of(detectors: Iterable[Detector]) -> frozenset[str]:
    return frozenset(one.name for one in detectors)


class Detection:
    """
    Finds what a policy's detectors find; immutable, safe to share between threads and after fork.

    `blobs` come from `promptward.preparation` for the same policy (then `lexicons` are not looked
    at); without them everything is compiled here. Raises PolicyError for what the engine does not
    know, ValueError for blobs that are damaged or of another engine.
    """

    def __init__(
        self,
        ir: PolicyIR,
        lexicons: Mapping[str, tuple[str, ...]],
        blobs: Mapping[str, Block] | None = None,
        *,
        recognizers: Mapping[str, Recognizer] | None = None,
        validators: Mapping[str, Validator] | None = None,
        forms: Forms = CHOSEN,
    ) -> None:
        made = _compiled(ir, lexicons, recognizers) if blobs is None else blobs
        stored = StoredPlan.read(bytes(made["plan"]))
        if [one[0] for one in stored.detectors] != sorted(ir.detectors):
            raise ValueError("the plan is of another policy")
        self._matcher = Matcher(stored.plan, made, forms)
        self._signs = SignSearch(made, forms)
        bench = Bench(ir, stored, self._matcher.automata, validators)
        self._detectors = tuple(
            Detector(name, finds, ir.categories.get(finds), ways, bench)
            for name, finds, ways in stored.detectors
        )
        if recognizers is None and stored.calls:
            recognizers = _known_recognizers()
        asking = callers(self._detectors, recognizers or {}, stored.calls)
        self._wanting = self._by_resource()
        # Those that search for nothing read fields alone, some of them fields of one kind, or
        # marks of readings, or look again at what was found.
        self._again = tuple(caller for caller in asking if caller.name in LOOK_AGAIN)
        self._last = tuple(caller for caller in asking if caller.name in LOOK_LAST)
        self._reads: tuple[Caller, ...] = ()
        self._of_kind: dict[str, Caller] = {}
        self._of_marks: tuple[Caller, ...] = ()
        self._marks: tuple[Detector, ...] = ()
        self._everywhere: tuple[Caller, ...] = ()
        later = LOOK_AGAIN | LOOK_LAST
        for caller in asking:
            if not (caller.resources or caller.name in later):
                self._group(caller)
        self._marking = _names_of(self._marks)
        self._called: dict[int, list[tuple[Caller, str]]] = {}
        for caller in asking:
            for number, resource in caller.resources:
                self._called.setdefault(number, []).append((caller, resource))
        if blobs is None:
            self.check()

    def _group(self, caller: Caller) -> None:
        """Where one that searches for nothing is asked."""
        kind: object = getattr(caller.recognizer, "kind", None)
        if getattr(caller.recognizer, "everywhere", False):
            self._everywhere += (caller,)
        elif getattr(caller.recognizer, "marked", False):
            self._of_marks += (caller,)
            self._marks += tuple(detector for detector, _ in caller.detectors)
        elif isinstance(kind, str):
            self._of_kind[kind] = caller
        else:
            self._reads += (caller,)

    def check(self) -> None:
        """
        Make all that is otherwise made for the first text that wants it.

        Raises PolicyError for what the engine does not know. Without this such a detector fails
        at its first candidate, and the text is blocked.
        """
        for detector in self._detectors:
            _ = detector.judge

    def _by_resource(self) -> dict[int, tuple[tuple[Detector, Way], ...]]:
        """Resource -> the detectors that a hit of it wakes, and by which way of theirs."""
        wanting: dict[int, list[tuple[Detector, Way]]] = {}
        for detector in self._detectors:
            for way in detector.ways:
                if way.resources:
                    wanting.setdefault(way.resources[0], []).append((detector, way))
        return {number: tuple(found) for number, found in wanting.items()}

    def find(
        self,
        text: str,
        fields: Sequence[Field] = (),
        *,
        disguises: bool = False,
        budget: Budget | None = None,
    ) -> tuple[Finding, ...]:
        """
        All findings in `text`, sorted by start, end and detector.

        `disguises`: also those that only show when a disguise is undone (`SourceText.readings`).
        `fields` are the named fields that a structured format knows of. Any `str` is accepted;
        time is linear in its length. Raises ScanError when the search could not be finished, or
        `budget` is used up; without one there is no limit.
        """
        budget = Budget(_ANY) if budget is None else budget
        seen: dict[Detector, list[Seen]] = {}
        source = SourceText(text)
        program = Program(text)
        for view in source.views:
            self._look(view, text, fields, program, seen, budget)
        reread: dict[Detector, list[Seen]] = {}
        hidden: list[View] = []
        for view in source.readings(self._signs.seen if disguises else None):
            self._look(view, text, fields, program, reread, budget)
            hidden += (view,) if undone(view) else ()
        named = ((one.letter, several) for one, several in seen.items())
        if disguises and names_lower(text, named):
            self._look_lower(source.views[0], text, fields, program, reread, budget)
        for detector, several in reread.items():
            # Without what stands around it nobody sees that a value is one of a program.
            attended = [
                one
                for one in several
                if not (_is_alone(one) and program.unattended(one.start, one.end))
            ]
            seen[detector] = with_reread(seen.get(detector, []), attended)
        findings = [
            Finding(
                one.start,
                one.end,
                detector.category,
                detector.letter,
                one.level,
                detector.name,
                tuple(sorted(one.evidence)),
            )
            for detector, several in seen.items()
            for one in outermost(several)
        ]
        findings.sort(key=by_place)
        yields = {d.name: d.judge.yields for d in seen if d.judge.yields is not None}
        told = yielded(findings, yields) if yields else tuple(findings)
        if not reread:
            return told
        return with_hidden(unexplained(told, self._marking), hidden, self._marks)

    def _look_lower(
        self,
        view: View,
        text: str,
        fields: Sequence[Field],
        program: Program,
        reread: dict[Detector, list[Seen]],
        budget: Budget,
    ) -> None:
        """Names and places in small letters, as if the whole text were written so."""
        found: dict[Detector, list[Seen]] = {}
        view = in_small_letters(view)
        self._look(view, text, fields, program, found, budget)
        for detector, several in found.items():
            if detector.letter in NAMED:
                small = [
                    one._replace(evidence=one.evidence | {f"view:{view.name}"})
                    for one in several
                    if one.level >= _FIRM
                    and one.end - one.start >= SHORTEST
                    and text[one.start : one.end].islower()
                    and weighs_enough(one.evidence)
                ]
                if small:
                    reread.setdefault(detector, []).extend(small)

    def _look(
        self,
        view: View,
        text: str,
        fields: Sequence[Field],
        program: Program,
        seen: dict[Detector, list[Seen]],
        budget: Budget,
    ) -> None:
        scan = self._matcher.scan(view)
        budget.check()
        sight = Sight(view, lambda: scan.terms, lambda: _fields(view, fields), program)
        woken = self._woken(scan, budget)
        for caller, hits in self._calls(scan, sight):
            candidates = recognised(caller, hits, sight)
            budget.take(len(candidates))
            for where, level, evidence in candidates:
                for detector, most in caller.detectors:
                    found = woken.get(detector)
                    if found is None:
                        found = woken[detector] = {}
                    add(found, where, min(level, most), evidence)
        confirmed = _judge(woken, sight, text, seen, budget)
        for _ in range(_LOOKS_AGAIN if self._again else 0):
            # What a second look has found may explain more: a number behind a name, its like.
            if not confirmed:
                break
            again = self._looked_again(self._again, view, confirmed, budget)
            more = _judge(again, sight, text, seen, budget)
            if not more:
                break
            confirmed += more
        if self._last and confirmed:
            last = self._looked_again(self._last, view, confirmed, budget)
            _judge(last, sight, text, seen, budget)

    def _woken(self, scan: Scan, budget: Budget) -> dict[Detector, Candidates]:
        """The detectors whose patterns and lexicons hit, with their candidates."""
        woken: dict[Detector, Candidates] = {}
        for number in scan:
            for detector, way in self._wanting.get(number, ()):
                ranges = ranges_of(scan, way)
                budget.take(len(ranges))
                found = woken.get(detector)
                if found is None:
                    woken[detector] = dict.fromkeys(ranges, (way.level, way.evidence))
                else:
                    for where in ranges:
                        add(found, where, way.level, way.evidence)
        return woken

    def _looked_again(
        self,
        looking: Iterable[Caller],
        view: View,
        confirmed: Sequence[Confirmed],
        budget: Budget,
    ) -> Mapping[Detector, Candidates]:
        """What follows from the findings of a view."""
        woken: dict[Detector, Candidates] = {}
        for caller in looking:
            candidates = found_again(caller, view, confirmed)
            budget.take(len(candidates))
            for category, (where, level, evidence) in candidates:
                for detector, most in caller.detectors:
                    if category in ("", detector.category) or category == f"kind:{detector.kind}":
                        found = woken.setdefault(detector, {})
                        add(found, where, min(level, most), evidence)
        return woken

    def _calls(self, scan: Scan, sight: Sight) -> Iterable[tuple[Caller, Hits]]:
        """The recognisers to ask about a view, each with the hits of what it searches for."""
        called: dict[Caller, dict[str, Ranges]] = {}
        asking = self._called.get
        for number in scan:
            waiting = asking(number)
            if waiting is None:
                continue
            known = scan.known(number)
            ranges = Later(scan, number) if known is None else known
            for caller, resource in waiting:
                hits = called.get(caller)
                if hits is None:
                    hits = called[caller] = {}
                hits[resource] = ranges
        whole = self._everywhere + self._of_marks if sight.view.marks else self._everywhere
        called.update((caller, {}) for caller in whole)
        if (self._reads or self._of_kind) and len(sight.fields):
            called.update((caller, {}) for caller in self._reads)
            for _, told in sight.fields.told if self._of_kind else ():
                for kind, _ in told.kinds:
                    if kind in self._of_kind:
                        called[self._of_kind[kind]] = {}
        return called.items()


def _judge(
    woken: Mapping[Detector, Candidates],
    sight: Sight,
    text: str,
    seen: dict[Detector, list[Seen]],
    budget: Budget,
) -> list[Confirmed]:
    """
    Adds the candidates that their detectors confirm, in ranges of the original `text`.

    Returns them in ranges of the view.
    """
    view = sight.view
    confirmed: list[Confirmed] = []
    moved = view.offsets is not None
    for detector, candidates in woken.items():
        kept = seen.get(detector)
        judge = detector.judge
        sitting = None if judge.plain else judge.sit(sight)
        budget.check()
        for (start, end), (level, evidence) in candidates.items():
            if sitting is not None:
                judged = sitting.judge(start, end, level, evidence)
                if judged is None:
                    continue
                level, evidence = judged  # noqa: PLW2901  # the candidate, now judged
            confirmed.append(
                Confirmed(start, end, level, detector.category, detector.kind, evidence)
            )
            if moved:
                start, end = view.original(start, end)  # noqa: PLW2901  # now of the original
                if not view.counts(start, end) or (level < _FIRM and view.disguise):
                    continue
                if view.name:
                    evidence |= {f"view:{view.name}"}  # the same
            if kept is None:
                kept = seen[detector] = []
            if text[start : start + 1] in EDGES or text[end - 1 : end] in EDGES:
                start, end = trimmed(text, start, end)  # noqa: PLW2901  # the same
            kept.append(Seen(start, end, level, evidence))
    return confirmed


def _fields(view: View, given: Sequence[Field]) -> Fields:
    """The fields of the view, those that the caller knows of among them."""
    found = fields_of(view)
    return Fields(sorted((*found, *shown(given, view))) if given else found)

"""The finding half of the order: text, views, scan, candidates, evidence, findings."""

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple, TypeAlias
from zlib import crc32

from promptward.automaton import Automaton
from promptward.database import ENGINE, Block, refusal
from promptward.evidence import Judge, Sight, Validator
from promptward.extents import outermost_ranges
from promptward.fields import Field, Fields, fields_of, shown
from promptward.matcher import Matcher, Ranges, Scan, compile_patterns, compile_search
from promptward.model import Finding, PolicyError, ScanError
from promptward.planner import PLAN_FORMAT, Plan, Wanted, plan, resource_keys
from promptward.recognizers.recognizer import Hits, Recognizer
from promptward.resolve import Seen, outermost
from promptward.soundness import missing
from promptward.text import SourceText, View
from promptward_dsl.ir import DetectorIR, PolicyIR
from promptward_dsl.lattice import Confidence

__all__ = ["BLOBS", "DATABASES", "Detection", "compile_detection", "compiled_for"]

BLOBS = (
    "plan",
    *(f"{name}{part}" for name in ("main", "terms") for part in ("", ".words", ".any", ".cased")),
    "fuzzy",
)
"""Names of all that `compile_detection` may return."""

DATABASES = frozenset(("main", "main.words", "terms", "terms.words"))
"""Those of `BLOBS` in which the search engine itself finds damage when it loads them."""


def compiled_for(recognizers: Mapping[str, Recognizer]) -> tuple[str, ...]:
    """
    What besides the IR decides the bytes of `compile_detection`: parts of a key for keeping them.

    The search engine's version, the plan's format, the machine, the recognisers' versions and
    cues.
    """
    machine = os.uname().machine if hasattr(os, "uname") else "windows"
    versions = sorted(
        f"{name} {found.version} {crc32(repr(sorted(found.cues.items())).encode()):08x}"
        for name, found in recognizers.items()
    )
    return (ENGINE, f"plan {PLAN_FORMAT}", sys.platform, sys.byteorder, machine, *versions)


def _named(ir: PolicyIR, recognizers: Mapping[str, Recognizer]) -> dict[str, Recognizer]:
    """The recognisers that the policy names."""
    names = {
        match.pattern[0]
        for detector in ir.detectors.values()
        for match in detector.match
        if match.kind == "recognizer"
    }
    unknown = names - recognizers.keys()
    if unknown:
        raise PolicyError(f"this engine has no recogniser `{min(unknown)}`")
    return {name: recognizers[name] for name in sorted(names)}


def _planned(
    ir: PolicyIR, lexicons: Mapping[str, tuple[str, ...]], wanted: tuple[Wanted, ...]
) -> tuple[Plan, dict[str, bytes]]:
    """
    The plan and its main search, with patterns left to their automata that the search would miss.
    """
    planned = plan(ir, lexicons, wanted)
    for resource in planned.resources:
        # First, since a pattern that is far too large for both engines is refused at once by this
        # one, and after minutes by the other.
        if resource.exact:
            Automaton(resource.exact).check()
    try:
        main = compile_search("main", planned.main)
    except PolicyError as error:
        reasons = map(refusal, planned.main.patterns)
        raise PolicyError(next(filter(None, reasons), str(error))) from None
    walked: frozenset[str] = frozenset()
    # INVARIANT: patterns only ever leave the search, so this ends.
    while missed := missing(planned, main):
        walked |= missed
        planned = plan(ir, lexicons, wanted, walked=walked)
        patterns = compile_patterns(planned.main)
        main = {**main, "main": patterns} if patterns else _without(main, "main")
    return planned, main


def _without(blobs: dict[str, bytes], name: str) -> dict[str, bytes]:
    return {key: blob for key, blob in blobs.items() if key != name}


def compile_detection(
    ir: PolicyIR,
    lexicons: Mapping[str, tuple[str, ...]],
    recognizers: Mapping[str, Recognizer] | None = None,
) -> dict[str, bytes]:
    """
    All that `Detection` needs besides the IR, as bytes to keep, by names of `BLOBS`.

    Seconds for a large policy. Raises PolicyError for what cannot be searched for.
    """
    recognizers = _recognizers(ir) if recognizers is None else recognizers
    named = _named(ir, recognizers)
    owned = _cues(named)
    wanted = tuple(
        Wanted(
            name,
            found.version,
            found.lexicons,
            {cue: source for cue, source in found.cues.items() if owned[name, cue] == (name, cue)},
        )
        for name, found in named.items()
    )
    planned, main = _planned(ir, lexicons, wanted)
    fuzzy = {f.name: list(lexicons[f.name]) for f in planned.fuzzy}
    plan_bytes = json.dumps(planned.to_json(), separators=(",", ":")).encode("ascii")
    blobs = {
        "plan": plan_bytes,
        **main,
        **compile_search("terms", planned.terms),
    }
    if fuzzy:
        blobs["fuzzy"] = json.dumps(fuzzy).encode("ascii")
    return blobs


def _cues(named: Mapping[str, Recognizer]) -> dict[tuple[str, str], tuple[str, str]]:
    """
    By recogniser and cue, under which two names it is searched for.

    Recognisers that have a cue in common share its hits; it is the first one's.
    """
    first: dict[tuple[str, str], tuple[str, str]] = {}
    return {
        (name, cue): first.setdefault(source, (name, cue))
        for name, found in sorted(named.items())
        for cue, source in sorted(found.cues.items())
    }


def _recognizers(ir: PolicyIR) -> Mapping[str, Recognizer]:
    """Those of this engine, imported only for a policy that names one."""
    for detector in ir.detectors.values():
        if any(match.kind == "recognizer" for match in detector.match):
            from promptward.recognizers import RECOGNIZERS  # noqa: PLC0415  # policies may need none

            return RECOGNIZERS
    return {}


def _validators(ir: PolicyIR) -> Mapping[str, Validator]:
    """Those of this engine, imported only for a policy that names one."""
    for detector in ir.detectors.values():
        evidence = [
            *detector.require,
            *(e for _, e in detector.raises),
            *(e for _, e in detector.lowers),
            *(x.evidence for x in detector.excepts if x.evidence is not None),
        ]
        if any(e.kind == "valid" for e in evidence):
            from promptward.validators import VALIDATORS  # noqa: PLC0415  # policies may need none

            return VALIDATORS
    return {}


class _Way(NamedTuple):
    """One `match` of a detector: the resources it follows one another by, or a recogniser."""

    resources: tuple[int, ...]
    words: bool
    recognizer: str | None
    level: Confidence
    evidence: frozenset[str]


_ORDER = itemgetter(0, 1, 5)  # of a finding: start, end, detector


class _Detector:
    """A detector, ready: its ways to match, and its judge."""

    __slots__ = ("category", "judge", "letter", "name", "ways")

    def __init__(
        self,
        name: str,
        ir: PolicyIR,
        number_of: Mapping[tuple[str, ...], int],
        validators: Mapping[str, Validator],
        automata: Mapping[int, Automaton],
    ) -> None:
        detector: DetectorIR = ir.detectors[name]
        self.name = name
        self.category = detector.finds
        category = ir.categories.get(detector.finds)
        self.letter = category.safe_harbor if category else None
        self.judge = Judge(detector, validators, number_of, automata)
        self.ways = tuple(
            _Way(
                tuple(number_of[key] for key in resource_keys(match)),
                match.kind == "sequence",
                match.pattern[0] if match.kind == "recognizer" else None,
                match.level,
                frozenset([f"match:{match.level.word}"]),
            )
            for match in detector.match
        )


_Candidates: TypeAlias = dict[tuple[int, int], tuple[Confidence, frozenset[str]]]


class _Caller:
    """A recogniser that the policy names: what it searches for, and whose candidates it gives."""

    __slots__ = ("detectors", "recognizer", "resources")

    def __init__(
        self,
        recognizer: Recognizer,
        resources: tuple[tuple[int, str], ...],
        detectors: tuple[tuple[_Detector, Confidence], ...],
    ) -> None:
        self.recognizer = recognizer
        self.resources = resources
        self.detectors = detectors


def _callers(
    detectors: Iterable[_Detector],
    named: Mapping[str, Recognizer],
    number_of: Mapping[tuple[str, ...], int],
) -> tuple[_Caller, ...]:
    """Raises KeyError for numbers of another plan."""
    resources: dict[str, list[tuple[int, str]]] = {name: [] for name in named}
    for key, number in number_of.items():
        if key[0] == "words":
            resources[key[1]].append((number, key[2]))
    for (name, cue), owner in _cues(named).items():
        resources[name].append((number_of["cue", *owner], cue))
    asking: dict[str, list[tuple[_Detector, Confidence]]] = {name: [] for name in named}
    for detector in detectors:
        for way in detector.ways:
            if way.recognizer is not None:
                asking[way.recognizer].append((detector, way.level))
    return tuple(
        _Caller(found, tuple(resources[name]), tuple(asking[name]))
        for name, found in named.items()
    )


class Detection:
    """
    Finds what a policy's detectors find; immutable, safe to share between threads and after fork.

    `blobs` come from `compile_detection` for the same policy (then `lexicons` are not looked at);
    without them everything is compiled here. Raises PolicyError for what the engine does not
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
    ) -> None:
        recognizers = _recognizers(ir) if recognizers is None else recognizers
        validators = _validators(ir) if validators is None else validators
        self.blobs: Mapping[str, Block] = (
            compile_detection(ir, lexicons, recognizers) if blobs is None else blobs
        )
        planned = Plan.from_json(json.loads(bytes(self.blobs["plan"])))
        number_of = {r.key: number for number, r in enumerate(planned.resources)}
        self._matcher = Matcher(planned, self.blobs)
        try:
            self._detectors = tuple(
                _Detector(name, ir, number_of, validators, self._matcher.automata)
                for name in sorted(ir.detectors)
            )
            callers = _callers(self._detectors, _named(ir, recognizers), number_of)
        except KeyError:
            raise ValueError("the plan is of another policy") from None
        self._wanting = self._by_resource()
        # Those that search for nothing read fields alone, some of them fields of one kind.
        self._reads: tuple[_Caller, ...] = ()
        self._of_kind: dict[str, _Caller] = {}
        for caller in callers:
            kind: object = getattr(caller.recognizer, "kind", None)
            if not caller.resources and isinstance(kind, str):
                self._of_kind[kind] = caller
            elif not caller.resources:
                self._reads += (caller,)
        self._called: dict[int, list[tuple[_Caller, str]]] = {}
        for caller in callers:
            for number, resource in caller.resources:
                self._called.setdefault(number, []).append((caller, resource))

    def _by_resource(self) -> dict[int, tuple[tuple[_Detector, _Way], ...]]:
        """Resource -> the detectors that a hit of it wakes, and by which way of theirs."""
        wanting: dict[int, list[tuple[_Detector, _Way]]] = {}
        for detector in self._detectors:
            for way in detector.ways:
                if way.resources:
                    wanting.setdefault(way.resources[0], []).append((detector, way))
        return {number: tuple(found) for number, found in wanting.items()}

    def find(self, text: str, fields: Sequence[Field] = ()) -> tuple[Finding, ...]:
        """
        All findings in `text`, sorted by start, end and detector.

        `fields` are the named fields that a structured format knows of. Any `str` is accepted;
        time is linear in its length. Raises ScanError when the search could not be finished.
        """
        seen: dict[_Detector, list[Seen]] = {}
        for view in SourceText(text).views:
            self._look(view, fields, seen)
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
        findings.sort(key=_ORDER)
        return tuple(findings)

    def _look(
        self, view: View, fields: Sequence[Field], seen: dict[_Detector, list[Seen]]
    ) -> None:
        scan = self._matcher.scan(view)
        sight = Sight(view, lambda: scan.terms, lambda: _fields(view, fields))
        woken: dict[_Detector, _Candidates] = {}
        for number in scan:
            for detector, way in self._wanting.get(number, ()):
                ranges = _ranges(scan, way)
                found = woken.get(detector)
                if found is None:
                    woken[detector] = dict.fromkeys(ranges, (way.level, way.evidence))
                else:
                    for where in ranges:
                        _add(found, where, way.level, way.evidence)
        for caller, hits in self._calls(scan, sight):
            for where, level, evidence in _recognised(caller.recognizer, hits, sight):
                for detector, most in caller.detectors:
                    found = woken.get(detector)
                    if found is None:
                        found = woken[detector] = {}
                    _add(found, where, min(level, most), evidence)
        _judge(woken, sight, seen)

    def _calls(self, scan: Scan, sight: Sight) -> Iterable[tuple[_Caller, Hits]]:
        """The recognisers to ask about a view, each with the hits of what it searches for."""
        called: dict[_Caller, _Hits] = {}
        for number in scan:
            for caller, resource in self._called.get(number, ()):
                hits = called.get(caller)
                if hits is None:
                    hits = called[caller] = _Hits(scan)
                hits.numbers[resource] = number
        if (self._reads or self._of_kind) and len(sight.fields):
            none = _Hits(scan)
            called.update(dict.fromkeys(self._reads, none))
            for _, told in sight.fields.told if self._of_kind else ():
                for kind, _ in told.kinds:
                    if kind in self._of_kind:
                        called[self._of_kind[kind]] = none
        return called.items()


class _Hits(Mapping[str, Ranges]):
    """The hits of one recogniser by resource, laid where it asks for them."""

    __slots__ = ("_scan", "numbers")

    def __init__(self, scan: Scan) -> None:
        self._scan = scan
        self.numbers: dict[str, int] = {}

    def __getitem__(self, resource: str) -> Ranges:
        return self._scan.ranges(self.numbers[resource])

    def get(self, resource: str, default: Ranges = ()) -> Ranges:  # type: ignore[override]  # ranges only
        """Where it stands."""
        number = self.numbers.get(resource)
        return default if number is None else self._scan.ranges(number)

    def __iter__(self) -> Iterator[str]:
        return iter(self.numbers)

    def __len__(self) -> int:
        return len(self.numbers)


def _judge(
    woken: Mapping[_Detector, _Candidates], sight: Sight, seen: dict[_Detector, list[Seen]]
) -> None:
    """Adds the candidates that their detectors confirm, in ranges of the original text."""
    view = sight.view
    moved = view.offsets is not None
    for detector, candidates in woken.items():
        kept = seen.get(detector)
        judge = detector.judge
        for (start, end), (level, evidence) in candidates.items():
            if not judge.plain:
                judged = judge.judge(sight, start, end, level, evidence)
                if judged is None:
                    continue
                level, evidence = judged  # noqa: PLW2901  # the candidate, now judged
            if moved:
                start, end = view.original(start, end)  # noqa: PLW2901  # now of the original
                if not view.counts(start, end):
                    continue
            if kept is None:
                kept = seen[detector] = []
            kept.append(Seen(start, end, level, evidence))


def _recognised(
    recognizer: Recognizer, hits: Hits, sight: Sight
) -> Iterable[tuple[tuple[int, int], Confidence, frozenset[str]]]:
    view = sight.view
    try:
        candidates = recognizer.recognise(view, hits, sight.fields)
        if not candidates:
            return ()
        candidates = list(candidates)
    except Exception:  # noqa: BLE001  # whatever it raises, its message may hold the text
        name = recognizer.name
        raise ScanError("scan_recognizer", f"the recogniser `{name}` failed") from None
    size = len(view.data)
    return [
        ((start, end), level, frozenset(evidence))
        for start, end, level, evidence in candidates
        if 0 <= start < end <= size
    ]


def _fields(view: View, given: Sequence[Field]) -> Fields:
    """The fields of the view, those that the caller knows of among them."""
    found = fields_of(view)
    return Fields(sorted((*found, *shown(given, view))) if given else found)


def _add(
    found: _Candidates, where: tuple[int, int], level: Confidence, evidence: frozenset[str]
) -> None:
    known = found.get(where)
    if known is None:
        found[where] = level, evidence
    else:
        found[where] = max(level, known[0]), evidence | known[1]


def _ranges(scan: Scan, way: _Way) -> Ranges:
    if not way.words:
        return scan.ranges(way.resources[0])
    if len(way.resources) > 1:
        return outermost_ranges(_followed(scan, way.resources))
    return outermost_ranges(scan.ranges(way.resources[0]))


_MOST_BLANKS = 3


def _gap(data: bytes, end: int) -> tuple[int, ...]:
    """Where the next word of a sequence may start: after a `.` or not, and one to three blanks."""
    at = end + (data[end : end + 1] == b".")
    blanks = data[at : at + _MOST_BLANKS]
    count = len(blanks) - len(blanks.lstrip(b"\t\n\r "))
    return tuple(range(at + 1, at + count + 1))


def _followed(scan: Scan, resources: Iterable[int]) -> Ranges:
    """Ranges in which hits of the resources follow one another."""
    first, *others = resources
    data = scan.view.data
    so_far = set(scan.ranges(first))
    for number in others:
        ends_by_start: dict[int, list[int]] = {}
        for start, end in scan.ranges(number):
            ends_by_start.setdefault(start, []).append(end)
        if not ends_by_start:
            return ()
        so_far = {
            (start, further)
            for start, end in so_far
            for place in _gap(data, end)
            for further in ends_by_start.get(place, ())
        }
    return sorted(so_far)

"""The finding half of the order: text, views, scan, candidates, evidence, findings."""

import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple
from zlib import crc32

from promptward.automaton import Automaton
from promptward.database import ENGINE, Block, refusal
from promptward.evidence import Judge, Sight, Validator
from promptward.extents import outermost_ranges
from promptward.fields import Field, Fields, fields_of, shown
from promptward.matcher import Matcher, Ranges, Scan, compile_patterns, compile_search
from promptward.model import Finding, PolicyError, ScanError
from promptward.planner import PLAN_FORMAT, Plan, Wanted, plan, resource_keys
from promptward.recognizers.recognizer import Recognizer
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
    wanted = tuple(
        Wanted(name, found.version, found.lexicons, found.cues)
        for name, found in _named(ir, recognizers).items()
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


_Candidates = dict[tuple[int, int], tuple[Confidence, frozenset[str]]]


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
        except KeyError:
            raise ValueError("the plan is of another policy") from None
        self._recognizers = _named(ir, recognizers)
        self._named: dict[str, dict[int, str]] = {name: {} for name in self._recognizers}
        for key, number in number_of.items():
            if key[0] in ("cue", "words"):
                self._named[key[1]][number] = key[2]
        self._wanting = self._by_resource(number_of)
        self._readers = tuple(d for d in self._detectors if self._reads(d))

    def _reads(self, detector: _Detector) -> bool:
        """Whether it has a recogniser that searches for nothing: such a one reads fields alone."""
        return any(
            way.recognizer is not None and not self._named[way.recognizer] for way in detector.ways
        )

    def _by_resource(
        self, number_of: Mapping[tuple[str, ...], int]
    ) -> dict[int, tuple[_Detector, ...]]:
        """Resource -> the detectors that a hit of it wakes."""
        wanting: dict[int, list[_Detector]] = {number: [] for number in number_of.values()}
        for detector in self._detectors:
            numbers = {way.resources[0] for way in detector.ways if way.resources}
            for way in detector.ways:
                if way.recognizer is not None:
                    numbers.update(self._named[way.recognizer])
            for number in numbers:
                wanting[number].append(detector)
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
        findings.sort(key=_order)
        return tuple(findings)

    def _look(
        self, view: View, fields: Sequence[Field], seen: dict[_Detector, list[Seen]]
    ) -> None:
        scan = self._matcher.scan(view)
        if not scan.found and not self._readers:
            return
        sight = Sight(view, lambda: scan.terms, lambda: _fields(view, fields))
        woken = dict.fromkeys(d for number in scan.found for d in self._wanting[number])
        if self._readers and len(sight.fields):
            woken.update(dict.fromkeys(self._readers))
        self._judge(woken, scan, sight, seen)

    def _judge(
        self,
        woken: Iterable[_Detector],
        scan: Scan,
        sight: Sight,
        seen: dict[_Detector, list[Seen]],
    ) -> None:
        view = sight.view
        recognised: dict[str, _Candidates] = {}
        moved = view.offsets is not None
        for detector in woken:
            kept = seen.get(detector)
            judge = detector.judge
            for (start, end), (level, evidence) in self._candidates(
                detector, scan, recognised, sight
            ).items():
                if not judge.plain:
                    judged = judge.judge(sight, start, end, level, evidence)
                    if judged is None:
                        continue
                    level, evidence = judged  # noqa: PLW2901  # the candidate, now judged
                if moved:
                    start, end = view.original(start, end)  # noqa: PLW2901  # now of the original
                if kept is None:
                    kept = seen[detector] = []
                kept.append(Seen(start, end, level, evidence))

    def _candidates(
        self,
        detector: _Detector,
        scan: Scan,
        recognised: dict[str, _Candidates],
        sight: Sight,
    ) -> _Candidates:
        found: _Candidates = {}
        for way in detector.ways:
            if way.recognizer is not None:
                if way.recognizer not in recognised:
                    recognised[way.recognizer] = self._recognise(way.recognizer, scan, sight)
                for where, (level, evidence) in recognised[way.recognizer].items():
                    _add(found, where, min(level, way.level), evidence)
            elif way.resources[0] in scan.found:
                ranges = _ranges(scan, way)
                if found:
                    for where in ranges:
                        _add(found, where, way.level, way.evidence)
                else:
                    found = dict.fromkeys(ranges, (way.level, way.evidence))
        return found

    def _recognise(self, name: str, scan: Scan, sight: Sight) -> _Candidates:
        hits = {
            resource: scan.found[number]
            for number, resource in self._named[name].items()
            if number in scan.found
        }
        found: _Candidates = {}
        if not hits and self._named[name]:
            return found
        try:
            candidates = list(self._recognizers[name].recognise(scan.view, hits, sight.fields))
        except Exception:  # noqa: BLE001  # whatever it raises, its message may hold the text
            raise ScanError("scan_recognizer", f"the recogniser `{name}` failed") from None
        for candidate in candidates:
            if 0 <= candidate.start < candidate.end <= len(scan.view.data):
                _add(
                    found,
                    (candidate.start, candidate.end),
                    candidate.level,
                    frozenset(candidate.evidence),
                )
        return found


def _order(finding: Finding) -> tuple[int, int, str]:
    return finding[0], finding[1], finding[5]


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
        return scan.found[way.resources[0]]
    if len(way.resources) > 1:
        return outermost_ranges(_followed(scan, way.resources))
    return outermost_ranges(scan.found[way.resources[0]])


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
    so_far = set(scan.found.get(first, ()))
    for number in others:
        ends_by_start: dict[int, list[int]] = {}
        for start, end in scan.found.get(number, ()):
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

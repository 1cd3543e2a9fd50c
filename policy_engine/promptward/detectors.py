"""The detectors of a policy, ready to be asked: their ways to match, judges and recognisers."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from promptward import stored_plan
from promptward.automaton import Automaton
from promptward.evidence import Judge, Validator
from promptward.recognizers.recognizer import Recognizer
from promptward.stored_plan import StoredPlan
from promptward_dsl.ir import CategoryIR, DetectorIR, PolicyIR
from promptward_dsl.lattice import Confidence

__all__ = ["Bench", "Caller", "Detector", "Way", "callers"]


def _validators() -> Mapping[str, Validator]:
    """Those of this engine, imported only for a detector that may name one."""
    from promptward.validators import VALIDATORS  # noqa: PLC0415  # see above

    return VALIDATORS


class Way(NamedTuple):
    """One `match` of a detector: the resources it follows one another by, or a recogniser."""

    resources: Sequence[int]
    words: bool
    recognizer: str | None
    level: Confidence
    evidence: frozenset[str]


class Detector:
    """A detector, ready: its ways to match, and its judge, who is made for the first candidate."""

    __slots__ = ("_bench", "_judge", "category", "kind", "letter", "name", "ways")

    def __init__(
        self,
        name: str,
        finds: str,
        category: CategoryIR | None,
        ways: Iterable[stored_plan.Way],
        bench: "Bench",
    ) -> None:
        self.name = name
        self.category = finds
        self.letter = category.safe_harbor if category else None
        self.kind = category.value_type if category else ""
        self.ways = tuple(Way(*way[:3], _LEVELS[way.level], _MATCHED[way.level]) for way in ways)
        self._bench = bench
        self._judge: Judge | None = None

    @property
    def judge(self) -> Judge:
        """Raises PolicyError for what the engine does not know."""
        if self._judge is None:
            # Two threads may both make one; they are the same.
            self._judge = self._bench.judge(self.name)
        return self._judge


_LEVELS = {level.value: level for level in Confidence}
_MATCHED = {level.value: frozenset([f"match:{level.word}"]) for level in Confidence}


class Bench:
    """What judges are made from."""

    __slots__ = ("_automata", "_ir", "_number_of", "_stored", "_validators")

    def __init__(
        self,
        ir: PolicyIR,
        stored: StoredPlan,
        automata: Mapping[int, Automaton],
        validators: Mapping[str, Validator] | None,
    ) -> None:
        self._ir = ir
        self._stored = stored
        self._automata = automata
        self._validators = validators
        self._number_of: Mapping[tuple[str, ...], int] | None = None

    def judge(self, name: str) -> Judge:
        """The judge of a detector."""
        if self._number_of is None:
            self._number_of = self._stored.number_of()
        detector = self._ir.detectors[name]
        if self._validators is None and _validates(detector):
            self._validators = _validators()
        return Judge(detector, self._validators or {}, self._number_of, self._automata)


def _validates(detector: DetectorIR) -> bool:
    evidence = (
        *detector.require,
        *(e for _, e in detector.raises),
        *(e for _, e in detector.lowers),
        *(x.evidence for x in detector.excepts if x.evidence is not None),
    )
    return any(e.kind == "valid" for e in evidence)


class Caller:
    """A recogniser that the policy names: what it searches for, and whose candidates it gives."""

    __slots__ = ("_recognizers", "detectors", "name", "resources")

    def __init__(
        self,
        name: str,
        recognizers: Mapping[str, Recognizer],
        resources: tuple[stored_plan.Call, ...],
        detectors: tuple[tuple[Detector, Confidence], ...],
    ) -> None:
        self.name = name
        self._recognizers = recognizers
        self.resources = resources
        self.detectors = detectors

    @property
    def recognizer(self) -> Recognizer:
        """Itself; imported now, if this is the first text that wants it."""
        return self._recognizers[self.name]


def callers(
    detectors: Iterable[Detector],
    recognizers: Mapping[str, Recognizer],
    calls: Mapping[str, tuple[stored_plan.Call, ...]],
) -> tuple[Caller, ...]:
    """Who asks whom: each recogniser that is called, with the detectors that name it."""
    asking: dict[str, list[tuple[Detector, Confidence]]] = {name: [] for name in calls}
    for detector in detectors:
        for way in detector.ways:
            if way.recognizer is not None:
                asking[way.recognizer].append((detector, way.level))
    return tuple(
        Caller(name, recognizers, resources, tuple(asking[name]))
        for name, resources in calls.items()
    )

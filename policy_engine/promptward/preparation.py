"""From a compiled policy to all that detection runs on, as bytes that are kept."""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from hashlib import sha256

from promptward.artifacts import Artifacts
from promptward.automaton import Automaton
from promptward.beside import beside
from promptward.database import Expression, refusal
from promptward.kept import Kept, machine
from promptward.matcher import compile_search, compile_words
from promptward.model import PolicyError
from promptward.pattern_search import PARTS, TOGETHER, PatternSearch, compile_patterns
from promptward.planner import (
    PLAN_FORMAT,
    Plan,
    Wanted,
    plan,
    resource_keys,
    without_patterns,
)
from promptward.readings.signs import signs
from promptward.recognizers.recognizer import Recognizer
from promptward.signs import SIGN_BLOBS, SIGN_DATABASES, compile_signs
from promptward.soundness import tried_in
from promptward.stored_plan import Call, Way, plan_bytes
from promptward_dsl.ir import DetectorIR, PolicyIR

__all__ = [
    "BLOBS",
    "DATABASES",
    "compile_detection",
    "compile_early",
    "compiled_for",
    "searched_by_recognizers",
]

BLOBS = (
    "plan",
    *(
        f"{name}{part}"
        for name in ("main", "terms")
        for part in (*PARTS, ".words", ".any", ".cased")
    ),
    "fuzzy",
    *SIGN_BLOBS,
)
"""Names of all that `compile_detection` may return."""

DATABASES = frozenset(
    (
        *(f"{name}{part}" for name in ("main", "terms") for part in (*PARTS, ".words")),
        *SIGN_DATABASES,
    )
)
"""Those of `BLOBS` in which the search engine itself finds damage when it loads them."""


def compiled_for(ir: PolicyIR, recognizers: str) -> tuple[str, ...]:
    """
    All that decides the bytes of `compile_detection`: parts of a key for keeping them.

    Detectors and lexicons (by hash), the packs that ship, the search engine's version, the
    machine, the plan's format, and what `searched_by_recognizers` says of the recognisers.
    """
    packs = sha256(_packs().encode("utf-8")).hexdigest()
    return (ir.detection_id, packs, *machine(), f"plan {PLAN_FORMAT}", recognizers)


def _packs() -> str:
    """The text of all packs that ship, in which a pattern stands as the IR has it."""
    from promptward_rules import packs, sources  # noqa: PLC0415  # not on the hot start

    return "\n".join(text for name in packs() for text in sources(name)).replace("\\/", "/")


def searched_by_recognizers() -> str:
    """
    A hash of all recognisers' versions, cues and words, and of the signs of readings.

    Reads all their lists, which takes long.
    """
    from promptward.recognizers import RECOGNIZERS  # noqa: PLC0415  # policies may need none
    from promptward.sign_factors import KEPT  # noqa: PLC0415  # the same

    digest = sha256(repr(sorted(signs().items())).encode("utf-8"))
    digest.update(KEPT.read_bytes())
    for name, found in sorted(RECOGNIZERS.items()):
        said = [name, str(found.version), repr(sorted(found.cues.items()))]
        for resource, words in sorted(found.lexicons.items()):
            said += (resource, *words, "")
        digest.update("\n".join(said).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


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
    ir: PolicyIR,
    lexicons: Mapping[str, tuple[str, ...]],
    wanted: tuple[Wanted, ...],
    kept: Kept,
    *,
    early: bool,
) -> tuple[Plan, dict[str, bytes]] | None:
    """
    The plan and what it searches for, with patterns left to their automata that the search of all
    would miss; `early` all of them, or None where their databases are kept or soon made.
    """
    packs = _packs()
    planned = plan(ir, lexicons, wanted, packs=packs)
    if early:
        own = _own(planned, packs)
        if len(own) > TOGETHER or _lacking(planned, kept) <= TOGETHER:
            return None
        reason = next(filter(None, map(refusal, own)), None)
        if reason is not None:
            raise PolicyError(reason)
        planned = without_patterns(planned)
    for resource in planned.resources:
        # First, since a pattern that is far too large for both engines is refused at once by this
        # one, and after minutes by the other.
        if resource.exact:
            Automaton(resource.exact).check()
    # The engine lets other threads run.
    words = beside(partial(compile_words, "main", planned.main, kept.compile))
    terms = beside(partial(compile_search, "terms", planned.terms, kept.compile))
    try:
        main, missed = _tried(planned, kept)
    except PolicyError as error:
        reasons = map(refusal, planned.main.patterns)
        raise PolicyError(next(filter(None, reasons), str(error))) from None
    walked: frozenset[str] = frozenset()
    # INVARIANT: patterns only ever leave the search, so this ends.
    while missed:
        walked |= missed
        planned = plan(ir, lexicons, wanted, walked=walked, packs=packs)
        main, missed = _tried(planned, kept)
    return planned, {**main, **words(), **terms()}


def _lacking(planned: Plan, kept: Kept) -> int:
    """How many patterns stand in databases that would have to be compiled."""
    lacking: list[int] = []

    def look(_name: str, expressions: Sequence[Expression], first: int) -> bytes:
        if not kept.has(expressions, first):
            lacking.append(len(expressions))
        return b""

    compile_patterns("main", planned.main.patterns, planned.main.parts, look)
    return sum(lacking)


def _own(planned: Plan, packs: str) -> list[str]:
    """The scan forms of patterns that stand in no pack that ships: nobody has tried them."""
    return [
        scan
        for owner, scan in zip(planned.main.owners, planned.main.patterns, strict=True)
        for key in (planned.resources[owner].key,)
        if key[0] == "regex" and key[1] not in packs
    ]


def _tried(planned: Plan, kept: Kept) -> tuple[dict[str, bytes], frozenset[str]]:
    """The databases of the main patterns, and those patterns of which they miss a match."""
    search = planned.main
    tried = tried_in(planned)
    missed: list[str] = []

    def compile_(name: str, expressions: Sequence[Expression], first: int) -> bytes:
        # One is tried while the next is compiled.
        made = kept.compile(name, expressions, first)
        if tried[name]:
            only = [
                size * (name == f"main{part}")
                for part, size in zip(PARTS, search.parts, strict=True)
            ]
            missed.extend(
                kept.missed(name, PatternSearch({name: made}, "main", only), tried[name])
            )
        return made

    made = compile_patterns("main", search.patterns, search.parts, compile_)
    return made, frozenset(missed)


def compile_detection(
    ir: PolicyIR,
    lexicons: Mapping[str, tuple[str, ...]],
    recognizers: Mapping[str, Recognizer] | None = None,
    kept: Kept | None = None,
) -> dict[str, bytes]:
    """
    All that `Detection` needs besides the IR, as bytes to keep, by names of `BLOBS`.

    Seconds for a large policy whose databases are not `kept`. Raises PolicyError for what cannot
    be searched for.
    """
    made = _made(ir, lexicons, recognizers, kept or Kept(Artifacts("")), early=False)
    assert made is not None  # noqa: S101  # only an early form may be none
    return made


def compile_early(
    ir: PolicyIR, lexicons: Mapping[str, tuple[str, ...]], kept: Kept
) -> dict[str, bytes] | None:
    """
    The same without databases of patterns, each of which is left to its automaton.

    A `Detection` of it finds the same in ten times the time, and is there in a fourth of it. None
    where the databases are kept, or soon made. Raises as `compile_detection`.
    """
    return _made(ir, lexicons, None, kept, early=True)


def _made(
    ir: PolicyIR,
    lexicons: Mapping[str, tuple[str, ...]],
    recognizers: Mapping[str, Recognizer] | None,
    kept: Kept,
    *,
    early: bool,
) -> dict[str, bytes] | None:
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
    of_signs = beside(partial(compile_signs, kept.keep))
    made = _planned(ir, lexicons, wanted, kept, early=early)
    if made is None:
        return None
    planned, searched = made
    fuzzy = {f.name: list(lexicons[f.name]) for f in planned.fuzzy}
    number_of = {r.key: number for number, r in enumerate(planned.resources)}
    detectors = [
        (name, ir.detectors[name].finds, _ways(ir.detectors[name], number_of))
        for name in sorted(ir.detectors)
    ]
    blobs = {
        "plan": plan_bytes(planned, detectors, _calls(named, owned, number_of)),
        **searched,
        **of_signs(),
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
    """Those of this engine, for a policy that names one."""
    for detector in ir.detectors.values():
        if any(match.kind == "recognizer" for match in detector.match):
            from promptward.recognizers import RECOGNIZERS  # noqa: PLC0415  # policies may need none

            return RECOGNIZERS
    return {}


def _ways(detector: DetectorIR, number_of: Mapping[tuple[str, ...], int]) -> tuple[Way, ...]:
    return tuple(
        Way(
            tuple(number_of[key] for key in resource_keys(match)),
            match.kind == "sequence",
            match.pattern[0] if match.kind == "recognizer" else None,
            match.level.value,
        )
        for match in detector.match
    )


def _calls(
    named: Iterable[str],
    owned: Mapping[tuple[str, str], tuple[str, str]],
    number_of: Mapping[tuple[str, ...], int],
) -> dict[str, list[Call]]:
    """By recogniser, what it searches for: its words, and cues that may be another's as well."""
    calls: dict[str, list[Call]] = {name: [] for name in named}
    for key, number in number_of.items():
        if key[0] == "words":
            calls[key[1]].append(Call(number, key[2]))
    for (name, cue), owner in owned.items():
        calls[name].append(Call(number_of["cue", *owner], cue))
    return calls

"""A policy examined: all that can be said about it, from its sources to its own tests."""

import datetime as dt
import json
import os
from collections.abc import Callable, Mapping
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from promptward.artifacts import Artifacts, cache_folder, key_of
from promptward.clock import local_day
from promptward.detect import Detection
from promptward.discovery import FLOOR_FOLDER
from promptward.engine import Engine
from promptward.installation import stamp
from promptward.policy import (
    Place,
    build_policy,
    detection_blobs,
    detection_key,
    locate,
    trial_blobs,
)
from promptward_dsl.diagnostics import Diagnostic
from promptward_dsl.span import SHIPPED

if TYPE_CHECKING:
    from promptward.verify import Verification
    from promptward.verify.trials import TrialResult
    from promptward_dsl.compiler import Compiled
    from promptward_dsl.ir import PolicyIR
    from promptward_dsl.notes import Notes
    from promptward_dsl.sources import Input

__all__ = [
    "Examined",
    "Whole",
    "examine",
    "examine_place",
    "floor_faults",
    "verified",
    "whole_policy",
]


class Examined(NamedTuple):
    """
    All that can be said about a policy: messages, the tests it carries, and itself.

    `engine` and `compiled` are None for a policy that can't be built, `results` then empty.
    `sources` hold the texts that diagnostics point into, `inputs` say which files were read.
    """

    diagnostics: tuple[Diagnostic, ...]
    results: tuple["TrialResult", ...]
    sources: Mapping[str, str]
    place: Place
    compiled: "Compiled | None"
    engine: Engine | None
    inputs: tuple["Input", ...] = ()

    @property
    def sound(self) -> bool:
        """Whether the policy would load."""
        return not any(diagnostic.severity == "error" for diagnostic in self.diagnostics)


def examine(
    path: str | os.PathLike[str] | None = None,
    *,
    today: dt.date | None = None,
    environ: Mapping[str, str] | None = None,
    folder: str | None = None,
    floor_folder: str = FLOOR_FOLDER,
) -> Examined:
    """
    Build a policy from its sources and say everything about it, warnings included.

    The arguments are those of `load`. Never raises for the content of a policy; PolicyError where
    it is not clear which floor holds.
    """
    environ = os.environ if environ is None else environ
    named = None if path is None else os.fspath(path)
    place = locate(named, environ, folder or os.curdir, floor_folder=floor_folder)
    return examine_place(place, today or local_day(), Artifacts(cache_folder(environ)))


def examine_place(place: Place, today: dt.date, cache: Artifacts) -> Examined:
    """The same for a policy that was located; pattern databases come from the cache if there."""
    build = build_policy(place, today=today)
    if build.compiled is None:
        return Examined(build.diagnostics, (), build.sources, place, None, None, build.inputs)
    ir, notes, lexicons = build.compiled
    patterns = _patterns(ir, notes, cache)
    found = [*build.diagnostics, *patterns, *floor_faults(place, today, cache)]
    results: tuple[TrialResult, ...] = ()
    engine = None
    if not any(diagnostic.severity == "error" for diagnostic in patterns):
        key = detection_key(ir, cache)
        blobs = detection_blobs(ir, lexicons, key, cache)
        whole = partial(whole_policy, place, today)
        verification, engine = _verified(build.compiled, blobs, key, cache, whole)
        found += verification.diagnostics
        results = verification.results
    ordered = sorted(dict.fromkeys(found), key=lambda one: (one.span, one.code, one.message))
    return Examined(
        tuple(ordered), results, build.sources, place, build.compiled, engine, build.inputs
    )


_PATTERNS = "patterns"
_KEPT = 4_096
"""Patterns that are remembered as sound: those of the last policies that were examined."""


def _patterns(ir: "PolicyIR", notes: "Notes", cache: Artifacts) -> list[Diagnostic]:
    """What is said of each pattern alone; those without a word are not tried again."""
    from promptward.verify import check_patterns  # noqa: PLC0415  # not on the hot start

    key = key_of((_PATTERNS, stamp()))
    try:
        kept = json.loads(cache.read(key, _PATTERNS) or b"[]")
    except ValueError:
        kept = []
    sound = dict.fromkeys(one for one in kept if isinstance(one, str))
    found, passed = check_patterns(ir, notes, sound=sound.keys())
    if not passed <= sound.keys():
        newest = [*sorted(passed), *(one for one in sound if one not in passed)]
        cache.write(key, _PATTERNS, json.dumps(newest[:_KEPT]).encode())
    return found


def verified(
    compiled: "Compiled",
    blobs: Mapping[str, bytes],
    cache: Artifacts | None = None,
    whole: "Whole | None" = None,
) -> tuple[Diagnostic, ...]:
    """What a policy's own examples and tests say against it, on the databases `blobs`."""
    cache = cache or Artifacts("")
    key = detection_key(compiled.ir, cache)
    return _verified(compiled, blobs, key, cache, whole)[0].diagnostics


def floor_faults(place: Place, today: dt.date, cache: Artifacts) -> tuple[Diagnostic, ...]:
    """
    What the tests of the floor below a policy say against it, tried once for each floor.

    A policy brings none but its own tests with it, and one that fails its own is no floor.
    """
    ground = place.ground
    build = None if ground is None else build_policy(ground, today=today)
    if build is None:
        return ()
    if build.compiled is None:
        return tuple(one for one in build.diagnostics if one.severity == "error")
    ir, notes, lexicons = build.compiled
    if not notes.tests:
        return ()
    from promptward.verify import verify  # noqa: PLC0415  # not on the hot start

    key = key_of((_FLOOR, stamp(), ir.policy_id, repr(notes.tests)))
    if cache.read(key, _FLOOR) == _FLOOR.encode():
        return ()
    blobs = trial_blobs(ir, lexicons, cache)
    engine = Engine(ir, notes, Detection(ir, {}, blobs))
    engine.ends = None  # as below
    faults = verify(ir, notes, engine, examples=False).diagnostics
    faults = tuple(one for one in faults if one.severity == "error")
    if not faults:
        cache.write(key, _FLOOR, _FLOOR.encode())
    return faults


_FLOOR = "floor"

Whole = Callable[[], "Compiled | None"]
"""The policy as if nothing were disabled or overridden in it, None where that is no policy."""


def whole_policy(place: Place, today: dt.date) -> "Compiled | None":
    """The policy of a place without its `disable` and `override`: a `Whole`."""
    return build_policy(place, today=today, amended=False).compiled


_EXAMPLES = "examples"


def _verified(
    compiled: "Compiled",
    blobs: Mapping[str, bytes],
    searched: str,
    cache: Artifacts,
    whole: Whole | None = None,
) -> tuple["Verification", Engine]:
    """
    A policy held against its own word, on an engine that was made for that.

    What examples come to hangs on the engine, on what is searched for and how (`searched` is its
    key; the plan) and on the examples: while those are the same, as they are after an edit of
    rules or tests, nothing is to be tried again.
    """
    from promptward.verify import verify  # noqa: PLC0415  # not on the hot start

    ir, notes, _ = compiled
    detection = Detection(ir, {}, blobs)
    detection.check()
    engine = Engine(ir, notes, detection)
    engine.ends = None  # tests speak of other days, and of the policy as it is today
    plan = sha256(blobs["plan"]).hexdigest()
    key = key_of((_EXAMPLES, stamp(), searched, plan, repr([one[:5] for one in notes.examples])))
    held = cache.read(key, _EXAMPLES) == _EXAMPLES.encode()
    found = verify(ir, notes, engine, examples=not held)
    if whole is not None and notes.weakenings:
        found = _excused(found, notes, whole, cache)
    if not held and not any(one.code == "E106" for one in found.diagnostics):
        cache.write(key, _EXAMPLES, _EXAMPLES.encode())
    return found, engine


def _excused(
    found: "Verification", notes: "Notes", whole: Whole, cache: Artifacts
) -> "Verification":
    """
    The verification without what an author may cause in shipped packs and can't mend there:
    examples that hold in the policy as if nothing were disabled or overridden in it.
    """
    from promptward.verify import check_examples  # noqa: PLC0415  # not on the hot start

    failed = {
        (d.span.file, d.span.start)
        for d in found.diagnostics
        if d.code == "E106" and d.span.file.startswith(SHIPPED)
    }
    compiled = whole() if failed else None
    if compiled is None:
        return found
    ir = compiled.ir
    blobs = detection_blobs(ir, compiled.lexicons, detection_key(ir, cache), cache)
    detection = Detection(ir, {}, blobs)
    tried = tuple(one for one in notes.examples if (one.at.file, one.at.start) in failed)
    still = check_examples(notes._replace(examples=tried), detection.find)
    excused = failed - {(d.span.file, d.span.start) for d in still}
    left = tuple(d for d in found.diagnostics if (d.span.file, d.span.start) not in excused)
    return found._replace(diagnostics=left)

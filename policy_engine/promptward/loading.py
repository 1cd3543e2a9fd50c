"""From a path, or a folder, to the engine of the policy that holds there."""

import datetime as dt
import os
import time
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakValueDictionary

from promptward.artifacts import Artifacts, cache_folder
from promptward.budget import Limits
from promptward.clock import local_day
from promptward.config import Config, read_config
from promptward.detect import Detection
from promptward.discovery import FLOOR_FOLDER
from promptward.engine import Engine
from promptward.expressions import keep, recall
from promptward.lockdown import Lockdown, lockdown_places
from promptward.model import PolicyError
from promptward.policy import Compiling, LoadedPolicy, load_compiled, locate, rebuild
from promptward_dsl.diagnostics import Diagnostic
from promptward_dsl.ir import PolicyIR, detectors_with

if TYPE_CHECKING:
    from promptward.custody import Custody
    from promptward.early import EarlyDetection
    from promptward.recognizers.recognizer import Recognizer
    from promptward.signing import Signers
    from promptward_dsl.compiler import Compiled

__all__ = ["load", "prepare", "recognizers_of", "stated_limits"]


def load(
    path: str | os.PathLike[str] | None = None,
    *,
    today: dt.date | None = None,
    environ: Mapping[str, str] | None = None,
    folder: str | None = None,
    floor_folder: str = FLOOR_FOLDER,
    compiling: Compiling = nullcontext,
    early: bool = False,
) -> Engine:
    """
    The engine of a policy: the file at `path`, or the policy that holds in `folder`.

    `folder` is the working folder if left out, `environ` the environment, `today` the day that
    decides which waivers still hold. `compiling` is entered where pattern databases have to be
    compiled, which takes half a minute, once for a machine; with `early` the engine is there after
    a fourth of that, a thread compiles the rest, and until then the same is found more slowly
    (`Engine.settle` waits for it). Raises PolicyError, with its diagnostics,
    for a policy that has an error, fails its own examples or tests, or weakens the floor;
    ConfigError for a configuration that can't be used.
    """
    environ = os.environ if environ is None else environ
    config = read_config(environ, folder or os.curdir, machine_folder=floor_folder)
    given = _Given(path, today or local_day(), environ, folder, floor_folder)
    loaded, detection = _prepared(given, compiling, early=early)
    finding = _early(detection, loaded, given) if loaded.early else detection
    lockdown = Lockdown(lockdown_places(environ, floor_folder))
    return Engine(
        loaded.ir,
        loaded.notes,
        finding,
        policy_id=loaded.policy_id,
        warning=loaded.warning,
        custody=_custody(config, environ, lockdown),
        lockdown=lockdown,
        limits=stated_limits(config),
    )


def _early(detection: Detection, loaded: LoadedPolicy, given: "_Given") -> "EarlyDetection":
    """It, until all of the policy is compiled."""
    from promptward.early import EarlyDetection  # noqa: PLC0415  # not with a cached policy

    def complete() -> Detection | None:
        again, whole = _prepared(given, nullcontext, early=False)
        # A policy that was edited meanwhile is another one.
        return whole if again.policy_id == loaded.policy_id else None

    return EarlyDetection(detection, complete)


def stated_limits(config: Config) -> Limits:
    """What one decision may cost here: the table `[limits]`. Raises ConfigError."""
    if not config.has("limits"):
        return Limits()
    section = config.section("limits")
    usual = Limits()
    stated = Limits(
        section.number("characters", usual.characters, least=1, most=usual.characters),
        section.number("places", usual.places, least=1),
        section.number("seconds", usual.seconds),
    )
    section.finish()
    return stated


def prepare(
    path: str | os.PathLike[str] | None = None,
    *,
    today: dt.date | None = None,
    environ: Mapping[str, str] | None = None,
    folder: str | None = None,
    floor_folder: str = FLOOR_FOLDER,
    compiling: Compiling = nullcontext,
) -> tuple[LoadedPolicy, Detection]:
    """What `load` makes an engine of: the policy, verified, and its finding half. Raises as it."""
    environ = os.environ if environ is None else environ
    given = _Given(path, today or local_day(), environ, folder, floor_folder)
    return _prepared(given, compiling, early=False)


class _Given(NamedTuple):
    """Where a policy is, and for which day."""

    path: str | os.PathLike[str] | None
    today: dt.date
    environ: Mapping[str, str]
    folder: str | None
    floor_folder: str


def _prepared(
    given: _Given, compiling: Compiling, *, early: bool
) -> tuple[LoadedPolicy, Detection]:
    path, today, environ, folder, floor_folder = given
    named = None if path is None else os.fspath(path)
    place = locate(named, environ, folder or os.curdir, floor_folder=floor_folder)
    # Who decides with the floor alone decides with no more than it covers.
    place = place._replace(is_floor=False)
    config = read_config(environ, folder or os.curdir, machine_folder=floor_folder)
    cache = Artifacts(cache_folder(environ))

    def held(compiled: "Compiled", blobs: Mapping[str, bytes]) -> tuple[Diagnostic, ...]:
        from promptward.examination import (  # noqa: PLC0415  # not with a cached policy
            floor_faults,
            verified,
            whole_policy,
        )

        own = verified(compiled, blobs, cache, lambda: whole_policy(place, today))
        return (*floor_faults(place, today, cache), *own)

    demand = _demand(config)
    loaded = load_compiled(
        place,
        today=today,
        cache=cache,
        verify=held,
        demand=demand,
        compiling=compiling,
        early=early,
    )
    try:
        detection = _detection(loaded, environ, config)
    except ValueError:
        if not loaded.cached:
            raise
        # Damage that only the search engine can see.
        loaded = rebuild(
            place,
            today=today,
            cache=cache,
            verify=held,
            demand=demand,
            reuse=False,
            compiling=compiling,
        )
        detection = _detection(loaded, environ, config)
    known = recall(cache)
    if not loaded.early and not (known and loaded.cached):
        keep(cache)
    if not (loaded.cached or loaded.early):
        cache.sweep(time.time())  # a compilation took seconds: this takes none of a usual start
    return loaded, detection


_alive: WeakValueDictionary[str, Detection] = WeakValueDictionary()
"""
Policy id -> its finding half, while an engine of this process holds it.

INVARIANT: only of policies from the cache, which holds verified ones alone. A policy id stands for
all that finds, and what an engine has in memory no damage of the cache can reach.
"""


def _detection(loaded: LoadedPolicy, environ: Mapping[str, str], config: Config) -> Detection:
    """What finds for a policy; one for all engines of it. Raises as `Detection`."""
    alive = _alive.get(loaded.policy_id) if loaded.cached else None
    if alive is not None:
        return alive
    recognizers = recognizers_of(loaded.ir, environ, lambda: config)
    made = Detection(loaded.ir, {}, loaded.blobs, recognizers=recognizers)
    if loaded.cached and recognizers is None:
        _alive[loaded.policy_id] = made
    return made


_MODEL = "ner_"
_ROSTER = "roster_"


def recognizers_of(
    ir: PolicyIR, environ: Mapping[str, str], config: Callable[[], Config]
) -> "Mapping[str, Recognizer] | None":
    """
    Those of the engine, with a model or rosters if the policy names a recogniser that asks them.

    None where it names none, as most do. Raises PolicyError for what is asked for and not there.
    """
    model, roster = _asks(ir, _MODEL), _asks(ir, _ROSTER)
    if not (model or roster):
        return None
    from promptward.recognizers import RECOGNIZERS  # noqa: PLC0415  # most policies ask neither

    known = RECOGNIZERS
    if model:
        from promptward.recognizers.ner import (  # noqa: PLC0415  # the same
            MODEL,
            spacy_model,
            with_model,
        )

        folder = environ.get(MODEL)
        if not folder:
            raise PolicyError(f"the policy asks a model (`ner_person`), and {MODEL} names none")
        known = with_model(known, spacy_model(folder))
    if roster:
        known = _with_rosters(known, environ, config())
    return known


def _asks(ir: PolicyIR, first: str) -> bool:
    return any(
        match.kind == "recognizer" and match.pattern[0].startswith(first)
        for detector in detectors_with(ir, first)
        for match in detector.match
    )


def _with_rosters(
    known: "Mapping[str, Recognizer]", environ: Mapping[str, str], config: Config
) -> "Mapping[str, Recognizer]":
    from promptward.keys import KeyStoreError, own_keys  # noqa: PLC0415  # only with a roster
    from promptward.recognizers.roster_person import (  # noqa: PLC0415  # the same
        means_something,
        with_rosters,
    )
    from promptward.rosters import (  # noqa: PLC0415  # the same
        OpenRosters,
        key_of_rosters,
        roster_places,
    )

    places = roster_places(config)
    if not places:
        raise PolicyError(
            "the policy asks for rosters (`roster_person`), and the configuration names none: "
            "build one with `promptward lexicon build`, and name it in [roster]"
        )
    try:
        key = key_of_rosters(own_keys(config))
    except KeyStoreError as error:
        raise PolicyError(f"the key of the rosters can't be read: {error}") from None
    cache = Artifacts(cache_folder(environ))
    return with_rosters(known, OpenRosters(places, key, means_something, cache))


def _demand(config: Config) -> "Signers | None":
    if not config.has("policy"):
        return None
    from promptward.signing import signers  # noqa: PLC0415  # only where signatures are asked for

    return signers(config)


def _custody(config: Config, environ: Mapping[str, str], lockdown: Lockdown) -> "Custody | None":
    if not any(config.has(section) for section in _CUSTODY):
        return None
    from promptward.custody import open_custody  # noqa: PLC0415  # only where configured

    return open_custody(config, environ, lockdown=lockdown)


_CUSTODY = ("audit", "break_glass", "identity", "justification", "notify", "vault")

"""
From a policy's sources, or from the cache, to what the engine runs on.

The hot start is the way through the cache: no parser, no packs, only files that are compared and
bytes that are read. Whatever is not exactly as it was is built and verified again. A policy that
can't be built is an error; no other policy takes its place.
"""

import datetime as dt
import json
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from promptward.artifacts import Artifacts, key_of
from promptward.discovery import EMBEDDED, Found
from promptward.installation import is_stamped, stamp
from promptward.located import MANIFEST, POLICY, Place, key_at, locate, manifest_at
from promptward.manifest import Manifest, observe
from promptward.model import PolicyError, TruncatedPolicyError
from promptward.truncation import lines_missing, remember
from promptward_dsl.diagnostics import Diagnostic
from promptward_dsl.ir import IRError, Json, PolicyIR
from promptward_dsl.notes import Notes

if TYPE_CHECKING:
    from promptward_dsl.build import Build, EngineFacts
    from promptward_dsl.compiler import Compiled
    from promptward_dsl.sources import Input, Root

__all__ = [
    "Compiling",
    "Demand",
    "LoadedPolicy",
    "Place",
    "Verify",
    "build_policy",
    "detection_blobs",
    "detection_key",
    "engine_facts",
    "load_compiled",
    "locate",
    "policy_inputs",
    "rebuild",
    "refused",
    "trial_blobs",
]


class LoadedPolicy(NamedTuple):
    """
    A policy that was built and verified, now or when it was cached.

    `notes` from the cache are without examples and tests. `warning` says why the cache could not
    be written, `diagnostics` are the warnings of a policy that was built just now.
    """

    ir: PolicyIR
    notes: Notes
    policy_id: str
    blobs: Mapping[str, bytes]
    place: Place
    cached: bool
    diagnostics: tuple[Diagnostic, ...] = ()
    warning: str | None = None
    early: bool = False
    """Its patterns are left to their automata: databases of them are still to be compiled."""


Verify = Callable[["Compiled", Mapping[str, bytes]], tuple[Diagnostic, ...]]
"""Runs the examples and tests of a policy; any error among the answers refuses it."""


Compiling = Callable[[], AbstractContextManager[object]]
"""Entered while pattern databases are compiled, which takes seconds."""


class Demand(Protocol):
    """What a machine asks of a policy's files before it decides with them; `str` says which."""

    def check(self, found: Found, read: "tuple[Input, ...]") -> tuple[str, str, object]:
        """
        The path and sha256 of the file that answers the demand, for a policy built from `read`.

        Raises PolicyError where the demand is not met.
        """


def load_compiled(
    place: Place,
    *,
    today: dt.date,
    cache: Artifacts,
    verify: Verify,
    demand: Demand | None = None,
    compiling: Compiling = nullcontext,
    early: bool = False,
) -> LoadedPolicy:
    """
    The policy of a place, from the cache if nothing has changed, else built and verified.

    `early`: one whose pattern databases would take long is built without them, verified as it is,
    and not cached.

    Raises PolicyError, with its diagnostics, for a policy with an error, and for one that does not
    meet `demand`; the embedded policy is part of the engine and is asked for nothing.
    """
    cached = _cached(place, _key(place, demand), today, cache)
    if cached is not None:
        return cached
    key = _key(place, demand)
    return _built(place, key, today, cache, verify, demand, compiling, reuse=True, early=early)


def rebuild(
    place: Place,
    *,
    today: dt.date,
    cache: Artifacts,
    verify: Verify,
    demand: Demand | None = None,
    reuse: bool = True,
    compiling: Compiling = nullcontext,
) -> LoadedPolicy:
    """
    The same, whatever the cache says of the policy; without `reuse` its databases are made anew.

    Raises as `load_compiled`.
    """
    # Before anything is read: a file of the engine that changes meanwhile makes it another one.
    key = _key(place, demand)
    return _built(place, key, today, cache, verify, demand, compiling, reuse=reuse)


def _key(place: Place, demand: Demand | None) -> str:
    return key_at(place, None if demand is None else str(demand))


# ---------------------------------------------------------------------- from the cache


def _cached(place: Place, key: str, today: dt.date, cache: Artifacts) -> LoadedPolicy | None:
    manifest = manifest_at(key, today, cache)
    if manifest is None:
        return None
    stored = cache.read(manifest.policy, POLICY)
    if stored is None:
        return None
    lines = stored.split(b"\n")
    try:
        parts = cast("dict[str, Json]", json.loads(lines[0]))
        ir = PolicyIR.from_lines(lines[1:])
        notes = Notes.from_json(parts["notes"])
        policy_id = str(parts["id"])
    except (IRError, ValueError, TypeError, KeyError):
        return None
    blobs = cache.named(manifest.detection, manifest.blobs)
    if not blobs.whole():
        return None
    return LoadedPolicy(ir, notes, policy_id, blobs, place, cached=True)


# ---------------------------------------------------------------------- from the sources


def build_policy(place: Place, *, today: dt.date, amended: bool = True) -> "Build":
    """
    The policy of a place from its sources, checked, not yet verified; never raises for any.

    Without `amended` as if nothing were disabled or overridden in it.
    """
    from pathlib import Path  # noqa: PLC0415  # the hot start does without

    from promptward_dsl.build import build  # noqa: PLC0415  # the same

    return build(
        EMBEDDED if place.found.path is None else Path(place.found.path),
        roots=_shipped(),
        floor=None if place.floor is None else Path(place.floor),
        is_floor=place.is_floor,
        today=today,
        facts=engine_facts(),
        amended=amended,
    )


def engine_facts() -> "EngineFacts":
    """The names that policies may use of this engine: what `valid` may ask, and recognisers."""
    from promptward.evidence import KNOWN_OTHERWISE, SURROUNDINGS  # noqa: PLC0415  # not on the hot start
    from promptward.recognizers import RECOGNIZERS  # noqa: PLC0415  # the same
    from promptward.validators import VALIDATORS  # noqa: PLC0415  # the same
    from promptward_dsl.build import EngineFacts  # noqa: PLC0415  # the same

    valid = frozenset((*VALIDATORS, *SURROUNDINGS, KNOWN_OTHERWISE))
    return EngineFacts(valid, frozenset(RECOGNIZERS))


def policy_inputs(found: Found) -> "tuple[Input, ...]":
    """The files that the policy of `found` is read from; packs that ship with the engine are not
    among them, nor is the floor."""
    from pathlib import Path  # noqa: PLC0415  # the hot start does without

    from promptward_dsl.resolver import resolve  # noqa: PLC0415  # the same

    assert found.path is not None  # noqa: S101  # the embedded policy is no file of the site
    roots = _shipped()
    resolved = resolve(Path(found.path), roots=roots, floor=None, today=dt.date.min)
    return tuple(one for one in resolved.inputs if not one.label.startswith(roots[0].label))


def _shipped() -> "list[Root]":
    import promptward_rules  # noqa: PLC0415  # the hot start does without
    from promptward_dsl.sources import SHIPPED, Root  # noqa: PLC0415  # the same

    return [Root(SHIPPED, promptward_rules.root())]


def _built(  # noqa: PLR0913  # the order of one start, and what it needs
    place: Place,
    key: str,
    today: dt.date,
    cache: Artifacts,
    verify: Verify,
    demand: Demand | None,
    compiling: Compiling,
    *,
    reuse: bool,
    early: bool = False,
) -> LoadedPolicy:
    build = build_policy(place, today=today)
    if build.compiled is None:
        raise refused(place, build.diagnostics, build.sources)
    inputs = [
        (one.path, one.sha256)
        for one in build.inputs
        if one.path is not None and not is_stamped(one.path)
    ]
    written = {
        one.path: build.sources[one.label]
        for one in build.inputs
        if one.path is not None and one.label in build.sources and not _ships(one.label)
    }
    if demand is None:
        _whole(place, written, cache)
    if demand is not None and place.found.path is not None:
        inputs.append(demand.check(place.found, build.inputs)[:2])
    ir, notes, lexicons = build.compiled
    policy_id = ir.policy_id
    detection = detection_key(ir, cache)
    soon = _early(ir, lexicons, detection, cache, compiling) if early else None
    if soon is None:
        blobs, names, warning = _blobs(ir, lexicons, detection, cache, compiling, reuse=reuse)
    else:
        blobs, names, warning = soon, (), None
    found = verify(build.compiled, blobs)
    diagnostics = (*build.diagnostics, *found)
    if any(diagnostic.severity == "error" for diagnostic in found):
        raise refused(place, diagnostics, build.sources)
    hot = notes._replace(examples=(), tests=())
    if soon is not None:
        return LoadedPolicy(
            ir, hot, policy_id, blobs, place, cached=False, diagnostics=diagnostics, early=True
        )
    head = json.dumps({"id": policy_id, "notes": hot.to_json()})
    content = "\n".join((head, *ir.to_lines())).encode("ascii")
    ends = sorted(w.until for w in notes.weakenings if w.until is not None)
    dated = bool(ends) or any(d.code == "W115" for d in build.diagnostics)
    manifest = Manifest(
        observe(inputs),
        today.isoformat() if dated else None,
        ends[0] if ends else None,
        key_of((POLICY, content.decode("ascii"))),
        detection,
        names,
    )
    for path, text in written.items():
        remember(path, text, cache)
    # INVARIANT: the manifest comes last, so it never names an artefact that is not there.
    warning = (
        warning
        or cache.write(manifest.policy, POLICY, content)
        or cache.write(key, MANIFEST, manifest.to_bytes())
    )
    return LoadedPolicy(
        ir, hot, policy_id, blobs, place, cached=False, diagnostics=diagnostics, warning=warning
    )


def _ships(label: str) -> bool:
    from promptward_dsl.sources import SHIPPED  # noqa: PLC0415  # the hot start does without

    return label.startswith(SHIPPED)


def _whole(place: Place, written: Mapping[str, str], cache: Artifacts) -> None:
    """Raises PolicyError for a file that was cut since it was loaded; a signature tells more."""
    for path, text in written.items():
        missing = lines_missing(path, text, cache)
        if missing:
            lines = "line" if missing == 1 else f"{missing} lines"
            raise TruncatedPolicyError(
                f"the policy `{place.found.path or EMBEDDED}` can't be loaded: `{path}` is the "
                f"beginning of what was loaded from there, without its last {lines}: it "
                "may have been cut. If they were deleted on purpose, end the file with a comment"
            )


_NAMES = "names"


def trial_blobs(
    ir: PolicyIR, lexicons: Mapping[str, tuple[str, ...]], cache: Artifacts
) -> Mapping[str, bytes]:
    """What detection needs for a few texts: no pattern database is compiled for them alone."""
    key = detection_key(ir, cache)
    early = _early(ir, lexicons, key, cache, nullcontext)
    return detection_blobs(ir, lexicons, key, cache) if early is None else early


def detection_blobs(
    ir: PolicyIR, lexicons: Mapping[str, tuple[str, ...]], key: str, cache: Artifacts
) -> Mapping[str, bytes]:
    """
    The pattern databases of a policy, from the cache or compiled and then kept there under `key`.

    They depend on detectors and lexicons only, so most edits leave them as they are.
    """
    return _blobs(ir, lexicons, key, cache)[0]


def detection_key(ir: PolicyIR, cache: Artifacts) -> str:
    """The key of a policy's pattern databases."""
    from promptward.preparation import compiled_for, searched_by_recognizers  # noqa: PLC0415  # not on the hot start

    # What recognisers search for follows from the engine's files, so it is worked out once.
    key = key_of((_RECOGNIZERS, stamp()))
    known = cache.read(key, _RECOGNIZERS)
    if known is None:
        known = searched_by_recognizers().encode()
        cache.write(key, _RECOGNIZERS, known)
    return key_of(("detection", *compiled_for(ir, known.decode("ascii"))))


_RECOGNIZERS = "recognizers"


def _blobs(
    ir: PolicyIR,
    lexicons: Mapping[str, tuple[str, ...]],
    key: str,
    cache: Artifacts,
    compiling: Compiling = nullcontext,
    *,
    reuse: bool = True,
) -> tuple[Mapping[str, bytes], tuple[str, ...], str | None]:
    """The databases, what `Artifacts.read_named` calls them, and why they could not be kept."""
    stored = cache.read(key, _NAMES) if reuse else None
    if stored is not None:
        names = tuple(stored.decode("ascii", "replace").split())
        known = cache.read_named(key, names)
        if known is not None:
            return known, names, None
    from promptward.kept import Kept  # noqa: PLC0415  # not on the hot start
    from promptward.preparation import compile_detection  # noqa: PLC0415  # the same

    kept = Kept(cache, reuse=reuse)
    with compiling():
        blobs = compile_detection(ir, lexicons, kept=kept)
    names, rest = kept.named(blobs)
    warning = cache.write_all(key, {**rest, _NAMES: " ".join(names).encode()})
    return blobs, names, kept.warning or warning


def _early(
    ir: PolicyIR,
    lexicons: Mapping[str, tuple[str, ...]],
    key: str,
    cache: Artifacts,
    compiling: Compiling,
) -> Mapping[str, bytes] | None:
    """What detection needs without pattern databases; None where they are there or soon made."""
    if cache.has(key, _NAMES):
        return None
    from promptward.kept import Kept  # noqa: PLC0415  # not on the hot start
    from promptward.preparation import compile_early  # noqa: PLC0415  # the same

    with compiling():
        return compile_early(ir, lexicons, Kept(cache))


def refused(
    place: Place, diagnostics: tuple[Diagnostic, ...], sources: Mapping[str, str]
) -> PolicyError:
    """The error for a policy with errors; its message names the file and the first of them."""
    from promptward_dsl.render import render_all  # noqa: PLC0415  # only for a policy with errors
    from promptward_dsl.span import line_and_column  # noqa: PLC0415  # the same

    errors = [diagnostic for diagnostic in diagnostics if diagnostic.severity == "error"]
    first = errors[0]
    more = f", and {len(errors) - 1} more" if len(errors) > 1 else ""
    where = first.span.file
    if where in sources:
        line, column = line_and_column(sources[where], first.span.start)
        where = f"{where}:{line}:{column}"
    return PolicyError(
        f"the policy `{place.found.path or EMBEDDED}` can't be loaded: "
        f"{where}: {first.message} ({first.code}{more})",
        diagnostics,
        render_all(diagnostics, sources),
    )

"""
What can be said about a policy before it is used, kept until anything it rests on has changed.

A review is a whole examination: syntax, names, analysis, examples, tests, costs. It is kept only
for a policy in which there is no error and nothing that was measured, and holds as long as every
file that was read, every file that was looked for in vain, the engine, the packs, the word lists,
the working folder and the day are the same. Anything else is examined again.
"""

import datetime as dt
import json
import os
from collections.abc import Mapping
from typing import NamedTuple, cast

from promptward.artifacts import Artifacts, key_of
from promptward.installation import is_stamped, stamp
from promptward.manifest import Manifest, observe
from promptward.policy import Place
from promptward_dsl.diagnostics import Diagnostic, Related
from promptward_dsl.ir import IR_FORMAT, Json
from promptward_dsl.span import SourceSpan

__all__ = ["Review", "review"]

_MANIFEST, _REVIEW = "reviewed", "review"
_MEASURED = frozenset({"W217"})
"""What may be said of a busy machine, and not of an idle one: it is not kept."""


class Review(NamedTuple):
    """
    Messages about a policy, the texts they point into, and what the policy calls itself.

    `name`, `version` and `policy_id` are None for a policy that can't be built. `kept`: nothing
    was run, for nothing has changed since it was.
    """

    place: Place
    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, str]
    name: str | None
    version: str | None
    policy_id: str | None
    kept: bool

    @property
    def sound(self) -> bool:
        """Whether the policy would load."""
        return not any(diagnostic.severity == "error" for diagnostic in self.diagnostics)


def review(place: Place, *, today: dt.date, cache: Artifacts) -> Review:
    """
    All that can be said about a policy that was located, from the cache or from its sources.

    Never raises for the content of a policy.
    """
    # Before anything is read: what changes meanwhile makes it another engine, or another policy.
    key = key_of(
        (
            _MANIFEST,
            stamp(),
            str(IR_FORMAT),
            os.getcwd(),  # messages name files as seen from here
            place.found.path or "",
            place.floor or "",
            str(place.is_floor),
        )
    )
    return _kept(key, place, today, cache) or _made(key, place, today, cache)


def _kept(key: str, place: Place, today: dt.date, cache: Artifacts) -> Review | None:
    data = cache.read(key, _MANIFEST)
    manifest = None if data is None else Manifest.from_bytes(data)
    if manifest is None or not manifest.holds(today):
        return None
    stored = cache.read(manifest.policy, _REVIEW)
    if stored is None:
        return None
    try:
        name, version, policy_id, sources, diagnostics = cast("list[Json]", json.loads(stored))
        return Review(
            place,
            tuple(map(_diagnostic, cast("list[list[Json]]", diagnostics))),
            {str(label): str(text) for label, text in cast("dict[str, Json]", sources).items()},
            str(name),
            str(version),
            str(policy_id),
            kept=True,
        )
    except (ValueError, TypeError, AttributeError):
        return None


def _made(key: str, place: Place, today: dt.date, cache: Artifacts) -> Review:
    from promptward.examination import examine_place  # noqa: PLC0415  # not if nothing has changed

    found = examine_place(place, today, cache)
    if found.compiled is None:
        return Review(place, found.diagnostics, found.sources, None, None, None, kept=False)
    ir = found.compiled.ir
    policy_id = ir.policy_id if found.engine is None else found.engine.policy.id
    made = Review(
        place, found.diagnostics, found.sources, ir.name, ir.version, policy_id, kept=False
    )
    if made.sound and not any(one.code in _MEASURED for one in made.diagnostics):
        shown = {span.file for one in made.diagnostics for span in _spans(one)}
        sources = {label: made.sources[label] for label in sorted(shown & made.sources.keys())}
        content = json.dumps([ir.name, ir.version, policy_id, sources, made.diagnostics])
        day = today.isoformat()
        manifest = Manifest(
            observe(
                (one.path, one.sha256)
                for one in found.inputs
                if one.path is not None and not is_stamped(one.path)
            ),
            day,
            day,
            key_of((_REVIEW, content)),
            "",
            (),
        )
        # INVARIANT: the manifest comes last, so it never names an artefact that is not there. A
        # cache that can't be written is a review that is made again.
        if cache.write(manifest.policy, _REVIEW, content.encode("ascii")) is None:
            cache.write(key, _MANIFEST, manifest.to_bytes())
    return made


def _spans(diagnostic: Diagnostic) -> list[SourceSpan]:
    return [diagnostic.span, *(one.span for one in diagnostic.related)]


def _diagnostic(parts: list[Json]) -> Diagnostic:
    code, span, message, help_, note, related = parts
    return Diagnostic(
        str(code),
        _span(span),
        str(message),
        cast("str | None", help_),
        cast("str | None", note),
        tuple(
            Related(_span(where), str(said)) for where, said in cast("list[list[Json]]", related)
        ),
    )


def _span(parts: Json) -> SourceSpan:
    file, start, end = cast("tuple[str, int, int]", parts)
    return SourceSpan(file, start, end)

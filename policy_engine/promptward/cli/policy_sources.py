"""What the policy commands share: a policy from its sources, whatever the cache holds."""

import datetime as dt
import os
from typing import TYPE_CHECKING

import promptward
from promptward.artifacts import Artifacts, cache_folder
from promptward.cli.failure import Failure
from promptward.model import PolicyError
from promptward.policy import Place, build_policy, locate
from promptward.review import Review, review
from promptward_dsl.diagnostics import Diagnostic
from promptward_dsl.span import SHIPPED

if TYPE_CHECKING:
    from promptward.examination import Examined
    from promptward_dsl.build import Build
    from promptward_dsl.compiler import Compiled

__all__ = ["compiled_at", "examined", "mendable", "reviewed", "shown"]


def shown(place: Place) -> str:
    """A policy's path as a person sees it: from here where that is shorter."""
    path = place.found.path
    if path is None:
        return "the embedded policy"
    here = os.path.relpath(path)
    return path if here.startswith(os.pardir) else here


def reviewed(policy: str | None, day: dt.date) -> Review:
    """What examining a policy says, which is not done again if nothing has changed."""
    try:
        place = locate(policy, os.environ, os.curdir)
    except PolicyError as error:
        raise Failure("policy", str(error), where=policy) from None
    return review(place, today=day, cache=Artifacts(cache_folder(os.environ)))


def examined(policy: str | None, day: dt.date) -> "Examined":
    """Everything that can be said about a policy: sources, analysis, examples, tests."""
    try:
        return promptward.examine(policy, today=day)
    except PolicyError as error:
        raise Failure("policy", str(error), where=policy) from None


def mendable(diagnostics: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """All but the warnings and notes inside shipped packs: nobody can mend those here."""
    return tuple(
        d for d in diagnostics if d.severity == "error" or not d.span.file.startswith(SHIPPED)
    )


def compiled_at(policy: str | None, day: dt.date) -> "tuple[Compiled, Build]":
    """A policy that compiles; raises Failure, with all its errors, for one that does not."""
    try:
        place = locate(policy, os.environ, os.curdir)
    except PolicyError as error:
        raise Failure("policy", str(error), where=policy) from None
    build = build_policy(place, today=day)
    if build.compiled is None:
        from promptward_dsl.render import render_all  # noqa: PLC0415  # only for one with errors

        errors = [d for d in build.diagnostics if d.severity == "error"]
        raise Failure(
            "policy",
            f"does not compile\n\n{render_all(errors, build.sources).rstrip()}",
            where=shown(place),
        )
    return build.compiled, build

"""What the policy commands share: a policy from its sources, whatever the cache holds."""

import datetime as dt
import os
from typing import TYPE_CHECKING

import click

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

__all__ = [
    "as_floor_option",
    "compiled_at",
    "examined",
    "mendable",
    "place_of",
    "reviewed",
    "shown",
]

as_floor_option = click.option(
    "--as-floor",
    is_flag=True,
    help="Take it for the next floor of the machine, without the one that is there.",
)


def shown(place: Place) -> str:
    """A policy's path as a person sees it: from here where that is shorter."""
    path = place.found.path
    if path is None:
        return "the embedded policy"
    here = os.path.relpath(path)
    return path if here.startswith(os.pardir) else here


def place_of(policy: str | None, *, as_floor: bool = False) -> Place:
    """Where a policy is, `as_floor` without the one of this machine; raises Failure."""
    try:
        return locate(policy, os.environ, os.curdir, as_floor=as_floor)
    except PolicyError as error:
        raise Failure("policy", str(error), where=policy) from None


def reviewed(policy: str | None, day: dt.date, *, as_floor: bool = False) -> Review:
    """What examining a policy says, which is not done again if nothing has changed."""
    place = place_of(policy, as_floor=as_floor)
    return review(place, today=day, cache=Artifacts(cache_folder(os.environ)))


def examined(policy: str | None, day: dt.date, *, as_floor: bool = False) -> "Examined":
    """Everything that can be said about a policy: sources, analysis, examples, tests."""
    from promptward.examination import examine_place  # noqa: PLC0415  # heavy

    place = place_of(policy, as_floor=as_floor)
    return examine_place(place, day, Artifacts(cache_folder(os.environ)))


def mendable(diagnostics: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """All but the warnings and notes inside shipped packs: nobody can mend those here."""
    return tuple(
        d for d in diagnostics if d.severity == "error" or not d.span.file.startswith(SHIPPED)
    )


def compiled_at(
    policy: str | None, day: dt.date, *, as_floor: bool = False
) -> "tuple[Compiled, Build]":
    """A policy that compiles; raises Failure, with all its errors, for one that does not."""
    place = place_of(policy, as_floor=as_floor)
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

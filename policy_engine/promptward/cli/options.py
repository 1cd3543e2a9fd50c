"""The options that commands share: which policy, and who asks for what."""

import datetime as dt
import os
import re
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from promptward.cli.inputs import read_input
from promptward.cli.paths import FILE
from promptward.clock import local_day
from promptward.model import Actor, Request

if TYPE_CHECKING:
    from promptward.engine import Engine

__all__ = ["Day", "Moment", "RequestOptions", "policy_option", "request_options"]

F = TypeVar("F", bound=Callable[..., Any])

policy_option = click.option(
    "--policy",
    type=FILE,
    metavar="FILE",
    help="The policy to use. Otherwise: $PROMPTWARD_POLICY, the nearest "
    ".promptward/policy.ward upward from here, the embedded HIPAA policy.",
)


class RequestOptions(NamedTuple):
    """Everything about a request but its text, as it was given on the command line."""

    destination: str | None
    purpose: str | None
    actor: str | None
    roles: tuple[str, ...]
    mfa: bool | None
    department: str | None
    date: dt.date | None
    justified: bool | None
    channel: str | None
    scope: str | None
    endpoint: str | None
    model: str | None
    features: tuple[str, ...]
    reason_from: str | None
    break_glass_from: str | None

    @property
    def waiver_day(self) -> dt.date | None:
        """The day that waivers are judged by: one that has ended stays so on any day named."""
        return None if self.date is None else max(self.date, local_day())

    @property
    def asks_for_release(self) -> bool:
        """Whether a purpose or a party is named, which may get more than redacted text."""
        return self.purpose is not None or self.destination is not None

    def with_reason(self, engine: "Engine", request: Request) -> Request:
        """
        The request with the reason that was given for it, kept and used up with this decision.

        Raises Failure where reasons are not kept here, or this one says nothing.
        """
        if self.reason_from is None:
            return request
        from promptward.cli.site import failures  # noqa: PLC0415  # rarely

        reason = read_input(self.reason_from).strip()
        with failures():
            return request._replace(justification=engine.justify(request, reason).id)

    def request(self, text: str) -> Request:
        """The request for one text; a fact that was not given stays unknown."""
        known = (self.actor, self.mfa, self.department)
        someone = bool(self.roles) or any(fact is not None for fact in known)
        named = self.actor or (_somebody() if someone else "")
        actor = Actor(named, self.roles, mfa=self.mfa, department=self.department)
        return Request(
            text,
            destination=self.destination,
            purpose=self.purpose,
            actor=actor if someone else None,
            date=self.date,
            justified=self.justified,
            channel=self.channel,
            scope=self.scope,
            endpoint=self.endpoint,
            model=self.model,
            features=self.features,
            break_glass=(
                None
                if self.break_glass_from is None
                else read_input(self.break_glass_from).strip()
            ),
        )


def _somebody() -> str:
    """Who the machine says is asking, where a role was given and no name."""
    from promptward.identity import current_actor  # noqa: PLC0415  # not always

    return current_actor(None, os.environ, 0).actor.id


class Day(click.ParamType):  # type: ignore[type-arg]  # generic in newer releases of click only
    """A day, written as ISO 8601 has it."""

    name = "date"

    def convert(
        self,
        value: str | dt.date,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> dt.date:
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            self.fail(f"`{value}` is no date; write it as 2026-11-23", param, ctx)


class Moment(click.ParamType):  # type: ignore[type-arg]  # as above
    """
    A day, or a time in UTC, or the beginning of one, as the records of a log write it.

    They are compared as words, so that a slip such as `yesterday` would list nothing, or all.
    """

    name = "time"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        whole = value + _EARLIEST[len(value) :]
        shaped = re.sub("[0-9]", "0", value) == _SHAPE[: max(len(value), len("0000-00"))]
        try:
            dt.datetime.fromisoformat(whole if shaped else "")
        except ValueError:
            self.fail(
                f"`{value}` is no day or time; write 2026-11-23, or 2026-11-23T08:30 (UTC)",
                param,
                ctx,
            )
        return value


_SHAPE = "0000-00-00T00:00:00.000Z"
_EARLIEST = "0001-01-01T00:00:00.000Z"

_OPTIONS = (
    click.option("--destination", metavar="NAME", help="Where the text would go."),
    click.option("--purpose", metavar="NAME", help="What it is needed for."),
    click.option("--actor", metavar="ID", help="Who asks."),
    click.option("--role", "roles", multiple=True, metavar="NAME", help="A role of theirs."),
    click.option("--mfa/--no-mfa", default=None, help="Whether a second factor was checked."),
    click.option("--department", metavar="NAME", help="Their department."),
    click.option("--date", type=Day(), metavar="DAY", help="The day of the request [today]."),
    click.option("--justified", is_flag=True, default=None, help="A reason was stated."),
    click.option(
        "--channel",
        type=click.Choice(["notebook", "editor", "precommit", "api"]),
        help="How it would be sent.",
    ),
    click.option(
        "--scope", metavar="ID", help="The conversation in which pseudonyms stay the same."
    ),
    click.option("--endpoint", metavar="URL", help="The address it would be sent to."),
    click.option("--model", metavar="NAME", help="The model that would be asked there."),
    click.option(
        "--feature", "features", multiple=True, metavar="NAME", help="What else is used: files …"
    ),
)


# Reasons are read from files: a command line is seen by everybody, and kept in histories.
_REASONS = (
    click.option(
        "--reason-from",
        type=FILE,
        metavar="FILE",
        help="Keep the reason in FILE, and decide with it.",
    ),
    click.option(
        "--break-glass-from",
        type=FILE,
        metavar="FILE",
        help="An emergency; the reason stands in FILE.",
    ),
)


def request_options(command: F) -> F:
    """Give a command the options of a request, as one argument `asked: RequestOptions`."""

    @wraps(command)
    def gathered(*args: Any, **given: Any) -> Any:  # noqa: ANN401  # click's border
        fields = {name: given.pop(name) for name in RequestOptions._fields}
        return command(*args, asked=RequestOptions(**fields), **given)

    decorated: Any = gathered
    for option in reversed((*_OPTIONS, *_REASONS)):
        decorated = option(decorated)
    return decorated  # type: ignore[no-any-return]  # click's border

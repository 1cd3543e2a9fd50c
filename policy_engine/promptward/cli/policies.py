"""Opening a policy for a command, and saying what is wrong with the names in a request."""

import gc
import sys
from collections.abc import Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING

import click

import promptward
from promptward.cli.compiling import shown_compiling
from promptward.cli.failure import Failure
from promptward.config import ConfigError
from promptward.model import PolicyError, Request, TruncatedPolicyError
from promptward.room import make_room

if TYPE_CHECKING:
    import datetime as dt

    from promptward.engine import Engine
    from promptward_dsl.ir import PolicyIR

__all__ = ["open_engine", "unknown_names", "warn"]

_LISTED = 8


def open_engine(
    policy: str | None, *, early: bool = False, day: "dt.date | None" = None
) -> "Engine":
    """
    The engine of a policy that a command names, or of the one that is found without a name.

    `day`: the day that its waivers are judged by, today if left out.

    `early`: a person who watches is answered before all of a new policy is compiled, and waits
    when the command is done.
    """
    early = early and sys.stdout.isatty()
    make_room()
    try:
        engine = promptward.load(policy, today=day, compiling=shown_compiling, early=early)
    except TruncatedPolicyError as error:
        advice = "compare it with the last version that you know, and put back what is missing"
        raise Failure("policy", str(error), help=advice) from None
    except PolicyError as error:
        again = f"promptward policy check {policy or ''}".rstrip()
        advice = f"`{again}` says what is wrong with it"
        raise Failure("policy", str(error), help=advice) from None
    except ConfigError as error:
        raise Failure(error.code, error.message, where=error.where, help=error.help) from None
    if not gc.isenabled():
        # What is there now stays to the end: only what comes later is worth looking through.
        gc.freeze()
        gc.enable()
    if engine.warning is not None:
        warn(f"{engine.warning}; the policy is built anew on each start [cache]")
    if early:
        click.get_current_context().call_on_close(partial(_settled, engine))
    return engine


def _settled(engine: "Engine") -> None:
    """Waits until all is compiled, so that the next command need not begin anew."""
    sys.stdout.flush()
    try:
        with shown_compiling("that is the answer; compiling the policy for the next one"):
            engine.settle()
    except PolicyError as error:
        warn(str(error))
    except KeyboardInterrupt:
        pass  # the next command compiles


def unknown_names(ir: "PolicyIR", request: Request) -> list[str]:
    """
    One line for each destination, purpose and role that the policy doesn't declare.

    An unknown name counts against the request; it is said because it is most often a slip.
    """
    roles = sorted(request.actor.roles) if request.actor else []
    named: list[tuple[str, str | None, Mapping[str, object]]] = [
        ("destination", request.destination, ir.destinations),
        ("purpose", request.purpose, ir.purposes),
        *(("role", role, ir.roles) for role in roles),
    ]
    return [
        _unknown(kind, name, declared)
        for kind, name, declared in named
        if name is not None and name not in declared and ir.names.get(name) not in declared
    ]


def _unknown(kind: str, name: str, declared: Iterable[str]) -> str:
    from promptward_dsl.nearest import nearest  # noqa: PLC0415  # only after a slip

    short = sorted({full.rpartition(".")[2] for full in declared})
    near = nearest(name, short)
    said = f"the policy declares no {kind} `{name}`"
    if near is not None:
        return f"{said}; did you mean `{near}`?"
    if not short:
        return f"{said}, nor any other"
    more = f" and {len(short) - _LISTED} more" if len(short) > _LISTED else ""
    return f"{said}; it declares {', '.join(short[:_LISTED])}{more}"


def warn(line: str) -> None:
    """A remark on standard error; the command goes on."""
    click.echo(f"promptward: note: {line}", err=True)

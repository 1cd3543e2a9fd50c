"""`promptward whoami`: who asks, as far as this machine knows, and how sure it is."""

import json
import os
import time

import click

from promptward.cli.failure import Failure
from promptward.config import ConfigError, read_config
from promptward.identity import IdentityError, current_actor, identity_settings

__all__ = ["whoami"]


@click.command
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def whoami(*, form: str) -> int:
    """
    Say who asks, as far as this machine knows, and how sure it is.

    A token that [identity] of the configuration lets us check makes a verified actor; otherwise
    it is the user of JupyterHub or of the operating system, asserted.

    Exit code 2: there is a token, and it does not hold.
    """
    try:
        settings = identity_settings(read_config(os.environ, os.curdir))
        found = current_actor(settings, os.environ, int(time.time()))
    except ConfigError as error:
        raise Failure(error.code, error.message, where=error.where, help=error.help) from None
    except IdentityError as error:
        raise Failure(error.code, str(error), help="sign in again, or take it away") from None
    actor = found.actor
    if form == "json":
        said = {
            "actor": actor.id,
            "assurance": actor.assurance,
            "source": found.source,
            "roles": sorted(actor.roles),
            "mfa": actor.mfa,
            "department": actor.department,
        }
        click.echo(json.dumps(said, indent=2))
        return 0
    factor = {True: "proved lately", False: "not proved, or too long ago", None: "unknown"}
    click.echo(f"{actor.id}  ({actor.assurance}, from {found.source})")
    click.echo(f"  roles          {', '.join(sorted(actor.roles)) or 'none'}")
    click.echo(f"  second factor  {factor[actor.mfa]}")
    click.echo(f"  department     {actor.department or 'unknown'}")
    return 0

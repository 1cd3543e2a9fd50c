"""`promptward restore`: a reply with its pseudonyms turned back."""

import os
import sys
import time

import click

from promptward.cli.failure import INCOMPLETE, OK
from promptward.cli.inputs import read_input
from promptward.cli.options import policy_option
from promptward.cli.paths import FILE
from promptward.cli.policies import open_engine, warn
from promptward.cli.redact import refuse_same, write_text
from promptward.cli.site import failures, here
from promptward.model import Actor
from promptward.scan.printing import counted

__all__ = ["restore"]


@click.command
@click.argument("file", type=FILE, metavar="FILE|-")
@click.option("--scope", required=True, metavar="ID", help="The conversation.")
@click.option("--actor", metavar="ID", help="Who asks [who this machine knows you as].")
@click.option("--role", "roles", multiple=True, metavar="NAME", help="A role of theirs.")
@click.option(
    "-o", "--output", type=FILE, metavar="FILE", help="Write there instead of standard output."
)
@policy_option
def restore(
    *,
    file: str,
    scope: str,
    actor: str | None,
    roles: tuple[str, ...],
    output: str | None,
    policy: str | None,
) -> int:
    """
    Print a reply with the pseudonyms of a kept conversation turned back.

    Needs a vault, the policy's permission (a purpose that gives one of your roles pseudonyms),
    and is written down. What comes out is protected health information again.

    Exit code 3: something in it looks like a pseudonym and is none; it stays as it stands.
    """
    refuse_same(file, output)
    engine = open_engine(policy)
    reply = read_input(file)
    with failures():
        restored = engine.restore(reply, scope, actor=_actor(actor, roles))
    write_text(restored.text, output)
    sys.stdout.flush()
    if restored.left:
        places = counted(len(restored.left), "place")
        warn(f"{places} left: like a pseudonym, but altered or of another conversation")
    return INCOMPLETE if restored.left else OK


def _actor(named: str | None, roles: tuple[str, ...]) -> Actor | None:
    if named is not None:
        return Actor(named, roles)
    if not roles:
        return None
    from promptward.identity import current_actor, identity_settings  # noqa: PLC0415  # rarely

    found = current_actor(identity_settings(here()), os.environ, int(time.time())).actor
    if found.assurance == "verified":
        return found  # a token says which roles somebody has
    return Actor(found.id, roles)

"""Who asks here and now: the token of this session, else the user of the hub or system."""

import os
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from promptward.identity.claims import actor_of
from promptward.identity.failure import IdentityError
from promptward.identity.settings import IdentitySettings
from promptward.identity.token import verified_claims
from promptward.model import Actor
from promptward.no_pipe import no_pipe

__all__ = ["Identified", "current_actor", "token_here"]

_LARGEST_TOKEN = 16_384


class Identified(NamedTuple):
    """An actor and where the knowledge comes from: `token`, `jupyterhub` or `system`."""

    actor: Actor
    source: str


def current_actor(
    settings: IdentitySettings | None, environ: Mapping[str, str], now: int
) -> Identified:
    """
    The actor of this process at `now` (seconds since 1970).

    Without a token it is who the system says, at assurance `asserted`: JupyterHub's user name
    stands in the environment, which its user may change. Raises IdentityError for a token that
    does not hold: signing out must not be a way to become somebody with fewer questions asked.
    """
    token = None if settings is None else token_here(settings, environ)
    if settings is not None and token is not None:
        return Identified(actor_of(verified_claims(token, settings, now), settings, now), "token")
    hub = environ.get("JUPYTERHUB_USER")
    if hub:
        return Identified(Actor(f"jupyterhub:{hub}"), "jupyterhub")
    uid = os.getuid() if hasattr(os, "getuid") else None
    return Identified(Actor(f"system:{_system_user(uid)}"), "system")


def token_here(settings: IdentitySettings, environ: Mapping[str, str]) -> str | None:
    """
    The token of this session: from the variable or else the file that the configuration names.

    A hub that hands its users' tokens on names the variable it does that in (`token_env`). Raises
    IdentityError for a file that others may read, or that can't be read.
    """
    token = environ.get(settings.token_env, "").strip()
    if token:
        return token
    if settings.token_file is None or not os.path.lexists(settings.token_file):
        return None
    try:
        with open(settings.token_file, encoding="ascii", opener=no_pipe) as file:
            if os.name == "posix" and os.fstat(file.fileno()).st_mode & 0o077:
                raise IdentityError(
                    "identity_token_unreadable",
                    f"`{settings.token_file}` may be read by others: chmod 600",
                )
            return file.read(_LARGEST_TOKEN + 1).strip() or None
    except (OSError, UnicodeDecodeError):
        raise IdentityError(
            "identity_token_unreadable", f"`{settings.token_file}` can't be read"
        ) from None


@lru_cache(maxsize=8)  # a directory service may be asked over the network
def _system_user(uid: int | None) -> str:
    """The name behind the process's user id; never `$USER`, which anybody may set."""
    if uid is None:
        return os.environ.get("USERNAME", "unknown")
    import pwd  # noqa: PLC0415  # not everywhere

    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)

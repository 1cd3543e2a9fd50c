"""From checked claims to an actor: name, roles, department, second factor."""

from collections.abc import Mapping

from promptward.identity.failure import IdentityError
from promptward.identity.settings import IdentitySettings
from promptward.model import Actor

__all__ = ["actor_of"]

_LONGEST_ID = 256
_MOST_ROLES = 500


def actor_of(claims: Mapping[str, object], settings: IdentitySettings, now: int) -> Actor:
    """
    The actor that checked claims name, at assurance `verified`.

    `mfa` is true if `amr` or `acr` says so and `auth_time` lies within the allowed time, false if
    they say otherwise or it was too long ago, unknown where the token doesn't say. Raises
    IdentityError where the subject is missing or a claim is of another kind.
    """
    subject = _at(claims, settings.subject_claim)
    if not isinstance(subject, str) or not 0 < len(subject) <= _LONGEST_ID:
        raise IdentityError("identity_claims", f"`{settings.subject_claim}` names nobody")
    department = None
    if settings.department_claim is not None:
        found = _at(claims, settings.department_claim)
        department = found if isinstance(found, str) and found else None
    return Actor(
        subject,
        _roles(claims, settings),
        mfa=_mfa(claims, settings, now),
        department=department,
        assurance="verified",
    )


def _roles(claims: Mapping[str, object], settings: IdentitySettings) -> frozenset[str]:
    stated = _at(claims, settings.roles_claim)
    if stated is None:
        return frozenset()
    listed = stated.split() if isinstance(stated, str) else stated
    if (
        not isinstance(listed, list)
        or len(listed) > _MOST_ROLES
        or not all(isinstance(one, str) for one in listed)
    ):
        raise IdentityError("identity_claims", f"`{settings.roles_claim}` lists no roles")
    if not settings.roles:
        return frozenset(listed)
    return frozenset(settings.roles[one] for one in listed if one in settings.roles)


def _mfa(claims: Mapping[str, object], settings: IdentitySettings, now: int) -> bool | None:
    methods, context = claims.get("amr"), claims.get("acr")
    if methods is None and context is None:
        return None
    named = methods if isinstance(methods, list) else [methods]
    proved = any(isinstance(one, str) and one in settings.mfa_amr for one in named) or (
        isinstance(context, str) and context in settings.mfa_acr
    )
    if not proved:
        return False
    when = claims.get("auth_time")
    if isinstance(when, bool) or not isinstance(when, int | float):
        return None
    age = now - when
    return -settings.leeway_seconds <= age <= settings.max_auth_minutes * 60


def _at(claims: Mapping[str, object], path: str) -> object:
    """The value of a claim: by its whole name, or step by step through objects."""
    if path in claims:
        return claims[path]
    found: object = claims
    for step in path.split("."):
        if not isinstance(found, Mapping):
            return None
        found = found.get(step)
    return found

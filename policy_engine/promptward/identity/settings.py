"""What a site says about its tokens: the table `[identity]` of the configuration."""

from collections.abc import Mapping
from typing import NamedTuple

from promptward.config import Config

__all__ = ["ALGORITHMS", "IdentitySettings", "identity_settings"]

ALGORITHMS = ("ES256", "ES384", "ES512", "Ed25519", "EdDSA", "PS256", "PS384", "PS512", "RS256")
"""Signatures with a private key only: with HS256 whoever can check a token can make one."""

_MFA_AMR = ("mfa",)
_LONGEST_LEEWAY = 300
_LONGEST_AGE = 7 * 24 * 60


class IdentitySettings(NamedTuple):
    """
    How tokens are found, checked and read.

    `max_auth_minutes`: how long ago the person may have proved the second factor (`auth_time`).
    `roles` maps names in the claim to roles of the policy; empty: they are the same.
    """

    issuer: str
    audience: str
    jwks: str
    algorithms: tuple[str, ...]
    token_env: str
    token_file: str | None
    subject_claim: str
    roles_claim: str
    roles: Mapping[str, str]
    department_claim: str | None
    mfa_amr: frozenset[str]
    mfa_acr: frozenset[str]
    max_auth_minutes: int
    leeway_seconds: int


def identity_settings(config: Config) -> IdentitySettings | None:
    """
    The settings, or None where no issuer of tokens is configured.

    Raises ConfigError for a table that is incomplete or names an algorithm we don't take.
    """
    section = config.section("identity")
    if not section:
        return None
    algorithms = section.texts("algorithms", ("ES256", "EdDSA", "Ed25519", "PS256", "RS256"))
    for name in algorithms:
        if name not in ALGORITHMS:
            raise section.refuse(
                "algorithms",
                "names a signature that is not taken here",
                f"take some of {', '.join(ALGORITHMS)}",
            )
    names = section.table("roles")
    jwks = section.path("jwks")
    settings = IdentitySettings(
        issuer=section.required("issuer"),
        audience=section.required("audience"),
        jwks=jwks if jwks is not None else section.required("jwks"),
        algorithms=algorithms,
        token_env=section.text("token_env", "PROMPTWARD_TOKEN") or "",
        token_file=section.path("token_file"),
        subject_claim=section.text("subject_claim", "sub") or "",
        roles_claim=section.text("roles_claim", "roles") or "",
        roles={name: names.required(name) for name in names.names()},
        department_claim=section.text("department_claim"),
        mfa_amr=frozenset(section.texts("mfa_amr", _MFA_AMR)),
        mfa_acr=frozenset(section.texts("mfa_acr")),
        max_auth_minutes=section.number("max_auth_minutes", 720, 1, _LONGEST_AGE),
        leeway_seconds=section.number("leeway_seconds", 30, 0, _LONGEST_LEEWAY),
    )
    section.finish()
    return settings

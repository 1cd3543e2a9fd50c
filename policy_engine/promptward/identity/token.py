"""
A JSON Web Token, checked: signature, issuer, audience and times (RFC 7519, RFC 8725).

The time is an argument, so that a decision can be replayed; the keys come from a file, so that
deciding needs no network.
"""

import json
from collections.abc import Mapping

from promptward.identity.failure import IdentityError
from promptward.identity.key_set import key_for, read_key_set
from promptward.identity.settings import IdentitySettings

__all__ = ["verified_claims"]

_LONGEST = 16_384
_DOTS = 2
_REFUSED_HEADERS = frozenset({"b64", "crit", "enc", "jku", "jwk", "x5c", "x5u", "zip"})


def verified_claims(token: str, settings: IdentitySettings, now: int) -> Mapping[str, object]:
    """
    The claims of a token that holds at `now` (seconds since 1970). Raises IdentityError else.

    Refused as well: headers that bring their own key, encrypted and unsecured tokens.
    """
    if len(token) > _LONGEST or token.count(".") != _DOTS or not token.isascii():
        raise IdentityError("identity_token_unreadable", "the token is no signed JSON Web Token")
    header = _header(token)
    algorithm = header.get("alg")
    if not isinstance(algorithm, str) or algorithm not in settings.algorithms:
        raise IdentityError(
            "identity_algorithm", "the token is signed in a way that is not taken here"
        )
    if not _REFUSED_HEADERS.isdisjoint(header):
        raise IdentityError("identity_token_unreadable", "the token brings headers of its own")
    claims = _signed(token, settings, header, algorithm)
    _check(claims, settings, now)
    return claims


def _header(token: str) -> dict[str, object]:
    import base64  # noqa: PLC0415  # only where tokens are used
    import binascii  # noqa: PLC0415  # the same

    part = token.partition(".")[0]
    try:
        header = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except (ValueError, binascii.Error, RecursionError):
        header = None
    if not isinstance(header, dict):
        raise IdentityError("identity_token_unreadable", "the token's header can't be read")
    return header


def _signed(
    token: str, settings: IdentitySettings, header: dict[str, object], algorithm: str
) -> Mapping[str, object]:
    try:
        from joserfc import jwt  # noqa: PLC0415  # only where tokens are used
        from joserfc.errors import JoseError  # noqa: PLC0415  # the same
    except ImportError:
        raise IdentityError(
            "identity_extra", "tokens need `pip install 'promptward[custody]'`"
        ) from None
    import warnings  # noqa: PLC0415  # as above

    key = key_for(read_key_set(settings.jwks), header, algorithm)
    try:
        with warnings.catch_warnings():
            # The library warns of `EdDSA`, the name that most issuers still use.
            warnings.simplefilter("ignore")
            claims: object = jwt.decode(token, key, algorithms=[algorithm]).claims
    except (JoseError, ValueError, TypeError, KeyError, RecursionError):
        raise IdentityError(
            "identity_signature", "the signature is not that of the issuer's key"
        ) from None
    if not isinstance(claims, dict):
        raise IdentityError("identity_claims", "the token states no claims")
    return claims


def _check(claims: Mapping[str, object], settings: IdentitySettings, now: int) -> None:
    expires = _time(claims, "exp")
    if expires is None:
        raise IdentityError("identity_claims", "the token does not say when it expires")
    if expires <= now - settings.leeway_seconds:
        raise IdentityError("identity_expired", "the token has expired; sign in again")
    for claim in ("nbf", "iat"):
        begins = _time(claims, claim)
        if begins is not None and begins > now + settings.leeway_seconds:
            raise IdentityError("identity_not_yet_valid", "the token does not hold yet")
    if claims.get("iss") != settings.issuer:
        raise IdentityError("identity_issuer", "the token comes from another issuer")
    audience = claims.get("aud")
    meant = audience if isinstance(audience, list) else [audience]
    if settings.audience not in meant:
        raise IdentityError("identity_audience", "the token is meant for somebody else")


def _time(claims: Mapping[str, object], name: str) -> float | None:
    value = claims.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:  # noqa: PLR0124  # not a number
        raise IdentityError("identity_claims", f"`{name}` is no time")
    return value

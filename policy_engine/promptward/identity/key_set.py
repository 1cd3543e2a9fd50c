"""The keys that tokens are checked with: a JSON Web Key Set in a file, never fetched."""

import json
from typing import TYPE_CHECKING

from promptward.identity.failure import IdentityError
from promptward.no_pipe import no_pipe

if TYPE_CHECKING:
    from joserfc.jwk import ECKey, OKPKey, RSAKey

__all__ = ["PublicKey", "key_for", "read_key_set"]

if TYPE_CHECKING:
    PublicKey = RSAKey | ECKey | OKPKey
else:
    PublicKey = object

_LARGEST = 1 << 20
_LEAST_RSA_BITS = 2048
_KINDS = {
    "RSA": frozenset({"RS256", "PS256", "PS384", "PS512"}),
    "EC": frozenset({"ES256", "ES384", "ES512"}),
    "OKP": frozenset({"EdDSA", "Ed25519"}),
}


def read_key_set(path: str) -> tuple["PublicKey", ...]:
    """
    The keys of a file, RFC 7517: RSA of 2048 bits or more, elliptic curves, Ed25519.

    Raises IdentityError for a file that can't be read, and for any key in it that is secret
    (`oct`, or with its private half) or too short: such a file is not what it should be.
    """
    try:
        with open(path, "rb", opener=no_pipe) as file:
            content = file.read(_LARGEST + 1)
        keys = json.loads(content)["keys"] if len(content) <= _LARGEST else None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        keys = None
    if not isinstance(keys, list) or not keys:
        raise IdentityError("identity_keys", f"`{path}` holds no set of public keys (RFC 7517)")
    return tuple(_key(path, one) for one in keys)


def _key(path: str, one: object) -> "PublicKey":
    from joserfc.errors import JoseError  # noqa: PLC0415  # only where tokens are used
    from joserfc.jwk import JWKRegistry, OctKey  # noqa: PLC0415  # the same

    if not isinstance(one, dict) or one.get("kty") not in _KINDS:
        raise IdentityError("identity_keys", f"`{path}` holds a key that is no public key")
    try:
        key = JWKRegistry.import_key(one)
    except (JoseError, ValueError, TypeError, KeyError):
        raise IdentityError("identity_keys", f"`{path}` holds a key that can't be read") from None
    if isinstance(key, OctKey) or key.is_private:
        raise IdentityError("identity_keys", f"`{path}` holds the private half of a key")
    if key.key_type == "RSA" and key.raw_value.key_size < _LEAST_RSA_BITS:  # type: ignore[union-attr]  # an RSA key
        raise IdentityError("identity_keys", f"`{path}` holds an RSA key of less than 2048 bits")
    return key


def key_for(
    keys: tuple["PublicKey", ...], header: dict[str, object], algorithm: str
) -> "PublicKey":
    """
    The one key that a token's header means: by `kid`, or the only one of the algorithm's kind.

    Raises IdentityError where there is none, or where several could be meant.
    """
    kid = header.get("kid")
    fitting = [
        key
        for key in keys
        if algorithm in _KINDS[key.key_type]
        and (kid is None or key.kid == kid)
        and key.get("use", "sig") == "sig"
        and key.get("alg", algorithm) in {algorithm, _OTHER_NAME.get(algorithm)}
    ]
    if len(fitting) != 1:
        raise IdentityError("identity_unknown_key", "no key of the set made this token")
    return fitting[0]


_OTHER_NAME = {"EdDSA": "Ed25519", "Ed25519": "EdDSA"}

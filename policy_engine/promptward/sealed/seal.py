"""
Seal: AES-256-GCM with what the sealed value belongs to as associated data.

A ciphertext that is moved to another row, scope or purpose does not open.
"""

import hmac
import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from promptward.sealed.failure import VaultError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

__all__ = ["KEY_BYTES", "derived", "opened", "opener", "sealed"]

KEY_BYTES = 32
_NONCE_BYTES = 12


def sealed(key: bytes, value: bytes, belongs_to: bytes) -> bytes:
    """The value under a fresh random nonce, which stands in front."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + _cipher(key).encrypt(nonce, value, belongs_to)


def opened(key: bytes, data: bytes, belongs_to: bytes) -> bytes:
    """The value. Raises VaultError(`vault_altered`) where the seal does not hold."""
    return opener(key)(data, belongs_to)


def opener(key: bytes) -> Callable[[bytes, bytes], bytes]:
    """The same, for many values under one key."""
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415  # optional, slow to load

    decrypt = _cipher(key).decrypt

    def opens(data: bytes, belongs_to: bytes) -> bytes:
        try:
            return decrypt(data[:_NONCE_BYTES], data[_NONCE_BYTES:], belongs_to)
        except (InvalidTag, ValueError):
            raise VaultError(
                "vault_altered", "a sealed value does not open with its key"
            ) from None

    return opens


def derived(key: bytes, purpose: bytes) -> bytes:
    """A key for one purpose from the key of a scope: HMAC-SHA-256 as a pseudorandom function."""
    return hmac.digest(key, b"promptward vault\0" + purpose, "sha256")


def _cipher(key: bytes) -> "AESGCM":
    try:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415  # the same
    except ImportError:
        raise VaultError(
            "vault_key", "the vault needs `pip install 'promptward[custody]'`"
        ) from None
    if len(key) != KEY_BYTES:
        raise VaultError("vault_key", "a key of the vault has 32 bytes")
    return AESGCM(key)

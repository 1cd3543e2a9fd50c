"""
Signed notes: the text format of C2SP that checkpoints of transparency logs are signed in.

A note is its text, an empty line, and signature lines `— NAME BASE64(key id || signature)`. A
verifier key reads `NAME+KEYID+BASE64(algorithm || public key)`; algorithm 0x01 is Ed25519. See
https://c2sp.org/signed-note.
"""

import base64
import binascii
from hashlib import sha256
from typing import NamedTuple

from promptward.audit.failure import AuditError

__all__ = ["Signer", "Verifier", "read_note", "sign"]

_ED25519 = b"\x01"
_ID_BYTES = 4
_SEED_BYTES = _PUBLIC_BYTES = 32
_DASH = "\u2014 "


class Verifier(NamedTuple):
    """A name, the id that signatures by it begin with, and the public key."""

    name: str
    id: bytes
    public: bytes

    def __str__(self) -> str:
        """The form that is handed on and written down."""
        key = base64.b64encode(_ED25519 + self.public).decode()
        return f"{self.name}+{self.id.hex()}+{key}"

    @classmethod
    def parse(cls, text: str) -> "Verifier":
        """From that form. Raises AuditError for any other, and for an algorithm we don't know."""
        name, _, rest = text.strip().partition("+")
        stated, _, key = rest.partition("+")
        try:
            raw = base64.b64decode(key, validate=True)
        except (ValueError, binascii.Error):
            raw = b""
        made = cls.of(name, raw[1:]) if len(raw) == 1 + _PUBLIC_BYTES else None
        if made is None or raw[:1] != _ED25519 or made.id.hex() != stated or not name:
            raise AuditError("audit_key", "that is no verifier key: NAME+ID+BASE64 of Ed25519")
        return made

    @classmethod
    def of(cls, name: str, public: bytes) -> "Verifier":
        """The verifier of a public key under a name."""
        return cls(name, sha256(f"{name}\n".encode() + _ED25519 + public).digest()[:4], public)

    def verifies(self, text: str, signature: bytes) -> bool:
        """Whether `signature` is one by this key over `text`."""
        try:
            from cryptography.exceptions import InvalidSignature  # noqa: PLC0415  # optional, slow
            from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415  # the same
                Ed25519PublicKey,
            )
        except ImportError:
            raise _needed() from None
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, text.encode())
        except (InvalidSignature, ValueError):
            return False
        return True


class Signer:
    """A private key under a name. Its `repr` shows the public half only."""

    __slots__ = ("_key", "verifier")

    def __init__(self, name: str, seed: bytes) -> None:
        try:
            from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415  # the same
                Ed25519PrivateKey,
            )
        except ImportError:
            raise _needed() from None
        if len(seed) != _SEED_BYTES:
            raise AuditError("audit_key", "a signing key has 32 bytes")
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.verifier = Verifier.of(name, self._key.public_key().public_bytes_raw())

    def __repr__(self) -> str:
        """The public half."""
        return f"Signer({self.verifier})"

    def sign(self, text: str) -> bytes:
        """The signature over a text."""
        return self._key.sign(text.encode())


def sign(text: str, signer: Signer) -> str:
    """The note of a text, which ends in a newline, signed."""
    if not text.endswith("\n"):
        raise ValueError("the text of a note ends in a newline")
    verifier = signer.verifier
    signature = base64.b64encode(verifier.id + signer.sign(text)).decode()
    return f"{text}\n{_DASH}{verifier.name} {signature}\n"


def read_note(note: str, verifiers: "tuple[Verifier, ...]") -> tuple[str, Verifier | None]:
    """
    The text of a note, and which of the verifiers signed it: None if none of them did.

    Raises ValueError for what is no note. A signature that claims to be by one of them and is
    not spoils the note.
    """
    text, found, signatures = note.rpartition("\n\n")
    if not found or not signatures.endswith("\n"):
        raise ValueError("not a signed note")
    text += "\n"
    by: Verifier | None = None
    for line in signatures[:-1].split("\n"):
        name, _, encoded = line.removeprefix(_DASH).partition(" ")
        if not line.startswith(_DASH) or not name or not encoded:
            raise ValueError("not a signed note")
        try:
            raw = base64.b64decode(encoded, validate=True)
        except (ValueError, binascii.Error):
            raise ValueError("not a signed note") from None
        for verifier in verifiers:
            if verifier.name == name and verifier.id == raw[:_ID_BYTES]:
                if not verifier.verifies(text, raw[_ID_BYTES:]):
                    raise ValueError("a signature does not hold")
                by = by or verifier
    return text, by


def _needed() -> AuditError:
    return AuditError("audit_key", "the audit log needs `pip install 'promptward[custody]'`")

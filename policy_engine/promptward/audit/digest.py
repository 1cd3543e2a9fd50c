"""
Keyed digests: how a record names a text or a person without holding them.

Never unkeyed: all Social Security numbers can be hashed in minutes. HMAC-SHA-256 under a key that
is kept apart from the log; who has the key can ask for one value at a time, nobody can list them.
"""

import hmac
import unicodedata
from typing import NamedTuple

from promptward.keys import Keys, KeyStoreError

__all__ = ["DIGEST", "DigestKey", "digest_key", "digest_keys", "folded"]

DIGEST = "digest"
_HEX = 32
_MOST_KEYS = 100


class DigestKey(NamedTuple):
    """A key and its id, by which records name it. Its `repr` shows the id only."""

    id: str
    key: bytes

    def __repr__(self) -> str:
        """The id."""
        return f"DigestKey({self.id})"

    @classmethod
    def of(cls, key: bytes) -> "DigestKey":
        """The digest key of 32 bytes or more."""
        if len(key) < 32:  # noqa: PLR2004  # bytes
            raise KeyStoreError("key_store", "a digest key has at least 32 bytes")
        return cls(hmac.digest(key, b"promptward digest key id", "sha256").hex()[:8], key)

    def of_text(self, text: str) -> str:
        """Of a text as it stands (NFC)."""
        return self._mac(b"text\0", unicodedata.normalize("NFC", text))

    def of_subject(self, value: str) -> str:
        """Of a value that names somebody, whatever its case, blanks and punctuation."""
        return self._mac(b"subject\0", folded(value))

    def of_name(self, name: str) -> str:
        """Of a name that a caller gave: a session, a host."""
        return self._mac(b"name\0", name)

    def of_bytes(self, data: bytes) -> str:
        """Of bytes that were dropped."""
        return hmac.digest(self.key, b"bytes\0" + data, "sha256").hex()[:_HEX]

    def _mac(self, kind: bytes, text: str) -> str:
        data = kind + text.encode("utf-8", "surrogatepass")
        return hmac.digest(self.key, data, "sha256").hex()[:_HEX]


def folded(value: str) -> str:
    """A value without case, blanks and punctuation, so that its spellings are one (NFKC)."""
    plain = unicodedata.normalize("NFKC", value).casefold()
    return "".join(c for c in unicodedata.normalize("NFKD", plain) if c.isalnum())


def digest_key(keys: Keys) -> DigestKey:
    """The key of new records. Raises KeyStoreError where there is none."""
    key = keys.get(DIGEST)
    if key is None:
        raise KeyStoreError("key_missing", "there is no digest key: promptward audit init")
    return DigestKey.of(key)


def digest_keys(keys: Keys) -> tuple[DigestKey, ...]:
    """The key of new records and those before it, newest first: an inquiry asks with all."""
    found = [digest_key(keys)]
    for number in range(1, _MOST_KEYS):
        key = keys.get(f"{DIGEST}-{number}")
        if key is None:
            break
        found.append(DigestKey.of(key))
    # The newest of those before stands last.
    return (found[0], *reversed(found[1:]))


def rotate_digest_key(keys: Keys, fresh: bytes) -> DigestKey:
    """Digest with `fresh` from now on; the key before is kept for inquiries."""
    before = digest_key(keys)
    number = len(digest_keys(keys))
    keys.put(f"{DIGEST}-{number}", before.key)
    keys.replace(DIGEST, fresh)
    return DigestKey.of(fresh)

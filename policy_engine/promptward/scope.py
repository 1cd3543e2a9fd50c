"""Scope: what must stay the same across the requests of one conversation."""

from promptward.surrogates import Randomness, SystemRandomness
from promptward.vault import MemoryVault, Vault

__all__ = ["Scope"]

_HASH_KEY_BYTES = 32
_OFFSET_STEPS = 1 << 32


class Scope:
    """
    The vault, the hash key and the date offsets of one conversation.

    Within a scope the same value has the same pseudonym and the same hash, and the dates of one
    person move by the same number of days; in another scope all three are different. Safe to share
    between threads. Its `repr` shows none of its content.
    """

    __slots__ = ("_hash_key", "_offsets", "randomness", "vault")

    def __init__(
        self,
        vault: Vault | None = None,
        *,
        randomness: Randomness | None = None,
        hash_key: bytes | None = None,
    ) -> None:
        self.randomness: Randomness = randomness if randomness is not None else SystemRandomness()
        self.vault: Vault = vault if vault is not None else MemoryVault(self.randomness)
        self._hash_key: list[bytes] = [] if hash_key is None else [hash_key]
        self._offsets: dict[str | None, int] = {}

    def __repr__(self) -> str:
        """Only that it is one: what it holds leads back to people."""
        return "Scope(<private>)"

    @property
    def hash_key(self) -> bytes:
        """The secret of the `hash` transform: random unless it was given."""
        if not self._hash_key:
            # INVARIANT: `append` is atomic and only the first item is ever read, so threads that
            # race agree on one key.
            self._hash_key.append(self.randomness.key(_HASH_KEY_BYTES))
        return self._hash_key[0]

    def date_offset(self, person: str | None, most: int) -> int:
        """
        By how many days the dates of `person` move: never 0, at most `most` either way.

        Drawn once per scope and person, so intervals between dates survive. Offsets for different
        values of `most` have the same direction and proportion. Raises ValueError if `most < 1`.
        """
        if most < 1:
            raise ValueError("a date shift needs at least one day")
        position = self._offsets.get(person)
        if position is None:
            # INVARIANT: setdefault is atomic, so threads that race agree on one offset.
            position = self._offsets.setdefault(person, self.randomness.below(2 * _OFFSET_STEPS))
        backwards, step = divmod(position, _OFFSET_STEPS)
        days = 1 + step * most // _OFFSET_STEPS
        return -days if backwards else days

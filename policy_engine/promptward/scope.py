"""Scope: what must stay the same across the requests of one conversation."""

from typing import TYPE_CHECKING

from promptward.surrogates import Randomness, SystemRandomness
from promptward.vault import MemoryVault, Vault

if TYPE_CHECKING:
    from collections.abc import Mapping

    from promptward.known_values import KnownValues
    from promptward_dsl.ir import CategoryIR

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

    __slots__ = ("_date_key", "_hash_key", "_known", "_offsets", "randomness", "vault")

    def __init__(
        self,
        vault: Vault | None = None,
        *,
        randomness: Randomness | None = None,
        hash_key: bytes | None = None,
        date_key: bytes | None = None,
    ) -> None:
        # With `date_key` date shifts are the same in every process that knows it.
        self.randomness: Randomness = randomness if randomness is not None else SystemRandomness()
        self.vault: Vault = vault if vault is not None else MemoryVault(self.randomness)
        self._hash_key: list[bytes] = [] if hash_key is None else [hash_key]
        self._offsets: dict[str | None, int] = {}
        self._date_key = date_key
        self._known: KnownValues | None = None

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

    def known_values(self, categories: "Mapping[str, CategoryIR]") -> "KnownValues | None":
        """What has a pseudonym here, to be found again; None if nothing has. Raises VaultError."""
        number = len(self.vault)
        if not number:
            return None
        known = self._known
        if known is None or known.number != number:
            from promptward.known_values import KnownValues  # noqa: PLC0415  # few scopes hold any

            # INVARIANT: one assignment, so threads that race here each have a whole one.
            known = self._known = KnownValues(self.vault.values(), categories)
        return known

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
            position = self._offsets.setdefault(person, self._position(person))
        backwards, step = divmod(position, _OFFSET_STEPS)
        days = 1 + step * most // _OFFSET_STEPS
        return -days if backwards else days

    def _position(self, person: str | None) -> int:
        """Where in all possible shifts a person's lies: random, or as the scope's key has it."""
        if self._date_key is None:
            return self.randomness.below(2 * _OFFSET_STEPS)
        import hmac  # noqa: PLC0415  # only where scopes are kept

        name = b"" if person is None else b"\1" + person.encode("utf-8", "surrogatepass")
        drawn = hmac.digest(self._date_key, name, "sha256")
        # 256 bits onto a power of two: every shift is equally likely.
        return int.from_bytes(drawn, "big") % (2 * _OFFSET_STEPS)

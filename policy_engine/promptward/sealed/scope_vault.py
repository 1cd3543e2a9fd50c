"""The vault of one scope, as the engine uses it: a token for a value, a value for a token."""

import hmac
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from promptward import surrogates
from promptward.sealed.failure import VaultError
from promptward.sealed.seal import derived, opened, opener, sealed
from promptward.sealed.vault_file import ScopeKey, VaultFile, blob, number

if TYPE_CHECKING:
    from promptward.surrogates import Randomness

__all__ = ["ScopeVault"]

_SMALL_SCOPE = 1_000
_DRAWS = 1_000


class ScopeVault:
    """
    A `promptward.vault.Vault` whose values are sealed on disk.

    A token per exact spelling and label. `fresh` tells whether tokens were drawn since the vault
    was last made durable: they must be, before a text that holds them leaves.
    """

    __slots__ = ("_file", "_index", "_large", "_randomness", "_scope", "_values", "fresh")

    def __init__(self, file: VaultFile, scope: ScopeKey, randomness: "Randomness") -> None:
        self._file = file
        self._scope = scope
        self._randomness = randomness
        self._values = derived(scope.key, b"values")
        self._index = derived(scope.key, b"index")
        self._large = False  # once it is, it stays so
        self.fresh = False

    def __repr__(self) -> str:
        """Only that it is one."""
        return "ScopeVault(<private>)"

    def token(self, label: str, value: str, avoid: AbstractSet[str] = frozenset()) -> str:
        """The token that stands for `value` under `label`; drawn on first use, outside `avoid`."""
        lookup = self._lookup(label, value)
        known = self._known(lookup)
        if known is not None:
            return known
        small, large = surrogates.SIZES
        if not self._large:
            self._large = len(self) >= _SMALL_SCOPE
        size = large if self._large else small
        data = value.encode("utf-8", "surrogatepass")
        for _ in range(_DRAWS):
            drawn = surrogates.token(label, surrogates.draw(label, size, self._randomness))
            if drawn in avoid:
                continue
            row = (
                self._scope.id,
                drawn,
                label,
                lookup,
                sealed(self._values, data, self._scope.id + drawn.encode()),
            )
            self.fresh = True
            # INVARIANT: (scope, token) is unique, so no token ever stands for two values, and
            # (scope, lookup) is, so a race of two processes leaves one token for a value.
            if self._file.insert("INSERT INTO tokens VALUES (?, ?, ?, ?, ?)", row):
                return drawn
            known = self._known(lookup)
            if known is not None:
                return known
        raise VaultError("vault_unusable", "no unused pseudonym was found")

    def original(self, token: str) -> str | None:
        """What a token, in its canonical spelling, stands for; None if it is unknown."""
        rows = self._file.select(
            "SELECT value FROM tokens WHERE scope = ? AND token = ?", (self._scope.id, token)
        )
        if not rows:
            return None
        data = opened(self._values, blob(rows[0][0]), self._scope.id + token.encode())
        return data.decode("utf-8", "surrogatepass")

    def labels(self) -> AbstractSet[str]:
        """The labels of all tokens in the scope."""
        rows = self._file.select(
            "SELECT DISTINCT label FROM tokens WHERE scope = ?", (self._scope.id,)
        )
        return frozenset(str(row[0]) for row in rows)

    def values(self) -> Iterable[tuple[str, str]]:
        """Label and value of every token. Raises VaultError."""
        rows = self._file.select(
            "SELECT label, token, value FROM tokens WHERE scope = ?", (self._scope.id,)
        )
        opens = opener(self._values)
        return [
            (
                str(label),
                opens(blob(value), self._scope.id + str(token).encode()).decode(
                    "utf-8", "surrogatepass"
                ),
            )
            for label, token, value in rows
        ]

    def make_durable(self) -> None:
        """Until every token that was drawn is on the disk."""
        if self.fresh:
            self._file.make_durable()
            self.fresh = False

    def key_for(self, purpose: bytes) -> bytes:
        """A key of this scope for another purpose: the same in every process, gone with it."""
        return derived(self._scope.key, purpose)

    def _known(self, lookup: bytes) -> str | None:
        rows = self._file.select(
            "SELECT token FROM tokens WHERE scope = ? AND lookup = ?", (self._scope.id, lookup)
        )
        return str(rows[0][0]) if rows else None

    def __len__(self) -> int:
        """How many values have a token."""
        rows = self._file.select("SELECT count(*) FROM tokens WHERE scope = ?", (self._scope.id,))
        return number(rows[0][0])

    def _lookup(self, label: str, value: str) -> bytes:
        data = f"{label}\0{value}".encode("utf-8", "surrogatepass")
        return hmac.digest(self._index, data, "sha256")

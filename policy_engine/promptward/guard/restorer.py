"""What brings a reply's pseudonyms back: whole texts, and texts that arrive in pieces."""

import json
import re
from collections.abc import Set as AbstractSet

from promptward.vault import Vault, restore

__all__ = ["Pieces", "Restorer"]

# What may still become a pseudonym when more arrives. It begins with a bracket, as we write it.
_BEGUN = re.compile(r"\[(?:[A-Za-z]{0,12}(?:\s?(?:\\?_|-)?\s?[0-9A-Za-z]{0,10}\s?)?)?\Z")


class Restorer:
    """Turns the pseudonyms of one conversation back. Holds no text of its own."""

    __slots__ = ("_vault",)

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def text(self, text: str, *, escaped: bool = False) -> str:
        """A text with its pseudonyms turned back; `escaped`: it is JSON, and stays JSON."""
        if "_" not in text and "[" not in text and not self._may_hold(text):
            return text
        vault: Vault = _Escaped(self._vault) if escaped else self._vault
        return restore(text, vault).text

    def pieces(self, *, escaped: bool = False) -> "Pieces":
        """A text that arrives in pieces."""
        return Pieces(self, escaped=escaped)

    def _may_hold(self, text: str) -> bool:
        lowered = text.lower()
        return any(label.lower() in lowered for label in self._vault.labels())


class Pieces:
    """
    One text in pieces, wherever it was cut.

    `feed` gives what can't change any more, `flush` the rest. What is held back is at most the
    beginning of a pseudonym.
    """

    __slots__ = ("_escaped", "_held", "_restorer")

    def __init__(self, restorer: Restorer, *, escaped: bool) -> None:
        self._restorer = restorer
        self._escaped = escaped
        self._held = ""

    @property
    def held(self) -> bool:
        """Whether anything is held back."""
        return bool(self._held)

    def feed(self, piece: str) -> str:
        """The next piece in, and out what it completes."""
        text = self._held + piece
        found = _BEGUN.search(text, max(0, len(text) - 32))
        cut = len(text) if found is None else found.start()
        self._held = text[cut:]
        return self._restorer.text(text[:cut], escaped=self._escaped)

    def flush(self) -> str:
        """What was held back."""
        held, self._held = self._held, ""
        return self._restorer.text(held, escaped=self._escaped)


class _Escaped:
    """A vault whose originals are written as JSON writes them inside of a string."""

    __slots__ = ("_vault",)

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def token(self, label: str, value: str, avoid: AbstractSet[str] = frozenset()) -> str:
        return self._vault.token(label, value, avoid)

    def original(self, token: str) -> str | None:
        value = self._vault.original(token)
        return None if value is None else json.dumps(value, ensure_ascii=False)[1:-1]

    def labels(self) -> AbstractSet[str]:
        return self._vault.labels()

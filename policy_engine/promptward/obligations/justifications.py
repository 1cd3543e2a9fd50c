"""
Justifications: reasons that people state where a policy asks for one.

The reason itself is sealed in the vault; the log holds its keyed digest. It is good for one
decision about one text, and for a short time.
"""

import os
import time
from collections.abc import Callable
from hmac import compare_digest, digest
from typing import NamedTuple

from promptward.model import PromptwardError, Request
from promptward.sealed import VaultFile
from promptward.sealed.seal import opened, sealed
from promptward.sealed.vault_file import blob

__all__ = ["Justification", "JustificationError", "Justifications"]

DEFAULT_SECONDS = 15 * 60
LEAST_CHARACTERS = 10
_LONGEST = 4000


class JustificationError(PromptwardError):
    """
    A reason that can't be taken. `code` is stable: `justification_short`, `justification_unknown`
    (used, expired, or given for another text, actor, purpose or destination).
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Justification(NamedTuple):
    """The receipt for a reason: name it in the request, once, before it expires."""

    id: str
    expires: float


class Justifications:
    """The reasons kept in one vault."""

    __slots__ = ("_clock", "_least", "_seconds", "_vault")

    def __init__(
        self,
        vault: VaultFile,
        *,
        seconds: int = DEFAULT_SECONDS,
        least: int = LEAST_CHARACTERS,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._vault = vault
        self._seconds = seconds
        self._least = least
        self._clock = clock

    def state(self, request: Request, actor: str, reason: str) -> Justification:
        """
        Keep a reason for one decision about `request` by `actor`.

        Raises JustificationError for one that says nothing, VaultError where it can't be kept.
        """
        self.refuse_empty(reason)
        return self._keep(request, actor, reason, used=None)

    def keep(self, request: Request, actor: str, reason: str) -> Justification:
        """Keep the reason of a break-glass decision, which is used up as it is given."""
        return self._keep(request, actor, reason, used=int(self._clock()))

    def _keep(
        self, request: Request, actor: str, reason: str, *, used: int | None
    ) -> Justification:
        id_ = os.urandom(12).hex()
        now = int(self._clock())
        value = sealed(self._key(), reason.encode("utf-8", "surrogatepass"), id_.encode())
        self._vault.insert(
            "INSERT INTO reasons VALUES (?, ?, ?, ?, ?, ?)",
            (id_, self._bound(request, actor), value, now, now + self._seconds, used),
        )
        self._vault.make_durable()
        return Justification(id_, now + self._seconds)

    def refuse_empty(self, reason: str) -> None:
        """Raises JustificationError for a reason that says nothing, or far too much."""
        plain = " ".join(reason.split())
        if not self._least <= len(plain) <= _LONGEST or len(set(plain.casefold())) < 4:  # noqa: PLR2004  # letters that differ
            raise JustificationError(
                "justification_short",
                f"state a reason in {self._least} to {_LONGEST} characters",
            )

    def redeem(self, request: Request, actor: str) -> None:
        """
        Use up the justification that a request names.

        Raises JustificationError where there is none that fits: one use, one request, one term.
        """
        now = int(self._clock())
        rows = self._vault.select(
            "SELECT bound FROM reasons WHERE id = ? AND used IS NULL AND expires > ?",
            (request.justification, now),
        )
        fits = bool(rows) and compare_digest(blob(rows[0][0]), self._bound(request, actor))
        # INVARIANT: of two decisions that name it at once, one row is changed by one of them.
        used = fits and self._vault.update(
            "UPDATE reasons SET used = ? WHERE id = ? AND used IS NULL",
            (now, request.justification),
        )
        if not used:
            raise JustificationError(
                "justification_unknown",
                "that justification was used, has expired, or was given for something else",
            )
        self._vault.make_durable()

    def reason(self, id_: str) -> str | None:
        """The reason itself, for whoever reviews it; None where it is unknown."""
        rows = self._vault.select("SELECT value FROM reasons WHERE id = ?", (id_,))
        if not rows:
            return None
        return opened(self._key(), blob(rows[0][0]), id_.encode()).decode("utf-8", "surrogatepass")

    def _key(self) -> bytes:
        return self._vault.root_key(b"reasons")

    def _bound(self, request: Request, actor: str) -> bytes:
        parts = (request.text, request.destination, request.purpose, request.endpoint, actor)
        joined = b"\0".join(
            b"-" if part is None else b"+" + part.encode("utf-8", "surrogatepass")
            for part in parts
        )
        return digest(self._vault.root_key(b"bound reasons"), joined, "sha256")

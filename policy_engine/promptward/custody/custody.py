"""Custody of one site: the parts that are used here, shared by all decisions of a process."""

import os
import time
from collections.abc import Callable, Mapping

from promptward.audit import AuditLog
from promptward.audit.digest import DigestKey
from promptward.custody.settings import CustodySettings
from promptward.identity import IdentitySettings, current_actor
from promptward.lockdown import Lockdown
from promptward.model import Actor
from promptward.obligations.justifications import Justifications
from promptward.obligations.spool import Spool
from promptward.scope import Scope
from promptward.sealed import ScopeVault, VaultError, VaultFile
from promptward.surrogates import SystemRandomness

__all__ = ["Custody"]


class Custody:
    """
    What is used here; None for the parts that aren't. `clock` gives seconds since 1970.

    Safe to share between threads and after a fork.
    """

    __slots__ = (
        "_announced",
        "clock",
        "environ",
        "identity",
        "lockdown",
        "log",
        "reasons",
        "settings",
        "spool",
        "vault",
    )

    def __init__(
        self,
        settings: CustodySettings,
        *,
        log: AuditLog | None = None,
        vault: VaultFile | None = None,
        spool: Spool | None = None,
        identity: IdentitySettings | None = None,
        lockdown: Lockdown | None = None,
        environ: Mapping[str, str] = os.environ,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.settings = settings
        self.log = log
        self.vault = vault
        self.spool = spool
        self.identity = identity
        self.lockdown = lockdown
        self.environ = environ
        self.clock = clock
        self.reasons: Justifications | None = None
        if vault is not None:
            self.reasons = Justifications(
                vault,
                seconds=settings.reason_minutes * 60,
                least=settings.reason_characters,
                clock=clock,
            )
        self._announced: dict[tuple[int, str], None] = {}

    def __repr__(self) -> str:
        """Which parts are used."""
        used = [name for name in ("log", "vault", "spool", "identity") if getattr(self, name)]
        return f"Custody({', '.join(used)})"

    def actor(self) -> Actor:
        """Who asks here and now, where the request doesn't say. Raises IdentityError."""
        return current_actor(self.identity, self.environ, int(self.clock())).actor

    def scope(self, name: str, actor: Actor | None) -> Scope | None:
        """The kept scope of a conversation; None where no vault is used. Raises VaultError."""
        if self.vault is None:
            return None
        key = self.vault.scope(name, None if actor is None else actor.id)
        return self._scope_of(ScopeVault(self.vault, key, SystemRandomness()))

    def known_scope(self, name: str) -> Scope | None:
        """The same for one that must be there already. Raises VaultError where it is not."""
        if self.vault is None:
            return None
        return self._scope_of(ScopeVault(self.vault, self.vault.known(name), SystemRandomness()))

    def earlier_scope(self, name: str) -> Scope | None:
        """The same, None where it is not there. Raises VaultError where that can't be known."""
        try:
            return self.known_scope(name)
        except VaultError as error:
            if error.code != "vault_unknown":
                raise
            return None

    def _scope_of(self, vault: ScopeVault) -> Scope:
        return Scope(vault, hash_key=vault.key_for(b"hash"), date_key=vault.key_for(b"dates"))

    def digests(self) -> DigestKey | None:
        """The key of digests in records, None where no log is kept. Raises AuditError."""
        if self.log is None:
            return None
        self.log.layout.refuse_exposed()  # says that there is no log, before that it has no key
        return self.log.digests()

    def announces(self, policy_id: str) -> bool:
        """Whether this process begins to decide by that policy just now."""
        key = (os.getpid(), policy_id)
        if key in self._announced:
            return False
        self._announced[key] = None
        return True

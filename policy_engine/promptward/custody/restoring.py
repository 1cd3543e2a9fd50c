"""Restoring in a conversation whose pseudonyms are kept in the vault."""

from typing import TYPE_CHECKING

from promptward.custody.permission import may_restore
from promptward.custody.receipt import RestoreRefused, record_restore
from promptward.facts import standing
from promptward.model import Actor, Request
from promptward.vault import Restored, restore

if TYPE_CHECKING:
    from promptward.custody.custody import Custody
    from promptward.vault import Vault
    from promptward_dsl.ir import PolicyIR

_REFUSED = "refused"

__all__ = ["permitted_vault", "restore_kept"]


def restore_kept(
    custody: "Custody", ir: "PolicyIR", reply: str, scope: str, actor: Actor | None
) -> Restored:
    """
    The reply with the pseudonyms of a kept conversation turned back.

    Raises RestoreRefused, VaultError where the conversation is not in the vault, AuditError.
    """
    actor = actor if actor is not None else custody.actor()
    restored = restore(reply, permitted_vault(custody, ir, scope, actor))
    record_restore(
        custody,
        actor,
        id_=None,
        session=scope,
        outcome="restored",
        number=restored.restored,
        left=len(restored.left),
    )
    return restored


def permitted_vault(custody: "Custody", ir: "PolicyIR", scope: str, actor: Actor) -> "Vault":
    """The vault of a conversation, for an actor who may look into it. Raises as above."""
    kept = custody.known_scope(scope)
    assert kept is not None  # noqa: S101  # only asked where a vault is kept
    assert custody.vault is not None  # noqa: S101  # the same
    refusal = may_restore(
        ir,
        standing(ir, Request("", actor=actor)),
        actor,
        custody.settings,
        own=custody.vault.owned(scope, actor.id),
    )
    if refusal is not None:
        record_restore(
            custody, actor, id_=None, session=scope, outcome="refused", number=0, left=0
        )
        raise RestoreRefused(refusal)
    return kept.vault

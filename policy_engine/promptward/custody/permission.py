"""Permission: whether an actor may have pseudonyms turned back into what they stand for."""

from typing import TYPE_CHECKING

from promptward.model import Actor

if TYPE_CHECKING:
    from promptward.custody.settings import CustodySettings
    from promptward.facts import Standing
    from promptward_dsl.ir import PolicyIR

__all__ = ["may_restore"]


def may_restore(
    ir: "PolicyIR",
    parties: "Standing",
    actor: Actor | None,
    settings: "CustodySettings",
    *,
    own: bool,
) -> str | None:
    """
    None if the actor may, else why not.

    The policy permits it where a purpose gives one of the actor's roles pseudonyms in place of
    values: whoever may ask with the value may read the answer with it. In a conversation of
    somebody else (`own` is false) the site must have named one of the roles besides.
    """
    if settings.restore_mfa and (actor is None or actor.mfa is not True):
        return "restoring needs a second factor that was proved lately"
    purposes = [ir.purposes[parties.purpose]] if parties.purpose in ir.purposes else []
    if not purposes:
        purposes = list(ir.purposes.values())
    permitted = any(
        not parties.roles.isdisjoint(purpose.roles)
        and any(d.op == "pseudonymise" for d in (*purpose.needs.values(), purpose.otherwise))
        for purpose in purposes
    )
    if not permitted:
        return "no purpose of the policy gives this actor pseudonyms to work with"
    held = set(parties.roles) | {role.rpartition(".")[2] for role in parties.roles}
    if not own and held.isdisjoint(settings.restore_roles):
        return "the conversation is somebody else's"
    return None

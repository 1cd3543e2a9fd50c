"""Stating a reason for a request, so that it may be asked again with it."""

from typing import TYPE_CHECKING

from promptward.custody.account import who
from promptward.facts import standing
from promptward.model import PromptwardError, Request

if TYPE_CHECKING:
    from promptward.custody.custody import Custody
    from promptward.obligations.justifications import Justification
    from promptward_dsl.ir import PolicyIR

__all__ = ["state_reason"]


def state_reason(
    custody: "Custody", ir: "PolicyIR", request: Request, reason: str
) -> "Justification":
    """
    Keep the reason, write down that it was stated, and hand out the receipt for it.

    Raises PromptwardError where reasons are not kept or this one says nothing, AuditError and
    VaultError where it can't be kept.
    """
    digests = custody.digests()
    if custody.reasons is None or custody.log is None or digests is None:
        raise PromptwardError("reasons are not kept here: configure [vault] and [audit]")
    actor = request.actor if request.actor is not None else custody.actor()
    made = custody.reasons.state(request, actor.id, reason)
    parties = standing(ir, request)
    custody.log.append(
        {
            "ev": "justification",
            "justification": made.id,
            **who(actor),
            "purpose": parties.purpose,
            "dest": parties.destination,
            "reason": digests.of_text(reason),
            "in": digests.of_text(request.text),
            "kid": digests.id,
        }
    )
    return made

"""
Desk: everything that stands around one decision, in its order.

    admit      who asks, and which justification is used up
    lift       whether a stated reason or an emergency opens what the policy closed
    settle     pseudonyms durable, the intent durable, the contacts' notices durable

Only then is the decision given out. Whatever fails on the way is an error, and so a block.
"""

import os
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING

from promptward.custody.account import account, counts_of, full_asked, who
from promptward.custody.receipt import Receipt
from promptward.decide import Ruling
from promptward.facts import Standing, standing
from promptward.model import Obligation, PromptwardError, Reason, Request
from promptward.obligations.notice import Notice
from promptward.sealed import ScopeVault
from promptward.version import __version__
from promptward_dsl.chains import effective
from promptward_dsl.lattice import Verdict

if TYPE_CHECKING:
    from promptward.audit.record import Body
    from promptward.custody.custody import Custody
    from promptward.decision import Decision
    from promptward.scope import Scope
    from promptward_dsl.ir import PolicyIR

__all__ = ["Desk", "DeskError"]

_HOLDING = frozenset({"active", "not_required"})
_NO_TERM = 1 << 62  # minutes: later than any term that is stated


class DeskError(PromptwardError):
    """A request that custody can't admit. `code` is stable: `break_glass_unused`."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Desk:
    """One decision on its way through custody. Not shared between threads."""

    __slots__ = ("_begun", "_broken", "_custody", "_event", "_ir", "_kept", "id", "request")

    def __init__(self, custody: "Custody", ir: "PolicyIR", request: Request, event: str) -> None:
        self._custody = custody
        self._ir = ir
        self._event = event
        self._begun = time.perf_counter_ns()
        self._broken = False
        self._kept: str | None = None  # the id of the justification or emergency reason
        self.id = os.urandom(12).hex()
        self.request = request

    # ---------------------------------------------------------------- before

    def admit(self) -> Request:
        """
        The request as it is to be decided on: with its actor, and justified if it is.

        Raises IdentityError, VaultError, JustificationError.
        """
        request = self.request
        if request.actor is None:
            request = request._replace(actor=self._custody.actor())
        reasons = self._custody.reasons
        if reasons is not None:
            if request.justification is not None:
                reasons.redeem(request, request.actor.id if request.actor else "")
                self._kept = request.justification
                request = request._replace(justified=True)
            elif request.justified:
                # Where reasons are kept, saying that there is one is not enough.
                request = request._replace(justified=None)
        self.request = request
        return request

    def scope(self) -> "Scope | None":
        """The kept scope that the request names; None: the engine's own."""
        if self.request.scope is None:
            return None
        return self._custody.scope(self.request.scope, self.request.actor)

    # ---------------------------------------------------------------- the verdict

    def lift(self, ruling: Ruling) -> Ruling:
        """The ruling, with what a justification or an emergency opens."""
        if ruling.verdict is Verdict.REQUIRE_JUSTIFICATION and self._kept is not None:
            reason = Reason("justification", "stated", "a reason was stated, and is kept")
            return _warned(ruling, reason)
        if self.request.break_glass is None or ruling.verdict < Verdict.REQUIRE_JUSTIFICATION:
            return ruling
        refusal = self._no_emergency(ruling)
        if refusal is not None:
            reason = Reason("break_glass", "refused", f"break-glass was refused: {refusal}")
            return ruling._replace(reasons=tuple(sorted((*ruling.reasons, reason))))
        self._broken = True
        reason = Reason("break_glass", "opened", "opened in an emergency; the contact is notified")
        contact = self._custody.settings.break_glass_contact or ""
        obliged = {*ruling.obligations, Obligation("audit", "full"), Obligation("notify", contact)}
        opened = _warned(ruling, reason)
        return opened._replace(
            obligations=tuple(sorted(obliged, key=lambda o: (o.kind, o.argument, o.minutes or 0)))
        )

    def _no_emergency(self, ruling: Ruling) -> str | None:
        """
        Why this is not for break-glass to open; None if it is.

        An emergency excuses a purpose, a role, a missing reason. It gives nobody an agreement,
        and no way without encryption; and what is redacted stays so.
        """
        custody, actor = self._custody, self.request.actor
        parties = standing(self._ir, self.request)
        held = set(parties.roles) | {role.rpartition(".")[2] for role in parties.roles}
        if custody.log is None or custody.spool is None or custody.reasons is None:
            return "it is not configured here"
        if actor is None or actor.assurance != "verified":
            return "who asks is not verified"
        if actor.mfa is not True:
            return "no second factor was proved lately"
        if held.isdisjoint(custody.settings.break_glass_roles):
            return "no role that may"
        if parties.refused is not None or any(r.kind == "error" for r in ruling.reasons):
            return "that can't be opened"
        if parties.destination is None or not parties.covered:
            return "the destination is not declared, or not covered"
        if effective(self._ir, parties.destination, self.request.date)["baa"] not in _HOLDING:
            return "there is no agreement with the destination"
        try:
            custody.reasons.refuse_empty(self.request.break_glass or "")
        except PromptwardError as error:
            return str(error)
        return None

    # ---------------------------------------------------------------- after

    def settle(self, decision: "Decision") -> "Decision":
        """
        The decision with its receipt, when everything that must be durable is.

        Raises AuditError, VaultError, SpoolError: then it must not be given out.
        """
        custody = self._custody
        vault = decision.scope.vault if decision.scope is not None else None
        if isinstance(vault, ScopeVault):
            vault.make_durable()
        parties = standing(self._ir, self.request)
        if custody.log is not None:
            custody.log.append(*self._records(decision, parties))
        if custody.spool is not None:
            for obligation in _told(decision.obligations):
                custody.spool.put(self._notice(decision, parties, obligation))
        return decision._replace(
            receipt=Receipt(custody, self.id, self.request, parties, self._ir)
        )

    def settle_failure(self, decision: "Decision") -> None:
        """Write down that the engine failed; nothing leaves, so a log that is gone is no loss."""
        self._event = "error"
        parties = standing(self._ir, self.request)
        if self._custody.log is not None:
            self._custody.log.append(*self._records(decision, parties))

    def _records(self, decision: "Decision", parties: Standing) -> "list[Body]":
        custody = self._custody
        digests = custody.digests()
        assert digests is not None  # noqa: S101  # only asked where a log is kept
        baa = None
        if parties.destination is not None:
            baa = effective(self._ir, parties.destination, self.request.date)["baa"]
        event = self._event
        if event == "intent" and decision.text is None:
            event = "denial"
        body = account(
            event,
            self.id,
            self.request,
            decision,
            parties,
            baa,
            digests,
            full=custody.settings.full or full_asked(decision),
        )
        body["us"] = (time.perf_counter_ns() - self._begun) // 1000
        if self._kept is not None:
            body["justification"] = self._kept
        records: list[Body] = []
        if custody.announces(decision.policy.id):
            records.append(
                {
                    "ev": "policy_load",
                    "policy": str(decision.policy),
                    "policy_id": decision.policy.id,
                    "engine": __version__,
                    "pid": os.getpid(),
                }
            )
        if self._broken and custody.reasons is not None:
            reason = self.request.break_glass or ""
            actor = self.request.actor
            kept = custody.reasons.keep(self.request, actor.id if actor else "", reason)
            records.append(
                {
                    "ev": "break_glass",
                    "id": self.id,
                    **who(actor),
                    "dest": parties.destination,
                    "purpose": parties.purpose,
                    "reason": digests.of_text(reason),
                    "justification": kept.id,
                    "kid": digests.id,
                }
            )
        return [*records, body]

    def _notice(self, decision: "Decision", parties: Standing, obligation: Obligation) -> Notice:
        now = self._custody.clock()
        actor = self.request.actor
        return Notice(
            id=f"{int(now)}-{os.urandom(8).hex()}",
            contact=obligation.argument,
            created=now,
            due=None if obligation.minutes is None else now + obligation.minutes * 60,
            record=self.id,
            policy=str(decision.policy),
            verdict=decision.verdict,
            actor=actor.id if actor else "unknown",
            purpose=parties.purpose,
            destination=parties.destination,
            rules=tuple(trace.id for trace in decision.traces),
            counts=counts_of(decision),
            break_glass=self._broken,
        )


def _told(obligations: Iterable[Obligation]) -> list[Obligation]:
    """One notice for each contact, by the earliest term that a rule states."""
    earliest: dict[str, Obligation] = {}
    for one in obligations:
        if one.kind == "notify":
            held = earliest.get(one.argument)
            if held is None or (one.minutes or _NO_TERM) < (held.minutes or _NO_TERM):
                earliest[one.argument] = one
    return list(earliest.values())


def _warned(ruling: Ruling, reason: Reason) -> Ruling:
    return ruling._replace(verdict=Verdict.WARN, reasons=tuple(sorted((*ruling.reasons, reason))))

"""Receipt: what ties a decision that was given out to its record, for what comes after."""

from typing import TYPE_CHECKING

from promptward.custody.account import who
from promptward.custody.permission import may_restore
from promptward.model import Actor, PromptwardError, Request

if TYPE_CHECKING:
    from promptward.audit.record import Body
    from promptward.custody.custody import Custody
    from promptward.facts import Standing
    from promptward_dsl.ir import PolicyIR

__all__ = ["OUTCOMES", "Receipt", "RestoreRefused"]

OUTCOMES = ("sent", "not_sent", "failed", "answered")


class RestoreRefused(PromptwardError):  # noqa: N818  # a refusal, not a fault
    """Pseudonyms that may not be turned back for this actor. `code`: `restore_refused`."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.code = "restore_refused"


class Receipt:
    """One decision's record. `id` names it in the log; `repr` shows nothing else."""

    __slots__ = ("_custody", "_ir", "_parties", "_request", "id")

    def __init__(
        self,
        custody: "Custody",
        id_: str,
        request: Request,
        parties: "Standing",
        ir: "PolicyIR",
    ) -> None:
        self._custody = custody
        self.id = id_
        # The text has left or not; nothing that comes after needs it.
        self._request = request._replace(text="", break_glass=None, endpoint=None)
        self._parties = parties
        self._ir = ir

    def __repr__(self) -> str:
        """The id of the record."""
        return f"Receipt({self.id})"

    def settle(self, outcome: str, status: str | None = None) -> None:
        """
        Write down what became of an intent: `sent`, `not_sent`, `failed` or `answered`.

        `status` is a short word such as an HTTP status. An intent without outcome counts as
        disclosed. Raises AuditError, ValueError for another outcome.
        """
        if outcome not in OUTCOMES:
            raise ValueError(f"an outcome is one of {', '.join(OUTCOMES)}")
        if self._custody.log is not None:
            body: Body = {"ev": "outcome", "id": self.id, "outcome": outcome, "status": status}
            self._custody.log.append(body)

    def refuse_restoring(self) -> None:
        """Raises RestoreRefused where the policy or the site does not let this actor restore."""
        lockdown = self._custody.lockdown
        if lockdown is not None and lockdown.stands():
            raise RestoreRefused("a lockdown stands: nothing is restored until it is lifted")
        refusal = may_restore(
            self._ir, self._parties, self._request.actor, self._custody.settings, own=True
        )
        if refusal is not None:
            self._record_restore("refused", 0, 0)
            raise RestoreRefused(refusal)

    def restoring(self) -> None:
        """Write down that a reply begins to come back in pieces. Raises AuditError."""
        self._record_restore("begun", 0, 0)

    def restored(self, number: int, left: int) -> None:
        """Write down that pseudonyms were turned back; raises AuditError, and then none are."""
        self._record_restore("restored", number, left)

    def _record_restore(self, outcome: str, number: int, left: int) -> None:
        if self._custody.log is None:
            return
        record_restore(
            self._custody,
            self._request.actor,
            id_=self.id,
            session=self._request.scope,
            outcome=outcome,
            number=number,
            left=left,
        )


def record_restore(
    custody: "Custody",
    actor: Actor | None,
    *,
    id_: str | None,
    session: str | None,
    outcome: str,
    number: int,
    left: int,
) -> None:
    """The record of a restoring, done or refused. Raises AuditError."""
    digests = custody.digests()
    if custody.log is None or digests is None:
        return
    body: Body = {
        "ev": "restore",
        "id": id_,
        **who(actor),
        "outcome": outcome,
        "restored": number,
        "left": left,
    }
    if session is not None:
        body["session"] = digests.of_name(session)
        body["kid"] = digests.id
    custody.log.append(body)

"""Decision: what the engine concluded about a request, and the text that may leave."""

from typing import TYPE_CHECKING, NamedTuple, Protocol

from promptward.explain import Explanation, explanation, readable
from promptward.model import Finding, Obligation, PromptwardError, Reason, RuleTrace
from promptward.scope import Scope
from promptward.vault import Restored, restore
from promptward_dsl.lattice import REDACT, Disposition, VerdictWord
from promptward_dsl.notes import Notes

if TYPE_CHECKING:
    from promptward.release import Replaced
    from promptward.restore_stream import RestoreStream

__all__ = ["Decision", "PolicyLabel", "Receipt"]


class Receipt(Protocol):
    """What ties a decision to its record in the audit log, where one is kept."""

    id: str

    def settle(self, outcome: str, status: str | None = None) -> None:
        """Write down what became of an intent."""

    def refuse_restoring(self) -> None:
        """Raises PromptwardError where pseudonyms may not be turned back for this actor."""

    def restoring(self) -> None:
        """Write down that a reply begins to come back in pieces."""

    def restored(self, number: int, left: int) -> None:
        """Write down that they were."""


class PolicyLabel(NamedTuple):
    """Which policy decided: its name, version and id (sha256 of its canonical form)."""

    name: str
    version: str
    id: str

    def __str__(self) -> str:
        """`name@version`."""
        return f"{self.name}@{self.version}"


class _Decision(NamedTuple):
    verdict: VerdictWord
    text: str | None
    findings: tuple[Finding, ...]
    because: tuple[tuple[str, ...], ...]
    reasons: tuple[Reason, ...]
    obligations: tuple[Obligation, ...]
    traces: tuple[RuleTrace, ...]
    policy: PolicyLabel
    notes: Notes
    scope: Scope | None
    receipt: "Receipt | None" = None
    replaced: "tuple[Replaced, ...]" = ()


class Decision(_Decision):
    """
    What was decided about one request.

    `verdict` is `allow`, `warn`, `require_justification` or `block`. `text` is what may leave:
    None when blocked, and while a reason is required that was not given. `findings` carry their
    dispositions and are sorted by span; `because` runs parallel to them. `replaced` says which
    ranges of the prompt which ranges of `text` took the place of, or would have, sorted;
    everything else is the same. No part but `text` and the private scope holds anything of the
    prompt, and `repr` shows neither.
    """

    __slots__ = ()

    @property
    def dispositions(self) -> tuple[Disposition, ...]:
        """What happens to each finding, parallel to `findings`."""
        return tuple(finding.disposition or REDACT for finding in self.findings)

    @property
    def blocked(self) -> bool:
        """Whether nothing may leave."""
        return self.verdict == "block"

    def explain(self) -> Explanation:
        """Why, as plain JSON: stable, sorted, without matched text."""
        return explanation(self, policy=str(self.policy), policy_id=self.policy.id)

    def explain_text(self) -> str:
        """Why, in lines for a person."""
        return readable(self.explain())

    def restore(self, reply: str) -> str:
        """
        A reply with the pseudonyms of this decision's scope turned back.

        What looks like a pseudonym and is none stays as it stands; `restore_report` says where.
        The result is protected health information again, for the actor who asked. Raises
        PromptwardError if the request was blocked: nothing left, so nothing can come back.
        """
        return self.restore_report(reply).text

    def restore_report(self, reply: str) -> Restored:
        """The same, with the number of pseudonyms restored and the ranges left alone."""
        if not isinstance(reply, str):
            raise TypeError("a reply must be a str")
        if self.scope is None or self.blocked:
            raise PromptwardError("a blocked request has no reply to restore")
        if self.receipt is not None and self.scope.vault.labels():
            self.receipt.refuse_restoring()
        restored = restore(reply, self.scope.vault)
        if self.receipt is not None and (restored.restored or restored.left):
            self.receipt.restored(restored.restored, len(restored.left))
        return restored

    def restore_stream(self, *, json: bool = False) -> "RestoreStream":
        """
        The same for a reply that comes in pieces: `feed` them, then `finish`.

        With `json` values are written as they stand in JSON strings, for the arguments of tool
        calls. Where a log is kept, that it begins is written down before the first piece.
        """
        from promptward.restore_stream import RestoreStream  # noqa: PLC0415  # not all do
        from promptward.vault import json_string  # noqa: PLC0415  # the same

        if self.scope is None or self.blocked:
            raise PromptwardError("a blocked request has no reply to restore")
        done = None
        if self.receipt is not None and self.scope.vault.labels():
            self.receipt.refuse_restoring()
            self.receipt.restoring()
            done = self.receipt.restored
        return RestoreStream(self.scope.vault, json_string if json else None, done)

    def settle(self, outcome: str, status: str | None = None) -> None:
        """
        Say what became of the text: `sent`, `not_sent`, `failed` or `answered`.

        Whoever sends calls this, so that the audit log tells an intent from a disclosure; without
        a log nothing happens. `status` is a short word such as an HTTP status.
        """
        if self.receipt is not None:
            self.receipt.settle(outcome, status)

    def to_json(self) -> dict[str, object]:
        """The decision for a report: no text, neither the prompt's nor the released one."""
        return {
            "verdict": self.verdict,
            "policy": {
                "name": self.policy.name,
                "version": self.policy.version,
                "id": self.policy.id,
            },
            "findings": [finding.to_json() for finding in self.findings],
            "reasons": [
                {"kind": r.kind, "id": r.id, "message": r.message, "cites": list(r.cites)}
                for r in self.reasons
            ],
            "obligations": [
                {"kind": o.kind, "argument": o.argument, "minutes": o.minutes}
                for o in self.obligations
            ],
        }

    def __repr__(self) -> str:
        """Everything that can be said without text."""
        length = "no text" if self.text is None else f"<{len(self.text)} code points>"
        return (
            f"Decision({self.verdict!r}, {length}, {len(self.findings)} findings, "
            f"policy={str(self.policy)!r})"
        )

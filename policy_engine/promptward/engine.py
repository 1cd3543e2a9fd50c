"""The engine: the one place that knows the order of the stages."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from operator import itemgetter
from time import thread_time
from typing import TYPE_CHECKING, NoReturn, TypeAlias

from promptward.budget import LARGEST_TEXT, Budget, Limits
from promptward.clock import local_day
from promptward.decide import Rulebook, Ruling
from promptward.decision import Decision, PolicyLabel
from promptward.detect import Detection
from promptward.lockdown import Lockdown, LockdownStands
from promptward.model import (
    Actor,
    Finding,
    PromptwardError,
    Reason,
    Request,
)
from promptward.scope import Scope
from promptward.scopes import SCOPES, Scopes
from promptward_dsl.ir import PolicyIR
from promptward_dsl.lattice import KEEP, Verdict
from promptward_dsl.notes import Notes

if TYPE_CHECKING:
    from promptward.custody import Custody, Desk
    from promptward.early import EarlyDetection
    from promptward.fields import Field
    from promptward.known_values import KnownValues
    from promptward.obligations.justifications import Justification
    from promptward.release import Replaced
    from promptward.roster import Roster
    from promptward.vault import Restored

__all__ = ["LARGEST_TEXT", "Engine"]

_USUAL = Limits()


class Engine:
    """
    A loaded policy, ready to find, decide and redact.

    Safe to share between threads and after a fork. Holds no text; what it remembers of one is in
    the scopes of conversations that requests name. `warning` says why the policy could not be
    cached, None if it was: the next start will be as slow as this one. With `custody` every
    decision is written down before it is given out; with `lockdown` none allows anything while
    one stands. `limits` are what one decision, or one `find`, may cost; past them it is a block.
    `clock` gives the CPU seconds of a thread, for them alone. `ends` is the last day of the waiver
    that ends first, of those that held on the day it was loaded for: no request of a later day is
    allowed by it (the day that a caller names counts, today where none is named).
    """

    __slots__ = (
        "_book",
        "_clock",
        "_custody",
        "_detection",
        "_limits",
        "_lockdown",
        "_rosters",
        "_scopes",
        "ends",
        "ir",
        "notes",
        "policy",
        "warning",
    )

    def __init__(  # noqa: PLR0913  # named where it is called
        self,
        ir: PolicyIR,
        notes: Notes,
        detection: "Detection | EarlyDetection",
        *,
        policy_id: str | None = None,
        scopes: int = SCOPES,
        warning: str | None = None,
        custody: "Custody | None" = None,
        lockdown: Lockdown | None = None,
        limits: Limits = _USUAL,
        clock: Callable[[], float] = thread_time,
    ) -> None:
        self._limits = limits
        self._clock = clock
        self._custody = custody
        self._lockdown = lockdown
        self._rosters: tuple[Roster, ...] = ()
        self.ir = ir
        self.notes = notes
        self.policy = PolicyLabel(ir.name, ir.version, policy_id or ir.policy_id)
        self.ends = _ends(notes)
        self._book = Rulebook(ir, notes)
        self._detection = detection
        self._scopes = Scopes(scopes)
        self.warning = warning

    def __reduce__(self) -> NoReturn:
        """Raises TypeError: an engine holds what belongs to its process."""
        raise TypeError(
            "an engine can't be pickled: load one in each process (`promptward.load`), or send "
            "`promptward.bulk.pack()` to them"
        )

    def __repr__(self) -> str:
        """Which policy it holds."""
        return f"Engine({self.policy}, {self.policy.id[:16]})"

    def settle(self) -> None:
        """
        Wait until all of the policy is compiled, which only `load(early=True)` leaves open.

        Raises PolicyError if it can't be.
        """
        if not isinstance(self._detection, Detection):
            self._detection.settle()

    def find(
        self,
        text: str,
        fields: "Sequence[Field]" = (),
        *,
        disguises: bool = True,
        between: Callable[[], None] | None = None,
    ) -> tuple[Finding, ...]:
        """
        All findings in a text, sorted by span; none of them holds any of it.

        Without `disguises` values that are written otherwise than they read (in a code, in pieces,
        spelt out) are not looked for, as in scans of files, which are laid out and not disguised:
        escapes and broken lines are read all the same.
        `fields` are values that the caller knows the names of (a column, an element): evidence,
        as if the text had named them. Raises ValueError for a range that is not of the text.
        `between` is called between the steps of the search, some hundredths of a second each in a
        long text: whoever has better to do waits in it, and what it raises ends the search.
        Raises ScanError, with a stable `code`, for a text that could not be searched to the end,
        TypeError for what is no `str`.
        """
        if not isinstance(text, str):
            raise TypeError("text must be a str")
        budget = Budget(self._limits, self._clock, between)
        return self._search(str.__str__(text), fields, budget, disguises=disguises)

    def _search(
        self, text: str, fields: "Sequence[Field]", budget: Budget, *, disguises: bool = True
    ) -> tuple[Finding, ...]:
        budget.admit(text)
        if any(not 0 <= field.start <= field.end <= len(text) for field in fields):
            raise ValueError("a field's range is not of this text")
        found = self._detection.find(text, fields, disguises=disguises, budget=budget)
        for roster in self._rosters:
            found = (*found, *roster.find(text))
            budget.check()
        return tuple(sorted(found)) if self._rosters else found

    def register(self, roster: "Roster") -> None:
        """Find these values, too, from the next text on; another roster of the name gives way."""
        kept = tuple(one for one in self._rosters if one.detector != roster.detector)
        self._rosters = (*kept, roster)

    def succeed(self, earlier: "Engine") -> None:
        """Take over the values and conversations that an engine of the same place remembers."""
        self._rosters = earlier._rosters  # noqa: SLF001  # of its own kind
        self._scopes = earlier._scopes  # noqa: SLF001  # the same

    def roster(self, detector: str) -> "Roster | None":
        """The registered values that go by this name."""
        return next((one for one in self._rosters if one.detector == detector), None)

    def decide(self, request: Request) -> Decision:
        """
        What may happen to a request, and the text that may leave.

        Never raises for any text: whatever goes wrong is a decision to block, with a reason of
        kind `error` that names the stage and nothing of the text.
        """
        return self._guarded(request, self._decide, "intent")

    def treat(self, request: Request) -> Decision:
        """
        As `decide`, for a text that stays in this process: one that waits for a reason is given
        all the same. Whoever asks says `settle("not_sent")`, and sends none of it.
        """
        return self._guarded(request, self._treated, "intent")

    @property
    def keeps_reasons(self) -> bool:
        """Whether a stated reason is kept here (`justify`), so that saying so is not enough."""
        return self._custody is not None and self._custody.reasons is not None

    def justify(self, request: Request, reason: str) -> "Justification":
        """
        State the reason for one request; name the `id` it gives back in `justification`, once.

        The reason is kept sealed, the log holds its keyed digest. Raises PromptwardError where
        reasons are not kept here, or the reason says nothing.
        """
        if self._custody is None:
            raise PromptwardError("reasons are not kept here: configure [vault] and [audit]")
        from promptward.custody.reasons import state_reason  # noqa: PLC0415  # rarely

        return state_reason(self._custody, self.ir, request, reason)

    def redact(
        self,
        text: str,
        *,
        date: dt.date | None = None,
        scope: str | None = None,
        person: str | None = None,
    ) -> Decision:
        """
        The text without identifiers, for no destination and no purpose in particular.

        Every identifier at the policy's `act_on` or above is redacted, and the transforms of
        rules are applied, as far as they fire for a request of which nothing is known. The
        verdict is `allow`, or `block` if the redacted text did not pass the last look or anything
        went wrong. Never raises for any text.
        """
        try:
            request = Request(text, date=date, scope=scope, person=person)
        except TypeError:
            raise  # not a text, or a day that is none
        except Exception:  # noqa: BLE001  # no day where the clock can't be read
            return self._failed("engine_begin", "the engine failed to begin")
        return self._guarded(request, self._redact, "redact")

    def restore(self, reply: str, scope: str, *, actor: Actor | None = None) -> "Restored":
        """
        A reply with the pseudonyms of a remembered conversation turned back.

        Where a vault is kept, for the actor who began the conversation, or one whom the site lets
        (`actor`, else who asks here and now), and it is written down. Raises PromptwardError if
        the conversation is not remembered, or not for this actor, or a lockdown stands.
        """
        if self._lockdown is not None and self._lockdown.stands():
            raise LockdownStands(_LOCKED)
        if self._custody is not None and self._custody.vault is not None:
            from promptward.custody.restoring import restore_kept  # noqa: PLC0415  # not always

            return restore_kept(self._custody, self.ir, reply, scope, actor)
        from promptward.vault import restore  # noqa: PLC0415  # few replies are restored

        known = self._scopes.known(scope)
        if known is None:
            raise PromptwardError("this conversation is not remembered")
        return restore(reply, known.vault)

    # ---------------------------------------------------------------- the order of the stages

    def _guarded(self, request: Request, decide: "_Stages", event: str) -> Decision:
        custody = self._custody
        stage = _Stage()
        try:
            stage.budget = Budget(self._limits, self._clock)
            if self._lockdown is not None and self._lockdown.stands():
                failed = self._failed("lockdown", _LOCKED)
            elif self.ends is not None and (request.date or local_day()) > self.ends:
                failed = self._failed("policy_ended", _ENDED.format(self.ends))
            elif custody is None:
                return decide(request, stage)
            else:
                return self._kept(custody, request, decide, stage, event)
        except Exception as error:  # noqa: BLE001  # an error anywhere is a block, never a skip
            failed = self._failed(*_told(error, stage.name))
        if custody is not None:
            with suppress(Exception):  # nothing leaves, whether it is written down or not
                (stage.desk or _desk(custody, self.ir, request, event)).settle_failure(failed)
        return failed

    def _kept(
        self, custody: "Custody", request: Request, decide: "_Stages", stage: "_Stage", event: str
    ) -> Decision:
        """A decision that is written down before it is given out."""
        stage.name = "admit"
        stage.desk = _desk(custody, self.ir, request, event)
        decision = decide(stage.desk.admit(), stage)
        stage.name = "record"
        return stage.desk.settle(decision)

    def _treated(self, request: Request, stage: "_Stage") -> Decision:
        return self._settled(request, self._findings(request, stage), stage, self._ruled)

    def _decide(self, request: Request, stage: "_Stage") -> Decision:
        decision = self._treated(request, stage)
        if decision.verdict == "require_justification" and not request.justified:
            # INVARIANT: who sends whatever text there is sends nothing that is held.
            return decision._replace(text=None)
        return decision

    def _redact(self, request: Request, stage: "_Stage") -> Decision:
        return self._settled(request, self._findings(request, stage), stage, self._redacted)

    def _ruled(self, request: Request, findings: tuple[Finding, ...], stage: "_Stage") -> Ruling:
        ruling = self._book.decide(request, findings)
        stage.budget.check()
        return ruling if stage.desk is None else stage.desk.lift(ruling)

    def _redacted(
        self, request: Request, findings: tuple[Finding, ...], stage: "_Stage"
    ) -> Ruling:
        # INVARIANT: the request names no purpose, so every governed finding is to be redacted.
        ruling = self._book.decide(request, findings)
        stage.budget.check()
        return ruling._replace(verdict=Verdict.ALLOW, reasons=(), obligations=())

    def _settled(
        self, request: Request, findings: tuple[Finding, ...], stage: "_Stage", rule: "_Rule"
    ) -> Decision:
        """
        What is decided on these findings, and on what only shows in the text as it would leave:
        a name that stood beside others may be one by itself once they are replaced.
        """
        scope: Scope | None = None
        looks = 0
        while True:
            stage.name = "decide"
            ruling = rule(request, findings, stage)
            disposed = _disposed(findings, ruling)
            if ruling.verdict is Verdict.BLOCK:
                return self._decision(ruling, disposed, None, None)
            stage.name = "transform"
            if scope is None:
                scope = stage.desk.scope() if stage.desk is not None else None
                scope = self._scopes.get(request.scope) if scope is None else scope
            decision, more = self._released(request, ruling, disposed, scope, stage)
            if not more:
                return decision
            looks += 1
            if looks == _RELEASES:
                return self._decision(_unclean(ruling, more), disposed, None, None)
            findings = tuple(sorted((*findings, *more), key=_ORDER))

    def _findings(self, request: Request, stage: "_Stage") -> tuple[Finding, ...]:
        """What is found in the text, with the values that its conversation knows already."""
        stage.name = "find"
        if request.scope is not None:
            scope: Scope | None
            if self._custody is not None and self._custody.vault is not None:
                scope = self._custody.earlier_scope(request.scope)
            else:
                scope = self._scopes.known(request.scope)
            if scope is not None:
                stage.known = scope.known_values(self.ir.categories)
        return self._found(request.text, stage)

    def _found(self, text: str, stage: "_Stage") -> tuple[Finding, ...]:
        found = self._search(text, (), stage.budget)
        if stage.known is None:
            return found
        missed = stage.known.missed(text, found, self.ir.defaults.act_on)
        stage.budget.check()
        return tuple(sorted((*found, *missed), key=_ORDER))

    def _released(
        self,
        request: Request,
        ruling: Ruling,
        findings: tuple[Finding, ...],
        scope: Scope,
        stage: "_Stage",
    ) -> tuple[Decision, tuple[Finding, ...]]:
        """The decision with its text, and what of that text would still have to be replaced."""
        # What is kept because nobody acts on it is not part of the text's treatment at all.
        act_on = self.ir.defaults.act_on
        treated = [f for f in findings if f.confidence >= act_on or f.disposition != KEEP]
        if all(finding.disposition == KEEP for finding in treated):
            return self._decision(ruling, findings, request.text, scope), ()
        # A decision to block, or one that changes nothing, needs neither of these.
        from promptward.release import Replaced, traced_back, unaccounted  # noqa: PLC0415  # see above
        from promptward.transform import transform  # noqa: PLC0415  # the same

        released = transform(
            request.text,
            treated,
            self.ir.categories,
            scope,
            today=request.date or dt.date.max,
            safe_harbor=ruling.safe_harbor,
            person=request.person,
        )
        stage.budget.check()
        stage.name = "release"
        replaced = [Replaced(*one[:4]) for one in released.replacements]
        left = unaccounted(self._found(released.text, stage), released.text, replaced, findings)
        decision = self._decision(ruling, findings, released.text, scope, tuple(replaced))
        if not left:
            return decision, ()
        # Decided together with the first findings: no rule may fall silent because what it spoke
        # of is gone.
        again = self._book.decide(request, (*findings, *left)).dispositions[len(findings) :]
        more = [one for one, d in zip(left, again, strict=True) if d != KEEP]
        return decision, traced_back(more, replaced)

    # ---------------------------------------------------------------- decisions

    def _decision(
        self,
        ruling: Ruling,
        findings: tuple[Finding, ...],
        text: str | None,
        scope: Scope | None,
        replaced: "tuple[Replaced, ...]" = (),
    ) -> Decision:
        return Decision(
            ruling.verdict.word,
            text,
            findings,
            ruling.because,
            ruling.reasons,
            ruling.obligations,
            ruling.traces,
            self.policy,
            self.notes,
            scope,
            None,
            replaced,
        )

    def _failed(self, code: str, message: str) -> Decision:
        reason = Reason("error", code, message)
        ruling = Ruling(Verdict.BLOCK, (), (), (reason,), (), ())
        return self._decision(ruling, (), None, None)


class _Stage:
    """Which stage is at work, for the code of an error, and what stages share."""

    __slots__ = ("budget", "desk", "known", "name")

    budget: Budget

    def __init__(self) -> None:
        self.name = "begin"
        self.desk: Desk | None = None
        self.known: KnownValues | None = None


def _desk(custody: "Custody", ir: PolicyIR, request: Request, event: str) -> "Desk":
    from promptward.custody import Desk  # noqa: PLC0415  # only where custody is configured

    return Desk(custody, ir, request, event)


def _told(error: Exception, stage: str) -> tuple[str, str]:
    """The code and the words for an error: its own, where it is one of ours and has a code."""
    code = getattr(error, "code", None)
    if isinstance(error, PromptwardError) and isinstance(code, str):
        return code, str(error)
    return f"engine_{stage}", f"the engine failed to {stage}"


def _ends(notes: Notes) -> dt.date | None:
    """The last day of the waiver that ends first."""
    days = [w.until for w in notes.weakenings if w.until is not None]
    return dt.date.fromisoformat(min(days)) if days else None


_ORDER = itemgetter(0, 1, 5)
"""Of findings: start, end, detector."""
_RELEASES = 4
"""How often a text is rewritten with what the last look has shown before it is blocked."""

_ENDED = (
    "a waiver of the policy ended on {}, and the policy was loaded before that: load it again "
    "(a new process, kernel or session does)"
)
_LOCKED = "a lockdown stands: nothing may leave until it is lifted (`promptward lockdown status`)"

_Stages: TypeAlias = Callable[[Request, _Stage], Decision]
_Rule: TypeAlias = Callable[[Request, tuple[Finding, ...], _Stage], Ruling]


def _unclean(ruling: Ruling, left: Iterable[Finding]) -> Ruling:
    """A block, for what the text that would leave still holds."""
    still = ", ".join(sorted({one.category for one in left}))
    reason = Reason("release", "release_not_clean", f"the rewritten text still holds {still}")
    return ruling._replace(verdict=Verdict.BLOCK, reasons=tuple(sorted((*ruling.reasons, reason))))


def _disposed(findings: tuple[Finding, ...], ruling: Ruling) -> tuple[Finding, ...]:
    return tuple(
        Finding(*finding[:7], disposition, finding.location)
        for finding, disposition in zip(findings, ruling.dispositions, strict=True)
    )

"""
The decision: what may happen to a request, and what happens to each finding in its text.

Only a purpose opens, every rule closes, and all that speak are joined: no order among rules, no
first match. Nothing here reads a clock, the environment or a random number.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from promptward.facts import RequestWorld, Standing, facts_of, standing
from promptward.model import Finding, Obligation, Reason, Request, RuleTrace
from promptward_dsl.chains import effective
from promptward_dsl.conditions import Condition, Fact, Truth, Witness, prepared
from promptward_dsl.ir import PolicyIR, PurposeIR, RuleIR
from promptward_dsl.lattice import (
    KEEP,
    REDACT,
    Disposition,
    Verdict,
    join,
    safe_harbor_allows,
)
from promptward_dsl.notes import Notes

__all__ = ["Rulebook", "Ruling", "decide"]

_REMEMBERED = 256

_SAFE_HARBOR = "safe_harbor"


class Ruling(NamedTuple):
    """
    What was decided, before any text is touched.

    `dispositions` and `because` run parallel to the findings that were decided about; `because`
    names what each disposition rests on (`purpose …`, `rule …`, `default …`, `basis …`), sorted.
    Reasons, obligations and traces are sorted as well. `safe_harbor`: a purpose opens on the basis
    of 45 CFR 164.514(b)(2).
    """

    verdict: Verdict
    dispositions: tuple[Disposition, ...]
    because: tuple[tuple[str, ...], ...]
    reasons: tuple[Reason, ...]
    obligations: tuple[Obligation, ...]
    traces: tuple[RuleTrace, ...]
    safe_harbor: bool = False


class _Rule(NamedTuple):
    """A rule made ready: its words turned into values, and what is said when it fires."""

    id: str
    when: Condition
    verdict: Verdict
    word: str | None
    transforms: tuple[tuple[Disposition, frozenset[str]], ...]
    oblige: tuple[Obligation, ...]
    reason: Reason


class _Fired(NamedTuple):
    """A rule that fired, true or unknown, and because of what."""

    rule: _Rule
    truth: Truth
    why: tuple[Witness, ...]


class _Stated(NamedTuple):
    """What a policy makes of all that a request states; nothing of its text."""

    parties: Standing
    facts: Mapping[str, Fact | None]
    refusals: Sequence[tuple[Verdict, Reason]]


def decide(ir: PolicyIR, notes: Notes, request: Request, findings: Sequence[Finding]) -> Ruling:
    """The ruling of one policy on one request; see `Rulebook` for deciding often."""
    return Rulebook(ir, notes).decide(request, findings)


class Rulebook:
    """
    A policy made ready to decide; shared between threads.

    It remembers what it made of the facts that requests stated last, since most requests state
    the same ones, and what it ruled where nothing was found. Neither depends on anything else.
    """

    __slots__ = (
        "_destinations",
        "_governed",
        "_ir",
        "_lettered",
        "_notes",
        "_nothing_found",
        "_rules",
        "_stated",
    )

    def __init__(self, ir: PolicyIR, notes: Notes) -> None:
        self._ir = ir
        self._notes = notes
        self._rules = tuple(
            _ready(name, rule, ir, notes) for name, rule in sorted(ir.rules.items())
        )
        self._lettered = frozenset(
            name for name, category in ir.categories.items() if category.safe_harbor is not None
        )
        self._governed = governed(ir)
        self._destinations: dict[tuple[str, str], dict[str, Fact | None]] = {}
        self._stated: dict[tuple[object, ...], _Stated] = {}
        self._nothing_found: dict[tuple[object, ...], Ruling] = {}

    def decide(self, request: Request, findings: Sequence[Finding]) -> Ruling:
        """
        Verdict, dispositions, reasons, obligations and traces for these findings.

        Total for every request and every list of findings; the order of findings only orders
        the parallel tuples of the ruling.
        """
        addressed = standing(self._ir, request) if request.endpoint is not None else None
        key = _key_of(request, addressed)
        ruling = self._nothing_found.get(key) if key is not None and not findings else None
        if ruling is None:
            ruling = self._rule(request, self._stated_in(request, key, addressed), findings)
            if key is not None and not findings:
                _remember(self._nothing_found, key, ruling)
        return ruling

    def _stated_in(
        self, request: Request, key: tuple[object, ...] | None, addressed: Standing | None
    ) -> _Stated:
        stated = self._stated.get(key) if key is not None else None
        if stated is None:
            parties = addressed or standing(self._ir, request)
            facts = facts_of(request, parties, self._facts_of(parties, request))
            stated = _Stated(parties, facts, self._refusals(request, parties))
            if key is not None:
                _remember(self._stated, key, stated)
        return stated

    def _rule(self, request: Request, stated: _Stated, findings: Sequence[Finding]) -> Ruling:
        parties, facts, refusals = stated
        defaults = self._ir.defaults
        fired = self._fire(RequestWorld(request.text, facts, findings, defaults.act_on))
        gated = any(
            f.confidence >= defaults.act_on and f.category in self._governed for f in findings
        )
        # Joined even when there are findings: a finding more must never lower the verdict.
        verdict = Verdict[defaults.no_findings.upper()]
        reasons: list[Reason] = []
        if verdict > Verdict.ALLOW:
            reasons.append(Reason("default", "no_findings", "the least verdict of this policy"))
        if parties.refused is not None:
            verdict = Verdict.BLOCK
            reasons.append(parties.refused)
        if gated:
            for refused, reason in refusals:
                verdict = max(verdict, refused)
                reasons.append(reason)
        present = {f.category for f in findings}
        for firing in fired:
            verdict = max(verdict, firing.rule.verdict)
            if _tightens(firing.rule, present):
                reasons.append(_reason(firing))
        grant = None if refusals else self._ir.purposes[parties.purpose or ""]
        dispositions, because = self._dispose(findings, grant, parties.purpose, refusals, fired)
        return Ruling(
            verdict,
            dispositions,
            because,
            tuple(sorted(reasons)),
            _obligations(fired),
            tuple(RuleTrace(f.rule.id, f.truth.word, f.rule.word, f.why) for f in fired),
            grant is not None and grant.basis == _SAFE_HARBOR,
        )

    # ---------------------------------------------------------------- facts and rules

    def _facts_of(self, parties: Standing, request: Request) -> dict[str, Fact | None]:
        if parties.destination is None:
            return {}
        day = request.date.isoformat() if request.date is not None else ""
        facts = self._destinations.get((parties.destination, day))
        if facts is None:
            facts = effective(self._ir, parties.destination, request.date)
            _remember(self._destinations, (parties.destination, day), facts)
        return facts

    def _fire(self, world: RequestWorld) -> list[_Fired]:
        fired: list[_Fired] = []
        for rule in self._rules:
            truth, why = rule.when.evaluate(world)
            if truth is not Truth.FALSE:
                fired.append(_Fired(rule, truth, why))
        return fired

    # ---------------------------------------------------------------- purposes

    def _refusals(self, request: Request, parties: Standing) -> list[tuple[Verdict, Reason]]:
        """
        Why no purpose opens for this request: nothing at all means that one does.

        Every refusal weighs `no_purpose`, so that leaving a purpose out never helps; an unknown
        destination weighs `unknown_destination` besides.
        """
        defaults = self._ir.defaults
        no_purpose = Verdict[defaults.no_purpose.upper()]
        refusals: list[tuple[Verdict, Reason]] = []
        purpose = self._ir.purposes.get(parties.purpose) if parties.purpose else None
        if purpose is None or parties.purpose is None:
            said = "no purpose was named" if request.purpose is None else _UNDECLARED_PURPOSE
            refusals.append((no_purpose, Reason("default", "no_purpose", said)))
        elif parties.roles.isdisjoint(purpose.roles):
            refusals.append((no_purpose, self._refused(parties.purpose, "role not granted")))
        if parties.destination is None:
            said = "the destination is not declared in this policy"
            if request.endpoint is not None:
                said = "the address belongs to no declared destination, or not to the named one"
            elif request.destination is None:
                said = "no destination was named"
            verdict = max(no_purpose, Verdict[defaults.unknown_destination.upper()])
            refusals.append((verdict, Reason("default", "unknown_destination", said)))
        elif purpose is not None and parties.destination not in purpose.destinations:
            refusals.append(
                (no_purpose, self._refused(parties.purpose or "", "destination not granted"))
            )
        return refusals

    def _refused(self, purpose: str, said: str) -> Reason:
        return Reason("purpose", purpose, said, self._notes.cites.get(f"purpose {purpose}", ()))

    # ---------------------------------------------------------------- findings

    def _dispose(
        self,
        findings: Sequence[Finding],
        grant: PurposeIR | None,
        purpose: str | None,
        refusals: Sequence[tuple[Verdict, Reason]],
        fired: Sequence[_Fired],
    ) -> tuple[tuple[Disposition, ...], tuple[tuple[str, ...], ...]]:
        """What happens to each; findings of one category and side of `act_on` fare alike."""
        act_on = self._ir.defaults.act_on
        basis = (
            [f"purpose {purpose}"]
            if grant is not None
            else sorted({f"{reason.kind} {reason.id}" for _, reason in refusals})
        )
        table: dict[tuple[str, bool], tuple[Disposition, tuple[str, ...]]] = {}
        ruled: list[tuple[Disposition, tuple[str, ...]]] = []
        for finding in findings:
            key = (finding.category, finding.confidence >= act_on)
            entry = table.get(key)
            if entry is None:
                entry = table[key] = self._disposition(key[0], key[1], grant, basis, fired)
            ruled.append(entry)
        return tuple(d for d, _ in ruled), tuple(because for _, because in ruled)

    def _disposition(
        self,
        category: str,
        acted: bool,  # noqa: FBT001  # at `act_on` or above
        grant: PurposeIR | None,
        basis: Sequence[str],
        fired: Sequence[_Fired],
    ) -> tuple[Disposition, tuple[str, ...]]:
        because: set[str] = set()
        disposition = KEEP
        if not acted:
            because.add("default act_on")
        elif category in self._governed:
            because.update(basis)
            disposition = REDACT if grant is None else grant.needs.get(category, grant.otherwise)
        elif grant is not None and category in grant.needs:
            because.update(basis)
        transformed = False
        for firing in fired:
            for transform, categories in firing.rule.transforms:
                if category in categories:
                    disposition = join(disposition, transform)
                    because.add(f"rule {firing.rule.id}")
                    transformed = True
        if (
            grant is not None
            and grant.basis == _SAFE_HARBOR
            and (acted or transformed)
            and category in self._lettered
            and not safe_harbor_allows(disposition)
        ):
            # 45 CFR 164.514(b)(2), (c): the join may have left what the purpose alone allows.
            disposition = REDACT
            because.add(f"basis {_SAFE_HARBOR}")
        return disposition, tuple(sorted(because))


def _key_of(request: Request, addressed: Standing | None) -> tuple[object, ...] | None:
    """
    All that a request states of which a policy may know something.

    An address may hold more than the name of a host: what the policy makes of it, and of the
    model and the features used there (`addressed`), stands in its place. None where it is not to
    be remembered.
    """
    stated: tuple[object, ...] = (
        request.destination,
        request.purpose,
        request.date,
        request.justified,
        request.channel,
        *((request.model, request.features) if addressed is None else (addressed, None)),
        *(request.actor[1:] if request.actor is not None else ()),
    )
    # INVARIANT: with their types, since True equals 1, of which conditions know nothing.
    key = (*stated, *map(type, stated))
    try:
        hash(key)
    except TypeError:  # a caller's list, of which conditions know nothing either
        return None
    return key


_K = TypeVar("_K")
_V = TypeVar("_V")


def _remember(known: dict[_K, _V], key: _K, value: _V) -> None:
    if len(known) >= _REMEMBERED:
        known.clear()
    known[key] = value


def _ready(name: str, rule: RuleIR, ir: PolicyIR, notes: Notes) -> _Rule:
    key = f"rule {name}"
    message = notes.advise.get(key) or notes.titles.get(key) or "the rule applies"
    return _Rule(
        name,
        prepared(rule.when),
        Verdict.ALLOW if rule.verdict is None else Verdict[rule.verdict.upper()],
        rule.verdict,
        tuple((transform, frozenset(categories)) for transform, categories in rule.transforms),
        tuple(
            Obligation(one.kind, ir.contacts.get(one.argument, one.argument), one.minutes)
            for one in rule.oblige
        ),
        Reason("rule", name, message, notes.cites.get(key, ())),
    )


def _tightens(rule: _Rule, present: set[str]) -> bool:
    return rule.verdict > Verdict.ALLOW or any(
        not present.isdisjoint(categories) for _, categories in rule.transforms
    )


def _reason(firing: _Fired) -> Reason:
    reason = firing.rule.reason
    if firing.truth is Truth.TRUE:
        return reason
    unknown = [str(why[1]) for why in firing.why if why[0] == "attr" and why[2] == "unknown"]
    if not unknown:  # parties behind the destination differ
        return reason
    return reason._replace(message=f"{reason.message} (unknown: {', '.join(unknown)})")


def _obligations(fired: Iterable[_Fired]) -> tuple[Obligation, ...]:
    return tuple(
        sorted(
            {oblige for firing in fired for oblige in firing.rule.oblige},
            key=lambda o: (o.kind, o.argument, o.minutes is None, o.minutes or 0),
        )
    )


_UNDECLARED_PURPOSE = "the purpose is not declared in this policy"


def governed(ir: PolicyIR) -> frozenset[str]:
    """
    The categories for which somebody must have said what is necessary.

    All that cover one of the eighteen Safe Harbor identifiers, and any other for which some
    purpose asks more than `keep`. The rest (a diagnosis, by itself nobody's) are only looked at
    by rules.
    """
    asked = {
        category
        for purpose in ir.purposes.values()
        for category, disposition in purpose.needs.items()
        if disposition != KEEP
    }
    return frozenset(
        name
        for name, category in ir.categories.items()
        if category.safe_harbor is not None or name in asked
    )

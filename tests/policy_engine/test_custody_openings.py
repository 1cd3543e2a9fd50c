"""What opens or closes a decision from outside: a stated reason, an emergency, a lockdown."""

import datetime as dt
import errno
import os

import pytest

from promptward.guard.asking import Report
from promptward.model import Actor, PromptwardError

from .clinic import CLINIC, NOTE, ask
from .site import DOCTOR, Site, without

LAPSED = {"date": dt.date(2027, 7, 1)}


@pytest.fixture
def site(tmp_path):
    return Site(tmp_path)


# ------------------------------------------------------------------ reasons

REASONED = """
rule long "Needs a stated reason" {
  when contains any phi
  then require_justification
}
"""


@pytest.fixture
def asking(tmp_path):
    lines = CLINIC.split('test "a summary')[0]
    return Site(tmp_path, source=lines + REASONED)


def test_a_reason_opens_one_decision_on_one_text(asking):
    engine, request = asking.engine(), ask(actor=DOCTOR)
    assert engine.decide(request).verdict == "require_justification"
    made = engine.justify(request, "Discharge letter for the family doctor")
    assert asking.last()["ev"] == "justification"
    assert "Discharge" not in str(asking.records())
    opened = engine.decide(request._replace(justification=made.id))
    assert opened.verdict == "warn"
    assert ("justification", "stated") in [(r.kind, r.id) for r in opened.reasons]
    assert asking.last("intent")["justification"] == made.id
    again = engine.decide(request._replace(justification=made.id))
    assert [r.id for r in again.reasons] == ["justification_unknown"]
    custody = asking.custody()
    assert custody.reasons.reason(made.id) == "Discharge letter for the family doctor"


@pytest.mark.parametrize(
    "changed",
    [
        {"text": NOTE + "."},
        {"actor": Actor("dr_baker", {"clinician"})},
        {"purpose": "research"},
        {"justification": "0" * 24},
    ],
)
def test_a_reason_opens_nothing_else(asking, changed):
    engine, request = asking.engine(), ask(actor=DOCTOR)
    made = engine.justify(request, "Discharge letter for the family doctor")
    other = request._replace(**{"justification": made.id, **changed})
    assert [r.id for r in engine.decide(other).reasons] == ["justification_unknown"]


def test_a_reason_expires(asking):
    engine, request = asking.engine(), ask(actor=DOCTOR)
    made = engine.justify(request, "Discharge letter for the family doctor")
    asking.clock.now += 15 * 60
    assert engine.decide(request._replace(justification=made.id)).blocked


@pytest.mark.parametrize(
    "reason", ["", "because", "          a         ", "aaaaaaaaaaaaaaaa", "x" * 5000]
)
def test_a_reason_must_say_something(asking, reason):
    with pytest.raises(PromptwardError) as caught:
        asking.engine().justify(ask(actor=DOCTOR), reason)
    assert caught.value.code == "justification_short"


def test_saying_that_there_is_a_reason_is_not_stating_one(asking):
    assert asking.engine().decide(ask(justified=True)).verdict == "require_justification"


# ------------------------------------------------------------------ break-glass

EMERGENCY = "Patient unconscious in the emergency room, no next of kin"


def test_an_emergency_opens_a_purpose_that_is_missing_and_somebody_is_told(site):
    request = ask(actor=DOCTOR, purpose=None, break_glass=EMERGENCY)
    decision = site.engine().decide(request)
    assert decision.verdict == "warn"
    assert "John Smith" not in decision.text  # what is redacted stays so
    assert ("break_glass", "opened") in [(r.kind, r.id) for r in decision.reasons]
    assert site.events()[-2:] == ["break_glass", "intent"]
    assert site.last("intent")["full"] is True
    (notice,) = site.notices()
    assert notice["break_glass"] is True
    assert EMERGENCY not in str(site.records()) + str(site.notices())
    kept = site.last("break_glass")["justification"]
    assert site.custody().reasons.reason(kept) == EMERGENCY


@pytest.mark.parametrize(
    "changed",
    [
        {"actor": DOCTOR._replace(assurance="asserted")},
        {"actor": DOCTOR._replace(mfa=None)},
        {"actor": DOCTOR._replace(mfa=False)},
        {"actor": DOCTOR._replace(roles=frozenset({"researcher"}))},
        {"actor": None},
        {"destination": None},
        {"destination": "nowhere"},
        {"features": {"files"}},
        LAPSED,
        {"endpoint": "http://example.test/v1/chat"},
        {"break_glass": "now"},
    ],
)
def test_an_emergency_opens_nothing_else(site, changed):
    request = ask(**{"actor": DOCTOR, "purpose": None, "break_glass": EMERGENCY, **changed})
    decision = site.engine().decide(request)
    assert decision.blocked
    assert ("break_glass", "refused") in [(r.kind, r.id) for r in decision.reasons]
    assert "break_glass" not in site.events()


def test_an_emergency_of_which_nobody_can_be_told_opens_nothing(site):
    (site.folder / "spool").write_text("a file")
    request = ask(actor=DOCTOR, purpose=None, break_glass=EMERGENCY)
    assert site.engine().decide(request).blocked


def test_where_it_is_not_configured_there_is_no_break_glass(tmp_path):
    site = Site(tmp_path, without("break_glass"))
    decision = site.engine().decide(ask(actor=DOCTOR, purpose=None, break_glass=EMERGENCY))
    assert decision.blocked


# ------------------------------------------------------------------ lockdown


def test_a_check_under_a_lockdown_does_not_say_that_nothing_was_found(site):
    site.lockdown.write_text("")
    decision = site.engine().decide(ask())
    shown = repr(Report(decision.verdict, decision.findings, decision))
    assert shown.startswith("Report(block: a lockdown stands")


def test_a_lockdown_holds_from_the_next_decision_on_and_not_after(site):
    engine = site.engine()
    kept = engine.decide(ask(scope="s"))
    site.lockdown.write_text("")
    for decision in (engine.decide(ask()), engine.decide(ask("hello")), engine.redact("hello")):
        assert [r.id for r in decision.reasons] == ["lockdown"]
        assert decision.blocked
    assert site.last()["ev"] == "error"
    assert site.last()["reasons"] == ["lockdown"]
    with pytest.raises(PromptwardError, match="lockdown"):
        engine.restore("x", "s")
    with pytest.raises(PromptwardError, match="lockdown"):
        kept.restore("x")
    site.lockdown.unlink()
    assert kept.restore("x") == "x"
    assert engine.decide(ask()).verdict == "warn"
    assert kept.verdict == "warn"


def test_under_a_lockdown_nothing_is_restored(site):
    decision = site.engine().decide(ask(actor=DOCTOR, scope="chat"))
    site.lockdown.write_text("")
    for restoring in (
        lambda: decision.restore(decision.text),
        lambda: site.engine().restore(decision.text, "chat", actor=DOCTOR),
    ):
        with pytest.raises(PromptwardError) as caught:
            restoring()
        assert caught.value.code in {"lockdown", "restore_refused"}


def test_a_lockdown_holds_although_the_log_is_gone(site):
    engine = site.engine()
    (site.log / "segments").rename(site.folder / "gone")
    site.lockdown.write_text("")
    assert [r.id for r in engine.decide(ask()).reasons] == ["lockdown"]


def test_a_place_that_can_not_be_looked_at_counts_as_locked(site, monkeypatch):
    engine = site.engine()
    real = os.stat

    def refuse(path, *given, **more):
        if path == str(site.lockdown):
            raise PermissionError(errno.EACCES, "no")
        return real(path, *given, **more)

    monkeypatch.setattr(os, "stat", refuse)
    assert [r.id for r in engine.decide(ask()).reasons] == ["lockdown"]

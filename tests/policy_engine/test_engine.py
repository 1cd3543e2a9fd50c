"""The engine: stages in order, errors that block, scopes, threads, processes."""

import os
import pickle
import re
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

import promptward
from promptward.engine import LARGEST_TEXT, Engine
from promptward.model import Actor, Finding, PromptwardError, Reason, Request, ScanError
from promptward_dsl.lattice import KEEP, Confidence

from .clinic import CLINIC, NOTE, TODAY, ask, built, clinic, detection

ENGINE = clinic()
RESEARCHER = Actor("u2", {"researcher"})
TOKEN = re.compile(r"\[[A-Z]+_[A-Z0-9]+\]")


class Faulty:
    """A detection that fails, with the text in its message as libraries do."""

    def __init__(self, error: type[BaseException], *, after: int = 0) -> None:
        self.error = error
        self.after = after

    def find(self, text: str, fields: object = (), **_how: object) -> tuple[Finding, ...]:
        if self.after > 0:
            self.after -= 1
            return detection().find(text)
        if self.error is ScanError:
            raise ScanError("scan_too_costly", "it took too long")
        raise self.error(f"cannot look at {text!r}")


def with_detection(finder: object) -> Engine:
    compiled = built().compiled
    return Engine(compiled.ir, compiled.notes, finder)


# ------------------------------------------------------------------ what leaves


def test_a_granted_request_leaves_transformed_and_nothing_else_changes():
    decision = ENGINE.decide(ask())
    assert decision.verdict == "warn"
    assert re.fullmatch(
        r"\[NAME_\w+\], MRN \[MRN_\w+\], born 1962-0[2-4]-\d\d, has diabetes; "
        r"SSN \[ssn\], \[geographic\]\.",
        decision.text,
    )


def test_findings_are_sorted_and_carry_their_dispositions():
    decision = ENGINE.decide(ask())
    assert [str(d) for d in decision.dispositions] == [
        "pseudonymise",
        "pseudonymise",
        "date_shift up to 30 days",
        "keep",
        "redact",
        "redact",
    ]
    assert [f.disposition for f in decision.findings] == list(decision.dispositions)
    assert list(decision.findings) == sorted(decision.findings, key=lambda f: (f.start, f.end))
    assert decision.findings == tuple(
        f._replace(disposition=d)
        for f, d in zip(ENGINE.find(NOTE), decision.dispositions, strict=True)
    )


def test_nothing_leaves_where_the_verdict_is_block():
    decision = ENGINE.decide(ask(destination="elsewhere"))
    assert decision.verdict == "block"
    assert decision.blocked
    assert decision.text is None
    assert all(f.disposition is not None for f in decision.findings)


def test_a_text_without_findings_leaves_as_it_is():
    for text in ("", "What is the code for swelling?", "a\x00b\ud800c\r\n"):
        decision = ENGINE.decide(Request(text, date=TODAY))
        assert (decision.verdict, decision.text) == ("allow", text)


def test_safe_harbor_keeps_the_year_and_three_digits():
    decision = ENGINE.decide(ask(purpose="research", actor=RESEARCHER))
    assert decision.text == ("[names], MRN [mrn], born 1962, has diabetes; SSN [ssn], 021.")


def test_redact_removes_every_identifier_whoever_asks():
    decision = ENGINE.redact(NOTE, date=TODAY)
    assert decision.verdict == "allow"
    assert decision.text == (
        "[names], MRN [mrn], born [dates], has diabetes; SSN [ssn], [geographic]."
    )
    again = ENGINE.redact(decision.text, date=TODAY)
    assert again.text == decision.text


@given(
    st.lists(
        st.sampled_from(
            (
                "John Smith",
                "536-22-4399",
                "MRN 123456",
                "02139",
                " ",
                "x",
                "-",
                "2026-03-14",
                "\u200b",
                "é",
            )
        )
    ).map("".join)
)
def test_what_redact_prints_holds_no_identifier_or_is_not_printed(text):
    decision = ENGINE.redact(text, date=TODAY)
    if decision.text is None:
        assert [r.kind for r in decision.reasons] == ["release"]
    else:
        left = [f for f in ENGINE.find(decision.text) if f.confidence >= Confidence.MEDIUM]
        assert {f.category for f in left} <= {"clinic.diagnosis"}


@given(st.text())
def test_no_text_makes_the_engine_raise(text):
    for decision in (ENGINE.decide(ask(text)), ENGINE.redact(text)):
        assert decision.verdict in {"allow", "warn", "block"}
        assert not [r for r in decision.reasons if r.kind == "error"]


# ------------------------------------------------------------------ the last look


class _Later:
    """Finds in released texts what matches, and in the first text nothing of the kind."""

    def __init__(self, pattern: str) -> None:
        self._pattern = re.compile(pattern)
        self._calls = 0

    def find(self, text: str, fields: object = (), **_how: object) -> tuple[Finding, ...]:
        self._calls += 1
        found = detection().find(text)
        later = self._pattern.search(text)
        if self._calls == 1 or later is None:
            return found
        return (
            *found,
            Finding(*later.span(), "clinic.ssn", "G", Confidence.HIGH, "clinic.us_ssn"),
        )


def test_what_only_the_released_text_shows_is_replaced_as_well():
    decision = with_detection(_Later("born")).decide(ask())
    assert decision.verdict == "warn"
    assert "born" not in decision.text
    (later,) = [f for f in decision.findings if "released" in f.evidence]
    assert NOTE[later.start : later.end] == "born"


def test_a_text_that_never_becomes_clean_is_blocked():
    decision = with_detection(_Later(r"(?<=[ \]])[a-z]")).decide(ask())
    assert decision.verdict == "block"
    assert decision.text is None
    assert decision.reasons[0] == Reason(
        "release", "release_not_clean", "the rewritten text still holds clinic.ssn"
    )
    assert decision.findings


def test_a_kept_finding_may_be_found_again():
    decision = ENGINE.decide(ask("John Smith has diabetes"))
    assert decision.text.endswith(" has diabetes")
    assert [f.disposition for f in decision.findings][-1] == KEEP


def test_a_text_that_waits_for_a_reason_is_not_given_out():
    engine = clinic(CLINIC + "rule held { when contains any mrn then require_justification }")
    held = engine.decide(ask())
    assert (held.verdict, held.text) == ("require_justification", None)
    assert engine.treat(ask()).text is not None
    assert held.findings
    stated = engine.decide(ask(justified=True))
    assert stated.text is not None
    assert "123456" not in stated.text


# ------------------------------------------------------------------ errors


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ValueError, "engine_find"),
        (MemoryError, "engine_find"),
        (RecursionError, "engine_find"),
        (UnicodeError, "engine_find"),
        (ScanError, "scan_too_costly"),
    ],
)
def test_an_error_in_a_stage_is_a_block_with_its_code(error, code):
    engine = with_detection(Faulty(error))
    for decision in (engine.decide(ask()), engine.redact(NOTE)):
        assert decision.verdict == "block"
        assert decision.text is None
        assert [(r.kind, r.id) for r in decision.reasons] == [("error", code)]
        assert "Smith" not in str(decision.reasons)


def test_an_error_in_the_last_look_is_a_block_too():
    decision = with_detection(Faulty(ValueError, after=1)).decide(ask())
    assert [(r.kind, r.id) for r in decision.reasons] == [("error", "engine_release")]
    assert decision.text is None


def test_an_interrupt_is_not_swallowed():
    with pytest.raises(KeyboardInterrupt):
        with_detection(Faulty(KeyboardInterrupt)).decide(ask())


def test_who_searches_may_wait_or_stop_between_the_steps():
    class StopError(Exception):
        pass

    def stop() -> None:
        raise StopError

    steps: list[int] = []
    found = ENGINE.find(NOTE, between=lambda: steps.append(1))
    assert found == ENGINE.find(NOTE)
    assert len(steps) > 5
    with pytest.raises(StopError):
        ENGINE.find(NOTE, between=stop)


def test_a_text_beyond_the_limit_is_blocked_and_not_looked_at_in_part():
    text = "x" * (LARGEST_TEXT + 1)
    decision = ENGINE.decide(Request(text, date=TODAY))
    assert [(r.kind, r.id) for r in decision.reasons] == [("error", "scan_too_large")]
    with pytest.raises(ScanError) as caught:
        ENGINE.find(text)
    assert caught.value.code == "scan_too_large"


# ------------------------------------------------------------------ scopes and restoring


def test_pseudonyms_stay_the_same_in_a_scope_and_differ_between_scopes():
    engine = clinic()

    def token(scope: str | None) -> str:
        return TOKEN.search(engine.decide(ask("John Smith", scope=scope)).text)[0]

    assert token("a") == token("a")
    assert token("a") != token("b")
    assert token(None) != token(None)


def test_a_reply_gets_its_originals_back():
    decision = ENGINE.decide(ask())
    name = TOKEN.search(decision.text)[0]
    assert decision.restore(f"Dear {name}, welcome.") == "Dear John Smith, welcome."
    report = decision.restore_report(f"{name} [NAME_22222X]")
    assert report.restored == 1
    assert report.text.startswith("John Smith")


def test_a_conversation_is_restored_by_its_name_and_only_while_remembered():
    engine = clinic(scopes=2)
    name = engine.decide(ask("John Smith", scope="a")).text
    assert engine.restore(name, "a").text == "John Smith"
    for other in "bc":
        engine.decide(ask("John Smith", scope=other))
    with pytest.raises(PromptwardError):
        engine.restore(name, "a")
    with pytest.raises(PromptwardError):
        engine.restore(name, "never")


def test_the_scope_that_was_quiet_longest_is_forgotten_first():
    engine = clinic(scopes=2)
    first = engine.decide(ask("John Smith", scope="a")).text
    engine.decide(ask("John Smith", scope="b"))
    assert engine.decide(ask("John Smith", scope="a")).text == first
    engine.decide(ask("John Smith", scope="c"))
    assert engine.decide(ask("John Smith", scope="a")).text == first


def test_a_blocked_request_restores_nothing():
    decision = ENGINE.decide(ask(purpose=None))
    with pytest.raises(PromptwardError):
        decision.restore("anything")


# ------------------------------------------------------------------ threads and processes


def test_threads_share_one_engine_and_decide_alike():
    engine = clinic()
    expected = engine.decide(ask(scope="s")).text
    seen: list[str | None] = []

    def work() -> None:
        seen.extend(engine.decide(ask(scope="s")).text for _ in range(20))

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(seen) == {expected}
    assert len(seen) == 120


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this platform does not fork")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_forked_child_decides_even_if_a_lock_was_held_in_the_fork():
    engine = clinic()
    expected = engine.decide(ask(scope="s")).text
    with engine._scopes._lock:
        child = os.fork()
        if child == 0:
            same = engine.decide(ask(scope="s")).text == expected
            os._exit(0 if same else 1)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0


# ------------------------------------------------------------------ the public face


def test_the_package_offers_what_the_contract_names():
    for name in promptward.__all__:
        assert getattr(promptward, name) is not None
    assert set(promptward.__dir__()) == set(promptward.__all__)
    with pytest.raises(AttributeError):
        _ = promptward.nothing


def test_an_engine_says_which_policy_it_holds_and_nothing_else():
    assert repr(ENGINE) == f"Engine(clinic@1.0.0, {built().compiled.ir.policy_id[:16]})"
    assert ENGINE.policy.id == built().compiled.ir.policy_id


def test_an_engine_that_is_sent_to_another_process_says_what_to_do():
    with pytest.raises(TypeError, match=r"promptward\.load"):
        pickle.dumps(clinic())

"""What has a pseudonym in a conversation is found again in it, without any sign beside it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptward.known_values import KnownValues
from promptward.scope import Scope
from promptward.transform import Released
from promptward_dsl.lattice import Confidence

from .clinic import ask, built, clinic
from .site import DOCTOR, Site

LATER = "Was 123456 seen by Dr Who? Compare 1234567 and 654321."
PATTERN = re.compile(r"\[[A-Z]+_\w+\]")
VALUES = [("NAME", "Zéphyrine Quux-Mbeki"), ("NAME", "Will"), ("MRN", "AB 12-3456"), ("SSN", "7")]


def categories():
    return built().compiled.ir.categories


def spans(text: str, found=(), values=VALUES) -> list[tuple[str, str]]:
    known = KnownValues(values, categories())
    return [
        (text[one.start : one.end], one.category.rpartition(".")[2])
        for one in sorted(known.missed(text, found, Confidence.MEDIUM))
    ]


def test_a_number_needs_its_sign_only_once_in_a_conversation():
    engine = clinic()
    first = engine.decide(ask("MRN 123456", scope="chat"))
    (token,) = PATTERN.findall(first.text)
    later = engine.decide(ask(LATER, scope="chat"))
    assert later.text == LATER.replace("123456 ", f"{token} ", 1)
    assert [one.detector for one in later.findings if one.category == "clinic.mrn"] == ["vault"]
    assert later.restore(f"yes, {token}") == "yes, 123456"
    assert engine.redact(LATER, scope="chat").text == LATER.replace("123456 ", "[mrn] ", 1)
    for other in ("another", None):
        assert engine.decide(ask(LATER, scope=other)).text == LATER


def test_the_sealed_vault_knows_them_in_another_process(tmp_path):
    site = Site(tmp_path)
    first = site.engine().decide(ask("MRN 123456", scope="chat", actor=DOCTOR))
    later = site.engine().decide(ask(LATER, scope="chat", actor=DOCTOR))
    assert later.text == LATER.replace("123456 ", f"{PATTERN.findall(first.text)[0]} ", 1)
    assert site.last()["counts"]["clinic.mrn"] == 1
    site.custody().vault.shred("chat")
    assert site.engine().decide(ask(LATER, scope="chat", actor=DOCTOR)).text == LATER


def test_a_restored_answer_can_be_asked_about_again():
    engine = clinic()
    first = engine.decide(ask("John Smith, MRN 123456", scope="chat"))
    answer = first.restore(f"{first.text} should come back.")
    assert answer == "John Smith, MRN 123456 should come back."
    bare = answer.replace("MRN ", "")
    again = engine.decide(ask(bare, scope="chat"))
    assert again.text == f"{first.text} should come back.".replace("MRN ", "")


def test_a_value_that_a_detector_finds_is_not_counted_twice():
    engine = clinic()
    first = engine.decide(ask("John Smith, MRN 123456", scope="chat"))
    second = engine.decide(ask("John Smith, MRN 123456", scope="chat"))
    assert first.findings == second.findings
    assert first.text == second.text


def test_the_last_look_knows_them_too(monkeypatch):
    engine = clinic()
    engine.decide(ask("MRN 123456", scope="chat"))
    monkeypatch.setattr(
        "promptward.transform.transform", lambda text, *_, **__: Released(text, ())
    )
    decision = engine.decide(ask(LATER, scope="chat"))
    assert decision.blocked
    assert [reason.id for reason in decision.reasons] == ["release_not_clean"]


def test_a_vault_that_can_not_be_read_blocks(tmp_path):
    site = Site(tmp_path)
    site.engine().decide(ask("MRN 123456", scope="chat", actor=DOCTOR))
    site.custody().vault.insert(
        "UPDATE tokens SET value = ?", (b"\0" * 40,)
    )  # as damage would leave it
    decision = site.engine().decide(ask("hello", scope="chat", actor=DOCTOR))
    assert decision.blocked
    assert [reason.id for reason in decision.reasons] == ["vault_altered"]


def test_values_are_found_in_any_dress_and_words_only_in_theirs():
    said = "QUUX-MBEKI, ZEPHYRINE; Zephyrine  Quux Mbeki. Will will, WILL; ab123456, AB 12 3456; 7"
    assert spans(said) == [
        ("QUUX-MBEKI, ZEPHYRINE", "names"),
        ("Zephyrine  Quux Mbeki", "names"),
        ("Will", "names"),
        ("WILL", "names"),
        ("ab123456", "mrn"),
        ("AB 12 3456", "mrn"),
    ]


def test_a_surer_finding_keeps_a_known_value_out_and_a_doubtful_one_does_not():
    text = "see Will there"
    (known,) = KnownValues(VALUES, categories()).missed(text, (), Confidence.MEDIUM)
    assert spans(text, [known._replace(confidence=Confidence.MEDIUM)]) == []
    assert spans(text, [known._replace(confidence=Confidence.LOW)]) == [("Will", "names")]
    assert spans(text, [known._replace(category="clinic.mrn")]) == [("Will", "names")]


def test_it_shows_none_of_them_and_what_nobody_governs_is_left():
    known = KnownValues([*VALUES, ("PLANET", "Mars")], categories())
    assert repr(known) == "KnownValues(<5 values>)"
    assert known.missed("Mars", (), Confidence.LOW) == []


@given(st.lists(st.sampled_from(["John Smith", "mary jones", "MRN 123456", "x", ",", "\n", "1"])))
def test_no_known_value_leaves(pieces):
    engine = ENGINE
    engine.decide(ask("John Smith and Mary Jones, MRN 123456", scope="chat"))
    text = " ".join(pieces).replace("MRN ", "")
    left = engine.decide(ask(text, scope="chat")).text
    assert not re.search("john smith|mary jones|(?<![0-9])123456(?![0-9])", left.lower())


def test_every_kind_of_vault_lists_what_it_holds(tmp_path):
    kept = Site(tmp_path).custody().scope("chat", DOCTOR)
    for scope in (kept, Scope()):
        assert list(scope.vault.values()) == []
        for label, value in VALUES:
            scope.vault.token(label, value)
        assert sorted(scope.vault.values()) == sorted(VALUES)
        assert len(scope.vault) == len(VALUES)


ENGINE = clinic()


@pytest.mark.parametrize("text", ["\ud800 123456", "123456\u0301", "\uff11\uff12\uff13\uff14\uff15\uff16"])  # fmt: skip
def test_odd_texts_are_decided(text):
    ENGINE.decide(ask("MRN 123456", scope="odd"))
    assert ENGINE.decide(ask(text, scope="odd")).verdict == "allow"

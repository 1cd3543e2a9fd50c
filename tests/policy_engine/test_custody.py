"""Custody around decisions: nothing is given out before it is written down."""

import datetime as dt
import errno
import itertools
import os
import re
import stat
from pathlib import Path

import pytest

from promptward.audit import disk
from promptward.audit.verify import verify
from promptward.config import ConfigError, read_config
from promptward.custody import open_custody
from promptward.custody.desk import _told
from promptward.model import Actor, Obligation, PromptwardError
from promptward.obligations.delivery import deliveries

from .clinic import CLINIC, NOTE, ask
from .site import CONFIG, DOCTOR, Site

TOKEN = re.compile(r"\[NAME_\w+\]")
LAPSED = {"date": dt.date(2027, 7, 1)}


@pytest.fixture
def site(tmp_path):
    return Site(tmp_path)


# ------------------------------------------------------------------ what is written down


def test_an_intent_is_written_down_with_names_counts_and_digests(site):
    decision = site.engine().decide(ask(actor=DOCTOR, scope="chat 7", channel="api"))
    assert site.events() == ["init", "policy_load", "intent"]
    record = site.last()
    digests = site.custody().digests()
    assert record["id"] == decision.receipt.id
    assert (record["actor"], record["assurance"], record["mfa"]) == ("dr_adams", "verified", True)
    assert (record["purpose"], record["dest"], record["baa"]) == (
        "clinic.summary",
        "clinic.azure",
        "active",
    )
    assert record["verdict"] == "warn"
    assert record["rules"] == ["clinic.ssn_never"]
    assert record["counts"]["clinic.ssn"] == 1
    assert record["became"] == {"pseudonymise": 2, "date_shift": 1, "keep": 1, "redact": 2}
    assert record["policy_id"] == decision.policy.id
    assert record["in"] == digests.of_text(NOTE)
    assert record["out"] == digests.of_text(decision.text)
    assert record["session"] == digests.of_name("chat 7")
    assert ["clinic.names", "pseudonymise", digests.of_subject("JOHN  SMITH")] in record[
        "subjects"
    ]
    assert record["us"] > 0
    assert verify(str(site.log), key=site.key).sound  # fmt: skip


def test_what_a_doubtful_finding_would_keep_is_not_recorded_as_left_where_a_surer_hides_it(
    tmp_path,
):
    doubt = (
        "detector doubt finds geographic {\n  match /\\b\\d{6}\\b/ confidence low\n"
        '  example "[[123456]]" low\n}\n'
    )
    site = Site(tmp_path, source=CLINIC.replace("role clinician", doubt + "role clinician", 1))
    site.engine().decide(ask(text="MRN 123456, and 654321"))
    digests = site.custody().digests()
    became = {(category, digest): op for category, op, digest in site.last()["subjects"]}
    hidden, shown = digests.of_subject("123456"), digests.of_subject("654321")
    assert became["clinic.mrn", hidden] == "pseudonymise"
    assert became["clinic.geographic", hidden] == "pseudonymise"
    assert became["clinic.geographic", shown] == "keep"


def test_a_policy_is_announced_once_a_process(site):
    engine = site.engine()
    for _ in range(3):
        engine.decide(ask())
    assert site.events().count("policy_load") == 1


def test_a_block_is_a_denial_and_disclosed_nobody(site):
    decision = site.engine().decide(ask(purpose=None))
    assert decision.blocked
    assert site.last()["ev"] == "denial"
    assert "subjects" not in site.last()
    assert "out" not in site.last()


def test_an_obligation_to_audit_in_full_writes_down_subjects_of_a_denial_too(site):
    site.engine().decide(ask(**LAPSED))
    assert site.last("denial")["full"] is True
    assert site.last("denial")["oblige"] == ["audit full", "notify role:officer"]
    assert site.last("denial")["subjects"]


def test_names_that_the_policy_does_not_declare_are_not_written_down(site):
    site.engine().decide(ask(destination="Mary Jones", purpose="612-84-7719", channel="x y"))
    record = site.last()
    assert (record["dest"], record["purpose"]) == (None, None)
    assert "Jones" not in str(record)
    assert "612-84" not in str(record)


def test_without_an_actor_it_is_who_the_machine_says(site):
    site.engine().decide(ask(actor=None))
    assert site.last()["actor"] == "jupyterhub:jdoe"
    assert site.last()["assurance"] == "asserted"


def test_an_outcome_is_tied_to_its_intent(site):
    decision = site.engine().decide(ask())
    decision.settle("sent", "200")
    assert (site.last()["ev"], site.last()["id"]) == ("outcome", decision.receipt.id)
    assert site.last()["status"] == "200"
    with pytest.raises(ValueError, match="outcome"):
        decision.settle("lost")


def test_a_redacted_text_is_written_down(site):
    assert site.engine().redact(NOTE).verdict == "allow"
    assert site.last()["ev"] == "redact"


# ------------------------------------------------------------------ when it can't be written down


def test_without_a_log_nothing_leaves(site):
    (site.log / "segments").rename(site.folder / "gone")
    decision = site.engine().decide(ask())
    assert decision.blocked
    assert decision.text is None
    assert [r.id for r in decision.reasons] == ["audit_missing"]


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO, errno.EROFS])
@pytest.mark.parametrize("call", ["append", "sync"])
def test_a_disk_that_refuses_blocks(site, monkeypatch, call, error):
    def refuse(*_):
        raise OSError(error, os.strerror(error))

    engine = site.engine()
    with monkeypatch.context() as patched:
        patched.setattr(disk, call, refuse)
        decision = engine.decide(ask())
        assert [r.id for r in decision.reasons] == ["audit_unwritable"]
        assert decision.blocked
    assert engine.decide(ask()).verdict == "warn"
    assert verify(str(site.log), key=site.key).sound


def test_a_damaged_log_blocks(site):
    site.engine().decide(ask())
    path = site.log / "segments" / "000000000000.jsonl"
    path.write_bytes(path.read_bytes() + b"{}\n")
    assert [r.id for r in site.engine().decide(ask()).reasons] == ["audit_damaged"]


def test_a_log_that_others_may_read_blocks(site):
    site.log.chmod(0o755)
    assert [r.id for r in site.engine().decide(ask()).reasons] == ["audit_exposed"]


def test_a_vault_that_others_may_read_blocks(site):
    (site.folder / "vault").chmod(0o755)
    assert [r.id for r in site.engine().decide(ask(scope="s")).reasons] == ["vault_exposed"]


def test_a_vault_that_is_gone_blocks_and_the_log_says_so(site):
    (site.folder / "vault" / "vault.db").unlink()
    assert [r.id for r in site.engine().decide(ask(scope="s")).reasons] == ["vault_unusable"]
    assert site.last()["ev"] == "error"
    assert site.last()["reasons"] == ["vault_unusable"]


def test_a_spool_that_can_not_be_written_blocks(site):
    (site.folder / "spool").write_text("a file")
    decision = site.engine().decide(ask(**LAPSED))
    assert [r.id for r in decision.reasons] == ["notify_unwritable"]


def test_a_token_that_does_not_hold_blocks(tmp_path):
    more = '[identity]\nissuer = "i"\naudience = "a"\njwks = "keys.json"\ntoken_env = "JUPYTERHUB_USER"\n'
    site = Site(tmp_path, CONFIG + more)
    decision = site.engine().decide(ask(actor=None))
    assert [r.id for r in decision.reasons] == ["identity_token_unreadable"]
    assert site.last()["ev"] == "error"
    assert site.last()["actor"] is None


def test_everything_stands_in_files_for_their_owner_only(site):
    site.engine().decide(ask(scope="s", **LAPSED))
    site.engine().decide(ask(scope="s"))
    for path in [*site.log.rglob("*"), *(site.folder / "vault").rglob("*"), *(site.folder / "spool").rglob("*"), *(site.folder / "log-keys").rglob("*")]:  # fmt: skip
        if path.name != "verify.pub":
            assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


# ------------------------------------------------------------------ pseudonyms that are kept


def test_a_conversation_is_the_same_in_another_process(site):
    first = site.engine().decide(ask(actor=DOCTOR, scope="chat"))
    second = site.engine().decide(ask(actor=DOCTOR, scope="chat"))
    assert first.text == second.text
    other = site.engine().decide(ask(actor=DOCTOR, scope="other"))
    assert other.text != first.text


def test_a_reply_comes_back_by_the_decision_and_by_the_conversation(site):
    decision = site.engine().decide(ask(actor=DOCTOR, scope="chat"))
    token = TOKEN.search(decision.text)[0]
    assert decision.restore(f"See {token}.") == "See John Smith."
    assert site.last()["ev"] == "restore"
    assert site.last()["restored"] == 1
    assert site.engine().restore(f"{token}!", "chat", actor=DOCTOR).text == "John Smith!"
    assert site.last()["actor"] == "dr_adams"


@pytest.mark.parametrize(
    "actor",
    [
        Actor("dr_baker", {"clinician"}),  # somebody else
        Actor("dr_adams", {"researcher"}),  # nobody gives researchers pseudonyms
        Actor("dr_adams"),
        None,
    ],
)
def test_a_conversation_is_restored_only_for_whom_it_may_be(site, actor):
    decision = site.engine().decide(ask(actor=DOCTOR, scope="chat"))
    token = TOKEN.search(decision.text)[0]
    with pytest.raises(PromptwardError) as caught:
        site.engine().restore(token, "chat", actor=actor)
    assert caught.value.code == "restore_refused"
    assert site.last()["ev"] == "restore"
    assert site.last()["outcome"] == "refused"


def test_a_role_that_the_site_names_may_restore_for_others(tmp_path):
    site = Site(tmp_path, CONFIG.replace('"privacy"', '"clinician"'))
    token = TOKEN.search(site.engine().decide(ask(actor=DOCTOR, scope="chat")).text)[0]
    baker = Actor("dr_baker", {"clinician"})
    assert site.engine().restore(token, "chat", actor=baker).text == "John Smith"


def test_restoring_may_need_a_second_factor(tmp_path):
    site = Site(tmp_path, CONFIG.replace("[notify]", "restore_mfa = true\n[notify]"))
    plain = Actor("u1", {"clinician"}, mfa=None)
    decision = site.engine().decide(ask(actor=plain, scope="chat"))
    with pytest.raises(PromptwardError, match="second factor"):
        decision.restore("x")


def test_what_can_not_be_written_down_is_not_restored(site):
    decision = site.engine().decide(ask(actor=DOCTOR, scope="chat"))
    (site.log / "segments").rename(site.folder / "gone")
    with pytest.raises(PromptwardError) as caught:
        decision.restore(decision.text)
    assert caught.value.code in {"audit_missing", "audit_damaged"}


def test_a_reply_in_pieces_is_written_down_before_and_after(site):
    decision = site.engine().decide(ask(actor=DOCTOR, scope="chat"))
    token = TOKEN.search(decision.text)[0]
    stream = decision.restore_stream(json=True)
    assert (site.last()["ev"], site.last()["outcome"]) == ("restore", "begun")
    pieces = [stream.feed(piece) for piece in (f'{{"a": "{token[:5]}', token[5:], '"}')]
    assert "".join([*pieces, stream.finish().text]) == '{"a": "John Smith"}'
    assert (site.last()["outcome"], site.last()["restored"]) == ("restored", 1)
    site.lockdown.write_text("")
    with pytest.raises(PromptwardError, match="lockdown"):
        decision.restore_stream()


def test_where_there_is_nothing_to_restore_nothing_is_refused(site):
    decision = site.engine().decide(ask("hello", actor=Actor("dr_baker", {"researcher"})))
    before = len(site.records())
    assert decision.restore("as it is") == "as it is"
    assert len(site.records()) == before


# ------------------------------------------------------------------ notices


def test_a_contact_of_any_spelling_is_told_and_written_down(tmp_path):
    source = CLINIC.replace(
        'contact officer "role:officer"', 'contact officer "Dr. O\'Neil <o@x>"'
    )
    site = Site(tmp_path, source=source)
    assert site.engine().decide(ask(actor=DOCTOR, **LAPSED)).verdict == "block"
    assert site.notices()[0]["contact"] == "Dr. O'Neil <o@x>"
    assert "notify Dr. O_Neil _o@x_" in site.last("denial")["oblige"]


def test_a_notice_is_kept_for_each_contact_a_rule_names(site):
    decision = site.engine().decide(ask(actor=DOCTOR, **LAPSED))
    (notice,) = site.notices()
    assert notice["contact"] == "role:officer"
    assert notice["record"] == site.last("denial")["id"]
    assert notice["due"] == site.clock.now + 24 * 3600
    assert notice["verdict"] == decision.verdict == "block"
    assert "Smith" not in str(notice)


def test_a_contact_of_two_rules_gets_one_notice_by_the_earlier_term(tmp_path):
    more = """
rule also {
  when contains any phi and destination.baa not in [active, not_required]
  then block
  oblige notify officer
}
rule sooner {
  when contains any names
  then warn
  oblige notify officer within 2 hours
}
"""
    site = Site(tmp_path, source=CLINIC.split('test "a summary')[0] + more)
    decision = site.engine().decide(ask(actor=DOCTOR, **LAPSED))
    assert sum(o.kind == "notify" for o in decision.obligations) == 3
    (notice,) = site.notices()
    assert notice["due"] == site.clock.now + 2 * 3600


@pytest.mark.parametrize("minutes", list(itertools.permutations((None, 60, 1440))))
def test_the_earliest_term_holds_in_any_order(minutes):
    asked = [Obligation("notify", "officer", one) for one in minutes]
    assert _told([Obligation("audit", "full"), *asked]) == [Obligation("notify", "officer", 60)]


def test_a_place_that_two_detectors_see_is_counted_once(tmp_path):
    more = """
detector somebody finds names {
  match /(?i:john smith)/ confidence low
  example "seen: [[John Smith]]" low
}
"""
    site = Site(tmp_path, source=CLINIC.split('test "a summary')[0] + more)
    decision = site.engine().decide(ask("John Smith, Mary Jones, MRN 123456", actor=DOCTOR))
    assert sum(f.category == "clinic.names" for f in decision.findings) == 3
    record = site.last("intent")
    assert record["counts"] == {"clinic.names": 2, "clinic.mrn": 1}
    assert record["became"] == {"pseudonymise": 3}


@pytest.mark.parametrize("pattern", ["MRN 123456", "123456", "1234"])
def test_a_doubtful_double_of_another_category_is_no_place_of_its_own(tmp_path, pattern):
    more = (
        f"detector doubt finds geographic {{\n  match /{pattern}|654321/ confidence low\n"
        '  example "[[654321]]" low\n}\n'
    )
    site = Site(tmp_path, source=CLINIC.replace("role clinician", more + "role clinician", 1))
    decision = site.engine().decide(ask("John Smith, MRN 123456, and 654321", actor=DOCTOR))
    assert sum(f.category == "clinic.geographic" for f in decision.findings) == 2
    record = site.last("intent")
    assert record["counts"] == {"clinic.names": 1, "clinic.mrn": 1, "clinic.geographic": 1}
    assert record["became"] == {"pseudonymise": 2, "keep": 1}


# ------------------------------------------------------------------ configuration


@pytest.mark.parametrize(
    "text",
    [
        '[vault]\nfolder = "v"',
        "[audit]\nretention_years = 5\nfolder = 'l'",
        "[audit]\nretention_years = 7",
        '[audit]\nfolder = "l"\n[justification]\nminutes = 5',
        '[audit]\nfolder = "l"\n[break_glass]\nroles = ["a"]',
        '[audit]\nfolder = "l"\nfoldre = "m"',
    ],
)
def test_a_configuration_that_can_not_hold_is_refused(tmp_path, text):
    (tmp_path / ".promptward").mkdir()
    (tmp_path / ".promptward" / "config.toml").write_text(text)
    with pytest.raises(ConfigError):
        open_custody(read_config({}, str(tmp_path), machine_folder="/none"), {})


def test_without_configuration_there_is_no_custody(tmp_path):
    assert open_custody(read_config({}, str(tmp_path), machine_folder="/none"), {}) is None


def test_the_configuration_in_the_documentation_is_one(tmp_path):
    page = (Path(__file__).parents[2] / "docs" / "custody.md").read_text()
    # The first is the whole of custody; what other chapters add must stand beside it.
    texts = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    assert len(texts) == 2
    path = tmp_path / "config.toml"
    path.write_text("".join(texts))
    config = read_config({"PROMPTWARD_CONFIG": str(path)}, "/", machine_folder="/none")
    custody = open_custody(config, {})
    assert custody.settings.restore_roles == {"privacy"}
    assert custody.identity.roles == {"Clinical Staff": "clinician"}
    assert None not in {custody.log, custody.vault, custody.spool}
    assert set(deliveries(config)) == {"role:privacy-office"}

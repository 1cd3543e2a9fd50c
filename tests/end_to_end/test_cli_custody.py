"""Custody from the shell: a site is set up, used, reviewed and locked down."""

import json
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.e2e

CONFIG = """
[audit]
folder = "log"
[keys]
store = "file"
[vault]
folder = "vault"
[notify]
spool = "spool"
[notify."role:officer"]
command = ["sh", "-c", "cat > notice.json"]
"""
POLICY = """policy clinic version 1.0.0
category names : name safe_harbor A
{uncovered}
lexicon patients = ["john smith", "mary jones"]
detector person finds names {{
  match lexicon patients confidence medium
  example "seen: [[John Smith]]" medium
}}
role clinician
contact officer "role:officer"
destination azure {{
  vendor: "Microsoft"
  kind: llm
  baa: until 2099-06-30
  region: us_east
  trains_on_data: no
  retention_days: 0
  encrypted: yes
  host: "clinic.example"
}}
purpose summary {{
  roles clinician
  destinations azure
  basis treatment
  necessary {{ names pseudonymise }}
  otherwise redact
}}
rule agreed {{
  when contains any names and destination.baa not in [active, not_required]
  then block
  oblige audit full, notify officer within 24 hours
}}
"""
UNCOVERED = "\n".join(f'uncovered safe_harbor {x} because "none"' for x in "BCDEFGHIJKLMNOPQR")
ASKED = ("--destination", "azure", "--purpose", "summary", "--role", "clinician", "--actor", "u1")


@pytest.fixture
def site(promptward, tmp_path):
    """`site(*arguments)` runs a command where everything is configured."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "config.toml").write_text(CONFIG)
    (home / "policy.ward").write_text(POLICY.format(uncovered=UNCOVERED))
    environ = {
        "PROMPTWARD_CONFIG": str(home / "config.toml"),
        "PROMPTWARD_POLICY": str(home / "policy.ward"),
        "HOME": str(home),
        "XDG_STATE_HOME": str(home / "state"),
    }

    def run(*arguments, code=0, stdin="", env=None):
        done = promptward(*arguments, stdin=stdin, cwd=home, env={**environ, **(env or {})})
        assert done.returncode == code, (arguments, done.stdout, done.stderr)
        return done

    run.home = home
    run.environ = environ
    return run


@pytest.fixture
def begun(site):
    site("audit", "init")
    site("vault", "init")
    return site


def test_before_the_log_is_begun_nothing_leaves(site):
    done = site("check", "-", *ASKED, stdin="John Smith", code=3)
    assert "audit_missing" in done.stdout
    assert site("redact", "-", stdin="John Smith", code=3).stdout == ""
    assert "error[audit_missing]" in site("audit", "show", code=2).stderr


def test_a_day_at_a_site(begun):
    site, home = begun, begun.home
    released = site("redact", "-", *ASKED, "--scope", "chat 7", stdin="See John Smith.").stdout
    assert re.fullmatch(r"See \[NAME_\w+\]\.", released)
    again = site("redact", "-", *ASKED, "--scope", "chat 7", stdin="See John Smith.").stdout
    assert again == released

    back = site(
        "restore",
        "-",
        "--scope",
        "chat 7",
        "--actor",
        "u1",
        "--role",
        "clinician",
        stdin=f"Saw {released}",
    )
    assert back.stdout == "Saw See John Smith."
    other = site(
        "restore",
        "-",
        "--scope",
        "chat 7",
        "--actor",
        "u2",
        "--role",
        "clinician",
        stdin=released,
        code=2,
    )
    assert "restore_refused" in other.stderr
    assert other.stdout == ""

    site("check", "-", "--actor", "u1", stdin="John Smith", code=1)
    shown = site("audit", "show").stdout
    assert "intent" in shown
    assert "denial" in shown
    assert "refused" in shown
    rows = [
        json.loads(line) for line in site("audit", "show", "--format", "jsonl").stdout.splitlines()
    ]
    assert [r["ev"] for r in rows if r["ev"] != "policy_load"] == [
        "init",
        "intent",
        "intent",
        "restore",
        "restore",
        "denial",
    ]

    listed = site("notify", "list").stdout
    assert "role:officer" in listed
    assert "delivered" in site("notify", "deliver").stdout
    assert json.loads((home / "notice.json").read_text())["contact"] == "role:officer"
    assert "every notice was delivered" in site("notify", "list").stdout

    site("audit", "anchor", "--to", "far.anchors")
    key = (home / "log" / "verify.pub").read_text().strip()
    sound = site("audit", "verify", "--key", key, "--anchor", "far.anchors", "--format", "json")
    assert json.loads(sound.stdout)["sound"] is True

    found = site(
        "audit",
        "incident",
        "--subject-from",
        "-",
        "-o",
        "inquiry.zip",
        stdin="JOHN SMITH\n",
        code=1,
    )
    assert "3 prompts held the subject; 2 of them left" in found.stdout
    assert (home / "inquiry.zip").stat().st_mode & 0o077 == 0
    nobody = site("audit", "incident", "--subject-from", "-", stdin="Mary Jones\n")
    assert nobody.stdout.startswith("0 prompts")

    site("audit", "report", "--since", "2020-01-01", "--csv", "tables")
    assert "Access review" in (home / "access-review.html").read_text()
    assert (home / "tables" / "actors.csv").read_text().startswith("actor,")
    for form in ("jsonl", "syslog", "otlp", "cef"):
        assert site("audit", "export", "--to", form, "--host", "h").stdout

    assert "1 pseudonyms" in site("vault", "shred", "--scope", "chat 7").stdout
    gone = site(
        "restore",
        "-",
        "--scope",
        "chat 7",
        "--actor",
        "u1",
        "--role",
        "clinician",
        stdin=released,
        code=2,
    )
    assert "vault_unknown" in gone.stderr

    assert "verify with" in site("audit", "rotate").stdout
    site("audit", "rotate", "--digests")
    assert site(
        "audit", "incident", "--subject-from", "-", stdin="john smith\n", code=1
    ).stdout.startswith("3 prompts")
    site("audit", "hold", "case-1")
    assert "legal hold" in site("audit", "prune", code=2).stderr
    site("audit", "hold", "case-1", "--lift")
    site("audit", "prune")
    assert "nothing to repair" in site("audit", "repair").stdout
    site("audit", "verify", "--key", key, "--anchor", "far.anchors")

    everything = b"".join(
        p.read_bytes() for p in home.rglob("*") if p.is_file() and p.name != "policy.ward"
    )
    assert b"john smith" not in everything.lower()


def test_tampering_is_said_and_blocks(begun):
    begun("redact", "-", *ASKED, stdin="John Smith")
    path = begun.home / "log" / "segments" / "000000000000.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"u1"', b'"u2"'))
    done = begun("audit", "verify", code=1)
    assert "NOT SOUND" in done.stdout
    assert "record 2: does not follow" in done.stdout
    (begun.home / "log" / "state.json").unlink()
    assert "audit_damaged" in begun("check", "-", *ASKED, stdin="John Smith", code=3).stdout


def test_a_log_is_not_begun_over_another(begun):
    said = begun("audit", "init", code=2).stderr
    assert "error[audit_exists]" in said
    assert "go on with it" in said


@pytest.mark.parametrize("option", ["--since", "--until"])
@pytest.mark.parametrize("value", ["yesterday", "2026-13-01", "23.11.2026", "2026", "2026-11-2x"])
def test_a_slip_in_a_time_is_an_error_and_not_an_empty_list(begun, option, value):
    for command in (("show",), ("export",), ("report", "--since", "2026-11-01")):
        assert "is no day or time" in begun("audit", *command, option, value, code=2).stderr


@pytest.mark.parametrize(
    "value", ["2026-11", "2026-11-01", "2026-11-01T08", "2026-11-01T08:30:00"]
)
def test_a_time_may_be_the_beginning_of_one(begun, value):
    assert '"ev":"init"' in begun("audit", "export", "--since", value).stdout


def test_a_lockdown_of_a_user_says_how_it_is_lifted(begun):
    begun("lockdown", "on", "--user", "--reason", "key leaked")
    done = begun("lockdown", "status", code=1)
    assert "promptward lockdown off --user" in done.stdout
    begun("lockdown", "off", "--user")


def test_a_lockdown_from_the_shell(begun):
    assert "no lockdown" in begun("lockdown", "status").stdout
    begun("lockdown", "on", "--user", "--reason", "key leaked")
    assert "key leaked" in begun("lockdown", "status", code=1).stdout
    done = begun("check", "-", *ASKED, stdin="hello", code=3)
    assert "lockdown" in done.stdout
    assert begun("redact", "-", stdin="hello", code=3).stdout == ""
    begun("lockdown", "off", "--user")
    begun("check", "-", *ASKED, stdin="hello")
    rows = begun("audit", "show", "--event", "lockdown", "--format", "jsonl").stdout
    assert [json.loads(line)["on"] for line in rows.splitlines()] == [True, False]
    assert "key leaked" not in rows


def test_a_process_that_runs_already_is_locked_down_with_its_next_decision(begun, environment):
    program = (
        "import promptward\n"
        "engine = promptward.load()\n"
        "for _ in iter(input, 'end'):\n"
        "    print(engine.decide(promptward.Request('hello')).verdict, flush=True)\n"
    )
    kernel = subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=begun.home,
        env={**environment, **begun.environ},
    )

    def decided() -> str:
        kernel.stdin.write("\n")
        kernel.stdin.flush()
        return kernel.stdout.readline().strip()

    try:
        assert decided() == "allow"
        begun("lockdown", "on", "--user", "--reason", "test")
        assert decided() == "block"
        begun("lockdown", "off", "--user")
        assert decided() == "allow"
    finally:
        kernel.communicate("end\n", timeout=30)


def test_anchors_go_on_in_silence_until_they_are_told_to_stop(begun, environment):
    command = ["audit", "anchor", "--to", "anchors", "--every", "1"]
    with subprocess.Popen(
        [sys.executable, "-m", "promptward", *command],
        stdout=subprocess.PIPE,
        text=True,
        cwd=begun.home,
        env={**environment, **begun.environ},
    ) as service:
        # A note is its origin, size and root, an empty line, a signature.
        notes = [[service.stdout.readline().strip() for _ in range(5)] for _ in range(3)]
        service.terminate()
    assert [note[1] for note in notes] == ["1", "2", "3"]
    told = begun("audit", "verify", "--anchor", "anchors", "--format", "json").stdout
    assert json.loads(told)["anchored"] >= 3
    begun("audit", "verify", "--anchor", "nowhere", code=2)


def test_a_hold_keeps_what_is_past_its_retention(begun):
    assert begun("audit", "prune").stdout == "nothing is past its retention\n"
    begun("audit", "hold", "CASE-1")
    assert "error[audit_held]" in begun("audit", "prune", code=2).stderr
    assert "error[audit_held]" in begun("audit", "hold", "OTHER", "--lift", code=2).stderr
    begun("audit", "hold", "CASE-1", "--lift")
    begun("audit", "prune")


def test_destinations_from_the_shell(site):
    assert "ends by" in site("destinations", "check").stdout
    late = site("destinations", "check", "--date", "2099-05-01", "--format", "json", code=1)
    assert json.loads(late.stdout)[0]["stopping"] == ["clinic.summary"]
    site("destinations", "resolve", "https://clinic.example/v1/chat/completions")
    site("destinations", "resolve", "https://clinic.example/v1/files", code=1)
    refused = site("destinations", "resolve", "http://clinic.example/v1/chat", code=1)
    assert "plain http" in refused.stdout


def test_an_address_decides(begun):
    asked = ("--purpose", "summary", "--role", "clinician", "--endpoint")
    begun("check", "-", *asked, "https://clinic.example/v1/chat", stdin="John Smith")
    begun("check", "-", *asked, "https://clinic.example/v1/batches", stdin="John Smith", code=1)
    begun("check", "-", *asked, "http://clinic.example/v1/chat", stdin="hello", code=1)


def test_a_reason_from_the_shell(begun):
    text = POLICY.format(uncovered=UNCOVERED).replace(
        "rule agreed",
        "rule asked {\n  when contains any names\n  then require_justification\n}\nrule agreed",
    )
    (begun.home / "policy.ward").write_text(text)
    (begun.home / "reason.txt").write_text("Letter for the family doctor\n")
    held = begun("redact", "-", *ASKED, stdin="John Smith", code=1)
    assert "--reason-from FILE" in held.stderr
    said = begun("check", "-", *ASKED, "--justified", stdin="John Smith", code=1).stdout
    assert "ask again with --reason-from FILE" in said
    assert "ask again with --justified" not in said
    given = begun("redact", "-", *ASKED, "--reason-from", "reason.txt", stdin="John Smith")
    assert given.stdout.startswith("[NAME_")
    rows = begun("audit", "show", "--event", "justification", "--format", "jsonl").stdout
    id_ = json.loads(rows)["justification"]
    assert f"reason {id_}" in begun("audit", "show", "--event", "justification").stdout
    assert begun("vault", "reason", id_).stdout == "Letter for the family doctor\n"
    begun("redact", "-", *ASKED, "--reason-from", "-", stdin="because", code=2)


def test_who_asks_from_the_shell(site):
    done = json.loads(site("whoami", "--format", "json", env={"JUPYTERHUB_USER": "jdoe"}).stdout)
    assert (done["actor"], done["assurance"]) == ("jupyterhub:jdoe", "asserted")


def test_a_bad_configuration_is_an_error_with_its_place(site):
    (site.home / "config.toml").write_text("[audit]\nfoldre = 'x'\n")
    done = site("check", "-", stdin="hello", code=2)
    assert "error[config_unknown]" in done.stderr
    assert "did you mean `folder`" in done.stderr
    assert "config.toml" in done.stderr


def test_no_day_of_the_past_opens_anything_and_a_stated_day_is_written_down(begun):
    policy = begun.home / "policy.ward"
    policy.write_text(policy.read_text().replace("until 2099-06-30", "until 2026-10-31"))
    asked = (*ASKED, "--date", "2026-10-01")
    refused = begun("redact", "-", *asked, stdin="John Smith", code=2)
    assert "error[past_day]" in refused.stderr
    assert refused.stdout == ""
    begun("check", "-", *asked, stdin="John Smith")
    rows = [
        json.loads(line) for line in begun("audit", "export", "--to", "jsonl").stdout.splitlines()
    ]
    (row,) = [row for row in rows if row["ev"] == "intent"]
    assert (row["baa"], row["day"]) == ("active", "2026-10-01")


def test_what_was_only_asked_is_not_counted_as_left(begun):
    begun("check", "-", *ASKED, stdin="John Smith")
    begun("redact", "-", *ASKED, stdin="John Smith")
    begun("audit", "report", "--since", "2020-01-01", "--csv", "tables")
    header, row = (begun.home / "tables" / "access.csv").read_text().splitlines()
    told = dict(zip(header.split(","), row.split(","), strict=True))
    assert (told["asked"], told["left"]) == ("2", "1")


def test_a_review_says_by_which_policy_it_tells_what_is_granted(begun):
    begun("audit", "report", "--since", "2020-01-01")
    page = (begun.home / "access-review.html").read_text()
    # What is granted and not used, and the agreements that end.
    assert page.count("By the policy ") == 2


def test_what_no_record_has_is_a_slip_and_no_empty_log(begun):
    said = begun("audit", "show", "--verdict", "blok", code=2).stderr
    assert "'blok' is not one of" in said
    said = begun("audit", "export", "--to", "jsonl", "--event", "foo", code=2).stderr
    assert "there are init, policy_load" in said


def test_the_doctor_says_what_is_wrong_with_a_configuration(site):
    (site.home / "config.toml").write_text("[audit]\nfoldre = 'x'\n")
    said = site("doctor", code=2)
    assert "internal" not in said.stderr
    assert "foldre" in said.stdout


def test_the_doctor_names_roles_that_nobody_can_have(begun):
    config = begun.home / "config.toml"
    text = config.read_text()
    assert "restore_roles" not in text
    config.write_text(text.replace("[vault]\n", '[vault]\nrestore_roles = ["privacy"]\n'))
    assert "names privacy, which the policy does not declare" in begun("doctor", code=2).stdout
    config.write_text(text.replace("[vault]\n", '[vault]\nrestore_roles = ["clinician"]\n'))
    assert "does not declare" not in begun("doctor", code=2).stdout


def test_the_doctor_looks_at_custody(begun):
    begun("redact", "-", *ASKED, "--scope", "s", stdin="John Smith")
    said = begun("doctor", code=2).stdout  # the small policy does not find the doctor's sample
    assert re.search(r"ok  audit .*log, \d+ records", said)
    assert re.search(r"ok  vault .*1 conversation\n", said)
    assert "ok  lockdown    none" in said
    (begun.home / "log" / "segments").rename(begun.home / "away")
    assert re.search(r"!!  config .*no log stands", begun("doctor", code=2).stdout)


def test_the_vault_of_a_site_is_no_list_of_its_conversations(begun):
    begun("redact", "-", *ASKED, "--scope", "Mary Jones", stdin="John Smith")
    assert "Mary" not in begun("vault", "list").stdout
    connection = sqlite3.connect(begun.home / "vault" / "vault.db")
    try:
        assert connection.execute("SELECT count(*) FROM scopes").fetchone() == (1,)
    finally:
        connection.close()
    assert isinstance(begun.home, Path)

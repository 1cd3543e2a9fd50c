"""The commands as a shell runs them: what they print, where, and how they end."""

import json
import os
import signal
import subprocess
import sys

import pytest

pytestmark = pytest.mark.e2e

ASKED = ("--purpose", "summary", "--role", "clinician")
VALUES = ("Eleanor", "Marsh", "004711", "900-12-3456")


def assert_no_value(*texts: str) -> None:
    for text in texts:
        for value in VALUES:
            assert value not in text


# ------------------------------------------------------------------ the program itself


def test_the_version_is_one_line(promptward) -> None:
    from promptward import __version__

    done = promptward("--version")
    assert (done.returncode, done.stdout) == (0, f"promptward {__version__}\n")


@pytest.mark.parametrize(
    "command",
    [
        (),
        ("check",),
        ("redact",),
        ("scan",),
        ("init",),
        ("doctor",),
        ("completion",),
        ("policy",),
        ("policy", "check"),
        ("policy", "fmt"),
        ("policy", "test"),
        ("policy", "show"),
        ("policy", "diff"),
        ("policy", "explain"),
        ("policy", "new"),
    ],
    ids=" ".join,
)
def test_every_command_explains_itself(promptward, command) -> None:
    done = promptward(*command, "--help")
    assert done.returncode == 0
    assert "Usage: promptward" in done.stdout
    assert done.stderr == ""


@pytest.mark.parametrize(
    "group",
    ["", "audit", "baseline", "config", "destinations", "hook", "jupyter", "lockdown", "notebook",
     "notify", "policy", "policy bundle", "vault"],
)  # fmt: skip
def test_a_group_lists_its_commands_in_whole_lines(promptward, group) -> None:
    listed = promptward(*group.split(), "--help").stdout.partition("Commands:")[2]
    assert listed
    assert "..." not in listed


def test_what_fish_shows_beside_a_word_is_not_cut_at_a_comma(promptward) -> None:
    assert 'string split --max 1 "," $completion' in promptward("completion", "fish").stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("chekc",), "Did you mean `check`?"),
        (("policy", "frmt"), "Did you mean `fmt`?"),
        (("check",), "Missing argument"),
        (("check", "-", "--dat", "2026-01-01"), "No such option"),
        (("check", "-", "--date", "yesterday"), "no date"),
        (("scan",), "or - for standard input"),
        (("scan", "-", "--format", "docx"), "'docx' is not one of"),
    ],
)
def test_a_slip_is_a_usage_error_that_says_what_to_do(promptward, arguments, said) -> None:
    done = promptward(*arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stdout == ""


# ------------------------------------------------------------------ check


def test_a_blocked_check_says_what_where_and_why(promptward, clinic, note) -> None:
    done = promptward("check", note, "--policy", clinic, "--destination", "consumer_chat", *ASKED)
    assert done.returncode == 1
    first, *_ = done.stdout.splitlines()
    assert first == "block  by clinic.prompts@1.2.0"
    assert "1:29" in done.stdout
    assert "clinic.prompts.mrn" in done.stdout
    assert "clinic.prompts.baa_required" in done.stdout
    assert "45 CFR 164.504(e)" in done.stdout
    assert "what to do" in done.stdout
    assert_no_value(done.stdout, done.stderr)


def test_what_is_granted_is_allowed_and_says_that_the_text_changes(promptward, clinic) -> None:
    done = promptward(
        "check", "-", "--policy", clinic, "--destination", "onprem", *ASKED, stdin="MRN: 004711"
    )
    assert done.returncode == 0
    assert done.stdout.startswith("allow")
    assert "pseudonymise" in done.stdout
    assert "promptward redact" in done.stdout


def test_a_stated_reason_opens_what_needs_one(promptward, clinic) -> None:
    command = ("check", "-", "--policy", clinic, "--destination", "onprem", *ASKED)
    without = promptward(*command, stdin="SSN 900-12-3456")
    assert (without.returncode, without.stdout.split()[0]) == (1, "require_justification")
    assert "--justified" in without.stdout
    assert promptward(*command, "--justified", stdin="SSN 900-12-3456").returncode == 0


def test_a_text_without_identifiers_may_leave(promptward, clinic) -> None:
    done = promptward("check", "-", "--policy", clinic, stdin="Is metformin safe in CKD 4?")
    assert done.returncode == 0
    assert "It may leave as it is." in done.stdout


def test_an_option_that_would_tell_what_a_rule_asks_is_named(promptward, clinic, tmp_path) -> None:
    policy = tmp_path / "asks.ward"
    rule = "rule second { when contains 2 or more distinct mrn and not actor.mfa then block }\n"
    policy.write_text(f"{clinic.read_text().replace('clinic.prompts', 'asks')}\n{rule}")
    command = ("check", "-", "--policy", policy, "--destination", "onprem", *ASKED)
    two = "MRN: 004711, MRN: 004712"
    assert "say --mfa or --no-mfa" in promptward(*command, stdin=two).stdout
    known = promptward(*command, "--no-mfa", stdin=two)
    assert known.returncode == 1
    assert "--mfa or" not in known.stdout


def test_check_in_json_is_the_decision_with_places_and_without_text(
    promptward, clinic, note
) -> None:
    done = promptward(
        "check", note, "--policy", clinic, "--destination", "onprem", *ASKED, "--format", "json"
    )
    report = json.loads(done.stdout)
    assert report["verdict"] == "require_justification"
    assert report["policy"]["name"] == "clinic.prompts"
    assert len(report["policy"]["id"]) == 64
    mrn = next(f for f in report["findings"] if f["category"] == "clinic.prompts.mrn")
    assert (mrn["start"], mrn["end"], mrn["safe_harbor"]) == (28, 34, "H")
    assert mrn["location"] == "line 1 column 29"
    assert mrn["disposition"] == "pseudonymise"
    assert {r["id"] for r in report["reasons"]} == {"clinic.prompts.ssn_needs_reason"}
    assert report["next_step"]
    assert_no_value(done.stdout)


def test_the_policy_of_the_environment_and_the_nearest_one_are_found(
    promptward, clinic, tmp_path
) -> None:
    command = ("check", "-", "--format", "json")
    named = promptward(*command, stdin="x", env={"PROMPTWARD_POLICY": str(clinic)})
    assert json.loads(named.stdout)["policy"]["name"] == "clinic.prompts"
    project = tmp_path / "project"
    (project / "deep" / "er").mkdir(parents=True)
    (project / ".promptward").mkdir()
    (project / ".promptward" / "policy.ward").write_text(clinic.read_text())
    nearest = promptward(*command, stdin="x", cwd=project / "deep" / "er")
    assert json.loads(nearest.stdout)["policy"]["name"] == "clinic.prompts"
    embedded = promptward(*command, stdin="x")
    assert json.loads(embedded.stdout)["policy"]["name"] == "default"


def test_the_embedded_policy_lets_no_identifier_out(promptward) -> None:
    done = promptward("check", "-", "--destination", "anywhere", stdin="MRN: 00123456")
    assert done.returncode == 1
    assert done.stdout.startswith("block")
    assert "no destination `anywhere`" in done.stderr


# ------------------------------------------------------------------ redact


def test_redact_without_a_request_removes_every_identifier(promptward, clinic, note) -> None:
    done = promptward("redact", note, "--policy", clinic)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "Patient Eleanor Marsh, MRN: [mrn]\nSSN [ssn].\n"


def test_redact_with_a_request_prints_what_the_decision_releases(promptward, clinic) -> None:
    done = promptward(
        "redact", "-", "--policy", clinic, "--destination", "onprem", *ASKED, stdin="MRN: 004711"
    )
    assert done.returncode == 0
    assert done.stdout.startswith("MRN: [MRN_")
    assert_no_value(done.stdout)


def test_redact_prints_nothing_when_nothing_may_leave(promptward, clinic, note) -> None:
    done = promptward("redact", note, "--policy", clinic, "--destination", "consumer_chat", *ASKED)
    assert (done.returncode, done.stdout) == (1, "")
    assert "block" in done.stderr
    assert_no_value(done.stderr)


def test_redact_keeps_line_ends_and_characters(promptward, clinic) -> None:
    done = promptward(
        "redact", "-", "--policy", clinic, stdin="é\r\nSSN 900-12-3456\r\n\x0b".encode()
    )
    assert done.stdout == "é\r\nSSN [ssn]\r\n\x0b"


def test_redact_writes_a_file_that_only_its_owner_reads(
    promptward, clinic, note, tmp_path
) -> None:
    safe = tmp_path / "safe.txt"
    done = promptward("redact", note, "--policy", clinic, "-o", safe)
    assert (done.returncode, done.stdout) == (0, "")
    assert "[ssn]" in safe.read_text()
    assert os.name == "nt" or safe.stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.glob("safe*")] == ["safe.txt"]


def test_the_embedded_policy_redacts_to_safe_harbor(promptward) -> None:
    text = "Patient: John Smith, DOB 03/14/1962, SSN 536-22-4399, MRN: 00123456, jane@mail.example"
    done = promptward("redact", "-", stdin=text)
    assert done.returncode == 0
    for value in ("Smith", "03/14", "536-22", "00123456", "jane@"):
        assert value not in done.stdout


# ------------------------------------------------------------------ scan


def test_a_scan_names_places_and_says_how_much_it_looked_at(promptward, clinic, note) -> None:
    done = promptward("scan", note.parent, "--policy", clinic)
    assert done.returncode == 1
    assert f"{note}:1:29: high   clinic.prompts.mrn (H)" in done.stdout
    assert f"{note}:2:5: medium clinic.prompts.ssn (G)" in done.stdout
    assert done.stderr.splitlines()[-1] == "scanned 1 file, 52 bytes; findings 2"
    assert_no_value(done.stdout, done.stderr)


def test_low_confidence_is_reported_when_asked_for(promptward, clinic, note) -> None:
    done = promptward("scan", note, "--policy", clinic, "--min-confidence", "low")
    assert "clinic.prompts.names" in done.stdout


def test_a_clean_folder_is_zero(promptward, clinic, tmp_path) -> None:
    (tmp_path / "clean").mkdir()
    (tmp_path / "clean" / "a.txt").write_text("nothing here")
    done = promptward("scan", tmp_path / "clean", "--policy", clinic)
    assert (done.returncode, done.stdout) == (0, "")
    assert "scanned 1 file" in done.stderr


def test_a_scan_of_nothing_is_incomplete(promptward, clinic, tmp_path) -> None:
    (tmp_path / "empty").mkdir()
    assert promptward("scan", tmp_path / "empty", "--policy", clinic).returncode == 3


def test_standard_input_is_scanned_as_a_dash(promptward, clinic) -> None:
    done = promptward("scan", "-", "--policy", clinic, stdin="SSN 900-12-3456")
    assert done.returncode == 1
    assert done.stdout.startswith("-:1:5: ")


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_reports_for_machines_hold_the_same_findings(promptward, clinic, note, form) -> None:
    done = promptward("scan", note, "--policy", clinic, "--format", form)
    report = json.loads(done.stdout)
    file = report["files"][0] if form == "json" else report
    assert file["path"] == str(note)
    assert [f["location"] for f in file["findings"]] == ["line 1 column 29", "line 2 column 5"]


def test_records_are_answered_in_order_and_a_bad_line_ends_with_three(promptward, clinic) -> None:
    lines = ['{"id": "a", "text": "SSN 900-12-3456"}', "nonsense", '{"id": "b", "text": ""}']
    done = promptward(
        "scan", "--records", "jsonl", "--text-field", "text", "-", "--policy", clinic,
        stdin="\n".join(lines) + "\n",
    )  # fmt: skip
    first, second, third = map(json.loads, done.stdout.splitlines())
    assert first["id"] == "a"
    assert [(f["start"], f["end"]) for f in first["findings"]] == [(4, 15)]
    assert second == {"id": None, "line": 2, "error": "not_json"}
    assert third == {"id": "b", "findings": []}
    assert done.returncode == 3
    assert_no_value(done.stdout, done.stderr)


@pytest.mark.parametrize(
    "option",
    ["--format=json", "--report=json=x.json", "--staged", "--since=HEAD", "--history",
     "--exclude=a", "--include-ignored", "--max-file-size=9", "--timeout=3", "--jobs=2",
     "--thorough", "--no-baseline", "--stdin-filename=a.txt"],
)  # fmt: skip
def test_an_option_that_says_nothing_to_records_is_a_usage_error(promptward, option) -> None:
    done = promptward("scan", "--records", "jsonl", option, "-", stdin='{"id": 1, "text": "x"}\n')
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{option.partition('=')[0]} says nothing with --records" in done.stderr


def test_a_field_of_records_is_a_usage_error_elsewhere(promptward) -> None:
    done = promptward("scan", "--text-field", "note", "-", stdin="x")
    assert done.returncode == 2
    assert "--text-field says nothing without --records" in done.stderr


def test_records_without_findings_end_with_zero_and_with_them_with_one(promptward, clinic) -> None:
    command = ("scan", "--records", "jsonl", "-", "--policy", clinic)
    assert promptward(*command, stdin='{"id": 1, "text": "x"}\n').returncode == 0
    assert promptward(*command, stdin='{"id": 1, "text": "MRN: 004711"}\n').returncode == 1


def test_records_need_no_policy(promptward) -> None:
    done = promptward("scan", "--records", "jsonl", "-", stdin='{"id":1,"text":"MRN: 00123456"}')
    assert json.loads(done.stdout)["findings"][0]["category"] == "hipaa.safe_harbor.mrn"


# ------------------------------------------------------------------ how processes end


def test_no_colour_goes_into_a_pipe(promptward, clinic, note) -> None:
    done = promptward("check", note, "--policy", clinic)
    assert "\x1b" not in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("no_colour", [False, True])
def test_a_terminal_gets_colour_unless_it_declines(
    environment, clinic, note, no_colour: bool
) -> None:
    import pty

    leader, follower = pty.openpty()
    env = {**environment, "TERM": "xterm"}
    if no_colour:
        env["NO_COLOR"] = "1"
    command = [sys.executable, "-m", "promptward", "check", str(note), "--policy", str(clinic)]
    with subprocess.Popen(command, stdout=follower, stderr=subprocess.PIPE, env=env) as process:
        os.close(follower)
        shown = b""
        while True:
            try:
                chunk = os.read(leader, 65536)
            except OSError:  # Linux reports the end of a terminal so
                break
            if not chunk:
                break
            shown += chunk
        assert process.wait() == 1
    os.close(leader)
    assert (b"\x1b[" in shown) is not no_colour


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX pipes")
def test_a_reader_that_goes_away_is_no_traceback(environment, clinic, tmp_path) -> None:
    records = b'{"id":1,"text":"SSN 900-12-3456"}\n' * 50_000
    command = [
        sys.executable, "-m", "promptward",
        "scan", "--records", "jsonl", "-", "--policy", str(clinic),
    ]  # fmt: skip
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdin.write(b'{"id":1,"text":""}\n')
        process.stdin.flush()
        process.stdout.readline()
        process.stdout.close()
        try:
            process.stdin.write(records)
            process.stdin.close()
        except BrokenPipeError:
            pass
        said = process.stderr.read()
        assert process.wait() == 3
    assert said == b""


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals")
def test_an_interrupt_ends_quietly_with_130(environment, clinic) -> None:
    command = [
        sys.executable, "-m", "promptward",
        "scan", "--records", "jsonl", "-", "--policy", str(clinic),
    ]  # fmt: skip
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        # A shell that runs the tests in the background hands down that interrupts are ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509  # one thread
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdin.write(b'{"id":1,"text":""}\n')
        process.stdin.flush()
        process.stdout.readline()  # it is at work now
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 130
        assert process.stderr.read() == b""

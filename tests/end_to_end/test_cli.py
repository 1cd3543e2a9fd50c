"""The commands as a shell runs them: what they print, where, and how they end."""

import json
import os
import signal
import subprocess
import sys
import xml.etree.ElementTree as ET

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


def test_records_without_findings_end_with_zero_and_with_them_with_one(promptward, clinic) -> None:
    command = ("scan", "--records", "jsonl", "-", "--policy", clinic)
    assert promptward(*command, stdin='{"id": 1, "text": "x"}\n').returncode == 0
    assert promptward(*command, stdin='{"id": 1, "text": "MRN: 004711"}\n').returncode == 1


def test_records_need_no_policy(promptward) -> None:
    done = promptward("scan", "--records", "jsonl", "-", stdin='{"id":1,"text":"MRN: 00123456"}')
    assert json.loads(done.stdout)["findings"][0]["category"] == "hipaa.safe_harbor.mrn"


# ------------------------------------------------------------------ policy


def test_a_sound_policy_checks_clean(promptward, clinic) -> None:
    done = promptward("policy", "check", clinic)
    assert done.returncode == 0
    assert "nothing to object to" in done.stdout


def test_a_faulty_policy_is_shown_with_code_and_place(promptward, clinic, tmp_path) -> None:
    broken = tmp_path / "broken.ward"
    broken.write_text(clinic.read_text().replace("finds ssn", "finds snn"))
    done = promptward("policy", "check", broken)
    assert done.returncode == 2
    assert "error[E101]" in done.stdout
    assert "did you mean `ssn`" in done.stdout
    report = json.loads(promptward("policy", "check", broken, "--format", "json").stdout)
    assert report[0]["loads"] is False
    assert any(d["code"] == "E101" and d["line"] > 1 for d in report[0]["diagnostics"])


def test_warnings_count_only_when_strict(promptward, clinic, tmp_path) -> None:
    warned = tmp_path / "warned.ward"
    warned.write_text(clinic.read_text() + "\nrole visitor\n")
    assert promptward("policy", "check", warned).returncode == 0
    strict = promptward("policy", "check", warned, "--strict")
    assert strict.returncode == 1
    assert "W201" in strict.stdout


def test_the_tests_of_a_policy_are_a_table_and_a_junit_report(
    promptward, clinic, tmp_path
) -> None:
    junit = tmp_path / "report.xml"
    done = promptward("policy", "test", clinic, "--junit", junit)
    assert done.returncode == 0
    assert done.stdout.count("passed ") >= 3
    assert "3 passed, 0 failed" in done.stdout
    suite = ET.parse(junit).getroot()
    assert (suite.get("tests"), suite.get("failures")) == ("3", "0")


def test_a_failing_test_is_named_and_ends_with_one(promptward, clinic, tmp_path) -> None:
    failing = tmp_path / "failing.ward"
    failing.write_text(clinic.read_text().replace("expect allow\n", "expect warn\n", 1))
    junit = tmp_path / "report.xml"
    done = promptward("policy", "test", failing, "--junit", junit)
    assert done.returncode == 1
    assert "2 passed, 1 failed" in done.stdout
    assert "a record number becomes a pseudonym" in done.stdout
    failures = ET.parse(junit).getroot().findall("./testcase/failure")
    assert len(failures) == 1


def test_show_tells_what_each_purpose_may_send_where(promptward, clinic) -> None:
    done = promptward("policy", "show", clinic)
    assert done.returncode == 0
    head = next(line for line in done.stdout.splitlines() if "consumer_chat  onprem" in line)
    row = next(line for line in done.stdout.splitlines() if line.strip().startswith("summary"))
    assert row.split() == ["summary", "-", "allow"]
    assert head
    ir = json.loads(promptward("policy", "show", clinic, "--format", "json").stdout)
    assert ir["name"] == "clinic.prompts"


def test_diff_lists_what_the_second_policy_weakens(promptward, clinic, tmp_path) -> None:
    weaker = tmp_path / "weaker.ward"
    weaker.write_text(clinic.read_text().replace("confidence high", "confidence low", 1))
    other = promptward("policy", "diff", clinic, clinic)
    assert (other.returncode, other.stdout) == (0, "0 weakenings, 0 other changes\n")
    done = promptward("policy", "diff", clinic, weaker)
    assert done.returncode == 2 or done.stdout.startswith("weakenings")
    loosened = tmp_path / "loosened.ward"
    loosened.write_text(clinic.read_text().replace("no_purpose: block", "").replace(
        "mrn pseudonymise", "mrn keep"
    ))  # fmt: skip
    done = promptward("policy", "diff", clinic, loosened)
    assert done.returncode == 1
    assert "clinic.prompts.summary" in done.stdout


def test_explain_tells_about_codes_and_shows_declarations(promptward, clinic) -> None:
    code = promptward("policy", "explain", "e109")
    assert code.returncode == 0
    assert code.stdout.startswith("E109")
    shown = promptward("policy", "explain", "baa_required", "--policy", clinic)
    assert shown.returncode == 0
    assert "then block" in shown.stdout
    missing = promptward("policy", "explain", "baa_requird", "--policy", clinic)
    assert missing.returncode == 2
    assert "did you mean `baa_required`" in missing.stderr


def test_fmt_checks_shows_and_writes(promptward, clinic, tmp_path) -> None:
    untidy = tmp_path / "untidy.ward"
    untidy.write_text(clinic.read_text().replace("  then block", "      then    block"))
    assert promptward("policy", "fmt", "--check", untidy).returncode == 1
    diff = promptward("policy", "fmt", "--diff", untidy)
    assert diff.returncode == 1
    assert "+  then block" in diff.stdout
    assert promptward("policy", "fmt", tmp_path).returncode == 0
    assert untidy.read_text() == clinic.read_text()
    assert promptward("policy", "fmt", "--check", untidy).returncode == 0


def test_fmt_leaves_a_policy_with_syntax_errors_alone(promptward, tmp_path) -> None:
    broken = tmp_path / "broken.ward"
    broken.write_text("policy p version 1.0.0\nrule {{{\n")
    done = promptward("policy", "fmt", broken)
    assert done.returncode == 2
    assert "error[E00" in done.stderr
    assert broken.read_text() == "policy p version 1.0.0\nrule {{{\n"


# ------------------------------------------------------------------ starting, looking after


def test_init_starts_a_policy_that_checks_clean_and_never_overwrites(promptward, tmp_path) -> None:
    project = tmp_path / "Cardiology Ward"
    project.mkdir()
    assert promptward("init", cwd=project).returncode == 0
    policy = project / ".promptward" / "policy.ward"
    assert "policy cardiology_ward version" in policy.read_text()
    check = promptward("policy", "check", "--strict", cwd=project)
    assert check.returncode == 0, check.stdout
    assert promptward("policy", "fmt", "--check", policy).returncode == 0
    before = policy.read_text()
    again = promptward("init", cwd=project)
    assert again.returncode == 2
    assert "exists" in again.stderr
    assert policy.read_text() == before


def test_new_declarations_load_as_they_are(promptward, tmp_path) -> None:
    policy = tmp_path / "new.ward"
    assert promptward("policy", "new", "policy", "ward.seven", "-o", policy).returncode == 0
    for kind in ("detector", "rule"):
        assert promptward("policy", "new", kind, f"my_{kind}", "-o", policy).returncode == 0
    check = promptward("policy", "check", policy)
    assert check.returncode == 0, check.stdout
    assert promptward("policy", "new", "rule", "Not A Name").returncode == 2
    assert "rule mine" in promptward("policy", "new", "rule", "mine").stdout


def test_the_doctor_finds_everything_in_order(promptward, clinic) -> None:
    done = promptward("doctor")
    assert done.returncode == 0, done.stdout
    for what in ("python", "hyperscan", "cache", "embedded", "floor", "load", "self-check"):
        assert what in done.stdout
    assert "named with --policy" in promptward("doctor", "--policy", clinic).stdout


def test_the_doctor_says_what_is_not_in_order(promptward, tmp_path) -> None:
    done = promptward("doctor", "--policy", tmp_path / "missing.ward")
    assert done.returncode == 2
    assert "!!" in done.stdout


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

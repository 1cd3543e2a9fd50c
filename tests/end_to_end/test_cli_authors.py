"""The commands that write, check and look after policies, as a shell runs them."""

import json
import xml.etree.ElementTree as ET

import pytest

pytestmark = pytest.mark.e2e


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
    assert "promptward init --yes" in again.stderr
    assert policy.read_text() == before


def test_init_writes_what_is_missing_and_says_what_was_there(promptward, repository) -> None:
    project = repository.folder
    assert promptward("init", cwd=project).returncode == 0
    policy = project / ".promptward" / "policy.ward"
    policy.write_text(policy.read_text() + "# ours\n")
    more = promptward("init", "--yes", "--name", "other", cwd=project)
    assert (more.returncode, more.stderr) == (0, "")
    said = more.stdout.splitlines()
    assert said[0] == "kept .promptward/policy.ward, and its name"
    assert said[1:3] == ["wrote .promptward/config.toml", "wrote .promptwardignore"]
    assert (project / ".git" / "hooks" / "pre-commit").exists()
    assert policy.read_text().endswith("# ours\n")
    again = promptward("init", "--yes", "--no-hook", cwd=project)
    assert again.returncode == 0
    assert [line.split()[0] for line in again.stdout.splitlines()[:3]] == ["kept"] * 3


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

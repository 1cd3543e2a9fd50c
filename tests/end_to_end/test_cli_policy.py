"""`promptward policy` as a privacy officer meets it: new declarations, and errors everywhere."""

import datetime as dt
import xml.etree.ElementTree as ET

import pytest

import promptward_rules
from promptward.clock import local_day
from promptward_dsl.build import build
from promptward_dsl.sources import SHIPPED, Root

pytestmark = pytest.mark.e2e


# ------------------------------------------------------------------ a detector from examples

MRNS = "# from the registration desk\nSE-00123456\nSE-00481516\n\nSE 02342000\nSE-00481516\n"
SAMPLE = "Chart SE-00123456, then SE-77770001.\norder WSE-77770002 and SE 7777 0003\n"


@pytest.fixture
def numbers(tmp_path):
    path = tmp_path / "numbers.txt"
    path.write_text(MRNS)
    return path


def test_a_detector_is_proposed_from_examples_and_holds_none_of_them(
    promptward, clinic, tmp_path, numbers
) -> None:
    done = promptward("policy", "new", "detector", "our_mrn", "--from-examples", numbers)
    assert done.returncode == 0, done.stderr
    assert r"match /\bSE[ -]\d{8}\b/ confidence medium" in done.stdout
    assert "finds 3 of 3 examples" in done.stderr
    for line in MRNS.splitlines():
        assert not line or line not in done.stdout + done.stderr
    policy = tmp_path / "p.ward"
    policy.write_text(f"{clinic.read_text()}\n{done.stdout.replace('finds sh.mrn', 'finds mrn')}")
    check = promptward("policy", "check", policy, "--strict")
    assert check.returncode == 0, check.stdout
    assert promptward("policy", "fmt", "--check", policy).returncode == 0


def test_what_else_a_proposed_detector_hits_is_shown_by_place_and_shape(
    promptward, tmp_path, numbers
) -> None:
    sample = tmp_path / "sample.txt"
    sample.write_text(SAMPLE)
    done = promptward(
        "policy", "new", "detector", "our_mrn", "--from-examples", numbers, "--sample", sample
    )
    assert done.returncode == 0
    assert f"in {sample}: 2 places, 1 of them examples; of the 1 others 1 at" in done.stderr
    assert "1:25  high  AA-99999999" in done.stderr
    assert "7777" not in done.stdout + done.stderr


def test_bare_numbers_are_low_until_a_word_stands_near(promptward, tmp_path) -> None:
    numbers = tmp_path / "bare.txt"
    numbers.write_text("12345678\n20304050\n")
    sample = tmp_path / "sample.txt"
    sample.write_text("MRN 55554444 seen.\n" + "." * 60 + "\nticket 55554444\n")
    done = promptward(
        "policy", "new", "detector", "our_mrn", "--from-examples", numbers, "--sample", sample
    )
    assert "confidence low" in done.stdout
    assert "nothing acts on them until a word stands near" in done.stderr
    assert "of the 2 others 1 at medium or high" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "content", "said"),
    [
        (("rule", "x"), "12-34\n", "--from-examples is for a detector"),
        (("detector", "Not A Name"), "12-34\n", "is no name for a detector"),
        (("detector", "x"), "", "there is no example"),
        (("detector", "x"), "Smith\n", "an example has no digit"),
        (("detector", "x"), "\x00\x01", "no text"),
        (("detector", "x"), None, "does not exist"),
        (("detector", "x", "--sample", "missing.txt"), "12-34\n", "does not exist"),
    ],
)
def test_examples_that_make_no_detector_are_a_usage_error(
    promptward, tmp_path, arguments, content, said
) -> None:
    numbers = tmp_path / "numbers.txt"
    if content is not None:
        numbers.write_text(content)
    done = promptward("policy", "new", *arguments, "--from-examples", numbers)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stdout == ""


def test_a_sample_without_examples_is_a_usage_error(promptward) -> None:
    done = promptward("policy", "new", "detector", "x", "--sample", "notes.txt")
    assert done.returncode == 2
    assert "--sample goes with --from-examples" in done.stderr


# ------------------------------------------------------------------ adding to a policy


@pytest.mark.parametrize(
    "head", ["import hipaa.safe_harbor as base", "import hipaa.safe_harbor", "role r"]
)
@pytest.mark.parametrize("kind", ["detector", "rule"])
def test_what_is_added_speaks_of_the_pack_as_the_policy_does(
    promptward, tmp_path, head, kind
) -> None:
    policy = tmp_path / "p.ward"
    policy.write_text(f"policy p version 1.0.0\n{head}")
    assert promptward("policy", "new", kind, "mine", "-o", policy).returncode == 0
    found = build(
        policy, roots=[Root(SHIPPED, promptward_rules.root())], today=dt.date(2026, 11, 23)
    )
    assert [d for d in found.diagnostics if d.severity == "error"] == []


def test_a_name_that_is_taken_is_refused_and_nothing_is_written(promptward, tmp_path) -> None:
    policy = tmp_path / "new.ward"
    assert promptward("policy", "new", "policy", "p", "-o", policy).returncode == 0
    assert promptward("policy", "new", "rule", "mine", "-o", policy).returncode == 0
    before = policy.read_text()
    again = promptward("policy", "new", "rule", "mine", "-o", policy)
    assert again.returncode == 2
    assert "has a rule `mine` already" in again.stderr
    assert policy.read_text() == before


def test_a_declaration_for_a_policy_that_is_not_there_says_how_to_start_one(
    promptward, tmp_path
) -> None:
    done = promptward("policy", "new", "rule", "mine", "-o", tmp_path / "none.ward")
    assert done.returncode == 2
    assert "promptward policy new policy" in done.stderr


# ------------------------------------------------------------------ errors, everywhere alike


@pytest.mark.parametrize("command", [("test",), ("show",), ("diff",)])
def test_a_policy_that_does_not_compile_shows_all_its_errors(
    promptward, clinic, tmp_path, command
) -> None:
    faulty = tmp_path / "faulty.ward"
    faulty.write_text(clinic.read_text() + "rule { then blok }\nrole a inherits nobody\n")
    arguments = (clinic, faulty) if command == ("diff",) else (faulty,)
    done = promptward("policy", *command, *arguments)
    assert done.returncode == 2
    assert "did you mean `block`?" in done.stderr
    assert "error[E101]" in done.stderr
    assert done.stdout == ""


def test_a_policy_that_is_missing_is_shown_without_a_source(promptward, tmp_path) -> None:
    done = promptward("policy", "check", tmp_path / "none.ward")
    assert done.returncode == 2
    assert "there is no file" in done.stdout
    assert "^" not in done.stdout


def test_messages_about_several_files_that_cannot_be_laid_out_stand_apart(
    promptward, tmp_path
) -> None:
    for name in ("a.ward", "b.ward"):
        (tmp_path / name).write_text("role ;\n")
    done = promptward("policy", "fmt", tmp_path)
    assert done.returncode == 2
    assert done.stderr.count("\n\nerror[E001]") == 1
    assert done.stderr.endswith("\n")


def test_a_policy_that_cannot_be_read_keeps_no_other_from_being_laid_out(
    promptward, tmp_path
) -> None:
    (tmp_path / "a.ward").symlink_to(tmp_path / "nowhere")
    later = tmp_path / "b.ward"
    later.write_text("role   clinician\n")
    done = promptward("policy", "fmt", tmp_path)
    assert done.returncode == 2
    assert f"{tmp_path / 'a.ward'}: " in done.stderr
    assert f"formatted {later}" in done.stderr
    assert later.read_text() == "role clinician\n"


def test_a_junit_report_is_xml_whatever_a_test_is_called_and_says_which_example_failed(
    promptward, clinic, tmp_path
) -> None:
    odd = tmp_path / "odd.ward"
    odd.write_text(
        clinic.read_text()
        .replace('test "', "test \"<&\u200b>' ", 1)
        .replace('  example "', '  example "[[Not this]] ', 1)
    )
    junit = tmp_path / "report.xml"
    done = promptward("policy", "test", odd, "--junit", junit)
    assert done.returncode == 1
    suite = ET.parse(junit).getroot()
    names = [case.get("name") for case in suite.iter("testcase")]
    assert any(name.startswith("<&\\u200b>'") for name in names)
    assert any(name.startswith("example at ") for name in names)
    assert int(suite.get("failures")) == len(suite.findall("./testcase/failure")) > 0


def test_a_junit_report_that_cannot_be_written_is_said(promptward, clinic, tmp_path) -> None:
    done = promptward("policy", "test", clinic, "--junit", tmp_path / "no" / "report.xml")
    assert done.returncode == 2
    assert "error[unwritable]" in done.stderr


def test_explain_of_findings_says_where_codes_and_rules_are_explained(promptward, clinic) -> None:
    for what in ("E101", "baa_required"):
        said = promptward("explain", what, "--policy", clinic)
        assert said.returncode == 2
        assert f"promptward policy explain {what}" in said.stderr
    assert "policy show" in promptward("explain", "nothing_of_ours", "--policy", clinic).stderr


def test_explain_takes_a_code_that_is_none_and_a_name_with_its_alias(promptward, clinic) -> None:
    slip = promptward("policy", "explain", "E19")
    assert slip.returncode == 2
    assert "there is no diagnostic `E19`" in slip.stderr
    aliased = promptward("policy", "explain", "cp.baa_required", "--policy", clinic)
    assert aliased.returncode == 0
    assert "rule clinic.prompts.baa_required" in aliased.stdout


def test_explain_shows_the_files_that_a_mistake_is_in(promptward) -> None:
    done = promptward("policy", "explain", "E119")
    wrong, _, right = done.stdout.partition("Right:")
    assert "with clinic/wards.ward:\n\n  policy clinic.floors" in wrong
    assert right.startswith("\n\nwith clinic/wards.ward:\n\n  policy clinic.wards")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_gets_its_script_and_completions(promptward, shell) -> None:
    done = promptward("completion", shell)
    assert done.returncode == 0
    assert "_PROMPTWARD_COMPLETE" in done.stdout
    words = {"COMP_WORDS": "promptward policy ex", "COMP_CWORD": "ex" if shell == "fish" else "2"}
    offered = promptward(env={"_PROMPTWARD_COMPLETE": f"{shell}_complete", **words})
    assert "explain" in offered.stdout
    assert promptward("completion", "tcsh").returncode == 2


# ------------------------------------------------------------------ the floor of the machine

FLOOR = "policy site.floor version 1.0.0\nrule on_record {\n  oblige audit full\n}\n"
WAIVER = """
import site.floor as site
disable rule site.on_record because "in the way"
"""


def test_a_policy_that_weakens_the_floor_decides_nothing_and_is_told_which_rule_it_is(
    promptward, clinic, tmp_path
) -> None:
    floor = tmp_path / "floor.ward"
    floor.write_text(FLOOR)
    project = tmp_path / "project"
    (project / ".promptward").mkdir(parents=True)
    policy = project / ".promptward" / "policy.ward"
    policy.write_text(clinic.read_text() + WAIVER)
    env = {"PROMPTWARD_FLOOR": str(floor)}
    checked = promptward("policy", "check", cwd=project, env=env)
    assert checked.returncode == 2
    assert "error[E118]: `disable` of `site.on_record` would weaken the floor" in checked.stdout
    assert "rule `site.floor.on_record` belongs to the floor" in checked.stdout
    decided = promptward("check", "-", cwd=project, env=env, stdin="MRN: 00123456")
    assert decided.returncode == 2
    assert "E118" in decided.stderr
    assert decided.stdout == ""
    policy.write_text(clinic.read_text())
    assert promptward("policy", "check", cwd=project, env=env).returncode == 0
    assert "site.floor.on_record" in promptward("policy", "show", cwd=project, env=env).stdout
    doctor = promptward("doctor", cwd=project, env=env)
    assert str(floor) in doctor.stdout


def test_the_floor_is_checked_tested_and_compared_where_it_lies(
    promptward, clinic, tmp_path
) -> None:
    floor = tmp_path / "floor.ward"
    floor.write_text(clinic.read_text())
    env = {"PROMPTWARD_FLOOR": str(floor)}
    for command in (("check",), ("test",), ("show",), ("diff", floor)):
        done = promptward("policy", *command, floor, env=env)
        assert done.returncode == 0, done.stdout + done.stderr
    assert "this policy itself" in promptward("doctor", "--policy", floor, env=env).stdout


def test_the_next_floor_is_told_from_a_nearer_policy_by_an_option(
    promptward, clinic, tmp_path
) -> None:
    floor, successor = tmp_path / "floor.ward", tmp_path / "next.ward"
    floor.write_text(clinic.read_text())
    successor.write_text(clinic.read_text() + "rule on_record {\n  oblige audit full\n}\n")
    env = {"PROMPTWARD_FLOOR": str(floor)}
    for command in (("check",), ("test",), ("show",), ("diff", floor)):
        alone = promptward("policy", *command, successor, "--as-floor", env=env)
        assert alone.returncode == 0, alone.stdout + alone.stderr
    nearer = promptward("policy", "check", successor, env=env)
    assert nearer.returncode == 2
    assert "E118" in nearer.stdout


def test_the_tests_of_a_policy_run_as_it_will_be_on_a_day(promptward, tmp_path) -> None:
    policy = tmp_path / "p.ward"
    uncovered = "".join(
        f'uncovered safe_harbor {letter} because "small"\n' for letter in "ABCDEFHIJKLMNOPQR"
    )
    policy.write_text(
        f"policy p version 1.0.0\ncategory ssn : number safe_harbor G\n{uncovered}"
        "detector n finds ssn {\n  match /\\b\\d{9}\\b/ confidence high\n"
        '  example "[[123456789]]"\n}\n'
        "rule never {\n  when contains any ssn\n  then block\n}\n"
        'disable rule never because "moving" until 2099-01-31\n'
        "purpose none_stated {\n  roles r\n  destinations d\n  necessary {\n    ssn keep\n  }\n}\n"
        "role r\ndestination d {\n  kind: llm\n  baa: not_required\n}\n"
        'test "while we move" {\n'
        "  given actor.role: r, purpose: none_stated, destination: d\n"
        '  prompt "no 123456789"\n  expect allow\n}\n'
    )
    assert promptward("policy", "test", policy, "--date", "2099-01-31").returncode == 0
    after = promptward("policy", "test", policy, "--date", "2099-02-01")
    assert after.returncode == 1
    assert "test `while we move` fails" in after.stdout
    soon = promptward("policy", "check", policy, "--date", "2099-01-01")
    assert soon.returncode == 0
    assert "W219" in soon.stdout


def test_a_policy_without_tests_is_told_so(promptward, clinic, tmp_path) -> None:
    bare = tmp_path / "bare.ward"
    bare.write_text(clinic.read_text().partition('test "')[0])
    done = promptward("policy", "test", bare)
    assert done.returncode == 0
    assert done.stdout.startswith("the policy has no test of its own")


def test_show_tells_the_duties_of_rules(promptward, clinic, tmp_path) -> None:
    policy = tmp_path / "p.ward"
    policy.write_text(
        clinic.read_text() + "rule kept {\n  when contains any ssn\n  oblige audit full\n}\n"
    )
    assert "audit full" in promptward("policy", "show", policy).stdout


# ------------------------------------------------------------------ waivers


ENDS = local_day() + dt.timedelta(days=30)
"""By the clock: a waiver must hold on the day of the tests, whichever that is."""
VISITORS = f"""
detector visitor finds mrn {{
  match /\\bV-\\d{{4}}\\b/ confidence high
  example "[[V-1234]]"
}}
disable detector visitor because "a pilot" until {ENDS}
"""


@pytest.mark.parametrize("command", ["check", "redact"])
def test_a_waiver_holds_for_the_day_of_the_request(promptward, clinic, tmp_path, command) -> None:
    policy = tmp_path / "p.ward"
    policy.write_text(clinic.read_text() + VISITORS)

    def said(day: dt.date) -> str:
        asked = (command, "-", "--policy", policy, "--date", day.isoformat())
        done = promptward(*asked, stdin="seen: V-4321")
        assert done.returncode in {0, 1}, done.stderr
        return done.stdout

    found = "V-4321" if command == "redact" else "mrn"
    assert (found in said(ENDS)) == (command == "redact")
    assert (found in said(ENDS + dt.timedelta(days=1))) == (command == "check")


def test_show_and_explain_name_the_detectors_of_a_category(promptward, clinic) -> None:
    shown = promptward("policy", "show", clinic).stdout
    (ssn,) = [line for line in shown.splitlines() if "clinic.prompts.ssn " in line]
    assert ssn.split()[-1] == "social_security"
    told = promptward("policy", "explain", "ssn", "--policy", clinic).stdout
    assert "found by: clinic.prompts.social_security" in told


def test_a_difference_shows_the_reason_and_the_end_of_a_waiver(
    promptward, clinic, tmp_path
) -> None:
    policy = tmp_path / "p.ward"
    waiver = 'disable detector social_security because "device logs" until 2099-01-31\n'
    policy.write_text(clinic.read_text() + waiver)
    done = promptward("policy", "diff", clinic, policy)
    assert done.returncode == 1
    assert 'disable until 2099-01-31 because "device logs"' in done.stdout


def test_a_declaration_is_not_added_to_a_policy_with_a_syntax_error(promptward, tmp_path) -> None:
    policy = tmp_path / "p.ward"
    source = "policy p version 1.0.0\nrule x {\n"
    policy.write_text(source)
    done = promptward("policy", "new", "rule", "y", "-o", policy)
    assert done.returncode == 2
    assert "syntax error" in done.stderr
    assert "promptward policy check" in done.stderr
    assert policy.read_text() == source


def test_what_is_added_has_the_line_ends_of_the_policy(promptward, tmp_path) -> None:
    policy = tmp_path / "p.ward"
    policy.write_bytes(b"policy p version 1.0.0\r\nimport hipaa.safe_harbor ^1.0.0 as sh\r\n")
    done = promptward("policy", "new", "rule", "y", "-o", policy)
    assert done.returncode == 0, done.stderr
    assert policy.read_bytes().count(b"\n") == policy.read_bytes().count(b"\r\n") > 4


def test_a_data_file_is_not_laid_out_and_told_what_it_is(promptward, tmp_path) -> None:
    data = tmp_path / "d.yaml"
    data.write_text("ward: data/1\ndestinations: {}\n")
    done = promptward("policy", "fmt", data)
    assert done.returncode == 2
    assert "is a data file" in done.stderr
    assert data.read_text() == "ward: data/1\ndestinations: {}\n"


def test_whoever_proposes_a_prefix_that_is_a_name_is_told(promptward, tmp_path) -> None:
    numbers = tmp_path / "n.txt"
    numbers.write_text("LEE-1234\nLEE-2231\nLEE-8871\n")
    done = promptward("policy", "new", "detector", "our", "--from-examples", numbers)
    assert done.returncode == 0, done.stderr
    assert "also a name" in done.stderr
    numbers.write_text("QXZ-1234\nQXZ-2231\nQXZ-8871\n")
    done = promptward("policy", "new", "detector", "our", "--from-examples", numbers)
    assert "also a name" not in done.stderr


def test_no_day_of_the_past_brings_a_waiver_back(promptward, clinic, tmp_path) -> None:
    policy = tmp_path / "p.ward"
    policy.write_text(clinic.read_text() + VISITORS.replace(str(ENDS), "2026-01-31"))
    asked = ("redact", "-", "--policy", policy, "--date", "2026-01-15")
    assert "V-4321" not in promptward(*asked, stdin="seen: V-4321").stdout

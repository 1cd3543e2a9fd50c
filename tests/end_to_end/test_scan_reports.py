"""Reports of scans in every form, and what explains them: never with a value."""

import json
import re
from pathlib import Path

import jsonschema
import pytest

from .told import assert_no_value

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize(
    "form",
    [
        "text",
        "json",
        "jsonl",
        "sarif",
        "junit",
        "github",
        "gitlab",
        "gitlab-secrets",
        "csv",
        "html",
    ],
)
def test_no_report_holds_a_value(promptward, folder_of_people, form) -> None:
    done = promptward("scan", folder_of_people, "--format", form)
    assert done.returncode == 3
    assert_no_value(done.stdout, done.stderr)
    assert "ssn" in done.stdout.lower()


def test_sarif_is_what_its_schema_asks_for(promptward, folder_of_people) -> None:
    done = promptward("scan", "people", "--format", "sarif", cwd=folder_of_people.parent)
    log = json.loads(done.stdout)
    schema = json.loads(Path(__file__).with_name("sarif-2.1.0.json").read_text())
    jsonschema.Draft4Validator(schema).validate(log)
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    marks = [r["partialFingerprints"]["promptward/v1"] for r in run["results"]]
    assert len(marks) == len(set(marks))
    assert all(rules[r["ruleIndex"]] == r["ruleId"] for r in run["results"])
    uris = {
        r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in run["results"]
    }
    assert "people/a%20b%23.json" in uris
    assert run["invocations"][0]["executionSuccessful"] is False


def test_reports_for_gitlab_and_junit_are_well_formed(promptward, folder_of_people) -> None:
    from xml.etree import ElementTree as ET

    quality = json.loads(promptward("scan", folder_of_people, "--format", "gitlab").stdout)
    marks = [one["fingerprint"] for one in quality]
    assert len(marks) == len(set(marks)) > 10
    suites = ET.fromstring(promptward("scan", folder_of_people, "--format", "junit").stdout)
    assert (suites.get("failures"), suites.get("errors")) == ("3", "1")
    secrets = json.loads(promptward("scan", folder_of_people, "--format", "gitlab-secrets").stdout)
    assert secrets["scan"]["status"] == "failure"


def test_several_reports_from_one_scan(promptward, folder_of_people, tmp_path) -> None:
    page, log = tmp_path / "r.html", tmp_path / "r.sarif"
    done = promptward(
        "scan", folder_of_people, "--report", f"html={page}", "--report", f"sarif={log}"
    )
    assert done.stdout
    assert page.read_text().startswith("<!doctype html>")
    assert "http" not in re.sub(r"https://www\.ecfr\.gov\S+", "", page.read_text())
    assert json.loads(log.read_text())["version"] == "2.1.0"


def test_a_category_and_a_finding_are_explained(promptward, folder_of_people, tmp_path) -> None:
    said = promptward("explain", "ssn").stdout
    assert "164.514" in said
    report = tmp_path / "r.json"
    report.write_text(promptward("scan", folder_of_people, "--format", "json").stdout)
    finding = json.loads(report.read_text())["files"][0]["findings"][0]
    done = promptward("explain", finding["fingerprint"], "--in", report)
    assert done.returncode == 0
    assert "because" in done.stdout
    assert promptward("explain", "snn").returncode == 2


FORMS = [
    ("text", "txt"), ("json", "json"), ("jsonl", "jsonl"), ("sarif", "sarif"), ("junit", "xml"),
    ("github", "txt"), ("gitlab", "json"), ("gitlab-secrets", "json"), ("csv", "csv"),
    ("html", "html"),
]  # fmt: skip


def test_nothing_is_found_in_our_own_reports(promptward, folder_of_people, tmp_path) -> None:
    (folder_of_people / "kept.txt").write_text(
        'SSN 536-22-4399  promptward: allow[ssn] reason="invented"\n'
        "Patient Eleanor Marsh, seen 03/14/2026 at 14 Elm Street, plate KLM 4402, 10.2.3.4\n"
    )
    (tmp_path / "clean").mkdir()
    (tmp_path / "clean" / "readme.txt").write_text("nothing here\n")
    reports = tmp_path / "reports"
    reports.mkdir()
    for folder in (folder_of_people, tmp_path / "clean"):
        asked = [f"--report={form}={reports}/{folder.name}-{form}.{end}" for form, end in FORMS]
        promptward("scan", folder, *asked)
    done = promptward("scan", reports)
    assert (done.returncode, done.stdout) == (0, "")


def test_of_a_report_only_its_own_times_are_passed_over(promptward, tmp_path) -> None:
    report = tmp_path / "gl.json"
    promptward("scan", tmp_path, f"--report=gitlab-secrets={report}")
    said = report.read_text()
    report.write_text(said.replace('"vulnerabilities": [', '"dob": "1962-03-14", "x": ['))
    done = promptward("scan", report)
    assert done.returncode == 1
    assert ", /dob" in done.stdout
    report.write_text(said.replace('"id": "promptward"', '"id": "other"'))
    assert "/scan/start_time" in promptward("scan", report).stdout


@pytest.mark.parametrize("encoding", ["latin-1", "ascii"])
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("scan", "n.txt"), 1),
        (("scan", "n.txt", "--format", "csv"), 1),
        (("scan", "n.txt", "--format", "html"), 1),
        (("explain", "ssn"), 0),
        (("fix", "n.txt", "--dry-run"), 0),
    ],
    ids=str,
)
def test_a_terminal_that_lacks_signs_is_told_all_the_same(
    promptward, tmp_path, encoding, arguments, code
) -> None:
    (tmp_path / "n.txt").write_text("Quux Frobnitz: SSN 536-22-4399 Zblorf\n")
    done = promptward(*arguments, cwd=tmp_path, env={"PYTHONIOENCODING": encoding})
    assert done.returncode == code, done.stderr
    assert "internal" not in done.stderr
    assert "ssn" in done.stdout

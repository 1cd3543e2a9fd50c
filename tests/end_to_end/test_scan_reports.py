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

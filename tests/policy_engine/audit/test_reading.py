"""What is read out of a log: filters, reviews, inquiries, exports, retention, anchors."""

import csv
import datetime as dt
import io
import json
import os
import re
import subprocess
import zipfile
from html.parser import HTMLParser

import pytest

from promptward.audit import AuditError
from promptward.audit.anchors import append_anchor, file_anchors
from promptward.audit.digest import digest_keys, folded, rotate_digest_key
from promptward.audit.export import ALLOWED, export
from promptward.audit.git_anchors import add_git_anchor, git_anchors
from promptward.audit.incident import bundle, inquire
from promptward.audit.reading import Filter, read_records
from promptward.audit.record import FIELDS
from promptward.audit.retention import holds, lift_hold, place_hold, prune
from promptward.audit.review import reviewed
from promptward.audit.review_page import Circumstances, page
from promptward.audit.review_tables import tables
from promptward.audit.verify import verify

from .logs import START, Clock, again, anchor, fill, new_log, records

DAY = 86_400


def intent(number: int, **fields) -> dict:
    return {
        "ev": "intent", "id": f"r{number}", "actor": "dr_adams", "assurance": "verified", "mfa": True,
        "roles": ["p.clinician"], "purpose": "p.summary", "dest": "p.azure", "baa": "active",
        "verdict": "allow", "counts": {"p.names": 2}, "became": {"pseudonymise": 2}, "rules": [],
        "reasons": [], "policy": "p@1.0.0", **fields,
    }  # fmt: skip


@pytest.fixture
def log(tmp_path):
    return new_log(tmp_path / "log", clock=Clock())[0]


@pytest.fixture
def folder(log):
    return log.layout.folder


# ------------------------------------------------------------------ filters


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (Filter(), [None, "r1", "r2", "r3"]),
        (Filter(events=frozenset({"denial"})), ["r2"]),
        (Filter(actor="dr_baker"), ["r3"]),
        (Filter(destination="azure"), ["r1", "r3"]),
        (Filter(destination="p.chat"), ["r2"]),
        (Filter(destination="ure"), []),
        (Filter(purpose="summary", verdict="block"), ["r2"]),
        (Filter(id="r"), ["r1", "r2", "r3"]),
        (Filter(id="r3"), ["r3"]),
        (Filter(since="2026-09-23"), ["r3"]),
        (Filter(until="2026-09-21"), [None, "r1"]),
        (Filter(since="2026-09-22", until="2026-09-22T23"), ["r2"]),
        (Filter(subjects=frozenset({"ab" * 16})), ["r3"]),
    ],
)
def test_a_filter_lets_through_what_was_asked_for(log, folder, wanted, ids):
    clock = log._clock
    log.append(intent(1))
    clock.now += DAY
    log.append(intent(2, ev="denial", verdict="block", dest="p.chat"))
    clock.now += DAY
    log.append(intent(3, actor="dr_baker", subjects=[["p.names", "keep", "ab" * 16]]))
    assert [row.get("id") for row in read_records(folder, wanted)] == ids


# ------------------------------------------------------------------ the review


@pytest.fixture
def month(log):
    """A month with something of everything."""
    clock = log._clock
    for day in range(30):
        clock.now = START + day * DAY
        log.append(intent(day, dest="p.azure" if day % 3 else "p.onprem"))
        log.append({"ev": "outcome", "id": f"r{day}", "outcome": "sent"})
    log.append(intent(100, verdict="warn", became={"keep": 1}, rules=["p.ssn_never"]))
    log.append(intent(101, ev="denial", verdict="block", actor="=cmd()", assurance="asserted",
                      mfa=None, dest=None, reasons=["no_purpose"]))  # fmt: skip
    log.append({"ev": "break_glass", "id": "r102", "actor": "dr_adams", "dest": "p.azure",
                "justification": "j1"}, intent(102, verdict="warn"))  # fmt: skip
    log.append({"ev": "restore", "id": "r1", "actor": "<b>x</b>", "outcome": "refused"})
    log.append({"ev": "error", "id": "r103", "verdict": "block", "reasons": ["vault_unusable"]})
    return log


GRANTED = {
    "roles": {"p.clinician", "p.researcher"},
    "purposes": {"p.summary", "p.coding"},
    "destinations": {"p.azure", "p.onprem", "p.spare"},
}


def test_a_review_counts_what_happened(month, folder):
    review = reviewed(read_records(folder), GRANTED)
    assert review.verdicts == {"allow": 30, "warn": 2, "require_justification": 0, "block": 2}
    assert review.categories == {"p.names": 66}
    assert review.became["keep"] == 1
    assert review.open_intents == 2  # r100 and r102 have no outcome
    assert review.unused_roles == ("p.researcher",)
    assert review.unused_purposes == ("p.coding",)
    assert review.unused_destinations == ("p.spare",)
    adams = next(a for a in review.actors if a.actor == "dr_adams")
    assert (adams.decisions, adams.blocked, adams.without_mfa, adams.break_glass) == (32, 0, 0, 1)
    azure = next(a for a in review.access if a.destination == "p.azure")
    assert (azure.asked, azure.left, azure.disclosing) == (22, 22, 1)
    assert [event.kind for event in review.events] == ["break_glass", "restore", "error"]
    assert len(review.days) == 30


AROUND = Circumstances("now", "promptward/x", True, [], 70, None, [("a", "b", "c")], [])


class Balanced(HTMLParser):
    """Whether every element that was opened is closed, in order."""

    VOID = frozenset({"meta"})

    def __init__(self):
        super().__init__()
        self.open: list[str] = []
        self.shown: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.shown.append(data)


def test_the_page_is_whole_and_shows_no_markup_of_others(month, folder):
    text = page(reviewed(read_records(folder), GRANTED), AROUND)
    parser = Balanced()
    parser.feed(text)
    assert parser.open == []
    shown = "".join(parser.shown)
    assert "<b>x</b>" in shown
    assert "<b>x</b>" not in text
    assert "clinician" in shown
    assert "researcher" in shown
    assert not re.search(r"<script|src=|href=|url\(|@import", text)


def test_the_page_of_a_log_that_is_not_sound_says_so_first(month, folder):
    around = AROUND._replace(sound=False, problems=["record 3 does not follow"])
    text = page(reviewed(read_records(folder)), around)
    assert text.index("not what was signed") < text.index("Decisions by day")


def test_a_period_without_records_has_a_page(folder):
    assert "no records" in page(reviewed([]), AROUND)


def test_the_tables_are_safe_to_open_in_a_spreadsheet(month, folder):
    made = tables(reviewed(read_records(folder), GRANTED))
    rows = list(csv.reader(io.StringIO(made["actors.csv"])))
    assert rows[0][0] == "actor"
    assert "'=cmd()" in [row[0] for row in rows]
    assert sum(int(row[3]) for row in rows[1:]) == 33
    assert ["purpose", "p.coding"] in list(csv.reader(io.StringIO(made["unused.csv"])))


# ------------------------------------------------------------------ inquiries


def test_an_inquiry_finds_who_was_disclosed_to_whom(log, folder):
    jane = log.digests().of_subject("Jane Doe")
    other = log.digests().of_subject("Mary Jones")
    log.append(intent(1, subjects=[["p.names", "keep", jane]]))
    log.append({"ev": "outcome", "id": "r1", "outcome": "sent"})
    log.append(intent(2, subjects=[["p.names", "pseudonymise", jane]]))
    log.append(intent(3, subjects=[["p.names", "redact", jane]]))
    log.append(intent(4, subjects=[["p.names", "keep", jane]], dest="p.chat"))
    log.append({"ev": "outcome", "id": "r4", "outcome": "not_sent"})
    log.append(intent(5, subjects=[["p.names", "keep", other]]))
    log.append(intent(6, person=jane))
    log.append(intent(7, ev="denial", subjects=[["p.names", "redact", jane]]))
    found = inquire(folder, {jane})
    assert [(o.id, o.disclosed, o.outcome) for o in found.disclosures] == [
        ("r1", "yes", "sent"),
        ("r2", "pseudonym", "unknown"),
        ("r3", "no", "unknown"),
        ("r4", "no", "not_sent"),
        ("r6", "yes", "unknown"),
        ("r7", "no", "nothing left"),
    ]
    data = bundle(folder, found, verify(folder), "now")
    assert data == bundle(folder, found, verify(folder), "now")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        summary = json.loads(archive.read("incident.json"))
        lines = archive.read("records.jsonl").splitlines()
        assert archive.read("checkpoint").startswith(b"promptward/")
    assert summary["disclosed"] == 2
    assert summary["destinations"] == ["p.azure"]
    assert len(lines) == 8
    assert b"Jane" not in data


@pytest.mark.parametrize(
    "spelling",
    ["JANE DOE", "jane  doe", "Jane\tDoe", "Jane-Doe", "\uff2aane Doe", "Ja\u0301ne Doe"],
)
def test_spellings_of_one_person_are_one(log, spelling):
    same = log.digests().of_subject("Jane Doe") == log.digests().of_subject(spelling)
    assert same == ("\u0301" not in spelling or folded(spelling) == "janedoe")
    assert log.digests().of_subject("078-05-1120") == log.digests().of_subject("078 05 1120")


def test_an_inquiry_asks_with_the_keys_of_before(log):
    old = log.digests()
    rotate_digest_key(log.keys, b"\1" * 32)
    rotate_digest_key(log.keys, b"\2" * 32)
    keys = digest_keys(log.keys)
    assert len(keys) == 3
    assert keys[0] != old
    assert keys[-1] == old
    assert old.key.hex() not in repr(keys)


# ------------------------------------------------------------------ exports


@pytest.fixture
def rows(log, folder):
    log.append(
        intent(
            1,
            actor='a"]\\b|c=d\n\x1b[1m',
            subjects=[["p.names", "keep", "ab" * 16]],
            out="cd" * 16,
        )
    )
    log.append(intent(2, ev="denial", verdict="block", person="ef" * 16, session="12" * 16))
    return list(read_records(folder))


def test_what_is_kept_back_is_in_no_format(rows):
    for form in ("jsonl", "syslog", "otlp", "cef"):
        text = "\n".join(export(rows, form, "host.example"))
        for digest in ("ab" * 16, "cd" * 16, "ef" * 16, "12" * 16):
            assert digest not in text
    assert not {"in", "out", "subjects", "person", "session", "reason", "kid"} & set(ALLOWED)
    assert set(ALLOWED) <= set(FIELDS) | {"h"}


SYSLOG = re.compile(
    r"<(?P<pri>\d{1,3})>1 (?P<ts>\S+) (?P<host>\S+) (?P<app>\S+) (?P<pid>\S+) (?P<msgid>\S+) "
    r'\[(?P<id>[^ \]]+)(?P<params>( [!#-<>-\\^-~]{1,32}="(?:[^"\\\]]|\\["\\\]])*")*)\](?: (?P<msg>.*))?'
)


def test_syslog_is_that_of_rfc_5424(rows):
    for line in export(rows, "syslog", "host.example"):
        found = SYSLOG.fullmatch(line)
        assert found, line
        assert 0 <= int(found["pri"]) <= 191
        dt.datetime.fromisoformat(found["ts"])
    assert r'actor="a\"\]\\b|c=d  [1m"' in next(
        line for line in export(rows, "syslog", "h") if 'id="r1"' in line
    )


def test_otlp_is_a_request_as_the_protocol_has_it(rows):
    (line,) = export(rows, "otlp", "host.example")
    logs = json.loads(line)["resourceLogs"][0]["scopeLogs"][0]["logRecords"]
    assert len(logs) == 3
    assert logs[1]["timeUnixNano"] == str(int(START * 1000) * 1_000_000)
    attributes = {a["key"]: a["value"]["stringValue"] for a in logs[1]["attributes"]}
    assert attributes["promptward.id"] == "r1"
    assert len(list(export(rows * 400, "otlp", "h"))) == 3


def test_cef_escapes_what_it_must(rows):
    lines = list(export(rows, "cef", "host.example"))
    assert lines[1].startswith("CEF:0|Promptward|promptward|")
    assert r"suser=a\"]\\b|c\=d  [1m " in lines[1].replace('"', '\\"')
    assert "act=block" in lines[2]
    assert all("\n" not in line for line in lines)


# ------------------------------------------------------------------ retention


def aged(tmp_path, years):
    clock = Clock(START - years * 366 * DAY)
    log, key = new_log(tmp_path / "log", clock=clock)
    for _ in range(4):
        fill(log, 3)
        clock.now += DAY
    clock.now = START
    fill(log, 2)
    return log, key, clock


def test_segments_past_their_retention_are_removed_and_the_rest_still_verifies(tmp_path):
    log, key, clock = aged(tmp_path, 7)
    kept = anchor(tmp_path / "log")
    gone = prune(log, 6, clock=clock)
    assert gone.segments == 4
    assert gone.records == 13
    left = records(tmp_path / "log")
    assert left[0]["seq"] == 13
    assert left[-1]["ev"] == "prune"
    fill(again(tmp_path / "log", clock=clock), 3)
    again(tmp_path / "log", clock=clock).checkpoint()
    found = verify(str(tmp_path / "log"), key=key, anchors=[kept, anchor(tmp_path / "log")])
    assert found.sound, found.problems
    assert prune(log, 6, clock=clock).segments == 0


def test_nothing_young_and_nothing_held_is_removed(tmp_path):
    log, _, clock = aged(tmp_path, 5)
    assert prune(log, 6, clock=clock).segments == 0
    place_hold(log, "case-17", "2026-09-21")
    with pytest.raises(AuditError, match="legal hold"):
        prune(log, 0, clock=clock)
    assert [one.name for one in holds(log.layout.folder)] == ["case-17"]
    lift_hold(log, "case-17")
    assert prune(log, 1, clock=clock).segments == 4
    with pytest.raises(AuditError):
        lift_hold(log, "case-17")
    with pytest.raises(AuditError):
        place_hold(log, "Mary Jones", "2026-09-21")
    assert [r["ev"] for r in records(tmp_path / "log")][-3:] == ["hold", "hold", "prune"]


def test_a_list_of_holds_that_can_not_be_read_holds_everything(tmp_path):
    log, _, clock = aged(tmp_path, 7)
    (tmp_path / "log" / "holds.json").write_text("nonsense")
    with pytest.raises(AuditError, match="legal holds"):
        prune(log, 6, clock=clock)


def test_removing_segments_by_hand_is_found(tmp_path):
    log, key, clock = aged(tmp_path, 7)
    prune(log, 6, clock=clock)
    state = json.loads((tmp_path / "log" / "pruned.json").read_text())
    path = max((tmp_path / "log" / "segments").iterdir())
    lines = [line for line in path.read_bytes().splitlines() if b'"ev":"prune"' not in line]
    path.write_bytes(b"\n".join(lines) + b"\n")
    codes = {p.code for p in verify(str(tmp_path / "log"), key=key).problems}
    assert "segment" in codes
    state["edge"][0] = "00" * 32
    (tmp_path / "log" / "pruned.json").write_text(json.dumps(state))
    assert "root" in {p.code for p in verify(str(tmp_path / "log"), key=key).problems}


# ------------------------------------------------------------------ anchors


def test_anchors_in_a_file_are_read_back(log, folder, tmp_path):
    path = tmp_path / "elsewhere.anchors"
    for number in range(3):
        fill(log, 2)
        log.checkpoint()
        with open(log.layout.checkpoint, encoding="utf-8") as file:  # noqa: PTH123
            append_anchor(str(path), file.read())
        assert len(file_anchors(str(path))) == number + 1
    assert verify(folder, anchors=file_anchors(str(path))).anchored == 7
    with pytest.raises(AuditError):
        file_anchors(str(tmp_path / "nowhere"))


def test_anchors_are_kept_as_notes_of_a_repository(log, folder, tmp_path, monkeypatch):
    home = tmp_path / "repository"
    environment = ["-c", "user.name=t", "-c", "user.email=t@example.test"]
    subprocess.run(["git", "init", "-q", home], check=True)
    with pytest.raises(AuditError, match="no git repository with a commit") as caught:
        add_git_anchor(str(home), "note")
    assert caught.value.code == "anchor_unwritable"
    subprocess.run(
        ["git", "-C", home, *environment, "commit", "-q", "--allow-empty", "-m", "first"],
        check=True,
    )
    # The account of a timer, of which git knows nothing.
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    subprocess.run(["git", "-C", home, "config", "user.useConfigOnly", "true"], check=True)
    for _ in range(3):
        fill(log, 2)
        log.checkpoint()
        with open(log.layout.checkpoint, encoding="utf-8") as file:  # noqa: PTH123
            add_git_anchor(str(home), file.read())
    assert len(git_anchors(str(home))) == 3
    assert verify(folder, anchors=git_anchors(str(home))).anchored == 7
    path = tmp_path / "log" / "segments" / "000000000000.jsonl"
    path.write_bytes(b"\n".join(path.read_bytes().splitlines()[:4]) + b"\n")
    found = verify(folder, anchors=git_anchors(str(home)))
    assert "truncated" in {p.code for p in found.problems}
    with pytest.raises(AuditError):
        git_anchors(str(tmp_path))

"""Records: a line in, a line out, in order, whatever the line holds."""

import json
import os
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptward.model import Finding, ScanError
from promptward.scan.records import LineTooLong, RecordTotals, scan_line, scan_records
from promptward_dsl.lattice import Confidence


def find_digits(text: str) -> list[Finding]:
    """Each digit is a finding: high for 9, else low."""
    return [
        Finding(i, i + 1, "t.digit", "R", Confidence.HIGH if c == "9" else Confidence.LOW, "t.d")
        for i, c in enumerate(text)
        if c.isdigit()
    ]


def answer(line, *, find=find_digits, field="text", least=Confidence.LOW, number=7):
    totals = RecordTotals()
    reply = json.loads(scan_line(line, number, find, field=field, least=least, totals=totals))
    return reply, totals


def run(data: bytes, limit: int = 1000) -> tuple[list[dict], RecordTotals]:
    totals = RecordTotals()
    read, write = os.pipe()
    back, out = os.pipe()
    feeder = threading.Thread(target=lambda: (os.write(write, data), os.close(write)))
    feeder.start()
    scan_records(
        read, out, find_digits, field="text", least=Confidence.LOW, totals=totals, limit=limit
    )
    feeder.join()
    os.close(out)
    with os.fdopen(back, "rb") as replies:
        lines = replies.read().decode("ascii").splitlines()
    os.close(read)
    return [json.loads(line) for line in lines], totals


def test_a_record_is_answered_with_its_id_and_findings() -> None:
    reply, totals = answer(b'{"id": "a1", "text": "x9"}')
    assert reply == {
        "id": "a1",
        "findings": [
            {
                "start": 1,
                "end": 2,
                "category": "t.digit",
                "safe_harbor": "R",
                "confidence": "high",
                "detector": "t.d",
                "evidence": [],
            }
        ],
    }
    assert (totals.records, totals.findings, totals.malformed) == (1, 1, 0)


@pytest.mark.parametrize("id_", [17, None, "", "ü\ud800", {"a": [1]}, 1.5, True])
def test_ids_of_any_kind_come_back_as_they_were(id_: object) -> None:
    assert answer(json.dumps({"id": id_, "text": ""}).encode())[0] == {"id": id_, "findings": []}


def test_a_record_without_id_is_scanned_all_the_same() -> None:
    reply, _ = answer(b'{"text": "9"}')
    assert reply["id"] is None
    assert len(reply["findings"]) == 1


def test_offsets_are_code_points_of_the_decoded_text() -> None:
    reply, _ = answer('{"text": "\\ud83d\\ude00é9"}'.encode())
    assert reply["findings"][0]["start"] == 2


def test_another_field_can_hold_the_text() -> None:
    assert answer(b'{"note": "9"}', field="note")[0]["findings"]


def test_findings_below_the_asked_confidence_are_left_out() -> None:
    reply, _ = answer(b'{"text": "19"}', least=Confidence.MEDIUM)
    assert [f["start"] for f in reply["findings"]] == [1]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"", "not_json"),
        (b"{", "not_json"),
        (b'{"text": "900-12-3456"', "not_json"),
        (b"[" * 100_000, "not_json"),
        (b'{"id": ' + b"9" * 5000 + b', "text": ""}', "not_json"),
        (b'"text"', "not_an_object"),
        (b'["text"]', "not_an_object"),
        (b"{}", "no_text"),
        (b'{"text": null}', "no_text"),
        (b'{"text": ["900-12-3456"]}', "no_text"),
        (b'{"text": "\xff"}', "not_utf8"),
        (LineTooLong(10**9), "too_large"),
    ],
)
def test_a_malformed_line_is_answered_with_its_number_and_a_code(line, code: str) -> None:
    reply, totals = answer(line)
    assert reply == {"id": None, "line": 7, "error": code}
    assert (totals.records, totals.malformed) == (0, 1)


def test_a_failing_engine_is_one_records_error_and_says_nothing_of_the_text() -> None:
    def fails(text: str) -> list[Finding]:
        raise RuntimeError(text)

    assert answer(b'{"text": "900-12-3456"}', find=fails)[0]["error"] == "engine_error"


def test_a_scan_that_stopped_half_way_has_its_own_code() -> None:
    def stops(text: str) -> list[Finding]:
        raise ScanError("scan_too_costly", "took too long")

    assert answer(b'{"text": "x"}', find=stops)[0]["error"] == "scan_too_costly"


def test_a_bad_line_does_not_stop_the_others() -> None:
    replies, totals = run(b'{"id":1,"text":"9"}\nnonsense\n{"id":3,"text":""}\n')
    assert [r.get("id") for r in replies] == [1, None, 3]
    assert replies[1] == {"id": None, "line": 2, "error": "not_json"}
    assert (totals.records, totals.malformed, totals.findings) == (2, 1, 1)


def test_the_last_line_need_not_end() -> None:
    assert [r["id"] for r in run(b'{"id":1,"text":""}\n{"id":2,"text":""}')[0]] == [1, 2]


def test_windows_line_ends_are_no_part_of_a_record() -> None:
    assert [r["id"] for r in run(b'{"id":1,"text":""}\r\n{"id":2,"text":""}\r\n')[0]] == [1, 2]


def test_no_input_gives_no_output() -> None:
    assert run(b"")[0] == []


def test_an_endless_line_is_passed_over_and_the_next_one_answered() -> None:
    long = b'{"id":1,"text":"' + b"x" * 5000 + b'"}'
    replies, _ = run(long + b'\n{"id":2,"text":""}\n' + long)
    assert replies == [
        {"id": None, "line": 1, "error": "too_large"},
        {"id": 2, "findings": []},
        {"id": None, "line": 3, "error": "too_large"},
    ]


def test_a_program_can_wait_for_the_answer_to_each_line() -> None:
    read, write = os.pipe()
    back, out = os.pipe()
    worker = threading.Thread(
        target=scan_records,
        args=(read, out, find_digits),
        kwargs={"field": "text", "least": Confidence.LOW, "totals": RecordTotals()},
    )
    worker.start()
    with os.fdopen(back, "rb", buffering=0) as replies:
        for number in range(3):
            os.write(write, json.dumps({"id": number, "text": "9"}).encode() + b"\n")
            assert json.loads(replies.read(65536))["id"] == number
        os.close(write)
        worker.join()
        os.close(out)
    os.close(read)


@given(st.lists(st.binary(max_size=60).filter(lambda line: b"\n" not in line), max_size=8))
def test_every_line_is_answered_with_one_line(lines: list[bytes]) -> None:
    replies, _ = run(b"".join(line + b"\n" for line in lines))
    assert len(replies) == len(lines)
    assert all(set(reply) in ({"id", "findings"}, {"id", "line", "error"}) for reply in replies)


def test_a_byte_order_mark_is_read_over_at_the_start_only() -> None:
    line = b'\xef\xbb\xbf{"id": 1, "text": "9"}'
    assert answer(line, number=1)[0]["id"] == 1
    assert answer(line, number=2)[0] == {"id": None, "line": 2, "error": "not_json"}


@pytest.mark.parametrize("identifier", [b"NaN", b"-Infinity", b"1e999"])
def test_an_answer_is_json_whatever_the_id(identifier: bytes) -> None:
    reply, totals = answer(b'{"id": ' + identifier + b', "text": "9"}')
    assert reply == {"id": None, "line": 7, "error": "not_json"}
    assert (totals.malformed, totals.records) == (1, 0)

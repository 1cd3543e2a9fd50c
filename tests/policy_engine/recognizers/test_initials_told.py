"""Initials where only who did something, or whom it is about, can stand."""

import pytest

from promptward.engine import Engine

from .findings import found


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("MAR reviewed, wasted 2 mg. Reviewed JQ 03/14", ["JQ"]),
        ("Dressing changed 0410. staff: KV", ["KV"]),
        ("RN: D.W.", ["D.W."]),
        ("Checked by: TW and SDV", ["TW", "SDV"]),
        ("D: AKV T: jq", ["AKV", "jq"]),
        ("JQ (mother) consented to the scan", ["JQ"]),
        ("Case of VQ, a 40 yo teacher", ["VQ"]),
        ("Patient NM was seen today.", ["NM"]),
        ("Subject K.L. withdrew.", ["K.L."]),
        ("Called daughter, she will bring clothes tomorrow -JQ", ["JQ"]),
        ("0400 turned pt, TW", ["TW"]),
        ("JQ notified charge RN.", ["JQ"]),
    ],
)
def test_initials_are_found_where_only_a_person_can_stand(
    shipped: Engine, text: str, letters: list[str]
):
    told = found(shipped, text, "person_name")
    assert all(one in told for one in letters)


@pytest.mark.parametrize(
    "text",
    [
        "Reviewed CT 03/14, no change",
        "Checked BG 112, covered with 2 units",
        "staff: RN",
        "RN: IV",
        "Given IM 0900",
        "PCP (mother) was called",
        "CMV (recipient) was negative, GBS (mother) neg.",
        "Mother GBS was neg. Donor HLA was typed.",
        "1000 up to chair, ate half, BRP",
        "Patient BP was low.",
        "Subject ID was missing.",
        "0400 turned pt, PRN",
        "Dressing dry and intact -CT",
        "grep -n pattern file -RIN",
    ],
)
def test_abbreviations_there_are_nobody(shipped: Engine, text: str):
    assert found(shipped, text, "person_name") == []

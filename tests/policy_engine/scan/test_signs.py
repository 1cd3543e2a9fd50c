"""Signs and hints: what the engine is not asked about holds nothing that would count."""

from pathlib import Path

import pytest

from bench.accuracy.marked import read_marked
from promptward.scan.corroborate import corroborated
from promptward.scan.signs import hints, signs, windows
from promptward_dsl.lattice import Confidence

CODE = Path(__file__).parents[2] / "corpus" / "code.marked"


def test_every_document_of_code_in_which_anything_counts_has_a_sign_or_a_hint(shipped) -> None:
    passed_over = counted = 0
    for document in read_marked(CODE):
        text = document.text
        found = corroborated(shipped.find(text), signs(text))
        counts = sum(finding.confidence >= Confidence.MEDIUM for finding in found)
        counted += counts
        if not any(signs(text)) and not hints(text):
            passed_over += counts
    assert counted > 250
    assert passed_over == 0


def test_what_counts_in_code_without_a_word_for_a_person_is_what_is_searched(shipped) -> None:
    counted = 0
    for document in read_marked(CODE):
        text = document.text
        marks = signs(text)
        if marks.persons:
            continue
        ranges = windows(text, marks, hints(text))
        for finding in corroborated(shipped.find(text), marks):
            if finding.confidence >= Confidence.MEDIUM:
                counted += 1
                assert any(a <= finding.start and finding.end <= b for a, b in ranges), (
                    document.name,
                    finding.start,
                )
    assert counted > 3


@pytest.mark.parametrize(
    ("line", "searched"),
    [
        ('released = "2019-03-04"', False),
        ('("Eleanor", "1950-03-04")', True),
        ('["eleanor marsh", "1950-03-04"]', True),
        ("Marsh, Eleanor;'1950-03-04'", True),
        ("# copyright 2012-2019, 2019-03-04", False),
        ("account = 4402150788", True),
        ("account = A4402150788", True),
        ('code = "beta_20250818"', False),
        ('day("20180101", "2016-01-01 00:30")', False),
        ("# reached on 3.10.0-3.10.12", False),
        ("julian = 2451768.5416666666", False),
        ("limit = 7000000", False),
        ('"case_id", "claim_no"', True),
        ("# account no 4402", True),
        ("return case_id", False),
        ("class Toolset20250818(Model):", False),
        ('digest = "4c1cfb2394691bff"', False),
        ('x = ("True, False", "1950-03-04")', False),
        ('frame(index, name="x", start="1950-03-04")', False),
        ('frame(index, name="eleanor", start="1950-03-04")', True),
        ("fullname = node.fullname", False),
        ('"full_name": "eleanor"', True),
        ("# Full name: Eleanor Marsh", True),
    ],
)
def test_days_and_years_alone_are_not_searched(line, searched) -> None:
    text = "x = 1\n" * 40 + line + "\n" + "y = 2\n" * 40
    assert bool(windows(text, signs(text), hints(text))) is searched


@pytest.mark.parametrize(
    "text",
    [
        'iban = "GB29 NWBK"', "cell: '+1 646'", '{"city": "Duluth"}', "call 207.555.0188",
        "chart 4402-1507", "x <- 12345678",
    ],
)  # fmt: skip
def test_hints(text) -> None:
    assert hints(text)


@pytest.mark.parametrize(
    "text",
    [
        "def f(x):\n    return x + 1  # version 1.2\n",
        'contact["Eleanor"]',
        'print("Hello, World")',
    ],
)
def test_a_program_of_nothing_has_none(text) -> None:
    assert not hints(text)

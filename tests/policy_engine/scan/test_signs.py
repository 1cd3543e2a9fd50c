"""Signs and hints: what the engine is not asked about holds nothing that would count."""

from pathlib import Path

import pytest

from bench.accuracy.marked import read_marked
from promptward.scan.corroborate import corroborated
from promptward.scan.signs import hints, signs
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

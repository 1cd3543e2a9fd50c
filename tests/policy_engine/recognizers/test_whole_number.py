"""A number of which a piece was found is found as a whole, and nothing is joined to it wrongly."""

import pytest

from promptward.engine import Engine


def whole(engine: Engine, text: str) -> list[str]:
    return [
        text[one.start : one.end] for one in engine.find(text) if "whole_number" in one.evidence
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("prior accession RB-K23-40117 compared", "RB-K23-40117"),
        ("CAD P330118-0402 cleared", "P330118-0402"),
        ("claim opened, no. QC/23/0411827 with the insurer", "QC/23/0411827"),
        ("identity document 00417330-T shown", "00417330-T"),
    ],
)
def test_the_rest_of_its_token_belongs_to_a_number(shipped: Engine, text: str, value: str) -> None:
    assert value in whole(shipped, text)


@pytest.mark.parametrize(
    "text",
    [
        "MRN: 00417330/F, seen today",
        "acct 4471882.",
        "MRN 4471882 - stable",
        "MRN 4471882/clinic",
        "https://x.example/MRN/4471882",
    ],
)
def test_labels_words_and_sexes_are_not_joined(shipped: Engine, text: str) -> None:
    assert not whole(shipped, text)

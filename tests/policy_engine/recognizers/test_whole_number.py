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
        ('member id "W1610 20745 02"', "W1610 20745 02"),
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
        "MRN W1610 20 mg",
        "case 4471 9902 58 yo",
        "MRN 4471882 120",
    ],
)
def test_labels_words_and_sexes_are_not_joined(shipped: Engine, text: str) -> None:
    assert not whole(shipped, text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("sent by courier, waybill 4471 9902 118.", "4471 9902 118"),
        ("custody form 2044 7719 3", "2044 7719 3"),
        ("accession 202514480 02; no stage", "202514480 02"),
        ("case 20240091833 00)", "20240091833 00"),
        ("specimen 88120934 01, formalin", "88120934 01"),
        ("meter SN GTXQ-210 4418.", "GTXQ-210 4418"),
        ("your claim number is 204 718 932 and pending", "204 718 932"),
    ],
)
def test_a_number_is_written_in_groups(shipped: Engine, text: str, value: str) -> None:
    found = {text[one.start : one.end] for one in shipped.find(text) if one.confidence > 0}
    assert value in found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Mary Jones, MRN 4471902, tel 555-0142: wristband 2044 7719 3, seen", "2044 7719 3"),
        ("lunch # 40817 paid", "40817"),
        ("approval code 4471902, valid", "4471902"),
        ("protocol deviation no. 44718", "44718"),
    ],
)
def test_what_is_numbered_besides(shipped: Engine, text: str, value: str) -> None:
    found = {text[one.start : one.end] for one in shipped.find(text) if one.confidence > 0}
    assert value in found

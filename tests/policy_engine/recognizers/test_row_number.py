"""Numbers in the same place of many lines, without a heading."""

from promptward.engine import Engine

from .findings import found

ROWS = """\
0412  Brannigan, Ada   K-44718  6.9
0455  Okwuosa, Ben     K-44902  9.1
0530  Ferreira, Cleo   K-45113  112
"""


def test_a_number_a_line_is_found_beside_people(shipped: Engine):
    text = "\n".join(line.replace("  K", " x  K") for line in ROWS.splitlines())
    assert set(found(shipped, text, evidence="same_rows")) >= {"K-44718", "K-44902", "K-45113"}


def test_the_same_numbers_without_people_are_left_alone(shipped: Engine):
    lines = ("0412  pump 1   K-44718", "0455  pump 2   K-44902", "0530  pump 3   K-45113")
    assert found(shipped, "\n".join(lines), evidence="same_rows") == []


def test_a_value_that_its_field_names_is_left_to_the_field(shipped: Engine):
    text = "\n".join(
        f'{{"ts": {118223 + at}, "user": "Ada Brannigan", "evt": "view"}}' for at in range(4)
    )
    assert found(shipped, text, evidence="same_rows") == []


def test_a_day_is_no_number_of_the_form_of_another(shipped: Engine):
    text = "PID|1||80077134^^^HOSP^MR||Smith^Anna||19330714|F"
    found = [
        (text[one.start : one.end], one.detector.rpartition(".")[2]) for one in shipped.find(text)
    ]
    assert ("19330714", "record_number") not in found
    assert not any(value == "HOSP^MR" for value, _ in found)


def test_four_figures_before_a_bar_head_a_row(shipped: Engine):
    text = "4071\tBrannigan\tAda\n4090\tOkwuosa\tBen\n4113\tFerreira\tCleo\n"
    assert "4090" in found(shipped, text, evidence="same_rows")

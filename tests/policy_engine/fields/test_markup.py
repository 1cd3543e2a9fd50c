"""XML, HTML and C-CDA."""

from .reading_of import named_values


def test_elements_bear_the_name_of_what_they_stand_in_where_their_own_is_general() -> None:
    found = named_values(
        "<patient><name>Ida Kerr</name><birthDate>1958-04-11</birthDate></patient>"
    )
    assert found == [("patient name", "Ida Kerr"), ("birth date", "1958-04-11")]


def test_an_attribute_that_is_a_value_bears_the_name_of_its_element() -> None:
    assert ("birth time", "19580411") in named_values('<a><birthTime value="19580411"/></a>')


def test_the_cells_of_an_html_table_are_named_by_its_heads() -> None:
    text = (
        "<table><tr><th>Bed</th><th>Patient</th></tr>"
        "<tr><td>12</td><td><b>Kerr, Ida</b></td></tr></table>"
    )
    assert named_values(text) == [("bed", "12"), ("patient", "Kerr, Ida")]


def test_a_head_before_its_cell_in_a_row_names_it() -> None:
    assert named_values("<tr><th>DOB</th><td>4/11/58</td></tr>") == [("dob", "4/11/58")]


def test_what_is_less_than_something_is_no_tag() -> None:
    assert named_values("if SBP <100 or HR > 3 </ nothing") == []


def test_a_cell_with_a_name_names_the_cell_behind_it() -> None:
    text = "<table><tr><td>DOB:</td><td>1958-04-11</td></tr><tr><td>a</td><td>b</td></tr></table>"
    assert ("dob", "1958-04-11") in named_values(text)
    assert "b" not in dict(named_values(text)).values()

"""SQL, options of commands, dotted leaders, SAS."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptward.fields.statements import _COMPARED, _LEADER, _compared, _leaders, _led

from .reading_of import named_values


def test_an_insert_names_its_values_by_column() -> None:
    text = "INSERT INTO pt (mrn, last_nm, note, dob) VALUES\n ('E11','O''Kerr',NULL,'1958-04-11'),\n (2, 'Lee', '', DATE '1961-01-02');"
    assert named_values(text) == [
        ("mrn", "E11"),
        ("last nm", "O''Kerr"),
        ("dob", "1958-04-11"),
        ("mrn", "2"),
        ("last nm", "Lee"),
        ("dob", "1961-01-02"),
    ]


def test_a_comparison_names_what_it_compares_with() -> None:
    found = named_values("where p.last_name ILIKE 'kerr%' and first_name in ('Ida', 'Bo')")
    assert found == [("p last name", "kerr"), ("first name", "Ida"), ("first name", "Bo")]


@pytest.mark.parametrize("text", ["x --patient-name 'Ida Kerr'", 'x -PatientName "Ida Kerr"'])
def test_an_option_names_its_value(text: str) -> None:
    assert named_values(text) == [("patient name", "Ida Kerr")]


@pytest.mark.parametrize(
    "text", ["Patient.......Ida Kerr", "Patient ...... Ida Kerr", "Patient ____ Ida Kerr"]
)
def test_a_leader_joins_name_and_value(text: str) -> None:
    assert named_values(text) == [("patient", "Ida Kerr")]


def test_sas_names_the_columns_of_its_lines() -> None:
    text = "data w;\n input ptid :$10. name :$30. dob :date9.;\ndatalines;\nCR-1|Ida Kerr|11APR1958\n;\nrun;\n"
    found = named_values(text)
    assert found[-3:] == [("ptid", "CR-1"), ("name", "Ida Kerr"), ("dob", "11APR1958")]


def test_a_dash_after_a_known_name_joins_it_to_its_value() -> None:
    assert named_values("DOB - 4/11/1958\nCough - two days\n") == [("dob", "4/11/1958")]


PIECES = st.sampled_from(
    [
        "name",
        "a.b",
        "LIKE",
        "in",
        " in ",
        "<>",
        "between",
        "similar to",
        "(",
        "N",
        "date ",
        "inet ",
        "'",
        " ",
        "\n",
        "    ",
        ")",
        "x" * 60,
        "...",
        "___",
        " . . .",
        ".",
        "_",
        "Name",
        "7",
        "-",
        ",",
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_a_look_around_signs_finds_what_a_search_of_the_whole_text_finds(text: str) -> None:
    assert [m.span() for m in _compared(text)] == [m.span() for m in _COMPARED.finditer(text)]
    found = []
    for leader in _LEADER.finditer(text):
        _led(text, leader, found)
    near = []
    _leaders(text, near)
    assert near == found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('rows = [("mrn", "431297")]', ("mrn", "431297")),
        ('form.set(["date of birth", "1958-04-11"])', ("date of birth", "1958-04-11")),
        ("The MRN was corrected from 431297 to 431298.", ("mrn", "431297")),
        ("The MRN was corrected from 431297 to 431298.", ("mrn", "431298.")),
        ("her chart number changed to K-20718 after the merge", ("chart number", "K-20718")),
    ],
)
def test_pairs_and_changes_name_their_values(text, value) -> None:
    assert value in named_values(text)


def test_what_changes_without_a_known_name_is_no_field() -> None:
    assert named_values("The plan of the house changed to red bricks") == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("where last_name ilike '%kerr%'", ("last name", "kerr")),
        ('df[df.last_name.str.contains("kerr")]', ("last name", "kerr")),
        ('df[df["city"].str.startswith("Ely")]', ("city", "Ely")),
        ('objects.filter(last_name__iexact="kerr")', ("last name", "kerr")),
        ('x.Where(p => p.City.StartsWith("Ely"))', ("city", "Ely")),
        ("if (p.city !== 'Ely') {", ("city", "Ely")),
    ],
)
def test_what_is_asked_of_a_column_is_its_value(text, value) -> None:
    assert value in named_values(text)


def test_what_is_asked_of_something_else_is_no_field() -> None:
    assert named_values('path.endswith("kerr") and kind.eq("Ely") and x != "Kerr"') == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('Map.of("last", "Kerr", "town", "Ely")', ("town", "Ely")),
        ("struct('surname', 'Kerr', 'age', 44, 'initials', 'I.K.')", ("initials", "I.K.")),
        ("jsonb_build_object('surname', 'Kerr', 'city', 'Ely')", ("city", "Ely")),
        ('[{"op": "add", "path": "/address/0/city", "value": "Ely"}]', ("city", "Ely")),
    ],
)
def test_names_and_values_in_turn_stand_in_calls_and_patches(text, value) -> None:
    assert value in named_values(text)


def test_words_in_turn_that_are_all_names_or_none_are_no_fields() -> None:
    assert named_values('join("patient", "first", "last", "name")') == []
    assert named_values("plot('color', 'Olive', 'marker', 'o')") == []


def test_a_declaration_of_cobol_names_its_value() -> None:
    text = '       05 PT-CITY   PIC X(20) VALUE "ELY".\n       05 PT-NAME VALUE "KERR IDA".\n'
    assert ("pt city", "ELY") in named_values(text)
    assert ("pt name", "KERR IDA") in named_values(text)

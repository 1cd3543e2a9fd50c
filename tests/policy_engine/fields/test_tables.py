"""Tables with a row of names."""

import pytest

from .reading_of import named_values


def test_a_csv_has_a_field_a_cell() -> None:
    text = 'mrn,last_name,dob\n431297,Kerr,1958-04-11\n431298,"Lee, Jr",1961-01-02\n'
    assert named_values(text) == [
        ("mrn", "431297"),
        ("last name", "Kerr"),
        ("dob", "1958-04-11"),
        ("mrn", "431298"),
        ("last name", "Lee, Jr"),
        ("dob", "1961-01-02"),
    ]


def test_tabs_and_semicolons_delimit_as_well() -> None:
    assert named_values("mrn\tdob\n431297\t1958-04-11\n")[0] == ("mrn", "431297")
    assert named_values("mrn;dob;zip\n431297;1958-04-11;45011\n")[2] == ("zip", "45011")


@pytest.mark.parametrize("sign", [",", ";"])
def test_two_names_without_a_blank_between_them_are_a_row_of_names(sign) -> None:
    lines = (("name", "dob"), ("Kerr", "1958-04-11"), ("Lee", "1961-01-02"))
    told = named_values("".join(f"{one}{sign}{other}\n" for one, other in lines))
    assert told == [
        ("name", "Kerr"),
        ("dob", "1958-04-11"),
        ("name", "Lee"),
        ("dob", "1961-01-02"),
    ]
    assert named_values(f"Patient name{sign} DOB\nwere both missing{sign} again\n") == []


def test_a_markdown_table_has_a_line_of_dashes() -> None:
    text = "| Patient | DOB |\n|---|---|\n| **Ida Kerr** | 4/11/58 |\n"
    assert named_values(text) == [("patient", "Ida Kerr"), ("dob", "4/11/58")]


def test_the_output_of_a_database_has_columns_between_bars() -> None:
    text = " mrn    | pt_name\n--------+---------\n 431297 | Ida Kerr\n(1 row)\n"
    assert named_values(text) == [("mrn", "431297"), ("pt name", "Ida Kerr")]


def test_a_data_frame_has_columns_by_position() -> None:
    text = (
        "       mrn         dob  a1c\n0   431297  1958-04-11  7.9\n10     512  1961-01-02  8.1\n"
    )
    assert named_values(text) == [
        ("mrn", "431297"),
        ("dob", "1958-04-11"),
        ("a 1 c", "7.9"),
        ("mrn", "512"),
        ("dob", "1961-01-02"),
        ("a 1 c", "8.1"),
    ]


def test_commas_in_a_cell_between_wide_gaps_delimit_nothing() -> None:
    text = (
        "date    drug     comment              init\n"
        "3/1     aspirin  held, low, HR 52     RO\n"
        "3/2     aspirin  given; told, a, b    FF\n"
    )
    assert [value for name, value in named_values(text) if name == "init"] == ["RO", "FF"]


def test_columns_that_single_blanks_part_are_told_by_where_they_end() -> None:
    text = (
        "        name        dob los\n14  Ida Kerr 1958-04-11  63\n131   Bo Lee 1961-01-02 104\n"
    )
    assert named_values(text) == [
        ("name", "Ida Kerr"),
        ("dob", "1958-04-11"),
        ("los", "63"),
        ("name", "Bo Lee"),
        ("dob", "1961-01-02"),
        ("los", "104"),
    ]


def test_names_and_values_in_turn_are_pairs() -> None:
    text = "|Patient |Ida Kerr |MRN |431297 |\n|DOB |4/11/58 |Site |Elm Clinic |\n"
    assert named_values(text) == [
        ("patient", "Ida Kerr"),
        ("mrn", "431297"),
        ("dob", "4/11/58"),
        ("site", "Elm Clinic"),
    ]


def test_a_name_and_a_wide_gap_are_a_pair() -> None:
    assert named_values("\nclient      Ida Kerr\n") == [("client", "Ida Kerr")]


def test_names_and_values_in_turn_may_stand_between_wide_gaps() -> None:
    found = named_values("\nclient    Ida Kerr      dob   4/11/58\n")
    assert found == [("client", "Ida Kerr"), ("dob", "4/11/58")]


def test_a_blank_line_ends_a_table() -> None:
    assert named_values("mrn,dob,zip\n1,2,3\n\n4,5,6\n") == [
        ("mrn", "1"),
        ("dob", "2"),
        ("zip", "3"),
    ]


def test_prose_with_commas_is_no_table() -> None:
    text = "Cough, fever, and a name, nothing else.\nChest, heart, belly, all clear to me.\n"
    assert named_values(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("   username  status\n0    ikerr02    open\n", ("username", "ikerr02")),
        ("row,empi,status\n1,431297,open\n", ("empi", "431297")),
        ("The export: mrn,name,dob\n431297,Ida Kerr,1958-04-11\n", ("mrn", "431297")),
        ("Scr#     Init  Elig\n114-001  IK    Y\n", ("scr number", "114-001")),
    ],
)
def test_one_name_of_ours_among_others_that_are_known_makes_a_row_of_names(text, value) -> None:
    assert value in named_values(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (
            "ACCT  LAST     MI DOB      ZIP\n70412 KERR     B  04111958 45011\n",
            ("dob", "04111958"),
        ),
        ("ACCT  LAST     MI DOB      ZIP\n70412 LEE         04111958 45011\n", ("last", "LEE")),
        ("pat_id last_name  city\nP71    Kerr       Ely\n", ("city", "Ely")),
        (
            "ACCT# PATIENT NAME   DOB\n----- -------------- --------\n70412 KERR IDA       04111958\n",
            ("patient name", "KERR IDA"),
        ),
        (
            "=======  ====\nPatient  Town\n=======  ====\nKerr     Ely\n=======  ====\n",
            ("patient", "Kerr"),
        ),
    ],
)
def test_columns_may_stand_a_blank_apart_or_below_a_rule(text, value) -> None:
    assert value in named_values(text)


def test_prose_in_capitals_is_no_row_of_names() -> None:
    assert named_values("PATIENT NAME BAND  CHECKED TODAY\nSHE IS WELL AND IS GOING HOME\n") == []

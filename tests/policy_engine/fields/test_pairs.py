"""Names before a `:` or `=`."""

import pytest

from promptward.fields.pairs import pairs

from .reading_of import named_values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Patient: Ansel Brightwater", [("patient", "Ansel Brightwater")]),
        ("MRN: 00431297   DOB: 4/11/1958", [("mrn", "00431297"), ("dob", "4/11/1958")]),
        ("Name: Ida Kerr DOB: 4/11/1958", [("name", "Ida Kerr"), ("dob", "4/11/1958")]),
        ("Phone (home): (555) 010-0144", [("phone", "(555) 010-0144")]),
        ("Acct #: V-77120", [("acct number", "V-77120")]),
        ('Pt: Ida "Kit" Kerr III', [("pt", 'Ida "Kit" Kerr III')]),
        (
            "Attending: Kerr, Ida, MD | Unit: 7 West",
            [("attending", "Kerr, Ida, MD"), ("unit", "7 West")],
        ),
    ],
)
def test_a_label_names_what_follows_it(text: str, expected: list[tuple[str, str]]) -> None:
    assert named_values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('patient_name = "Ida Kerr"', [("patient name", "Ida Kerr")]),
        ("row['birthDate'] = '1958-04-11'", [("birth date", "1958-04-11")]),
        ("Patient(lastName='Kerr', mrn=431297)", [("last name", "Kerr"), ("mrn", "431297")]),
        ("dob = date(1958, 4, 11)", [("dob", "1958, 4, 11")]),
        ('dob := time.Parse("1958-04-11")', [("dob", "1958-04-11")]),
        ("'home_phone' => '555-010-0144'", [("home phone", "555-010-0144")]),
        ('names = ["Ida", "Ansel"]', [("names", "Ida"), ("names", "Ansel")]),
        (
            "level=info mrn=431297 took=4ms",
            [("level", "info"), ("mrn", "431297"), ("took", "4ms")],
        ),
        (
            "GET /p?id=7&last=kerr&dob=19580411 ",
            [("id", "7"), ("last", "kerr"), ("dob", "19580411")],
        ),
        ("kebab-case-name: Ida Kerr", [("kebab case name", "Ida Kerr")]),
        ('df$dob <- as.Date("1958-04-11")', [("dob", "1958-04-11")]),
    ],
)
def test_an_assignment_or_argument_names_its_value(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert named_values(text) == expected


def test_a_general_key_bears_the_names_of_what_it_stands_in() -> None:
    text = '{"guardian": {"name": {"text": "Ida Kerr"}}, "rx": [{"name": "aspirin"}]}'
    assert named_values(text) == [("guardian name text", "Ida Kerr"), ("rx name", "aspirin")]


def test_in_yaml_the_parent_is_what_is_indented_less() -> None:
    text = "address:\n  line: 4 Harrow Lane\n  note: x\nline: 7\n"
    assert named_values(text) == [
        ("address line", "4 Harrow Lane"),
        ("address note", "x"),
        ("line", "7"),
    ]


def test_what_is_asked_of_a_column_is_cut_off_its_name_and_nothing_else_is() -> None:
    assert named_values("last_name__iexact='kerr'") == [("last name", "kerr")]
    assert named_values("foo__bar = 'x1'") == [("foo bar", "x1")]
    assert named_values("outer:\n  foo__bar: x1\n") == [("outer foo bar", "x1")]


def test_of_fhir_the_system_or_type_beside_a_value_tells_what_it_is() -> None:
    text = (
        '{"telecom": [{"system": "fax", "value": "555-010-0144"}], "identifier": '
        '[{"system": "http://hl7.org/fhir/sid/us-ssn", "value": "536-22-4399"}]}'
    )
    assert ("telecom fax", "555-010-0144") in named_values(text)
    assert ("identifier us ssn", "536-22-4399") in named_values(text)


@pytest.mark.parametrize(
    "text",
    [
        "at 10:40 today",
        "see https://clinic.example/x",
        "std::string s",
        "a != b",
        "x <= 3",
        "12:30:05",
    ],
)
def test_times_addresses_and_operators_name_nothing(text: str) -> None:
    assert named_values(text) == []


def test_a_doubled_quote_of_sql_does_not_end_a_value() -> None:
    assert named_values("last = 'O''Kerr'") == [("last", "O''Kerr")]


def test_a_value_may_stand_on_the_line_below_its_label() -> None:
    assert named_values("Patient:\nIda Kerr\nDOB:\n4/11/1958\n") == [
        ("patient", "Ida Kerr"),
        ("dob", "4/11/1958"),
    ]
    assert named_values("Patient:\nMRN: 431297") == [("mrn", "431297")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MAC: 00:1A:2B:3C:4D:5E", [("mac", "00:1A:2B:3C:4D:5E")]),
        (
            '{"field": "mrn", "old": "431297", "new": "431298"}',
            [("field", "mrn"), ("mrn", "431297"), ("mrn", "431298")],
        ),
        ('{"name": "dob", "value": "1958-04-11"}', [("name", "dob"), ("dob", "1958-04-11")]),
        ("  name: UXVlbnRpbiBGYXJyb3ctTWlsbHM=", [("name", "UXVlbnRpbiBGYXJyb3ctTWlsbHM=")]),
    ],
)
def test_colons_and_equals_signs_within_a_value_name_nothing(text, expected) -> None:
    assert named_values(text) == expected


def test_the_end_of_a_sentence_is_no_part_of_a_label() -> None:
    found = named_values('{"text":"report at 14:20. Family: Gene Kerr"}')
    assert ("family", "Gene Kerr") in found


def test_a_name_is_of_the_same_form_however_often_it_was_read() -> None:
    text = "telephoneNumber: 01632 960 044\nemployeeNumber: 20417\n"
    assert pairs(text) == pairs(text)

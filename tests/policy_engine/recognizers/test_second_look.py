"""What was found carries over to its like: the same form, the same name, the same row or column."""

import pytest

from promptward.engine import Engine
from promptward_dsl.lattice import Confidence

from .findings import found


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("MRN MR0047718 was merged; keep MR0031190 for now", "MR0031190"),
        ("merge(mrn='5520931', into=5520447)", "5520447"),
        ("subject ID: HRT-0417-KM withdrew.\nwithdrawn = c('HRT-0533-BD')", "HRT-0533-BD"),
    ],
)
def test_a_number_formed_like_one_that_was_named(shipped: Engine, text: str, number: str):
    assert number in found(shipped, text, evidence="same_form")


@pytest.mark.parametrize(
    "text",
    [
        "MRN MR0047718 was seen; error XK0031190 in the log",  # other letters in front
        "MRN 4471902; the file holds 12.4471903.1 bytes",  # a piece of something longer
        "merged MR0047718 with MR0031190",  # nobody says what they are: nothing to carry over
    ],
)
def test_a_number_that_is_not_alike_is_left(shipped: Engine, text: str):
    assert not found(shipped, text, evidence="same_form")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mrs. Halloran was seen.\nlabs = load('halloran_old.csv')", "halloran"),
        ("Patient: Joaquin Barrios\nHOME_OF_BARRIOS = 'x'", "BARRIOS"),
        ("Patient: Joaquin Barrios\npatientBarrios = load()", "Barrios"),
        # Words as well, but not beside one another.
        ('{"eleanor_marsh": {"name": "Eleanor Marsh"}}', "eleanor_marsh"),
        ("Patient Eleanor Marsh.\nlabs_EleanorMarsh = 3", "EleanorMarsh"),
        ("Patient Eleanor Marsh.\nsee marsh-eleanor-2.pdf", "marsh-eleanor"),
        ('[Eleanor.Marsh]\nname = "Eleanor Marsh"', "Eleanor.Marsh"),
        ("Patient Tavindra Okwuosi.\nTAVINDRA_OKWUOSI = 3", "TAVINDRA_OKWUOSI"),
    ],
)
def test_a_name_in_an_identifier(shipped: Engine, text: str, name: str):
    assert name in found(shipped, text, evidence="same_name")


@pytest.mark.parametrize(
    "text",
    [
        "Mr. White was seen. The white count is 12.",
        "Mr. Parkinson was seen; the parkinson drugs go on",
        "Mrs. Halloran was seen; hallorania is a plant",
        "Mr. Mark Down was seen.\nmark_down = True",
        "Dr. Ann Lee was seen; annlee",
    ],
)
def test_a_word_that_means_something_else_is_no_name(shipped: Engine, text: str):
    assert not found(shipped, text, evidence="same_name")


def test_a_doubtful_name_beside_an_identifier_of_its_row(shipped: Engine):
    text = "INSERT INTO t VALUES (118, 'Littlejohn, Wren', 'x', '904-555-0118');"
    assert any("Littlejohn, Wren" in one for one in found(shipped, text, evidence="same_row"))


def test_a_column_explains_its_cells(shipped: Engine):
    text = "id;how;who\n1;x;Maria Garcia\n2;y y;Marsh\n3;z z z;Anna Smith\n"
    assert "Marsh" in found(shipped, text, evidence="same_column")


def test_rows_without_an_identifier_explain_nothing(shipped: Engine):
    text = "1,Aspirin,81,daily\n2,Lipitor,40,nightly\n3,Synthroid,50,daily\n"
    assert not shipped.find(text) or not found(shipped, text, evidence="same_column")


def test_prose_is_no_row(shipped: Engine):
    text = "On 3/14/2024 he had Weber, Rinne, and Schwabach tests\nand on 3/15/2024 more, and more, ok"
    assert not found(shipped, text, evidence="same_row")
    assert not found(shipped, text, evidence="same_column")


def test_a_day_written_as_one_beside_a_cue(shipped: Engine):
    text = "seen on 3/14 for a cough. s/p lap chole 3/9, home today"
    assert "3/9" in found(shipped, text, evidence="same_calendar")


def test_figures_of_a_month_that_has_a_sure_day(shipped: Engine):
    text = "adm 10.21, line R IJ 10.24, out 10.26; creat 1.21, Hgb 10.24"
    assert found(shipped, text, evidence="same_calendar").count("10.24") >= 1
    assert "1.21" not in found(shipped, text, evidence="same_calendar")


def test_a_share_among_days_of_its_month(shipped: Engine):
    text = "seen 4/12, 4/14 and 4/18. L rad Aline (4/4)"
    assert "4/4" in found(shipped, text, evidence="same_calendar")
    assert "4/4" not in found(shipped, "seen 4/12. L rad Aline (4/4)", evidence="same_calendar")


@pytest.mark.parametrize(
    "text", ["s/p lap chole 3/9, home", "seen on 3/14; murmur 2/6, pain 3/10"]
)
def test_a_share_is_no_day(shipped: Engine, text: str):
    assert not found(shipped, text, evidence="same_calendar")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("labs = load('halloran_maeve_dnr.pdf')", "halloran_maeve"),
        ("def recalc_tamsin_halloran(panel):", "tamsin_halloran"),
        ("patientJoaquinBarrios = load(x)", "JoaquinBarrios"),
        ("s3://scans/bartholomew.halloran/ct.nii", "bartholomew.halloran"),
    ],
)
def test_a_name_inside_an_identifier(shipped: Engine, text: str, name: str):
    assert any(name in one for one in found(shipped, text, evidence="joined"))


@pytest.mark.parametrize(
    "text",
    ["taylor_series = expand(f)", "class MacConkey(Agar):", "well-known follow-up", "page_break"],
)
def test_a_word_of_code_is_no_name(shipped: Engine, text: str):
    assert not found(shipped, text, evidence="joined")


def test_speakers_of_a_chat(shipped: Engine):
    text = "odalys  09:31\nprod queue stuck?\njarrah  09:33\nlooking\nodalys  09:34\nok\n"
    assert found(shipped, text, evidence="speaker") == ["odalys", "jarrah", "odalys"]


@pytest.mark.parametrize(
    "text",
    [
        "nurse: hello\npatient: hi\nnurse: any pain?\npatient: no\n",
        "name: x\nversion: 2\nimage: nginx\nports: 80\nname: y\n",
        "nginx: started\nnginx: stopped\npostgres: started\n",
    ],
)
def test_roles_and_keys_do_not_speak_by_name(shipped: Engine, text: str):
    assert not found(shipped, text, evidence="speaker")


FIXED = "D00771839401HUTCHENS       MYRTLE    19360914F374020001250\n"


@pytest.mark.parametrize(
    "value", ["00771839401", "HUTCHENS       MYRTLE", "19360914", "374020001250"]
)
def test_fields_of_fixed_width(shipped: Engine, value: str):
    assert value in [FIXED[one.start : one.end] for one in shipped.find(FIXED)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Got Maribel Lopez (20-991-334) back", "20-991-334"),
        ("Dr. Kirkbride 4410883 paged twice", "4410883"),
    ],
)
def test_a_number_behind_a_name(shipped: Engine, text: str, number: str):
    assert number in found(shipped, text, evidence="beside_name")


@pytest.mark.parametrize(
    "text",
    ["Maribel Lopez 2024-01-02 seen", "Maribel Lopez, 200000 units daily", "Maribel Lopez (1962)"],
)
def test_a_date_or_a_dose_behind_a_name_is_no_number_of_theirs(shipped: Engine, text: str):
    assert not found(shipped, text, evidence="beside_name")


def test_the_lines_below_a_street(shipped: Engine):
    text = "lives at 12 Redbud Drive\nCite Essanaouber\n, 32\n 60810\nthanks"
    assert any("60810" in one for one in found(shipped, text, evidence="address_block"))


@pytest.mark.parametrize(
    "text",
    [
        "# Copyright (C) 2019-2021 Jane Halloran\nimport os\n",
        "// SPDX-FileCopyrightText: 2021 Jane Halloran\nint x = 1;\n",
        '__author__ = "Jane Halloran"\nimport os\n',
        " * @author Jane Halloran\n */\npublic class X {}\n",
        "# Written by Jane Halloran.\nimport os\n",
    ],
)
def test_the_author_of_a_program_is_an_unsure_name(shipped: Engine, text: str):
    assert all(
        one.confidence is Confidence.LOW
        for one in shipped.find(text)
        if one.detector.endswith("person_name")
    )


@pytest.mark.parametrize(
    "text",
    [
        "# Mrs. Jane Halloran transferred\nimport os\n",
        "Author: Jane Halloran RN\nPatient resting.\n",
        "Written by Jane Halloran, RN at 0700\n",
        '# Copyright (C) 2019 ACME\nPATIENT = "Jane Halloran"\n',
    ],
)
def test_a_person_beside_code_stays_sure(shipped: Engine, text: str):
    assert any(
        one.confidence >= Confidence.MEDIUM and "Halloran" in text[one.start : one.end]
        for one in shipped.find(text)
    )


def test_a_doubt_in_the_company_of_sure_findings(shipped: Engine):
    text = "MRN 4471902, SSN 536-22-4399. The labels read Hope Price and nothing else."
    assert "Hope Price" in found(shipped, text, evidence="in_company")


@pytest.mark.parametrize(
    "text",
    ["The labels read Hope Price and nothing else.", "MRN 4471902. Labels read Hope Price."],
)
def test_a_doubt_without_company_stays_one(shipped: Engine, text: str):
    assert not found(shipped, text, evidence="in_company")


def test_a_number_that_something_names_is_not_named_again(shipped: Engine) -> None:
    assert not found(shipped, "Patient John Smith, SSN 219-09-9999\n", evidence="beside_name")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("assert seen(kerr) == '06/14/2023'  # Dr. Ida Kerr", "06/14/2023"),
        ("2025-02-20 14:02:11,417 INFO  check-in of Mrs. Ida Kerr", "2025-02-20 14:02:11"),
    ],
)
def test_a_day_of_a_program_in_a_line_with_a_person(shipped: Engine, text: str, day: str):
    assert day in found(shipped, text, evidence="same_line")


@pytest.mark.parametrize(
    "text",
    [
        "2025-02-20 14:02:11,417 INFO  check-in start",  # nobody
        "x = pd.Timestamp('2025-02-20')\n\n# Dr. Ida Kerr wrote this",  # another line
    ],
)
def test_a_day_of_a_program_without_a_person_is_left(shipped: Engine, text: str):
    assert not found(shipped, text, evidence="same_line")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Mrs. Ann Carver saw Dr. Maria Lopez; the sticker said A2310-00145.", "A2310-00145"),
        ("Mrs. Ann Carver saw Dr. Maria Lopez, last Cr Mar-24.", "Mar-24"),
        ("Mrs. Ann Carver saw Dr. Maria Lopez, 11.5.31, well.", "11.5.31"),
    ],
)
def test_a_number_or_a_day_without_a_word_for_it(shipped: Engine, text: str, value: str):
    assert value in found(shipped, text, evidence="in_company")


@pytest.mark.parametrize(
    "text",
    [
        "The sticker said A2310-00145.",
        "Mrs. Ann Carver saw Dr. Maria Lopez; strength 5/5, pain 2/10.",
        "Mrs. Ann Carver saw Dr. Maria Lopez; WBC 204000, J1745 billed.",
        "Mrs. Ann Carver saw Dr. Maria Lopez in room 4.",
    ],
)
def test_a_share_a_count_and_a_room_stay_in_doubt(shipped: Engine, text: str):
    assert not found(shipped, text, evidence="in_company")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("John Smith, MRN 123456, born 1962-03-14", "[names], MRN [mrn], born [dates]"),
        ("Patient John Smith, MRN 123457", "Patient [names], MRN [mrn]"),
    ],
)
def test_a_number_that_is_sure_keeps_its_label(shipped: Engine, text: str, shown: str):
    assert shipped.redact(text).text == shown


@pytest.mark.parametrize(
    "text",
    [
        "Mr Benedict Ashby has silicosis (Caplan syndrome), seen 4 March.",
        "Mrs Ashby meets the Rome criteria and the Lille score is low, seen 4 March.",
        "Mr Benedict Ashby, Barcelona classification B, seen 4 March.",
    ],
)
def test_what_is_called_like_a_place_is_none(shipped: Engine, text: str):
    places = ("Caplan", "Rome", "Lille", "Barcelona")
    assert not [one for one in found(shipped, text, "in_company") if one.startswith(places)]


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("plan for marisol quezada, 94, copd, lives w her son", "94"),
        ("Seen with Maribel Quill (93) and her aide.", "93"),
        ("pcp for Ida Halloran, 97 with CHF", "97"),
        ("Any bed for Maribel Quill? 92, walks 40 ft", "92"),
        ("seen with his wife Ida Halloran (also 94)", "94"),
        ("QUILL, IDA - 91 - hip fx", "91"),
        ("Maribel Quill 102 on Sat, cake ordered", "102"),
        ("Mrs Quill (1.3.34, 92), ulcer smaller", "92"),
        ("DOB 03-03-1931 (so 95), wt 61, Ida Halloran", "95"),
    ],
)
def test_an_age_behind_a_name(shipped: Engine, text: str, age: str):
    assert age in found(shipped, text, evidence="beside_name")


@pytest.mark.parametrize(
    "text",
    [
        "Glucose of Maribel Quill, 98, 102, 96 this week",
        "Maribel Quill (95%) and Ida Halloran 97 mg",
        "Maribel Quill, 64, copd",
        "DOB 03-03-1981 (95), Maribel Quill",
        "student,score\nmaribel quill, 95\nida halloran, 91\n",
        "Chess scores: Maribel Quill, 94, black",
    ],
)
def test_figures_behind_a_name_that_are_no_age(shipped: Engine, text: str):
    assert not found(shipped, text, evidence="beside_name")

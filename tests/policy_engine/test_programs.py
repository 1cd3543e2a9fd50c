"""What is source code, where nothing in it is about a person, and what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptward.programs import Program, follows_version

PYTHON = """\
import datetime as dt

def easter(year: int) -> dt.date:
    if year == 2024:
        return dt.date(2024, 3, 31)
    raise ValueError(year)
"""
PROGRAMS = [
    PYTHON,
    ">>> from orrery import moons\n>>> moons('2024-05-01')\n7\n>>> moons('2024-05-02')\n8\n",
    "const due = new Date(2024, 4, 1);\nlet open = [];\nfunction close(x) { open.pop(); }\n",
    "package orrery;\n\npublic class Moon {\n    private int phase;\n    public int phase() {\n",
    '#include <time.h>\n#include "moon.h"\nstatic int phase(void) {\n',
    "library(dplyr)\nmoons <- read.csv('m.csv')\nphases <- filter(moons, phase > 2)\nx = {\n",
    'BLOCKS = {\n    "Kayah Li": range(43264, 43312),\n    "Lepcha": range(7168, 7248),\n}\n',
    'PHASES = {\n    "new": 0,\n}\nNAMES = [\n    "new",\n]\nLIMITS = (\n    1,\n)\n',
]
OTHERS = [
    "Patient seen on 3/14/2024 for follow-up. Continue metformin; return in 3 months.",
    '{"resourceType": "Patient", "birthDate": "1962-03-14", "name": [{"family": "Roe"}]}',
    "host = db\nport = 5432\nuser = roe\n",
    "id,name,dob\n1,Ann Roe,1962-03-14\n2,John Doe,1971-01-02\n",
    "PID|1||4471902||ROE^ANN||19620314|F\nPV1|1|I|3N^12\n",
    "Renal function is stable (eGFR 61). Let the wound drain; class II symptoms {NYHA}.",
    "",
]


@pytest.mark.parametrize("text", PROGRAMS)
def test_source_code_is_known_in_several_languages(text: str) -> None:
    assert Program(text).is_program


@pytest.mark.parametrize("text", OTHERS)
def test_notes_data_and_settings_are_none(text: str) -> None:
    assert not Program(text).is_program


@pytest.mark.parametrize("text", OTHERS)
def test_nothing_is_unattended_outside_of_programs(text: str) -> None:
    assert not Program(text).unattended(0, len(text))


def test_a_literal_far_from_any_word_of_a_person_is_unattended() -> None:
    at = PYTHON.index("2024, 3")
    assert Program(PYTHON).unattended(at, at + 11)


@pytest.mark.parametrize(
    "word",
    [
        "# the patient's visit",
        "pt_dob =",
        "r.dob()",
        "Mrs.",
        "mrn=",
        "HL7",
        "last_name",
        "her son",
        'a := Person{"Ida", "Kerr"}',
        "new Contact('Ida Kerr')",
        'NextOfKin("Ida Kerr")',
    ],
)
def test_a_word_of_a_person_near_is_a_sign(word: str) -> None:
    text = f"{PYTHON}\n{word}\n"
    at = PYTHON.index("2024, 3")
    assert not Program(text).unattended(at, at + 11)
    far = text + "x = 1\n" * 200 + "DAY = date(2024, 5, 1)\n"
    assert Program(far).unattended(len(far) - 14, len(far) - 3)


@pytest.mark.parametrize("word", ["forward", "other", "cipher", "dr_zone =", "aborn", "ssnake"])
def test_a_piece_of_a_longer_word_is_none(word: str) -> None:
    text = f"{PYTHON}\n{word}\n"
    at = PYTHON.index("2024, 3")
    assert Program(text).unattended(at, at + 11)


@given(st.integers(0, 3000), st.sampled_from([" mrn ", " Mrs. ", " forward ", " dob=", " pt_id"]))
def test_where_pieces_of_a_text_meet_changes_nothing(at: int, word: str) -> None:
    text = PYTHON + "\n" + "x" * at + word + "y" * 3000
    start = len(PYTHON) + 1 + at
    alone = Program(text).unattended(start, start + 1)
    asked_before = Program(text)
    for place in range(0, len(text), 500):
        asked_before.unattended(place, place + 1)
    assert alone == (word == " forward ") == asked_before.unattended(start, start + 1)


@pytest.mark.parametrize(
    "line",
    [
        "## [4.1.9] - ", "## 4.1.8 (", "* 2.0.1rc1 (", "Version 3.2: ", "v1.0.0 - released on ",
        "1.4.2 (", "= 1.4 (", "Date:   ", "[0.3.0](https://example.org/diff) - ",
    ],
)  # fmt: skip
def test_a_day_behind_a_version_is_that_of_a_release(line: str) -> None:
    text = f"Changes\n{line}2024-05-01)"
    assert follows_version(text, text.index("2024-05-01"))


@pytest.mark.parametrize(
    "line",
    [
        "7.2 (", "A1c 7.2 (", "creatinine 1.4.2024 - ", "- K 4.1 (", "on 2.0 L since ",
        "Since version 3.2 she has called the portal; seen ", "",
    ],
)  # fmt: skip
def test_a_day_behind_a_value_is_not(line: str) -> None:
    text = f"Labs\n{line}2024-05-01)"
    assert not follows_version(text, text.index("2024-05-01"))

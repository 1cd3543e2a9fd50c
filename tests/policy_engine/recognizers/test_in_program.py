"""Programs: what is nobody's there, and that a person in a fixture or a comment is still found."""

import pytest

from promptward.engine import Engine
from promptward.recognizers.name_citation import cited_ranges

from .findings import found

HEAD = """\
import pytest
from orrery import phase, rows

def test_phase():
    assert phase(3) == 2
    return None

LEAP_YEARS = frozenset((4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 44, 48, 52, 56, 60, 64, 68))

"""


@pytest.mark.parametrize(
    "line",
    [
        'DAYS = ["2024-02-28", "2024-02-29", "2023-03-01"]',
        "assert phase(date(2022, 1, 17)) == date(2022, 2, 21)",
        'SCRIPTS = {"Kayah Li": 1, "Tai Le": 2, "Sora Sompeng": 3, "Warang Citi": 4}',
        "# faster than a dict, an idea of Fredrik Lundgren",
        "# taken from https://www.rates.example/2019/04/17/orbits",
        "# deprecated since 12 March 2021, removed in Tornado 7",
        'FONTS = ["Franklin Gothic", "Lucida Grande", "Gill Sans"]',
    ],
)
def test_literals_and_comments_of_a_program_are_nobodys(shipped: Engine, line: str) -> None:
    assert found(shipped, HEAD + line) == []


@pytest.mark.parametrize(
    ("lines", "values"),
    [
        ('FIXTURE = {"patient": "Maribel Ostrander", "dob": "1962-03-14"}',
         ["Maribel Ostrander", "1962-03-14"]),
        ("# spoke with Maribel Ostrander about this row", ["Maribel Ostrander"]),
        ("# Mrs. Ostrander's row, seen 03/14/2024", ["Ostrander", "03/14/2024"]),
        ('ROWS = [("Maribel Ostrander", "1962-03-14"), ("Maria Garcia", "1971-10-02")]',
         ["Maribel Ostrander", "1962-03-14", "Maria Garcia", "1971-10-02"]),
        ('ROW = ("Maribel Ostrander", "212-555-0147")', ["Maribel Ostrander", "212-555-0147"]),
        ('assert rows("MRN 4471902")[0] == date(2024, 3, 14)', ["4471902", "2024, 3, 14"]),
        ("SSN = '536-22-4399'", ["536-22-4399"]),
        ("# the hospital called on 2024-03-14", ["2024-03-14"]),
    ],
)  # fmt: skip
def test_a_person_in_a_program_is_found(shipped: Engine, lines: str, values: list[str]) -> None:
    sure = found(shipped, HEAD + lines)
    for value in values:
        assert any(value in one for one in sure), value


def test_a_note_below_a_program_is_read_as_a_note(shipped: Engine) -> None:
    text = f"{HEAD}\nThe note it should parse:\nPt Maribel Ostrander seen 03/14/2024 in Boise.\n"
    assert {"Maribel Ostrander", "03/14/2024"} <= set(found(shipped, text))


def test_data_without_a_program_is_as_before(shipped: Engine) -> None:
    assert "2024-02-28" in found(shipped, '{"days": ["2024-02-28", "2024-02-29"]}')


def test_the_day_of_a_release_is_unsure(shipped: Engine) -> None:
    assert (
        found(shipped, "# Changes\n## [4.1.9] - 2025-04-22\n- faster\n## 4.1.8 (11 March 2025)")
        == []
    )
    assert "2025-04-22" in found(shipped, "- K 4.1 (2025-04-22)")


@pytest.mark.parametrize(
    "text",
    [
        "1. Roeder PA, Lindqvist B, Ostrander D, et al. Renal outcomes. Circulation. 2022;145(18):895.",
        "Refs\n[3] Lindqvist B, Garcia MJ. Renal outcomes. doi:10.1000/182",
        ".. [8] R. W. Ostrander and M. Garcia, (1958) The measurement of spectra, New Press.",
    ],
)
def test_authors_of_papers_are_unsure(shipped: Engine, text: str) -> None:
    assert not [one for one in found(shipped, text) if not one[:1].isdigit()]


@pytest.mark.parametrize(
    "text",
    [
        "Round on Ostrander D, Garcia MJ and Smith J; MRN 4471902 goes home.",
        "cc: Garcia MJ, Smith J.\n\nSee Circulation. 2022;145(18):895.",
    ],
)
def test_a_list_of_patients_is_no_list_of_references(text: str) -> None:
    assert not cited_ranges(text)


@pytest.mark.parametrize(
    "text",
    [
        'authors = [{name = "Maribel Ostrander", email = "m@x.example"}, {name = "Jonas Garcia"}]',
        '{"name": "tide", "version": "1.0", "author": "Maribel Ostrander <m@tide.example>"}',
        "commit 3fd1a9e0c44b7d2a\nAuthor: Maribel Ostrander <m@tide.example>\n",
        "# tide\n## Authors\n- Maribel Ostrander, since 2020\n- Jonas Garcia\n",
        "## [2.0.1] - soon\n- Off by one (reported by Maribel Ostrander)\n",
        "## 2.0\n- faster (thanks to Maribel Ostrander, #482)\n",
        (
            "Copyright (C) 2008-2015 Maribel Ostrander, Jonas Garcia\nAll rights reserved.\n"
            "Neither the name of Maribel Ostrander nor the names of contributors may be used."
        ),
    ],
)
def test_authors_of_packages_are_unsure(shipped: Engine, text: str) -> None:
    assert not [one for one in found(shipped, text) if "Ostrander" in one or "Garcia" in one]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Author: Maribel Ostrander, MD\nSeen today.", "Ostrander"),
        ('{"resourceType": "Composition", "author": [{"display": "Dr. Maribel Ostrander"}]}',
         "Ostrander"),
        ("Discharge planning, thanks to Mrs. Ostrander for the list", "Ostrander"),
        ("## Attendees\n- Maribel Ostrander\n- Jonas Garcia\n", "Ostrander"),
        ("Accompanied by:\n- Maribel Ostrander\n- Jonas Garcia\n", "Ostrander"),
    ],
)  # fmt: skip
def test_authors_of_notes_are_found(shipped: Engine, text: str, name: str) -> None:
    assert any(name in one for one in found(shipped, text))


@pytest.mark.parametrize(
    "text",
    [
        "System.FormatException: bad\n   at Registration.Import.Row(Int32 n)\n",
        "TypeError: x\n    at Object.Clinic.load (webpack:///./src/Clinic.vue:12)\n",
        'Part(sku="GX-10442", name="Allen key set")',
        'maintainer: {name: "Platform Team"}, contact: {name: API Support}',
        "http POST :8080/eligibility",
        "a.py:131:12: E711 Comparison to None",
        'crs = "EPSG:25832", term = "HP:0001250"',
        "Needleman-Wunsch, then Benjamini-Hochberg at 0.05",
        'print("hello")\nprint("errorred", file=sys.stderr)\n',
    ],
)
def test_what_programs_print_and_call_is_nobody_and_nowhere(shipped: Engine, text: str) -> None:
    assert [one.detector for one in shipped.find(text) if one.confidence.word != "low"] == []


def test_somebody_at_a_clinic_is_there_still(shipped: Engine) -> None:
    assert "Fairmont Clinic" in found(
        shipped, "Seen\n   at Fairmont Clinic (Dr Osei).", "facility"
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('log author="Bo Ferris" mrn=4417720', "Bo Ferris"),
        ("opened the chart of H. Dalgleish (1107447)", "H. Dalgleish"),
        ("rows = [('Joost', 'van den Heuvel'), ('Ana', 'de la Cruz')]", "van den Heuvel"),
        ("771204|DOW|CARL|19510411|9", "DOW|CARL"),
        ("Family: Gene (615) 555-0182", "Gene"),
        ("Coll: 11/25 0610 by JMC; K 4.1", "JMC"),
    ],
)
def test_who_stands_in_records_is_found(shipped: Engine, text: str, name: str) -> None:
    assert name in found(shipped, text, "person_name")


def test_authors_of_programs_and_papers_stay_unsure(shipped: Engine) -> None:
    for text in ('setup(author="Jane Doe", version="1")', "as shown by H. Dalgleish (2011)"):
        assert all(one.confidence.word == "low" for one in shipped.find(text))


def test_the_day_of_a_field_is_one_in_an_assertion_too(shipped: Engine) -> None:
    text = 'p = P(dob="1971-01-31", seen="2026-02-11")\nassert p.last == "2026-02-11"\n'
    found_days = [one for one in shipped.find(text) if one.confidence.word != "low"]
    assert max(one.end for one in found_days) > text.index("assert")


def test_a_literal_goes_on_as_a_thing_does_or_as_a_second_given_name(shipped: Engine):
    assert found(shipped, 'rows = [{"name": "Allen key set"}]', "person_name") == []
    assert "Mary" in "".join(found(shipped, 'rows = [{"name": "Mary ann Quill"}]', "person_name"))

"""Which paragraphs 45 CFR part 164 has."""

import re
from pathlib import Path

import pytest

from promptward_dsl.paragraphs import missing_paragraphs

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "cited",
    [
        "45 CFR 164.514(b)(2)(i)(R)",
        "45 CFR 164.514(e)(2)(xvi)",
        "45 CFR § 164.502(e), 164.504(e)(5)",
        "45 C.F.R. 164.512(l)",
        "45 CFR 164.506 (c)(4)",
        "45 CFR 160.103",
        "45 CFR 164.512(k)(1)(i)(A)(1)(ii)",
        "42 CFR 2.31(a)(1); 42 CFR 164.999",
        "policy 164.999 of the house",
        "45 CFR 164.514, 42 CFR 2",
        "",
    ],
)
def test_what_is_there_or_not_known_is_let_be(cited):
    assert list(missing_paragraphs(cited)) == []


@pytest.mark.parametrize(
    ("cited", "place", "reason"),
    [
        ("45 CFR 164.514(b)(2)(i)(S)", "164.514(b)(2)(i)(S)", "164.514(b)(2)(i) ends with (R)"),
        ("45 CFR 164.514(e)(2)(xvii)", "164.514(e)(2)(xvii)", "164.514(e)(2) ends with (xvi)"),
        ("45 CFR 164.512(m)", "164.512(m)", "164.512 ends with (l)"),
        ("45 CFR 164.502(aa)", "164.502(aa)", "164.502 ends with (j)"),
        ("see 45 CFR 164.502(a), 164.508(d)", "164.508(d)", "164.508 ends with (c)"),
        ("45 C.F.R. § 164.541(b)", "164.541(b)", "there is no section 164.541"),
        ("45 CFR 164.5144", "164.5144", "there is no section 164.5144"),
        (
            "45 CFR 164.514(2)",
            "164.514(2)",
            "what is right below 164.514 is designated by a small letter",
        ),
        (
            "45 CFR 164.514(b)(2)(A)",
            "164.514(b)(2)(A)",
            "what is right below 164.514(b)(2) is designated by a small Roman number",
        ),
        (
            "45 CFR 164.512(k)(1)(i)(A)(1)(i)(a)",
            "164.512(k)(1)(i)(A)(1)(i)(a)",
            "no paragraph has so many levels",
        ),
    ],
)
def test_what_is_not_there_is_told_with_the_reason(cited, place, reason):
    assert list(missing_paragraphs(cited)) == [(place, reason)]


def test_all_that_is_missing_is_told():
    found = list(missing_paragraphs("45 CFR 164.514(z) and 164.502(z), 164.502(a)"))
    assert [place for place, _ in found] == ["164.514(z)", "164.502(z)"]


def test_whatever_ships_cites_what_is_there():
    cited = [
        one
        for folder in ("rules", "examples")
        for file in (ROOT / folder).rglob("*.ward")
        for one in re.findall(r'\bcites "([^"]*)"', file.read_text(encoding="utf-8"))
    ]
    assert len(cited) > 50
    assert [found for one in cited for found in missing_paragraphs(one)] == []

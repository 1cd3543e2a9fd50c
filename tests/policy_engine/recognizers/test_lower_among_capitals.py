"""Names, houses and towns that have lost their capitals in a text that has others."""

import re

import pytest

from promptward_dsl.lattice import Confidence

MARK = re.compile(r"\[\[(.*?)\]\]")
BEFORE = "PROGRESS NOTE for Mrs. Lindqvist. History of CHF and CKD.\n"

FOUND = [
    "Re: [[larsen, taylor t]], SSN 215-56-8285",
    "Re: [[james m. long]], SSN 215-56-8285",
    "PT: [[banks, charity l]]  ACCT 0091-44-2287",
    "Pt [[grant summers]], SCC floor of mouth 2022",
    "Daughter [[brandy]] at bedside, phone 671-555-0166.",
    "Recheck CBC in AM. D/w [[king]].",
    "Written 3/14 for a [[jody marsh]], address 19 Dunmore Lane",
    "A 50-year-old male patient, [[alex k.]], who was seen in March",
    "Procedure performed 07/27/2013 at [[ruiz memorial hospital]].",
    "Evaluated at [[brigham and women's hospital]] on March 22nd",
    "Previously treated at [[methodist hospital]] on April 12",
    "Facility: [[shepherd family clinic]]",
    "Discharged to [[901 caitlin plaza suite 232]], [[west dunmore, AR 77654]].",
]

LEFT = [
    "Seen at outpatient clinic. Admitted to tertiary hospital from the anticoagulation clinic.",
    "Patients were treated at a regional hospital; seen at glaucoma clinic; followed at lipid clinic.",
    "Patient may need more. Pt will rest. Nurse may call. Pt young, white male. Client rose early.",
    "Discussed with family. D/w long and short of it. Take 5 mg daily, then rest.",
]


@pytest.mark.parametrize("marked", FOUND)
def test_what_lost_its_capitals_is_found_where_something_leads_to_it(shipped, marked):
    text = BEFORE + MARK.sub(r"\1", marked)
    found = {
        at
        for one in shipped.find(text)
        if one.confidence >= Confidence.MEDIUM
        for at in range(one.start, one.end)
    }
    for value in MARK.findall(marked):
        start = text.index(value, len(BEFORE))
        bare = value.rstrip(".")
        assert set(range(start, start + len(bare))) <= found


@pytest.mark.parametrize("text", LEFT)
def test_words_stay_words(shipped, text):
    found = [one for one in shipped.find(BEFORE + text) if one.confidence >= Confidence.MEDIUM]
    assert [one for one in found if one.start >= len(BEFORE)] == []

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
    "Told [[marguerite oldenkamp]] to hold the metformin.",
    "We moved [[sean o'grady]] to bed 4 on Monday.",
    "Thank you for seeing [[fatima zahra]], a 45 year old violinist.",
    "V88120 | [[pereira, luzia m]]     | 4W   | [[sandhu, g]]",
    "The band says [[kowalski, tadeusz r]] but EMS has another name.",
    "PV1|1|I|3N||||1144^[[holloway^jude^p]]^^^DR|||MED",
    "0010,0010|[[gallagher^finbar^a]]|PN",
    "Dictated but not read\n[[r. sandoval]]\n",
    "Anesthesia: General, [[k. lindgren]] CRNA. Contact [[e. varrikhzad]], PGY-2, pager 4471",
    "BIBA from [[willow bend snf]] w AMS; earlier at the [[tamarack sleep lab]] on 2/11.",
    "Labs go to [[granite mill cardiology]]. Seen at [[pike street urgent care]] on 6/1.",
    "Lives at [[golden acres assisted living]]; in hospice at [[st. odile house]].",
    "He had it removed in 2014 ([[mercer county general]]).",
    "Mail it to [[2210 n. osprey ave suite 3b]]. Lives on [[elm street]] with her son.",
    "Drop her at [[1417 sugar maple trl apt c]] today. At home, [[6 bramble close]], all was well.",
    "Discharged to [[901 caitlin plaza suite 232]], [[west dunmore, AR 77654]].",
]

LEFT = [
    "Seen at outpatient clinic. Admitted to tertiary hospital from the anticoagulation clinic.",
    "Patients were treated at a regional hospital; seen at glaucoma clinic; followed at lipid clinic.",
    "Patient may need more. Pt will rest. Nurse may call. Pt young, white male. Client rose early.",
    "Referred to the lipid clinic, the heart failure clinic and outpatient rehab by mail order.",
    "Seen in a sickle cell clinic, the cath lab, the echo lab and at the movement disorders clinic.",
    "We met on wall street, a one-way street. Walks 20 minutes down the road, 15 steps to the drive.",
    "Grew e. coli and s. aureus; plan: alpine, linux, red, green. Sorted by last, first m.",
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


PROGRAM = """import pandas as pd

def patients():
    rows = [{"pt": "%s"}, ("%s", 54)]
    # %s was merged into the record of Mrs %s, 91 yo
    return rows
"""


def test_whole_names_in_what_a_program_says_are_found_without_capitals(shipped):
    names = ("whitcombe, helena DO", "anahit quilloran", "seun okonjo", "ingeborg halvorsen")
    text = PROGRAM % names
    found = {
        at
        for one in shipped.find(text)
        if one.confidence >= Confidence.MEDIUM
        for at in range(one.start, one.end)
    }
    for name in names:
        start = text.index(name)
        assert set(range(start, start + len(name.removesuffix(" DO")))) <= found


def test_words_of_programs_are_no_names(shipped):
    text = (
        "import numpy as np\n\ndef colors():\n    # sorted by hue, then by page limit\n"
        '    colors = ["rose, gold", "amber, max", "hello, world", "page, grant", "min, max"]\n    return colors\n'
    )
    assert [one for one in shipped.find(text) if one.confidence >= Confidence.MEDIUM] == []

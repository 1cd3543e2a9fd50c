"""Accidents: values alone in a short program, torn, misread or among odd marks; and what is none."""

import pytest

from promptward.engine import Engine
from promptward.model import Finding
from promptward.readings.lone import lone_sign
from promptward_dsl.lattice import Confidence


def firm(engine: Engine, text: str) -> list[Finding]:
    return [one for one in engine.find(text) if one.confidence >= Confidence.MEDIUM]


# The text, with the value between bars, and the category.
FOUND = [
    # The one value of a short text.
    ("SELECT * FROM t WHERE k='|OKAFOR|';", "names"),
    ("KeyError: '|tenzin|'", "names"),
    ('{"|colleen|": {"status": "active"}}', "names"),
    ('{"cells": [{"source": ["print(\\"|colleen|\\")\\n"]}]}', "names"),
    ("re.search(r'|may\\ 2|', t)", "dates"),
    ("# |portal.dunmore.example/msg/4471| asked for this", "url"),
    ("df = df[df.x > 3]  # |Larkmoor General| asked for this", "geographic"),
    ("https://x.example/api?q=|Whitlock%2C+Graham|&v=2", "names"),
    ("def handle_|GX_24_00917|(): pass", "other_unique"),
    ("def handle_|march_3rd|(): pass", "dates"),
    ("open('/data/in/|00_1B_44_11_3A_B7|_mri.dcm')", "device"),
    ("v: >-\n  |10.44.\n  218.9|", "ip"),
    ('1042,"|SLP-R-0447|",2,A,OK', "other_unique"),
    ("k = '|19911103|'", "dates"),
    ('who = ["|Maria", "Hoffmann|"]', "names"),
    # Lines torn at a blank.
    ("R. Cas\ntellanos, 3/\n14, bought by |Jody \nMarsh|, at noon, DEA BC44\n71930", "names"),
    ("a confirmation: |Hyacinth -\nBrathwaite|, dialysis at 1417 Sugar Ma-\nple Trl", "names"),
    # Letters that a machine took for figures.
    ("last four of social |44l7|, lives alone", "ssn"),
    ("src=10.44.2.9 -> vpn |203.O.1l3.77| opened", "ip"),
    ("Plan: Summit Blue PPO, ID |SBP 44lO 7782 A|. A1c 9.1", "health_plan"),
    ("sample |GX-Z4-009l7| collected Oct.", "other_unique"),
    ("pickup at |l4l7 Sugar Maple Trl|, then", "address"),
    ("host |OO:1B:44:11:3A:B7| at noon", "device"),
    ("ipv6 |20O1:db8:44::9f| at noon", "ip"),
    ("VIN |1ZVXX82K4W0OO7731|, re MVC", "vehicle"),
    ("=?utf-8?B?|OU9PLTcxLTQ0STg=|?=", "ssn"),
    ("Seen by Dr |Ha**1e|** at noon", "names"),
    # Others.
    ("TKA was |5/<!-- -->28| on the left", "dates"),
    ("he lives in |Tulsa's|, wants an update", "geographic"),
    ("ear tubes in |YAKIMA|. she also asks", "geographic"),
    ("He was seen on |45568|, may return", "dates"),
    ("|45674T03:12:44Z| user", "dates"),
    ("seen by H a l e and P r i c e, sent |8 / 8| to the lab", "dates"),
    ("She went to |larkmoor general| with pneumonia. Dr. Lewy of the Team saw her.", "geographic"),
    ("R. Cas\ntellanos saw |Weil -\nOkafor|, old in Nor-\nwalk and Brid-\nget", "names"),
    # Of pages, programs and keyboards.
    ("The patient |Bridget Hal&shy;loran| was seen", "names"),
    ("The patient |B&#8203;r&#8203;i&#8203;d&#8203;g&#8203;e&#8203;t| was seen", "names"),
    ("The patient |Bridget Hal\\-loran| was seen", "names"),
    ("The patient |Bridget Hal{++loran|++} was seen", "names"),
    ("The patient [[|Bridget]] [[Halloran|]] was seen", "names"),
    ("Thanks to |#BridgetHalloran| for the visit", "names"),
    ("SSN |5`3`6`-`2`2`-`4`3`9`9| on file", "ssn"),
    ("MRN |4,471,209| was seen", "mrn"),
    ("from |0xcb.0x00.0x71.0x4d| at noon", "ip"),
    ("c0;c1\n|Bridget;Halloran|", "names"),
    ("The patient |\u0299\u0280\u026a\u1d05\u0262\u1d07\u1d1b| was seen", "names"),
    ("The patient |\u0287\u01dd\u0183p\u1d09\u0279q|, said", "obfuscation"),
]


@pytest.mark.parametrize(("written", "category"), FOUND)
def test_the_value_is_found(shipped: Engine, written: str, category: str) -> None:
    before, value, after = written.split("|")
    text = before + value + after
    start = len(before)
    assert any(
        one.category.endswith(category)
        and one.start <= start + 1
        and one.end >= start + len(value) - 1
        for one in firm(shipped, text)
    )


LEFT = [
    'VERSION = "2025.2.18"; PORT = 9917',
    "KeyError: 'status'",
    'config = {"mode": "dark", "lang": "en"}',
    "def parse_utf_8(): pass",
    "KeyError: 'ISO-8859-15'",
    "ratio = '3/4'",
    "There were effects on 45629 patients, on 45000 people.",
    "a lesion in Crohn's, and changes in Alzheimer's.",
    # Coordinates, and the vocabulary of a table.
    "AU\t-2016+14900\tSouth\tmost areas\nNR\t-0031+16655\tWest\tall of it\n",
    "\n".join(f"Fort_Nelson_{c}\tx\nRio_Branco_{c}\ty" for c in "ABCDEFGHIJKL"),
    "The sum of 4,471,209 was paid; 0x10 and 0x20.",
    "{++i; --j} and x = {--k} in C, {== a ==}",
    "The \u02c8br\u026ad\u0292\u026at and \u025b\u0281 of a transcription",
    "The session is kept. When\nreconnecting, it is sent. In\nparticular, The\nregular one.",
    '["c", "d", "a", "b", "e", "f"]',
    "zone America/Fort_Nelson\tMST\n",
    # Names that are written so.
    "TeX and plain TeX read the file",
    "the tone iMelody, an iMelody and iMelody again, iMelody files",
    "$conf->{'config'}{'revision'} ||= $conf->{'config'}{'format'};",
    "use Unicode::Collate::CJK::GB2312;",
    "".join(f" 99{at} agency\n  0-1,20-39,400-699,9000-9999\n" for at in range(40, 60)),
    "\n".join(f"{at}\t{at + 1}\tQU\n{at + 2}\t\tAL" for at in range(20, 60, 3)),
]


@pytest.mark.parametrize("text", LEFT)
def test_programs_and_tables_are_left_alone(shipped: Engine, text: str) -> None:
    assert [
        one for one in firm(shipped, text) if any(why.startswith("view:") for why in one.evidence)
    ] == []


def test_a_long_text_and_prose_have_no_lone_value() -> None:
    assert lone_sign("k = 'Yakima'")
    assert not lone_sign("k = 'Yakima'" + " " * 300)
    assert not lone_sign("What does a reading of 7 mean here?")

"""Odd ways to write: the ranges that are found, the readings that tell, and what stays unread."""

import base64

import pytest

from promptward.engine import Engine
from promptward.model import Finding
from promptward.readings.turned import turned
from promptward_dsl.lattice import Confidence

FAR = "An ordinary sentence that says nothing of anybody stands here. "


def firm(engine: Engine, text: str) -> list[Finding]:
    return [one for one in engine.find(text) if one.confidence >= Confidence.MEDIUM]


def values(engine: Engine, text: str) -> set[str]:
    return {text[one.start : one.end] for one in firm(engine, text)}


# The text, with the value between bars; its category; what the evidence says of the reading.
FOUND = [
    # Lines and pages.
    ("The patient |Bridget Hal-\n\floran| was seen at noon.", "names", "line_breaks"),
    ("The patient |Bridget Hal-\n\nPage 2 of 9\nloran| was seen.", "names", "line_breaks"),
    ("The tramadol that they gave her at |Kaulana\n Medical| for the pain", "geographic", "line_breaks"),
    ("She was seen at |Mayfield **Digestive**| not long ago.", "geographic", "markup"),
    # What stands between figures and characters.
    ("Phone |212,555,0147| after noon", "phone", "grouping"),
    ("ACCT |0091~44:2287| is open", "account", "grouping"),
    ("pacemaker serial |PJN:604418_K| was read", "device", "grouping"),
    ("SSN |536 dash 22 dash 4399| on file", "ssn", "spelling"),
    ("The patient |Eleanor=20Marsh| was seen today.", "names", "dressed"),
    ("The patient |Eleanor\x0bMarsh| was seen today.", "names", "dressed"),
    ("The patient |Eleanor^M\nMarsh| was seen today.", "names", "dressed"),
    ("The patient |Elea (1/2)\n(2/2) nor Marsh| was seen.", "names", "dressed"),
    ("The patient |'''Eleanor''' Marsh| was seen.", "names", "dressed"),
    ("The patient |SETH+BOOTH| was seen today.", "names", "escapes"),
    ("for pt |D., John|, latest visit", "names", "turned"),
    ("s/p CABG in pt, |Jane -\nSmith|, evaluated", "names", "line_breaks"),
    ("last seen at |St. Mary-\n's Clinic| on a Monday", "geographic", "line_breaks"),
    ("she came in on |m o n d a y     9 / 3 0| w her son", "dates", "spacing"),
    ("BIBA from |W i l l o w     B e n d     S N F| w AMS", "geographic", "spacing"),
    ("write to |bridget . halloran @ mail . example| please", "email", "spacing"),
    ("was faxed on |9 / 4| as agreed", "dates", "spacing"),
    # Dates behind what announces them.
    ("Hoyt Clapton, dob |81936| on both", "dates", "serial_dates"),
    ("Hoyt Clapton, dob |8:19:36| on both", "dates", "serial_dates"),
    ("Hoyt Clapton, dob |8.1.9.3.6| on both", "dates", "spacing+serial_dates"),
    ("Beatrix Crohn, DOB |51 99 0|, failed", "dates", "serial_dates"),
    ("Beatrix Crohn, seen at the clinic on |45183|?", "dates", "serial_dates"),
    ("Beatrix Crohn, seen at the clinic on |5.2.0.2.3|?", "dates", "serial_dates"),
    ("Patient Beatrix Crohn. Completed |45631| by us", "dates", "serial_dates"),
    ('"seen": ISODate("|42388T00:00:00Z|")', "dates", "serial_dates"),
    ('"visits": {"|2020:12:01|": ["99213"]}', "dates", "serial_dates"),
    ("Beatrix Crohn, seen |2024^March 22nd|, well", "dates", "turned"),
    ("hx of COPD, |D., Otis|, admitted at noon", "names", "turned"),
    ("a patient seen at |Luke's, St.| on 5/5/2023", "geographic", "turned"),
    ("a patient seen at |CENTER, BOWDEN VALLEY MEDICAL| on 5/5", "geographic", "turned"),
    ("diagnosed with MS like |AnnaS .|, previously", "names", "misplaced_blank"),
    ("diagnosed with MS like |Anna .S|, previously", "names", "misplaced_blank"),
    ("Beatrix Crohn, DOB |five 1 nine 9 0|, failed", "dates", "spelling+serial_dates"),
    ('{"name": "Adebayo, F.", "dob": "|1983-200|"}', "dates", "serial_dates"),
    # Files, comments, identifiers.
    ("open('/data/in/|2024_08_27|_mri.dcm')", "dates", "alone"),
    ("open('/data/in/|813_555_0126|_ct.dcm')", "phone", "alone"),
    ("open('/data/in/|BANKS_CHARITY_L|_report.pdf')", "names", "alone"),
    ("x = 1  # |Adebayo, F.| asked for this", "names", "alone"),
    ("def handle_|R_Castellanos_Ibe|(): pass", "names", "alone"),
    # Order.
    ("he was born on |June, 30th of|, they say", "dates", "turned"),
    ("her fall on |Day, Mother's| she calls me", "dates", "turned"),
    ("turned 4 on |3rd^march| and her", "dates", "turned"),
    ("seen at |Institute, Copperline Heart|. Mail it", "geographic", "turned"),
    ("the biopsy from |Augus t21| was benign", "dates", "misplaced_blank"),
    ("at |1417 uSgar Maple Trl Apt C|, Decatur", "address", "misplaced_blank"),
    # Letters that print alike, or were taken for others.
    ("on |6 Towcr East| he lost 2 st0nes", "geographic", "misread_letters"),
    ("hospice at |5t. Odl1c H0usc|. He was", "geographic", "misread_letters"),
    ("The patient |Jos\u00c3\u00a9 Mu\u00c3\u00b1oz| was seen at noon", "names", "mojibake"),
    ("The patient |Ren\u00c3\u00a9e Lef\u00c3\u00a8vre| was seen at noon", "names", "mojibake"),
    ("SSN |536\u279622\u27964399| on file", "ssn", ""),
    # Words set one by one.
    ("The patient |[Bridget] [Halloran]| was seen at noon", "names", "markup"),
    ("The patient |{Bridget} {Halloran}| was seen at noon", "names", "markup"),
    ("The patient |`Bridget` `Halloran`| was seen at noon", "names", "markup"),
    ("The patient |__Bridget__ __Halloran__| was seen at noon", "names", "markup"),
    ('The patient <b>|Bridget</b> <span class="x">Halloran|</span> came', "names", "markup"),
    # Codes.
    ("|U+0035 U+0033 U+0036 U+002D U+0032 U+0032 U+002D U+0034 U+0033 U+0039 U+0039| x", "ssn",
     "code_points"),
    ("fax |9410-555 )012(| in the morning", "fax", "reversed"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "category", "reading"), FOUND)
@pytest.mark.parametrize("before", ["", FAR])
def test_the_value_is_found_where_it_stands(
    shipped: Engine, written: str, category: str, reading: str, before: str
) -> None:
    first, value, last = written.split("|")
    text = f"{before}{first}{value}{last}"
    found = firm(shipped, text)
    covered = {at for one in found for at in range(one.start, one.end)}
    start = len(before) + len(first)
    assert [
        at for at in range(start, start + len(value)) if text[at].isalnum() and at not in covered
    ] == []
    told = [" ".join(one.evidence) for one in found if one.category.endswith(f".{category}")]
    assert any(f"view:{reading}" in one for one in told) if reading else told
    # Nothing of what stands before is taken.
    assert not covered & set(range(len(before)))


def test_a_short_header_word_is_read(shipped: Engine) -> None:
    assert "=?utf-8?B?OC84?=" in values(shipped, "it was sent on =?utf-8?B?OC84?= to the lab")


def b64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def test_what_is_written_in_a_code_several_times_is_in_it_throughout(shipped: Engine) -> None:
    """Short codes say something among long ones of their kind, and alone nothing."""
    short = f"Sign it Dr. {b64('Lou')}, seen on {b64('9/4')} again."
    long = f"saw {b64('Bridget Halloran')} and {b64('Tomas Villanueva')} there. "
    assert {b64("Lou"), b64("9/4")} <= values(shipped, long + short)
    assert not {b64("Lou"), b64("9/4")} & values(shipped, short)


def test_dates_are_read_from_their_end_where_names_are(shipped: Engine) -> None:
    names = "Seen: nivraM ozlaG, annaH llewxaM, yecarT noslO. "
    assert "42/20/11" in values(shipped, f"{names}Admitted 42/20/11 again.")
    assert "42/20/11" not in values(shipped, "Scores were 42/20/11 again.")


HONEST = [
    "OBX|3|NM|718-7^HGB^LN||14.1|g/dL|13.5-17.5||||F",
    "The infant was born 3250 g at term, and born 1985 is no date.",
    "Samples collected 1200 per site; collected 5000 ml of urine; admitted 1430 that day.",
    "He was born in 1985 and discharged 2019.",
    "Scores were 45/32/21 in the three groups, and 8 / 10 said so.",
    "DNA lengths and strengths of the borscht were measured by the rhythms.",
    "See [1] [2] and {a} {b}; List<String> <T>; `x` `y`; <b> <i>.",
    "The total was 212,555 and 1,212,555; $212,555,014 was paid.",
    "x = load('mri_scan.dcm'); y = open('test_report.json')  # TODO: fix this",
    "// the parser wants two tokens here\n# General Public License\n",
    "Health, Education and Welfare; General, Applied and Systems Toxicology; Day, Night.",
    "Take 5 to 10 mg at 8am, 1st dose, 5th day, 8hrs apart. Section 5t. 51cc.",
    "Types 1 one and 2 two of the list; grade 2 or 3, one of 4.",
]


@pytest.mark.parametrize("text", HONEST)
def test_honest_texts_have_nothing_more(shipped: Engine, text: str) -> None:
    assert shipped.find(text) == shipped.find(text, disguises=False)


def test_a_list_of_single_words_is_not_read_heads_last():
    text = "Rose, Center, Stone, Hope, General, Dean, Clinic, Grace, Mark"
    assert list(turned(text)) == []
    assert [one.text for one in turned("Seen at Clinic, Dunmore, for a cough.")] == [
        "Dunmore Clinic"
    ]

"""Messages: HL7 v2, X12, DICOM dumps, vCards, calendars."""

import pytest

from .reading_of import named_values

_PID = (
    "PID|1||431297^^^ELM^MR~536-22-4399^^^SSA^SS||KERR^IDA^M||19580411|F|||4 HARROW LN^^BRINTON^OH^45011"
    "||(555)010-0144^PRN^PH||||||\r"
)


def test_a_pid_segment_names_its_fields_by_position() -> None:
    assert named_values(_PID) == [
        ("mrn", "431297"),
        ("ssn", "536-22-4399"),
        ("patient name", "KERR^IDA^M"),
        ("date of birth", "19580411"),
        ("address", "4 HARROW LN"),
        ("city", "BRINTON"),
        ("zip", "45011"),
        ("phone", "(555)010-0144"),
    ]


def test_segments_pasted_into_one_line_end_where_the_next_starts() -> None:
    found = named_values("here: PID|1||431297||KERR^IDA NK1|1|KERR^BO|SPO||5550100144")
    assert ("patient name", "KERR^IDA") in found
    assert ("patient name", "KERR^BO") in found
    assert ("phone", "5550100144") in found


def test_clinicians_stand_behind_their_number() -> None:
    found = named_values("PV1|1|I|7W^712^01|||||1144^LEE^BO^P^^^DR")
    assert ("provider name", "LEE^BO^P") in found
    assert ("bed number", "7W^712^01") in found


def test_x12_names_its_elements() -> None:
    text = "NM1*IL*1*KERR*IDA*M***MI*KSM0048~\nN3*4 HARROW LN~\nN4*BRINTON*OH*45011~\nDMG*D8*19580411*F~"
    assert named_values(text) == [
        ("patient name", "KERR*IDA*M"),
        ("member id", "KSM0048"),
        ("address", "4 HARROW LN"),
        ("city", "BRINTON"),
        ("zip", "45011"),
        ("date of birth", "19580411"),
    ]


def test_a_dicom_dump_names_elements_by_keyword() -> None:
    text = "(0010,0030) DA [19580411]      # 8,1 PatientBirthDate\n(0010,0010) PN [KERR^IDA]\n"
    assert named_values(text) == [("patient birth date", "19580411"), ("patient name", "KERR^IDA")]


def test_a_vcard_names_its_properties() -> None:
    text = "BEGIN:VCARD\nFN:Ida Kerr\nTEL;TYPE=FAX:+1-555-010-0144\nADR;TYPE=HOME:;;4 Harrow Ln;Brinton;OH;45011;USA\nEND:VCARD\n"
    found = named_values(text)
    for field in (
        ("full name", "Ida Kerr"),
        ("fax", "+1-555-010-0144"),
        ("address", "4 Harrow Ln"),
        ("city", "Brinton"),
        ("zip", "45011"),
    ):
        assert field in found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("MRG|431297^^^HOSP^MR", ("mrn", "431297")),
        ("SPM|1|S-4471", ("specimen id", "S-4471")),
        ("CLM*V-77120*150~", ("patient account number", "V-77120")),
        ("OBR|1|||CBC||||||PHLEB22", ("operator id", "PHLEB22")),
        ("EVN|A08|20250618|||tkowal7\rPID|1||431297", ("operator id", "tkowal7")),
        ("SBR*P*18*70119-003*****CI~REF*EA*431297~", ("group number", "70119-003")),
    ],
)
def test_a_segment_alone_is_read(text, value) -> None:
    assert value in named_values(text)


def test_a_code_in_place_of_the_orders_number_is_no_number() -> None:
    assert named_values("OBR|1|1988-5^CRP^LN|F-4471^LAB") == [("order number", "F-4471")]

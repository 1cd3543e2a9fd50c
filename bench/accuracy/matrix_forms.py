"""What identifiers are called and how they are written, by kind, for the matrix; all invented."""

__all__ = ["FORMS", "HARMLESS", "LABELS", "NAMES", "SEGMENTS"]

LABELS: dict[str, str] = {
    "birth": "DATE", "date": "DATE", "age": "AGE_OVER_89", "phone": "PHONE", "fax": "FAX",
    "email": "EMAIL", "ssn": "SSN", "mrn": "MRN", "plan": "HEALTH_PLAN_ID", "account": "ACCOUNT",
    "license": "LICENSE", "vehicle": "VEHICLE", "device": "DEVICE", "url": "URL", "ip": "IP",
    "biometric": "BIOMETRIC", "photo": "BIOMETRIC", "other": "OTHER_ID", "user": "OTHER_ID",
}  # fmt: skip
"""Kind → label of the corpora."""


def _each(names: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in names.replace("\n", ";").split(";") if name.strip())


NAMES: dict[str, tuple[str, ...]] = {
    "birth": _each("date of birth; DOB; birth date; birthdate; birthday; born; pt dob"),
    "date": _each(
        """
        admission date; discharge date; date of service; visit date; collected; surgery date
        date of death; appointment date; DOS; onset date; date of injury; last seen; admit dt
        follow up date; enrolled on; scan date; procedure date
        """
    ),
    "age": _each("age; patient age; age at visit; pt age; age years; age at death"),
    "phone": _each(
        """
        phone; phone number; home phone; cell; mobile; tel; contact number; callback number
        emergency contact phone; work phone; telephone; daytime phone; pager
        """
    ),
    "fax": _each("fax; fax number; facsimile; fax no; office fax"),
    "email": _each("email; e-mail; email address; contact email; patient email"),
    "ssn": _each("SSN; social security number; patient ssn; social security no; soc sec"),
    "mrn": _each(
        """
        MRN; medical record number; chart number; hospital number; patient id; med rec no
        chart no; record number; pt mrn; patient identifier; unit record number; NHS number
        patient number; medical record; hospital no; EMPI
        """
    ),
    "plan": _each(
        """
        member id; policy number; subscriber id; insurance id; health plan id; medicare number
        medicaid id; MBI; group number; beneficiary number; insurance policy number; member number
        insurance card number; plan member id; health card number
        """
    ),
    "account": _each(
        """
        account number; acct; patient account number; billing account; invoice number; IBAN
        credit card number; bank account; guarantor account; card number; routing number; acct no
        hospital account; HAR; bank account number
        """
    ),
    "license": _each(
        """
        license number; driver's license; DL number; medical license; NPI; DEA number; license no
        driving licence number; state license number; certificate number; nursing license
        professional license; RN license; GMC number; pilot certificate
        """
    ),
    "vehicle": _each(
        """
        VIN; license plate; plate number; vehicle identification number; plate; registration plate
        vehicle registration; number plate; car registration; tag number
        """
    ),
    "device": _each(
        """
        serial number; device id; device serial; UDI; pacemaker serial; implant serial number
        IMEI; MAC address; pump serial number; SN; serial no; asset tag; transmitter id
        """
    ),
    "url": _each("url; website; patient portal; portal link; profile; homepage; link; blog"),
    "ip": _each("IP; ip address; client ip; login ip; source ip; remote address; last login ip"),
    "biometric": _each(
        """
        fingerprint id; fingerprint template; iris scan id; voiceprint id; face template
        retina scan id; palm print; biometric id; face id; voice print; fingerprint hash
        palm vein template
        """
    ),
    "photo": _each("photo; patient photo; face image; wound photo; photo file; headshot"),
    "other": _each(
        """
        accession number; claim number; encounter id; visit number; case number; specimen id
        subject id; study id; passport number; prior authorization number; employee id
        badge number; student id; order number; prescription number; referral number
        participant id
        confirmation number; incident number; national id; CSN; barcode; donor id; tracking number
        claim id; sample id; reference number; requisition number; enrolment id; case id
        authorization number; rx number; passport; accession; case no; file reference
        """
    ),
    "user": _each("username; user id; login; portal username; user name; screen name; user"),
}
"""Kind → what it is called, in plain words."""

_DATES = _each(
    """
    1962-03-14; 03/14/1962; 3/14/62; 14.03.1962; 14-Mar-1962; 14MAR1962; March 14, 1962
    Mar 14, 1962; 14 March 1962; 14th March 1962; March 14th, 1962; 19620314; 1962/03/14
    03-14-1962; 14/03/1962; Mar-14-1962; 14 Mar 62; Wednesday, March 14, 1962
    14th of March 1962
    14.3.62; 1962-03-14T08:30:00Z; 1962.03.14; 14 de marzo de 1962; 14. März 1962; Mar. 14, 1962
    """
)
FORMS: dict[str, tuple[str, ...]] = {
    "birth": _DATES,
    "date": (*(one.replace("62", "24") if one.endswith("62") or "1962" in one else one
               for one in (date.replace("1962", "2024") for date in _DATES)),
             *_each("03/14; March 14; Mar 14; 14 March; March 2024; 03/2024; Mar 3rd")),
    "age": _each("93; 101; 94~ yo; 92~ y; ninety-four; 97~ years; 95~y"),
    "phone": _each(
        """
        (212) 555-0147; 212-555-0147; 212.555.0147; 2125550147; +1 212 555 0147; +1-212-555-0147
        1-212-555-0147; 212 555 0147; +44 7700 900641; 020 7946 0188; 212/555-0147; (212)555-0147
        +12125550147; 555-0147; 212-555-0147 x204; 07700 900641; +49 30 901820; +1 (212) 555-0147
        """
    ),
    "fax": _each(
        "(212) 555-0147; 212-555-0147; 212.555.0147; 2125550147; +1 212 555 0147; 020 7946 0188"
    ),
    "email": _each(
        """
        j.doe@clinic.example; jdoe44@mail.example.com; j_doe+lab@clinic.example
        jdoe (at) clinic.example; JDOE@CLINIC.EXAMPLE; jdoe[at]clinic[dot]example
        """
    ),
    "ssn": _each("900-12-3456; 900 12 3456; 900123456; 900.12.3456; XXX-XX-3456; ***-**-3456"),
    "mrn": _each(
        """
        4471902; 00447190; MR-447190; 44-71-90; 447-19-02; H0044719; E1234567; 447 190 2211
        20-44719; A00447190; MRN4471902; 44719-02; BH-10662; 00.418.772; 4471902-01; K44719; 447190
        SMH-0044719; 485 777 3456
        """
    ),
    "plan": _each(
        """
        XYZ123456789; 1EG4-TE5-MK73; 1EG4TE5MK73; W204471902; 123456789A; 8840-2271-09
        ZGP447190221
        447190221-01; H4471-902; 44719022; AB 44 71 90 C; 901-44719-02; GRP-44719; YKA 447 190 221
        """
    ),
    "account": _each(
        """
        4471902; 88-120744; V0077418; ACC-447190; 0044-7190-22; 4539 1488 0343 6467
        4539148803436467; GB82 WEST 1234 5698 7654 32; INV-2024-00447; 7000447190; HA44719022
        """
    ),
    "license": _each(
        """
        D4471902; 1234567893; BD4471902; A 447190; MD-44719; RN447190; 44-719-022; K447-190-22-119
        TX-12447190; DOE9440719AB9CD; 036.447190; C4471902
        """
    ),
    "vehicle": _each(
        """
        1HGCM82633A004352; 7XKR219; ABC 1234; 8KJ-219; LB07 SEO; JH4KA7561PC008269; KA-01-AB-1234
        BXR 4471; 4GTR882
        """
    ),
    "device": _each(
        """
        SN-4471902; 00:1A:2B:3C:4D:5E; 356938035643809; PJN447190S; 44719022
        (01)00844588003288(21)44719; BLH447190; 7741-B20; MDT-88-44719; 2A4471902
        00-1A-2B-3C-4D-5E; LP-44719-C
        """
    ),
    "url": _each(
        """
        https://portal.clinic.example/u/44719; www.janedoe.example; janedoe.example/blog
        http://clinic.example/patients/44719?tab=labs; portal.clinic.example/p/44719
        """
    ),
    "ip": _each(
        "10.20.30.41; 203.0.113.77; 2001:db8::8a2e:370:7334; 192.168.14.22; 10.20.30.41~:8443"
    ),
    "biometric": _each(
        """
        FP-20447-A; IR/00917; VP:JQ-55e0; 9f86d081884c7d65; fp_447190; BIO-447190; 0x9F86D081
        FT-2291-88; tmpl-00447; 44719022; a94a8fe5ccb19ba61c4c0873d391e987
        """
    ),
    "photo": _each(
        """
        IMG_4471.jpg; jdoe_face.png; DSC00447.JPG; photos/44719/face.jpeg; doe_jane_2024.jpg
        """
    ),
    "other": _each(
        """
        A25-004417; S2-014-0093; WC-0771-44820; 44719022; 2024-004471; CLM447190; E-44719; X4471902
        S24-4471; 447190; PA-44719022; 00447-19-02; 2024NC447190; K447-190; 447-190-22; SUBJ-0447
        ENC-44719; 24-447190; AB/44719/22; 1004471902
        """
    ),
    "user": _each("jdoe44; jane.doe; j_doe; doe.j; jdoe_1962; JDOE44; @jdoe.paints; msmith7"),
}  # fmt: skip
"""Kind → values in the forms people write; what stands behind a `~` is no part of them."""


def _hl7(segment: str, field: int, value: str = "@") -> str:
    return f"{segment}|" + "|" * (field - 1) + value


SEGMENTS: dict[str, tuple[str, ...]] = {
    "birth": (
        _hl7("PID", 7),
        "DMG*D8*@*F~",
        "(0010,0030) DA [@]  #   8, 1 PatientBirthDate",
        "BEGIN:VCARD\nBDAY:@",
    ),
    "date": (_hl7("PV1", 44), _hl7("OBR", 7), "DTP*472*D8*@~", "DTM*232*@~"),
    "phone": (_hl7("PID", 13), _hl7("NK1", 5), "PER*IC*ROE*TE*@~", "BEGIN:VCARD\nTEL;TYPE=cell:@"),
    "ssn": (_hl7("PID", 19), "REF*SY*@~"),
    "mrn": (
        _hl7("PID", 3, "@^^^HOSP^MR"),
        _hl7("PID", 2),
        _hl7("MRG", 1, "@^^^HOSP^MR"),
        "REF*EA*@~",
        "(0010,0020) LO [@]  #   8, 1 PatientID",
    ),
    "plan": ("NM1*IL*1*ROE*A****MI*@~", _hl7("IN1", 36), _hl7("IN1", 49), "REF*1L*@~"),
    "account": (_hl7("PID", 18), "CLM*@*150~", _hl7("GT1", 2)),
    "license": ("NM1*82*1*ROE*A****XX*@~", _hl7("PID", 20)),
    "other": (_hl7("ORC", 3), _hl7("OBR", 2), _hl7("PV1", 19), "REF*G1*@~", _hl7("SPM", 2)),
}
"""Kind → segments of messages, `@` for the value."""

HARMLESS: dict[str, tuple[str, ...]] = {
    "version": _each("1.2.21; 10.4.0.1; v2.31; 2024.3.1"),
    "build number": _each("20240314; 447190; 2024.03.14"),
    "part number": _each("44-71902; AB4471902; 7741-B20"),
    "catalog number": _each("447190; AB-44719"),
    "ICD-10": _each("E11.9; S72.001A; J45.909"),
    "CPT code": _each("99213; 71046"),
    "LOINC": _each("4548-4; 2160-0"),
    "NDC": _each("00093-7146-56; 0093-7146"),
    "row count": _each("447190; 4471902"),
    "product id": _each("447190; PRD-44719"),
    "score": _each("93; 14; 3/14"),
    "timeout": _each("4471; 90000"),
    "port": _each("8443; 5432"),
    "weight": _each("93 kg; 201 lb"),
    "heart rate": _each("93; 101"),
    "glucose": _each("101; 94 mg/dL"),
    "file size": _each("4471902; 44719022"),
    "learning rate": _each("0.001; 3e-4"),
    "model number": _each("XK-4400; MX450-22"),
    "price": _each("$44.71; 4471.90"),
    "year": _each("1962; 2024"),
    "commit": _each("9f86d081884c7d65; 4f1c2aa"),
    "checksum": _each("a94a8fe5ccb19ba61c4c0873d391e987; 9f86d081"),
    "doi": _each("10.1000/xyz123; 10.1056/NEJMoa2034577"),
    "grant number": _each("R01HL123456; U54-44719"),
    "trial": _each("NCT01234567"),
    "random state": _each("42; 4471902"),
    "color": _each("#447190; 4471aa"),
    "width": _each("447; 4471902"),
    "pressure": _each("120/80; 93/60"),
    "dose": _each("500 mg; 10/325"),
    "loss": _each("0.4471; 44.71902"),
    "schema version": _each("2024-03; 7"),
}  # fmt: skip
"""What numbers of nobody are called → such numbers."""

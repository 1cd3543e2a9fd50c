"""
Fields by position or tag: HL7 v2 and X12 segments, DICOM dumps, vCards and calendars.

The positions are those of HL7 v2.5.1 chapters 3, 4, 6 and 10, ASC X12N 837 and 270/271
(005010X222A1, X279A1), RFC 6350 and RFC 5545; DICOM names are the keywords of PS3.6.
"""

import re

from promptward.deferred import regex
from promptward.fields.field import Field
from promptward.fields.words import words_of
from promptward.rare import rare

__all__ = ["segments"]

_X12 = rare(r"(?:^|(?<=[~\n]))\s{0,4}([A-Z][A-Z0-9]{1,2})\*([^~\n]*)", re.MULTILINE)
_DICOM = regex(
    r"\([0-9a-fA-F]{4},[0-9a-fA-F]{4}\) ?([A-Z]{2}) {0,2}\[([^\]\n]{0,200})\]"
    r"(?:[^\n#]{0,60}#[^\n]{0,30} ([A-Za-z]{3,40})[ \t]*$)?",
    re.MULTILINE,
)
_CARD = regex(r"^([A-Z-]{1,16})(;[^:\n]{0,200})?:([^\n]{0,400})", re.MULTILINE)
_CN = regex(r'CN="?([^";:\n]{1,80})')

# (segment, field) → what stands there: name, address, ids with a type, numbers to call, or a name.
_HL7_FIELDS: dict[str, dict[int, str]] = {
    "MSH": {4: "*where", 7: "message date time"},
    "EVN": {2: "date", 5: "operator id", 6: "date"},
    "PID": {
        2: "*id", 3: "*id", 4: "*id", 5: "*name", 6: "*name", 7: "date of birth", 9: "*name",
        11: "*address", 12: "county", 13: "*phone", 14: "*phone", 18: "account number",
        19: "ssn", 20: "driver license", 21: "*id", 23: "birth place", 29: "date of death",
        40: "*phone",
    },
    "NK1": {2: "*name", 4: "*address", 5: "*phone", 6: "*phone", 16: "date of birth",
            30: "*name", 31: "*phone", 32: "*address", 33: "*id", 37: "ssn"},
    "GT1": {2: "account number", 3: "*name", 5: "*address", 6: "*phone", 7: "*phone",
            8: "date of birth", 12: "ssn", 19: "employee id"},
    "IN1": {8: "group number", 10: "group number", 16: "*name", 18: "date of birth",
            19: "*address", 36: "policy number", 49: "member id"},
    "IN2": {1: "employee id", 2: "ssn", 6: "medicare number", 8: "medicaid number"},
    "PV1": {3: "*place", 6: "*place", 7: "*staff", 8: "*staff", 9: "*staff", 17: "*staff",
            19: "visit number", 44: "admit date", 45: "discharge date", 50: "visit number",
            52: "*staff"},
    "ORC": {2: "order number", 3: "order number", 9: "order date", 10: "*staff", 11: "*staff",
            12: "*staff"},
    "OBR": {2: "order number", 3: "order number", 7: "collection date", 8: "collection date",
            10: "*collector", 14: "date received", 16: "*staff", 22: "result date", 28: "*staff",
            32: "*staff"},
    "OBX": {14: "collection date", 16: "*staff", 18: "device id", 19: "result date"},
    "SCH": {1: "appointment id number", 2: "appointment id number", 11: "*times", 12: "*staff",
            16: "*staff", 20: "*staff"},
    "AIL": {3: "*place"},
    "AIP": {3: "*staff"},
    "MRG": {1: "*id", 7: "*name"},
    "DG1": {5: "diagnosis date", 16: "*staff"},
    "PR1": {5: "procedure date", 11: "*staff", 12: "*staff"},
    "ROL": {4: "*staff"},
    "SPM": {2: "specimen id", 17: "collection date"},
    "ACC": {1: "date of injury"},
    "FT1": {4: "date of service", 20: "*staff"},
    "PD1": {4: "*staff"},
    "RXA": {3: "date of service", 4: "date of service", 10: "*staff", 11: "*site"},
    "RXE": {13: "*staff", 15: "rx number"},
    "RXD": {3: "date of service", 7: "rx number", 10: "*staff"},
    "TXA": {4: "date of service", 5: "*staff", 9: "*staff", 10: "*staff", 12: "document number"},
    "IN3": {2: "auth number"},
    "PV2": {8: "admit date", 9: "discharge date"},
}  # fmt: skip
# Segments may have been pasted into one line: each ends where the next one starts.
_SEGMENT = "|".join(_HL7_FIELDS)
_HL7 = rare(rf"(?<![A-Z0-9|^~&])({_SEGMENT}|NTE|AL1|SFT)\|")
_LONGEST_SEGMENT = 4000
_LINE_END = regex(r"[\n\r]")
_ID_TYPES = {
    "SS": "ssn", "MR": "mrn", "MC": "medicare number", "MA": "medicaid number", "AN": "account",
    "DL": "driver license", "PPN": "passport", "MB": "member id", "VN": "visit number",
    "EI": "employee id", "NPI": "npi",
}  # fmt: skip
_CODINGS = frozenset(("L", "LN", "LOINC", "SCT", "CPT", "C4", "I9", "I10", "99LAB"))
"""Systems of codes (HL7 table 0396): where one is named, a code of a test slid into the field."""
_X12_IDS = {
    "MI": "member id",
    "XX": "npi",
    "34": "ssn",
    "24": "tax id number",
    "FI": "tax id number",
}
_X12_REFS = {
    "SY": "ssn", "1W": "member id", "0F": "subscriber id", "1L": "group number",
    "6P": "group number", "IG": "policy number", "EJ": "account number", "EA": "mrn",
    "F6": "medicare number", "D9": "claim number", "F8": "claim number", "G1": "auth number",
    "0B": "license number", "Y4": "claim number", "NQ": "medicaid number", "9F": "referral number",
}  # fmt: skip
_X12_PHONES = {"TE": "phone", "FX": "fax", "EM": "email", "CP": "cell phone", "HP": "home phone"}


class _Out:
    __slots__ = ("found", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Field] = []

    def add(self, start: int, end: int, name: str) -> None:
        while end > start and self.text[end - 1] in " \r":
            end -= 1
        while end > start and self.text[start] == " ":
            start += 1
        if end > start:
            self.found.append(Field(start, end, name, "segment"))

    def parts(self, start: int, end: int, sign: str) -> list[tuple[int, int]]:
        cells = []
        at = start
        for part in self.text[start:end].split(sign):
            cells.append((at, at + len(part)))
            at += len(part) + 1
        return cells


def _hl7(text: str, out: _Out) -> None:
    starts = list(_HL7.finditer(text))
    limits = [start.start() for start in starts[1:]] + [len(text)]
    for segment, limit in zip(starts, limits, strict=False):
        places = _HL7_FIELDS.get(segment[1])
        if places is None:
            continue
        start = segment.end()
        limit = min(limit, start + _LONGEST_SEGMENT)  # noqa: PLW2901  # now of this segment
        line = _LINE_END.search(text, start, limit)
        shift = 2 if segment[1] == "MSH" else 1
        for number, (a, b) in enumerate(
            out.parts(start, line.start() if line else limit, "|"), shift
        ):
            what = places.get(number)
            if what is not None and b > a:
                for first, last in out.parts(a, b, "~"):
                    _hl7_field(out, what, out.parts(first, last, "^"))


def _hl7_field(  # noqa: C901, PLR0912  # one branch a data type
    out: _Out, what: str, parts: list[tuple[int, int]]
) -> None:
    text = out.text
    if what == "*name":
        out.add(*_together(parts[:4]), "patient name")
    elif what == "*where":
        if " " in text[slice(*parts[0])]:  # a code tells nobody where
            out.add(*parts[0], "sending facility")
    elif what == "*staff":
        coded = text[slice(*parts[0])].strip()
        first = 1 if any(c.isdigit() for c in coded) or not coded else 0
        if len(parts) > first:
            out.add(*_together(parts[first : first + 3]), "provider name")
    elif what == "*collector":
        if len(parts) > 1:
            _hl7_field(out, "*staff", parts)
        else:
            out.add(*parts[0], "operator id")
    elif what == "*id":
        kind = text[slice(*parts[4])] if len(parts) > 4 else ""  # CX.5
        out.add(*parts[0], _ID_TYPES.get(kind, "mrn"))
    elif what == "*address":
        for number, name in (
            (0, "address"),
            (1, "address"),
            (2, "city"),
            (4, "zip"),
            (8, "county"),
        ):
            if number < len(parts):
                out.add(*parts[number], name)
    elif what == "*phone":
        for several in (
            parts[:1],
            parts[5:7],
            parts[11:12],
        ):  # whole; area and number; unformatted
            out.add(*_together(several), "phone")
        if len(parts) > 3:  # XTN.4
            out.add(*parts[3], "email")
    elif what == "*place":
        out.add(*_together(parts[:3]), "bed number")
    elif what == "*site":
        if len(parts) > 3:  # LA2.4
            out.add(*parts[3], "facility name")
    elif what == "*times":
        for part in parts[3:5]:
            out.add(*part, "appointment date")
    elif what != "order number" or len(parts) < 3 or text[slice(*parts[2])] not in _CODINGS:
        out.add(*parts[0], what)


def _together(parts: list[tuple[int, int]]) -> tuple[int, int]:
    """The range from the first to the last part that holds something."""
    full = [part for part in parts if part[1] > part[0]]
    return (full[0][0], full[-1][1]) if full else (0, 0)


def _x12(text: str, out: _Out) -> None:  # noqa: C901, PLR0912  # one branch a segment
    for segment in _X12.finditer(text):
        name = segment[1]
        start, end = segment.span(2)
        if end - start > 400:  # longer than a segment
            continue
        parts = out.parts(start, end, "*")
        values = [text[a:b] for a, b in parts]
        if name == "NM1" and len(parts) > 2:  # NM103
            if values[1] == "1":
                out.add(*_together(parts[2:5]), "patient name")
            elif values[0] not in ("PR", "40", "41"):
                out.add(*parts[2], "facility name")
            if len(parts) > 8 and values[7] in _X12_IDS:  # NM109
                out.add(*parts[8], _X12_IDS[values[7]])
        elif name == "N3":
            out.add(*_together(parts[:2]), "address")
        elif name == "N4":
            out.add(*parts[0], "city")
            if len(parts) > 2:  # N403
                out.add(*parts[2], "zip")
        elif name == "DMG" and len(parts) > 1:
            out.add(*parts[1], "date of birth")
        elif name == "DTP" and len(parts) > 2:  # DTP03
            out.add(*parts[2], "date of service")
        elif name == "REF" and len(parts) > 1 and values[0] in _X12_REFS:
            out.add(*parts[1], _X12_REFS[values[0]])
        elif name in ("CLM", "CLP"):
            out.add(*parts[0], "patient account number")
            if name == "CLP" and len(parts) > 6:  # CLP07
                out.add(*parts[6], "claim number")
        elif name == "DTM" and len(parts) > 1:
            out.add(*parts[1], "date of service")
        elif name == "SBR" and len(parts) > 2:  # SBR03
            out.add(*parts[2], "group number")
        elif name == "TRN" and len(parts) > 1:
            out.add(*parts[1], "reference number")
        elif name == "PER":
            if len(parts) > 1:
                out.add(*parts[1], "contact name")
            for kind, number in zip(
                range(2, len(parts), 2), range(3, len(parts), 2), strict=False
            ):
                if values[kind] in _X12_PHONES:
                    out.add(*parts[number], _X12_PHONES[values[kind]])


_DICOM_KINDS = {"PN": "patient name", "DA": "study date", "UI": "study instance uid"}


def _dicom(text: str, out: _Out) -> None:
    for element in _DICOM.finditer(text):
        keyword = element[3]
        name = " ".join(words_of(keyword)) if keyword else _DICOM_KINDS.get(element[1], "")
        if element[1] == "PN":
            name = "patient name"
        if name and not name.endswith("class uid"):
            out.add(*element.span(2), name)


_CARD_NAMES = {
    "FN": "full name", "N": "full name", "NICKNAME": "nickname", "BDAY": "birthday",
    "EMAIL": "email", "ORG": "organization name", "LOCATION": "location", "URL": "url",
    "ANNIVERSARY": "date of service",
}  # fmt: skip


def _cards(text: str, out: _Out) -> None:
    for line in _CARD.finditer(text):
        name = line[1]
        start, end = line.span(3)
        if name in _CARD_NAMES:
            out.add(start, end - len(line[3]) + len(line[3].rstrip("; \r")), _CARD_NAMES[name])
        elif name == "TEL":
            out.add(start, end, "fax" if "FAX" in (line[2] or "").upper() else "phone")
        elif name == "ADR":
            for part, what in zip(
                out.parts(start, end, ";"),
                ("address", "address", "address", "city", "", "zip"),
                strict=False,
            ):
                if what:
                    out.add(*part, what)
        elif name in ("ATTENDEE", "ORGANIZER") and line[2]:
            common = _CN.search(text, *line.span(2))
            if common:
                out.add(*common.span(1), "patient name")
        elif name in ("DTSTART", "DTEND", "DUE", "COMPLETED"):
            timed = text.find("T", start, end) >= 0  # a day alone is of anything that is held
            out.found.append(
                Field(start, end, "appointment date", "segment")
                if timed
                else Field(start, end, "date", "key")
            )


def segments(text: str) -> list[Field]:
    """Fields of messages, if the text holds any."""
    out = _Out(text)
    if "|" in text:
        _hl7(text, out)
    if "*" in text:
        _x12(text, out)
    if ") PN [" in text or ") LO [" in text or ") DA [" in text:
        _dicom(text, out)
    if "BEGIN:V" in text:
        _cards(text, out)
    return out.found

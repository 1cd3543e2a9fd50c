"""
What stands in the elements of FHIR resources: a name of a field for each, and how to show a path.

Source: the element definitions of FHIR R4 (4.0.1) for Patient, RelatedPerson, Practitioner,
Person, Coverage, Encounter, Device and the data types HumanName, Address, ContactPoint,
Identifier and Reference; identifier types are those of HL7 v2 table 0203, systems those that
US Core names. The letters of 45 CFR 164.514(b)(2)(i) follow from the names.
"""

from collections.abc import Iterable, Iterator, Mapping

from promptward.formats.json_walk import Leaf, Path

__all__ = ["element_of", "names_of"]

_BY_ELEMENT = {
    # HumanName
    ("name", "family"): "family name",
    ("name", "given"): "given name",
    ("name", "text"): "full name",
    # Address
    ("address", "line"): "address line",
    ("address", "city"): "city",
    ("address", "district"): "county",
    ("address", "postalCode"): "postal code",
    ("address", "text"): "address",
    # Patient, RelatedPerson, Person, Practitioner
    ("birthDate",): "date of birth",
    ("deceasedDateTime",): "date of death",
    ("multipleBirthInteger",): "",
    ("contained", "birthDate"): "date of birth",
    # dates of care
    ("period", "start"): "admission date",
    ("period", "end"): "discharge date",
    ("effectiveDateTime",): "effective date time",
    ("effectivePeriod", "start"): "period start",
    ("effectivePeriod", "end"): "period end",
    ("performedDateTime",): "performed date time",
    ("performedPeriod", "start"): "period start",
    ("performedPeriod", "end"): "period end",
    ("occurrenceDateTime",): "occurrence date time",
    ("onsetDateTime",): "date of onset",
    ("abatementDateTime",): "event date",
    ("recordedDate",): "visit date",
    ("authoredOn",): "authored on",
    ("issued",): "issued",
    # references and numbers
    ("subject", "display"): "subject display",
    ("patient", "display"): "patient display",
    ("individual", "display"): "individual display",
    ("performer", "display"): "performer display",
    ("requester", "display"): "requester display",
    ("author", "display"): "author display",
    ("asserter", "display"): "asserter display",
    ("recorder", "display"): "recorder display",
    ("beneficiary", "display"): "beneficiary display",
    ("subscriber", "display"): "subscriber display",
    ("subscriberId",): "subscriber id",
    ("udiCarrier", "deviceIdentifier"): "device identifier",
    ("serialNumber",): "serial number",
    ("lotNumber",): "lot number",
}
_TELECOM = {
    "phone": "phone",
    "fax": "fax",
    "email": "email",
    "pager": "pager",
    "sms": "sms",
    "url": "url",
}
_IDENTIFIERS = {
    "SS": "ssn", "SB": "ssn", "MR": "mrn", "PI": "mrn", "MB": "member id", "MA": "medicaid number",
    "MC": "medicare number", "AN": "account number", "DL": "driver license",
    "LN": "license number",
    "PPN": "passport number", "NPI": "npi", "EN": "employee number", "VN": "visit number",
}  # fmt: skip
_SYSTEMS = {
    "us-ssn": "ssn", "2.16.840.1.113883.4.1": "ssn", "us-npi": "npi", "us-mbi": "mbi",
    "2.16.840.1.113883.4.6": "npi", "mrn": "mrn", "medical-record": "mrn",
    "passport": "passport number",
    "driver": "driver license", "medicaid": "medicaid number", "medicare": "medicare number",
    "member": "member id", "account": "account number", "udi": "device identifier",
}  # fmt: skip
_DEPTH = 2


def names_of(leaves: Iterable[Leaf]) -> Iterator[tuple[Leaf, str]]:
    """Leaves of known elements with the name of their field; the rest is left to the text."""
    telecom: dict[Path, str] = {}
    kinds: dict[Path, str] = {}
    waiting: dict[Path, Leaf] = {}
    for leaf in leaves:
        words = tuple(part for part in leaf.path if isinstance(part, str))
        for size in range(_DEPTH, 0, -1):
            name = _BY_ELEMENT.get(words[-size:])
            if name:
                yield leaf, name
                break
        parent = leaf.path[:-1]
        last = words[-1] if words else ""
        if last == "system" and words[-2:-1] == ("telecom",):
            telecom[parent] = _TELECOM.get(leaf.value, "")
            yield from _told(waiting, telecom, parent)
        elif last == "value" and words[-2:-1] == ("telecom",):
            waiting[parent] = leaf
            yield from _told(waiting, telecom, parent)
        elif "identifier" in words[-4:]:
            yield from _identifier(leaf, words, kinds, waiting)
    for parent, leaf in waiting.items():
        words = tuple(part for part in parent if isinstance(part, str))
        if words and words[-1] == "identifier" and parent not in kinds:
            yield leaf, "mrn" if "Patient" in words or len(words) == 1 else "identifier"


def _identifier(
    leaf: Leaf, words: tuple[str, ...], kinds: dict[Path, str], waiting: dict[Path, Leaf]
) -> Iterator[tuple[Leaf, str]]:
    end = max(n for n, part in enumerate(leaf.path) if part == "identifier") + 2
    parent = leaf.path[:end]
    if words[-1] == "code" and "type" in words[-3:]:
        kind = _IDENTIFIERS.get(leaf.value, "")
    elif words[-1] == "system" and leaf.path[-2:-1] == parent[-1:]:
        low = leaf.value.lower()
        kind = next((name for sign, name in _SYSTEMS.items() if sign in low), "")
    elif words[-1] == "value" and len(leaf.path) == end + 1:
        waiting[parent] = leaf
        kind = kinds.get(parent, "")
    else:
        return
    if kind:
        kinds.setdefault(parent, kind)
        if parent in waiting:
            yield waiting.pop(parent), kinds[parent]


def _told(
    waiting: dict[Path, Leaf], names: dict[Path, str], parent: Path
) -> Iterator[tuple[Leaf, str]]:
    if parent in waiting and names.get(parent):
        yield waiting.pop(parent), names[parent]


def element_of(path: Path, types: Mapping[Path, str]) -> str:
    """`Patient.name[0].family`: the element of the innermost resource; empty if in none."""
    for size in range(len(path), -1, -1):
        kind = types.get(path[:size])
        if kind is not None:
            said = kind
            for part in path[size:]:
                said += f"[{part}]" if isinstance(part, int) else f".{part}"
            return said
    return ""

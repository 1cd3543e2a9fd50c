"""Values of fields: proposed where the name says what they are and the shape fits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptward.fields import Fields, fields_of
from promptward.recognizers import RECOGNIZERS
from promptward.recognizers.field_value import FIELD_RECOGNIZERS
from promptward.recognizers.shapes import SHAPES
from promptward.text import SourceText
from promptward_dsl.lattice import Confidence


def proposed(text: str, kind: str) -> list[str]:
    """What the recogniser of a kind proposes in a text."""
    view = SourceText(text).views[0]
    found = RECOGNIZERS[f"field_{kind}"].recognise(view, {}, Fields(fields_of(view)))
    return [view.text[c.start : c.end] for c in sorted(found, key=lambda c: c.start)]


@pytest.mark.parametrize(
    ("text", "kind", "values"),
    [
        ("Patient: KERR, IDA M", "name", ["KERR, IDA M"]),
        ("Age: 94", "age", ["94"]),
        ("Nachname;Vorname;geb\nSommer;Heide;1.2.1940\n", "name", ["Sommer", "Heide"]),
        ("Nachname;Vorname;geb\nSommer;Heide;1.2.1940\n", "date", ["1.2.1940"]),
        ("nom,prenom,ville\nRoche,Aube,Pau\n", "name", ["Roche", "Aube"]),
        ('{"apellido":"Rosa","nombre":"Cruz"}', "name", ["Rosa", "Cruz"]),
        ("Cognome: Costa\nNome: Gioia\n", "name", ["Costa", "Gioia"]),
        ("achternaam,voornaam,kamer\nBakker,Roos,4\n", "name", ["Bakker", "Roos"]),
        ("nazwisko;imie;data urodzenia\nWrona;Kalina;04.05.1946\n", "name", ["Wrona", "Kalina"]),
        ("Efternamn;F\u00f6rnamn;Sal\nBerg;Liv;4\n", "name", ["Berg", "Liv"]),
        ("Telefono: 555 014 220", "phone", ["555 014 220"]),
        ("Age: 94d", "age", []),
        ("MRN: 44-71-90", "mrn", ["44-71-90"]),
        ("MRN: 04-11-90", "mrn", []),
        ("MRN: 00448812 DOB 03/14/1962", "mrn", ["00448812"]),
        ("MRN: 00448812, SSN 536-22-4399", "mrn", ["00448812"]),
        ("MRN: 00448812 2026-03-14", "mrn", ["00448812"]),
        ("Account: ABC 4471 882 SEX F", "account", ["ABC 4471 882"]),
        ("login: dcho", "user", ["dcho"]),
        ("login: exit", "user", []),
        ("Benutzername: nhoang", "user", ["nhoang"]),
        ("Attending: Dr. Ida Kerr, MD", "name", ["Ida Kerr"]),
        ("Nurse: Ida Kerr RN", "name", ["Ida Kerr"]),
        ('{"patient_name": "de la Cruz, Ana"}', "name", ["de la Cruz, Ana"]),
        ("first,last,dob\nIda,Kerr,1958-04-11\n", "name", ["Ida", "Kerr"]),
        ("?last=kerr&dob=1958-04-11", "name", ["kerr"]),
        ("Initials: I.K. DOB: 4/11/1958 MRN: 431297", "name", ["I.K."]),
        ("Address: 4 Harrow Lane, Apt 2", "street", ["4 Harrow Lane, Apt 2"]),
        ("City: Brinton Falls", "city", ["Brinton Falls"]),
        ("zip: 45011-0044", "zip", ["45011-0044"]),
        ("geo: [47.24431, -122.43709]", "zip", ["47.24431, -122.43709"]),
        ("latitude: 44.94123\nlongitude: -123.04", "zip", ["44.94123", "-123.04"]),
        ("Hospital: Elm Street Clinic", "facility", ["Elm Street Clinic"]),
        ("Bed: 12A", "facility", ["12A"]),
        ("DOB: 11-Apr-1958", "date", ["11-Apr-1958"]),
        ("dob = date(1958, 4, 11)", "date", ["1958, 4, 11"]),
        ("admit_dt=19580411", "date", ["19580411"]),
        ('{"dob": "21286", "admit_ts": 1584144000}', "date", ["21286", "1584144000"]),
        ("name,dob,city\nIda Kerr,21286,Orono\n", "date", ["21286"]),
        ("birth_date: -369705600", "date", ["-369705600"]),
        ("Clinic date: 45544      Typed: pending", "date", ["45544"]),
        ("Age: 94 y", "age", ["94"]),
        ("Age: ninety-four", "age", ["ninety-four"]),
        ("Phone: (555) 010-0144 x22", "phone", ["(555) 010-0144 x22"]),
        ("Pager: 4471", "phone", ["4471"]),
        ("Fax: 555-010-0144", "fax", ["555-010-0144"]),
        ("SSN: 536 22 4399", "ssn", ["536 22 4399"]),
        ("chart no: GI 771 4402", "mrn", ["GI 771 4402"]),
        ("Member ID: QX-4410022", "plan", ["QX-4410022"]),
        ("acct: V-77120", "account", ["V-77120"]),
        ("NPI: 1234567893", "license", ["1234567893"]),
        ("plate: KLM 4402", "vehicle", ["KLM 4402"]),
        ("serial: PM-4471882", "device", ["PM-4471882"]),
        ("voiceprint_id: vp_7c1e0b", "biometric", ["vp_7c1e0b"]),
        ("Accession: 25-CT-018834", "other", ["25-CT-018834"]),
        ("login: ikerr02", "user", ["ikerr02"]),
        ("tel=%2B1%20555%200188 ", "phone", ["%2B1%20555%200188"]),
        ("DOB: O4/l1/1958", "date", ["O4/l1/1958"]),
        ('"ssn": "\\u0035\\u0033\\u0036-22-4399"', "ssn", ["\\u0035\\u0033\\u0036-22-4399"]),
        ("license: 036.447190", "license", ["036.447190"]),
        ('"username": "kerrigo"', "user", ["kerrigo"]),
        ("level=info username=ida.kerr took=4ms", "user", ["ida.kerr"]),
        ("photo: DSC00447.JPG", "biometric", ["DSC00447.JPG"]),
        ("dob: MTk1OC0wNC0xMQ==", "date", ["MTk1OC0wNC0xMQ=="]),
        ("D0B: 4/l1/1958", "date", ["4/l1/1958"]),
        ("PAT1ENT: GREG0R KERR", "name", ["GREG0R KERR"]),
        ("SSN: 5 3 6 - 2 2 - 4 3 9 9", "ssn", ["5 3 6 - 2 2 - 4 3 9 9"]),
    ],
)
def test_a_field_gives_its_value(text: str, kind: str, values: list[str]) -> None:
    assert proposed(text, kind) == values


@pytest.mark.parametrize(
    "text",
    [
        "Patient: N/A",
        "Patient: [NAME]",
        "Patient: ________",
        "patient = Patient()",
        'patient_name = row["name"]',
        "patient_name: str",
        "first_name = models.CharField(max_length=40)",
        "patient_name: {{ name }}",
        "Patient: denies pain",
        "Patient: Denies pain",
        "name: Build Docker",
        '"name": "lodash"',
        "file name: Report",
        "name = Foo",
        "Vorname: Pflichtfeld\nNachname: erforderlich\n",
        "cognome: obbligatorio\nprenom: obligatoire\napellido: Texto\nnazwisko: wymagane\n",
    ],
)
def test_what_is_no_name_is_not_proposed(text: str) -> None:
    assert proposed(text, "name") == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("SSN: XXX-XX-XXXX", "ssn"),
        ("mrn: pending", "mrn"),
        ("mrn VARCHAR(20), mrn: string", "mrn"),
        ("Age: 64", "age"),
        ("Age: 95%", "age"),
        ("DOB: unknown", "date"),
        ("MSH|^~\\&|LAB|A|EMR|B|20211203174501||ORU^R01", "date"),
        ("DOB: MM/DD/YYYY", "date"),
        ("dob: 1970-01-01", "date"),
        ('{"received": 45613, "screened": 41237, "reported": 45600}', "date"),
        ("admitted: 12000, dob: 99999, collected: 45613 ml", "date"),
        ("session: 44123\nvisit: 45221\nscheduled: 44123\ningreso: 44166\negreso: 45221", "date"),
        ("chart: 64 kg", "mrn"),
        ("device: 0.625", "device"),
        ("phone: 000-000-0000", "phone"),
        ("unit: mg/dL", "facility"),
        ("site: hospital", "facility"),
        ("city: Oregon", "city"),
        ("ip address: 10 Main", "street"),
        ("zip: 00000", "zip"),
        ("lat: 4.5 cm", "zip"),
        ("longitude: 512.512", "zip"),
        ("username: admin", "user"),
        ("tag: v2.3.0", "vehicle"),
        ('"image": "registry.example/app:1.2"', "biometric"),
    ],
)
def test_a_value_without_the_shape_is_not_proposed(text: str, kind: str) -> None:
    assert proposed(text, kind) == []


def test_a_general_name_is_believed_beside_others_of_a_person() -> None:
    assert proposed('{"name": "Ida Kerr", "kind": "x"}', "name") == []
    assert proposed('{"name": "Ida Kerr", "mrn": "431297"}', "name") == ["Ida Kerr"]


def test_a_first_name_beside_a_last_name_is_sure() -> None:
    view = SourceText('Contact{Given: "Ida", Family: "Kerr"}').views[0]
    found = list(RECOGNIZERS["field_name"].recognise(view, {}, Fields(fields_of(view))))
    assert [c.level for c in found] == [Confidence.HIGH, Confidence.HIGH]


def test_a_number_of_a_field_is_the_same_number_elsewhere() -> None:
    assert proposed("MRN: 431297-A\nsee label 431297-A, not 431297-AB", "mrn") == [
        "431297-A",
        "431297-A",
    ]


def test_every_kind_with_a_shape_has_a_recogniser() -> None:
    assert {one.kind for one in FIELD_RECOGNIZERS} == set(SHAPES)


def test_evidence_tells_the_form_and_no_text() -> None:
    view = SourceText("Patient: Ida Kerr").views[0]
    found = list(RECOGNIZERS["field_name"].recognise(view, {}, Fields(fields_of(view))))
    assert found[0].evidence == ("field", "form:label")


@given(st.text(alphabet="aA1 :=,'\"{}[]()<>/|-.\n\\%&#Xdobmrn", max_size=60))
def test_any_text_is_read_to_the_end(text: str) -> None:
    for view in SourceText(text).views:
        fields = Fields(fields_of(view))
        for recognizer in FIELD_RECOGNIZERS:
            for one in recognizer.recognise(view, {}, fields):
                assert 0 <= one.start < one.end <= len(view.text)


@pytest.mark.parametrize(
    ("first", "kind", "other"), [("MRN", "mrn", "account"), ("Account number", "account", "mrn")]
)
def test_a_value_in_fields_of_two_kinds_is_seen_again_as_the_first(
    first: str, kind: str, other: str
) -> None:
    second = {"mrn": "MRN", "account": "Account number"}[other]
    text = f"{first}: 4471-2290\n{second}: 4471-2290\n\nSeen again as 4471-2290 today."
    assert proposed(text, kind) == ["4471-2290"] * 2
    assert proposed(text, other) == ["4471-2290"]

"""Labelled samples of every format: each identifier is found, and said to be exactly where it is."""

import base64
import csv
import io
import json

import pytest

from tests.policy_engine.formats.people import PEOPLE, found

pytestmark = pytest.mark.usefixtures("loads_shipped")

# Each sample is (name of the file, content, {(place, category, value), …}); others may be found
# besides (a town in an address), what is listed must be.


def delimited():
    for sign, suffix in ((",", "csv"), ("\t", "tsv"), ("|", "psv"), (";", "csv")):
        for shift in range(5):
            people = PEOPLE[shift:] + PEOPLE[:shift]
            out = io.StringIO()
            rows = csv.writer(out, delimiter=sign, lineterminator="\r\n" if shift % 2 else "\n")
            rows.writerow(["id", "patient_name", "dob", "ssn", "phone"])
            rows.writerows([n, p.name, p.born, p.ssn, p.phone] for n, p in enumerate(people))
            wanted = set()
            for row, p in enumerate(people, 1):
                wanted |= {
                    (f"row {row} column 'patient_name'", "names", p.name),
                    (f"row {row} column 'dob'", "dates", p.born),
                    (f"row {row} column 'ssn'", "ssn", p.ssn),
                    (f"row {row} column 'phone'", "phone", p.phone),
                }
            yield f"p.{suffix}", out.getvalue(), wanted


def plain_json():
    for p in PEOPLE:
        yield (
            "a.json",
            json.dumps({"patient": {"name": p.name, "ssn": p.ssn}}),
            {
                ("/patient/name", "names", p.name),
                ("/patient/ssn", "ssn", p.ssn),
            },
        )
        yield (
            "b.json",
            json.dumps({"rows": [{"mrn": p.mrn}, {"phone": p.phone}]}, indent=2),
            {
                ("/rows/0/mrn", "mrn", p.mrn),
                ("/rows/1/phone", "phone", p.phone),
            },
        )
        yield (
            "c.json",
            json.dumps([[f"Patient: {p.name}"], {"a/b": {"c~d": f"SSN {p.ssn}"}}]),
            {
                ("/0/0", "names", p.name),
                ("/1/a~1b/c~0d", "ssn", p.ssn),
            },
        )
        yield (
            "d.json",
            json.dumps({"note": f'said "{p.given}" was\nborn', "ssn": p.ssn, "é": p.phone}),
            {
                ("/ssn", "ssn", p.ssn),
                ("/é", "phone", p.phone),
            },
        )


def json_lines():
    for first in range(4):
        for second in PEOPLE:
            p = PEOPLE[first]
            text = "".join(
                json.dumps(one) + "\n"
                for one in ({"name": p.name, "dob": p.born}, {}, {"patient": {"ssn": second.ssn}})
            )
            yield (
                "a.jsonl",
                text,
                {
                    ("record 1 /name", "names", p.name),
                    ("record 1 /dob", "dates", p.born),
                    ("record 3 /patient/ssn", "ssn", second.ssn),
                },
            )


def yaml():
    for p in PEOPLE:
        yield (
            "a.yaml",
            f"patients:\n- name: {p.name}\n  ssn: {p.ssn}\n- contact:\n    phone: {p.phone}\n",
            {
                ("/patients/0/name", "names", p.name),
                ("/patients/0/ssn", "ssn", p.ssn),
                ("/patients/1/contact/phone", "phone", p.phone),
            },
        )
        yield (
            "b.yml",
            f"# sample\nclinic:\n  patient:\n    ssn: \"{p.ssn}\"\n    mrn: '{p.mrn}'\n",
            {
                ("/clinic/patient/ssn", "ssn", p.ssn),
                ("/clinic/patient/mrn", "mrn", p.mrn),
            },
        )
        yield (
            "c.yaml",
            f"note: |\n  Patient: {p.name}\n  Phone: {p.phone}\nnext:\n    - - ssn: {p.ssn}\n",
            {
                ("/note", "names", p.name),
                ("/note", "phone", p.phone),
                ("/next/0/0/ssn", "ssn", p.ssn),
            },
        )
        yield (
            "d.yaml",
            f"---\na: 1\n---\npeople:\n  - ssn: {p.ssn}\n    dob: {p.born}\n  - ssn: {p.ssn}\n",
            {
                ("/people/0/ssn", "ssn", p.ssn),
                ("/people/0/dob", "dates", p.born),
                ("/people/1/ssn", "ssn", p.ssn),
            },
        )


def toml():
    for p in PEOPLE:
        yield (
            "a.toml",
            f'[patient]\nname = "{p.name}"\nssn = "{p.ssn}"\n',
            {
                ("/patient/name", "names", p.name),
                ("/patient/ssn", "ssn", p.ssn),
            },
        )
        yield (
            "b.toml",
            f'[[patient]]\nx = 1\n[[patient]]\nssn = "{p.ssn}"\n',
            {
                ("/patient/1/ssn", "ssn", p.ssn),
            },
        )
        yield (
            "c.toml",
            f'patient.phone = "{p.phone}"\n["a b".c]\nssn = "{p.ssn}"\n',
            {
                ("/patient/phone", "phone", p.phone),
                ("/a b/c/ssn", "ssn", p.ssn),
            },
        )
        yield "d.toml", f'# x\nssn = [\n  "{p.ssn}",\n]\n', {("/ssn", "ssn", p.ssn)}


def markup():
    for p in PEOPLE:
        yield (
            "a.xml",
            f"<r><patient><name>{p.name}</name></patient><patient ssn='{p.ssn}'/></r>",
            {
                ("/r/patient/name", "names", p.name),
                ("/r/patient[2]/@ssn", "ssn", p.ssn),
            },
        )
        yield (
            "b.html",
            f"<html><body><br><p>x</p><p>Patient: {p.name}, SSN {p.ssn}</p></body></html>",
            {
                ("/html/body/p[2]", "names", p.name),
                ("/html/body/p[2]", "ssn", p.ssn),
            },
        )
        yield (
            "c.xml",
            f"<?xml version='1.0'?><!-- a > b --><a><b><phone>{p.phone}</phone></b></a>",
            {
                ("/a/b/phone", "phone", p.phone),
            },
        )
        born = p.born.replace("-", "")
        yield "d.xml", (
            "<ClinicalDocument xmlns='urn:hl7-org:v3'><recordTarget><patientRole>"
            f"<patient><name><given>{p.given}</given><family>{p.family}</family></name>"
            f"<birthTime value='{born}'/></patient></patientRole></recordTarget></ClinicalDocument>"
        ), {
            ("/ClinicalDocument/recordTarget/patientRole/patient/name/family", "names", p.family),
            ("/ClinicalDocument/recordTarget/patientRole/patient/birthTime/@value", "dates", born),
        }  # fmt: skip


def sql():
    for p in PEOPLE:
        yield (
            "a.sql",
            f"INSERT INTO patients (id, name, ssn) VALUES (1, '{p.name}', '{p.ssn}');\n",
            {
                ("patients row 1 column name", "names", p.name),
                ("patients row 1 column ssn", "ssn", p.ssn),
            },
        )
        yield (
            "b.sql",
            f"COPY p (mrn, dob) FROM stdin;\n{p.mrn}\t{p.born}\n\\.\n",
            {
                ("p row 1 column mrn", "mrn", p.mrn),
                ("p row 1 column dob", "dates", p.born),
            },
        )
        yield "c.sql", (
            "CREATE TABLE `t` (\n  `id` int,\n  `phone` text,\n  `ssn` text\n);\n"
            f"INSERT INTO `t` VALUES (1,'{p.phone}','000'),(2,'x','{p.ssn}');\n"
        ), {
            ("t row 1 column phone", "phone", p.phone),
            ("t row 2 column ssn", "ssn", p.ssn),
        }  # fmt: skip
        yield (
            "d.sql",
            f"-- Patient: {p.name}\nselect 1 from t where ssn = '{p.ssn}';\n",
            {
                ("line 1 column 13", "names", p.name),
                ("line 2 column 30", "ssn", p.ssn),
            },
        )


def fhir():
    for p in PEOPLE:
        patient = {
            "resourceType": "Patient", "name": [{"family": p.family, "given": [p.given]}],
            "birthDate": p.born, "telecom": [{"system": "phone", "value": p.phone}],
            "identifier": [{"system": "http://hl7.org/fhir/sid/us-ssn", "value": p.ssn}],
        }  # fmt: skip
        yield (
            "a.json",
            json.dumps(patient),
            {
                ("Patient.name[0].family /name/0/family", "names", p.family),
                ("Patient.birthDate /birthDate", "dates", p.born),
                ("Patient.telecom[0].value /telecom/0/value", "phone", p.phone),
                ("Patient.identifier[0].value /identifier/0/value", "ssn", p.ssn),
            },
        )
        bundle = {
            "resourceType": "Bundle",
            "entry": [{"resource": {"resourceType": "Encounter"}}, {"resource": patient}],
        }
        yield (
            "b.json",
            json.dumps(bundle, indent=1),
            {
                ("Patient.name[0].given[0] /entry/1/resource/name/0/given/0", "names", p.given),
                ("Patient.birthDate /entry/1/resource/birthDate", "dates", p.born),
            },
        )
        yield (
            "c.ndjson",
            json.dumps({"resourceType": "Device"}) + "\n" + json.dumps(patient) + "\n",
            {
                ("record 2 Patient.name[0].family /name/0/family", "names", p.family),
                ("record 2 Patient.identifier[0].value /identifier/0/value", "ssn", p.ssn),
            },
        )
        coverage = {
            "resourceType": "Coverage", "subscriberId": f"W{p.mrn}",
            "beneficiary": {"reference": "Patient/1", "display": p.name},
        }  # fmt: skip
        yield (
            "d.json",
            json.dumps(coverage),
            {
                ("Coverage.subscriberId /subscriberId", "health_plan", f"W{p.mrn}"),
                ("Coverage.beneficiary.display /beneficiary/display", "names", p.name),
            },
        )


def hl7():
    for p in PEOPLE:
        born = p.born.replace("-", "")
        head = "MSH|^~\\&|A|B|C|D|20260101||ADT^A01|1|P|2.5"
        pid = f"PID|1||{p.mrn}^^^H^MR~{p.ssn}^^^S^SS||{p.family}^{p.given}||{born}|F"
        wanted = {
            ("PID-3.1", "mrn", p.mrn), ("PID-3[2].1", "ssn", p.ssn), ("PID-7", "dates", born),
            ("PID-5.1", "names", f"{p.family}^{p.given}"),
        }  # fmt: skip
        yield "a.hl7", f"{head}\r{pid}\r", wanted
        yield "b.txt", f"{head}\n{pid}\n", wanted
        nk1 = f"NK1|1|{p.family}^{p.given}|SPO||{p.phone}"
        yield (
            "c.hl7",
            f"{head}\r{head}\r{nk1}\r",
            {
                ("message 2 NK1-2.1", "names", f"{p.family}^{p.given}"),
                ("message 2 NK1-5", "phone", p.phone),
            },
        )
        yield (
            "d.hl7",
            f"{head}\r{pid}\rNTE|1||Patient: {p.name} called from {p.phone}\r",
            {
                *wanted,
                ("NTE-3", "phone", p.phone),
            },
        )


def x12():
    for p in PEOPLE:
        born = p.born.replace("-", "")
        for end in ("~", "~\n", "~\r\n", "\n"):
            text = end.join((
                "ISA*00*          *00*          *ZZ*A*ZZ*B*260101*1200*^*00501*1*0*P*:",
                f"NM1*IL*1*{p.family}*{p.given}****MI*W{p.mrn}", f"DMG*D8*{born}*F",
                f"REF*SY*{p.ssn.replace('-', '')}", "",
            ))  # fmt: skip
            yield (
                "a.x12",
                text,
                {
                    ("segment 2 NM109", "health_plan", f"W{p.mrn}"),
                    ("segment 3 DMG02", "dates", born),
                    ("segment 4 REF02", "ssn", p.ssn.replace("-", "")),
                },
            )


def mail():
    for p in PEOPLE:
        head = f"From: {p.name} <p@mail.example>\nTo: c@clinic.example\nSubject: hello\nMIME-Version: 1.0\n"
        body = f"Patient: {p.name}\nSSN: {p.ssn}\n"
        wanted = {("part 1 line 2", "ssn", p.ssn), ("header From", "email", "p@mail.example")}
        yield "a.eml", f"{head}Content-Type: text/plain\n\n{body}", wanted
        coded = base64.b64encode(body.encode()).decode()
        yield (
            "b.eml",
            f"{head}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n{coded}\n",
            wanted,
        )
        table = f"name,ssn\n{p.name},{p.ssn}\n"
        yield "c.eml", (
            f"{head}Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\n{body}\n"
            f"--b\nContent-Type: text/csv\nContent-Disposition: attachment; filename=p.csv\n\n{table}\n--b--\n"
        ), {("part 1 line 2", "ssn", p.ssn), ("p.csv!row 1 column 'ssn'", "ssn", p.ssn)}  # fmt: skip
        quoted = body.replace("=", "=3D")
        yield (
            "d.eml",
            f"{head}Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\n{quoted}",
            wanted,
        )


def python():
    for p in PEOPLE:
        yield (
            "a.py",
            f"# patient {p.name}, MRN: {p.mrn}\nx = 1\n",
            {
                (f"line 1 column {18 + len(p.name)} in a comment", "mrn", p.mrn),
            },
        )
        yield (
            "b.py",
            f'PATIENT_SSN = "{p.ssn}"\n',
            {
                ("line 1 column 16 in a string of PATIENT_SSN", "ssn", p.ssn),
            },
        )
        yield (
            "c.py",
            f'def f():\n    """Patient: {p.name}, SSN {p.ssn}"""\n',
            {
                ("line 2 column 17 in a docstring", "names", p.name),
            },
        )
        yield (
            "d.py",
            f"row = {{'ssn': '{p.ssn}', 'phone': '{p.phone}'}}\n",
            {
                ("line 1 column 16 in a string of ssn", "ssn", p.ssn),
                ("line 1 column 40 in a string of phone", "phone", p.phone),
            },
        )


def notebook():
    for p in PEOPLE:

        def cells(*cells, **metadata):
            return json.dumps(
                {"cells": list(cells), "metadata": metadata, "nbformat": 4, "nbformat_minor": 5},
                indent=1,
            )

        def code(*source, outputs=()):
            return {"cell_type": "code", "id": "a", "execution_count": 1, "metadata": {},
                    "outputs": list(outputs), "source": list(source)}  # fmt: skip

        yield (
            "a.ipynb",
            cells(code("x = 1\n", f"ssn = '{p.ssn}'\n")),
            {("cell 1 line 2", "ssn", p.ssn)},
        )
        stream = {
            "output_type": "stream",
            "name": "stdout",
            "text": ["ok\n", f"Patient: {p.name}\n", f"MRN: {p.mrn}"],
        }
        yield (
            "b.ipynb",
            cells(code("1"), code("y", outputs=[stream])),
            {
                ("cell 2 output 1 line 2", "names", p.name),
                ("cell 2 output 1 line 3", "mrn", p.mrn),
            },
        )
        shown = {
            "output_type": "display_data",
            "metadata": {},
            "data": {"image/png": "iVBORw0KGgo=" * 50, "text/html": [f"<td>SSN: {p.ssn}</td>"]},
        }
        yield (
            "c.ipynb",
            cells(
                {"cell_type": "markdown", "metadata": {}, "source": f"# x\nSSN {p.ssn}"},
                code("y", outputs=[shown]),
            ),
            {
                ("cell 1 line 2", "ssn", p.ssn),
                ("cell 2 output 1 text/html line 1", "ssn", p.ssn),
            },
        )
        yield (
            "d.ipynb",
            cells(
                code("1"), widgets={"state": {"w": {"rows": [["ssn", p.ssn], ["phone", p.phone]]}}}
            ),
            {
                ("/metadata/widgets/state/w/rows/0/1", "ssn", p.ssn),
                ("/metadata/widgets/state/w/rows/1/1", "phone", p.phone),
            },
        )
        number = p.ssn.replace("-", "")
        data = {
            "output_type": "display_data",
            "metadata": {},
            "data": {
                "application/json": {"rows": [{"ssn": int(number)}, {"note": [p.name, "ok"]}]},
                "application/vnd.x+json": {
                    "\xe9": f"\xe9\xa0\U0001f600 SSN {p.ssn} \xe9",
                    "y": "\xe9",
                },
                "application/vnd.plotly.v1+json": {"x": [0.4111111111111111, 0.31415926535897932]},
            },
        }
        where = "/cells/0/outputs/0/data/application~1json/rows"
        yield (
            "e.ipynb",
            cells(code("1", outputs=[data]), papermill={"parameters": {"ssn": int(number)}}),
            {
                (f"{where}/0/ssn", "ssn", number),
                (f"{where}/1/note/0", "names", p.name),
                ("/metadata/papermill/parameters/ssn", "ssn", number),
                ("/cells/0/outputs/0/data/application~1vnd.x+json/\xe9", "ssn", p.ssn),
            },
        )


def plain():
    for p in PEOPLE:
        yield (
            "note.txt",
            f"x\r\nPatient: {p.name}\r\nSSN: {p.ssn}\r\n",
            {
                ("line 2 column 10", "names", p.name),
                ("line 3 column 6", "ssn", p.ssn),
            },
        )
        yield (
            "app.log",
            f"2026-01-01 INFO started\n2026-01-01 ERROR patient={p.mrn} ssn={p.ssn}\n",
            {
                (f"line 2 column {len(p.mrn) + 31}", "ssn", p.ssn),
            },
        )
        for encoding in ("utf-16", "utf-8-sig", "latin-1"):
            text = f"caf\xe9\nSSN: {p.ssn}\n"
            yield "note.txt", text.encode(encoding), {("line 2 column 6", "ssn", p.ssn)}


KINDS = (
    delimited,
    plain_json,
    json_lines,
    yaml,
    toml,
    markup,
    sql,
    fhir,
    hl7,
    x12,
    mail,
    python,
    notebook,
    plain,
)
SAMPLES = [
    pytest.param(name, content, wanted, id=f"{kind.__name__} {number}")
    for kind in KINDS
    for number, (name, content, wanted) in enumerate(kind())
]


@pytest.mark.parametrize(("name", "content", "wanted"), SAMPLES)
def test_each_identifier_is_found_where_it_is(name, content, wanted) -> None:
    assert wanted - found(name, content) == set()


@pytest.mark.parametrize("kind", KINDS)
def test_there_are_twenty_samples_of_each_format(kind) -> None:
    assert len(list(kind())) >= 20

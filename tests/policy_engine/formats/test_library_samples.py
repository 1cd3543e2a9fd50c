"""Twenty labelled samples of each format that libraries read, and of packed files; places exact."""

import bz2
import gzip
import io
import json
import lzma
import sqlite3
import tarfile
import zipfile

import pytest

from tests.policy_engine.formats.people import PEOPLE, found
from tests.policy_engine.formats.test_libraries import dicom_of, pdf_of

pytestmark = pytest.mark.usefixtures("loads_shipped")

KINDS = ["names", "dates", "ssn", "phone"]
HEADS = [
    ["patient_name", "dob", "ssn", "phone"],
    ["full_name", "birth_date", "social_security_number", "home_phone"],
    ["Name", "Date of birth", "SSN", "Telephone"],
    ["member_name", "date_of_birth", "subscriber_ssn", "cell_phone"],
]
VARIANTS = [(shift, head) for shift in range(5) for head in HEADS]
"""Five orders of the people under four kinds of headings: twenty samples."""


def rows_of(shift):
    people = PEOPLE[shift:] + PEOPLE[:shift]
    return [[p.name, p.born, p.ssn, p.phone] for p in people]


def wanted(shift, head, where):
    return {
        (where(row, head[column], column), KINDS[column], value)
        for row, values in enumerate(rows_of(shift), 1)
        for column, value in enumerate(values)
    }


def arrow(kind, shift, head):
    pa = pytest.importorskip("pyarrow")
    import pyarrow.feather
    import pyarrow.parquet

    columns = zip(*rows_of(shift), strict=True)
    table = pa.table(dict(zip(head, columns, strict=True)))
    out = io.BytesIO()
    if kind == "parquet":
        pyarrow.parquet.write_table(table, out, row_group_size=1 + shift)
    elif kind == "feather":
        pyarrow.feather.write_feather(table, out)
    else:
        with pa.ipc.new_file(out, table.schema) as writer:
            writer.write_table(table)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["parquet", "feather", "arrow"])
@pytest.mark.parametrize(("shift", "head"), VARIANTS)
def test_arrow(kind, shift, head) -> None:
    hits = found(f"p.{kind}", arrow(kind, shift, head))
    assert wanted(shift, head, lambda row, name, _: f"row {row} column '{name}'") - hits == set()


@pytest.mark.parametrize(("shift", "head"), VARIANTS)
def test_workbook(shift, head) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.title = "Visits"
    for row in (head, *rows_of(shift)):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    hits = found("p.xlsx", out.getvalue())
    places = wanted(
        shift, head, lambda row, name, c: f"Visits!{'ABCD'[c]}{row + 1} column '{name}'"
    )
    assert places - hits == set()


@pytest.mark.parametrize(("shift", "head"), VARIANTS)
def test_sqlite(tmp_path, shift, head) -> None:
    path = tmp_path / "p.db"
    database = sqlite3.connect(path)
    named = ", ".join(f'"{name}"' for name in head)
    database.execute(f"create table visits ({named})")
    database.executemany("insert into visits values (?, ?, ?, ?)", rows_of(shift))
    database.commit()
    database.close()
    hits = found("p.db", path.read_bytes())
    assert wanted(shift, head, lambda row, name, _: f"visits.{name} row {row}") - hits == set()


LINES = ["Patient: {name}", "Seen: Mr. {name}", "Name: {name}", "Patient name: {name}"]
PEOPLE_AND_LINES = [(p, line) for p in PEOPLE for line in LINES]


@pytest.mark.parametrize(("person", "line"), PEOPLE_AND_LINES)
def test_document(person, line) -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_paragraph("Summary")
    document.add_paragraph(line.format(name=person.name))
    document.add_paragraph(f"SSN {person.ssn}, phone {person.phone}")
    out = io.BytesIO()
    document.save(out)
    assert {
        ("paragraph 2", "names", person.name),
        ("paragraph 3", "ssn", person.ssn),
        ("paragraph 3", "phone", person.phone),
    } - found("p.docx", out.getvalue()) == set()


@pytest.mark.parametrize(("person", "line"), PEOPLE_AND_LINES)
def test_pages(person, line) -> None:
    pytest.importorskip("pypdf")
    lines = ["Summary", line.format(name=person.name), f"MRN: {person.mrn}", f"SSN: {person.ssn}"]
    assert {
        ("page 1 line 2", "names", person.name),
        ("page 1 line 3", "mrn", person.mrn),
        ("page 1 line 4", "ssn", person.ssn),
    } - found("p.pdf", pdf_of(lines)) == set()


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("other", PEOPLE[:4])
def test_elements_of_dicom(person, other) -> None:
    data = dicom_of(
        PatientName=f"{person.family}^{person.given}",
        PatientID=person.mrn,
        PatientBirthDate=other.born.replace("-", ""),
        PatientTelephoneNumbers=other.phone,
    )
    assert {
        ("(0010,0010) PatientName", "names", f"{person.family} {person.given}"),
        ("(0010,0020) PatientID", "mrn", person.mrn),
        ("(0010,0030) PatientBirthDate", "dates", other.born.replace("-", "")),
        ("(0010,2154) PatientTelephoneNumbers", "phone", other.phone),
    } - found("scan", data) == set()


def zipped(name, data):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, data)
    return out.getvalue()


def tarred(name, data):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        info = tarfile.TarInfo(name)
        info.size = len(data)
        tar.addfile(info, io.BytesIO(data))
    return out.getvalue()


PACKED = {
    "zip": lambda name, data: ("a.zip", zipped(name, data)),
    "tar": lambda name, data: ("a.tar", tarred(name, data)),
    "tar.gz": lambda name, data: ("a.tar.gz", gzip.compress(tarred(name, data))),
    "gz": lambda name, data: (f"{name}.gz", gzip.compress(data)),
    "bz2": lambda name, data: (f"{name}.bz2", bz2.compress(data)),
    "xz": lambda name, data: (f"{name}.xz", lzma.compress(data)),
}
MEMBERS = {
    "p.csv": (lambda p: f"name,ssn\n{p.name},{p.ssn}\n", "row 1 column 'ssn'"),
    "p.json": (lambda p: json.dumps({"patient": {"ssn": p.ssn}}), "/patient/ssn"),
    "p.txt": (lambda p: f"x\nSSN: {p.ssn}\n", "line 2 column 6"),
    "p.yaml": (lambda p: f"clinic:\n  ssn: {p.ssn}\n", "/clinic/ssn"),
}


@pytest.mark.parametrize("packed", PACKED)
@pytest.mark.parametrize("member", MEMBERS)
@pytest.mark.parametrize("person", PEOPLE, ids=range(5))
def test_packed(packed, member, person) -> None:
    content, place = MEMBERS[member]
    name, data = PACKED[packed](member, content(person).encode())
    assert (f"{member}!{place}", "ssn", person.ssn) in found(name, data)


OTHERS = {
    "a.js": "const patient = {{name: '{name}', ssn: '{ssn}'}}; // seen\n",
    "a.go": 'package x\nvar patientSSN = "{ssn}" // patient {name}\n',
    "a.java": 'class T {{\n  String patientName = "{name}", ssn = "{ssn}";\n}}\n',
    "a.sh": "#!/bin/sh\n# patient: {name}\nexport SSN='{ssn}'\n",
    "a.R": 'patient <- c(name = "{name}", ssn = "{ssn}")\n',
}


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("person", PEOPLE, ids=range(5))
def test_other_source_code(name, person) -> None:
    text = OTHERS[name].format(name=person.name, ssn=person.ssn)
    hits = found(name, text)
    for category, value in (("names", person.name), ("ssn", person.ssn)):
        at = text.index(value)
        line, column = text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1
        assert (f"line {line} column {column}", category, value) in hits

"""Formats that libraries read: samples written by the same libraries, each place exact."""

import gzip
import io
import json
import sqlite3
import tarfile
import zipfile

import pytest

from promptward.formats import archive
from promptward.formats.registry import format_of, read
from promptward.formats.segment import LeftOut, UnreadError
from promptward.formats.source import Source
from tests.policy_engine.formats.people import PEOPLE, found, items

pytestmark = pytest.mark.usefixtures("loads_shipped")

NAMES = ["patient_name", "dob", "ssn", "phone"]
ROWS = [[p.name, p.born, p.ssn, p.phone] for p in PEOPLE]


def wanted(where) -> set[tuple[str, str, str]]:
    """Every cell of the table; `where(row, column)` says what its place is called."""
    kinds = ["names", "dates", "ssn", "phone"]
    return {
        (where(row, NAMES[column]), kinds[column], value)
        for row, values in enumerate(ROWS, 1)
        for column, value in enumerate(values)
    }


@pytest.mark.parametrize("kind", ["parquet", "feather", "arrow"])
def test_columns_of_arrow(kind) -> None:
    pa = pytest.importorskip("pyarrow")
    import pyarrow.feather
    import pyarrow.parquet

    table = pa.table(dict(zip(NAMES, zip(*ROWS, strict=True), strict=True)))
    out = io.BytesIO()
    if kind == "parquet":
        pyarrow.parquet.write_table(table, out, row_group_size=2)
    elif kind == "feather":
        pyarrow.feather.write_feather(table, out)
    else:
        with pa.ipc.new_file(out, table.schema) as writer:
            writer.write_table(table)
    assert wanted(lambda r, c: f"row {r} column '{c}'") <= found(f"p.{kind}", out.getvalue())


def test_nested_values_and_metadata_of_parquet() -> None:
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet

    table = pa.table({"x": [{"ssn": PEOPLE[0].ssn}], "n": [1.5]})
    table = table.replace_schema_metadata({"patient_name": PEOPLE[1].name})
    out = io.BytesIO()
    pyarrow.parquet.write_table(table, out)
    hits = found("p.parquet", out.getvalue())
    assert ("row 1 column 'x'", "ssn", PEOPLE[0].ssn) in hits
    assert ("metadata patient_name", "names", PEOPLE[1].name) in hits


def test_sheets_comments_and_properties_of_a_workbook() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    from openpyxl.comments import Comment

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Visits"
    for row in (NAMES, *ROWS):
        sheet.append(row)
    sheet["A2"].comment = Comment(f"SSN {PEOPLE[2].ssn}", "x")
    other = book.create_sheet("Notes")
    other["B3"] = f"Patient: {PEOPLE[3].name}"
    book.properties.creator = PEOPLE[4].name
    out = io.BytesIO()
    book.save(out)
    hits = found("p.xlsx", out.getvalue())
    letters = dict(zip(NAMES, "ABCD", strict=True))
    assert wanted(lambda r, c: f"Visits!{letters[c]}{r + 1} column '{c}'") <= hits
    assert ("comment A2", "ssn", PEOPLE[2].ssn) in hits
    assert any(where.startswith("Notes!B") and value == PEOPLE[3].name for where, _, value in hits)


def test_paragraphs_tables_headers_and_properties_of_a_document() -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_paragraph("x")
    document.add_paragraph(f"Patient: {PEOPLE[0].name}, SSN {PEOPLE[0].ssn}")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table.rows[0].cells, ("Name", "SSN"), strict=True):
        cell.text = text
    table.rows[1].cells[1].text = PEOPLE[1].ssn
    document.sections[0].header.paragraphs[0].text = f"MRN: {PEOPLE[2].mrn}"
    out = io.BytesIO()
    document.save(out)
    hits = found("p.docx", out.getvalue())
    assert ("paragraph 2", "ssn", PEOPLE[0].ssn) in hits
    assert ("table 1 row 2 column SSN", "ssn", PEOPLE[1].ssn) in hits
    assert ("header of section 1", "mrn", PEOPLE[2].mrn) in hits


def pdf_of(lines) -> bytes:
    """A page of text, as small as the format allows."""
    text = b"".join(b"(%s) Tj 0 -14 Td " % line.encode() for line in lines)
    stream = b"BT /F1 12 Tf 50 700 Td " + text + b"ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]  # fmt: skip
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(out)
    return out + b"xref\n0 6\n0000000000 65535 f \n" + table + (
        b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % start
    )  # fmt: skip


@pytest.mark.parametrize("person", PEOPLE, ids=range(5))
def test_pages_of_pdf(person) -> None:
    pytest.importorskip("pypdf")
    hits = found("p.pdf", pdf_of(["x", f"Patient: {person.name}", f"SSN: {person.ssn}"]))
    assert ("page 1 line 2", "names", person.name) in hits
    assert ("page 1 line 3", "ssn", person.ssn) in hits


def test_tables_of_sqlite(tmp_path) -> None:
    path = tmp_path / "p.db"
    database = sqlite3.connect(path)
    database.execute(f"create table visits ({', '.join(NAMES)})")
    database.executemany("insert into visits values (?, ?, ?, ?)", ROWS)
    database.commit()
    database.close()
    before = path.read_bytes()
    assert wanted(lambda r, c: f"visits.{c} row {r}") <= found("p.db", before)
    assert path.read_bytes() == before


def test_record_numbers_some_of_which_are_missing_are_floating_point_numbers() -> None:
    numbers = [float(PEOPLE[3].mrn), None, float("nan"), float(PEOPLE[4].mrn)]
    database = sqlite3.connect(":memory:")
    database.execute("create table t (mrn real, weight real, picture blob)")
    rows = [(one, 70.0, b"\0\1") for one in numbers[:2] + numbers[3:]]
    database.executemany("insert into t values (?, ?, ?)", rows)
    database.commit()
    data = database.serialize()
    wanted = {PEOPLE[3].mrn, PEOPLE[4].mrn}
    assert {value for _, kind, value in found("p.db", data) if kind == "mrn"} == wanted
    assert LeftOut("blob", 3) in items("p.db", data)
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet

    out = io.BytesIO()
    weights = pa.array([70.5, 81.0, 64.0, 448812.0])
    pyarrow.parquet.write_table(pa.table({"mrn": pa.array(numbers), "weight": weights}), out)
    hits = found("p.parquet", out.getvalue())
    assert {value for _, _, value in hits} == wanted


def dicom_of(**elements: object) -> bytes:
    pydicom = pytest.importorskip("pydicom")
    from pydicom.dataset import Dataset, FileMetaDataset
    from pydicom.uid import ExplicitVRLittleEndian, generate_uid

    data = Dataset()
    data.file_meta = FileMetaDataset()
    data.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    data.file_meta.MediaStorageSOPClassUID = "1.2.840.10008.5.1.4.1.1.2"
    data.file_meta.MediaStorageSOPInstanceUID = generate_uid()
    for name, value in elements.items():
        setattr(data, name, value)
    out = io.BytesIO()
    pydicom.dcmwrite(out, data, enforce_file_format=True)
    return out.getvalue()


@pytest.mark.parametrize("person", PEOPLE, ids=range(5))
def test_elements_of_dicom(person) -> None:
    elements = {
        "PatientName": f"{person.family}^{person.given}",
        "PatientID": person.mrn,
        "PatientBirthDate": person.born.replace("-", ""),
        "Rows": 512,
    }
    hits = found("scan", dicom_of(**elements))
    assert ("(0010,0010) PatientName", "names", f"{person.family} {person.given}") in hits
    assert ("(0010,0020) PatientID", "mrn", person.mrn) in hits
    assert ("(0010,0030) PatientBirthDate", "dates", person.born.replace("-", "")) in hits
    with pytest.raises(UnreadError) as raised:
        items("scan.dcm", dicom_of(**elements, BurnedInAnnotation="YES"))
    assert raised.value.code == "burned_in"


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in files.items():
            file.writestr(name.replace("__", "."), data)
    return out.getvalue()


TABLE = f"name,ssn\n{PEOPLE[0].name},{PEOPLE[0].ssn}\n".encode()


def test_members_of_archives_are_read_by_their_own_format() -> None:
    place = ("p.csv!row 1 column 'ssn'", "ssn", PEOPLE[0].ssn)
    assert place in found("a.zip", zipped(p__csv=TABLE))
    assert (f"in.zip!{place[0]}", *place[1:]) in found(
        "a.zip", zipped(in__zip=zipped(p__csv=TABLE))
    )
    assert place in found("p.csv.gz", gzip.compress(TABLE))
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as tar:
        info = tarfile.TarInfo("p.csv")
        info.size = len(TABLE)
        tar.addfile(info, io.BytesIO(TABLE))
    assert place in found("a.tar.gz", out.getvalue())


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (zipped(a=b"0" * (90 << 20)), "too_large"),
        (zipped(a__zip=zipped(b__zip=zipped(c__zip=zipped(d__txt=b"x")))), "too_deep"),
        (zipped(a=b"x")[:40], "broken"),
    ],
    ids=["bomb", "nested", "cut"],
)
def test_an_archive_that_is_not_read_to_its_end_says_so(data, code) -> None:
    with pytest.raises(UnreadError) as raised:
        items("a.zip", data)
    assert raised.value.code == code


def test_an_archive_of_too_many_members(monkeypatch) -> None:
    monkeypatch.setattr(archive, "MOST_MEMBERS", 3)
    with pytest.raises(UnreadError):
        items("a.zip", zipped(a=b"", b=b"", c=b"", d=b"", e=b""))


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", "=image"), (b"\x7fELF\x02\x01\0", "=program"),
        (b"RIFF\x24\0\0\0WAVEfmt ", "=sound"), (b"RIFF\x24\0\0\0WEBPVP8 ", "=image"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0", "=video"), (b"\0\0\0\x18ftypheic\0", "=image"),
        (b"\x1aE\xdf\xa3\x9fB", "=video"),
        (b"wOF2\0\1\0\0", "=font"), (b"OTTO\0\x0b\0\x80", "=font"), (b"ID3\x04\0\0\0", "=sound"),
        (b"OggS\0\2\0\0", "=sound"), (b"fLaC\0\0\0\x22", "=sound"), (b"MZ\x90\0\3\0", "=program"),
        (b"BM6\x10\x0e\0\0\0\0\0", "=image"), (b"8BPS\0\1\0\0", "=image"), (b"\0asm\1\0\0\0", "=program"), (b"GIF89a\x40\1\xf0\0\xf7\0\0", "=image"),
    ],
)  # fmt: skip
def test_what_is_no_text_is_told_by_kind(head, kind) -> None:
    assert format_of(Source("x", head)) == kind
    assert list(read(Source("x", head))) == [LeftOut(kind[1:])]


def test_a_text_that_begins_like_a_picture_is_a_text() -> None:
    assert format_of(Source("x.txt", b"BM is what the sign said")) == "text"
    assert format_of(Source("x.csv", b"MZ,ssn\n1,2\n")) == "delimited"
    assert format_of(Source("x", b"see\0ftyp of \xff")) == "text"
    assert format_of(Source("x", b"RIFFraff \xff said")) == "text"
    for word in (b"OTTO", b"ID3", b"GIF8", b"BM", b"MZ", b"OggS", b"fLaC"):
        assert format_of(Source("x.txt", word + " M\u00fcller, MRN 1".encode())) == "text"
    assert format_of(Source("x.txt", b"OTTO said \xff" + b" " * 16 + b"\0")) == "text"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b'{"a": 1}', "json"), (b'{"a": 1}\n{"a": 2}\n', "jsonl"), (b"MSH|^~\\&|", "hl7"),
        (b"ISA*00*", "x12"), (b"<?xml version='1.0'?>", "markup"), (b"#!/usr/bin/env python3\n", "python"),
        (b"#!/bin/sh\n", "code"), (b"From: a@b.example\n", "mail"), (b"hello", "text"), (b"", "text"),
    ],
)  # fmt: skip
def test_a_format_is_told_by_its_first_signs_where_the_name_says_nothing(data, kind) -> None:
    assert format_of(Source("x", data)) == kind


def test_a_damaged_file_is_broken_and_its_words_are_not_repeated() -> None:
    pytest.importorskip("pyarrow")
    with pytest.raises(UnreadError) as raised:
        items("a.parquet", b"PAR1 536-22-4399")
    assert raised.value.code == "broken"
    assert "536" not in str(raised.value)
    with pytest.raises(UnreadError):
        items("a.ipynb", json.dumps({"cells": []}).encode()[:-1])


def test_a_pointer_of_lfs_is_not_scanned() -> None:
    with pytest.raises(UnreadError) as raised:
        items("a.csv", b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n")
    assert raised.value.code == "lfs"


def test_when_cells_were_run_is_nothing_of_anybody() -> None:
    cell = {
        "cell_type": "code", "source": [], "outputs": [],
        "metadata": {"ExecuteTime": {"end_time": "2013-04-05T06:07:08"}, "mine": f"SSN {PEOPLE[0].ssn}"},
    }  # fmt: skip
    hits = found("a.ipynb", json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4}))
    assert {where for where, _, _ in hits} == {"/cells/0/metadata/mine"}

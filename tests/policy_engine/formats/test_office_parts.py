"""What an Office file holds beside its paragraphs and cells, and what else is read to its end."""

import io
import re
import time
import tracemalloc
import zipfile
from email.message import EmailMessage

import pytest

from promptward.formats.registry import format_of, read
from promptward.formats.segment import LeftOut, UnreadError
from promptward.formats.source import Source
from tests.policy_engine.formats.people import PEOPLE, found, items

pytestmark = pytest.mark.usefixtures("loads_shipped")

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ONE, TWO, THREE = PEOPLE[:3]


def with_parts(data: bytes, change=lambda parts: None) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def document(body: str = "", **parts: str) -> bytes:
    docx = pytest.importorskip("docx")
    out = io.BytesIO()
    made = docx.Document()
    made.add_paragraph("Nothing of note.")
    made.core_properties.author = ""
    made.save(out)

    def change(files) -> None:
        xml = files["word/document.xml"].decode()
        at = xml.index("<w:sectPr")
        files["word/document.xml"] = f"{xml[:at]}{body}{xml[at:]}".encode()
        for name, content in parts.items():
            files[f"word/{name}.xml"] = content.encode()

    return with_parts(out.getvalue(), change)


def run(text: str, tag: str = "t") -> str:
    return f"<w:r><w:{tag}>{text}</w:{tag}></w:r>"


@pytest.mark.parametrize(
    "body",
    [
        f"<w:p><w:ins>{run(f'SSN {ONE.ssn}')}</w:ins></w:p>",
        f"<w:p><w:del>{run(f'SSN {ONE.ssn}', 'delText')}</w:del></w:p>",
        f"<w:p><w:r><w:pict><w:txbxContent><w:p>{run(f'SSN {ONE.ssn}')}</w:p></w:txbxContent></w:pict></w:r></w:p>",
        f"<w:sdt><w:sdtContent><w:p>{run(f'SSN {ONE.ssn}')}</w:p></w:sdtContent></w:sdt>",
        f"<w:p>{run(f'SSN {ONE.ssn}', 'instrText')}</w:p>",
        f"<w:p><w:ins>{run('SSN 536-22')}{run('-4399')}</w:ins></w:p>",
        f'<w:p><w:r><w:drawing><w:docPr descr="SSN {ONE.ssn}"/></w:drawing></w:r></w:p>',
        f"<w:p><w:ins><w:del>{run(f'SSN {ONE.ssn}', 'delText')}</w:del></w:ins></w:p>",
    ],
    ids=["inserted", "deleted", "box", "control", "field", "torn", "description", "both"],
)
def test_what_stands_beside_the_paragraphs_of_a_document(body) -> None:
    assert ("ssn", ONE.ssn) in {one[1:] for one in found("a.docx", document(body))}


def test_an_exchanged_word_is_read_as_it_is_and_as_it_was() -> None:
    taken = f"<w:del>{run(ONE.ssn, 'delText')}</w:del>"
    body = f"<w:p>{run('SSN ')}{taken}<w:ins>{run(TWO.ssn)}</w:ins></w:p>"
    hits = {one[1:] for one in found("a.docx", document(body))}
    assert {("ssn", ONE.ssn), ("ssn", TWO.ssn)} <= hits


@pytest.mark.parametrize("part", ["footnotes", "endnotes", "comments", "header7"])
def test_parts_of_a_document(part) -> None:
    xml = f"<w:{part} {W}><w:p>{run(f'SSN {ONE.ssn}')}</w:p></w:{part}>"
    hits = found("a.docx", document(**{part: xml}))
    assert (f"{part} text 1", "ssn", ONE.ssn) in hits


def test_a_paragraph_is_told_once() -> None:
    hits = found("a.docx", document(f"<w:p>{run(f'SSN {ONE.ssn}')}</w:p>"))
    assert hits == {("paragraph 2", "ssn", ONE.ssn)}
    assert found("a.docx", document()) == set()


def workbook(change) -> bytes:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (["x", "ssn"], ["1", ONE.ssn], ["2", TWO.ssn]):
        book.active.append(row)
    change(book.active)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_heads_of_pages_texts_in_formulas_and_notes_of_a_workbook() -> None:
    from openpyxl.comments import Comment
    from openpyxl.worksheet.datavalidation import DataValidation

    def change(sheet) -> None:
        sheet["C1"] = f'=CONCAT("Patient: ","{ONE.name}")'
        sheet["D1"] = "=SUM(A1:A2)"
        sheet.oddHeader.center.text = f"Patient: {TWO.name}"
        sheet["E1"].comment = Comment("looked at", f"Dr. {THREE.name}")
        listed = f'"Mr {PEOPLE[3].name},Ms {PEOPLE[4].name}"'
        sheet.add_data_validation(DataValidation("list", formula1=listed, sqref="A1"))

    hits = {value for _, kind, value in found("a.xlsx", workbook(change)) if kind == "names"}
    assert {one.name for one in PEOPLE} <= hits


def test_rows_beyond_what_a_sheet_says_of_its_size() -> None:
    def smaller(parts) -> None:
        name = "xl/worksheets/sheet1.xml"
        parts[name] = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', parts[name])

    hits = found("a.xlsx", with_parts(workbook(lambda sheet: None), smaller))
    assert {ONE.ssn, TWO.ssn} <= {value for _, kind, value in hits if kind == "ssn"}


def test_the_cache_of_a_pivot_table() -> None:
    cache = (
        '<pivotCacheDefinition><cacheFields><cacheField name="mrn"><sharedItems>'
        f'<s v="{THREE.mrn}"/></sharedItems></cacheField></cacheFields></pivotCacheDefinition>'
    )

    def cached(parts) -> None:
        parts["xl/pivotCache/pivotCacheDefinition1.xml"] = cache.encode()

    hits = found("a.xlsx", with_parts(workbook(lambda sheet: None), cached))
    assert ("pivotCacheDefinition1 text 1", "mrn", THREE.mrn) in hits


def test_a_file_within_a_document() -> None:
    def embedded(parts) -> None:
        parts["word/embeddings/t.csv"] = f"name,ssn\n{ONE.name},{ONE.ssn}\n".encode()
        parts["word/media/image1.emf"] = b"\1\0\0\0"
        parts["word/fonts/font1.odttf"] = b"\1\0\0\0"

    data = with_parts(document(), embedded)
    assert ("word/embeddings/t.csv!row 1 column 'ssn'", "ssn", ONE.ssn) in found("a.docx", data)
    assert {LeftOut("image"), LeftOut("font")} <= {
        item for item in items("a.docx", data) if isinstance(item, LeftOut)
    }


def test_slides() -> None:
    slide = (
        '<p:sld xmlns:p="p" xmlns:a="a"><p:txBody><a:p><a:r><a:t>SSN 536-22</a:t></a:r>'
        "<a:r><a:t>-4399</a:t></a:r></a:p></p:txBody></p:sld>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("ppt/slides/slide1.xml", slide)
    assert format_of(Source("a.pptx", out.getvalue())) == "slides"
    assert ("slide1 text 1", "ssn", ONE.ssn) in found("a.pptx", out.getvalue())


def test_a_chart_of_days_and_numbers_and_who_commented_on_slides() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        cache = f"<c><strCache><v>{ONE.ssn}</v><v>12</v><v>-1.5E-3</v></strCache></c>"
        package.writestr("ppt/charts/chart1.xml", cache)
        package.writestr("ppt/commentAuthors.xml", f'<x><cmAuthor name="Dr. {TWO.name}"/></x>')
    assert [item.text for item in items("a.pptx", out.getvalue())] == [
        f"{ONE.ssn}\nDr. {TWO.name}"
    ]


def test_a_part_that_declares_entities_is_told() -> None:
    entities = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    with pytest.raises(UnreadError) as raised:
        items("a.docx", document(footnotes=f"{entities}<footnotes><p><t>&b;</t></p></footnotes>"))
    assert raised.value.code == "broken"


def test_a_sheet_may_be_larger_than_other_parts() -> None:
    def larger(parts) -> None:
        sheet = parts["xl/worksheets/sheet1.xml"]
        formula = f'<row r="9"><c r="A9"><f>"SSN {THREE.ssn}"</f></c></row></sheetData>'.encode()
        parts["xl/worksheets/sheet1.xml"] = sheet.replace(
            b"</sheetData>", b" " * (20 << 20) + formula
        )

    hits = found("a.xlsx", with_parts(workbook(lambda sheet: None), larger))
    assert {ONE.ssn, THREE.ssn} <= {value for _, kind, value in hits if kind == "ssn"}


def test_a_bomb_is_told_before_a_library_unpacks_it() -> None:
    bomb = document(f"<w:p>{run(' ' * (40 << 20))}</w:p>")
    shared = f"<sst>{' ' * (40 << 20)}</sst>".encode()
    book = with_parts(
        workbook(lambda sheet: None), lambda parts: parts.update({"xl/sharedStrings.xml": shared})
    )
    for name, data in (("a.docx", bomb), ("a.xlsx", book)):
        tracemalloc.start()
        with pytest.raises(UnreadError) as raised:
            items(name, data)
        assert raised.value.code == "too_large"
        assert tracemalloc.get_traced_memory()[1] < 16 << 20
        tracemalloc.stop()


def test_a_part_that_is_nested_without_end_is_told() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("ppt/slides/slide1.xml", "<p>" * 5000 + "</p>" * 5000)
    with pytest.raises(UnreadError) as raised:
        items("a.pptx", out.getvalue())
    assert raised.value.code == "too_deep"


def test_what_was_read_before_a_part_that_is_too_large_counts() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("ppt/slides/slide1.xml", f"<a><p><t>SSN {ONE.ssn}</t></p></a>")
        package.writestr("ppt/slides/slide2.xml", f"<a>{' ' * (2 << 20)}</a>")
    reading = read(Source("a.pptx", out.getvalue()))
    assert ONE.ssn in next(reading).text
    with pytest.raises(UnreadError) as raised:
        next(reading)
    assert raised.value.code == "too_large"


def test_a_part_that_is_cut_off_is_told() -> None:
    with pytest.raises(UnreadError) as raised:
        items("a.docx", document(footnotes=f"<w:footnotes {W}><w:p>"))
    assert raised.value.code == "broken"


def test_notes_bookmarks_and_files_of_pdf() -> None:
    pypdf = pytest.importorskip("pypdf")
    from pypdf.annotations import FreeText

    writer = pypdf.PdfWriter()
    writer.add_blank_page(300, 300)
    writer.add_annotation(0, FreeText(text=f"SSN {ONE.ssn}", rect=(10, 10, 200, 50)))
    writer.add_outline_item(title=f"Patient: {TWO.name}", page_number=0)
    writer.add_attachment("t.csv", f"name,ssn\n{THREE.name},{THREE.ssn}\n".encode())
    out = io.BytesIO()
    writer.write(out)
    hits = found("a.pdf", out.getvalue())
    assert ("note on page 1", "ssn", ONE.ssn) in hits
    assert ("bookmark", "names", TWO.name) in hits
    assert ("t.csv!row 1 column 'ssn'", "ssn", THREE.ssn) in hits


def test_what_a_pdf_keeps_elsewhere_and_pins_to_a_page() -> None:
    pypdf = pytest.importorskip("pypdf")
    from pypdf.generic import (
        ArrayObject,
        DecodedStreamObject,
        DictionaryObject,
        NameObject,
        TextStringObject,
    )  # fmt: skip

    writer = pypdf.PdfWriter()
    writer.add_blank_page(300, 300)

    def stream(text: str):
        made = DecodedStreamObject()
        made.set_data(text.encode())
        return writer._add_object(made)

    def holding(**values):
        return DictionaryObject({NameObject(f"/{key}"): value for key, value in values.items()})

    said = writer._add_object(TextStringObject(f"SSN {ONE.ssn}"))
    pinned = writer._add_object(
        holding(
            F=TextStringObject("t.csv"), EF=holding(F=stream(f"name,ssn\n{TWO.name},{TWO.ssn}\n"))
        )
    )
    for note in (
        holding(Subtype=NameObject("/Text"), Contents=said),
        holding(Subtype=NameObject("/Text"), RC=stream(f"<p>SSN {PEOPLE[3].ssn}</p>")),
        holding(Subtype=NameObject("/FileAttachment"), FS=pinned),
    ):
        writer.add_annotation(0, note)
    data = stream(f"<data><ssn>{THREE.ssn}</ssn></data>")
    for form in (ArrayObject([TextStringObject("datasets"), data]), data):
        writer._root_object[NameObject("/AcroForm")] = holding(XFA=form, Fields=ArrayObject())
        out = io.BytesIO()
        writer.write(out)
        hits = found("a.pdf", out.getvalue())
        assert THREE.ssn in {value for _, kind, value in hits if kind == "ssn"}
    assert ("note on page 1", "ssn", ONE.ssn) in hits
    assert ("t.csv!row 1 column 'ssn'", "ssn", TWO.ssn) in hits
    assert PEOPLE[3].ssn in {value for _, kind, value in hits if kind == "ssn"}


def test_headers_of_a_mail_in_a_mail() -> None:
    inner = EmailMessage()
    inner["Subject"] = f"SSN {ONE.ssn}"
    inner.set_content("see above")
    outer = EmailMessage()
    outer["Subject"] = "Fwd"
    outer.set_content("see below")
    outer.add_attachment(inner)
    assert ("part 2 header Subject", "ssn", ONE.ssn) in found("a.eml", outer.as_bytes())


def dicom() -> bytes:
    pydicom = pytest.importorskip("pydicom")
    from pydicom.dataset import Dataset, FileMetaDataset
    from pydicom.uid import ImplicitVRLittleEndian

    data = Dataset()
    data.file_meta = FileMetaDataset()
    data.file_meta.TransferSyntaxUID = ImplicitVRLittleEndian
    data.file_meta.MediaStorageSOPClassUID = "1.2.840.10008.5.1.4.1.1.2"
    data.file_meta.MediaStorageSOPInstanceUID = "1.2.3"
    data.PatientName = f"{ONE.family}^{ONE.given}"
    data.private_block(0x0011, "ACME", create=True).add_new(0x10, "LO", f"SSN {TWO.ssn}")
    data.Rows = 2
    out = io.BytesIO()
    pydicom.dcmwrite(out, data, enforce_file_format=True)
    return out.getvalue()


def test_private_elements_of_dicom_whose_kind_is_not_stated() -> None:
    assert TWO.ssn in {value for _, kind, value in found("a.dcm", dicom()) if kind == "ssn"}


def test_a_private_element_of_dicom_is_read_whole_in_linear_time() -> None:
    dicom()  # or is skipped
    from pydicom.dataelem import DataElement

    from promptward.formats.dicom import _is_unknown_text

    long = b"x " * 50_000
    assert _is_unknown_text(DataElement(0x00111010, "UN", long + b"\0"))
    began = time.process_time()
    assert not _is_unknown_text(DataElement(0x00111010, "UN", b" " * (1 << 20) + b"\1"))
    assert not _is_unknown_text(DataElement(0x00111010, "UN", b"ab  "))
    assert time.process_time() - began < 1


@pytest.mark.parametrize("less", [1, 5, 12])
def test_a_dicom_file_that_is_cut_off_is_told(less) -> None:
    data = dicom()
    for damaged in (data[:-less], data + b"more text"):
        with pytest.raises(UnreadError) as raised:
            items("a.dcm", damaged)
        assert raised.value.code == "broken"
    pixels = data + b"\xe0\x7f\x10\0" + b"\2\0\0\0ab"
    assert items("a.dcm", pixels)
    assert items("a.dcm", data + b"\0" * 100)

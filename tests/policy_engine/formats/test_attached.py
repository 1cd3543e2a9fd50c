"""Documents that files carry as base64, read by their own format."""

import base64
import json
import os
import textwrap
import time
import tracemalloc

import pytest

from promptward.formats.attached import attached
from promptward.formats.registry import format_of
from promptward.formats.segment import Place, UnreadError
from promptward.formats.source import Source
from tests.policy_engine.formats.people import PEOPLE, found, items

from .test_libraries import TABLE, zipped

pytestmark = pytest.mark.usefixtures("loads_shipped")

P = PEOPLE[0]
NOTE = f"Discharge summary\nPatient: {P.name}, SSN {P.ssn}, seen for pain in the left knee.\n" * 2


def coded(data: str | bytes) -> str:
    return base64.b64encode(data.encode() if isinstance(data, str) else data).decode()


def hits(name: str, text: str) -> set[tuple[str, str]]:
    return {(where, value) for where, kind, value in found(name, text) if kind == "ssn"}


def test_a_note_of_fhir() -> None:
    data = {
        "resourceType": "DocumentReference",
        "content": [{"attachment": {"data": coded(NOTE)}}],
    }
    where = "DocumentReference.content[0].attachment.data /content/0/attachment/data!line 2 column"
    for name, text in (("a.json", json.dumps(data)), ("a.ndjson", json.dumps(data) + "\n{}\n")):
        assert any(where in place and value == P.ssn for place, value in hits(name, text))


@pytest.mark.parametrize(
    "data",
    [NOTE, NOTE.encode("latin-1"), NOTE.encode("utf-16"), zipped(t__csv=TABLE)],
    ids=["text", "latin-1", "utf-16", "archive"],
)
def test_what_a_field_of_json_holds(data) -> None:
    assert P.ssn in {value for _, value in hits("a.json", json.dumps({"x": coded(data)}))}


def test_wrapped_and_escaped_forms() -> None:
    note = NOTE + "\u00ff\u00fe?>~" * 20  # has slashes when it is coded
    assert "/" in coded(note)
    wrapped = "\n".join(textwrap.wrap(coded(note), 76))
    escaped = coded(note).replace("/", "\\/")
    for text in (json.dumps({"x": wrapped}), f'{{"x": "{escaped}"}}'):
        assert P.ssn in {value for _, value in hits("a.json", text)}
    body = f'<text representation="B64">\n{textwrap.indent(wrapped, "  ")}\n</text>'
    xml = f"<ClinicalDocument><nonXMLBody>{body}</nonXMLBody></ClinicalDocument>"
    assert P.ssn in {value for _, value in hits("a.xml", xml)}


@pytest.mark.parametrize("between", ["&#13;\n", "&#xD;\n   ", "&#10;", "\r\n\t"])
def test_lines_as_writers_of_xml_end_them(between) -> None:
    body = between.join(textwrap.wrap(coded(NOTE), 76))
    assert P.ssn in {value for _, value in hits("a.xml", f"<a><text>{body}</text></a>")}


def test_signs_that_a_writer_of_json_escapes() -> None:
    note = "\u00ff\u00fe?>~" * 20 + NOTE  # what is looked for stands behind the escapes
    assert "+" in coded(note) or "/" in coded(note)
    for plus in ("\\u002B", "\\u002b"):
        text = coded(note).replace("+", plus).replace("/", "\\u002f").replace("=", "\\u003D")
        assert P.ssn in {value for _, value in hits("a.json", f'{{"x": "{text}"}}')}
    for depth in range(3):
        text = json.dumps({"x": f"see: \n{coded(NOTE)}\tend", "y": 1})
        for _ in range(depth):
            text = json.dumps({"x": text})
        assert P.ssn in {value for _, value in hits("a.json", text)}


def test_a_document_that_ends_too_soon_is_read_so_far() -> None:
    for less in range(4):
        text = json.dumps({"x": coded(NOTE * 2)[: 220 - less]})
        assert P.ssn in {value for _, value in hits("a.json", text)}


@pytest.mark.parametrize("name", ["history", "record", "metadata", "news"])
def test_the_name_of_a_field_says_nothing_of_programs(name) -> None:
    assert (f"/{name}!", P.name) in {
        (place.partition("line")[0], value)
        for place, kind, value in found("a.json", json.dumps({name: coded(NOTE)}))
        if kind == "names"
    }
    assert format_of(Source(f"{name}.json", b"{}")) == "json"
    assert format_of(Source(f"{name}.md", b"x")) == format_of(Source(name.upper(), b"x")) == "code"


@pytest.mark.parametrize(
    "hostile",
    ["\n", "\\n", "A\\/", "\\", "\\\\A", "\\u003d", "&#13;", "A" * 60 + "\n", "A" * 60 + "\\n"],
)
def test_time_and_memory_are_linear(hostile) -> None:
    text = "A" * 60 + hostile * ((1 << 20) // len(hostile)) + "-"
    tracemalloc.start()
    began = time.process_time()
    assert list(attached(text, lambda *_: None, Source("a", b""))) == []
    assert time.process_time() - began < 4
    assert tracemalloc.get_traced_memory()[1] < 64 << 20
    tracemalloc.stop()


def test_an_observation_of_hl7() -> None:
    lines = [
        "MSH|^~\\&|A|B|C|D|20260102||MDT^T02|1|P|2.5",
        f"OBX|1|ED|D||^text^plain^Base64^{coded(NOTE)}",
    ]
    places = {where for where, value in hits("a.hl7", "\r".join(lines) + "\r") if value == P.ssn}
    assert any(where.startswith("OBX-5.5!line 2") for where in places)
    # Without padding nothing but the field's end tells that the next line is none of it.
    lines[1] = lines[1].rstrip("=")
    lines.append("OBX|2|TX|||nothing")
    found = items("a.hl7", "\n".join(lines).encode())
    assert found[1].text == NOTE


def test_keys_hashes_and_pictures_are_left_alone() -> None:
    for data in (os.urandom(300), b"\x89PNG\r\n" + os.urandom(300), b"x" * 300, bytes(300)):
        assert len(items("a.json", json.dumps({"x": coded(data)}).encode())) == 1


def test_a_document_that_cannot_be_read_is_told_after_the_others() -> None:
    damaged = coded(b"%PDF-1.4 " + b"no document at all " * 10)
    text = f'"{damaged}", "{coded(NOTE)}"'
    found = attached(text, lambda *_: Place("x"), Source("a", b""))
    assert next(found)
    with pytest.raises(UnreadError):
        next(found)


def test_an_office_file_without_a_name_is_known_by_its_members() -> None:
    members = {"[Content_Types]__xml": b"<Types/>", "word/document__xml": b"<x/>"}
    assert format_of(Source("attachment", zipped(**members))) == "word"
    assert format_of(Source("a.zip", zipped(**members))) == "archive"
    assert format_of(Source("attachment", zipped(a__txt=b"x"))) == "archive"

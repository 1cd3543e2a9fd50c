"""Every labelled sample of a format that can be changed in place, changed and read again."""

import ast
import csv
import datetime as dt
import io
import json
import re
import tomllib
from xml.etree import ElementTree as ET

import pytest
import yaml

from promptward.formats.encoding import decoded, encoding_of
from promptward.formats.source import Source
from promptward.scan.examine import Terms, examine
from promptward.scan.fix import FIXABLE, fix
from promptward.scan.invented import Replacer
from promptward_dsl.lattice import Confidence
from tests.policy_engine.formats.people import engine
from tests.policy_engine.formats.test_samples import KINDS

pytestmark = pytest.mark.usefixtures("loads_shipped")

TODAY = dt.date(2026, 11, 27)


def shape(value: object) -> object:
    """What a value of JSON, YAML or TOML is made of, without its texts and numbers."""
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [shape(inner) for inner in value]
    return value is None


def rows(text: str, name: str) -> object:
    sign = {"tsv": "\t", "psv": "|"}.get(name.rpartition(".")[2], ";" if ";" in text[:20] else ",")
    read = list(csv.reader(io.StringIO(text, newline=""), delimiter=sign))
    return read[0], [len(row) for row in read]


def elements(text: str, name: str) -> object:
    del name
    try:
        tree = ET.fromstring(text)  # our own samples
    except ET.ParseError:
        return re.findall(r"</?[A-Za-z][\w:-]*", text)  # HTML
    return [(one.tag, sorted(one.keys())) for one in tree.iter()]


def program(text: str, name: str) -> object:
    del name
    return [type(node).__name__ for node in ast.walk(ast.parse(text))]


READERS = {
    "delimited": rows,
    "plain_json": lambda text, _: shape(json.loads(text)),
    "json_lines": lambda text, _: [shape(json.loads(line)) for line in text.splitlines()],
    "yaml": lambda text, _: [shape(one) for one in yaml.safe_load_all(text)],
    "toml": lambda text, _: shape(tomllib.loads(text)),
    "markup": elements,
    "sql": lambda text, _: (re.findall(r"(?i)insert into \w+", text), text.count(";")),
    "fhir": lambda text, _: (
        [shape(json.loads(line)) for line in text.splitlines()]
        if "\n{" in text
        else shape(json.loads(text))
    ),
    "hl7": lambda text, _: [
        (segment[:3], segment.count("|")) for segment in re.split(r"[\r\n]+", text)
    ],
    "x12": lambda text, _: [
        (segment.strip().split("*")[0], segment.count("*")) for segment in text.split("~")
    ],
    "python": program,
    "notebook": lambda text, _: shape(json.loads(text)),
    "plain": lambda text, _: text.count("\n"),
}
"""Read by what the engine does not read with, or as plainly as the format allows."""

CASES = [
    pytest.param(kind.__name__, name, content, wanted, id=f"{kind.__name__} {number}")
    for kind in KINDS
    if kind.__name__ in READERS
    for number, (name, content, wanted) in enumerate(kind())
]


def find(text, fields):
    return engine().find(text, fields, disguises=False)


def test_every_format_that_can_be_changed_has_its_samples() -> None:
    assert len(READERS) == len(FIXABLE) - 1  # other source code is changed as text is


@pytest.mark.parametrize("mode", ["redact", "mask", "synthetic"])
@pytest.mark.parametrize(("kind", "name", "content", "wanted"), CASES)
def test_a_sample_is_what_it_was_without_its_values(kind, name, content, wanted, mode) -> None:
    data = content.encode() if isinstance(content, str) else content
    terms = Terms(Confidence.MEDIUM, TODAY, every=True, exact=True)
    fixed = fix(name, data, find, terms, Replacer(mode, b"k" * 32))
    before = decoded(data, encoding_of(data))
    after = decoded(fixed.data, encoding_of(fixed.data))
    assert fixed.edits
    assert not fixed.left
    assert READERS[kind](after, name) == READERS[kind](before, name)
    for _, category, value in wanted:
        if category in ("ssn", "mrn", "phone", "names") and value in before:
            assert value not in after


NAMES_IN_CELLS = [
    "first,last,ssn\nJane,Whitcomb,536-22-4399\n",
    "last,first,mrn\nWhitcomb,Jane,00412388\nOkafor,Chidi,00412389\n",
    'id,"a ""b""",last,first,\n7,"say ""hi"" Jane Whitcomb",Whitcomb,Jane,\n8,,Okafor,Chidi,',
]


@pytest.mark.parametrize("text", NAMES_IN_CELLS)
def test_a_name_in_two_cells_is_replaced_in_both(text) -> None:
    terms = Terms(Confidence.MEDIUM, TODAY, exact=True)
    fixed = fix("a.csv", text.encode(), find, terms, Replacer("redact", b"k" * 32))
    after = fixed.data.decode()
    assert not fixed.left
    assert rows(after, "a.csv") == rows(text, "a.csv")
    for name in ("Jane", "Whitcomb", "Chidi", "Okafor"):
        assert name not in after


def test_what_a_scan_finds_in_a_long_table_is_not_told_as_gone() -> None:
    # Behind its first rows a table is searched by column, and a row alone by its values.
    text = "first,last,seen\n" + "".join(f"Jane,Whitcomb,{n}\n" for n in range(9000))
    terms = Terms(Confidence.MEDIUM, TODAY, exact=True)
    fixed = fix("a.csv", text.encode(), find, terms, Replacer("redact", b"k" * 32))
    again = examine("a.csv", Source("a.csv", fixed.data), find, terms._replace(exact=False))
    assert sum(one.times for one in again.findings) == sum(one.times for one in fixed.left)
    assert b"Jane" not in fixed.data

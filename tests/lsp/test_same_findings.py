"""The command line and the server say the same of one corpus: samples of every format, all allows."""

import datetime as dt
import inspect
from collections import Counter
from functools import partial

import pytest

from promptward.formats.source import Source
from promptward.scan.baseline import Baseline, gathered
from promptward.scan.examine import Terms, examine
from promptward.scan.outcome import FileScan
from promptward.scan.run import Accepted, accepted_in
from promptward_dsl.lattice import Confidence
from promptward_lsp.look import Looked, look, name_of
from promptward_lsp.positions import Lines
from tests.policy_engine.formats import test_samples

DAY = dt.date(2026, 11, 23)
SCAN, EDITOR = (
    Terms(Confidence.MEDIUM, DAY),
    Terms(Confidence.MEDIUM, DAY, exact=True, context=False),
)
SAMPLES = {
    name: made for name, made in vars(test_samples).items() if inspect.isgeneratorfunction(made)
}
LINE = ("delimited", "notebook")
"""Formats whose reports give the row, or count columns otherwise than the file: compared by line."""
ALLOWS = {
    "note.txt": "SSN 536-22-4399\n# promptward: allow[ssn] reason=x\nSSN 529-31-8842\n",
    "note.md": "SSN 536-22-4399 <!-- promptward: allow[ssn] reason=invented until=2027-01-01 -->\n",
    "case.py": 'ssn = "536-22-4399"  # promptward: allow[ssn] reason="" \npatient_ssn = "529-31-8842"  # promptward: allow[ssn] reason="faker"\n',
    "case.js": "const a = {ssn: '536-22-4399'}; // promptward: allow[ssn] reason=x until=2020-01-01\n",
    "case.sql": "insert into p (ssn) values ('536-22-4399'); -- promptward: allow[ssn] reason=x\n",
    "case.sh": "SSN='536-22-4399' # promptward: allow[mrn] reason=x\n",
    "a.yaml": "ssn: 536-22-4399 # promptward: allow[ssn] reason=x\nmrn: 'MRN: 00123456'\n",
    "a.toml": "ssn = '536-22-4399' # promptward: allow[ssn] reason=x\n",
    "a.html": "<p>SSN 536-22-4399</p> <!-- promptward: allow[ssn] reason=x -->\n<p>SSN 529-31-8842</p>\n",
}  # fmt: skip


def scanned(scan: FileScan, by: str) -> Counter:
    found: Counter = Counter()
    for one in scan.findings:
        place = (one.place.line, one.place.column if by == "place" else 0)
        where = place if by != "category" else ()
        found[where, one.finding.category, one.finding.confidence, one.status, one.reason] += (
            one.times
        )
    return found


def shown(looked: Looked, text: str, by: str) -> Counter:
    lines, found = Lines(text), Counter()
    for one in looked.shown:
        place = lines.position(one.start, "utf-32")
        where = (
            (place.line + 1, place.character + 1 if by == "place" else 0)
            if by != "category"
            else ()
        )
        placed = one.placed
        found[
            where, one.finding.category, one.finding.confidence, placed.status, placed.reason
        ] += 1
    return found


def compare(engine, name: str, content: str | bytes, by: str, entries: tuple = ()) -> Counter:
    raw = content if isinstance(content, bytes) else content.encode()
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return Counter()  # an editor shows it as something else
    scan = examine(name, Source(name, raw), engine.find, SCAN)
    scan = accepted_in(scan, Accepted(Baseline(entries), (), DAY))
    looked = look(
        text,
        name_of(name, "", json_text=text[:64].lstrip().startswith("{")),
        engine.find,
        EDITOR,
        Accepted(Baseline(entries), (), DAY),
    )
    assert shown(looked, text, by) == scanned(scan, by), name
    assert [n.code for n in looked.notes] == [n.code for n in scan.notes], name
    assert looked.unread == scan.unread
    return scanned(scan, by)


@pytest.mark.parametrize("format_", sorted(SAMPLES))
def test_every_sample_of_a_format(format_, shipped) -> None:
    by = "category" if format_ == "mail" else "line" if format_ in LINE else "place"
    total: Counter = Counter()
    for name, content, *_ in SAMPLES[format_]():
        total += compare(shipped, name, content, by)
    assert sum(total.values()) >= 15, "there was something to compare"


@pytest.mark.parametrize("name", sorted(ALLOWS))
def test_what_a_comment_allows(name, shipped) -> None:
    found = compare(shipped, name, ALLOWS[name], "place")
    assert found, "there was something to allow"


@pytest.mark.parametrize("format_", ["plain", "plain_json", "yaml", "python", "markup", "sql"])
def test_what_a_baseline_knows(format_, shipped) -> None:
    for name, content, *_ in list(SAMPLES[format_]())[:4]:
        raw = content if isinstance(content, bytes) else content.encode()
        scan = examine(name, Source(name, raw), shipped.find, SCAN)
        entries = tuple(gathered([scan]).entries.values())
        assert entries
        found = compare(shipped, name, content, "place", entries[1:])
        states = {"new", "baseline"} if len(entries) > 1 else {"new"}
        assert not found or {status for *_, status, _reason in found} == states


MAIL = "From: Mary Alvarez <m@mail.example>\nSubject: note\nContent-Transfer-Encoding: base64\n\nU1NOIDUzNi0yMi00Mzk5Cg==\n"


def test_what_a_mail_decodes_to_is_told_where_a_mail_begins(shipped) -> None:
    """Not at the place in the decoded body, which is another place in the text."""
    looked = look(
        MAIL,
        name_of("untitled:1", "plaintext"),
        partial(shipped.find, disguises=False),  # as the editor asks
        EDITOR,
        Accepted(Baseline(), (), DAY),
    )
    ranges = {
        (one.finding.category.rpartition(".")[2], MAIL[one.start : one.end])
        for one in looked.shown
    }
    assert ranges == {("names", "Mary Alvarez"), ("email", "m@mail.example"), ("ssn", "")}

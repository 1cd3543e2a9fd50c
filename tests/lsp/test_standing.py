"""Findings that move with edits: where they lie, what takes them away; see also test_session."""

import datetime as dt
import json

from hypothesis import given, settings
from hypothesis import strategies as st

from promptward.scan.baseline import Baseline
from promptward.scan.examine import Terms
from promptward.scan.run import Accepted
from promptward_dsl.lattice import Confidence
from promptward_lsp.diagnostics import Writer, diagnostic, links_of
from promptward_lsp.documents import Document
from promptward_lsp.look import Shown, glance, look, name_of
from promptward_lsp.standing import Standing, paragraphs

DAY = dt.date(2026, 11, 23)
TERMS = Terms(Confidence.MEDIUM, DAY, exact=True, context=False)
PIECES = (
    "SSN 219-09-9999", "219-09-9999", "MRN: 00123456", "Patient John Smith", "Smith", "born 03/14/1962",
    "\n", "\n\n", "\r\n", " ", ", ", "name,ssn,dob\n", "phone (617) 555-0142", "the pain is less today",
    "lives at 12 Oak Street, Boston, MA 02118", "😀", "é", "\f", '"', "'", "# promptward: allow[ssn] reason=x\n",
)  # fmt: skip
FILES = ("note.txt", "note.md", "case.py", "data.json", "rows.csv", "case.js")


def accepted() -> Accepted:
    return Accepted(Baseline(), (), DAY)


def keys(shown: list[Shown]) -> list[tuple]:
    return [
        (s.start, s.end, s.finding.category, s.finding.confidence, s.placed.status) for s in shown
    ]


def session(data, engine, steps: int) -> None:
    file = data.draw(st.sampled_from(FILES))
    name = name_of(file, "")
    text = "".join(data.draw(st.lists(st.sampled_from(PIECES), max_size=12)))
    document = Document("file:///" + file, "", 0, text)
    standing = Standing()
    for _ in range(steps):
        marked = standing.mark, document.text
        for _ in range(data.draw(st.integers(1, 3))):
            size = len(document.text)
            one, other = sorted((data.draw(st.integers(0, size)), data.draw(st.integers(0, size))))
            if other - one > 40:
                other = one
            new = data.draw(st.sampled_from(("", *PIECES)))
            lines = document.lines
            first, last = lines.position(one, "utf-32"), lines.position(other, "utf-32")
            standing.edit(document.change(first, last, new, "utf-32"))
        window = standing.window(document.text)
        if window is not None:
            start, end, first, last = window
            assert 0 <= start <= first <= last <= end <= len(document.text)
            standing.glanced(window, glance(document.text[start:end], name, engine.find, TERMS))
            assert not standing.dirty
        for one in standing.shown:
            assert 0 <= one.start <= one.end <= len(document.text)
        if data.draw(st.booleans()):
            # An answer that comes late, for the text before these edits.
            looked = look(marked[1], name, engine.find, TERMS, accepted())
            assert standing.settle(marked[0], looked)
            for one in standing.shown:
                assert 0 <= one.start <= one.end <= len(document.text)
    looked = look(document.text, name, engine.find, TERMS, accepted())
    assert standing.settle(standing.mark, looked)
    assert standing.settled
    fresh = look(document.text, name, engine.find, TERMS, accepted())
    assert keys(standing.shown) == keys(list(fresh.shown))
    for one in fresh.shown:
        assert one.end <= len(document.text)


@given(data=st.data())
@settings(max_examples=30)
def test_what_stands_lies_in_the_text_and_ends_as_a_full_look(data, shipped) -> None:
    session(data, shipped, 3)


def test_a_number_is_seen_as_soon_as_it_is_whole(shipped) -> None:
    name = name_of("note.txt", "")
    filler = "the pain is less today and the plan is the same\n" * 400
    document = Document("file:///note.txt", "", 0, filler + "\n" + filler)
    standing = Standing()
    standing.settle(standing.mark, look(document.text, name, shipped.find, TERMS, accepted()))
    at = len(filler)
    for number, character in enumerate("SSN 219-09-9999"):
        place = document.lines.position(at + number, "utf-32")
        standing.edit(document.change(place, place, character, "utf-32"))
        window = standing.window(document.text)
        piece = document.text[window[0] : window[1]]
        assert len(piece) < 15_000
        standing.glanced(window, glance(piece, name, shipped.find, TERMS))
    assert [(s.start, s.end, s.finding.category) for s in standing.shown] == [
        (at + 4, at + 15, "hipaa.safe_harbor.ssn")
    ]
    assert not standing.settled


def test_what_an_edit_touches_is_gone_and_what_lies_behind_moves(shipped) -> None:
    name = name_of("note.txt", "")
    text = "SSN 219-09-9999\n\nSSN 219-09-9998\n"
    document = Document("file:///note.txt", "", 0, text)
    standing = Standing()
    standing.settle(standing.mark, look(text, name, shipped.find, TERMS, accepted()))
    assert len(standing.shown) == 2
    standing.edit(document.change((0, 4), (0, 15), "[ssn]", "utf-16"))
    assert [document.text[s.start : s.end] for s in standing.shown] == ["219-09-9998"]


@given(st.text(alphabet="ab\n", max_size=200), st.integers(0, 200), st.integers(0, 200))
def test_a_window_holds_its_paragraph(text, one, other) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    from_, to, first, last = paragraphs(text, start, end)
    assert 0 <= from_ <= first <= start <= end <= last <= to <= len(text)


def test_diagnostics_written_fast_are_the_same(shipped) -> None:
    text = "Patient John Smith, SSN 219-09-9999\r\n\U0001f600 MRN: 00123456, born 03/14/1962\n" * 3
    name = name_of("note.txt", "")
    document = Document("file:///note.txt", "", 0, text)
    for links in (None, links_of(shipped, "/")):
        writer = Writer(shipped, links)
        for one in look(text, name, shipped.find, TERMS, accepted()).shown * 2:
            for encoding in ("utf-8", "utf-16", "utf-32"):
                told = json.loads(writer.written(one, document, encoding))
                assert told == diagnostic(one, document, encoding, shipped, links)


@given(data=st.data())
def test_diagnostics_written_again_after_edits_are_the_same(data, shipped) -> None:
    text = (
        "\U0001f600 MRN: 00123456\r\nseen, SSN 219-09-9999\n\nborn 03/14/1962, SSN 219-09-9998\n"
    )
    encoding = data.draw(st.sampled_from(("utf-8", "utf-16", "utf-32")))
    document = Document("file:///note.txt", "", 0, text)
    standing = Standing()
    name = name_of("note.txt", "")
    standing.settle(0, look(text, name, shipped.find, TERMS, accepted()))
    writer = Writer(shipped, None)
    for _ in range(4):
        told = [json.loads(one) for one in writer.all(standing.shown, document, encoding)]
        assert told == [
            diagnostic(one, document, encoding, shipped, None) for one in standing.shown
        ]
        at = document.lines.position(data.draw(st.integers(0, len(document.text))), encoding)
        new = data.draw(st.sampled_from(("x", "\n", "\r", "\u00e9", "\U0001f600", "")))
        back = document.lines.position(
            max(0, document.lines.offset(*at, encoding) - data.draw(st.integers(0, 2))), encoding
        )
        standing.edit(document.change(back, at, new, encoding))

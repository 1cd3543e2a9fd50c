"""The format of the project's own labelled texts, and what its reader says of a faulty file."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.accuracy.document import CorpusError, Mark
from bench.accuracy.marked import parse_marked, read_marked


def problems(content: str) -> list[str]:
    with pytest.raises(CorpusError) as caught:
        parse_marked(content, "notes.marked")
    return str(caught.value).split("\n")


def test_a_document_has_an_id_a_kind_a_text_and_marks():
    (document,) = parse_marked("=== n-1 progress note\nSeen: ⟦NAME:Ada Quill⟧, ⟦DATE:3/4⟧.\n", "n")
    assert document.id == "n-1"
    assert document.kind == "progress note"
    assert document.text == "Seen: Ada Quill, 3/4."
    assert document.marks == (Mark(6, 15, "NAME"), Mark(17, 20, "DATE"))


def test_the_text_is_all_up_to_the_next_header_less_one_line_break():
    first, second = parse_marked("=== a x\none\n\n  two\n\n=== b x\n===\n====== three", "n")
    assert first.text == "one\n\n  two\n"
    assert second.text == "===\n====== three"


def test_a_value_may_go_over_lines_and_hold_colons_and_brackets():
    (document,) = parse_marked("=== a x\nAt ⟦LOCATION:9 Elm [rear]:\nDover⟧ now\n", "n")
    (mark,) = document.marks
    assert document.text[mark.start : mark.end] == "9 Elm [rear]:\nDover"


def test_other_line_breaks_belong_to_the_text():
    (document,) = parse_marked("=== a x\none\r\ntwo\u2028⟦NAME:Ada⟧\x0cthree\n", "n")
    assert document.text == "one\r\ntwo\u2028Ada\x0cthree"


def test_blank_lines_may_stand_before_the_first_document():
    assert len(parse_marked("\n\n=== a x\ntext\n", "n")) == 1


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("=== a x\nok\n⟦NOM:Ada⟧\n", "notes.marked:3: unknown label `NOM`"),
        ("=== a x\n⟦NAME:Ada\n", "notes.marked:2: the mark `⟦NAME:` is not closed"),
        ("=== a x\n⟦NAME:Ada ⟦DATE:3/4⟧\n", "notes.marked:2: the mark `⟦NAME:` is not closed"),
        ("=== a x\n\nAda⟧\n", "notes.marked:3: `⟧` closes no mark"),
        ("=== a x\n⟦Ada⟧\n", "notes.marked:2: a mark reads ⟦LABEL:value⟧"),
        ("=== a x\n⟦NAME:⟧ was here\n", "notes.marked:2: the mark `⟦NAME:` has no value"),
        ("=== a x\none\n=== a y\ntwo\n", "notes.marked:3: the id `a` is taken by line 1"),
        ("=== a x\n\n=== b x\ntwo\n", "notes.marked:1: the document `a` has no text"),
        ("=== a\none\n", "notes.marked:1: a document starts with `=== <id> <kind>`"),
        ("one\n=== a x\ntwo\n", "notes.marked:1: text before the first `=== <id> <kind>`"),
    ],
)
def test_a_fault_is_named_with_its_file_and_line(content, problem):
    assert problem in problems(content)


def test_all_faults_of_a_file_are_named_at_once():
    content = "=== a x\n⟦NOM:Ada⟧\n=== a x\n⟦NAME:Ada\n"
    assert [int(line.split(":")[1]) for line in problems(content)] == [2, 3, 4]


def test_a_file_that_is_not_utf_8_or_not_there_is_named(tmp_path):
    path = tmp_path / "old.marked"
    path.write_bytes(b"=== a x\ncaf\xe9\n")
    with pytest.raises(CorpusError, match=r"old\.marked:2: not UTF-8"):
        read_marked(path)
    with pytest.raises(CorpusError, match=r"gone\.marked: No such file"):
        read_marked(tmp_path / "gone.marked")


plain = st.text(st.characters(codec="utf-8", exclude_characters="⟦⟧="), max_size=12)


@given(st.lists(st.tuples(plain, st.sampled_from(["NAME", "DATE", "ORG"]), plain), max_size=5))
def test_whatever_is_marked_comes_back_with_its_text_and_place(parts):
    parts = [(before, label, value) for before, label, value in parts if value.strip()]
    marked = "".join(f"{before}⟦{label}:{value}⟧" for before, label, value in parts)
    (document,) = parse_marked(f"=== a x\n.{marked}", "n")
    expected = "." + "".join(before + value for before, _, value in parts)
    # The last line break of a document is not part of its text.
    assert document.text == expected
    found = [(mark.label, document.text[mark.start : mark.end]) for mark in document.marks]
    assert found == [(label, value) for _, label, value in parts]
    assert re.sub("[⟦⟧]", "", document.text) == document.text

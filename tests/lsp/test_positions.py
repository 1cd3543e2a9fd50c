"""The document model against a naive reference: all encodings, line ends, hostile characters."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptward_lsp.documents import Document, difference
from promptward_lsp.positions import Lines, encoding_for, starts_in

HOSTILE = "ab1\n\r\f\v\x1c\x85\u2028\u2029é😀"
ENCODINGS = ("utf-8", "utf-16", "utf-32")


def naive_lines(text: str) -> list[str]:
    """Lines with their breaks."""
    return re.findall(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z|\Z", text)[
        : len(re.findall("\r\n|\n|\r", text)) + 1
    ]


def units(text: str, encoding: str) -> int:
    return len(text.encode({"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}[encoding])) // {
        "utf-8": 1, "utf-16": 2, "utf-32": 4}[encoding]  # fmt: skip


def naive_offset(text: str, line: int, character: int, encoding: str) -> int:
    lines = naive_lines(text)
    if line >= len(lines):
        return len(text)
    start = sum(map(len, lines[:line]))
    shown = lines[line].rstrip("\r\n") if lines[line].endswith(("\n", "\r")) else lines[line]
    shown = re.sub(r"(?:\r\n|\n|\r)\Z", "", lines[line])
    at = 0
    for c in shown:
        if at + units(c, encoding) > character:
            break
        at += units(c, encoding)
        start += 1
    return start


texts = st.text(alphabet=HOSTILE, max_size=40)
places = st.tuples(st.integers(0, 12), st.integers(0, 30))


@given(texts)
def test_lines_start_after_lf_crlf_and_cr_only(text) -> None:
    lines = naive_lines(text)
    assert starts_in(text) == [sum(map(len, lines[:n])) for n in range(len(lines))]


@given(texts, places, st.sampled_from(ENCODINGS))
def test_a_position_means_the_place_that_the_reference_means(text, place, encoding) -> None:
    assert Lines(text).offset(*place, encoding) == naive_offset(text, *place, encoding)


@given(texts, st.sampled_from(ENCODINGS))
def test_an_offset_comes_back_from_its_position(text, encoding) -> None:
    lines = Lines(text)
    for offset in range(len(text) + 1):
        there = lines.position(offset, encoding)
        back = lines.offset(*there, encoding)
        start, end = lines.bounds(there.line)
        assert back == min(offset, end)
        assert start <= back <= end


def session(data, size: int) -> None:
    text = data.draw(texts)
    encoding = data.draw(st.sampled_from(ENCODINGS))
    document = Document("file:///a.txt", "plaintext", 0, text)
    for _ in range(size):
        one, other = sorted((data.draw(places), data.draw(places)))
        new = data.draw(st.text(alphabet=HOSTILE, max_size=6))
        start = naive_offset(text, *one, encoding)
        end = max(start, naive_offset(text, *other, encoding))
        text = text[:start] + new + text[end:]
        edit = document.change(one, other, new, encoding)
        assert document.text == text
        assert edit == (start, end, len(new))
        assert document.lines.starts == starts_in(text)


@given(st.data())
def test_edits_land_where_the_reference_puts_them(data) -> None:
    session(data, 6)


@pytest.mark.slow
@given(st.data())
def test_edits_land_where_the_reference_puts_them_in_long_sessions(data) -> None:
    session(data, 25)


@given(texts, texts)
def test_a_new_whole_text_is_the_smallest_edit(old, new) -> None:
    edit = difference(old, new)
    assert old[: edit.start] + new[edit.start : edit.start + edit.size] + old[edit.end :] == new
    document = Document("untitled:1", "plaintext", 0, old)
    document.replace(new)
    assert document.text == new
    assert document.lines.starts == starts_in(new)


def test_lone_surrogates_become_replacement_characters() -> None:
    document = Document("untitled:1", "plaintext", 0, "a\ud83db")
    assert document.text == "a\ufffdb"


@pytest.mark.parametrize(
    ("offered", "chosen"),
    [(None, "utf-16"), ([], "utf-16"), (["utf-8", "utf-16"], "utf-8"), (["utf-16", "utf-8"], "utf-16"),
     (["ebcdic", "utf-32"], "utf-32")],
)  # fmt: skip
def test_the_first_encoding_that_both_know_is_taken(offered, chosen) -> None:
    assert encoding_for(offered) == chosen

"""Bytes in blocks: all of them, in order, and cut where lines end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptward.formats.encoding import encoding_of
from promptward.formats.plain import read
from promptward.formats.segment import Segment, UnreadError
from promptward.formats.source import Source


@given(st.lists(st.sampled_from((b"a", b"bcd", b"\n", b"\n\n", b"long line")), max_size=40))
def test_blocks_hold_all_bytes_and_end_where_lines_do(parts) -> None:
    data = b"".join(parts)
    blocks = list(Source("a.txt", data).blocks(8))
    assert b"".join(blocks) == data
    assert all(blocks)
    for block in blocks[:-1]:
        assert block.endswith(b"\n") or len(block) >= 8


@given(st.text(alphabet="ab\n", max_size=60))
def test_a_short_text_is_one_piece_with_or_without_a_break_at_its_end(text) -> None:
    items = list(read(Source("a.txt", text.encode())))
    assert [item.text for item in items if isinstance(item, Segment)] == [text] * bool(text)


def test_ebcdic_is_told_and_what_only_looks_like_it_is_read() -> None:
    text = "PATIENT: ELEANOR MARSH   MRN: 00448812   DOB: 03/14/1962\n" * 3
    with pytest.raises(UnreadError) as raised:
        encoding_of(text.encode("cp037"))
    assert raised.value.code == "not_utf8"
    assert "IBM037" in raised.value.help
    for other in ("caf\u00e9 @ home, " * 20, "@ida " * 40, "\u00c1\u00c9\u00cd\u00d3\u00da" * 30):
        assert encoding_of(other.encode("latin-1")) == "utf-8"
        assert encoding_of(other.encode()) == "utf-8"


@pytest.mark.parametrize(
    "text",
    [
        "\u674e\u660e@\u60a3\u8005\u7ec4",
        "\u60a3\u8005\u69d8\u306e\u691c\u67fb\u7d50\u679c@\u75c5\u9662",
    ],
)
def test_a_text_without_blanks_is_no_ebcdic(text) -> None:
    for cut in range(4):  # a head may end within a sign
        assert encoding_of((text * 9).encode()[: -cut or None]) == "utf-8"

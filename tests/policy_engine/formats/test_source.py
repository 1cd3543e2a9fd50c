"""Bytes in blocks: all of them, in order, and cut where lines end."""

from hypothesis import given
from hypothesis import strategies as st

from promptward.formats.plain import read
from promptward.formats.segment import Segment
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

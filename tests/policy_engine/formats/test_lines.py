"""Line and column of an offset."""

from hypothesis import given
from hypothesis import strategies as st

from promptward.formats.lines import Lines
from promptward_dsl.span import line_and_column, with_line_feeds


def test_lines_and_columns_count_from_one() -> None:
    lines = Lines("ab\ncd\n")
    assert [lines.at(offset) for offset in range(7)] == [
        (1, 1),
        (1, 2),
        (1, 3),
        (2, 1),
        (2, 2),
        (2, 3),
        (3, 1),
    ]


@given(st.text(alphabet="a\n\r\u2028ü"), st.integers(0, 40))
def test_places_are_those_that_policies_have(text: str, offset: int) -> None:
    offset = min(offset, len(text))
    # In a policy a carriage return alone ends a line, too.
    assert Lines(with_line_feeds(text)).at(offset) == line_and_column(text, offset)

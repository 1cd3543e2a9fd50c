"""Strings and comments of Python: where they stand, in any text."""

import re

from hypothesis import given
from hypothesis import strategies as st

from promptward.formats.python_source import pieces_of

# What a piece is, said as plainly as it can be; `_PIECE` says it for speed.
PLAIN = re.compile(
    r"(?P<comment>#[^\n]*)"
    r"|(?P<string>(?:\b[A-Za-z]{1,2})?(?:\"\"\"(?:[^\\\"]|\\.|\"(?!\"\"))*(?:\"\"\"|\Z)"
    r"|'''(?:[^\\']|\\.|'(?!''))*(?:'''|\Z)"
    r"|\"(?:[^\\\"\n]|\\.)*(?:\"|$)|'(?:[^\\'\n]|\\.)*(?:'|$)))",
    re.DOTALL | re.MULTILINE,
)


@given(st.text(alphabet='"""\'\'#\\\nrbF_1é (', max_size=60))
def test_pieces_are_what_the_plain_pattern_says(text) -> None:
    expected = [(m.start(), m.end(), m.lastgroup == "comment") for m in PLAIN.finditer(text)]
    assert [tuple(piece) for piece in pieces_of(text)] == expected

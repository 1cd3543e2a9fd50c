"""Where something stands: half-open ranges of code points, in a prompt or in a policy file."""

import re
from typing import NamedTuple

__all__ = ["SHIPPED", "SourceSpan", "Span", "line_and_column", "with_line_feeds"]


SHIPPED = "promptward:"
"""What the names of files that ship with the engine begin with."""


_LONE_RETURN = re.compile(r"\r(?!\n)")


class Span(NamedTuple):
    """Half-open range `[start, end)` in code points of the original text."""

    start: int
    end: int


class SourceSpan(NamedTuple):
    """
    Half-open range of code points in one policy source.

    `file` is the path as it is shown to a person: relative to the working folder where possible,
    `<string>` for text that has no file, `promptward:hipaa/safe_harbor.ward` for a shipped pack.
    """

    file: str
    start: int
    end: int


def with_line_feeds(source: str) -> str:
    """
    A policy source in which a line ends with `\\n` or `\\r\\n`, never with `\\r` alone.

    As long as it was, so that every offset stays. An editor shows a lone `\\r` as the end of a
    line: were it none here, a comment would swallow the declarations that stand below it.
    """
    return _LONE_RETURN.sub("\n", source) if "\r" in source else source


def line_and_column(source: str, offset: int) -> tuple[int, int]:
    """Line and column, both counted from 1, of a code-point offset in a policy source."""
    source = with_line_feeds(source)
    before = source[:offset]
    line = before.count("\n") + 1
    return line, offset - (before.rfind("\n") + 1) + 1

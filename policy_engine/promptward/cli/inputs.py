"""The one text that `check` and `redact` look at: a file, or standard input."""

from promptward.cli.failure import INCOMPLETE, Failure
from promptward.scan.read_text import Text, Unread, read_file, read_standard_input

__all__ = ["read_input"]


def read_input(path: str) -> str:
    """The text of `path`, `-` for standard input; raises Failure where it cannot be looked at."""
    source: Text | Unread = read_standard_input() if path == "-" else read_file(path)
    if isinstance(source, Unread):
        from promptward.scan.printing import printable  # noqa: PLC0415  # not for a text that is read

        raise Failure(
            source.code,
            source.message,
            where="standard input" if path == "-" else printable(path),
            help=source.help,
            exit_code=INCOMPLETE,
        )
    return source.text

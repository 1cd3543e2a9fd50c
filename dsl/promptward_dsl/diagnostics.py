"""Messages about policy source: values with a stable code, and how they are shown."""

from typing import Literal, NamedTuple, TypeAlias

from promptward_dsl.span import SourceSpan

__all__ = ["Diagnostic", "Related", "Severity", "severity"]

Severity: TypeAlias = Literal["error", "warning", "note"]


class Related(NamedTuple):
    """A second place that a message speaks of, such as the first declaration of a name."""

    span: SourceSpan
    message: str


class Diagnostic(NamedTuple):
    """
    One message about policy source, never about a prompt.

    `message` is lower case, without full stop, the author's own words in back-ticks, what is wrong
    first. `help` is a short fix shown on the caret line, `note` a longer one below. The first
    letter of `code` is the severity: E stops a policy from loading, W and I do not.
    """

    code: str
    span: SourceSpan
    message: str
    help: str | None = None
    note: str | None = None
    related: tuple[Related, ...] = ()

    @property
    def severity(self) -> Severity:
        """`error`, `warning` or `note`, by the letter of the code."""
        return severity(self.code)


def severity(code: str) -> Severity:
    """`error` for E…, `warning` for W…, `note` for I…."""
    match code[0]:
        case "E":
            return "error"
        case "W":
            return "warning"
        case _:
            return "note"

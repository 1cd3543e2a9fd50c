"""Failures that a command reports: what, where, and what to do, under a stable code."""

__all__ = ["INCOMPLETE", "OBJECTIONABLE", "OK", "USAGE", "Failure"]

OK = 0
"""Nothing objectionable, and everything was looked at."""
OBJECTIONABLE = 1
"""Findings, or a verdict of require_justification or block."""
USAGE = 2
"""Usage, policy or environment error: nothing was decided."""
INCOMPLETE = 3
"""Something could not be looked at."""


class Failure(Exception):  # noqa: N818  # the word people read; not every one is an error of ours
    """
    Ends a command with a message and an exit code.

    `code` is a stable word, `where` the file or option it is about, `message` what is wrong and
    `help` what to do about it. None of them ever holds text that was looked at.
    """

    def __init__(
        self,
        code: str,
        message: str,
        *,
        where: str | None = None,
        help: str | None = None,  # noqa: A002  # the word of diagnostics
        exit_code: int = USAGE,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.where = where
        self.help = help
        self.exit_code = exit_code

    def __str__(self) -> str:
        """The message as it stands on standard error."""
        where = f"{self.where}: " if self.where else ""
        lines = [f"error[{self.code}]: {where}{self.message}"]
        if self.help:
            lines.append(f"  help: {self.help}")
        return "\n".join(lines)

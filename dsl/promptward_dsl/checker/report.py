"""What a family of checks reads and where it puts what it found."""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import NamedTuple, Protocol

from promptward_dsl.diagnostics import Diagnostic, Related
from promptward_dsl.nearest import nearest
from promptward_dsl.program import Program, Scope
from promptward_dsl.span import SourceSpan

__all__ = ["Facts", "Report", "listed", "suggestion"]


class Facts(Protocol):
    """The names that the engine knows and Ward may use."""

    @property
    def validators(self) -> Collection[str]:
        """What `valid` may name."""

    @property
    def recognizers(self) -> Collection[str]:
        """What `recognizer` may name."""


class Report(NamedTuple):
    """The program, the day, the engine's names, and the diagnostics so far."""

    program: Program
    today: dt.date
    facts: Facts | None
    found: list[Diagnostic]

    def error(  # the fields of a diagnostic
        self,
        code: str,
        span: SourceSpan,
        message: str,
        *,
        help: str | None = None,  # noqa: A002  # the field's name
        note: str | None = None,
        related: Iterable[Related] = (),
    ) -> None:
        """Something that stops the policy from loading."""
        self.found.append(Diagnostic(code, span, message, help, note, tuple(related)))

    def warn(  # the fields of a diagnostic
        self,
        code: str,
        scope: Scope,
        span: SourceSpan,
        message: str,
        *,
        help: str | None = None,  # noqa: A002  # the field's name
        note: str | None = None,
    ) -> None:
        """Something to look at, unless it is written in a pack that ships with the engine."""
        if self.program.ours(scope):
            self.found.append(Diagnostic(code, span, message, help, note))


def listed(words: Iterable[str]) -> str:
    """`a`, `b` and so on, for a message; long lists are cut."""
    quoted = [f"`{word}`" for word in words]
    shown = quoted[:12]
    return ", ".join(shown) + (", …" if len(quoted) > len(shown) else "")


def suggestion(word: str, choices: Iterable[str]) -> str | None:
    """`did you mean …`, or the choices where none is near and they are few."""
    known = sorted(set(choices))
    near = nearest(word, known)
    if near is not None:
        return f"did you mean `{near}`?"
    few = 12
    return f"one of {listed(known)}" if 0 < len(known) <= few else None

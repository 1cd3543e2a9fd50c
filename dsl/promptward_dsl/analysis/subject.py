"""The policy under analysis: which declarations are its own, where they are, their names."""

from typing import NamedTuple

from promptward_dsl.diagnostics import Related
from promptward_dsl.ir import PolicyIR
from promptward_dsl.notes import Notes
from promptward_dsl.span import SourceSpan

__all__ = ["Subject"]


class Subject(NamedTuple):
    """
    A compiled policy with its positions.

    A rule or purpose is *own* when the module that is being checked declares it. What an author
    can't edit isn't held against the author: a pack's rule may well be shadowed, idle or untested
    in a policy that imports the pack.
    """

    ir: PolicyIR
    notes: Notes

    def own(self, name: str) -> bool:
        """Whether the checked module itself declares the canonical `name`."""
        return name.startswith(f"{self.ir.name}.")

    def called(self, name: str) -> str:
        """The name in back-ticks: short where it is own, canonical otherwise."""
        return f"`{name.removeprefix(f'{self.ir.name}.')}`"

    def span(self, kind: str, name: str) -> SourceSpan:
        """Where `kind name` is declared; an empty span where nobody knows."""
        at = self.notes.at.get(f"{kind} {name}")
        return SourceSpan(at.file, at.start, at.end) if at else SourceSpan(self.ir.name, 0, 0)

    def related(self, kind: str, name: str, message: str) -> tuple[Related, ...]:
        """A pointer to a second declaration, if its place is known."""
        known = f"{kind} {name}" in self.notes.at
        return (Related(self.span(kind, name), message),) if known else ()

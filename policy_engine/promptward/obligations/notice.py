"""Notice: what a contact is told about one decision; names, numbers and times, no text."""

import json
from collections.abc import Mapping
from typing import NamedTuple

__all__ = ["Notice"]


class Notice(NamedTuple):
    """
    `created` and `due` are seconds since 1970, `due` None where no term was set. `record` is the
    id of the decision in the audit log, where the rest stands.
    """

    id: str
    contact: str
    created: float
    due: float | None
    record: str
    policy: str
    verdict: str
    actor: str
    purpose: str | None
    destination: str | None
    rules: tuple[str, ...]
    counts: Mapping[str, int]
    break_glass: bool = False
    attempts: int = 0

    def to_json(self) -> bytes:
        """One line."""
        fields = self._asdict()
        fields["counts"] = dict(self.counts)
        return json.dumps(fields, sort_keys=True).encode() + b"\n"

    @classmethod
    def from_json(cls, data: bytes) -> "Notice":
        """From that line. Raises ValueError for any other."""
        fields = json.loads(data)
        if not isinstance(fields, dict) or set(fields) != set(cls._fields):
            raise ValueError("not a notice")
        fields["rules"] = tuple(fields["rules"])
        return cls(**fields)

    def subject(self) -> str:
        """A line to head a message with."""
        what = "break-glass" if self.break_glass else self.verdict
        return f"Promptward: {what} under {self.policy} ({self.record[:12]})"

    def message(self, stamp: str) -> str:
        """The same for a person; `stamp` is the time of the decision in their words."""
        found = ", ".join(f"{name} ({number})" for name, number in sorted(self.counts.items()))
        lines = [
            f"A decision under the policy {self.policy} asks you to be notified.",
            "",
            f"  when         {stamp}",
            f"  verdict      {self.verdict}{' (break-glass)' if self.break_glass else ''}",
            f"  who          {self.actor}",
            f"  purpose      {self.purpose or 'none named'}",
            f"  destination  {self.destination or 'none declared'}",
            f"  rules        {', '.join(self.rules) or 'none'}",
            f"  found        {found or 'nothing'}",
            f"  record       {self.record}",
            "",
            f"promptward audit show --id {self.record}",
        ]
        return "\n".join(lines) + "\n"

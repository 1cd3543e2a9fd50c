"""One difference between two policies."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

__all__ = ["Change", "listed", "of_lists"]


class Change(NamedTuple):
    """
    What B does otherwise than A.

    `kind` is the part and what became of it (`rule removed`, `purpose roles`); `subject` the
    canonical name; `before` and `after` are for people, None where there is nothing. `weakens`
    says that some request may be treated less strictly: it is set in doubt, never left out.
    `waiver` is the declaration of B that brings it about, if one does: `disable until 2027-01-31`;
    `because` is the reason that it gives.
    """

    kind: str
    subject: str
    before: str | None
    after: str | None
    weakens: bool
    waiver: str | None = None
    because: str | None = None


def listed(names: Iterable[str]) -> str | None:
    """Names as one text, sorted; None for none."""
    return ", ".join(sorted(names)) or None


def of_lists(
    kind: str,
    subject: str,
    before: Iterable[str],
    after: Iterable[str],
    *,
    more_weakens: bool,
    fewer_weakens: bool,
) -> Iterator[Change]:
    """What was added to and what was removed from a list, as up to two changes."""
    old, new = set(before), set(after)
    if added := new - old:
        yield Change(f"{kind} added", subject, None, listed(added), more_weakens)
    if gone := old - new:
        yield Change(f"{kind} removed", subject, listed(gone), None, fewer_weakens)

"""What holds for the requests of this moment: for whom and what, and which host was approved."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

__all__ = ["APPROVED", "REQUESTED", "Asked", "asking"]


class Asked(NamedTuple):
    """
    What somebody said about the requests that follow; None: nothing was said.

    `to` and `purpose` are names of the policy. `mode`: `rewrite` sends what the policy lets
    through, `block` sends a prompt only if nothing in it has to be replaced. `scope` names the
    conversation in which pseudonyms stay the same, `person` tells apart people whose dates move.
    `restore`: whether pseudonyms in replies are turned back. `roles` and `mfa` are what somebody
    says of themselves; they count only where nobody checks tokens, and as `asserted`.
    """

    to: str | None = None
    purpose: str | None = None
    mode: str | None = None
    scope: str | None = None
    person: str | None = None
    restore: bool | None = None
    roles: tuple[str, ...] | None = None
    mfa: bool | None = None

    def over(self, other: "Asked") -> "Asked":
        """These words, and those of `other` where these are silent; `""` stands for no word."""
        said = {k: v for k, v in self._asdict().items() if v is not None}
        return other._replace(**said)

    def settled(self) -> "Asked":
        """What holds: where `""` was said, nothing is."""
        return self._replace(**{k: None for k, v in self._asdict().items() if v == ""})


def check_mode(mode: str | None) -> None:
    """Raises ValueError for a mode that there is not: it would count as the laxer one."""
    if mode not in {None, "", "rewrite", "block"}:
        raise ValueError("mode is `rewrite` or `block`")


REQUESTED: ContextVar[Asked | None] = ContextVar("promptward_requested", default=None)
"""What the innermost `session` says."""

APPROVED: ContextVar[tuple[str, int] | None] = ContextVar("promptward_approved", default=None)
"""
The host and port that a request was approved for, while it is sent.

The layers below look at it: to this host the request may go on, to any other one (a redirect,
say) it is judged again.
"""


@contextmanager
def asking(asked: Asked) -> Iterator[None]:
    """While the body runs, this is what is said about requests."""
    before = REQUESTED.get()
    token = REQUESTED.set(asked if before is None else asked.over(before))
    try:
        yield
    finally:
        REQUESTED.reset(token)

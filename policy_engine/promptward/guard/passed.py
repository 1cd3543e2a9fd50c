"""Passed: what may be sent in place of a request, and how its reply is read."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from promptward.guard.replies import Reply
    from promptward.guard.restorer import Restorer

__all__ = ["Passed"]


class Passed(NamedTuple):
    """
    What may be sent.

    `place`: the host and port that it was approved for. `body`: the bytes to send; None: those
    that were given. `data`: the same for what botocore sends. `restorer` brings the pseudonyms of
    the reply back; None: there are none, or they stay. `settle` is told what became of it.
    """

    place: tuple[str, int]
    body: bytes | None = None
    data: object = None
    restorer: "Restorer | None" = None
    settle: Callable[[str], None] | None = None

    @property
    def judged(self) -> bool:
        """Whether the policy decided; otherwise it was no business of ours."""
        return self.settle is not None

    def reply(self, content_type: str | None, encoding: str | None) -> "Reply | None":
        """How to restore a reply of this type; None: it goes to the caller as it comes."""
        if self.restorer is None or encoding not in {None, "identity"}:
            return None
        from promptward.guard.replies import reply_for  # noqa: PLC0415  # with the first such reply

        return reply_for(content_type, self.restorer)

"""
Restoring a reply that comes in pieces, cut anywhere.

The pieces that come out, joined, are what `promptward.vault.restore` makes of the whole. Only what
could be the beginning of a token is held back, and never more than the longest token.
"""

from collections.abc import Callable

from promptward.vault import LONGEST_SIGHTING, Restored, Vault, may_begin, restored_part
from promptward_dsl.span import Span

__all__ = ["RestoreStream"]

_CONTEXT = 16
"""Characters that went out already and are kept to see what stands before a token."""


class RestoreStream:
    """
    One reply on its way back. `feed` pieces, then `finish`.

    `write` turns a value into what may stand in such a text (`promptward.vault.json_string` for
    the arguments of tool calls); `done` is told at the end how many pseudonyms were restored and
    how many left. Its `repr` shows how much is held back, not what.
    """

    __slots__ = (
        "_before",
        "_context",
        "_done",
        "_held",
        "_labels",
        "_left",
        "_restored",
        "_vault",
        "_write",
    )

    def __init__(
        self,
        vault: Vault,
        write: Callable[[str], str] | None = None,
        done: Callable[[int, int], None] | None = None,
    ) -> None:
        self._done = done
        self._vault = vault
        self._write = write
        self._labels = vault.labels()
        self._held = ""  # the context, then what is held back
        self._context = 0  # how much of it is context
        self._before = 0  # where in the whole text `_held` begins
        self._restored = 0
        self._left: list[Span] = []

    def __repr__(self) -> str:
        """How much is held back."""
        return f"RestoreStream(<{len(self._held)} code points>, {self._restored} restored)"

    @property
    def restored(self) -> int:
        """How many pseudonyms were turned back so far."""
        return self._restored

    @property
    def holds(self) -> bool:
        """Whether anything is held back."""
        return len(self._held) > self._context

    def feed(self, piece: str) -> str:
        """The part of the reply that is certain now that `piece` has come."""
        held = len(self._held) > self._context
        self._held += piece
        certain = self._certain(self._context)
        if certain == self._context:
            return ""
        if held:
            return self._release(self._context, certain)
        # Nothing before this place could begin a token, so there is none in it.
        out = self._held[self._context : certain]
        self._keep(certain)
        return out

    def finish(self) -> Restored:
        """The rest, with the counts and the ranges of the whole reply."""
        rest = self._release(self._context, len(self._held))
        if self._done is not None:
            self._done(self._restored, len(self._left))
        return Restored(rest, self._restored, tuple(self._left))

    def _certain(self, begin: int) -> int:
        """Up to where no token can be under way."""
        text = self._held
        first = max(begin, len(text) - LONGEST_SIGHTING)
        for place in range(first, len(text)):
            if may_begin(text, place, self._labels):
                return place
        return len(text)

    def _release(self, begin: int, limit: int) -> str:
        part = restored_part(self._held, begin, limit, self._vault, self._labels, self._write)
        self._restored += part.restored
        self._left += [Span(self._before + start, self._before + end) for start, end in part.left]
        self._keep(part.end)
        return part.text

    def _keep(self, end: int) -> None:
        """What stands before `end` went out; a little of it stays as context."""
        gone = max(0, end - _CONTEXT)
        self._held = self._held[gone:]
        self._before += gone
        self._context = end - gone

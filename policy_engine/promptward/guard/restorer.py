"""What brings a reply's pseudonyms back: whole texts, and texts that arrive in pieces."""

from collections.abc import Callable

from promptward.restore_stream import RestoreStream
from promptward.vault import Vault, json_string, restore

__all__ = ["Pieces", "Restorer"]


class Restorer:
    """
    Turns the pseudonyms of one request's conversation back. Holds no text of its own.

    `record` is called once, before the first text that holds a restored value is given out, with
    the numbers of pseudonyms restored and left in it; where it raises, nothing is given out.
    """

    __slots__ = ("_record", "_vault")

    def __init__(self, vault: Vault, record: Callable[[int, int], None] | None = None) -> None:
        self._vault = vault
        self._record = record

    def text(self, text: str, *, escaped: bool = False) -> str:
        """A text with its pseudonyms turned back; `escaped`: it is JSON, and stays JSON."""
        done = restore(text, self._vault, json_string if escaped else None)
        self._told(done.restored, len(done.left))
        return done.text

    def pieces(self, *, escaped: bool = False) -> "Pieces":
        """A text that arrives in pieces."""
        return Pieces(self, self._vault, escaped=escaped)

    def _told(self, restored: int, left: int) -> None:
        if restored and self._record is not None:
            record, self._record = self._record, None
            record(restored, left)


class Pieces:
    """
    One text in pieces, wherever it was cut.

    `feed` gives what can't change any more, `flush` the rest. What is held back is at most the
    beginning of a pseudonym.
    """

    __slots__ = ("_restorer", "_stream", "_vault", "_write")

    def __init__(self, restorer: Restorer, vault: Vault, *, escaped: bool) -> None:
        self._restorer = restorer
        self._vault = vault
        self._write = json_string if escaped else None
        self._stream = RestoreStream(vault, self._write)

    @property
    def held(self) -> bool:
        """Whether anything is held back."""
        return self._stream.holds

    def feed(self, piece: str) -> str:
        """The next piece in, and out what it completes."""
        text = self._stream.feed(piece)
        self._restorer._told(self._stream.restored, 0)  # noqa: SLF001  # one thing in two classes
        return text

    def flush(self) -> str:
        """What was held back."""
        done = self._stream.finish()
        self._stream = RestoreStream(self._vault, self._write)
        self._restorer._told(done.restored, len(done.left))  # noqa: SLF001  # as above
        return done.text

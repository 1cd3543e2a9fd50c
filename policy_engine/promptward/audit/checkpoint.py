"""
Checkpoint: how many records a log has and the root over them, signed.

The text is that of https://c2sp.org/tlog-checkpoint: origin, size, root in base64, a line each.
"""

import base64
import binascii
from typing import NamedTuple

__all__ = ["Checkpoint"]

_ROOT_BYTES = 32


class Checkpoint(NamedTuple):
    """What a log says of itself; `origin` names the log."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """The text that is signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"

    @classmethod
    def parse(cls, text: str) -> "Checkpoint":
        """From that text. Raises ValueError for any other; lines of extensions are let be."""
        lines = text.split("\n")
        if len(lines) < 4 or not lines[0] or not lines[1].isdecimal():  # noqa: PLR2004  # three lines and an end
            raise ValueError("not a checkpoint")
        if lines[1] != str(int(lines[1])):
            raise ValueError("not a checkpoint")
        try:
            root = base64.b64decode(lines[2], validate=True)
        except (ValueError, binascii.Error):
            raise ValueError("not a checkpoint") from None
        if len(root) != _ROOT_BYTES:
            raise ValueError("not a checkpoint")
        return cls(lines[0], int(lines[1]), root)

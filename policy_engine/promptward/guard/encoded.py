"""Base64 inside of a text: what it says, if it says anything."""

import base64
import binascii
import re
from collections.abc import Iterator

__all__ = ["decoded", "runs"]

_SHORTEST = 24
_RUN = re.compile(rf"(?<![A-Za-z0-9+/_\-])[A-Za-z0-9+/_\-]{{{_SHORTEST},}}={{0,2}}")
_RUNNING = bytes(re.match(rb"[A-Za-z0-9+/_\-]", bytes([byte])) is not None for byte in range(256))
_LONG = b"\1" * _SHORTEST
_PLAIN = 0.95
_MOST = 50
_OPAQUE = 2048
_LEAST = 12


def decoded(text: str) -> str | None:
    """What a text says that is base64 and nothing else, blanks aside; None if it says nothing."""
    bare = "".join(text.split())
    return _read(bare) if _RUN.fullmatch(bare) else None


def runs(text: str) -> Iterator[str | None]:
    """
    What the runs of base64 in a text say, one after the other; at most fifty are looked at.

    None stands for a long run that says nothing: pixels, sound, or something encrypted.
    """
    # Hardly any text holds a run that is long enough: that is told soonest.
    if _LONG not in text.encode("utf-8", "surrogatepass").translate(_RUNNING):
        return
    for count, found in enumerate(_RUN.finditer(text)):
        said = _read(found[0]) if count < _MOST else None
        if said is not None or len(found[0]) >= _OPAQUE:
            yield said


def _read(run: str) -> str | None:
    bare = run.rstrip("=").replace("-", "+").replace("_", "/")
    # A run that was cut, or that a word touches, still says most of what it says.
    bare = bare[: len(bare) - (len(bare) % 4 == 1)]
    try:
        content = base64.b64decode(bare + "=" * (-len(bare) % 4), validate=True)
        said = content.decode("utf-8")
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return None
    shown = sum(character.isprintable() or character.isspace() for character in said)
    return said if len(said) >= _LEAST and shown >= _PLAIN * len(said) else None

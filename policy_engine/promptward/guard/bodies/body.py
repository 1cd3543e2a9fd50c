"""What every kind of body can do."""

from collections.abc import Mapping
from typing import Protocol

from promptward.guard.bodies.rendering import Rendering

__all__ = ["Body"]


class Body(Protocol):
    """
    A body that was read.

    `media` is what it holds besides text: `images`, `audio`, `files`. `data` is the JSON data, if
    it is that.
    """

    media: frozenset[str]

    @property
    def data(self) -> object:
        """The JSON data; None for other kinds."""

    def render(self, into: Rendering) -> None:
        """Write all of its text, with the places it came from."""

    def rewritten(self, changed: Mapping[int, str]) -> bytes:
        """The body with new texts for some leaves of the rendering, by their index."""

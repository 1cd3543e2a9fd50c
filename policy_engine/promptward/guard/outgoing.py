"""Outgoing: a request as a transport is about to send it, whichever library that is."""

from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["Outgoing"]


class Outgoing(NamedTuple):
    """
    A request: method, absolute URL, headers in order, and the bytes of its body.

    `body` is None where there is none; `data` is what botocore sends in place of bytes, before it
    is signed. Never shown: it is the thing that must not leak.
    """

    method: str
    url: str
    headers: Sequence[tuple[str, str]]
    body: bytes | None = None
    data: object = None

    def __repr__(self) -> str:
        """Nothing of the request."""
        return f"Outgoing({self.method!r}, <url>, <{len(self.headers)} headers>, <body>)"

    def header(self, name: str) -> str | None:
        """The value of a header; its name in lower case."""
        return next((value for key, value in self.headers if key.lower() == name), None)

    @property
    def upgrades(self) -> bool:
        """Whether the connection is to become another one, that no request is seen on any more."""
        return (self.header("upgrade") or "").strip().lower() not in {"", "h2c"}

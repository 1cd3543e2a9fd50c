"""Unreadable: what of a request can't be looked at to the end."""

__all__ = ["Unreadable"]


class Unreadable(Exception):  # noqa: N818  # said of the body; whoever asked raises an error
    """A body that can't be read to the end; the message says why, without any of it."""

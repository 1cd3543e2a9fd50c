"""Truncation: whether a policy's file is the beginning of what was loaded from there last."""

from promptward.artifacts import Artifacts, key_of

__all__ = ["lines_missing", "remember"]

_SOURCE = "source"
"""The kind of the artefact: the text of a policy's file, which says no more than its IR does."""


def lines_missing(path: str, text: str, cache: Artifacts) -> int:
    """
    How many lines that say something were cut off behind `text`; 0 if it is no such beginning.

    A file that a full disk or a killed editor cut between two declarations is a policy by itself,
    with fewer rules, and nothing in it tells. So the last text of each file is kept in the cache;
    one that was emptied, or cannot be written, tells nothing.
    """
    kept = cache.read(_key(path), _SOURCE)
    if kept is None:
        return 0
    last, now = kept.decode("utf-8", "surrogatepass"), text.rstrip()
    if not last.startswith(now):
        return 0
    lines = (line.strip() for line in last[len(now) :].split("\n"))
    return sum(bool(line) and not line.startswith("#") for line in lines)


def remember(path: str, text: str, cache: Artifacts) -> None:
    """Keep the text of a file that was loaded."""
    cache.write(_key(path), _SOURCE, text.encode("utf-8", "surrogatepass"))


def _key(path: str) -> str:
    return key_of((_SOURCE, path))

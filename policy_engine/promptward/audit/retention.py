"""
Retention: how long records are kept, and what a legal hold keeps longer.

45 CFR 164.316(b)(2)(i): six years. Only whole segments are removed, oldest first, and what they
amounted to (the Merkle edge and the last hash) is kept, so that the rest still verifies.
"""

import json
import os
import time
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from promptward.audit import disk
from promptward.audit.failure import AuditError
from promptward.audit.layout import Layout
from promptward.audit.log import AuditLog
from promptward.audit.tail import Tail, beginning
from promptward.system_error import reason_of

__all__ = ["Hold", "Pruned", "holds", "lift_hold", "place_hold", "prune"]

_YEAR_DAYS = 366  # never a day too few
_NAME = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.")
_LONGEST_NAME = 64


class Hold(NamedTuple):
    """A legal hold: while one stands, nothing is removed, however old."""

    name: str
    since: str


class Pruned(NamedTuple):
    """What was removed: segments and records, and the number of the first that is left."""

    segments: int
    records: int
    first: int


def holds(folder: str) -> tuple[Hold, ...]:
    """The holds that stand. Raises AuditError where that can't be read: then all is held."""
    try:
        with open(Layout(folder).holds, "rb") as file:
            listed = json.loads(file.read())
        return tuple(Hold(str(name), str(since)) for name, since in sorted(listed.items()))
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, AttributeError):
        raise AuditError("audit_damaged", "the list of legal holds can't be read") from None


def place_hold(log: AuditLog, name: str, now: str) -> None:
    """Begin a legal hold under a short name (a case number). Raises AuditError."""
    if not name or len(name) > _LONGEST_NAME or not _NAME.issuperset(name):
        raise AuditError("audit_record", "a hold's name is letters, digits, `-`, `_` and `.`")
    log.append({"ev": "hold", "name": name, "on": True})
    _write(log.layout, {**dict(holds(log.layout.folder)), name: now})


def lift_hold(log: AuditLog, name: str) -> None:
    """End a legal hold. Raises AuditError where there is none of that name."""
    standing = dict(holds(log.layout.folder))
    if name not in standing:
        raise AuditError("audit_held", "no hold of that name stands (`promptward audit hold`)")
    log.append({"ev": "hold", "name": name, "on": False})
    standing.pop(name)
    _write(log.layout, standing)


def _write(layout: Layout, standing: dict[str, str]) -> None:
    try:
        disk.replace(layout.holds, json.dumps(standing, sort_keys=True).encode())
    except OSError as error:
        reason = reason_of(error)
        raise AuditError("audit_unwritable", f"`{layout.holds}`: {reason}") from None


def prune(log: AuditLog, years: int, *, clock: Callable[[], float] = time.time) -> Pruned:
    """
    Remove segments all of whose records are older than `years`.

    Never while a legal hold stands, never the current segment, never what no checkpoint covers.
    The log is told before anything is removed. Raises AuditError.
    """
    layout = log.layout
    if holds(layout.folder):
        raise AuditError(
            "audit_held", "a legal hold stands: nothing may be removed (`promptward audit hold`)"
        )
    limit = time.strftime("%Y-%m-%d", time.gmtime(clock() - years * _YEAR_DAYS * 86_400))
    signed = log.checkpoint().size
    firsts = layout.firsts()
    tail = beginning(layout)
    gone: list[int] = []
    for first, following in pairwise(firsts):
        # A segment ends on the day it begins, if not before.
        if _day(layout, first) >= limit or following > signed:
            break
        gone.append(first)
    if not gone:
        return Pruned(0, 0, firsts[0])
    end = firsts[len(gone)]
    begun = tail.seq
    _read_up_to(layout, tail, end)
    log.append({"ev": "prune", "first": begun, "last": end - 1})
    state = {
        "size": tail.seq,
        "before": tail.before.hex(),
        "edge": [node.hex() for node in tail.edge.nodes],
        "vkey": tail.vkey,
    }
    try:
        # INVARIANT: what they amounted to is on the disk before they are gone.
        disk.replace(layout.pruned, json.dumps(state, sort_keys=True).encode())
        for first in gone:
            os.unlink(layout.segment(first))
        disk.sync_folder(layout.segments)
    except OSError as error:
        reason = reason_of(error)
        raise AuditError("audit_unwritable", f"`{layout.folder}`: {reason}") from None
    return Pruned(len(gone), end - begun, end)


def _day(layout: Layout, first: int) -> str:
    with open(layout.segment(first), "rb") as file:
        fields = json.loads(file.readline() or b"{}")
    return str(fields.get("ts", "9999"))[:10]


class _Reached(Exception):  # noqa: N818  # no error
    pass


def _read_up_to(layout: Layout, tail: Tail, end: int) -> None:
    """Read the chain, checked as always, up to a number."""

    def stop(line: bytes, seq: int) -> None:
        del line
        if seq == end - 1:
            raise _Reached

    try:
        tail.advance(layout, stop)
    except _Reached:
        return

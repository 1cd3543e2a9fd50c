"""Repair on request: what stands behind the last good record is set aside, never deleted."""

import os

from promptward.audit import disk
from promptward.audit.checkpoint import Checkpoint
from promptward.audit.failure import AuditError
from promptward.audit.layout import Layout
from promptward.audit.tail import beginning

__all__ = ["set_aside"]


def set_aside(layout: Layout) -> bytes:
    """
    Move the damaged end of the last segment into a file `damaged-…`; the bytes moved.

    Empty where nothing is damaged. Raises AuditError where signed records are concerned, or a
    segment other than the last: that is evidence, and no repair makes it whole.
    """
    tail = beginning(layout)
    try:
        tail.advance(layout)
    except AuditError as error:
        if error.code != "audit_damaged":
            raise
    path = layout.segment(tail.first)
    with open(path, "rb") as file:
        file.seek(tail.offset)
        moved = file.read()
    if not moved:
        return b""
    try:
        with open(layout.checkpoint, encoding="utf-8") as file:
            signed = Checkpoint.parse(file.read(4096)).size
    except (FileNotFoundError, ValueError):
        signed = 0
    if tail.seq < signed or layout.firsts()[-1] != tail.first:
        raise AuditError(
            "audit_damaged",
            f"record {tail.seq} is damaged and was signed: keep `{layout.folder}` as evidence "
            "(rename it) and begin a new log",
        )
    disk.replace(os.path.join(layout.folder, f"damaged-{tail.seq:012d}.bin"), moved)
    disk.cut(path, tail.offset)
    return moved

"""Anchors: checkpoints kept where who writes the log can't write, in a file or as git notes."""

import json
import os
from collections.abc import Iterator
from typing import NamedTuple

from promptward.audit.failure import AuditError
from promptward.system_error import reason_of

__all__ = ["Anchor", "append_anchor", "file_anchors", "notes_in"]

_LARGEST = 64 << 20


class Anchor(NamedTuple):
    """A signed checkpoint, and where it was kept."""

    source: str
    note: str


def notes_in(text: str) -> Iterator[str]:
    """
    The notes of a file: one as it is, or lines of JSON with one each.

    Raises ValueError for anything else.
    """
    if text.startswith("{"):
        for line in text.splitlines():
            if not line.strip():
                continue
            fields = json.loads(line)
            note = fields.get("note") if isinstance(fields, dict) else None
            if not isinstance(note, str):
                raise ValueError("not a file of checkpoints")  # noqa: TRY004  # what the file holds is wrong
            yield note
    elif text.strip():
        yield text


def file_anchors(path: str) -> tuple[Anchor, ...]:
    """The anchors in a file. Raises AuditError where it can't be read or holds none."""
    try:
        with open(path, encoding="utf-8") as file:
            found = tuple(Anchor(path, note) for note in notes_in(file.read(_LARGEST)))
    except (OSError, ValueError):
        raise AuditError("anchor_missing", f"`{path}` holds no checkpoints") from None
    if not found:
        raise AuditError("anchor_missing", f"`{path}` holds no checkpoints")
    return found


def append_anchor(path: str, note: str) -> None:
    """Put a checkpoint behind those in a file, and on the disk. Raises AuditError."""
    from promptward.audit import disk  # noqa: PLC0415  # anchors are read without it

    try:
        handle = disk.open_file(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        try:
            line = json.dumps({"note": note}, ensure_ascii=False)
            disk.append(handle, line.encode() + b"\n")
            disk.sync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        reason = reason_of(error)
        raise AuditError("anchor_unwritable", f"`{path}`: {reason}") from None

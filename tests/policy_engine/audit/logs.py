"""Logs for tests: made in a folder, filled, read back."""

import itertools
import json
import time
from pathlib import Path

from promptward.audit import AuditLog
from promptward.audit.anchors import Anchor
from promptward.audit.create import create
from promptward.audit.note import Verifier
from promptward.keys import FileKeys

START = 1_790_000_000.0


class Clock:
    """A clock that moves when it is told to."""

    def __init__(self, now: float = START) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


def keys_beside(folder: Path) -> FileKeys:
    return FileKeys(str(folder.parent / f"{folder.name}_keys"))


def new_log(folder: Path, *, clock=time.time, **options) -> tuple[AuditLog, Verifier]:
    keys = keys_beside(folder)
    key = create(str(folder), keys, clock=clock)
    return AuditLog(str(folder), keys, clock=clock, **options), key


def again(folder: Path, **options) -> AuditLog:
    return AuditLog(str(folder), keys_beside(folder), **options)


def fill(log: AuditLog, number: int) -> None:
    for index in range(number):
        log.append({"ev": "intent", "id": f"r{index}", "actor": "u1", "dest": "p.azure"})


def records(folder: Path) -> list[dict]:
    segments = sorted((folder / "segments").iterdir())
    lines = itertools.chain.from_iterable(s.read_bytes().splitlines() for s in segments)
    return [json.loads(line) for line in lines]


def anchor(folder: Path) -> Anchor:
    return Anchor("elsewhere", (folder / "checkpoint").read_text())

"""
Receipts: what a step of a job did, so that it is not done twice and can be shown afterwards.

A step is some files of a data set. Its receipt is written when its results are, whole or not at
all. It names the policy, the engine, the files as they were and all counts. Receipts are a chain:
each holds the hash of the one before, and the last hash stands for the job.
"""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple, TypeAlias, cast

from promptward.bulk.failure import BulkError
from promptward.bulk.findings import Totals
from promptward.bulk.shipped import ShippedPolicy
from promptward.version import __version__

__all__ = ["Input", "Receipts", "Step", "inputs_of", "steps_of"]

_Json: TypeAlias = dict[str, object]


class Input(NamedTuple):
    """A file as it was when the job looked at it: size in bytes, time of change in ns."""

    path: str
    size: int
    changed: int


class Step(NamedTuple):
    """Some files that are worked off together."""

    number: int
    inputs: tuple[Input, ...]


def inputs_of(folder: str | os.PathLike[str], pattern: str = "*.parquet") -> list[Input]:
    """The files below a folder, in order of their paths, which are from the folder."""
    base = Path(folder)
    found = []
    for path in sorted(base.rglob(pattern)):
        if path.is_file():
            status = path.stat()
            name = path.relative_to(base).as_posix()
            found.append(Input(name, status.st_size, status.st_mtime_ns))
    return found


def steps_of(inputs: Iterable[Input], most: int) -> list[Step]:
    """Files in steps of at most so many bytes; a larger file is a step of its own."""
    steps: list[Step] = []
    waiting: list[Input] = []
    size = 0
    for one in inputs:
        if waiting and size + one.size > most:
            steps.append(Step(len(steps), tuple(waiting)))
            waiting, size = [], 0
        waiting.append(one)
        size += one.size
    if waiting:
        steps.append(Step(len(steps), tuple(waiting)))
    return steps


class Receipts:
    """The receipts of one job in a folder. `terms` say how it works, for what that changes."""

    def __init__(
        self,
        folder: str | os.PathLike[str],
        policy: ShippedPolicy,
        terms: Mapping[str, object] | None = None,
    ) -> None:
        self._folder = Path(folder)
        self._job: _Json = {
            "policy": f"{policy.name}@{policy.version}",
            "policy_id": policy.id,
            "engine": __version__,
            "terms": dict(terms or {}),
        }

    def done(self, step: Step) -> bool:
        """Whether the step was done by this policy, this engine and these terms, and complete."""
        held = self._read(step.number)
        return (
            held is not None
            and all(held.get(name) == value for name, value in self._job.items())
            and held.get("inputs") == [list(one) for one in step.inputs]
            and held.get("errors") == {}
        )

    def write(self, step: Step, totals: Totals) -> None:
        """Say that a step was done; the step before must have been."""
        before = self._read(step.number - 1) if step.number else None
        if step.number and before is None:
            raise BulkError("incomplete", f"step {step.number - 1} has no receipt")
        body: _Json = {
            **self._job,
            "step": step.number,
            "inputs": [list(one) for one in step.inputs],
            **totals.to_json(),
            "before": "" if before is None else _hash(before),
        }
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._path(step.number)
        new = path.with_suffix(f".new-{os.getpid()}")
        with new.open("w", encoding="ascii") as file:
            json.dump(body, file, sort_keys=True)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
        # What came after rests on another receipt now.
        with suppress(FileNotFoundError):
            self._path(step.number + 1).unlink()

    def verify(self, steps: Sequence[Step]) -> str:
        """
        The hash of the last receipt, which stands for the job.

        Raises BulkError (`incomplete`) if a step has no receipt that holds, or the chain broke.
        """
        last = ""
        for step in steps:
            held = self._read(step.number)
            if held is None or not self.done(step):
                raise BulkError("incomplete", f"step {step.number} is not done")
            if held.get("before") != last:
                raise BulkError("incomplete", f"the receipt of step {step.number} follows another")
            last = _hash(held)
        return last

    def _path(self, number: int) -> Path:
        return self._folder / f"step-{number:06d}.json"

    def _read(self, number: int) -> "_Json | None":
        try:
            data: object = json.loads(self._path(number).read_bytes())
        except (OSError, ValueError):
            return None
        return cast("_Json", data) if isinstance(data, dict) else None


def _hash(body: _Json) -> str:
    return sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()

"""
A policy as bytes that other processes and machines open: compiled here once, opened there once.

The bytes hold the compiled policy and its pattern databases, no source and no path. They open only
under the same engine, to the byte, on the same kind of machine: a worker with other word lists
would find other things under the same policy id. A checksum finds damage, not malice: whoever can
change what is sent to a worker can change its program as well.
"""

import json
import os
import sys
import zlib
from collections import OrderedDict
from hashlib import sha256
from typing import NamedTuple, TypeAlias, cast

from promptward.bulk.failure import BulkError
from promptward.config import read_config
from promptward.detect import Detection
from promptward.engine import Engine
from promptward.installation import contents
from promptward.loading import prepare, recognizers_of
from promptward.lockdown import Lockdown, lockdown_places
from promptward.version import __version__
from promptward_dsl.ir import IRError, Json, PolicyIR
from promptward_dsl.notes import Notes

__all__ = ["Policy", "ShippedPolicy", "engine_of", "pack"]

_MAGIC = b"PromptwardPolicy1\n"
_DIGEST = 32
_LEVEL = 1  # of compression: 20 MB become 6, and more effort gains little
_MOST = 4


class ShippedPolicy(NamedTuple):
    """A policy as bytes; `name`, `version` and `id` say which, for the record of a job."""

    data: bytes
    name: str
    version: str
    id: str

    def __repr__(self) -> str:
        """Which policy it is, and its size."""
        return f"ShippedPolicy({self.name}@{self.version}, {self.id[:16]}, {len(self.data)} bytes)"


Policy: TypeAlias = "ShippedPolicy | bytes | Engine"
"""What bulk functions take: packed, as bytes of `ShippedPolicy.data`, or an engine of here."""


def pack(path: str | os.PathLike[str] | None = None) -> ShippedPolicy:
    """
    The policy at `path`, or the one that holds here (the machine's floor below it), as bytes.

    Raises PolicyError and ConfigError as `promptward.load`.
    """
    loaded, _ = prepare(path)
    ir, notes = loaded.ir, loaded.notes._replace(examples=(), tests=())
    lines = "\n".join(ir.to_lines()).encode("ascii")
    blobs = {name: bytes(loaded.blobs[name]) for name in sorted(loaded.blobs)}
    head = {
        "engine": _engine(),
        "version": __version__,
        "id": loaded.policy_id,
        "notes": notes.to_json(),
        "ir": len(lines),
        "blobs": {name: len(blob) for name, blob in blobs.items()},
    }
    payload = b"".join((json.dumps(head).encode("ascii"), b"\n", lines, *blobs.values()))
    data = b"".join((_MAGIC, sha256(payload).digest(), zlib.compress(payload, _LEVEL)))
    return ShippedPolicy(data, ir.name, ir.version, loaded.policy_id)


_engines: OrderedDict[bytes, Engine] = OrderedDict()
"""Of this process, by the digest of their bytes: a worker opens a policy once for all batches."""


def engine_of(policy: Policy) -> Engine:
    """
    The engine of a policy, from this process' memory if it was opened before.

    Raises BulkError for bytes that are damaged or of another engine. It keeps no log and no vault:
    what a job did is in its accounts.
    """
    if isinstance(policy, Engine):
        return policy
    data = policy.data if isinstance(policy, ShippedPolicy) else policy
    if not data.startswith(_MAGIC):
        raise BulkError("policy_damaged", "these bytes are no packed policy: use bulk.pack()")
    key = data[len(_MAGIC) : len(_MAGIC) + _DIGEST]
    engine = _engines.get(key)
    if engine is None:
        engine = _engines[key] = _opened(data, key)
        if len(_engines) > _MOST:
            _engines.popitem(last=False)
    return engine


def _opened(data: bytes, digest: bytes) -> Engine:
    try:
        payload = zlib.decompress(data[len(_MAGIC) + _DIGEST :])
    except zlib.error:
        payload = b""
    if sha256(payload).digest() != digest:
        raise BulkError("policy_damaged", "the packed policy is damaged: pack it again")
    end = payload.index(b"\n") + 1
    head = cast("dict[str, Json]", json.loads(payload[:end]))
    if head["engine"] != _engine():
        raise BulkError(
            "policy_of_another_engine",
            f"the policy was packed by another engine than this one (promptward {__version__}): "
            "install the same version of promptward everywhere, on machines of one kind",
        )
    at = end + cast("int", head["ir"])
    blobs: dict[str, bytes] = {}
    for name, size in cast("dict[str, int]", head["blobs"]).items():
        blobs[name] = payload[at : at + size]
        at += size
    try:
        ir = PolicyIR.from_lines(payload[end : end + cast("int", head["ir"])].split(b"\n"))
        notes = Notes.from_json(head["notes"])
        known = recognizers_of(ir, os.environ, lambda: read_config(os.environ, os.curdir))
        detection = Detection(ir, {}, blobs, recognizers=known)
    except (IRError, ValueError, KeyError, TypeError):
        raise BulkError("policy_damaged", "the packed policy is damaged: pack it again") from None
    lockdown = Lockdown(lockdown_places(os.environ))
    return Engine(ir, notes, detection, policy_id=str(head["id"]), lockdown=lockdown)


def _engine() -> str:
    """Which engine this is on which kind of machine; the same on the machines of one cluster."""
    machine = os.uname().machine if hasattr(os, "uname") else "windows"
    return f"{contents()} {sys.platform} {sys.byteorder} {machine}"

"""Beginning a log: its folder, its keys, and the first record, which names its first key."""

import os
from collections.abc import Callable

from promptward.audit import disk
from promptward.audit.checkpoint import Checkpoint
from promptward.audit.digest import DIGEST
from promptward.audit.failure import AuditError
from promptward.audit.layout import Layout
from promptward.audit.log import SIGNING, stamp, write_checkpoint
from promptward.audit.merkle import Edge, leaf_hash
from promptward.audit.note import Signer, Verifier, sign
from promptward.audit.record import FORMAT, canonical, first_hash, line_of
from promptward.keys import Keys, KeyStoreError
from promptward.system_error import reason_of

__all__ = ["create"]

_KEY_BYTES = 32


def create(folder: str, keys: Keys, *, clock: Callable[[], float]) -> Verifier:
    """
    A new log in `folder`, which must not hold one; the key that its checkpoints are verified with.

    Keep that key, and every so often a checkpoint, where who writes the log can't write. Raises
    AuditError.
    """
    layout = Layout(folder)
    if os.path.lexists(layout.verifier) or os.path.lexists(
        layout.segments
    ):  # plain paths keep the start short
        raise AuditError("audit_exists", f"a log stands in `{folder}` already")
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        origin = f"promptward/{os.urandom(8).hex()}"
        signer = Signer(origin, _made(keys, SIGNING))
        _made(keys, DIGEST)
        os.mkdir(layout.segments, 0o700)
        layout.refuse_exposed()
        now = clock()
        body = canonical(
            {
                "v": FORMAT,
                "seq": 0,
                "ts": stamp(now),
                "ev": "init",
                "origin": origin,
                "vkey": str(signer.verifier),
            }
        )
        line, _ = line_of(body, first_hash(origin))
        disk.replace(layout.verifier, f"{signer.verifier}\n".encode(), 0o644)
        disk.replace(layout.segment(0), line + b"\n")
        disk.sync_folder(layout.segments)
        edge = Edge()
        edge.append(leaf_hash(line))
        write_checkpoint(layout, sign(Checkpoint(origin, 1, edge.root()).text(), signer))
        disk.sync_folder(folder)
    except KeyStoreError as error:
        raise AuditError("audit_key", str(error)) from None
    except OSError as error:
        reason = reason_of(error)
        raise AuditError("audit_unwritable", f"`{folder}`: {reason}") from None
    return signer.verifier


def _made(keys: Keys, name: str) -> bytes:
    """The key of that name, made if there is none: a second log on a machine shares them."""
    key = keys.get(name)
    if key is None:
        key = os.urandom(_KEY_BYTES)
        keys.put(name, key)
    return key

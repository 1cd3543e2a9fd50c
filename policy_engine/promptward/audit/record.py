"""
Record: one line of the log, from a closed list of fields, none of which has room for text.

The line is the canonical JSON of the body (keys sorted, no blanks, ASCII) with its hash at the
end: `h = SHA-256(0x02 || hash of the line before || body)`.
"""

import json
import re
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import TypeAlias

from promptward.audit.failure import AuditError

__all__ = [
    "EVENTS",
    "FIELDS",
    "FORMAT",
    "SUFFIX",
    "Body",
    "as_word",
    "body_of",
    "canonical",
    "check",
    "first_hash",
    "line_of",
]

Value: TypeAlias = "bool | int | str | Sequence[Value] | Mapping[str, Value] | None"
Body: TypeAlias = "dict[str, Value]"

FORMAT = 1

EVENTS = (
    "init",  # the log begins
    "policy_load",  # an engine begins to decide by a policy
    "intent",  # something may leave; durable before it does
    "denial",  # nothing leaves
    "outcome",  # what became of an intent
    "redact",  # a text was redacted, for no destination in particular
    "restore",  # pseudonyms were turned back
    "justification",  # a reason was stated
    "break_glass",  # a block was overridden in an emergency
    "notify",  # a notification was delivered, or failed
    "lockdown",  # everything is blocked, or no longer
    "shred",  # a scope of the vault was made unreadable
    "key_rotation",  # another key signs
    "digest_rotation",  # another key makes the digests
    "hold",  # a legal hold begins or ends
    "prune",  # segments past their retention were removed
    "anchor",  # a checkpoint was kept elsewhere
    "recovery",  # a torn tail was cut off
    "error",  # the engine failed; nothing left
)

# What a field may hold. `word`: a name that a policy or this project gave, never what a caller
# wrote; `who`: an actor's id; `keyed`: a keyed digest; `hash`, `time`, `id`, `key`: as they say.
FIELDS: Mapping[str, str] = {
    "v": "number",
    "seq": "number",
    "ts": "time",
    "ev": "word",
    "id": "id",
    "actor": "who",
    "assurance": "word",
    "mfa": "flag",
    "roles": "words",
    "department": "word",
    "purpose": "word",
    "dest": "word",
    "baa": "word",
    "day": "word",
    "covered": "flag",
    "channel": "word",
    "session": "keyed",
    "person": "keyed",
    "policy": "word",
    "policy_id": "hash",
    "engine": "word",
    "verdict": "word",
    "rules": "words",
    "reasons": "words",
    "oblige": "words",
    "counts": "counts",
    "became": "counts",
    "in": "keyed",
    "out": "keyed",
    "subjects": "subjects",
    "more_subjects": "number",
    "kid": "id",
    "us": "number",
    "full": "flag",
    "outcome": "word",
    "status": "word",
    "restored": "number",
    "left": "number",
    "justification": "id",
    "reason": "keyed",
    "contact": "word",
    "minutes": "number",
    "attempts": "number",
    "on": "flag",
    "dropped": "number",
    "dropped_mac": "keyed",
    "first": "number",
    "last": "number",
    "name": "word",
    "origin": "word",
    "vkey": "key",
    "old_vkey": "key",
    "old_sig": "key",
    "new_sig": "key",
    "size": "number",
    "root": "key",
    "host": "keyed",
    "pid": "number",
}

_WORD = re.compile(r"[A-Za-z0-9_.@:+/\- ]{0,200}\Z")
_ID = re.compile(r"[0-9a-z\-]{1,64}\Z")
_HEX = re.compile(r"[0-9a-f]{8,64}\Z")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\Z")
_KEY = re.compile(r"[A-Za-z0-9+/=.@:_\-]{1,300}\Z")
_MOST = 1000
_LONGEST_ID = 256


def as_word(text: str) -> str:
    """A text that a policy or a configuration gave, as a field for words has room for it."""
    return "".join(c if _WORD.match(c) else "_" for c in text)[:200]


def first_hash(origin: str) -> bytes:
    """What stands for the line before the first one of a log."""
    return sha256(b"promptward audit log\n" + origin.encode("ascii")).digest()


def check(body: Body) -> None:
    """
    Raises AuditError for a field or a value not on the list.

    This is the last door before the disk: what has no place in a record is refused here, whoever
    brought it.
    """
    for name, value in body.items():
        kind = FIELDS.get(name)
        if kind is None or not _fits(kind, value):
            raise AuditError("audit_record", f"a record has no place for such a `{name}`")


def canonical(body: Body) -> bytes:
    """The one way to write a body down."""
    text = json.dumps(body, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode("ascii")


def line_of(body: bytes, before: bytes) -> tuple[bytes, bytes]:
    """The line of a canonical body, without its end, and its hash."""
    made = sha256(b"\x02" + before + body)
    return body[:-1] + b',"h":"' + made.hexdigest().encode() + b'"}', made.digest()


SUFFIX = len(',"h":""}') + 64
"""Bytes of a line behind its body's last field: the hash, and what stands around it."""


def body_of(line: bytes) -> tuple[bytes, bytes]:
    """Canonical body and stated hash of a line. Raises ValueError for what is no such line."""
    if len(line) <= SUFFIX or line[-SUFFIX : -SUFFIX + 6] != b',"h":"' or line[-2:] != b'"}':
        raise ValueError("not a record")
    return line[:-SUFFIX] + b"}", bytes.fromhex(line[-66:-2].decode("ascii"))


def _fits(kind: str, value: Value) -> bool:  # noqa: C901, PLR0912  # a case for each kind
    if value is None:
        return True
    match kind:
        case "number":
            return isinstance(value, int) and not isinstance(value, bool)
        case "flag":
            return isinstance(value, bool)
        case "word":
            return isinstance(value, str) and _WORD.match(value) is not None
        case "words":
            return isinstance(value, list) and all(_fits("word", one) for one in value)
        case "who":
            return isinstance(value, str) and len(value) <= _LONGEST_ID
        case "keyed" | "hash":
            return isinstance(value, str) and _HEX.match(value) is not None
        case "id":
            return isinstance(value, str) and _ID.match(value) is not None
        case "time":
            return isinstance(value, str) and _TIME.match(value) is not None
        case "key":
            return isinstance(value, str) and _KEY.match(value) is not None
        case "counts":
            return isinstance(value, dict) and all(
                _fits("word", name) and _fits("number", number) for name, number in value.items()
            )
        case "subjects":
            return (
                isinstance(value, list)
                and len(value) <= _MOST
                and all(
                    isinstance(one, list)
                    and len(one) == 3  # noqa: PLR2004  # category, what became of it, digest
                    and _fits("word", one[0])
                    and _fits("word", one[1])
                    and _fits("keyed", one[2])
                    for one in value
                )
            )
        case _:
            return False

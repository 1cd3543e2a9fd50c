"""
Signed policies: only what an officer has signed is decided with.

The signature of `hospital.ward` is `hospital.ward.sig` beside it, a signed note of C2SP over the
hash of every file that the policy is built from, packs of the engine left out. What a machine
trusts stands in its configuration (`[policy] signed_by`); there an unsigned policy, one that was
changed since, or one that another key signed does not load, and nothing takes its place.
"""

import os
from hashlib import sha256
from typing import TYPE_CHECKING

from promptward.audit.failure import AuditError
from promptward.audit.note import Signer, Verifier, read_note, sign
from promptward.config import Config
from promptward.discovery import Found
from promptward.keys import Keys, own_keys
from promptward.manifest import ABSENT
from promptward.model import PolicyError
from promptward.policy import Place, policy_inputs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from promptward_dsl.sources import Input

__all__ = [
    "KEY",
    "SEED_BYTES",
    "SUFFIX",
    "Signers",
    "sign_policy",
    "signers",
    "signing_keys",
    "statement",
]

KEY = "policy"
"""The name of the key that signs policies: its seed, then whose it is."""

SEED_BYTES = 32

SUFFIX = ".sig"
_TITLE = "promptward policy v1"
_LARGEST = 1 << 20


def signers(config: Config) -> "Signers | None":
    """Whose signature a policy needs here, None where none is asked for. Raises ConfigError."""
    section = config.section("policy")
    stated = section.texts("signed_by")
    section.finish()
    if not section:
        return None
    try:
        verifiers = tuple(Verifier.parse(one) for one in stated)
    except AuditError:
        verifiers = ()
    if not verifiers:
        raise section.refuse(
            "signed_by",
            "must list verifier keys",
            "write the line that `promptward policy bundle key` prints",
        )
    return Signers(verifiers)


def signing_keys(config: Config) -> Keys:
    """Where the key that signs policies is kept: as `[keys]` says. Raises ConfigError."""
    return own_keys(config)


class Signers:
    """The keys that policies may be signed with."""

    __slots__ = ("_verifiers",)

    def __init__(self, verifiers: tuple[Verifier, ...]) -> None:
        self._verifiers = verifiers

    def __str__(self) -> str:
        """The keys, one a line: what a cached policy was checked against."""
        return "\n".join(sorted(map(str, self._verifiers)))

    def check(self, found: Found, read: "Iterable[Input]") -> tuple[str, str, Verifier]:
        """
        The path and the hash of a policy's signature, and who signed, if all of it holds.

        `read` are the files that the policy was built from: it must have been built from what is
        signed. Raises PolicyError that says what does not hold and what to do.
        """
        assert found.path is not None  # noqa: S101  # the embedded policy is not asked for one
        path = found.path + SUFFIX
        data = _read(path, found.path)
        try:
            text, by = read_note(data.decode("utf-8"), self._verifiers)
        except (ValueError, AuditError):
            raise _refused(found.path, f"`{path}` is no valid signature") from None
        if by is None:
            raise _refused(found.path, f"`{path}` is by none of the keys that are trusted here")
        inputs = policy_inputs(found)
        if not set(inputs) <= set(read):
            raise _refused(found.path, "its files changed while they were read")
        now = statement(found.path, inputs)
        if now != text:
            raise _refused(found.path, f"{_changed(text, now)} since it was signed")
        return path, sha256(data).hexdigest(), by


def sign_policy(place: Place, signer: Signer) -> str:
    """Sign the policy of a place, and keep the signature beside it; the path. Raises OSError."""
    assert place.found.path is not None  # noqa: S101  # a file, as the caller made sure
    note = sign(statement(place.found.path, policy_inputs(place.found)), signer)
    path = place.found.path + SUFFIX
    part = f"{path}.{os.getpid()}.part"
    with open(part, "w", encoding="utf-8", newline="\n") as file:
        file.write(note)
    os.replace(part, path)
    return path


def statement(path: str, inputs: "Iterable[Input]") -> str:
    """
    What is signed: a title, then a line a file, its sha256 and its way from the policy's folder.

    Raises PolicyError for a name that would be two lines.
    """
    folder = os.path.dirname(path)
    lines = set()
    for one in inputs:
        if one.path is None or one.sha256 == ABSENT:
            continue
        way = os.path.relpath(one.path, folder).replace(os.sep, "/")
        if not way.isprintable():
            raise _refused(path, "the name of one of its files can't be signed")
        lines.add(f"{one.sha256} {way}")
    return "".join(f"{line}\n" for line in (_TITLE, *sorted(lines, key=lambda x: x[65:])))


def _read(path: str, policy: str) -> bytes:
    try:
        with open(path, "rb") as file:
            data = file.read(_LARGEST + 1)
    except FileNotFoundError:
        raise _refused(policy, f"there is no `{path}`") from None
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise _refused(policy, f"`{path}` can't be read ({reason})") from None
    if len(data) > _LARGEST:
        raise _refused(policy, f"`{path}` is no valid signature")
    return data


def _changed(signed: str, now: str) -> str:
    was = dict(line.split(" ", 1)[::-1] for line in signed.splitlines()[1:] if " " in line)
    files = dict(line.split(" ", 1)[::-1] for line in now.splitlines()[1:])
    different = sorted(
        name for name in files.keys() | was.keys() if files.get(name) != was.get(name)
    )
    if not different:
        return "the signature speaks of another form of policy, or the policy changed"
    more = f" and {len(different) - 1} more" if len(different) > 1 else ""
    return f"`{different[0]}`{more} changed"


def _refused(policy: str, why: str) -> PolicyError:
    return PolicyError(
        f"the policy `{policy}` is not signed as this machine asks ([policy] signed_by): {why}; "
        "whoever holds the key signs with `promptward policy bundle sign`"
    )

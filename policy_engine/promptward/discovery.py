"""Which policy holds here: the one that was named, the nearest one, or the embedded one."""

import os
from collections.abc import Mapping
from typing import NamedTuple

from promptward.model import PolicyError
from promptward.no_pipe import no_pipe

__all__ = [
    "EMBEDDED",
    "FLOOR_FOLDER",
    "Found",
    "discover",
    "floor",
    "nearest",
    "stranger",
]

EMBEDDED = "default"
"""The module of the policy that ships with the engine and holds where nobody has written one."""

FLOOR_FOLDER = "/etc/promptward"
"""Where an administrator puts the policy that no nearer one may weaken."""

_NEAREST = os.path.join(".promptward", "policy.ward")
_LONGEST_PATH = 4096


class Found(NamedTuple):
    """A policy file by its absolute path (None: the embedded policy), and what led to it."""

    path: str | None
    because: str  # option | environment | nearest | embedded | floor


def discover(named: str | None, environ: Mapping[str, str], folder: str) -> Found:
    """
    The policy for `folder`: `named`, else `PROMPTWARD_POLICY`, else the nearest
    `.promptward/policy.ward` in `folder` or above it, else the embedded one.

    A file that was named but does not exist is found all the same: loading it fails, and nothing
    looser takes its place. Raises PolicyError for a nearest policy that another user wrote or
    everybody may write: in a shared folder anyone could lay down a looser one; and for an empty
    name, which is what an unset variable gives: nobody meant another policy by it.
    """
    if named is not None:
        if not named:
            raise PolicyError(
                "the path of the policy is empty; name a file, or none for the one that holds here"
            )
        return Found(_absolute(named, folder), "option")
    said = environ.get("PROMPTWARD_POLICY")
    if said:
        return Found(_absolute(said, folder), "environment")
    found = nearest(_NEAREST, folder)
    if found is None:
        return Found(None, "embedded")
    refusal = stranger(found, environ)
    if refusal is not None:
        raise PolicyError(refusal)
    return Found(found, "nearest")


def nearest(name: str, folder: str) -> str | None:
    """The absolute path of the file `name` in `folder` or the first folder above that has it."""
    here = os.path.abspath(folder)
    while True:
        candidate = os.path.join(here, name)
        # A link that leads nowhere is a file that can't be read, not one that isn't there.
        if os.path.lexists(candidate):
            return candidate
        above = os.path.dirname(here)
        if above == here:
            return None
        here = above


def stranger(path: str, environ: Mapping[str, str]) -> str | None:
    """Why a file that was merely found may not steer us: another user could have written it."""
    if not hasattr(os, "geteuid"):
        return None  # no owners of this kind
    try:
        status = os.stat(path)
    except OSError:
        return None  # loading it says why it can't be read
    me = os.geteuid()
    trusted = {0, me}
    if me == 0 and environ.get("SUDO_UID", "").isdecimal():
        trusted.add(int(environ["SUDO_UID"]))
    if status.st_uid not in trusted:
        return f"`{path}` belongs to another user; name it yourself if you trust it"
    if status.st_mode & 0o002:
        return f"`{path}` may be written by everybody; take that right away: chmod o-w"
    return None


def floor(environ: Mapping[str, str], folder: str = FLOOR_FOLDER) -> str | None:
    """
    The absolute path of the machine-wide policy, or None where there is none.

    `policy.ward` in `folder`, or the file that the one line of the file `floor` there names.
    `PROMPTWARD_FLOOR` names one where the machine has none. Raises PolicyError where it is not
    clear which holds: a floor that is left out would be a floor that holds nobody.
    """
    own = os.path.join(folder, "policy.ward")
    pointer = os.path.join(folder, "floor")
    added = environ.get("PROMPTWARD_FLOOR")
    places = [own] if os.path.lexists(own) else []
    if os.path.lexists(pointer):
        places.append(_pointed(pointer, folder))
    if added:
        places.append(os.path.abspath(added))
    different = sorted({os.path.realpath(place) for place in places})
    if len(different) > 1:
        raise PolicyError(
            f"several floors: {' and '.join(f'`{place}`' for place in different)}; "
            "import one from the other"
        )
    return places[0] if places else None


def _pointed(pointer: str, folder: str) -> str:
    try:
        with open(pointer, encoding="utf-8", opener=no_pipe) as file:
            line = file.read(_LONGEST_PATH + 1).strip()
    except (OSError, UnicodeDecodeError):
        raise PolicyError(f"`{pointer}` can't be read, so the floor it names is unknown") from None
    if not line or "\n" in line or len(line) > _LONGEST_PATH:
        raise PolicyError(f"`{pointer}` must hold one line: the path of the floor")
    return _absolute(line, folder)


def _absolute(path: str, folder: str) -> str:
    return os.path.abspath(os.path.join(folder, path))

"""Where a policy is, and whether it is cached as it stands: what a start asks first."""

import datetime as dt
from collections.abc import Mapping
from os.path import realpath
from typing import NamedTuple

from promptward.artifacts import Artifacts, key_of
from promptward.discovery import FLOOR_FOLDER, Found, discover, floor
from promptward.installation import stamp
from promptward.manifest import Manifest
from promptward_dsl.ir import IR_FORMAT

__all__ = ["MANIFEST", "POLICY", "Place", "is_cached", "key_at", "locate", "manifest_at"]

MANIFEST, POLICY = "manifest", "policy"
"""The kinds of artefacts that say what a policy was built from, and what it came to."""


class Place(NamedTuple):
    """
    Which policy is meant, and the floor below it (absolute path, None where there is none).

    `is_floor`: it is one itself, and need not cover all of the eighteen alone.
    """

    found: Found
    floor: str | None
    is_floor: bool = False

    @property
    def ground(self) -> "Place | None":
        """The place of the floor below it, None where there is none."""
        if self.floor is None:
            return None
        return Place(Found(self.floor, "floor"), None, is_floor=True)


def locate(
    named: str | None,
    environ: Mapping[str, str],
    folder: str,
    *,
    floor_folder: str = FLOOR_FOLDER,
    as_floor: bool = False,
) -> Place:
    """
    The policy that holds in `folder`, and its floor. Raises PolicyError as `floor` does.

    The file of the floor itself has none below it, nor has, `as_floor`, one that may be the next.
    """
    found = discover(named, environ, folder)
    if as_floor:
        return Place(found, None, is_floor=True)
    below = floor(environ, floor_folder)
    if below is not None and found.path is not None and realpath(found.path) == realpath(below):
        # By its own name: a link in another folder would bring in other files than the floor does.
        return Place(found._replace(path=below), None, is_floor=True)
    return Place(found, below)


def is_cached(place: Place, *, today: dt.date, cache: Artifacts) -> bool:
    """
    Whether the policy of a place was built and verified as it is now: then it loads.

    Reads no more than the names and states of its sources, for who only wants to know that.
    """
    manifest = manifest_at(key_at(place), today, cache)
    return manifest is not None and cache.read(manifest.policy, POLICY) is not None


def key_at(place: Place, demand: str | None = None) -> str:
    """The key of a place's manifest; `demand` is what the machine asks of the policy's files."""
    asked = (*(() if demand is None else (demand,)), *(("floor",) if place.is_floor else ()))
    return key_of(
        (MANIFEST, stamp(), str(IR_FORMAT), place.found.path or "", place.floor or "", *asked)
    )


def manifest_at(key: str, today: dt.date, cache: Artifacts) -> Manifest | None:
    """What the policy with this key was built from; None where that is not so any more."""
    data = cache.read(key, MANIFEST)
    manifest = None if data is None else Manifest.from_bytes(data)
    return None if manifest is None or not manifest.holds(today) else manifest

"""
The rosters of a machine: which the configuration names, opened, and opened anew when they change.

    [roster]
    patients = "/srv/promptward/patients.roster"

A roster that can't be opened, or is not as it was built, is an error at loading, and later one
that blocks: what can't be looked for can't be let out.
"""

import mmap
import os
import stat
import time
from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeAlias

from promptward.artifacts import Artifacts, key_of
from promptward.config import Config
from promptward.keys import Keys
from promptward.no_pipe import no_pipe
from promptward.roster_file import RosterError, RosterFile
from promptward.roster_file.layout import KEY_BYTES
from promptward.system_error import reason_of

__all__ = ["KEY", "OpenRosters", "key_of_rosters", "roster_places"]

KEY = "roster"
"""The name of the key of a machine's rosters."""

_KIND = "roster"
_EVERY = 5.0
"""Seconds between two looks at whether a file was replaced."""


def roster_places(config: Config) -> Mapping[str, str]:
    """Name -> path of the rosters that the configuration names. Raises ConfigError."""
    section = config.section("roster")
    places = {name: section.path(name) or "" for name in section.names()}
    section.finish()
    return places


def key_of_rosters(keys: Keys) -> bytes:
    """The key. Raises RosterError (`roster_key`) where there is none, KeyStoreError."""
    key = keys.get(KEY)
    if key is None or len(key) != KEY_BYTES:
        raise RosterError(
            "roster_key",
            "this machine has no key for rosters: build one here with `promptward lexicon build`, "
            "or bring the key `roster` of the machine that built it",
        )
    return key


_Seen: TypeAlias = tuple[int, ...]
"""Device, file, size, and when it and what is known of it were changed (ns)."""


class _Opened(NamedTuple):
    people: RosterFile
    seen: _Seen


class OpenRosters:
    """
    The rosters at some places, asked as often as one likes; safe to share between threads.

    A file that was replaced is opened anew within seconds, and verified; the map of the old one is
    let go. Files are mapped, so that processes share one copy: put a new one in place by renaming,
    as `promptward lexicon build` does, for a file that is cut short while it is mapped ends the
    process. Raises RosterError, also when it is asked.
    """

    __slots__ = ("_cache", "_common", "_key", "_looked", "_opened", "_places")

    def __init__(
        self,
        places: Mapping[str, str],
        key: bytes,
        is_common: Callable[[str], bool],
        cache: Artifacts,
    ) -> None:
        self._places = dict(places)
        self._key = key
        self._common = is_common
        self._cache = cache
        self._opened: dict[str, _Opened] = {}
        self._looked = 0.0
        self._look()

    def __repr__(self) -> str:
        """Which rosters, nobody's name."""
        return f"OpenRosters({', '.join(self._places)})"

    def __call__(self) -> tuple[tuple[str, RosterFile], ...]:
        """Name and roster of each, as they are now."""
        if time.monotonic() - self._looked > _EVERY:
            self._look()
        return tuple((name, one.people) for name, one in self._opened.items())

    def _look(self) -> None:
        opened = {}
        for name, path in self._places.items():
            held = self._opened.get(name)
            seen = _seen(path)
            opened[name] = held if held is not None and held.seen == seen else self._open(path)
        # INVARIANT: what is asked sees all of the old ones, or all of the new ones.
        self._opened = opened
        self._looked = time.monotonic()

    def _open(self, path: str) -> _Opened:
        try:
            with open(path, "rb", opener=no_pipe) as file:  # plain paths keep the start short
                status = os.fstat(file.fileno())
                _refuse_exposed(path, status)
                seen = _seen_of(status)
                data: mmap.mmap | bytes = b""
                if status.st_size:
                    data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise _unreadable(path, error) from None
        try:
            people = RosterFile(data, self._key, self._common)
            # To read all of a large one takes longer than the rest: once for each file.
            known = key_of((_KIND, path, *map(str, seen), people.head.content))
            if self._cache.read(known, _KIND) is None:
                people.verify()
                self._cache.write(known, _KIND, b"whole")
        except RosterError as error:
            raise RosterError(error.code, f"`{path}`: {error}") from None
        return _Opened(people, seen)


def _seen(path: str) -> _Seen:
    try:
        return _seen_of(os.stat(path))  # noqa: PTH116  # as above
    except OSError as error:
        raise _unreadable(path, error) from None


def _seen_of(status: os.stat_result) -> _Seen:
    # The time of the last change of anything: unlike that of the content, nobody can set it.
    return (
        status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns,
    )  # fmt: skip


def _refuse_exposed(path: str, status: os.stat_result) -> None:
    """Raises RosterError where others than the owner may write the file, or put another there."""
    if os.name != "posix":
        return
    # The folder of a link, too, and that of the file which it leads to.
    places = {os.path.abspath(path), os.path.realpath(path)}  # noqa: PTH100  # as above
    folders = [os.stat(os.path.dirname(place)).st_mode for place in places]  # noqa: PTH116, PTH120  # as above
    if status.st_mode & _OTHERS or any(
        folder & _OTHERS and not folder & stat.S_ISVTX for folder in folders
    ):
        raise RosterError(
            "roster_exposed",
            f"others may write `{path}`, or its folder: take that right away (chmod go-w)",
        )


_OTHERS = stat.S_IWGRP | stat.S_IWOTH


def _unreadable(path: str, error: Exception) -> RosterError:
    if isinstance(error, FileNotFoundError):
        return RosterError("roster_missing", f"there is no roster `{path}`")
    reason = reason_of(error) if isinstance(error, OSError) else "unknown reason"
    return RosterError("roster_unreadable", f"`{path}` can't be read: {reason}")

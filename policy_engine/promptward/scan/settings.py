"""What a project says about its scans: `[scan]` of the configuration, or of pyproject.toml."""

import datetime as dt
import os
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from promptward.config import Section, read_config
from promptward.discovery import FLOOR_FOLDER
from promptward.scan.ignore import Ignore
from promptward.scan.targets import IGNORE_FILE
from promptward_dsl.lattice import Confidence

__all__ = ["PathAllow", "Settings", "read_settings", "stated_in", "unknown_category"]

_LEVELS = ("low", "medium", "high")
_LARGEST = 1 << 20
_PROJECT = "pyproject.toml"


class PathAllow(NamedTuple):
    """Findings of some categories in some paths that the project accepts, why, and until when."""

    paths: Ignore
    pattern: str
    categories: frozenset[str]
    reason: str
    until: dt.date | None


class Settings(NamedTuple):
    """
    How a project wants to be scanned. `exclude` are patterns of paths, `max_file_size` is in
    bytes, `timeout` in seconds for a file; 0 is no limit. `inline_allow`, `baseline_allowed`,
    `exclude_allowed`, `allow_allowed` and `min_confidence_allowed` are for an administrator: by
    the last three only what the machine's own file states in their stead is in force, and the
    least level that is reported is never above that word.
    """

    exclude: Ignore
    max_file_size: int = 0
    min_confidence: str = ""
    jobs: int = 0
    baseline: str = ""
    every: bool = False
    include_ignored: bool = False
    inline_allow: bool = True
    baseline_allowed: bool = True
    allows: tuple[PathAllow, ...] = ()
    files: tuple[str, ...] = ()
    timeout: int = 0
    ignore_file: str = ""
    exclude_allowed: bool = True
    allow_allowed: bool = True
    min_confidence_allowed: str = ""

    def least(self, level: Confidence) -> Confidence:
        """The least level that is reported where another one is asked for."""
        word = self.min_confidence_allowed
        return min(level, Confidence[word.upper()]) if word else level

    @property
    def forbidden(self) -> tuple[str, ...]:
        """What nobody near may accept here, in the words of the configuration."""
        switches = ("inline_allow", "baseline_allowed", "exclude_allowed", "allow_allowed")
        said = [f"{name} = false" for name in switches if not getattr(self, name)]
        if self.min_confidence_allowed:
            said.append(f'min_confidence_allowed = "{self.min_confidence_allowed}"')
        return tuple(said)


def read_settings(
    environ: Mapping[str, str], folder: str, *, machine_folder: str = FLOOR_FOLDER
) -> Settings:
    """
    The settings that hold in a folder, with the patterns of `.promptwardignore`.

    Raises ConfigError for a value that can't be used, and for a key that nobody knows.
    """
    config = read_config(environ, folder, machine_folder=machine_folder)
    section = config.section("scan")
    files = config.files
    if not section:
        project = _project(folder)
        if project is not None:
            section, files = project
    ignored, ignore_file = _ignore_lines(folder)
    excluded = section.texts("exclude")
    excludes = section.flag("exclude_allowed", True)  # noqa: FBT003  # the default
    if not excludes:
        excluded = excluded if section.of_machine("exclude") else ()
        ignored, ignore_file = [], ""
    allows = section.flag("allow_allowed", True)  # noqa: FBT003  # the default
    settings = Settings(
        Ignore([*excluded, *ignored]),
        section.number("max_file_size", 0),
        section.choice("min_confidence", _LEVELS, ""),
        section.number("jobs", 0, most=256),
        section.path("baseline") or "",
        section.flag("thorough", False),  # noqa: FBT003  # the default
        section.flag("include_ignored", False),  # noqa: FBT003  # the default
        section.flag("inline_allow", True),  # noqa: FBT003  # the default
        section.flag("baseline_allowed", True),  # noqa: FBT003  # the default
        _path_allows(section.table("allow"), of_machine=not allows),
        files,
        section.number("timeout", 0),
        ignore_file,
        excludes,
        allows,
        section.choice("min_confidence_allowed", _LEVELS, ""),
    )
    section.finish()
    return settings


def unknown_category(settings: Settings, known: Iterable[str]) -> tuple[PathAllow, str] | None:
    """
    The first category of an allow that a policy does not have, with the allow; None if all are.

    `known` are its categories by their last names: those of other policies allow nothing.
    """
    names = {name.lower() for name in known}
    for allow in settings.allows:
        for name in sorted(allow.categories):
            if name not in names:
                return allow, name
    return None


def _path_allows(section: Section, *, of_machine: bool) -> tuple[PathAllow, ...]:
    """Those that are stated; with `of_machine` only those that the machine's file states."""
    found: list[PathAllow] = []
    for pattern in section.names():
        one = section.table(pattern)
        day = one.day("until")
        categories = frozenset(name.lower() for name in one.texts("categories"))
        if not categories:
            raise one.refuse("categories", "is missing or empty", 'name them: ["names", "dates"]')
        allow = PathAllow(Ignore([pattern]), pattern, categories, one.required("reason"), day)
        one.finish()
        if not of_machine or section.of_machine(pattern):
            found.append(allow)
    return tuple(found)


def stated_in(path: str, content: bytes) -> dict[str, object]:
    """What a file of this name with this content says of scans; nothing if it can't be read."""
    import tomllib  # noqa: PLC0415  # only where such a file is there

    try:
        data = tomllib.loads(content.decode("utf-8-sig"))  # some editors begin a file with a mark
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        return {}
    if os.path.basename(path) == _PROJECT:
        for name in ("tool", "promptward"):
            data = data.get(name, {})
            if not isinstance(data, dict):
                return {}
    table = data.get("scan")
    return table if isinstance(table, dict) else {}


def _ignore_lines(folder: str) -> tuple[list[str], str]:
    """The patterns of the ignore file that holds in a folder, and its path if there is one."""
    here = os.path.abspath(folder)
    while True:
        path = os.path.join(here, IGNORE_FILE)
        if os.path.isfile(path):
            with open(path, encoding="utf-8", errors="surrogateescape") as file:
                return file.read(_LARGEST).splitlines(), path
        above = os.path.dirname(here)
        if above == here or os.path.exists(os.path.join(here, ".git")):
            return [], ""
        here = above


def _project(folder: str) -> tuple[Section, tuple[str, ...]] | None:
    """`[tool.promptward.scan]` of the nearest pyproject.toml that has it."""
    here = os.path.abspath(folder)
    while True:
        path = os.path.join(here, _PROJECT)
        if os.path.isfile(path):
            break
        above = os.path.dirname(here)
        if above == here:
            return None
        here = above
    table = _table_of(path)
    if table is None:
        return None
    from promptward.config import _Stated  # noqa: PLC0415  # the same reading of values

    stated: dict[tuple[str, ...], _Stated] = {}

    def walk(value: object, at: tuple[str, ...]) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                walk(inner, (*at, str(key)))
        else:
            stated[at] = _Stated(value, path, here, False)  # noqa: FBT003  # found, not named

    walk(table, ())
    return Section("tool.promptward.scan", stated, (path,)), (path,)


def _table_of(path: str) -> dict[str, object] | None:
    try:
        with open(path, "rb") as file:
            content = file.read(_LARGEST)
    except OSError:
        return None  # whoever owns that file complains about it
    if b"promptward" not in content:
        return None
    table = stated_in(path, content)
    return table or None

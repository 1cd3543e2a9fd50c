"""
The policy, settings and baseline that hold for a folder: what the command line would find there.

Nothing is cached beyond a `Project`; who watches the files asks for a new one.
"""

import datetime as dt
import os
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from promptward.clock import local_day
from promptward.config import ConfigError
from promptward.discovery import FLOOR_FOLDER
from promptward.model import Finding, PromptwardError
from promptward.scan.baseline import PLACE, Baseline, BaselineError, read_baseline
from promptward.scan.examine import Terms
from promptward.scan.run import Accepted
from promptward.scan.settings import Settings, read_settings
from promptward_dsl.lattice import Confidence

if TYPE_CHECKING:
    from promptward.engine import Engine
    from promptward.fields import Field

__all__ = ["KEY", "Project", "ProjectError", "open_project", "root_of"]

KEY = "PROMPTWARD_BASELINE_KEY"


class ProjectError(PromptwardError):
    """The policy, configuration or baseline of a folder can't be used; nothing is looked at."""


class Project(NamedTuple):
    """
    All that decides what is found in documents of one folder.

    `root` is the folder that paths are told from: the one that holds `.promptward`, else the
    workspace folder. `load_engine` opens the same policy in another process.
    """

    root: str
    engine: "Engine"
    settings: Settings
    opened: Terms
    baseline: Callable[[], Baseline]
    baseline_path: str
    policy_path: str | None

    def find(
        self, text: str, fields: "Sequence[Field]", between: Callable[[], None] | None = None
    ) -> tuple[Finding, ...]:
        """`Engine.find`, as scans call it."""
        return self.engine.find(text, fields, disguises=False, between=between)

    @property
    def terms(self) -> Terms:
        """Those it was opened with, on the day it is now: an editor is open for weeks."""
        return self.opened._replace(today=max(self.opened.today, local_day()))

    @property
    def accepted(self) -> Accepted:
        """What does not count, fresh: a baseline counts down what it has met."""
        return Accepted(self.baseline(), self.settings.allows, self.terms.today)

    def label(self, path: str) -> str:
        """The path as the command line, started in `root`, would name it."""
        relative = os.path.relpath(path, self.root)
        return path if relative.startswith(os.pardir) else relative.replace(os.sep, "/")

    def excluded(self, path: str) -> bool:
        """Whether the project leaves a file out of its scans."""
        return self.settings.exclude.ignores(self.label(path))


def root_of(folder: str, workspace: str | None) -> str:
    """The nearest folder upward that holds `.promptward`, else the workspace's, else itself."""
    here = os.path.abspath(folder)  # noqa: PTH100  # plain paths throughout
    while True:
        if os.path.isdir(f"{here}/.promptward"):  # noqa: PTH112  # as above
            return here
        above = os.path.dirname(here)  # noqa: PTH120  # as above
        if above == here:
            return os.path.abspath(workspace or folder)  # noqa: PTH100  # as above
        here = above


def open_project(
    root: str,
    environ: Mapping[str, str],
    *,
    policy: str | None = None,
    least: str | None = None,
    today: dt.date | None = None,
    floor_folder: str = FLOOR_FOLDER,
) -> Project:
    """
    The project of a folder, `policy` and `least` confidence as the client states them.

    Raises ProjectError; its message names the file and what is wrong, and holds no text. Seconds
    for a policy that is not cached yet.
    """
    from promptward.loading import load  # noqa: PLC0415  # heavy, and a client waits for the start

    day = today or local_day()
    try:
        settings = read_settings(environ, root)
        engine = load(
            policy,
            today=day,
            environ=environ,
            folder=root,
            floor_folder=floor_folder,
            early=True,
        )
        path = settings.baseline or os.path.join(root, PLACE)  # noqa: PTH118  # as above
        known = read_baseline(path) if settings.baseline_allowed else Baseline()
    except (PromptwardError, ConfigError) as error:
        raise ProjectError(str(error)) from None
    except BaselineError as error:
        raise ProjectError(f"the baseline can't be used: {error}") from None
    word = least or settings.min_confidence
    level = settings.least(Confidence[word.upper()] if word else engine.ir.defaults.act_on)
    key = environ.get(KEY, "").encode()
    # An editor shows the line itself.
    terms = Terms(
        level, day, settings.every, settings.inline_allow, key, exact=True, context=False
    )
    entries = tuple(known.entries.values())
    return Project(
        root,
        engine,
        settings,
        terms,
        lambda: Baseline(entries),
        path,
        _policy_path(policy, environ, root, floor_folder),
    )


def _policy_path(
    policy: str | None, environ: Mapping[str, str], root: str, floor_folder: str
) -> str | None:
    from promptward.policy import locate  # noqa: PLC0415  # loaded already by now

    try:
        return locate(policy, environ, root, floor_folder=floor_folder).found.path
    except PromptwardError:
        return None

"""The projects of one client: which folder's policy holds for a file, and when it is opened."""

import asyncio
import gc
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from promptward_lsp.look import Name, look
from promptward_lsp.project import Project, ProjectError, open_project, root_of
from promptward_lsp.wishes import Wishes

__all__ = ["Failed", "Projects"]

_WARM = """\
Patient John Example, born 03/14/1962, SSN 219-09-9999, MRN: 00123456, of 12 Oak Street, Boston,
MA 02118, phone (617) 555-0142, mail john@example.com, was seen at Mercy Hospital by Dr. Sample.

name,ssn,dob
Jane Example,219-09-9998,03/15/1962
"""
"""Something of everything: all parts of the engine are there once it was looked at."""


class Failed(NamedTuple):
    """Why a project can't be used."""

    message: str


class Projects:
    """
    Projects by the folder that they begin in; each is opened by a thread when it is first asked
    for, and `ready` is told its folder on the loop. Before `start` none is opened.
    """

    def __init__(self, ready: Callable[[str], None]) -> None:
        self.workspaces: list[str] = []
        self._ready = ready
        self._wishes: Wishes | None = None
        self._known: dict[str, Project | Failed | None] = {}
        self._loading: dict[str, asyncio.Task[None]] = {}
        self._loader = ThreadPoolExecutor(1, "load")

    def root_for(self, path: str | None) -> str:
        """The folder whose policy and settings hold for a file; for one without, the workspace."""
        if path is None:
            return root_of(self.workspaces[0] if self.workspaces else os.curdir, None)
        inside = [w for w in self.workspaces if _below(path, w)]
        return root_of(os.path.dirname(path), max(inside, key=len, default=None))  # noqa: PTH120  # plain paths throughout

    def get(self, root: str) -> Project | Failed | None:
        """The project of a root; None while it is being opened, which this call starts."""
        if root not in self._known:
            self._known[root] = None
            if self._wishes is not None:
                self._load(root, self._wishes)
        return self._known[root]

    def start(self, wishes: Wishes) -> None:
        """The client is ready: open what was waited for, and its whole workspace if it wishes."""
        self._wishes = wishes
        if wishes.workspace:
            for folder in self.workspaces:
                self._known.setdefault(self.root_for(os.path.join(folder, "x")), None)  # noqa: PTH118  # plain paths
        self.reload(wishes)

    def reload(self, wishes: Wishes) -> None:
        """Files, settings or wishes have changed: open all of them anew."""
        self._wishes = wishes
        for root in self._known:
            self._load(root, wishes)

    def _load(self, root: str, wishes: Wishes) -> None:
        running = self._loading.get(root)
        if running is not None:
            running.cancel()
        loop = asyncio.get_running_loop()
        self._loading[root] = loop.create_task(self._open(root, wishes))

    async def _open(self, root: str, wishes: Wishes) -> None:
        def opened_and_warm() -> Project:
            made = open_project(
                root, os.environ, policy=wishes.policy or None, least=wishes.least or None
            )
            # What the first text would wait for is fetched here, where the loop does not wait.
            look(_WARM, Name("warm.txt", "warm.txt"), made.find, made.terms, made.accepted)
            return made

        found: Project | Failed
        try:
            loop = asyncio.get_running_loop()
            found = await loop.run_in_executor(self._loader, opened_and_warm)
        except ProjectError as error:
            found = Failed(str(error))
        except Exception as error:  # noqa: BLE001  # said by its class; its words may hold anything
            found = Failed(f"the policy can't be opened: {type(error).__name__}")
        replaced = isinstance(self._known.get(root), Project)
        self._known[root] = found
        if replaced:
            gc.unfreeze()
            gc.collect()  # the engine that was
        # The engine stays: the collector need not walk through it after every few edits.
        gc.freeze()
        self._ready(root)


def _below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)

"""A site with everything configured: log, vault, spool, break-glass, in folders of a test."""

import json
import re
from pathlib import Path

from promptward.audit.create import create
from promptward.config import Config, read_config
from promptward.custody import Custody, open_custody
from promptward.custody.opening import keys_of, open_vault
from promptward.engine import Engine
from promptward.lockdown import Lockdown
from promptward.model import Actor

from .audit.logs import Clock, records
from .clinic import CLINIC, built, detection

DOCTOR = Actor("dr_adams", {"clinician"}, mfa=True, assurance="verified")
CONFIG = """
[audit]
folder = "log"
[keys]
store = "file"
[vault]
folder = "vault"
restore_roles = ["privacy"]
[notify]
spool = "spool"
[break_glass]
roles = ["clinician"]
contact = "role:officer"
"""


def without(*sections: str) -> str:
    """The configuration of the site but for these sections of it."""
    parts = re.split(r"(?m)^(?=\[)", CONFIG)
    return "".join(p for p in parts if not p.startswith(tuple(f"[{s}]" for s in sections)))


class Site:
    """One configured machine; `engine()` opens it as another process would."""

    def __init__(self, folder: Path, text: str = CONFIG, source: str = CLINIC) -> None:
        self.folder = folder
        self.source = source
        self.clock = Clock()
        (folder / ".promptward").mkdir(exist_ok=True)
        (folder / ".promptward" / "config.toml").write_text(text)
        keys = keys_of(self.config)
        assert keys is not None
        self.key = create(str(self.log), keys, clock=self.clock)
        vault = open_vault(self.config)
        if vault is not None:
            vault.create()

    @property
    def log(self) -> Path:
        return self.folder / "log"

    @property
    def config(self) -> Config:
        return read_config({}, str(self.folder), machine_folder=str(self.folder / "none"))

    @property
    def lockdown(self) -> Path:
        return self.folder / "lockdown"

    def custody(self) -> Custody:
        custody = open_custody(
            self.config,
            {"JUPYTERHUB_USER": "jdoe"},
            clock=self.clock,
            lockdown=Lockdown([str(self.lockdown)]),
        )
        assert custody is not None
        return custody

    def engine(self) -> Engine:
        compiled = built(self.source).compiled
        assert compiled is not None
        return Engine(
            compiled.ir,
            compiled.notes,
            detection(self.source),
            custody=self.custody(),
            lockdown=Lockdown([str(self.lockdown)]),
        )

    def records(self) -> list[dict]:
        return records(self.log)

    def last(self, event: str | None = None) -> dict:
        found = [r for r in self.records() if event is None or r["ev"] == event]
        return found[-1]

    def events(self) -> list[str]:
        return [record["ev"] for record in self.records()]

    def notices(self) -> list[dict]:
        return [json.loads(p.read_text()) for p in (self.folder / "spool").glob("*.json")]

"""What the tests of the engine share: the shipped policy, compiled once a run."""

import datetime as dt
from pathlib import Path

import pytest

import promptward
from promptward.engine import Engine


@pytest.fixture(scope="session")
def shipped_cache(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """One folder of artefacts for all tests of a run, whichever process runs them."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "shipped_cache"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def shipped(shipped_cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """The default policy as it ships."""
    nowhere = str(tmp_path_factory.mktemp("nowhere"))
    return promptward.load(
        today=dt.date(2026, 11, 23),
        environ={"PROMPTWARD_CACHE": str(shipped_cache)},
        folder=nowhere,
        floor_folder=nowhere,
    )

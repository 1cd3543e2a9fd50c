"""
What all tests share: Hypothesis profiles, `--update` for golden files, their order, and the shipped
policy, compiled once a run.
"""

import datetime as dt
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import promptward
from promptward.engine import Engine

# Commands that tests start begin as a user's do, from compiled modules, whatever is set here:
# without them each of some thousand starts takes a second and a half more.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

settings.register_profile(
    "dev", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "ci",
    deadline=None,
    max_examples=40,
    derandomize=True,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("slow", settings.get_profile("dev"), max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if "CI" in os.environ else "dev"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update", action="store_true", help="rewrite golden files with what comes out now"
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """
    A failure of a part is read before the failures of the whole that it causes. What needs the
    shipped policy comes after what does not, so that one process compiles it while another tests.
    """

    def turn(item: pytest.Item) -> tuple[bool, bool]:
        whole = item.get_closest_marker("e2e") is not None
        return whole, "shipped_cache" in getattr(item, "fixturenames", ())

    items.sort(key=turn)


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be rewritten instead of compared."""
    return bool(request.config.getoption("--update"))


@pytest.fixture(scope="session")
def shipped_cache(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """One folder of artefacts for all tests of a run, whichever process runs them."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "shipped_cache"
    folder.mkdir(mode=0o700, exist_ok=True)
    with _alone(folder.with_suffix(".lock")):
        _load(folder, str(tmp_path_factory.mktemp("nowhere")))
    return folder


@pytest.fixture(scope="session")
def shipped(shipped_cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """The default policy as it ships."""
    return _load(shipped_cache, str(tmp_path_factory.mktemp("nowhere")))


def _load(cache: Path, nowhere: str) -> Engine:
    return promptward.load(
        today=dt.date(2026, 11, 23),
        environ={"PROMPTWARD_CACHE": str(cache)},
        folder=nowhere,
        floor_folder=nowhere,
    )


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """One process of the run at a time: the others wait for what it compiles, not for ever."""
    until = time.monotonic() + 600
    while True:
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL))
            break
        except FileExistsError:
            assert time.monotonic() < until, "whoever was to compile the policy has died"
            time.sleep(0.2)
    try:
        yield
    finally:
        lock.unlink()

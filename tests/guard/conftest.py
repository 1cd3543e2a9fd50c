"""A guard by a small policy, models to send to, and nothing left of either afterwards."""

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from promptward.guard import process
from promptward.guard.context import Asked
from promptward.guard.guard import Guard, Source

from .fake_models import FakeModels
from .hospital import policy

CLINICIAN = Asked(purpose="summary", roles=("clinician",))


@pytest.fixture(scope="session")
def servers() -> Iterator[tuple[FakeModels, FakeModels, FakeModels]]:
    made = (FakeModels(), FakeModels(), FakeModels())
    yield made
    for one in made:
        one.close()


@pytest.fixture
def ours(servers) -> FakeModels:
    """The model under an agreement."""
    servers[0].clear()
    return servers[0]


@pytest.fixture
def other(servers) -> FakeModels:
    """A model that the policy knows, without an agreement."""
    servers[1].clear()
    return servers[1]


@pytest.fixture
def unknown(servers) -> FakeModels:
    """A model that the policy does not know."""
    servers[2].clear()
    return servers[2]


@pytest.fixture(scope="session")
def place(servers, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the policy, and where its cache is."""
    folder = tmp_path_factory.mktemp("guarded")
    (folder / ".promptward").mkdir()
    text = policy(f"127.0.0.1:{servers[0].port}", f"127.0.0.1:{servers[1].port}")
    (folder / ".promptward" / "policy.ward").write_text(text, encoding="utf-8")
    (folder / "cache").mkdir(mode=0o700)
    (folder / "nowhere").mkdir()
    return folder


@pytest.fixture(scope="session")
def environ(place) -> dict[str, str]:
    """What a process needs to come to the same policy, proxies out of the way."""
    kept = {
        k: v
        for k, v in os.environ.items()
        if "proxy" not in k.lower() and not k.startswith("PROMPTWARD_")
    }
    return {**kept, "PROMPTWARD_CACHE": str(place / "cache"), "NO_PROXY": "*"}


@pytest.fixture
def guard(place, environ, monkeypatch: pytest.MonkeyPatch) -> Iterator[Guard]:
    """A fresh guard in this process, for a clinician who writes a summary."""
    for name in list(os.environ):
        if "proxy" in name.lower():
            monkeypatch.delenv(name)
    monkeypatch.setenv("NO_PROXY", "*")
    made = Guard(Source(None, str(place), str(place / "nowhere")), environ=environ)
    made.use(CLINICIAN)
    process.replace_guard(made)
    yield made
    process.take_out()


TODAY = dt.date(2026, 11, 26)

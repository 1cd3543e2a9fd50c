"""The shipped policy for tests that load it by no more than `promptward.load()`."""

from pathlib import Path

import pytest


@pytest.fixture
def loads_shipped(shipped_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is loaded is taken from the cache of the run, so nothing is compiled again."""
    monkeypatch.setenv("PROMPTWARD_CACHE", str(shipped_cache))
    monkeypatch.delenv("PROMPTWARD_POLICY", raising=False)

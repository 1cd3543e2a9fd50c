"""Servers for tests: each in its own folder, with the shipped policy from the cache of the run."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.lsp.client import Client


@pytest.fixture
def serve(tmp_path: Path, shipped_cache: Path, shipped) -> Iterator[Callable[..., Client]]:
    """`serve(capabilities, options)`: a client whose server has started."""
    made: list[Client] = []

    def start(capabilities: dict | str = "vscode", options: dict | None = None, **more) -> Client:
        client = Client(tmp_path, shipped_cache, **more)
        made.append(client)
        client.announced = client.start(capabilities, options)
        return client

    yield start
    for client in made:
        client.close()

"""A policy that is being run for one question is not run again for the same."""

import asyncio
import threading

from promptward_lsp.server import make_server
from promptward_lsp.ward import running


def test_who_asks_again_meanwhile_gets_the_same_answer(tmp_path, monkeypatch) -> None:
    policy = tmp_path / "a.ward"
    policy.write_text("policy a.b version 1.0.0\n")
    runs: list[str] = []
    go_on = threading.Event()

    def slow(_path, name, _environ) -> str:
        runs.append(name)
        go_on.wait(60)
        return f"run {len(runs)}"

    monkeypatch.setattr(running, "evaluated", slow)

    async def ask() -> list[str]:
        run = make_server().protocol.fm.commands["promptward.evaluate"]
        asked = [asyncio.ensure_future(run(policy.as_uri(), "t")) for _ in range(3)]
        await asyncio.sleep(0.05)
        go_on.set()
        return [*await asyncio.gather(*asked), await run(policy.as_uri(), "t")]

    assert asyncio.run(ask()) == ["run 1", "run 1", "run 1", "run 2"]

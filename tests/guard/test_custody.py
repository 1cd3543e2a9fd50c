"""Where a site keeps a log and a vault, the guard's requests stand in them."""

import json
import shutil

import httpx
import pytest

from promptward.audit.create import create
from promptward.config import read_config
from promptward.custody.opening import keys_of, open_vault
from promptward.guard import PromptBlocked, process, session
from promptward.guard.guard import Guard, Source

from .conftest import CLINICIAN
from .hospital import policy

CONFIG = """
[audit]
folder = "log"
[keys]
store = "file"
[vault]
folder = "vault"
[guard]
override_roles = ["clinician"]
"""
PROMPT = "Avery Abramsen, MRN 41370011"


@pytest.fixture
def site(tmp_path, environ, ours, other):
    home = tmp_path / ".promptward"
    home.mkdir()
    (home / "policy.ward").write_text(
        policy(f"127.0.0.1:{ours.port}", f"127.0.0.1:{other.port}"), encoding="utf-8"
    )
    (home / "config.toml").write_text(CONFIG)
    nowhere = str(tmp_path / "none")
    config = read_config(environ, str(tmp_path), machine_folder=nowhere)
    create(str(tmp_path / "log"), keys_of(config), clock=lambda: 1_800_000_000.0)
    open_vault(config).create()
    made = Guard(Source(None, str(tmp_path), nowhere), environ=environ)
    made.use(CLINICIAN)
    process.replace_guard(made)
    yield tmp_path
    process.take_out()


def records(folder) -> list[dict]:
    segments = sorted((folder / "log" / "segments").iterdir())
    return [json.loads(line) for file in segments for line in file.read_text().splitlines()]


def ask(server, prompt=PROMPT):
    reply = httpx.post(
        f"{server.url}/v1/chat/completions",
        json={"model": "m", "messages": [{"role": "user", "content": prompt}]},
    )
    return reply.json()["choices"][0]["message"]["content"]


def test_an_intent_an_outcome_and_a_restoring_are_written_down(site, ours, other) -> None:
    assert ask(ours) == PROMPT
    with pytest.raises(PromptBlocked):
        ask(other)
    log = records(site)
    assert [one["ev"] for one in log if one["ev"] not in {"init", "policy_load"}] == [
        "intent",
        "outcome",
        "restore",
        "denial",
    ]
    intent, outcome = (
        next(one for one in log if one["ev"] == kind) for kind in ("intent", "outcome")
    )
    assert (outcome["id"], outcome["outcome"]) == (intent["id"], "sent")
    assert intent["dest"] == "guard.tests.ours"
    assert "Abramsen" not in json.dumps(log)


def test_without_a_log_nothing_leaves(site, ours) -> None:
    shutil.rmtree(site / "log")
    with pytest.raises(PromptBlocked):
        ask(ours)
    assert ours.connections == 0


def test_what_does_not_arrive_is_written_down_as_failed(site, ours) -> None:
    url = ours.url
    with pytest.raises(httpx.ConnectError), httpx.Client(proxy="http://127.0.0.1:9") as client:
        client.post(
            f"{url}/v1/chat/completions",
            json={"model": "m", "messages": [{"role": "user", "content": PROMPT}]},
        )
    assert [one["outcome"] for one in records(site) if one["ev"] == "outcome"] == ["failed"]


def test_a_stated_reason_is_kept_and_used_once(site, ours) -> None:
    prompt = " ".join(f"MRN {41370011 + 733 * n}" for n in range(6))
    with session(purpose="billing"):
        with pytest.raises(PromptBlocked, match="reason") as held:
            ask(ours, prompt)
        process.current().override(held.value.event.id, "The claim of this ward is disputed")
        assert ask(ours, prompt) == prompt
        with pytest.raises(PromptBlocked, match="reason"):
            ask(ours, prompt)
    log = records(site)
    assert [one["ev"] for one in log].count("justification") == 1
    assert "disputed" not in json.dumps(log)
    assert len(ours.received) == 1

"""What a site sets in `[guard]`, and what a guard costs a Python that sends nothing."""

import datetime as dt
import json
import subprocess
import sys
import time

import pytest

from promptward.guard import PromptBlocked, ScanUnavailable
from promptward.guard.context import Asked
from promptward.guard.guard import Guard, Source
from promptward.guard.outgoing import Outgoing
from promptward.roster import Roster

from .hospital import policy

NAME = "Avery Abramsen"
WAIVED = "day"


@pytest.fixture
def configured(tmp_path, environ, ours, other):
    (tmp_path / ".promptward").mkdir()
    text = policy(f"127.0.0.1:{ours.port}", f"127.0.0.1:{other.port}")
    (tmp_path / ".promptward" / "policy.ward").write_text(text, encoding="utf-8")

    def guarded(config: str) -> Guard:
        (tmp_path / ".promptward" / "config.toml").write_text(f"[guard]\n{config}\n")
        made = Guard(Source(None, str(tmp_path), str(tmp_path / "none")), environ=environ)
        made.use(Asked(purpose="summary"))
        return made

    return guarded


def out(server, data, path="/v1/chat/completions"):
    return Outgoing(
        "POST",
        f"{server.url}{path}",
        (("Content-Type", "application/json"),),
        json.dumps(data).encode(),
    )


def chat(text):
    return {"model": "m", "messages": [{"role": "user", "content": text}]}


def test_everybody_here_may_be_given_a_role(configured, ours) -> None:
    with pytest.raises(PromptBlocked):
        configured("").judge(out(ours, chat(NAME)))
    passed = configured('roles = ["clinician"]').judge(out(ours, chat(NAME)))
    assert passed.restorer is not None
    assert (
        configured('roles = ["clinician"]\nrestore = false').judge(out(ours, chat(NAME))).restorer
        is None
    )


def test_a_waiver_that_ends_while_a_kernel_runs_ends_there(configured, tmp_path, environ) -> None:
    configured('roles = ["clinician"]')
    file = tmp_path / ".promptward" / "policy.ward"
    today = dt.datetime.now(tz=dt.UTC).astimezone().date()
    waiver = f'disable detector {WAIVED} because "in review" until {today}\n'
    file.write_text(f"{file.read_text()}\n{waiver}", encoding="utf-8")
    now = [time.time()]
    source = Source(None, str(tmp_path), str(tmp_path / "none"))
    guard = Guard(source, environ=environ, clock=lambda: now[0])
    during = guard.engine
    assert during.ends == today
    assert not [name for name in during.ir.detectors if name.endswith(WAIVED)]
    roster, _ = Roster.of(["Avery Abramsen"], "guard.tests.names", "A", detector="ours")
    guard.register(roster)
    assert guard.engine is during
    now[0] += 86_400
    after = guard.engine
    assert after is not during
    assert [name for name in after.ir.detectors if name.endswith(WAIVED)]
    assert after.roster(roster.detector) is during.roster(roster.detector)
    assert guard.engine is after


def test_all_bodies_may_be_judged(configured, unknown) -> None:
    data = {"patient": NAME}
    assert not configured("").judge(out(unknown, data, "/fhir")).judged
    with pytest.raises(PromptBlocked):
        configured('unlisted = "all"').judge(out(unknown, data, "/fhir"))
    assert configured('unlisted = "all"').judge(out(unknown, {"a": "b"}, "/fhir")).judged


@pytest.mark.parametrize(
    "config",
    ['unlisted = "none"', 'outputs = "x"', "override_minutes = 0", "unlistd = 'all'", "roles = 1"],
)
def test_a_setting_that_is_none_stops_every_prompt(configured, ours, config) -> None:
    with pytest.raises(ScanUnavailable, match=r"config\.toml: \[guard\]"):
        configured(config).judge(out(ours, chat("hi")))


def test_a_reason_holds_for_its_minutes_and_for_who_may_state_one(
    tmp_path, environ, configured, ours
) -> None:
    now = [1000.0]
    made = configured(
        'roles = ["clinician"]\noverride_minutes = 2\noverride_roles = ["researcher"]'
    )
    made._clock = lambda: now[0]
    made.use(Asked(purpose="billing"))
    prompt = out(ours, chat(" ".join(f"MRN {41370011 + 733 * n}" for n in range(6))))
    with pytest.raises(PromptBlocked) as held:
        made.judge(prompt)
    with pytest.raises(Exception, match="role"):
        made.override(held.value.event.id, "Claim 7 is disputed")
    made._settings = made.settings._replace(override_roles=("clinician",))
    made.override(held.value.event.id, "Claim 7 is disputed")
    now[0] += 121
    with pytest.raises(PromptBlocked):
        made.judge(prompt)


def test_installing_imports_nothing_that_sends_and_nothing_heavy(environ, place) -> None:
    program = "import sys\nbefore = set(sys.modules)\nfrom promptward import guard\nguard.install()\nprint(*sorted(set(sys.modules) - before))"
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=environ,
        cwd=place,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert not loaded & {
        "socket",
        "ssl",
        "http",
        "urllib",
        "asyncio",
        "httpx",
        "hyperscan",
        "re2",
        "yaml",
        "lark",
        "numpy",
        "IPython",
        "cryptography",
    }
    assert "promptward.engine" not in done.stdout.split()

"""What is said about requests, reasons that release one, and processes beside this one."""

import multiprocessing
import subprocess
import sys

import pytest

from promptward.guard import PromptBlocked, session

from .conftest import CLINICIAN
from .ways import PROMPT, by_httpx, chat_url


def test_a_purpose_holds_for_its_block_only(guard, ours) -> None:
    guard.usual = CLINICIAN._replace(purpose=None)
    with pytest.raises(PromptBlocked):
        by_httpx(chat_url(ours), PROMPT)
    with session(purpose="summary") as conversation:
        assert by_httpx(chat_url(ours), PROMPT) == PROMPT
        token = ours.received[-1].data["messages"][0]["content"].split(",")[0]
        assert conversation.restore(f"About {token}: fine") == "About Avery Abramsen: fine"
    with pytest.raises(PromptBlocked):
        by_httpx(chat_url(ours), PROMPT)
    with session(purpose="summary", to="other"), pytest.raises(PromptBlocked):
        by_httpx(chat_url(ours), PROMPT)
    with (
        session(purpose="summary", mode="block"),
        pytest.raises(PromptBlocked, match="mode `block`"),
    ):
        by_httpx(chat_url(ours), PROMPT)
    assert len(ours.received) == 1


def test_a_reason_releases_one_prompt_once(guard, ours) -> None:
    prompt = " ".join(f"MRN {41370011 + 733 * n}" for n in range(6))
    with session(purpose="billing"):
        with pytest.raises(PromptBlocked, match="needs a stated reason") as held:
            by_httpx(chat_url(ours), prompt)
        with pytest.raises(Exception, match="at least 3 words"):
            guard.override(held.value.event.id, "because")
        guard.override(held.value.event.id, "Claim 7 is disputed")
        with pytest.raises(PromptBlocked):
            by_httpx(chat_url(ours), prompt + " and more")
        assert by_httpx(chat_url(ours), prompt) == prompt
        with pytest.raises(PromptBlocked):
            by_httpx(chat_url(ours), prompt)
    assert len(ours.received) == 1


CHILD = """
import sys
from promptward import guard
from promptward.guard.context import Asked
guard.install().use(Asked(purpose="summary", roles=("clinician",)))
import httpx
url = sys.argv[1]
try:
    httpx.post(url, json={"model": "m", "messages": [{"role": "user", "content": "Avery Abramsen"}]})
except guard.PromptBlocked as blocked:
    print("blocked", blocked.event.id)
"""


def test_another_process_guards_itself_by_the_policy_of_its_folder(
    servers, place, environ, other
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CHILD, chat_url(other)],
        capture_output=True, text=True, cwd=place, env=environ, timeout=120, check=False,
    )  # fmt: skip
    assert done.stdout.startswith("blocked"), done.stderr
    assert other.connections == 0


def test_a_child_of_multiprocessing_is_guarded_too(guard, other, ours) -> None:
    assert by_httpx(chat_url(ours), PROMPT) == PROMPT
    with multiprocessing.get_context("fork").Pool(2) as pool:
        with pytest.raises(PromptBlocked):
            pool.apply(by_httpx, (chat_url(other), PROMPT))
        assert pool.apply(by_httpx, (chat_url(ours), PROMPT)) == PROMPT
    assert other.connections == 0


SPAWNED = """
import multiprocessing
import sys
from promptward import guard
from promptward.guard.context import Asked

def ask(url):
    import httpx
    body = {"model": "m", "messages": [{"role": "user", "content": "Avery Abramsen"}]}
    try:
        return str(httpx.post(url, json=body, timeout=20).status_code)
    except guard.PromptBlocked:
        return "blocked"

if __name__ == "__main__":
    guard.install().use(Asked(purpose="summary", roles=("clinician",)))
    if sys.argv[1] == "loky":
        from joblib import Parallel, delayed
        print(*Parallel(2)(map(delayed(ask), sys.argv[2:])))
    elif sys.argv[1] == "executor":
        from concurrent.futures import ProcessPoolExecutor
        spawn = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(1, mp_context=spawn) as pool:
            print(*pool.map(ask, sys.argv[2:]))
    else:
        with multiprocessing.get_context(sys.argv[1]).Pool(1) as pool:
            print(*pool.map(ask, sys.argv[2:]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="`forkserver` is of POSIX")
@pytest.mark.parametrize(
    "way", ["spawn", "forkserver", "executor", pytest.param("loky", marks=pytest.mark.sdk)]
)
def test_a_child_that_starts_anew_is_guarded_without_the_pth_file(
    servers, place, environ, ours, other, way
) -> None:
    script = place / f"{way}.py"
    script.write_text(SPAWNED, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(script), way, chat_url(other), chat_url(ours)],
        capture_output=True, text=True, cwd=place, env=environ, timeout=300, check=False,
    )  # fmt: skip
    assert done.stdout.split() == ["blocked", "200"], done.stderr
    assert other.connections == 0
    (received,) = ours.received
    assert b"Avery" not in ours.bytes, "the purpose came along, and the prompt was rewritten"
    assert received.data["model"] == "m"

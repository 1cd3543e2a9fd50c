"""Every SDK in every way it is asked: nothing of a blocked prompt leaves, the others come back."""

import asyncio
import inspect
import json
import multiprocessing
from concurrent.futures import ThreadPoolExecutor

import anthropic
import openai
import pytest

from promptward.guard import PromptBlocked

from .hospital import patients, planted
from .sdks import LARGE, SMALL, WAYS, of

pytestmark = pytest.mark.filterwarnings("ignore")  # what the SDKs themselves warn of

KINDS = (*SMALL, *LARGE)
EVERY = pytest.mark.parametrize(("kind", "way"), of(KINDS, *WAYS))
ONE = pytest.mark.parametrize(("kind", "way"), of(KINDS, "ask"))
LATER = pytest.mark.parametrize(("kind", "way"), of(KINDS, "ask_async"))
PROMPT = 'Avery Abramsen, MRN 41370011,\n"Hedda O"Hara"'
PROMPTS = [f"{one}, MRN 4137{n:04d}" for n, one in enumerate(patients()[:24])]


def asked(kind, way: str, url: str, *prompts: str) -> list[str]:
    """The answers to some prompts by one client."""
    sdk = kind(url)
    call = getattr(sdk, way)
    try:
        if not inspect.iscoroutinefunction(call):
            return [call(prompt) for prompt in prompts]

        async def together():
            return await asyncio.gather(*map(call, prompts))

        return asyncio.run(together())
    finally:
        sdk.close()


def arrived(server, value: str) -> bool:
    return value.encode() in server.bytes or json.dumps(value)[1:-1].encode() in server.bytes


def blocked(error: BaseException | None) -> bool:
    """Whether an SDK's error is ours, or has ours inside: LiteLLM wraps it."""
    while error is not None and not isinstance(error, PromptBlocked):
        error = error.__cause__ or error.__context__
    return error is not None


@EVERY
def test_two_hundred_identifiers_are_all_replaced_and_all_come_back(
    guard, ours, kind, way
) -> None:
    prompt = "\n".join(
        f"- MRN {one}" if one.isdigit() else f"- {one} was seen" for one in planted()
    )
    assert asked(kind, way, ours.url, prompt) == [prompt]
    assert len(ours.received) == 1
    assert [value for value in planted() if arrived(ours, value)] == []
    assert guard.events.last()[-1].replaced == 200


@EVERY
def test_a_blocked_prompt_does_not_even_connect(guard, other, kind, way) -> None:
    with pytest.raises(Exception, match="nothing was sent") as caught:
        asked(kind, way, other.url, PROMPT)
    assert blocked(caught.value)
    assert (other.connections, other.received) == (0, [])
    assert len(guard.events.last()) == 1, "the SDK tried again"
    said, error = "", caught.value
    while error is not None:
        said += str(error) + repr(error)
        error = error.__cause__ or error.__context__
    assert not any(value in said for value in ("Avery", "41370011", "O\\"))


@pytest.mark.parametrize(("kind", "way"), of(SMALL, *WAYS))
def test_a_block_is_an_error_of_the_sdks_own(guard, other, kind, way) -> None:
    with pytest.raises(PromptBlocked) as caught:
        asked(kind, way, other.url, PROMPT)
    assert isinstance(caught.value, openai.OpenAIError)
    assert isinstance(caught.value, anthropic.AnthropicError)


@ONE
def test_a_model_that_the_policy_does_not_know_gets_no_identifier(
    guard, unknown, kind, way
) -> None:
    with pytest.raises(Exception, match="nothing was sent"):
        asked(kind, way, unknown.url, PROMPT)
    assert unknown.connections == 0
    question = "What is the dose of metformin?"
    assert asked(kind, way, unknown.url, question) == [question]


@ONE
def test_a_redirect_to_a_party_without_agreement_is_not_followed(
    guard, ours, other, kind, way
) -> None:
    ours.redirect = (307, f"{other.url}/v1/chat/completions")
    with pytest.raises(Exception):  # noqa: B017, PT011  # each SDK's own, or ours
        asked(kind, way, ours.url, PROMPT)
    assert ours.received
    assert not arrived(ours, "Avery Abramsen")
    assert other.connections == 0


@ONE
def test_what_is_tried_again_is_rewritten_again_to_the_same(guard, ours, kind, way) -> None:
    ours.failures = 1
    try:
        answers = asked(kind, way, ours.url, PROMPT)
    except Exception:  # noqa: BLE001  # an SDK that does not try again
        answers = asked(kind, way, ours.url, PROMPT)
    assert answers == [PROMPT]
    first, second = (one.data for one in ours.received)
    assert first == second, "the same pseudonyms"
    assert not arrived(ours, "Avery Abramsen")


@ONE
def test_through_a_proxy_the_party_that_is_meant_is_judged(
    guard, ours, other, unknown, kind, way, monkeypatch
) -> None:
    monkeypatch.delenv("NO_PROXY")
    for name in ("HTTP_PROXY", "http_proxy"):
        monkeypatch.setenv(name, unknown.url)  # answers whatever it is asked to hand on
    assert asked(kind, way, ours.url, PROMPT) == [PROMPT]
    with pytest.raises(Exception, match="nothing was sent"):
        asked(kind, way, other.url, PROMPT)
    assert len(unknown.received) == 1
    assert not arrived(unknown, "Avery Abramsen")
    assert ours.connections == other.connections == 0


@ONE
def test_a_connection_is_used_again(guard, ours, kind, way) -> None:
    assert asked(kind, way, ours.url, *PROMPTS[:4]) == PROMPTS[:4]
    assert (ours.connections, len(ours.received)) == (1, 4)


@ONE
def test_many_threads_get_their_own_answers(guard, ours, kind, way) -> None:
    sdk = kind(ours.url)
    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(getattr(sdk, way), PROMPTS)) == PROMPTS
    sdk.close()
    assert len(ours.received) == len(PROMPTS)
    assert not any(arrived(ours, name) for name in patients())


@LATER
def test_many_tasks_get_their_own_answers(guard, ours, kind, way) -> None:
    assert asked(kind, way, ours.url, *PROMPTS) == PROMPTS
    assert len(ours.received) == len(PROMPTS)
    assert not any(arrived(ours, name) for name in patients())


def _in_a_child(kind, way, ours: str, other: str) -> tuple[list[str], bool]:
    try:
        asked(kind, way, other, PROMPT)
    except Exception as error:  # noqa: BLE001  # some of them can't be pickled
        stopped = blocked(error)
    else:
        stopped = False
    return asked(kind, way, ours, PROMPT), stopped


@ONE
def test_a_child_of_multiprocessing_is_guarded_too(guard, ours, other, kind, way) -> None:
    guard.engine  # noqa: B018  # loaded, as it would be in a service that forks
    with multiprocessing.get_context("fork").Pool(1) as pool:
        answers, stopped = pool.apply_async(_in_a_child, (kind, way, ours.url, other.url)).get(60)
    assert answers == [PROMPT]
    assert stopped
    assert other.connections == 0
    assert not arrived(ours, "Avery Abramsen")

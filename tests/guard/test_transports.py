"""Every way out of a process that a Python library takes: rewritten, restored, stopped."""

import json
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import httpx
import openai
import pytest
import requests

from promptward.guard import PromptBlocked, process

from .hospital import patients
from .ways import (
    PROMPT,
    VALUES,
    WAYS,
    answer,
    body,
    by_aiohttp,
    by_httpx,
    by_requests,
    by_urllib3,
    chat_url,
)


@pytest.mark.parametrize("ask", WAYS)
def test_a_prompt_is_rewritten_on_its_way_out_and_restored_on_its_way_back(
    guard, ours, ask
) -> None:
    assert ask(chat_url(ours), PROMPT) == PROMPT
    assert len(ours.received) == 1
    for value in VALUES:
        assert value.encode() not in ours.bytes
    assert b"[NAME_" in ours.bytes


@pytest.mark.parametrize("ask", WAYS)
def test_a_blocked_prompt_does_not_even_connect(guard, other, ask) -> None:
    with pytest.raises(PromptBlocked):
        ask(chat_url(other), PROMPT)
    assert other.connections == 0


@pytest.mark.parametrize("ask", WAYS)
def test_a_prompt_without_identifiers_is_sent_as_it_is(guard, ours, ask) -> None:
    assert ask(chat_url(ours), "What is metformin for?") == "What is metformin for?"
    assert guard.events.last()[-1].outcome == "sent"


def test_through_a_proxy_the_party_that_is_meant_is_judged(guard, ours, other, unknown) -> None:
    proxy = unknown.url  # answers whatever it is asked to hand on
    with httpx.Client(proxy=proxy) as client:
        assert answer(client.post(chat_url(ours), json=body(PROMPT)).text) == PROMPT
        with pytest.raises(PromptBlocked):
            client.post(chat_url(other), json=body(PROMPT))
    session_ = requests.Session()
    session_.trust_env = False
    session_.proxies = {"http": proxy}
    assert answer(session_.post(chat_url(ours), json=body(PROMPT), timeout=20).text) == PROMPT
    with pytest.raises(PromptBlocked):
        session_.post(chat_url(other), json=body(PROMPT), timeout=20)
    session_.close()
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({"http": proxy}))
    with pytest.raises(PromptBlocked):
        opener.open(
            urllib.request.Request(
                chat_url(other),
                json.dumps(body(PROMPT)).encode(),
                {"Content-Type": "application/json"},
            ),
            timeout=20,
        )
    assert len(unknown.received) == 2
    assert not any(value.encode() in unknown.bytes for value in VALUES)
    assert ours.connections == other.connections == 0


def test_what_is_tried_again_is_rewritten_again(guard, ours) -> None:
    ours.failures = 1
    with openai.OpenAI(base_url=f"{ours.url}/v1", api_key="k", max_retries=2) as client:
        assert client.chat.completions.create(**body(PROMPT)).choices[0].message.content == PROMPT
    first, second = (one.data for one in ours.received)
    assert first == second, "the same pseudonyms"


def test_many_threads_get_their_own_answers(guard, ours) -> None:
    prompts = [f"{one}, MRN 4137{n:04d}" for n, one in enumerate(patients())]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda prompt: by_httpx(chat_url(ours), prompt), prompts)) == prompts
    assert len(ours.received) == len(prompts)
    assert not any(name.encode() in ours.bytes for name in patients())


def test_a_redirect_to_a_party_without_agreement_is_judged_again(guard, ours, other) -> None:
    ours.redirect = (307, chat_url(other))
    for ask in (by_requests, by_urllib3, by_aiohttp):
        with pytest.raises(PromptBlocked):
            ask(chat_url(ours), PROMPT)
    with httpx.Client(follow_redirects=True) as client, pytest.raises(PromptBlocked):
        client.post(chat_url(ours), json=body(PROMPT))
    assert other.connections == 0
    assert len(ours.received) == 4


def test_a_body_that_is_sent_in_pieces_is_put_together(guard, ours) -> None:
    content = json.dumps(body(PROMPT)).encode()
    pieces = (content[at : at + 7] for at in range(0, len(content), 7))
    reply = requests.post(
        chat_url(ours), data=pieces, headers={"Content-Type": "application/json"}, timeout=20
    )
    assert answer(reply.text) == PROMPT
    with httpx.Client() as client:
        parts = (content[at : at + 7] for at in range(0, len(content), 7))
        assert (
            answer(
                client.post(
                    chat_url(ours), content=parts, headers={"Content-Type": "application/json"}
                ).text
            )
            == PROMPT
        )
    assert not any(value.encode() in ours.bytes for value in VALUES)


def test_a_process_has_one_guard(guard, tmp_path) -> None:
    assert process.install() is guard
    with pytest.raises(Exception, match="another policy"):
        process.install(str(tmp_path / "another.ward"))


def test_taken_out_it_lets_everything_pass(guard, other) -> None:
    process.take_out()
    assert by_httpx(chat_url(other), PROMPT) == PROMPT
    assert by_requests(chat_url(other), PROMPT) == PROMPT
    assert by_aiohttp(chat_url(other), PROMPT) == PROMPT

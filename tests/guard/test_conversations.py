"""Several requests of one conversation, several conversations at once, and texts for embeddings."""

import asyncio
import json

import openai
import pytest

from promptward.guard import PromptBlocked, session

from .conftest import CLINICIAN
from .sdks import TOOLS, said
from .ways import body, chat_url

pytestmark = pytest.mark.filterwarnings("ignore")  # what the SDK itself warns of
NAMES = ("Avery Abramsen", "Fatima Dragomir")


@pytest.fixture
def client(ours):
    with openai.OpenAI(base_url=f"{ours.url}/v1", api_key="k") as made:
        yield made


def test_the_turns_of_a_tool_go_back_and_forth_under_one_pseudonym(guard, ours, client) -> None:
    messages: list = said(f"Save: {NAMES[0]} slept well")
    first = client.chat.completions.create(model="m", messages=messages, tools=TOOLS)
    (call,) = first.choices[0].message.tool_calls
    assert json.loads(call.function.arguments)["note"] == f"Save: {NAMES[0]} slept well"
    messages += [
        first.choices[0].message.model_dump(exclude_none=True),
        {
            "role": "tool",
            "tool_call_id": call.id,
            "content": json.dumps({"saved": NAMES[0], "by": NAMES[1]}),
        },
        *said(f"Was it {NAMES[0]}, or {NAMES[1]}?"),
    ]
    second = client.chat.completions.create(model="m", messages=messages)
    assert second.choices[0].message.content == f"Was it {NAMES[0]}, or {NAMES[1]}?"
    for name in NAMES:
        assert name.encode() not in ours.bytes
    one, other = (request.data["messages"] for request in ours.received)
    token = one[0]["content"].split()[1]
    assert token.startswith("[NAME_")
    assert other[0] == one[0], "what was sent before is sent the same again"
    assert json.loads(other[1]["tool_calls"][0]["function"]["arguments"])["note"].count(token) == 1
    assert json.loads(other[2]["content"])["saved"] == token
    assert other[3]["content"].startswith(f"Was it {token}")


def test_texts_for_embeddings_are_rewritten_each_by_itself(guard, ours, client) -> None:
    texts = [f"{NAMES[0]} slept well", "The dose was halved.", f"{NAMES[1]}, {NAMES[0]}"]
    client.embeddings.create(model="m", input=texts)
    (received,) = ours.received
    first, second, third = received.data["input"]
    assert second == texts[1]
    token = first.removesuffix(" slept well")
    assert token.startswith("[NAME_")
    assert third.endswith(token)
    for name in NAMES:
        assert name.encode() not in ours.bytes


def test_texts_that_are_numbers_of_tokens_are_stopped(guard, ours, client) -> None:
    with pytest.raises(PromptBlocked, match="numbers of tokens"):
        client.embeddings.create(model="m", input=[[9906, 1917, 11, 602, 1097, 32, 29, 7]])
    assert ours.received == []


def test_tasks_at_the_same_time_each_have_their_own_purpose(guard, ours) -> None:
    import httpx

    guard.usual = CLINICIAN._replace(purpose=None)
    ready = asyncio.Event()

    async def ask(purpose: str | None, name: str) -> str:
        async with httpx.AsyncClient() as sender:
            if purpose is None:
                ready.set()
                await asyncio.sleep(0.05)  # the other one is within its session now
                await sender.post(chat_url(ours), json=body(name))
            with session(purpose=purpose):
                await ready.wait()
                await asyncio.sleep(0.02)
                reply = await sender.post(chat_url(ours), json=body(name))
                await asyncio.sleep(0.1)
        return reply.json()["choices"][0]["message"]["content"]

    async def both():
        return await asyncio.gather(
            ask("summary", NAMES[0]), ask(None, NAMES[1]), return_exceptions=True
        )

    done, stopped = asyncio.run(both())
    assert done == NAMES[0]
    assert isinstance(stopped, PromptBlocked)
    assert len(ours.received) == 1

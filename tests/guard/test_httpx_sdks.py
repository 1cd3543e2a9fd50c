"""openai and anthropic, as installed, against models on this machine."""

import asyncio
import json

import anthropic
import openai
import pytest

from promptward.guard import PromptBlocked

from .hospital import planted

PROMPT = 'Summarise: Avery Abramsen, MRN 41370011, SSN 900-10-1000, and "Hedda O"Hara".\nStable.'
VALUES = ("Avery Abramsen", "41370011", "900-10-1000", 'Hedda O"Hara', 'O\\"Hara')
TOOLS = [
    {
        "type": "function",
        "function": {
            "name": "save",
            "parameters": {"type": "object", "properties": {"note": {"type": "string"}}},
        },
    }
]
ANTHROPIC_TOOLS = [
    {
        "name": "save",
        "input_schema": {"type": "object", "properties": {"note": {"type": "string"}}},
    }
]


def said(text: str) -> list[dict[str, str]]:
    return [{"role": "system", "content": "You are terse."}, {"role": "user", "content": text}]


def client(server, **more) -> openai.OpenAI:
    return openai.OpenAI(base_url=f"{server.url}/v1", api_key="k", **more)


def chat(server, prompt):
    return (
        client(server)
        .chat.completions.create(model="gpt-4o-2024-08-06", messages=said(prompt))
        .choices[0]
        .message.content
    )


def chat_stream(server, prompt):
    stream = client(server).chat.completions.create(model="m", messages=said(prompt), stream=True)
    return "".join(e.choices[0].delta.content or "" for e in stream if e.choices)


def chat_tools(server, prompt):
    done = client(server).chat.completions.create(model="m", messages=said(prompt), tools=TOOLS)
    return json.loads(done.choices[0].message.tool_calls[0].function.arguments)["note"]


def chat_tools_stream(server, prompt):
    stream = client(server).chat.completions.create(
        model="m", messages=said(prompt), tools=TOOLS, stream=True
    )
    parts = [
        call.function.arguments for e in stream for call in (e.choices[0].delta.tool_calls or ())
    ]
    return json.loads("".join(parts))["note"]


def responses(server, prompt):
    return client(server).responses.create(model="m", input=prompt).output_text


def responses_stream(server, prompt):
    texts, done, whole = "", "", ""
    for event in client(server).responses.create(model="m", input=said(prompt), stream=True):
        if event.type == "response.output_text.delta":
            texts += event.delta
        elif event.type == "response.output_text.done":
            done = event.text
        elif event.type == "response.completed":
            whole = event.response.output_text
    assert texts == done == whole
    return texts


def raw_response(server, prompt):
    raw = client(server).chat.completions.with_raw_response.create(
        model="m", messages=said(prompt)
    )
    return raw.parse().choices[0].message.content


def chat_async(server, prompt):
    async def ask():
        async with openai.AsyncOpenAI(base_url=f"{server.url}/v1", api_key="k") as one:
            done = await one.chat.completions.create(model="m", messages=said(prompt))
            return done.choices[0].message.content

    return asyncio.run(ask())


def chat_async_stream(server, prompt):
    async def ask():
        async with openai.AsyncOpenAI(base_url=f"{server.url}/v1", api_key="k") as one:
            stream = await one.chat.completions.create(
                model="m", messages=said(prompt), stream=True
            )
            return "".join([e.choices[0].delta.content or "" async for e in stream])

    return asyncio.run(ask())


def claude(server, **more) -> anthropic.Anthropic:
    return anthropic.Anthropic(base_url=server.url, api_key="k", **more)


def message(server, prompt):
    done = claude(server).messages.create(
        model="claude-sonnet-4-20250514",
        max_tokens=99,
        system="Terse.",
        messages=[{"role": "user", "content": prompt}],
    )
    return done.content[0].text


def message_stream(server, prompt):
    with claude(server).messages.stream(
        model="m", max_tokens=99, messages=[{"role": "user", "content": prompt}]
    ) as stream:
        return "".join(stream.text_stream)


def message_tools(server, prompt):
    done = claude(server).messages.create(
        model="m",
        max_tokens=99,
        tools=ANTHROPIC_TOOLS,
        messages=[{"role": "user", "content": [{"type": "text", "text": prompt}]}],
    )
    return done.content[0].input["note"]


def message_tools_stream(server, prompt):
    with claude(server).messages.stream(
        model="m",
        max_tokens=99,
        tools=ANTHROPIC_TOOLS,
        messages=[{"role": "user", "content": prompt}],
    ) as stream:
        return stream.get_final_message().content[0].input["note"]


def message_async_stream(server, prompt):
    async def ask():
        async with anthropic.AsyncAnthropic(base_url=server.url, api_key="k") as one:
            async with one.messages.stream(
                model="m", max_tokens=99, messages=[{"role": "user", "content": prompt}]
            ) as stream:
                return "".join([text async for text in stream.text_stream])

    return asyncio.run(ask())


CASES = [
    chat, chat_stream, chat_tools, chat_tools_stream, responses, responses_stream, raw_response,
    chat_async, chat_async_stream, message, message_stream, message_tools, message_tools_stream,
    message_async_stream,
]  # fmt: skip


@pytest.mark.parametrize("ask", CASES)
def test_a_pseudonymised_prompt_arrives_without_identifiers_and_its_reply_comes_back_whole(
    guard, ours, ask
) -> None:
    assert ask(ours, PROMPT) == PROMPT
    assert len(ours.received) == 1
    for value in VALUES:
        assert value.encode() not in ours.bytes
        assert json.dumps(value)[1:-1].encode() not in ours.bytes
    assert b"[NAME_" in ours.bytes
    assert guard.events.last()[-1].outcome == "rewritten"


@pytest.mark.parametrize("ask", CASES)
def test_a_blocked_prompt_does_not_even_connect(guard, other, ask) -> None:
    with pytest.raises(PromptBlocked) as caught:
        ask(other, PROMPT)
    assert (other.connections, other.received) == (0, [])
    assert len(guard.events.last()) == 1, "the SDK tried again"
    for value in VALUES:
        assert value not in str(caught.value)
        assert value not in repr(caught.value)
    assert isinstance(caught.value, openai.OpenAIError)
    assert isinstance(caught.value, anthropic.AnthropicError)


@pytest.mark.parametrize("ask", [chat, message_stream, chat_async])
def test_a_model_that_the_policy_does_not_know_gets_no_identifier(guard, unknown, ask) -> None:
    with pytest.raises(PromptBlocked):
        ask(unknown, PROMPT)
    assert unknown.connections == 0
    assert ask(unknown, "What is the dose of metformin?") == "What is the dose of metformin?"


@pytest.mark.parametrize("ask", [chat, chat_stream, message, message_stream])
def test_two_hundred_identifiers_are_all_replaced_and_all_come_back(guard, ours, ask) -> None:
    prompt = "\n".join(
        f"- MRN {one}" if one.isdigit() else f"- {one} was seen" for one in planted()
    )
    assert ask(ours, prompt) == prompt
    for value in planted():
        assert value.encode() not in ours.bytes
        assert json.dumps(value)[1:-1].encode() not in ours.bytes
    assert guard.events.last()[-1].replaced == 200

"""The SDKs that are too large for every run: google-genai, ollama, boto3, LangChain, LiteLLM."""

import asyncio
import json

import pytest

from promptward.guard import PromptBlocked

pytestmark = [pytest.mark.sdk, pytest.mark.filterwarnings("ignore")]

PROMPT = 'Avery Abramsen, MRN 41370011,\n"Hedda O"Hara"'
VALUES = ("Avery Abramsen", "41370011", 'O\\"Hara')


def genai(server):
    google = pytest.importorskip("google.genai")
    return google.Client(api_key="k", http_options={"base_url": server.url})


def google_sync(server, prompt):
    client = genai(server)
    return client.models.generate_content(model="m", contents=prompt).text


def google_stream(server, prompt):
    client = genai(server)
    return "".join(
        one.text or "" for one in client.models.generate_content_stream(model="m", contents=prompt)
    )


def google_async(server, prompt):
    async def ask():
        return (await genai(server).aio.models.generate_content(model="m", contents=prompt)).text

    return asyncio.run(ask())


def google_async_stream(server, prompt):
    async def ask():
        stream = await genai(server).aio.models.generate_content_stream(model="m", contents=prompt)
        return "".join([one.text or "" async for one in stream])

    return asyncio.run(ask())


def ollama_chat(server, prompt):
    ollama = pytest.importorskip("ollama")
    return ollama.Client(server.url).chat("m", messages=[{"role": "user", "content": prompt}])[
        "message"
    ]["content"]


def ollama_stream(server, prompt):
    ollama = pytest.importorskip("ollama")
    parts = ollama.Client(server.url).chat(
        "m", messages=[{"role": "user", "content": prompt}], stream=True
    )
    return "".join(part["message"]["content"] for part in parts)


def bedrock(server):
    boto3 = pytest.importorskip("boto3")
    return boto3.client(
        "bedrock-runtime",
        endpoint_url=server.url,
        region_name="us-east-1",
        aws_access_key_id="k",
        aws_secret_access_key="s",
    )  # no key of anybody's


def messages(prompt):
    return [{"role": "user", "content": [{"text": prompt}]}]


def bedrock_converse(server, prompt):
    return bedrock(server).converse(modelId="m", messages=messages(prompt))["output"]["message"][
        "content"
    ][0]["text"]


def bedrock_converse_stream(server, prompt):
    events = bedrock(server).converse_stream(modelId="m", messages=messages(prompt))["stream"]
    return "".join(
        e["contentBlockDelta"]["delta"]["text"] for e in events if "contentBlockDelta" in e
    )


def bedrock_invoke(server, prompt):
    body = json.dumps(
        {
            "anthropic_version": "bedrock-2023-05-31",
            "max_tokens": 9,
            "messages": [{"role": "user", "content": prompt}],
        }
    )
    reply = bedrock(server).invoke_model(
        modelId="anthropic.claude-3-haiku-20240307-v1:0", body=body
    )
    return json.loads(reply["body"].read())["content"][0]["text"]


def langchain_openai(server, prompt):
    found = pytest.importorskip("langchain_openai")
    return (
        found.ChatOpenAI(model="m", base_url=f"{server.url}/v1", api_key="k")
        .invoke(prompt)
        .content
    )


def langchain_openai_stream(server, prompt):
    found = pytest.importorskip("langchain_openai")
    return "".join(
        one.content
        for one in found.ChatOpenAI(model="m", base_url=f"{server.url}/v1", api_key="k").stream(
            prompt
        )
    )


def langchain_anthropic(server, prompt):
    found = pytest.importorskip("langchain_anthropic")
    return found.ChatAnthropic(model="m", base_url=server.url, api_key="k").invoke(prompt).content


def litellm_openai(server, prompt):
    litellm = pytest.importorskip("litellm")
    return (
        litellm.completion(
            "openai/m",
            messages=[{"role": "user", "content": prompt}],
            api_base=f"{server.url}/v1",
            api_key="k",
        )
        .choices[0]
        .message.content
    )


def litellm_stream(server, prompt):
    litellm = pytest.importorskip("litellm")
    parts = litellm.completion(
        "openai/m",
        messages=[{"role": "user", "content": prompt}],
        api_base=f"{server.url}/v1",
        api_key="k",
        stream=True,
    )
    return "".join(part.choices[0].delta.content or "" for part in parts)


def litellm_async(server, prompt):
    litellm = pytest.importorskip("litellm")

    async def ask():
        done = await litellm.acompletion(
            "anthropic/m",
            messages=[{"role": "user", "content": prompt}],
            api_base=server.url,
            api_key="k",
        )
        return done.choices[0].message.content

    return asyncio.run(ask())


CASES = [
    google_sync, google_stream, google_async, google_async_stream, ollama_chat, ollama_stream,
    bedrock_converse, bedrock_converse_stream, bedrock_invoke, langchain_openai,
    langchain_openai_stream, langchain_anthropic, litellm_openai, litellm_stream, litellm_async,
]  # fmt: skip


@pytest.mark.parametrize("ask", CASES)
def test_a_pseudonymised_prompt_arrives_without_identifiers_and_its_reply_comes_back_whole(
    guard, ours, ask
) -> None:
    assert ask(ours, PROMPT) == PROMPT
    assert len(ours.received) == 1
    for value in VALUES:
        assert value.encode() not in ours.bytes
    assert b"[NAME_" in ours.bytes


@pytest.mark.parametrize("ask", CASES)
def test_a_blocked_prompt_does_not_even_connect(guard, other, ask) -> None:
    with pytest.raises(Exception) as caught:  # noqa: PT011  # LiteLLM wraps it in an error of its own
        ask(other, PROMPT)
    chain, error = [], caught.value
    while error is not None:
        chain.append(error)
        error = error.__cause__ or error.__context__
    assert any(isinstance(one, PromptBlocked) for one in chain)
    assert "nothing was sent" in str(caught.value)
    for value in VALUES:
        assert not any(value in str(one) for one in chain)
    assert other.connections == 0

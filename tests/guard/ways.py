"""Every way in which a Python library sends a prompt and gives the reply back."""

import asyncio
import http.client
import json
import threading
import urllib.request

import aiohttp
import httpx
import httpx2
import openai
import requests
import urllib3

from promptward.guard import PromptBlocked

PROMPT = 'Avery Abramsen, MRN 41370011,\n"Hedda O"Hara"'
VALUES = ("Avery Abramsen", "41370011", 'O\\"Hara')


def body(prompt: str, **more) -> dict:
    return {"model": "m", "messages": [{"role": "user", "content": prompt}], **more}


def answer(text: str) -> str:
    return json.loads(text)["choices"][0]["message"]["content"]


def by_httpx(url, prompt):
    return answer(httpx.post(url, json=body(prompt)).text)


def by_httpx2(url, prompt):
    return answer(httpx2.post(url, json=body(prompt)).text)


def by_httpx_async(url, prompt):
    async def ask():
        async with httpx.AsyncClient() as client:
            return answer((await client.post(url, json=body(prompt))).text)

    return asyncio.run(ask())


def by_requests(url, prompt):
    return answer(requests.post(url, json=body(prompt), timeout=20).text)


def by_requests_stream(url, prompt):
    texts = []
    with requests.post(url, json=body(prompt, stream=True), stream=True, timeout=20) as reply:
        for line in reply.iter_lines():
            if line.startswith(b"data: {"):
                texts.append(json.loads(line[6:])["choices"][0]["delta"].get("content") or "")
    return "".join(texts)


def by_urllib3(url, prompt):
    with urllib3.PoolManager() as pool:
        return answer(pool.request("POST", url, json=body(prompt)).data)


def by_urllib(url, prompt):
    asked = urllib.request.Request(
        url, json.dumps(body(prompt)).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(asked, timeout=20) as reply:
        return answer(reply.read())


def by_http_client(url, prompt):
    host = url.partition("://")[2].partition("/")[0]
    connection = http.client.HTTPConnection(host, timeout=20)
    connection.request(
        "POST",
        "/v1/chat/completions",
        json.dumps(body(prompt)),
        {"Content-Type": "application/json"},
    )
    text = connection.getresponse().read()
    connection.close()
    return answer(text)


def by_aiohttp(url, prompt):
    async def ask():
        async with aiohttp.ClientSession() as client, client.post(url, json=body(prompt)) as reply:
            return answer(await reply.text())

    return asyncio.run(ask())


def by_aiohttp_stream(url, prompt):
    async def ask():
        texts = []
        async with (
            aiohttp.ClientSession() as client,
            client.post(url, json=body(prompt, stream=True)) as reply,
        ):
            async for line in reply.content:
                if line.startswith(b"data: {"):
                    texts.append(json.loads(line[6:])["choices"][0]["delta"].get("content") or "")
        return "".join(texts)

    return asyncio.run(ask())


def by_openai_on_aiohttp(url, prompt):
    async def ask():
        client = openai.AsyncOpenAI(
            base_url=url.removesuffix("/chat/completions"),
            api_key="k",
            http_client=openai.DefaultAioHttpClient(),
        )
        async with client:
            done = await client.chat.completions.create(**body(prompt))
            return done.choices[0].message.content

    return asyncio.run(ask())


def by_thread(url, prompt):
    results = []

    def ask():
        try:
            results.append(by_httpx(url, prompt))
        except PromptBlocked as blocked:
            results.append(blocked)

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    if isinstance(results[0], PromptBlocked):
        raise results[0]
    return results[0]


WAYS = [
    by_httpx, by_httpx2, by_httpx_async, by_requests, by_requests_stream, by_urllib3, by_urllib,
    by_http_client, by_aiohttp, by_aiohttp_stream, by_openai_on_aiohttp, by_thread,
]  # fmt: skip


def chat_url(server) -> str:
    return f"{server.url}/v1/chat/completions"

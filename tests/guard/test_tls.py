"""Over TLS, with HTTP/1.1 and HTTP/2: the rings do not get in each other's way."""

import asyncio
import os
import socket
import ssl
import urllib.request
from collections.abc import Iterator

import aiohttp
import httpx
import httpx2
import openai
import pytest
import trustme
import urllib3

from promptward.guard import PromptBlocked, ScanUnavailable, process
from promptward.guard.guard import Guard, Source

from .conftest import CLINICIAN
from .fake_http2 import FakeHttp2
from .fake_models import FakeModels
from .hospital import policy
from .tunnel import tunnel
from .ways import (
    PROMPT,
    VALUES,
    answer,
    body,
    by_httpx,
    by_httpx2,
    by_httpx_async,
    by_requests,
    by_urllib,
    chat_url,
)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def _context(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    return context


@pytest.fixture(scope="module")
def secure(authority) -> Iterator[FakeModels]:
    server = FakeModels(_context(authority))
    yield server
    server.close()


@pytest.fixture
def secures(authority) -> Iterator[tuple[FakeModels, FakeModels]]:
    servers = (FakeModels(_context(authority)), FakeModels(_context(authority)))
    yield servers
    for one in servers:
        one.close()


@pytest.fixture(scope="module")
def http2s(authority) -> Iterator[tuple[FakeHttp2, FakeHttp2]]:
    servers = (FakeHttp2(_context(authority)), FakeHttp2(_context(authority)))
    yield servers
    for one in servers:
        one.close()


@pytest.fixture
def tls_guard(request, authority, tmp_path, environ, monkeypatch) -> Iterator[Guard]:
    several = {"http2s", "secures"}.intersection(request.fixturenames)
    if several:
        servers = request.getfixturevalue(several.pop())
        parties = tuple(f"localhost:{one.port}" for one in servers)
    else:
        secure = request.getfixturevalue("secure")
        secure.clear()
        parties = (f"localhost:{secure.port}", "127.0.0.1:9")
    (tmp_path / "policy.ward").write_text(policy(*parties), encoding="utf-8")
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "ca.pem"))
    monkeypatch.setenv("NO_PROXY", "*")
    # Of a test before: from Python 3.12 on it keeps the authorities that were known then.
    urllib.request.install_opener(None)
    made = Guard(
        Source(str(tmp_path / "policy.ward"), str(tmp_path), str(tmp_path / "none")),
        environ=environ,
    )
    made.use(CLINICIAN)
    process.replace_guard(made)
    yield made
    process.take_out()


def async_over_tls(url, prompt):
    async def ask():
        context = ssl.create_default_context()
        async with aiohttp.ClientSession() as client:
            async with client.post(url, json=body(prompt), ssl=context) as reply:
                first = answer(await reply.text())
            async with client.post(url, json=body(prompt), ssl=context) as reply:
                assert answer(await reply.text()) == first
        return first

    return asyncio.run(ask())


def openai_over_tls(url, prompt):
    context = ssl.create_default_context()
    with openai.OpenAI(
        base_url=url.removesuffix("/chat/completions"),
        api_key="k",
        http_client=openai.DefaultHttpxClient(verify=context),
    ) as client:
        for _ in range(2):
            text = client.chat.completions.create(**body(prompt)).choices[0].message.content
    return text


def openai_async_over_tls(url, prompt):
    async def ask():
        context = ssl.create_default_context()
        async with openai.AsyncOpenAI(
            base_url=url.removesuffix("/chat/completions"),
            api_key="k",
            http_client=openai.DefaultAsyncHttpxClient(verify=context),
        ) as client:
            texts = await asyncio.gather(
                *(client.chat.completions.create(**body(prompt)) for _ in range(4))
            )
        return texts[0].choices[0].message.content

    return asyncio.run(ask())


@pytest.mark.parametrize(
    "ask", [by_requests, by_urllib, async_over_tls, openai_over_tls, openai_async_over_tls]
)
def test_over_tls_the_rings_do_not_get_in_each_others_way(tls_guard, secure, ask) -> None:
    assert ask(chat_url(secure), PROMPT) == PROMPT
    for value in VALUES:
        assert value.encode() not in secure.bytes


def test_a_tls_client_that_nobody_knows_is_stopped_before_its_first_byte(
    tls_guard, secure
) -> None:
    context = ssl.create_default_context()
    process.sockets.watch(None)  # as if the address were shared, and the connection not seen
    with socket.create_connection(("127.0.0.1", secure.port), timeout=5) as plain:
        with context.wrap_socket(plain, server_hostname="localhost") as sock:
            for send in (sock.send, sock.sendall, sock.write):
                with pytest.raises(ScanUnavailable):
                    send(b"POST /v1/chat/completions HTTP/1.1\r\n\r\n")
    assert secure.received == []


def aiohttp_by_environment(url, prompt):
    async def ask():
        async with (
            aiohttp.ClientSession(trust_env=True) as client,
            client.post(url, json=body(prompt), ssl=ssl.create_default_context()) as reply,
        ):
            return answer(await reply.text())

    return asyncio.run(ask())


def urllib_anew(url, prompt):
    urllib.request.install_opener(urllib.request.build_opener())  # it keeps the proxy it once knew
    try:
        return by_urllib(url, prompt)
    finally:
        urllib.request.install_opener(None)


def urllib3_by_name(url, prompt):
    with urllib3.ProxyManager(
        os.environ["HTTPS_PROXY"], ca_certs=os.environ["SSL_CERT_FILE"]
    ) as pool:
        return answer(pool.request("POST", url, json=body(prompt)).data)


def unknown_client(url, prompt):
    """What nobody knows: a tunnel, and TLS in it, by hand."""
    host, _, port = url.split("/")[2].partition(":")
    proxy = os.environ["HTTPS_PROXY"].rpartition(":")
    with socket.create_connection(("127.0.0.1", int(proxy[2])), timeout=10) as plain:
        plain.sendall(f"CONNECT {host}:{port} HTTP/1.1\r\n\r\n".encode())
        assert b"200" in plain.recv(4096)
        with ssl.create_default_context().wrap_socket(plain, server_hostname=host) as secured:
            secured.sendall(prompt.encode())


THROUGH = [
    by_requests, urllib_anew, by_httpx, by_httpx2, by_httpx_async, aiohttp_by_environment,
    urllib3_by_name, openai_over_tls, openai_async_over_tls,
]  # fmt: skip


@pytest.mark.parametrize("ask", THROUGH)
def test_through_a_tunnel_of_a_proxy_the_party_that_is_meant_is_judged(
    secures, tls_guard, ask, monkeypatch
) -> None:
    ours, other = secures
    with tunnel() as proxy:
        monkeypatch.delenv("NO_PROXY")
        for name in ("HTTPS_PROXY", "https_proxy"):
            monkeypatch.setenv(name, proxy.url)
        assert ask(chat_url(ours), PROMPT) == PROMPT
        assert proxy.asked.get(timeout=30) == f"CONNECT localhost:{ours.port}"
        with pytest.raises(PromptBlocked):
            ask(chat_url(other), PROMPT)
        assert not any(f":{other.port}" in one for one in proxy.asked.queue)
    for value in VALUES:
        assert value.encode() not in ours.bytes
    assert other.connections == 0


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_client_that_nobody_knows_sends_nothing_through_a_tunnel(
    secures, tls_guard, monkeypatch
) -> None:
    ours, _ = secures
    process.sockets._names.clear()  # the name of this machine is that of the party, and the proxy's
    with tunnel() as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        with pytest.raises(ScanUnavailable):
            unknown_client(chat_url(ours), PROMPT)
    assert ours.received == []


def http2_sync(package):
    def ask(url, prompt):
        context = ssl.create_default_context()
        with package.Client(http2=True, verify=context) as client:
            texts = set()
            for _ in range(3):
                reply = client.post(url, json=body(prompt))
                assert reply.http_version == "HTTP/2"
                texts.add(answer(reply.text))
        (text,) = texts
        return text

    return ask


def http2_async(package):
    def ask(url, prompt):
        async def run():
            context = ssl.create_default_context()
            async with package.AsyncClient(http2=True, verify=context) as client:
                replies = await asyncio.gather(
                    *(client.post(url, json=body(f"{prompt} {n}")) for n in range(5))
                )
            for number, reply in enumerate(replies):
                assert answer(reply.text) == f"{prompt} {number}"
            return prompt

        return asyncio.run(run())

    return ask


def http2_openai_stream(url, prompt):
    client = openai.OpenAI(
        base_url=url.removesuffix("/chat/completions"),
        api_key="k",
        http_client=openai.DefaultHttpxClient(http2=True, verify=ssl.create_default_context()),
    )
    with client:
        stream = client.chat.completions.create(**body(prompt, stream=True))
        return "".join(one.choices[0].delta.content or "" for one in stream)


HTTP2 = [
    http2_sync(httpx), http2_sync(httpx2), http2_async(httpx), http2_async(httpx2),
    http2_openai_stream,
]  # fmt: skip
IDS = ["httpx", "httpx2", "httpx async", "httpx2 async", "openai, streaming"]


@pytest.mark.parametrize("ask", HTTP2, ids=IDS)
def test_over_http2_a_prompt_is_rewritten_and_its_reply_restored(tls_guard, http2s, ask) -> None:
    ours, other = http2s
    before = ours.connections
    assert ask(chat_url(ours), PROMPT) == PROMPT
    assert ours.connections == before + 1, "all of them on one connection"
    assert b"[NAME_" in ours.bytes
    for value in VALUES:
        assert value.encode() not in ours.bytes
    with pytest.raises(PromptBlocked):
        ask(chat_url(other), PROMPT)
    assert other.connections == 0

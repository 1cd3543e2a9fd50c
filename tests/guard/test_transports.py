"""Every way out of a process that a Python library takes, the ones we don't know included."""

import asyncio
import http.client
import json
import socket
import ssl
import subprocess
import sys
import threading
import time
import urllib.request

import aiohttp
import httpx
import httpx2
import openai
import pytest
import requests
import trustme
import urllib3

from promptward.guard import PromptBlocked, ScanUnavailable, process, session
from promptward.guard.judge import Guard, Source

from .conftest import CLINICIAN
from .fake_models import FakeModels
from .hospital import policy

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
    return answer(urllib3.PoolManager().request("POST", url, json=body(prompt)).data)


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


@pytest.mark.parametrize("ask", [by_httpx, by_requests, by_urllib3, by_urllib, by_aiohttp])
def test_whatever_fails_inside_the_guard_stops_the_request(guard, ours, ask, monkeypatch) -> None:
    def fail(*args, **given):
        raise MemoryError

    monkeypatch.setattr(type(guard.engine), "decide", fail)
    with pytest.raises(ScanUnavailable) as caught:
        ask(chat_url(ours), PROMPT)
    assert ours.connections == 0
    assert caught.value.__cause__ is None


FAULTS = [
    ("promptward.guard.bodies.rendering.Rendering", "split"),
    ("promptward.guard.bodies.json_body.JsonBody", "render"),
    ("promptward.guard.bodies.json_body.JsonBody", "put"),
    ("promptward.guard.judge", "read"),
    ("promptward.guard.judge", "told"),
    ("promptward.guard.judge", "resolve"),
    ("promptward.guard.judge", "_check"),
    ("promptward.guard.judge.Guard", "governs"),
    ("promptward.guard.judge.Guard", "_restorer"),
]


@pytest.mark.parametrize(("owner", "name"), FAULTS)
@pytest.mark.parametrize("error", [MemoryError, OSError])
def test_a_fault_anywhere_inside_lets_nothing_out(
    guard, ours, monkeypatch, owner, name, error
) -> None:
    import pkgutil

    guard.engine  # noqa: B018  # loaded before anything fails

    def fail(*args, **given):
        raise error(PROMPT)

    monkeypatch.setattr(pkgutil.resolve_name(owner), name, fail)
    with pytest.raises(Exception, match="nothing was sent") as caught:
        by_httpx(chat_url(ours), PROMPT)
    assert ours.connections == 0
    assert not any(value in repr(caught.value) for value in VALUES)


def test_a_display_that_fails_changes_nothing(guard, ours, other) -> None:
    def fail(event):
        raise ValueError(event)

    guard.events.listeners.append(fail)
    assert by_httpx(chat_url(ours), PROMPT) == PROMPT
    with pytest.raises(PromptBlocked):
        by_httpx(chat_url(other), PROMPT)


# -------------------------------------------------------------------- other ways


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
    client = openai.OpenAI(base_url=f"{ours.url}/v1", api_key="k", max_retries=2)
    assert client.chat.completions.create(**body(PROMPT)).choices[0].message.content == PROMPT
    first, second = (one.data for one in ours.received)
    assert first == second, "the same pseudonyms"


def test_many_threads_get_their_own_answers(guard, ours) -> None:
    from concurrent.futures import ThreadPoolExecutor

    from .hospital import patients

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


# Whoever asks for a connection and gets an error that is no OSError leaves its socket to the
# garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_raw_sockets_and_half_made_requests_to_a_declared_party_are_stopped(guard, ours) -> None:
    with pytest.raises(ScanUnavailable):
        socket.create_connection(("127.0.0.1", ours.port), timeout=5)
    connection = http.client.HTTPConnection("127.0.0.1", ours.port, timeout=5)
    connection.putrequest("POST", "/v1/chat/completions")
    with pytest.raises(ScanUnavailable):
        connection.endheaders(b"{}")
    assert ours.connections == 0


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_transport_of_somebody_elses_is_stopped(guard, ours) -> None:
    import httpcore

    with pytest.raises(ScanUnavailable):
        httpcore.request("POST", chat_url(ours), content=json.dumps(body(PROMPT)).encode())
    assert ours.connections == 0


def test_what_is_no_business_of_ours_passes(guard, unknown) -> None:
    reply = requests.post(
        f"{unknown.url}/fhir/Patient", json={"name": "Avery Abramsen"}, timeout=20
    )
    assert reply.json()["echo"] == '{"name": "Avery Abramsen"}'
    before = unknown.connections
    with socket.create_connection(("127.0.0.1", unknown.port), timeout=5):
        # Counted here, and not as one of the next test, however late the server looks.
        for _ in range(600):
            if unknown.connections > before:
                break
            time.sleep(0.05)
    assert unknown.connections == before + 1


@pytest.mark.parametrize(
    ("path", "data"),
    [
        (
            "/v1/messages",
            {"model": "m", "messages": [{"role": "user", "content": "Avery Abramsen"}]},
        ),
        ("/anything", {"messages": [{"role": "user", "content": "Avery Abramsen"}]}),
        ("/anything", {"model": "m", "prompt": "Avery Abramsen"}),
        ("/api/generate", {"model": "m", "prompt": "Avery Abramsen"}),
        ("/models/m:generateContent", {"contents": [{"parts": [{"text": "Avery Abramsen"}]}]}),
        ("/x/converse", {"messages": [{"role": "user", "content": [{"text": "Avery Abramsen"}]}]}),
    ],
)
def test_what_looks_like_a_prompt_is_judged_wherever_it_goes(guard, unknown, path, data) -> None:
    with pytest.raises(PromptBlocked):
        requests.post(unknown.url + path, json=data, timeout=20)
    assert unknown.connections == 0


def test_a_vendor_of_models_that_the_policy_does_not_know_gets_no_identifier(guard) -> None:
    # No connection is tried: were it, the name would not even be found here.
    for host in (
        "api.openai.com",
        "x.openai.azure.com",
        "bedrock-runtime.us-east-1.amazonaws.com",
    ):
        with pytest.raises(PromptBlocked, match="does not let this prompt leave"):
            requests.post(f"https://{host}/whatever", json={"a": "Avery Abramsen"}, timeout=20)


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
    import multiprocessing

    assert by_httpx(chat_url(ours), PROMPT) == PROMPT
    with multiprocessing.get_context("fork").Pool(2) as pool:
        with pytest.raises(PromptBlocked):
            pool.apply(by_httpx, (chat_url(other), PROMPT))
        assert pool.apply(by_httpx, (chat_url(ours), PROMPT)) == PROMPT
    assert other.connections == 0


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
    process.uninstall()
    assert by_httpx(chat_url(other), PROMPT) == PROMPT
    assert by_requests(chat_url(other), PROMPT) == PROMPT
    assert by_aiohttp(chat_url(other), PROMPT) == PROMPT


# -------------------------------------------------------------------- TLS


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def secure(authority) -> FakeModels:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    server = FakeModels(context)
    yield server
    server.close()


@pytest.fixture
def tls_guard(secure, authority, tmp_path, environ, monkeypatch) -> Guard:
    secure.clear()
    (tmp_path / "policy.ward").write_text(
        policy(f"localhost:{secure.port}", "127.0.0.1:9"), encoding="utf-8"
    )
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "ca.pem"))
    monkeypatch.setenv("NO_PROXY", "*")
    made = Guard(
        Source(str(tmp_path / "policy.ward"), str(tmp_path), str(tmp_path / "none")),
        environ=environ,
    )
    made.use(CLINICIAN)
    process.replace_guard(made)
    yield made
    process.uninstall()


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

"""What no known library sends, and what is none of our business."""

import http.client
import json
import socket
import time

import httpcore
import pytest
import requests

from promptward.guard import PromptBlocked, ScanUnavailable

from .ways import PROMPT, body, chat_url


# Whoever asks for a connection and gets an error that is no OSError leaves its socket to the
# garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_raw_sockets_and_half_made_requests_to_a_declared_party_are_stopped(guard, ours) -> None:
    for _ in range(2):
        with pytest.raises(ScanUnavailable):
            socket.create_connection(("127.0.0.1", ours.port), timeout=5)
        socket.getaddrinfo("localhost", 80)  # another name of the same address changes nothing
    connection = http.client.HTTPConnection("127.0.0.1", ours.port, timeout=5)
    connection.putrequest("POST", "/v1/chat/completions")
    with pytest.raises(ScanUnavailable):
        connection.endheaders(b"{}")
    assert ours.connections == 0


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_transport_of_somebody_elses_is_stopped(guard, ours) -> None:
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

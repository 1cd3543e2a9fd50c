"""What a request may carry, and where an identifier may hide in it."""

import base64
import json

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st

from promptward.guard import PromptBlocked, ScanUnavailable
from promptward.guard.encoded import runs
from promptward.guard.guard import Guard, Source
from promptward.guard.outgoing import Outgoing

from .conftest import CLINICIAN
from .hospital import policy

NAME = "Avery Abramsen"


@pytest.fixture
def send(guard, ours):
    """Judge a request to the model under an agreement; what would be sent."""

    def judged(
        data=None,
        *,
        path="/v1/chat/completions",
        headers=(),
        body=None,
        kind="application/json",
        guard=guard,
    ):
        content = json.dumps(data).encode() if body is None else body
        out = Outgoing("POST", f"{ours.url}{path}", (("Content-Type", kind), *headers), content)
        return guard.judge(out)

    return judged


def chat(content, **more):
    return {
        "model": "gpt-4o-2024-08-06",
        "messages": [{"role": "user", "content": content}],
        **more,
    }


def test_tool_calls_and_results_are_rewritten_and_stay_json(guard, send) -> None:
    arguments = json.dumps({"patient": {"name": 'Hedda O"Hara', "mrn": 41370011}, "tags": [NAME]})
    data = {
        "model": "m",
        "messages": [
            {
                "role": "assistant",
                "tool_calls": [
                    {
                        "id": "call_1",
                        "type": "function",
                        "function": {"name": "look_up", "arguments": arguments},
                    }
                ],
            },
            {"role": "tool", "tool_call_id": "call_1", "content": json.dumps([{"name": NAME}])},
        ],
    }
    sent = json.loads(send(data).body)
    inner = json.loads(sent["messages"][0]["tool_calls"][0]["function"]["arguments"])
    assert inner["patient"]["name"].startswith("[NAME_")
    assert inner["patient"]["mrn"].startswith("[MRN_"), (
        "a number that is an identifier becomes its pseudonym"
    )
    assert inner["tags"] == json.loads(sent["messages"][1]["content"])[0]["name"].split("|")
    assert {place.path for place in guard.events.last()[-1].places} >= {
        "messages[0].tool_calls[0].function.arguments.patient.mrn",
        "messages[1].content[0].name",
    }


def test_only_what_has_to_change_changes(send) -> None:
    data = chat(
        [{"type": "text", "text": f"{NAME} is  stable é\n"}],
        temperature=0.1,
        seed=41370011,
        metadata={"user_id": "u1"},
        stop=["\n"],
    )
    sent = json.loads(send(data).body)
    token = sent["messages"][0]["content"][0]["text"].split(" is")[0]
    sent["messages"][0]["content"][0]["text"] = sent["messages"][0]["content"][0]["text"].replace(
        token, NAME
    )
    assert sent == data
    assert send(chat("nothing here")).body is None


def test_an_identifier_split_between_two_messages_is_found(send) -> None:
    data = {
        "model": "m",
        "messages": [
            {"role": "user", "content": "Avery"},
            {"role": "user", "content": "Abramsen"},
        ],
    }
    sent = json.loads(send(data).body)
    assert [one["content"] for one in sent["messages"]][1] == ""
    assert sent["messages"][0]["content"].startswith("[NAME_")


@pytest.mark.parametrize(
    ("path", "headers", "data"),
    [
        (f"/v1/chat/completions?note={NAME.replace(' ', '%20')}", (), chat("hi")),
        (f"/v1/patients/{NAME.replace(' ', '%20')}/chat/completions", (), chat("hi")),
        ("/v1/chat/completions", (("X-Patient", NAME),), chat("hi")),
        ("/v1/chat/completions", (), chat("hi", metadata={NAME: "x"})),
        (
            "/v1/chat/completions",
            (),
            chat("hi") | {"messages": [{"role": "user", "content": [{NAME: 1}]}]},
        ),
    ],
)
def test_what_can_not_be_rewritten_is_stopped(guard, send, path, headers, data) -> None:
    with pytest.raises(PromptBlocked) as caught:
        send(data, path=path, headers=headers)
    assert NAME not in str(caught.value)
    assert NAME not in json.dumps(guard.events.last()[-1].to_json())


def test_the_names_of_models_and_versions_are_no_text(send) -> None:
    sent = send(
        chat("hi"), path="/openai/deployments/gpt-4o-2024-08-06/chat/completions?api-version=2024-02-01",
        headers=(("anthropic-version", "2023-06-01"), ("User-Agent", "x 2024-01-01")),
    )  # fmt: skip
    assert sent.judged
    assert sent.body is None


PIXELS = base64.b64encode(b"\x89PNG\r\n" * 50).decode()
MEDIA = {
    "openai image": chat(
        [{"type": "image_url", "image_url": {"url": f"data:image/png;base64,{PIXELS}"}}]
    ),
    "openai file": chat([{"type": "file", "file": {"file_data": PIXELS, "filename": "x.pdf"}}]),
    "openai audio": chat(
        [{"type": "input_audio", "input_audio": {"data": PIXELS, "format": "wav"}}]
    ),
    "responses image": {
        "model": "m",
        "input": [
            {
                "role": "user",
                "content": [{"type": "input_image", "image_url": "https://example.org/x.png"}],
            }
        ],
    },
    "anthropic image": chat(
        [
            {
                "type": "image",
                "source": {"type": "base64", "media_type": "image/png", "data": PIXELS},
            }
        ]
    ),
    "anthropic document": chat(
        [
            {
                "type": "document",
                "source": {"type": "base64", "media_type": "application/pdf", "data": PIXELS},
            }
        ]
    ),
    "google": {
        "contents": [{"parts": [{"inlineData": {"mimeType": "image/png", "data": PIXELS}}]}]
    },
    "bedrock": chat([{"image": {"format": "png", "source": {"bytes": PIXELS}}}]),
    "ollama": {"model": "m", "messages": [{"role": "user", "content": "see", "images": [PIXELS]}]},
    "in a text": chat(f"data:image/png;base64,{PIXELS}"),
}


@pytest.mark.parametrize("shape", MEDIA)
def test_what_is_no_text_is_stopped(send, shape) -> None:
    with pytest.raises(ScanUnavailable, match="can't be looked at"):
        send(MEDIA[shape])


@pytest.mark.parametrize("key", ["name", "role", "type", "status", "title"])
def test_a_name_is_found_in_every_field(guard, send, key) -> None:
    send(chat([{"text": "hi", key: NAME}]))
    assert guard.events.last()[-1].outcome == "rewritten"


def test_what_stands_in_base64_is_read(send) -> None:
    coded = base64.b64encode(f"the note of {NAME} is this".encode()).decode()
    for text in (
        coded,
        f"see {coded}, please",
        f"data:text/plain;base64,{coded}",
        coded.rstrip("=").replace("+", "-").replace("/", "_"),
    ):
        with pytest.raises(PromptBlocked, match="base64"):
            send(chat(text))
    assert send(chat(base64.b64encode(b"nobody stands in this text at all").decode())).judged
    with pytest.raises(ScanUnavailable, match="encoded data"):
        send(chat(base64.b64encode(bytes(range(256)) * 8).decode()))


def test_images_leave_where_the_agreement_covers_them_by_name(
    place, environ, ours, send, tmp_path
) -> None:
    text = policy(f"127.0.0.1:{ours.port}", "127.0.0.1:9", covers="covers: [chat, images]")
    (tmp_path / "policy.ward").write_text(text, encoding="utf-8")
    other = Guard(
        Source(str(tmp_path / "policy.ward"), str(place), str(place / "nowhere")), environ=environ
    )
    other.use(CLINICIAN)
    assert send(MEDIA["anthropic image"], guard=other).judged
    with pytest.raises(ScanUnavailable):
        send(MEDIA["openai audio"], guard=other)
    # What stands in a text beside an image is text.
    image = "data:image/png;base64,aGVsbG8="
    assert send(chat(image), guard=other).judged
    for start in (f"{image} ", f"{image}\n", "data:image/png ", f"{image},"):
        sent = send(chat(f"{start}{NAME} is here, and well"), guard=other)
        assert NAME.encode() not in sent.body
    # So is what only claims to be one.
    told = NAME.replace(" ", "_")
    sent = send(chat(f"data:image/png;base64,Patient_{told}_MRN_48291734"), guard=other)
    assert b"48291734" not in sent.body


@pytest.mark.parametrize(
    ("body", "kind", "headers"),
    [
        (b"\x1f\x8b\x08", "application/json", (("Content-Encoding", "gzip"),)),
        (b"\xff\xfe\x00", "text/plain", ()),
        (b'{"a": 1', "application/json", ()),
        (b'{"model": "m", "model": "n", "messages": []}', "application/json", ()),
        (b'{"model": NaN}', "application/json", ()),
        (b"[" * 5000 + b"]" * 5000, "application/json", ()),
        (b"%PDF-1.4", "application/pdf", ()),
        (b"x" * (8 << 20) + b"x", "text/plain", ()),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x", ()),
        (
            json.dumps({"model": "m", "input": list(range(900, 950))}).encode(),
            "application/json",
            (),
        ),
    ],
)
def test_what_can_not_be_read_is_stopped(send, body, kind, headers) -> None:
    with pytest.raises(ScanUnavailable):
        send(body=body, kind=kind, headers=headers)


def test_a_form_is_rewritten(send) -> None:
    sent = send(
        body=b"prompt=Avery+Abramsen%20is%20here&n=1", kind="application/x-www-form-urlencoded"
    )
    assert sent.body.startswith(b"prompt=%5BNAME_")
    assert sent.body.endswith(b"%20is%20here&n=1")


def test_a_batch_that_is_uploaded_is_rewritten_line_by_line(guard, ours) -> None:
    lines = "".join(
        json.dumps(
            {
                "custom_id": f"r{n}",
                "method": "POST",
                "url": "/v1/chat/completions",
                "body": chat(f"{NAME} {n}"),
            }
        )
        + "\n"
        for n in range(3)
    )
    requests.post(
        f"{ours.url}/v1/files",
        data={"purpose": "batch"},
        files={"file": ("in.jsonl", lines)},
        timeout=20,
    )
    assert NAME.encode() not in ours.bytes
    assert ours.bytes.count(b"[NAME_") == 3
    assert ours.received[0].body.count(b'"custom_id":"r') == 3


def test_a_file_that_is_no_text_or_is_named_after_somebody_is_stopped(guard, ours) -> None:
    for file in (
        ("scan.png", b"\x89PNG\xff", "image/png"),
        ("x.pdf", b"%PDF-1.4 x", "application/pdf"),
        (f"{NAME}.txt", b"x", "text/plain"),
    ):
        with pytest.raises(PromptBlocked):
            requests.post(f"{ours.url}/v1/files", files={"file": file}, timeout=20)
    assert ours.connections == 0


def test_a_warning_lets_the_prompt_go_and_says_so(guard, send) -> None:
    told = []
    guard.events.listeners.append(told.append)
    assert send(chat("seen 2026-03-14")).body is None
    assert [(event.verdict, event.outcome) for event in told] == [("warn", "sent")]


@given(st.text(), st.text())
def test_base64_is_read_whatever_stands_around_it(before, after) -> None:
    said = "the patient is Avery Abramsen"
    run = base64.b64encode(said.encode()).decode()
    assert said in list(runs(f"{before} {run} {after}"))
    assert list(runs(f"{before} {run[:20]} {after}")) == list(runs(f"{before} {after}"))

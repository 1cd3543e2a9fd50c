"""Replies come back whole, wherever their bytes and their texts were cut."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptward.guard.replies import reply_for
from promptward.guard.restorer import Restorer
from promptward.surrogates import SystemRandomness
from promptward.vault import MemoryVault

NAME, QUOTED = "Avery Abramsen", 'Hedda "H" O\\Hara\n(é)'
VAULT = MemoryVault(SystemRandomness())
TOKENS = {VAULT.token("NAME", NAME): NAME, VAULT.token("NAME", QUOTED): QUOTED}
FIRST, SECOND = TOKENS
TEXT = f"Dear {FIRST}, [see] [{{x_1}}] and {SECOND}{FIRST}. [NAME_ZZZZZZ] [end"
WHOLE = TEXT.replace(FIRST, NAME).replace(SECOND, QUOTED)


def fed(kind: str, content: bytes, size: int) -> bytes:
    reply = reply_for(kind, Restorer(VAULT))
    out = b"".join(reply.feed(content[at : at + size]) for at in range(0, len(content), size))
    return out + reply.finish()


def chat_events(text: str, piece: int) -> list[dict]:
    cut = [text[at : at + piece] for at in range(0, len(text), piece)]
    events = [
        {"id": "c", "choices": [{"index": n, "delta": {"content": part}, "finish_reason": None}]}
        for part in cut
        for n in (0, 1)
    ]
    return [
        *events,
        {
            "id": "c",
            "choices": [{"index": n, "delta": {}, "finish_reason": "stop"} for n in (0, 1)],
        },
    ]


def sse(events: list[dict], end: str) -> bytes:
    lines = [f": comment{end}{end}"]
    lines += [f"id: {n}{end}data: {json.dumps(event)}{end}{end}" for n, event in enumerate(events)]
    return "".join([*lines, f"data: [DONE]{end}{end}"]).encode()


def read_sse(content: bytes) -> list[str]:
    texts = ["", ""]
    for line in content.decode().splitlines():
        if line.startswith("data: {"):
            for choice in json.loads(line[6:])["choices"]:
                texts[choice["index"]] += choice["delta"].get("content") or ""
    return texts


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("piece", [1, 2, 3, 7, 1000])
def test_events_cut_anywhere_give_the_same_texts_on_each_channel(end, piece) -> None:
    content = sse(chat_events(TEXT, piece), end)
    for size in (1, 2, 3, 5, 8, 13, 17, 64, 1000, len(content)):
        out = fed("text/event-stream", content, size)
        assert read_sse(out) == [WHOLE, WHOLE]
        assert out.count(b"[DONE]") == 1


@given(
    st.text(st.sampled_from('[]_ABNME27 "\\\n{}é'), max_size=60),
    st.integers(1, 9),
    st.integers(1, 40),
)
def test_a_text_without_our_tokens_comes_through_as_it_is(text, piece, size) -> None:
    events = chat_events(text, piece)
    assert read_sse(fed("text/event-stream", sse(events, "\n"), size)) == [text, text]


def test_events_that_hold_no_pseudonym_keep_their_bytes() -> None:
    content = sse(chat_events("nothing to see", 4), "\r\n")
    assert fed("text/event-stream", content, 11) == content


@pytest.mark.parametrize("size", [1, 7, 100, 10_000])
def test_lines_of_json(size) -> None:
    lines = [
        {"message": {"role": "assistant", "content": TEXT[at : at + 3]}, "done": False}
        for at in range(0, len(TEXT), 3)
    ]
    lines.append({"message": {"role": "assistant", "content": ""}, "done": True})
    content = "".join(json.dumps(line) + "\n" for line in lines).encode()
    out = [json.loads(line) for line in fed("application/x-ndjson", content, size).splitlines()]
    assert "".join(line["message"]["content"] for line in out) == WHOLE
    assert [line["done"] for line in out].count(True) == 1
    assert out[-1]["done"]


def test_the_arguments_of_a_tool_stay_json() -> None:
    arguments = json.dumps({"note": TEXT})
    document = json.dumps(
        {"choices": [{"message": {"tool_calls": [{"function": {"arguments": arguments}}]}}]}
    )
    out = json.loads(fed("application/json; charset=utf-8", document.encode(), 9))
    assert json.loads(out["choices"][0]["message"]["tool_calls"][0]["function"]["arguments"]) == {
        "note": WHOLE
    }
    events = [
        {
            "choices": [
                {
                    "index": 0,
                    "delta": {
                        "tool_calls": [
                            {"index": 1, "function": {"arguments": arguments[at : at + 4]}}
                        ]
                    },
                }
            ]
        }
        for at in range(0, len(arguments), 4)
    ]
    content = sse(
        [*events, {"choices": [{"index": 0, "delta": {}, "finish_reason": "tool_calls"}]}], "\n"
    )
    texts = ""
    for line in fed("text/event-stream", content, 17).decode().splitlines():
        if line.startswith("data: {"):
            for call in json.loads(line[6:])["choices"][0]["delta"].get("tool_calls", ()):
                texts += call["function"]["arguments"]
    assert json.loads(texts) == {"note": WHOLE}


@pytest.mark.parametrize("size", [1, 5, 1000])
def test_plain_text_and_documents(size) -> None:
    assert fed("text/plain", f"é{TEXT}é".encode(), size) == f"é{WHOLE}é".encode()
    assert json.loads(fed("application/json", json.dumps([TEXT, 1, None]).encode(), size)) == [
        WHOLE,
        1,
        None,
    ]
    assert fed("application/json", b'{"a":  1.0}', size) == b'{"a":  1.0}'
    assert fed("application/json", f"no json {FIRST}".encode(), size) == f"no json {NAME}".encode()
    assert reply_for("image/png", Restorer(VAULT)) is None


@pytest.mark.parametrize(
    "event",
    [
        {"message": {"tool_calls": [{"function": {"name": "f", "arguments": {"note": TEXT}}}]}},
        {"candidates": [{"content": {"parts": [{"functionCall": {"args": {"text": [TEXT]}}}]}}]},
    ],
)
def test_arguments_that_are_data_are_restored_as_a_whole(event) -> None:
    content = (json.dumps(event) + "\n").encode()
    done = json.loads(fed("application/x-ndjson", content, 5))
    assert json.dumps(done) == json.dumps(event).replace(json.dumps(TEXT), json.dumps(WHOLE))


def test_text_before_a_call_of_a_tool_ends_with_it_and_the_call_is_said_once() -> None:
    call = {"functionCall": {"name": "f", "args": {"who": SECOND}}}
    parts = [[{"text": "Ask [NA"}], [{"text": f"{FIRST[:5]}"}, call]]
    events = [{"candidates": [{"index": 0, "content": {"parts": one}}]} for one in parts]
    content = "".join(json.dumps(one) + "\n" for one in events).encode()
    done = [json.loads(line) for line in fed("application/x-ndjson", content, 9).splitlines()]
    assert json.dumps(done).count("functionCall") == 1
    assert json.dumps(done).count(json.dumps(QUOTED)) == 1

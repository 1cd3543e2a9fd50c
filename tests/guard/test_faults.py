"""Whatever fails inside of the guard, nothing leaves."""

import pkgutil

import pytest

from promptward.guard import PromptBlocked, ScanUnavailable

from .ways import (
    PROMPT,
    VALUES,
    by_aiohttp,
    by_httpx,
    by_requests,
    by_urllib,
    by_urllib3,
    chat_url,
)


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
    ("promptward.guard.judge", "resolve_endpoint"),
    ("promptward.guard.judge", "_check"),
    ("promptward.guard.guard.Guard", "governs"),
    ("promptward.guard.judge", "_restorer"),
]


@pytest.mark.parametrize(("owner", "name"), FAULTS)
@pytest.mark.parametrize("error", [MemoryError, OSError])
def test_a_fault_anywhere_inside_lets_nothing_out(
    guard, ours, monkeypatch, owner, name, error
) -> None:
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

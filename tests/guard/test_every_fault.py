"""A fault at each call that the guard makes while it judges: whichever it is, nothing leaves."""

import os
import sys
from types import FrameType

import pytest

import promptward
from promptward.guard import process
from promptward.guard.context import APPROVED

from .sdks import Bedrock
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

ENGINE = os.path.dirname(promptward.__file__) + os.sep  # noqa: PTH120  # compared with names of files
GUARD = os.path.join(ENGINE, "guard") + os.sep  # noqa: PTH118  # the same


class Fault:
    """
    Raises at one of the calls into the guard, or from the guard into the engine, in this thread.

    `calls` are the functions that were called, in order; `at` counts from 1, 0 raises nowhere.
    """

    def __init__(self, at: int) -> None:
        self.at = at
        self.calls: list[str] = []

    def __call__(self, frame: FrameType, event: str, _arg: object) -> None:
        if event != "call":
            return
        name = frame.f_code.co_filename
        caller = frame.f_back.f_code.co_filename if frame.f_back is not None else ""
        if name.startswith(GUARD) or (name.startswith(ENGINE) and caller.startswith(GUARD)):
            self.calls.append(frame.f_code.co_qualname)
            if len(self.calls) == self.at:
                raise MemoryError

    def run(self, ask, target) -> tuple[str | None, Exception | None]:
        sys.settrace(self)
        try:
            return ask(target, PROMPT), None
        except Exception as error:  # noqa: BLE001  # whatever the library makes of it
            return None, error
        finally:
            sys.settrace(None)


def _asked(ask, target, server) -> int:
    """Every fault that there is; how many kept the prompt here."""
    assert ask(target, PROMPT) == PROMPT  # all is loaded
    whole = Fault(0)
    assert whole.run(ask, target) == (PROMPT, None)
    # From here on the request is on its way, rewritten.
    sent = whole.calls.index("sending")
    stopped = 0
    for at in range(1, len(whole.calls) + 1):
        server.clear()
        fault = Fault(at)
        answer, error = fault.run(ask, target)
        where = fault.calls[at - 1 : at]
        assert not any(value.encode() in server.bytes for value in VALUES), where
        assert APPROVED.get() is None, where
        if at <= sent:
            # What only shows or forgets may fail; then the prompt left as it does without that.
            assert answer in {None, PROMPT}, where
            if error is not None:
                assert server.received == [], where
                stopped += 1
    assert process.current() is not None
    return stopped


def by_botocore(url, prompt):
    asked = Bedrock(url.partition("/v1/")[0])
    try:
        return asked.ask(prompt)
    finally:
        asked.close()


@pytest.mark.parametrize(
    "ask",
    [
        by_httpx,
        *(
            pytest.param(one, marks=pytest.mark.slow)
            for one in (by_requests, by_urllib3, by_urllib, by_aiohttp)
        ),
        pytest.param(by_botocore, marks=pytest.mark.sdk),
    ],
)
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_fault_at_any_call_lets_nothing_out(guard, ours, ask) -> None:
    assert _asked(ask, chat_url(ours), ours) > 50

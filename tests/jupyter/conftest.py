"""A real kernel, guarded, with models on this machine."""

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from jupyter_client.manager import start_new_kernel

from tests.guard.conftest import environ, other, ours, place, servers, unknown

__all__ = ["environ", "other", "ours", "place", "servers", "unknown"]


class Ran(NamedTuple):
    """What a cell did: `ok` or `error`, everything it showed, and its error."""

    status: str
    shown: list[dict]
    printed: str
    error: dict
    errors: int

    @property
    def everything(self) -> str:
        return f"{self.shown}{self.printed}{self.error}"

    @property
    def panels(self) -> list[dict]:
        mime = "application/vnd.promptward.event+json"
        return [data[mime] for data in self.shown if mime in data]


class Kernel:
    def __init__(self, manager, client, front: str = "jupyterlab") -> None:
        self.manager, self.client, self.front = manager, client, front

    def _asked(self, code: str, seen: bool) -> str:
        """
        The request for a cell, as the front end writes it.

        What VS Code runs for itself (`seen` false: for its list of variables, say) is a request
        like any other, which is not stored in the history.
        """
        if self.front == "jupyterlab":
            return self.client.execute(code, silent=not seen)
        content = {
            "code": code,
            "silent": False,
            "stop_on_error": False,
            "allow_stdin": True,
            "store_history": seen,
            "user_expressions": {},
        }
        asked = self.client.session.msg("execute_request", content)
        if seen:
            asked["metadata"] = {"cellId": "vscode-notebook-cell:/ward.ipynb#W0sZmlsZQ%3D%3D"}
        self.client.shell_channel.send(asked)
        return asked["header"]["msg_id"]

    def run(self, code: str, *, seen: bool = True) -> Ran:
        name = self._asked(code, seen)
        shown, printed, error, errors = [], "", {}, 0
        while True:
            message = self.client.get_iopub_msg(timeout=120)
            if message["parent_header"].get("msg_id") != name:
                continue
            kind, content = message["msg_type"], message["content"]
            if kind in {"display_data", "execute_result"}:
                shown.append(content["data"])
            elif kind == "stream":
                printed += content["text"]
            elif kind == "error":
                error, errors = content, errors + 1
            elif kind == "status" and content["execution_state"] == "idle":
                break
        reply = self.client.get_shell_msg(timeout=120)
        while reply["parent_header"].get("msg_id") != name:
            reply = self.client.get_shell_msg(timeout=120)
        status = reply["content"]["status"]
        if self.front == "vscode":
            # It asks the kernel for no stop and reads no reply: a cell failed that shows an error.
            # (Wrong arguments of a magic are told on stderr, in every front end.)
            failed = status == "error" and reply["content"]["ename"] != "UsageError"
            assert failed is bool(error), "both kinds of front end see the same"
        return Ran(status, shown, printed, error, errors)

    def complete(self, code: str) -> list[str]:
        return self.client.complete(code, reply=True, timeout=60)["content"]["matches"]


START = """
%load_ext promptward_jupyter
%promptward use --purpose summary --role clinician
import httpx, json
def ask(url, prompt):
    reply = httpx.post(url + "/v1/chat/completions", json={"model": "m", "messages": [{"role": "user", "content": prompt}]})
    return reply.json()["choices"][0]["message"]["content"]
"""


@pytest.fixture(scope="module", params=["jupyterlab", "vscode"])
def kernel(request, servers, place, environ) -> Iterator[Kernel]:
    """A kernel that is asked as JupyterLab asks, and one that VS Code's notebooks would ask."""
    manager, client = start_new_kernel(startup_timeout=180, cwd=str(place), env=environ)
    made = Kernel(manager, client, request.param)
    ran = made.run(START)
    assert ran.status == "ok", ran
    yield made
    client.stop_channels()
    manager.shutdown_kernel(now=True)

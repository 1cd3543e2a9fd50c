"""Random and malformed messages, planted values, cancellation: the server lives, and tells nothing."""

import json
import os
import random
import socket
import subprocess
import sys
import time

import pytest

from tests.lsp.client import Client, ServerGoneError
from tests.lsp.test_server import NOTE, pushing

pytestmark = pytest.mark.e2e

METHODS = (
    "textDocument/hover", "textDocument/completion", "textDocument/codeAction", "textDocument/codeLens",
    "textDocument/definition", "textDocument/references", "textDocument/rename", "textDocument/prepareRename",
    "textDocument/documentSymbol", "textDocument/foldingRange", "textDocument/formatting",
    "textDocument/rangeFormatting", "textDocument/semanticTokens/full", "textDocument/inlayHint",
    "textDocument/documentLink", "textDocument/signatureHelp", "textDocument/documentHighlight",
    "codeAction/resolve", "codeLens/resolve", "workspace/symbol", "workspace/executeCommand", "workspace/willRenameFiles",
    "no/such/method",
)  # fmt: skip
NOTIFICATIONS = (
    "textDocument/didOpen", "textDocument/didChange", "textDocument/didClose", "textDocument/didSave",
    "notebookDocument/didOpen", "notebookDocument/didChange", "notebookDocument/didClose",
    "workspace/didChangeConfiguration", "$/cancelRequest", "$/setTrace", "no/such/notification",
)  # fmt: skip
TEXTS = (
    NOTE,
    "",
    "\r\n\f\u2028x",
    "policy a version 1.0.0\nrule x {\n",
    "{",
    "name,ssn\nA,219-09-9999\n",
    "\ud83d\ude00" * 3,
)


def thing(rng: random.Random, depth: int = 0):
    kind = rng.randrange(8 if depth < 3 else 6)
    if kind == 0:
        return rng.choice((-1, 0, 1, 2**31, 3.5))
    if kind == 1:
        return rng.choice(TEXTS)
    if kind == 2:
        return rng.choice((None, True, False))
    if kind == 3:
        return {"line": rng.choice((0, 1, 99, -1)), "character": rng.choice((0, 3, 99, -5))}
    if kind == 4:
        return rng.choice(
            (
                "file:///a.txt",
                "file:///a.ward",
                "untitled:1",
                "x",
                "vscode-notebook-cell:/n.ipynb#W0",
            )
        )
    if kind == 5:
        return {
            "start": {"line": 0, "character": 0},
            "end": {"line": rng.randrange(3), "character": rng.randrange(9)},
        }
    if kind == 6:
        return [thing(rng, depth + 1) for _ in range(rng.randrange(3))]
    return {
        rng.choice(("uri", "version", "text", "range", "changes")): thing(rng, depth + 1)
        for _ in range(rng.randrange(4))
    }


def params(rng: random.Random, method: str) -> object:
    """Mostly right parameters, some of them wrong, sometimes anything at all."""
    if rng.random() < 0.1:
        return thing(rng)
    uri = rng.choice(
        ("file:///a.txt", "file:///b.ward", "file:///c.py", "untitled:1", "file:///d.csv", "x")
    )
    place = {"line": rng.randrange(4), "character": rng.randrange(40)}
    made: dict = {
        "textDocument": {"uri": uri, "languageId": rng.choice(("plaintext", "python", "ward", "csv")), "version": rng.randrange(99), "text": rng.choice(TEXTS)},
        "position": place,
        "range": {"start": place, "end": {"line": rng.randrange(4), "character": rng.randrange(40)}},
        "context": {"diagnostics": [], "includeDeclaration": True},
        "newName": rng.choice(("a", "b c")), "query": "a", "options": {"tabSize": 2, "insertSpaces": True},
        "contentChanges": [
            {"text": rng.choice(TEXTS)} if rng.random() < 0.3 else {
                "range": {"start": place, "end": {"line": place["line"] + rng.randrange(2), "character": rng.randrange(40)}},
                "text": rng.choice(("x", "", "219-09-9999", "\n")),
            }
            for _ in range(rng.randrange(1, 3))
        ],
        "settings": {"promptward": {"debounce": rng.choice((0, 5, "x")), "maxFindings": rng.choice((1, 50, None))}},
        "id": rng.randrange(1000), "value": "off", "title": "x", "data": thing(rng), "kind": "quickfix",
        "command": rng.choice(("promptward.explain", "promptward.runTest", "promptward.allowWithReason", "no.such")),
        "arguments": [thing(rng) for _ in range(rng.randrange(8))],
        "files": [{"oldUri": uri, "newUri": rng.choice(("file:///z.ward", "file:///z", "x", uri))}],
        "notebookDocument": {"uri": "file:///n.ipynb", "notebookType": "jupyter-notebook", "version": 1, "cells": [{"kind": 2, "document": "vscode-notebook-cell:/n.ipynb#W0"}]},
        "cellTextDocuments": [{"uri": "vscode-notebook-cell:/n.ipynb#W0", "languageId": "python", "version": 1, "text": rng.choice(TEXTS)}],
        "change": {"cells": {"textContent": [{"document": {"uri": "vscode-notebook-cell:/n.ipynb#W0", "version": 2}, "changes": [{"text": "x"}]}]}},
    }  # fmt: skip
    if rng.random() < 0.15:
        del made[rng.choice(sorted(made))]
    if rng.random() < 0.15:
        made[rng.choice(sorted(made))] = thing(rng)
    return made


def storm(client: Client, seed: int, count: int) -> None:
    rng = random.Random(seed)
    asked = 0
    for number in range(count):
        kind = rng.random()
        if kind < 0.02:
            client.raw(
                rng.choice(
                    (
                        b"{",
                        b"[]",
                        b"null",
                        b'"x"',
                        b'{"jsonrpc":"2.0"}',
                        b'{"jsonrpc":"1.0","id":1,"method":"x"}',
                        b"\xff\xfe",
                    )
                )
            )
        elif kind < 0.5:
            method = rng.choice(METHODS)
            client.ask(method, params(rng, method))
            asked += 1
        else:
            method = rng.choice(NOTIFICATIONS)
            client.notify(method, params(rng, method))
        if number % 250 == 249:
            # Whatever came before, a right question has an answer.
            client.call("workspace/symbol", {"query": "x"}, 120)
    assert client.process.poll() is None
    uri = client.open("last.txt", NOTE, version=1000)
    client.notify(
        "workspace/didChangeConfiguration",
        {"settings": {"promptward": {"maxFindings": 100, "maxFileSize": 100000, "enable": True}}},
    )
    client.settled(uri, ["names", "ssn"])


def test_a_thousand_random_messages(serve) -> None:
    storm(serve(pushing("vscode")), 1, 1000)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_ten_thousand_random_messages(serve, seed) -> None:
    storm(serve(pushing("vscode")), 100 + seed, 1000)


PLANTED = "212-09-7654"
SPOKEN = (
    "textDocument/publishDiagnostics",
    "window/logMessage",
    "window/showMessage",
    "promptward/status",
)


def test_a_planted_value_is_told_to_nobody(serve, tmp_path, shipped_cache) -> None:
    c: Client = serve(pushing("vscode"), {"status": True})
    text = f"Patient Wilhelmina Zuckerkandl, SSN {PLANTED}\n"
    uri = c.open("note.txt", text)
    told = c.settled(uri, ["names", "ssn"])
    c.call(
        "textDocument/hover",
        {"textDocument": {"uri": uri}, "position": {"line": 0, "character": 40}},
    )
    for action in c.actions(uri, told[1]):
        c.call("codeAction/resolve", action)
    for lens in c.call("textDocument/codeLens", {"textDocument": {"uri": uri}}):
        command = c.call("codeLens/resolve", lens)["command"]
        c.call(
            "workspace/executeCommand",
            {"command": command["command"], "arguments": command["arguments"]},
        )
    for reason in (PLANTED, ""):
        given = ["allow_here", uri, 1, 0, 4, reason, PLANTED]
        c.call(
            "workspace/executeCommand",
            {"command": "promptward.allowWithReason", "arguments": given},
        )
    # Values where the protocol wants something else: errors must not repeat them.
    for wrong in (
        {"textDocument": {"uri": PLANTED}, "position": PLANTED},
        {"textDocument": PLANTED},
        [PLANTED],
    ):
        reply = c.answer(c.ask("textDocument/hover", wrong))
        assert PLANTED not in json.dumps(reply)
    c.notify(
        "textDocument/didChange",
        {
            "textDocument": {"uri": uri, "version": PLANTED},
            "contentChanges": [{"text": PLANTED, "range": PLANTED}],
        },
    )
    c.answer(c.ask(PLANTED, {}))
    c.answer(c.ask("workspace/executeCommand", {"command": PLANTED, "arguments": [PLANTED]}))
    c.raw(b'{"jsonrpc": "2.0", "method": "' + PLANTED.encode() + b'", "params": ')
    c.notify("$/setTrace", {"value": "verbose"})
    c.edit(uri, 9, (0, 0, 0, 0, "x"))
    c.settled(uri, ["names", "ssn"], 9)
    assert c.stop() == 0
    spoken = json.dumps(c.log)
    for planted in (PLANTED, "Wilhelmina", "Zuckerkandl"):
        assert planted not in spoken
        assert planted.encode() not in c.stderr
        for path in (*tmp_path.rglob("*"), *shipped_cache.rglob("*")):
            if path.is_file():
                assert planted.encode() not in path.read_bytes()


def test_a_cancelled_question_is_answered_as_cancelled(serve) -> None:
    c: Client = serve(pushing("vscode"))
    uri = c.open("a.ward", "policy a version 1.0.0\nimport hipaa.safe_harbor as sh\n", "ward")
    numbers = [
        c.ask(
            "textDocument/hover",
            {"textDocument": {"uri": uri}, "position": {"line": 1, "character": 2}},
        )
        for _ in range(5)
    ]
    for number in numbers[1:]:
        c.notify("$/cancelRequest", {"id": number})
    assert "result" in c.answer(numbers[0])
    replies = [c.answer(number) for number in numbers[1:]]
    assert all("result" in r or r["error"]["code"] == -32800 for r in replies)


def test_the_server_collects_what_goes_in_circles_and_prints_no_message(tmp_path) -> None:
    """The command line starts without the collector; a server lives for days."""
    script = """
import gc, sys
gc.disable()
from promptward_lsp.protocol import Server
def start(self, *_):
    from lsprotocol import types
    item = types.TextDocumentItem("file:///a", "text", 1, "219-09-9999")
    sys.stderr.write(f"{gc.isenabled()} {'219' in repr(item)}")
Server.start_io = start
from promptward_lsp.serve import serve
serve()
"""
    script = script.replace(
        "from promptward_lsp.protocol",
        "from promptward_lsp.records import import_records; import_records()\n"
        "from promptward_lsp.protocol",
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.stderr == "True False"


def test_a_client_that_goes_away_takes_the_server_with_it(serve) -> None:
    c: Client = serve(pushing("vscode"))
    c.open("note.txt", NOTE)
    c.process.stdin.close()
    with pytest.raises(ServerGoneError):
        c.until(lambda: False)
    assert c.process.wait(20) is not None


def test_a_client_may_connect_to_a_port(tmp_path, shipped_cache) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "promptward", "lsp", "--tcp", str(port)], cwd=tmp_path, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, env={**os.environ, "PROMPTWARD_CACHE": str(shipped_cache)},
    )  # fmt: skip
    try:
        for _ in range(600):
            try:
                line = socket.create_connection(("127.0.0.1", port))
                break
            except OSError:
                time.sleep(0.1)
        with line, line.makefile("rwb") as stream:
            for number, method in enumerate(("initialize", "shutdown", "exit")):
                told = {
                    "jsonrpc": "2.0",
                    "method": method,
                    "params": {"capabilities": {}, "processId": None, "rootUri": None}
                    if not number
                    else None,
                }
                if method != "exit":
                    told["id"] = number
                body = json.dumps(told).encode()
                stream.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
                stream.flush()
                if method == "exit":
                    break
                length = int(stream.readline().split(b":")[1])
                while stream.readline() != b"\r\n":
                    pass
                assert json.loads(stream.read(length))["id"] == number
        assert server.wait(30) == 0
    finally:
        server.kill()
        server.wait()

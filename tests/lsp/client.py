"""A language client for tests: a real server process, plain JSON-RPC over its streams."""

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

CAPABILITIES = Path(__file__).parent / "capabilities"


class ServerGoneError(Exception):
    """The server closed its output."""


class Client:
    """Sends what tests say and collects what comes; answers the server's own requests."""

    def __init__(
        self, folder: Path, cache: Path, *, environ: dict[str, str] | None = None
    ) -> None:
        self.folder = folder
        self.log: list[dict] = []
        self.diagnostics: dict[str, dict] = {}
        self.registered: list[dict] = []
        self.settings: dict | None = None
        self.refreshed = 0
        self.applied: list[dict] = []
        self._number = 0
        self._answers: dict[int, dict] = {}
        self._arrived: queue.Queue = queue.Queue()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "promptward", "lsp"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder,
            env={**os.environ, "PROMPTWARD_CACHE": str(cache), "HOME": str(folder), **(environ or {})},
        )  # fmt: skip
        self.stderr = b""
        self._threads = [
            threading.Thread(target=work, daemon=True) for work in (self._read, self._read_errors)
        ]
        for thread in self._threads:
            thread.start()

    # ------------------------------------------------------------ the wire

    def _read(self) -> None:
        stream = self.process.stdout
        while True:
            length = 0
            while True:
                line = stream.readline()
                if not line:
                    self._arrived.put(None)
                    return
                if line == b"\r\n":
                    break
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
            self._arrived.put(json.loads(stream.read(length)))

    def _read_errors(self) -> None:
        self.stderr = self.process.stderr.read()

    def raw(self, body: bytes) -> None:
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def send(self, message: dict) -> None:
        self.raw(json.dumps({"jsonrpc": "2.0", **message}).encode())

    def notify(self, method: str, params: dict) -> None:
        self.send({"method": method, "params": params})

    def ask(self, method: str, params: dict | None) -> int:
        self._number += 1
        self.send({"id": self._number, "method": method, "params": params})
        return self._number

    def answer(self, number: int, timeout: float = 60) -> dict:
        self.until(lambda: number in self._answers, timeout)
        return self._answers.pop(number)

    def call(self, method: str, params: dict | None, timeout: float = 60):
        reply = self.answer(self.ask(method, params), timeout)
        assert "error" not in reply, reply
        return reply["result"]

    def until(self, condition: Callable[[], object], timeout: float = 60) -> None:
        """Take what arrives until a condition holds; waits on state, the timeout only ends a failure."""
        limit = time.monotonic() + timeout
        while not condition():
            left = limit - time.monotonic()
            if left <= 0:
                raise TimeoutError(f"last messages: {[m.get('method') for m in self.log[-5:]]}")
            try:
                message = self._arrived.get(timeout=left)
            except queue.Empty:
                continue
            if message is None:
                raise ServerGoneError(self.process.poll())
            self._take(message)

    def _take(self, message: dict) -> None:
        self.log.append(message)
        method = message.get("method")
        if "id" in message and method is None:
            self._answers[message["id"]] = message
        elif method == "textDocument/publishDiagnostics":
            self.diagnostics[message["params"]["uri"]] = message["params"]
        elif "id" in message:
            result = None
            if method == "workspace/configuration":
                result = [self.settings for _ in message["params"]["items"]]
            elif method == "client/registerCapability":
                self.registered += message["params"]["registrations"]
            elif method == "workspace/diagnostic/refresh":
                self.refreshed += 1
            elif method == "workspace/applyEdit":
                self.applied.append(message["params"]["edit"])
                result = {"applied": True}
            with suppress(ValueError, OSError):  # the test has closed the stream
                self.send({"id": message["id"], "result": result})

    # ------------------------------------------------------------ what clients do

    def start(self, capabilities: dict | str, options: dict | None = None) -> dict:
        if isinstance(capabilities, str):
            capabilities = json.loads((CAPABILITIES / f"{capabilities}.json").read_text())
        root = self.folder.as_uri()
        result = self.call(
            "initialize",
            {
                "processId": os.getpid(), "rootUri": root, "capabilities": capabilities,
                "workspaceFolders": [{"uri": root, "name": "w"}], "initializationOptions": options,
            },
        )  # fmt: skip
        self.notify("initialized", {})
        return result["capabilities"]

    def uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    def open(self, name: str, text: str, language: str = "plaintext", version: int = 1) -> str:
        uri = name if ":" in name else self.uri(name)
        self.notify(
            "textDocument/didOpen",
            {
                "textDocument": {
                    "uri": uri,
                    "languageId": language,
                    "version": version,
                    "text": text,
                }
            },
        )
        return uri

    def edit(self, uri: str, version: int, *changes: tuple) -> None:
        """Changes: (line, character, line, character, text), or a whole text."""
        made = []
        for change in changes:
            if isinstance(change, str):
                made.append({"text": change})
            else:
                a, b, c, d, text = change
                made.append({
                    "range": {"start": {"line": a, "character": b}, "end": {"line": c, "character": d}},
                    "text": text,
                })  # fmt: skip
        self.notify(
            "textDocument/didChange",
            {"textDocument": {"uri": uri, "version": version}, "contentChanges": made},
        )

    def codes(self, uri: str) -> list[str]:
        return [d.get("code") for d in self.diagnostics.get(uri, {}).get("diagnostics", [])]

    def settled(self, uri: str, codes: list[str], version: int | None = None) -> list[dict]:
        """Wait until a document has these codes, in order of place."""

        def there() -> bool:
            told = self.diagnostics.get(uri)
            return (
                told is not None
                and (version is None or told.get("version") == version)
                and self.codes(uri) == codes
            )

        try:
            self.until(there, 120)
        except TimeoutError:
            raise AssertionError(f"{uri}: {self.codes(uri)} instead of {codes}") from None
        return self.diagnostics[uri]["diagnostics"]

    def actions(self, uri: str, diagnostic: dict, only: list[str] | None = None) -> list[dict]:
        context = {"diagnostics": [diagnostic], **({"only": only} if only else {})}
        return self.call(
            "textDocument/codeAction",
            {"textDocument": {"uri": uri}, "range": diagnostic["range"], "context": context},
        )

    def stop(self) -> int:
        try:
            self.call("shutdown", None, 20)
            self.notify("exit", {})
            code = self.process.wait(20)
        finally:
            self.close()
        return code

    def close(self) -> None:
        """End the process, however it is, and all that belongs to it."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        for thread in self._threads:
            thread.join(5)
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            with suppress(OSError):
                stream.close()


def applied(text: str, edits: list[dict]) -> str:
    """A text after edits, in UTF-16 positions, as clients apply them: from the end."""
    for edit in sorted(edits, key=lambda e: (e["range"]["start"]["line"], e["range"]["start"]["character"]), reverse=True):  # fmt: skip
        start, end = (_offset(text, edit["range"][k]) for k in ("start", "end"))
        text = text[:start] + edit["newText"] + text[end:]
    return text


def _offset(text: str, place: dict) -> int:
    lines = text.splitlines(keepends=True) if "\f" not in text else text.split("\n")
    before = sum(map(len, lines[: place["line"]]))
    units = 0
    line = lines[place["line"]] if place["line"] < len(lines) else ""
    for index, character in enumerate(line):
        if units >= place["character"]:
            return before + index
        units += 1 + (ord(character) > 0xFFFF)
    return before + len(line)


def pushing(client: str) -> dict:
    """The capabilities of a client without pull, so that diagnostics are pushed to it."""
    able = json.loads((CAPABILITIES / f"{client}.json").read_text())
    able["textDocument"].pop("diagnostic", None)
    return able


def edits_of(edit: dict, uri: str) -> list[dict]:
    """The text edits of a workspace edit, whichever form it has."""
    if "changes" in edit:
        return edit["changes"].get(uri, [])
    return [e for change in edit["documentChanges"] if change.get("textDocument", {}).get("uri") == uri for e in change["edits"]]  # fmt: skip

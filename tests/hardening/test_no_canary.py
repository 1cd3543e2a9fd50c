"""
Two hundred marked values go through every face, forced errors among them; then all that was shown
and all that stands on the disk is looked through: none is there but where somebody put it.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from tests.guard.conftest import environ, place, servers
from tests.jupyter.conftest import START, Kernel
from tests.lsp.client import Client
from tests.policy_engine.clinic import CLINIC
from tests.policy_engine.test_custody_canaries import Canaries

__all__ = ["environ", "place", "servers"]

pytestmark = pytest.mark.e2e

POLICY = (
    CLINIC.split('test "a summary')[0]
    .replace(
        "  match lexicon patients confidence medium",
        "  match lexicon patients confidence medium\n  match /\\b[Zz]q[a-z]{8}qz\\b/ confidence high",
    )
    .replace("\\bMRN:? ?(?P<value>\\d{6,8})\\b", "\\b7\\d{7}\\b")
    .replace('"MRN [[123456]]"', '"MRN [[71234567]]"')
)
COUNT = 200
_PATIENCE = 600
"""Seconds: a machine that runs many tests at once may compile a policy for minutes."""
CONFIG = """
[audit]
folder = "{site}/log"
[keys]
store = "file"
[vault]
folder = "{site}/vault"
restore_roles = ["clinician"]
[notify]
spool = "{site}/spool"
[guard]
roles = ["clinician"]
"""


class House:
    """A project with planted values, and everywhere that something may be written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.canaries = Canaries(11)
        self.shown: list[tuple[str, bytes]] = []
        for name in ("project", "home", "cache", "tmp", "site", "faults"):
            (folder / name).mkdir(mode=0o700)
        self.project = folder / "project"
        (self.project / ".promptward").mkdir()
        self.policy = self.project / ".promptward" / "policy.ward"
        self.policy.write_text(POLICY)
        config = CONFIG.format(site=folder / "site")
        (self.project / ".promptward" / "config.toml").write_text(config)
        self.planted = self._plant()

    def line(self) -> str:
        draw = self.canaries.draw
        return f"Patient {draw('word').title()}, MRN {draw('mrn')}, SSN {draw('ssn')}"

    def _plant(self) -> set[Path]:
        lines = [self.line() for _ in range(COUNT // 3 + 1)]
        assert len(self.canaries.given) >= COUNT
        cut = [lines[at::8] for at in range(8)]
        cell = {
            "cell_type": "code",
            "execution_count": 1,
            "id": "a",
            "metadata": {},
            "source": cut[1],
        }
        cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": cut[2]}]
        notebook = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        table = "name,mrn\n" + "".join(f'"{one}",1\n' for one in cut[3])
        files = {
            "note.txt": "\n".join(cut[0]),
            "work.ipynb": json.dumps(notebook),
            "table.csv": table,
            "data.json": json.dumps({"a": cut[4]}),
            "code.py": "".join(f"x = {one!r}\n" for one in cut[5]),
            "page.xml": f"<a>{' '.join(cut[6])}</a>",
            "broken.ipynb": '{"cells": [' + json.dumps(cut[7][:4]),
            "latin.txt": "\n".join(cut[7][4:]) + "\xff\0",
        }
        for name, text in files.items():
            (self.project / name).write_bytes(text.encode("latin-1"))
        self.text = files["note.txt"]
        return {self.project / name for name in files}

    def environment(self, more: Mapping[str, str] | None = None) -> dict[str, str]:
        kept = {
            k: v for k, v in os.environ.items() if not k.startswith(("PROMPTWARD", "XDG", "GIT"))
        }
        return {
            **kept, "HOME": str(self.folder / "home"), "TMPDIR": str(self.folder / "tmp"),
            "PROMPTWARD_CACHE": str(self.folder / "cache"), "PYTHONIOENCODING": "utf-8",
            "USER": "tester", "PYTHONFAULTHANDLER": "1", "PYTHONDONTWRITEBYTECODE": "1",
            "GIT_AUTHOR_NAME": "t", "GIT_AUTHOR_EMAIL": "t@t.invalid", "GIT_COMMITTER_NAME": "t",
            "GIT_COMMITTER_EMAIL": "t@t.invalid", "GIT_CONFIG_NOSYSTEM": "1", **(more or {}),
        }  # fmt: skip

    def run(
        self,
        *arguments: str,
        stdin: str = "",
        fault: Sequence[str] = (),
        program: str = "promptward",
    ) -> subprocess.CompletedProcess[bytes]:
        """One command, with lines of Python that run before it."""
        more = {}
        if fault:
            (self.folder / "faults" / "sitecustomize.py").write_text("\n".join(fault) + "\n")
            more["PYTHONPATH"] = str(self.folder / "faults")
        start = [sys.executable, "-m", program] if program == "promptward" else [program]
        done = subprocess.run(
            [*start, *arguments], input=stdin.encode(), capture_output=True, cwd=self.project,
            env=self.environment(more), timeout=_PATIENCE, check=False,
        )  # fmt: skip
        self.show(" ".join(arguments), done.stdout, done.stderr)
        return done

    def show(self, what: str, *shown: bytes) -> None:
        self.shown += [(what, one) for one in shown]

    def leaks(self) -> Iterator[str]:
        """Where a planted value is that nobody put there."""
        for what, shown in self.shown:
            if found := self.canaries.leaked(shown):
                yield f"{what}: {len(found)} values"
        for path in self._files():
            if self.canaries.leaked(os.fsencode(path.name)):
                yield f"a file is named by one in {path.parent}"
            if not path.is_file() or path in self.planted or ".git" in path.parts:
                continue
            # A child that is about to end takes its journals and half-written files away.
            with suppress(FileNotFoundError):
                if found := self.canaries.leaked(path.read_bytes()):
                    yield f"{path.relative_to(self.folder)}: {len(found)} values"

    def _files(self) -> Iterator[Path]:
        """All that are there; those of a folder that goes away meanwhile are not."""
        for folder, folders, names in os.walk(self.folder):
            yield from (Path(folder) / name for name in (*folders, *names))


def raising(module: str, name: str, text: str) -> tuple[str, ...]:
    """A function that fails as badly as one can: its message, its argument and cause hold text."""
    return (
        f"import {module} as module", "def broken(*_, **__):",
        f"    raise RuntimeError({text!r}) from ValueError({text!r})", f"module.{name} = broken",
    )  # fmt: skip


REPORTS = ("text", "json", "jsonl", "sarif", "github", "gitlab", "junit", "csv", "html")
FAULTS = (
    ("promptward.detect", "Detection.find"),
    ("promptward.transform", "transform"),
    ("promptward.decide", "Rulebook.decide"),
    ("promptward.formats.registry", "read"),
    ("promptward.scan.context", "fingerprint"),
    ("promptward.audit.disk", "append"),
    ("promptward.cli.check", "render"),
    ("json", "dumps"),
    ("promptward.loading", "load"),
)


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> House:
    house = House(tmp_path_factory.mktemp("house"))
    assert house.run("audit", "init").returncode == 0
    assert house.run("vault", "init").returncode == 0
    return house


GRANTED = ("--destination", "azure", "--purpose", "summary", "--role", "clinician")


def commands(house: House) -> Iterator[tuple[tuple[str, ...], str]]:
    text = house.text
    yield ("check", "-", *GRANTED), text
    yield ("redact", "-"), text
    yield ("scan", "."), ""
    yield ("scan", "--records", "jsonl", "-"), json.dumps({"id": 1, "text": text}) + "\n{" + text
    yield ("baseline", "create", "."), ""
    yield ("audit", "export"), ""
    yield ("fix", "note.txt", "--dry-run"), ""


def further(house: House) -> Iterator[tuple[tuple[str, ...], str]]:
    text = house.text
    yield ("check", "-", "--format", "json"), text
    for report in REPORTS:
        yield ("scan", ".", "--report", f"{report}=report.{report}"), ""
    yield ("scan", ".", "--min-confidence", "low", "--thorough", "--jobs", "2"), ""
    yield ("scan", "-", "--stdin-filename", "a.ipynb"), text
    yield ("check", text[:100]), text
    yield ("check", "-", "--destination", text[:40], "--purpose", text[:20], "--role", "x"), text
    yield ("baseline", "stats"), ""
    yield ("baseline", "audit"), "?\ny\n" + text
    yield ("explain", text[:30]), ""
    yield ("restore", "-", "--scope", "none"), text
    yield ("audit", "verify"), ""
    yield ("audit", "show"), ""
    yield ("audit", "report", "--since", "2026-01-01"), ""
    yield ("audit", "incident", "--subject-from", "-"), text
    for form in ("syslog", "otlp", "cef"):
        yield ("audit", "export", "--to", form), ""
    yield ("vault", "list"), ""
    yield ("notify", "list"), ""
    yield ("doctor",), ""
    yield ("config", "show"), ""
    yield ("policy", "new", "detector", "x", "--from-examples", "note.txt"), ""
    yield ("notebook", "clean", "broken.ipynb"), ""
    yield ("no-such-command", text[:40]), ""


def no_leak(house: House) -> None:
    found = sorted(set(house.leaks()))
    assert not found, found


def test_the_look_sees_a_value_wherever_it_stands(house):
    value = next(iter(house.canaries.given))
    for where in ("tmp/a", "home/b", "cache/c", "project/d"):
        (house.folder / where).write_text(f"x{value}x")
        assert list(house.leaks()), where
        (house.folder / where).unlink()
    house.show("log", value.upper().encode())
    assert list(house.leaks())
    house.shown.clear()
    assert not list(house.leaks())


def test_no_value_comes_out_of_any_command(house):
    for arguments, stdin in commands(house):
        done = house.run(*arguments, stdin=stdin)
        assert b"Traceback" not in done.stderr
        assert b"No such" not in done.stderr, arguments
        # It has seen them all the same.
        if arguments[0] == "redact":
            assert done.stdout.count(b"[mrn]") == house.text.count("MRN")
        elif arguments == ("scan", "."):
            assert done.returncode == 3
            assert len(done.stdout.splitlines()) > 100
    assert len((house.project / ".promptward" / "baseline.jsonl").read_text().splitlines()) > 10
    assert [path for path in (house.folder / "site" / "log").rglob("*") if path.stat().st_size]
    no_leak(house)


@pytest.mark.slow
def test_no_value_comes_out_of_all_the_others(house):
    echoed = {"check", "explain", "no-such-command"}
    for arguments, stdin in further(house):
        done = house.run(*arguments, stdin=stdin)
        assert b"Traceback" not in done.stderr
        assert b"No such option" not in done.stderr, arguments
        if arguments[0] in echoed:
            # What a person typed as an argument may be said back to them, and nowhere else.
            del house.shown[-2:]
    house.run("init", "-q", program="git")
    house.run("add", ".", program="git")
    for arguments in (("hook", "install"), ("hook", "pre-commit"), ("scan", "--staged")):
        house.run(*arguments)
    house.run("commit", "-qm", "one", program="git")
    house.run("scan", "--history")
    no_leak(house)


@pytest.mark.parametrize(
    "fault",
    [FAULTS[0], *(pytest.param(one, marks=pytest.mark.slow) for one in FAULTS[1:])],
    ids=".".join,
)
def test_no_value_comes_out_of_a_fault(house, fault):
    lines = raising(*fault, house.text)
    house.run("check", "-", *GRANTED, stdin=house.text, fault=lines)
    house.run("scan", "note.txt", "table.csv", fault=lines)
    (house.folder / "faults" / "sitecustomize.py").unlink()
    no_leak(house)


def test_no_value_comes_out_of_the_language_server(house):
    client = Client(
        house.project, house.folder / "cache",
        environ={"HOME": str(house.folder / "home"), "TMPDIR": str(house.folder / "tmp")},
    )  # fmt: skip
    try:
        client.start("vscode", None)
        for path in sorted(house.planted):
            text = path.read_text("latin-1")
            item = {"uri": path.as_uri(), "languageId": "plaintext", "version": 1, "text": text}
            client.notify("textDocument/didOpen", {"textDocument": item})
            here = {
                "textDocument": {"uri": path.as_uri()},
                "position": {"line": 0, "character": 12},
            }
            line = {"start": {"line": 0, "character": 0}, "end": {"line": 1, "character": 0}}
            for method, params in (
                ("textDocument/hover", here),
                ("textDocument/codeLens", here),
                (
                    "textDocument/codeAction",
                    {**here, "range": line, "context": {"diagnostics": []}},
                ),
                ("textDocument/completion", {**here, "position": {"line": text, "character": 0}}),
                ("workspace/executeCommand", {"command": text[:50], "arguments": [text]}),
                (f"no/such/{text[:50]}", here),
            ):
                client.ask(method, params)
        client.raw(house.text.encode())
        client.raw(b'{"jsonrpc": "2.0", "method": "' + house.text.encode())
        client.call("shutdown", None, _PATIENCE)
    finally:
        client.close()
    house.show("lsp", client.stderr, json.dumps(client.log).encode())
    no_leak(house)


GUARDED = """
import json, logging, sys, httpx, traceback
logging.basicConfig(level=logging.DEBUG)
import promptward.guard as guard
from promptward.guard import process
process.install({policy!r}, folder={folder!r}).use(guard.context.Asked(purpose="summary", roles=("clinician",)))
text = open({note!r}, encoding="latin-1").read()
if {fault!r}:
    from promptward import transform
    from promptward.guard import judge
    def broken(*_, **__):
        raise RuntimeError(text) from ValueError(text)
    transform.transform = broken
for content in (text, [{{"type": "image_url", "image_url": {{"url": text}}}}], {{text: text}}):
    try:
        reply = httpx.post({url!r} + "/v1/chat/completions", json={{"model": "m", "messages": [{{"role": "user", "content": content}}]}})
        print(reply.status_code)
    except Exception:
        traceback.print_exc()
print(process.current(), process.status())
"""


@pytest.mark.parametrize("fault", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_no_value_leaves_through_the_guard(house, servers, fault):
    server = servers[0]
    server.clear()
    policy = house.folder / "site" / "guarded.ward"
    policy.write_text(
        POLICY.replace("  kind: llm\n", f'  kind: llm\n  host: "127.0.0.1:{server.port}"\n', 1)
    )
    script = GUARDED.format(
        policy=str(policy), folder=str(house.project), note=str(house.project / "note.txt"),
        url=server.url, fault=fault,
    )  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, cwd=house.project, check=False,
        env=house.environment({"NO_PROXY": "*"}), timeout=_PATIENCE,
    )  # fmt: skip
    assert b"Guard(" in done.stdout
    assert fault or b"200" in done.stdout
    house.show("guard", done.stdout, done.stderr, server.bytes)
    no_leak(house)


@pytest.mark.slow
def test_no_value_comes_out_of_a_kernel(house, servers, place, environ):
    from jupyter_client.manager import start_new_kernel

    log = house.folder / "tmp" / "kernel.log"
    # The restored reply is the reader's own: what is looked at is what the kernel tells besides.
    with log.open("wb") as said:
        manager, client = start_new_kernel(
            startup_timeout=180, cwd=str(place), stderr=said, stdout=said,
            env={**environ, "HOME": str(house.folder / "home"), "TMPDIR": str(house.folder / "tmp"),
                 "IPYTHONDIR": str(house.folder / "home" / "ipython")},
        )  # fmt: skip
        try:
            kernel = Kernel(manager, client)
            assert kernel.run(START).status == "ok"
            note = str(house.project / "note.txt")
            kernel.run(f"text = open({note!r}, encoding='latin-1').read()")
            for url in (servers[0].url, servers[1].url, servers[2].url):
                ran = kernel.run(f"answer = ask({url!r}, text)")
                house.show("kernel", ran.everything.encode())
            for cell in (
                "%promptward status",
                "%promptward why",
                "%promptward explain",
                "%promptward nothing",
            ):
                house.show(cell, kernel.run(cell).everything.encode())
            house.show("models", *(one.bytes for one in servers[1:]))
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)
    no_leak(house)

"""
How long an edit takes until its diagnostics are there, in the language server as it is started.

    .venv/bin/python bench/lsp_speed.py [--quick] [--only WORD]

A real process with the shipped policy; one character typed at a random place, from the write of
the message to the whole answer, the debounce of 50 ms taken off where one applies. The server
searches in the last 16 ms of it, so the time is what comes on top; the search is in the processor
time. Medians of several rounds of p50 and p95 in milliseconds, beside the goal. Times are of this
machine and its load: the row `machine` is one sum computed again and again, so its p95 over its
p50 is the machine's own spread, and `floor` a document of ten lines; compare with both. Behind
them, where the system tells it (Linux), the processor time of the server's main thread between
message and answer, of all its threads for rows that wait for them: what an idle machine would
take.
"""

import argparse
import contextlib
import json
import os
import queue
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

DEBOUNCE = 50.0
WORDS = (  # noqa: SIM905  # readable
    "the patient was seen for follow up and reports no pain today plan continue current "
    "medication review labs in two weeks discussed diet exercise and foot care handout given"
).split()


class Opening(NamedTuple):
    """Milliseconds, and those of processor time: to the first findings, and to all of them."""

    first: float
    first_cpu: float
    whole: float
    whole_cpu: float


class Wire:
    """One server, and when its messages came."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.begun = time.perf_counter()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "promptward", "lsp"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            cwd=self.folder,
            env={k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"},
        )  # fmt: skip
        self.arrived: queue.Queue = queue.Queue()
        self.number = 0
        self.used = 0.0
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        while line := stream.readline():
            length = int(line.split(b":")[1])
            while stream.readline() != b"\r\n":
                pass
            body = stream.read(length)
            self.arrived.put((time.perf_counter(), body))

    def cpu(self, *, whole: bool = False) -> float:
        """Processor time so far in milliseconds: of the main thread, or of all that still are."""
        own = Path(f"/proc/{self.process.pid}/task")
        threads = [t.name for t in own.iterdir()] if whole else [str(self.process.pid)]
        taken = 0
        for thread in threads:
            with contextlib.suppress(OSError):
                taken += int((own / thread / "schedstat").read_text().split()[0])
        return taken / 1e6

    def send(self, message: dict) -> float:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        with contextlib.suppress(OSError):
            self.used = self.cpu()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.process.stdin.flush()
        return time.perf_counter()

    def notify(self, method: str, params: dict) -> float:
        return self.send({"method": method, "params": params})

    def call(self, method: str, params: object) -> tuple[float, dict]:
        self.number += 1
        sent = self.send({"id": self.number, "method": method, "params": params})
        while True:
            at, body = self.arrived.get(timeout=600)
            message = json.loads(body)
            if message.get("id") == self.number and "method" not in message:
                return at - sent, message

    def spent(self, before: float | None = None, *, whole: bool = False) -> float:
        """Processor time since the last message was sent, in milliseconds; 0 if unknown."""
        try:
            time.sleep(0.002)  # the thread has gone to sleep, so its time is counted
            return self.cpu(whole=whole) - (self.used if before is None else before)
        except OSError:
            return 0.0

    def until(self, uri: str, version: int) -> tuple[float, dict]:
        """When the diagnostics of a version arrived."""
        mark = f'"version": {version},'.encode()
        while True:
            at, body = self.arrived.get(timeout=600)
            if b"publishDiagnostics" in body and mark in body and uri.encode() in body:
                return at, json.loads(body)["params"]

    def initialize(self, client: str = "") -> float:
        """Milliseconds from the start of the process, and its processor time in `used`."""
        able: dict = {"textDocument": {"publishDiagnostics": {"relatedInformation": True}}}
        if client:
            place = Path(__file__).parents[1] / "tests" / "lsp" / "capabilities" / f"{client}.json"
            able = json.loads(place.read_text())
        root = self.folder.as_uri()
        self.call("initialize", {"processId": None, "rootUri": root, "capabilities": able})
        taken = time.perf_counter() - self.begun
        cpu = self.spent(0.0, whole=True)
        self.notify("initialized", {})
        self.used = cpu
        return taken * 1000

    def open(self, name: str, text: str, language: str = "plaintext") -> tuple[str, "Opening"]:
        uri = (self.folder / name).as_uri()
        before = self.spent(0.0, whole=True)
        sent = self.notify("textDocument/didOpen", {
            "textDocument": {"uri": uri, "languageId": language, "version": 0, "text": text},
        })  # fmt: skip
        first: tuple[float, float] | None = None
        while True:
            at, told = self.until(uri, 0)
            codes = [d["code"] for d in told["diagnostics"]]
            if codes == ["not-yet"]:
                continue
            taken = (at - sent) * 1000, self.spent(before, whole=True)
            first = first or taken
            if "not-yet" not in codes:
                return uri, Opening(*first, *taken)

    def quiet(self, seconds: float) -> None:
        """Until nothing came for a while: the whole was looked at."""
        while True:
            try:
                self.arrived.get(timeout=seconds)
            except queue.Empty:
                return

    def close(self) -> None:
        self.process.kill()
        self.process.wait()


def seeded(number: int) -> random.Random:
    return random.Random(number)  # noqa: S311  # a bench, no secret


def note(lines: int, every: int, rng: random.Random) -> list[str]:
    made = []
    for number in range(lines):
        line = " ".join(rng.choice(WORDS) for _ in range(9))
        if number % 12 == 11:
            line = ""
        elif number % every == 0:
            line += f" SSN 219-09-{rng.randrange(1000, 9999)}"
        made.append(line)
    return made


def inserted(line: int, text: str = "x") -> dict:
    place = {"line": line, "character": 0}
    return {"range": {"start": place, "end": place}, "text": text}


def edited(wire: Wire, uri: str, version: int, change: dict) -> float:
    document = {"uri": uri, "version": version}
    return wire.notify(
        "textDocument/didChange", {"textDocument": document, "contentChanges": [change]}
    )


def typed(
    wire: Wire, uri: str, lines: int, rounds: int, rng: random.Random, *, pause: float
) -> list[tuple[float, float]]:
    """One character at a random line, and its answer; pauses let the look at the whole begin."""
    taken = []
    for version in range(1, rounds + 1):
        line = rng.randrange(lines)
        change = inserted(line, "x")
        sent = edited(wire, uri, version, change)
        at, _ = wire.until(uri, version)
        taken.append((max(0.0, (at - sent) * 1000 - DEBOUNCE), wire.spent()))
        time.sleep(pause)
    return taken


def quantile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def row(name: str, rounds: list[list[tuple[float, float]]], goal: str) -> None:
    """Of each round its p50 and p95, of these the medians; times, then processor time."""
    figures = []
    for kind in (0, 1):
        for share in (0.5, 0.95):
            each = (quantile([pair[kind] for pair in r], share) for r in rounds)
            figures.append(statistics.median(each))
    shown = "".join(f"{figure:9.1f}" for figure in figures)
    print(f"{name:<46} {shown}   {goal}", flush=True)


def edits(
    name: str, lines: int, every: int, goal: str, count: int, repeats: int, pause: float
) -> None:
    rounds, firsts, opens = [], [], []
    for repeat in range(repeats):
        rng = seeded(repeat)
        wire = Wire()
        wire.initialize()
        wire.open("warm.txt", "nothing")
        text = note(lines, every, rng)
        uri, opened = wire.open("note.txt", "\n".join(text))
        firsts.append([(opened.first, opened.first_cpu)])
        opens.append([(opened.whole, opened.whole_cpu)])
        wire.quiet(1.0)
        rounds.append(typed(wire, uri, lines, count, rng, pause=pause))
        wire.close()
    row(name, rounds, goal)
    if lines > 10:  # not the floor
        row("  open: first findings, all threads", firsts, "250" if lines == 10_000 else "-")
        row("  open: all findings, all threads", opens, "-")


def burst(repeats: int, count: int) -> None:
    last = []
    for repeat in range(repeats):
        rng = seeded(repeat)
        wire = Wire()
        wire.initialize()
        uri, _ = wire.open("note.txt", "\n".join(note(10_000, 50, rng)))
        wire.quiet(1.0)
        sent = 0.0
        for version in range(1, count + 1):
            change = inserted(5000)
            sent = edited(wire, uri, version, change)
            time.sleep(0.012)
        at, _ = wire.until(uri, count)
        last.append([((at - sent) * 1000, wire.spent())])
        wire.close()
    row(f"burst of {count} keys: last answer, debounce in it", last, "120")


def whole_text(repeats: int, count: int) -> None:
    rounds = []
    for repeat in range(repeats):
        rng = seeded(repeat)
        wire = Wire()
        wire.initialize()
        lines = note(10_000, 50, rng)
        uri, _ = wire.open("note.txt", "\n".join(lines))
        wire.quiet(1.0)
        taken = []
        for version in range(1, count + 1):
            at_line = rng.randrange(len(lines))
            lines[at_line] = "x" + lines[at_line]
            sent = edited(wire, uri, version, {"text": "\n".join(lines)})
            at, _ = wire.until(uri, version)
            taken.append((max(0.0, (at - sent) * 1000 - DEBOUNCE), wire.spent()))
            time.sleep(0.1)
        rounds.append(taken)
        wire.close()
    row("whole text sent, 10,000 lines", rounds, "30")


def cells(repeats: int, count: int) -> None:
    rounds, opens, waits = [], [], []
    for repeat in range(repeats):
        rng = seeded(repeat)
        wire = Wire()
        wire.initialize()
        wire.open("warm.txt", "nothing")
        names = [f"vscode-notebook-cell:{wire.folder}/n.ipynb#W{n}" for n in range(500)]
        texts = ["\n".join(note(8, 4, rng)) for _ in names]
        notebook = (wire.folder / "n.ipynb").as_uri()
        shown = [{"kind": 1, "document": name} for name in names]
        items = [
            {"uri": name, "languageId": "markdown", "version": 0, "text": text}
            for name, text in zip(names, texts, strict=True)
        ]
        opened = {
            "uri": notebook,
            "notebookType": "jupyter-notebook",
            "version": 0,
            "cells": shown,
        }
        before = wire.spent(0.0, whole=True)
        sent = wire.notify(
            "notebookDocument/didOpen", {"notebookDocument": opened, "cellTextDocuments": items}
        )
        place = {"textDocument": {"uri": names[0]}, "position": {"line": 0, "character": 0}}
        asked = wire.send({"id": "asked", "method": "textDocument/hover", "params": place})
        left = {name.encode() + b'"' for name in names}
        answered = 0.0
        while left or not answered:
            at, body = wire.arrived.get(timeout=600)
            if b'"id": "asked"' in body:
                answered = at
                waits.append([((at - asked) * 1000, wire.spent())])
            elif b"publishDiagnostics" in body:
                left.discard(body[body.index(b"vscode-notebook-cell") :].split(b",")[0])
        opens.append([((at - sent) * 1000, wire.spent(before, whole=True))])
        wire.quiet(1.0)
        taken = []
        for version in range(1, count + 1):
            name = rng.choice(names)
            change = inserted(1, "x")
            one = {"document": {"uri": name, "version": version}, "changes": [change]}
            sent = wire.notify(
                "notebookDocument/didChange",
                {
                    "notebookDocument": {"uri": notebook, "version": version},
                    "change": {"cells": {"textContent": [one]}},
                },
            )
            at, _ = wire.until(name, version)
            taken.append((max(0.0, (at - sent) * 1000 - DEBOUNCE), wire.spent()))
        rounds.append(taken)
        wire.close()
    row("one cell of 500", rounds, "8")
    row("  open: first question answered", waits, "-")
    row("  open: all cells told, all threads", opens, "-")


def ward(repeats: int, count: int) -> None:
    rules = "\n".join(
        f'rule r{n} "x" {{\n  when contains any sh.phi and not actor.mfa\n  then block\n'
        f'  oblige audit full\n}}' for n in range(400)
    )  # fmt: skip
    text = f"policy a.b version 1.0.0\nimport hipaa.safe_harbor as sh\n{rules}\n"
    size = text.count("\n")
    completed, checked = [], []
    for repeat in range(repeats):
        rng = seeded(repeat)
        wire = Wire()
        wire.initialize()
        uri, _ = wire.open("a.ward", text, "ward")
        wire.quiet(8.0)
        times, answers = [], []
        for version in range(1, count + 1):
            line = 2 + 5 * rng.randrange(400)
            change = inserted(line, "# x\n")
            sent = edited(wire, uri, version, change)
            at, _ = wire.until(uri, version)
            times.append((max(0.0, (at - sent) * 1000 - DEBOUNCE), wire.spent()))
            wire.quiet(4.0)
            place = {"line": line + 3, "character": 7}
            taken, _ = wire.call(
                "textDocument/completion", {"textDocument": {"uri": uri}, "position": place}
            )
            answers.append((taken * 1000, wire.spent()))
        checked.append(times)
        completed.append(answers)
        wire.close()
    row(f"Ward: first diagnostics, {size:,} lines", checked, "50")
    row("Ward: completion", completed, "20")


def starts(repeats: int) -> None:
    for client in ("emacs", "vscode"):
        taken = []
        for _ in range(repeats + 2):
            wire = Wire()
            time_taken = wire.initialize(client)
            taken.append([(time_taken, wire.used)])
            wire.close()
        row(f"initialize, all threads, as {client} asks", taken, "600")


def machine(count: int) -> None:
    """How evenly this machine computes: the same sum again and again, with pauses as an author."""
    taken = []
    for _ in range(count):
        time.sleep(0.1)
        begun, used = time.perf_counter(), time.thread_time()
        sum(number * number % 7 for number in range(50_000))
        elapsed = (time.perf_counter() - begun) * 1000
        taken.append((elapsed, (time.thread_time() - used) * 1000))
    row("machine: the same sum each time", [taken], "-")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true", help="one round, few edits")
    parser.add_argument("--only", default="", help="the parts whose name holds this")
    given = parser.parse_args()
    repeats, count = (1, 15) if given.quick else (3, 60)
    long = 1 if given.quick else 2
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    heads = f"{'p50':>9}{'p95':>9}{'cpu p50':>9}{'cpu p95':>9}"
    print(f"{'milliseconds':<46} {heads}   goal (p95)")
    parts: dict[str, Callable[[], None]] = {
        "machine": lambda: machine(count * 2),
        "initialize": lambda: starts(repeats),
        "floor": lambda: edits("floor: 10 lines", 10, 5, "-", count, repeats, 0.0),
        "10k": lambda: edits("10,000 lines, 200 findings", 10_000, 50, "15", count, repeats, 0.1),
        "100k": lambda: edits(
            "100,000 lines, 2,000 findings", 100_000, 50, "80", max(8, count // 4), long, 0.1
        ),
        "full": lambda: whole_text(repeats, max(8, count // 3)),
        "cells": lambda: cells(repeats, count),
        "burst": lambda: burst(repeats, 100),
        "ward": lambda: ward(repeats, max(4, count // 10)),
    }
    for name, part in parts.items():
        if given.only in name:
            part()


if __name__ == "__main__":
    main()

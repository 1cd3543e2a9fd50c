"""
What is fuzzed: each target takes bytes, and raises where something is wrong with what they did.

A target is made by a function that loads what it needs once; nothing in it depends on anything but
the bytes. Whatever a target raises is a fault of the program, never of the input.
"""

import asyncio
import datetime as dt
import logging
import threading
from collections.abc import Callable, Mapping
from typing import TypeAlias

__all__ = ["TARGETS", "Target"]

Target: TypeAlias = Callable[[bytes], None]
DAY = dt.date(2026, 11, 23)


def _text(data: bytes) -> str:
    """Any text, lone surrogates among them."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def parser() -> Target:
    """Ward's parser and formatter: total, and what is formatted is formatted already."""
    from promptward_dsl.formatter import format_source
    from promptward_dsl.parser import parse
    from promptward_dsl.render import render_all

    def run(data: bytes) -> None:
        text = _text(data)
        _, diagnostics = parse(text, "fuzz.ward")
        render_all(diagnostics, {"fuzz.ward": text})
        for one in diagnostics:
            assert 0 <= one.span.start <= one.span.end <= len(text)
        formatted, _ = format_source(text, "fuzz.ward")
        if formatted is not None:
            again, _ = format_source(formatted, "fuzz.ward")
            assert again == formatted, "formatting is not stable"

    return run


def yaml() -> Target:
    """The YAML front end: a module and diagnostics for anything."""
    from promptward_dsl.render import render_all
    from promptward_dsl.yaml_front import read_data

    def run(data: bytes) -> None:
        text = _text(data)
        _, diagnostics = read_data(text, "fuzz.yaml")
        render_all(diagnostics, {"fuzz.yaml": text})

    return run


NAMES = (
    "a.txt", "a.py", "a.ipynb", "a.csv", "a.json", "a.jsonl", "a.yaml", "a.toml", "a.xml",
    "a.html", "a.sql", "a.hl7", "a.x12", "a.eml", "a.zip", "a.gz", "a.tar", "a.sqlite", "a.tsv",
    "a.js", "a.log", "a",
)  # fmt: skip


def formats() -> Target:
    """Every format of text and the archives, chosen by the first byte; places lie in the file."""
    from promptward.formats.source import Source
    from promptward.scan.examine import Terms, examine
    from promptward_dsl.lattice import Confidence
    from tests.policy_engine.clinic import clinic

    engine = clinic()
    terms = Terms(Confidence.LOW, DAY)

    def run(data: bytes) -> None:
        if not data:
            return
        name = NAMES[data[0] % len(NAMES)]
        seen = examine(name, Source(name, data[1:]), engine.find, terms)
        if seen.unread is not None:
            assert seen.unread.code != "engine_error", seen.unread.message

    return run


def matcher() -> Target:
    """The clinic's engine on any text: in the text, the same twice, nothing left in what leaves."""
    from tests.policy_engine.clinic import ask, clinic

    engine = clinic()

    def run(data: bytes) -> None:
        text = _text(data)
        found = engine.find(text)
        assert found == engine.find(text)
        last = (-1, -1)
        for one in found:
            assert 0 <= one.start < one.end <= len(text)
            assert (one.start, one.end) >= last
            last = one.start, one.end
        decision = engine.decide(ask(text))
        assert not [r for r in decision.reasons if r.kind == "error"], decision.reasons
        redacted = engine.redact(text)
        assert not [r for r in redacted.reasons if r.kind == "error"], redacted.reasons
        if redacted.text is not None:
            assert redacted.verdict == "allow"

    return run


def policy() -> Target:
    """The shipped policy, with all its recognisers and with disguises undone, on any text."""
    import promptward

    engine = promptward.load(today=DAY, folder="/", floor_folder="/nonexistent")

    def run(data: bytes) -> None:
        text = _text(data)
        for one in engine.find(text, disguises=True):
            assert 0 <= one.start < one.end <= len(text)
        redacted = engine.redact(text)
        assert not [r for r in redacted.reasons if r.kind == "error"], redacted.reasons

    return run


class _Counted:
    """The randomness of a test: always the same."""

    def __init__(self) -> None:
        self.state = 7

    def below(self, bound: int) -> int:
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % (1 << 64)
        return (self.state >> 33) % bound

    def key(self, size: int) -> bytes:
        return bytes(self.below(256) for _ in range(size))


def restorer() -> Target:
    """A reply turned back at once and in pieces is the same; a token is never guessed."""
    from promptward.restore_stream import RestoreStream
    from promptward.vault import MemoryVault, restore

    vault = MemoryVault(_Counted())
    values = ("Mary Jones", "00482913", 'O"Hara\\', "[NAME_AAAAAA]")
    tokens = [vault.token("NAME", value) for value in values]

    def run(data: bytes) -> None:
        # `\x01` and a digit stand for a token, so that mutations meet real ones.
        text = _text(data)
        for number, token in enumerate(tokens):
            text = text.replace(f"\x01{number}", token)
        whole = restore(text, vault)
        for size in (1, 7):
            stream = RestoreStream(vault)
            pieces = [stream.feed(text[at : at + size]) for at in range(0, len(text), size)]
            last = stream.finish()
            pieces.append(last if isinstance(last, str) else last.text)
            assert "".join(pieces) == whole.text, "pieces and whole differ"
        if not any(token[1:-1].split("_")[1][:3].lower() in text.lower() for token in tokens):
            assert whole.text == text, "something was restored that was no token"

    return run


class _Written:
    """Where a server writes."""

    def __init__(self) -> None:
        self.size = 0

    def write(self, data: bytes) -> None:
        self.size += len(data)

    def close(self) -> None:
        """Nothing to close."""


def framing() -> Target:
    """The language server's reader of frames and messages: it goes on, or ends, and never raises."""
    from promptward_lsp.records import import_records

    import_records()
    from promptward_lsp.protocol import Server, silence

    silence()
    from pygls.io_ import run_async

    quiet = logging.getLogger("promptward.fuzz")
    quiet.addHandler(logging.NullHandler())
    quiet.propagate = False

    async def served(data: bytes) -> None:
        server = Server()
        written = _Written()
        server.protocol.set_writer(written)  # type: ignore[arg-type]
        reader = asyncio.StreamReader()
        reader.feed_data(data)
        reader.feed_eof()
        await asyncio.wait_for(
            run_async(threading.Event(), reader, server.protocol, quiet, lambda *_: None), 20
        )

    def run(data: bytes) -> None:
        try:
            asyncio.run(served(data))
        except (SystemExit, asyncio.IncompleteReadError):
            return  # the notification `exit`, or the client has gone in the middle of a message

    return run


TARGETS: Mapping[str, Callable[[], Target]] = {
    "parser": parser,
    "yaml": yaml,
    "formats": formats,
    "matcher": matcher,
    "policy": policy,
    "restorer": restorer,
    "framing": framing,
}

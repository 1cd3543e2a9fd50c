"""Policy sources as they are typed: read at once by themselves, soon after with their imports."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lsprotocol import types

from promptward.clock import local_day
from promptward_dsl.diagnostics import Diagnostic
from promptward_dsl.sources import root_folder
from promptward_lsp.diagnostics import Json, limit
from promptward_lsp.documents import Document
from promptward_lsp.positions import Lines
from promptward_lsp.session import Opened, Session
from promptward_lsp.ward.policy import Use, Whole, Written, label_path, whole, written
from promptward_lsp.ward.syntax import syntax

if TYPE_CHECKING:
    from collections.abc import Callable

    from promptward_lsp.protocol import Server

__all__ = ["Known", "Reading"]

_SEVERITY = {"error": 1, "warning": 2, "note": 3}
_LARGEST = 1 << 20
_SOURCE = "ward"


class Known(NamedTuple):
    """The last whole reading of a source, and the text it was made from."""

    text: str
    whole: Whole


class Reading:
    """Reads sources as they are typed, and says what is wrong with them."""

    def __init__(self, server: "Server", session: Session) -> None:
        self.server = server
        self.session = session
        self.published: Callable[[Opened], None] = lambda _opened: None
        self.readings: dict[str, Known] = {}
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._running: dict[str, asyncio.Task[None]] = {}
        self.worker = ThreadPoolExecutor(1, "ward")

    # ---------------------------------------------------------------- reading

    def edited(self, opened: Opened, _edit: object) -> None:
        """Say what can be said after the debounce, then read the whole of it in a worker."""
        uri = opened.uri
        timer = self._timers.pop(uri, None)
        if timer is not None:
            timer.cancel()
        wait = self.session.wishes.debounce / 1000
        loop = asyncio.get_running_loop()
        self._timers[uri] = loop.call_later(wait, self._due, opened)

    def _due(self, opened: Opened) -> None:
        self._timers.pop(opened.uri, None)
        if self.session.opened.get(opened.uri) is not opened:
            return
        self.published(opened)
        running = self._running.get(opened.uri)
        if running is None or running.done():
            loop = asyncio.get_running_loop()
            self._running[opened.uri] = loop.create_task(self._read(opened))

    async def _read(self, opened: Opened) -> None:
        loop = asyncio.get_running_loop()
        for deep in (False, True):
            while True:
                text, path = opened.document.text, opened.document.path
                if len(text) > _LARGEST:
                    return
                place = Path(path) if path is not None else None
                work = partial(whole, text, place, local_day(), deep=deep)
                found = await loop.run_in_executor(self.worker, work)
                if self.session.opened.get(opened.uri) is not opened:
                    return
                self.readings[opened.uri] = Known(text, found)
                self.published(opened)
                if text == opened.document.text:
                    break
                deep = False  # noqa: PLW2901  # the author goes on: names first

    def written(self, opened: Opened) -> Written:
        """Tokens and tree of the text as it is."""
        return written(opened.document.text, opened.uri)

    def known(self, opened: Opened) -> Whole | None:
        """The last whole reading, of this text or an earlier one."""
        known = self.readings.get(opened.uri)
        return known.whole if known is not None else None

    async def current(self, opened: Opened) -> Whole | None:
        """The whole reading of the text as it is, waited for."""
        known = self.readings.get(opened.uri)
        if known is not None and known.text == opened.document.text:
            return known.whole
        if len(opened.document.text) > _LARGEST:
            return None
        text, path = opened.document.text, opened.document.path
        place = Path(path) if path is not None else None
        loop = asyncio.get_running_loop()
        work = partial(whole, text, place, local_day(), deep=False)
        found = await loop.run_in_executor(self.worker, work)
        self.readings[opened.uri] = Known(text, found)
        return found

    def forget(self, uri: str) -> None:
        """A source was closed."""
        self.readings.pop(uri, None)
        timer = self._timers.pop(uri, None)
        if timer is not None:
            timer.cancel()

    # ---------------------------------------------------------------- diagnostics

    def messages(self, opened: Opened) -> list[Diagnostic]:
        """Messages about the text as it is: of a whole reading, or of its syntax alone."""
        known = self.readings.get(opened.uri)
        if known is not None and known.text == opened.document.text:
            label = known.whole.label
            return [d for d in known.whole.diagnostics if d.span.file == label]
        return list(syntax(opened.document.text, opened.uri))

    def items(self, opened: Opened) -> list[Json]:
        """The diagnostics of a source."""
        document = opened.document
        if len(document.text) > _LARGEST:
            return [limit("too-large", "larger than 1 MiB: not read as a policy")]
        made = [self.item(document, one) for one in self.messages(opened)]
        known = self.readings.get(opened.uri)
        if known is not None and known.text == document.text:
            elsewhere = [
                d
                for d in known.whole.diagnostics
                if d.span.file != known.whole.label and d.severity == "error"
            ]
            if elsewhere:
                first = elsewhere[0]
                said = f"{len(elsewhere)} in what is imported: {first.span.file}: {first.message}"
                made.append(limit(first.code, said, 1))
        return made

    def item(self, document: Document, one: Diagnostic) -> Json:
        encoding = self.session.encoding
        start, end = one.span.start, max(one.span.end, one.span.start)
        said = one.message
        if one.help:
            said = f"{said}\n{one.help}"
        if one.note:
            said = f"{said}\n{one.note}"
        made: Json = {
            "range": document.range_of(start, end, encoding),
            "severity": _SEVERITY[one.severity],
            "code": one.code,
            "source": _SOURCE,
            "message": said,
        }
        related = [
            {
                "location": {
                    "uri": document.uri,
                    "range": document.range_of(r.span.start, r.span.end, encoding),
                },
                "message": r.message,
            }
            for r in one.related
            if r.span.file == one.span.file
        ]
        if related:
            made["relatedInformation"] = related
        if one.code in {"W201", "I202"}:
            made["tags"] = [1]
        return made

    # ---------------------------------------------------------------- places

    def offset_of(self, opened: Opened, position: types.Position) -> int:
        return opened.document.lines.offset(
            position.line, position.character, self.session.encoding
        )

    def range_of(self, opened: Opened, start: int, end: int) -> Json:
        return opened.document.range_of(start, end, self.session.encoding)

    def location(self, opened: Opened, known: Whole, use: Use) -> Json | None:
        """Where a name is written: here, or in another file."""
        span = use.span
        if span.file == known.label:
            return {"uri": opened.uri, "range": self.range_of(opened, span.start, span.end)}
        path = self.file_of(opened, span.file)
        if path is None:
            return None
        uri = path.as_uri()
        other = self.session.opened.get(uri)
        lines = other.document.lines if other else Lines(known.sources.get(span.file, ""))
        place = Document(uri, "ward", 0, lines.text)
        return {"uri": uri, "range": place.range_of(span.start, span.end, self.session.encoding)}

    def file_of(self, opened: Opened, label: str) -> Path | None:
        path = opened.document.path
        header = self.written(opened).tree.header
        root = Path(path).parent if path is not None else Path()
        if path is not None and header is not None:
            root = root_folder(Path(path), header.name.text)
        return label_path(label, root)

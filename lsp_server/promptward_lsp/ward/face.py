"""What the server answers about policy source."""

import asyncio
import datetime as dt
import re
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lsprotocol import types

from promptward_dsl.codes import CODES
from promptward_dsl.diagnostics import Diagnostic
from promptward_dsl.formatter import FormatterError, format_source
from promptward_dsl.program import Kind
from promptward_lsp.diagnostics import Json, limit
from promptward_lsp.documents import Document, difference, path_of
from promptward_lsp.positions import Lines
from promptward_lsp.session import Opened, Session
from promptward_lsp.ward import completion, fixes, hints, shape
from promptward_lsp.ward.policy import Use, Whole, Written, label_path, whole, written
from promptward_lsp.ward.words import KEYWORDS, PATHS, SIGNATURES

if TYPE_CHECKING:
    from promptward_lsp.protocol import Server

__all__ = ["WardFace"]

_SEVERITY = {"error": 1, "warning": 2, "note": 3}
_LARGEST = 1 << 20
_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\Z")
_SOURCE = "ward"


class _Known(NamedTuple):
    """The last whole reading of a source, and the text it was made from."""

    text: str
    whole: Whole


class WardFace:
    """Ward's half of the server: reads sources as they are typed, answers from what it read."""

    def __init__(self, server: "Server", session: Session) -> None:
        self.server = server
        self.session = session
        self.published = lambda _opened: None
        self._known: dict[str, _Known] = {}
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._running: dict[str, asyncio.Task[None]] = {}
        self._worker = ThreadPoolExecutor(1, "ward")

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
                today = dt.datetime.now(tz=dt.UTC).astimezone().date()
                place = Path(path) if path is not None else None
                found = await loop.run_in_executor(
                    self._worker,
                    lambda text=text, place=place, deep=deep: whole(text, place, today, deep=deep),  # type: ignore[misc]  # bound now
                )
                if self.session.opened.get(opened.uri) is not opened:
                    return
                self._known[opened.uri] = _Known(text, found)
                self.published(opened)
                if text == opened.document.text:
                    break
                deep = False  # noqa: PLW2901  # the author goes on: names first

    def written(self, opened: Opened) -> Written:
        """Tokens and tree of the text as it is."""
        return written(opened.document.text, opened.uri)

    def known(self, opened: Opened) -> Whole | None:
        """The last whole reading, of this text or an earlier one."""
        known = self._known.get(opened.uri)
        return known.whole if known is not None else None

    async def current(self, opened: Opened) -> Whole | None:
        """The whole reading of the text as it is, waited for."""
        known = self._known.get(opened.uri)
        if known is not None and known.text == opened.document.text:
            return known.whole
        if len(opened.document.text) > _LARGEST:
            return None
        text, path = opened.document.text, opened.document.path
        place = Path(path) if path is not None else None
        today = dt.datetime.now(tz=dt.UTC).astimezone().date()
        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(
            self._worker, lambda: whole(text, place, today, deep=False)
        )
        self._known[opened.uri] = _Known(text, found)
        return found

    def forget(self, uri: str) -> None:
        """A source was closed."""
        self._known.pop(uri, None)
        timer = self._timers.pop(uri, None)
        if timer is not None:
            timer.cancel()

    # ---------------------------------------------------------------- diagnostics

    def messages(self, opened: Opened) -> list[Diagnostic]:
        """Messages about the text as it is: those of the last whole reading while it still fits."""
        known = self._known.get(opened.uri)
        if known is not None and known.text == opened.document.text:
            label = known.whole.label
            return [d for d in known.whole.diagnostics if d.span.file == label]
        return list(self.written(opened).diagnostics)

    def items(self, opened: Opened) -> list[Json]:
        """The diagnostics of a source."""
        document = opened.document
        if len(document.text) > _LARGEST:
            return [limit("too-large", "larger than 1 MiB: not read as a policy")]
        made = [self._item(document, one) for one in self.messages(opened)]
        known = self._known.get(opened.uri)
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

    def _item(self, document: Document, one: Diagnostic) -> Json:
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

    def _offset(self, opened: Opened, position: types.Position) -> int:
        return opened.document.lines.offset(
            position.line, position.character, self.session.encoding
        )

    def _range(self, opened: Opened, start: int, end: int) -> Json:
        return opened.document.range_of(start, end, self.session.encoding)

    def _location(self, opened: Opened, known: Whole, use: Use) -> Json | None:
        """Where a name is written: here, or in another file."""
        span = use.span
        if span.file == known.label:
            return {"uri": opened.uri, "range": self._range(opened, span.start, span.end)}
        path = self._path(opened, span.file)
        if path is None:
            return None
        uri = path.as_uri()
        other = self.session.opened.get(uri)
        lines = other.document.lines if other else Lines(known.sources.get(span.file, ""))
        place = Document(uri, "ward", 0, lines.text)
        return {"uri": uri, "range": place.range_of(span.start, span.end, self.session.encoding)}

    def _path(self, opened: Opened, label: str) -> Path | None:
        path = opened.document.path
        header = self.written(opened).tree.header
        root = Path(path).parent if path is not None else Path()
        if path is not None and header is not None:
            from promptward_dsl.sources import root_folder  # noqa: PLC0415  # one question

            root = root_folder(Path(path), header.name.text)
        return label_path(label, root)

    # ---------------------------------------------------------------- answers

    async def completion(self, opened: Opened, position: types.Position) -> Json:
        """What could be written here."""
        known = self.known(opened) or await self.current(opened)
        offset = self._offset(opened, position)
        context = completion.context_at(opened.document.text, offset)
        if context is None:
            return {"isIncomplete": False, "items": []}
        where = self._range(opened, context.start, offset)
        items: list[Json] = []
        for number, choice in enumerate(completion.choices(context, known)):
            item: Json = {
                "label": choice.label,
                "kind": choice.kind,
                "sortText": f"{number:04d}",
                "textEdit": {"range": where, "newText": choice.snippet or choice.label},
            }
            if choice.snippet:
                item["insertTextFormat"] = 2
            if choice.detail:
                item["detail"] = choice.detail
            if choice.documentation:
                item["documentation"] = {"kind": "markdown", "value": choice.documentation}
            items.append(item)
        return {"isIncomplete": False, "items": items}

    async def hover(self, opened: Opened, position: types.Position) -> Json | None:
        """What the thing under the cursor means."""
        offset = self._offset(opened, position)
        known = await self.current(opened)
        use = known.at(offset) if known is not None else None
        if known is not None and use is not None:
            said = self._about(known, use)
            return _markdown(said, self._range(opened, use.span.start, use.span.end))
        for one in self.messages(opened):
            if one.span.start <= offset <= one.span.end and one.code in CODES:
                code = CODES[one.code]
                said = f"**{one.code}**: {code.title}\n\n{code.explanation.strip()}"
                return _markdown(said, self._range(opened, one.span.start, one.span.end))
        for token in self.written(opened).lexed.tokens:
            if token.start <= offset < token.end:
                said = _word_says(token.text, token.kind)
                return _markdown(said, self._range(opened, token.start, token.end)) if said else None
        return None

    def _about(self, known: Whole, use: Use) -> str:
        program = known.program
        assert program is not None  # noqa: S101  # a use comes from a program
        declared = program.named[use.kind][use.canonical]
        node = declared.node
        title = getattr(node, "title", None)
        said = [f"**{use.kind}** `{use.canonical}`"]
        if title is not None:
            said.append(title.value)
        if use.kind is Kind.CATEGORY:
            letter = program.letter(use.canonical)
            if letter:
                url = shape.paragraph_url(f"45 CFR 164.514(b)(2)(i)({letter})")
                said.append(f"[45 CFR 164.514(b)(2)(i)({letter})]({url})")
            finders = sorted(
                name.rpartition(".")[2]
                for name, body in program.bodies.items()
                if program.find(Kind.CATEGORY, body.declared.node.finds.text, body.declared.scope)
                == use.canonical
            )
            said.append("Found by " + (", ".join(f"`{f}`" for f in finders) or "no detector"))
        if use.kind is Kind.GROUP:
            members = sorted(m.rpartition(".")[2] for m in program.members.get(use.canonical, ()))
            said.append(f"{len(members)} categories: " + ", ".join(f"`{m}`" for m in members[:40]))
        if use.kind is Kind.LEXICON:
            said.append(f"{len(program.words.get(use.canonical, ())):,} entries")
        if use.kind is Kind.DESTINATION:
            facts = getattr(node, "facts", ())
            texts = known.sources.get(node.span.file, "")
            said += [f"- {texts[p.span.start : p.span.end]}" for p in facts]
        said.append(f"*{declared.scope.module}*")
        return "\n\n".join(said)

    def signature(self, opened: Opened, position: types.Position) -> Json | None:
        """How the item that is being written is written."""
        offset = self._offset(opened, position)
        before = [t for t in self.written(opened).lexed.tokens[:-1] if t.start < offset]
        for token in reversed(before[-40:]):
            if token.kind == "RBRACE":
                return None
            line_start = opened.document.text.rfind("\n", 0, token.start) + 1
            lead = not opened.document.text[line_start : token.start].strip()
            if token.text in SIGNATURES and (lead or token.text in ("when", "then", "on")):
                said = KEYWORDS.get(token.text, "")
                label = SIGNATURES[token.text]
                return {
                    "signatures": [{"label": label, "documentation": said, "parameters": []}],
                    "activeSignature": 0,
                    "activeParameter": 0,
                }
        return None

    async def definition(self, opened: Opened, position: types.Position) -> list[Json]:
        """Where the name under the cursor is declared; for an import, its file."""
        known = await self.current(opened)
        if known is None:
            return []
        offset = self._offset(opened, position)
        use = known.at(offset)
        if use is None:
            return self._imported(opened, offset)
        same = (u for u in known.uses if u.declares and _same(u, use))
        return [w for w in (self._location(opened, known, u) for u in same) if w is not None]

    def _imported(self, opened: Opened, offset: int) -> list[Json]:
        start: Json = {"line": 0, "character": 0}
        for link in shape.links(self.written(opened)):
            if link.start <= offset <= link.end and link.kind != "url":
                target = self._target(opened, link)
                if target is not None:
                    return [{"uri": target, "range": {"start": start, "end": start}}]
        return []

    def _target(self, opened: Opened, link: shape.Link) -> str | None:
        if link.kind == "url":
            return link.target
        if link.kind == "module":
            below = link.target.replace(".", "/") + ".ward"
            for label in (below, f"promptward:{below}"):
                path = self._path(opened, label)
                if path is not None:
                    return path.as_uri()
            return None
        path = self._path(opened, link.target)
        return path.as_uri() if path is not None else None

    async def references(
        self, opened: Opened, position: types.Position, *, declaration: bool
    ) -> list[Json]:
        """Everywhere the name under the cursor is written."""
        known = await self.current(opened)
        use = known.at(self._offset(opened, position)) if known is not None else None
        if known is None or use is None:
            return []
        found = [u for u in known.uses if _same(u, use) and (declaration or not u.declares)]
        return [w for w in (self._location(opened, known, u) for u in found) if w is not None]

    async def highlights(self, opened: Opened, position: types.Position) -> list[Json]:
        """The same within the document."""
        found = await self.references(opened, position, declaration=True)
        return [{"range": one["range"], "kind": 1} for one in found if one["uri"] == opened.uri]

    async def prepare_rename(self, opened: Opened, position: types.Position) -> Json | None:
        """The part of a name that can be renamed; None for what this project did not declare."""
        known = await self.current(opened)
        use = known.at(self._offset(opened, position)) if known is not None else None
        if known is None or use is None or not self._ours(opened, known, use):
            return None
        short = use.text.rpartition(".")[2]
        where = self._range(opened, use.span.end - len(short), use.span.end)
        return {"range": where, "placeholder": short}

    def _ours(self, opened: Opened, known: Whole, use: Use) -> bool:
        declared = next((u for u in known.uses if u.declares and _same(u, use)), None)
        if declared is None or declared.span.file.startswith("promptward:"):
            return False
        if not declared.span.file.endswith(".ward"):
            return False
        return self._location(opened, known, declared) is not None

    async def rename(
        self, opened: Opened, position: types.Position, new: str
    ) -> tuple[str | None, Json]:
        """The edits of a rename, in this file, in those it imports and in those that import it."""
        known = await self.current(opened)
        use = known.at(self._offset(opened, position)) if known is not None else None
        if known is None or use is None or not self._ours(opened, known, use):
            return "this name is not declared in the project", {}
        if not _NAME.match(new):
            return "a name is letters, digits and `_`, and begins with no digit", {}
        program = known.program
        if program is not None:
            module = use.canonical.rpartition(".")[0]
            if f"{module}.{new}" in program.named[use.kind]:
                return f"there is a {use.kind} of that name already", {}
        changes: dict[str, list[Json]] = {}
        self._rename_in(opened, known, use, new, changes)
        for other, uri in await self._importers(opened, known):
            if uri not in changes:
                self._rename_in(other, self._known[other.uri].whole, use, new, changes)
        return None, {"changes": changes}

    def _rename_in(
        self, opened: Opened, known: Whole, use: Use, new: str, changes: dict[str, list[Json]]
    ) -> None:
        for one in known.uses:
            if not _same(one, use):
                continue
            short = one.text.rpartition(".")[2]
            last = one._replace(
                span=one.span._replace(start=one.span.end - len(short)), text=short
            )
            where = self._location(opened, known, last)
            if where is not None:
                edits = changes.setdefault(str(where["uri"]), [])
                edit: Json = {"range": where["range"], "newText": new}
                if edit not in edits:
                    edits.append(edit)

    async def _importers(self, opened: Opened, known: Whole) -> list[tuple[Opened, str]]:
        """Other policies of the workspace, read whole, if they are not part of this one."""
        found: list[tuple[Opened, str]] = []
        header = self.written(opened).tree.header
        if header is None:
            return found
        loop = asyncio.get_running_loop()
        for folder in self.session.workspaces:
            for path in sorted(Path(folder).rglob("*.ward"))[:500]:
                uri = path.as_uri()
                if uri == opened.uri:
                    continue
                other = self.session.opened.get(uri)
                if other is None:
                    try:
                        text = path.read_text("utf-8")
                    except (OSError, UnicodeDecodeError):
                        continue
                    if header.name.text not in text:
                        continue
                    other = Opened(Document(uri, "ward", 0, text), folder)
                today = dt.datetime.now(tz=dt.UTC).astimezone().date()
                text = other.document.text
                read = await loop.run_in_executor(
                    self._worker,
                    lambda text=text, path=path: whole(text, path, today, deep=False),  # type: ignore[misc]  # bound now
                )
                self._known[uri] = _Known(text, read)
                found.append((other, uri))
        del known
        return found

    def document_symbols(self, opened: Opened) -> list[Json]:
        """The declarations of a source."""
        return [
            {
                "name": one.name or "?",
                "detail": one.detail,
                "kind": one.kind,
                "range": self._range(opened, one.start, one.end),
                "selectionRange": self._range(opened, one.name_start, one.name_end),
            }
            for one in shape.symbols(self.written(opened))
        ]

    def workspace_symbols(self, query: str) -> list[Json]:
        """Declarations of all policies below the workspace folders whose names hold the query."""
        found: list[Json] = []
        paths = {p for folder in self.session.workspaces for p in Path(folder).rglob("*.ward")}
        for path in sorted(paths)[:500]:
            uri = path.as_uri()
            opened = self.session.opened.get(uri)
            try:
                text = opened.document.text if opened else path.read_text("utf-8")
            except (OSError, UnicodeDecodeError):
                continue
            document = opened.document if opened else Document(uri, "ward", 0, text)
            for one in shape.symbols(written(text, uri)):
                if query.lower() in one.name.lower():
                    where = document.range_of(one.name_start, one.name_end, self.session.encoding)
                    found.append(
                        {
                            "name": one.name,
                            "kind": one.kind,
                            "location": {"uri": uri, "range": where},
                        }
                    )
        return found[:1000]

    def folding(self, opened: Opened) -> list[Json]:
        """Blocks, lists, long texts and runs of comments."""
        lines = opened.document.lines
        found: list[Json] = []
        for start, end, kind in shape.folds(self.written(opened)):
            first, last = lines.line_of(start), lines.line_of(end)
            if kind == "region":
                last -= 1 if last > first + 1 else 0
            if last > first:
                found.append({"startLine": first, "endLine": last, "kind": kind})
        return found

    def formatting(self, opened: Opened, only: types.Range | None = None) -> list[Json]:
        """The edit to Ward's one shape; within a range only the lines of it. None on errors."""
        text = opened.document.text
        try:
            formatted, _ = format_source(text, opened.uri)
        except FormatterError:
            return []
        if formatted is None or formatted == text:
            return []
        edits = _line_edits(text, formatted)
        if only is not None:
            edits = [e for e in edits if only.start.line <= e[0] and e[1] <= only.end.line + 1]
        return [
            {
                "range": {
                    "start": {"line": first, "character": 0},
                    "end": {"line": last, "character": 0},
                }
                if last < len(opened.document.lines)
                else {
                    "start": {"line": first, "character": 0},
                    "end": self._range(opened, len(text), len(text))["end"],
                },
                "newText": new,
            }
            for first, last, new in edits
        ]

    def semantic_tokens(self, opened: Opened) -> Json:
        """Every token with its role, as the protocol packs them."""
        lines, encoding = opened.document.lines, self.session.encoding
        data: list[int] = []
        line, character = 0, 0
        for token in shape.tokens(self.written(opened), self._fitting(opened)):
            first, last = lines.line_of(token.start), lines.line_of(max(token.end - 1, token.start))
            for number in range(first, last + 1):
                start, end = lines.bounds(number)
                start, end = max(start, token.start), min(end, token.end)
                if start >= end:
                    continue
                a, b = lines.position(start, encoding), lines.position(end, encoding)
                step = a.line - line
                data += [
                    step,
                    a.character - (0 if step else character),
                    b.character - a.character,
                    token.role,
                    token.modifiers,
                ]
                line, character = a.line, a.character
        return {"data": data}

    def _fitting(self, opened: Opened) -> Whole | None:
        """The last whole reading, if it is of the text as it is."""
        known = self._known.get(opened.uri)
        return known.whole if known and known.text == opened.document.text else None

    async def inlay_hints(self, opened: Opened, where: types.Range) -> list[Json]:
        """What follows from a source and is not written in it."""
        if not self.session.wishes.hints:
            return []
        known = await self.current(opened)
        if known is None:
            return []
        start, end = self._offset(opened, where.start), self._offset(opened, where.end)
        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(None, lambda: hints.hints(known, start, end))
        return [
            {
                "position": self._range(opened, one.offset, one.offset)["start"],
                "label": one.label,
                "tooltip": one.tooltip,
                "paddingLeft": True,
            }
            for one in found
        ]

    def links(self, opened: Opened) -> list[Json]:
        """Imports and citations that lead somewhere."""
        found: list[Json] = []
        for link in shape.links(self.written(opened)):
            target = self._target(opened, link)
            if target is not None:
                found.append(
                    {"range": self._range(opened, link.start, link.end), "target": target}
                )
        return found

    def lenses(self, opened: Opened) -> list[Json]:
        """Run a test; evaluate an example."""
        found: list[Json] = []
        for symbol in shape.symbols(self.written(opened)):
            where = self._range(opened, symbol.start, symbol.start)
            if symbol.kind == 24:  # noqa: PLR2004  # a test
                for title, command in (
                    ("run test", "promptward.runTest"),
                    ("evaluate", "promptward.evaluate"),
                ):
                    found.append(
                        {
                            "range": where,
                            "command": {
                                "title": title,
                                "command": command,
                                "arguments": [opened.uri, symbol.name],
                            },
                        }
                    )
            elif symbol.detail.startswith("detector"):
                found.append(
                    {
                        "range": where,
                        "command": {
                            "title": "why do the examples match?",
                            "command": "promptward.explainExamples",
                            "arguments": [opened.uri, symbol.name],
                        },
                    }
                )
        return found

    def actions(self, opened: Opened, params: types.CodeActionParams) -> list[Json]:
        """Quick fixes for what the checker says in a range."""
        only = [str(getattr(kind, "value", kind)) for kind in params.context.only or ()]
        if only and "quickfix" not in only:
            return []
        start, end = self._offset(opened, params.range.start), self._offset(opened, params.range.end)
        made: list[Json] = []
        source = self.written(opened)
        for one in self.messages(opened):
            if one.span.end < start or one.span.start > end:
                continue
            for fix in fixes.fixes(source, one):
                edits = [
                    {"range": self._range(opened, a, b), "newText": new} for a, b, new in fix.edits
                ]
                action: Json = {
                    "title": fix.title,
                    "kind": "quickfix",
                    "diagnostics": [self._item(opened.document, one)],
                    "edit": {"changes": {opened.uri: edits}},
                }
                if fix.preferred:
                    action["isPreferred"] = True
                made.append(action)
        return made

    # ---------------------------------------------------------------- running it

    def place_of(self, uri: str) -> Path | None:
        """The file of a policy that can be run: it has to be saved."""
        path = path_of(uri)
        return Path(path) if path is not None and Path(path).is_file() else None


def _same(one: Use, other: Use) -> bool:
    picks = (Kind.CATEGORY, Kind.GROUP)
    kinds = one.kind is other.kind or (one.kind in picks and other.kind in picks)
    return kinds and one.canonical == other.canonical


def _markdown(said: str, where: Json) -> Json:
    return {"contents": {"kind": "markdown", "value": said}, "range": where}


def _word_says(word: str, kind: str) -> str | None:
    if kind in ("STRING", "LONG_STRING"):
        url = shape.paragraph_url(word)
        return f"[{word.strip(chr(34))}]({url})" if url else None
    if word in PATHS:
        return f"`{word}`: {PATHS[word]}"
    if word in KEYWORDS:
        syntax = f"\n\n```ward\n{SIGNATURES[word]}\n```" if word in SIGNATURES else ""
        return f"**{word}**: {KEYWORDS[word]}{syntax}"
    from promptward.validators import VALIDATORS  # noqa: PLC0415  # loaded already

    if word in VALIDATORS:
        return f"**validator** `{word}`: {(VALIDATORS[word].__doc__ or '').strip()}"
    return None


def _line_edits(old: str, new: str) -> Iterable[tuple[int, int, str]]:
    """Edits of whole lines from one text to another: first line, line behind the last, new."""
    import difflib  # noqa: PLC0415  # one question

    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    if len(before) + len(after) > 20_000:  # noqa: PLR2004  # comparing line by line would take long
        edit = difference(old, new)
        del edit
        return [(0, len(before), new)]
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    return [
        (a, b, "".join(after[c:d]))
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    ]

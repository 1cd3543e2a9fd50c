"""What the server answers about policy source, beyond names."""

import asyncio
import difflib
from functools import partial
from pathlib import Path

from lsprotocol import types

from promptward_dsl.codes import CODES
from promptward_dsl.formatter import FormatterError, format_source
from promptward_dsl.program import Kind
from promptward_lsp.diagnostics import Json
from promptward_lsp.documents import Document, path_of
from promptward_lsp.session import Opened
from promptward_lsp.ward import completion, fixes, hints, moving, shape
from promptward_lsp.ward.names import Names, policies
from promptward_lsp.ward.policy import Use, Whole, written
from promptward_lsp.ward.words import KEYWORDS, PATHS, SIGNATURES, validator_says

__all__ = ["WardFace"]

_MOST = 1000
_LONG = 20_000


class WardFace(Names):
    """Ward's half of the server: answers from what was read of the sources."""

    async def completion(self, opened: Opened, position: types.Position) -> Json:
        """What could be written here."""
        known = self.known(opened) or await self.current(opened)
        offset = self.offset_of(opened, position)
        context = completion.context_at(opened.document.text, offset)
        if context is None:
            return {"isIncomplete": False, "items": []}
        where = self.range_of(opened, context.start, offset)
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
        offset = self.offset_of(opened, position)
        known = await self.current(opened)
        use = known.at(offset) if known is not None else None
        if known is not None and use is not None:
            said = self._about(known, use)
            return _markdown(said, self.range_of(opened, use.span.start, use.span.end))
        for one in self.messages(opened):
            if one.span.start <= offset <= one.span.end and one.code in CODES:
                code = CODES[one.code]
                said = f"**{one.code}**: {code.title}\n\n{code.explanation.strip()}"
                return _markdown(said, self.range_of(opened, one.span.start, one.span.end))
        for token in self.written(opened).lexed.tokens:
            if token.start <= offset < token.end:
                word = _word_says(token.text, token.kind)
                where = self.range_of(opened, token.start, token.end)
                return _markdown(word, where) if word else None
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
        offset = self.offset_of(opened, position)
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

    def document_symbols(self, opened: Opened) -> list[Json]:
        """The declarations of a source."""
        return [
            {
                "name": one.name or "?",
                "detail": one.detail,
                "kind": one.kind,
                "range": self.range_of(opened, one.start, one.end),
                "selectionRange": self.range_of(opened, one.name_start, one.name_end),
            }
            for one in shape.symbols(self.written(opened))
        ]

    def declaration_line(self, opened: Opened, line: int) -> int:
        """The line on which the declaration around a line begins."""
        lines = opened.document.lines
        starts = [lines.line_of(one.start) for one in shape.symbols(self.written(opened))]
        return max((one for one in starts if one <= line), default=0)

    def workspace_symbols(self, query: str) -> list[Json]:
        """Declarations of all policies below the workspace folders whose names hold the query."""
        found: list[Json] = []
        texts = {u: o.document.text for u, o in list(self.session.opened.items()) if o.ward}
        for path, text in policies(self.session.projects.workspaces, texts):
            uri = path.as_uri()
            document = Document(uri, "ward", 0, text)
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
        return found[:_MOST]

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
                    "end": self.range_of(opened, len(text), len(text))["end"],
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
            first, last = (
                lines.line_of(token.start),
                lines.line_of(max(token.end - 1, token.start)),
            )
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
        known = self.readings.get(opened.uri)
        return known.whole if known and known.text == opened.document.text else None

    async def inlay_hints(self, opened: Opened, where: types.Range) -> list[Json]:
        """What follows from a source and is not written in it."""
        if not self.session.wishes.hints:
            return []
        known = await self.current(opened)
        if known is None:
            return []
        start, end = self.offset_of(opened, where.start), self.offset_of(opened, where.end)
        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(None, lambda: hints.hints(known, start, end))
        return [
            {
                "position": self.range_of(opened, one.offset, one.offset)["start"],
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
                    {"range": self.range_of(opened, link.start, link.end), "target": target}
                )
        return found

    def lenses(self, opened: Opened) -> list[Json]:
        """Run a test; evaluate an example."""
        found: list[Json] = []
        for symbol in shape.symbols(self.written(opened)):
            where = self.range_of(opened, symbol.start, symbol.start)
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
        start, end = (
            self.offset_of(opened, params.range.start),
            self.offset_of(opened, params.range.end),
        )
        made: list[Json] = []
        source = self.written(opened)
        for one in self.messages(opened):
            if one.span.end < start or one.span.start > end:
                continue
            for fix in fixes.fixes(source, one):
                edits = [
                    {"range": self.range_of(opened, a, b), "newText": new}
                    for a, b, new in fix.edits
                ]
                action: Json = {
                    "title": fix.title,
                    "kind": "quickfix",
                    "diagnostics": [self.item(opened.document, one)],
                    "edit": {"changes": {opened.uri: edits}},
                }
                if fix.preferred:
                    action["isPreferred"] = True
                made.append(action)
        return made

    async def moved(self, files: list[tuple[str, str]]) -> Json | None:
        """The edits that keep modules and imports right when files get other names."""
        pairs = [(path_of(old), path_of(new)) for old, new in files]
        moves = [(Path(old), Path(new)) for old, new in pairs if old and new]
        texts = {u: o.document.text for u, o in self.session.opened.items() if o.ward}
        work = partial(
            moving.moved,
            moves,
            list(self.session.projects.workspaces),
            texts,
            self.session.encoding,
        )
        changes = await asyncio.get_running_loop().run_in_executor(self.worker, work)
        return {"changes": changes} if changes else None

    # ---------------------------------------------------------------- running it

    def place_of(self, uri: str) -> Path | None:
        """The file of a policy that can be run: it has to be saved."""
        path = path_of(uri)
        return Path(path) if path is not None and Path(path).is_file() else None


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
    said = validator_says(word)
    return None if said is None else f"**validator** `{word}`: {said}"


def _line_edits(old: str, new: str) -> list[tuple[int, int, str]]:
    """Edits of whole lines from one text to another: first line, line behind the last, new."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    if len(before) + len(after) > _LONG:  # comparing line by line would take long
        return [(0, len(before), new)]
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    return [
        (a, b, "".join(after[c:d])) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"
    ]

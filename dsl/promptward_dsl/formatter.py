"""
Ward source in one shape: the tokens and comments as they are, the gaps between them made new.

A declaration begins in the first column, an item on its own line, two blanks further in for each
open block. A block on one line stays there while it fits. Line breaks inside an item, and one
blank line where there were some, are the author's and stay. Nothing is aligned.
"""

import re
from typing import TYPE_CHECKING, NamedTuple

from promptward_dsl import grammar
from promptward_dsl.lexer import END, Token, lex
from promptward_dsl.machine import Machine
from promptward_dsl.parser import parse
from promptward_dsl.span import with_line_feeds

if TYPE_CHECKING:
    from promptward_dsl.diagnostics import Diagnostic
    from promptward_dsl.machine import Build
    from promptward_dsl.span import SourceSpan

__all__ = ["FormatterError", "format_source"]

WIDTH = 99
"""Columns that a block on one line may reach."""

INDENT = "  "

_WINDOWS = re.compile(r"[^\r\n]*\r\n")
"""A text whose first line ends as lines do there."""

_DECLARATIONS = frozenset(
    {
        *("header", "import_module", "import_data", "category", "group", "uncovered"),
        *("lexicon_inline", "lexicon_file", "detector", "extend", "override", "disable"),
        *("destination", "role", "contact", "purpose", "defaults", "rule", "test"),
    }
)
_ITEMS = frozenset(
    {
        *("match", "match_recognizer", "require", "raise_to", "lower_to", "except_exact"),
        *("except_matching", "except_evidence", "example", "counterexample", "cites"),
        *("pair", "roles", "destinations", "basis", "necessary", "need", "otherwise"),
        *("when", "then_verdict", "then_transform", "oblige", "advise", "given", "prompt"),
        *("expect_verdict", "expect_transform", "expect_absent", "expect_oblige", "expect_text"),
    }
)
_TIGHT_BEFORE = frozenset({"COMMA", "COLON", "RSQB", "RPAR"})
_TIGHT_AFTER = frozenset({"LSQB", "LPAR", "CIRCUMFLEX"})
_JOINED = frozenset({"COMMA", "COLON", "LBRACE", "EQUAL"})
_COMMENT = "COMMENT"


class FormatterError(RuntimeError):
    """The formatted text does not say the same as the source: a defect here; nothing is given."""


class _Marks(NamedTuple):
    """Where declarations and items begin, as offsets; and the blocks, by offset of their `{`."""

    declarations: frozenset[int]
    items: frozenset[int]
    blocks: dict[int, int]


def format_source(source: str, file: str = "<string>") -> "tuple[str | None, list[Diagnostic]]":
    """
    The source in Ward's one shape, ending with a line end; None if it has syntax errors.

    Lines end as the first one does (`\\n` or `\\r\\n`), so that a checkout of git may choose.
    Formatting again changes nothing; the tree and the comments are the same as before, which is
    proved by parsing the result. Raises FormatterError if they are not.
    """
    before, diagnostics = parse(source, file)
    if any(diagnostic.code in {"E001", "E002"} for diagnostic in diagnostics):
        return None, diagnostics
    text = _formatted(with_line_feeds(source), file)
    if _WINDOWS.match(source):
        text = text.replace("\n", "\r\n")
    after, again = parse(text, file)
    same = (before.header, before.items, before.comments) == (
        after.header,
        after.items,
        after.comments,
    )
    if not same or [d.code for d in again] != [d.code for d in diagnostics]:
        raise FormatterError(f"{file}: the formatted text does not parse to the same tree")
    return text, diagnostics


def _formatted(source: str, file: str) -> str:
    lexed = lex(source, file)
    tokens = lexed.tokens[:-1]
    marks = _marks(lexed.tokens, file)
    comments = [
        Token(_COMMENT, comment.text, comment.span.start, comment.span.end)
        for comment in lexed.comments
    ]
    atoms = sorted([*tokens, *comments], key=lambda atom: atom.start)
    # A comment ends its line, so no block that stands on one line holds one.
    flat = {start for start, end in marks.blocks.items() if "\n" not in source[start:end]}
    while True:
        layout = _Layout(source, marks, flat)
        text = layout.text(atoms)
        if not layout.too_wide:
            return text
        flat -= layout.too_wide


def _marks(tokens: list[Token], file: str) -> _Marks:
    """Read the tokens again, noting where productions begin instead of building nodes."""
    tables = grammar.load()
    declarations: set[int] = set()
    items: set[int] = set()

    def noting(into: set[int]) -> "Build":
        def note(span: "SourceSpan", *_children: object) -> None:
            into.add(span.start)

        return note

    other: set[int] = set()
    build = [
        noting(
            declarations
            if production.method in _DECLARATIONS
            else items
            if production.method in _ITEMS
            else other
        )
        for production in tables.productions
    ]
    Machine(tables, "module", build, file).advance(tokens, 0)
    blocks: dict[int, int] = {}
    opened: list[int] = []
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.kind == "LBRACE":
            opened.append(token.start)
        elif token.kind == "RBRACE":
            blocks[opened.pop()] = token.start
        # A pair after `given` or a comma is a part of its item, not an item.
        if before is not None and (before.kind == "COMMA" or before.text == "given"):
            items.discard(token.start)
    return _Marks(frozenset(declarations), frozenset(items), blocks)


class _Layout:
    """One attempt; `too_wide` holds the one-line blocks that reach beyond WIDTH."""

    def __init__(self, source: str, marks: _Marks, flat: set[int]) -> None:
        self.source = source
        self.marks = marks
        self.flat = flat
        self.too_wide: set[int] = set()
        self.lines: list[str] = []
        self.line = ""
        self.on_line: list[int] = []  # one-line blocks begun on the current line
        self.depth = 0  # blocks that are not on one line
        self.blocks: list[int] = []
        self.lists: list[str] = []  # the indent of the line each open `[` stands on

    def text(self, atoms: list[Token]) -> str:
        """The whole text."""
        following = self.following(atoms)
        before: Token | None = None
        for atom, token in zip(atoms, following, strict=True):
            self.separate(before, atom, token)
            self.line += self.written(atom)
            self.enter(atom)
            before = atom
        self.end_line()
        return "\n".join(self.lines).lstrip("\n") + "\n" if atoms else ""

    @staticmethod
    def following(atoms: list[Token]) -> list[Token]:
        """For each atom the token it belongs to: itself, or the one after a comment."""
        token = Token(END, "", 0, 0)
        out = []
        for atom in reversed(atoms):
            if atom.kind != _COMMENT:
                token = atom
            out.append(token)
        return out[::-1]

    @staticmethod
    def written(atom: Token) -> str:
        return atom.text.replace("\r\n", "\n") if atom.kind == "LONG_STRING" else atom.text

    def separate(self, before: Token | None, atom: Token, token: Token) -> None:
        """Write what stands between two atoms: nothing, a blank, a line end, a blank line."""
        if before is None:
            return
        newlines = self.source.count("\n", before.end, atom.start)
        if atom.kind == _COMMENT and not newlines:
            self.line += "  "
            return
        if not self.breaks(before, atom, token, newlines):
            tight = atom.kind in _TIGHT_BEFORE or before.kind in _TIGHT_AFTER
            empty = before.kind == "LBRACE" and atom.kind == "RBRACE"
            self.line += "" if tight or empty else " "
            return
        indent = self.indent(atom, token)
        self.end_line()
        if newlines > 1 and self.may_be_blank(before, atom, token):
            self.lines.append("")
        self.line = indent

    def breaks(self, before: Token, atom: Token, token: Token, newlines: int) -> bool:
        """Whether an atom begins a line."""
        if _COMMENT in {before.kind, atom.kind}:
            return True
        if atom.start in self.marks.declarations:
            return True
        if self.blocks and self.blocks[-1] not in self.flat:
            if atom.start in self.marks.items or before.kind == "LBRACE":
                return True
            if atom.kind == "RBRACE":
                return True
        if self.blocks and self.blocks[-1] in self.flat:
            return False
        return newlines > 0 and token.kind not in _JOINED

    def starts(self, token: Token) -> bool:
        """Whether a token begins a declaration, an item, or ends a block or the text."""
        return (
            token.start in self.marks.declarations
            or token.start in self.marks.items
            or token.kind in {"RBRACE", END}
        )

    def may_be_blank(self, before: Token, atom: Token, token: Token) -> bool:
        """A blank line stays between declarations, items, comments, and words of a list."""
        if before.kind in {"LBRACE", "LSQB"} or atom.kind in {"RBRACE", "RSQB"}:
            return False
        return bool(self.lists) or self.starts(token) or atom.kind == _COMMENT

    def indent(self, atom: Token, token: Token) -> str:
        """The blanks before an atom that begins a line."""
        if self.lists:
            return self.lists[-1] + ("" if atom.kind == "RSQB" else INDENT)
        depth = self.depth
        if atom.kind == "RBRACE":
            depth -= 1
        elif not self.starts(token):
            depth += 1
        return INDENT * depth

    def enter(self, atom: Token) -> None:
        """Follow the brackets."""
        match atom.kind:
            case "LBRACE":
                self.blocks.append(atom.start)
                if atom.start in self.flat:
                    self.on_line.append(atom.start)
                else:
                    self.depth += 1
            case "RBRACE":
                if self.blocks.pop() not in self.flat:
                    self.depth -= 1
            case "LSQB":
                line = self.line.rpartition("\n")[2]
                self.lists.append(line[: len(line) - len(line.lstrip(" "))])
            case "RSQB":
                self.lists.pop()
            case _:
                pass

    def end_line(self) -> None:
        width = max(map(len, self.line.split("\n")))
        if width > WIDTH and self.on_line:
            self.too_wide.add(self.on_line[0])
        self.lines.append(self.line.rstrip() if '"""' not in self.line else self.line)
        self.line = ""
        self.on_line = []

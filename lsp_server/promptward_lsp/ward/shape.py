"""The shape of a source: symbols, folds, tokens with their roles, links. Needs no imports."""

import re
from typing import NamedTuple

from promptward_dsl import ast
from promptward_dsl.grammar import load
from promptward_dsl.vocabulary import ATTRIBUTES
from promptward_lsp.ward.legend import TOKENS
from promptward_lsp.ward.policy import Use, Whole, Written

__all__ = ["Link", "Symbol", "Token", "folds", "links", "paragraph_url", "symbols", "tokens"]

_BY_KIND = {
    "category": "class", "group": "class", "lexicon": "variable", "detector": "function",
    "destination": "namespace", "role": "enumMember", "contact": "variable", "purpose": "function",
    "rule": "function",
}  # fmt: skip

# Kinds of symbols of the protocol.
_SYMBOLS = {
    ast.Category: 5, ast.Group: 3, ast.Lexicon: 18, ast.Detector: 12, ast.Destination: 19,
    ast.Role: 22, ast.Contact: 13, ast.Purpose: 11, ast.Rule: 6, ast.Test: 24,
    ast.Defaults: 20, ast.Import: 2, ast.ImportData: 2, ast.Extend: 12, ast.Override: 12,
    ast.Disable: 12, ast.Uncovered: 5,
}  # fmt: skip

_CFR = re.compile(r"(\d+)\s*CFR\s*(\d+)\.(\d+)((?:\([A-Za-z0-9]+\))*)")


class Symbol(NamedTuple):
    """A declaration: name, what it is, and its range and that of its name."""

    name: str
    detail: str
    kind: int
    start: int
    end: int
    name_start: int
    name_end: int


class Token(NamedTuple):
    """A token with its role: half-open range, index in TOKENS, bits of MODIFIERS."""

    start: int
    end: int
    role: int
    modifiers: int = 0


class Link(NamedTuple):
    """A range that leads somewhere: an address, or the name of a module or data file."""

    start: int
    end: int
    target: str
    kind: str  # url | module | data


def symbols(source: Written) -> list[Symbol]:
    """All declarations, in order."""
    found = []
    for item in source.tree.items:
        kind = _SYMBOLS.get(type(item), 13)
        name = _name_of(item)
        word = source.text[item.span.start :].split(None, 1)[0] if item.span.end else ""
        shown = name.value if isinstance(name, ast.Text) else name.text if name else word
        span = name.span if name is not None else item.span
        title = getattr(item, "title", None)
        detail = f"{word}: {title.value}" if isinstance(title, ast.Text) else word
        # A repaired declaration may lie oddly; the protocol wants the name inside.
        start, end = item.span.start, max(item.span.end, span.end)
        found.append(
            Symbol(shown or word, detail, kind, min(start, span.start), end, span.start, span.end)
        )
    return found


def _name_of(item: ast.Item) -> ast.Name | ast.Text | None:
    match item:
        case ast.Import():
            return item.module
        case ast.ImportData():
            return item.path
        case ast.Extend() | ast.Override() | ast.Disable():
            return item.target
        case ast.Uncovered():
            return item.letter
        case ast.Defaults():
            return None
        case _:
            return item.name


def folds(source: Written) -> list[tuple[int, int, str]]:
    """Offsets of blocks, lists, long strings and runs of comments, and their kind."""
    found: list[tuple[int, int, str]] = []
    open_: list[int] = []
    for token in source.lexed.tokens:
        if token.kind in ("LBRACE", "LSQB"):
            open_.append(token.start)
        elif token.kind in ("RBRACE", "RSQB") and open_:
            found.append((open_.pop(), token.start, "region"))
        elif token.kind == "LONG_STRING":
            found.append((token.start, token.end, "region"))
    run: tuple[int, int] | None = None
    for comment in source.lexed.comments:
        start, end = comment.span.start, comment.span.end
        if run is not None and source.text[run[1] : start].strip(" \t\r") == "\n":
            run = run[0], end
            continue
        if run is not None:
            found.append((*run, "comment"))
        run = start, end
    if run is not None:
        found.append((*run, "comment"))
    imports = [i.span for i in source.tree.items if isinstance(i, ast.Import | ast.ImportData)]
    if len(imports) > 1:
        found.append((imports[0].start, imports[-1].end, "imports"))
    return [f for f in found if "\n" in source.text[f[0] : f[1]]]


def tokens(  # noqa: C901, PLR0912  # one case a kind of token
    source: Written, known: Whole | None
) -> list[Token]:
    """Every token with its role; names by what they stand for, where that is known."""
    roles = {name: number for number, name in enumerate(TOKENS)}
    uses: dict[int, Use] = {}
    if known is not None:
        uses = {use.span.start: use for use in known.uses if use.span.file == known.label}
    found = [Token(c.span.start, c.span.end, roles["comment"]) for c in source.lexed.comments]
    keywords = load().keywords
    before = ""
    for token in source.lexed.tokens[:-1]:
        use = uses.get(token.start)
        role, modifiers = "", 0
        match token.kind:
            case "NAME" | "DOTTED":
                if use is not None and use.text == token.text:
                    role = _BY_KIND[use.kind]
                    modifiers = 1 if use.declares else 0
                elif token.text in ATTRIBUTES:
                    role, modifiers = "property", 2
                elif token.kind == "NAME" and token.text in keywords and len(token.text) > 1:
                    role = "keyword"
                elif before in ("valid", "recognizer", "recogniser"):
                    role, modifiers = "function", 2
                elif before in ("import", "policy", "as"):
                    role = "namespace"
                else:
                    role = "variable"
            case "STRING" | "LONG_STRING":
                role = "string"
            case "REGEX":
                role = "regexp"
            case "INT" | "FLOAT" | "DATE" | "VERSION":
                role = "number"
            case "COMPARISON":
                role = "operator"
            case _:
                role = ""
        if role:
            found.append(Token(token.start, token.end, roles[role], modifiers))
        before = token.text
    found.sort()
    return found


def paragraph_url(said: str) -> str | None:
    """The address of a paragraph such as `45 CFR 164.514(b)(2)(i)(G)`."""
    found = _CFR.search(said)
    if found is None:
        return None
    title, part, section, below = found.groups()
    base = f"https://www.ecfr.gov/current/title-{title}/section-{part}.{section}"
    return f"{base}#p-{part}.{section}{below}" if below else base


def links(source: Written) -> list[Link]:
    """Imports and citations."""
    found: list[Link] = []
    for item in source.tree.items:
        match item:
            case ast.Import():
                span = item.module.span
                found.append(Link(span.start, span.end, item.module.text, "module"))
            case ast.ImportData():
                span = item.path.span
                found.append(Link(span.start, span.end, item.path.value, "data"))
            case ast.Lexicon(source=ast.Text() as text):
                found.append(
                    Link(text.span.start, text.span.end, text.value.partition("#")[0], "data")
                )
            case _:
                pass
    strings = source.lexed.tokens
    for index, token in enumerate(strings[:-1]):
        if token.text == "cites" and strings[index + 1].kind == "STRING":
            cited = strings[index + 1]
            url = paragraph_url(cited.text)
            if url is not None:
                found.append(Link(cited.start + 1, cited.end - 1, url, "url"))
    return found

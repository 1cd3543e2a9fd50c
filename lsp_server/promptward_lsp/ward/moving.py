"""
When files of policies get other names: headers and imports follow.

A module `a.b` is the file `a/b.ward` below a root, so a file that moves is a module with another
name. Edits are of the files as they still lie: clients apply them before they move anything.
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from promptward_dsl import ast
from promptward_dsl.sources import root_folder
from promptward_lsp.diagnostics import Json
from promptward_lsp.documents import Document
from promptward_lsp.positions import Encoding
from promptward_lsp.ward.names import policies
from promptward_lsp.ward.policy import written

__all__ = ["moved"]

_PART = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\Z")


class _Move(NamedTuple):
    """A module, what it is called afterwards, and the folder that its importers look below."""

    old: str
    new: str
    root: Path


def moved(
    moves: Sequence[tuple[Path, Path]],
    folders: Sequence[str],
    texts: Mapping[str, str],
    encoding: Encoding,
) -> dict[str, list[Json]]:
    """
    Edits by URI for files or folders that are moved; `texts` are those of open documents.

    A policy whose header does not name its place is no module that others import: it is left
    alone, and so is what would get a name that is none.
    """
    known = policies(folders, texts)
    renamed: dict[Path, _Move] = {}
    for path, text in known:
        for old, new in moves:
            if path == old or path.is_relative_to(old):
                move = _move(path, text, new / path.relative_to(old))
                if move is not None:
                    renamed[path] = move
    changes: dict[str, list[Json]] = {}
    for path, text in known:
        edits = _edits(path, text, renamed)
        if edits:
            document = Document(path.as_uri(), "ward", 0, text)
            changes[path.as_uri()] = [
                {"range": document.range_of(start, end, encoding), "newText": new}
                for start, end, new in edits
            ]
    return changes


def _move(path: Path, text: str, target: Path) -> _Move | None:
    header = written(text, path.as_uri()).tree.header
    if header is None or target.suffix != ".ward":
        return None
    name = header.name.text
    parts = name.split(".")
    if list(path.with_suffix("").parts[-len(parts) :]) != parts:
        return None
    root = root_folder(path, name)
    if not target.is_relative_to(root):
        return None
    places = target.relative_to(root).with_suffix("").parts
    if not all(_PART.match(part) for part in places):
        return None
    return _Move(name, ".".join(places), root)


def _edits(path: Path, text: str, renamed: Mapping[Path, _Move]) -> list[tuple[int, int, str]]:
    tree = written(text, path.as_uri()).tree
    found: list[tuple[int, int, str]] = []
    own = renamed.get(path)
    if own is not None and tree.header is not None and own.new != own.old:
        span = tree.header.name.span
        found.append((span.start, span.end, own.new))
    root = root_folder(path, tree.header.name.text if tree.header else None)
    by_name = {move.old: move for move in renamed.values() if move.root == root}
    for item in tree.items:
        if not isinstance(item, ast.Import):
            continue
        move = by_name.get(item.module.text)
        if move is None or move.new == move.old:
            continue
        span = item.module.span
        found.append((span.start, span.end, move.new))
        before = move.old.rpartition(".")[2]
        if item.alias is None and move.new.rpartition(".")[2] != before:
            # What it is called in this file stays.
            end = item.version_span.end if item.version_span is not None else span.end
            found.append((end, end, f" as {before}"))
    return found

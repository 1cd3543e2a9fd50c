"""Quick fixes for what the checker says: each mends the one place, and the checker is content."""

import re
from typing import NamedTuple

from promptward_dsl import ast
from promptward_dsl.diagnostics import Diagnostic
from promptward_dsl.vocabulary import FACTS, STATED_FACTS
from promptward_lsp.ward.policy import Written, item_at

__all__ = ["Fix", "fixes"]

_MEANT = re.compile(r"did you mean `([^`]+)`\?")
_BEGIN = re.compile(r"begin with `([^`]+)`")
_SAFEST = {
    "vendor": '"…"', "kind": "llm", "baa": "none", "region": "unknown", "trains_on_data": "yes",
    "retention_days": "3650", "encrypted": "no",
}  # fmt: skip


class Fix(NamedTuple):
    """A title and the edits: half-open ranges of the source and what comes there."""

    title: str
    edits: tuple[tuple[int, int, str], ...]
    preferred: bool = False


def fixes(source: Written, one: Diagnostic) -> list[Fix]:
    """How a diagnostic of this source can be mended here; empty if it takes a person."""
    start, end = one.span.start, one.span.end
    text = source.text
    said = " ".join(filter(None, (one.help, one.message)))
    meant = _MEANT.search(said)
    if meant is not None:
        written = text[start:end]
        whole = meant[1]
        # A dotted name is put right as a whole unless only its alias was told.
        if "." in written and "." not in whole and "imported as" in one.message:
            whole = f"{whole}.{written.partition('.')[2]}"
        return [Fix(f"Change to `{whole}`", ((start, end, whole),), preferred=True)]
    begin = _BEGIN.search(said)
    if begin is not None:
        return [Fix(f"Insert `{begin[1]}`", ((0, 0, f"{begin[1]}\n"),), preferred=True)]
    match one.code:
        case "E001":
            return _lexical(text, start, end, one)
        case "W201" | "W115":
            return _removed(source, start, one)
        case "W209":
            return _inserted(source, start, '  example "… [[value]] …"\n', "Add an example")
        case "W213":
            return _facts(source, start)
        case "W215":
            return _inserted(source, start, "  then warn\n", "Add `then warn`")
        case "W208" | "I202":
            return _test_for(source, start)
        case _:
            return []


def _lexical(text: str, start: int, end: int, one: Diagnostic) -> list[Fix]:
    written = text[start:end]
    if "quotes" in one.message:
        straight = '"' + written[1:-1].replace('"', '\\"') + '"'
        return [Fix("Use straight quotes", ((start, end, straight),), preferred=True)]
    if written == "//":
        return [Fix("Use `#`", ((start, end, "#"),), preferred=True)]
    if "-" in written and one.help is not None and "_" in one.help:
        return [Fix("Use `_`", ((start, end, written.replace("-", "_")),), preferred=True)]
    if one.message.startswith("stray") and written == ";":
        return [Fix("Remove it", ((start, end, ""),), preferred=True)]
    if "dates are written" in (one.help or ""):
        return []
    return []


def _removed(source: Written, start: int, one: Diagnostic) -> list[Fix]:
    item = item_at(source.tree, start)
    if item is None:
        return []
    end = item.span.end
    while end < len(source.text) and source.text[end] in " \t":
        end += 1
    end += source.text[end : end + 1] == "\n"
    what = "waiver" if one.code == "W115" else "declaration"
    return [Fix(f"Remove this {what}", ((item.span.start, end, ""),))]


def _inserted(source: Written, start: int, line: str, title: str) -> list[Fix]:
    """A line before the closing brace of the declaration."""
    item = item_at(source.tree, start)
    if item is None:
        return []
    close = source.text.rfind("}", item.span.start, item.span.end)
    if close < 0:
        return []
    at = source.text.rfind("\n", 0, close) + 1
    if at <= item.span.start:
        return [Fix(title, ((close, close, f"\n{line}"),))]
    return [Fix(title, ((at, at, line),))]


def _facts(source: Written, start: int) -> list[Fix]:
    item = item_at(source.tree, start)
    if not isinstance(item, ast.Destination):
        return []
    stated = {pair.key.text for pair in item.facts}
    missing = [fact for fact in STATED_FACTS if fact in FACTS and fact not in stated]
    if not missing:
        return []
    # The worst value is what an unknown fact counts as: stating it changes no decision.
    lines = "".join(f"  {fact}: {_SAFEST[fact]}\n" for fact in missing)
    return _inserted(source, start, lines, f"State {', '.join(missing)} as unknown counts")


def _test_for(source: Written, start: int) -> list[Fix]:
    item = item_at(source.tree, start)
    if not isinstance(item, ast.Rule):
        return []
    name = item.name.text
    test = (
        f'\n\ntest "{name.replace("_", " ")}" {{\n  given actor.mfa: no\n'
        f'  prompt "…"\n  expect block by {name}\n}}'
    )
    return [Fix("Add a test for this rule", ((item.span.end, item.span.end, test),))]

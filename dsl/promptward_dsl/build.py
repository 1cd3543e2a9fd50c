"""From files to a compiled policy: sources, tree, program, checks, IR, analysis, in this order."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from promptward_dsl.analysis import analyse
from promptward_dsl.checker import check
from promptward_dsl.compiler import Compiled, compile_program
from promptward_dsl.diagnostics import Diagnostic
from promptward_dsl.foreign import no_policy, withheld
from promptward_dsl.loader import Entry
from promptward_dsl.resolver import resolve
from promptward_dsl.sources import Input, Root

__all__ = ["Build", "EngineFacts", "build"]

_UNREAD = frozenset(("E001", "E002", "E100", "E112", "E113", "E114"))
_MISSING = frozenset(("E108", "W108", "W201", "W209", "W212", "W213", "W215", "W220"))


class EngineFacts(NamedTuple):
    """The names that the engine knows and Ward may use."""

    validators: frozenset[str] = frozenset()
    recognizers: frozenset[str] = frozenset()


class Build(NamedTuple):
    """
    What came of a policy: `compiled` is None if any diagnostic is an error.

    `sources` holds the text of each file that a diagnostic may point into; `inputs` says which
    files were read, and their hashes, so that a cache can tell when to build again.
    """

    compiled: Compiled | None
    diagnostics: tuple[Diagnostic, ...]
    sources: dict[str, str]
    inputs: tuple[Input, ...]


def build(
    entry: Entry,
    *,
    roots: Sequence[Root] = (),
    floor: Entry | None = None,
    today: dt.date,
    facts: EngineFacts | None = None,
    amended: bool = True,
    is_floor: bool = False,
) -> Build:
    """
    Build a policy: a path, a dotted module name below the roots, or a source in memory.

    Total: any content of any file gives diagnostics, nothing is raised. Without `facts` the names
    of validators and recognisers are not checked. Without `amended` it is the policy as if nothing
    were disabled or overridden in it. One that `is_floor` may leave to nearer policies what covers
    the eighteen (E108).
    """
    resolved = resolve(entry, roots=roots, floor=floor, today=today, amended=amended)
    diagnostics = list(resolved.diagnostics)
    sources, foreign = _withheld(resolved.sources, diagnostics)
    compiled = None
    if foreign:
        diagnostics = [d for d in diagnostics if d.span.file not in foreign]
        diagnostics += [withheld(file) for file in foreign]
    elif resolved.program is not None:
        diagnostics += check(resolved.program, today, facts)
        if is_floor:
            diagnostics = [d for d in diagnostics if d.code != "E108"]
        if any(d.code in _UNREAD for d in resolved.diagnostics):
            # What seems to be missing may only be what could not be read.
            diagnostics = [d for d in diagnostics if d.code not in _MISSING]
        if not any(d.severity == "error" for d in diagnostics):
            compiled = compile_program(resolved.program)
            diagnostics += analyse(compiled.ir, compiled.notes, today)
    order = list(resolved.sources)
    places = {label: index for index, label in enumerate(order)}
    distinct = sorted(
        set(diagnostics),
        key=lambda d: (places.get(d.span.file, len(order)), d.span.start, d.span.end, d.code),
    )
    return Build(compiled, tuple(distinct), sources, resolved.inputs)


def _withheld(
    sources: dict[str, str], diagnostics: list[Diagnostic]
) -> tuple[dict[str, str], list[str]]:
    """The sources, without those that are no policies, and which these are."""
    by_file: dict[str, list[Diagnostic]] = {}
    for one in diagnostics:
        by_file.setdefault(one.span.file, []).append(one)
    # A file that could not be read at all (UTF-16, say) has no text here, and says why itself.
    foreign = [
        file for file, text in sources.items() if text and no_policy(text, by_file.get(file, []))
    ]
    return {file: "" if file in foreign else text for file, text in sources.items()}, foreign

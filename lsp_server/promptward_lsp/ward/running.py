"""Running a policy from the editor: its tests, its examples, and what it says about a prompt."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from promptward.model import PromptwardError

if TYPE_CHECKING:
    from promptward.examination import Examined

__all__ = ["evaluated", "examples_told", "tests_told"]


def _examined(path: str, environ: Mapping[str, str]) -> "Examined | str":
    from promptward.examination import examine  # noqa: PLC0415  # heavy, and a client waits for the start

    try:
        found = examine(path, environ=environ, folder=str(Path(path).parent))
    except PromptwardError as error:
        return str(error)
    if found.engine is None:
        errors = [d for d in found.diagnostics if d.severity == "error"]
        first = errors[0].message if errors else "unknown reason"
        return f"it does not compile: {first}"
    return found


def tests_told(path: str, name: str, environ: Mapping[str, str]) -> str:
    """What came of one test of a saved policy, or of all of them; the first line says it short."""
    found = _examined(path, environ)
    if isinstance(found, str):
        return found
    rows = [row for row in found.results if not name or row.name == name]
    if not rows:
        return f"there is no test `{name}` in the saved file"
    failed = [row for row in rows if not row.passed]
    if len(rows) == 1:
        row = rows[0]
        head = f"test `{row.name}` {'passed' if row.passed else 'failed'}"
        return "\n".join([head, *row.messages])
    head = f"{len(rows) - len(failed)} of {len(rows)} tests passed"
    return "\n".join([head, *(f"{r.name}: {m}" for r in failed for m in r.messages)])


def evaluated(path: str, name: str, environ: Mapping[str, str]) -> str:
    """The decision about the prompt of a test, explained."""
    found = _examined(path, environ)
    if isinstance(found, str):
        return found
    assert found.engine is not None  # noqa: S101  # see _examined
    case = next((c for c in found.engine.notes.tests if c.name == name), None)
    if case is None:
        return f"there is no test `{name}` in the saved file"
    from promptward.verify.trials import request_of  # noqa: PLC0415  # as above

    decision = found.engine.decide(request_of(case))
    return f"{decision.verdict}: test `{name}`\n\n{decision.explain_text()}"


def examples_told(path: str, name: str, environ: Mapping[str, str]) -> str:
    """For each example of a detector, what is found in it and by which evidence."""
    found = _examined(path, environ)
    if isinstance(found, str):
        return found
    assert found.engine is not None  # noqa: S101  # see _examined
    short = name.rpartition(".")[2]
    told: list[str] = []
    for example in found.engine.notes.examples:
        if example.detector.rpartition(".")[2] != short:
            continue
        kind = "counterexample" if example.counter else "example"
        own = [f for f in found.engine.find(example.text) if f.detector == example.detector]
        said = "; ".join(
            f"{f.start}-{f.end} {f.confidence.word} ({', '.join(f.evidence)})" for f in own
        )
        told.append(f"{kind} at line {example.at.line}: {said or 'nothing is found'}")
    return "\n".join([f"`{short}`: {len(told)} examples", *told])

"""E106: examples that a detector misses or finds elsewhere, counterexamples that it finds."""

from collections.abc import Callable, Sequence

from promptward.evidence import KNOWN_OTHERWISE
from promptward.model import Finding, ScanError
from promptward_dsl.diagnostics import Diagnostic
from promptward_dsl.notes import Example, Notes
from promptward_dsl.span import SourceSpan

__all__ = ["check_examples"]

_SHOWN = 60


def check_examples(notes: Notes, find: Callable[[str], Sequence[Finding]]) -> list[Diagnostic]:
    """
    One E106 for each example that does not hold, in order of the notes.

    An example holds if each marked range is exactly a finding of the detector (without marks: if
    there is a finding at all), at the stated level where one is stated. A counterexample holds if
    the detector finds nothing in it, at any level.
    """
    return [
        Diagnostic(
            "E106", SourceSpan(example.at.file, example.at.start, example.at.end), *complaint
        )
        for example in notes.examples
        for complaint in _complaints(example, find)
    ]


def _complaints(
    example: Example, find: Callable[[str], Sequence[Finding]]
) -> list[tuple[str, str | None]]:
    """Pairs of message and help; the texts they quote are the policy's own."""
    name = f"detector `{example.detector.rpartition('.')[2]}`"
    try:
        found = [f for f in find(example.text) if f.detector == example.detector]
    except ScanError as error:
        return [(f"{name} cannot be tried on this example: {error}", None)]
    if example.counter:
        return [
            (f"{name} finds {_quoted(example, f.start, f.end)} in this counterexample", None)
            for f in found[:1]
        ]
    if not found:
        return [(f"{name} finds nothing in this example", _hint(example))]
    complaints: list[tuple[str, str | None]] = []
    wanted = [[f for f in found if (f.start, f.end) == span] for span in example.spans] or [found]
    for index, matching in enumerate(wanted):
        if not matching:
            marked = _quoted(example, *example.spans[index])
            instead = ", ".join(_quoted(example, f.start, f.end) for f in found)
            complaints.append((f"{name} finds {instead} where {marked} is marked", None))
        elif example.level and not any(
            f.confidence.word == example.level or _is_yielded(f) for f in matching
        ):
            level = matching[0].confidence.word
            evidence = ", ".join(matching[0].evidence)
            complaints.append(
                (
                    f"{name} finds this with confidence {level}, not {example.level}",
                    f"its evidence: {evidence}" if evidence else None,
                )
            )
    return complaints


def _is_yielded(finding: Finding) -> bool:
    return any(one.endswith(f":{KNOWN_OTHERWISE}") for one in finding.evidence)


def _hint(example: Example) -> str | None:
    return None if example.spans else "mark what is to be found with `[[ ]]`"


def _quoted(example: Example, start: int, end: int) -> str:
    text = example.text[start:end]
    return f"`{text if len(text) <= _SHOWN else text[: _SHOWN - 1] + '…'}`"

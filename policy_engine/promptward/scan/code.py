"""Where in a source text the engine is asked, and what it finds there."""

from collections.abc import Callable, Iterable, Sequence

from promptward.fields import Field
from promptward.model import Finding
from promptward.scan.signs import Signs, hints, signs, windows

__all__ = ["found_in_code"]

_LONG = 3000


def found_in_code(
    text: str, fields: Sequence[Field], find: Callable[[str, Sequence[Field]], Iterable[Finding]]
) -> tuple[Signs, list[Finding]]:
    """The signs of a source text, and the findings around them: see `promptward.scan.signs`."""
    marks = signs(text)
    short = len(text) <= _LONG
    if marks.persons and short:
        return marks, list(find(text, fields))
    found: list[Finding] = []
    hinted = hints(text) if short else ()
    for start, end in windows(text, marks, hinted) if any(marks) or hinted else ():
        found += (
            one._replace(start=one.start + start, end=one.end + start)
            for one in find(text[start:end], ())
        )
    return marks, found

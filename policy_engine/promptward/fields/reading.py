"""All fields of a view: each layout looks for its own, if a sign of it stands in the text."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator

from promptward.fields.field import Field
from promptward.fields.words import words_of
from promptward.folding import fold_ascii
from promptward.rare import rare
from promptward.text import View

__all__ = ["fields_of", "plain_name", "shown"]


def plain_name(name: str) -> str:
    """The name in plain lower-case words, as fields bear it."""
    return " ".join(words_of(fold_ascii(name)))


def fields_of(view: View) -> tuple[Field, ...]:
    """
    The fields of a view, sorted by start and end; ranges are the view's.

    Any text is accepted; time is linear in its length.
    """
    text = view.text
    found: list[Field] = []
    for read in _readers(text):
        found += read(text)
    found.sort()
    return tuple(found)


_SEGMENT = rare(r"(?<![A-Za-z0-9])(?:PID|MSH|PV1|OB[RX]|ORC|NK1|GT1|IN1|MRG|SPM)\|")
_X12 = rare(r"(?:^|[~\s])(?:NM1|ISA|CL[PM]|REF|DMG|PER|DT[PM]|N4)\*", re.MULTILINE)


# Patterns are compiled where a layout is first met: most texts have few, and a start is short.
def _readers(  # one branch a layout
    text: str,
) -> Iterator[Callable[[str], list[Field]]]:
    """The layouts of which the text holds a sign; one character is looked for sooner than two."""
    if ":" in text or "=" in text or ("<" in text and "<-" in text):
        from promptward.fields.pairs import pairs  # noqa: PLC0415  # see above

        yield pairs
    if "\n" in text and (
        "," in text or "|" in text or "\t" in text or ";" in text or "  " in text
    ):
        from promptward.fields.tables import tables  # noqa: PLC0415  # see above

        yield tables
    if (
        ("|" in text and _SEGMENT.search(text) is not None)
        or ("*" in text and _X12.search(text) is not None)
        or ("[" in text and (") PN [" in text or ") LO [" in text or ") DA [" in text))
        or "BEGIN:V" in text
    ):
        from promptward.fields.segments import segments  # noqa: PLC0415  # see above

        yield segments
    if "<" in text and ("</" in text or "/>" in text):
        from promptward.fields.markup import markup  # noqa: PLC0415  # see above

        yield markup
    if (
        "'," in text
        or '",' in text
        or '" "' in text
        or "' as " in text
        or "' AS " in text
        or "\t" in text
    ):
        from promptward.fields.named_rows import named_rows  # noqa: PLC0415  # see above

        yield named_rows
    if (
        ("-" in text and " -" in text)
        or ("'" in text and (" '" in text or "('" in text))
        or ('"' in text and ('("' in text or '["' in text))
        or "['" in text
        or ("ed " in text and (" to " in text) and ("ed to " in text or "ed from " in text))
        or "..." in text
        or ("_" in text and "___" in text)
        or "datalines" in text
        or " VALUE " in text
        or (";" in text and "cards;" in text)
    ):
        from promptward.fields.statements import statements  # noqa: PLC0415  # see above

        yield statements


def shown(fields: Iterable[Field], view: View) -> list[Field]:
    """Fields of the original, as they stand in the view, with plain names."""
    found = []
    for start, end, name, form in fields:
        if view.offsets is not None and view.ends is not None:
            start = bisect_left(view.offsets, start)  # noqa: PLW2901  # now of the view
            end = bisect_right(view.ends, end)  # noqa: PLW2901
        if 0 <= start < end <= len(view.text):
            found.append(Field(start, end, plain_name(name), form))
    return found

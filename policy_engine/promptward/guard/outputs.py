"""
Saved outputs: identifiers in what a notebook shows, which its file keeps.

Looked at are texts, tables, data, errors and tracebacks, what went to standard error, and the
state of widgets; not the cells' sources, which are the scanner's business. Pictures can't be
looked at.
"""

import json
import re
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple, cast

from promptward.engine import Engine
from promptward.formats.notebook import is_json
from promptward.guard.encoded import decoded
from promptward.guard.output_data import WITHHELD, masked
from promptward.model import PromptwardError

__all__ = ["Cleaned", "NotebookError", "clean", "clean_file"]

_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_TEXTUAL = ("text/", "application/javascript")


class NotebookError(PromptwardError):
    """A file that is no notebook, or one whose outputs could not be looked at."""


class Cleaned(NamedTuple):
    """
    What was found in outputs: how many of each category, and in which cells, counted from 1.

    `unread` outputs are pictures and other things that are no text.
    """

    counts: dict[str, int]
    cells: tuple[int, ...]
    unread: int

    @property
    def clean(self) -> bool:
        """Whether nothing was found."""
        return not self.counts


class _Cleaner:
    """One notebook on its way."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.counts: Counter[str] = Counter()
        self.unread = 0

    def text(self, text: str) -> str:
        """A text with its identifiers masked; without any, exactly as it was."""
        said = decoded(text)
        if said is not None and self._engine.find(said):
            self.counts["encoded"] += 1
            return WITHHELD
        plain = _COLOURS.sub("", text)
        act_on = self._engine.ir.defaults.act_on
        found = [one for one in self._engine.find(plain) if one.confidence >= act_on]
        if not found:
            return text
        for finding in found:
            self.counts[finding.category.rpartition(".")[2]] += 1
        released = self._engine.redact(plain).text
        return WITHHELD if released is None else released

    def lines(self, value: object) -> object:
        """A text in one piece, or in lines as notebooks write it; whatever else it is, as data."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
            # Looked at as a whole: an identifier may stand over the end of a line.
            whole = "".join(cast("list[str]", value))
            said = self.text(whole)
            return value if said == whole else said.splitlines(keepends=True)
        return self.data(value)

    def data(self, value: object) -> object:
        """What is no text but data, in which a list of texts is a list."""
        return masked(value, self._engine, self.counts)

    def output(self, output: dict[str, object]) -> None:
        """One output, changed in place."""
        for key in ("text", "evalue", "ename"):
            if key in output:
                output[key] = self.lines(output[key])
        if isinstance(output.get("traceback"), list):
            lines = cast("list[object]", output["traceback"])
            output["traceback"] = [self.lines(line) for line in lines]
        data = output.get("data")
        if isinstance(data, dict):
            for kind, value in data.items():
                if is_json(kind) or not isinstance(value, str | list):
                    data[kind] = self.data(value)
                elif kind.startswith(_TEXTUAL) or kind.endswith(("+json", "+xml")):
                    data[kind] = self.lines(value)
                else:
                    self.unread += 1


def clean(notebook: object, engine: Engine) -> Cleaned:
    """
    Mask the identifiers in a notebook's outputs, in place.

    `notebook` is the JSON data of one. Raises NotebookError for what is none.
    """
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise NotebookError("this is no notebook of format 4")
    cleaner = _Cleaner(engine)
    cells: list[int] = []
    for number, cell in enumerate(notebook["cells"], 1):
        before = cleaner.counts.total()
        outputs = cell.get("outputs") if isinstance(cell, dict) else None
        for output in outputs if isinstance(outputs, list) else ():
            if isinstance(output, dict):
                cleaner.output(output)
        if cleaner.counts.total() > before:
            cells.append(number)
    metadata = notebook.get("metadata")
    if isinstance(metadata, dict) and "widgets" in metadata:
        metadata["widgets"] = cleaner.data(metadata["widgets"])
    return Cleaned(dict(sorted(cleaner.counts.items())), tuple(cells), cleaner.unread)


def clean_file(
    content: str, engine: Engine, load: Callable[[str], object] = json.loads
) -> tuple[str, Cleaned]:
    """A notebook file's text with its outputs cleaned, as notebooks are written."""
    try:
        notebook = load(content)
    except (ValueError, RecursionError):
        raise NotebookError("this is no JSON") from None
    cleaned = clean(notebook, engine)
    if cleaned.clean:
        return content, cleaned
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", cleaned

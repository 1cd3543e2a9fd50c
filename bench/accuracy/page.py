"""Puts what a bench printed into a page of the documentation, between two marks."""

import datetime as dt
from pathlib import Path

from bench.accuracy.document import CorpusError

__all__ = ["refresh"]


def refresh(page: Path, place: str, command: str, printed: str) -> None:
    """
    Replace what stands between `<!-- place -->` and `<!-- /place -->`.

    CorpusError if the page has no such place.
    """
    before, opening, rest = page.read_text(encoding="utf-8").partition(f"<!-- {place} -->\n")
    _, closing, after = rest.partition(f"<!-- /{place} -->\n")
    if not opening or not closing:
        raise CorpusError(f"{page}: no place marked `<!-- {place} -->` … `<!-- /{place} -->`")
    today = dt.datetime.now(tz=dt.UTC).date()
    block = f"`{command}`, {today}\n\n```\n{printed}\n```\n"
    page.write_text(before + opening + block + closing + after, encoding="utf-8")

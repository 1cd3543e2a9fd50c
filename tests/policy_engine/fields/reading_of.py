"""Fields of a text as (name, value), for tests."""

from promptward.fields import fields_of
from promptward.text import SourceText


def named_values(text: str) -> list[tuple[str, str]]:
    """Name and value of each field of the text's first view, in order."""
    view = SourceText(text).views[0]
    return [(f.name, view.text[f.start : f.end]) for f in fields_of(view)]

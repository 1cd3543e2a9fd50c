"""Moves a tree: every node of it to one place, for text that has no place of its own."""

from dataclasses import fields, is_dataclass
from typing import TypeVar

from promptward_dsl.span import SourceSpan

__all__ = ["respan"]

T = TypeVar("T")


def respan(tree: T, span: SourceSpan) -> T:
    """The same tree with every span replaced by `span`."""
    return _moved(tree, span)  # type: ignore[return-value]  # the shape does not change


def _moved(value: object, span: SourceSpan) -> object:
    if isinstance(value, SourceSpan):
        return span
    if isinstance(value, tuple):
        return tuple(_moved(item, span) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        parts = {f.name: _moved(getattr(value, f.name), span) for f in fields(value)}
        return type(value)(**parts)
    return value

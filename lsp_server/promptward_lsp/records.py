"""
The types of the protocol as bare records: half the start of a server was their making.

lsprotocol has more than five hundred classes, each made by attrs at import, with its type hints
evaluated; a session uses a hundred. Here a class is made when its fields are asked for or the
first of its records is, without `__repr__` and `__eq__`, which nothing here calls: no record of
the protocol can print the document that it holds.
"""

import sys
from importlib import import_module

import attrs

__all__ = ["import_records"]

_FIELDS = "__attrs_attrs__"


def import_records() -> None:
    """
    Import `lsprotocol.types`, unless somebody has; before anything else of the server.

    Records are for the thread of the loop alone: making a class of them is no single step.
    """
    if "lsprotocol.types" in sys.modules:
        return
    define = attrs.define
    attrs.define = _later  # type: ignore[assignment]  # as lsprotocol calls it, without arguments
    try:
        import_module("lsprotocol.types")
    finally:
        attrs.define = define
    # It would make all of them to evaluate their hints; each is when it is made.
    vars(import_module("lsprotocol._hooks"))["_resolved_forward_references"] = True


class _Unmade:
    """In place of a class's fields: they are found when somebody asks for them."""

    def __get__(self, one: object, cls: type) -> object:
        _make(cls)
        return getattr(cls, _FIELDS)


def _later(cls: type) -> type:
    setattr(cls, _FIELDS, _Unmade())
    cls.__init__ = _first  # type: ignore[misc]  # gives way to what attrs makes
    return cls


def _first(self: object, *values: object, **named: object) -> None:
    _make(type(self))
    self.__init__(*values, **named)  # type: ignore[misc]  # the one that was made


def _make(cls: type) -> None:
    known = sys.modules["lsprotocol.types"].ALL_TYPES_MAP
    for one in reversed(cls.__mro__):
        if isinstance(vars(one).get(_FIELDS), _Unmade):
            delattr(one, _FIELDS)
            delattr(one, "__init__")
            # Without slots it stays the class that everything refers to.
            attrs.define(one, slots=False, repr=False, eq=False)
            attrs.resolve_types(one, known, {})

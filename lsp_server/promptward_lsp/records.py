"""
The types of the protocol as bare records: half the start of a server is their making.

lsprotocol has more than five hundred classes, each made by attrs at import. Without `__repr__` and
`__eq__`, which nothing here calls, that takes half as long; and no record of the protocol can
print the document that it holds.
"""

import sys
from functools import partial
from importlib import import_module

import attrs

__all__ = ["import_records"]


def import_records() -> None:
    """Import `lsprotocol.types`, unless somebody has; before anything else of the server."""
    if "lsprotocol.types" in sys.modules:
        return
    define = attrs.define
    attrs.define = partial(define, repr=False, eq=False)
    try:
        import_module("lsprotocol.types")
    finally:
        attrs.define = define

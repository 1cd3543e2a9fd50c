"""
Regular expressions that are compiled at their first use.

Python takes a tenth of a millisecond and more for each; the recognisers have hundreds, and one
text needs a third of them. Whoever waits for the first decision waits for those only.
"""

import re
from typing import AnyStr, cast

__all__ = ["regex"]

_MADE = (
    *("finditer", "findall", "fullmatch", "match", "search", "split", "sub", "subn", "scanner"),
    *("groupindex", "groups"),
)


class _Deferred:
    """Looks like a `re.Pattern`; after its first use it is as fast as one."""

    __slots__ = ("flags", "pattern", *_MADE)

    def __init__(self, source: object, flags: int) -> None:
        self.pattern = source
        self.flags = flags

    def __getattr__(self, name: str) -> object:
        """Only asked for what is not there yet: before the first use."""
        if name not in _MADE:
            raise AttributeError(name)
        # Two threads may both do this; they come to the same.
        made = re.compile(cast("str", self.pattern), self.flags)
        for one in _MADE:
            setattr(self, one, getattr(made, one))
        found: object = getattr(made, name)
        return found


def regex(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """
    As `re.compile`, later.

    A source with a fault raises `re.error` at its first use; a test compiles all that ship.
    """
    return cast("re.Pattern[AnyStr]", _Deferred(source, flags))

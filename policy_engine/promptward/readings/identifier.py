"""Identifiers of programs and names of files, whose words are joined by strokes."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from promptward.deferred import regex
from promptward_rules import word_list

__all__ = ["rare_identifiers"]

_IDENTIFIER = regex(r"(?<![A-Za-z0-9])[A-Za-z0-9]{1,40}(?:_{1,3}[A-Za-z0-9]{1,40}){1,12}_{0,3}")
_OFTEN = 12
"""What stands so often in a text is a word of its program."""
_TITLED = regex(r"[A-Z][A-Za-z]*(?:_(?:[A-Z][A-Za-z]*|\d{1,2}))+_?")
_VOCABULARY = 16
"""So many identifiers of nothing but capitalised words are the vocabulary of a table."""
_SPACE, _FEWER = 8, 4
"""A word before so many others is the name of a program: `Tcl_`, `GLIBCXX_`."""
_CAMEL = regex(r"[a-z][A-Z]")
"""Words that programs write as one: half of them so, and fewer are enough."""
_PROGRAM = regex(r"\.(?:crt|pem|cer|der|hpp|cpp|cxx|jar|css|scss|less|lib)\b")
"""Files that hold programs and certificates, and nobody's record."""
_OF_RECORDS = frozenset(word_list("records", "before names in identifiers"))
"""Unless it is what stands before the names of people."""


_ZONE = regex(
    r"(?<![\w/])(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Brazil|Canada|Chile"
    r"|Europe|Indian|Mexico|Pacific|US)/(?:[A-Z][a-z_A-Z]{2,20}/)?\Z"
)
_BACK = 36
_GOES_ON = frozenset("./-")


def _of_a_zone(found: re.Match[str], text: str) -> bool:
    """Whether it is the town of a zone of time: `America/Fort_Nelson`, and no folder or file."""
    if (
        text[found.start() - 1 : found.start()] != "/"
        or text[found.end() : found.end() + 1] in _GOES_ON
    ):
        return False
    return _ZONE.search(text, max(0, found.start() - _BACK), found.start()) is not None


def rare_identifiers(text: str, most: int | None = None) -> list[re.Match[str]]:
    """
    Those that are no words of its program, in order.

    `most`: among more different ones there is none, since they are a table of a program.
    """
    identified = [
        found
        for found in _IDENTIFIER.finditer(text)
        if not (_of_a_zone(found, text) or _PROGRAM.match(text, found.end()))
    ]
    often = Counter(found[0] for found in identified)
    if most is not None and len(often) > most:
        return []
    titled = {one for one in often if _TITLED.fullmatch(one)}
    words = titled if len(titled) > _VOCABULARY else ()
    spaces = _spaces(often)
    return [
        found
        for found in identified
        if often[found[0]] <= _OFTEN and found[0] not in words and _first(found[0]) not in spaces
    ]


def _first(identifier: str) -> str:
    return identifier.partition("_")[0].lower()


def _spaces(identifiers: Iterable[str]) -> set[str]:
    """First words that many different second words follow, and that no people stand behind."""
    after: dict[str, set[str]] = defaultdict(set)
    for one in identifiers:
        first, second, *_ = (*one.split("_"), "")
        if second.isalpha():
            after[first.lower()].add(second)
    return {
        one
        for one, seconds in after.items()
        if len(seconds) >= _FEWER
        and one not in _OF_RECORDS
        and (len(seconds) > _SPACE or sum(map(_camel, seconds)) * 2 > len(seconds))
    }


def _camel(word: str) -> bool:
    return _CAMEL.search(word) is not None

"""
The surroundings of a finding without any value: to show, and to know it again.

A hash of an identifier is an identifier: all Social Security numbers can be tried in minutes, all
dates of birth in a blink, and a salt that lies beside the hash changes nothing. So what is shown
or hashed here is built from words that are in a list of common English words or name fields, and
are no names of people; everything else (values, digits, capitals, unknown words) is left out
before anything is hashed.
"""

import re
from collections.abc import Sequence
from functools import cache
from hashlib import sha256

from promptward.deferred import regex
from promptward.fields import told_by
from promptward.formats.segment import Place
from promptward.model import Finding

__all__ = ["Near", "fingerprint", "shown", "words_around"]

_TOKEN = regex(r"[A-Za-z]+|[0-9]+|\s+|[^\sA-Za-z0-9]")
_LOWER = regex(r"(?<![A-Za-z])[a-z]+(?![A-Za-z])")
_SIGNS = frozenset("=:,;()[]{}<>|/#\"'.*-+_&")
_SMALL = frozenset(
    {"a", "an", "and", "as", "at", "by", "for", "from", "in", "is", "of", "on", "or", "the", "to"}
)
_LONGEST = 60
_REACH = 200  # how far from a finding, in characters, its line is looked at
_CELL = 8
_FEWEST_WORDS = 2
_VERSION = "c1"
_LENGTH = 16


@cache
def _common() -> frozenset[str]:
    from promptward_rules import read_text  # noqa: PLC0415  # only where there is a finding

    lists = ("given_words", "surname_words", "common_given")
    names = {name for one in lists for name in read_text(f"lexicons/{one}.txt").split()}
    lowered = {name.lower() for name in names}
    return frozenset(read_text("lexicons/common_words.txt").split()) - lowered


@cache
def _known(word: str) -> bool:
    return word in _SMALL or word in _common() or told_by(word) is not None


def _line(text: str, start: int, end: int) -> tuple[int, int]:
    first = text.rfind("\n", max(0, start - _REACH), start) + 1
    last = text.find("\n", end, end + _REACH)
    return (first or max(0, start - _REACH)), (last if last >= 0 else min(len(text), end + _REACH))


class Near:
    """Which findings of a text stand on the line of another, without asking all of them."""

    __slots__ = ("_cells",)

    def __init__(self, findings: Sequence[Finding]) -> None:
        self._cells: dict[int, list[tuple[int, Finding]]] = {}
        for number, one in enumerate(findings):
            for cell in range(one.start >> _CELL, (one.end >> _CELL) + 1):
                self._cells.setdefault(cell, []).append((number, one))

    def of(self, finding: Finding) -> list[Finding]:
        """Those that may be told of with a finding, itself among them, in the order given."""
        cells = range((finding.start - _REACH) >> _CELL, ((finding.end + _REACH) >> _CELL) + 1)
        found = dict(pair for cell in cells for pair in self._cells.get(cell, ()))
        return [found[number] for number in sorted(found)]


def shown(text: str, finding: Finding, findings: Sequence[Finding]) -> str:
    """
    The line of a finding, short: findings as `[ssn]`, digits as `#`, unknown words as `…`.

    `findings` are all of the text, of any level, or those that `Near` says.
    """
    first, last = _line(text, finding.start, finding.end)
    first = max(first, finding.start - _LONGEST)
    last = min(last, finding.end + _LONGEST)
    said: list[str] = []
    at = first
    for one in sorted(findings, key=_order):
        if one.end <= at or one.start >= last:
            continue
        if one.start > at:
            said.append(_plain(text[at : one.start]))
        said.append(f"[{one.category.rpartition('.')[2]}]")
        at = max(at, one.end)
    if at < last:
        said.append(_plain(text[at:last]))
    return re.sub(r"(?:…\s*){2,}", "… ", "".join(said)).strip()


def _order(finding: Finding) -> tuple[int, bool, int, int]:
    """By place; of several in one place the surest and most definite first."""
    other = finding.category.endswith(".other_unique")
    return finding.start, other, -finding.confidence, -finding.end


def _plain(text: str) -> str:
    said: list[str] = []
    for token in _TOKEN.findall(text):
        if token.isspace():
            said.append(" ")
        elif token[0].isdigit():
            said.append("#")
        elif token.isalpha():
            # A capital says that it may be a name, unless the word names a field.
            fine = told_by(token.lower()) is not None or (token.islower() and _known(token))
            said.append(token if fine else "…")
        elif token in _SIGNS:
            said.append(token)
        else:
            said.append("…")
    return "".join(said)


def words_around(text: str, finding: Finding, findings: Sequence[Finding]) -> list[str]:
    """Known lower-case words of the line, outside of every finding: what a fingerprint knows."""
    first, last = _line(text, finding.start, finding.end)
    own = [(f.start - first, f.end - first) for f in findings if f.end > first and f.start < last]
    words: list[str] = []
    for token in _LOWER.finditer(text[first:last]):
        word = token[0]
        if _known(word):
            at, end = token.span()
            if not any(start < end and at < stop for start, stop in own):
                words.append(word)
    return words


def fingerprint(path: str, category: str, place: Place, words: Sequence[str]) -> str:
    """
    Knows a finding again after lines moved or were reformatted; a function of no value.

    Where the format gives a place of its own (a column, a pointer), that is enough; in text the
    words of the line stand in for it, if there are enough of them.
    """
    parts = [category.rpartition(".")[2], path, place.anchor]
    if not place.anchor or place.anchor in _LOOSE or place.anchor.startswith("string"):
        parts += words if len(words) >= _FEWEST_WORDS else []
    digest = sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()
    return f"{_VERSION}:{digest[:_LENGTH]}"


_LOOSE = frozenset({"cell", "output", "comment", "docstring", "string", "page", "paragraph"})
"""Anchors that do not tell one finding from another: the words of the line are needed as well."""

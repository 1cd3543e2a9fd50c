"""
Regular expressions that hardly any text matches: a text that cannot is told in one pass.

Python's matcher tries an expression that begins with a choice of words at every place of a text,
which takes it tens of microseconds a thousand characters; an automaton reads past all of them in
one (decision 0829). So it is asked first, for something looser that is in whatever the expression
matches: without what is looked at before and behind, and with as many repetitions as there are.
What it lets through is matched by Python as ever, from the first place that it names.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from promptward.automaton import Automaton
from promptward.deferred import regex

__all__ = ["Rare", "loosened", "rare"]

_PIECE = re.compile(
    r"\\(?:x[0-9a-fA-F]{2}|.)|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?(?:P<\w+>|<?[=!]|[a-z]*:)"
    r"|\{\d+(?:,\d*)?\}|.",
    re.DOTALL,
)
_INSIDE = re.compile(r"\\.|\[", re.DOTALL)
_LOOKING = frozenset(("(?=", "(?!", "(?<=", "(?<!"))
_QUANTIFIER = frozenset("*+?{")
_NEGATED_TWICE = re.compile(r"\[\^(?:\\.|[^\]\\])*\\[SWD]")
_FLAGS = re.IGNORECASE | re.MULTILINE | re.DOTALL | re.UNICODE
_BLANKS = r"\s\x0b\x1c-\x1f"
"""What Python takes for blanks in ASCII; the automaton knows the first five alone."""
_MEMORY = 4 << 20
"""Bytes for what an automaton learns of texts: an expression without bounds has few states."""
_ENOUGH = 1 << 15
"""Characters, of whatever texts, that cost Python what an automaton costs to compile."""


def loosened(source: str, flags: int = 0, *, ascii_only: bool) -> str:
    r"""
    For the automaton: what is found in every text, of a view, that the expression matches.

    Places are left out, but for `^` and, where the text is ASCII, `\b`: Python counts the letter
    \xff among those of words, the automaton does not. Raises ValueError for what it cannot read:
    back-references, flags of their own, possessive repetition, negations of negated classes.
    """
    pieces: list[str] = _PIECE.findall(source)
    if flags & ~_FLAGS or any(_is_refused(*two) for two in pairwise(("", *pieces))):
        raise ValueError("the automaton has no word for that")
    letters = "".join(
        letter
        for letter, flag in (("i", re.IGNORECASE), ("m", re.MULTILINE), ("s", re.DOTALL))
        if flags & flag
    )
    written: list[str] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        at += 1
        if piece in _LOOKING:
            at = _closed(pieces, at)
        elif not (piece in {"$", r"\Z", r"\B"} or (piece == r"\b" and not ascii_only)):
            written.append(_loose(piece))
            continue
        # A place that may be asked for or not, is not asked for.
        while at < len(pieces) and pieces[at][0] in _QUANTIFIER:
            at += 1
    return f"(?{letters}:{''.join(written)})"


def _is_refused(before: str, piece: str) -> bool:
    """Whether it refers back, gives nothing back, asks or sets flags, or says no twice."""
    if piece[0] == "\\":
        return piece[1] in "123456789"
    if piece == "+":
        return before[:1] in _QUANTIFIER
    return (piece == "?" and before == "(") or _NEGATED_TWICE.match(piece) is not None


def _closed(pieces: list[str], at: int) -> int:
    """Behind the parenthesis that closes the one before `at`."""
    depth = 1
    while depth:
        depth += (pieces[at][0] == "(") - (pieces[at] == ")")
        at += 1
    return at


def _loose(piece: str) -> str:
    """One piece for the automaton: as it is, a class with what Python counts to it, unbounded."""
    match piece[0]:
        case "[" if piece[1] != "^":
            return "[" + _INSIDE.sub(_member, piece[1:])
        case "[":
            # What is counted to `\w` and `\s` in Python alone, a negation lets through as well.
            return "[^" + _INSIDE.sub(lambda one: one[0] if one[0] != "[" else r"\[", piece[2:])
        case "{" if "," in piece:
            least = piece[1:].partition(",")[0]
            return {"0": "*", "1": "+"}.get(least, f"{{{least},}}")
        case "\\" if piece in {r"\w", r"\s"}:
            return f"[{_MEMBERS[piece]}]"
        case _:
            return piece


_MEMBERS = {r"\w": r"\w\xff", r"\s": _BLANKS, "[": r"\["}


def _member(one: re.Match[str]) -> str:
    return _MEMBERS.get(one[0], one[0])


class Rare:
    """
    An expression that is asked of those texts alone that an automaton does not rule out.

    It is compiled once that has paid for itself: a process that reads one text does without. Safe
    to share between threads, and after fork.
    """

    __slots__ = ("_ascii", "_exact", "_other", "_read", "flags", "pattern")

    def __init__(self, source: str, flags: int = 0) -> None:
        self.pattern = source
        self.flags = flags
        self._exact = regex(source, flags)
        self._ascii: Automaton | None = None
        self._other: Automaton | None = None
        self._read = 0

    def first(self, text: str) -> int:
        """A place in a view's text before which no match begins; -1 where there is none at all."""
        if self._read < _ENOUGH:
            self._read += len(text)
            return 0
        if text.isascii():
            gate = self._ascii
            if gate is None:
                gate = self._ascii = self._gate(ascii_only=True)
        else:
            gate = self._other
            if gate is None:
                gate = self._other = self._gate(ascii_only=False)
        found = gate.search(text.encode("latin-1"), 0)
        return -1 if found is None else found[0]

    def _gate(self, *, ascii_only: bool) -> Automaton:
        return Automaton(loosened(self.pattern, self.flags, ascii_only=ascii_only), memory=_MEMORY)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """As of a `re.Pattern`."""
        at = self.first(text)
        return iter(()) if at < 0 else self._exact.finditer(text, at)

    def search(self, text: str) -> re.Match[str] | None:
        """As of a `re.Pattern`."""
        at = self.first(text)
        return None if at < 0 else self._exact.search(text, at)


def rare(source: str, flags: int = 0) -> Rare:
    """As `regex`, for what is searched for in whole texts and is in few of them."""
    return Rare(source, flags)

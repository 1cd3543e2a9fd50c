"""
The vault: which pseudonym stands for which value, and the way back.

Restoring is tolerant of what models do to a token (its case, brackets, blanks, escapes) and strict
about which token it is: one that fails its check or is unknown stays as it is and is reported. A
wrong patient is worse than a pseudonym.
"""

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, Protocol

from promptward import surrogates
from promptward.model import PromptwardError
from promptward_dsl.span import Span

if TYPE_CHECKING:
    import re

    from promptward.surrogates import Randomness

__all__ = [
    "LONGEST_SIGHTING",
    "MemoryVault",
    "Part",
    "Restored",
    "Vault",
    "json_string",
    "lookalikes",
    "may_begin",
    "restore",
    "restored_part",
]

_SMALL_SCOPE = 1_000
_DRAWS = 1_000


class Vault(Protocol):
    """Pseudonyms of one scope: a token per exact spelling and label, never two values a token."""

    def token(self, label: str, value: str, avoid: AbstractSet[str] = frozenset()) -> str:
        """The token that stands for `value`; a new one is not in `avoid`."""

    def original(self, token: str) -> str | None:
        """What a token, in its canonical spelling, stands for; None if it is unknown."""

    def labels(self) -> AbstractSet[str]:
        """The labels of all tokens in the vault."""

    def values(self) -> Iterable[tuple[str, str]]:
        """Label and value of every token."""

    def __len__(self) -> int:
        """How many values have a token."""


class MemoryVault:
    """
    A vault that lives as long as its process.

    Safe to share between threads and after a fork: it has no lock that a fork could leave closed.
    Its `repr` shows how many values it holds, never which.
    """

    __slots__ = ("_labels", "_randomness", "_tokens", "_values")

    def __init__(self, randomness: "Randomness") -> None:
        self._randomness = randomness
        self._tokens: dict[tuple[str, str], str] = {}
        self._values: dict[str, tuple[str, str]] = {}
        self._labels: dict[str, None] = {}

    def __len__(self) -> int:
        """How many values have a token."""
        return len(self._tokens)

    def __repr__(self) -> str:
        """How many values, none of them."""
        return f"MemoryVault(<{len(self)} values>)"

    def token(self, label: str, value: str, avoid: AbstractSet[str] = frozenset()) -> str:
        """
        The token that stands for `value` under `label`; drawn on first use, outside `avoid`.

        Raises PromptwardError if no unused token was found, which needs a broken randomness.
        """
        key = (label, value)
        known = self._tokens.get(key)
        if known is not None:
            return known
        # The birthday bound: among 5,000 tokens of five symbols a collision is likely.
        small, large = surrogates.SIZES
        size = small if len(self._tokens) < _SMALL_SCOPE else large
        self._labels.setdefault(label)
        for _ in range(_DRAWS):
            drawn = surrogates.token(label, surrogates.draw(label, size, self._randomness))
            # INVARIANT: setdefault is atomic, so a token belongs to the first value that takes it,
            # and a value to its first token, whatever threads race here. The token that a race
            # leaves over stands for the same value.
            if drawn not in avoid and self._values.setdefault(drawn, key) is key:
                return self._tokens.setdefault(key, drawn)
        raise PromptwardError("no unused pseudonym was found")

    def original(self, token: str) -> str | None:
        """What a token, in its canonical spelling, stands for; None if it is unknown."""
        held = self._values.get(token)
        return None if held is None else held[1]

    def labels(self) -> AbstractSet[str]:
        """The labels of all tokens in the vault."""
        return frozenset(self._labels)

    def values(self) -> Iterable[tuple[str, str]]:
        """Label and value of every token."""
        return tuple(self._tokens)  # at once: other threads may add to them


class Restored(NamedTuple):
    """
    A text with its pseudonyms turned back.

    `restored` counts tokens that were replaced. `left` are ranges of the given text that look like
    tokens and are not: mistyped, cut, or from another scope. They stand in `text` unchanged.
    """

    text: str
    restored: int
    left: tuple[Span, ...]

    def __repr__(self) -> str:
        """Counts only: restored text is protected health information again."""
        return (
            f"Restored(<{len(self.text)} code points>, {self.restored} restored, left={self.left})"
        )


class _Sighting(NamedTuple):
    """Something like a token: its range with brackets, and every token it could be."""

    start: int
    end: int
    tokens: tuple[tuple[str, int, int], ...]  # canonical spelling, range; longest first
    conspicuous: bool  # worth a report if it is no token: nobody writes so by chance


def restore(text: str, vault: Vault, write: Callable[[str], str] | None = None) -> Restored:
    """
    Replace every token that the vault knows; linear in the text.

    `write` turns a value into what may stand in such a text (`json_string` inside JSON).

    Repaired: case, missing or other brackets, blanks and line breaks inside, `\\_` and other
    markdown escapes, HTML character references, `-` or a blank for `_`. Markdown around a token
    and a possessive behind it stay. What a token stands for is inserted as it is and never looked
    at again.
    """
    part = restored_part(text, 0, len(text), vault, vault.labels(), write)
    return Restored(part.text, part.restored, part.left)


def json_string(value: str) -> str:
    """A value as it stands between the quotes of a JSON string."""
    import json  # noqa: PLC0415  # only where a reply is JSON

    return json.dumps(value)[1:-1]


class Part(NamedTuple):
    """What became of a part of a text, and where in the text it ends: never inside a token."""

    text: str
    restored: int
    left: tuple[Span, ...]
    end: int


def restored_part(  # what a text and a vault are
    text: str,
    begin: int,
    limit: int,
    vault: Vault,
    labels: AbstractSet[str],
    write: Callable[[str], str] | None = None,
) -> Part:
    """
    From `begin` on, with every token that begins before `limit` dealt with as a whole.

    What stands before `begin` is looked at only to see what a token there would be part of.
    """
    pieces: list[str] = []
    left: list[Span] = []
    restored = 0
    done = begin
    for sighting in _sightings(text, labels):
        if sighting.start < done:
            continue
        if sighting.start >= limit:
            break
        for token, start, end in sighting.tokens:
            value = vault.original(token)
            if value is not None:
                pieces += (text[done:start], value if write is None else write(value))
                done = end
                restored += 1
                break
        else:
            if sighting.conspicuous:
                left.append(Span(sighting.start, sighting.end))
    end = max(done, limit)
    pieces.append(text[done:end])
    return Part("".join(pieces), restored, tuple(left), end)


def lookalikes(text: str, labels: AbstractSet[str]) -> frozenset[str]:
    """
    Every token with one of `labels` that `restore` would see in `text`.

    A pseudonym drawn for a value in the text must be none of these, or restoring would also
    replace what the author wrote.
    """
    lowered = text.lower()
    if not any(label.lower() in lowered for label in labels):
        return frozenset()  # nearly always, and ten times as fast
    return frozenset(
        token for sighting in _sightings(text, labels) for token, _, _ in sighting.tokens
    )


_LONGEST_BODY = surrogates.SIZES[-1] + 1
_SHORTEST_MISTYPED = 4
_BLANKS = 2

# Longest first, so that `\\[` is not taken for `[` behind a backslash.
_PAIRS = (
    ("&lbrack;", "&rbrack;"),
    ("&lsqb;", "&rsqb;"),
    ("\\u005b", "\\u005d"),
    ("\\u005B", "\\u005D"),
    ("&#91;", "&#93;"),
    ("&lt;", "&gt;"),
    ("\\[", "\\]"),
    ("[", "]"),
    ("(", ")"),
    ("<", ">"),
    ("{", "}"),
)


@lru_cache(maxsize=64)
def _anchor(labels: AbstractSet[str]) -> "re.Pattern[str]":
    """A label of the vault, or any bracketed one, and what may stand before the symbols."""
    import re  # noqa: PLC0415  # compiled on first use

    known = "|".join(sorted(labels, key=lambda name: (-len(name), name)))
    return re.compile(
        r"(?:(?<![0-9A-Za-z])|(?<=\\u005b))"
        rf"(?P<label>{known + '|' if known else ''}(?<=\[)[A-Za-z]{{1,12}})"
        r"\s{0,2}(?P<mark>\\?_|&#95;|&lowbar;|%5[Ff]|\\u005[Ff]|[-\u2010\u2011\u2012\u2013]|\s|(?=[0-9A-Za-z]))"
        r"\s{0,2}(?=[0-9A-Za-z])",
        re.IGNORECASE | re.ASCII,
    )


def _sightings(text: str, labels: AbstractSet[str]) -> Iterator[_Sighting]:
    for found in _anchor(frozenset(labels)).finditer(text):
        label = found["label"].upper()
        symbols, ends = _symbols(text, found.end())
        tokens = []
        for length in (size + 1 for size in reversed(surrogates.SIZES)):
            if length > len(symbols) or not _ends_at(text, ends[length - 1]):
                continue
            if surrogates.plausible(label, symbols[:length]):
                around = _brackets(text, found.start(), ends[length - 1])
                tokens.append((surrogates.token(label, symbols[:length]), *around))
        underscore = found["mark"] not in ("", "-") and not found["mark"].isspace()
        end = _run_end(text, found.end())
        start, stop = _brackets(text, found.start(), end)
        bracketed = (start, stop) != (found.start(), end)
        conspicuous = (
            (underscore or bracketed) and label in labels and _mistyped(text[found.end() : end])
        ) or (underscore and bracketed and bool(tokens))
        yield _Sighting(start, stop, tuple(tokens), conspicuous)


def _symbols(text: str, start: int) -> tuple[str, list[int]]:
    """Up to nine letters and digits from `start`, blanks between them skipped; and their ends."""
    symbols: list[str] = []
    ends: list[int] = []
    place = start
    blanks = 0
    while place < len(text) and len(symbols) < _LONGEST_BODY:
        character = text[place]
        if character.isascii() and character.isalnum():
            symbols.append(character.upper())
            ends.append(place + 1)
            blanks = 0
        elif character.isspace() and blanks < _BLANKS:
            blanks += 1
        else:
            break
        place += 1
    return "".join(symbols), ends


def _ends_at(text: str, place: int) -> bool:
    return place >= len(text) or not (text[place].isascii() and text[place].isalnum())


def _run_end(text: str, place: int) -> int:
    limit = min(len(text), place + _LONGEST_BODY + 2)
    while place < limit and not _ends_at(text, place):
        place += 1
    return place


def _mistyped(body: str) -> bool:
    """Whether a token of which a symbol was lost, added or changed could look like this."""
    return (
        _SHORTEST_MISTYPED <= len(body) <= _LONGEST_BODY + 1
        and not body.isalpha()
        and not body.isdigit()
    )


def _brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """The range with the pair of brackets right around it, if there is one."""
    before = start
    while before > 0 and start - before < _BLANKS and text[before - 1].isspace():
        before -= 1
    after = end
    while after < len(text) and after - end < _BLANKS and text[after].isspace():
        after += 1
    for opener, closer in _PAIRS:
        if text.endswith(opener, 0, before) and text.startswith(closer, after):
            return before - len(opener), after + len(closer)
    return start, end


LONGEST_SIGHTING = 128
"""No token, with its brackets, blanks and references, is longer: 80 characters at the most."""

_OPENERS = tuple(opener for opener, _ in _PAIRS)
_FIRSTS = frozenset(opener[0] for opener in _OPENERS)
_LONGEST_LABEL = 12


def _letter(character: str) -> bool:
    return character.isascii() and character.isalpha()


def may_begin(text: str, place: int, labels: AbstractSet[str]) -> bool:
    """
    Whether a token could begin at `place`, as far as the text goes.

    Asked at the end of a text of which more is to come. False only where no continuation could
    make it one; `labels` are those of the vault.
    """
    first = text[place]
    opened = bracketed = False
    if first in _FIRSTS:
        rest = text[place : place + LONGEST_SIGHTING]
        opener = next((one for one in _OPENERS if rest.startswith(one)), None)
        if opener is None:
            # Perhaps the beginning of an opener, all of which is not there yet.
            return any(one.startswith(rest) for one in _OPENERS)
        inside = rest[len(opener) :].lstrip()
        opened, bracketed = True, opener.endswith("[")
    elif not _letter(first) or (place > 0 and not _ends_at(text, place - 1)):
        return False  # no letter, or one in the middle of a word
    else:
        inside = text[place : place + LONGEST_SIGHTING]
    if not inside:
        return opened
    letters = 0
    while letters < len(inside) and _letter(inside[letters]):
        letters += 1
    if not letters:
        return False
    word = inside[:letters].upper()
    if bracketed and letters <= _LONGEST_LABEL:
        return True
    return any(word.startswith(label) or label.startswith(word) for label in labels)

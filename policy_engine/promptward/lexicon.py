"""
Words of a policy in a text: how they are searched for, and the table for very many.

A word is whole where no letter or digit stands beside it, so `_` parts words as a blank does and
keys of data count as words. Words are searched for in a copy of the text in which every character
that is no ASCII letter or digit is a blank (`parted`): there a whole word is a plain string with a
blank on both sides, which the search engine takes by the ten thousand, while word boundaries in as
many patterns would take it minutes to compile. What stands between the words of an entry is
compared afterwards (`Form`); a blank in an entry stands for one to four blanks or line breaks.
"""

import re
import struct
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from zlib import crc32

from promptward.folding import fold_ascii
from promptward.spots import Spot, Spots

__all__ = [
    "Form",
    "Symbols",
    "WordTable",
    "build_table",
    "fits_table",
    "form_of",
    "parted",
    "symbol_pattern",
]

_RUN = re.compile(r"[0-9A-Za-z]+")
_BLANK_RUN = re.compile(r"[\t\n\r\x0b\x0c ]+")
_MOST_BLANKS = 4
_BLANK = ord(" ")
_PARTED = bytes(
    code if chr(code).isascii() and chr(code).isalnum() else 0x20 for code in range(256)
)
_PARTED_LOWER = _PARTED.lower()


def parted(data: bytes) -> bytes:
    """The text with one blank for everything but letters and digits, and one before and after."""
    return b" " + data.translate(_PARTED) + b" "


class Form(NamedTuple):
    """
    An entry as it is searched for.

    `text` is the entry folded, its blanks made one blank each; lower case unless `cased`. `before`
    and `after` count the characters outside its first and last word. `simple`: one word, nothing
    else.
    """

    text: str
    cased: bool
    before: int
    after: int
    simple: bool

    @property
    def mark(self) -> str:
        """The mark in front of its only word, if it has one word and begins with a mark."""
        alone = self.before > 0 and len(_RUN.findall(self.text)) == 1
        return self.text[0].strip() if alone else ""

    @property
    def source(self) -> str:
        """The hyperscan pattern over `parted` text; starts and ends with a blank."""
        parts = [" "]
        last = self.before
        for run in _RUN.finditer(self.text):
            between = self.text[last : run.start()]
            if between:
                most = len(between) + (_MOST_BLANKS - 1) * between.count(" ")
                parts.append(f" {{{len(between)},{most}}}")
            parts.append(run.group())
            last = run.end()
        return "".join(parts) + " "

    def start(self, parted: bytes, end: int) -> int:
        """Where a match of `source` that ends at `end` starts in `parted` text."""
        at = first = end - 1
        for word in reversed(_RUN.findall(self.text)):
            while parted[at - 1] == _BLANK:
                at -= 1
            first = at = at - len(word)
        return first - 1

    def stands(self, text: str, start: int, end: int) -> bool:
        """Whether the entry stands in `[start, end)` of a view, blanks apart."""
        there = _BLANK_RUN.sub(_one_blank, text[start:end])
        return (there if self.cased else there.lower()) == self.text


def _one_blank(found: re.Match[str]) -> str:
    # More blanks than an entry's blank stands for are left as they are, hence unequal.
    return " " if found.end() - found.start() <= _MOST_BLANKS else found.group()


def form_of(word: str, *, cased: bool) -> Form | None:
    """The form of an entry; None where it has no letter or digit that could be searched for."""
    if word.isascii() and word.isalnum():  # most are one word, and there are very many of them
        return Form(word if cased else word.lower(), cased, 0, 0, simple=True)
    text = " ".join(fold_ascii(word).split())
    if not cased:
        text = text.lower()
    runs = list(_RUN.finditer(text))
    if not runs:
        return None
    before, after = runs[0].start(), len(text) - runs[-1].end()
    return Form(text, cased, before, after, runs[0].group() == text)


class Symbols(NamedTuple):
    """An entry without letter or digit, as a hyperscan pattern over views, and its width."""

    source: str
    width: int


def symbol_pattern(word: str) -> Symbols | None:
    """How to search for an entry without letter or digit; None where nothing is left of it."""
    text = fold_ascii(word).strip()
    return Symbols("".join(f"\\x{ord(c):02x}" for c in text), len(text)) if text else None


def fits_table(form: Form) -> bool:
    """Whether a `WordTable` can hold the entry: words with single blanks between."""
    whole = form.simple or " ".join(_RUN.findall(form.text)) == form.text
    return whole and len(form.text) < 1 << 16


_HEAD = struct.Struct("<4sII")  # magic, slots, bytes of slots
_ENTRY = struct.Struct("<HBQ")  # length of the key, is a prefix of a longer entry, lists
_MAGIC = b"PWT1"
_MOST_LISTS = 64


def build_table(lists: Mapping[int, tuple[Form, ...]]) -> bytes:
    """The bytes of a `WordTable`; `lists` maps numbers below 64 to forms of the same case."""
    if any(number >= _MOST_LISTS for number in lists):
        raise ValueError("a table holds at most 64 lists")
    entries: dict[bytes, tuple[int, bool]] = {}
    for number, forms in lists.items():
        for form in forms:
            key = form.text.encode("ascii")
            mask, longer = entries.get(key, (0, False))
            entries[key] = (mask | 1 << number, longer)
            at = key.find(b" ")
            while at >= 0:
                mask, _ = entries.get(key[:at], (0, False))
                entries[key[:at]] = (mask, True)
                at = key.find(b" ", at + 1)
    slots = 16
    while slots < 4 * len(entries):
        slots *= 2
    starts = [0] * slots
    body = bytearray()
    for key in sorted(entries):
        mask, longer = entries[key]
        slot = crc32(key) & (slots - 1)
        while starts[slot]:
            slot = (slot + 1) & (slots - 1)
        starts[slot] = len(body) + 1
        body += _ENTRY.pack(len(key), longer, mask) + key
    packed = struct.pack(f"={slots}I", *starts)
    return _HEAD.pack(_MAGIC, slots, len(packed)) + packed + bytes(body)


class WordTable:
    """
    Very many words in one block of bytes that is used as it was read: loading costs nothing.

    Immutable, shared by threads. Raises ValueError for foreign bytes.
    """

    __slots__ = ("_before", "_cased", "_data", "_mask", "_starts")

    def __init__(self, data: bytes, *, cased: bool) -> None:
        try:
            magic, slots, length = _HEAD.unpack_from(data)
        except struct.error:
            raise ValueError("not a table of words") from None
        if magic != _MAGIC or length != 4 * slots or slots & (slots - 1) or len(data) < length:
            raise ValueError("not a table of words")
        # INVARIANT: only machines of the byte order that it was built on read a table, since the
        # byte order is part of an artefact's key.
        self._starts = memoryview(data)[_HEAD.size : _HEAD.size + length].cast("I")
        # Not cut out of the data: that would copy megabytes at every start.
        self._data = data
        self._before = _HEAD.size + length - 1  # places of entries count from one
        self._mask = slots - 1
        self._cased = cased

    def _look(self, key: bytes) -> tuple[int, bool] | None:
        start = self._starts[crc32(key) & self._mask]
        return self._entry(key, start) if start else None

    def _entry(self, key: bytes, start: int) -> tuple[int, bool] | None:
        """The entry of a key whose first slot holds `start`."""
        data, before, size = self._data, self._before, len(key)
        slot = crc32(key)
        while start:
            length, longer, lists = _ENTRY.unpack_from(data, before + start)
            if length == size and data.startswith(key, before + start + _ENTRY.size):
                return lists, bool(longer)
            slot += 1
            start = self._starts[slot & self._mask]
        return None

    def scan(self, data: bytes) -> list[tuple[int, int, int]]:
        """`(lists, start, end)` for every entry in a view, `lists` a bit set; linear time."""
        words = data.translate(_PARTED if self._cased else _PARTED_LOWER).split(b" ")
        distinct = list(set(words))
        # Most words are in no list: their slot is empty, and all that they cost is this look.
        slots = map(self._mask.__and__, map(crc32, distinct))
        known = {
            word: entry
            for word, start in zip(distinct, map(self._starts.__getitem__, slots), strict=True)
            if start and (entry := self._entry(word, start))
        }
        found: list[tuple[int, int, int]] = []
        at = before = 0
        for index in [index for index, word in enumerate(words) if word in known]:
            word = words[index]
            entry = known[word]
            goes_on = entry[1] and self._goes_on(words, index)
            if goes_on or entry[0]:
                at += sum(map(len, words[before:index])) + index - before
                before = index
                if goes_on:
                    found += self._from_here(data, words, index, at, entry)
                else:
                    found.append((entry[0], at, at + len(word)))
        return found

    def place(self, data: bytes, listed: tuple[int, ...], spots: Spots) -> None:
        """
        Adds every entry in a view; list k of the table has the number `listed[k]`.

        Raises IndexError for a list without a number.
        """
        placed: list[Spot] = []
        for lists, start, end in self.scan(data):
            remaining = lists
            while remaining:
                lowest = remaining & -remaining
                placed.append((start, end, listed[lowest.bit_length() - 1]))
                remaining ^= lowest
        spots.add(placed)

    def _goes_on(self, words: list[bytes], index: int) -> bool:
        """Whether an entry may begin with word `index` and the one after it."""
        if index + 1 == len(words):
            return False
        # Several blanks are rare: `_from_here` counts them.
        key = words[index] + b" " + words[index + 1]
        return not words[index + 1] or bool(self._starts[crc32(key) & self._mask])

    def _from_here(
        self, data: bytes, words: list[bytes], index: int, start: int, known: tuple[int, bool]
    ) -> Iterator[tuple[int, int, int]]:
        """Entries that begin with word `index`, which stands at `start`."""
        key = words[index]
        end = start + len(key)
        found: tuple[int, bool] | None = known
        while found is not None:
            lists, longer = found
            if lists:
                yield lists, start, end
            if not longer:
                return
            following = index + 1
            while following < len(words) and not words[following]:
                following += 1
            gap = following - index
            if following == len(words) or gap > _MOST_BLANKS or data[end : end + gap].strip():
                return
            key += b" " + words[following]
            end += gap + len(words[following])
            index = following
            found = self._look(key)

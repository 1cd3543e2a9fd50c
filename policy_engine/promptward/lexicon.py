"""
Words of a policy in a text: how they are written as patterns, and the table for very many.

A word list of ordinary size becomes hyperscan patterns (`word_pattern`). A large one becomes a
`WordTable`: a hash table in one block of bytes that is used as it was read, so that loading costs
nothing, and looked up for every word of the text. Both find the same: whole words in any case (or
as written, where the lexicon is `cased`), a blank in an entry standing for one to four blanks or
line breaks in the text.
"""

import re
import struct
from collections.abc import Iterator, Mapping
from zlib import crc32

from promptward.folding import fold_ascii

__all__ = ["BLANKS", "WordTable", "build_table", "entry_runs", "fits_table", "word_pattern"]

BLANKS = r"[\t\n\r ]{1,4}"
"""What a blank in a literal, term or lexicon entry stands for."""

_WORD = re.compile(rb"[0-9A-Za-z_]+")
_BLANK_RUN = re.compile(r"\s+")
_MOST_RUNS = 8


def _characters(text: str) -> str:
    return "".join(
        c if c.isalnum() and c.isascii() else f"\\x{ord(c):02x}" for c in fold_ascii(text)
    )


def _is_word(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character == "_")


def word_pattern(word: str) -> str:
    """
    A hyperscan pattern for a word or words; empty if nothing can be seen of it.

    A word boundary is asked for only beside a word character: `(ret)` needs none.
    """
    folded = fold_ascii(word).strip()
    if not folded:
        return ""
    body = BLANKS.join(_characters(part) for part in _BLANK_RUN.split(folded))
    left = r"\b" if _is_word(folded[0]) else ""
    right = r"\b" if _is_word(folded[-1]) else ""
    return left + body + right


def entry_runs(word: str) -> int:
    """Number of runs of word characters: entries with as many that end alike begin alike."""
    return sum(1 for _ in _WORD.finditer(fold_ascii(word).encode("latin-1")))


def fits_table(word: str) -> bool:
    """Whether a `WordTable` can hold the entry: it begins and ends with a word character."""
    folded = fold_ascii(word).strip()
    return (
        bool(folded)
        and _is_word(folded[0])
        and _is_word(folded[-1])
        and entry_runs(word) <= _MOST_RUNS
        and len(folded) < 1 << 16
    )


def _key(word: str, *, cased: bool) -> bytes:
    folded = _BLANK_RUN.sub(" ", fold_ascii(word).strip()).encode("latin-1")
    return folded if cased else folded.lower()


_HEAD = struct.Struct("<4sII")  # magic, slots, bytes of slots
_ENTRY = struct.Struct("<HBQ")  # length of the key, is a prefix of a longer entry, lists
_MAGIC = b"PWT1"


def build_table(lists: Mapping[int, tuple[str, ...]], *, cased: bool) -> bytes:
    """
    The bytes of a `WordTable`; `lists` maps a number below 64 to the entries of one list.

    Entries that `fits_table` refuses are left out.
    """
    entries: dict[bytes, tuple[int, bool]] = {}
    for number, words in lists.items():
        for word in words:
            if not fits_table(word):
                continue
            key = _key(word, cased=cased)
            mask, longer = entries.get(key, (0, False))
            entries[key] = (mask | 1 << number, longer)
            for found in list(_WORD.finditer(key))[:-1]:
                mask, _ = entries.get(key[: found.end()], (0, False))
                entries[key[: found.end()]] = (mask, True)
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
    packed = struct.pack(f"<{slots}I", *starts)
    return _HEAD.pack(_MAGIC, slots, len(packed)) + packed + bytes(body)


class WordTable:
    """Very many words; immutable, shared by threads. Raises ValueError for foreign bytes."""

    __slots__ = ("_body", "_cased", "_mask", "_starts")

    def __init__(self, data: bytes, *, cased: bool) -> None:
        try:
            magic, slots, length = _HEAD.unpack_from(data)
        except struct.error:
            raise ValueError("not a table of words") from None
        if magic != _MAGIC or length != 4 * slots or slots & (slots - 1) or len(data) < length:
            raise ValueError("not a table of words")
        self._starts = memoryview(data)[_HEAD.size : _HEAD.size + length].cast("I")
        self._body = data[_HEAD.size + length :]
        self._mask = slots - 1
        self._cased = cased

    def _look(self, key: bytes) -> tuple[int, bool] | None:
        slot = crc32(key) & self._mask
        while start := self._starts[slot]:
            length, longer, lists = _ENTRY.unpack_from(self._body, start - 1)
            begin = start - 1 + _ENTRY.size
            if self._body[begin : begin + length] == key:
                return lists, bool(longer)
            slot = (slot + 1) & self._mask
        return None

    def scan(self, data: bytes) -> Iterator[tuple[int, int, int]]:
        """`(lists, start, end)` for every entry in the text, `lists` a bit set; linear time."""
        text = data if self._cased else data.lower()
        words = list(_WORD.finditer(text))
        for index, word in enumerate(words):
            key = word.group()
            start, end = word.span()
            known = self._look(key)
            follow = index + 1
            while known is not None:
                lists, longer = known
                if lists:
                    yield lists, start, end
                if not longer or follow >= len(words) or follow - index >= _MOST_RUNS:
                    break
                between = text[end : words[follow].start()]
                if between.strip(b"\t\n\r ") == b"":
                    if not 1 <= len(between) <= 4:  # noqa: PLR2004  # as in `BLANKS`
                        break
                    between = b" "
                key += between + words[follow].group()
                end = words[follow].end()
                follow += 1
                known = self._look(key)

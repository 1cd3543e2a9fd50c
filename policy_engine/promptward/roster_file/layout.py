"""
How a roster file is laid out: a head that is authenticated, then tables of keyed hashes.

`MAGIC`, a salt (16 bytes), the length of the head (4 bytes, little-endian), the head (JSON,
ASCII), its keyed hash (32 bytes), then the sections that it names. Numbers are little-endian. All
keys come from that of the machine and the salt, which is drawn for each file: two rosters have
nothing in common, not even where they hold the same people.

* `words`: a cell of 48 bytes for each distinct word, its length and its letters, all of the cell
  under a keystream of the word's number. Numbers follow a keyed hash.
* `near`, `far`: a table of what is left of the words when up to one, or exactly two, letters are
  dropped: slots of a tag and a value (u32 each), open addressing by a keyed hash of the form. A
  value is a word's number with `ALONE` set, or a place in `near_lists`, `far_lists` (u32: how
  many, then their numbers); values and lists are under a mask of the form, for which words share
  a form would tell the words. Each of the two has keys of its own: a form may stand in both, and
  what one mask covers twice is covered no more.
* `entries`: keyed hashes (u64) of the whole names, open addressing; 0 is empty.

Small tables are filled up with slots of nobody, and lists are longer than they need be: of few
people, how many forms there are would tell how long their names are.

Without the key the file tells how many names and distinct words there are, how many words names
have, and about how many forms, no word and no name (docs/decisions/0828).
"""

import json
import struct
from array import array
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from hmac import compare_digest
from typing import Final, NamedTuple, cast

from promptward.folding import fold_ascii
from promptward.model import PolicyError

__all__ = [
    "ALONE",
    "CELL_BYTES",
    "DIGEST_BYTES",
    "KEY_BYTES",
    "LONGEST_ENTRY",
    "SALT_BYTES",
    "SECTIONS",
    "WORD_BYTES",
    "Form",
    "RosterError",
    "RosterHead",
    "RosterKeys",
    "head_bytes",
    "head_of",
    "normal",
    "salt_of",
    "shorter",
    "tag_of",
]

_KIND: Final = b"PWROSTR"
MAGIC: Final = _KIND + b"3"
FORMAT: Final = 3
KEY_BYTES: Final = 32
DIGEST_BYTES: Final = 32
SALT_BYTES: Final = 16
ALONE: Final = 1 << 31
CELL_BYTES: Final = 48
WORD_BYTES: Final = CELL_BYTES - 1
"""Longest word: longer ones are cut, here and in texts."""

LONGEST_ENTRY: Final = 4
"""Most words of a name that are told in their order; of longer ones the first and the last."""

SECTIONS: Final = (*("words", "near", "near_lists", "far", "far_lists", "entries"),)

_TABLES: Final = ("near", "far")
_LENGTH = struct.Struct("<I")
_LARGEST_HEAD = 4096


class RosterError(PolicyError):
    """
    A roster that can't be read or trusted: what asks for it does not load.

    `code` is stable: `roster_missing`, `roster_unreadable`, `roster_exposed`, `roster_format`,
    `roster_key`, `roster_damaged`, `roster_table`.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class RosterHead(NamedTuple):
    """
    What a file holds: `names` distinct names of `words` distinct words.

    `edits` is how many letters may differ at most, `sizes` of how many words names are, `start`
    and `places` where the sections lie (offset from `start`, bytes), `content` the keyed hash of
    all of them, `built` the day.
    """

    edits: int
    names: int
    words: int
    sizes: tuple[int, ...]
    built: str
    content: str
    places: Mapping[str, tuple[int, int]]
    start: int = 0


class Form(NamedTuple):
    """A form as a table knows it: where it lies (u64), and the mask of its value (u32)."""

    place: int
    mask: int
    word: bytes


_FORM = struct.Struct("<QI")


class RosterKeys:
    """The keys of one roster, parted by what they are for; shows nothing."""

    __slots__ = ("_entries", "_forms", "_head", "_lists", "_words", "salt")

    def __init__(self, key: bytes, salt: bytes) -> None:
        if len(key) != KEY_BYTES:
            raise RosterError("roster_key", f"a roster's key has {KEY_BYTES} bytes")
        self.salt = salt
        # INVARIANT: one salt, one file; a keystream that served two would show both.
        self._entries, self._words, self._head = (
            blake2b(purpose, key=key, salt=salt, digest_size=32).digest()
            for purpose in (b"entries", b"words", b"head")
        )
        # INVARIANT: no mask serves two tables, which share forms.
        self._forms, self._lists = (
            {
                table: blake2b(
                    f"{purpose} {table}".encode(), key=key, salt=salt, digest_size=32
                ).digest()
                for table in _TABLES
            }
            for purpose in ("forms", "lists")
        )

    def form(self, table: str, word: bytes) -> Form:
        """Where a form lies in a table, and what its value is masked with."""
        told = blake2b(word, key=self._forms[table], digest_size=12).digest()
        place, mask = _FORM.unpack(told)
        return Form(place, mask, word)

    def listed(self, table: str, form: Form, size: int) -> "array[int]":
        """What a list of that many words is masked with, its length first."""
        key = self._lists[table]
        mask = array("I")
        block = 0
        while len(mask) <= size:
            data = block.to_bytes(4, "little") + form.word
            mask.frombytes(blake2b(data, key=key, digest_size=64).digest())
            block += 1
        return mask[: size + 1]

    def entry(self, words: Iterable[bytes]) -> int:
        """The hash of a whole name: 64 bits, never 0."""
        told = blake2b(b" ".join(words), key=self._entries, digest_size=8).digest()
        return int.from_bytes(told, "little") or 1

    def crossed(self, number: int, cell: bytes) -> bytes:
        """A cell under the keystream of its number, or back."""
        stream = blake2b(
            number.to_bytes(4, "little"), key=self._words, digest_size=CELL_BYTES
        ).digest()
        mixed = int.from_bytes(cell, "little") ^ int.from_bytes(stream, "little")
        return mixed.to_bytes(CELL_BYTES, "little")

    def digest(self, parts: Iterable[bytes | memoryview]) -> str:
        """The keyed hash of the sections."""
        hashed = blake2b(b"content", key=self._head, digest_size=DIGEST_BYTES)
        for part in parts:
            hashed.update(part)
        return hashed.hexdigest()

    def seal(self, head: bytes) -> bytes:
        """The keyed hash of the head."""
        return blake2b(head, key=self._head, digest_size=DIGEST_BYTES).digest()


def head_bytes(head: RosterHead, keys: RosterKeys) -> bytes:
    """The head as it stands at the beginning of the file."""
    told = json.dumps(
        {
            "format": FORMAT,
            "edits": head.edits,
            "names": head.names,
            "words": head.words,
            "sizes": head.sizes,
            "built": head.built,
            "content": head.content,
            "places": head.places,
        },
        separators=(",", ":"),
    ).encode("ascii")
    return MAGIC + keys.salt + _LENGTH.pack(len(told)) + told + keys.seal(told)


def salt_of(data: bytes | memoryview) -> bytes:
    """The salt of a file. Raises RosterError (`roster_format`) for what is no roster."""
    first = bytes(data[: len(MAGIC) + SALT_BYTES])
    if first.startswith(_KIND) and not first.startswith(MAGIC):
        raise RosterError("roster_format", "the file is of another version: build it anew")
    if len(first) < len(MAGIC) + SALT_BYTES or not first.startswith(MAGIC):
        raise RosterError("roster_format", "this is no roster file")
    return first[len(MAGIC) :]


def head_of(data: bytes | memoryview, keys: RosterKeys) -> RosterHead:
    """
    The head of a file with the salt of `keys`.

    Raises RosterError: `roster_damaged` for one that is cut short, `roster_key` for one under
    another key (or one whose head was changed: the two can't be told apart).
    """
    begin = len(MAGIC) + SALT_BYTES + _LENGTH.size
    first = bytes(data[:begin])
    if len(first) < begin:
        raise RosterError("roster_damaged", "the file is cut short")
    (size,) = _LENGTH.unpack(first[-_LENGTH.size :])
    start = begin + size + DIGEST_BYTES
    if size > _LARGEST_HEAD or start > len(data):
        raise RosterError("roster_damaged", "the file is cut short")
    told = bytes(data[begin : begin + size])
    if not compare_digest(keys.seal(told), bytes(data[begin + size : start])):
        raise RosterError(
            "roster_key", "the file was built with another key, or its beginning was changed"
        )
    try:
        parts = cast("dict[str, object]", json.loads(told))
        if parts["format"] != FORMAT:
            raise RosterError("roster_format", "the file is of another version: build it anew")
        head = RosterHead(
            cast("int", parts["edits"]),
            cast("int", parts["names"]),
            cast("int", parts["words"]),
            tuple(cast("list[int]", parts["sizes"])),
            str(parts["built"]),
            str(parts["content"]),
            {
                name: (int(place[0]), int(place[1]))
                for name, place in cast("dict[str, list[int]]", parts["places"]).items()
            },
            start,
        )
    except (ValueError, KeyError, TypeError, IndexError, AttributeError):
        raise RosterError("roster_damaged", "the head of the file can't be read") from None
    if set(head.places) != set(SECTIONS) or any(
        not 0 <= at <= at + length <= len(data) - start for at, length in head.places.values()
    ):
        raise RosterError("roster_damaged", "the file is cut short")
    return head


def normal(word: str) -> bytes:
    """A word as it is kept and looked for: letters of ASCII, lower case, without apostrophes."""
    folded = fold_ascii(word).lower()
    return folded.encode("ascii", "ignore").translate(None, b"'`. \t")[:WORD_BYTES]


def shorter(word: bytes) -> set[bytes]:
    """What is left when one letter is dropped."""
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


def tag_of(place: int) -> int:
    """What a slot says of the form that it is of; never 0, which is an empty slot."""
    return (place >> 32) or 1

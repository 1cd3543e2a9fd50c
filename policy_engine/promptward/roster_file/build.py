"""From names to the bytes of a roster file."""

import os
import re
import struct
import unicodedata
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from sys import byteorder
from typing import NamedTuple

from promptward.roster_file.layout import (
    ALONE,
    LONGEST_ENTRY,
    SALT_BYTES,
    SECTIONS,
    WORD_BYTES,
    Form,
    RosterError,
    RosterHead,
    RosterKeys,
    head_bytes,
    normal,
    shorter,
    tag_of,
)

__all__ = ["ENTRY_LIMIT", "Built", "build_roster", "split_name"]

ENTRY_LIMIT = 3_000_000
"""Most names of a roster."""

_WORD = re.compile(r"[^\W\d_]+(?:['’`][^\W\d_]+)*")  # noqa: RUF001  # as people write them
_TITLES = frozenset(
    "mr mrs ms miss mx dr prof sir rev fr sr jr ii iii iv md do rn np pa phd esq dds".split()  # noqa: SIM905  # legible
)
_PAIR = 2
_MISSPELT_FROM = 4
_TWICE_FROM = 5
"""Letters from which on a word may have one, or two, edits."""
_STEP = 1 << 14
_SMALLEST, _FILLED = 1 << 10, 1 << 13
"""Slots that a table has, and up to which it is filled up: of many words, how many forms there are
tells no name."""
_SHORTEST_LISTS = 256


class Built(NamedTuple):
    """
    A roster, and what of the table is not as people would think.

    `left_out`: names without a word of two Latin letters, or with words of another script.
    `single`: names of one word, each of which finds everybody of that name.
    """

    data: bytes
    head: RosterHead
    left_out: int
    single: int


def split_name(name: str) -> tuple[bytes, ...]:
    """
    The words of a name, as they are kept: no initials or digits, no titles where two words are
    left without. What stands before a comma is the last name: `Thorsgard, Wilhelmina Anne`.
    Empty for a name of which a word is in another script than Latin.
    """
    return _parts(name)[0]


def _parts(name: str) -> tuple[tuple[bytes, ...], int]:
    """The words, and how many of them are a last name that a comma told (0: it told none)."""
    name = unicodedata.normalize("NFC", name)
    if not all(map(_is_latin, _WORD.findall(name))):
        return (), 0
    last, comma, rest = name.partition(",")
    first, family = _words(rest), _words(last)
    if not comma or not _untitled(first):  # `Ann Roe, MD`
        return _kept(family + first), 0
    return _kept(first) + _untitled(family), len(_untitled(family))


def _is_latin(word: str) -> bool:
    return word.isascii() or all(
        letter.isascii() or unicodedata.name(letter, "").startswith("LATIN")
        for letter in word
        if letter.isalpha()
    )


def _words(name: str) -> tuple[bytes, ...]:
    words = (normal(found[0]) for found in _WORD.finditer(name))
    return tuple(word for word in words if len(word) > 1)


def _untitled(words: tuple[bytes, ...]) -> tuple[bytes, ...]:
    return tuple(word for word in words if word.decode() not in _TITLES)


def _kept(words: tuple[bytes, ...]) -> tuple[bytes, ...]:
    """Without titles, unless too little is left: `Anh Do` is no doctor of osteopathy."""
    kept = _untitled(words)
    return kept if len(kept) > 1 or not words else words if len(words) <= _PAIR else kept


def build_roster(
    names: Iterable[str],
    key: bytes,
    *,
    edits: int = 2,
    built: str = "",
    progress: Callable[[str, int], None] = lambda _what, _done: None,
) -> Built:
    """
    The bytes of a roster of these names, its head, and what was left out.

    `edits` (0 to 2) is how many letters may differ; `built` is a day, told by `head_of`;
    `progress` is called with what is done and how much of it. A name without a word of two letters
    is left out. Raises RosterError (`roster_format`) for no name, or more than `ENTRY_LIMIT`.
    """
    keys = RosterKeys(key, os.urandom(SALT_BYTES))
    entries: set[int] = set()
    found: dict[bytes, None] = {}
    sizes: set[int] = set()
    count = left_out = single = 0
    for name in names:
        words, family = _parts(name)
        if not words:
            left_out += bool(name.strip())
            continue
        count += 1
        single += len(words) == 1
        if count > ENTRY_LIMIT:
            raise RosterError("roster_format", f"a roster holds at most {ENTRY_LIMIT:,} names")
        found.update(dict.fromkeys(words))
        for one in _told(words, family):
            sizes.add(len(one))
            entries.add(keys.entry(one))
        if count % _STEP == 0:
            progress("names read", count)
    if not count:
        raise RosterError("roster_format", "there is no name to put into a roster")
    # By a keyed hash: the numbers of words say nothing of an order in the alphabet or the table.
    ordered = sorted(found, key=lambda word: keys.form("near", word))
    progress("words indexed", 0)
    near, far = _forms(ordered, keys, edits, progress)
    sections = {
        "words": b"".join(
            keys.crossed(number, bytes((len(word),)) + word.ljust(WORD_BYTES, b"\0"))
            for number, word in enumerate(ordered)
        ),
        "near": near[0],
        "near_lists": near[1],
        "far": far[0],
        "far_lists": far[1],
        "entries": _hashed(entries),
    }
    places, at = {}, 0
    for section in SECTIONS:
        places[section] = (at, len(sections[section]))
        at += len(sections[section])
    body = [sections[section] for section in SECTIONS]
    head = RosterHead(
        edits, count, len(ordered), tuple(sorted(sizes)), built, keys.digest(body), places
    )
    first = head_bytes(head, keys)
    whole = b"".join((first, *body))
    return Built(whole, head._replace(start=len(first)), left_out, single)


def _told(words: tuple[bytes, ...], family: int) -> Iterable[tuple[bytes, ...]]:
    """How a name is told: all of it, and of a longer one the first word and a last one."""
    if len(words) <= LONGEST_ENTRY:
        yield words
    if len(words) > _PAIR:
        yield words[0], words[-1]
        if 1 < family < len(words):
            yield words[0], words[-family]


def _forms(
    ordered: Sequence[bytes], keys: RosterKeys, edits: int, progress: Callable[[str, int], None]
) -> tuple[tuple[bytes, bytes], tuple[bytes, bytes]]:
    near: dict[Form, list[int]] = {}
    far: dict[Form, list[int]] = {}
    for number, word in enumerate(ordered):
        forms = {word}
        if edits and len(word) >= _MISSPELT_FROM:
            forms |= shorter(word)
        for form in forms:
            near.setdefault(keys.form("near", form), []).append(number)
        if edits > 1 and len(word) >= _TWICE_FROM:
            twice = {two for one in shorter(word) for two in shorter(one)}
            for form in twice:
                far.setdefault(keys.form("far", form), []).append(number)
        if number % _STEP == _STEP - 1:
            progress("words indexed", number + 1)
    return _table("near", near, keys), _table("far", far, keys)


def _room(count: int) -> int:
    """Slots for so many: a power of two, at most two thirds of them taken."""
    return 1 << max(3, (count * 3 // 2).bit_length())


def _table(table: str, forms: Mapping[Form, list[int]], keys: RosterKeys) -> tuple[bytes, bytes]:
    """Slots and lists, in order of hashes: where a form lies tells nothing of when it came."""
    room = max(_SMALLEST, _room(len(forms)))
    slots, lists = array("I", bytes(8 * room)), array("I")
    for form in sorted(forms):
        numbers = forms[form]
        if len(numbers) == 1:
            value = numbers[0] | ALONE
        else:
            value = len(lists)
            told = (len(numbers), *numbers)
            under = keys.listed(table, form, len(numbers))
            lists.extend(a ^ b for a, b in zip(told, under, strict=True))
        _put(slots, form.place, value ^ form.mask)
    for _ in range(room * 2 // 3 - len(forms) if room <= _FILLED else 0):
        # Of nobody: as good as never the form that a text asks for, as a slot of somebody else.
        place, value = struct.unpack("<QI", os.urandom(12))
        _put(slots, place, value)
    lists.frombytes(os.urandom(lists.itemsize * (_longer(len(lists)) - len(lists))))
    return _little(slots), _little(lists)


def _put(slots: "array[int]", place: int, value: int) -> None:
    mask = (len(slots) >> 1) - 1
    at = place & mask
    while slots[2 * at]:
        at = (at + 1) & mask
    slots[2 * at] = tag_of(place)
    slots[2 * at + 1] = value


def _longer(size: int) -> int:
    """A length that tells about how long something is: 256, or one with four bits that count."""
    step = 1 << max(0, size.bit_length() - 4)
    return max(_SHORTEST_LISTS, -(-size // step) * step)


def _hashed(entries: set[int]) -> bytes:
    room = _room(len(entries))
    slots = array("Q", bytes(8 * room))
    mask = room - 1
    for hashed in sorted(entries):
        at = hashed & mask
        while slots[at]:
            at = (at + 1) & mask
        slots[at] = hashed
    return _little(slots)


def _little(numbers: "array[int]") -> bytes:
    if byteorder != "little":
        numbers.byteswap()
    return numbers.tobytes()

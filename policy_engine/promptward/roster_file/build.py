"""From names to the bytes of a roster file."""

import os
import re
from array import array
from collections.abc import Callable, Iterable, Sequence
from sys import byteorder

from promptward.roster_file.layout import (
    ALONE,
    LONGEST_ENTRY,
    SALT_BYTES,
    SECTIONS,
    RosterError,
    RosterHead,
    RosterKeys,
    head_bytes,
    normal,
    shorter,
    tag_of,
)

__all__ = ["ENTRY_LIMIT", "build_roster", "split_name"]

ENTRY_LIMIT = 3_000_000
"""Most names of a roster."""

_WORD = re.compile(r"[^\W\d_]+(?:['’`][^\W\d_]+)*")  # noqa: RUF001  # as people write them
_TITLES = frozenset(
    "mr mrs ms miss mx dr prof sir rev fr sr jr ii iii iv md do rn np pa phd esq dds".split()  # noqa: SIM905  # legible
)
_MISSPELT_FROM = 4
_TWICE_FROM = 4
"""Letters from which on a word may have one, or two, edits."""
_STEP = 1 << 14


def split_name(name: str) -> tuple[bytes, ...]:
    """The words of a name, as they are kept: no titles, initials, digits or suffixes."""
    words = (normal(found[0]) for found in _WORD.finditer(name))
    told = tuple(word for word in words if len(word) > 1)
    kept = tuple(word for word in told if word.decode() not in _TITLES)
    return kept or told


def build_roster(
    names: Iterable[str],
    key: bytes,
    *,
    edits: int = 2,
    built: str = "",
    progress: Callable[[str, int], None] = lambda _what, _done: None,
) -> tuple[bytes, RosterHead]:
    """
    The bytes of a roster of these names, and its head.

    `edits` (0 to 2) is how many letters may differ; `built` is a day, told by `head_of`;
    `progress` is called with what is done and how much of it. A name without a word of two letters
    is left out. Raises RosterError (`roster_format`) for no name, or more than `ENTRY_LIMIT`.
    """
    keys = RosterKeys(key, os.urandom(SALT_BYTES))
    entries: set[int] = set()
    found: dict[bytes, None] = {}
    sizes: set[int] = set()
    count = 0
    for name in names:
        words = split_name(name)
        if not words:
            continue
        count += 1
        if count > ENTRY_LIMIT:
            raise RosterError("roster_format", f"a roster holds at most {ENTRY_LIMIT:,} names")
        found.update(dict.fromkeys(words))
        for one in _told(words):
            sizes.add(len(one))
            entries.add(keys.entry(one))
        if count % _STEP == 0:
            progress("names read", count)
    if not count:
        raise RosterError("roster_format", "there is no name to put into a roster")
    # By a keyed hash: the numbers of words say nothing of an order in the alphabet or the table.
    ordered = sorted(found, key=keys.form)
    progress("words indexed", 0)
    near, far = _forms(ordered, keys, edits, progress)
    cells, lengths, data = array("I"), bytearray(), bytearray()
    for number, word in enumerate(ordered):
        cells.append(len(data))
        lengths.append(len(word))
        data += keys.crossed(number, word)
    sections = {
        "cells": _little(cells),
        "lengths": bytes(lengths),
        "words": bytes(data),
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
    return b"".join((first, *body)), head._replace(start=len(first))


def _told(words: tuple[bytes, ...]) -> Iterable[tuple[bytes, ...]]:
    """How a name is told: all of it, and of a longer one the first and the last word."""
    if len(words) <= LONGEST_ENTRY:
        yield words
    if len(words) > 2:  # noqa: PLR2004  # more than the two
        yield words[0], words[-1]


def _forms(
    ordered: Sequence[bytes], keys: RosterKeys, edits: int, progress: Callable[[str, int], None]
) -> tuple[tuple[bytes, bytes], tuple[bytes, bytes]]:
    near: dict[int, list[int]] = {}
    far: dict[int, list[int]] = {}
    for number, word in enumerate(ordered):
        forms = {word}
        if edits and len(word) >= _MISSPELT_FROM:
            forms |= shorter(word)
        for form in forms:
            near.setdefault(keys.form(form), []).append(number)
        if edits > 1 and len(word) >= _TWICE_FROM:
            twice = {two for one in shorter(word) for two in shorter(one)}
            for form in twice:
                far.setdefault(keys.form(form), []).append(number)
        if number % _STEP == _STEP - 1:
            progress("words indexed", number + 1)
    return _table(near), _table(far)


def _room(count: int) -> int:
    """Slots for so many: a power of two, at most two thirds of them taken."""
    return 1 << max(3, (count * 3 // 2).bit_length())


def _table(forms: dict[int, list[int]]) -> tuple[bytes, bytes]:
    """Slots and lists, in order of hashes: where a form lies tells nothing of when it came."""
    room = _room(len(forms))
    slots, lists = array("I", bytes(8 * room)), array("I")
    mask = room - 1
    for hashed in sorted(forms):
        numbers = forms[hashed]
        if len(numbers) == 1:
            value = numbers[0] | ALONE
        else:
            value = len(lists)
            lists.append(len(numbers))
            lists.extend(numbers)
        at = hashed & mask
        while slots[2 * at]:
            at = (at + 1) & mask
        slots[2 * at] = tag_of(hashed)
        slots[2 * at + 1] = value
    return _little(slots), _little(lists)


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

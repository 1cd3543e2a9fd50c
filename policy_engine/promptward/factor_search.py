"""
Factor search: which groups of patterns have a factor in a text, told in one pass.

What a text holds no factor of it holds no match of (`promptward.factors`).
"""

import struct
from collections.abc import Iterator, Sequence

from promptward.deferred import regex

__all__ = ["EDGE", "FactorSearch", "packed"]

EDGE = 0
"""The byte that a text is taken to have before its first and behind its last: it is no word's."""

_BITS, _BLOCK = 64, 8
_HEAD = struct.Struct("<II")


def packed(groups: Sequence[Sequence[Sequence[int]]]) -> bytes:
    """
    The factors of some groups, as `FactorSearch` reads them.

    A factor is a sequence of classes of bytes, each as a number with a bit for each byte in it.
    All of them are steps of one automaton (Baeza-Yates and Gonnet's Shift-And): a class is a bit
    of a word, no factor stands in two words, and words come in blocks.
    """
    firsts, lasts, classes = [0], [[0] for _ in groups], [[0] * 256]
    at = 0
    for number, factors in enumerate(groups):
        for factor in factors:
            if not 0 < len(factor) <= _BITS:
                raise ValueError("a factor has from 1 to 64 classes")
            if at + len(factor) > _BITS:
                firsts.append(0)
                classes.append([0] * 256)
                for last in lasts:
                    last.append(0)
                at = 0
            firsts[-1] |= 1 << at
            for mask in factor:
                for byte in range(256):
                    classes[-1][byte] |= (mask >> byte & 1) << at
                at += 1
            lasts[number][-1] |= 1 << at - 1
    while len(firsts) % _BLOCK:
        firsts.append(0)
        classes.append([0] * 256)
        for last in lasts:
            last.append(0)
    words = len(firsts)
    by_block = (
        classes[word][byte]
        for block in range(0, words, _BLOCK)
        for byte in range(256)
        for word in range(block, block + _BLOCK)
    )
    numbers = (*firsts, *(one for last in lasts for one in last), *by_block)
    return _HEAD.pack(len(groups), words) + struct.pack(f"<{len(numbers)}Q", *numbers)


class FactorSearch:
    """The factors of `packed`; safe to share. Raises ValueError for bytes that are none."""

    __slots__ = ("_patterns",)

    def __init__(self, data: bytes) -> None:
        count, words, numbers = _unpacked(data)
        firsts = numbers[:words]
        lasts = [numbers[words * (1 + group) :][:words] for group in range(count)]
        classes = numbers[words * (1 + count) :]
        self._patterns = tuple(
            regex(b"|".join(_written(firsts, last, classes)) or b"(?!)") for last in lasts
        )

    def groups(self, data: bytes) -> int:
        """A number whose bit `n` says whether the text holds a factor of group `n`."""
        edge = bytes((EDGE,))
        whole = edge + data + edge
        return sum(
            1 << number
            for number, pattern in enumerate(self._patterns)
            if pattern.search(whole) is not None
        )


def _unpacked(data: bytes) -> tuple[int, int, Sequence[int]]:
    if len(data) < _HEAD.size:
        raise ValueError("no packed factors")
    count, words = _HEAD.unpack_from(data)
    size = words * (1 + count + 256)
    if not 0 < count < _BITS or not words or words % _BLOCK or (
        len(data) != _HEAD.size + 8 * size
    ):  # fmt: skip
        raise ValueError("no packed factors")
    return count, words, struct.unpack_from(f"<{size}Q", data, _HEAD.size)


def _written(
    firsts: Sequence[int], lasts: Sequence[int], classes: Sequence[int]
) -> Iterator[bytes]:
    """The factors that end with `lasts`, as regular expressions."""
    for word, (first, last) in enumerate(zip(firsts, lasts, strict=True)):
        block = word // _BLOCK * 256 * _BLOCK + word % _BLOCK
        for end in range(_BITS):
            if not last >> end & 1:
                continue
            start = end
            while not first >> start & 1:
                start -= 1
            yield b"".join(
                _class([byte for byte in range(256) if classes[block + byte * _BLOCK] >> at & 1])
                for at in range(start, end + 1)
            )


def _class(members: Sequence[int]) -> bytes:
    if not members:
        return b"(?!)"
    return b"[" + b"".join(b"\\x%02x" % byte for byte in members) + b"]"

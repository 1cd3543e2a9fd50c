"""
A roster file, opened: who of it stands in a text.

A name stands there where its words follow one another, in their order or the last one first, with
at most a comma, a hyphen or an initial between them. Words may be misspelt: an edit inserts, drops
or changes a letter, or swaps two neighbours (optimal string alignment). A name may have one edit
for every four of its letters, at most as many as the file was built for; words of three letters
are taken as they are written. A word that means something else (`is_common`) is never a
misspelling, and a name of such words alone needs its capitals.
"""

import mmap
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, product
from math import prod
from sys import byteorder
from typing import NamedTuple, TypeVar

from promptward.model import ScanError
from promptward.roster_file.layout import (
    ALONE,
    CELL_BYTES,
    WORD_BYTES,
    Form,
    RosterError,
    RosterHead,
    RosterKeys,
    head_of,
    normal,
    salt_of,
    shorter,
    tag_of,
)

__all__ = ["Named", "RosterFile"]

_WORD = re.compile(r"[A-Za-z]+(?:'(?![Ss](?![A-Za-z']))[A-Za-z]+)*")
"""Without the ending of a genitive: `Ann Roe's`."""
_GAP = re.compile(
    r"[ \t]{1,8}|[\x22']?[ \t]{0,3}[,.;|\-_/^+][ \t]{0,3}\n?[ \t]{0,2}[\x22']?"
    r"|[ \t]{0,2}\r?\n[ \t]{0,4}"
)
"""Blanks of a column, a comma, the marks between cells, components or words of an address, a line
break."""
_LONGEST_GAP = 12
_INITIAL = re.compile(r"[ ,.]{1,2}(?:[A-Za-z](?:\.|[ \t])[ \t]?){1,2}")
_MISSPELT_FROM = 4
_TWICE_FROM = 5
_GLUED_FROM = 7
_SHORTEST = 3
_FAR = 2
_PAIR = 2
_LETTERS_AN_EDIT = 4
_MOST = 24
"""Most words of the roster that a word of a text is taken for, those with fewest edits first."""
_BESIDE_OTHERS = 10
_MOST_TRIED = 100
_FREE = 50_000
_A_CHARACTER = 12
_REMEMBERED = 1 << 12

_Near = tuple[tuple[bytes, int], ...]
"""Words of the roster and the edits between."""


_Found = tuple[int, bool]
_UNKNOWN: _Found = (-1, False)
_K = TypeVar("_K")
_V = TypeVar("_V")


def _kept(known: dict[_K, _V], key: _K, value: _V) -> None:
    """Remember an answer, of so many at most."""
    if len(known) >= _REMEMBERED:
        known.clear()
    known[key] = value


class _Effort:
    """
    How many combinations a text may ask for: linear in its length, and several times what a list
    of people asks. Raises ScanError (`scan_too_costly`) past that.
    """

    def __init__(self, most: int) -> None:
        self._left = most

    def spend(self, tried: int) -> None:
        """So many words, or combinations of them, are to be tried."""
        self._left -= tried
        if self._left < 0:
            raise ScanError("scan_too_costly", "too many words are near those of a roster")


def _asks(close: Sequence[_Near]) -> int:
    """What may be tried for these words, whether all of it will be or not."""
    sizes = [len(several) for several in close]
    return min(prod(sizes), _MOST_TRIED) + sum(sizes)


class Named(NamedTuple):
    """
    Somebody of the roster: range in the text, edits, whether the last word came first.

    `sure`: not a name of common words alone.
    """

    start: int
    end: int
    edits: int
    swapped: bool
    sure: bool


class _Word(NamedTuple):
    start: int
    end: int
    low: bytes
    common: bool
    near: _Near
    """Words of the roster that this one is, or may be with one edit."""


def _joined(text: str, one: _Word, two: _Word) -> bool:
    """Whether two words may be of one name: little stands between them, or an initial."""
    return two.start - one.end <= _LONGEST_GAP and bool(
        _GAP.fullmatch(text, one.end, two.start) or _INITIAL.fullmatch(text, one.end, two.start)
    )


def _choices(close: Sequence[_Near]) -> Iterator[tuple[tuple[bytes, int], ...]]:
    """
    One word of the roster for each of the text: every one beside others as they are written, and
    some beside others that are misspelt, so that no text asks for very many.
    """
    if not all(close):
        return
    exact = [several[:1] if several[0][1] == 0 else () for several in close]
    for at, several in enumerate(close):
        yield from product(*exact[:at], several, *exact[at + 1 :])
    if len(close) > 1:
        yield from islice(product(*(several[:_BESIDE_OTHERS] for several in close)), _MOST_TRIED)


class RosterFile:
    """
    An opened roster; shared by threads, and by processes that map the same file.

    `data` is the file's bytes, or a map of it; `is_common` says which words mean something else.
    Raises RosterError for what is no roster, or was built with another key.
    """

    __slots__ = (
        "_common", "_farther_than", "_known", "_memory", "_names", "_pairs", "_parted",
        "_sections", "_told", "_words", "head", "keys",
    )  # fmt: skip

    def __init__(
        self, data: bytes | mmap.mmap, key: bytes, is_common: Callable[[str], bool]
    ) -> None:
        if byteorder != "little":
            raise RosterError("roster_format", "rosters are read on little-endian machines only")
        self._memory = memoryview(data)
        self.keys = RosterKeys(key, salt_of(self._memory))
        self.head: RosterHead = head_of(self._memory, self.keys)
        self._sections = {
            name: self._memory[self.head.start + at : self.head.start + at + size]
            for name, (at, size) in self.head.places.items()
        }
        for name in ("near", "near_lists", "far", "far_lists"):
            self._sections[name] = self._sections[name].cast("I")
        self._sections["entries"] = self._sections["entries"].cast("Q")
        self._common = is_common
        # INVARIANT: only words of this process's texts, and what follows from them; never written.
        self._known: dict[bytes, _Near] = {}
        self._words: dict[int, bytes] = {}
        self._names: dict[tuple[tuple[bytes, bool], ...], _Found | None] = {}
        self._told: dict[str, tuple[bytes, bool, _Near]] = {}
        self._parted: dict[bytes, _Found | None] = {}
        self._farther_than: dict[bytes, _Near] = {}
        self._pairs = _PAIR in self.head.sizes

    def __repr__(self) -> str:
        """How many there are, nobody's name."""
        return f"RosterFile(<{self.head.names} names>)"

    def verify(self) -> None:
        """Read all of it. Raises RosterError (`roster_damaged`) if any byte is not as built."""
        body = self._memory[self.head.start :]
        if self.keys.digest([body]) != self.head.content:
            raise RosterError("roster_damaged", "the file is not as it was built: build it anew")

    def find(self, text: str) -> list[Named]:
        """Everybody of the roster in a text; time linear in its length."""
        effort = _Effort(_FREE + _A_CHARACTER * len(text))
        words: list[_Word] = []
        for match in _WORD.finditer(text):
            told = self._told.get(match[0]) or self._read(match[0], effort)
            if len(told[0]) > 1:
                words.append(_Word(match.start(), match.end(), *told))
        found: dict[tuple[int, int], Named] = {}
        for one in self._everybody(text, words, effort):
            known = found.get(one[:2])
            if known is None or one.edits < known.edits:
                found[one[:2]] = one
        return sorted(found.values())

    def _everybody(self, text: str, words: Sequence[_Word], effort: _Effort) -> Iterator[Named]:
        """Those as they are written first: words that are theirs are nobody else's misspelt."""
        settled = bytearray(len(words))
        runs = list(self._runs(text, words))
        for at, size in runs:
            run = words[at : at + size]
            named = self._exactly(text, run)
            if named is not None:
                settled[at : at + size] = b"\1" * size
                yield named
        for at, size in runs if self.head.edits else ():
            if 0 in settled[at : at + size]:
                named = self._named(words[at : at + size], effort)
                if named is not None:
                    yield named
        if self._pairs and self.head.edits:
            for at, word in enumerate(words):
                if not (word.common or settled[at]):
                    yield from self._without_blank(text, words[at : at + 2], effort)

    def _runs(self, text: str, words: Sequence[_Word]) -> Iterator[tuple[int, int]]:
        """Where words follow one another, as many as names have: the first of them, how many."""
        sizes = self.head.sizes
        for at in range(len(words)):
            for size in range(1, min(sizes[-1], len(words) - at) + 1):
                if size > 1 and not _joined(text, words[at + size - 2], words[at + size - 1]):
                    break
                if size in sizes:
                    yield at, size

    def _exactly(self, text: str, run: Sequence[_Word]) -> Named | None:
        if not all(word.near and not word.near[0][1] for word in run):
            return None
        plain = all(word.common for word in run)
        if plain and not all(text[word.start].isupper() for word in run):
            return None
        best = self._best([word.near[:1] for word in run])
        return None if best is None else Named(run[0].start, run[-1].end, *best, sure=not plain)

    def _without_blank(self, text: str, run: Sequence[_Word], effort: _Effort) -> Iterator[Named]:
        """Names whose blank is missing, is a letter, or stands beside its place."""
        word, following = run[0], run[1:]
        if not word.near and len(word.low) >= _GLUED_FROM:
            best = self._glued(word, effort)
            if best is not None:
                yield Named(word.start, word.end, *best, sure=True)
        for other in following:
            if not other.common and other.start - word.end == 1 and text[word.end] == " ":
                best = self._shifted(word, other, effort)
                if best is not None:
                    yield Named(word.start, other.end, *best, sure=True)

    def _named(self, run: Sequence[_Word], effort: _Effort) -> Named | None:
        """Somebody who is misspelt."""
        close = [word.near for word in run]
        missing = sum(not one for one in close)
        if missing > 1 or (missing and self.head.edits < _FAR):
            return None
        if all(word.common for word in run):
            return None
        asked = tuple((word.low, word.common) for word in run)
        best = self._names.get(asked, _UNKNOWN)
        if best is _UNKNOWN:
            effort.spend(_asks(close))
            best = None if missing else self._best(close)
            if best is None and self.head.edits >= _FAR and len(run) > 1:
                best = self._farther(run, close, effort)
            _kept(self._names, asked, best)
        return None if best is None else Named(run[0].start, run[-1].end, *best, sure=True)

    def _best(self, close: Sequence[_Near]) -> _Found | None:
        """Fewest edits to a name of the roster, and whether its last word came first."""
        best: _Found | None = None
        for several in _choices(close):
            edits = sum(one[1] for one in several)
            if best is not None and edits >= best[0]:
                continue
            words = tuple(one[0] for one in several)
            if edits and edits > min(self.head.edits, sum(map(len, words)) // _LETTERS_AN_EDIT):
                continue
            if self._holds(words):
                best = edits, False
            elif any(self._holds((*words[at:], *words[:at])) for at in range(1, len(words))):
                best = edits, True
        return best

    def _farther(
        self, run: Sequence[_Word], close: Sequence[_Near], effort: _Effort
    ) -> _Found | None:
        """The same where one word has two edits, and all others none."""
        exact = [tuple(one for one in several if not one[1]) for several in close]
        for at, word in enumerate(run):
            others = [*exact[:at], *exact[at + 1 :]]
            if all(others) and not word.common and (far := self._far(word, effort)):
                best = self._best([*exact[:at], far, *exact[at + 1 :]])
                if best is not None:
                    return best
        return None

    def _glued(self, word: _Word, effort: _Effort) -> _Found | None:
        """Two words of a name without a blank, or with one letter in its place: `annroe`."""
        low = word.low
        found = self._parted.get(low, _UNKNOWN)
        if found is _UNKNOWN:
            # Each piece is looked up once; a pair of which neither is written so is none.
            ends = range(_SHORTEST, len(low) - _SHORTEST + 1)
            firsts = {at for at in ends if self._is_word(low[:at])}
            lasts = {at for at in ends if self._is_word(low[at:])}
            tried = (
                self._pair(low[:at], low[from_:], effort)
                for at in ends
                for from_ in (at, at + 1)
                if at in firsts or from_ in lasts
            )
            best = min((one for one in tried if one is not None), default=None)
            _kept(self._parted, low, best)
            return best
        return found

    def _shifted(self, one: _Word, two: _Word, effort: _Effort) -> _Found | None:
        """Two words whose blank changed places with a letter: `AnnR oe`."""
        a, b = one.low, two.low
        return self._pair(a[:-1], a[-1:] + b, effort) or self._pair(a + b[:1], b[1:], effort)

    def _pair(self, one: bytes, two: bytes, effort: _Effort) -> _Found | None:
        """Whether they are a name, one of them as it is written; the blank is one edit."""
        if not self.head.edits or min(len(one), len(two)) < _SHORTEST:
            return None
        first, second = self._is_word(one), self._is_word(two)
        far = self.head.edits >= _FAR
        if not (first or second) or not (far or (first and second)):
            return None
        best = self._best(
            [
                ((one, 0),) if first else self._close(one, effort),
                ((two, 0),) if second else self._close(two, effort),
            ]
        )
        return None if best is None or best[0] >= _FAR else (best[0] + 1, best[1])

    def _is_word(self, low: bytes) -> bool:
        return any(self._word(number) == low for number in self._numbers("near", low))

    def _holds(self, words: tuple[bytes, ...]) -> bool:
        hashed = self.keys.entry(words)
        slots = self._sections["entries"]
        mask = len(slots) - 1
        for more in range(len(slots)):
            found = slots[(hashed + more) & mask]
            if found == hashed:
                return True
            if not found:
                return False
        return False

    # ------------------------------------------------------------------ words

    def _read(self, written: str, effort: _Effort) -> tuple[bytes, bool, _Near]:
        low, common = normal(written), self._common(written)
        if common:
            near: _Near = ((low, 0),) if self._is_word(low) else ()
        else:
            near = self._close(low, effort)
        told = low, common, near
        if len(written) <= WORD_BYTES:
            _kept(self._told, written, told)
        return told

    def _close(self, low: bytes, effort: _Effort) -> _Near:
        found = self._known.get(low)
        if found is None:
            numbers = set(self._numbers("near", low))
            misspelt = self.head.edits and len(low) >= _MISSPELT_FROM - 1
            if misspelt:
                for form in shorter(low):
                    numbers.update(self._numbers("near", form))
            effort.spend(len(numbers))
            found = self._measured(low, numbers, 1 if misspelt else 0, _MISSPELT_FROM)
            _kept(self._known, low, found)
        return found

    def _far(self, word: _Word, effort: _Effort) -> _Near:
        """Words of the roster at two edits at most."""
        low = word.low
        if len(low) < _TWICE_FROM - 2:
            return ()
        found = self._farther_than.get(low)
        if found is None:
            once = shorter(low)
            numbers: set[int] = set()
            for form in {low, *once, *(two for one in once for two in shorter(one))}:
                numbers.update(self._numbers("near", form))
                numbers.update(self._numbers("far", form))
            effort.spend(len(numbers))
            found = self._measured(low, numbers, 2, _TWICE_FROM)
            _kept(self._farther_than, low, found)
        return found

    def _measured(self, low: bytes, numbers: set[int], most: int, shortest: int) -> _Near:
        if not numbers:
            return ()
        near: list[tuple[bytes, int]] = []
        others = []
        for number in numbers:
            word = self._word(number)
            if word == low:
                near.append((word, 0))
            elif most and len(word) >= shortest:
                others.append(word)
        if others:
            from rapidfuzz.distance import OSA  # noqa: PLC0415  # 22 ms, only when something is near

            for word in others:
                edits = OSA.distance(low, word, score_cutoff=most)
                if edits <= most:
                    near.append((word, edits))
        return tuple(sorted(near, key=lambda one: (one[1], one[0]))[:_MOST])

    def _word(self, number: int) -> bytes:
        found = self._words.get(number)
        if found is None:
            cell = bytes(self._sections["words"][number * CELL_BYTES : (number + 1) * CELL_BYTES])
            plain = self.keys.crossed(number, cell)
            found = plain[1 : 1 + plain[0]]
            _kept(self._words, number, found)
        return found

    def _numbers(self, table: str, word: bytes) -> Sequence[int]:
        """The words of the roster that have this form."""
        slots = self._sections[table]
        form = self.keys.form(table, word)
        tag = tag_of(form.place)
        mask = (len(slots) >> 1) - 1
        for more in range(mask + 1):
            at = (form.place + more) & mask
            told = slots[2 * at]
            if not told:
                break
            if told == tag:
                value = slots[2 * at + 1] ^ form.mask
                if not value & ALONE:
                    several = self._list(table, form, value)
                    if several:
                        return several
                elif value ^ ALONE < self.head.words:
                    return (value ^ ALONE,)
                # Another form with the same tag: under this one's mask its value means nothing.
        return ()

    def _list(self, table: str, form: Form, at: int) -> Sequence[int]:
        """The words of a list; none where there is no list of this form."""
        lists = self._sections[f"{table}_lists"]
        if at >= len(lists):
            return ()
        size = lists[at] ^ self.keys.listed(table, form, 0)[0]
        if size >= len(lists) - at:
            return ()
        mask = self.keys.listed(table, form, size)
        found = [a ^ b for a, b in zip(lists[at + 1 : at + 1 + size], mask[1:], strict=True)]
        return found if all(number < self.head.words for number in found) else ()

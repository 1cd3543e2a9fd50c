"""
Labelled texts with other people and places in the same sentences.

A text's own names teach names; ones that are drawn anew, from lists, from rare lists and from
syllables, teach what stands around them, and rules miss other ones of them.
"""

import random
import re
from collections.abc import Iterator

from bench.accuracy.document import Document, Mark
from promptward.recognizers.learned_runs import PLACE_HEADS
from promptward_rules import read_bytes

__all__ = ["varied"]

_WORD = re.compile(r"[^\W\d_]{3,}")
_HASTY = 900
_ONSETS = "b br c ch d dr f fr g gr h j k kr l m n p pr r s sh st t th tr v w y z".split()  # noqa: SIM905
_VOWELS = "a e i o u a e i o ai ei ou ie oe".split()  # noqa: SIM905
_CODAS = "n r l s m t k nd rt ck th x st ll".split()  # noqa: SIM905
_PARTS = """
    van von der den del las los dos saint jr iii san santa north south east west old new upper
    lower little great fort mount lake port
"""
_KEPT = PLACE_HEADS | frozenset(_PARTS.split())


def _words(name: str) -> frozenset[str]:
    lines = read_bytes(f"lexicons/{name}.txt").decode("utf-8").split("\n")
    return frozenset(one.lower() for one in lines if one.isalpha() and one.isascii())


class _Lists:
    def __init__(self) -> None:
        english = _words("english") | _words("common_words")
        self.english = english
        self.common_given = _words("common_given")
        self.given = _words("given") | _words("rare_given") | self.common_given
        self.family = _words("surnames")
        self.plain = english - self.family
        self.pools = {
            "common": sorted(self.common_given),
            "given": sorted(self.given - english),
            "family": sorted(self.family - english),
            "rare": sorted(one for one in _words("rare_surnames") - english if len(one) > 3),
            "words": sorted(_words("surname_words") | _words("given_words")),
            "towns": sorted(one for one in _words("towns") - english if len(one) > 3),
        }


def varied(documents: list[Document], copies: int, seed: str) -> Iterator[tuple[int, Document]]:
    """The number of a document and a copy of it with other names; the same for the same seed."""
    lists = _Lists()
    draw = random.Random(seed)  # noqa: S311  # no secret: the same each time
    for number, document in enumerate(documents):
        if not any(mark.label in ("NAME", "LOCATION") for mark in document.marks):
            continue
        for copy in range(copies):
            lower = copy % 2 == 1 and draw.random() < 0.6 and len(document.text) < _HASTY
            yield number, _renamed(document, lists, draw, lower=lower)


def _renamed(document: Document, lists: _Lists, draw: random.Random, *, lower: bool) -> Document:
    drawn: dict[str, str] = {}
    text: list[str] = []
    marks: list[Mark] = []
    at = length = 0
    for mark in document.marks:
        if mark.start < at:
            continue
        text.append(document.text[at : mark.start])
        length += mark.start - at
        value = document.text[mark.start : mark.end]
        if mark.label in ("NAME", "LOCATION"):
            value = _WORD.sub(
                lambda match, label=mark.label: _other(match[0], label, drawn, lists, draw), value
            )
        text.append(value)
        marks.append(Mark(length, length + len(value), mark.label))
        length += len(value)
        at = mark.end
    text.append(document.text[at:])
    whole = "".join(text)
    if lower:
        whole = "".join(one.lower() if len(one.lower()) == 1 else one for one in whole)
    return Document(document.id, whole, tuple(marks), document.kind)


def _other(
    word: str, label: str, drawn: dict[str, str], lists: _Lists, draw: random.Random
) -> str:
    low = word.lower()
    if low in _KEPT or (label == "LOCATION" and low in lists.plain):
        return word
    if low not in drawn:
        drawn[low] = _drawn(low, label, lists, draw)
    other = drawn[low]
    if word.isupper():
        return other.upper()
    return other.capitalize() if word[0].isupper() else other


def _drawn(low: str, label: str, lists: _Lists, draw: random.Random) -> str:
    if label == "LOCATION":
        shares = (("towns", 0.5), ("family", 0.7))
    elif low in lists.given and low not in lists.family:
        shares = (("common", 0.25), ("given", 0.7), ("words", 0.8))
    else:
        shares = (("family", 0.3), ("rare", 0.65), ("words", 0.75))
    share = draw.random()
    for pool, most in shares:
        if share < most:
            return draw.choice(lists.pools[pool])
    return _syllables(draw)


def _syllables(draw: random.Random) -> str:
    word = "".join(
        draw.choice(_ONSETS) + draw.choice(_VOWELS) for _ in range(draw.choice((2, 2, 3)))
    )
    return word + (draw.choice(_CODAS) if draw.random() < 0.6 else "")

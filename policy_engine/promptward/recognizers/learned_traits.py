"""
What stands in and around a run of words, as the traits that learned weights are kept by.

A trait is a short readable string: `before=dr`, `kinds=T-S`. A run's score is the sum of the
weights of its traits and of nothing else, so the largest of them are the reason, exactly.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from promptward.deferred import regex
from promptward.recognizers.address_words import STREET_STRONG, STREET_WEAK
from promptward.recognizers.facility_words import GENERIC, HEADS, STUDY_WORDS, WEAK_HEADS
from promptward.recognizers.house_words import FEATURES
from promptward.recognizers.learned_runs import Run, Word, kind_of
from promptward.recognizers.recognizer import Confirmed
from promptward.recognizers.words import (
    ADDRESSED,
    CONTACTED,
    KIN,
    NOT_A_NAME,
    OF_A_PERSON,
    PERSON_VERBS,
    PLACE_AFTER,
    ROLES,
    SAYING_VERBS,
    SERVICES,
    WITH_PLACES,
)
from promptward_dsl.lattice import Confidence

__all__ = ["Surroundings", "classes", "shape_of"]

_LETTERS = {"name": "N", "zip": "P", "text": "P", "date": "D"}
_BEFORE = regex(r"[A-Za-z\xff]+|\d+|[^\w\s]|\n")
_NEAR = 40
_LINE = 240
_SEPARATORS = regex(r"[|\t;,]| {2,}")
_GAP = 14
_FOREIGN = tuple(
    f" {word} "
    for word in (
        *(
            "und",
            "der",
            "mit",
            "het",
            "een",
            "que",
            "los",
            "del",
            "con",
            "che",
            "les",
            "est",
            "och",
        ),
        *("med",),
    )
)
_FOREIGN_FEW, _FOREIGN_MANY = 2, 5
_FIRST_OF_TEXT = 1_000

_CLASSES = {
    "verb": PERSON_VERBS,
    "no_name": NOT_A_NAME,
    "of_person": OF_A_PERSON,
    "kin": KIN,
    "role": ROLES,
    "contact": CONTACTED,
    "say": SAYING_VERBS,
    "service": SERVICES,
    "addressed": ADDRESSED,
    "with_place": WITH_PLACES,
    "place_after": PLACE_AFTER,
    "head": frozenset(one.split()[-1] for one in HEADS),
    "weak_head": WEAK_HEADS,
    "generic": GENERIC,
    "study": STUDY_WORDS,
    "street": STREET_STRONG,
    "street_too": STREET_WEAK,
    "land": FEATURES,
    "title": frozenset("dr mr mrs ms miss prof doctor mx sir dame rev fr sra herr frau".split()),  # noqa: SIM905  # legible
    "degree": frozenset("md do np pa rn lpn phd mph dds dmd pharmd crna lcsw msw cna".split()),  # noqa: SIM905  # legible
    "to_place": frozenset("in at from near to of outside via toward towards through".split()),  # noqa: SIM905  # legible
    "whose": frozenset("my his her their our your the a an".split()),  # noqa: SIM905  # legible
}


@cache
def classes() -> dict[str, tuple[str, ...]]:
    """Word -> the classes it is of."""
    found: dict[str, tuple[str, ...]] = {}
    for name, words in _CLASSES.items():
        for word in words:
            found[word] = (*found.get(word, ()), name)
    return found


def _few(count: int) -> int:
    """0, 1, 2, 3 (up to four), 5 (up to eight) or 9."""
    return count if count < 3 else 3 if count < 5 else 5 if count < 9 else 9  # noqa: PLR2004


def shape_of(word: str) -> str:
    if word.islower():
        return "l"
    if len(word) == 1 or (len(word) == 2 and word[1] == "."):  # noqa: PLR2004
        return "I"
    if word.isupper():
        return "U"
    return "T" if word[1:].islower() else "M"


class Surroundings:
    """A text with its sure findings, asked for the traits of one run after the other."""

    __slots__ = ("_cells", "_doubts", "_ends", "_foreign", "_names", "_sure", "_text", "_totals")

    def __init__(self, text: str, confirmed: Sequence[Confirmed]) -> None:
        self._text = text
        sure = {
            (one.start, one.end, _LETTERS.get(one.kind, "X"))
            for one in confirmed
            if one.level is not Confidence.LOW
        }
        self._sure = sorted(sure)
        self._ends = [end for _, end, _ in self._sure]
        self._doubts = sorted(
            (one.start, one.end, _LETTERS.get(one.kind, "X"), tuple(sorted(one.evidence)))
            for one in confirmed
            if one.level is Confidence.LOW
        )
        self._totals = dict.fromkeys("NPDX", 0)
        last = -1
        for _, end, letter in self._sure:
            if end > last:
                self._totals[letter] += 1
                last = end
        self._names: dict[str, str] | None = None
        self._cells: dict[tuple[int, str], set[int]] | None = None
        self._foreign = -1

    def traits(self, run: Run, hidden: tuple[int, int] | None = None) -> list[str]:
        """
        The traits of a run.

        `hidden` is for training: findings that touch this range are as if nobody had made them.
        """
        found = list(_inside(run))
        found += self._beside(run, hidden)
        return found

    # ---------------------------------------------------------------- parts

    def _beside(self, run: Run, hidden: tuple[int, int] | None) -> Iterator[str]:
        text = self._text
        first = run.words[0]
        kind = shape_of(first.word) + (first.kind or "hh")
        line = text.rfind("\n", max(0, run.start - _LINE), run.start) + 1
        line = line or max(0, run.start - _LINE)
        low = max(line, run.start - _NEAR)
        before = [one.lower() for one in _BEFORE.findall(text, low, run.start)[-3:]]
        end = text.find("\n", run.end, run.end + _LINE)
        end = min(run.end + _LINE, len(text)) if end < 0 else end
        after = [
            one.lower() for one in _BEFORE.findall(text, run.end, min(end, run.end + _NEAR))[:3]
        ]
        b1, b2, b3 = _padded(before[::-1])
        a1, a2, a3 = _padded(after)
        yield f"before={b1}"
        yield f"before={b1}|{kind}"
        yield f"before={b2} {b1}"
        yield f"before2={b2}"
        yield f"before3={b3}"
        yield f"after={a1}"
        yield f"after={a1}|{kind}"
        yield f"after={a1} {a2}"
        yield f"after2={a2}"
        yield f"after3={a3}"
        yield f"between={b1} {a1}"
        known = classes()
        for where, word in (
            ("b1", b1),
            ("b2", b2),
            ("b3", b3),
            ("a1", a1),
            ("a2", a2),
            ("a3", a3),
        ):
            for name in known.get(word, ()):
                yield f"{where}:{name}"
                if where[1] == "1":
                    yield f"{where}:{name}|{kind}"
        if b1.isalpha():
            yield f"b1kind={kind_of(b1)}|{kind}"
        if a1.isalpha():
            yield f"a1kind={kind_of(a1)}|{kind}"
        blank = text[run.start - 1 : run.start].isspace(), text[run.end : run.end + 1].isspace()
        yield f"space={blank[0]:d}{blank[1]:d}"
        key = text.rfind(":", low, run.start)
        if key > low:
            words = _BEFORE.findall(text, max(low, key - 16), key)
            if words:
                yield f"key={words[-1].lower()}"
                yield f"key={words[-1].lower()}|{text[key + 1 : run.start].isspace():d}"
        yield from self._of_findings(run, hidden, kind, (line, end))
        yield from self._of_text(run, hidden, kind)

    def _of_findings(
        self, run: Run, hidden: tuple[int, int] | None, kind: str, line: tuple[int, int]
    ) -> Iterator[str]:
        text = self._text
        low, high = line
        left: set[str] = set()
        right: set[str] = set()
        nearest_left = nearest_right = ""
        at = bisect_left(self._sure, (low, 0, ""))
        many = 0
        for start, end, letter in self._sure[at : at + 40]:
            if start >= high:
                break
            if hidden and start < hidden[1] and hidden[0] < end:
                continue
            many += 1
            if end <= run.start:
                left.add(letter)
                gap = text[end : run.start]
                nearest_left = f"{letter}{_gap(gap)}"
            elif start >= run.end:
                right.add(letter)
                if not nearest_right:
                    nearest_right = f"{letter}{_gap(text[run.end : start])}"
        yield f"left={''.join(sorted(left))}"
        yield f"right={''.join(sorted(right))}"
        yield f"line={''.join(sorted(left | right))}|{kind}"
        yield f"next_to={nearest_left}"
        yield f"next_to={nearest_left}|{kind}"
        yield f"ahead_of={nearest_right}"
        yield f"ahead_of={nearest_right}|{kind}"
        yield f"sides={nearest_left[:1]}{nearest_right[:1]}|{kind}"
        yield f"in_line={_few(many)}|{kind[0]}"
        whole = run.start - low < 2, high - run.end < 2  # noqa: PLR2004
        yield f"line_edge={whole[0]:d}{whole[1]:d}|{kind}"

    def _of_text(self, run: Run, hidden: tuple[int, int] | None, kind: str) -> Iterator[str]:
        text = self._text
        totals = self._without(hidden) if hidden else self._totals
        for letter, count in totals.items():
            yield f"all{letter}={_few(count)}"
        yield f"allN={_few(totals['N'])}|{kind}"
        yield f"allP={_few(totals['P'])}|{kind}"
        dense = sum(totals.values()) * 500 // (len(text) + 100)
        yield f"dense={min(dense, 12)}|{kind[0]}"
        if self._foreign < 0:
            start = text[:_FIRST_OF_TEXT]
            count = sum(map(start.count, _FOREIGN))
            self._foreign = 0 if count < _FOREIGN_FEW else 1 if count < _FOREIGN_MANY else 2
        yield f"abroad={self._foreign}|{kind}"
        if not hidden:
            yield from self._again(run)
        yield from self._doubted(run)
        yield from self._of_column(run, kind)

    def _without(self, hidden: tuple[int, int]) -> dict[str, int]:
        """How many findings of each kind there are but those that touch a range."""
        totals = dict(self._totals)
        for start, _, letter in self._sure[bisect_left(self._ends, hidden[0]) :]:
            if start >= hidden[1]:
                break
            totals[letter] = max(0, totals[letter] - 1)
        return totals

    def _again(self, run: Run) -> Iterator[str]:
        """Words of the run that a sure finding holds elsewhere."""
        if self._names is None:
            self._names = {
                word.lower(): letter
                for start, end, letter in self._sure
                if letter in "NP"
                for word in _BEFORE.findall(self._text, start, end)
                if len(word) > 2  # noqa: PLR2004
            }
        for one in run.words[:3]:
            again = self._names.get(one.low)
            if again:
                yield f"again={again}|{shape_of(one.word)}{one.kind}"

    def _doubted(self, run: Run) -> Iterator[str]:
        """What rules doubt of it, and their evidence."""
        at = bisect_left(self._doubts, (run.start - 60, 0, "", ()))
        for start, end, letter, evidence in self._doubts[at : at + 20]:
            if start >= run.end:
                break
            if end > run.start:
                yield f"doubt={letter}"
                for one in evidence:
                    yield f"doubt={letter} {one.partition(':')[0]}"

    def _of_column(self, run: Run, kind: str) -> Iterator[str]:
        cell = self._cell(run.start)
        if cell is None:
            return
        if self._cells is None:
            self._cells = {}
            for start, _, letter in self._sure:
                place = self._cell(start)
                if place is not None:
                    self._cells.setdefault((place[1], letter), set()).add(place[0])
        for letter in "NPDX":
            lines = self._cells.get((cell[1], letter))
            count = len(lines) - (cell[0] in lines) if lines else 0
            if count:
                yield f"column={letter}{_few(count)}|{kind}"

    def _cell(self, start: int) -> tuple[int, int] | None:
        """Where its line starts, and how many separators stand before a cell's start."""
        text = self._text
        line = text.rfind("\n", max(0, start - _LINE), start) + 1
        if line == 0 and start > _LINE:
            return None
        before = text[line:start]
        if before and not (before[-1] in "|\t;," or before[-2:] in ("  ", "| ", ", ", "; ")):
            return None
        return line, len(_SEPARATORS.findall(before))


_SHOWN = dict.fromkeys("0123456789", "0") | {"\t": "→", "\n": "¶"}


def _padded(words: list[str]) -> tuple[str, str, str]:
    words = ["0" * min(len(one), 5) if one.isdigit() else one for one in words]
    words += ["^"] * (3 - len(words))
    return words[0], words[1], words[2]


def _gap(between: str) -> str:
    if len(between) > _GAP:
        return "…"
    return "".join(_SHOWN.get(one, one) for one in between.lower())


def _inside(run: Run) -> Iterator[str]:
    words = run.words
    first, last = words[0], words[-1]
    yield "bias"
    yield f"words={len(words)}"
    yield f"kinds={''.join(shape_of(one.word) + (one.kind or 'hh') for one in words[:3])}"
    yield f"shapes={''.join(shape_of(one.word) for one in words[:4])}"
    known = classes()
    for one in words:
        yield f"word={one.low}"
        for name in known.get(one.low, ()):
            yield f"is:{name}"
        if not one.kind:
            yield "settled"
    yield from _endings(first, "first")
    if last is not first:
        yield from _endings(last, "last")
        yield f"first={first.low}"
        yield f"last={last.low}"
    if run.lower:
        yield f"lower={first.kind}"


def _endings(word: Word, where: str) -> Iterator[str]:
    low = word.low
    yield f"{where}:{shape_of(word.word)}{word.kind or 'hh'}"
    yield f"{where}^{low[:3]}"
    yield f"{where}${low[-3:]}"
    yield f"{where}${low[-2:]}"
    yield f"{where}_long={min(len(low), 8)}|{shape_of(word.word)}"

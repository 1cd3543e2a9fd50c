"""
Words that may name somebody or a place: what the recogniser `learned` is trained on.

A run that rules left open is a sample; so is one that they found, with its finding hidden as if
they had missed it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from bench.accuracy.document import Document, Mark
from bench.learned.look import Sample
from bench.learned.recorder import Recorder
from promptward.recognizers.about_somebody import enough
from promptward.recognizers.learned import level_of
from promptward.recognizers.learned_runs import Run, kind_of, runs
from promptward.recognizers.learned_traits import Surroundings
from promptward.recognizers.recognizer import Confirmed
from promptward.recognizers.second_look import covered
from promptward.text import View

__all__ = ["NAME", "NEUTRAL", "NOBODY", "PLACE", "Runs"]

NOBODY, NAME, PLACE, NEUTRAL = range(4)
_LABELS = {"NAME": NAME, "LOCATION": PLACE, "ORG": NEUTRAL, "OTHER": NEUTRAL}
_OPEN = 2.0
"""What a sample that rules left open weighs against one that they found and that was hidden."""
_OF_WORDS = ("before", "after", "between", "key", "word", "first", "last", "next_to", "ahead_of")
_LETTERS = re.compile(r"[a-z]{3,}")


class Runs:
    """The look of the recogniser `learned`."""

    name = "learned"
    header = """\
# Traits of words that may name somebody or a place, and what each adds to the score of a name and
# of a place, in hundredths. Written by `python -m bench.learned`; see docs/decisions/0392.
"""
    left_out = ("unread", "neg_pubmedqa")
    copies = 6
    fewest = 3
    least = 4

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    def samples(self, document: Document) -> Iterator[Sample]:
        """The samples of a document whose text says enough about people."""
        found = self._recorder.found(document)
        if found is not None and enough(found[1], len(found[0].text)):
            yield from _samples(*found)

    def share(self, sample: Sample, *, drawn: bool) -> float:  # noqa: ARG002  # as the protocol says
        """What a sample weighs; what is neither somebody's nor nobody's teaches nothing."""
        if sample.label == NEUTRAL:
            return 0.0
        return _OPEN if sample.label and sample.open else 1.0

    def tells_a_name(self, trait: str) -> bool:
        """Whether it holds a word of the lists of names."""
        name, sign, rest = trait.partition("=")
        return (
            bool(sign)
            and name.rstrip("23") in _OF_WORDS
            and any(
                kind[0] == "-" and kind[1] != "0"
                for kind in map(kind_of, _LETTERS.findall(rest.partition("|")[0]))
            )
        )

    def weights(self, classes: Sequence[float]) -> tuple[int, ...]:
        """Of a name and of a place, against those of nobody."""
        nobody, name, place = classes
        return round(100 * (name - nobody)), round(100 * (place - nobody))

    def levels(self, table: Mapping[str, tuple[int, ...]], sample: Sample) -> Sequence[str]:
        """Its confidence, if any."""
        known = [table[one] for one in set(sample.traits) if one in table]
        score = max(sum(one[0] for one in known), sum(one[1] for one in known))
        level = level_of(score, sample.traits)
        return () if level is None else (level.name.lower(),)

    def right(self, sample: Sample) -> bool | None:
        """Whether it names somebody or a place."""
        return None if sample.label == NEUTRAL else sample.label != NOBODY


def _samples(
    view: View, confirmed: Sequence[Confirmed], marks: Sequence[Mark]
) -> Iterator[Sample]:
    text, data = view.text, view.data
    around = Surroundings(text, confirmed)
    mask = covered(len(text), confirmed)
    for run in runs(text, data, mask):
        yield Sample(_label(run, marks), open=True, traits=around.traits(run))
    for mark in marks:
        if mark.label not in ("NAME", "LOCATION") or not any(mask[mark.start : mark.end]):
            continue
        touching = [one for one in confirmed if one.start < mark.end and mark.start < one.end]
        rest = [one for one in confirmed if one not in touching]
        low = max(text.rfind("\n", 0, mark.start) + 1, mark.start - 100)
        high = min(mark.end + 100, len(text))
        partial = bytearray(b"\x01" * len(text))
        partial[low:high] = covered(len(text), rest)[low:high]
        for run in runs(text, data, partial):
            if run.start < mark.end and mark.start < run.end:
                hidden = (mark.start, mark.end)
                traits = around.traits(run, hidden)
                yield Sample(_label(run, marks), open=False, traits=traits)


def _label(run: Run, marks: Sequence[Mark]) -> int:
    touched = [mark for mark in marks if mark.start < run.end and run.start < mark.end]
    for label in ("NAME", "LOCATION"):
        if any(mark.label == label for mark in touched):
            return _LABELS[label]
    if any(mark.label in ("ORG", "OTHER") for mark in touched):
        return NEUTRAL
    return NEUTRAL if touched else NOBODY

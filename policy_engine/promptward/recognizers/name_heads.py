"""
Lines and items that begin with a name: where most of a list do, a word at the same place is one.

Sign-outs, boards and lists of operations name people by surnames, some of which are words:
`Long - 83F, delirium`, `3. Young (thyroid)`.
"""

from collections.abc import Iterator, Sequence

from promptward.deferred import regex
from promptward.model import Candidate
from promptward.recognizers.name_evidence import Judged
from promptward.recognizers.name_reading import Reading
from promptward.recognizers.name_rows import like_surname
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import SHORT_NAMES
from promptward_dsl.lattice import Confidence

__all__ = ["heads"]

_HEAD = regex(
    r"[\n ;,](?:(?<=\n)[ \t]*(?:(?:\[[ xX]?\]|[-*#>\xff]|[A-Za-z]{0,4}[ .-]?\d{1,4}[A-Da-d]?[.):]?"
    r"|\d{1,2}:?\d\d)[ \t]{1,8}){0,2}|(?<!\n)[1-9]\d?[.)] )([A-Z][A-Za-z'-]{1,19})"
    r"(?:,? [A-Z]\b\.?|, [A-Z][a-z]+)?"
    r"(?= ?[-\xff:(/|\t]| {2}|, [a-z0-9]|,? \d{1,3} ?(?:[MFmf]\b|y/?o)|[ \t]*(?:$|\n))"
)
"""A line or a numbered item that begins with a capitalised word and goes on after it."""

_GLANCE = frozenset("\n.):]-*#>\xff \t0123456789")
_BREAK = ("", "\n")
_FEWEST = 3
_SURE = 2
_FARTHEST = 6
_AGE = regex(r"[ ,(-]{1,3}\d{1,3} ?(?:[MFmf]\b|y/?o)")


def _surname(low: str) -> bool:
    return low in SHORT_NAMES or low in shipped("surname_words") or low in shipped("given_words")


def _glanced(text: str, judged: Sequence[Judged]) -> int:
    """How many that may be people stand where an item may begin, at a glance."""
    count = 0
    for one in judged:
        if one.sum.points > 0:
            start = one.segment.start
            before = text[start - 1 : start]
            count += before in _BREAK or (before in " \t" and text[start - 2] in _GLANCE)
    return count


def heads(reading: Reading, judged: Sequence[Judged]) -> Iterator[Candidate]:
    """Words that are names too, at the head of an item where those of most items are."""
    text = reading.text
    if reading.program or _glanced(text, judged) < _SURE:
        return
    known = {one.segment.start: one for one in judged}
    # A break before the first line as well.
    found = [(match.start(1) - 1, match.end(1) - 1) for match in _HEAD.finditer("\n" + text)]
    if len(found) < _FEWEST:
        return
    told = [known.get(start) for start, _ in found]
    for at, (start, end) in enumerate(found):
        here = told[at]
        if (here is not None and here.sure) or not _surname(text[start:end].lower()):
            continue
        near = [
            told[other]
            for other in range(max(0, at - _SURE), min(len(found), at + _SURE + 1))
            if other != at and text.count("\n", *sorted((start, found[other][0]))) <= _FARTHEST
        ]
        sure = sum(one is not None and one.sure for one in near)
        people = sum(one is not None and (one.sure or like_surname(one)) for one in near)
        aged = _AGE.match(text, end) is not None
        if people >= _SURE and people * 3 >= len(near) * 2:
            settled = sure >= _FEWEST or (sure >= _SURE and aged)
            level = Confidence.MEDIUM if settled else Confidence.LOW
            yield Candidate(start, end, level, ("same_place", "surname_alone"))

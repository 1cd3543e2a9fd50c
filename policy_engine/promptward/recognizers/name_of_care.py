"""
Names at the head of what is done with somebody: `Zainab trop 0.04 -> 0.38`, `Tobias: K 2.9`.

A word of the lists of names is unsure by itself. Where it begins a line, an item or a sentence
that goes on with care, or where care leads to it (`gent for Oberoi`), somebody is meant; so is who
stands at the same place of another item of such a text.
"""

from collections.abc import Sequence
from typing import Literal

from promptward.deferred import regex
from promptward.recognizers.about_somebody import is_of_things
from promptward.recognizers.care_words import is_of_care, speaks_of_care
from promptward.recognizers.common_words import is_common
from promptward.recognizers.name_evidence import Judged, Sum
from promptward.recognizers.name_reading import Reading, Segment
from promptward.recognizers.name_slots import named_word
from promptward.recognizers.word_file import shipped

__all__ = ["told_by_care"]

_HEAD = regex(
    r"(?:^|\n|[.;!?|\t][ \t]{1,2}|[A-Za-z)\d]:[ \t]{1,2}|[ \t][-\xff][ \t])"
    r"(?:[ \t]{0,4}(?:\[[ xX]?\]|[-*#>\xff]|\d{1,3}[.)]|\d{0,2}[A-Z]?-?\d{1,4}[A-Da-d]?[:/]?"
    r"|(?:[Bb]ed|[Rr]m|[Rr]oom|[Bb]ay|[Cc]hair|OR) ?\d{1,3}[A-Da-d]?[:-]?"
    r"|\d{1,2}:?\d\d[ap]?m?)[ \t]{1,4}){0,2}$"
)
"""Where a line, an item or a sentence begins."""

_LED = regex(r"\b(?:for|re|on|about|labs|meds|orders|results) $")
_AFTER = regex(r"[ \t]{0,2}(?:[-:,(|/\t\xff]|'s)?[ \t]{0,3}([^\n;]{1,44})")
_GOES_ON = regex(
    r"(?=$|\n)|[ \t]{0,2}[-:,(|/\t\xff]|'s |  | (?:[\d#?]|[A-Z]\d|[a-z]+ed\b|(?:off|on|in|at|is"
    r"|was|has|had|due|behind|still|back|not|no|now|to|w/|s/p|c/o|needs?|wants?|went|got|gets|can|cannot"
    r"|will|for)\b)"
)
"""What follows somebody; a noun follows what is named for somebody: `Suzuki coupling`."""

_LISTED = regex(r"'s |, [A-Z][a-z]")
_STOP = regex(r"[.!?](?:\s|$)")
_WORD = regex(r"[A-Za-z]{2,24}")
_NEXT = regex(r" ([A-Za-z]{1,24})(?!\.)")
_DASH = " - "
_REACH, _BEHIND = 26, 44
_ENOUGH = 2
_STRONG = 2
_ELSE = frozenset(("among_things", "research", "study"))


def told_by_care(reading: Reading, judged: Sequence[Judged]) -> None:
    """Settles unsure words of the lists of names beside what is done with somebody."""
    told = any("item_of_care" in one.sum.evidence for one in judged if one.sure)
    unsure = [one for one in judged if _is_open(one)]
    if not unsure or reading.program or is_of_things(reading.text):
        return
    heads: list[Judged] = []
    for one in unsure:
        place, goes_on = _place(reading.text, one.segment)
        if place is None or not _may_be_somebody(reading, one):
            continue
        if _is_told(reading.text, one.segment, place, goes_on=goes_on):
            one.sum = Sum(_STRONG, (*one.sum.evidence, "item_of_care"))
            told = True
        elif (
            place != "led"
            and goes_on
            and "rare_name" not in one.sum.evidence
            and not _is_listed(reading.text, one.segment.end)
        ):
            heads.append(one)
    if heads and (told or _heads_a_text_of_care(reading.text, judged)):
        for one in heads:
            one.sum = Sum(_STRONG, (*one.sum.evidence, "same_place"))


def _is_listed(text: str, end: int) -> bool:
    """Whether another word with a capital follows in a list, or what is named for somebody."""
    return _LISTED.match(text, end) is not None


def _heads_a_text_of_care(text: str, judged: Sequence[Judged]) -> bool:
    """Whether somebody who is sure stands at such a place, in a text that speaks of care."""
    return any(
        one.sure and _place(text, one.segment)[0] == "head" for one in judged
    ) and speaks_of_care(text)


def _is_open(one: Judged) -> bool:
    """Whether it has something of a name, and nothing settles what it is."""
    return (
        one.sum.points > 0
        and not one.sure
        and not one.credited
        and _ELSE.isdisjoint(one.sum.evidence)
    )


def _place(text: str, segment: Segment) -> tuple[Literal["head", "dash", "led"] | None, bool]:
    """Where it stands, if somebody may stand there, and whether somebody goes on so."""
    start = segment.start
    before = max(0, start - _REACH)
    place: Literal["head", "dash", "led"] | None = None
    if _HEAD.search(text, before, start) is not None:
        place = "dash" if text[start - len(_DASH) : start] == _DASH else "head"
    elif _LED.search(text, before, start) is not None:
        place = "led"
    return place, place is not None and _GOES_ON.match(text, segment.end) is not None


def _is_told(text: str, segment: Segment, place: str, *, goes_on: bool) -> bool:
    """Whether so much care stands behind it, or before it where that may lead to somebody."""
    end = segment.end
    weight = _care(_behind(text, end)) if goes_on or _leads_to_care(text, end) else 0
    if weight < _ENOUGH and place != "head":
        weight += _care(_before(text, segment.start))
    return weight >= _ENOUGH


def _may_be_somebody(reading: Reading, one: Judged) -> bool:
    """Whether it is a word of the lists of names that is written as names are, and no other."""
    word = one.segment.parts[0].word
    if word.isupper() and not reading.shouted:
        return False
    if named_word(reading, one.segment) < _STRONG:
        return False
    low, told = word.lower(), one.sum.evidence
    return "rare_name" not in told or not (
        "speaker" in told or is_common(low) or low in shipped("english")
    )


def _leads_to_care(text: str, end: int) -> bool:
    """Whether the next word is one of care: `Zainab trop`, and not a second name."""
    found = _NEXT.match(text, end)
    return found is not None and is_of_care(found[1]) > 0


def _behind(text: str, end: int) -> str:
    found = _AFTER.match(text, end)
    if found is None:
        return ""
    stop = _STOP.search(found[1])
    return found[1] if stop is None else found[1][: stop.start()]


def _before(text: str, start: int) -> str:
    low = max(0, start - _BEHIND)
    return text[max(text.rfind("\n", low, start) + 1, low) : start]


def _care(words: str) -> int:
    return sum(is_of_care(word[0]) for word in _WORD.finditer(words))

"""
Names of people: every capitalised run is a candidate, evidence around it says what it is worth.

What is named after a person (a disease, a score, a street) is no name, unless an honorific stands
before it.
"""

import re
from collections.abc import Iterable, Mapping

from promptward.model import Candidate
from promptward.recognizers.name_evidence import Sum, weigh
from promptward.recognizers.name_memory import Memory
from promptward.recognizers.name_reading import (
    COMMON,
    FAMILY,
    FAMILY_WORD,
    GIVEN,
    GIVEN_WORD,
    INITIAL,
    RARE_FAMILY,
    RARE_GIVEN,
    UNKNOWN,
    Part,
    Reading,
    Segment,
)
from promptward.recognizers.person_cues import CUES
from promptward.recognizers.recognizer import Hits
from promptward.recognizers.words import EPONYMS, PLACE_AFTER, PRODUCTS
from promptward.text import View
from promptward_dsl.lattice import Confidence

__all__ = ["PersonName"]

_LOW, _MEDIUM, _HIGH = Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH
_SUFFIX = re.compile(r",? (?:Jr|Sr|JR|SR|II|III|IV)\b\.?")
_OKINA = re.compile(r"(?:^|[\s(])'$")
_NICKNAME = re.compile(r"\b(?:Big|Little|Lil|Old|Tiny|Baby Girl|Baby Boy) $")
_GIVEN_ANY = COMMON | GIVEN | RARE_GIVEN
_CELL = re.compile(r"(?:^|[\n|;\"'\t>] ?|  |: |\d\. |\d ?\) ?|[*(\[])$")
_CELL_END = re.compile(r"[ \t]{0,3}(?:$|[\n|;/\"'\t)\]<*]|,? ?\(?\d|  |,? (?:MRN|DOB|ID|MD|RN|NP|DO|PA)\b)")
_LISTING = re.compile(r"(?:, |,? and |,? & |,? or )")
_SURE = 2
_VERY_SURE = 4
_UNSURE = 1


class _Judged:
    """A segment with its sum and the level it got so far."""

    __slots__ = ("level", "segment", "sum")

    def __init__(self, segment: Segment, total: Sum) -> None:
        self.segment = segment
        self.sum = total
        self.level: Confidence | None = _level(total)


def _level(total: Sum) -> Confidence | None:
    if total.absolute or total.points >= _VERY_SURE:
        return _HIGH
    if total.points >= _SURE:
        return _MEDIUM
    return _LOW if total.points >= _UNSURE else None


def _called(reading: Reading, segment: Segment) -> bool:
    """Whether the one word is also called or read from as code does it: a class, a function."""
    if len(segment.parts) > 1:
        return False
    word = segment.parts[0].word
    text = reading.text
    return f"{word}(" in text or f"class {word}" in text or f"import {word}" in text


_OF_A_PERSON = frozenset(
    "kin role role_before by honorific demographic label age_after credential verb_after".split()
)


def _listed(reading: Reading, judged: list[_Judged]) -> None:
    """
    Names that stand side by side in a list support one another.

    Given names do by themselves; surnames where one of them has evidence of a person.
    """
    text = reading.text
    run: list[_Judged] = []

    def settle() -> None:
        first = [j.segment.parts[0].bits for j in run]
        given = sum(bool(bits & _GIVEN_ANY) and not bits & FAMILY for bits in first)
        eponyms = sum(j.segment.parts[-1].word.lower() in EPONYMS for j in run)
        person = any(
            j.level is not None and j.level > _LOW and _OF_A_PERSON & set(j.sum.evidence)
            for j in run
        )
        if len(run) < _SURE or not (person or (given * 2 > len(run) and eponyms < _SURE)):
            return
        for one in run:
            bits = one.segment.parts[0].bits
            low = one.segment.parts[0].word.lower()
            if low in PRODUCTS or (low in EPONYMS and (not person or one.segment.possessive)):
                continue
            wanted = _GIVEN_ANY | UNKNOWN | (FAMILY | RARE_FAMILY if person else 0)
            if (one.level is None or one.level < _MEDIUM) and bits & wanted:
                if (
                    one.segment.stop in PLACE_AFTER
                    or one.segment.phrase
                    or "named_thing" in one.sum.evidence
                ):
                    continue
                one.sum = Sum(_SURE, (*one.sum.evidence, "listed"))
                one.level = _MEDIUM

    for one in judged:
        if run and not _LISTING.fullmatch(text, run[-1].segment.end, one.segment.start):
            settle()
            run = []
        run.append(one)
    settle()


def _transcript(judged: list[_Judged]) -> None:
    """Speakers at the start of lines: where one of them is sure, the others are."""
    speakers = [one for one in judged if "speaker" in one.sum.evidence]
    if len(speakers) < _SURE or all(one.level is None or one.level < _MEDIUM for one in speakers):
        return
    for one in speakers:
        if one.level is None or one.level < _MEDIUM:
            one.sum = Sum(_SURE, (*one.sum.evidence, "transcript"))
            one.level = _MEDIUM


def _family_first(reading: Reading, judged: list[_Judged]) -> Iterable[Candidate]:
    """`Smith, John A.`: two segments with a comma between, one name."""
    text = reading.text
    for one, two in zip(judged, judged[1:], strict=False):
        a, b = one.segment, two.segment
        if text[a.end : b.start] not in (", ", ",", ",  ") or a.possessive or len(a.parts) > 3:  # noqa: PLR2004  # Last, First
            continue
        family = a.parts[-1].bits
        given = b.parts[0].bits
        if family == INITIAL:
            continue
        known_family = bool(family & (FAMILY | RARE_FAMILY))
        points = 0.0
        if given & _GIVEN_ANY:
            points += 1
        elif given & UNKNOWN:
            points += 0.5
        if given & GIVEN_WORD and not given & _GIVEN_ANY:
            points += 0.5
        if given == INITIAL:
            points += 0.5
        if known_family or family & UNKNOWN:
            points += 0.5
        if family & FAMILY_WORD and not known_family:
            points += 0.25
        cell = bool(_CELL.search(text, max(0, a.start - 4), a.start)) or a.start == 0
        cell_end = bool(_CELL_END.match(text, b.end))
        if cell:
            points += 0.5
        if cell_end:
            points += 0.75 if cell else 0.5
        if a.parts[0].word.isupper() and b.parts[0].word.isupper() and not reading.shouted:
            points += 0.5
        if one.sum.absolute:
            points += 2
        elif a.cues:
            points += 1
        if "age_after" in two.sum.evidence or "id_after" in two.sum.evidence:
            points += 1
        if family & COMMON and not known_family:
            points -= 1
        if text[b.end : b.end + 2] == ", " and text[b.end + 2 : b.end + 3].isupper():
            points -= 1
        if text[max(0, a.start - 2) : a.start] in (", ", "& ", "d "):
            points -= 1
        if reading.program and not (given & _GIVEN_ANY and known_family):
            points -= 1
        if points >= _SURE:
            end = _suffixed(text, b.end)
            level = _HIGH if one.sum.absolute or points > 3 else _MEDIUM  # noqa: PLR2004
            one.level = one.level if one.level and one.level > _LOW else _LOW
            one.sum = two.sum = Sum(_SURE, ("family_first",))
            one.level = two.level = level
            yield Candidate(a.start, end, level, ("family_first",))


def _suffixed(text: str, end: int) -> int:
    match = _SUFFIX.match(text, end)
    return match.end() if match else end


def _shaped(reading: Reading, hits: Hits) -> Iterable[Candidate]:
    """Names that one pattern of the shared scan says whole: HL7 names, spelt initials."""
    for start, end in hits.get("caret_name", ()):
        second = reading.text.index("^", start) + 1
        if start in reading.bits or second in reading.bits:
            yield Candidate(start, end, _HIGH, ("hl7_name",))
    for start, end in hits.get("initials", ()):
        at = next(i for i in range(start, end) if reading.text[i].isupper())
        yield Candidate(at, end, _MEDIUM, ("initials",))


class PersonName:
    """Recogniser `person_name`: names of patients, relatives, clinicians and anybody else."""

    name = "person_name"
    version = 2

    @property
    def lexicons(self) -> Mapping[str, tuple[str, ...]]:
        """Names from public tables; `rules/promptward_rules/lexicons/PROVENANCE.md`."""
        from promptward_rules import read_text  # noqa: PLC0415  # read where a policy is compiled

        return {
            resource: tuple(read_text(f"lexicons/{resource}.txt").split())
            for resource in ("common_given", "given", "given_words", "surnames", "surname_words")
        }

    @property
    def cues(self) -> Mapping[str, tuple[str, str]]:
        """What stands before or around a name; a cue ends where the name starts."""
        return CUES

    def recognise(self, view: View, hits: Hits) -> Iterable[Candidate]:
        """Names with their level and the evidence that gave it."""
        reading = Reading(view.text, hits)
        judged = [_Judged(segment, weigh(reading, segment)) for segment in reading.segments()]
        for one in judged:
            if one.level and not one.sum.absolute and _called(reading, one.segment):
                one.level = None
        found = list(_family_first(reading, judged))
        _listed(reading, judged)
        _transcript(judged)
        memory = Memory()
        for one in judged:
            if one.level and one.level > _LOW:
                sure = one.sum.absolute or one.sum.points > _SURE
                memory.learn(reading, one.segment, sure=sure)
        for one in judged:
            parts: list[Part] = one.segment.parts
            evidence = one.sum.evidence
            level = one.level
            if level is None or level is _LOW:
                known = memory.again(reading, one.segment)
                if known and not _called(reading, one.segment):
                    parts, level, evidence = known, _MEDIUM, (*evidence, "mentioned_before")
            if level is None:
                continue
            end = parts[-1].end + (parts[-1].dotted and len(parts[-1].word) == 1)
            start = parts[0].start
            if level > _LOW:
                nickname = _NICKNAME.search(reading.text, max(0, start - 10), start)
                start = nickname.start() if nickname else start
                if reading.text[start - 1 : start] == "'" and reading.text[end : end + 1] != "'":
                    start -= _OKINA.search(reading.text, max(0, start - 2), start) is not None
            found.append(Candidate(start, _suffixed(reading.text, end), level, evidence))
        found.extend(_shaped(reading, hits))
        found.extend(
            Candidate(start, end, _MEDIUM, ("initials",)) for start, end in memory.signed(reading)
        )
        return found

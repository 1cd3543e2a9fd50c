"""
Names of people: an honorific, a label or a role before them, a credential after them, or the
shape of a given name with an initial or a surname.

Works from hits of the shared scan alone and reads a few words around each. What is named after a
person (a disease, a score, a street) is no name, unless an honorific stands before it.
"""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from promptward.fields import Fields
from promptward.model import Candidate
from promptward.recognizers.person_cues import CUES
from promptward.recognizers.recognizer import Hits
from promptward.recognizers.words import (
    AFTER_EPONYM,
    NOT_A_NAME,
    OF_A_PERSON,
    PERSON_VERBS,
    PLACE_AFTER,
    PLACES,
)
from promptward.text import View
from promptward_dsl.lattice import Confidence

__all__ = ["PersonName"]

_LOW, _MEDIUM, _HIGH = Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH

# One part of a name, with the blank or particle that leads to the next part.
_PART = re.compile(
    r"([A-Z][A-Za-z]*(?:['-][A-Za-z]+)*)(\.?)"
    r'((?:[ \t]{1,2}(?:["(][A-Z][a-z]+[")] )?'
    r"(?:(?:de|del|della|di|da|dos|du|la|le|van|von|der|den|ten|bin|ibn|al|el) )*)?)"
)
_CAMEL = re.compile(r"(?!Mc|Mac|De|Di|Du|La|Le|Van|Von|Fitz|O'|D')[A-Z][a-z]+[A-Z]")
_NEXT_WORD = re.compile(r"[ \t]{1,2}([A-Za-z][A-Za-z'-]*)")
_WORD = re.compile(r"[a-z]{3,}(?:['-][a-z]+)*")
_LAST_WORD = re.compile(r"([A-Za-z][A-Za-z'-]*\.?)[ \t]{1,2}$")
_SUFFIX = re.compile(r",? (?:Jr|Sr|II|III|IV)\b\.?")
_GIVEN_AFTER_COMMA = re.compile(r", {0,2}([A-Z][A-Za-z'-]*)((?: [A-Z]\b\.?)?)")
_LISTED_BEFORE = re.compile(r"[,&/] $|[-]$")
_LISTED_AFTER = re.compile(r",? (?:and|or|&) [A-Z]|, [A-Z][a-z]|-[A-Z0-9]")
_FAMILY_BEFORE = re.compile(r"(^|[\n|;\"\t])([A-Z][A-Za-z'-]+), {0,2}$")
_INITIALS_BEFORE = re.compile(r"(?:^|[^A-Za-z0-9'.-])((?:[A-Z]\. ?){1,2}|[A-Z] )$")
_MOST_PARTS = 4
_MOST_REMEMBERED = 200
_SHORTEST_REMEMBERED = 3
_LOOK_BACK = 24


class _Part(NamedTuple):
    start: int
    end: int
    word: str
    dotted: bool


class _Reading:
    """One text on its way through the evidence: what is known of it, and what was found."""

    __slots__ = ("claimed", "common", "family", "found", "given", "hits", "loose", "text", "words")

    def __init__(self, text: str, hits: Hits) -> None:
        self.text = text
        self.hits = hits
        self.given: dict[int, int] = dict(hits.get("given", ()))
        self.common: dict[int, int] = dict(hits.get("common_given", ()))
        self.words: dict[int, int] = dict(hits.get("given_words", ()))
        self.family: dict[int, int] = dict(hits.get("surnames", ()))
        self.loose: dict[int, int] = dict(hits.get("surname_words", ()))
        self.claimed: set[int] = set()
        self.found: list[Candidate] = []

    def known(self, start: int) -> bool:
        """Whether a name of some list starts here."""
        return (
            start in self.given
            or start in self.common
            or start in self.family
            or start in self.words
            or start in self.loose
        )

    def parts(
        self, at: int, most: int = _MOST_PARTS, *, titled: bool = False
    ) -> tuple[list[_Part], str]:
        """
        The parts of a name from `at` on, and the word that ended it, lower case, or empty.

        `titled`: an honorific stands before, so the first part may be any word (Dr. Park).
        """
        text = self.text
        parts: list[_Part] = []
        while len(parts) < most:
            match = _PART.match(text, at)
            if match is None:
                return parts, ""
            word = match[1]
            low = word.lower()
            possessive = low.endswith("'s")
            plain = low.removesuffix("'s")
            if (
                len(word) > 1
                and (plain in NOT_A_NAME or plain in PLACE_AFTER)
                and (parts or not titled)
            ):
                return parts, plain
            if _CAMEL.match(word):
                return parts, plain
            end = match.end(1)
            if possessive:
                parts.append(_Part(at, end - 2, word[:-2], dotted=False))
                return parts, ""
            shouted = len(word) > 1 and word.isupper()
            if parts and shouted and not parts[0].word.isupper() and not self.known(at):
                return parts, low
            parts.append(_Part(at, end, word, bool(match[2])))
            if not match[3] or (match[2] and len(word) > 2):  # noqa: PLR2004  # "Wm." is a name still
                return parts, ""
            at = match.end()
        return parts, ""

    def next_word(self, end: int) -> str:
        """The word after one or two blanks, lower case, or empty."""
        match = _NEXT_WORD.match(self.text, end)
        return match[1].lower() if match else ""

    def last_word(self, start: int) -> str:
        """The word before one or two blanks, as written, or empty."""
        match = _LAST_WORD.search(self.text, max(0, start - _LOOK_BACK), start)
        return match[1] if match else ""

    def add(self, parts: list[_Part], level: Confidence, *evidence: str) -> None:
        """Records a name from its first to its last part; its parts are not looked at again."""
        end = parts[-1].end
        if parts[-1].dotted and len(parts[-1].word) == 1:
            end += 1
        suffix = _SUFFIX.match(self.text, end)
        if suffix and len(parts) > 1:
            end = suffix.end()
        if level is not _LOW:
            self.claimed.update(part.start for part in parts)
        self.found.append(Candidate(parts[0].start, end, level, evidence))


def _is_eponym(reading: _Reading, end: int) -> bool:
    text = reading.text
    if text.startswith("'s", end):
        end += 2
    if text.startswith("-", end) and text[end + 1 : end + 2].isupper():
        return False
    return reading.next_word(end) in AFTER_EPONYM


def _after_cue(
    reading: _Reading, resource: str, level: Confidence, *, cautious: bool = False
) -> None:
    """
    Names that start where a cue ends; in lower case only what stands in a list.

    `cautious`: one word that stands in no list is unsure even after the cue.
    """
    for _, end in reading.hits.get(resource, ()):
        if end in reading.claimed:
            continue
        parts, stop = reading.parts(end)
        if not parts:
            _lower_case(reading, end, resource)
        elif stop not in PLACE_AFTER and not _is_eponym(reading, parts[-1].end):
            listed = reading.known(end)
            alone = len(parts) == 1
            if reading.text[end : parts[-1].end] in PLACES:
                continue
            if not listed and alone and (cautious or parts[0].word.isupper()):
                reading.add(parts, _LOW, resource)
            else:
                reading.add(parts, level, resource)


def _titled(reading: _Reading) -> None:
    """Whatever follows an honorific is a name: no veto, and any capitalised word."""
    for start, end in reading.hits.get("honorific", ()):
        if end in reading.claimed:
            continue
        parts, _ = reading.parts(end, titled=True)
        if parts:
            reading.add(parts, _HIGH, "honorific")
        elif not _lower_case(reading, end, "honorific"):
            word = _WORD.match(reading.text, end)
            title = reading.text[start:end].strip(" .\t")
            if word and title in {"dr", "mr", "mrs"} and word[0] not in NOT_A_NAME | PERSON_VERBS:
                part = _Part(end, word.end(), word[0], dotted=False)
                reading.add([part], _MEDIUM, "honorific", "lower_case")


def _lower_case(reading: _Reading, start: int, evidence: str) -> bool:
    """A listed name without its capital after a cue; whether one was recorded."""
    if evidence == "spoken" or not reading.text[start : start + 1].islower():
        return False
    end = reading.common.get(start) or reading.given.get(start) or reading.family.get(start)
    if end is None or reading.text[start:end] in NOT_A_NAME:
        return False
    follows = _NEXT_WORD.match(reading.text, end)
    if follows and (follows.start(1) in reading.family or follows.start(1) in reading.given):
        end = follows.end(1)
    reading.add([_Part(start, end, reading.text[start:end], dotted=False)], _MEDIUM, evidence)
    return True


def _labelled(reading: _Reading) -> None:
    for resource, strong in (("label", True), ("name_label", False)):
        for _, end in reading.hits.get(resource, ()):
            if end in reading.claimed:
                continue
            if _last_comma_first(reading, end, strong=True):
                continue
            parts, stop = reading.parts(end)
            if not parts or stop in PLACE_AFTER:
                continue
            listed = any(reading.known(part.start) for part in parts)
            if strong:
                level = _HIGH if listed or len(parts) > 1 else _MEDIUM
            else:
                level = _HIGH if listed and len(parts) > 1 else _MEDIUM if listed else _LOW
            reading.add(parts, level, "label")


def _last_comma_first(reading: _Reading, start: int, *, strong: bool) -> bool:
    """`SMITH, JOHN A.`: whether one was recorded."""
    parts, _ = reading.parts(start, most=2)
    if not parts or len(parts[-1].word) == 1:
        return False
    match = _GIVEN_AFTER_COMMA.match(reading.text, parts[-1].end)
    if match is None or match[1].lower() in NOT_A_NAME:
        return False
    first = match.start(1)
    given = first in reading.given or first in reading.common or first in reading.words
    family = any(p.start in reading.family or p.start in reading.loose for p in parts)
    at_line = start == 0 or reading.text[start - 1] in '\n|;"\t'
    if strong or (given and (family or at_line)):
        level = _HIGH if strong else _MEDIUM
    elif given or (family and at_line):
        level = _LOW
    else:
        return False
    end = match.end()
    if not strong and (
        _LISTED_BEFORE.search(reading.text, max(0, start - 3), start)
        or (_LISTED_AFTER.match(reading.text, end))
    ):
        return False
    last = _Part(first, end, match[1], dotted=False)
    reading.add([*parts, last], level, "last_first")
    return True


def _first_after_comma(reading: _Reading, start: int, resource: str) -> bool:
    """`Okonkwo, Grace` at the start of a line or a cell, the surname being in no list."""
    text = reading.text
    before = _FAMILY_BEFORE.search(text, max(0, start - _LOOK_BACK), start)
    if before is None or resource == "given_words" or before[2].lower() in NOT_A_NAME:
        return False
    first = before.start(2)
    if first in reading.claimed:
        return False
    return _last_comma_first(reading, first, strong=False)


def _with_credential(reading: _Reading) -> None:
    for start, _ in reading.hits.get("credential", ()):
        at = start
        while True:
            parts, _ = reading.parts(at)
            if parts:
                break
            skip = _PART.match(reading.text, at)
            if skip is None or not skip[3]:
                break
            at = skip.end()
        if parts and at not in reading.claimed:
            reading.add(parts, _HIGH, "credential")


def _of_lists(reading: _Reading) -> None:
    """Names by their shape: a given name with an initial, a surname, or on its own."""
    text = reading.text
    for resource in ("common_given", "given", "given_words"):
        for start, _ in reading.hits.get(resource, ()):
            if start in reading.claimed or not text[start].isupper():
                continue
            if start and text[start - 1] in "-_'/@.":
                continue
            if not (
                _first_after_comma(reading, start, resource)
                or _last_comma_first(reading, start, strong=False)
            ):
                _one_of_lists(reading, start, resource)


def _one_of_lists(reading: _Reading, start: int, resource: str) -> None:
    parts, stop = reading.parts(start)
    if not parts or stop in PLACE_AFTER or _is_eponym(reading, parts[-1].end):
        return
    word = resource == "given_words"
    before = reading.last_word(start)
    if len(parts) > 1:
        last = parts[-1]
        if len(last.word) == 1 and len(parts) == 2:  # noqa: PLR2004  # given name and initial
            sure = not word or last.dotted
            evidence = "given_initial"
        elif last.start in reading.family:
            sure = True
            evidence = "given_family"
        else:
            sure = not word or last.start in reading.loose
            evidence = "given_unknown"
        if before.lower() == "the":
            sure = False
        reading.add(parts, _MEDIUM if sure else _LOW, evidence)
        return
    _alone(reading, parts, resource, before)


def _alone(reading: _Reading, parts: list[_Part], resource: str, before: str) -> None:
    part = parts[0]
    text = reading.text
    after = reading.next_word(part.end)
    shouted = part.word.isupper()
    if before.lower() in {"the", "in", "at", "from", "near", "st.", "saint", "mount"} or (
        before[:1].isupper() and before.lower() not in NOT_A_NAME and not before.endswith(".")
    ):
        if resource == "common_given":
            reading.add(parts, _LOW, "given_alone")
        return
    if (
        "-" in part.word
        or _LISTED_AFTER.match(text, part.end)
        or (
            _LISTED_BEFORE.search(text, max(0, part.start - 3), part.start)
            and not text.startswith(",", part.end)
        )
    ):
        reading.add(parts, _LOW, "given_alone")
        return
    if text.startswith("'s", part.end):
        acts = reading.next_word(part.end + 2) in OF_A_PERSON
    else:
        acts = after in PERSON_VERBS
    if resource == "common_given" and not shouted:
        reading.add(parts, _MEDIUM, "common_given")
    elif resource == "given" and acts and not shouted:
        reading.add(parts, _MEDIUM, "given_acts")
    elif resource != "given_words":
        reading.add(parts, _LOW, "given_alone")


def _surnames(reading: _Reading) -> None:
    """Surnames after initials, and `Surname, Given` where only the surname is in a list."""
    text = reading.text
    for resource in ("surnames", "surname_words"):
        for start, end in reading.hits.get(resource, ()):
            if start in reading.claimed or not text[start].isupper():
                continue
            before = _INITIALS_BEFORE.search(text, max(0, start - 8), start)
            if before is None:
                if resource == "surnames":
                    _last_comma_first(reading, start, strong=False)
                continue
            if "." not in before[1] and resource != "surnames":
                continue
            parts, stop = reading.parts(start, most=2)
            if not parts or stop in PLACE_AFTER or _is_eponym(reading, end):
                continue
            first = _Part(before.start(1), before.start(1) + 1, before[1][0], dotted=True)
            level = _MEDIUM if "." in before[1] else _LOW
            reading.add([first, *parts], level, "initial_family")


def _shaped(reading: _Reading) -> None:
    """Names that one pattern of the shared scan says whole: HL7 names, spelt initials."""
    for start, end in reading.hits.get("caret_name", ()):
        second = reading.text.index("^", start) + 1
        if not (reading.known(start) or reading.known(second)):
            continue
        reading.found.append(Candidate(start, end, _HIGH, ("hl7_name",)))
    for start, end in reading.hits.get("aged", ()):
        parts, _ = reading.parts(start)
        if parts and start not in reading.claimed and parts[-1].end < end:
            listed = any(reading.known(part.start) for part in parts)
            reading.add(parts, _MEDIUM if listed else _LOW, "age_after")


def _known_after(reading: _Reading) -> None:
    """Weak cues: enough for a word that stands in the lists of given names, no more."""
    for resource in ("speaker", "sign_off", "spoken"):
        for start, end in reading.hits.get(resource, ()):
            at = end
            if resource != "spoken":
                at = next(i for i in range(start, end) if reading.text[i].isupper())
            if at not in reading.claimed and (at in reading.given or at in reading.common):
                parts, stop = reading.parts(at)
                if parts and stop not in PLACE_AFTER and not _is_eponym(reading, parts[-1].end):
                    reading.add(parts, _MEDIUM, resource)
    for start, end in reading.hits.get("initials", ()):
        at = next(i for i in range(start, end) if reading.text[i].isupper())
        reading.found.append(Candidate(at, end, _MEDIUM, ("initials",)))


def _again(reading: _Reading) -> None:
    """The same name seen elsewhere: the first mention carried the evidence."""
    text = reading.text
    words: dict[str, None] = {}
    for start, end, level, _ in reading.found:
        if level is _LOW:
            continue
        for match in _PART.finditer(text, start, end):
            word = match[1].removesuffix("'s")
            if len(word) >= _SHORTEST_REMEMBERED and word.lower() not in NOT_A_NAME:
                words[word] = None
                if len(words) >= _MOST_REMEMBERED:
                    break
    covered = sorted((start, end) for start, end, level, _ in reading.found if level > _LOW)
    starts = {start for start, _ in covered}
    inside = set(reading.claimed)
    for word in words:
        size = len(word)
        at = text.find(word)
        while at >= 0:
            end = at + size
            if (
                at not in starts
                and at not in inside
                and not (at and (text[at - 1].isalnum() or text[at - 1] in "_@"))
                and not (text[end : end + 1].isalnum() or text[end : end + 1] == "_")
                and not _is_eponym(reading, end)
                and reading.next_word(end) not in PLACE_AFTER
            ):
                reading.found.append(Candidate(at, end, _MEDIUM, ("mentioned_before",)))
            at = text.find(word, end)


class PersonName:
    """Recogniser `person_name`: names of patients, relatives, clinicians and anybody else."""

    name = "person_name"
    version = 1

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

    def recognise(self, view: View, hits: Hits, fields: Fields) -> Iterable[Candidate]:  # noqa: ARG002
        """Names with their level and the evidence that gave it."""
        reading = _Reading(view.text, hits)
        _labelled(reading)
        _titled(reading)
        _after_cue(reading, "tag", _HIGH)
        _with_credential(reading)
        _shaped(reading)
        _after_cue(reading, "kin", _MEDIUM)
        _after_cue(reading, "by", _MEDIUM)
        _after_cue(reading, "demographic", _MEDIUM)
        _after_cue(reading, "role", _MEDIUM, cautious=True)
        _known_after(reading)
        _of_lists(reading)
        _surnames(reading)
        _again(reading)
        return reading.found

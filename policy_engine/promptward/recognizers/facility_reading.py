"""
One text on its way through the evidence of facilities: what is known of it, and what was found.

Shared by the ways to find a facility: by a head in its name, and by what stands before it.
"""

import re
from collections.abc import Iterable

from promptward.deferred import regex
from promptward.model import Candidate
from promptward.recognizers import research_prose
from promptward.recognizers.common_words import is_common
from promptward.recognizers.facility_words import BRANDS, GENERIC, LINKS, WEAK_HEADS
from promptward.recognizers.recognizer import Hits
from promptward.recognizers.regions import DEMONYMS, STATE_PATTERN, may_be_town
from promptward.recognizers.street_names import may_be_street
from promptward.recognizers.word_file import shipped
from promptward_dsl.lattice import Confidence

__all__ = ["ABOUT_PLACE", "PLACED", "RUN", "FacilityReading", "specific"]

_LINKED = (
    r"(?: of the | for the | at the | of | the | and | & | for | de los | de las | de la | de "
    r"| del | de l'| du | d'"
    r"| los | las | at | )"
)
RUN = regex(
    rf"(?:The )?[A-Z0-9\xff][\w\xff'.-]*(?:{_LINKED}(?=[A-Z\xff])[A-Z\xff][\w\xff'.-]*){{0,12}}"
)
"""A run of capitalised words with the small words that stand inside names."""

PLACED = regex(
    r"(?:\b(?:visited|covering|under|at|from|to|by|with|via|near|in|into|our|through|after|prefers|over|of|and|per|or|on)"
    r"(?: the| The)?|[:;,(/|=>@-]) {0,2}$",
    re.IGNORECASE,
)
"""Something leads to a name that starts where this ends: a preposition, a comma, a label."""

ABOUT_PLACE = regex(r"(?:\b(?:at|from|our|to|near|via|through)(?: the| The)?|@) ?$", re.IGNORECASE)
"""A preposition of place stands before."""

_IN_TOWN = regex(
    rf" in ([A-Z\xff][\w\xff'-]+(?: [A-Z\xff][\w\xff'-]+){{0,2}})(?:,? {STATE_PATTERN}\b)?"
)
_NUMBERED = regex(
    r" (?:(?:OR|Rm|Room|Suite|Ste|Plant|Pier|Floor) \d{1,4}|(?!(?:[01]\d|2[0-3])[0-5]\d\b)\d{1,4})"
    r"[A-Z]?\b(?![./:%-]\d)"
    r"| [-\xff] (?:NORTH|SOUTH|EAST|WEST|MAIN|CENTRAL|North|South|East|West|Main|Downtown"
    r"|Central)\b"
    r"|,? [A-Z][\w']{1,15} (?:Hall|Wing|Tower|Building|Ward|Pavilion|Campus|Annex)\b"
    r"|,? (?:OR|Suite|Ste\.?|Pier|Room|Rm|Unit)\.? \d{1,4}\b"
    r"| on \d{1,2}(?:st|nd|rd|th)\b(?! of)| [A-Z]\b(?=[ ,.;)]|$)"
)
_TOWN_AT_END = regex(
    r"(?:, | [.-] )([A-Z\xff][\w\xff'-]+(?: [A-Z\xff][\w\xff'-]+){0,2})(?=\n|$| [.|-] | \(?\d{3})"
)
_KIND_AFTER = regex(
    r",? (?:PLLC|LLC|LLP|Inc|PC|PA|Ltd)\b\.?"
    r"|(?: [a-z]{3,12}){0,1} (?:plant|bakery|library|school|church|factory|mill|farm|shop|store"
    r"|market|diner|warehouse|mine|shipyard|campus|rooms|surgery|practice"
    r"|clinic|hospital|office|offices|ward|nursery|courthouse|gym|pool)\b"
)
_NEXT = regex(r"[ \t]{1,2}\(?([A-Za-z][\w'-]*)")
_UNKNOWN_TOWN = regex(
    r",? ([A-Z\xff][a-z\xff]{3,15})(?=[.,;)\n]|$| {2}| (?:on|at|in|for|do|de|da)\b)"
)


def specific(word: str) -> bool:
    """Whether a word of a name says which facility it is, and not only what kind."""
    low = word.lower().strip(".,")
    return not (
        len(low) <= 1
        or low in GENERIC
        or low.removesuffix("'s") in GENERIC
        or low in DEMONYMS
        or word in LINKS
        or low.isdigit()
        or (low in WEAK_HEADS and low not in BRANDS)
    )


def _longest(ranges: Iterable[tuple[int, int]]) -> dict[int, int]:
    longest: dict[int, int] = {}
    for start, end in ranges:
        longest[start] = max(end, longest.get(start, 0))
    return longest


_LOOK = 14
_AT = (" at ", "\tat ")
_FRAME = regex(r"[A-Za-z_$][\w$<>`+]{0,60}(?:[.:]{1,2}[\w$<>`+\[\]]{1,60}){1,12} ?[(\[]", re.ASCII)


class FacilityReading:
    """One text on its way through the evidence: what is known of it, and what was found."""

    __slots__ = ("_after_care", "found", "hits", "most", "taken", "text", "towns")

    def __init__(self, text: str, hits: Hits) -> None:
        self.text = text
        self.hits = hits
        self.found: list[Candidate] = []
        self.taken: set[int] = set()
        self.most = Confidence.LOW if research_prose.is_research(hits) else Confidence.HIGH
        self.towns = _longest(hits.get("towns", ()))
        self._after_care = {end for _, end in hits.get("care", ())}

    def longest(self, resource: str) -> dict[int, int]:
        """The hits of a resource: start -> the furthest end."""
        return _longest(self.hits.get(resource, ()))

    def cared_for(self, start: int) -> bool:
        """Whether a verb of care and a preposition, or `at`, stand right before."""
        return start in self._after_care or self.text.endswith(("at ", "at the "), 0, start)

    def before(self, pattern: re.Pattern[str], start: int) -> bool:
        """Whether the pattern, which ends with `$`, holds for what stands before `start`."""
        return pattern.search(self.text, max(0, start - _LOOK), start) is not None

    def in_town(self, end: int) -> bool:
        """Whether ` in Dunmore` follows."""
        return _IN_TOWN.match(self.text, end) is not None

    def add(self, start: int, end: int, level: Confidence, *evidence: str) -> None:
        """Records a name, with the town it stands in; it is not looked at again."""
        if self.text.endswith(_AT, 0, start) and self._is_frame(start):
            return
        while end > start and self.text[end - 1] in ".,-' ":
            end -= 1
        end = self._with_town(end) if level is not Confidence.LOW else end
        if self.most < level:
            level, evidence = self.most, (*evidence, "research")
        self.found.append(Candidate(start, end, level, evidence))
        if level is not Confidence.LOW:
            self.taken.update(range(start, end))

    def _is_frame(self, start: int) -> bool:
        """Whether a line of a stack trace says there where a program stood: `   at Main.run(`."""
        line = self.text.rfind("\n", max(0, start - _LOOK), start) + 1
        return (
            line > 0
            and not self.text[line : start - 3].strip()
            and _FRAME.match(self.text, start) is not None
        )

    def _with_town(self, end: int) -> int:
        found = _IN_TOWN.match(self.text, end)
        if found and (may_be_town(found[1]) or found[1] == "New York"):
            return found.end()
        numbered = _NUMBERED.match(self.text, end)
        if numbered:
            return numbered.end()
        closing = _TOWN_AT_END.match(self.text, end)
        if closing and all(map(specific, closing[1].split())) and may_be_town(closing[1]):
            return closing.end(1)
        for gap in (" ", ", ", " ("):
            at = end + len(gap)
            if self.text.startswith(gap, end) and at in self.towns:
                return self.towns[at]
        kind = _KIND_AFTER.match(self.text, end)
        if kind:
            return kind.end()
        town = _UNKNOWN_TOWN.match(self.text, end)
        if town and (town[1] in shipped("towns") or may_be_street(town[1].lower())):
            return end if is_common(town[1]) else town.end(1)
        return end

    def next_word(self, end: int) -> str:
        """The word after one or two blanks, lower case, or empty."""
        match = _NEXT.match(self.text, end)
        return match[1].lower() if match else ""

    def begins(self, start: int) -> bool:
        """Whether a sentence begins here."""
        before = self.text[max(0, start - 2) : start]
        return start == 0 or before[-1:] == "\n" or before[:1] in ".?!:*-#"

    def is_line(self, start: int, end: int) -> bool:
        """Whether `[start, end)` is a line, a cell or a quoted string of its own."""
        text = self.text
        return (
            start == 0
            or text[start - 1] in "\n|\t\"'>=*^~"
            or text[max(0, start - 2) : start] in {"  ", "~ ", "| "}
        ) and (
            end >= len(text)
            or text[end] in "\n|\t\"'<*^(~,"
            or text[end : end + 2] in {"  ", " |", " ~"}
            or text[end : end + 3] in {" - ", " --", " . ", " \xff "}
        )

"""
Names that are everyday words, where a text is about people: `Hope is off, Long ordered an echo`.

Such a word is doubtful wherever it stands. It is proposed inside a sentence, where a capital says
something, and at the start of one before what people do; it counts in company (`in_company`).
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from promptward.deferred import regex
from promptward.model import Candidate
from promptward.recognizers.common_words import is_common
from promptward.recognizers.eponyms import EPONYMS, PRODUCTS
from promptward.recognizers.name_beside import beside
from promptward.recognizers.name_evidence import Judged
from promptward.recognizers.name_reading import Reading
from promptward.recognizers.name_shape import sentence_start
from promptward.recognizers.name_slots import on_shift
from promptward.recognizers.name_words import FAMILY_WORD, LISTED, WORD
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import (
    KIN,
    PERSON_VERBS,
    PLACE_AFTER,
    ROLES,
    SAYING_VERBS,
    SERVICES,
    SURNAME_WORDS,
    WORD_NAMES,
)
from promptward_dsl.lattice import Confidence

__all__ = ["word_names"]

_CALENDAR = frozenset(("may", "april", "june", "august", "winter", "summer", "autumn", "dawn"))
"""Words of the calendar: with a capital they are that, unless somebody does something."""

_FEWEST = 2
_INSIDE = regex(
    r"(?:[a-z0-9][,;/]? |[(&+/] ?|\b(?:Ask|Tell|Call|Page|Text|Told|Thanks|Thank|Mrs|Mr|Dr|Miss"
    r"|Nurse|Sister|And|With|Did|Does|Is|Can|Has) )$"
)
"""What stands before it inside a sentence, where a capital is no one's habit."""

_HUMAN = (PERSON_VERBS | SAYING_VERBS) - frozenset(
    "is was has had will can could should does did got gets".split()  # noqa: SIM905  # legible
)
"""What an everyday word does not do."""

_WITH = regex(
    r"(?:\b(?:with|w/|w|d/w|per|told|tell|ask|asked|called|paged|page|texted|and|by|cc|cover|covers"
    r"|D/w|D/W|Told|Per|Asked|Called|Paged|With) ?)$"
)
"""What stands before a surname that is a word: who was told, asked or spoken to."""

_ACTS = frozenset(
    (
        *("task_after", "saying_after", "slot_after", "service_after", "apposition", "credential"),
        "id_after",
    )
)
_EXPLAINED = regex(r",? \(([A-Za-z]{2,14})\)| the ([A-Za-z]{2,14})\b")
"""Who somebody is, behind the name: `Hope (MW)`, `Ruby the porter`."""

_AGED = regex(r",? \(?\d{1,3} ?(?:[MFmf]\b|y/?o\b)")
_RACES = frozenset(("black", "white", "brown"))
_LISTING = regex(r",? (?:and|&|or) |, | ?[/+] ?")
_COUNTED = regex(r"\.? ?\d|;(?=\S)")
_DOES = regex(
    r" (?:(?:did|does|do|had|has|is|was|wo|ca|could|would|should)nt|can't|cannot|won't"
    r"|wouldn't|hasn't|hadn't|doesn't|didn't|isn't|wasn't|does|did|denies"
    r"|says|said|had (?:the|a|his|her)|has (?:been|a|the|no)|is (?:off|out|on|back|late|here|sick"
    r"|aware|coming|covering|my|our|his|her|a)|was (?:here|there|off|on|told)|will (?:swap|cover"
    r"|take|call|come|be|do|bring|see|send|ask|need)|to (?:ring|call|chase|order|book|review|see"
    r"|email|check|sign|cover|arrange|follow)|back (?:from|on|in)|off\b|out\b|on (?:call"
    r"|leave|days"
    r"|nights|shift|break)|nights?\b|days\b|and I\b|asked|told|called|took|gave|went|came|needs"
    r"|wants|refused|declined|moved|lives|works|keeps|got|thinks|knows|left|agreed|stays|stayed"
    r"|drove|drives|brought|brings)\b"
    r"| = \d|\(?\"? ?\((?:he|she|they)/|'s (?:mom|dad|mother|father|wife|husband|son|daughter|boss"
    r"|sister|brother|partner|chart|room|bed|labs|meds|shift|note|patient|turn|number)\b"
)
"""What people do, and no month, flower or virtue."""


def _inside(reading: Reading, start: int) -> bool:
    """Whether the word stands inside a sentence, where a capital says something."""
    return (
        not sentence_start(reading, start)
        and _INSIDE.search(reading.text, max(0, start - 12), start) is not None
    )


def _is_function(word: str) -> bool:
    """Whether it says what somebody does or is."""
    low = word.lower()
    return low in ROLES or low in KIN or low in SERVICES


def _has_role(text: str, start: int) -> bool:
    """Whether a role or a relation stands before it: `PCP Stone`, `scribe: Grace`."""
    word, joint = beside(text, start)
    low = word.lower()
    return joint in ("", ":") and (low in ROLES or low in KIN)


def _beside(text: str, sure: Sequence[Judged], starts: list[int], start: int, end: int) -> bool:
    """Whether a sure name stands right beside it in a list: `Ada / Hope`."""
    at = bisect_left(starts, start)
    if at and _LISTING.fullmatch(text, sure[at - 1].segment.end, start):
        return True
    return at < len(sure) and _LISTING.fullmatch(text, end, starts[at]) is not None


def word_names(reading: Reading, judged: Sequence[Judged]) -> Iterator[Candidate]:
    """Such words in a text with a sure name; without much beside them they are unsure."""
    if reading.program:
        return
    sure = [one for one in judged if one.sure]
    if not sure:
        return
    starts = [one.segment.start for one in sure]
    text = reading.text
    for one in judged:
        segment = one.segment
        part = segment.parts[0]
        if one.sure or len(segment.parts) > 1 or not part.bits & (LISTED | WORD):
            continue
        low = part.word.lower()
        rare = (
            part.bits & FAMILY_WORD
            and low in shipped("surname_words")
            and not is_common(low)
            and low not in shipped("cities")
        )
        if (
            (low not in WORD_NAMES and low not in SURNAME_WORDS and not rare)
            or low in EPONYMS
            or low in PRODUCTS
            or part.word.isupper()
            or segment.phrase
            or segment.doubtful
        ):
            continue
        start, end = part.start, part.end
        aged = low not in _RACES and _AGED.match(text, end) is not None
        if not aged and _COUNTED.match(text, end):
            continue
        acts = (
            _DOES.match(text, end) is not None
            or segment.stop in _HUMAN
            or not _ACTS.isdisjoint(one.sum.evidence)
        )
        explained = _EXPLAINED.match(text, end)
        if explained and not acts:
            acts = _is_function(explained[1] or explained[2])
        told = (
            low not in _CALENDAR
            and (text[start - 2 : start] == ": " or not sentence_start(reading, start))
            and segment.stop not in PLACE_AFTER
            and (
                _WITH.search(text, max(0, start - 14), start) is not None
                or _beside(text, sure, starts, start, end)
                or on_shift(reading, segment)
                or (low not in _RACES and _has_role(text, start))
            )
        )
        if acts or told or aged:
            yield Candidate(start, end, Confidence.MEDIUM, ("word_name", "slot_after"))
        elif (
            len(sure) >= _FEWEST
            and low in WORD_NAMES
            and low not in _CALENDAR
            and _inside(reading, start)
        ):
            yield Candidate(start, end, Confidence.LOW, ("word_name",))

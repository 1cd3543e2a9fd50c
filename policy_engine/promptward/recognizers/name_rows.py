"""
Names in the same place of several lines: rounding lists, grids of a shift, schedules, queues.

Lines that begin alike, or cells that do, stand for things of one kind. Where enough of them are
surely people, the others are; where most are surnames and nothing else, all are.
"""

from collections.abc import Sequence
from itertools import pairwise

from promptward.deferred import regex
from promptward.recognizers.eponyms import EPONYMS, NAMESAKES, PRODUCTS
from promptward.recognizers.name_evidence import Judged, Sum
from promptward.recognizers.name_reading import Reading
from promptward.recognizers.name_shape import is_plural
from promptward.recognizers.name_slots import CARE, named_word
from promptward.recognizers.name_words import (
    ANY_FAMILY,
    ANY_GIVEN,
    FAMILY,
    FAMILY_WORD,
    GIVEN,
    GIVEN_WORD,
    INITIAL,
    RARE_FAMILY,
    UNKNOWN,
)
from promptward.recognizers.words import PLACE_AFTER, SERVICES

__all__ = ["like_surname", "rows", "series"]

_SURE = 2
_FIGURE = regex(r"\d")
_FEWEST = 3
_WORDS = FAMILY_WORD | GIVEN_WORD
_SHARE = 2  # one of so many is surely a person
_MANY = 4
_LONGEST_PREFIX = 24
_FARTHEST = 6
"""Lines between one row and the next."""

_PREFIX = regex(
    r"[ \t]*(?:(?:\[[ xX]?\]|[-*#>\xff|]|[A-Za-z]{0,5}[.:]?[ -]?\d[\d:.,/-]{0,9} ?(?:[A-Da-d]|am"
    r"|pm|AM|PM)?[).:,;|]?"
    r"|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}[:.,]?|(?:tech|sitter|rn|cna|md|aide):?"
    r"|[A-Z][A-Za-z]{1,12}(?: -|:)|[-:|\xff;])[ \t]{0,8}){0,3}"
)
_DIGITS = str.maketrans("123456789", "000000000")
_CELL_END = regex(r"[ \t]*(?:$|[\n|;:\t]|  |[-/\xff] | - |\(|/)|,? \d{1,3} ?(?:[MF]\b|yo\b|y/o)")
_DAY = regex(r"\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}")
_LABELLED = regex(r"[A-Z][A-Za-z]{1,12}(?: -|:)")
_LINE = 400
_FAR = 44
_CITED = regex(r"\bet al\b|\((?:19|20)\d\d\)|\b(?:19|20)\d\d;")
_HANDED_ON = regex(
    r"(?i:\b(?:to do|todo|new|d/c|dc|sick|pending|home|admit(?:s|ted)?|transfers?|deaths?|tubes"
    r"|labels|rooms?"
    r"|beds?|team|f/u|diet|meds|all|rounds|list|covering|cover|off|on|patients?|pts|discharges?|labs|rn|rns|staff"
    r"|call(?:ed|s)?|see|seen|due|swap|shift|nights?|days?|refused|held|given|took|asleep|awake|npo"
    r"|tpn|inr|first|next|then|am|pm)\b)|\d"
)
_JOINTS = frozenset(("", ",", "and", ", and", "&", "/", ";", "or"))
_GAPS = ("  ", "\t", "|", ";")


def _key(text: str, start: int) -> str | None:
    """How a line or a cell begins that a name stands in, figures alike; None within prose."""
    low = max(0, start - _LONGEST_PREFIX)
    line = text.rfind("\n", low, start) + 1
    if not line and low:
        line = -1
    cell = -1
    for gap in _GAPS:
        at = text.rfind(gap, low, start)
        cell = max(cell, at + len(gap) if at >= 0 else -1)
    begin = max(line, cell)
    if begin < 0:
        return None
    ahead = text[begin:start]
    if not _PREFIX.fullmatch(ahead):
        return None
    if line == begin:
        return "^" + _form(ahead)
    # The cells before it on its line may be alike, too; a name has to be all of this one.
    return "|" + _form(ahead)


def _form(ahead: str) -> str:
    form = _LABELLED.sub("label", ahead.translate(_DIGITS)).strip().lower()
    form = _DAY.sub("day", form)
    while "00" in form:
        form = form.replace("00", "0")
    return form


def like_surname(one: Judged) -> bool:
    """Whether it is a surname of the lists, and nothing better known."""
    parts = one.segment.parts
    part = parts[0] if len(parts) == 1 else parts[-1]
    low = part.word.lower()
    return (
        bool(part.bits & (FAMILY | GIVEN | RARE_FAMILY))
        and not _thing(one)
        and not is_plural(low)
        and not (part.word.isupper() and len(low) <= _FEWEST)
    )


def _thing(one: Judged) -> bool:
    segment = one.segment
    low = segment.parts[0].word.lower()
    return (
        low in PRODUCTS
        or low in EPONYMS
        or ("-" in low and not EPONYMS.isdisjoint(low.split("-")))
        or low in NAMESAKES
        or low in SERVICES
        or segment.phrase
        or (segment.stop in PLACE_AFTER and segment.stop != "family")
        or "named_thing" in one.sum.evidence
    )


def _runs(text: str, group: Sequence[Judged]) -> list[list[Judged]]:
    """Those that follow one another within a few lines."""
    found: list[list[Judged]] = []
    last = -1
    for one in group:
        start = one.segment.start
        if found and text.count("\n", last, start) <= _FARTHEST:
            found[-1].append(one)
        else:
            found.append([one])
        last = start
    return found


def rows(reading: Reading, judged: Sequence[Judged]) -> None:
    """Settles the doubtful ones in the same place of lines or cells as sure ones."""
    if len(judged) < _FEWEST or all(one.sure for one in judged):
        return
    text = reading.text
    groups: dict[str, list[Judged]] = {}
    for one in judged:
        key = _key(text, one.segment.start)
        if key is None:
            continue
        if len(key) == 1 and not _CELL_END.match(text, one.segment.end):
            continue
        groups.setdefault(key, []).append(one)
    for key, group in groups.items():
        if len(group) < _FEWEST:
            continue
        for run in _runs(text, group):
            if len(run) >= _FEWEST:
                _settle(reading, run, bare=len(key) == 1 or "label" in key)


def _settle(reading: Reading, run: Sequence[Judged], *, bare: bool) -> None:
    sure = sum(one.sure for one in run)
    surnames = sum(one.sure or like_surname(one) for one in run)
    known = sum(one.sure or bool(one.segment.parts[0].bits & FAMILY) for one in run)
    things = sum(_thing(one) and not one.sure for one in run)
    people = sure >= _SURE and sure * _SHARE >= len(run)
    if not people:
        if reading.program or things * 4 > len(run):
            return
        # Some surnames are everyday words, which count beside others that are nothing else.
        words = (
            0 if bare else sum(one.segment.parts[0].bits & _WORDS == FAMILY_WORD for one in run)
        )
        if surnames + words < _FEWEST or known < _SURE or (surnames + words) * 3 < len(run) * 2:
            return
    wanted = ANY_GIVEN | ANY_FAMILY | UNKNOWN
    if not bare:
        wanted |= FAMILY_WORD | GIVEN_WORD
    head = None if reading.program else _head(reading.text, run)
    for one in run:
        part = one.segment.parts[0]
        if one.sure or one is head or _thing(one) or not part.bits & wanted:
            continue
        if part.bits & UNKNOWN and not (
            part.word[1:].islower() if people else named_word(reading, one.segment)
        ):
            continue
        one.sum = Sum(_SURE, (*one.sum.evidence, "same_place"))


def _head(text: str, run: Sequence[Judged]) -> Judged | None:
    """The first of a column where it stands in a line without figures above rows with some."""
    lines = [_line(text, one.segment.start) for one in run[: _FEWEST + 1]]
    if _FIGURE.search(lines[0]) or not all(map(_FIGURE.search, lines[1:])):
        return None
    return run[0]


def _line(text: str, at: int) -> str:
    end = text.find("\n", at)
    return text[text.rfind("\n", 0, at) + 1 : end if end >= 0 else len(text)]


def series(reading: Reading, judged: Sequence[Judged]) -> None:
    """
    Three surnames and more in one line that hands patients or shifts on: `Adeyemi echo, Vos NPO`.

    Nothing but surnames stands between the words of care; a list of names alone may be anything's.
    """
    if reading.program or sum(not one.sure for one in judged) < _SURE:
        return
    text = reading.text
    lines: dict[int, list[Judged]] = {}
    for one in judged:
        if len(one.segment.parts) == 1 and one.segment.parts[0].bits == INITIAL:
            continue
        at = one.segment.start
        line = text.rfind("\n", max(0, at - _LINE), at)
        if line >= 0 or at <= _LINE:  # in a longer line it is not looked for
            lines.setdefault(line, []).append(one)
    for line, run in lines.items():
        doubtful = sum(not one.sure and like_surname(one) for one in run)
        if len(run) < _FEWEST or doubtful < _SURE or doubtful * 2 < len(run):
            continue
        end = text.find("\n", run[-1].segment.end)
        end = len(text) if end < 0 else end
        if end - line <= _LINE and _is_series(text, line + 1, end, run):
            for one in run:
                if not one.sure and like_surname(one):
                    one.sum = Sum(_SURE, (*one.sum.evidence, "same_place"))


def _is_series(text: str, start: int, end: int, run: Sequence[Judged]) -> bool:
    surnames = [one for one in run if one.sure or like_surname(one)]
    known = sum(one.sure or bool(one.segment.parts[0].bits & FAMILY) for one in run)
    if (
        len(surnames) < _FEWEST
        or known < _SURE
        or sum(_thing(one) and not one.sure for one in run) * _MANY > len(run)
        or sum("-" in one.segment.parts[0].word for one in run) * _SHARE > len(surnames)
    ):
        return False
    if any(
        two.segment.start - one.segment.end > _FAR for one, two in pairwise(run)
    ) or _CITED.search(text, start, end):
        return False
    between = [text[one.segment.end : two.segment.start] for one, two in pairwise(run)]
    around = text[start : run[0].segment.start] + " " + text[run[-1].segment.end : end]
    if all(gap.strip() in _JOINTS for gap in between):
        return (
            _HANDED_ON.search(around) is not None and start <= run[0].segment.start <= start + _FAR
        )
    joined = sum(gap.strip() in _JOINTS for gap in between)
    told = sum(1 for gap in between if CARE.search(gap) or _HANDED_ON.search(gap))
    return told > 0 and (told + joined) * 2 >= len(between)

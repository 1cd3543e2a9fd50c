"""Names beside names: `Smith, John`, lists of people, speakers of a transcript."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from promptward.deferred import regex
from promptward.recognizers.eponyms import EPONYMS, NAMESAKES, PRODUCTS
from promptward.recognizers.name_citation import cited
from promptward.recognizers.name_evidence import Judged, Sum
from promptward.recognizers.name_reading import Reading, Segment
from promptward.recognizers.name_words import (
    ANY_FAMILY,
    ANY_GIVEN,
    COMMON,
    FAMILY,
    FAMILY_WORD,
    GIVEN,
    GIVEN_WORD,
    INITIAL,
    LISTED,
    RARE_FAMILY,
    RARE_GIVEN,
    UNKNOWN,
)
from promptward.recognizers.words import PERSON_VERBS, PLACE_AFTER, PLACES, SAYING_VERBS, SERVICES

__all__ = ["by_slash", "family_first", "in_literals", "listed", "roster", "transcript"]

_SURE = 2
_ACRONYM = 3
_VERY_SURE = 3
_LONGEST_FAMILY = 3
_CELL = regex(r"(?:^|[\n|;\"'\t>] ?|  |: |\d\. |\d:\d\d |\d ?\) ?|[*(\[]|[a-z.][.!?] | [-\xff] )$")
_CELL_END = regex(
    r"[ \t]{0,3}(?:$|[\n|;/\"'\t)\]<*]|,? ?\(?\d|  | \(| [-/\xff] |,? (?:MRN|DOB|ID|MD|RN|NP|DO"
    r"|PA|EMT|AEMT|NRP|LPN|CNA|PT|OT|RT|PharmD|RPh)\b)"
)
_ALONE = frozenset(
    (
        *("common_given", "given_alone", "listed_alone", "rare_name", "surname_alone"),
        *("own_line", "own_text", "preposition"),
    )
)
_ITEM = regex(
    r"(?:^|\n)[ \t]{0,4}(?:\d{1,3}[A-Z]?[.):]?|\d{1,2}[:.]?\d\d|#\d{1,3}|[-*|]|[Bb]ed \d{1,3}:?)"
    r"[ \t|]{1,6}$"
)
_ITEM_LENGTH = 20
_GOES_ON = regex(r"(?:, | and | & )[A-Z][A-Za-z'-]*(?![A-Za-z'-])(?!, [A-Z])")
_PAIR_BEFORE = regex(r"[A-Z][A-Za-z'-]+, [A-Z][A-Za-z'-]*\.?(?: [A-Z]\.?)? (?:and|&) $")
"""A list of names goes on."""

_NUMBERED = regex(r"\.? {1,3}\(?(?:\d{5,}|(?:MRN|DOB|ACCT|ACC|SSN|ID|EMT|RN|MD|DO|NP|PA|LPN)\b)")
_PARTICLE = (
    r"(?:(?:van|von|de|del|della|di|da|dos|du|la|le|den|der|ten|ter|bin|bint|ibn|al|el|af|av)[ -]"
    r"|'t ){0,3}"
)
_OPENED = regex(rf"['\"]{_PARTICLE}$")
_PARTICLES = 24
_LITERALS = regex(rf"(['\"]), ?(['\"]){_PARTICLE}")
_SLASH = 3
_LONG = 4
_CREW = regex(
    r"(?i:\b(?:crew|team|staff|rn|rns|md|mds|emt|emts|medics?|unit|attending|surgeons?|by|nurses?"
    r"|covering|on|with|w)[:]? {1,2})$"
)
_GIVEN = COMMON | GIVEN
_SURNAME = FAMILY | RARE_FAMILY
_SEXES = frozenset(("F", "M"))
_THINGS = EPONYMS | PRODUCTS | NAMESAKES | SERVICES
_NO_HALF = _THINGS | frozenset(
    ("don", "dona", "countess", "jonkheer", "lady", "sir", "major", "earl", "duke")
)
"""A title in a list of such is no half of a name."""

_ADDRESSEE = regex(r"\b(?:to|from|re|cc|attn|pt|patient|name): {1,3}$", re.IGNORECASE)
_LISTING = regex(
    r"(?:,? \(?\d{1,3}(?: ?(?:y|yo|yrs?|m|mo|months?))?\)?| \([^()\n]{1,18}\))?"
    r"(?:, |,? and |,? & |,? or | ?/ ?)"
)
_LONGEST_LISTING = 27
_TOLD_OF = regex(
    r", (?:who(?:se)?|(?:last|was|were|previously|recently|currently|first|initially) [a-z]"
    r"|admitted|treated|seen|referred|evaluated|diagnosed|presenting|followed) "
)
"""What is said of somebody behind the name: `Smith, Jack, who was admitted`."""
_AGED = regex(r",? \(?\d{1,2}\b")
_ALL_DO = regex(
    r" (?:(?:all|both|each|also|have|had|were|are) )?(?:got|went|came|called|agreed?|declined|said"
    r"|refused|arrived|coming|visiting|visited|working|off (?:today|tomorrow|on)|at bedside|here"
    r"|seen|sick|told|asked|disagree|stayed|swapped|quit|live|want|present|absent)\b"
)
"""What the people of a list do together: `Ada, Bea and Cleo all got …`."""

_WHOLE = frozenset(("given_family", "given_initial", "initial_family", "given_unknown"))
_OF_A_PERSON = frozenset(
    (
        *("kin", "role", "role_before", "by", "honorific", "demographic", "label"),
        *("age_after", "credential", "verb_after", "saying_after", "role_after", "life_after"),
        *(
            "on_shift",
            "family_of",
            "nickname",
            "contact_before",
            "slot_before",
            "task_after",
            "slot_after",
        ),
    )
)


def family_first(reading: Reading, judged: Sequence[Judged]) -> Iterator[tuple[Judged, Judged]]:
    """Pairs that are one name, the surname first; both are at least medium afterwards."""
    text = reading.text
    for one, two in pairwise(judged):
        a, b = one.segment, two.segment
        if text[a.end : b.start] not in (", ", ",", ",  "):
            continue
        if a.possessive or len(a.parts) > _LONGEST_FAMILY or a.parts[-1].bits == INITIAL:
            continue
        if b.parts[0].word in PLACES and not b.parts[0].bits & (COMMON | GIVEN):
            continue
        if _abbreviates(text, a, b):
            continue
        points = _as_words(reading, a, b) + _as_cell(text, a, b)
        if one.sum.absolute:
            points += 2
        elif a.cues:
            points += 1
        if "age_after" in two.sum.evidence or "id_after" in two.sum.evidence:
            points += 1
        if points >= _SURE:
            sure = one.sum.absolute or points > _VERY_SURE
            one.sum = two.sum = Sum(4 if sure else _SURE, ("family_first",), sure)
            yield one, two


_NUMBERED = regex(r" ?[:#]? ?[A-Z]{0,4}\d")


def _abbreviates(text: str, a: Segment, b: Segment) -> bool:
    """
    Three capitals, no common name, behind a surname that has one: `Dr. Larsen, ETA 0930`; a given
    name before no number is one (`O'Hara, KIM`).
    """
    part = b.parts[0]
    if len(part.word) != _ACRONYM or not part.word.isupper() or part.bits & COMMON:
        return False
    if part.bits & GIVEN and not _NUMBERED.match(text, b.end):
        return False
    return not a.parts[-1].word.isupper()


def _as_words(reading: Reading, a: Segment, b: Segment) -> float:
    """Points for a surname and a given name, in this order."""
    family, given = a.parts[-1].bits, b.parts[0].bits
    known = bool(family & ANY_FAMILY)
    points = 0.0
    if given & ANY_GIVEN:
        points += 1
    elif given & (UNKNOWN | GIVEN_WORD) or given == INITIAL:
        points += 0.5
    elif given & RARE_FAMILY or "-" in b.parts[0].word:
        points += 0.25
    if known or family & UNKNOWN or (family & (GIVEN | RARE_GIVEN) and not family & COMMON):
        points += 0.5
    elif family & FAMILY_WORD:
        points += 0.25
    if a.parts[0].word.isupper() and b.parts[0].word.isupper() and not reading.shouted:
        whole = len(b.parts) > 1 and b.parts[-1].bits == INITIAL
        points += 1.25 if given & LISTED or whole else 0.5
    if a.parts[0].word.isupper() and b.parts[0].word[1:].islower() and not reading.shouted:
        points += 0.5
    if family & COMMON and not known:
        points -= 1
    if reading.program and not (given & ANY_GIVEN and known):
        points -= 1
    return points


def _as_cell(text: str, a: Segment, b: Segment) -> float:
    """Points for standing alone in a line, a cell or brackets; less in a list."""
    cell = a.start == 0 or bool(_CELL.search(text, max(0, a.start - 5), a.start))
    points = 0.5 if cell else 0.0
    if _CELL_END.match(text, b.end):
        points += 0.75 if cell else 0.5
    if a.parts[-1].bits & ANY_FAMILY and b.parts[0].bits & _GIVEN and _TOLD_OF.match(text, b.end):
        points += 1.5
    if _ADDRESSEE.search(text, max(0, a.start - 9), a.start):
        points += 0.75
    if b.stop in PERSON_VERBS or b.stop in SAYING_VERBS:
        points += 0.5
    if _GOES_ON.match(text, b.end):
        points -= 1
    if text.endswith((", ", "& ", "and "), max(0, a.start - 4), a.start) and not (
        _PAIR_BEFORE.search(text, max(0, a.start - 50), a.start)
    ):
        points -= 1
    if b.parts[0].bits == INITIAL and len(b.parts) == 1:
        if _NUMBERED.match(text, b.end):
            points += 0.75
        elif b.parts[0].dotted and a.parts[-1].bits & FAMILY:
            points += 0.5 + (not cell and _starts_item(text, a.start))
    return points


def in_literals(reading: Reading, judged: Sequence[Judged]) -> None:
    """`("Okafor", "Ada")`: a surname and a given name as two literals, in either order."""
    text = reading.text
    if '"' not in text and "'" not in text:
        return
    for one, two in pairwise(judged):
        a, b = one.segment, two.segment
        if (one.sure and two.sure) or not _LITERALS.fullmatch(text, a.end, b.start):
            continue
        if (
            not _OPENED.search(text, max(0, a.start - _PARTICLES), a.start)
            or text[b.end : b.end + 1] not in "'\""
        ):
            continue
        x, y = a.parts[0].bits, b.parts[0].bits
        if not ((x & _GIVEN and y & _SURNAME) or (y & _GIVEN and x & _SURNAME)):
            continue
        if any(low.parts[0].word.lower() in _NO_HALF for low in (a, b)):
            continue
        for each in (one, two):
            if not each.sure:
                each.sum = Sum(_SURE, (*each.sum.evidence, "in_literals"))


def by_slash(reading: Reading, judged: Sequence[Judged]) -> None:
    """`Okafor/Delacroix`: surnames side by side, where one is sure or a crew stands before."""
    text = reading.text
    for one, two in pairwise(judged):
        a, b = one.segment, two.segment
        if b.start - a.end > _SLASH or text[a.end : b.start].strip() != "/":
            continue
        if (one.sure and two.sure) or len(a.parts) > _SURE or len(b.parts) > _SURE:
            continue
        crew = _CREW.search(text, max(0, a.start - 14), a.start)
        if not (one.sure or two.sure or (crew and a.parts[0].bits & _SURNAME)):
            continue
        for each in (one, two):
            part = each.segment.parts[0]
            low = part.word.lower()
            if each.sure or low in _THINGS or each.segment.stop in PLACE_AFTER:
                continue
            if part.bits & (_SURNAME | _GIVEN | UNKNOWN) and len(low) >= _LONG:
                each.sum = Sum(_SURE, (*each.sum.evidence, "by_slash"))


def listed(reading: Reading, judged: Sequence[Judged]) -> None:
    """
    Names that stand side by side in a list support one another.

    Given names do by themselves; surnames where one of them has evidence of a person.
    """
    run: list[Judged] = []
    for one in judged:
        if run and not _side_by_side(reading.text, run[-1].segment, one.segment):
            if len(run) >= _SURE:
                _settle(reading.text, run)
            run = []
        run.append(one)
    if len(run) >= _SURE:
        _settle(reading.text, run)


def _side_by_side(text: str, one: Segment, two: Segment) -> bool:
    end, start = one.end, two.start
    return (
        start - end <= _LONGEST_LISTING
        and _LISTING.fullmatch(text, end, start) is not None
        and not _abbreviates(text, one, two)
    )


def _settle(text: str, run: Sequence[Judged]) -> None:  # noqa: C901  # one rule after another
    if cited(text, run[-1].segment.end):
        return
    first = [one.segment.parts[0].bits for one in run]
    given = sum(bool(bits & ANY_GIVEN) and not bits & FAMILY for bits in first)
    eponyms = sum(one.segment.parts[-1].word.lower() in EPONYMS for one in run)
    person = any(
        one.sum.absolute or (one.sure and _OF_A_PERSON & set(one.sum.evidence)) for one in run
    )
    if run[0].sure and all(_AGED.match(text, one.segment.end) for one in run[:-1]):
        person = True
    if not person and given and _ALL_DO.match(text, run[-1].segment.end):
        person = True
    if not person and len(run) == _SURE:
        _beside_whole(run)
    absolute = any(one.sum.absolute for one in run)
    products = sum(one.segment.parts[0].word.lower() in PRODUCTS for one in run)
    if not absolute and max(eponyms, products) >= _SURE and (eponyms + products) * 2 >= len(run):
        for one in run:
            if one.sure and len(one.segment.parts) == 1:
                one.sum = Sum(1, (*one.sum.evidence, "among_things"))
        return
    words = sum(one.segment.parts[0].word not in _SEXES for one in run)
    if not person and words > _SURE and given * 2 <= words:
        _weaken(run)
    if not person and (given * 2 <= len(run) or eponyms >= _SURE):
        return
    wanted = ANY_GIVEN | UNKNOWN | (ANY_FAMILY if person else 0)
    for one in run:
        segment = one.segment
        low = segment.parts[0].word.lower()
        thing = (
            low in PRODUCTS
            or (low in EPONYMS and (not person or segment.possessive))
            or segment.stop in PLACE_AFTER
            or segment.phrase
            or segment.parts[0].word in PLACES
            or "named_thing" in one.sum.evidence
        )
        if not one.sure and segment.parts[0].bits & wanted and not thing:
            one.sum = Sum(_SURE, (*one.sum.evidence, "listed"))


def _beside_whole(run: Sequence[Judged]) -> None:
    """One of two is a whole name, so a listed word beside it is another: `Ada B. and Otis`."""
    if any(one.sure and _WHOLE & set(one.sum.evidence) for one in run):
        for one in run:
            part = one.segment.parts[0]
            if (
                not one.sure
                and part.bits & (ANY_GIVEN | FAMILY)
                and part.word.lower() not in _THINGS
                and not one.segment.phrase
                and one.segment.stop not in PLACE_AFTER
                and part.word not in PLACES
            ):
                one.sum = Sum(_SURE, (*one.sum.evidence, "listed"))


def _weaken(run: Sequence[Judged]) -> None:
    """One given name in a list of surnames or of brands is one of them."""
    for one in run:
        if one.sure and len(one.segment.parts) == 1 and set(one.sum.evidence) <= _ALONE:
            one.sum = Sum(1, (*one.sum.evidence, "among_things"))


def _surname(one: Judged) -> bool:
    """Whether it is sure, or a surname and nothing else."""
    part = one.segment.parts[0]
    low = part.word.lower()
    return one.sure or (
        one.sum.points >= 1
        and bool(part.bits & FAMILY)
        and low not in EPONYMS
        and low not in PRODUCTS
        and not part.word.isupper()
    )


def _starts_item(text: str, start: int) -> bool:
    low = max(0, start - _ITEM_LENGTH)
    if low and text.find("\n", low, start) < 0:
        return False
    return _ITEM.search(text, low, start) is not None


def roster(reading: Reading, judged: Sequence[Judged]) -> None:
    """Names at the start of the items of a list: where two and most are sure, the others are."""
    text = reading.text
    items = [one for one in judged if _starts_item(text, one.segment.start)]
    if len(items) < _SURE:
        return
    sure = sum(one.sure for one in items)
    surnames = not reading.program and len(items) > _SURE and all(map(_surname, items))
    if not surnames and (sure < _SURE or sure * 2 < len(items)):
        return
    for one in items:
        segment = one.segment
        low = segment.parts[0].word.lower()
        thing = low in PRODUCTS or low in EPONYMS or segment.phrase or segment.stop in PLACE_AFTER
        if not one.sure and one.sum.points > 0 and not thing:
            one.sum = Sum(_SURE, (*one.sum.evidence, "roster"))


def transcript(judged: Sequence[Judged]) -> None:
    """Speakers at the start of lines: where one of them is sure, the others are."""
    speakers = [one for one in judged if "speaker" in one.sum.evidence]
    if len(speakers) < _SURE or not any(one.sure for one in speakers):
        return
    for one in speakers:
        if not one.sure:
            one.sum = Sum(_SURE, (*one.sum.evidence, "transcript"))

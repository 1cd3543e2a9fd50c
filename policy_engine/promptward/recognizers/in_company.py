"""
Doubtful names, places and numbers in the company of identifiers that are sure.

A text that holds several sure findings is about a person: there the shape of a name, a place or a
number of its own is reason enough. A text that holds none, as most questions do, is left alone.
"""

import sys
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from promptward.deferred import regex
from promptward.model import Candidate
from promptward.recognizers.about_somebody import is_about_somebody, is_short
from promptward.recognizers.eponyms import PRODUCTS
from promptward.recognizers.heading_row import heads_a_column
from promptward.recognizers.no_subdivision import is_department, is_region
from promptward.recognizers.recognizer import Confirmed
from promptward.recognizers.regions import DEMONYMS
from promptward.recognizers.second_look import SecondLookBase, is_of_message
from promptward.recognizers.thing_series import ThingSeries
from promptward.recognizers.words import NOT_A_NAME, PERSON_VERBS, SAYING_VERBS
from promptward.text import View
from promptward_dsl.lattice import Confidence

__all__ = ["InCompany"]

_SHAPES = {
    "name": frozenset(
        (
            *("word_word", "unknown_pair", "family_pair", "given_family", "family_given"),
            *("initial_family", "initial_unknown", "given_unknown"),
            *("given_alone", "age_after", "id_after", "unknown_family"),
        )
    ),
    "zip": frozenset(
        (
            *("weak_head", "head", "gazetteer", "acronym", "common_word", "preposition"),
            *("type_before", "went_to", "label", "match:low", "saint", "only_house", "abroad"),
            *("house", "at"),
        )
    ),
    "text": frozenset(("street_type", "match:low", "bare_number")),
}
"""By the category's kind: evidence of a shape that suffices there; a number needs none."""

_OF_GAZETTEER = frozenset(("gazetteer",))
_PLACED_SO = _SHAPES["zip"] - {"match:low"} | {"unlisted"}
_SAID = frozenset(
    (
        *("saying_after", "contact_before", "possession", "apposition", "service_after"),
        *("task_after", "slot_before", "slot_after", "on_shift", "short_before", "closing"),
    )
)
_WORDS = frozenset(
    (
        *("unknown_word", "listed_alone", "rare_name", "surname_alone", "word_inside", "word"),
        "word_name",
    )
)
"""A word of a name, or of no list, and something that only people are or do: also enough there."""

_ALONE = frozenset(
    (
        *("surname_alone", "lower_name", "rare_word", "rare_start", "common_given"),
        *("word_name", "rare_name", "initials_only"),
    )
)
"""Enough by itself beside two names and another finding."""

_SETTLED = frozenset(("research", "study", "author_credit", "among_things", "of_nobody"))
"""Evidence that says what it is instead."""

_SETTLED_PLACE = _SETTLED - {"of_nobody"}
"""Of a place: whoever is named for sure beside it is somebody."""

_OF_PROGRAM = "in_program"
_WHOLE = frozenset(
    ("given_family", "family_given", "given_unknown", "family_first", "given_initial")
)
_ONE_WORD = frozenset(
    (
        *("surname_alone", "given_alone", "rare_word", "rare_start", "common_given"),
        *("listed_alone", "rare_name", "word_name"),
    )
)
_NOUN = regex(
    r" (?!(?:up|down|out|off|over|instead|again|too|also|then|today|tonight|tomorrow|now|later|per"
    r"|via|re|ok|yet|still|since|before|after|because|when|while|once|until|till|either|alone)\b)([a-z]{3,})(?<!ed)(?<!ing)(?<![^s]s)\b"
)
"""A word behind a name that says nothing about a person, as far as its ending tells."""

_WORDED = frozenset(("name", "zip"))
_BESIDE = 120
_FEWEST = 2
_POSTAL = 5
_SHORT = 4
_NEAR = 400
_PLACED = regex(r"(?:\b(?:at|to|from|the|of|in|via|near|our|c/o) |@ ?)$")
_DATED = regex(r"\d|(?i:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)(?i:[a-z]{1,6})?$")
"""A figure, or a month at its end."""

_SHARED = regex(
    r"(\d{1,2}) ?/ ?(?:\1|0?[125]|10)|6/(?:[89]|12|18|24)|\d\d-\d\d|\d{1,2}\.\d{1,2}\."
    r"|\d{1,2}\.\d\d"
)
"""Halves, tenths and the like, all of it, sharpness of sight, or a measure with its decimals."""
_LABEL = regex(r"[A-Za-z. ]{1,20}[ #:]{1,3}")
_LINKS = frozenset("-/:=")
_JOINED_BEFORE = frozenset("-./:+_$#=,")
_JOINED_AFTER = frozenset(":./-_%,")


class InCompany(SecondLookBase):
    """Recogniser `in_company`: what is doubtful by itself, beside two sure findings and more."""

    name = "in_company"
    version = 16

    def again(self, view: View, confirmed: Sequence[Confirmed]) -> Iterable[tuple[str, Candidate]]:
        """Doubts with a shape of their own, where others are sure."""
        sure = {(one.start, one.end) for one in confirmed if one.level is not Confidence.LOW}
        yield from _of_a_fixture(view.text, confirmed)
        if sure:
            yield from _repeated(view.text, confirmed)
        if len(sure) < _FEWEST:
            yield from _towns_of_somebody(view, confirmed, sure)
            return
        people = {
            (one.start, one.end)
            for one in confirmed
            if one.kind == "name" and one.level is not Confidence.LOW
        }
        many = len(people) >= _FEWEST and len(sure) > _FEWEST
        # Days are company for words; a number among days alone is one of a program or a table.
        starts = sorted({one.start for one in confirmed if _sure_of_person(one)})
        days = sorted({one.start for one in confirmed if _is_day(one)})
        messages = {(one.start, one.end) for one in confirmed if is_of_message(one)}
        known = _reaching(sure | messages)
        labelled = {
            one.end: one.start
            for one in confirmed
            if one.kind == "number" and one.level is not Confidence.LOW
        }
        series = ThingSeries(view.text)
        somebody = is_about_somebody(view.text, confirmed)
        for one in confirmed:
            shapes = _SHAPES.get(one.kind)
            if (
                one.level is Confidence.LOW
                and (
                    shapes is None
                    or one.evidence & shapes
                    or (one.evidence & _WORDS and one.evidence & _SAID)
                    or (many and one.evidence & _ALONE)
                    or (people and "surname_alone" in one.evidence and _is_titled(view.text, one))
                )
                and not one.evidence & (_SETTLED_PLACE if one.kind == "zip" else _SETTLED)
                and _OF_PROGRAM not in one.evidence
                and not any(id_.startswith("lower:") for id_ in one.evidence)
                and _stands(view.text, one)
                and (not _is_number(one) or _near(starts, days, one))
                # a name may be said by another detector; a place is a place, whoever says it
                and not ((_is_number(one) or one.kind == "zip") and _within(one, known))
                and not (one.kind != "name" and _is_labelled(view.text, one, labelled))
                and not (one.kind in _WORDED and (not somebody or _listed_as_thing(series, one)))
                # a month in letters says nothing where nobody is spoken of
                and (somebody or one.kind != "date" or not view.text[one.end - 1].isalpha())
            ):
                yield (
                    one.category,
                    Candidate(one.start, one.end, Confidence.MEDIUM, ("in_company",)),
                )


def _listed_as_thing(series: ThingSeries, one: Confirmed) -> bool:
    """Whether it has nothing but its shape, in a series of eponyms, medicines or marks."""
    return not one.evidence & _SAID and series.holds(one.start)


def _repeated(text: str, confirmed: Sequence[Confirmed]) -> Iterator[tuple[str, Candidate]]:
    """Surnames that a text with a sure finding holds twice: `Quill vs Quill-Marsh, same DOB`."""
    found = {
        (one.start, one.end): one
        for one in confirmed
        if one.level is Confidence.LOW
        and one.kind == "name"
        and "surname_alone" in one.evidence
        and not one.evidence & _SETTLED
        and _OF_PROGRAM not in one.evidence
    }
    if len(found) < _FEWEST:
        return
    words = Counter(
        piece for start, end in found for piece in set(text[start:end].lower().split("-"))
    )
    for (start, end), one in found.items():
        pieces = text[start:end].lower().split("-")
        if _is_titled(text, one) and any(words[piece] >= _FEWEST for piece in pieces):
            yield one.category, Candidate(start, end, Confidence.MEDIUM, ("in_company",))


_QUOTES = frozenset("\"'")


def _is_titled(text: str, one: Confirmed) -> bool:
    """Whether it is written as names are, and is no literal of a program."""
    word = text[one.start : one.end]
    return word.istitle() and len(word) > _SHORT and text[one.start - 1 : one.start] not in _QUOTES


def _towns_of_somebody(
    view: View, confirmed: Sequence[Confirmed], sure: Iterable[tuple[int, int]]
) -> Iterator[tuple[str, Candidate]]:
    """
    Towns of the gazetteer beside one sure finding: a name, a number or a street.

    In a few sentences, as they are written, also what else has the shape of a place, or stands
    where one does.
    """
    text = view.text
    if not any(
        one.level is not Confidence.LOW and one.kind in {"name", "number", "text"}
        for one in confirmed
    ) or not is_about_somebody(text, confirmed):
        return
    known = _reaching(sure)
    told = _PLACED_SO if view.whole and is_short(text) else _OF_GAZETTEER
    for one in confirmed:
        if (
            one.kind == "zip"
            and one.level is Confidence.LOW
            and one.evidence & told
            and not one.evidence & _SETTLED_PLACE
            and _OF_PROGRAM not in one.evidence
            and not any(id_.startswith("lower:") for id_ in one.evidence)
            and _stands(text, one)
            and not _within(one, known)
        ):
            yield one.category, Candidate(one.start, one.end, Confidence.MEDIUM, ("in_company",))


def _is_number(one: Confirmed) -> bool:
    """Whether it is a number, a day, or a place by a number alone: a postcode, coordinates."""
    return one.kind in {"number", "date"} or "match:low" in one.evidence


def _of_a_fixture(text: str, confirmed: Sequence[Confirmed]) -> Iterator[tuple[str, Candidate]]:
    """
    Whole names of programs that nothing near is about, beside a number of a person's, or in
    quotes beside a day in the same line: `("Ann Roe", "1962-03-14")`.
    """
    names = [
        one
        for one in confirmed
        if one.kind == "name"
        and one.level is Confidence.LOW
        and _OF_PROGRAM in one.evidence
        and one.evidence & _WHOLE
        and not one.evidence & _SETTLED
    ]
    if not names:
        return
    numbers = sorted(
        one.start for one in confirmed if one.level is not Confidence.LOW and one.kind == "number"
    )
    days = sorted(one.start for one in confirmed if one.kind == "date")
    for one in names:
        quoted = text[one.start - 1 : one.start] in ("'", '"')
        line = text.find("\n", one.end, one.end + _BESIDE)
        low = max(0, one.start - _BESIDE)
        low = max(low, text.rfind("\n", low, one.start))
        high = line if line >= 0 else one.end + _BESIDE
        if _any(numbers, one.start - _BESIDE, one.end + _BESIDE) or (
            quoted and _any(days, low, high)
        ):
            yield (
                one.category,
                Candidate(one.start, one.end, Confidence.MEDIUM, ("in_company",)),
            )


def _any(starts: Sequence[int], low: int, high: int) -> bool:
    at = bisect_left(starts, low)
    return at < len(starts) and starts[at] <= high


def _sure_of_person(one: Confirmed) -> bool:
    return one.level is not Confidence.LOW and one.kind != "date"


def _is_day(one: Confirmed) -> bool:
    return one.level is not Confidence.LOW and one.kind == "date" and not is_of_message(one)


def _within(one: Confirmed, sure: Sequence[tuple[int, int]]) -> bool:
    """Whether a sure finding says already what the number is; `sure` as `_reaching` has them."""
    at = bisect_right(sure, (one.start, sys.maxsize)) - 1
    return at >= 0 and one.end <= sure[at][1]


def _is_labelled(text: str, one: Confirmed, sure: Mapping[int, int]) -> bool:
    """Whether it is a number that is sure and the label before it: `MRN 00482913`, one code."""
    start = sure.get(one.end, one.start)
    return start > one.start and _LABEL.fullmatch(text, one.start, start) is not None


def _reaching(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ascending starts, each with the furthest end of all that start there or before."""
    furthest = 0
    reached = []
    for start, end in sorted(ranges):
        furthest = max(furthest, end)
        reached.append((start, furthest))
    return reached


def _near(starts: Sequence[int], days: Sequence[int], one: Confirmed) -> bool:
    """Whether enough start near it, two or one and two days: a number alone says little."""
    low, high = one.start - _NEAR, one.end + _NEAR
    others = bisect_right(starts, high) - bisect_left(starts, low)
    if others != 1:
        return others >= _FEWEST
    return bisect_right(days, high) - bisect_left(days, low) >= _FEWEST


def _of_a_thing(text: str, one: Confirmed) -> bool:
    """Whether one word alone stands before a noun: `Quill traction`, `Quill-Marsh cultures`."""
    if not one.evidence & _ONE_WORD or one.evidence & _SAID:
        return False
    noun = _NOUN.match(text, one.end)
    return (
        noun is not None
        and noun[1] not in NOT_A_NAME
        and noun[1] not in PERSON_VERBS
        and noun[1] not in SAYING_VERBS
    )


_CALLED_SO = regex(
    r"[ -](?:syndrome|disease|sign|triad|criteri(?:a|on)|scor(?:e|ing)|classification|index"
    r"|disorder|anomaly|tumou?r|palsy|fracture|lymphoma|protocol|consensus|nomenclature|reflex|nodule"
    r"|virus|trial|study|agreement|declaration|convention)s?\b"
)
"""Behind a place: what is named after it, or after somebody called so."""


def _says_otherwise(text: str, one: Confirmed, word: str) -> bool:
    """
    Whether it is a state and more, or a department; of a place also a people, or what is named
    after it.
    """
    if is_region(word) or is_department(word):
        return True
    return one.kind == "zip" and (
        word.lower() in DEMONYMS or _CALLED_SO.match(text, one.end) is not None
    )


def _stands(text: str, one: Confirmed) -> bool:
    """Whether what it is may stand there: no abbreviation, no piece of a longer number or word."""
    word = text[one.start : one.end]
    if one.kind == "date":
        return _DATED.search(word) is not None and not _SHARED.fullmatch(word)
    if one.kind == "zip" and "match:low" in one.evidence:
        return sum(map(str.isdigit, word)) not in range(1, _POSTAL)  # a room alone is none
    before, after = text[one.start - 1 : one.start], text[one.end : one.end + 1]
    if one.kind != "date" and _says_otherwise(text, one, word):
        return False
    if one.kind == "name":
        if heads_a_column(text, one.start, one.end):
            return False
        shouted = word.isupper() and (len(word) <= _SHORT or "common_given" in one.evidence)
        shouted = shouted and "initials_only" not in one.evidence
        if "rare_name" in one.evidence and (before in _LINKS or after in _LINKS):
            return False
        if word.lower() in PRODUCTS and not one.evidence & _SAID:
            return False
        return before != "-" and not shouted and not _of_a_thing(text, one)
    if "lower_case" in one.evidence:
        return _PLACED.search(text, max(0, one.start - 8), one.start) is not None
    if one.kind == "number":
        further = text[one.end + 1 : one.end + 2].isalnum()
        return before not in _JOINED_BEFORE and not (after in _JOINED_AFTER and further)
    return True

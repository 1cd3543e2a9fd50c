"""What speaks against a name: eponyms, places, scores, products, streets, citations."""

import re

from promptward.deferred import regex
from promptward.recognizers.day_words import DAYS
from promptward.recognizers.eponyms import AFTER_EPONYM, EPONYMS, NAMESAKES, PRODUCTS
from promptward.recognizers.name_beside import AGE, apposition
from promptward.recognizers.name_citation import cited, names_a_case
from promptward.recognizers.name_reading import Reading, Segment
from promptward.recognizers.name_shape import sentence_start
from promptward.recognizers.name_words import COMMON, FAMILY, GIVEN, INITIAL, UNKNOWN
from promptward.recognizers.no_subdivision import is_department, is_region
from promptward.recognizers.words import (
    AILING,
    AMBIGUOUS_LOWER,
    OF_A_PERSON,
    PERSON_VERBS,
    WITH_PLACES,
)

__all__ = ["against", "doubt", "graded", "is_eponym"]

_GRADE = regex(
    r"['\"]?(?:'s)?[ -](?:(?![012]\d[0-5]\d\b)\d+(?:[.+/-]\d+)?(?=[ ,.;:)\n]|$)"
    r"|[IV]{1,4}[AaBbCc]?\b"
    r"|#?\d+ ?(?:Fr|mm|cm|mg|mcg|g|ml|mL|units?)\b"
    r"|[A-C]\b(?!\.)|type\b|score\b)"
)
_DATE = regex(r" (?:0?[1-9]|1[0-2])/(?:1[3-9]|2\d|3[01])(?:/\d\d)?(?![\d/])")
_SHARE = regex(r" \(\d{1,3}(?:\.\d{1,3})? ?%")
_SHOUTED_BEFORE = regex(r"[A-Z]{3,}, $")
_SHOUTED_AFTER = regex(r", [A-Z]{3,}\b")
_COUNTED_BEFORE = regex(r"\b\d{1,2} $")
_COUNTED_AFTER = regex(r", \d{1,2} [A-Z]")
_SAINT = regex(r"\b(?:[Ss]t|[Mm]t|[Ff]t)\.? $")
_EPONYM_OF = regex(
    r"\b(?:pouch|circle|canal|angle|nodes?|bundle|ligament|fossa|triangle|tetralogy|sign|disease"
    r"|syndrome|sphincter|crypts?|islets?|loop|foramen|vein|artery|duct|valves?|tail|ampulla|test"
    r"|aqueduct|law|line|signo|enfermedad|mal|maladie|morbus|prueba|escala|maniobra|indice|score"
    r"|signe|echelle|segno|scala|prova|sinal|escore) (?:of|de|von) $",
    re.IGNORECASE,
)
_ARTICLE = regex(r"(?:^|\W)an? $")
_LEADING = frozenset(
    """
    escala prueba signo maniobra indice echelle segno scala prova sinal escore enfermedad
    sindrome maladie malattia morbo ziekte doenca sjukdom krankheit choroba proef
    """.split()  # noqa: SIM905  # legible
)
"""What is named after somebody, as other languages begin with it: `Escala de Norton`."""
_LEADS_TO = frozenset(("de", "del", "di", "da", "do", "della", "van", "von", "of", "d'"))
_DOES = regex(
    r" (?:called|calls?|calling|came|comes|phoned|left|wants?|needs?|says|said|is|was|has|had"
    r"|(?:in|from) (?:room|bed|bay|rm)?)\b"
)
"""`a Nguyen called`: one of that name, whom whoever writes does not know."""
_LINKS = ("of", "de", "von")
_OBJECT = frozenset(["the", "a", "an", "this", "that", "these", "those", "your", "our", "it"])
_MEASURED = regex(r"(?:\.\d|\d\xff|\xff)\s?[A-Z]$|\d\s?[CDFKNSEW]$")
_LARGER = 3.0
_STREET_NUMBER = regex(r"\d[A-Za-z]? $")
_OF_PEOPLE = PERSON_VERBS - set(
    "is was has had will can could should does did got needed needs stopped started".split()  # noqa: SIM905
)
"""What a medicine does not do."""

_STREETS = frozenset(
    [
        "street",
        "st",
        "avenue",
        "ave",
        "road",
        "rd",
        "lane",
        "ln",
        "drive",
        "dr",
        "boulevard",
        "blvd",
        "court",
        "ct",
        "circle",
        "way",
        "place",
        "pl",
        "parkway",
        "pkwy",
        "highway",
        "hwy",
        "terrace",
        "crescent",
        "sq",
        "square",
        "row",
        "trail",
        "loop",
    ]
)


def is_eponym(reading: Reading, end: int, *, possessive: bool = False) -> bool:
    """Whether the word that ends here names a disease, a sign, a score or a tool."""
    text = reading.text
    if possessive:
        end += 2
        if reading.next_word(end) in OF_A_PERSON:
            return False
    if text.startswith("-", end) and text[end + 1 : end + 2].isupper():
        return False
    return reading.next_word(end) in AFTER_EPONYM


def graded(text: str, end: int) -> bool:
    """Whether a grade, a size or a score stands behind a word, and no age."""
    return _GRADE.match(text, end) is not None and not AGE.match(text, end)


_OF_MEASURES = regex(r"\b(?:Min|Mean|Median|Conc|Start|Dose|Rate|Range|Units?|SD|Avg|Freq)\b")


def _in_a_table(text: str, start: int, end: int) -> bool:
    """Whether a word stands among the heads of columns of measures: `Start  Max`, `Min | Max`."""
    line = text.rfind("\n", max(0, start - 200), start) + 1
    stop = text.find("\n", end, end + 200)
    return _OF_MEASURES.search(text, line, len(text) if stop < 0 else stop) is not None


def against(reading: Reading, segment: Segment, word: str) -> float:
    """
    Points of what stands around that speaks against a name, whatever stands before it.

    `word` is the one right before it, lower case, or empty.
    """
    text = reading.text
    start, end = segment.start, segment.end
    points = _LARGER * (is_region(text[start:end]) or is_department(text[start:end]))
    if word == "the":
        points += 2
    if text.startswith(" in Wonderland", end):
        points += 3
    if text.startswith(" (", end) and _SHARE.match(text, end):
        points += 2
    if segment.doubtful:
        points += 1
    if segment.phrase:
        points += 1
    if cited(text, end) or (len(segment.parts) == 1 and names_a_case(text, start, end)):
        points += 2
    first = segment.parts[0]
    if first.word == "O" and first.bits == INITIAL and text[start - 2 : start] == "C/":
        points += 2  # `C/O RASH`
    if (
        first.bits == INITIAL
        and not (first.dotted and segment.parts[-1].bits & FAMILY and text[start - 1] == " ")
        and _MEASURED.search(text, max(0, start - 4), start + 1)
    ):
        points += 1.5
    if segment.stop in _STREETS and _STREET_NUMBER.search(text, max(0, start - 3), start):
        points += 3
    return points


def doubt(reading: Reading, segment: Segment, word: str) -> float:
    """
    Points against a name that stands there without a cue: places, scores, products, verbs.

    `word` is the one right before it, lower case, or empty.
    """
    text, start = reading.text, segment.start
    points = 0.0
    if (
        word in WITH_PLACES
        or (
            "t" in text[max(0, start - 4) : start]
            and _SAINT.search(text, max(0, start - 5), start)
        )
        or (word in _LINKS and _EPONYM_OF.search(text, max(0, start - 20), start))
    ):
        points += 2
    if start and text[start - 1] == "'":
        whole = len(segment.parts) > 1 and text[segment.end : segment.end + 1] == "'"
        points += 0 if whole else 0.5
    if len(segment.parts) > 1:
        first, second = segment.parts[:2]
        between = text[first.end : second.start].strip().lower()
        points += 3 * (first.word.lower() in _LEADING and between in _LEADS_TO)
    else:
        part = segment.parts[0]
        if _ARTICLE.search(text, max(0, start - 4), start) and not _DOES.match(text, part.end):
            points += 1
        points += _placed(text, segment, word) + _of_things(reading, segment, word)
        if part.word.lower() in AMBIGUOUS_LOWER:
            points += segment.stop in _OBJECT
            points += bool(word == "," and segment.stop) or sentence_start(reading, start)
        if text[part.end : part.end + 1] == "-" or (start and text[start - 1] in "-/"):
            points += 1
        if reading.articled(part.word):
            points += 1
        points += _in_a_series(reading, segment)
    return points


def _in_a_series(reading: Reading, segment: Segment) -> float:
    """Points against one word among abbreviations, or among things that are counted."""
    text, start, end = reading.text, segment.start, segment.end
    if segment.parts[0].word.isupper() and not reading.shouted:
        return (
            1.0
            if (
                _SHOUTED_BEFORE.search(text, max(0, start - 12), start)
                and _SHOUTED_AFTER.match(text, end)
            )
            else 0.0
        )
    counted = _COUNTED_BEFORE.search(text, max(0, start - 4), start)
    return 1.0 if counted and _COUNTED_AFTER.match(text, end) else 0.0


def _placed(text: str, segment: Segment, word: str) -> float:
    """Points against one word after a preposition that places follow."""
    bits = segment.parts[0].bits
    if word == "to":
        return 0 if bits & (COMMON | GIVEN) else 1
    if word in ("of", "from"):
        return 0 if bits & COMMON else 1
    if word in ("in", "at", "near") and not apposition(text, segment.end):
        return 1 if bits & COMMON else 2
    return 0


def _of_things(reading: Reading, segment: Segment, word: str) -> float:
    """Points against one word that may be a score, an eponym or a product."""
    text, end, part = reading.text, segment.end, segment.parts[0]
    low = part.word.lower()
    points = 3.0 if low == "max" and _in_a_table(text, segment.start, end) else 0.0
    is_graded = graded(text, end)
    if is_graded and low not in EPONYMS and low not in PRODUCTS and _DATE.match(text, end):
        is_graded = False  # `f/u Quill 9/23`
    if is_graded and not part.bits & COMMON:
        person = part.bits & GIVEN and not part.bits & FAMILY and low not in EPONYMS
        points += 0.5 if person and low not in PRODUCTS and low not in NAMESAKES else 1.5
    if low in EPONYMS:
        points += 0.5 if part.bits & FAMILY else 1
        owned = segment.possessive and reading.next_word(end + 2) not in OF_A_PERSON
        if owned or word in AILING:
            points += 2
    elif low in NAMESAKES and not part.bits & COMMON:
        points += 0.5
    if low in DAYS:
        points += 1.5  # `dosing during Ramadan`
    verbs = PERSON_VERBS if part.bits & COMMON else _OF_PEOPLE
    if low in PRODUCTS and (segment.stop not in verbs or part.bits == UNKNOWN):
        points += 1.5 if is_graded or not word else 1
    return points

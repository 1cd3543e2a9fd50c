"""
Numbers by their make alone, where sure findings stand near: `machine 6114W-9F8X372`, `(4418820)`.

Whoever writes about somebody calls numbers by words that no list holds. Letters and figures in
groups, five figures and more, are then a number of theirs or of their things, unless they are a
day, an hour, a measure, a code of a standard or a span. The detector that asks says which kind.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from promptward.deferred import regex
from promptward.model import Candidate
from promptward.recognizers.about_somebody import may_be_weighed
from promptward.recognizers.recognizer import Confirmed
from promptward.recognizers.second_look import SecondLookBase, covered
from promptward.text import View
from promptward_dsl.lattice import Confidence

__all__ = ["FreeCode"]

_EDGE = r"(?<![\w.,+$=@&?%~^/\\-])"
_END = r"(?![\w/%@=-]|[.:,]\w)"
_GROUP = r"[A-Z]{0,6}\d[A-Z0-9]{0,13}"
_JOINED = regex(
    rf"{_EDGE}(?:[A-Z]{{1,6}}-)?{_GROUP}(?:[-/](?:{_GROUP}|[A-Z]{{1,3}})){{1,4}}{_END}"
)
"""Groups of capitals and figures between strokes: `KR-7H-1346067`, `8036315-KW`."""

_APART = regex(
    _EDGE
    + r"(?:(?:[A-Z]{1,4}\d{1,4}|\d{1,4}[A-Z]{1,3}|[A-Z]{1,3}-\d{2,4}) (?:\d{7,13}|[A-Z]\d{4,12})"
    r"|[A-Z]{1,4}(?: \d{4}){2,4}|[A-Z]{1,3}\d{11,14}|\d{7,11} 0\d)" + _END
)
"""Groups with a blank between them, no one of which is a measure: `WN 4511 5952`, `3356851 01`."""

_ENCLOSED = regex(r"(?<=[A-Za-z]{2} \()\d{6,11}(?=\)[\s,.;:]|\)$)")
"""Figures that stand in brackets behind a word, as what they number does: `SSI (5756950)`."""

_NOT = regex(
    r"\d{1,2}[-/]\d{1,2}[-/](?:\d\d){1,2}|(?:18|19|20)\d\d[-/]\d{1,2}(?:[-/]\d{1,2})?"
    r"|\d{1,2}-?(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]*-?(?:\d\d){1,2}"
    r"|(?:[01]\d|2[0-4])[0-5]\d[-/](?:[01]\d|2[0-4])[0-5]\d"
    r"|(?:18|19|20)\d\d[-/](?:18|19|20)?\d\d"
    r"|\d{4,5}-\d{3,4}-\d{1,2}|\d{5}-[A-Z0-9]{2}|\d{1,4}/\d+|\d+/\d|\d+/\d{3,}|\d+/[013-9]\d"
    r"|\d{1,3}(?:[-/]\d{1,3})+|\d{1,6}-\d{1,6}|\d{1,4}-\d{1,4}/\d{1,4}-\d{1,4}|\d{3,9}000"
    r"|(?:\d{1,2}|[XYM])-\d{4,9}-[ACGT]{1,3}-[ACGT]{1,3}|[A-TV-Z]\d\d[-.].*|(?:MK|BMS|GSK|AZD|PF|LY|ABT"
    r"|JNJ|REGN|AMG|BAY|BI|RO|TAK|ONO|MEDI"
    r"|INCB|CVE|RFC|ISO|IEC|DIN|EN|ASTM|IEEE|ANSI|NIST|PEP|ICD|CPT|HCPCS|LOINC|SNOMED|NDC|REF|LOT"
    r"|COVID|SARS|HLA|IL|CD|CA|NCT|PMID|DOI|UTF|SHA|AES|H|HPV|EPSG|OMIM|MIM|HP|FORM|CMS|DEV|BUG"
    r"|JIRA|OPS|RS|GH|GRCH|HG|CHR)[-/]?\d.*"
)
"""Days, hours, years, codes of medicines, genes and standards, spans, round sums and shares."""

_OF_THING = regex(
    r"(?:\bREF|(?i:\b(?:lot|model|cat|catalog(?:ue)?|part|ndc|size|version|firmware|fw|rev|grant"
    r"|sku"
    r"|loinc|cpt|hcpcs|icd(?:-?10)?|rxnorm|snomed|gtin|upc|isbn|issn|doi|pmid|rfc|iso|build"
    r"|release"
    r"|section|chapter|table|figure|fig|form|award|contract|commit|clone|strain|batch|bin|rxbin"
    r"|rxpcn|pcn|code|codes|exp|epoch|port|drg|chip|microchip|protocol|trial|study|nct|item|ethics"
    r"|irb|rec|approval)))\.?"
    r"(?: (?i:no\.?|number|#))?[ :#=]{1,3}$"
)
_UNIT = regex(
    r",? {1,4}(?i:lot|serial|s/n|sn)\b| ?(?:m[cg]|m?[lL]|[kK]?g|units?|[iI][uU]|cm|mm|cells"
    r"|copies|patients|bp|kb|x)\b|%"
)
_FEWEST = 5
_NEAR = 400
_MOST_FOUND = 128


class FreeCode(SecondLookBase):
    """Recogniser `free_code`: a number by its make near two sure findings, about somebody."""

    name = "free_code"

    def again(self, view: View, confirmed: Sequence[Confirmed]) -> Iterable[tuple[str, Candidate]]:
        """Numbers that nothing sure covers; of any category, so the detector that asks decides."""
        near = sorted(
            {
                one.start
                for one in confirmed
                if one.level is not Confidence.LOW and one.kind != "date"
            }
        )
        if len(near) <= 1 or not may_be_weighed(view, confirmed):
            return
        text = view.text
        mask = covered(len(text), confirmed)
        left = _MOST_FOUND
        for start, end in _in_series(text, confirmed):
            if left and not all(mask[start:end]):
                left -= 1
                yield "", Candidate(start, end, Confidence.MEDIUM, ("free_code",))
        for start, end in _made(text):
            if left == 0:
                return
            low, high = bisect_left(near, start - _NEAR), bisect_right(near, end + _NEAR)
            if high - low > 1 and not all(mask[start:end]) and _may_be_one(text, start, end):
                left -= 1
                yield "", Candidate(start, end, Confidence.MEDIUM, ("free_code",))


_NUMBERED = frozenset(("number", "text"))
"""Kinds of categories; a code of whatever else is a text."""

_LONGEST = 18
_FURTHER = regex(
    r"(?:, ?| (?:and |& |or )?|; ?|/)([A-Z]{0,4}-?\d{4,10}(?:-\d{1,6})?)(?![\w/%-]|[.:]\w)"
)


def _in_series(text: str, confirmed: Sequence[Confirmed]) -> Iterator[tuple[int, int]]:
    """Numbers of the same form that follow one that is sure: `events 88204 88231 88260`."""
    reached = 0
    for one in sorted(confirmed, key=_start):
        # What is sure in a series was read with its first number.
        if one.start < reached or one.kind not in _NUMBERED or one.level is Confidence.LOW:
            continue
        form, at = _form(text[one.start : one.end]), one.end
        if form.count("9") < _FEWEST - 1 or len(form) > _LONGEST:
            continue
        while (further := _FURTHER.match(text, at)) and _form(further[1]) == form:
            yield further.span(1)
            at = further.end()
        reached = at


def _start(one: Confirmed) -> int:
    return one.start


def _form(value: str) -> str:
    """Figures and letters without their values."""
    return "".join("9" if c.isdigit() else "A" if c.isalpha() else c for c in value)


def _made(text: str) -> Iterator[tuple[int, int]]:
    for pattern in (_JOINED, _APART, _ENCLOSED):
        for found in pattern.finditer(text):
            yield found.span()


def _may_be_one(text: str, start: int, end: int) -> bool:
    value = text[start:end]
    return (
        sum(map(str.isdigit, value)) >= _FEWEST
        and not _NOT.fullmatch(value)
        and not _UNIT.match(text, end)
        and not _OF_THING.search(text, max(0, start - 24), start)
    )

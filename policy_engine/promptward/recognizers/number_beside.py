"""
The number right behind a person's name: `Maribel Quill (20-991-334)`, `QUILL, A 4410883`.

Where nothing else says what it is, it is the person's, and goes by the category that asks for it.
"""

from collections.abc import Iterable, Sequence

from promptward.deferred import regex
from promptward.model import Candidate
from promptward.recognizers.recognizer import Confirmed
from promptward.recognizers.second_look import SecondLookBase, covered
from promptward.text import View
from promptward_dsl.lattice import Confidence

__all__ = ["NumberBeside"]

_BESIDE = regex(
    r"(?: {0,2}[,;:|\t]| -|'s)? {0,3}(?P<sign>[(\[#]{0,2})"
    r"(?:ID|id|MR|HN|UR|chart|file|no\.?)?[ #:]{0,2}"
    r"(?P<id>[A-Z]{0,4}-?\d{2,10}(?:[-/.]\d{1,8}){0,3}(?:[ ]\d{3,5}){0,3}[A-Z]?)"
    r"(?![\w%/:.-]*\w)"
)
_DATE = regex(
    r"(?:19|20)\d\d[-/.]?\d{1,2}[-/.]?\d{1,2}$|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}$|(?:19|20)\d\d$"
)
_UNIT = regex(
    r" ?(?:mg|mcg|ml|units?|kg|cm|mm|years?|yrs?|days?|patients|[A-Z][a-z]+ (?:St|Ave|Rd))\b"
)
_FEWEST = 6
_FEWEST_BEHIND_SIGN = 4
_MOST_FOUND = 256


class NumberBeside(SecondLookBase):
    """Recogniser `number_beside_name`: a number of six figures and more right behind a name."""

    name = "number_beside_name"

    def again(self, view: View, confirmed: Sequence[Confirmed]) -> Iterable[tuple[str, Candidate]]:
        """Numbers behind sure names; of any category, so the detector that asks decides."""
        text = view.text
        mask = bytearray()
        found: list[tuple[str, Candidate]] = []
        for one in confirmed:
            if one.kind != "name" or one.level is Confidence.LOW:
                continue
            number = _BESIDE.match(text, one.end)
            if number is None or len(found) == _MOST_FOUND:
                continue
            start, end = number.span("id")
            digits = sum(map(str.isdigit, number["id"]))
            fewest = _FEWEST_BEHIND_SIGN if "#" in number["sign"] else _FEWEST
            if digits < fewest or _DATE.match(number["id"]) or _UNIT.match(text, end):
                continue
            mask = mask or covered(len(text), confirmed)
            # Where its figures were found already, something says what they are.
            if any(not mask[at] and text[at].isdigit() for at in range(start, end)):
                found.append(("", Candidate(start, end, Confidence.MEDIUM, ("beside_name",))))
        return found

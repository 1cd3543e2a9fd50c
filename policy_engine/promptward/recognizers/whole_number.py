"""
All of a number of which a piece was found: `SB-C25-19002`, where a cue gave `C25-19002`.

What is joined to a number without a blank by `-`, `/`, `.` or `:` belongs to it, if it is made of
capitals and figures. Nothing is joined that is a label (`MRN-12345`) or that says the sex. A
number in groups goes on with its last ones (`number_groups`).
"""

from collections.abc import Iterable, Sequence

from promptward.deferred import regex
from promptward.model import Candidate
from promptward.recognizers.number_groups import further
from promptward.recognizers.recognizer import Confirmed
from promptward.recognizers.second_look import SecondLookBase
from promptward.text import View
from promptward_dsl.lattice import Confidence
from promptward_rules import word_list

__all__ = ["WholeNumber"]

_JOINTS = frozenset("-/.:")
_BEFORE = regex(
    r"(?<![\w.:/@=&?#%+-])((?:[A-Z]{1,4}\d{0,4}|\d{1,7}[A-Z]{0,2}\d{0,6})[-/:.]){1,3}$"
)
_AFTER = regex(r"(?:-[A-Z0-9]{1,8}){1,3}(?![\w@]|[-/:]\w)|/\d{2,4}(?![\w/.-])")
_LABEL = frozenset(word_list("records", "labels of numbers"))
_REACH = 28
_SHORTEST = 4


def _belongs(before: str, value: str) -> bool:
    """Whether what is joined in front is of the number: letters before mere figures name them."""
    return before not in _LABEL and not (before.isalpha() and value.isdigit())


class WholeNumber(SecondLookBase):
    """Recogniser `whole_number`: sure numbers with the rest of the token that they stand in."""

    name = "whole_number"
    version = 3

    def again(self, view: View, confirmed: Sequence[Confirmed]) -> Iterable[tuple[str, Candidate]]:
        """The whole token, of the category that a piece was found for."""
        text = view.text
        for one in confirmed:
            if one.level is Confidence.LOW or one.kind not in ("number", "text"):
                continue
            start, end = one.start, one.end
            if end - start < _SHORTEST or not any(map(str.isdigit, text[start:end])):
                continue
            if start and text[start - 1] in _JOINTS:
                found = _BEFORE.search(text, max(0, start - _REACH), start)
                if found is not None and _belongs(found[0].strip("-/.:"), text[start:end]):
                    start = found.start()
            if text[end : end + 1] in ("-", "/"):
                after = _AFTER.match(text, end)
                if after is not None:
                    end = after.end()
            end = further(text, start, end)
            if (start, end) != (one.start, one.end):
                yield (
                    one.category,
                    Candidate(start, end, Confidence.MEDIUM, ("whole_number",)),
                )

"""
The age right behind a person's name or day of birth, where it is over 89: `ida, 94, copd`.

A name before it, and what goes on behind as it does about somebody, say that it is an age; behind
a day of birth the figures of its year have to leave room for it.
"""

from collections.abc import Iterable, Sequence

from promptward.deferred import regex
from promptward.model import Candidate
from promptward.rare import rare
from promptward.recognizers.care_words import speaks_of_care
from promptward.recognizers.recognizer import Confirmed
from promptward.recognizers.second_look import SecondLookBase
from promptward.text import View
from promptward_dsl.lattice import Confidence

__all__ = ["AgeBeside"]

_AGE = regex(
    r"(?:, | \(|,? age | (?=\d{2,3} ?[-\xff\u2013\u2014] ?[A-Za-z])"
    r"| \([A-Z #:]{0,9}[\d-]{3,10}(?: \d{3,5}){0,2}\), )"
    r"(?P<age>9\d|10\d)(?=,? ?[mfMF]\b|, [a-z]{2}|\)|\.(?:\s|$)|\n|$"
    r"| ?[-\xff\u2013\u2014] ?[A-Za-z]"
    r"| (?:w|with|has|had|is|was|who|lives|living|from|here|in|admitted|fell|hx|s/p|c/o)\b)"
)
_FURTHER = regex(
    r" (?P<day>9\d|10\d)(?= (?:today|tomorrow|tmrw|this week|next week"
    r"|on (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|the|her|his)))"
    r"|(?:\? ?|: ?| - | [-\xff\u2013\u2014] ?|[ ,]{1,2}(?:[MFmf][ -]?|sex [MF] )"
    r"| \((?:also|so|now|aged?|about|turned|is|hospice|SNF|NH|DNR|DNI|home|rehab|ICU|CMO"
    r"|[FMfm],?|hosp|comfort|widow(?:ed|er)?)[ ,]{1,2}"
    r"|,? (?:also|now|only|just|almost|nearly) )(?P<age>9\d|10\d)"
    r"(?=,(?: ?[A-Za-z]|$)|[);!?]|\.(?:\s|$)|\n|$| [-\xff\u2013\u2014] [A-Za-z]"
    r"| (?:w|with|has|had|is|was|who|lives|living|from|here|in|on|admitted|adm|fell|hx|s/p|c/o"
    r"|DNR|DNI|full|UTI|CHF|COPD|hip|fall|GIB|CVA|AMS|PNA|sepsis|stroke|dementia|demented|frail"
    r"|brought|and|but|so|still|needs|wants|not|no|nh|snf|walks|uses)\b)"
)
"""Further ways to it: `Fitzhugh? 92, walks`, `(also 94)`, `IDA - 91 - hip`, `Roe F 93 UTI`."""

_BORN = regex(
    r"(?:,? ?\((?:so|age|now|aged|is|=)?[ :]?|, ?(?:so |age |now |aged )?| \([MFmf],? ?"
    r"| so | age | ?= ?)(?P<age>9\d|10\d)"
    r"(?: ?(?:!|y|yo|yrs?|years?))?[!?]?(?=[),;]|\.(?:\s|$)|\n|$)"
)
"""Behind the day of birth: `(1.3.34, 92)`, `03-03-1931 (so 95)`."""

_YEAR = regex(r"(?:^|\D)(?:(?P<whole>1[89]\d\d)|(?P<short>\d\d))$")
_BORN_SINCE = range(1905, 1941)
_NO_AGE = regex(r"\) ?(?:%|\d)|, \d|, (?:bp|hr|rr|spo2|sats?|temp|pulse|o2)\b")
_SCORES = rare(
    r"(?:[Ss]cor(?:es?|ed|er|ers|ing)|[Gg]rades?|[Pp]oints|[Rr]at(?:ed|ings?)|[Ee]xams?"
    r"|[Mm]arks)\b"
)
"""What numbers beside names are where nobody is cared for: `maria lopez (94)`."""


def _is_long_ago(day: str) -> bool:
    """Whether somebody born that day may be over 89; a year of two figures counts up to 40."""
    year = _YEAR.search(day)
    if year is None:
        return False
    return int(year["whole"] or f"19{year['short']}") in _BORN_SINCE


class AgeBeside(SecondLookBase):
    """Recogniser `age_beside_name`: a number from 90 to 109 right behind a sure name."""

    name = "age_beside_name"
    version = 2

    def again(self, view: View, confirmed: Sequence[Confirmed]) -> Iterable[tuple[str, Candidate]]:
        """Ages behind names; the detector that asks decides the category."""
        text = view.text
        ages = [
            age
            for one in confirmed
            if one.kind == "name" and one.level is not Confidence.LOW
            for age in (_AGE.match(text, one.end) or _FURTHER.match(text, one.end),)
            if age is not None and not _NO_AGE.match(text, age.end())
        ]
        ages += [
            age
            for one in confirmed
            if one.kind == "date" and _is_long_ago(text[one.start : one.end])
            for age in (_BORN.match(text, one.end),)
            if age is not None
        ]
        if not ages or (_SCORES.search(text) and not speaks_of_care(text)):
            return
        for age in ages:
            yield (
                "",
                Candidate(*age.span(age.lastgroup or "age"), Confidence.MEDIUM, ("beside_name",)),
            )

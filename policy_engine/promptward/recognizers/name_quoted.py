"""Names with the surname first, each in quotes of its own: `"Ng, Siew Ling" "van 't Hoff, J"`."""

import re
from collections.abc import Iterator

from promptward.deferred import regex
from promptward.model import Candidate
from promptward.recognizers.common_words import is_common
from promptward.recognizers.name_reading import Reading
from promptward.recognizers.name_words import ANY_FAMILY, ANY_GIVEN, UNKNOWN
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import NOT_A_NAME
from promptward_dsl.lattice import Confidence

__all__ = ["quoted"]

_WORD = regex(r"[A-Za-z'-]+")
_FEWEST = 2
_KNOWN = ANY_GIVEN | ANY_FAMILY | UNKNOWN


def quoted(reading: Reading) -> Iterator[Candidate]:
    """Names with the surname first, each in quotes of its own, where there are several."""
    text = reading.text
    if text.count('"') < _FEWEST_QUOTES or ", " not in text:
        return
    found = list(_QUOTED.finditer(text))
    known = sum(_of_lists(reading, match) for match in found)
    if len(found) < _FEWEST or known * 2 < len(found):
        return
    for match in found:
        yield Candidate(*match.span(1), Confidence.MEDIUM, ("in_literals", "family_first"))


def _of_lists(reading: Reading, match: re.Match[str]) -> bool:
    """Whether some word is one of the lists of names and no everyday word."""
    return any(
        reading.words.unlisted(low) & _KNOWN or low in shipped("surnames")
        for low in (word.lower() for word in _WORD.findall(match[1]))
        if len(low) > _LONGEST_PARTICLE and not is_common(low) and low not in NOT_A_NAME
    )


_FEWEST_QUOTES = 4
_LONGEST_PARTICLE = 2
_QUOTED = regex(
    r"\"((?:(?:van|von|de|del|la|le|di|da|st\.?|al|el|abd|bin|[dlt]') ?"
    r"|'t ){0,3}[A-Z\xff][\w\xff'-]{1,20}(?: [A-Z\xff][\w\xff'-]{1,20})?"
    r", [A-Z\xff][\w\xff'-]{0,18}\.?(?: [A-Z\xff][\w\xff'-]{0,15}\.?){0,2})\""
)

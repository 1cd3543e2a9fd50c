"""
How far a name reaches: initials, given names and pieces of a log-in beside a name that was found.

`[Alarcon], R`, `[Ostrander], Wm.`, `jo [lynn]`, `m.[delgado]`, `[marguerite].d`.
"""

from collections.abc import Iterable, Sequence

from promptward.deferred import regex
from promptward.model import Candidate
from promptward.recognizers.common_words import is_common
from promptward.recognizers.eponyms import EPONYMS
from promptward.recognizers.recognizer import Confirmed
from promptward.recognizers.second_look import SecondLookBase
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import AMBIGUOUS_LOWER, NOT_A_NAME
from promptward.text import View
from promptward_dsl.lattice import Confidence

__all__ = ["NameExtent"]

_SHORTENED = r"(?:Wm|Jos|Chas|Thos|Geo|Jas|Robt|Edw|Eliz|Marg|Benj|Danl|Saml|Alex|Fred|Theo)\."
_RIGHT = regex(
    rf",? (?:{_SHORTENED}|Jr\b\.?|Sr\b\.?|[A-Z]\.(?=[ \t]*(?:$|[\n,;:)|/]|\xff|[-] |[A-Za-z0-9(]))"
    r"|[A-Z](?=[ \t]*(?:$|[\n,;:)|\"']|\xff|- |\d)|(?<![LR]) [A-Z]{3}))"
)
"""An initial or a shortened given name, and where it ends."""

_GIVEN_AFTER = regex(r", ([A-Z][a-z]{2,15})(?=[ \t]*(?:$|[\n,;:)|(]|\d))")
_LEFT = regex(r"(?:^|[\s,(/:>-])([a-z]{2,12}) $")
_BYNAME = regex(r"\b(?:Big|Little|Lil|Old|Young|Tiny|Uncle|Aunt|Auntie|Mama|Papa|Ma\.) $")
_PIECE = frozenset("._-")
_DOUBLES = frozenset(
    "jo mary ann anna billie bobbie peggy betty sue lou lee rose may ella emma norma".split()  # noqa: SIM905  # legible
)
"""Given names that stand before another one: `jo lynn`, `mary beth`."""

_LOOK_BACK = 16


def _wider(text: str, start: int, end: int) -> tuple[int, int]:
    """The range of a name with what belongs to it on either side."""
    log_in = _log_in(text, start, end)
    if log_in is not None:
        return log_in
    word = text[start:end]
    if " " not in word and "," not in word and len(word) > 1:
        right = _RIGHT.match(text, end)
        if right and word[0].isupper() and word.lower() not in EPONYMS:
            end = right.end()
        elif _surname(word):
            given = _GIVEN_AFTER.match(text, end)
            if given and given[1].lower() in shipped("common_given"):
                end = given.end()
    if word[0].isupper():
        byname = _BYNAME.search(text, max(0, start - _LOOK_BACK), start)
        if byname:
            start = byname.start()
    elif word.islower():
        left = _LEFT.search(text, max(0, start - _LOOK_BACK), start)
        if left and _before(left[1]):
            start = left.start(1)
    return start, end


def _surname(word: str) -> bool:
    low = word.lower()
    return (
        word[0].isupper()
        and low in shipped("surnames")
        and low not in shipped("common_given")
        and low not in EPONYMS
    )


def _before(low: str) -> bool:
    """Whether a word in lower case before a name is of the same name."""
    if low in _DOUBLES:
        return True
    return (
        low in shipped("common_given")
        and low not in AMBIGUOUS_LOWER
        and low not in NOT_A_NAME
        and not is_common(low)
    )


def _log_in(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The log-in that the name is a piece of, beside an initial: `m.quill`, `quill_s`."""
    first, last = start, end
    if start > 1 and text[start - 1] in _PIECE and text[start - 2].isalnum():
        first = start - 2
    elif text[end : end + 1] in _PIECE and text[end + 1 : end + 2].isalnum():
        last = end + 2
    else:
        return None
    if (
        not text[start].islower()
        or text[first - 1 : first].isalnum()
        or text[first - 1 : first] in _OTHER
        or text[last : last + 1].isalnum()
        or text[last : last + 1] in _OTHER
    ):
        return None
    return first, last


_OTHER = frozenset("._-/\\@=([#&%")


class NameExtent(SecondLookBase):
    """Recogniser `name_extent`: names with the words beside them that belong to them."""

    name = "name_extent"
    version = 1

    def again(self, view: View, confirmed: Sequence[Confirmed]) -> Iterable[tuple[str, Candidate]]:
        """Sure names that reach further; of the same category."""
        text = view.text
        seen: set[tuple[int, int]] = set()
        for one in confirmed:
            here = (one.start, one.end)
            if one.kind != "name" or one.level is Confidence.LOW or here in seen:
                continue
            seen.add(here)
            wider = _wider(text, *here)
            if wider != here:
                yield one.category, Candidate(*wider, Confidence.MEDIUM, ("name_extent",))

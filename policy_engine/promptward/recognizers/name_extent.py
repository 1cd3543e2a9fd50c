"""
How far a name reaches: initials, given names and pieces of a log-in beside a name that was found.

`[Alarcon], R`, `[Ostrander], Wm.`, `jo [lynn]`, `m.[delgado]`, `[marguerite].d`.
"""

from collections.abc import Iterable, Iterator, Sequence

from promptward.deferred import regex
from promptward.model import Candidate
from promptward.recognizers.common_words import is_common
from promptward.recognizers.eponyms import EPONYMS, PRODUCTS
from promptward.recognizers.recognizer import Confirmed
from promptward.recognizers.second_look import SecondLookBase
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import AMBIGUOUS_LOWER, NOT_A_NAME, SHORTHAND
from promptward.text import View
from promptward_dsl.lattice import Confidence

__all__ = ["NameExtent"]

_SHORTENED = r"(?:Wm|Jos|Chas|Thos|Geo|Jas|Robt|Edw|Eliz|Marg|Benj|Danl|Saml|Alex|Fred|Theo)\."
_RIGHT = regex(
    rf",? (?:St\. [A-Z][a-z]{{2,14}}|{_SHORTENED}|Jr\b\.?|Sr\b\.?|[A-Z]\.(?=[ \t]*(?:$"
    rf"|[\n,;:)|/]|\xff|[-] |[a-z0-9(]))"
    r"|[A-Z](?=[ \t]*(?:$|[\n,;:)|\"']|\xff|- |\d)|(?<![LR]) [A-Z]{3}))"
)
"""An initial or a shortened given name, and where it ends."""

_FAMILY_BEFORE = regex(r"(?:^|[\n|;\t\"'(] ?|  |: | )((?:[A-Z][A-Z'-]{2,20}))(?:, |,)$")
_GIVEN_AFTER = regex(r", ([A-Z][a-z]{2,15})(?=[ \t]*(?:$|[\n,;:)|(]|\d))")
_LEFT = regex(r"(?:^|[\s,(/:>-])([a-z]{2,12}) $")
_BYNAME = regex(
    r"\b(?:big|little|Big|Little|Lil|Old|Young|Tiny|Uncle|Aunt|Auntie|Mama|Papa|Ma\.) $"
)
_PARTICLE = regex(r"\b(?:[Vv]\. ?d\. ?|[Vv]/d |[Vv]d |(?:[Vv]an )?'t |op de[nr]? )$")
"""Particles as they are shortened in Dutch: `v.d. Heuvel`."""
_CALLED_SO = regex(r"\b([A-Z][a-z]{2,14}) \($")
"""What somebody is called, before the given name in brackets: `Bluey (Raymond) Kettlewell`."""
_PIECE = frozenset("._-")
_DOUBLES = frozenset(
    "jo mary ann anna billie bobbie peggy betty sue lou lee rose may ella emma norma".split()  # noqa: SIM905  # legible
)
"""Given names that stand before another one: `jo lynn`, `mary beth`."""

_LOOK_BACK = 16
_FAR_BACK = 26
_LONG = 3
_CELL = regex(r"(?:^|[\n|;\t\"'] ?)$")


def _starts_cell(text: str, start: int) -> bool:
    return _CELL.search(text, max(0, start - 2), start) is not None


def _given(low: str, *, starts: bool) -> bool:
    """Whether a word behind the comma is a given name; any that is no word, in a cell."""
    if low in shipped("common_given"):
        return True
    return starts and not (
        is_common(low)
        or low in NOT_A_NAME
        or low in shipped("english")
        or low in shipped("cities")
        or low in shipped("abbreviations")
    )


def _family_shouted(word: str) -> bool:
    """Whether a word in capitals before a comma may be a surname."""
    low = word.lower()
    return not (
        low in NOT_A_NAME
        or low in shipped("abbreviations")
        or low in SHORTHAND
        or (low in shipped("english") and low not in shipped("surname_words"))
    )


def _wider(text: str, start: int, end: int) -> tuple[int, int]:
    """The range of a name with what belongs to it on either side."""
    log_in = _log_in(text, start, end)
    if log_in is not None:
        return log_in
    word = text[start:end]
    if word.islower():
        left = _LEFT.search(text, max(0, start - _LOOK_BACK), start)
        first = left.start(1) if left and _before(left[1]) else start
        return first, _onwards(text, end)
    if not word[0].isupper():
        return start, end
    if " " not in word and "," not in word and len(word) > 1:
        end = _rightwards(text, start, end)
    return _leftwards(text, start, word), end


def _rightwards(text: str, start: int, end: int) -> int:
    """The end of an initial or a given name behind one word."""
    word = text[start:end]
    right = _RIGHT.match(text, end)
    if right and word.lower() not in EPONYMS and not (word.isupper() and len(word) <= _LONG):
        return right.end()
    if _surname(word):
        given = _GIVEN_AFTER.match(text, end)
        if given and _given(given[1].lower(), starts=_starts_cell(text, start)):
            return given.end()
    return end


def _leftwards(text: str, start: int, word: str) -> int:
    """The start of a surname in capitals, or of a byname, before a name."""
    if word.isupper() and len(word) > _LONG:
        family = _FAMILY_BEFORE.search(text, max(0, start - _FAR_BACK), start)
        if family and _family_shouted(family[1]):
            return family.start(1)
    if ") " in word:
        called = _CALLED_SO.search(text, max(0, start - _LOOK_BACK), start)
        if called and called[1].lower() not in NOT_A_NAME:
            return called.start()
    particle = _PARTICLE.search(text, max(0, start - _LOOK_BACK), start)
    if particle:
        return particle.start()
    byname = _BYNAME.search(text, max(0, start - _LOOK_BACK), start)
    return byname.start() if byname else start


def _onwards(text: str, end: int) -> int:
    """The end of the words in lower case behind a name that can only go on with it."""
    for _ in range(_MOST_PARTS):
        follows = _LOWER_AFTER.match(text, end)
        if follows is None or not (follows[1] is None or _goes_on(follows[1])):
            break
        end = follows.end()
    suffix = _SUFFIX.match(text, end)
    return suffix.end() if suffix else end


_SUFFIX = regex(r" (?:(?:jr|sr|iii?|iv)\b\.?(?![\w'-])|[b-hj-z](?=,(?! ?\d)|[;)\n]|$))")
"""What stands last in a name: `walt jr`, `trevon k, dob …`; a sex stands before an age."""

_MOST_PARTS = 3
_LOWER_AFTER = regex(r" (?:[a-z]\.(?= [a-z])|([a-z]{3,15}(?:-[a-z]{2,15})?))(?![A-Za-z0-9_@/(=-])")
_LISTS = ("surnames", "common_given", "given", "rare_surnames", "rare_given")


def _goes_on(low: str) -> bool:
    return all(
        any(piece in shipped(name) for name in _LISTS)
        and not is_common(piece)
        and piece not in NOT_A_NAME
        and piece not in AMBIGUOUS_LOWER
        and piece not in shipped("english")
        and piece not in shipped("abbreviations")
        and piece not in SHORTHAND
        and piece not in EPONYMS
        and piece not in PRODUCTS
        for piece in low.split("-")
    )


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
        or (text[last : last + 1] in _OTHER and not _FILE.match(text, last))
    ):
        return None
    return first, last


_FILE = regex(r"(?<=_[a-z])(?:_\w{1,40})?\.[a-z]{2,5}\b(?![./(])|(?<=_[a-z])_(?:19|20)\d{4,6}\b")
"""Behind a name and an initial: the rest of the name of a file, `quill_s_mri.dcm`."""

_LONGEST_INITIALS = 5
_OPENS = frozenset("([=:-")
_OTHER = frozenset("._-/\\@=([#&%")


def _stood_for(text: str, start: int, end: int, told: set[str]) -> Iterator[tuple[int, int]]:
    """
    The letters that a whole name explains or that explain it: `PSJ (Paul St. James)`; those that
    are not `told` yet wherever they stand.
    """
    words = _INITIAL_OF.findall(text, start, end)
    if len(words) < _FEWEST:
        return
    letters = {"".join(words).upper(), (words[0] + words[-1]).upper()}
    for side in (
        _DECLARED.search(text, max(0, start - _FAR), start),
        _EXPLAINED.match(text, end),
    ):
        if (
            side
            and side[1].upper() in letters
            and ("=" in side[0] or side[1].lower() not in shipped("abbreviations"))
        ):
            yield side.span(1)
            if side[1] not in told and len(told) < _MOST_TOLD:
                told.add(side[1])
                yield from _alone(text, side[1])


def _alone(text: str, letters: str) -> Iterator[tuple[int, int]]:
    at = text.find(letters)
    while at >= 0:
        stop = at + len(letters)
        if not (text[at - 1 : at].isalnum() or text[stop : stop + 1].isalnum()):
            yield at, stop
        at = text.find(letters, stop)


_FEWEST = 2
_FAR = 8
_MOST_TOLD = 64
"""Letters of so many people are looked for in all of a text."""
_INITIAL_OF = regex(r"(?<![A-Za-z'.])([A-Z])[A-Za-z'.-]")
_DECLARED = regex(r"(?<![A-Za-z0-9])([A-Za-z]{2,4}) ?(?:\(|=|:|-) ?$")
_EXPLAINED = regex(r" ?[(\[]=? ?([A-Za-z]{2,4})[)\]]")


class NameExtent(SecondLookBase):
    """Recogniser `name_extent`: names with the words beside them that belong to them."""

    name = "name_extent"
    version = 3

    def again(self, view: View, confirmed: Sequence[Confirmed]) -> Iterable[tuple[str, Candidate]]:
        """Sure names that reach further; of the same category."""
        text = view.text
        seen: set[tuple[int, int]] = set()
        told: set[str] = set()
        for one in confirmed:
            here = (one.start, one.end)
            if one.kind != "name" or one.level is Confidence.LOW or here in seen:
                continue
            seen.add(here)
            wider = _wider(text, *here)
            if wider != here:
                yield one.category, Candidate(*wider, Confidence.MEDIUM, ("name_extent",))
            if one.end - one.start > _LONGEST_INITIALS and (
                text[one.end : one.end + 2].strip()[:1] in _OPENS
                or text[max(0, one.start - 2) : one.start].strip()[-1:] in _OPENS
            ):
                for span in _stood_for(text, *here, told):
                    yield one.category, Candidate(*span, Confidence.MEDIUM, ("initials",))

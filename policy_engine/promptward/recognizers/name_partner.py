"""
The other of two, one of whom is found: `Nakhle/[Byrne]`, `ring [Jan] or Sunita`.

Two surgeons between whom a stroke stands, two people of whom either may be called. And a given
name that is a word, before a surname in small letters: `a letter on [grace] petrakis`.
"""

from collections.abc import Iterable, Iterator, Sequence

from promptward.deferred import regex
from promptward.model import Candidate
from promptward.recognizers.common_words import is_common
from promptward.recognizers.eponyms import EPONYMS, PRODUCTS
from promptward.recognizers.recognizer import Confirmed
from promptward.recognizers.second_look import SecondLookBase, covered
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import NOT_A_NAME, ROLES, SERVICES
from promptward.text import View
from promptward_dsl.lattice import Confidence

__all__ = ["NamePartner"]

_STROKE_BEFORE = regex(r"(?:^|[\s(,:;])([A-Z][a-z'-]{2,18}) ?/ ?$")
_STROKE_AFTER = regex(r" ?/ ?([A-Z][a-z'-]{2,18})(?=$|[\n.,;:)]| [a-z0-9(@-])")
_CONTACT = (
    r"(?i:ring|call|phone|text|ask|tell|e-?mail|page|bleep|contact|message|msg|see|saw|met|with"
    r"|w/|from|to|by|for|both|either|between|thanks|hi|dear|hello|remind|told|asked|thank)"
)
_EITHER_BEFORE = regex(rf"\b{_CONTACT} ([A-Z][a-z]{{2,14}}) (?:or|and|&) $")
_EITHER_AFTER = regex(
    r" (?:or|&) ([A-Z][a-z]{2,14})(?=$|[\n.,;:)?!]| (?:on|at|if|to|when|will|can|who|has|is|for"
    r"|about|in|tomorrow|today|tonight|before|after|re|w/|with|\(?\+?\d)\b)"
)
_CONTACTED = regex(rf"\b{_CONTACT} (?:[A-Z][a-z'-]+ )?$")
_GIVEN_BEFORE = regex(
    r"\b(?:on|for|re|regarding|about|of|with|patient|pt|named?|to|from|lady|saw|see|seen|called"
    r"|mrs|ms|miss|mr|dr|doctor|nurse|sister|is|and|by|dear|resident|client|daughter|son|wife"
    r"|husband|mum|mom|mother|madam) ([a-z]{3,12}) $"
)
_AFTER_LABEL = regex(r"(?:^|\n|[a-z]: )([A-Z][a-z]{3,12}) $")
_JOINTS = frozenset(("/", " "))
_EITHER = frozenset((" or", " & "))
_LOOK_BACK = 30
_LONG = 4


class NamePartner(SecondLookBase):
    """Recogniser `name_partner`: the other of a pair, and a given name before small letters."""

    name = "name_partner"
    version = 1

    def again(self, view: View, confirmed: Sequence[Confirmed]) -> Iterable[tuple[str, Candidate]]:
        """Words beside sure names."""
        text = view.text
        names = [
            one for one in confirmed if one.kind == "name" and one.level is not Confidence.LOW
        ]
        if not names:
            return
        known: bytearray | None = None
        for one in names:
            for start, end in _beside(text, one):
                if known is None:
                    known = covered(len(text), confirmed)
                if not all(known[start:end]):
                    yield (
                        one.category,
                        Candidate(start, end, Confidence.MEDIUM, ("beside_name",)),
                    )


def _beside(text: str, one: Confirmed) -> Iterator[tuple[int, int]]:
    """Half-open ranges of the words that a name's neighbour says are names."""
    ahead = _ahead(text, one.start, one.end) or (
        _labelled(text, one.start, one.end) if "credential" in one.evidence else None
    )
    if ahead is not None:
        yield ahead
    behind = _behind(text, one.start, one.end)
    if behind is not None:
        yield behind


def _ahead(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The partner before a name."""
    if text[start - 1 : start] not in _JOINTS:
        return None
    low = max(0, start - _LOOK_BACK)
    if "/" in text[max(0, start - 2) : start]:
        other = _STROKE_BEFORE.search(text, low, start)
        return other.span(1) if other and _may_be_surname(other[1]) else None
    if text[start].isupper():
        other = _EITHER_BEFORE.search(text, low, start)
        return other.span(1) if other and _is_given(other[1].lower()) else None
    if " " in text[start:end] or end - start <= _LONG:
        return None
    other = _GIVEN_BEFORE.search(text, low, start)
    return (other.start(1), end) if other and other[1] in shipped("given_words") else None


def _labelled(text: str, start: int, end: int) -> tuple[int, int] | None:
    """A word between a label and a surname with a degree: `note: Marigold Quill-Vance, RN`."""
    found = _AFTER_LABEL.search(text, max(0, start - _LOOK_BACK), start)
    if found is None or " " in text[start:end]:
        return None
    low = found[1].lower()
    known = low in NOT_A_NAME or low in ROLES or low in SERVICES or is_common(low)
    return None if known else (found.start(1), end)


def _behind(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The partner behind a name."""
    behind = text[end : end + 3]
    if "/" in behind[:2]:
        other = _STROKE_AFTER.match(text, end)
        return other.span(1) if other and _may_be_surname(other[1]) else None
    if behind not in _EITHER:
        return None
    other = _EITHER_AFTER.match(text, end)
    if other is None or not _is_given(other[1].lower()):
        return None
    low = max(0, start - _LOOK_BACK)
    return other.span(1) if _CONTACTED.search(text, low, start) else None


def _is_given(low: str) -> bool:
    """Whether it is a given name, whatever else it means."""
    return any(low in shipped(name) for name in ("common_given", "given", "given_words"))


def _may_be_surname(word: str) -> bool:
    """Whether it is in a list of names, or a word of no list, and names no thing."""
    low = word.lower()
    if (
        len(low) < _LONG
        or low in NOT_A_NAME
        or low in SERVICES
        or low in ROLES
        or low in EPONYMS
        or low in PRODUCTS
        or low in shipped("abbreviations")
        or low in shipped("medicines")
    ):
        return False
    if is_common(low) or low in shipped("english"):
        return False
    return low in shipped("surnames") or low in shipped("rare_surnames") or "-" not in low

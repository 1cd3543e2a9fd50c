"""
Names that stand among things in a text that speaks of nobody: `Stilton, Jack. Port: Taylor's`.

No word of people and no number of anybody stands in such a text. A given name that nothing but a
list of names tells, and that is an item, is counted, or follows an article, is then a cheese, a
psalm or a firm; an everyday word that does something is one of those who are named for it.
"""

from collections.abc import Sequence

from promptward.deferred import regex
from promptward.model import Candidate
from promptward.recognizers.about_somebody import is_of_things, says_much, tells_of_somebody
from promptward_dsl.lattice import Confidence

__all__ = ["names_of_nobody"]

_GIVEN = frozenset(("common_given", "given_alone"))
"""Evidence of a list of given names, and of nothing else."""

_ITEM = frozenset(
    (
        *("common_given", "given_alone", "word_name", "rare_word", "rare_name", "unknown_word"),
        *("listed_alone", "surname_alone", "listed", "same_place", "mentioned_before"),
    )
)
"""Evidence of a word that is an item as much as a name, in a text of some length."""

_DOER = frozenset(("slot_after", "word_name", "listed_alone", "verb_after", "surname_alone"))
_WORD_DOES = frozenset(("slot_after", "word_name"))
_SURNAME_DOES = frozenset(("verb_after", "surname_alone"))
"""Evidence of a word or a surname that does something: `Snow took`, `Fleming saw`."""

_INVERTED = ("family_first",)
_PAIRS = frozenset(
    (
        *("given_family", "given_unknown", "family_given", "unknown_pair", "word_family"),
        *("unknown_family", "family_pair", "given_word", "given_initial", "listed", "same_name"),
        "apposition",
    )
)
"""Evidence of two words; among things only: `Jack Russell`, `Russell Stover`."""

_BEFORE = regex(r"(?:[,;:/(&\[-] ?|\b(?:and|or|vs\.?|versus|then|the|an?|by|with|Ave|San|from) )$")
_ARTICLE = regex(r"\b[Aa]n? $")
_HEADS = regex(r"(?:, | & | and | or )[A-Z]")
"""What follows the first item of a list."""
_GOES_ON = regex(r"'s|,? (?!MD|DO|RN|NP|PA)[A-Z][a-z]|; [A-Z]")
"""What follows two items of a list that are no name in the order of lists."""

_AFTER = regex(r"(?:'s)?(?: ?[,;/)\]-]|[.?!]?(?:\s|$)(?![a-z])| (?:and|or|vs)\b| \d)")
_COUNTED = regex(r" \d{1,3}(?:[:.]\d|\b)|-[A-Z]| (?:at |for |from )?\$\d")
_MEASURED = regex(
    r"\b\d{1,4} ?(?:tbsp|tsp|cups?|oz|lbs?|g|kg|ml|mL|l|cans?|jars?|bottles?|bags?|packs?|pinch|x)"
    r"(?: of)? $"
)
"""A quantity before what it is of: `2 tbsp Tony's`."""
_REACH = 16


def names_of_nobody(text: str, found: Sequence[Candidate]) -> Sequence[Candidate]:
    """The same names, those unsure that such a text has for things."""
    doubted = any(
        one.level is Confidence.MEDIUM
        and (_is_bare(one, much=True) or _PAIRS.issuperset(one.evidence))
        for one in found
    )
    if not doubted or any(one.level is Confidence.HIGH for one in found):
        return found  # whoever is named for sure is somebody
    if tells_of_somebody(text, found):
        return found
    among, much = is_of_things(text), says_much(text)
    return [
        Candidate(one.start, one.end, Confidence.LOW, (*one.evidence, "of_nobody"))
        if one.level is Confidence.MEDIUM
        and (_is_bare(one, much=much) or (among and _PAIRS.issuperset(one.evidence)))
        and (_does(one, much=much) or _is_item(text, one))
        else one
        for one in found
    ]


def _is_bare(one: Candidate, *, much: bool) -> bool:
    """Whether nothing but lists of names speaks for it; `to do: Okafor, Patel` is somebody's."""
    told = frozenset(one.evidence)
    return (
        told <= _GIVEN
        or _does(one, much=much)
        or (much and (told <= _ITEM or one.evidence == _INVERTED))
    )


def _does(one: Candidate, *, much: bool) -> bool:
    """Whether it does something; a surname that does may be somebody in a text of few words."""
    told = frozenset(one.evidence)
    return told <= _DOER and (told >= _WORD_DOES or (much and told >= _SURNAME_DOES))


def _is_item(text: str, one: Candidate) -> bool:
    """Whether it stands in a list, by a figure, behind an article or in a pair with a hyphen."""
    if _COUNTED.match(text, one.end) or "-" in text[one.start : one.end]:
        return True
    if one.evidence == _INVERTED:
        return text[one.start - 2 : one.start] == ", " or _GOES_ON.match(text, one.end) is not None
    before = max(0, one.start - _REACH)
    if _ARTICLE.search(text, before, one.start) or _MEASURED.search(text, before, one.start):
        return True
    if text[one.start - 1 : one.start] in ("", "\n"):
        return _HEADS.match(text, one.end) is not None
    return (
        _BEFORE.search(text, before, one.start) is not None
        and _AFTER.match(text, one.end) is not None
    )

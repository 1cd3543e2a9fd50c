"""
Houses in small letters that nobody can say as a word: `drive her to umc for abi`.

Also practices by a compound before their kind: `at the bridgegate practice`. What a list of
abbreviations, of English or of medicine has is none.
"""

from collections.abc import Iterator

from promptward.deferred import regex
from promptward.rare import rare
from promptward.recognizers.facility_lower import in_haste
from promptward.recognizers.house_words import is_compound
from promptward.recognizers.slot_letters import may_be_house
from promptward.recognizers.word_file import shipped

__all__ = ["letters_lower"]

_MOVED = rare(
    r"\b(?:drives?|drove|takes?|took|brings?|brought|sends?|sent|go|goes|went|going|transfer"
    r"|transferred|refer|referred|admitted|flown|discharged|seen|followed|delivered|born)"
    r"(?: (?:him|her|them|pt|me|us|mom|dad|back|over|down|up))? (?:to|at|from|by) ([a-z]{3,5})"
    r"(?:$|[.,;)?!\n]| (?:for|on|by|w|with|after|because|er|ed|again|today|tomorrow|last|this"
    r"|next|via|in|then|and|but|since|till|until)\b)"
)
_PRACTICE = rare(
    r"\b(?:at|of|from|to|with) (?:the )?([a-z]{6,14} (?:practice|surgery|medical centre"
    r"|medical center|health centre|health center|medical practice|group practice))"
    r"(?:$|[.,;:)?!\n]| [a-z])"
)
_ONSET = regex(
    r"(?![bcdfgps][lr]|[tdw]r|[cstpw]h|s[ckmnptw]|tw|kn|gn|ps|[bcdfghjklmnpqrstvwxz][aeiouy]"
    r"|[aeiouy])[a-z]"
)
_CODA = regex(
    r"[a-z]*(?:[mn]c|[lbdgv]c|[b-df-hj-np-tv-z][hj](?<![cstpg]h)|[b-df-hj-np-tv-z]v"
    r"|[lmsc]u|gm|pm|cm|vm|mh|nh)$"
)


def letters_lower(text: str) -> Iterator[tuple[int, int]]:
    """Where such houses stand, at places of a text with next to no capitals."""
    haste = None
    for found in _MOVED.finditer(text):
        word = found[1]
        if _is_unsayable(word) and may_be_house(word.upper()):
            haste = haste or in_haste(text)
            if haste(found.start(1)):
                yield found.span(1)
    for found in _PRACTICE.finditer(text):
        first = found[1].partition(" ")[0]
        if is_compound(first) or first.title() in shipped("cities"):
            yield found.span(1)


def _is_unsayable(word: str) -> bool:
    return _ONSET.match(word) is not None or _CODA.match(word) is not None

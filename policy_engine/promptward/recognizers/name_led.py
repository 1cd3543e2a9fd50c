"""
Surnames that are words or two letters, where a note has room for nobody but a person.

`Park to see in am`, `per Ng, ok to d/c`, `the Bishop family is at bedside`, `Call the Loves about
the DNR`, `Xu: K 3.1, replete`. In a text about somebody; the word has to be in a list of surnames,
and no medicine, department or role.
"""

from collections.abc import Iterable, Iterator, Sequence

from promptward.model import Candidate
from promptward.rare import rare
from promptward.recognizers.about_somebody import may_be_placed
from promptward.recognizers.eponyms import EPONYMS, PRODUCTS
from promptward.recognizers.medicines import is_medicine
from promptward.recognizers.no_subdivision import is_department, is_region
from promptward.recognizers.recognizer import Confirmed
from promptward.recognizers.second_look import SecondLookBase, covered
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import KIN, NOT_A_NAME, ROLES, SERVICES, SHORTHAND
from promptward.text import View
from promptward_dsl.lattice import Confidence

__all__ = ["NameLed"]

_NAME = r"((?:Al-|El-|O'|Mc|Mac|Fitz)?[A-Z][a-z]{1,14}(?:-[A-Z][a-z]{1,14})?)"
_OPENS = r"(?:^|[\n;] ?|[.] |[-*] )"
_ACTS = (
    r"(?:see|review|follow|staff|round|call|dictate|operate|scrub|cover|discuss|consent|place"
    r"|chase|assess|evaluate|reassess|decide|sign|attend|present|admit|scope|cath)"
)
_MEASURE = (
    r"(?:K|Na|Hb|Hgb|Hct|WBC|BP|HR|RR|Cr|Mg|Phos|Ca|INR|BG|BS|glucose|trop|lactate|plt|temp|sats?"
    r"|SpO2|UOP|NPO|pain|CT|MRI|echo|for|needs|wants|home|d/c|awaiting|still|afebrile|febrile"
    r"|stable|post-?op|POD)"
)
_FRAMES = (
    rare(rf"{_OPENS}{_NAME} to {_ACTS}\b"),
    rare(
        rf"\b(?:[Pp]er|[Dd]/w|[Aa]sk|[Tt]ell|[Pp]aged?|[Ss]urgeon|[Nn]urse|PA|NP|[Aa]ttending"
        rf"|[Cc]onsultant|[Ff]ellow|[Ii]ntern|[Rr]egistrar) {_NAME}"
        r"(?:$|[,.;\n]| (?:about|re|ok|okay|who|says|said|aware|agrees|closed|gave|sutured|placed"
        r"|wants|will|if|to|for|regarding|that|and|at|on)\b)"
    ),
    rare(
        rf"\b[Tt]he {_NAME} (?:family|household|twins|baby|case|kids|children|girl|boy|brothers"
        r"|sisters)"
        r"(?:$|[.,;]| (?:is|was|are|were|wants?|at|met|requests?|asked|has|have|who|in|up)\b)"
    ),
    rare(
        rf"\b(?:[Cc]all(?:ed)?|[Mm]et with|[Ss]poke (?:to|with)|[Tt]ell|[Tt]old|[Aa]sk(?:ed)?"
        rf"|[Mm]eeting with|[Rr]ing|[Uu]pdated?) the {_NAME}(?:es|s)\b"
        r"(?: (?:about|re|regarding|to|at|on|that|and|today|tomorrow)\b|[.,;]|$)"
    ),
    rare(rf"(?:^|\n){_NAME}: {_MEASURE}\b"),
    rare(rf"(?:^|\n|[-*] ){_NAME},? \d{{1,3}} ?[MF]\b"),
    rare(rf"\b(?:[Rr]oom|[Rr]m|[Bb]ed|[Bb]ay) ?\d{{1,3}}[A-D]? ?[:-]? {_NAME}(?:$|[\n,;]| -)"),
    rare(rf"(?:^|\n|[-*] ){_NAME} (?:baby (?:boy|girl)|twin [AB12]\b|infant\b|newborn\b)"),
)
"""Where nobody but a person stands."""


class NameLed(SecondLookBase):
    """Recogniser `name_led`."""

    name = "name_led"
    version = 2

    def again(self, view: View, confirmed: Sequence[Confirmed]) -> Iterable[tuple[str, Candidate]]:
        """Names that nothing sure covers yet."""
        if not may_be_placed(view, confirmed):
            return
        mask = covered(len(view.text), confirmed)
        for start, end in _found(view.text):
            if not all(mask[start:end]):
                yield "kind:name", Candidate(start, end, Confidence.MEDIUM, ("slot_person",))


def _found(text: str) -> Iterator[tuple[int, int]]:
    for pattern in _FRAMES:
        for found in pattern.finditer(text):
            if _is_surname(found[1]):
                yield found.span(1)


def _is_surname(word: str) -> bool:
    low = word.lower()
    if low in _NOBODY or is_medicine(low) or is_department(word) or is_region(word):
        return False
    if low in PRODUCTS:
        return False
    if low in EPONYMS and not any(low in shipped(one) for one in ("surname_words", "english")):
        return False
    return all(_is_listed(part) for part in low.split("-") if part not in _PARTICLES)


def _is_listed(low: str) -> bool:
    return low in _SHORT or any(low.removeprefix("o'") in shipped(name) for name in _LISTS)


_LISTS = ("surnames", "surname_words", "rare_surnames", "given", "common_given")
_PARTICLES = frozenset(("al", "el", "abu", "bin", "ben", "ter"))
_SHORT = frozenset(
    """
    ng li xu wu yu ho vu le lu hu ma su fu gu du bo oh ha ko ku ly ye xi qi qu yi lo
    """.split()  # noqa: SIM905  # legible
)
"""Surnames of two letters."""
_NOBODY = NOT_A_NAME | ROLES | KIN | SERVICES | SHORTHAND

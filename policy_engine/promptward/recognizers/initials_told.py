"""
Initials of who did, signed or checked something, and of whom a sentence is about.

`Reviewed JM 03/14`, `staff: KL`, `D: JM T: rk`, `0400 turned, pulled up. JM`, `JM (mother)
consented`, `Case of JM, a 40 yo teacher`. What stands around them has room for a person and
nothing else; what medicine abbreviates so is none.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from promptward.deferred import regex
from promptward.recognizers.recognizer import Hits

__all__ = ["CUES", "told"]

_TWO = r"(?:[A-Z]{2,3}|[A-Z]\.[A-Z]\.(?:[A-Z]\.)?)"
_ANY = r"(?:[A-Z]{2,3}|[a-z]{2,3}|[A-Z]\.[A-Z]\.(?:[A-Z]\.)?)"
_WHOLE = r"(?:[A-Z]{2,3}\b|[a-z]{2,3}\b|[A-Z]\.[A-Z]\.(?:[A-Z]\.)?)"
_DID = (
    r"\b(?:[Rr]eviewed|[Gg]iven|[Aa]dministered|[Dd]ispensed|[Rr]epeated|[Tt]aken|[Cc]ompleted"
    r"|[Dd]one|[Nn]oted|[Cc]harted|[Aa]pproved|[Rr]eleased|[Aa]udited|[Cc]onfirmed|[Uu]pdated"
    r"|[Rr]eceived|[Ee]ntered|[Cc]hecked|[Vv]erified|[Ss]igned|[Cc]osigned|[Dd]rawn|[Cc]ollected"
    r"|[Hh]ung|[Ww]itnessed|[Ff]iled|[Ss]canned|[Tt]yped|[Cc]oded|[Ii]nitialed)"
)
_ROLE = (
    r"\b(?:RN|LPN|LVN|CNA|NP|PA|RT|RPh|PharmD|EMT|SW|[Ss]taff|[Nn]urse|[Tt]ech|[Cc]lerk"
    r"|[Tt]herapist|[Pp]rovider|[Cc]linician|[Ii]nterviewer|[Rr]ater|[Aa]bstractor|[Rr]eviewer"
    r"|[Ww]itness ?\d?|[Aa]uthor|[Oo]bserver|[Aa]ssessor|[Cc]aller|[Hh]andler|[Ii]nitials"
    r"|(?:[A-Za-z]{3,12} )?[Bb]y)"
)
_KIN = (
    r"(?:mother|father|mom|dad|mum|wife|husband|son|daughter|dtr|sister|brother|partner|spouse"
    r"|aunt|uncle|niece|nephew|guardian|poa|POA|NOK|friend|neighbou?r|caregiver|carer|roommate"
    r"|grandmother|grandfather|patient|pt|donor|recipient|charge|night shift|nights|days|agency"
    r"|preceptor|student|scribe|interpreter)"
)
_WHO = (
    r"\b(?:[Pp]atient|[Pp]t|[Ss]ubject|[Pp]articipant|[Cc]lient|[Rr]esident|[Vv]eteran|[Cc]ase of"
    r"|[Mm]other|[Ff]ather|[Ii]nfant|[Cc]hild|[Ss]tudent|[Ii]nmate|[Cc]aregiver|[Dd]onor"
    r"|[Rr]ecipient)"
)
_DOES = (
    r"(?:(?:is|was|has|had|withdrew|dropped|denie[sd]|report(?:s|ed)|presented|presents|says|said"
    r"|came|consented|enrolled|refused|fell|died|states|stated|wants|needs|missed|no-showed"
    r"|called|completed|lives|lived|who)\b|(?:an? )?\d{1,3}[ -]?(?:y|M\b|F\b))"
)

CUES: dict[str, tuple[str, str]] = {
    "initials_did": (
        rf"{_DID} (?:by:? )?{_ANY},? {{0,2}}(?:@ ?|at )?(?:\d{{1,2}}[/:.-]\d|\d{{4}}\b)",
        "",
    ),
    "initials_role": (rf"{_ROLE}: {{1,3}}{_WHOLE}", ""),
    "initials_two": (rf"\b[Bb]y:? {_TWO} ?(?:and|&|/|,) ?{_WHOLE}", ""),
    "initials_typed": (rf"\bD[:/] ?{_ANY}[,;]? {{1,3}}T[:/] ?{_WHOLE}", ""),
    "initials_kin": (rf"\b{_TWO} \({_KIN}\)", ""),
    "initials_who": (rf"{_WHO} {_TWO},? {_DOES}", ""),
    "initials_dash": (
        (
            r"[a-z0-9.)] ?(?:--?|[^\x00-\x7f]) ?[A-Z]{2,3}[ \t]{0,3}$"
            r"|[a-z0-9.)] /[A-Z]{2,3}[ \t]{0,3}$"
        ),
        "m",
    ),
    "initials_line": (
        r"^[ \t]{0,4}(?:[01]\d|2[0-3]):?[0-5]\d\b[^\n]{6,160}[.,;] ?[A-Z]{2,3}[ \t]{0,3}$",
        "m",
    ),
}
"""Where such initials stand."""

_LAST = regex(r"[A-Z]{2,3}(?=[ \t]*$)")
_LETTERS = regex(rf"(?<![A-Za-z]){_ANY}(?![A-Za-z])")
_ENDS = regex(r"[ \t]{0,3}(?:$|[\n.,;)|/]| {2}|\d| (?:at|on|and|to|@)\b)")
_FEWEST_WORDS = 2
_LINE = 200
_PAIR = 2
_WORD = regex(r"[a-z]{3,}")
_OPTION = regex(r" --?[a-z]")


def told(
    text: str, hits: Hits, abbreviates: Callable[[str], bool], is_of_care: Callable[[str], bool]
) -> Iterator[tuple[int, int]]:
    """
    Where such initials stand, but for what `abbreviates` knows in small letters.

    Of two letters where nobody but a person stands, only for what `is_of_care` knows, which is
    less: `NM` is a state, nuclear medicine and Nora Mills. Three there are a test or a virus as
    often (`CMV (recipient) neg`, `Mother GBS was neg`).
    """
    for cue, place in _PLACES.items():
        for start, end in hits.get(cue, ()):
            if place.ended and not _ENDS.match(text, end):
                continue
            head, tail = place.head(text, start, end), place.tail(text, start, end)
            found = [one.span() for one in _LETTERS.finditer(text, head, tail) if one[0] != "and"]
            if not any(
                _is_other(
                    text[a:b], is_of_care if place.of_people and b - a == _PAIR else abbreviates
                )
                for a, b in found
            ):
                yield from found
    for cue in ("initials_dash", "initials_line"):
        for _, end in hits.get(cue, ()):
            last = _LAST.search(text, max(0, end - 8), end)
            fewest = _FEWEST_WORDS if cue == "initials_dash" else 1
            if last and not abbreviates(last[0].lower()) and _is_prose(text, last.start(), fewest):
                yield last.span()


def _is_other(letters: str, abbreviates: Callable[[str], bool]) -> bool:
    """Whether they abbreviate something else; with full stops only what is written so."""
    low = letters.lower().replace(".", "")
    return low in _DOTTED if "." in letters else abbreviates(low)


_DOTTED = frozenset(
    """
    am pm po iv im sc sq pr qd bid tid qid prn ca us uk usa md do rn pa np od os ou ad as au eg ie
    dc ny nj
    """.split()  # noqa: SIM905  # legible
)
"""What is written with full stops and is nobody: times, routes, states, degrees."""


def _is_prose(text: str, end: int, fewest: int) -> bool:
    """Whether so many words stand before them in the line."""
    low = max(0, end - _LINE)
    low = max(low, text.rfind("\n", low, end) + 1)
    return len(_WORD.findall(text, low, end)) >= fewest and not _OPTION.search(text, low, end)


def _begin(text: str, start: int, end: int) -> int:  # noqa: ARG001  # as the others
    return start


def _stop(text: str, start: int, end: int) -> int:  # noqa: ARG001  # as the others
    return end


def _after_word(text: str, start: int, end: int) -> int:
    """Behind the word that leads to them, and `of` or `by` behind that one."""
    at = text.index(" ", start, end) + 1
    for small in ("by ", "by: ", "of "):
        if text.startswith(small, at):
            return at + len(small)
    return at


def _after_colon(text: str, start: int, end: int) -> int:
    return text.index(":", start, end) + 1


def _before_bracket(text: str, start: int, end: int) -> int:
    return text.index(" (", start, end)


def _first_word(text: str, start: int, end: int) -> int:
    """The end of the word behind the one that leads to them."""
    at = _after_word(text, start, end)
    stop = text.find(" ", at, end)
    return end if stop < 0 else stop


class _Place(NamedTuple):
    """Where in a match the initials stand, and what else has to hold."""

    head: Callable[[str, int, int], int]
    tail: Callable[[str, int, int], int]
    ended: bool = False  # something has to close them
    of_people: bool = False  # nobody but a person stands there


_PLACES = {
    "initials_did": _Place(_after_word, _first_word),
    "initials_role": _Place(_after_colon, _stop, ended=True),
    "initials_two": _Place(_after_word, _stop, ended=True),
    "initials_typed": _Place(_begin, _stop, of_people=True),
    "initials_kin": _Place(_begin, _before_bracket, of_people=True),
    "initials_who": _Place(_after_word, _first_word, of_people=True),
}

"""
Towns that marks set off and nothing leads to: `my dad (84, Ottumwa)`, `SH: Elko, ex-miner`.

Behind an age in brackets, after the head of a line on where somebody lives or how they get there,
before `lives with`, in quotes behind the word that says what it is.
"""

from collections.abc import Callable, Iterator

from promptward.rare import Rare, rare
from promptward.recognizers.common_words import is_common
from promptward.recognizers.eponyms import EPONYMS, PRODUCTS
from promptward.recognizers.medicines import is_medicine
from promptward.recognizers.no_subdivision import is_department, is_region
from promptward.recognizers.regions import COUNTRIES, DEMONYMS, STATES, shaped_like_town
from promptward.recognizers.slot_towns import may_be_called
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import NOT_A_NAME

__all__ = ["set_off"]

_WORD = r"[A-Z][A-Za-z'.\xff-]{2,18}"
_NAME = rf"({_WORD}(?: (?:[a-z]{{2,3}} )?{_WORD}){{0,2}})"
_KIN = (
    r"(?:[Mm]other|[Ff]ather|[Mm]om|[Mm]um|[Dd]ad|[Ww]ife|[Hh]usband|[Ss]on|[Dd]aughter|[Dd]tr"
    r"|[Ss]ister|[Bb]rother|[Aa]unt|[Uu]ncle|[Nn]iece|[Nn]ephew|[Cc]ousin|[Ff]amily|[Nn]OK|[Pp]arents"
    r"|[Hh]ome|[Gg]randson|[Gg]randdaughter|[Ii]n-laws|[Kk]ids|[Ff]riend)"
)
_HEAD = (
    r"(?:SH|SHx|Soc|Soc [Hh]x|Social(?: [Hh]x| [Hh]istory)?|[Rr]es|[Hh]ome|HOME|[Tt]ransport"
    r"|[Ff]rom|[Oo]rigin|[Pp]ick-?up|[Dd]est(?:ination)?|[Hh]ometown|[Ll]ives|[Rr]esidence"
    r"|[Cc]oming from|[Dd]rives from|[Rr]eturn to|[Tt]ravel(?:s|ed)?|[Ll]ocation|[Aa]rea)"
)
_THEN = r"(?:$|[,.;)\n/]| and back\b| w/| with\b| -| //| \(|\|)"
_AGED = r"\d{1,3} ?(?:y/?o|yo|y\.o\.|yr|years? old)?,? ?(?:[MFmf]|male|female|man|woman)?"
_IS = (
    r"(?:[Cc]ity|[Tt]own|[Ll]ocality|[Vv]illage|[Mm]unicipality|[Cc]ounty|[Ss]uburb|[Pp]lace"
    r"|[Hh]ometown|[Bb]irthplace|[Dd]istrict|[Pp]arish|[Bb]orough)"
)


def set_off(text: str) -> Iterator[tuple[int, int]]:
    """Where such towns stand."""
    for pattern, fits in _FRAMES:
        for found in pattern.finditer(text):
            if fits(found[1]):
                yield found.span(1)


def _is_listed(name: str) -> bool:
    """Whether a list of towns has it, or it has the shape of one, and no word is written so."""
    if not _may_be(name):
        return False
    first = name.split(" ", maxsplit=1)[0]
    known = name in shipped("cities") or name in shipped("towns") or shaped_like_town(name)
    return known and not (
        is_common(first.lower()) and " " not in name and name not in shipped("cities")
    )


def _is_any(name: str) -> bool:
    """Whether a town may be called so, where the word before says that it is one."""
    return _may_be(name) and name.lower() not in NOT_A_NAME


def _may_be(name: str) -> bool:
    low = name.lower()
    return not (
        name in STATES
        or low in COUNTRIES
        or low in DEMONYMS
        or is_region(name)
        or is_department(name)
        or any(is_medicine(word) or word in PRODUCTS or word in EPONYMS for word in low.split())
    ) and may_be_called(name)


_FRAMES: tuple[tuple[Rare, Callable[[str], bool]], ...] = (
    (rare(rf"\({_AGED}, ?{_NAME}\)"), _is_listed),
    (rare(rf"\b{_KIN} \({_NAME}\)"), _is_listed),
    (rare(rf"(?:^|[\n.;|] ?){_HEAD}: {{0,2}}{_NAME}{_THEN}"), _is_listed),
    (
        rare(
            rf"(?:^|[\n;] ?)(?:[-*] )?{_NAME} ?[-,] (?:lives|resides|alone|home) (?:w/|with|alone)"
        ),
        _is_listed,
    ),
    (rare(rf"\b\d{{1,3}} ?(?:y/?o ?|yo ?)?[MF], {_NAME}, [A-Za-z]"), _is_listed),
    (rare(rf"\b{_IS}(?: name| of)?:? [\x22'\x60]{_NAME}[\x22'\x60]"), _is_any),
)
"""What sets a town off, and which names may stand there."""

"""
Towns of no gazetteer: an unknown name where a place stands, and beside a place that was found.

`b. Oakmorra, 1961`, `onward to Penwortham`, `61F, ref Port Dunmorra`, `Dunmore and Alwickham`.
Each is
a mere suspicion, which a text about somebody (`in_company`) makes more; words of the language,
of medicine and of pharmacies are none.
"""

from promptward.deferred import regex
from promptward.recognizers.common_words import is_common
from promptward.recognizers.eponyms import AFTER_EPONYM, EPONYMS, PRODUCTS, TOWNS_OF_METHODS
from promptward.recognizers.known_words import is_of_no_list
from promptward.recognizers.regions import NOT_A_TOWN, may_be_town
from promptward.recognizers.town_reading import Reading
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import NOT_A_NAME
from promptward_dsl.lattice import Confidence

__all__ = ["CUES", "beside", "unlisted"]

_LOW = Confidence.LOW

CUES: dict[str, tuple[str, str]] = {
    "placed": (
        (
            r"(?:\b(?:b\.|born|d\.|raised|bur\.|ref|referral(?: -| from| to)?|b|orig|grew up"
            r" (?:between|around|near|outside)|lives|living|stays|POB:?|from|out past|past|outside"
            r"|onward to|by (?:road|boat|bus|train|air|car|ferry) (?:to|from)"
            r"|en ?route (?:from|to)|home (?:to|in)"
            r"|go(?:es|ing)? (?:back )?to|went (?:back )?to|flying (?:from|to|into)|flight to"
            r"|bus to"
            r"|ferry to|train to|drive to|patient to|over in|moved to|now in|currently in"
            r"|at home in"
            r"|of the|via|then|clinic in|office in|site in|transferred to|dialysis (?:in|at)"
            r"|[Nn]earest (?:town|city|village) is|[Cc]losest (?:town|city) is|county seat is"
            r"|live\?|from\?|born\?|raised\?|reside\?"
            r"|prefers|daycare:|school:|camp:|track:|site:|campus:|covers|covering)"
            r" |\b\d{2} ?(?:y\/?o ?)?[MFmf],? (?:from |of )?|-> ?| → )"
            r"[A-Z→][a-z→]{2,15}"
        ),
        "",
    ),
}
"""What leads to the name of a place, with the beginning of the name."""

_WORD = r"[A-Z\xff][a-z\xff]{2,15}(?:[-'][A-Z\xff]?[a-z\xff]+)*"
_NAME = regex(rf"{_WORD}(?: {_WORD}){{0,2}}")
_LAST_WORD = regex(r"[A-Z\xff][a-z\xff]{2,15}$")
_CLOSES = regex(
    r"[.,;:)\n(|]|$| ?[-\xff>]| (?:and|or|on|in|at|by|for|since|with|then|to|when|where|after"
    r"|before"
    r"|but|because|last|this|next|again|today|yesterday|tomorrow|now|who|which|until|from|near|via"
    r"|x\d|\d{1,2}[/:]\d|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*)\b"
)


def _may_stand(name: str) -> bool:
    """Whether a name may be that of a place: no word, person's title, drug, method or state."""
    words = name.split()
    low = name.lower()
    if not name.isascii():
        return False
    if not may_be_town(name) or low in EPONYMS or low in PRODUCTS or low in TOWNS_OF_METHODS:
        return False
    if words[0].lower() in NOT_A_NAME or words[-1].lower() in AFTER_EPONYM:
        return False
    if len(words) == 1:
        return is_of_no_list(low, _GIVEN)
    return not all(is_common(word) or word.lower() in shipped("english") for word in words)


_GIVEN = ("common_given", "given", "given_words")


def unlisted(reading: Reading) -> None:
    """Records unknown names where a place stands."""
    text = reading.text
    for start, end in reading.hits.get("placed", ()):
        head = _LAST_WORD.search(text, start, end)
        if head is None or head.start() in reading.taken:
            continue
        found = _NAME.match(text, head.start())
        if found is None:
            continue
        stop = _before_day(text, found.start(), found.end())
        if _CLOSES.match(text, stop) and _may_stand(text[found.start() : stop]):
            reading.add(found.start(), stop, _LOW, "preposition", "unlisted")


def _before_day(text: str, start: int, stop: int) -> int:
    """The end of a name, less a weekday or a month that was read along: `Dunmore Tue`."""
    first, *rest = text[start:stop].split(" ")
    end = start + len(first)
    for word in rest:
        if word.lower() in NOT_A_TOWN:
            break
        end += 1 + len(word)
    return end


_JOINED = regex(r"(?:,? (?:and|or|then|&|to|via) |/| ?-?> ?| ?\xff ?)")


def beside(reading: Reading) -> None:
    """Records unknown names that are joined to a place that was found."""
    text = reading.text
    for one in tuple(reading.found):
        if one.level is _LOW:
            continue
        joined = _JOINED.match(text, one.end)
        if joined is None or joined.end() in reading.taken:
            continue
        found = _NAME.match(text, joined.end())
        if found and _CLOSES.match(text, found.end()) and _may_stand(found.group()):
            reading.add(found.start(), found.end(), _LOW, "preposition", "unlisted")

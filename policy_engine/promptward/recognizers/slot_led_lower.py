"""
Places typed without capitals, by what leads to them: `d/c to pine crest`, `lives on pomfret`.

Verbs of moving, living and care have a place behind them, or a word of the language that says what
kind of place. A word of no list is a name there, and so are compounds as houses have them, a saint
and a word with a feature of the land behind it.
"""

from collections.abc import Callable, Iterator
from re import Pattern

from promptward.deferred import regex
from promptward.recognizers.common_words import is_common
from promptward.recognizers.eponyms import EPONYMS, PRODUCTS
from promptward.recognizers.facility_hasty import OF_MEDICINE
from promptward.recognizers.facility_lower import in_haste
from promptward.recognizers.facility_words import ACRONYMS_OF_CARE, GENERIC, NEVER_FIRST
from promptward.recognizers.house_words import FEATURES, KNOWN_HOUSES, is_compound
from promptward.recognizers.medicines import is_medicine
from promptward.recognizers.regions import COUNTRIES, DEMONYMS, STATES
from promptward.recognizers.street_names import STREETS, STREETS_TOO
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import KIN, NOT_A_NAME, ROLES, SERVICES, SHORTHAND

__all__ = ["led_lower"]

_WORDS = r"([a-z][a-z']{2,15}(?: [a-z][a-z']{2,15})?)"
_LED = regex(
    r" (?:(?:at|to|from|via|by|in|near|outside|past|of|around|off|on|along|w|with|is|per|wants?"
    r"|prefers?|called|calling|f/?u|raised|born|arrived|initially|maybe|base|lives|stays|commutes)"
    r"(?: (?:the|our|old|upper|lower))?|(?:accepting|dispo|hospital|hosp|hospice|rehab|snf|site"
    rf"|facility|pharmacy|accepted|sending|receiving|origin|hometown|town|city):) {_WORDS}"
)
"""A word that leads to a place, and what stands behind it; what stands before it is asked next."""

_CLOSES = regex(
    r"$|[.,;:)!?\n\"]| [(/-]| (?:and|or|with|w|where|when|who|which|since|until|till|after"
    r"|before|for|to|from|by|but|because|so|last|this|next|now|again|is|was|has|had|will|would"
    r"|can|could|are|at|on|as|while|during|near|then|today|tonight|yesterday|tomorrow|tmrw|not"
    r"|every|all|if|in|his|her|their|our|my|he|she|they|we|i|pending|overnight|preferred|lost"
    r"|declined|ama|said|says|notes?|er|ed|icu|first|once|twice|years?|\d)\b"
)
_AFTER_BARE = regex(r"$|[.,;)\n]| (?:\d|then|in|from|weekdays|at|to|by|and|way)\b")
_AFTER_STREET = regex(r"$|[.,;:)!?\n\"]| [(&-]| [a-z]{2,}")
_TO_A_HOUSE = regex(
    r"\b(?:(?:seen|eval(?:uated)?|treated|managed|cared for|scoped|stented|vented|delivered"
    r"|admitted|admit|admits|placed|implanted|done|born|worked up|intubated|transfused|dialy[sz]ed"
    r"|operated|followed|rehab|rt|imaging|slides|scan|mri|ct|echo|cath|surgery|chemo|dialysis"
    r"|f/?u|follow ?up|appt|bed|stay|prior|stint|visit|was|is|offered|died|inpt)"
    r"(?: (?:first|again|earlier|up|also|back|offered|admit))? at"
    r"|(?:sent|transfer(?:red|s)?|xfer(?:red)?|tx'?d|d/c'?d?|dc'?d?|discharged?|moved|moving"
    r"|referred|refer|taken|brought|known|back|going|go|goes|went|returned?|flown|driven|shipped"
    r"|admitted|diverted|accepted|bounced|came|comes|coming|records|labs?|notes|meds|report"
    r"|opinion|transport|requested|calls?|ambulance|him|her|them|pt|delayed|cancelled|denied)"
    r"(?: (?:him|her|them|pt|back|over|out|up|down|here|first))? (?:to|from|via)"
    r"|referred by|seen by|accepted by|pending w|pending with|auth w|waiting on|wants?|prefers?"
    r"|called|calling|f/?u|per"
    r"|(?:accepting|dispo|hospital|hosp|hospice|rehab|snf|facility|site|pharmacy|accepted|sending"
    r"|receiving|origin)(?: is|:))(?: the| our)?$"
)
_TO_A_TOWN = regex(
    r"\b(?:born|raised|grew up|hometown|home town|lives?|living|lived|resides|stays|staying|moved"
    r"|relocat\w{1,4}|retired|farms?|house|home|cabin|family|parents|daughter|dtr|son|sister|bro"
    r"|brother|mom|mother|dad|father|aunt|uncle|cousins?|niece|nephew|wife|husband|friends?|folks"
    r"|grandma|kids|relatives|flight|ferry|bus|train|trip|vacation|holiday|drives?|drove|driving"
    r"|commutes?|flying|flew|ride|rides|crash(?:ed)?|wreck|deployed|evicted|landlord|church|job"
    r"|works?|school|scattered|somewhere|way|miles|min|mins|minutes|hours?|hrs?|vna|wedding"
    r"|funeral|native|arrived|left|coming|came|over|out|based?|all the way|up|down|back)"
    r"(?: (?:up|down|over|out|back|here|there|alone|in|now|weekdays|nights))?"
    r" (?:in|from|near|outside|outside of|past|by|to|of|around|off)(?: the)?$"
)
_BARE = regex(
    r"(?:\b(?:raised|born|arrived|initially|maybe|base|lives|stays|commutes)"
    r"|(?:hometown|town|city):)$"
)
_ON_A_STREET = regex(
    r"\b(?:liv(?:es?|ed|ing)|stay(?:s|ed|ing)|sle(?:eps|pt|eping)|house|apartment|apt|flat|condo"
    r"|trailer|duplex|rooms?|clinic|office|pharmacy|store|shop|shelter|diner|bar|pub|church|school"
    r"|daycare|salon|gym|bank|laundromat|hostel|motel|hotel|garage|stop|corner|walk(?:s|ed|ing)?"
    r"|crash(?:ed)?|accident|bus|car|truck|bike|fell|hit|struck|shot|stabbed|assaulted|robbed"
    r"|mugged|collapsed|tripped|picked up|doors? down|parked|building|moved|moving|just|son|mom"
    r"|daughter|dtr|sister|brother|aunt|uncle|dad|cousin|grandma|friend|neighbou?r|place|down"
    r"|over|cvs|walgreens|kroger|walmart)(?: (?:over|down|up|out|again|last night|today))?"
    r" (?:on|off|along|of)(?: old| upper| lower| the)?$"
)
_OF_A_HOUSE = regex(
    r" (?:has (?:a |an |no )?beds?|has (?:no )?room|said (?:no|yes|they|ok)|faxed"
    r"|took (?:him|her|them|it)|accepted|accepting|declined|wont take|won't take|can take"
    r"|cant take|called back|is full|is on divert|full|no beds?)\b"
)
_HEAD = regex(
    r"(?:^|[\n.;,>:-] ?|\b(?:so|but|and|because|bc|unless|if|since|until|that) )"
    r"([a-z][a-z']{2,15}(?: [a-z][a-z']{2,15})?)$"
)
_OF_SOMEWHERE = regex(
    r" (?:team|crew|squad|ems|medics|office|branch|base|depot|hub|barracks|precinct|folks?|people"
    r"|midwives|way)\b"
)
_BEFORE_SOMEWHERE = regex(
    r"\b(?:by|to|from|via|with|w|at|ask|called|call|per|the) (?:the )?([a-z]{5,16})$"
)
_OF_KIN = regex(r" \(([a-z]{5,16})\)")
_KIN_BEFORE = regex(
    r"\b(?:son|daughter|dtr|sister|brother|sis|bro|mom|mother|dad|father|wife|husband|aunt|uncle"
    r"|niece|nephew|cousin|nok|poa|estranged)$"
)
_REACH = 36
_LINE = regex(r"\n(?=[^A-Z\n])")
_SHORTEST, _SHORTEST_STREET = 5, 4
_TAILS = FEATURES | frozenset(
    """
    gate crest cross ferry ford field fields bridge bank cliff spring family shepherd name rosary
    spirit redeemer sorrows mercy heart lakes corner corners junction pass summit fork forks
    bottom flats flat landing mill
    """.split()  # noqa: SIM905  # legible
)
"""What stands behind a word in a name of a house or of a town."""

_SAINTS = frozenset(("st", "saint", "mt", "mount", "san", "santa", "fort", "port", "las", "los"))
_NO_HEAD = frozenset(
    """
    front back side main exit entry iron head lead flood swing left right blood food sperm eye bone
    tissue milk memory data power ice egg spine nasal dental red full half whole same other another
    own new big small little good bad best worst nice quiet safe open closed busy long short only
    each every no any some one two the this that his her their our my your first second third last
    nursing group guest rest rehab skilled assisted independent private public local
    hot cold warm dry wet clean dirty upper lower green clear visual central peripheral light dark
    starting end point access pain trigger pressure boarding full halfway double triple blue
    """.split()  # noqa: SIM905  # legible
)
_NO_PLACE = (
    NOT_A_NAME
    | SERVICES
    | GENERIC
    | KIN
    | ROLES
    | SHORTHAND
    | ACRONYMS_OF_CARE
    | NEVER_FIRST
    | COUNTRIES
    | DEMONYMS
    | PRODUCTS
    | EPONYMS
    | frozenset(state.lower() for state in STATES)
)


def led_lower(text: str) -> Iterator[tuple[int, int]]:
    """Where such places stand, at places of a text or line with next to no capitals."""
    if text[:1].isupper() and not _LINE.search(text):
        return
    haste = in_haste(text)
    for start, end in _found(text):
        if haste(start):
            yield start, end


def _found(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    while (found := _LED.search(text, at)) is not None:
        start = found.start(1)
        # What is behind a name may lead to the next one.
        at = found.end() if (space := found[1].find(" ")) < 0 else start + space
        before = max(0, start - 1 - _REACH), start - 1
        for behind, closes, fits in _KINDS:
            count = _count(found[1].split(" "), fits)
            if not count:
                continue
            end = start + len(" ".join(found[1].split(" ")[:count]))
            if closes.match(text, end) and behind.search(text, *before):
                yield start, end
                break
    yield from _before(text, _OF_A_HOUSE, _HEAD, _of_a_house)
    yield from _before(text, _OF_SOMEWHERE, _BEFORE_SOMEWHERE, _is_called)
    for found in _OF_KIN.finditer(text):
        if _is_called([found[1]]) and _KIN_BEFORE.search(text, found.start() - 10, found.start()):
            yield found.span(1)


def _before(
    text: str, acts: Pattern[str], head: Pattern[str], fits: Callable[[list[str]], bool]
) -> Iterator[tuple[int, int]]:
    """What does something that only a place does, or people of one."""
    for found in acts.finditer(text):
        name = head.search(text, max(0, found.start() - _REACH), found.start())
        if name is not None and fits(name[1].split(" ")):
            yield name.span(1)


def _count(words: list[str], fits: Callable[[list[str]], bool]) -> int:
    """How many of the words are the name."""
    if len(words) > 1 and fits(words):
        return 2
    return 1 if fits(words[:1]) and (len(words) == 1 or not _is_unknown(words[1])) else 0


def _of_a_house(words: list[str]) -> bool:
    return " ".join(words) in KNOWN_HOUSES or _is_called(words)


def _of_a_town(words: list[str]) -> bool:
    name = " ".join(words)
    if name.title() in shipped("towns") and not any(map(is_common, words)):
        return not any(word in _NO_PLACE or word in shipped("given") for word in words)
    return _is_called(words)


def _of_a_street(words: list[str]) -> bool:
    if len(words) > 1:
        return _is_called(words)
    word = words[0]
    if word in _NO_PLACE or is_medicine(word):
        return False
    known = word in STREETS or (word in STREETS_TOO and not is_common(word))
    return known or _is_called(words)


def _is_called(words: list[str]) -> bool:
    """Whether the words are a name that nothing else is called."""
    first = words[0]
    if first in _NO_PLACE or first in _NO_HEAD:
        return False
    if len(words) == 1:
        return _is_unknown(first) or is_compound(first)
    last = words[1]
    if first in _SAINTS:
        return _is_unknown(last) or last in shipped("common_given")
    if last in _TAILS:
        return len(first) >= _SHORTEST_STREET and not OF_MEDICINE.search(first)
    return _is_unknown(first) and _is_unknown(last)


def _is_unknown(word: str) -> bool:
    """Whether a word is in no list of the language, of medicine or of people."""
    return (
        len(word) >= _SHORTEST
        and word.isalpha()
        and word not in _NO_PLACE
        and not is_common(word)
        and word not in shipped("english")
        and word not in shipped("abbreviations")
        and word not in shipped("common_given")
        and not is_medicine(word)
        and not OF_MEDICINE.search(word)
    )


_KINDS = (
    (_TO_A_HOUSE, _CLOSES, _of_a_house),
    (_TO_A_TOWN, _CLOSES, _of_a_town),
    (_BARE, _AFTER_BARE, _of_a_town),
    (_ON_A_STREET, _AFTER_STREET, _of_a_street),
)
"""What stands before, what behind, and which words are a name there."""

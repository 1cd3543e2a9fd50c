"""
Houses that are offered, chosen, quoted or asked for a bed: `Options are Overlook or Bethany`.

`Labs (Cedars): K 5.9`, `s/p CABG Thornbeck 2014`, `do we have a bed for Altnagelvin?`, `toured
Sunrise of Wexcombe`, `back from VA Palo Verde`. A name that is a word needs one of these places;
a name with its town behind `of` or `at`, or behind who runs it, needs a preposition alone.
"""

import re
from collections.abc import Callable, Iterator

from promptward.deferred import regex
from promptward.rare import Rare, rare
from promptward.recognizers.common_words import is_common
from promptward.recognizers.eponyms import AFTER_EPONYM, EPONYMS, PRODUCTS
from promptward.recognizers.facility_words import GENERIC, LINKS
from promptward.recognizers.house_words import FEATURES, KNOWN_HOUSES
from promptward.recognizers.medicines import is_medicine
from promptward.recognizers.no_subdivision import is_department, is_region
from promptward.recognizers.regions import COUNTRIES, NOT_A_TOWN
from promptward.recognizers.slot_led import is_one
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import KIN, NOT_A_NAME, ROLES, SERVICES, SHORTHAND

__all__ = ["houses"]

_WORD = r"(?:[A-Z][a-z]?\.? ?[A-Za-z'-]{1,15}|[A-Z]{2,4})"
_NAME = (
    rf"({_WORD}(?: (?:(?:of|at|the|on|de|del|la)(?: the)? )?[A-Z][A-Za-z'.-]{{2,15}}){{0,3}}"
    r"(?: SNF| LTC| ALF)?)"
)
_STOPS = r"(?:$|[.,;:)!?\n/]| (?:and|or|for|but|if|not|because|since|as|who|which|instead)\b)"
_OFFERED = (
    r"(?:[Oo]ptions|[Cc]hoices|[Pp]references?|[Rr]eferrals?(?: sent)?|[Ff]acilities|SNFs?"
    r"|[Rr]ehabs?|[Oo]ffers?|[Aa]cceptances?|[Dd]eclines|[Pp]lacements?)"
)
_PATIENT = (
    r"(?:(?:a|an|our|his|her|one|two|no|another|the) )?(?:\d{1,3} ?(?:y\.?o\.? ?|y/?o ?)?[MF]\b"
    r"|pts?\b|patients?\b|beds?\b|N?STEMI\b|trauma\b|transfer\b|stroke\b)"
)
_TAKES = (
    r"(?:won't|wont|will not|can't|cannot|can|will|would|would not|refuses to|refused to|agreed to"
    r"|wants to|is asking to|needs to|tried to|offered to)"
    r" (?:take|send|accept|transfer|ship|admit|keep|hold)"
    r" (?:her|him|us|them|pt|the pt|back|over|this|patients?|a)\b"
)
_STUDY = (
    r"(?:[Ll]abs?|CT|MRI|TTE|TEE|[Ee]cho|OSH|[Pp]ath|[EI]?[EK][CK]?G|CXR|[Cc]ath|[Ii]maging"
    r"|[Rr]ecords|US|XR|PET|[Bb]iopsy|[Bb]x|[Ff]ilms?|[Xx]-?rays?|[Cc]olonoscopy|EGD|PFTs?"
    r"|[Hh]ospital|[Ff]acility|SNF|[Rr]ehab|PCP|[Dd]ialysis|[Oo]nc|[Cc]ards)"
)
_DONE = (
    r"(?:CABG|PCI|CEA|TKA|THA|TKR|THR|AVR|MVR|TAVR|ICD|PPM|EVAR|TURP|ORIF|LVAD|VATS|DES|TIPS"
    r"|[a-z]{4,14}(?:ectomy|plasty|ostomy|graft|otomy|desis|oscopy)|transplant|stents?|cath"
    r"|bypass|surgery|fusion|delivery|biopsy|rehab|admission|hospitali[sz]ation)"
)
_DAY = r"(?:\d{1,2}[/-]\d|(?i:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\b|today|tomorrow|tmrw)"
_VISIT = (
    r"(?:[Aa]ppt|[Aa]ppointment|[Ff]/?[Uu]p?|[Ff]ollow-?up|[Cc]linic|[Dd]ialysis|[Vv]isit"
    r"|[Ss]urgery|[Cc]hemo|[Ii]nfusion|[Rr]eturn|RTC)"
)
_CHOOSER = (
    r"(?:[Ff]amily|[Ss]he|[Hh]e|[Tt]hey|[Pp]ts?|[Pp]atient|[Dd]aughter|[Ss]on|[Ww]ife|[Hh]usband"
    r"|[Mm]om|[Mm]um|[Dd]ad|[Mm]other|[Ff]ather|[Nn]iece|[Nn]ephew|[Ss]ister|[Bb]rother|[Pp]arents"
    r"|POA|poa|[Gg]uardian|[Cc]aregiver)"
)
_CHOOSES = (
    r"(?:wants?|toured|visited|prefers?|preferred|picked|chose|chooses|likes?|liked|refuses"
    r"|refused|declined|declines|rejected|requests?|requested|asked for|asking for|hates|loved"
    r"|tried|called)"
)
_FEED = (
    r"(?:[Ff]eed|[Ii]nterface|ADT|HL7|CCDs?|CCDA|[Ff]ax(?:es)?|[Dd]ischarge summaries|ORU"
    r"|[Oo]rders|[Mm]essages)(?: (?:is|are))?"
    r"(?: (?:down|up|failing|failed|stalled|restored|delayed))?"
    r"(?: from| for| to| at|:)"
)
_RUN = r"(?:VA|UC|HCA|SUNY|MUSC|LSU|UT|NYU|UPMC|AMITA|CHI|SSM|NYP|USC|UNC|OSF|IU|UW|LTACH)"
_BY = r"\b(?:to|from|at|in|by|via|of|for|with|near|@) (?:the )?"
_HOUSED = (
    r"(?:[Gg]eneral|[Mm]emorial|[Rr]egional|[Bb]aptist|[Mm]ethodist|[Cc]ommunity|[Cc]hildren's)"
)
_PEOPLE = (
    r"(?:Jewish|Swedish|German|Norwegian|Danish|French|Italian|Polish|Scottish|British|Greek)"
)


def houses(text: str) -> Iterator[tuple[int, int]]:
    """Where such houses stand."""
    for pattern, fits in _FRAMES:
        for found in pattern.finditer(text):
            for number in range(1, (found.lastindex or 0) + 1):
                start, end = _whole(text, found, number)
                if fits(text[start:end]):
                    yield start, end


def _whole(text: str, found: re.Match[str], number: int) -> tuple[int, int]:
    """The name without a day behind it, and without a full stop."""
    start, end = found.span(number)
    first, _, last = text[start:end].rpartition(" ")
    if first and _DAY_LAST.fullmatch(last):
        end -= len(last) + 1
    while text[end - 1] in ".-'":
        end -= 1
    return start, end


_DAY_LAST = regex(
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?|to(?:day|morrow))\.?",
    re.IGNORECASE,
)
"""A day, and no town that begins like one: `Monterey`, `Tomah`."""


def _is_house(name: str) -> bool:
    """Whether a house may be called so: known, of a town, or by words that nothing else has."""
    low = name.lower()
    if low in KNOWN_HOUSES or name in shipped("health_systems"):
        return True
    words = low.split()
    if low in COUNTRIES or is_region(name) or is_department(name) or _is_other(words):
        return False
    if words[-1] in FEATURES and len(words) > 1:
        return True
    if any(word in LINKS for word in words[1:-1]):
        return _is_unheard(words[-1]) or words[-1] in FEATURES
    if words[-1] in GENERIC and len(words) > 1:
        return _is_unheard(words[0]) or words[0] in shipped("surnames")
    if name.split(maxsplit=1)[0].isupper():
        return len(words) > 1 and not any(map(is_common, words))
    return is_one(name, street=False)


def _is_other(words: list[str]) -> bool:
    return words[0] in _NOBODY or any(
        is_medicine(word)
        or word in PRODUCTS
        or word in EPONYMS
        or word in AFTER_EPONYM
        or word in SHORTHAND
        for word in words
    )


_NOBODY = NOT_A_NAME | ROLES | KIN | SERVICES | NOT_A_TOWN


def _is_unheard(word: str) -> bool:
    return not is_common(word) and word not in GENERIC and word not in shipped("english")


def _linked(name: str) -> bool:
    """Whether `X of Y` is a house: both have a capital, and Y is a place."""
    words = name.lower().split()
    return not _is_other(words) and words[0] not in GENERIC and _is_unheard(words[-1])


def _run(name: str) -> bool:
    """Whether a house of a chain is called so by its town: `VA Palo Verde`."""
    return not any(is_common(word) or word in GENERIC for word in name.lower().split()[1:])


def _always(_name: str) -> bool:
    return True


_FRAMES: tuple[tuple[Rare, Callable[[str], bool]], ...] = (
    (
        rare(
            rf"\b{_OFFERED}(?: are| is| include| at| to|:)?:? (?:1[.)] ?)?{_NAME}"
            rf"(?:,| or| and|;| &| ?/|,? ?2[.)]) ?{_NAME}"
        ),
        _is_house,
    ),
    (
        rare(rf"(?:^|[.\n:>;] ?)(?:[Tt]he )?{_NAME} (?:has|have|sending|sent) {_PATIENT}"),
        _is_house,
    ),
    (rare(rf"(?:^|[.\n:>;,(] ?|\b(?:so|but|and|that|if) )(?:the )?{_NAME} {_TAKES}"), _is_house),
    (rare(rf"\b[Bb]eds? (?:for|at|from|in) (?:the )?{_NAME}(?:{_STOPS}| \()"), _is_house),
    (rare(rf"\b{_STUDY} ?\((?:at |from |@ ?)?(?:the )?{_NAME}(?:,? \d[\d/.-]*)?\)"), _is_house),
    (
        rare(rf"\b{_DONE},? (?:at |@ ?)?{_NAME},? (?:in )?(?:[A-Z][a-z]{{2,8}} )?(?:19|20)\d\d\b"),
        _is_house,
    ),
    (rare(rf"\b{_VISIT}(?: at| @)? {_NAME},? (?:on )?{_DAY}"), _is_house),
    (rare(rf"\b{_CHOOSER} {_CHOOSES} (?:the )?{_NAME}{_STOPS}"), _is_house),
    (rare(rf"\b{_FEED} {_NAME}(?:{_STOPS}| (?:is|are|has|have)\b)"), _is_house),
    (rare(rf"{_BY}({_RUN} [A-Z][a-z]{{3,15}}(?: [A-Z][a-z]{{3,15}})?)\b"), _run),
    (
        rare(
            rf"{_BY}([A-Z][a-z]{{3,15}}s? (?:of|at) (?:the )?[A-Z][a-z]{{3,15}}"
            r"(?: [A-Z][a-z]{3,15})?)\b"
        ),
        _linked,
    ),
    (rare(rf"{_BY}({_PEOPLE} {_HOUSED})\b"), _always),
    (rare(rf"(?:^|[\n(.,;:] ?|\b(?:so|that|wants|toured|but) )({_PEOPLE} {_HOUSED})\b"), _always),
)
"""Where a house stands, and which names may stand there."""

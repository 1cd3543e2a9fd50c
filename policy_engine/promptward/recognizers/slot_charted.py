"""
Places as charts and runs have them, without a preposition: `echo Tunmoor 3/2`, `DEST: Dorley,`.

A study and its day, a stay and its day, who takes a transfer, where a unit goes, which of two the
family wants, the site of a study, a direction from somewhere, a route of the post and its town: in
a text about somebody what stands on either side leaves room for a house or a town alone.
"""

from collections.abc import Callable, Iterator

from promptward.rare import Rare, rare
from promptward.recognizers.common_words import is_common
from promptward.recognizers.eponyms import EPONYMS, PRODUCTS
from promptward.recognizers.house_words import FEATURES, KNOWN_HOUSES
from promptward.recognizers.medicines import is_medicine
from promptward.recognizers.regions import COUNTRIES, STATES
from promptward.recognizers.slot_led import NEVER_LED
from promptward.recognizers.slot_towns import may_be_called
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import NOT_A_NAME, ROLES, SERVICES, SHORTHAND

__all__ = ["charted"]

_WORD = r"(?:[A-Z][a-z']{2,14}|(?:Mc|Mac|O')[A-Z][a-z]{2,12}|St\.?|Mt\.?|Ft\.?)"
_NAME = rf"(?P<place>(?:The )?{_WORD}(?: {_WORD}){{0,2}})"
_STOPS = r"$|[.,;:)?!\n]"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_DAY = (
    rf"(?:\d{{1,2}}[/.]\d|\(?\d{{1,2}}(?:st|nd|rd|th)?[ -]{_MONTH}|{_MONTH}[a-z]{{0,6}}\.? \d"
    rf"|(?:19|20)\d\d\b)"
)
_STUDY = (
    r"(?i:echo|tte|tee|colonoscopy|egd|ogd|mri|cta?|cxr|x-?rays?|cath|angiogram|angio|pet|mammo"
    r"|mammogram|dexa|eeg|emg|ekg|pfts?|sleep study|biopsy|bx|stress test|stress|scope|labs"
    r"|bloods|uss|ultrasound|films|eval(?:uation)?|mdt|appt|appointment|f/u|fu|admission|admitted"
    r"|admit|surgery|cabg|pci|stents?|tkr|tka|thr|tha|consult|discharged|infusion|dialysis|chemo"
    r"|clinic|swallow|imaging)"
)
_WANTS = (
    r"\b(?:[Ff]amily|[Ss]he|[Hh]e|[Tt]hey|[Pp]ts?|[Pp]atient|[Dd]aughter|[Ss]on|[Ww]ife|[Hh]usband"
    r"|[Mm]om|[Mm]um|[Dd]ad|[Mm]other|[Ff]ather|[Nn]iece|POA|poa|[Gg]uardian|dtr|[A-Z][a-z]{2,14})"
    r" (?:wants?|wanted|prefers?|preferred|would take|will take|ok with|agreeable to|chose|likes)"
)
_MOVED = r"(?:xfer(?:red|'d)?|transfer(?:red)?|trf|tx'?d|txfr|tfer)"


def _named(name: str) -> bool:
    """What a house or a town may be called, and neither a part of the body nor a thing."""
    words = name.removeprefix("The ").replace(".", "").lower().split()
    if name in STATES or name.lower() in COUNTRIES:
        return False
    if any(
        word in NEVER_LED or word in SHORTHAND or word in PRODUCTS or is_medicine(word)
        for word in words
    ):
        return False
    if len(words) > 1 and (
        (words[0] in _KINDS and words[-1] in _HEADS) or words[0] in _DIRECTIONS
    ):
        return True
    if " ".join(words) in KNOWN_HOUSES or words[0] in _SAINTS:
        return words[0] not in _SAINTS or len(words) > 1
    if words[0] in EPONYMS or words[0] in NOT_A_NAME or words[0] in ROLES or words[0] in SERVICES:
        return False
    if not may_be_called(words[0].removesuffix("'s").title()):
        return False
    if name.startswith("The ") or words[-1].endswith("'s"):
        return True
    if name in shipped("towns") or name in shipped("cities"):
        return True
    of_land = len(words) > 1 and words[-1] in FEATURES
    return of_land or any(
        word.removesuffix("'s") not in shipped("english") and word not in shipped("care")
        for word in words
    )


_SAINTS = frozenset(("st", "mt", "ft"))
_DIRECTIONS = frozenset(("north", "south", "east", "west", "mid"))
_KINDS = frozenset(
    """
    city county general memorial community district regional university children's royal base
    state central civic area municipal national veterans women's
    """.split()  # noqa: SIM905  # legible
)
_HEADS = frozenset(
    "hospital general infirmary memorial regional clinic royal county university".split()  # noqa: SIM905
)
"""Houses that are called by their kind: `angiogram City Hospital 10 Nov`."""


def _wanted(name: str) -> bool:
    """What else stands between alternatives of where to go: any name that is no thing to have."""
    words = name.removeprefix("The ").replace(".", "").lower().split()
    return not any(
        word in PRODUCTS or is_medicine(word) or word in shipped("medicines") or word in SHORTHAND
        for word in words
    ) and not (len(words) == 1 and is_common(words[0]))


def _any(_: str) -> bool:
    return True


_FRAMES: tuple[tuple[Rare, Callable[[str], bool]], ...] = (
    (
        rare(
            rf"(?:^|[.;\n] ?|\b(?:at|to|from|in) ){_NAME}(?:,| -)? ?[Ww]ard (?:\d|[A-Z]\d|[A-Z]\b)"
        ),
        _named,
    ),
    (
        rare(
            rf"(?:^|[.;\n]|, so|, but|, and|\bthat|\bbut) ?{_NAME} (?:said (?:no|yes)|refused"
            r"|declined|accepted|has (?:a|no|one) beds?|is full|on divert|is on divert|can take"
            r"|can't take|cannot take|won't take|will take)\b"
        ),
        _named,
    ),
    (rare(rf"\b{_STUDY}(?: \d{{1,2}}/\d{{1,2}})? {_NAME},?(?= {_DAY})"), _named),
    (
        rare(
            rf"\b{_STUDY} \d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})? {_NAME}(?= (?:clear|normal|neg|ok"
            rf"|nl|wnl|unchanged|pending|positive|showed|shows)\b|{_STOPS})"
        ),
        _named,
    ),
    (
        rare(rf"(?:^|[.,;?!:] |\d, |\n){_NAME},? (?:hospital )?[Dd]ay (?:#|no\.? )?\d{{1,3}}\b"),
        _named,
    ),
    (
        rare(rf"\b{_MOVED} (?:from |to |fr |out of )?(?:the )?{_NAME}(?= \d| for\b| -|{_STOPS})"),
        _named,
    ),
    (rare(rf"(?:[-(,;/] |\(){_NAME} {_MOVED}(?= \d| for\b|{_STOPS})"), _named),
    (rare(rf"\b[A-Z][a-z'-]{{2,15}} {_NAME} {_MOVED}(?= \d)"), _named),
    (
        rare(
            rf"\b(?:sent|referred|accepted|declined|refused"
            rf"|turned down) by (?:the )?{_NAME}(?= (?:for|as|due|because|until|pending|on)\b"
            rf"|{_STOPS})"
        ),
        _named,
    ),
    (
        rare(
            rf"\b(?:DEST|Dest|DESTINATION|Destination|REC FAC|Rec fac|RECEIVING"
            rf"|Receiving)\.?[:=]? {{1,2}}{_NAME}(?={_STOPS}|/| [a-z])"
        ),
        _wanted,
    ),
    (rare(rf"\([MF],? ?\d{{1,3}},? {_NAME}\)"), _named),
    (rare(rf"\b[Ss]ite (?:no\.? |#)?\d{{1,4}}(?:,|:| -|\)) {_NAME}(?=[,.;)\n]|$)"), _named),
    (
        rare(
            rf"\b(?:N|S|E|W|NE|NW|SE|SW|[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est) of {_NAME}(?={_STOPS}"
            rf"|/| [a-z/(])"
        ),
        _named,
    ),
    (
        rare(
            rf"\b(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?"
            rf"|Sun)(?:day)?s? (?:[ap]m )?(?:clinic|list|session|run|route|outreach|OPD"
            rf"|theatre),? (?:at |in )?{_NAME}(?={_STOPS})"
        ),
        _named,
    ),
    (
        rare(
            rf"\b(?:dc'?d?|d/c|discharge[ds]?|discharging)(?: to)?(?: home)? (?:vs\.?|versus"
            rf"|or) {_NAME}(?={_STOPS}| [a-z])"
        ),
        _named,
    ),
    (
        rare(
            rf"\b[Bb]ack to (?:the )?{_NAME}(?= (?:if|when|once|after|tomorrow|today|tonight"
            rf"|with|on|pending|by|for)\b)"
        ),
        _named,
    ),
    (
        rare(
            r"(?:\b(?:at|in|on|lives?|stays?|staying|living|to|address)"
            r"|[,;:]) (?P<place>\d{3,5} (?:[nsew]|[NSEW]|north|south|east"
            r"|west)\.? [A-Za-z][a-z]{3,14})(?=[.,;)\n]|$| (?:apt|unit|#|in|off|near))"
        ),
        _any,
    ),
    (
        rare(
            rf"\b(?P<place>(?:Star (?:Rt|Route) ?(?:Box )?\d{{1,4}}|(?:RR|RD|RFD|HC|HCR|R\.R\."
            rf"|Rural Route) ?#?\d{{1,3}}(?:,? Box \d{{1,5}}[A-Z]?)),?"
            rf" {_WORD}(?: {_WORD})?)(?={_STOPS})"
        ),
        _any,
    ),
)
"""What leads to a place and closes it behind, and which words may be one there."""

_CHOICE = rare(
    rf"{_WANTS} (?P<one>(?:The )?{_WORD}(?: {_WORD}){{0,2}})"
    rf" or (?P<two>(?:The )?{_WORD}(?: {_WORD}){{0,2}})"
    rf"(?:,? (?:NOT|not|but not"
    rf"|never) (?P<three>(?:The )?{_WORD}(?: {_WORD}){{0,2}}))?(?={_STOPS}| [a-z])"
)
_QUOTED = r"\"[A-Z][A-Za-z'. -]{2,24}\"|'[A-Z][A-Za-z. -]{2,24}'"
"""What a quote begins the same one ends: else each list could be parted in many ways."""

_LISTED = rare(
    r"\b(?:sites?|clinics?|towns?|city|cities|facility|facilities|hospitals?|hosp|locations?"
    r"|campus|branch)\w{0,4}[\"'\]]{0,2}(?:\.isin\()? ?(?:=|==|in|IN|%in%|:|!="
    r"|not in)? ?c?[\[(]{1,2}"
    rf"(?P<list>(?:(?:{_QUOTED})(?:, ?)?){{1,24}})[\])]"
)
_LITERAL = rare(_QUOTED)


def charted(text: str) -> Iterator[tuple[int, int]]:
    """Where such places stand; of alternatives all, where one of them is called as places are."""
    for pattern, fits in _FRAMES:
        for found in pattern.finditer(text):
            if fits(found["place"]):
                yield found.span("place")
    yield from _alternatives(text)
    for several in _LISTED.finditer(text):
        start, end = several.span("list")
        for found in _LITERAL.finditer(text[start:end]):
            if _named(found[0][1:-1]):
                yield start + found.start() + 1, start + found.end() - 1


def _alternatives(text: str) -> Iterator[tuple[int, int]]:
    for found in _CHOICE.finditer(text):
        names = [group for group in ("one", "two", "three") if found[group]]
        if any(_named(found[group]) for group in names):
            yield from (found.span(group) for group in names if _wanted(found[group]))

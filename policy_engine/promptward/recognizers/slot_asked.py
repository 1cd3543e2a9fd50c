"""
Places by what is asked of them, sent there or got from there: `Which forms does Tolliver need`.

Prompts of a few sentences name a house as those do who work with it: it sends somebody over, wants
forms, calls, is written to; films come from it; it stands in brackets behind what came from
elsewhere, or behind what kind of house sent somebody. Without capitals the words have to be in no
list, or to be made as names of houses are.
"""

from collections.abc import Iterator

from promptward.deferred import regex
from promptward.rare import Rare, rare
from promptward.recognizers.facility_lower import in_haste
from promptward.recognizers.slot_led import is_one
from promptward.recognizers.slot_led_lower import is_called

__all__ = ["asked"]

_CAPITAL = r"([A-Z][a-z']{2,14}(?: [A-Z][a-z]{2,14})?)"
_SMALL = r"([a-z][a-z']{2,15}(?: [a-z][a-z']{2,15})?)"
_WHOM = (
    r"(?:[A-Z][a-z'-]{1,15}|him|her|them|pt|the pt|the patient"
    r"|[Mm](?:rs?|s)\.? [A-Z][a-z'-]{1,15})"
    r"(?: [A-Z][a-z'-]{1,15}){0,2}"
)
_WHOM_SMALL = r"(?:(?:mr|mrs|ms|the|my|our|pt) )?[a-z]{2,15}(?: [a-z'-]{2,15})?"
_STOPS = r"$|[.,;:)!?\n]"

_THEM = r"(?:him|her|them|pt|us|the (?:pt|patient|chart|records?|form|labs?|results?))"
_DOES = (
    r"(?:(?:transferred|transfers|transferring|referred|sent|sends|sending|shipped|flew|discharged"
    r"|bounced|refused|refuses|won't take|wont take|will not take|would not take|can't take"
    r"|cant take|accepted|never sent|did not send|didn't send|didnt send|hasn't sent|hasnt sent)"
    rf" {_THEM}"
    r"|(?:needs|wants|requests|requires|requested) (?:a|the|an|our|his|her|their|more|new|prior"
    r"|all|another|updated|signed) [a-z]|called(?: (?:about|re|to say|asking|back|and said)\b|:)"
    r"|(?:faxed|emailed|mailed) (?:over|us|back|the|a|her|his)\b"
    r"|(?:says|said|say) (?:they|he|she|no|that|her|his|it|there|we)\b)"
)
_ASKS = (
    r"(?:need|needs|want|wants|require|requires|accept|accepts|take|takes|have|has|send|sends|use"
    r"|uses|offer|offers|charge|bill|billed|keep|do|does|got|get|receive|fax|open|still|already"
    r"|ever|even|not|refuse|refuses|know)\b"
)
_PAPERS = (
    r"(?:echo|ct|mri|x-?rays?|films?|scans?|imaging|images|slides|biopsy|path|pathology|labs?|cbc"
    r"|results?|records?|notes?|op note|reports?|summary|summaries|referrals?|faxe?s?|letters?"
    r"|charts?|discs?|ecgs?|ekgs?|eegs?|holter|mammograms?|ultrasounds?|studies|cultures"
    r"|discharge papers|paperwork|forms?)"
)
_CAME = (
    rf"(?:{_STOPS}| (?:is|isn't|isnt|are|aren't|arent|was|were|has|have|hasn't|hasnt|haven't"
    r"|havent|never|not"
    r"|still|show|shows|showed|say|says|came|come|did|didn't|didnt|yet|arrived|got|went|for|on"
    r"|about|and|but|which|that|who|dated|re|to|before|after|as|by|where)\b)"
)
_SENT = (
    r"(?:took|takes|brought|brings|rushed|drove|transported|transporting|carried|sent|sending"
    r"|transferred|transferring|transfer|flew|moved|moving|admit|admitted|refer|referred|referring"
    r"|discharge|discharging|discharged|send|return|returned|redirect|divert)"
)
_OVER = r"(?:back |over |out )?(?:to|from|via) "
_AFTERWARDS = (
    rf"(?:{_STOPS}| (?:with|w|by|on|for|after|in|at|and|but|because|so|today|tomorrow|yesterday"
    r"|last|this|next"
    r"|when|where|who|via|from|to|if|ed|er|ED|ER|overnight|instead)\b)"
)
_HOUSE = (
    r"(?:transferring|sending|receiving|referring|accepting|outside|admitting|delivery|delivering"
    r"|treating|birth|home|local|preferred|discharging|originating|nearest|primary)"
    r" (?:hospital|facility|clinic|site|unit|ed|er|snf|rehab|pharmacy|center|centre|practice|hosp)"
)
_ELSEWHERE = (
    r"(?:(?:outside|prior|old|previous|referring|transferring|sending|receiving|other|external|osh)"
    r" [a-z]{2,12}(?: [a-z]{2,12})?|[Dd]r\.? [A-Za-z][a-z'-]{2,15})"
)
_ADMITTED = r"(?:(?:re)?admitted|admit|admission|adm|seen|delivered|hospitali[sz]ed|d/?c'?d)"
_THEN = (
    r"(?:\d{1,2}[/-]\d|(?:in |on )?(?i:jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b"
    r"|last (?:week|month|night)|yesterday|overnight)"
)
_CALLED = r"(?:called|call|calling|phoned|rang|contacted|faxed|fax|asked|ask|emailed)"
_TO_GET = (
    r"(?:to (?:get|obtain|request|confirm|check|ask|send|fax|see)\b|for (?:the |her |his |old "
    r"|prior |outside )?(?:records?|notes?|imaging|labs?|results?|op note|reports?|films)\b)"
)
_WRITTEN = (
    r"(?:[Ee]-?mail|[Ll]etter|[Ff]ax|[Mm]essage|[Mm]emo|[Rr]eferral|[Aa]ppeal|[Rr]equest"
    r"|[Cc]over sheet|[Rr]eply|[Ww]rite|[Nn]ote)"
)
_ABOUT = r"(?:asking|requesting|for|about|re|regarding|to|so|that|saying|explaining|with|on)\b"
_KEPT = r"(?:notes?|records?|reports?|chart|summary|labs?|discharge|d/c|imaging|ed|er|staff)\b"
_CLAUSE = r"(?:^|[.;:,!?\n(] ?| (?:and|but|so|that|because|if|when|since|then|says) )(?:[Tt]he )?"
_WHETHER = (
    r" (?:does|did|do|will|would|can|could|should|has|have|is|if|when|unless|until|that) (?:the )?"
)
_HOUR = (
    r"(?:\d{1,2}/\d{1,2}|[Mm]on|[Tt]ues?|[Ww]ed|[Tt]hurs?|[Ff]ri|[Ss]at|[Ss]un)\.?,? (?:at )?"
    r"\d{1,2}(?::?\d\d)? ?[ap]m,? (?:@ ?|at )?"
)
_ROOM = r" (?:and|infusion|chair|room|bed|suite|clinic|office|w|with|for|then|dr)\b"


def _frames(name: str, whom: str) -> tuple[Rare, ...]:
    """
    Each as an expression of its own, so that the automaton of each rules out most texts.

    What follows the name is matched and not only looked at: the automaton knows no look-ahead.
    """
    return tuple(
        map(
            rare,
            (
                rf"{_CLAUSE}{name} {_DOES}",
                rf"{_WHETHER}{name} {_ASKS}",
                rf"\b{_WRITTEN} (?:back )?to (?:the )?{name} {_ABOUT}",
                rf"\b(?i:{_PAPERS})(?: (?:of|for|on) {whom})? from (?:the )?{name}{_CAME}",
                rf"\b(?i:{_SENT}) {whom} {_OVER}(?:the )?{name}{_AFTERWARDS}",
                rf"\b(?i:{_HOUSE})(?:,| is|:)? {name}(?:{_STOPS}| [a-z(]| \d)",
                rf"\b(?i:{_ELSEWHERE}) \({name}\)",
                rf"\b(?i:{_ADMITTED}) {name} {_THEN}",
                rf"\b(?i:{_CALLED}) (?:the )?{name} {_TO_GET}",
                rf"\b[Pp]er (?:the )?{name} {_KEPT}",
                rf"(?:,|\ban?|\bis an?|long-?term) {name} resident\b",
                rf"\b[Hh]ome ?town(?: of| is|,|:)? {name}(?:{_STOPS}| [a-z(])",
                rf"\b{_HOUR}{name}(?:{_STOPS}|{_ROOM})",
            ),
        )
    )


_LARGE = _frames(_CAPITAL, _WHOM)
_LOWER = _frames(_SMALL, _WHOM_SMALL)
_LINE = regex(r"\n(?=[^A-Z\n])")
"""Where a line begins that may be without capitals."""


def asked(text: str) -> Iterator[tuple[int, int]]:
    """Where such places stand."""
    for pattern in _LARGE:
        for found in pattern.finditer(text):
            if is_one(found[1], street=False):
                yield found.span(1)
    haste = in_haste(text)
    if not (haste(0) or any(haste(line.end()) for line in _LINE.finditer(text))):
        return
    for pattern in _LOWER:
        for found in pattern.finditer(text):
            start, words = found.start(1), found[1].split(" ")
            if not haste(start):
                continue
            if is_called(words):
                yield found.span(1)
            elif len(words) > 1 and is_called(words[:1]):
                yield start, start + len(words[0])

"""
Places in fields of programs, logs and boards: `facility=BLUE_MESA_RMC`, `site: oak-hollow`.

A name that was made an identifier, or typed in small letters, is a name still, where the key says
that a house or a town stands there. A value that says only what kind of place it is, a part of the
body, and the places of programs (`prod`, `us-east-1`, `local0`) are none.
"""

import re
from collections.abc import Iterator

from promptward.deferred import regex
from promptward.rare import rare
from promptward.recognizers.common_words import is_common
from promptward.recognizers.facility_words import ACRONYMS_OF_CARE, GENERIC
from promptward.recognizers.house_words import FEATURES, is_compound
from promptward.recognizers.regions import COUNTRIES, NOT_A_TOWN, STATE_PATTERN, STATES
from promptward.recognizers.slot_letters import may_be_house
from promptward.recognizers.slot_towns import may_be_called
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import NOT_A_NAME, SERVICES
from promptward_rules import word_list

__all__ = ["fields"]

_HOUSES = (
    r"(?:[a-z]{2,12}[_ ]?)?(?:[Ff]acility|FACILITY|[Hh]ospital|HOSPITAL|[Cc]linic|[Cc]ampus|CAMPUS"
    r"|[Pp]harmacy|[Hh]osp|[Pp]harm|fac|[Nn]ursing_?[Hh]ome|snf|SNF)(?:[_ ]?(?:[Nn]ame|[Cc]ode))?"
)
_PLACES = (
    r"(?:(?:home|from|to|sending|receiving|src|dst|dest|origin|birth|pickup|dropoff)_?)?"
    r"(?:[Ss]ite|SITE|[Ll]oc|LOC|[Ll]ocation|LOCATION|[Tt]own|TOWN|[Cc]ity|CITY|[Vv]illage"
    r"|[Pp]lace"
    r"|[Dd]est|DEST|[Dd]estination|[Oo]rigin|ORIGIN|[Pp]ick-?_?up|[Dd]rop-?_?off|[Hh]ome_?town"
    r"|[Rr]esidence|[Oo]rg|[Ss]ender|[Rr]eceiver|[Bb]irth_?[Pp]lace|branch|route_to|routed_to"
    r"|referred_to|sent_to|from|to)(?:[_ ]?(?:[Nn]ame|[Cc]ode))?"
)
_JOINED = r"[A-Za-z][A-Za-z0-9]{1,20}(?:[_-][A-Za-z0-9]{1,20}){0,4}"
_ENDS = r"(?=$|[\"'`,;)}\]<|\n]|[ \t]{1,8}(?:[\w.-]{1,24}=|\n|[-|#/(]))"
_GIVES = r"[\"']?[ \t]{0,2}(?:={1,3}|!=|:|=>)[ \t]{0,2}[\"'`]?"
_OF_HOUSE = rare(rf"(?<![\w.]){_HOUSES}{_GIVES}({_JOINED}){_ENDS}")
_OF_PLACE = rare(rf"(?<![\w.]){_PLACES}{_GIVES}({_JOINED}){_ENDS}")
_NESTED = rare(
    r"[\"'](?:origin|destination|location|serviceProvider|managingOrganization|custodian|facility"
    r"|hospital|clinic|site|ward|admitSource|birthPlace)[\"'] ?: ?\[? ?\{ ?"
    r"(?:[\"']location[\"'] ?: ?\{ ?)?[\"'](?:display|name|text)[\"'] ?: ?"
    r"[\"']([A-Z][A-Za-z'.\xff-]{2,20}(?: [A-Za-z'.\xff-]{2,20}){0,4})[\"']"
)
_LABEL = rare(
    r"(?:^|[\n;|(] {0,2}|\. )(?:Lives|Residence|Resides|Home|Home base|Origin|Pharm|Drop|Pick-?up"
    r"|Next stop|STOP \d{1,2}|Stop \d{1,2}|Where|Coming from|Going to|Return|Town|Birthplace|Born)"
    r"(?: ?[:\xff-]| {1,2}(?=[A-Z])) {0,2}([A-Z][a-z\xff]{2,15}(?: [A-Z][a-z\xff]{2,15}){0,2})"
    r"(?=$|[,.;|)\n]| {2})",
    re.MULTILINE,
)
_PIECES = regex(r"[A-Za-z]+")
_STATE = regex(STATE_PATTERN)
_NOWHERE = frozenset(word_list("programs", "nowhere"))
"""Parts of the body, kinds of place, and where programs run."""

_LONGEST_LETTERS = 6


def fields(text: str) -> Iterator[tuple[int, int]]:
    """Where such places stand."""
    for pattern, house in ((_OF_HOUSE, True), (_OF_PLACE, False)):
        for found in pattern.finditer(text):
            if _is_name(found[1], house=house):
                yield found.span(1)
    for found in _NESTED.finditer(text):
        if any(_told(word) for word in _PIECES.findall(found[1].lower())):
            yield found.span(1)
    for found in _LABEL.finditer(text):
        if may_be_called(found[1]):
            yield found.span(1)


def _is_name(value: str, *, house: bool) -> bool:
    """Whether an identifier holds a name: a word that says which place it is."""
    pieces = _PIECES.findall(value)
    lows = [piece.lower() for piece in pieces]
    if not lows or value in STATES or " ".join(lows) in COUNTRIES or _STATE.fullmatch(value):
        return False
    if len(pieces) == 1 and value.isupper() and len(value) <= _LONGEST_LETTERS:
        return house and value.isalpha() and may_be_house(value)
    told = [low for low in lows if _told(low)]
    if not told:
        return False
    if any(_strange(low) for low in told):
        return True
    several = len(lows) > 1 and (len(told) > 1 or lows[0] in ("st", "saint", "mt"))
    named = lows[-1] in FEATURES or lows[-1] in GENERIC or is_compound("".join(lows))
    return (several and (house or named)) or (len(lows) == 1 and _is_town(told[0], house=house))


def _told(low: str) -> bool:
    """Whether a word may say which place it is."""
    return len(low) > 1 and not (
        low in _NOWHERE
        or low in GENERIC
        or low in NOT_A_TOWN
        or low in NOT_A_NAME
        or low in SERVICES
        or low in ACRONYMS_OF_CARE
    )


_LONG = 5


def _strange(low: str) -> bool:
    """Whether a word is in no list of the language."""
    return len(low) >= _LONG and not (
        is_common(low) or low in shipped("english") or low in shipped("abbreviations")
    )


def _is_town(low: str, *, house: bool) -> bool:
    """Whether a word of the language is a town of the gazetteer, or stands for a house."""
    title = low.capitalize()
    known = title in shipped("cities") or title in shipped("towns")
    return (known or house) and not (is_common(low) and not house)

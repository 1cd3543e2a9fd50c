"""
Wards and floors by a name and a number, behind what is done with somebody there.

`an outlier on Ellis 9`, `stepdown to 9 Center if the lactate clears`, `report from Ward C4`,
`7 Bravo called: bed 4 is low`. A medicine has its dose behind the same words, a score its points
and a day its month: the word has to be a kind of building, a name or the letter of a pod.
"""

from collections.abc import Iterator

from promptward.rare import rare
from promptward.recognizers.common_words import is_common
from promptward.recognizers.eponyms import EPONYMS, MAKERS, PRODUCTS
from promptward.recognizers.medicines import is_medicine
from promptward.recognizers.regions import NOT_A_TOWN
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import NOT_A_NAME

__all__ = ["wards"]

_BUILDINGS = (
    r"(?:Center|Centre|Central|Main|Tower|Towers|Pavilion|Wing|Annex|Annexe|Block|Bridge|Atrium"
    r"|Plaza|Court|Heart|Medical|Surgical|Garden|Link"
    r"|Alpha|Bravo|Charlie|Delta|Echo|Foxtrot|Red|Blue|Green|Yellow|Orange|Purple|Gold|Silver)"
)
_KINDS = r"(?:Tower|Pavilion|Wing|Block|Annex|Building|Bldg|Pod|Station|Level)"
_WARD = (
    rf"(?:\d{{1,2}}[A-D]? {_BUILDINGS}|{_KINDS} \d{{1,2}}[A-D]?|[Ww]ard [A-Z]{{1,2}}\d{{0,2}}"
    r"|Bay \d{1,2},? Ward \d{1,2}[A-D]?)"
)
_CALLED = r"([A-Z][A-Za-z']{2,14}) \d{1,2}[A-D]?"
_LEADS = (
    r"(?:pts?|patients?|mum|mom|dad|he|she|they|is|are|was|were|still|now|staff|nurses?|RNs?"
    r"|sister|charge|porter|handover|handoff|report|seen|visited|died|peacefully|passed away"
    r"|inpatient|outlier|boarder|moved|transfer(?:red)?|xfer(?:red)?|step(?:ped)? ?down|sent"
    r"|admitted|adm|beds?|call|calls|came|back|up|down|over|interpreter|team|physio|in charge"
    r"|boarding|boarded|works|working|shift|float(?:ed)?|covering|round(?:s|ing)?|direct|straight"
    r"|ED|PACU|theatre|recovery|incident|fall|falls)"
)
_TO = r"(?: [a-z]{1,12}){0,2} (?:on|to|from|in|of|at|onto|off|for) (?:the )?"
_THEN = (
    r"(?:$|[.,;:)!?\n]| (?:and|for|if|at|by|with|who|since|after|before|overnight|today|tonight"
    r"|last|this|needs|need|refus[a-z]{2,4}|is|was|has|under|when|bed|room|rm|day|as|until|via"
    r"|called|calling|says|said|RN|nurse|to|on|in|but|or|w/)(?:[^a-zA-Z]|$))"
)
_PLACED = rare(rf"\b(?i:{_LEADS}){_TO}({_WARD}){_THEN}")
_NAMED = rare(rf"\b(?i:{_LEADS}){_TO}{_CALLED}{_THEN}")
_CALLS = rare(
    rf"(?:^|[\n.;] ?)({_WARD}|[Ww]ard \d{{1,2}}[A-Z]?|\d{{1,2}}[A-Z]) (?:called|calling|rang|wants"
    r"|says|asking|paged|RN|nurse|charge|bed \d|staff)\b"
)
_IN_CHARGE = rare(
    rf"\b(?:[Ss]ister|[Mm]atron|[Cc]harge nurse|[Mm]anager|[Nn]urse|[Ss]taff|HCA|[Cc]onsultant)"
    rf" (?:in charge )?(?:of|on|for) ([Ww]ard \d{{1,2}}[A-Z]?|\d{{1,2}}[A-Z]|{_WARD})\b"
)


def wards(text: str) -> Iterator[tuple[int, int]]:
    """Where such wards stand."""
    for pattern in (_PLACED, _CALLS, _IN_CHARGE):
        for found in pattern.finditer(text):
            yield found.span(1)
    for found in _NAMED.finditer(text):
        if _may_be_called(found[1]):
            start, end = found.span(1)
            stop = end + 1
            while stop < len(text) and text[stop].isalnum():
                stop += 1
            yield start, stop


def _may_be_called(word: str) -> bool:
    """Whether a house or a floor is called so: after somebody, and no score or medicine is."""
    low = word.lower()
    if is_common(low) or low in NOT_A_TOWN or low in NOT_A_NAME or is_medicine(low):
        return False
    if low in EPONYMS or low in PRODUCTS or low in MAKERS or low in shipped("medicines"):
        return False
    return low in shipped("surnames") or low in shipped("rare_surnames") or low.startswith("mc")

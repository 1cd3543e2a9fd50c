"""
Places where the sentence of another language has room for nothing else: `retour a Courtebois`.

A word of living, going or being cared for in French, Spanish, Italian, Portuguese, Dutch, Swedish,
Norwegian, Danish or Polish, and the preposition of place that goes with it. Those languages write
no common noun with a capital; German, which does, is left to the lists. As the text is read,
letters have no marks.
"""

import re
from collections.abc import Iterator

from promptward.rare import rare
from promptward.recognizers.eponyms import PRODUCTS
from promptward.recognizers.medical_endings import OF_MEDICINE
from promptward.recognizers.regions import COUNTRIES, NOT_A_TOWN, STATES
from promptward.recognizers.words import NOT_A_NAME
from promptward_rules import word_list

__all__ = ["abroad"]

_NAME = (
    r"((?:(?:CH|CHU|HU|PS|UBS|USF|VC|MC|ZH|SU|RSA|CSS|CAP|EHPAD|POZ|SP) )?"
    r"[A-Z\xff][\w\xff'-]{2,20}(?:[ -](?:(?:de|del|da|do|di|sur|la|le|les|los|san|en|van|aan|op)"
    r"[ -])*[A-Z\xff][\w\xff'-]{1,20}){0,3})"
)
_CLOSES = r"(?=$|[.,;:)\n(]| [a-z(\xff0-9-])"
_TONGUES = (
    (
        (
            r"habit\w{1,5}|demeur\w{1,4}|resid\w{1,4}|nee?|suivie?|hospitalisee?|transferee?|retour|sort(?:ie?)?"
            r"|adressee?|vit|vivant|travaille|domicile|originaire|operee?|prise? en charge"
            r"|installee?|veu(?:f|ve)|consultation|convalescence|sejour|emmenee?|conduite?|rentree?|maison"
        ),
        r"a|de|vers|pres de|sur|depuis|chez|par le CH de",
    ),
    (
        (
            r"vive|natural|resid\w{1,4}|acude|traslad\w{1,4}|trabaja|remitid[oa]|procedente|ingresad?[oa]?"
            r"|control|revision|nacid[oa]|vecin[oa]|domicilio|viene|vino|hij[oa]|derivad[oa]"
            r"|operad[oa]"
            r"|atendid[oa]|alta|cita|visita|seguimiento|casa|familia"
        ),
        r"a|al|en|de|del|desde|hacia|cerca de|para",
    ),
    (
        (
            r"vive|resident[ei]|nat[oa]|ricoverat[oa]|trasferit[oa]|inviat[oa]|lavora|abita|domiciliat[oa]"
            r"|operat[oa]|seguit[oa]|controllo|visita|rientr\w{1,3}|dimess[oa]|proveniente|originari[oa]"
        ),
        r"a|in|di|da|presso|vicino a",
    ),
    (
        (
            r"mora|reside|residente|encaminhad[oa]|internad[oa]|transferid[oa]|trabalha|natural|nascid[oa]"
            r"|seguid[oa]|consulta|operad[oa]|alta|veio|vinda?|familia|casa"
        ),
        r"a|em|no|na|de|do|da|para|pelo|pela",
    ),
    (
        (
            r"woont|wonende?|woonachtig|verwezen|opgenomen|overplaatsing|overgeplaatst|huisarts|komt"
            r"|werkt|geboren|ontslag(?:en)?|terug|behandeld|gezien|afkomstig|verhuisd|dochter|zoon"
        ),
        r"in|te|uit|naar|bij|van|door huisarts te|nabij",
    ),
    (
        (
            r"bor|bosatt|kommer|remitter\w{1,4}|overf\w{1,4}|flytt\w{0,4}|innlagt|inlagd|indlagt|jobb\w{1,3}"
            r"|arbet\w{1,3}|arbejder|f.dd?t?|utskriv\w{1,4}|udskrev\w{1,3}|henvist|behandlet|sett"
            r"|reist"
            r"|datter|s.nn?|hemma|hjemme"
        ),
        r"i|fra|fran|til|till|pa|ved|vid|av|af",
    ),
    (
        (
            r"mieszka|zam\.?|zamieszka\w{1,2}|skierowan[ya]|przyj.t[ya]|pochodzi|urodzon[ya]|pracuje"
            r"|leczon[ya]|wypisan[ya]|przekazan[ya]|wraca|c.rka|syn"
        ),
        r"w|z|do|we|ze|pod|kolo",
    ),
)
_WAYS = tuple(
    rare(
        rf"(?i:\b(?:{words}))(?: [a-z\xff]{{1,12}}\.?){{0,2}} (?:{leading}) (?:[Dd]r\.? )?"
        rf"{_NAME}{_CLOSES}"
    )
    for words, leading in _TONGUES
)
_WHERE = rare(
    r"\b(?:les?|la|est|une?|du|des|par|el|una?|por|con|il|della?|per|com|het|een|door|met|och"
    r"|med|ett"
    r"|og|ikke|jest|nie|oraz|para|pour|avec|chez|mevr|dhr|paciente|patiente|paziente|doente"
    r"|pacjent"
    r"|patienten|pasienten|patient som|patientin|sra?|mme)\b",
    re.IGNORECASE,
)
_FEWEST = 2
_NO_PLACES = frozenset(word_list("places", "no places abroad"))


def abroad(text: str) -> Iterator[tuple[int, int]]:
    """Where such places stand, in a text that has words of such a language."""
    if len(_seen(text)) < _FEWEST:
        return
    for pattern in _WAYS:
        for found in pattern.finditer(text):
            if _may_be_place(found[1]):
                yield found.span(1)


def _seen(text: str) -> set[str]:
    """Two words that only such languages have, if there are."""
    words: set[str] = set()
    for found in _WHERE.finditer(text):
        words.add(found[0].lower())
        if len(words) == _FEWEST:
            break
    return words


def _may_be_place(name: str) -> bool:
    words = re.split(r"[ -]", name.lower())
    if name in STATES or name.lower() in COUNTRIES or name.isupper():
        return False
    return not any(
        word in _NO_PLACES or word in NOT_A_TOWN or word in PRODUCTS or OF_MEDICINE.fullmatch(word)
        for word in words
    ) and (words[0] not in NOT_A_NAME)

"""
Facilities as other languages call them: the kind of house first, its name behind.

`Szpital Powiatowy w Nowym Targu`, `Praxis Dr. Quill`, `UBS Jardim Azul`, `Hospital Virgen del
Mar`.
"""

from promptward.deferred import regex
from promptward.recognizers.common_words import is_common
from promptward.recognizers.facility_reading import FacilityReading, specific
from promptward.recognizers.word_file import shipped
from promptward_dsl.lattice import Confidence
from promptward_rules import word_list

__all__ = ["HEADS_ABROAD", "abroad", "linked", "of_hospital"]

HEADS_ABROAD = frozenset(word_list("houses", "heads abroad"))
"""Kinds of houses, without marks, lower case: entries of the shared scan."""

_SHORT = frozenset(("sor", "poz", "ubs", "upa", "usf", "rsa", "asl", "mvz", "gmf", "caps", "clsc"))
"""Initials among them: in capitals only."""

_NAME = regex(
    r"[A-Z\xff][\w\xff'.-]*(?: (?:(?:w|we|van|van de|van der|de|del|de la|de los|da|do|dos|das|di"
    r"|della|delle|degli|dei|du|des|en|a|am|an der|im|zum|zur|der|dem|la|los|las"
    r"|st\.) ){0,2}[A-Z\xff][\w\xff'.-]*){0,3}"
)
_LINK = regex(
    r"(?:(?:de la|de los|del|de l'|de|da|do|dos|das|di|della|dei|du|des|d'|we|w|van|am|an der|im"
    r"|in|i|zum|zur|der|en|a) ?){0,2}"
)


def abroad(reading: FacilityReading, start: int, end: int) -> bool:
    """
    Records a kind of house in another language with the name behind it.

    Whether it is done with: found, or initials that say nothing else.
    """
    text = reading.text
    head = text[start:end].lower()
    if head in _SHORT and not text[start:end].isupper():
        return True
    if text[end : end + 1] != " " or not text[start].isupper():
        return head in _SHORT
    link = _LINK.match(text, end + 1)
    at = link.end() if link else end + 1
    found = _NAME.match(text, at)
    if found is None:
        return head in _SHORT
    stop = _sentence(text, at, found.end())
    word = text[at:stop].split(" ", 1)[0].strip(".,'")
    linked = at > end + 1
    short = head in _SHORT and (word.isupper() or (not linked and _is_word(word)))
    if not specific(word) or short:
        return head in _SHORT
    reading.add(start, stop, Confidence.MEDIUM, "head", "abroad")
    return True


def _sentence(text: str, start: int, stop: int) -> int:
    """The end of a name, less the sentence that begins behind a full stop."""
    at = text.find(". ", start, stop)
    while at >= 0 and text[start:at].rsplit(" ", 1)[-1].lower() in _DOTTED:
        at = text.find(". ", at + 1, stop)
    return at if at >= 0 else stop


_LINKED = frozenset(
    "ospedale hospital hopital clinica clinique klinikum policlinico ziekenhuis".split()  # noqa: SIM905
)
_SEVERAL = regex(
    r" (?:de la|de los|de las|das|dos|des|dei|degli|delle|della|an der|van de) (?=[A-Z\xff])"
)
"""An article of another language behind a kind of house, which nothing but a name follows."""


def linked(reading: FacilityReading, start: int, end: int) -> bool:
    """Records `Ospedale degli Infermi`, `Hospital de los Remedios`: whether it is one."""
    text = reading.text
    if text[start:end].lower() not in _LINKED or not text[start].isupper():
        return False
    link = _SEVERAL.match(text, end)
    found = _NAME.match(text, link.end()) if link else None
    if found is None:
        return False
    reading.add(start, _sentence(text, found.start(), found.end()), Confidence.MEDIUM, "abroad")
    return True


_DOTTED = frozenset(("dr", "prof", "st", "sta", "sto", "med", "d"))


def of_hospital(reading: FacilityReading, start: int, end: int) -> None:
    """`Hospital Mandarim`, `Hosp. San Telmo`: a name of another language behind the word."""
    text = reading.text
    at = end + 2 if text.startswith(". ", end) else end + 1
    if text[at - 1 : at] != " ":
        return
    link = _OF.match(text, at)
    found = _NAME.match(text, link.end() if link else at)
    if found is None:
        return
    stop = _sentence(text, found.start(), found.end())
    words = text[found.start() : stop].split()
    low = words[0].strip(".,'").lower()
    patron = low in _PATRONS and len(words) > 1
    if patron or (link and link.end() > at and specific(words[0]) and not _is_word(low)):
        reading.add(start, stop, Confidence.MEDIUM, "head", "abroad")
    elif not reading.begins(start) and not _is_word(low) and specific(words[0]) and low.isalpha():
        reading.add(start, stop, Confidence.LOW, "head", "abroad")


_OF = regex(r"(?:(?:de la|de los|del|de|do|da|dos|das|di) )?")
_PATRONS = frozenset(
    "virgen san santa santo sao nossa nuestra dr sant sagrado mae madre reina rey infanta".split()  # noqa: SIM905
)


def _is_word(word: str) -> bool:
    low = word.lower()
    return is_common(low) or low in shipped("english")

"""Names of people, in the orders and cases in which fields hold them."""

import re

from promptward.deferred import regex
from promptward.recognizers.facility_words import ACRONYMS_OF_CARE
from promptward.recognizers.medicines import is_medicine
from promptward.recognizers.no_subdivision import is_department
from promptward.recognizers.shapes.values import Spans
from promptward.recognizers.shapes.words import CREDENTIALS, NO_NAME, NO_VALUE

__all__ = ["inner_capitals", "person"]

_TITLE = regex(
    r"(?:(?:dr|mr|mrs|ms|mx|miss|prof|rev|sr|sra|fr|capt|sgt|lt|hon|ofc)\b\.?[ ]{1,2}|the )*",
    re.IGNORECASE,
)
_NAME_WORD = regex(
    r"(?:[A-Z][A-Za-zÿ]*(?:['.-][A-Za-zÿ]+)*\.?|ÿ+[A-Za-zÿ'-]*|[A-Z]{1,2}\.(?:[A-Z]\.)*"
    r"|(?:de|del|della|di|da|dos|du|la|le|van|von|der|den|ten|bin|ibn|al|el|st|y|e|af|av)\b)"
)
_JOIN = regex(
    r" ?[\"(](?=[A-Z][A-Za-z' ]{1,20}[\")])|(?<=[A-Za-z])[\")] ?(?=[A-Z])|,[ ]{0,2}"
    r"|(?<=[A-Z])[ ]{3,12}(?=[A-Z])|[ ]{1,2}"
    r"|[\^*]{1,3}|~(?=[A-Z])|;(?=[A-Z])|_(?=[A-Za-z])| ?/ ?(?=[A-Z][a-z])| & |''(?=[A-Z])"
)
_LOWER_NAME = regex(
    r"(?:[a-zÿ]{2,20}(?:[-' ][a-zÿ]{2,20}){0,2}|[a-zÿ'-]{2,20}, ?[a-zÿ'-]{1,20}(?: [a-z])?"
    r"|[a-zÿ]{2,20} [a-z]|[a-z]\.? [a-zÿ'-]{2,20})\.?$"
)
_LAST_LETTERS = regex(r"[A-Za-z]{2,}")
_MOST_WORDS = 6
_CODE_AFTER = frozenset("([=_/")
_NUMBER_AFTER = regex(r"[ ,/-]{0,2}#?\d")
_FOLLOWS = regex(r"[ ]([a-z]{2,})")
_RUNS_ON = frozenset(
    """
    is was has had and with the a an for on in at to of from by who as per via about will or not
    """.split()  # noqa: SIM905  # legible
)
_WRITTEN_SO = frozenset({"PharmD", "PhD", "Esq"})
_BODIES = frozenset(
    ("support", "desk", "team", "helpdesk", "department", "operations", "engineering")
)
_INITIAL = ("initial", "given", "middle", "middle name", "mi", "middle initial")


def _is_credential(text: str, word: re.Match[str], plain: str, first: int) -> bool:
    """`MD` after a name; in a name of capitals, two letters without a comma are initials."""
    written = word[0]
    if plain not in CREDENTIALS or not (
        written.isupper() or "." in written or written in _WRITTEN_SO
    ):
        return False
    return (
        len(plain) > 2
        or text[word.start() - 2] == ","
        or not text[first].isupper()
        or (text[first + 1 : first + 2].islower())
    )


def _words(text: str, at: int, end: int) -> list[tuple[int, int]]:
    """The words of the name that starts at `at`."""
    words: list[tuple[int, int]] = []
    while len(words) < _MOST_WORDS:
        word = _NAME_WORD.match(text, at, end)
        if word is None:
            break
        written = word[0].removesuffix("'s")
        plain = written.strip(".").lower()
        if words and _is_credential(text, word, plain, words[0][0]):
            break
        if plain in NO_NAME and not (words and len(plain) == 1 and written[0].isupper()):
            break
        words.append((word.start(), word.start() + len(written)))
        join = _JOIN.match(text, word.end(), end)
        if join is None:
            break
        at = join.end()
    while words and text[words[-1][0]].islower():
        words.pop()
    return words


def _alone(text: str, last: int, end: int) -> bool:
    """Whether a single word is a name by what follows: no number, no verb, no bracket."""
    if _NUMBER_AFTER.match(text, last, end) or text[last : last + 1] in _CODE_AFTER:
        return False
    after = _FOLLOWS.match(text, last, end)
    return after is None or after[1] in _RUNS_ON


def _name(text: str, start: int, end: int, name: str) -> Spans:
    title = _TITLE.match(text, start, end)
    at = title.end() if title else start
    if at < end and text[at] in "\"'":
        at += 1
    words = _words(text, at, end)
    if not any(_LAST_LETTERS.search(text, a, b) for a, b in words):
        if words and name.endswith(_INITIAL):
            return [(words[0][0], words[-1][1])]
        return _lower_person(text, at, end)
    first, last = words[0][0], words[-1][1]
    if _is_of_care(text[first:last]):
        return []
    if len(words) > 1 and text[slice(*words[-1])].lower() in _BODIES:
        return []  # `API Support`
    if last < end and text[last - 1] == "." and last - words[-1][0] > 3:
        last -= 1  # a full stop
    if inner_capitals(text[first : words[0][1]]) or (
        len(words) == 1 and not _alone(text, last, end)
    ):
        return []
    return [(first, last)]


_CAMEL = regex(r"(?!Mc|Mac|De|Di|Du|La|Le|Van|Von|Fitz|O'|D'|St)[A-Z][a-z]+[A-Z]")


def inner_capitals(word: str) -> bool:
    """Whether the word is written like a name in code: `PatientFactory`."""
    return _CAMEL.match(word) is not None


def _is_of_care(word: str) -> bool:
    """What nobody is: `Attending: Cardiology`, `Signed: COPD`, `name: Lisinopril`."""
    low = word.lower()
    short = len(word) <= _FEWEST
    return not short and (
        is_department(word) or is_medicine(low) or (word.isupper() and low in ACRONYMS_OF_CARE)
    )


_FEWEST = 2


def _lower_person(text: str, start: int, end: int) -> Spans:
    found = _LOWER_NAME.match(text[start:end])
    if found is None:
        return []
    words = re.split("[-', ]+", found[0].rstrip("."))
    if any(word in NO_NAME or word in NO_VALUE for word in words):
        return []
    return [(start, start + found.end())]


_INITIALS = regex(r"[A-Z](?:[.-]?[a-z]?[A-Z]){0,3}\.?(?![A-Za-z])")


def _initials(text: str, start: int, end: int) -> Spans:
    found = _INITIALS.match(text, start, end)
    return [found.span()] if found else []


def person(text: str, start: int, end: int, name: str) -> Spans:
    if name.endswith(("initials", "init", "inits", "initial")) and "middle" not in name:
        return _initials(text, start, end)
    return _name(text, start, end, name)

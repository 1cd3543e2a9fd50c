"""Names of people, in the orders and cases in which fields hold them."""

import re

from promptward.recognizers.shapes.values import Spans
from promptward.recognizers.shapes.words import CREDENTIALS, NO_NAME, NO_VALUE

__all__ = ["inner_capitals", "person"]

_TITLE = re.compile(
    r"(?:(?:dr|mr|mrs|ms|mx|miss|prof|rev|sr|sra|fr|capt|sgt|lt|hon|ofc)\b\.?[ ]{1,2}|the )*",
    re.IGNORECASE,
)
_NAME_WORD = re.compile(
    r"(?:[A-Z][A-Za-zÿ]*(?:['.-][A-Za-zÿ]+)*\.?|ÿ+[A-Za-zÿ'-]*|[A-Z]{1,2}\.(?:[A-Z]\.)*"
    r"|(?:de|del|della|di|da|dos|du|la|le|van|von|der|den|ten|bin|ibn|al|el|st|y|e|af|av)\b)"
)
_JOIN = re.compile(
    r" ?[\"(](?=[A-Z][A-Za-z' ]{1,20}[\")])|(?<=[A-Za-z])[\")] ?(?=[A-Z])|,[ ]{0,2}|[ ]{1,2}"
    r"|[\^*]{1,3}|~(?=[A-Z])|;(?=[A-Z])|_(?=[A-Za-z])| ?/ ?(?=[A-Z][a-z])| & |''(?=[A-Z])"
)
_LOWER_NAME = re.compile(r"[a-zÿ]{2,20}(?:[-' ][a-zÿ]{2,20}){0,2}$")
_LAST_LETTERS = re.compile(r"[A-Za-z]{2,}")
_MOST_WORDS = 6
_NUMBER_AFTER = re.compile(r"[ ,/-]{0,2}#?\d")
_FOLLOWS = re.compile(r"[ ]([a-z]{2,})")
_RUNS_ON = frozenset(
    "is was has had and with the a an for on in at to of from by who as per via about will or not".split()  # noqa: SIM905
)


def _name(text: str, start: int, end: int, name: str) -> Spans:
    title = _TITLE.match(text, start, end)
    at = title.end() if title else start
    if at < end and text[at] in "\"'":
        at += 1
    first = at
    words: list[tuple[int, int, str]] = []
    while len(words) < _MOST_WORDS:
        word = _NAME_WORD.match(text, at, end)
        if word is None:
            break
        plain = word[0].strip(".").lower()
        if plain.endswith("'s"):
            plain = plain[:-2]
        if (
            words
            and plain in CREDENTIALS
            and (word[0].isupper() or "." in word[0] or word[0] in ("PharmD", "PhD", "Esq"))
        ):
            if (
                len(plain) > 2
                or text[at - 2 : at - 1] == ","
                or not text[words[0][0] : words[0][1]].isupper()
            ):  # noqa: PLR2004
                break
        if plain in NO_NAME and not (words and len(plain) == 1 and word[0].isupper()):
            if not words:
                return []
            break
        stop = word.end()
        if word[0].endswith("'s"):
            stop -= 2
        words.append((word.start(), stop, plain))
        at = word.end()
        join = _JOIN.match(text, at, end)
        if join is None:
            break
        at = join.end()
    while words and text[words[-1][0]].islower():
        words.pop()
    if not words or not any(_LAST_LETTERS.search(text, a, b) for a, b, _ in words):
        if words and name.endswith(("given", "middle", "middle name", "mi", "middle initial")):
            return [(words[0][0], words[-1][1])]
        return _lower_person(text, first, end)
    last = words[-1][1]
    if last < end and text[last - 1] == "." and last - words[-1][0] > 3:  # noqa: PLR2004  # a full stop
        last -= 1
    if inner_capitals(text[words[0][0] : words[0][1]]):
        return []
    if len(words) == 1 and _NUMBER_AFTER.match(text, last, end):
        return []
    after = _FOLLOWS.match(text, last, end)
    if after is not None and len(words) == 1 and after[1] not in _RUNS_ON:
        return []
    if text[last : last + 1] in ("(", "[", "=", "_", "/") and len(words) == 1:
        return []
    return [(words[0][0], last)]


_CAMEL = re.compile(r"(?!Mc|Mac|De|Di|Du|La|Le|Van|Von|Fitz|O'|D'|St)[A-Z][a-z]+[A-Z]")


def inner_capitals(word: str) -> bool:
    return _CAMEL.match(word) is not None


def _lower_person(text: str, start: int, end: int) -> Spans:
    found = _LOWER_NAME.match(text[start:end])
    if found is None:
        return []
    words = re.split("[-' ]", found[0])
    if any(word in NO_NAME or word in NO_VALUE for word in words):
        return []
    return [(start, start + found.end())]


_INITIALS = re.compile(r"[A-Z](?:[.-]?[a-z]?[A-Z]){1,3}\.?(?![A-Za-z])")


def _initials(text: str, start: int, end: int) -> Spans:
    found = _INITIALS.match(text, start, end)
    return [found.span()] if found else []


def person(text: str, start: int, end: int, name: str) -> Spans:
    if name.endswith(("initials", "init", "inits")):
        return _initials(text, start, end)
    return _name(text, start, end, name)

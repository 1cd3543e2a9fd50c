"""Spelling: digits and letters that a text says in words, and years as they are said."""

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from promptward.deferred import regex
from promptward.rare import rare
from promptward.readings.edits import Edit
from promptward.readings.word_tree import word_tree

__all__ = ["MONTH_WORDS", "NUMBER_WORDS", "YEAR_SIGN", "months", "spelling", "years"]

SPELT = "spelt_out"

_UNITS = (
    "zero one two three four five six seven eight nine",
    "cero uno dos tres cuatro cinco seis siete ocho nueve",
    "null eins zwei drei vier funf sechs sieben acht neun",
    "zero un deux trois quatre cinq six sept huit neuf",
    "zero um dois tres quatro cinco seis sete oito nove",
    "zero uno due tre quattro cinque sei sette otto nove",
)
_OTHERS = {
    "oh": "0", "o": "0", "nought": "0", "naught": "0", "nil": "0", "zwo": "2", "fuenf": "5",
    "niner": "9", "fife": "5", "tree": "3", "fower": "4", "una": "1", "ein": "1", "uma": "1",
    "dash": "-", "hyphen": "-", "minus": "-", "guion": "-", "strich": "-", "bindestrich": "-",
    "point": ".", "dot": ".", "punto": ".", "punkt": ".", "slash": "/", "barra": "/",
    "schragstrich": "/", "underscore": "_", "at": "@", "space": " ",
}  # fmt: skip
_TEENS = (
    [
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ],
    [
        "diez",
        "once",
        "doce",
        "trece",
        "catorce",
        "quince",
        "dieciseis",
        "diecisiete",
        "dieciocho",
        "diecinueve",
    ],
    [
        "zehn",
        "elf",
        "zwolf",
        "dreizehn",
        "vierzehn",
        "funfzehn",
        "sechzehn",
        "siebzehn",
        "achtzehn",
        "neunzehn",
    ],
)
_TENS = (
    ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
    ["veinte", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"],
    ["zwanzig", "dreissig", "vierzig", "funfzig", "sechzig", "siebzig", "achtzig", "neunzig"],
)
_NATO = {
    word: letters[0].upper()
    for letters in (
        *("alfa alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india"),
        *("juliett juliet", "kilo", "lima", "mike", "november", "oscar", "papa", "quebec"),
        *("romeo", "sierra", "tango", "uniform", "victor", "whiskey whisky", "xray x-ray"),
        *("yankee", "zulu"),
    )
    for word in letters.split()
}
_REPEATS = {"double": 2, "triple": 3, "treble": 3, "doble": 2, "doppel": 2}

_DIGITS = {
    **{word: str(at) for units in _UNITS for at, word in enumerate(units.split())},
    **_OTHERS,
}
_WHOLE = {
    **{word: str(at) for teens in _TEENS for at, word in enumerate(teens, 10)},
    **{word: str(at * 10) for tens in _TENS for at, word in enumerate(tens, 2)},
}
_WORDS = sorted({*_DIGITS, *_WHOLE, *_NATO, *_REPEATS}, key=len, reverse=True)
_WEAK = frozenset(("o", "at", "space", "point", "dot", "tree"))
_SOME = frozenset(("un", "um", "una", "uno", "ein", "sei", "due", "sept", "sete"))
"""Words that begin or end no run: they mean too much else."""

# Of a text in small letters: it has words of digits in few places, and is read from end to end.
_TOKEN = rf"(?:{word_tree(_WORDS)}|[a-z](?![a-z])|\d{{1,4}}(?!\d)|[-.,/@_'](?= ))"
_RUN = regex(rf"(?<![\w'])(?:{_TOKEN})(?:[ ,.-]{{1,3}}(?:{_TOKEN})){{2,60}}(?!\w|'(?!s\b))")
_PIECE = regex(_TOKEN)
_LEAST_WORDS, _LEAST = 3, 4
_MARKED = 5
_FEW_YEARS = 40
"""So many words for digits one after the other are a number that somebody spelt."""

_VOID = regex(
    r"(?i)\bnull\b(?![ -](?:eins|zwei|drei|vier|f.nf|sechs|sieben|acht|neun|null)\b)[^a-z]*\Z"
    r"|\bnull, "
)
"""Nothing, in programs; a zero in German."""
_GERMAN = regex(r"(?i)\b(?:eins|zwei|drei|vier|f.nf|sechs|sieben|acht|neun)\b")
_COUNTING = regex(r"\A(?:0?12345?|54321|102030|1020)\Z")

_UNIT_WORDS = "|".join(_UNITS[0].split()[1:])
_TEEN_WORDS, _TENS_WORDS = "|".join(_TEENS[0]), "|".join(_TENS[0])
_BELOW = (
    rf"(?:(?:{_TENS_WORDS})(?:[ -](?:{_UNIT_WORDS}))?"
    rf"|{_TEEN_WORDS}|oh[ -](?:{_UNIT_WORDS})|hundred)"
)
_YEAR = rare(
    rf"\b(?i:(?P<age>eighteen|nineteen|twenty)[ -](?P<below>{_BELOW})"
    rf"|two thousand(?:(?: and)? (?P<since>{_BELOW}|{_UNIT_WORDS}))?)\b"
)
_AGES = ("eighteen", "nineteen", "twenty", "thousand")
"""One of these is in every year that is said."""
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_BEFORE_YEAR = regex(rf"(?:{_MONTHS}|\d|th|st|nd|rd)[ ,of]{{1,6}}\Z", 2)
_PAIRS = regex(rf"(?:{_TENS_WORDS})-(?:{_UNIT_WORDS})", 2)


def _mistyped() -> dict[str, str]:
    """Months with two letters in the other's place, long ones with one letter missing."""
    wrong: dict[str, str] = {}
    for month in _MONTHS.split("|"):
        for at in range(len(month) - 1):
            if len(month) >= _LEAST:
                wrong[month[:at] + month[at + 1] + month[at] + month[at + 2 :]] = month
        for at in range(1, len(month) if len(month) > _SHORT_MONTH else 0):
            wrong[month[:at] + month[at + 1 :]] = month
    return {word: month for word, month in wrong.items() if word not in _MONTHS.split("|")}


_SHORT_MONTH = 5
_MISTYPED = _mistyped()
_WRONG = word_tree(_MISTYPED)
_MISTYPED_MONTH = regex(
    rf"\b(?:(?<=\d )|(?<=\d(?:st|nd|rd|th) )|(?={_WRONG}\b[.,]? ?\d)){_WRONG}\b"
)
MONTH_WORDS = frozenset(word.encode("ascii") for word in _MISTYPED)


def months(text: str) -> Iterable[Edit]:
    """Names of months beside a figure, without their typing errors."""
    for found in _MISTYPED_MONTH.finditer(text.lower()):
        yield Edit(*found.span(), _MISTYPED[found[0]].capitalize())


class _Said(NamedTuple):
    text: str
    words: int
    letters: int
    tokens: int


NUMBER_WORDS = frozenset(
    word.encode("ascii") for word in _WORDS if len(word) > 1 and word not in _WEAK | _SOME
)
YEAR_SIGN = (
    rf"\b(?:eighteen|nineteen|twenty)[ -](?:{_TENS_WORDS}|{_TEEN_WORDS}|oh|hundred)\b"
    rf"|\btwo thousand(?: and)? (?:{_TENS_WORDS}|{_TEEN_WORDS}|{_UNIT_WORDS})\b"
    r"|(?:th|st|nd|rd|[0-9]|ary|rch|ril|may|une|uly|ust|ber),? (?:of )?two thousand\b"
)
"""A year as it is said."""


def _number(word: str) -> str:
    """The two digits of `thirty-four`, `twelve` or `forty`."""
    tens, _, unit = word.partition("-")
    if unit:
        return _WHOLE[tens][0] + _DIGITS[unit]
    return _WHOLE[word]


def _say(run: str) -> _Said:
    parts: list[str] = []
    words = letters = tokens = 0
    repeat = 1
    previous, end = "", 0
    for found in _PIECE.finditer(run.lower()):
        piece = found[0]
        tokens += 1
        if piece in _REPEATS:
            repeat, words, end = _REPEATS[piece], words + 1, found.end()
            continue
        if piece == "o" and letters:
            said = "O"  # a letter with a mark that no word stands for
        elif piece in _DIGITS:
            said, words = _DIGITS[piece], words + 1
        elif piece in _WHOLE:
            said, words = _WHOLE[piece], words + 1
        elif piece in _NATO:
            said, words, letters = _NATO[piece], words + 1, letters + 1
        else:
            said = run[found.start() : found.end()]
        between = run[end : found.start()]
        end = found.end()
        dashed = between == "-"
        if "," in between:
            said = ", " + said
        elif " - " in between:
            said = "-" + said
        if previous in _WHOLE and _WHOLE[previous][1:] == "0" and dashed and said in "123456789":
            parts[-1] = parts[-1][0] + said  # thirty-four
        else:
            parts.append(said * repeat)
        repeat, previous = 1, piece
    return _Said("".join(parts), words, letters, tokens)


def years(text: str) -> Iterable[Edit]:
    """Years as they are said, behind the rest of their date, as figures."""
    low = text.lower()
    if not any(word in low for word in _AGES):
        return
    for found in _YEAR.finditer(text):
        if not _BEFORE_YEAR.search(text, max(0, found.start() - 16), found.start()):
            continue
        if found["age"]:
            first = {"eighteen": "18", "nineteen": "19", "twenty": "20"}[found["age"].lower()]
            year = first + _below(found["below"].lower())
        else:
            year = "20" + _below((found["since"] or "oh zero").lower())
        yield Edit(found.start(), found.end(), year)


def _below(words: str) -> str:
    if words == "hundred":
        return "00"
    pieces = words.replace("-", " ").split()
    if pieces[0] == "oh":
        return "0" + _DIGITS[pieces[1]]
    if pieces[0] in _WHOLE:
        tens = _WHOLE[pieces[0]]
        return tens[0] + _DIGITS[pieces[1]] if len(pieces) > 1 else tens
    return "0" + _DIGITS[pieces[0]]


def _ascending(said: str) -> bool:
    letters = [ord(c) for c in said if c.isalpha()]
    return all(a <= b for a, b in pairwise(letters))


_FOR_ONE = r"[A-Za-z],? (?:as in|for|like) [A-Z][a-z]{1,12}"
_AS_IN = rare(
    rf"(?<![A-Za-z]){_FOR_ONE}"
    rf"(?:[,;.]? (?:{_FOR_ONE}|\d(?!\w)|dash|hyphen|space)){{2,60}}"
    r"(?![A-Za-z])"
)
_LETTER = regex(
    r"(?P<letter>[A-Za-z]),? (?:as in|for|like) [A-Z][a-z]{1,12}|(?P<other>\d|dash|hyphen|space)"
)
_OTHER_SIGNS = {"dash": "-", "hyphen": "-", "space": " "}


def _letters_told(text: str) -> Iterable[Edit]:
    """Letters each of which a word is said for: `B as in Bravo`."""
    for found in _AS_IN.finditer(text):
        pieces = list(_LETTER.finditer(found[0]))
        said = "".join(
            piece["letter"] or _OTHER_SIGNS.get(piece["other"], piece["other"]) for piece in pieces
        )
        if all(not p["letter"] or _begins_so(p) for p in pieces) and not _ascending(said):
            shown = said.title() if said.isupper() and said.isalpha() else said
            yield Edit(*found.span(), shown, SPELT if len(pieces) >= _LEAST else "")


def _begins_so(piece: re.Match[str]) -> bool:
    return bool(piece[0].rpartition(" ")[2][0] == piece["letter"].upper())


def spelling(text: str) -> Iterable[Edit]:
    """Runs of words for digits and letters as the characters that they say."""
    yield from _letters_told(text)
    said_years = list(years(text))
    for found in _RUN.finditer(text.lower()):
        run = text[found.start() : found.end()]
        if any(
            one.start < found.end() and found.start() < one.end for one in said_years[:_FEW_YEARS]
        ):
            continue
        said = _say(run)
        mixed = said.words and said.tokens >= _MARKED and sum(c.isdigit() for c in run) > 1
        if (said.words < _LEAST_WORDS and not mixed) or len(said.text) < _LEAST:
            continue
        start, end = found.span()
        pieces = run.split()
        while pieces and pieces[0].lower().strip(",.-") in _WEAK:
            start += len(pieces.pop(0)) + 1
        while pieces and pieces[-1].lower().strip(",.-") in _WEAK:
            end -= len(pieces.pop()) + 1
        if end > start:
            spelt = said.words >= _MARKED or mixed
            if _VOID.search(run) and not _GERMAN.search(run):
                continue
            if _COUNTING.search(said.text):
                spelt = False
            elif said.letters:
                # Letters by the words that radio has for them, and none of a list of them.
                spelt = said.letters >= _LEAST and not _ascending(said.text)
            yield Edit(start, end, said.text, SPELT if spelt else "")

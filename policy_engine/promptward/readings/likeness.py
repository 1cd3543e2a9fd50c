"""Likeness: letters where digits stood and the reverse, and capitals in the middle of words."""

from collections import Counter
from collections.abc import Iterable, Mapping

from promptward.deferred import regex
from promptward.readings.edits import Edit, near
from promptward.readings.street_ends import STREET

__all__ = [
    "MISREAD_SIGNS",
    "as_digits",
    "as_leet",
    "as_letters",
    "recased",
]

# ---------------------------------------------------------------- letters for digits

_ALIKE_ONE = "[OoDlIiSsBZzbGgq]"
_ANY_CASE = (
    "(?:[Jj]an|[Ff]eb|[Mm]ar|[Aa]pr|[Mm]ay|[Jj]un|[Jj]ul|[Aa]ug|[Ss]ep|[Oo]ct|[Nn]ov|[Dd]ec"
    "|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)"
)
MISREAD_SIGNS = (
    r"[0-9][OoDlIiSsBZzbGgq][-./]?[0-9]",
    r"[0-9]{2}[OoDlIiSBZzbGgq]\b",
    r"-[0-9]{2,3}s\b",
    r"[0-9][-./][OoDlIiSsBZzbGgq][0-9]",
    r"\b[OoDlIiSsBZzbGgq][0-9]{1,2}[-./][0-9OoDlIiSsBZzbGgq]",
    r"\b[OoDlIiSsBZzbGgq][0-9]{1,2} [0-9OoDlIiSsBZzbGgq]{2}",
    r"\b[OoDlIiSsBZzbGgq][-./][0-9]{2}",
    r"\b[OoDlIiSsBZzbGgq]{1,2}[0-9]{2,3}\b",
    r"[0-9][OoDlIiSsBZzbGgq]{2}[-./ ][0-9]",
    rf"\b[0-9]?{_ALIKE_ONE}/{_ALIKE_ONE}[0-9]\b",
    r"\b(?:[lI][OolIZz]|O[lZSBg])/[0-9]{1,2}\b",
    r"\b[0-9]{1,2}/[lIZO][OlIZSBgG]\b",
    r"\b(?:OO|O[0-9A-F]|[0-9A-F]O|[lISZ][0-9])[:][0-9A-F]{2}:",
    r":(?:OO|O[0-9A-F]|[0-9A-F]O|[lISZ][0-9]):[0-9A-F]{2}",
    r"\b[0-9]{1,2}[Ol][0-9]:[0-9a-fA-F]",
    r"\b[A-HJ-NPR-Z0-9]{6,16}[OIQ][A-Z0-9]{0,9}[0-9]{4}\b",
    r"[0-9]/[OoDlIiSsBZzbGgq]{2}/",
    r"\b[OoDlIiSsBZzbGgq]{1,2}[0-9][-./][0-9]{4}\b",
    r"[0-9][-./][0-9]{0,3}[OoDlIiSsBZzbGgq]{1,2}\b",
    r"-[OoDlIiSsBZzbGgq][0-9]{2}",
    r"[0-9][OoDlIiSsBZzbGgq]{2}[0-9]",
    rf"\b(?:{_ALIKE_ONE}[0-9]|[0-9]{_ALIKE_ONE})[ -]?{_ANY_CASE}",
    rf"[0-9][ -]?{_ANY_CASE}[a-z]{{0,6}}[ -]?(?:[0-9]{{1,3}}{_ALIKE_ONE}|{_ALIKE_ONE}[0-9])",
    rf"\b{_ANY_CASE}[a-z]{{0,6}} (?:[0-9]{{1,3}}{_ALIKE_ONE}[0-9]|{_ALIKE_ONE}[0-9]{{2}})",
)
"""What a text holds if letters may stand for the figures of a number in it."""

_TO_DIGIT = str.maketrans("OoDlIiSsBZzbGgq", "000111558226699")
_LOOKS = "OoDlIiSsBZzbGgq"
_NUMBER = regex(
    rf"(?<![A-Za-z0-9])[0-9{_LOOKS}](?:[-./(), ]{{0,2}}[0-9{_LOOKS}]){{3,24}}(?![A-Za-z0-9])"
)
_PIECE = regex(rf"(?<![A-Za-z0-9])[0-9{_LOOKS}]+")
_LEAST_DIGITS = 4
_FEW = 2
_ANY = f"[0-9{_LOOKS}]"
_SHAPED = regex(
    rf"\b{_ANY}{{3}}[-. ]{_ANY}{{2}}[-. ]{_ANY}{{4}}\b"
    rf"|\b{_ANY}{{3}}\)?[-. ]{{1,2}}{_ANY}{{3}}[-. ]{_ANY}{{4}}\b"
    rf"|(?<![\w.-]){_ANY}{{1,2}}([-/]){_ANY}{{1,2}}\1{_ANY}{{2,4}}\b"
    rf"|\b{_ANY}{{4}}-{_ANY}{{2}}-{_ANY}{{2}}\b"
    rf"|\b{_ANY}{{4}}([- ]){_ANY}{{4}}\2{_ANY}{{4}}\2{_ANY}{{4}}\b"
    rf"|\b{_ANY}{{1,3}}(?:\.{_ANY}{{1,3}}){{3}}\b"
    rf"|\b{_ANY}{{6,12}}\b|\b{_ANY}{{5}}\b|\b{_ANY}{{2,6}}-{_ANY}{{2,7}}\b"
    rf"|\b{_ANY}{{1,2}}, {_ANY}{{4}}\b"
)
_MONTH = "(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[A-Za-z]{0,6}"
_DATED = regex(
    rf"(?<![\w.-]){_ANY}{{1,2}}(?P<by>[- ]?){_MONTH}(?P=by)(?:{_ANY}{{4}}|{_ANY}{{2}})(?![\w-])"
    rf"|(?<![\w.-]){_ANY}{{4}}-{_ANY}{{2}}-{_ANY}{{2}}(?![\w-])"
    rf"|(?<![\w.-]){_ANY}{{4}}-{_ANY}{{2}}-{_ANY}{{2}}(?=T[0-9]{{2}})"
    rf"|(?<![\w.-]){_ANY}{{1,3}}(?:\.{_ANY}{{1,3}}){{3}}(?![\w-])"
    rf"|(?<![\w.-]){_ANY}{{1,2}}\.{_ANY}{{1,2}}\.(?:{_ANY}{{2}})?{_ANY}{{2}}(?![\w.-])"
    # A month or a day of which both figures look like letters.
    r"|(?<![\w./-])(?:[lI][OolIZz]|O[lZSBg])/[0-9]{1,2}(?![\w/-])"
    r"|(?<![\w./-])[0-9]{1,2}/[lIZO][OlIZSBgG](?![\w/-])"
    rf"|(?<![\w.-]){_MONTH} {_ANY}{{4}}(?![\w-])|(?<![\w./-]){_ANY}{{1,2}}/{_ANY}{{4}}(?![\w/-])"
    rf"|(?<![\w./-])(?={_ANY}?\d)(?={_ANY}{{1,2}}/{_ANY}?\d){_ANY}{{1,2}}/{_ANY}{{1,2}}(?![\w/-])"
    rf"|(?<![\w.-]){_MONTH} {_ANY}{{1,2}}(?:st|nd|rd|th)?,? {_ANY}{{4}}(?![\w-])"
    rf"|(?<![\w./-]){_ANY}{{1,2}}/{_ANY}{{1,2}}/{_ANY}{{2,4}}(?![\w/-])"
    rf"|(?<![\w.-]){_ANY}{{3}}-{_ANY}{{2}}-{_ANY}{{4}}(?![\w-])"
    rf"|(?<![\w.-])\(?{_ANY}{{3}}(?:\) ?|[-.]){_ANY}{{3}}[-.]{_ANY}{{4}}(?![\w-])"
)
_FIGURES = regex(rf"(?<![A-Za-z]){_ANY}+(?:(?=(?:st|nd|rd|th)\b)|(?![A-Za-z]))")
"""What has the form of a date or a number as a whole: then a part of it may be letters alone."""
_NO_NUMBER = regex(r"0[bB][01]+\b|GB\d{4,5}\b|[0-9a-f]{7,}\Z|\d{2,4}s\b|[0-9]+[gGlLDsSiz]\Z")

_OF_A_LINE = regex(r"\d\.\d[- a-z]-?\d")
"""Steps of a drawing: `-12.5-45.3 0l-160`."""

_CODED = regex(
    rf"(?<![A-Za-z0-9])(?:[A-Z]{{1,3}}[- ]?)?(?:[A-Z]{{1,3}}[- ]|[A-Z]{{1,3}}(?=\d))"
    rf"(?={_ANY}{{0,3}}\d)"
    rf"(?P<number>{_ANY}{{4,10}}(?:[- ](?=[{_LOOKS}]?\d){_ANY}{{2,7}}){{0,2}}"
    rf"|{_ANY}{{2,3}}(?:-{_ANY}{{2,7}}){{1,2}})"
    r"(?![A-Za-z0-9])"
)
_STREET = regex(
    rf"(?<![\w.-])(?={_ANY}{{0,3}}\d)(?P<value>{_ANY}{{2,5}})"
    rf"(?= (?:[NSEW]\.? )?(?:[A-Z][a-z]{{1,20}} ){{1,3}}(?:{STREET})\b)"
)
_LAST_FOUR = regex(
    r"(?i:last (?:4|four)(?: digits)?(?: of)?(?: (?:the |her |his )?(?:social|ssn|ss#?))?"
    r"[ :=]{1,3}"
    rf"|\bending (?:in )?|\bends (?:in )?)(?={_ANY}{{0,2}}\d)(?P<value>{_ANY}{{4}})(?!\w)"
)
_VEHICLE = regex(
    r"(?<![A-Za-z0-9])(?=[0-9A-Z]{0,16}[OIQ])(?=(?:[A-Z]{0,12}\d){6})(?P<value>[A-Z0-9]{17})(?![A-Za-z0-9])"
)
"""No such number has one of three letters."""
_INTERFACE = regex(
    r"(?<![\w:-])(?P<value>[0-9A-Fa-fOIlSZ]{2}(?P<by>[:-])(?:[0-9A-Fa-fOIlSZ]{2}(?P=by)){4}[0-9A-Fa-fOIlSZ]{2}"
    r"|(?:[0-9A-Fa-fOIlSZ]{1,4}:{1,2}){3,7}[0-9A-Fa-fOIlSZ]{1,4})(?![\w:-])"
)
_TOLD = ((_STREET, _LOOKS), (_LAST_FOUR, _LOOKS), (_VEHICLE, "OIQ"), (_INTERFACE, "OIlSZ"))
"""What stands around a number or its form tells, and the letters that it cannot hold."""


def _told(text: str, low: int, high: int) -> Iterable[Edit]:
    for pattern, letters in _TOLD:
        for found in pattern.finditer(text, low, high):
            figures = sum(c.isdigit() for c in found["value"])
            if sum(c in letters for c in found["value"]) <= max(_FEW, figures):
                for at, c in enumerate(found["value"], found.start("value")):
                    if c in letters:
                        yield Edit(at, at + 1, "0" if c == "Q" else c.translate(_TO_DIGIT))


def _coded(text: str, low: int, high: int) -> Iterable[Edit]:
    """Numbers behind capitals."""
    for found in _CODED.finditer(text, low, high):
        letters = sum(c.isalpha() for c in found["number"])
        if 0 < letters <= _FEW and sum(c.isdigit() for c in found["number"]) >= _LEAST_DIGITS - 1:
            for at, c in enumerate(found["number"], found.start("number")):
                if c.isalpha():
                    yield Edit(at, at + 1, c.translate(_TO_DIGIT))


_CONTACT = regex(
    rf"[0-9][-./,: ]{{0,2}}[{_LOOKS}](?![a-z])|(?<![a-z])[{_LOOKS}]{{1,2}}[-./: ]?[0-9]"
    r"|[0-9A-Z][OIQ][0-9A-Z]{2}"
)
_REACH = 80


def as_digits(text: str) -> Iterable[Edit]:
    """Numbers in which single characters look like letters."""
    for low, high in near(text, _CONTACT, _REACH):
        yield from _formed(text, low, high)
        yield from _coded(text, low, high)
        yield from _numbered(text, low, high)
        yield from _told(text, low, high)


def _numbered(text: str, low: int, high: int) -> Iterable[Edit]:
    for found in _NUMBER.finditer(text, low, high):
        run = found[0]
        if not _SHAPED.search(run) or _NO_NUMBER.match(run) or _OF_A_LINE.search(run):
            continue
        for piece in _PIECE.finditer(run):
            letters = sum(not c.isdigit() for c in piece[0])
            figures = len(piece[0]) - letters
            if not letters or letters > figures or len(run) < _LEAST_DIGITS:
                continue
            few = figures == 1 and sum(c.isdigit() for c in run) <= _LEAST_DIGITS + 1
            if few or (len(piece[0]) > _LEAST_DIGITS and piece[0][1:].isdigit()):
                continue  # a quarter, a vertebra; the letter of a code
            for at, c in enumerate(piece[0], found.start() + piece.start()):
                if not c.isdigit():
                    yield Edit(at, at + 1, c.translate(_TO_DIGIT))


def _formed(text: str, low: int, high: int) -> Iterable[Edit]:
    for found in _DATED.finditer(text, low, high):
        pieces = list(_FIGURES.finditer(text, *found.span()))
        letters = sum(not c.isdigit() for piece in pieces for c in piece[0])
        if 0 < letters <= sum(map(len, (piece[0] for piece in pieces))) / 2:
            for piece in pieces:
                for at, c in enumerate(piece[0], piece.start()):
                    if not c.isdigit():
                        yield Edit(at, at + 1, c.translate(_TO_DIGIT))


# ---------------------------------------------------------------- digits for letters

_LEET: Mapping[str, str] = {
    "0": "o", "1": "i", "2": "z", "3": "e", "4": "a", "5": "s", "6": "g", "7": "t", "8": "b",
    "9": "g",
}  # fmt: skip
_PRINT: Mapping[str, str] = {"0": "o", "1": "l", "5": "s", "6": "b", "8": "b"}
_CASED = {"5": "S", "8": "B", "0": "O"}
_WORD = regex(r"(?<![\w@+])(?=[A-Za-z]{0,23}[0-9])[A-Za-z0-9]{2,24}(?![\w@+])")
"""With a figure in it: others are no neighbours either."""
_INSIDE = regex(
    r"[A-Za-z][0-9]{1,3}[A-Za-z]|^[0-9]{1,2}[A-Za-z]{2,}|[A-Za-z]{4,}[01358]$"
    r"|^[0-9]{1,2}[a-z]{1,3}[0-9]"
)
_CODE = regex(
    r"[0-9a-f]+|[0-9A-F]+|[0-9]{1,3}(?:st|nd|rd|th|x|d0|am|pm|yo|mo|[mkcu]?[gmlL]|[a-z]{1,3})"
    r"|[A-Za-z]{1,4}[0-9]{2,}[a-z]?|(?:[A-Z]{1,2}[0-9]{1,2}){1,3}[a-z]?|[A-Z0-9]{2,6}|x[0-9]\w*"
    r"|[A-Z]{2,4}[0-9][a-z]{3,}"
)
_LEAST_LETTERS = 2
_ENDS_SO = 8
_MANY_FIGURES = 3


def _figured(word: str) -> tuple[bool, bool]:
    """Whether the figures of a word are letters, and whether they are if those beside it are."""
    figures = sum(not c.isalpha() for c in word)
    letters = len(word) - figures
    code = word.isupper() and figures >= _MANY_FIGURES and len(word) > _ENDS_SO
    if not figures or not letters or word[:2] == "0x" or code:
        return False, False
    sure = (
        letters >= _LEAST_LETTERS
        and figures <= 2 * letters + 1
        and _INSIDE.search(word) is not None
        and _CODE.fullmatch(word) is None
        # The first of several has a number at its end.
        and not (figures == 1 and word[-1].isdigit() and letters < _ENDS_SO)
    )
    return sure, _MAY_BE.fullmatch(word) is not None


_MAY_BE = regex(
    r"[A-Za-z0-9]*[0-9][A-Za-z][A-Za-z0-9]*|[A-Za-z][0-9]{2,}[A-Za-z]*|[A-Za-z]{2,}[0-9]{1,2}"
)


_WRITTEN_SO = regex(r"(?=.*[a-z])(?=.{5})[A-Za-z]*[013457]+[A-Za-z]+[013457][A-Za-z013457]*")
_HEXADECIMAL = regex(r"[0-9a-fA-F]+|[A-Za-z]+\d+")
_SPOKEN = regex(
    r"(?i)(?!.*[bcdfghjklmnpqrstvwxz]{4}|.*[aeiou]{4})(?=.*[aeiouy].*[bcdfghjklmnpqrstvwxz])[a-z]+"
)
_FEWEST = 2
LEET = "figures_for_letters"


def _meant(word: str) -> bool:
    """Whether nobody writes a word so by accident: two figures in it, and it can be spoken."""
    return (
        _WRITTEN_SO.fullmatch(word) is not None
        and _HEXADECIMAL.fullmatch(word) is None
        and _SPOKEN.fullmatch("".join(_LEET.get(c, c) for c in word)) is not None
    )


_NUMBER_BEHIND = regex(r"[.,-]\d")


def _lettered(text: str, table: Mapping[str, str]) -> Iterable[Edit]:
    words = [(found.start(), found[0], *_figured(found[0])) for found in _WORD.finditer(text)]
    # One may be a name of something, and those that begin alike are a series: others are meant.
    meant = {
        word
        for start, word, sure, _ in words
        if sure
        and table is _LEET
        and _meant(word)
        # Numbers beside it are those of a drawing, or a version.
        and not _NUMBER_BEHIND.match(text, start + len(word))
    }
    if len({word[0] for word in meant}) < _FEWEST:
        meant = set()
    for number, (start, word, sure, may_be) in enumerate(words):
        if _ORDER.fullmatch(word) or _SPANS.fullmatch(word):
            continue
        # Else beside a word that is written so.
        if not sure and not (
            may_be
            and any(
                other[2] and 1 in (start - other[0] - len(other[1]), other[0] - start - len(word))
                for other in words[max(0, number - 1) : number + 2]
            )
        ):
            continue
        upper = word.isupper() or sum(c.isupper() for c in word) > 1
        for at, c in enumerate(word):
            shown = table.get(c)
            if shown is not None:
                first = at == 0 and len(word) > 1
                letter = _CASED.get(c, shown.upper()) if first or upper else shown
                yield Edit(start + at, start + at + 1, letter, LEET if word in meant else "")


_ORDER = regex(r"[0-9]{1,2}(?:7h|57)")
_SPANS = regex(r"(?i)(?:[0-9]{1,3}(?:y|yr|mo?|wk?|d|n|hr?|min|s)){1,3}[0-9]?")
"""What lasts, and how far a pregnancy is: `28w4d`, `3y2m`, `1h30min`, `39w2`."""
_BESIDE_LEET = regex(
    r"(?<!\S)(?P<one>[013457])\.(?= (?:[013457]\. )?[A-Za-z0-9]{0,24}[A-Za-z][0-9])"
    r"|(?<=[A-Za-z0-9] )(?P<two>[013457])\.(?=[,;)\s]|$)"
    r"|(?<=[A-Za-z] )[0-9]{1,2}(?P<order>7h|57)(?![\w-])"
)
_BEFORE = regex(r"(?=[A-Za-z]{0,23}[0-9])[A-Za-z0-9]{2,24} \Z")
_BACK = 26


def as_leet(text: str) -> Iterable[Edit]:
    """Words with figures for letters, as people write them, and initials and ordinals by them."""
    yield from _lettered(text, _LEET)
    for found in _BESIDE_LEET.finditer(text):
        before = _BEFORE.search(text, max(0, found.start() - _BACK), found.start())
        if found["one"] is None and (before is None or not _figured(before[0][:-1])[0]):
            continue
        how = found.lastgroup or ""
        read = "".join(_LEET.get(c, c) for c in found[how])
        yield Edit(*found.span(how), read if how == "order" else read.upper())


def as_letters(text: str) -> Iterable[Edit]:
    """Words with figures for letters, as machines misread them, and those misread beside them."""
    edits = list(_lettered(text, _PRINT))
    yield from edits
    misread = [
        (found, word)
        for found in _LIKE_A_WORD.finditer(text)
        if (word := _MISREAD.get(_blurred(found[0]))) is not None and word != found[0].lower()
    ]
    if not edits and not any(_FIGURED.search(found[0]) for found, _ in misread):
        return
    for found in _BEGINS_SO.finditer(text):
        yield Edit(found.start(), found.start() + 1, _CASED.get(found[0][0], "I"))
    for found, word in misread:
        yield Edit(*found.span(), word if found[0].islower() else word.capitalize())


_FIGURED = regex(r"[0158]")
_BEGINS_SO = regex(
    r"(?<![\w.'/-])5(?=t\. [A-Z])|(?<![\w.'/-])[0158]"
    r"(?!(?:st|nd|rd|th|am|pm|mg|ml|mcg|kg|cm|mm|min|hrs?|yo|wks?|mos?|lbs?|oz|in|ft|days?"
    r"|weeks?|months?|years?|beats|mmol|mol|units?|tabs?|caps?|puffs?|doses?|times)\b)[a-z]{3,20}(?![\w-])"
)
_LIKE_A_WORD = regex(r"(?<![\w-])[A-Za-z0158]{3,14}(?![\w-])")
_WORDS_SEEN = (
    *(
        "hospital",
        "clinic",
        "center",
        "medical",
        "institute",
        "house",
        "tower",
        "street",
        "avenue",
    ),
    *(
        "road",
        "lane",
        "drive",
        "court",
        "suite",
        "general",
        "health",
        "sleep",
        "imaging",
        "dental",
    ),
    *("pediatrics", "cardiology", "neurology", "oncology", "urology", "pavilion", "unit", "wing"),
    *("elementary", "school", "church", "university", "college", "family", "surgery", "digestive"),
    *("january", "february", "march", "april", "june", "july", "august", "september", "october"),
    *("november", "december", "sept", "monday", "tuesday", "wednesday", "thursday", "friday"),
    *(
        "saturday",
        "sunday",
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
    ),
    *("nine", "ninety", "patient", "nurse", "doctor", "daughter", "mother", "father", "sister"),
    *("brother", "husband", "wife", "niece", "nephew", "mother's", "women's", "children's"),
)
"""Words around names, places, dates and numbers, and some that are said for those."""
_ALIKE = str.maketrans("i1o05s8be|", "lloossbbcl")


def _blurred(word: str) -> str:
    """A word with one letter for all those that print alike."""
    return word.lower().translate(_ALIKE).replace("rn", "m")


_MISREAD = {_blurred(word): word for word in _WORDS_SEEN}


# ---------------------------------------------------------------- capitals

_MIXED = regex(
    r"(?<![A-Za-z0-9+/])[A-Za-z]*(?:[a-z][A-Z][a-z]|[A-Z][a-z][A-Z])[A-Za-z]*(?![A-Za-z0-9+/])"
)
_SHORTEST_MIXED, _NAMED_SO = 3, 4
"""A word so short that stands twice, or one that stands often, is written so (`TeX`)."""
_ZIGZAG = regex(
    r"(?:[a-z][A-Z]){2,}[a-z]?|(?:[A-Z][a-z]){2,}[A-Z]?|[a-z][A-Z][a-z]|[A-Z][a-z][A-Z]"
)
_BESIDE = regex(r"(?<![A-Za-z])(?:[a-z][A-Z]?|[A-Z][a-z])(?=[.']| [A-Za-z]|$)")
_NEAR = 12
MIXED = "mixed_case"
_MARKED = 6


def recased(text: str) -> Iterable[Edit]:
    """Words in which every other letter is a capital, with the first one only."""
    mixed = [
        found
        for found in _MIXED.finditer(text)
        if _ZIGZAG.fullmatch(found[0]) and found[0][0] != found[0][1].swapcase()
    ]
    often = Counter(found[0] for found in mixed)
    few = len(often) <= _NAMED_SO
    for found in mixed:
        word = found[0]
        if few and often[word] > (1 if len(word) == _SHORTEST_MIXED else _NAMED_SO):
            continue
        start, end = found.span()
        for low, high in ((max(0, start - _NEAR), start), (end, end + _NEAR)):
            for other in _BESIDE.finditer(text, low, high):
                if other[0] not in ("a", "s"):
                    yield Edit(*other.span(), other[0].capitalize())
        yield Edit(start, end, word.capitalize(), MIXED if len(word) >= _MARKED else "")

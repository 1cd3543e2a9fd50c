"""Spacing: characters of a value set apart, by blanks, dots, dashes or lines."""

import re
from collections.abc import Iterable
from itertools import pairwise

from promptward.deferred import regex
from promptward.rare import rare
from promptward.readings.edits import Edit
from promptward.readings.sayable import sayable

__all__ = [
    "APART",
    "addresses",
    "gaps",
    "grouping",
    "spacing",
]

# ---------------------------------------------------------------- one by one

_APART = tuple(
    (
        mark,
        regex(
            rf"(?<![A-Za-z0-9])(?<!{mark_before})[!-~](?:{source}[ -~]){{3,}}"
            rf"(?![A-Za-z0-9]){after}"
        ),
    )
    for mark, mark_before, source, after in (
        *((" ", "\0", " ", ""), ("\n", "\0", r"\r?\n", ""), ("|", r"\|", r" ?\| ?", "")),
        *(("\t", "\0", r"\t", ""), (",", ",", r",(?: (?!,))?", "")),
        *((mark, rf"\{mark}", rf"\{mark}", rf"(?!\{mark}\w)") for mark in "-._/*:~+#;=^`"),
    )
)
_LEAST, _THROUGHOUT = 3, 2


def spacing(text: str) -> Iterable[Edit]:
    """Leaves out what stands between single characters; a blank among them is one blank."""
    for found in _SINGLE_DATE.finditer(text):
        for at in (found.end("month"), found.end() - 2):
            yield Edit(at, at + 1)
    for mark, pattern in _APART:
        if mark not in text:
            continue
        words = 0
        for found in pattern.finditer(text):
            words += _SPACED_WORD.match(found[0]) is not None
            run = found[0]
            single = [ord(c) for c in run if c.isalnum()]
            if mark == "." and _OID.match(run):
                continue
            if _SHORT_DATE.fullmatch(run.translate(_NO_BLANKS)) is None and (
                len(single) <= _LEAST
                or len({b - a for a, b in pairwise(single)}) == 1
                or {c for c in run if c.isalpha()} == {"x"}
            ):
                continue  # too few, or they count up, or are times one another
            called = mark == "," and _OPENED.search(text, max(0, found.start() - 9), found.start())
            named = "" if called else _one_by_one(run, mark)  # else arguments, an index, variables
            yield from _joined(run, found.start(), mark, named)
        if words >= _THROUGHOUT:
            yield from _short_ones(text, mark)


_OPENED = regex(r"(?:[(\[]|\b(?:var|let|const|int|char) [$*]?|\b(?:local|my|global) [$*])\Z")
_SPACED_WORD = regex(r"[A-Z][^A-Za-z0-9]{1,2}(?:[a-z][^A-Za-z0-9]{1,2}){2,}")
"""Where so many words are set apart, short values are too."""
_SHORT = tuple(
    (
        mark,
        regex(
            # A blank parts words as well: only one that stands by itself does not.
            (r"(?<!\w)(?<!  )(?<!\s\w )" if mark == " " else rf"(?<![\w{source}])")
            + rf"(?:\d(?:{source}\d)?{source}[/-]{source}\d(?:{source}\d)?|\d(?:{source}\d){{2,5}}"
            rf"|[A-Z]{source}[a-z]{source}[a-z]|[A-Z]{source}\.{source}[A-Z]{source}\.?)"
            + (r"(?![\w/]|  | [\w/](?:\W|$))" if mark == " " else rf"(?![\w/]|{source}[\w/])")
        ),
    )
    for mark, source in ((" ", " "), ("\n", "\n"), ("-", "-"), ("|", r"\|"), ("_", "_"))
)


def _short_ones(text: str, mark: str) -> Iterable[Edit]:
    """Dates, initials, figures and names of three letters, among longer ones that are apart."""
    for known, pattern in _SHORT:
        for found in pattern.finditer(text) if known == mark else ():
            for at, c in enumerate(found[0], found.start()):
                if c == mark and (at - found.start()) % 2:
                    yield Edit(at, at + 1)


_SINGLE_DATE = rare(
    r"\b(?:on|since|started|began|seen|dated|until|from|through|again|by|born|dob|DOB) "
    r"(?P<month>[1-9]) / [1-9](?![\w/]| /)"
)
"""A date of single figures: a fraction without what announces one."""
_ADDRESS_APART = rare(
    r"(?<![\w@.])[A-Za-z0-9][\w+-]{0,30}(?: ?\. ?[\w+-]{1,30}){0,3} ?@ [\w-]{1,30}"
    r"(?: ?\. ?[a-z]{2,20}){1,3}(?![\w@])"
)


def addresses(text: str) -> Iterable[Edit]:
    """Addresses of mail without the blanks in them."""
    for found in _ADDRESS_APART.finditer(text):
        for at, c in enumerate(found[0], found.start()):
            if c == " ":
                yield Edit(at, at + 1)


_NO_BLANKS = str.maketrans("", "", " \n-")
_SHORT_DATE = regex(r"\d{1,2}/\d{1,2}")
APART = "characters_apart"
_MARKED = 6
_SIDE_BY_SIDE = regex("[a-z] [a-z] (?:[A-Z] [a-z]|[0-9] )")
"""The end of a word, and the beginning of another one or a number."""
_NEXT_WORD = regex("[A-Z0-9] [A-Z0-9] [a-z]$")
"""A small letter behind capitals or figures is a word of its own."""
_AFTER_FIGURE = regex("[0-9] [A-Z] [a-z] [a-z]")
_CODED = regex("[A-Za-z] = ?=?$|[A-Za-z] [0-9] [A-Za-z]|: / /|[a-z0-9] @ [a-z]")
"""In a code, and among figures for letters, capitals and figures begin nothing."""
_ARTICLE = regex("[aI] [A-Z] [a-z]")
_OID = regex(r"1\.2\.8|1\.3\.6\.1\.|(?=.{,18}\Z)2\.[15]\.")
"""Object identifiers of standards; no telephone number of figures one by one."""


def _one_by_one(run: str, mark: str) -> str:
    """The mark of characters apart by what nobody sets between them: no list, no version."""
    single = [c for c in run if c.isalnum()]
    if all(c.isalpha() for c in single) and not sayable("".join(single)):
        return ""
    if mark in ",\t":
        # Cells of a table are marked where they say words.
        lower = sum(c.islower() for c in single)
        return APART if lower >= _MARKED - 1 and len(set(single)) >= _MARKED - 1 else ""
    if mark not in ".-_\n~*+:/#;=^`" or len(single) < _MARKED:
        return ""
    steps = {ord(two) - ord(one) for one, two in pairwise(single)}
    # Versions and numbers of sections have dots, and letters among their digits.
    mixed = len({c.isdigit() for c in single}) > 1
    numbered = len(steps) == 1 or (mark == "." and mixed)
    return "" if numbered or len(set(single)) == 1 else APART


def _joined(run: str, start: int, mark: str, named: str) -> Iterable[Edit]:
    at, kept = 0, ""
    last = len(run)
    if mark == " " and _NEXT_WORD.search(run) and not _CODED.search(run):
        last -= 2
    if mark == " " and _ARTICLE.match(run):
        at = 2  # an article before what is spaced
    coded = mark == " " and _CODED.search(run) is not None
    while at < last:
        shown = run[at]
        if shown == " " == kept:
            yield Edit(start + at, start + at + 1)
        kept = shown
        at += 1
        begin = at
        if mark == "\n":
            at += 2 if run[at : at + 1] == "\r" else 1
        elif mark == "|":
            at = run.find("|", at) + 1 or last
            at += run[at : at + 1] == " "
        else:
            at += 1
            at += mark == "," and run[at : at + 1] == " " and run[at + 1 : at + 2] != ","
        at = min(at, last)
        if (
            mark == " "
            and not coded
            and (
                _SIDE_BY_SIDE.match(run, max(0, begin - 3)) is not None
                or _AFTER_FIGURE.match(run, begin - 1) is not None
            )
        ):
            continue  # two values side by side
        if at > begin:
            yield Edit(start + begin, start + at, "", named)


_GAP = regex(
    r"(?<=[A-Za-z0-9.,])(?<!\d\.)(?<![a-z]{3}\.)(?: {2,4}|\t)"
    r"(?=[A-Z0-9(]|[a-z][\w'-]{0,20}(?:[ \t]{2}|\t))"
    r"(?![A-Z][\w /.#-]{0,24}[:=#]|[A-Z]{2,6}\.? ?#?\d)"
)
"""
Not behind a sentence, as typists set it; not before a label, and not wide: those are columns.
"""
_COUNTS = regex(r"(?<![A-Za-z0-9])[a-z]{2,12},?[ \t]{1,8}[0-9]\Z")
"""A figure behind a word that no name of a street or a month is."""
_BACK = 16
_MOST_GAPS, _WORDS = 2, 3
_NEAR_BY = 28
"""So near to one another gaps are those between the words of one value."""
_PROSE = regex(r"[A-Za-z] [A-Za-z0-9]")
_TABS, _ROWS = 2, 8
"""More lines with so many tabs are a table, of which each has its cells."""


def gaps(text: str) -> Iterable[Edit]:
    """Blanks of more than one, in lines of prose, as one: lines of columns have many."""
    at = 0
    lines = text.split("\n")
    table = sum(line.count("\t") >= _TABS for line in lines) > _ROWS
    for line in lines:
        if "  " in line or "\t" in line:
            if table and "\t" in line:
                at += len(line) + 1
                continue
            found = [
                one
                for one in _GAP.finditer(line)
                if not _COUNTS.search(line, max(0, one.start() - _BACK), one.end() + 1)
            ]
            values = sum(
                number == 0 or one.start() - found[number - 1].end() > _NEAR_BY
                for number, one in enumerate(found)
            )
            if 0 < values <= _MOST_GAPS + len(line) // 80 and (
                len(_PROSE.findall(line)) >= _WORDS * values
            ):
                for one in found:
                    yield Edit(at + one.start(), at + one.end(), " ")
        at += len(line) + 1


# ---------------------------------------------------------------- groups of digits

_SEP = r"[_|~*:;#=^\\']"
_ANY_SEP = r"[_|~*:;#=^\\.'-]"
_ODD = rare(
    rf"(?<![\w.:|*^~-])\(?(?:\d{{3}}{_SEP} ?\d{{2}}{_SEP} ?\d{{4}}"
    rf"|(?:\+?1[_|~:. -])?\d{{3}}\)?{_SEP} ?\d{{3}}{_ANY_SEP} ?\d{{4}}"
    rf"|\d{{3}}[.-]\d{{3}}{_SEP}\d{{4}}"
    rf"|\d{{4}}{_SEP} ?\d{{4}}{_SEP} ?\d{{4}}{_SEP} ?\d{{1,7}}"
    r"|\d{1,2}(?P<d>[_|~*;#^:]) ?\d{1,2}[_|~*;#^:./-] ?(?:19|20)\d\d"
    r"|\d{1,2}(?P<f>[./-])\d{1,2}[_|~*;#^:](?:19|20)\d\d"
    r"|(?:0?[1-9]|1[0-2])(?P<g>[_|~])(?:0?[1-9]|[12]\d|3[01])[_|~:.]\d\d"
    r"|(?:0[1-9]|1[0-2])(?P<m>[_|~*;^])(?:19|20)\d\d"
    r"|(?:19|20)\d\d(?P<e>[_|~*;#^']) ?\d{1,2}[_|~*;#^:.'] ?\d{1,2}"
    r"|(?:19|20)\d\d(?P<h>[.:-])\d{1,2}[_|~*;#^]\d{1,2}"
    r"|\d{1,2}[_|~*;#^][ ]?\d{1,2}[_|~*;#^:./-] ?\d\d|\d{1,2}[.:/-]\d{1,2}[_|~*;#^]\d\d"
    r"|(?:19|20)\d\d:\d{1,2}[_|~*;#^]\d{1,2}"
    r"|\d{3}[|]\d{4}|\d{5}[|~_]\d{4}"
    r"|\d{3,6}[_~:] ?\d{3,6}(?:[_~:] ?\d{1,6})?)(?![\w:|*^~-])"
)
_OF_DAY = regex(r"(?:0?[1-9]|1[0-2])\D(?:0?[1-9]|[12]\d|3[01])\D\d\d")
_CUED = rare(
    r"(?i:\b(?:acct|account|acc|id|mrn|serial|s/?n|accession|card|policy|member|plan|number|no"
    r"|license|plate|ref|claim|ticket|case"
    r"|specimen|sample|file|c-file|tag|rx|lic|badge|order|voiceprint|chart|record))"
    r"[#.:]{0,2} (?:id |is |no\.? )?"
    r"(?P<value>[A-Z0-9]{1,12}(?:[_|~:*;.^'-][A-Z0-9]{1,12}){1,4})(?![\w|~*^:-]|\.\w)"
)
"""A number behind what announces one, parted by what parts no numbers."""
_USUAL = regex(r"\A[A-Z0-9.-]*\Z|\A\d{1,2}:\d\d(?::\d\d)?\Z")
_ADDRESS = rare(
    r"(?<![\w.:-])(?:(?:1?\d?\d|2[0-4]\d|25[0-5])(?P<by>[._~|:])){3}(?:1?\d?\d|2[0-4]\d|25[0-5])"
    r"(?![\w.:-])"
)
_LETTERED = regex(
    r"(?<![A-Za-z0-9_|~:])[A-Z]{1,4}\d{0,2}(?P<one>[_|~.:])[A-Z0-9]{1,9}(?:(?P<two>[_|~.:])[A-Z0-9]{2,8}){0,2}"
    r"(?![A-Za-z0-9_|~]|:[A-Z0-9])"
)
_OF_HL7 = frozenset(
    "MSH EVN PID PD1 NK1 PV1 PV2 IN1 IN2 GT1 OBR OBX ORC DG1 PR1 AL1 NTE SPM FT1 RXA RXE".split()  # noqa: SIM905
)
"""Lines of HL7, whose strokes part fields."""
_MACROS = 24
"""More of them are names of a program."""
_FAR_APART = regex(
    r"(?<![\w.:-])\(?(?:\d{3}\)?(?: ?[-.] ?| {1,3})\d{2}(?: ?[-.] ?| {1,3})\d{4}"
    r"|\d{3}\)?(?: ?[-.] ?| {1,3})\d{3}(?: ?[-.] ?| {1,3})\d{4}"
    r"|\d{1,2} ?/ ?\d{1,2} ?/ ?(?:19|20)?\d\d)(?![\w-])"
)
_MANY = regex(r"(?<![\w.,/-])\d{2}(?:[ .-]\d{2}){2,9}(?:[ .-]\d)?(?![\w/-])")
_LEAST_DIGITS = 6
_LEAST_FIGURES = 4
_WIDTHS = (9, 10, 16)
"""Digits of an SSN, a telephone number, a card."""
_EIGHT = regex(
    r"(?P<a>(?:19|20)\d\d)(?P<b>0[1-9]|1[0-2])(?P<c>0[1-9]|[12]\d|3[01])"
    r"|(?P<d>0[1-9]|1[0-2])(?P<e>0[1-9]|[12]\d|3[01])(?P<f>(?:19|20)\d\d)"
)
_LAST_ALONE = regex(r"\d{2}(?: \d{2}){2,8} \d")
_BETWEEN = regex(r"(?<=\d)\)?(?: ?[-./] ?| {1,3})(?=\d)")


_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DATED = rare(
    rf"\b(?i:{_MONTHS})(?P<one>[_|~.:*]) ?\d{{1,2}}(?:st|nd|rd|th)?"
    r"(?P<two>,?[_|~.:*])? ?(?:\d{4}|\d\d)?\b"
    rf"|\b\d{{1,2}}(?P<three>[_|~:*])(?i:{_MONTHS})(?P<four>[_|~:*.])(?:\d{{4}}|\d\d)\b"
)


_TWO_DASHES = regex(r"(?<=[A-Z0-9])--(?=[0-9])")
"""As TeX writes one that is longer."""
_BASIC = rare(
    r"(?<![\w.-])(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>[0-2]\d|3[01])"
    r"(?=T[0-2]\d:?[0-5]\d)"
)
_GLUED = regex(
    rf"\b(?P<month>(?:(?i:{_MONTHS})|(?i:mon|tue|wed|thu|fri|sat|sun)[a-z]{{0,6}})\.?)"
    r"(?=(?:19|20)\d\d\b|\d{1,2}[/-]\d{1,2}\b)"
)
"""A month without the blank before its year, a weekday without that before its date."""


def grouping(text: str) -> Iterable[Edit]:
    """Digits in odd groups without what parts them, or with the usual dash; dates with blanks."""
    for found in _DATED.finditer(text):
        for how in ("one", "two", "three", "four"):
            if found[how] is not None:
                yield Edit(*found.span(how), ", " if found[how][0] == "," else " ")
    for found in _TWO_DASHES.finditer(text):
        yield Edit(found.start(), found.start() + 1)
    for found in _BASIC.finditer(text):
        yield Edit(*found.span(), f"{found['year']}-{found['month']}-{found['day']}")
    for found in _GLUED.finditer(text):
        at = found.end("month")
        yield Edit(at - 1, at, text[at - 1] + " ")
    yield from _oddly(text)
    for found in _FAR_APART.finditer(text):
        if any(gap in found[0] for gap in ("  ", " -", "- ", "/ ")):
            shown = "/" if "/" in found[0] else "-"
            for between in _BETWEEN.finditer(text, *found.span()):
                yield Edit(*between.span(), shown)
    yield from _pairs(text)


def _oddly(text: str) -> Iterable[Edit]:
    """Dates, numbers and addresses of the network parted by what parts none of them."""
    for found in _ODD.finditer(text):
        if _figures(found[0]) >= _LEAST_DIGITS or _OF_DAY.fullmatch(found[0]):
            dated = any(found[how] for how in "defghm")
            yield from _parted(found, "/" if dated else "-", " ")
    for found in _CUED.finditer(text):
        value = found["value"]
        if not _USUAL.search(value) and _figures(value) >= _LEAST_FIGURES:
            yield from _dashed(value, found.start("value"))
    for found in _ADDRESS.finditer(text):
        by = {c for c in found[0] if not c.isdigit()}
        if len(by) > 1 and by not in ({".", ":"}, {"_", "|"}):
            yield from _parted(found, ".", "")
    yield from _behind_letters(text)


def _behind_letters(text: str) -> Iterable[Edit]:
    """Numbers behind letters; names of a program and fields of HL7 are none."""
    lettered = list(_LETTERED.finditer(text))
    macros = sum("_" in found[0] for found in lettered) > _MACROS
    for found in lettered:
        if macros and "_" in found[0]:
            continue
        odd = any(found[how] and found[how] in "|~:_" for how in ("one", "two"))
        if found["one"] == "|" and found[0].split("|", 1)[0] in _OF_HL7:
            continue
        if odd and _figures(found[0]) >= _LEAST_FIGURES:
            yield from _dashed(found[0], found.start())


def _dashed(value: str, start: int) -> Iterable[Edit]:
    for at, c in enumerate(value, start):
        if not c.isalnum():
            yield Edit(at, at + 1, "-")


_COMMAS = rare(r"(?<![\d,.$])[2-9]\d{2},\d{3},\d{4}(?![\d,.])")
"""A telephone number; thousands come in threes."""


def _pairs(text: str) -> Iterable[Edit]:
    for found in _COMMAS.finditer(text):
        yield from _parted(found, "-", "")
    for found in _MANY.finditer(text):
        pairs = found[0].replace(".", " ").replace("-", " ").split()
        # Days of a calendar and numbers of pages count up.
        counts = any(int(two) == int(one) + 1 for one, two in pairwise(pairs))
        joined = "".join(pairs)
        date = _EIGHT.fullmatch(joined) if not counts else None
        if date is not None:
            yield Edit(*found.span(), "-".join(part for part in date.groups() if part))
        elif not counts and (len(joined) in _WIDTHS or _LAST_ALONE.fullmatch(found[0])):
            yield from _parted(found, "", "")


def _figures(run: str) -> int:
    return sum(c.isdigit() for c in run)


def _parted(found: re.Match[str], shown: str, kept: str) -> Iterable[Edit]:
    """What stands between the digits reads as `shown`; `kept` stays."""
    for at, c in enumerate(found[0], found.start()):
        if not c.isdigit() and c != kept and c not in "()":
            yield Edit(at, at + 1, shown)

"""Reversal: text that is written from its end, or with its letters shifted."""

import re
from collections import Counter
from collections.abc import Iterable

from promptward.deferred import regex
from promptward.rare import rare
from promptward.readings.edits import Edit

__all__ = [
    "CIPHER_WORDS",
    "CUE_SIGNS",
    "MONTH_BESIDE",
    "REVERSED_WORDS",
    "figures_reversed",
    "figures_shifted",
    "reversal",
    "rotation",
    "rotation_of_digits",
]

_SEED = regex(
    r"(?<![\w'._([\x22-])[a-z'-]{2,24}[A-Z](?:-[a-z'-]{2,24}[A-Z]){0,2}(?![\w(])"
    r"|(?<!\w)(?:moc|gro|ude|ten|vog|oi|su|ku)\.[\w.-]{2,60}(?:@[\w.+-]{1,40})?"
    r"|[A-Za-z0-9/?=&._-]{4,80}//:s?ptth"
)
_BACK = regex(
    r"(?<![^\s\x22'(])(?:[.,]?(?:ht|ts|dn|dr)[0-9]{1,2}|[.,]?[a-z]{1,3}[A-Z]|[^\sA-Za-z]{1,24}|[A-Z]"
    r"|\.[A-Z]|,?[a-z'-]{1,24}[A-Z]|[A-Z]?\d{1,5}[A-Z]?|nov|nav|ed|al|led|red|ned)[ \t]\Z"
)
_AHEAD = regex(
    r"[ \t](?:[.,]?(?:ht|ts|dn|dr)[0-9]{1,2}|[.,][a-z'-]{1,24}[A-Z]\b|[^\sA-Za-z]{1,24}|[A-Z]\b"
    r"|\.[A-Z]|,?[a-z'-]{1,24}[A-Z]\b)(?=\s|$|[.,;])"
)
_MOST = 4
_CUE = rare(
    r"\b(?:written|spelled|spelt|typed|read|reads|is|are|all|names?|numbers?) "
    r"(?:it |this |them )?"
    r"(?:backwards?|(?<!is )(?<!are )reversed|in reverse|from right to left|mirrored)\b"
    r"|\b(?:names?|numbers?|letters|text|words|digits|ssn|mrn|all)"
    r"(?: below| here| above)? (?:is|are) reversed\b|\b(?:backwards|reversed):",
    re.IGNORECASE,
)


_WRITTEN = "(?:it|this|them|written|spelled|spelt|typed|reads?|names?|numbers?)"
CUE_SIGNS = (
    rf"(?:{_WRITTEN}|all) (?:backward|reversed)",
    rf"(?:{_WRITTEN}|is|are) (?:mirrored|in reverse|from right)",
    "(?:letters|text|words|digits|ssn|mrn|all|names?|numbers?|below|here|above) (?:is|are) revers",
    "(?:is|are) backward",
    "reversed:",
)
"""What announces it, in any case: most that medicine reverses is no text."""
_BEFORE_CUE, _BEHIND_CUE = 300, 1_200
"""So far from it what says that something is reversed may speak of it."""


def reversal(text: str) -> Iterable[Edit]:
    """Runs of words that end with a capital, from their end; the whole line beside a cue."""
    cued = [(one.start() - _BEFORE_CUE, one.end() + _BEHIND_CUE) for one in _CUE.finditer(text)]
    if cued:
        at = 0
        for line in _LINE.finditer(text):
            while at < len(cued) and cued[at][1] < line.start():
                at += 1
            if at < len(cued) and line.end() >= cued[at][0]:
                yield Edit(line.start(), line.end(), line[0][::-1])
        return
    turned = [
        Edit(*one.span("value"), one["value"][::-1], BACKWARDS)
        for one in _TURNED_BACK.finditer(text)
    ]
    if turned:
        yield from turned
        return
    yield from _words_reversed(text)


def _words_reversed(text: str) -> Iterable[Edit]:
    seeds = list(_SEED.finditer(text))
    if len(seeds) == 1 and _SYMBOL.fullmatch(seeds[0][0]):
        return
    mark = BACKWARDS if len({f[0][:-1] for f in seeds if _begins(f)}) >= _SEVERAL else ""
    yield from _turned_seeds(text, seeds, mark)
    for found in _SURELY_BACK.finditer(text):
        yield Edit(*found.span(), found[0][::-1])
    if seeds:
        for found in _ORDER_BACK.finditer(text):
            yield Edit(*found.span(), found[0][::-1])
    if mark or len({found[0] for found in seeds}) >= _SEVERAL:
        # What is written so once is written so throughout.
        for found in _DAY_BACK.finditer(text):
            yield Edit(*found.span(), found[0][::-1])


def _turned_seeds(text: str, seeds: Iterable[re.Match[str]], mark: str) -> Iterable[Edit]:
    """Words from their end, with what stands beside them and is of the same value."""
    reached = 0
    for found in seeds:
        start, end = found.span()
        if start < reached:
            continue
        for _ in range(_MOST):
            more = _BACK.search(text, max(reached, start - 30), start)
            if more is None:
                break
            start = more.start()
        while start > reached and text[start - 1] in "#.,)(" and start > 0:
            start -= 1
        for _ in range(_MOST):
            ahead = _AHEAD.match(text, end)
            if ahead is None:
                break
            end = ahead.end()
        reached = end
        yield Edit(start, end, text[start:end][::-1], mark)


_MONTH_BACK = "naj|bef|ram|rpa|yam|nuj|luj|gua|pes|tco|von|ced"
_DAYS_BACK = "yadnom|yadseut|yadsendew|yadsruht|yadirf|yadrutas|yadnus"
_MONTHS_BACK = "yraunaj|yraurbef|hcram|lirpa|enuj|yluj|tsugua|rebmetpes|rebotco|rebmevon|rebmeced"
_UNITS_BACK = "orez|eno|owt|eerht|ruof|evif|xis|neves|thgie|enin|ho"
_TENTHS_BACK = "net|nevele|evlewt|ytnewt|ytriht|ytrof|ytfif|ytxis|ytneves|ythgie|ytenin"
_SURELY_BACK = rare(
    rf"(?<![\w.,-])(?:\d{{2,4}}-(?i:{_MONTH_BACK})-\d{{1,2}}"
    rf"|(?:\d{{1,2}}/\d{{1,2}} |\d{{1,2}} )?(?i:{_DAYS_BACK})"
    r"|(?:\d{4} ,?)?"
    r"(?:(?:ht|ts|dn|dr)\d{1,2} (?:fo )?|\d{1,2} |[a-z]{0,10}(?:ht|dnoces|driht|tsrif) )?"
    rf"(?i:{_MONTHS_BACK})"
    rf"|(?:{_UNITS_BACK}|{_TENTHS_BACK})(?:[ -](?:{_UNITS_BACK}|{_TENTHS_BACK})){{2,24}}"
    rf"|(?:{_UNITS_BACK})-(?:{_TENTHS_BACK})"
    # The comma between a surname and a first name.
    r"|(?:[A-Za-z'-]{1,24}|\.[A-Z]|[A-Z]) ,[A-Za-z'-]{2,24}(?: ,[A-Za-z'-]{2,24})?"
    r"|[A-Z] [A-Z'-]{2,24} ,[A-Z'-]{2,24})(?![\w/-])"
    r"|(?<=[\s\x22'(])\.[A-Z] ,[A-Za-z'-]{2,24}(?![\w/-])"
)
"""What hardly a text holds but from its end; the comma may be a list's that is typed so."""
_ORDER_BACK = rare(r"(?<![\w/.-])(?:ht|ts|dn|dr)\d{1,2}(?![\w/-])")
_DAY_BACK = regex(
    r"(?<![\w/.-])(?:(?:\.[A-Z]){2}|\d{2}/\d{2}/\d{2}|\d\d/\d{1,2}|\d/\d\d|(?:ht|ts|dn|dr)\d{1,2}"
    r"|\d[0-3]-\d[01](?:-\d\d(?:91|02))?|\d[0-3]\d[01]\d\d(?:91|02)"
    r"|(?:\d{4}|\d\d) (?:naj|bef|ram|rpa|yam|nuj|luj|gua|pes|tco|von|ced) \d{1,2})(?![\w/-]|\.\d)"
)
"""A date, or a part of one, from its end."""
_SYMBOL = regex(r"[a-z]{3}[A-Z]|[a-z]+[lroi]M")
"""That of a gene, or of a unit (`mecA`, `microM`): one by itself is no word from its end."""
BACKWARDS = "backwards"
_TURNED_BACK = regex(
    r"(?P<by>[\x22'])(?P<value>[^\x22'\n]{4,200})(?P=by)(?:\[::-1\]|\.split\(.{2}\)\.reverse\()"
)
"""A literal that a program turns round."""
_SEVERAL = 3
_BEGINS = regex(
    r"(?:[BCDFGHJKLMNPRSTVWZ]h?[aeiouy]|[AEIOU][bdlmnrstv]|[BCFGKPDT][lr][aeiouy])[A-Za-z'-]{3,}"
)


def _begins(found: re.Match[str]) -> bool:
    """Whether it begins as words do when it is read from its end."""
    return _BEGINS.fullmatch(found[0][::-1]) is not None


_LINE = regex(r"[^\n]{4,2000}")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_TELLING = (
    *("hospital", "clinic", "patient", "medical", "center", "doctor", "street", "january"),
    *("february", "march", "april", "august", "september", "october", "november", "december"),
)
_ATBASH = -1


def _shifted(by: int) -> dict[int, int]:
    """The table that turns letters back that were shifted so far; a mirror for `_ATBASH`."""
    turned = _LETTERS[::-1] if by == _ATBASH else _LETTERS[-by:] + _LETTERS[:-by]
    return str.maketrans(_LETTERS + _LETTERS.upper(), turned + turned.upper())


_SHIFTS = {by: _shifted(by) for by in (_ATBASH, *range(1, 26))}
_BACK_AGAIN = {by: _shifted(26 - by if by != _ATBASH else by) for by in _SHIFTS}
_CIPHERED = {
    word.translate(_BACK_AGAIN[by]).encode("ascii"): by for by in _SHIFTS for word in _TELLING
}
"""Common words of notes and letters as a shift writes them -> how far."""
_MONTHS_13 = ("wna", "sro", "nce", "znl", "nht", "frcg", "qrp", "znepu")
"""Short names of months as the usual shift writes them, those that are no words of medicine."""
_THIRTEEN, _TELLS = 13, 3
MONTH_BESIDE = r"(?:Zne|Wha|Abi|Bpg)[a-z]{0,6} [0-9]{1,2}\b"
"""Those that are a word or a name beside anything but a figure, by the same shift."""
_FREQUENT = (
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "house"),
    *("school", "county", "general", "mercy", "rehab", "college", "university", "elementary"),
    *("pediatrics", "neurology", "cardiology", "radiology", "oncology", "cottage", "avenue"),
    *("road", "drive", "north", "south", "three", "four", "five", "seven", "eight", "nine"),
    *("zero", "sixth", "https", "james", "mary", "robert", "patricia", "john", "jennifer"),
    *("michael", "linda", "david", "elizabeth", "william", "barbara", "richard", "susan"),
    *("joseph", "jessica", "thomas", "sarah", "charles", "karen", "christopher", "daniel"),
    *("nancy", "matthew", "anthony", "margaret", "sandra", "donald", "ashley", "steven"),
    *("kimberly", "paul", "emily", "andrew", "donna", "joshua", "michelle", "kenneth", "carol"),
    *("kevin", "amanda", "brian", "dorothy", "george", "melissa", "edward", "deborah"),
    *("ronald", "stephanie", "timothy", "rebecca", "jason", "laura", "jeffrey", "sharon"),
    *("ryan", "cynthia", "jacob", "kathleen", "gary", "amy", "nicholas", "angela", "eric"),
    *("jonathan", "anna", "stephen", "brenda", "larry", "pamela", "justin", "emma", "scott"),
    *("nicole", "brandon", "helen", "benjamin", "samantha", "samuel", "katherine", "gregory"),
    *("alexander", "maria", "frank", "patrick", "raymond", "jack", "dennis", "jerry", "tyler"),
    *("aaron", "jose", "adam", "nathan", "henry", "zachary", "peter", "kyle", "smith"),
    *("johnson", "williams", "brown", "jones", "garcia", "miller", "davis", "rodriguez"),
    *("martinez", "hernandez", "lopez", "gonzalez", "wilson", "anderson", "taylor", "moore"),
    *("jackson", "martin", "lee", "perez", "thompson", "white", "harris", "sanchez", "clark"),
)
"""Words around dates and places and the most frequent names, for the usual shift alone."""
CIPHER_WORDS = (
    frozenset(_CIPHERED)
    | {word.encode("ascii") for word in _MONTHS_13}
    | {
        word.translate(_BACK_AGAIN[_THIRTEEN]).encode("ascii")
        for word in _FREQUENT
        if len(word) > _TELLS
    }
    | {b"rot13", b"rot47", b"rot", b"caesar"}
)
REVERSED_WORDS = (
    frozenset(
        word.encode("ascii")
        for word in f"{_DAYS_BACK}|{_MONTHS_BACK}|neves|eerht|evif|thgie|enin|ruof|orez".split("|")
    )
    | frozenset(
        (
            b"backwards",
            b"moc",
            b"gro",
            b"ude",
            b"vog",
        )
    )
    | {b"ptth", b"sptth"}
)


_FIVE = str.maketrans("0123456789", "5678901234")
_WORD = regex(r"[A-Za-z]+")
_DIGIT = regex(r"[0-9]+")


def _shift(text: str) -> int:
    shifts = Counter(
        by
        for found in _WORD.finditer(text)
        if (by := _CIPHERED.get(found[0].lower().encode("ascii"))) is not None
    )
    return shifts.most_common(1)[0][0] if shifts else _THIRTEEN


def _places(text: str) -> Iterable[tuple[int, int]]:
    """What stands near a telling word, or the name of a cipher: nothing else is a cipher's."""
    reached = 0
    for found in _WORD_OR_CIPHER.finditer(text):
        if found["month"] or found[0].lower().encode("ascii") in CIPHER_WORDS:
            low, high = max(reached, found.start() - _NEAR), found.end() + _NEAR
            if high > low:
                yield low, min(high, len(text))
                reached = high


_NEAR = 240
_WORD_OR_CIPHER = regex(rf"(?<![A-Za-z])(?P<month>{MONTH_BESIDE})|[A-Za-z]+(?:13|47)?")


def rotation(text: str) -> Iterable[Edit]:
    """All words with their letters shifted back as the telling words are."""
    table = _SHIFTS[_shift(text)]
    for low, high in _places(text):
        for found in _WORD.finditer(text, low, high):
            yield Edit(found.start(), found.end(), found[0].translate(table))


def rotation_of_digits(text: str) -> Iterable[Edit]:
    """The same, and digits by five, as is usual with thirteen."""
    if _shift(text) == _THIRTEEN:
        yield from rotation(text)
        for low, high in _places(text):
            for digit in _DIGIT.finditer(text, low, high):
                yield Edit(digit.start(), digit.end(), digit[0].translate(_FIVE))


# ---------------------------------------------------------------- numbers

_GROUPS = regex(
    r"(?<![\w./-])\d{1,4}(?P<by>[-./])\d{1,4}(?P=by)\d{1,4}(?:(?P=by)\d{1,4})?(?![\w/-])"
)
_BRACKETED = rare(r"(?<![\w.-])\d{4}[-. ]\d{3} ?\)\d{3}\((?![\w-])")
"""A telephone number whose area stands in brackets."""
_FORMS = regex(
    r"\d{3}([-.])\d{3}\1\d{4}|\d{3}-\d{2}-\d{4}"
    r"|(?:0?[1-9]|1[0-2])([-./])(?:0?[1-9]|[12]\d|3[01])\2(?:(?:19|20)\d\d)"
    r"|(?:19|20)\d\d([-./])(?:0[1-9]|1[0-2])\3(?:0[1-9]|[12]\d|3[01])"
    r"|(?:(?:1?\d?\d|2[0-4]\d|25[0-5])\.){3}(?:1?\d?\d|2[0-4]\d|25[0-5])"
)
"""A telephone number, an SSN, a date, an address of the network."""
_ANNOUNCED = regex(r"\d{3}[-.]\d{3}[-.]\d{4}|\d{3}-\d{2}-\d{4}")
_ANNOUNCES = regex(
    r"(?i)\b(?:ssn?|social|sec(?:urity)?|number|tel|telephone|phone|ph|cell|mobile|fax|pager|call|text|"
    r"reach|contact)\b"
)
_SHORT_DATE = regex(r"(?:0[1-9]|1[0-2])/(?:0[1-9]|[12]\d|3[01])/\d\d")


def figures_reversed(text: str) -> Iterable[Edit]:
    """
    Numbers that have a known form from their end, and none as they stand.

    A date or an address of the network must exist; any number of an article has the form of a
    telephone's or an SSN, so those need a word in front of them that announces one.
    """
    for found in _BRACKETED.finditer(text):
        yield Edit(*found.span(), found[0][::-1])
    for found in _GROUPS.finditer(text):
        shown = found[0][::-1]
        known = None if _FORMS.fullmatch(found[0]) else _FORMS.fullmatch(shown)
        if known and (not _ANNOUNCED.fullmatch(shown) or _ANNOUNCES.search(text, *_before(found))):
            yield Edit(*found.span(), shown)


def _before(found: re.Match[str]) -> tuple[int, int]:
    return max(0, found.start() - 60), found.start()


def figures_shifted(text: str) -> Iterable[Edit]:
    """The same, of numbers whose figures are five off (rot5)."""
    sure: list[Edit] = []
    perhaps: list[Edit] = []
    for found in _GROUPS.finditer(text):
        shown = found[0].translate(_FIVE)
        if _FORMS.fullmatch(found[0]) or _SHORT_DATE.fullmatch(found[0]):
            continue
        if _DATED.fullmatch(shown) or _SHORT_DATE.fullmatch(shown):
            sure.append(Edit(*found.span(), shown))
        elif _NETWORK.fullmatch(shown):
            perhaps.append(Edit(*found.span(), shown))
    yield from sure
    if sure or len(perhaps) > 1:
        # What is written so once is written so throughout.
        yield from perhaps
        for found in _DAYS.finditer(text):
            shown = found[0].translate(_FIVE)
            if _DAY.fullmatch(shown) and not _DAY.fullmatch(found[0]):
                yield Edit(*found.span(), shown)


_NETWORK = regex(r"(?:(?:1?\d?\d|2[0-4]\d|25[0-5])\.){3}(?:1?\d?\d|2[0-4]\d|25[0-5])")
_DAYS = regex(r"(?<![\w./-])\d{1,2}/\d{1,2}(?:/\d\d)?(?![\w/-]|\.\d)")
_DAY = regex(r"(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])(?:/\d\d)?")

_DATED = regex(
    r"(?:0?[1-9]|1[0-2])([-./])(?:0?[1-9]|[12]\d|3[01])\1(?:(?:19|20)\d\d)"
    r"|(?:19|20)\d\d([-./])(?:0[1-9]|1[0-2])\2(?:0[1-9]|[12]\d|3[01])"
)

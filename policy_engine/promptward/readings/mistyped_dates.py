"""
Mistyped dates: two neighbours of a date changed places (`March4 th`, `Jan 5th ,2023`), or a letter
of the month was read as one that prints alike (`Ju1y 8`, `Novcmbcr 22nd`).
"""

from collections.abc import Iterable

from promptward.rare import rare
from promptward.readings.edits import Edit

__all__ = ["MISTYPED_DATE_SIGNS", "SLIPPED_MONTH_SIGNS", "mistyped_dates"]

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_STEM = "(?:Januar|Februar|Marc|Apri|Ma|Jun|Jul|Augus|Septembe|Octobe|Novembe|Decembe)"
# Without the month: prose has those, and none of what they would stand before.
MISTYPED_DATE_SIGNS = (
    r"[a-z.][0-9]{1,2} (?:st|nd|rd|th)\b",
    r"[a-z.][0-9] [0-9](?:st|nd|rd|th)\b",
    r" [a-z][0-9]{1,2}(?:st|nd|rd|th)\b",
    r"[0-9](?:ts|dn|dr|ht)\b",
    r"[0-9][tnrs][ ,][htd](?:[0-9]|\b)",
    r"(?:[0-9]|st|nd|rd|th) ,(?:19|20)[0-9]{2}\b",
    r"(?:[0-9]|st|nd|rd|th),(?:1 9|2 0)[0-9]{2}\b",
    r"[0-9](?:st|nd|rd|th),? (?:2[12]|02|91)[0-9]{2}\b",
    r"[0-9], (?:2[12]0[0-9]|22[0-9]{2}|02[0-9]{2})\b",
    r"\b(?:[3-9][123]|0[12])th\b",
    # A letter of the month was misread.
    r"[a-z]cmb[ce]r",
    r"embcr",
    r"t0bcr [0-9]",
    r"tobcr [0-9]",
    r"[0O]ct0b[ce]r [0-9]",
    r"Fcbru",
    r"Fcb\.? [0-9]",
    r"Ju1y [0-9]",
    r"Junc [0-9]",
    r"Apr(?:i1|l1|ll|11)\.? [0-9]",
    r"Dcc\.? [0-9]",
    r"(?:Scp|5[ce]p)t?\.? [0-9]",
    r"Augu5t [0-9]",
)
_MISTYPED = rare(
    # The blank came a character late, or early.
    rf"\b(?P<month>{_MONTH})(?P<day>\d) ?(?P<more>\d?)(?P<th> ?(?:st|nd|rd|th))?(?=[ ,.?)]|$)"
    r"(?:,? ?(?P<of>(?:19|20)\d\d)\b)?"
    rf"|\b(?P<stem>{_STEM}) (?P<end>[a-z])(?P<behind>\d{{1,2}}(?:st|nd|rd|th)?)\b"
    rf"|\b(?P<named>{_MONTH} )(?P<figures>\d{{1,2}})(?:"
    r"(?P<letters>ts|dn|dr|ht|[tnrs][ ,][htd])(?P<goes_on>,? ?(?:(?:19|20)\d\d)?)(?!\w)"
    r"|(?P<ordinal>st|nd|rd|th)?(?P<cut> ,(?:19|20)\d\d|,[12] [09]\d\d)\b"
    r"|(?P<plain>st|nd|rd|th)?,? (?P<wrong>2[12]\d\d|02\d\d|91\d\d)\b"
    r"|(?P<far>(?<=[3-9][123])th|(?<=0[12])th)\b)"
)
_PRINT_ALIKE = {"e": "[ec]", "i": "[il1]", "l": "[l1I]", "o": "[o0]", "s": "[s5]", "b": "[b8]"}
_MONTHS = (
    *("January", "February", "March", "April", "June", "July", "August", "September", "October"),
    *("November", "December", "Feb", "Apr", "Sep", "Sept", "Oct", "Dec"),
)
_FIRST = {"S": "[S5]", "O": "[O0]"}


def _misread(month: str) -> str:
    first = _FIRST.get(month[0], month[0])
    return first + "".join(_PRINT_ALIKE.get(letter, letter) for letter in month[1:])


_MISREAD = rare(
    rf"\b(?:{'|'.join(rf'(?P<{month}>{_misread(month)})' for month in _MONTHS)})"
    r"(?=\.? [0-3]?\d(?:st|nd|rd|th)?(?:,? (?:19|20)\d\d|[,.;)?]|$))"
)
_LONG_MONTHS = (
    *("January", "February", "April", "August", "September", "October", "November", "December"),
)


def _slipped(month: str) -> Iterable[str]:
    """The month without a letter, with one twice, or with two that changed places."""
    for at in range(1, len(month)):
        yield month[:at] + month[at + 1 :]
        yield month[:at] + month[at] + month[at:]
        if at + 1 < len(month):
            yield month[:at] + month[at + 1] + month[at] + month[at + 2 :]


_SHORT_MONTHS = ("March", "June", "July")
_DAY = r"\.? [0-3]?\d"
_SLIPPED = {
    wrong: month
    for month in _LONG_MONTHS + _SHORT_MONTHS
    for wrong in _slipped(month)
    if wrong not in (month, "Marc", "Jun", "Jul")
}
SLIPPED_MONTH_SIGNS = tuple(
    rf"(?:{'|'.join(wrong for wrong, meant in _SLIPPED.items() if meant == month)})\.? [0-9]"
    for month in _LONG_MONTHS + _SHORT_MONTHS
)
_SLIPPED_MONTH = rare(
    rf"\b(?:(?P<wrong>{'|'.join(one for one, of in _SLIPPED.items() if of in _LONG_MONTHS)})"
    rf"(?={_DAY}(?:st|nd|rd|th)?(?:,? (?:19|20)\d\d|[,.;)?]|$))"
    rf"|(?P<short>{'|'.join(one for one, of in _SLIPPED.items() if of in _SHORT_MONTHS)})"
    rf"(?={_DAY}(?:(?:st|nd|rd|th)\b|,? (?:19|20)\d\d\b)))"
)
_LATEST = 2040
_ORDINALS = {"ts": "st", "dn": "nd", "dr": "rd", "ht": "th"}


def mistyped_dates(text: str) -> Iterable[Edit]:
    """Days of a month as they were meant, where only one neighbour has to move; misread months."""
    for found in _MISTYPED.finditer(text):
        if found["month"]:
            day = f"{found['day']}{found['more']}"
            year = f", {found['of']}" if found["of"] else ""
            said = f"{found['month']} {day}{(found['th'] or '').strip()}{year}"
        elif found["stem"]:
            said = f"{found['stem']}{found['end']} {found['behind']}"
        else:
            said = _meant(found["named"] + found["figures"], found.groupdict())
        if said and said != found[0]:
            yield Edit(*found.span(), said)
    for found in _MISREAD.finditer(text):
        month = found.lastgroup or ""
        if found[0] != month:
            yield Edit(*found.span(), month)
    for found in _SLIPPED_MONTH.finditer(text):
        yield Edit(*found.span(), _SLIPPED[found["wrong"] or found["short"]])


def _meant(begun: str, parts: dict[str, str | None]) -> str:
    if letters := parts["letters"]:
        rest = (parts["goes_on"] or "").strip(", ")
        if letters in _ORDINALS:
            return f"{begun}{_ORDINALS[letters]}{parts['goes_on'] or ''}"
        return f"{begun}{letters[0]}{letters[2]}, {rest}" if rest else ""
    if cut := parts["cut"]:
        return f"{begun}{parts['ordinal'] or ''}, {cut.replace(' ', '').strip(',')}"
    if wrong := parts["wrong"]:
        year = _year(wrong)
        return f"{begun}{parts['plain'] or ''}, {year}" if year else ""
    return f"{begun[:-2]}{begun[-1]}{begun[-2]}th" if parts["far"] else ""


def _year(wrong: str) -> str:
    """The year that it is with two neighbours in their places."""
    for at in range(len(wrong) - 1):
        year = f"{wrong[:at]}{wrong[at + 1]}{wrong[at]}{wrong[at + 2 :]}"
        if year[:2] in ("19", "20") and int(year) < _LATEST:
            return year
    return ""

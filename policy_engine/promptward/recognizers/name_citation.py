"""
Authors of papers in a list of references: `2. Roe JA, Doe M, et al. Title. J Ren Nutr. 2021;8:4`.

They are no patients, so they count as unsure. Asked for is a list of surnames with initials and,
soon behind it, what only a reference has: `et al`, volume and pages, a DOI, a year in brackets.
"""

from collections.abc import Sequence

from promptward.deferred import regex

__all__ = ["cited", "cited_ranges", "names_a_case"]

_MARKS = (
    "et al",
    "doi:",
    "doi.org",
    "DOI",
    "PMID",
    "arXiv",
    "ISBN",
    "pp. ",
    "Vol. ",
    "vol. ",
    ".. [",
)
"""Without one of these, or a year before a semicolon, a text cites nothing."""

_PARTICLE = r"(?:(?:van|von|de|der|den|la|le|di|da|el|al|dos|ter|Mc|Mac|O') ?){0,3}"
_SURNAME = _PARTICLE + r"[A-Z][^\W\d_]+(?:['\u2019-][A-Z][^\W\d_]+)?"
_BEHIND = (
    rf"{_SURNAME}(?: [A-Z][^\W\d_]+)?,? (?:[A-Z]{{1,3}}\b(?!\.?[a-z])|(?:[A-Z]\.[ -]?){{1,3}})"
)
_AHEAD = rf"(?:[A-Z]\.[ -]?){{1,3}}{_SURNAME}"
_ONE = rf"(?:{_BEHIND}|{_AHEAD})"
_LIST = regex(rf"\b{_ONE}(?:(?:,? and |,? & |[,;]\s(?:and |& )?){_ONE}){{0,12}}(?:,? et al\.?)?")
_REFERENCE = regex(
    r"\bet al\b|\b(?:19|20)\d\d[a-z]?;\s?\d|\b\d{1,4} ?\(\d{1,4}(?:[-/]\d{1,3})?\) ?[:,]"
    r"|\b(?:doi|DOI)(?:\.org|:? ?\(?(?:https?:|10\.))|\b(?:PMID|arXiv|ISBN)\b|\bpp\. ?\d"
    r"|\b[Vv]ol\. ?\d"
    r"|\((?:19|20)\d\d[a-z]?\)[.,:)]? [A-Z\"\xff]"
)
_SOON = 260
_ENTRY = regex(r"(?:^|\n)[ \t]*(?:\[?\d{1,3}[\].)]|\.\. \[\w{1,12}\]|[-*\xff])[ \t]+$")
_LOOK_BACK = 16
_LISTS = (",", " and ", "&", "et al")


_CITED = regex(
    r",? et al|,? (?:and|&) [A-Z][a-z]+,? (?:\(?\d{4}(?!\d)|et al)|,? \((?:1[6-9]|20)\d\d(?!\d)"
    r"|,? \d{4}[;:),]"
)
_AGAINST = regex(r" v\.? [A-Z]")
_OF_CASE = regex(r"[A-Z][\w'-]{1,24} v\.? $")
_FAR = 30


def cited(text: str, end: int) -> bool:
    """Whether a citation in a sentence goes on here: `Roe et al`, `Roe (2016)`."""
    return _CITED.match(text, end) is not None


def names_a_case(text: str, start: int, end: int) -> bool:
    """Whether a word is a side of a case in court: `Roe v. Doe`."""
    return (
        _AGAINST.match(text, end) is not None
        or _OF_CASE.search(text, max(0, start - _FAR), start) is not None
    )


def cited_ranges(text: str) -> Sequence[tuple[int, int]]:
    """Half-open ranges of lists of authors, in order."""
    if not (any(map(text.__contains__, _MARKS)) or _dated(text)):
        return ()
    found: list[tuple[int, int]] = []
    for match in _LIST.finditer(text):
        start, end = match.span()
        if not any(map(match[0].__contains__, _LISTS)) and not _ENTRY.search(
            text, max(0, start - _LOOK_BACK), start
        ):
            continue
        mark = _REFERENCE.search(text, start, min(len(text), end + _SOON))
        if mark and "\n\n" not in text[end : mark.start()]:
            found.append((start, end))
    return found


def _dated(text: str) -> bool:
    """Whether a year stands before a semicolon, as in `2021;8:4`."""
    at = text.find(";", 4)
    while at >= 0:
        if text[at - 4 : at].isdecimal() and text[at + 1 : at + 3].strip()[:1].isdecimal():
            return True
        at = text.find(";", at + 1)
    return False

"""Turned: words in another order, a blank in the wrong place, and blanks written as `+`."""

import re
from collections import Counter
from collections.abc import Iterable

from promptward.deferred import regex
from promptward.rare import rare
from promptward.readings.edits import Edit
from promptward.readings.escapes import is_blank, parts_words
from promptward.readings.street_ends import STREET

__all__ = ["TURNED_SIGNS", "blanks", "pluses", "turned"]

_SHORT = r"(?:[Jj]an|[Ff]eb|[Mm]ar|[Aa]pr|[Mm]ay|[Jj]un|[Jj]ul|[Aa]ug|[Ss]ep|[Oo]ct|[Nn]ov|[Dd]ec)"
TURNED_SIGNS = {
    "turned marks": (r"[A-Za-z0-9.]\^[A-Z0-9]", r"(?:st|nd|rd|th)\^[a-z]{3}"),
    "turned phrases": (
        (
            # Not behind a name that it is a head of, nor `of` (`Department of Surgery, Gangnam`).
            r"(?:\b[a-z]{0,16}[a-eg-z] |[^\w .&] ?|^)"
            r"(?:Hospital|Clinic|Cent(?:er|re)|Medical|General|Health|Hospice|Pavilion|House|Lab"
            r"|Pharmacy"
            r"|[A-Z][a-z]{1,14}ology|Orthopedics|Pediatrics|Imaging|Surgery|Dental"
            r"|Digestive|Rehab|Infirmary|Unit|Institute|Wing|Tower|Ward|Campus|Cottage|Lodge|Manor"
            r"|Nursing|Regional|Living|SNF|Dialysis|Practice|Group|Associates|Langone|Sinai|Med)"
            r", [A-Z0-9]"
        ),
        r"(?:CENTER|CENTRE|HOSPITAL|CLINIC|ASSOCIATES|GROUP|PARTNERS), [A-Z]{2}",
        "(?:Elementary|School|College|Academy|County|Church|Shelter|Hyperbaric), [A-Z]",
        rf"\b{STREET}, [0-9]{{1,5}} [A-Z]",
        rf"[0-9a-z](?:st|nd|rd|th), {_SHORT}",
        rf"{_SHORT}[a-z]{{0,6}}, [0-9]{{1,2}}[a-z]{{2}} of\b",
        r"\b(?:Day|Eve), [A-Z][a-z]",
        r"\b(?:[a-z]{2,20}|[A-Z]{2,5}|[0-9])[,:]? [A-Z]\., [A-Z][a-z]{2,12}(?:[.,;?]| [a-z])",
        r"[a-z]'s, (?:St|Mt)\b",
        r"(?:York|Orleans|Haven|Angeles|Francisco|Diego|Antonio|Vegas|Paso|Worth), [NLSEF]",
    ),
}

# A figure only begins it: behind it stands a date.
_REST = (
    r"(?:St\.|Dr\.|[A-Z]\.|[A-Z0-9][\w'-]{0,30})"
    r"(?: (?:St\.|[A-Z]\.|[A-Z](?![A-Z]{2} \d)[\w'-]{0,30})){0,4}"
)
_HEAD = (
    r"(?:Hospital|Clinic|Center|Centre|Medical|General|Health|Healthcare|Hospice|Pavilion|House|Lab"
    r"|Laboratory|Laboratories|Pharmacy|Cardiology|Neurology|Oncology|Urology|Orthopedics|Pediatrics"
    r"|Dermatology|Radiology|Imaging|Surgery|Dental|Digestive|Rehab|Rehabilitation|Infirmary|Unit"
    r"|Institute|Wing|Tower|Ward|Campus|Cottage|Lodge|Manor|Elementary|School|College|Academy"
    r"|County|Church|Shelter|Hyperbaric|Nursing|Regional|Living|SNF|Dialysis|Practice|Group"
    r"|Associates|Langone|Sinai|Med)"
)
_MONTHS = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_TURNED = rare(
    rf"(?<![\w^|&~])(?P<year>(?:19|20)\d\d)\^(?P<month_day>{_MONTHS} \d{{1,2}}(?:st|nd|rd|th)?),?"
    r"(?![\w^|&~])"
    rf"|(?<![\w^|&~])(?P<last>[A-Za-z0-9][\w.'-]{{0,30}})\^(?P<first>{_REST},?)(?![\w^|&~])"
    rf"|\b(?P<head>{_HEAD}), (?P<rest>{_REST})(?![\w^]|,? (?:and|or)\b)"
    r"|\b(?P<shouted>CENT(?:ER|RE)|HOSPITAL|CLINIC|ASSOCIATES|GROUP|PARTNERS), "
    r"(?P<name>[A-Z]{2,20}(?: [A-Z]{2,20}){0,3})(?!\w)"
    r"|\b(?P<saint>[A-Z][a-z]{2,14}'s), (?P<st>St\.?|Mt\.?)(?!\w)"
    r"|\b(?P<town>York|Orleans|Haven|Angeles|Francisco|Diego|Antonio|Vegas|Paso|Worth), "
    r"(?P<of_town>New|Los|San|Las|El|Fort)(?!\w)"
    rf"|\b(?P<type>{STREET}), (?P<street>\d{{1,5}}(?: [A-Z][\w.'-]{{0,20}}){{1,3}})(?![\w^])"
    r"|\b(?P<day>(?:[12]?\d|3[01])(?:st|nd|rd|th)?|[a-z]{4,8}th|first|second|third), "
    r"(?P<month>(?i:january|february|march|april|june|july|august|september|october|november"
    r"|december))(?!\w)"
    rf"|\b(?P<month_of>{_MONTHS}), (?P<day_of>\d{{1,2}}(?:st|nd|rd|th) of)(?!\w)"
    r"|(?<![\w^])(?P<ordinal>\d{1,2}(?:st|nd|rd|th))\^"
    rf"(?P<month_small>{_MONTHS.lower()})(?![\w^])"
    # An initial for the surname, in a sentence: an author's stands behind it.
    r"|\b(?:[a-z]{2,20}|[A-Z]{2,5}|[\d.]{1,6})[,:]? (?P<initial>[A-Z]\.), "
    r"(?P<given>[A-Z][a-z]{2,12})(?=[,;]? [a-z]|[,.;?])"
    r"|\b(?P<feast>Day|Eve), (?P<of_whom>(?:Mother|Father|New Year|Valentine)'?s"
    r"|Labor|Memorial|Veterans|Independence|Thanksgiving|Christmas|Groundhog|Columbus|Boxing)(?!\w)"
)
_NAMED = regex(r"(?:[A-Z0-9][\w'-]{0,22}|of|and|&) \Z")
"""What stands before the head of a name that is in its place: `Mercy Hospital, Boston`."""
_ITEM_BEFORE = regex(r"[A-Z][a-z]{1,14}, \Z")
_ITEM_AFTER = regex(r", [A-Z]")
_PARTS = (
    *(("last", "first"), ("head", "rest"), ("type", "street"), ("day", "month")),
    *(("initial", "given"), ("month_of", "day_of"), ("ordinal", "month_small")),
    *(("feast", "of_whom"), ("year", "month_day"), ("shouted", "name"), ("saint", "st")),
    ("town", "of_town"),
)


def turned(text: str) -> Iterable[Edit]:
    """What stands first stands last: names as in records, heads of names as in an index."""
    for found in _TURNED.finditer(text):
        for last, first in _PARTS:
            if found[last] is not None and not (
                last in ("head", "type")
                and (
                    _NAMED.search(text, max(0, found.start() - 24), found.start())
                    or _is_item(text, *found.span())
                )
            ):
                start = found.start(last) if last == "initial" else found.start()
                yield Edit(
                    start, found.end(), _joined(found[first].rstrip(","), found[last], last)
                )


def _joined(first: str, last: str, how: str) -> str:
    return f"{first}, {last}" if how == "year" else f"{first} {last}"


def _is_item(text: str, start: int, end: int) -> bool:
    """Whether the head stands in a list of single words: `Rose, Center, Stone, Hope`."""
    return bool(
        _ITEM_BEFORE.search(text, max(0, start - 17), start) and _ITEM_AFTER.match(text, end)
    )


_GLUED = regex(
    # The blank came a letter late (`TowerE ast`), or a letter early (`Mar kPrice`).
    r"\b(?P<one>[A-Z][a-z]{2,20})(?P<late>[A-Z]) (?P<two>[a-z]{2,20})\b"
    r"|\b(?P<three>[A-Z][a-z]{1,20}) (?P<early>[a-z])(?P<four>[A-Z][a-z]{2,20})\b"
    r"|\b(?P<month>[A-Z][a-z]{2,8})(?P<figure>\d) (?P<more>\d{1,3})\b"
    r"|\b(?P<given>[A-Z][a-z]{2,14})(?:(?P<letter>[A-Z]) \.| \.(?P<initial>[A-Z])(?![\w.]))"
    r"|\b(?P<stem>Januar|Februar|Marc|Apri|Jun|Jul|Augus|Septembe|Octobe|Novembe|Decembe)"
    r" (?P<end>[a-z])(?P<of>\d{1,2})\b"
    # The capital came a letter late (`aNna`), and it is no name of a product (`iPhone`, `eVisit`).
    r"|(?<=[a-z0-9.,] )(?!i(?:Phone|Pad|Pod|Mac|Cloud|Message|Tunes|Watch)|(?:e|m|tele)Health|xRay"
    r"|e(?:Bay|Book|Consult|Visit|Prescri|Sign|Referral|Chart|Commerce|Mail|Script)"
    r")(?P<small>[a-z])(?P<capital>[A-Z])(?P<rest>[a-z]{2,20})\b"
)


def blanks(text: str) -> Iterable[Edit]:
    """Words with the blank between them, or their capital, one letter off."""
    glued = list(_GLUED.finditer(text))
    often = Counter(found["capital"] + found["rest"] for found in glued if found["capital"])
    for found in glued:
        if not found["capital"] or often[found["capital"] + found["rest"]] <= _PRODUCT:
            yield Edit(*found.span(), _mended(found))


_PRODUCT = 3
"""A word that is written so more often is the name of one."""


def _mended(found: re.Match[str]) -> str:
    if found["one"]:
        return f"{found['one']} {found['late']}{found['two']}"
    if found["given"]:
        return f"{found['given']} {found['letter'] or found['initial']}."
    if found["three"]:
        return f"{found['three']}{found['early']} {found['four']}"
    if found["month"]:
        return f"{found['month']} {found['figure']}{found['more']}"
    if found["stem"]:
        return f"{found['stem']}{found['end']} {found['of']}"
    return f"{found['capital']}{found['small']}{found['rest']}"


_PLUS = regex(
    r"(?<=[A-Za-z0-9.,%'])\+(?=[A-Za-z0-9(%])"
    r"(?!(?<=[+-]\d{4}\+)\d{5}(?!\d)|(?<=[+-]\d{6}\+)\d{7}(?!\d))"
)
"""Not where ISO 6709 parts a latitude from a longitude."""
_SUM = regex(r"(?<![A-Za-z0-9.])[A-Za-z]?\d{0,2}(?:\+[A-Za-z]?\d{0,2})+(?![A-Za-z0-9])")


def pluses(text: str) -> Iterable[Edit]:
    """Blanks that an address writes as `+`, and no sums, where escapes do not read all of them."""
    if all(parts_words(text, found.start()) for found in _PLUS.finditer(text)):
        return  # what stands around it is what an escape asks for: all are read already
    sums = [found.span() for found in _SUM.finditer(text)]
    at = 0
    for found in _PLUS.finditer(text):
        while at < len(sums) and sums[at][1] <= found.start():
            at += 1
        if (at == len(sums) or sums[at][0] > found.start()) and is_blank(text, found.start()):
            yield Edit(*found.span(), " ")

"""Numbers of American health care: providers, prescribers, beneficiaries, laboratories."""

from functools import cache
from typing import TYPE_CHECKING

from promptward.deferred import regex
from promptward.validators.digits import compact, digits, luhn_sum_fits

if TYPE_CHECKING:
    import re

__all__ = ["clia", "dea", "hicn", "mbi", "npi"]

_NPI_PREFIX = "80840"  # health care, United States: ISO/IEC 7812 as the NPI standard uses it
_DEA_TYPES = frozenset("ABCDEFGHJKLMPRSTUX")
_DEA_SIZE = 9


def npi(text: str) -> bool:
    """
    A National Provider Identifier.

    45 CFR 162.406; CMS, "Requirements for NPI and NPI check digit": ten digits, the first 1 or 2,
    Luhn over 80840 and the number.
    """
    number = digits(text, 10, 15)
    number = number.removeprefix(_NPI_PREFIX) if len(number) == 15 else number
    return len(number) == 10 and number[0] in "12" and luhn_sum_fits(_NPI_PREFIX + number)


def dea(text: str) -> bool:
    """
    A Drug Enforcement Administration registration number.

    DEA Diversion Control Division: two letters (registrant type; last name or 9) and seven digits,
    of which the last is the last digit of d1+d3+d5 + 2(d2+d4+d6).
    """
    number = compact(text)
    if len(number) != _DEA_SIZE or number[0] not in _DEA_TYPES or not number[2:].isdigit():
        return False
    if not number[1].isalpha() and number[1] != "9":
        return False
    d = [int(digit) for digit in number[2:]]
    return (d[0] + d[2] + d[4] + 2 * (d[1] + d[3] + d[5])) % 10 == d[6]


@cache
def _patterns() -> "tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]":

    letter = "[AC-HJKMNP-RT-Y]"  # no S, L, O, I, B, Z
    either = "[0-9AC-HJKMNP-RT-Y]"
    beneficiary = rf"[1-9]{letter}{either}[0-9]{letter}{either}[0-9]{letter}{letter}[0-9][0-9]"
    claim = (
        r"[0-9]{9}[A-Z][0-9A-Z]?"  # Social Security: number and beneficiary code
        r"|(?:A|MA|WA|WCA|WD|WCD|PA|PD|CA|H|MH|WH|WCH|PH|JA|CB|NA|OA|X)(?:[0-9]{6}|[0-9]{9})"
    )
    return regex(beneficiary), regex(claim), regex(r"[0-9]{2}D[0-9]{7}")


def mbi(text: str) -> bool:
    """
    A Medicare Beneficiary Identifier.

    CMS, "Understanding the Medicare Beneficiary Identifier format": eleven characters of fixed
    kinds, letters without S, L, O, I, B and Z. It has no check digit.
    """
    return _patterns()[0].fullmatch(compact(text)) is not None


def hicn(text: str) -> bool:
    """
    A Health Insurance Claim Number, which Medicare used until 2019.

    A Social Security number with a beneficiary identification code, or a Railroad Retirement Board
    prefix with six or nine digits (CMS, Medicare General Information manual, chapter 2).
    """
    number = compact(text)
    if _patterns()[1].fullmatch(number) is None:
        return False
    return not number[0].isdigit() or (number[:3] != "000" and number[3:5] != "00")


def clia(text: str) -> bool:
    """A CLIA laboratory number, 42 CFR 493: two digits of the State, D, seven digits."""
    return _patterns()[2].fullmatch(compact(text)) is not None

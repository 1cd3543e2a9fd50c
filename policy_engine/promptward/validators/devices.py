"""Numbers of vehicles and devices."""

from functools import cache
from typing import TYPE_CHECKING

from promptward.deferred import regex
from promptward.validators.digits import compact, digits, luhn_sum_fits

if TYPE_CHECKING:
    import re

__all__ = ["gtin", "imei", "mac", "udi", "vin"]

_VIN_VALUES = dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ", "12345678123457923456789", strict=True))
_VIN_VALUES |= {digit: digit for digit in "0123456789"}
_VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_VIN_CHECK = 8  # place of the check digit, counted from 0


def vin(text: str) -> bool:
    """
    A vehicle identification number with the check digit that North America requires.

    49 CFR 565.15 (ISO 3779): seventeen characters without I, O and Q, weighted sum modulo 11.
    """
    number = compact(text)
    if len(number) != len(_VIN_WEIGHTS) or any(c not in _VIN_VALUES for c in number):
        return False
    if len(set(number)) == 1:
        return False
    total = sum(int(_VIN_VALUES[c]) * w for c, w in zip(number, _VIN_WEIGHTS, strict=True))
    return "0123456789X"[total % 11] == number[_VIN_CHECK]


def imei(text: str) -> bool:
    """An International Mobile Equipment Identity (3GPP TS 23.003): fifteen digits, Luhn."""
    number = digits(text, 15)
    return bool(number) and number.strip("0") != "" and luhn_sum_fits(number)


@cache
def _mac_pattern() -> "re.Pattern[str]":

    pair = "[0-9A-Fa-f]{2}"
    return regex(
        rf"{pair}(?P<by>[:-]){pair}(?:(?P=by){pair}){{4}}(?:(?P=by){pair}(?P=by){pair})?"
        r"|[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}"
    )


def mac(text: str) -> bool:
    """A hardware address of a network interface (IEEE EUI-48 or EUI-64), not all zeros or ones."""
    text = text.strip()
    found = _mac_pattern().fullmatch(text)
    return found is not None and len(set(text.upper()) - set(":-.")) > 1


def gtin(text: str) -> bool:
    """A Global Trade Item Number of 8, 12, 13 or 14 digits: GS1 check digit, weights 3 and 1."""
    number = digits(text, 8, 12, 13, 14)
    if not number or number.strip("0") == "":
        return False
    total = sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(reversed(number)))
    return total % 10 == 0


def udi(text: str) -> bool:
    """
    A unique device identifier, 21 CFR 830.

    GS1: `(01)` or `01` and a GTIN of fourteen digits; HIBCC: `+`, a letter, at least five more
    characters; ICCBBA: `=` and a letter or sign.
    """
    text = text.strip()
    if text.startswith("(01)"):
        return gtin(text[4:18])
    if text.startswith("01") and len(text) >= 16:
        return gtin(text[2:16])
    if text.startswith("+"):
        body = text[1:].split("/")[0]
        return len(body) >= 6 and body.isascii() and body.isalnum() and body[0].isalpha()
    return text.startswith(("=/", "=,", "=+")) and len(text) >= 6 and text.isascii()

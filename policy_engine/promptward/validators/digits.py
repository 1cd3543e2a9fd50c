"""What identifiers are written in: digits and letters between separators; and their checksums."""

__all__ = ["compact", "digits", "luhn_sum_fits"]

_SEPARATORS = dict.fromkeys(map(ord, " -./\t\n\u00a0"))
_LONGEST = 64
_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)


def compact(text: str) -> str:
    """Upper case, without blanks, hyphens, dots and slashes; empty if too long or not ASCII."""
    if len(text) > _LONGEST:
        return ""
    text = text.translate(_SEPARATORS).upper()
    return text if text.isascii() else ""


def digits(text: str, *lengths: int) -> str:
    """The digits of a number with separators; empty if there is more, or another length."""
    text = compact(text)
    return text if text.isdigit() and (not lengths or len(text) in lengths) else ""


def luhn_sum_fits(number: str) -> bool:
    """Whether digits, the last being the check, pass ISO/IEC 7812-1 annex B (Luhn, modulo 10)."""
    total = 0
    double = False
    for digit in reversed(number):
        value = ord(digit) - 48
        total += _DOUBLED[value] if double else value
        double = not double
    return total % 10 == 0

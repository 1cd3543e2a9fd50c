"""Numbers of cards, accounts and banks."""

from promptward.validators.digits import compact, digits, luhn_sum_fits

__all__ = ["aba", "credit_card", "iban", "luhn"]

_SHORTEST_LUHN = 2
_ABA_WEIGHTS = (3, 7, 1, 3, 7, 1, 3, 7, 1)
# The ranges that networks issue under ISO/IEC 7812: first and last prefix, lengths.
_ISSUERS: tuple[tuple[int, int, tuple[int, ...]], ...] = (
    (4, 4, (13, 16, 19)),  # Visa
    (51, 55, (16,)),  # Mastercard
    (2221, 2720, (16,)),
    (34, 34, (15,)),  # American Express
    (37, 37, (15,)),
    (6011, 6011, (16, 17, 18, 19)),  # Discover
    (644, 659, (16, 17, 18, 19)),
    (300, 305, (14, 15, 16, 17, 18, 19)),  # Diners Club
    (3095, 3095, (14, 15, 16, 17, 18, 19)),
    (36, 36, (14, 15, 16, 17, 18, 19)),
    (38, 39, (14, 15, 16, 17, 18, 19)),
    (3528, 3589, (16, 17, 18, 19)),  # JCB
    (62, 62, (16, 17, 18, 19)),  # UnionPay
    (81, 81, (16, 17, 18, 19)),
    (50, 50, (12, 13, 14, 15, 16, 17, 18, 19)),  # Maestro
    (56, 58, (12, 13, 14, 15, 16, 17, 18, 19)),
    (63, 63, (12, 13, 14, 15, 16, 17, 18, 19)),
    (67, 67, (12, 13, 14, 15, 16, 17, 18, 19)),
)


def luhn(text: str) -> bool:
    """Digits with a Luhn check digit (ISO/IEC 7812-1 annex B); not all zeros."""
    number = digits(text)
    return len(number) >= _SHORTEST_LUHN and number.strip("0") != "" and luhn_sum_fits(number)


def credit_card(text: str) -> bool:
    """A payment card number: a range and length that a network issues, and the Luhn check."""
    number = digits(text)
    return luhn_sum_fits(number) and any(
        len(number) in lengths and first <= int(number[: len(str(first))]) <= last
        for first, last, lengths in _ISSUERS
    )


def aba(text: str) -> bool:
    """
    An American bank routing number.

    American Bankers Association: nine digits, a Federal Reserve district (00-12), thrift (21-32),
    electronic (61-72) or traveller's cheque (80) prefix, weights 3 7 1.
    """
    number = digits(text, 9)
    if not number or number.strip("0") == "":
        return False
    prefix = int(number[:2])
    if not (prefix <= 12 or 21 <= prefix <= 32 or 61 <= prefix <= 72 or prefix == 80):
        return False
    return sum(int(d) * w for d, w in zip(number, _ABA_WEIGHTS, strict=True)) % 10 == 0


def iban(text: str) -> bool:
    """An International Bank Account Number: ISO 13616, the country's form, modulo 97."""
    number = compact(text)
    # Cheap first: the library knows the forms of the countries, and loads slowly.
    if len(number) < 15 or not number[:2].isalpha() or not number[2:4].isdigit():
        return False
    if not number.isalnum():
        return False
    turned = number[4:] + number[:4]
    if int("".join(str(int(character, 36)) for character in turned)) % 97 != 1:
        return False
    from stdnum import iban as known  # noqa: PLC0415  # loaded on first use

    return bool(known.is_valid(number, check_country=True))

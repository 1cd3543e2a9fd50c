"""Numbers of people and taxpayers in the United States."""

from promptward.validators.digits import compact, digits

__all__ = ["us_ein", "us_itin", "us_ssn"]

# Printed in advertisements and pamphlets; the Social Security Administration voided them.
_SPECIMENS = frozenset({"078051120", "219099999", "457555462"})
_ITIN_GROUPS = frozenset(
    {f"{n:02}" for n in (*range(50, 66), *range(70, 89), *range(90, 93), *range(94, 100))}
)
_SIZE = 9


def us_ssn(text: str) -> bool:
    """
    A Social Security number that can have been issued.

    Social Security Administration, RM 10201.035 (randomisation): no area 000, 666 or 900-999, no
    group 00, no serial 0000; not one of the published specimens.
    """
    number = text if len(text) == _SIZE and text.isdigit() else digits(text, _SIZE)
    return (
        number.isascii()
        and len(number) == _SIZE
        and number[:3] not in ("000", "666")
        and number[0] != "9"
        and number[3:5] != "00"
        and number[5:] != "0000"
        and number not in _SPECIMENS
    )


def us_itin(text: str) -> bool:
    """
    An individual taxpayer identification number.

    IRS Internal Revenue Manual 3.21.263: begins with 9; fourth and fifth digits 50-65, 70-88,
    90-92 or 94-99.
    """
    number = digits(text, _SIZE)
    return number[:1] == "9" and number[3:5] in _ITIN_GROUPS


# Prefixes of campuses and of numbers assigned online: IRS, "How EINs are assigned and valid EIN
# prefixes". Those missing were never used.
_EIN_PREFIXES = frozenset(
    f"{n:02}"
    for n in range(1, 100)
    if n not in {7, 8, 9, 17, 18, 19, 28, 29, 49, 69, 70, 78, 79, 89, 96, 97}
)


def us_ein(text: str) -> bool:
    """An employer identification number: nine digits with a prefix that the IRS assigns."""
    number = digits(text, _SIZE)
    return number[:2] in _EIN_PREFIXES and compact(text) == number

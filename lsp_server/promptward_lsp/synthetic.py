"""
Values that look right and belong to nobody: what a fixture or an example should hold instead.

Numbers are from ranges that are never issued where there is one: Social Security numbers
987-65-4320 to 4329 (set aside for advertising), telephone numbers 555-0100 to 0199, mail at
example.com (RFC 2606). Anything else keeps its shape and gets other characters.
"""

import re

__all__ = ["synthetic"]

_GIVEN = ("Alex", "Jamie", "Morgan", "Robin", "Taylor", "Jordan", "Casey", "Avery")
_FAMILY = ("Example", "Sample", "Testcase", "Placeholder", "Fixture", "Specimen")
_WORD = re.compile(r"[^\W\d_]+")
_DATE = re.compile(r"(\d{1,4})(\D)(\d{1,2})(\D)(\d{1,4})")
_SHOWN = 10


def synthetic(category: str, value: str, number: int = 0) -> str:
    """
    A value in place of one of a category, by its canonical name; `number` tells several apart.

    A function of the category, the shape of the value, and `number`: letters and digits of the
    value itself do not enter, except that a date stays a date.
    """
    match category.rpartition(".")[2]:
        case "ssn":
            return _shaped(value, f"98765432{number % _SHOWN}"[-9:])
        case "phone" | "phones" | "fax":
            return _phone(value, number)
        case "email" | "emails":
            return f"person{number + 1}@example.com"
        case "url" | "urls":
            return f"https://example.com/{number + 1}"
        case "names" | "name":
            return _name(value, number)
        case "dates" | "birth" | "date":
            return _date(value, number)
        case "ip" | "ip_address":
            return f"192.0.2.{number % 254 + 1}" if "." in value else f"2001:db8::{number + 1:x}"
        case _:
            return _other(value, number)


def _shaped(value: str, digits: str) -> str:
    """The digits in the places of the value's own; all of them where these are not nine."""
    places = [i for i, c in enumerate(value) if c.isdigit()]
    if len(places) != len(digits):
        return f"{digits[:3]}-{digits[3:5]}-{digits[5:]}"
    characters = list(value)
    for place, digit in zip(places, digits, strict=True):
        characters[place] = digit
    return "".join(characters)


def _phone(value: str, number: int) -> str:
    digits = f"202555{100 + number % 100:04d}"
    places = [i for i, c in enumerate(value) if c.isdigit()]
    extra = len(places) - len(digits)
    if extra < 0:
        return f"({digits[:3]}) {digits[3:6]}-{digits[6:]}"
    characters = list(value)
    country = "1".rjust(extra, "0") if extra else ""
    for place, digit in zip(places, country + digits, strict=True):
        characters[place] = digit
    return "".join(characters)


def _name(value: str, number: int) -> str:
    words = _WORD.findall(value)
    given, family = _GIVEN[number % len(_GIVEN)], _FAMILY[number % len(_FAMILY)]
    if len(words) <= 1:
        made = family
    elif "," in value:
        made = f"{family}, {given}"
    else:
        made = f"{given} {family}"
    if value.isupper():
        return made.upper()
    return made.lower() if value.islower() else made


def _date(value: str, number: int) -> str:
    """The same way of writing it, always the same days: 2 January 1970 and what follows."""
    found = _DATE.fullmatch(value.strip())
    day = number % 27 + 2
    if found is not None:
        first, sign, _, other, last = found.groups()
        if len(first) == 4:  # noqa: PLR2004  # a year first
            return f"1970{sign}01{other}{day:02d}"
        return f"01{sign}{day:02d}{other}{'1970'[-len(last) :]}"
    return f"{day} January 1970" if any(c.isalpha() for c in value) else "1970"


def _other(value: str, number: int) -> str:
    """Letters and digits by others of their kind, in an order that says nothing."""
    made = []
    for index, character in enumerate(value):
        turn = index * 7 + number * 3
        if character.isdigit():
            made.append(str(turn % 9 + 1))
        elif character.isalpha():
            letter = chr(ord("A") + turn % 26)
            made.append(letter if character.isupper() else letter.lower())
        else:
            made.append(character)
    return "".join(made)

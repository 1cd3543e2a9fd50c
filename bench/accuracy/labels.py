"""The labels of marked texts, their letters of Safe Harbor, and which count as the same."""

import re

LETTERS = {
    "A": "NAME",
    "B": "LOCATION",
    "C": "DATE",
    "D": "PHONE",
    "E": "FAX",
    "F": "EMAIL",
    "G": "SSN",
    "H": "MRN",
    "I": "HEALTH_PLAN_ID",
    "J": "ACCOUNT",
    "K": "LICENSE",
    "L": "VEHICLE",
    "M": "DEVICE",
    "N": "URL",
    "O": "IP",
    "P": "BIOMETRIC",
    "Q": "PHOTO",
    "R": "OTHER_ID",
}
"""The label of each letter of 45 CFR 164.514(b)(2)(i); AGE_OVER_89 is letter C too."""

IDENTIFIERS = (*LETTERS.values(), "AGE_OVER_89")
NEUTRAL = frozenset({"ORG", "OTHER"})
"""Need not be found, and a finding that touches nothing else is neither right nor wrong."""

KNOWN = frozenset(IDENTIFIERS) | NEUTRAL

_LETTER_OF = {label: letter for letter, label in LETTERS.items()} | {"AGE_OVER_89": "C"}
_SAME_LETTER = {"FAX": "PHONE", "AGE_OVER_89": "DATE"}
_NUMBERS = frozenset(
    {"MRN", "HEALTH_PLAN_ID", "ACCOUNT", "LICENSE", "VEHICLE", "DEVICE", "OTHER_ID"}
)

_HONORIFIC = re.compile(r"^(?:Dr|Drs|Mr|Mrs|Ms|Miss|Prof|Doctor)\b\.?\s+")
_NUMBER_CUE = re.compile(
    r"^(?=.*\d)(?:[A-Za-z]+\s+)*(?:ID|MRN|No|Number|Acct|case|number|no)?\b\s*[:#]*\s*#?"
    r"(?=[A-Z0-9-]*\d)"
)


def letter_of(label: str) -> str:
    """The letter of an identifier's label."""
    return _LETTER_OF[label]


def same_letter(one: str, other: str) -> bool:
    """Whether two labels share a letter; telephone and fax are taken together."""
    return _SAME_LETTER.get(one, one) == _SAME_LETTER.get(other, other)


def same_family(one: str, other: str) -> bool:
    """The same, and all numbers that some office gave out count as one family."""
    return same_letter(one, other) or (one in _NUMBERS and other in _NUMBERS)


def core_offset(value: str, label: str) -> int:
    """
    Where the identifying core of a marked value starts.

    Marked texts of other makers include an honorific ("Dr. ") or cue words ("Patient ID: ") in
    some marks and leave them out of others.
    """
    match = None
    if label == "NAME":
        match = _HONORIFIC.match(value)
    elif label in _NUMBERS or label == "SSN":
        match = _NUMBER_CUE.match(value)
    return match.end() if match and match.end() < len(value) else 0

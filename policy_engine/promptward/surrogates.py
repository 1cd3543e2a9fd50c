"""
Pseudonym tokens: random, short, and unable to turn into one another by a slip of a model.

A token reads `[NAME_7KQ2MX]`: a label, random symbols, one check symbol over label and symbols.
It is drawn, never derived from the value it stands for: 45 CFR 164.514(c) allows a code for
re-identification only if it is not derived from information about the individual.
"""

import os
from typing import Protocol

from promptward.model import PromptwardError

__all__ = [
    "ALPHABET",
    "SIZES",
    "Randomness",
    "SystemRandomness",
    "check_symbol",
    "draw",
    "label",
    "plausible",
    "token",
]

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Thirty symbols: no 0, 1, I, L, O or U, which people and models confuse."""

SIZES = (5, 8)
"""Random symbols of a token: the first while its scope is small, the second afterwards."""

_BASE = len(ALPHABET)
_DRAWS = 100
_VALUE = {symbol: value for value, symbol in enumerate(ALPHABET)}

# Labels are letters only: `_` is the separator, and models change digits. The names of the shipped
# categories get a short word; any other category's own name does.
_LABELS = {
    "account": "ACCOUNT",
    "accounts": "ACCOUNT",
    "age_over_89": "AGE",
    "ages": "AGE",
    "dates": "DATE",
    "devices": "DEVICE",
    "emails": "EMAIL",
    "geographic": "PLACE",
    "health_plan": "PLAN",
    "licenses": "LICENSE",
    "names": "NAME",
    "other_unique": "CODE",
    "phones": "PHONE",
    "urls": "URL",
    "vehicles": "VEHICLE",
}
_LONGEST_LABEL = 12


class Randomness(Protocol):
    """Where random numbers come from; the operating system, except in tests."""

    def below(self, bound: int) -> int:
        """A number in `[0, bound)`, each equally likely; `bound` is at least 1."""

    def key(self, size: int) -> bytes:
        """A secret of `size` bytes."""


class SystemRandomness:
    """The operating system's source of randomness; safe to share, also after a fork."""

    __slots__ = ()

    def below(self, bound: int) -> int:
        """A number in `[0, bound)`, each equally likely."""
        bits = (bound - 1).bit_length()
        size = (bits + 7) // 8
        # Draws that do not fit are thrown away: folding them back would favour small numbers.
        while True:
            drawn = int.from_bytes(os.urandom(size), "big") >> (size * 8 - bits)
            if drawn < bound:
                return drawn

    def key(self, size: int) -> bytes:
        """A secret of `size` bytes."""
        return os.urandom(size)


def label(category: str) -> str:
    """
    The label of a category's tokens: 1 to 12 upper-case letters.

    From the last part of its canonical name: `hipaa.safe_harbor.health_plan` gives `PLAN`.
    """
    name = category.rpartition(".")[2]
    known = _LABELS.get(name)
    if known is not None:
        return known
    letters = "".join(c for c in name.upper() if "A" <= c <= "Z")
    return letters[:_LONGEST_LABEL] or "VALUE"


def check_symbol(label: str, body: str) -> str:
    """
    The Luhn check symbol, modulo 30, over label and body.

    With an even modulus doubling is a permutation, so every change of a single symbol is found.
    `label` is upper-case letters, `body` symbols of `ALPHABET`; anything else raises KeyError.
    """
    total = 0
    double = True
    for symbol in reversed(body):
        value = _VALUE[symbol]
        if double:
            value *= 2
            value = value // _BASE + value % _BASE
        total += value
        double = not double
    for letter in reversed(label):
        # A letter's place in the alphabet is below 30 as well; label and body never trade places.
        value = ord(letter) - 65
        if not 0 <= value < 26:  # noqa: PLR2004  # letters of the alphabet
            raise KeyError(letter)
        if double:
            value *= 2
            value = value // _BASE + value % _BASE
        total += value
        double = not double
    return ALPHABET[-total % _BASE]


def plausible(label: str, body: str) -> bool:
    """Whether `body`, its last symbol being the check, could be a token with this label."""
    if len(body) - 1 not in SIZES or not _mixed(body[:-1]):
        return False
    try:
        return check_symbol(label, body[:-1]) == body[-1]
    except KeyError:
        return False


def draw(label: str, size: int, randomness: Randomness) -> str:
    """
    The symbols of a new token, check symbol last.

    Always holds a letter and a digit (19.1 of the 24.3 million bodies of five symbols), so that
    neither a word nor a number of running text can be mistaken for one. Raises PromptwardError if
    the source of randomness is broken.
    """
    for _ in range(_DRAWS):
        drawn = randomness.below(_BASE**size)
        symbols = []
        for _ in range(size):
            drawn, value = divmod(drawn, _BASE)
            symbols.append(ALPHABET[value])
        body = "".join(symbols)
        if _mixed(body):
            return body + check_symbol(label, body)
    raise PromptwardError("the source of randomness repeats itself")


def token(label: str, body: str) -> str:
    """How a token is written in a text."""
    return f"[{label}_{body}]"


def _mixed(symbols: str) -> bool:
    return not symbols.isalpha() and not symbols.isdigit()

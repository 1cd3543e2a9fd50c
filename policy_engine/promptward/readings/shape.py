"""Shape: the kinds of a text's characters as bytes, in which a sign is looked for in no time."""

from collections.abc import Mapping
from functools import cached_property
from itertools import repeat

from promptward.deferred import regex

__all__ = ["Shape"]


def _table(*rows: tuple[str, str], other: str) -> bytes:
    kinds = [other] * 256
    for kind, characters in rows:
        for character in characters:
            kinds[ord(character)] = kind
    return "".join(kinds).encode("latin-1")


_DIGITS = "0123456789"
_LOWER = "abcdefghijklmnopqrstuvwxyz"
_UPPER = _LOWER.upper()
_KINDS = _table(
    ("d", _DIGITS), ("a", _LOWER), ("B", _UPPER), (" ", " \t"), ("\n", "\n\r"), other="."
)
_HEX = _table(("h", _DIGITS + "abcdefABCDEF"), (" ", " \t\n:"), other=".")
_PARTED = bytes(
    ord(" ") if chr(kind) in " \t\n\r.,;:!?()[]{}<>\x22-/*_|~=+" else kind
    for kind in bytes(range(256)).lower()
)
_TOLD = regex(rb"[\x03-\x09]|\x01[\x01\x02]|\x02\x02(?:\x01|\x02\x02)")
_COMMON = (_LOWER + _UPPER + " .;?!()").encode("ascii") + b","
_LISTED = b" ,;\n\r\t[](){}"


class Shape:
    """
    A text of one byte a character, and what kinds of characters stand where.

    `kinds`: `d` digits, `a` lower-case and `B`
    upper-case letters, blanks, line ends, `.` all else. `hexes`: `h` digits and the letters to F.
    `tell` gives numbers of 1 to 9 to words in small letters that are signs.
    """

    def __init__(self, text: str, data: bytes, tell: Mapping[bytes, int]) -> None:
        self._tell = tell.get
        self.text = text
        self.data = data

    @cached_property
    def kinds(self) -> bytes:
        """Digits, letters of either case, blanks, line ends, others."""
        return self.data.translate(_KINDS)

    @cached_property
    def hexes(self) -> bytes:
        """Hexadecimal digits, and what stands between them in a dump."""
        return self.data.translate(_HEX)

    @cached_property
    def humped(self) -> bool:
        """Whether a capital follows a small letter."""
        return b"aB" in self.kinds

    @cached_property
    def digits(self) -> bool:
        """Whether there is a digit."""
        return b"d" in self.kinds

    @cached_property
    def dumped(self) -> bool:
        """Whether eight hexadecimal digits stand in a row, or four pairs of them."""
        return self.digits and (b"hhhhhhhh" in self.hexes or b"hh hh hh hh" in self.hexes)

    @cached_property
    def mixed(self) -> bool:
        """Whether a letter stands beside a digit."""
        kinds = self.kinds
        return self.digits and (
            b"da" in kinds or b"ad" in kinds or b"dB" in kinds or b"Bd" in kinds
        )

    @cached_property
    def told(self) -> bytes:
        """What each word is, one byte a word: as `tell` says, 0 for all other words."""
        return bytes(map(self._tell, self.data.translate(_PARTED).split(), repeat(0)))

    @property
    def plain(self) -> bool:
        """Whether there is nothing but letters and the commonest marks, and no telling word."""
        return not (
            self.data.translate(None, _COMMON)
            or self.humped
            or _TOLD.search(self.told) is not None
        )

    @cached_property
    def listed(self) -> bytes:
        """As `kinds`, without what stands between the items of a list."""
        return self.data.translate(_KINDS, _LISTED)

"""
What one character reads as: the table behind the canonical views.

Three kinds of reading. *Plain* ones are the same in every view: blanks, dashes, quotes and other
punctuation become the ASCII ones, Latin letters lose their marks. *Bold* ones turn a character
that is no Latin letter or ASCII digit into one (full-width and other digits, superscripts,
mathematical letters, look-alikes of other scripts): that undoes a disguise, but it may also glue a
word or number to its neighbour, so the cautious view leaves them unread. *Removed* ones vanish.

Sources: NFKC and decimal digit values come from the Unicode database of the running Python
(`unicodedata`); look-alikes were chosen by hand among the pairs that Unicode Technical Standard
#39 (confusables) calls confusable with an ASCII letter, for the scripts that are used to disguise
Latin text: Cyrillic, Greek, Armenian, Cherokee, Latin small capitals and phonetic letters.
"""

import unicodedata
from typing import NamedTuple

__all__ = ["UNREAD", "Reading", "fold_ascii", "reading"]

UNREAD = "\xff"
"""The byte of a character that reads as nothing: no word character, no digit, no blank."""


class Reading(NamedTuple):
    """
    How one character reads: Latin-1 text of the full and of the cautious view.

    `full` and `cautious` are empty for a removed character. `attached`: a removed character that
    belongs to the one before it (a mark), so that a span ending there covers it.
    """

    full: str
    cautious: str
    attached: bool = False


_PLAIN: tuple[tuple[str, str], ...] = (
    ("-", "058a 2010 2011 2012 2013 2014 2015 2043 207b 208b 2212 2e3a 2e3b fe58 fe63 ff0d 2796"),
    ("'", "02b9 02bb 02bc 02bd 02c8 2018 2019 201a 201b 2032 2035 ff07 00b4 ff40"),
    ('"', "00ab 00bb 201c 201d 201e 201f 2033 2036 301d 301e ff02"),
    ("/", "2044 2215 29f8 ff0f"),
    (".", "00b7 2024 2026 2027 22c5 3002 30fb ff0e ff61"),
    (":", "02d0 2236 a789 fe55 ff1a"),
    ("*", "2217 22c6 fe61 ff0a"),
    ("~", "02dc 223c ff5e"),
    ("\n", "0085 2028 2029"),
    (UNREAD, "2120 2122 2116 2117 00bc 00bd 00be"),
)

# Latin letters that no decomposition reaches.
_LATIN = {
    "\u00c6": "AE", "\u00e6": "ae", "\u0152": "OE", "\u0153": "oe", "\u00df": "ss", "\u1e9e": "SS",
    "\u00d8": "O", "\u00f8": "o", "\u0110": "D", "\u0111": "d", "\u00d0": "D", "\u00f0": "d",
    "\u00de": "TH", "\u00fe": "th", "\u0126": "H", "\u0127": "h", "\u0131": "i", "\u0141": "L",
    "\u0142": "l", "\u014a": "N", "\u014b": "n", "\u0166": "T", "\u0167": "t", "\u0138": "k",
    "\u0180": "b", "\u0197": "I", "\u0268": "i", "\u019a": "l", "\u01b5": "Z", "\u01b6": "z",
    "\u0192": "f", "\u0237": "j",
    # Of alphabets in which people write their names: Azerbaijani, Hausa, Fula, Akan, Ewe, Bambara.
    "\u018f": "E", "\u0259": "e", "\u0190": "E", "\u025b": "e", "\u0186": "O", "\u0254": "o",
    "\u0181": "B", "\u0253": "b", "\u018a": "D", "\u0257": "d", "\u0189": "D", "\u0256": "d",
    "\u0198": "K", "\u0199": "k", "\u01b3": "Y", "\u01b4": "y", "\u0194": "G", "\u0263": "g",
    "\u019d": "N", "\u0272": "n", "\u01b2": "V", "\u01b1": "U", "\u028a": "u", "\u0191": "F",
}  # fmt: skip

# The letter, then the code points that imitate it: Cyrillic 04xx and 05xx, Greek 03xx, Armenian
# 053x to 058x, Cherokee 13xx, small capitals and phonetic letters 02xx, 1dxx and a7xx.
_LOOK_ALIKES = """
A 0391 0410 13aa
B 0392 0412 13f4
C 0421 13df
D 0500 13a0
E 0395 0415 13ac
G 050c
H 0397 041d 04ba 13bb
I 0399 0406 04c0
J 0408
K 039a 041a
L 13de
M 039c 041c 13b7
N 039d
O 039f 041e 0555
P 03a1 0420 13e2
Q 051a
R 13ae
S 0405 13da
T 03a4 0422 13a2
U 054d
V 13d9
W 051c 13b3
X 03a7 0425
Y 03a5 0423 04ae 13a9
Z 0396 13c3
a 0251 03b1 0430 1d00
b 0299 03b2 0432 13cf
c 03f2 0441 1d04
d 0501 1d05
e 03b5 0435 1d07
f a730
g 0261 0262 0581
h 029c 043d 04bb 0570
i 0269 026a 03b9 0456
j 03f3 0458 0575 1d0a
k 03ba 043a 1d0b
l 01c0 029f 04cf
m 043c 1d0d
n 0274 03b7 0578
o 03bf 03c3 043e 0585 1d0f
p 03c1 0440 1d18
q 051b 0563 0566
r 0280 0433
s 0455 a731
t 03c4 0442 1d1b
u 03c5 057d 1d1c
v 028b 03bd 1d20
w 026f 03c9 051d 0561 1d21
x 03c7 0445
y 028f 03b3 0443 04af
z 1d22
"""

# Besides all of category Cf and Mn: fillers that show nothing.
_INVISIBLE = "\u115f\u1160\u3164\uffa0\u2800"


def _characters(codes: list[str]) -> list[str]:
    return [chr(int(code, 16)) for code in codes]


def _table() -> dict[str, Reading]:
    table: dict[str, Reading] = {}
    for ascii_text, codes in _PLAIN:
        table.update(dict.fromkeys(_characters(codes.split()), Reading(ascii_text, ascii_text)))
    table.update({c: Reading(text, text) for c, text in _LATIN.items()})
    for row in _LOOK_ALIKES.split("\n")[1:-1]:
        letter, *alike = row.split()
        table.update(dict.fromkeys(_characters(alike), Reading(letter, UNREAD)))
    table.update(dict.fromkeys(_INVISIBLE, Reading("", "")))
    return table


_TABLE = _table()


def _base(character: str) -> str:
    """ASCII or look-alike reading of one character that NFKC left; empty for a mark."""
    if character.isascii():
        return character
    if character in _TABLE:
        return _TABLE[character].full
    base = unicodedata.normalize("NFD", character)[0]
    if base.isascii():
        return base
    if base in _TABLE:
        return _TABLE[base].full
    return "" if unicodedata.category(base) == "Mn" else UNREAD


def _read(character: str) -> Reading:
    category = unicodedata.category(character)
    if category in ("Mn", "Me"):
        return Reading("", "", attached=True)
    if category == "Cf":
        return Reading("", "")
    if category[0] == "Z":
        return Reading(" ", " ")
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return Reading(str(digit), UNREAD)
    if category == "Cs":
        return Reading(UNREAD, UNREAD)
    if unicodedata.normalize("NFD", character)[0].isascii():
        # A Latin letter with marks (or a sign such as the not-equal sign): the letter itself.
        letter = unicodedata.normalize("NFD", character)[0]
        return Reading(letter, letter)
    text = "".join(map(_base, unicodedata.normalize("NFKC", character)))
    if not text:
        return Reading(UNREAD, UNREAD)
    if any(c.isascii() and c.isalnum() for c in text):
        return Reading(text, UNREAD)
    return Reading(text, text)


class _Memo(dict[str, Reading]):
    """Readings by character; a memo of a pure function, so sharing it changes nothing."""

    def __missing__(self, character: str) -> Reading:
        found = self[character] = _read(character)
        return found


_MEMO = _Memo(_TABLE)


def reading(character: str) -> Reading:
    """How a single non-ASCII character reads. Total: lone surrogates read as `UNREAD`."""
    return _MEMO[character]


def fold_ascii(text: str) -> str:
    """A word or term of a policy as the full view would show it: Latin-1, marks removed."""
    if text.isascii():
        return text
    return "".join(c if c.isascii() else _MEMO[c].full for c in text)

"""
Names of other scripts in Latin letters, as passports and newspapers write them.

    >>> sorted(latin("Гоголь"))
    ['gogol', 'hohol']
"""

import re
import unicodedata

__all__ = ["latin"]

_SHORTEST = 3
"""Letters: what is shorter is no name of a list."""

_CYRILLIC = dict(
    zip(
        "абвгґдеёжзиіїйклмнопрстуфхцчшщъыьэюяєјљњћђџќѓѕ",
        [
            "a",
            "b",
            "v",
            "h",
            "g",
            "d",
            "e",
            "yo",
            "zh",
            "z",
            "i",
            "i",
            "yi",
            "y",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "kh",
            "ts",
            "ch",
            "sh",
            "shch",
            "",
            "y",
            "",
            "e",
            "yu",
            "ya",
            "ye",
            "j",
            "lj",
            "nj",
            "c",
            "dj",
            "dz",
            "k",
            "g",
            "dz",
        ],
        strict=True,
    )
)
_GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρσςτυφχψω",
        [
            "a",
            "v",
            "g",
            "d",
            "e",
            "z",
            "i",
            "th",
            "i",
            "k",
            "l",
            "m",
            "n",
            "x",
            "o",
            "p",
            "r",
            "s",
            "s",
            "t",
            "y",
            "f",
            "ch",
            "ps",
            "o",
        ],
        strict=True,
    )
)
_UNDECOMPOSED = dict(
    zip(
        "æœßøđðþħıłŋə",
        ["ae", "oe", "ss", "o", "d", "d", "th", "h", "i", "l", "n", "a"],
        strict=True,
    )
)
_GEORGIAN = dict(
    zip(
        "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
        [
            "a",
            "b",
            "g",
            "d",
            "e",
            "v",
            "z",
            "t",
            "i",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "zh",
            "r",
            "s",
            "t",
            "u",
            "p",
            "k",
            "gh",
            "q",
            "sh",
            "ch",
            "ts",
            "dz",
            "ts",
            "ch",
            "kh",
            "j",
            "h",
        ],
        strict=True,
    )
)
_ARMENIAN = dict(
    zip(
        "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև",
        [
            "a",
            "b",
            "g",
            "d",
            "e",
            "z",
            "e",
            "y",
            "t",
            "zh",
            "i",
            "l",
            "kh",
            "ts",
            "k",
            "h",
            "dz",
            "gh",
            "ch",
            "m",
            "y",
            "n",
            "sh",
            "o",
            "ch",
            "p",
            "j",
            "r",
            "s",
            "v",
            "t",
            "r",
            "ts",
            "v",
            "p",
            "k",
            "o",
            "f",
            "ev",
        ],
        strict=True,
    )
)
_WRITTEN = re.compile(r"[a-z]{2,}")


def latin(name: str) -> set[str]:
    """
    The words of a name in ASCII letters, lower case; empty for scripts that are not read here.

    Cyrillic is written as passports and newspapers do: ghe is g or h, an initial ie is e or ye.
    """
    name = "".join(_GEORGIAN.get(c, _ARMENIAN.get(c, c)) for c in name.lower().replace("ու", "u"))
    plain = "".join(
        _UNDECOMPOSED.get(c, c)
        for c in unicodedata.normalize("NFD", name.lower().replace("й", "\u04e5"))
        if not unicodedata.combining(c)
    )
    if any(c in _CYRILLIC for c in plain):
        one = "".join(_CYRILLIC.get(c, c) for c in plain)
        two = "".join(_CYRILLIC.get("\u0491" if c == "\u0433" else c, c) for c in plain)
        forms = {one, two, one.replace("yy", "y"), two.replace("yy", "y")}
        if plain[:1] == "\u0435":
            forms |= {"y" + form for form in forms}
    else:
        forms = {"".join(_GREEK.get(c, c) for c in plain)}
    return {
        word
        for form in forms
        for word in re.split(r"[^\w]+", form)
        if _WRITTEN.fullmatch(word) and len(word) >= _SHORTEST
    }

"""
Which paragraphs 45 CFR part 164 has, as far down as policies cite them.

Source: the Code of Federal Regulations as amended until 2024. A paragraph is designated by levels
in a fixed order, (a)(1)(i)(A)(1)(i). What is not listed here is taken to be there.
"""

import re
from collections.abc import Iterator

__all__ = ["missing_paragraphs"]

_SECTIONS = frozenset(
    f"164.{number}"
    for number in (
        *(102, 103, 104, 105, 106),
        *(302, 304, 306, 308, 310, 312, 314, 316, 318),
        *(400, 402, 404, 406, 408, 410, 412, 414),
        *(500, 501, 502, 504, 506, 508, 509, 510, 512, 514, 520, 522, 524, 526, 528, 530),
        *(532, 534, 535),
    )
)
_KNOWN = """
164.306 e
164.308 b
164.308(a) 8
164.310 d
164.310(a) 2
164.312 e
164.312(a) 2
164.312(e) 2
164.314 b
164.316 b
164.318 c
164.404 d
164.406 c
164.408 c
164.410 c
164.414 b
164.502 j
164.502(a) 5
164.502(b) 2
164.502(e) 2
164.504 g
164.504(e) 5
164.504(f) 3
164.506 c
164.506(c) 5
164.508 c
164.508(a) 4
164.508(b) 6
164.508(c) 4
164.510 b
164.512 l
164.514 h
164.514(b) 2
164.514(b)(2) ii
164.514(b)(2)(i) R
164.514(c) 2
164.514(d) 5
164.514(e) 4
164.514(e)(2) xvi
164.514(e)(3) ii
164.514(f) 2
164.514(h) 2
164.520 e
164.522 b
164.524 e
164.526 f
164.528 d
164.530 k
164.532 f
164.534 c
"""
"""A section or paragraph, and the last of those right below it."""

_LAST = dict(line.split() for line in _KNOWN.split("\n") if line)

_CITED = re.compile(r"\b45\s+C\.?F\.?R\.?([^;]*)", re.IGNORECASE)
_PLACE = re.compile(r"(?<![\d.])(164\.\d+)((?:\s?\(\w{1,5}\))*)")
_BELOW = re.compile(r"\((\w+)\)")
_ROMAN = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})")
_LEVELS = (
    ("a small letter", re.compile(r"[a-z]{1,2}")),
    ("a number", re.compile(r"[1-9]\d?")),
    ("a small Roman number", _ROMAN),
    ("a capital letter", re.compile(r"[A-Z]{1,2}")),
    ("a number", re.compile(r"[1-9]\d?")),
    ("a small Roman number", _ROMAN),
)


def missing_paragraphs(cited: str) -> Iterator[tuple[str, str]]:
    """
    Each place of part 164 that a citation names and the part does not have, and why not.

    A citation is read where it says `45 CFR`; other laws, and a hospital's own rules, are not ours
    to know.
    """
    for source in _CITED.finditer(cited):
        for place in _PLACE.finditer(source[1]):
            section, below = place[1], _BELOW.findall(place[2])
            reason = _reason(section, below)
            if reason:
                yield section + "".join(f"({one})" for one in below), reason


def _reason(section: str, below: list[str]) -> str:
    if section not in _SECTIONS:
        return f"there is no section {section}"
    at = section
    for depth, one in enumerate(below):
        if depth >= len(_LEVELS):
            return "no paragraph has so many levels"
        what, form = _LEVELS[depth]
        if not form.fullmatch(one):
            return f"what is right below {at} is designated by {what}"
        last = _LAST.get(at)
        if last is not None and _order(one, depth) > _order(last, depth):
            return f"{at} ends with ({last})"
        at += f"({one})"
    return ""


_DIGITS = {"i": 1, "v": 5, "x": 10}


def _order(designator: str, depth: int) -> int:
    """Which one it is of those beside it."""
    if designator.isdecimal():
        return int(designator)
    if _LEVELS[depth][1] is _ROMAN:
        values = [_DIGITS[one] for one in designator]
        following = (*values[1:], 0)
        return sum(-v if v < after else v for v, after in zip(values, following, strict=True))
    # After (z) comes (aa).
    return (len(designator) - 1) * 26 + ord(designator[0].lower()) - ord("a")

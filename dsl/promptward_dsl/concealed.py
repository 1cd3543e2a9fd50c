"""
Characters that no policy may hold, since who reviews it sees something else than what is there.

Control characters steer the terminal of the reader; marks of direction turn the line round, so
that what is code looks like a comment (CVE-2021-42574); other line ends are line ends to some
editors and nothing to others. Marks and joiners that writing needs are no such characters.
"""

import re

__all__ = ["CONCEALED", "said"]

CONCEALED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\u061c\U000e0000-\U000e007f]"
)
_LINE_ENDS = "\x0b\x0c\x85\u2028\u2029"


def said(character: str) -> tuple[str, str]:
    """The message about one of them, and what to do."""
    shown = f"U+{ord(character):04X}"
    if character in _LINE_ENDS:
        return f"unusual line end ({shown})", "end the line with the Enter key, or write a blank"
    if character >= "\U000e0000":
        return f"character {shown} shows nothing", "delete it: what is there isn't what is seen"
    if character >= "\u2000" or character == "\u061c":
        return f"mark {shown} turns the writing round", "delete it: the line isn't what it seems"
    return f"control character {shown}", "delete it: nobody sees it, and terminals obey it"

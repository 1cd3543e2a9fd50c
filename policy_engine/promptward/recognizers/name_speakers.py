"""
Who speaks in a chat, a thread or a transcript: what stands before a colon or a time of day.

A label that comes again, or has a time beside it, is a person if it is no word and no field.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from promptward.deferred import regex
from promptward.fields.words import known, words_of
from promptward.recognizers.common_words import is_common
from promptward.recognizers.eponyms import PRODUCTS
from promptward.recognizers.name_words import LISTED, UNKNOWN, WORD, Words
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import KIN, NOT_A_NAME, ROLES, WORD_NAMES

__all__ = ["speakers"]

_TIME = r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[AaPp]\.?[Mm]\.?)?"
_LINE = regex(
    rf"^[ \t>]{{0,4}}(?P<before>[\[(]?{_TIME}[\])]?[ \t-]{{1,3}})?[<@]?(?:From {{1,2}})?"
    r"(?P<label>[A-Za-z][\w'.-]{1,23}(?: [A-Z][\w'.-]{0,20}){0,2})>?"
    r"(?:(?P<role> \([^()\n]{1,24}\))?"
    r"(?: {1,2}to {1,2}[A-Z][A-Za-z]{2,12}(?: ?\([^()\n]{4,20}\))?)?"
    r" {0,2}: "
    rf"|(?P<after>[ \t]{{1,3}}[\[(]?{_TIME}[\])]?)(?:[ \t]*$|: ))",
    re.MULTILINE,
)
_FIGURES = bytes.maketrans(b"012345678", b"999999999")
_FEWEST = 3
_SHARE = 2  # one line of so many that stand in the text
_WORDS = regex(r"[A-Za-z]+")
_SAME = 2


def _may_be_name(words: Words, start: int, label: str, *, dialog: bool, small: bool) -> bool:
    """
    Whether a label is the name or the log-in of a person, as far as its words say.

    Of a dialog a name that is a word as well will do, in small letters if all are (`small`).
    """
    found = list(_WORDS.finditer(label))
    parts = [part[0].lower() for part in found]
    apart = words_of(label)
    if not parts or known(apart) is not None:
        return False
    if len(apart) > len(parts) and all(word in shipped("english") for word in apart):
        return False  # `AutoReply`
    if any(
        part in ROLES or part in KIN or part in PRODUCTS or (part in NOT_A_NAME and len(part) > 1)
        for part in parts
    ):
        return False
    first = parts[0]
    if is_common(first) or first in shipped("english"):
        if len(parts) == 1 and (small or label[0].isupper()) and first in WORD_NAMES:
            return dialog
        return (
            len(parts) > 1
            and label[0].isupper()
            and bool(words.kind(start + found[-1].start(), parts[-1]) & LISTED)
        )
    return not words.kind(start, first) & WORD


def _is_dialog(labels: Sequence[str]) -> bool:
    """Whether two take turns, or more: a record repeats its fields in their order."""
    turns = [label for label, other in pairwise([*labels, ""]) if label != other]
    again = {label for label, count in Counter(turns).items() if count >= _SAME}
    return len(again) >= _SAME and len(set(labels)) <= len(labels) / _SAME + 1


def _most_lines(text: str) -> int:
    """So many lines that are spoken there are at most: each holds a `: `, or a time of day."""
    figures = text.encode("latin-1").translate(_FIGURES)
    return text.count(": ") + figures.count(b"9:99") + figures.count(b"9.99")


def speakers(text: str, words: Words) -> Iterator[tuple[int, int]]:
    """The labels of lines that are spoken; none of a text that is no conversation."""
    if "\n" not in text or (":" not in text and "." not in text):
        return
    fewest = max(_FEWEST, (text.count("\n") + _SHARE - 1) // _SHARE)
    if _most_lines(text) < fewest:
        return
    lines = list(_LINE.finditer(text))
    if len(lines) < fewest:
        return
    counts = Counter(line["label"].lower() for line in lines)
    dialog = _is_dialog([line["label"].lower() for line in lines])
    small = all(line["label"].islower() for line in lines)
    timed = sum(bool(line["before"] or line["after"]) for line in lines) * _SAME > len(lines)
    for line in lines:
        label = line["label"]
        again = counts[label.lower()] >= _SAME
        may_be = _may_be_name(words, line.start("label"), label, dialog=dialog, small=small)
        if not may_be or not (again or timed):
            continue
        first = _WORDS.findall(label)[0].lower()
        listed = words.kind(line.start("label"), first) & ~(UNKNOWN | WORD)
        if listed or timed or (again and (label.isupper() or dialog)):
            yield line.span("label")

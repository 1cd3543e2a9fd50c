"""
Who a log, a remark or the name of a scan is about, told by that place alone.

A log names its user (`INFO user='jds7'`), a remark of a program who asked for something, the file
of an examination whose it is (`/scans/Okoro_Lind_mri.dcm`). There a word is a name that would be
none elsewhere, and a code the number of somebody.
"""

from collections.abc import Iterable, Mapping

from promptward.deferred import regex
from promptward.fields import Fields
from promptward.model import Candidate
from promptward.recognizers.common_words import is_common
from promptward.recognizers.eponyms import OF_SCIENCE, PRODUCTS
from promptward.recognizers.recognizer import Hits
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import NOT_A_NAME
from promptward.text import View
from promptward_dsl.lattice import Confidence
from promptward_rules import word_list

__all__ = ["ToldName", "ToldNumber"]

_LISTS = ("common_given", "given", "surnames", "given_words", "surname_words")
_NOBODY = frozenset(
    word_list("people", "people without a name")
    + word_list("programs", "accounts")
    + word_list("medicine", "in names of scans")
)
_LEVEL = regex(
    r"\b(?:INFO|WARN|WARNING|ERROR|DEBUG|TRACE|NOTICE|FATAL|AUDIT|CRITICAL)\b"
    r"|\d{2}:\d{2}:\d{2}"
)
_LOGGED = r"\buser(?:_?name|_?id)?=[\x22'][^\x22'\n=]{2,48}[\x22']"
_ASKED = (
    r"(?:#|//|--|\*) {1,2}[A-Z0-9@#(][^\s]{1,24}(?: [^\s]{1,20}){0,4}"
    r" (?:(?:asked|called|complained|wrote in) (?:for|about|us|to|if|why|that|again)"
    r"|(?:requested|wants|wanted) (?:this|that|it))\b"
)
_SCANS = r"(?:mri|ct|cta|mra|xray|pet|dexa|ecg|ekg|eeg|emg|mammo|ultrasound|echo)"
_FILED = rf"[/\\\x22' ][A-Za-z0-9_]{{2,60}}_{_SCANS}\.(?:dcm|nii|pdf|jpe?g|png|tiff?)\b"
_VALUES = {
    "logged": regex(r"=[\x22'](?P<value>[^\x22'\n]+)[\x22']"),
    "asked": regex(
        r"(?:#|//|--|\*) {1,2}(?P<value>.+?) (?:asked|called|complained|wrote in|requested|want)"
    ),
    "filed": regex(rf"[/\\\x22' ](?P<value>[A-Za-z0-9_]+?)_+{_SCANS}\."),
}
_PIECE = regex(r"[^\W\d_]+(?:['\xff][^\W\d_]+)*")
_MANY_DIGITS, _SOME_DIGITS = 4, 2
_TELLS_TIME = regex(
    r"(?:19|20)\d\d(?:[-_/]?(?:0[1-9]|1[0-2])(?:[-_/]?\d\d)?)?|\d+(?:\.\d+)+|0+\d{0,3}|[vV]\d.*|1234\d*|(?:512|1024|2048)+"
)
"""A year or a day, a version, the number of a slice, a size."""
_TICKET = regex(
    r"[A-Z]{2,10}-\d{1,6}|[A-Za-z]*[a-z]{2}[ #:-]{0,2}\d+"
    r"|(?:RFC|PEP|ISO|IEC|CVE|JEP|KB|PR|GH)[ #-]?\d[\d:-]*"
)
"""A standard or a note of somebody's work wants something as well: `RFC2616`, `Jira-1234`."""
_WRITTEN = regex(r"(?:Ma?c|O['\xff]|D[ei]|La|Le|Van|Fitz)?[A-Z]?[a-z]+|[A-Z]+")
_IN_CAMEL = regex(r"[A-Z][a-z]+|[a-z]+|[A-Z]+")
_SHORTEST = 3
_LONGEST_LINE = 200


def _is_name(value: str, where: str) -> bool:
    pieces = _PIECE.findall(value)
    if not pieces or any(piece.lower() in _NOBODY for piece in pieces[:2]):
        return False
    first, low = pieces[0], pieces[0].lower()
    if where == "asked" and (first.isupper() or any(map(str.isdigit, value))):
        return False  # `AWS`, `HTTP/2`
    if where == "filed" and not all(_may_be_part(piece) for piece in pieces):
        return False
    if any(piece.lower() in PRODUCTS or piece.lower() in OF_SCIENCE for piece in pieces):
        return False
    own = not (is_common(low) or low in shipped("english") or low in NOT_A_NAME)
    if first[0].isupper():
        listed = any(low in shipped(one) for one in _LISTS) or first in shipped("towns")
        return len(low) >= _SHORTEST and (own or listed)
    return where == "logged" and len(pieces) == 1 and own and len(low) >= _SHORTEST


def _may_be_part(piece: str) -> bool:
    """Whether a name may have such a part; `BrainTumour` and `BraTS` are no parts of one."""
    return _WRITTEN.fullmatch(piece) is not None and not any(
        one.lower() in _NOBODY for one in _IN_CAMEL.findall(piece)
    )


def _is_number(value: str, where: str) -> bool:
    if where == "asked" and _TICKET.fullmatch(value):
        return False
    digits = sum(character.isdigit() for character in value)
    if _TELLS_TIME.fullmatch(value) or any(
        one.lower() in _NOBODY for one in _PIECE.findall(value)
    ):
        return False
    if digits >= _MANY_DIGITS:
        return True
    return where == "logged" and digits >= _SOME_DIGITS and not value.isdigit()


class _Told:
    """What both have in common: where somebody is told of."""

    version = 2

    @property
    def lexicons(self) -> Mapping[str, tuple[str, ...]]:
        """None: the lists are read."""
        return {}

    @property
    def cues(self) -> Mapping[str, tuple[str, str]]:
        """A user of a log, a remark of who asked, the file of a scan."""
        return {"logged": (_LOGGED, ""), "asked": (_ASKED, ""), "filed": (_FILED, "")}

    def recognise(self, view: View, hits: Hits, fields: Fields) -> Iterable[Candidate]:
        """The value that stands there."""
        del fields
        text = view.text
        for where, ranges in hits.items():
            for start, end in ranges:
                if where == "logged":
                    line = text.rfind("\n", max(0, start - _LONGEST_LINE), start) + 1
                    if not _LEVEL.search(text, max(line, start - _LONGEST_LINE), start):
                        continue
                found = _VALUES[where].search(text, start, end)
                if found is not None and self._tells(found["value"], where):
                    yield Candidate(*found.span("value"), Confidence.MEDIUM, ("told_who",))

    def _tells(self, value: str, where: str) -> bool:
        raise NotImplementedError


class ToldName(_Told):
    """Recogniser `told_name`: who is called by a word."""

    name = "told_name"

    def _tells(self, value: str, where: str) -> bool:
        return not _is_number(value, where) and _is_name(value, where)


class ToldNumber(_Told):
    """Recogniser `told_number`: who is called by a number or a code."""

    name = "told_number"

    def _tells(self, value: str, where: str) -> bool:
        return _is_number(value, where)

"""
Names as pieces of identifiers, file names and log-ins: `recalc_halloran_bridget`, `TamsinQuill`.

A given name and a surname of the lists side by side are a name; a word of English is neither.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from promptward.deferred import regex
from promptward.fields import Fields
from promptward.model import Candidate
from promptward.programs import Program
from promptward.recognizers.common_words import is_common
from promptward.recognizers.eponyms import EPONYMS, PRODUCTS
from promptward.recognizers.recognizer import Hits
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import NOT_A_NAME
from promptward.text import View
from promptward_dsl.lattice import Confidence
from promptward_rules import word_list

__all__ = ["JoinedName"]

_PAIR = regex(r"([A-Za-z][a-z]{2,15}|[A-Z]{3,16})[_.-]?([A-Z]?[a-z]{2,15}|[A-Z]{3,16})(?![a-z])")
_GIVEN = ("common_given", "given")
_FAMILY = ("surnames", "rare_surnames")
_LONGEST = 36
_PARTICLES = frozenset(("mac", "van", "von", "del", "san", "los", "las", "fitz", "saint", "des"))
_SHORTEST = 3
_OF_PROGRAMS = frozenset(word_list("programs", "words of identifiers"))
"""Words that programs cut short; some are names of people, too."""


_NO_HANDLE = frozenset("./\\-_$&?=%")
_USER = regex(r"\b(?:user|usr|uid|login|by|owner|acct|account|operator|author|signer)=[\"']?$")
_LOG_IN = regex(r"[a-z]{5,16}(?![A-Za-z0-9])")
_GOES_ON = frozenset("(@/\\-_[=")
_ENDS_TOO = frozenset(".:")


def _in(low: str, lists: tuple[str, ...]) -> bool:
    first = low[:2]
    for name in lists:  # noqa: SIM110  # half the cost of any()
        if low in shipped(name).alike[first]:
            return True
    return False


def _own(low: str) -> bool:
    """Whether the word means nothing else."""
    return not (is_common(low) or low in shipped("english"))


def _may_be(low: str) -> bool:
    return not (
        len(low) < _SHORTEST
        or low in _PARTICLES
        or low in NOT_A_NAME
        or low in EPONYMS
        or low in PRODUCTS
        or low in _OF_PROGRAMS
    )


def _are(given: str, family: str, families: tuple[str, ...]) -> bool:
    """Whether they are a given name that is no word, and a surname, which may be one."""
    if not (_in(given, _GIVEN) and _own(given)):
        return False
    return not is_common(family) and (
        _in(family, families)
        or (family in shipped("surname_words") and given in shipped("common_given"))
    )


def _is_handle(text: str, start: int, end: int, family: str) -> bool:
    """Whether two words stand there as a log-in does: no path, host, method or compound."""
    after = text[end : end + 1]
    user = _USER.search(text, max(0, start - 10), start)
    if (text[start - 1 : start] in _NO_HANDLE and not user) or after in _GOES_ON:
        return False
    if after in _ENDS_TOO and text[end + 1 : end + 2].isalnum():
        return False
    return _own(family) and _in(family, _FAMILY)


def _logged(text: str, start: int, end: int) -> Iterator[Candidate]:
    """A log-in of an initial and a surname, beside what only users do: `bkowalski logged in`."""
    for word in _LOG_IN.finditer(text, start, end):
        low = word[0]
        family = low[1:]
        if (
            (_in(low, _GIVEN) or _in(low, _FAMILY[:1]))
            and _own(low)
            and _may_be(low)
            and text[word.start() - 5 : word.start()].lower() in ("user ", "user=", "user:")
            and text[word.end() : word.end() + 1] in (" ", ",", "")
        ) or (
            _in(family, _FAMILY[:1])
            and _own(family)
            and _own(low)
            and not _in(low, (*_GIVEN, *_FAMILY))
            and not text[word.start() - 1 : word.start()].isalnum()
            and text[word.end() : word.end() + 1] not in _GOES_ON
        ):
            yield Candidate(*word.span(), Confidence.MEDIUM, ("log_in",))


_FILES = "dcm|pdf|docx?|rtf|jpe?g|heic|tiff?|nii|hl7|mp3|wav|m4a|msg|eml|odt|zip"
_PAPERS = (
    "consent|labs?|echo|mri|ct|xray|xr|cbc|ekg|ecg|eob|letter|chart|scan|results?|referral|path"
    "|discharge|biopsy|imaging|records?|signed|appeal|intake|wound|rash|face|voicemail"
)
_FILE = regex(rf"[\w.-]{{0,40}}\.(?:{_FILES})\b")
_PIECE = regex(r"[A-Za-z]{4,16}(?![A-Za-z])")


def _of_file(text: str, end: int) -> bool:
    """Whether a file of pictures, papers or recordings is named so."""
    return _FILE.match(text, end) is not None


def _may_name(low: str) -> bool:
    """Whether it is a name of the lists, or no word at all: the other one is a given name."""
    return _own(low) and low not in shipped("abbreviations")


def _filed(text: str, start: int, end: int) -> Iterator[Candidate]:
    """A name alone in the name of a file, beside what papers are called: `Quill-consent.docx`."""
    for piece in _PIECE.finditer(text, start, text.rindex(".", start, end)):
        low = piece[0].lower()
        if (_in(low, _GIVEN) or _in(low, _FAMILY[:1])) and _own(low) and _may_be(low):
            yield Candidate(*piece.span(), Confidence.MEDIUM, ("in_file_name",))


_ALONE = {"logged": _logged, "filed": _filed}
"""Recognisers of one word, by the cue."""


class JoinedName:
    """Recogniser `joined_name`: a given name and a surname in one identifier or file name."""

    name = "joined_name"
    version = 3

    @property
    def lexicons(self) -> Mapping[str, tuple[str, ...]]:
        """None of the shared scan: words of identifiers are no words there."""
        return {}

    @property
    def cues(self) -> Mapping[str, tuple[str, str]]:
        """Two words joined as programmers do; with a dot or a dash only between marks."""
        return {
            "underscored": (r"[A-Za-z]{3,16}_[A-Za-z]{3,16}", ""),
            "humps": (r"[A-Z][a-z]{2,15}[A-Z][a-z]{2,15}", ""),
            "handle": (r"\b[a-z]{3,16}[.-][a-z]{3,16}\b", ""),
            "filed": (
                (
                    rf"\b(?:[A-Za-z]{{4,16}}[_-](?:{_PAPERS})|(?:{_PAPERS})[_-][A-Za-z]{{4,16}})"
                    rf"[A-Za-z0-9_-]{{0,24}}\.(?:{_FILES})\b"
                ),
                "",
            ),
            "logged": (
                (
                    r"\b[a-z]{5,16} (?:(?:logged|signed) (?:in|out|on|off)|opened|viewed"
                    r"|accessed|edited|printed"
                    r"|locked|unlocked|commented|approved|assigned|uploaded|deleted|exported|joined|left)\b"
                    r"|\b(?:user(?:name)?|login|logon|uid|acct|account|owner|assignee|author|committer"
                    r"|reporter|requester|(?:closed|created|updated|edited|modified|entered|released"
                    r"|ordered|changed|approved|locked)_?[bB]y|last_?[eE]dited_?[bB]y|sudo -u|su -"
                    r"|sso|unlock|reset (?:pw|password|pin) for|assigned to|ping|dm"
                    r"|(?:epic|cerner) id"
                    r"|benutzer(?:name)?|utilisateur|identifiant|usuario|gebruiker(?:snaam)?"
                    r"|ssh)(?:[\x22']?[=:] ?| )[\x22']?[a-z]{5,16}\b"
                    # "by" alone is a word of all prose: marked, or behind what was done.
                    r"|\bby(?:[=:] ?[\x22']?| [\x22'])[a-z]{5,16}\b"
                    r"|(?:ed|en|wn|nt|ne|ad|\n|\() by [a-z]{5,16}\b"
                ),
                "",
            ),
            "marked": (
                (
                    r"[\x22'/=(](?:[A-Za-z]{3,16}[.-][A-Za-z]{3,16}[\x22'/_@)]"
                    r"|[A-Z]{3,16}-[A-Z]{3,16})"
                ),
                "",
            ),
        }

    def recognise(self, view: View, hits: Hits, fields: Fields) -> Iterable[Candidate]:  # noqa: ARG002
        """Pairs of names; the same word may stand in two pairs."""
        program = Program(view.text)
        for resource, ranges in hits.items():
            found = _ALONE.get(resource) or partial(_paired, resource)
            for start, end in ranges:
                for one in found(view.text, start, end):
                    if program.unattended(one.start, one.end):
                        yield one._replace(
                            level=Confidence.LOW, evidence=("in_program", *one.evidence)
                        )
                    else:
                        yield one


def _paired(resource: str, text: str, start: int, end: int) -> Iterator[Candidate]:
    """Two names of one identifier."""
    first = start + (resource == "marked")
    if first and text[first - 1].isalpha() and not text[first - 1].islower():
        return
    pair = _PAIR.match(text, first, min(len(text), end + _LONGEST))
    if pair is None:
        return
    one, two = pair[1].lower(), pair[2].lower()
    # Most identifiers hold no given name, which is soon seen.
    if not (_in(one, _GIVEN) or _in(two, _GIVEN)):
        return
    if not (_may_be(one) and _may_be(two)):
        return
    if (
        resource == "handle"
        and not (_of_file(text, pair.end()) and text[first - 1 : first] not in _NO_HANDLE - {"/"})
        and not _is_handle(text, first, pair.end(), two)
    ):
        return
    family = _FAMILY[:1] if resource == "humps" else _FAMILY
    if (
        _are(one, two, family)
        or _are(two, one, family)
        or (_of_file(text, pair.end()) and _may_name(one) and _may_name(two))
    ):
        yield Candidate(*pair.span(), Confidence.MEDIUM, ("joined",))

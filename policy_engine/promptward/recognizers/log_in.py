"""
Names for the log-in by their make, in texts about somebody: `op="kdiaz"`, `rt_osman: on my way`.

An initial or a role and a surname, a surname and an initial, with figures or without: what the
lists of surnames say of the one part, and that no list of words holds the whole. One that is so
made and has a stroke or a figure may stand anywhere that a log, a chat or a program has its users;
one without needs a key or a word that says who did something.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from promptward.deferred import regex
from promptward.fields.words import known
from promptward.model import Candidate
from promptward.rare import rare
from promptward.recognizers.about_somebody import may_be_weighed
from promptward.recognizers.common_words import is_common
from promptward.recognizers.eponyms import PRODUCTS
from promptward.recognizers.recognizer import Confirmed
from promptward.recognizers.second_look import SecondLookBase, covered
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import NOT_A_NAME
from promptward.text import View
from promptward_dsl.lattice import Confidence

__all__ = ["LogIn"]

_HANDLE = r"[a-z][a-z0-9]{0,15}(?:[._-][a-z][a-z0-9]{0,15})?\d{0,4}"
_KEYED = rare(
    r"(?:\b|_)(?:op|oper|operator|user|users|user_?name|login|log_?in|uid|sso|scribe|author|who"
    r"|actor|owner|tech|nurse|rn|requester|verifier|staff|assignee|reviewer|agent|editor|acct"
    r"|account|sub|clerk|collector|phleb|clinician|provider|caseworker|coder|biller"
    r"|[A-Za-z]{2,14}_?[Bb]y)[\"']?[ \t]?(?:=|:|,|=>)[ \t]?[\"'\[]{0,2}"
    rf"({_HANDLE})(?![\w@(/-]|\.\w)"
)
_SAID = rare(
    r"(?:\|(?=[^|\n]{4,20}\|[A-Z]{4,}_)|\b(?:by|per|cc|ping|dm|ask|asked|via|blame|owner"
    r"|assigned to|signed out to|logged in as|uid"
    r"|login|user|sso|TODO\()|@|-u|-l|ssh)"
    rf" ?[\"']?({_HANDLE})(?=$|[\s,;:)|/\"'@]|\.(?:$|\s))"
)
_SPEAKS = rare(rf"^(?:\[?\d\d?:\d\d(?::\d\d)?\]? ?)?<?({_HANDLE})(?:>|:) (?=\S)", re.MULTILINE)
_LOGGED = rare(
    rf"\d\d:\d\d(?::\d\d)?(?:[.,]\d+)?Z? (?:\[?[A-Z]{{3,8}}\]? )?({_HANDLE}) [A-Z][A-Z_]{{3,24}}\b"
)
_AFTER_DAY = rare(
    r"\d[/.:-]\d\d(?:[/:.-]\d{2,4})? by "
    rf"({_HANDLE})(?=$|[\s,;:)|/\"'@]|\.(?:$|\s))"
)
"""Who did something on that day, or at that hour."""

_LIST = rare(
    r"(?:staff|users?|team|cc|crew|owners?|assignees?|reviewers?|nurses|techs|on_?call|logins"
    r"|approvers?|watchers?|members?)[\"']? ?[:=] ?\[([^\]\n]{3,160})\]"
)
_ONE_OF_LIST = regex(rf"(?:^|(?<=[\s\"',\[]))({_HANDLE})(?=$|[\s\"',\]])")
_CELL = regex(
    rf"(?:^|(?<=[|,;\t])) {{0,2}}({_HANDLE})(?= {{0,2}}(?:$|[|,;\t/]|\.(?:$|\s)))", re.MULTILINE
)
_LITERAL = regex(rf"(?<=[(\[{{,;:=|])[ \t]{{0,2}}[\"']({_HANDLE})(?=[\"'] {{0,2}}[,;)\]}}|])")
_MEDIATED = regex(rf"\([\"']({_HANDLE})[\"'], ?[a-z]{{1,12}}\.[A-Za-z]{{2,16}}By\b")
_PARTS = regex(r"([a-z]+)(\d*)(?:([._-])([a-z]+))?(\d*)")
_SURNAMES = ("surnames", "rare_surnames")
_OF_ROLES = frozenset(
    """
    rn rt md np pa do lpn cna ot pt slp sw cm ma emt dr sgt ofc lt capt cpl det dep nurse doc adm
    admin it hr billing reg er icu or
    """.split()  # noqa: SIM905  # legible
)
_OF_FIELDS = frozenset(("id", "no", "nm", "dt", "cd", "pk", "ix", "df", "fn", "ts", "db", "by"))
"""Behind a stroke: the end of the name of a field."""

_SHORTEST = 3
_LONG = 5
_INITIALS = 2


class LogIn(SecondLookBase):
    """Recogniser `log_in`: log-ins made of names, where users of programs stand."""

    name = "log_in"

    def again(self, view: View, confirmed: Sequence[Confirmed]) -> Iterable[tuple[str, Candidate]]:
        """Log-ins that nothing sure covers, of whatever category asks for this."""
        if not may_be_weighed(view, confirmed):
            return
        text = view.text
        mask = covered(len(text), confirmed)
        for start, end, keyed in _handles(text):
            if not all(mask[start:end]) and _is_made(text[start:end], keyed=keyed):
                yield "", Candidate(start, end, Confidence.MEDIUM, ("log_in",))
        for found in _AFTER_DAY.finditer(text):
            start, end = found.span(1)
            word = text[start:end]
            if not all(mask[start:end]) and len(word) > _LONG and not _is_word(word):
                yield "", Candidate(start, end, Confidence.MEDIUM, ("log_in",))


def _handles(text: str) -> Iterator[tuple[int, int, bool]]:
    """Tokens where users stand, and whether a key says that it is one."""
    for pattern, keyed in _WAYS:
        for found in pattern.finditer(text):
            yield *found.span(1), keyed
    for several in _LIST.finditer(text):
        for found in _ONE_OF_LIST.finditer(text, *several.span(1)):
            yield *found.span(1), True


_WAYS = (
    (_KEYED, True),
    (_MEDIATED, True),
    (_LOGGED, True),
    (_SAID, False),
    (_SPEAKS, False),
    (_CELL, False),
    (_LITERAL, False),
)


def _is_made(value: str, *, keyed: bool) -> bool:
    """Whether a token is made like a log-in, of a name of somebody."""
    found = _PARTS.fullmatch(value)
    if found is None or _is_word(value) or known([value]) is not None:
        return False  # also a heading: `payer`
    first, inner, joint, second, last = found.groups()
    if joint:
        return not inner and _are_joined(first, second)
    figures = inner or last
    if len(first) < _SHORTEST + 1 or _is_word(first):
        return bool(figures) and keyed and first in _OF_ROLES and len(figures) >= _SHORTEST
    family = first[1:]
    if len(family) > _SHORTEST and _is_family(family):
        return True
    if figures and keyed and len(first) >= _LONG:
        return True
    return keyed and (
        (family in shipped("surname_words") and first not in shipped("english"))
        or (len(first) >= _LONG + 1 and _is_family(first[2:]))
        or any(first.endswith(ending) for ending in _ENDINGS)
    )


_ENDINGS = ("ski", "ska", "sson", "sen", "ova", "enko", "idis", "opoulos", "yan", "shvili", "wicz")
"""Of surnames of whatever country, with a letter before."""


def _are_joined(first: str, second: str) -> bool:
    """Whether one part is an initial, a role or a given name, and the other a surname."""
    if len(first) <= _INITIALS or first in _OF_ROLES:
        return _is_family(second)
    if len(second) <= _INITIALS:
        return _is_family(first) and second not in _OF_FIELDS
    return first in shipped("common_given") and _is_family(second) and not is_common(first)


def _is_family(low: str) -> bool:
    return (
        len(low) >= _SHORTEST
        and any(low in shipped(name) for name in _SURNAMES)
        and not _is_word(low)
        and not (len(low) == _SHORTEST and low not in shipped("surnames"))
    )


def _is_word(low: str) -> bool:
    return (
        is_common(low)
        or low in shipped("english")
        or low in shipped("abbreviations")
        or low in PRODUCTS
        or low in NOT_A_NAME
    )

"""
People who are their initials: `EJ is a 61yo F`, `d/w PJW`, `(jz -> rk)`, `Present: PJW, AKS`.

Two or three letters are most often an abbreviation. So they count where only a person can stand,
and never if medicine or hospitals abbreviate something so, but before an age at the start of an
item; what is established once is found again in capitals.
"""

from collections.abc import Iterable, Iterator, Mapping

from promptward.deferred import regex
from promptward.fields import Fields
from promptward.model import Candidate
from promptward.recognizers.facility_words import ACRONYMS_OF_CARE
from promptward.recognizers.initials_signed import CUES, NO_ONE, signed
from promptward.recognizers.initials_told import CUES as TOLD_CUES
from promptward.recognizers.initials_told import told
from promptward.recognizers.recognizer import Hits
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import NOT_A_NAME, SERVICES, SHORTHAND
from promptward.text import View
from promptward_dsl.lattice import Confidence
from promptward_rules import word_list

__all__ = ["Initialed"]

_AGED = (
    r"\b[A-Z]{2,3},? (?:(?:is|was) (?:an? |now )?)?\(?\d{1,3}(?:[MF]\b| ?[- ]?"
    r"(?:yo|y\.?o\b|y/o|yr|year)[ -]?(?:old\b|[MFmf]\b|[a-z])?| ?/ ?[MF]\b)"
)
_SPOKEN = (
    r"\b(?:d/w|s/w|D/W|discussed with|disc w/|handed over to|hand(?:ed)? off to|sign(?:ed)? out to"
    r"|report(?: given)? to|relieved by|verified with|verif w/|cosign(?:ed)? by|reviewed w/"
    r"|reviewed with|agreed with|[Dd]ictated by|initials?:?|seen w/|rb by|[Rr]ead by"
    r"|[Oo]ver-?read(?: by)?|[Ss]cored by|[Rr]ated by|[Cc]oded by|[Aa]bstracted by"
    r"|[Ss]taffed (?:by|w/|with)"
    r"|(?:(?:[01]\d|2[0-3]):|0\d|1[0-8]|2[1-3])[0-5]\d by|[Rr]eviewed by|[Dd]rawn by"
    r"|[Ff]eedback (?:to|from|for)|[Hh]anded to) [A-Z]{2,3}\b"
)
_LISTED = (
    r"\b(?:Present|PRESENT|Apologies|APOLOGIES|Attendees|In attendance|Attended by|Attending"
    r"|Distribution|On shift|Staff(?: on)?|Minutes(?: by| taken)?):? {1,3}"
)
_PAIRED = (
    r"(?:check|verif|witness|count|double|dual|\bOK\b|\bok\b|(?:x|[^\x00-\x7f]) ?2|2 RN)"
    r"[^\n()]{0,20}\([A-Za-z]{2,3} ?[/+&] ?[A-Za-z]{2,3}\)"
)
_HANDED = r"\b[A-Za-z]{2,3} ?(?:->|=>|>|[^\x00-\x7f]) ?[A-Za-z]{2,3}\b"
_ACTS = (
    r"\b[A-Z]{2,3}(?: \([a-z ]{3,20}\))? (?:noticed|told|signed the|signed off|reminded|deposed"
    r"|spoke|opts|agrees|notified|updated|informed|paged|documented|charted|administered|gave|declined|phoned|texted|e-?mailed|drove|apologi[sz]ed|cried"
    r"|to (?:e-?mail|chase|ring|text|phone|circulate|draft|speak|liaise|see|review|discuss|write"
    r"|dictate|inform|arrange|explain|find out|follow))\b"
)
_ITEM = regex(r"(?:^|\n)[ \t]{0,4}(?:\d{1,2}[.):]{1,2}|[-*#\xff]|\d{1,4}[A-Za-z]?:?)?[ \t]{0,3}$")
_LIST_END = regex(r"[^\n;.]{0,160}")
_ONE = regex(
    r"(?<![A-Za-z0-9.-])([A-Z]{2,3})(?![A-Za-z0-9-])(?: \([a-z ]{3,20}\))?(?=,|$| and | &)"
)
_HANDOFF = regex(
    r"(?i:sign[- ]?out|hand[- ]?(?:off|over)|\bNF\b|night float|cross[- ]?cover|shift|covering)"
)
_LETTERS = regex(r"[A-Za-z]{2,3}")
_PERSON = regex(
    r" (?:to (?:see|review|chase|call|ring|phone|discuss|book|order|speak|sign|send|contact|attend"
    r"|cover|present|write|dictate|round|operate|cosign|email|e-mail|text|page|refer|check|update"
    r"|draft|circulate|ask|follow|bring|take|do|make|get|arrange|lead)\b"
    r"|(?:prefers|lives|says|said|wants|denies|declined|asked|agrees|agreed|is|was|has|had|will)\b)"
)
_MOST = 64
_LINE = 160

_NEVER = frozenset(word_list("names", "never initials of people"))


_BODIES = frozenset(word_list("medicine", "initials of bodies and wards"))
"""Agencies, societies, papers, companies and teams that say or sign something."""


def _letters(word: str) -> bool:
    """Whether the letters abbreviate nothing that is known."""
    low = word.lower()
    return low not in _NEVER and low not in NOT_A_NAME and low not in shipped("abbreviations")


def _is_short(low: str) -> bool:
    """Whether letters abbreviate something else, or stand where a word does."""
    return not _letters(low) or low in _BODIES or low in NO_ONE or low in shipped("english")


def _is_of_care(low: str) -> bool:
    """Whether letters are of medicine, of those who work there, or a word."""
    return (
        low in NO_ONE
        or low in NOT_A_NAME
        or low in _BODIES
        or low in ACRONYMS_OF_CARE
        or low in SERVICES
        or low in SHORTHAND
        or (len(low) > _PAIR and low in shipped("english"))
    )


_PAIR = 2


class Initialed:
    """Recogniser `person_initials`: who is given as two or three letters."""

    name = "person_initials"
    version = 9

    @property
    def lexicons(self) -> Mapping[str, tuple[str, ...]]:
        """None."""
        return {}

    @property
    def cues(self) -> Mapping[str, tuple[str, str]]:
        """Letters where a person stands, with what stands there."""
        return {
            "initialed_aged": (_AGED, ""),
            "initialed_spoken": (_SPOKEN, ""),
            "initialed_listed": (_LISTED, ""),
            "initialed_paired": (_PAIRED, ""),
            "initialed_handed": (_HANDED, ""),
            "initialed_acts": (_ACTS, ""),
            **CUES,
            **TOLD_CUES,
        }

    def recognise(self, view: View, hits: Hits, fields: Fields) -> Iterable[Candidate]:  # noqa: ARG002
        """Initials with a cue, and those same letters in capitals anywhere else."""
        text = view.text
        found: dict[tuple[int, int], str] = {}
        for spans in (
            _aged(text, hits),
            _spoken(text, hits),
            _listed(text, hits),
            _paired(text, hits),
            _acting(text, hits),
            signed(text, hits),
            told(text, hits, _is_short, _is_of_care),
        ):
            for span in spans:
                found.setdefault(span, "initials")
                if len(found) == _MOST:
                    break
        for span in _again(text, {text[a:b] for a, b in found if text[a:b].isupper()}):
            found.setdefault(span, "mentioned_before")
        for (start, end), why in sorted(found.items()):
            yield Candidate(start, end, Confidence.MEDIUM, (why,))


def _first(text: str, start: int, end: int) -> tuple[int, int]:
    """The first letters of a range."""
    while start < end and not text[start].isalpha():
        start += 1
    stop = start
    while stop < end and text[stop].isalpha():
        stop += 1
    return start, stop


def _aged(text: str, hits: Hits) -> Iterator[tuple[int, int]]:
    for start, end in hits.get("initialed_aged", ()):
        a, b = _first(text, start, end)
        word = text[a:b].lower()
        if word in _NEVER or word in NOT_A_NAME:
            continue
        if _letters(word) or _ITEM.search(text, max(0, a - 12), a):
            yield a, b


def _spoken(text: str, hits: Hits) -> Iterator[tuple[int, int]]:
    for start, end in hits.get("initialed_spoken", ()):
        a = text.rfind(" ", start, end) + 1
        if _letters(text[a:end]):
            yield a, end


def _listed(text: str, hits: Hits) -> Iterator[tuple[int, int]]:
    for _, end in hits.get("initialed_listed", ()):
        rest = _LIST_END.match(text, end)
        stop = rest.end() if rest else end
        for one in _ONE.finditer(text, end, stop):
            if _letters(one[1]):
                yield one.span(1)


def _paired(text: str, hits: Hits) -> Iterator[tuple[int, int]]:
    """Who checked with whom, and who hands over to whom; both or none."""
    pairs = [
        (text.rfind("(", start, end) + 1, end - 1)
        for start, end in hits.get("initialed_paired", ())
    ]
    for start, end in hits.get("initialed_handed", ()):
        low = max(0, start - _LINE)
        if _HANDOFF.search(text, max(low, text.rfind("\n", low, start) + 1), start):
            pairs.append((start, end))
    for start, end in pairs:
        both = [one.span() for one in _LETTERS.finditer(text, start, end)]
        if len(both) > 1 and all(
            text[a:b].lower() not in _NEVER and text[a:b].lower() not in NOT_A_NAME
            for a, b in both
        ):
            yield both[0]
            yield both[-1]


def _acting(text: str, hits: Hits) -> Iterator[tuple[int, int]]:
    """Who tells, signs or is to chase something, where no agency or team is called so."""
    for start, end in hits.get("initialed_acts", ()):
        a, b = _first(text, start, end)
        if _letters(text[a:b]) and text[a:b].lower() not in _BODIES:
            yield a, b


def _again(text: str, known: set[str]) -> Iterator[tuple[int, int]]:
    for letters in known:
        sure = _letters(letters)
        at = text.find(letters)
        while at >= 0:
            end = at + len(letters)
            around = text[at - 1 : at] + text[end : end + 1]
            stands = not any(c.isalnum() or c in "-_'&\xff" for c in around)
            if stands and (sure or _PERSON.match(text, end)):
                yield at, end
            at = text.find(letters, end)

"""
Names typed without their capital, in a text that names somebody: `ask mrozek re 1187`.

A word that stands in a list of names and in no list of English is hardly ever anything else. It is
unsure by itself, and counts in company (`in_company`).
"""

from collections.abc import Iterator, Sequence

from promptward.deferred import regex
from promptward.model import Candidate
from promptward.recognizers.eponyms import AFTER_EPONYM
from promptward.recognizers.lower_words import only_a_name
from promptward.recognizers.name_evidence import Judged
from promptward.recognizers.name_reading import Reading
from promptward.recognizers.name_tail import kind
from promptward.recognizers.name_words import (
    COMMON,
    FAMILY,
    FAMILY_WORD,
    GIVEN,
    GIVEN_WORD,
    RARE_FAMILY,
)
from promptward.recognizers.words import NOT_A_NAME
from promptward_dsl.lattice import Confidence

__all__ = ["is_foreign", "literals", "lowered"]

_WORD = regex(r"[a-z]{3,}(?=(?:'s|s')?(?:$|[ \t\n,;:!?.)\"'/|\]])(?!\.[A-Za-z0-9]))")
_NAMES = COMMON | GIVEN | FAMILY
_WORDS = GIVEN_WORD | FAMILY_WORD
_AHEAD = frozenset(" \n\t(\"'/|,;>~[=")
_QUOTED = frozenset("\"'")
_COMMENTS = ("# ", "// ", "-- ", "/* ")
_MOST = 64
_TOLD = regex(
    r"\b(?:told|asked|tell|ask|paged?|called|texted|spoke (?:to|with|w)|talked (?:to|with)|d/w|per"
    r"|told by|seen by|called by|given by|thought it was|says|and|w/|by|dr\.?|nurse|rn|aide|charge"
    r"|attending|resident|intern|fellow|driver|son|daughter|wife|husband|brother|sister|niece"
    r"|nephew|aunt|uncle|granddaughter|grandson|mother|father|partner|caregiver|carer|tech"
    r"|therapist|coordinator|proband|attn:?|front desk \() ?$"
)
_ACTS = regex(
    r"(?:'s (?:pt|patient|wife|husband|mom|son|daughter|room|chart)\b| (?:says|said|told|asked"
    r"|called|wants|denies|agrees|agreed|refused|refuses|came in|thinks|RN|MD|NP|PA|RT|PT|OT|LPN"
    r"|CNA|rn|md|np|pa-c|lpn|cna)\b)"
)
"""What stands beside a name that nothing else has beside it."""

_FOREIGN = regex(
    r"(?<![A-Za-z])(?:el|los|las|una|con|para|por|que|del|muy|es|le|les|des|une|pour|avec|est|der"
    r"|und|mit|nicht|ist|den|dem|het|een|van het|niet|uma|com|nao|che|della|sono|na|nie|jest)"
    r"(?![A-Za-z])"
)
_FEW_FOREIGN = 3
"""More words of this kind, and the text is not English."""


def is_foreign(text: str) -> bool:
    """Whether a text is not English: words of other languages are names in its lists."""
    return len(_FOREIGN.findall(text)) > _FEW_FOREIGN


_GIVEN = COMMON | GIVEN | GIVEN_WORD
_CLAUSE = regex(r"(?:^|[.,;:!?(\n] ?|\b(?:and|but|so|bc|because|that|if|when|then|&) )$")
_SAYS = regex(
    r" (?:says|said|told|wants|wanted|asked|thinks|thought|agrees|agreed|denies|refuses|refused"
    r"|knows|called|texted|phoned|rang|lives|cried|hates|loves|can recheck|took (?:it|the|him|her)"
    r"|gave (?:me|him|her|the|us)|brought|drove|had it|is (?:off|out|on call|here|away|coming))\b"
)


def _says(text: str, start: int, end: int) -> bool:
    """Whether a clause begins there and somebody says or wants something: `randy wants it`."""
    return (
        _SAYS.match(text, end) is not None
        and _CLAUSE.search(text, max(0, start - 9), start) is not None
        and text[start:end] not in NOT_A_NAME
    )


class _Said:
    """What a program says to people: its literals, and what stands behind a mark of a comment."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._begin = self._end = self._comment = -1

    def has(self, start: int, end: int) -> bool:
        """Whether it is a literal, or stands in a comment."""
        text = self._text
        if text[start - 1 : start] in _QUOTED and text[end : end + 1] in _QUOTED:
            return True
        if not self._begin <= start <= self._end:
            self._turn_to(start)
        return 0 <= self._comment <= start

    def _turn_to(self, start: int) -> None:
        # INVARIANT: a line is read once, however many words it has: a program may be one line.
        text = self._text
        self._begin = text.rfind("\n", 0, start) + 1
        end = text.find("\n", start)
        self._end = end if end >= 0 else len(text)
        marks = ((text.find(one, self._begin, self._end), len(one)) for one in _COMMENTS)
        self._comment = min((at + size for at, size in marks if at >= 0), default=-1)


def lowered(reading: Reading, text: str, judged: Sequence[Judged]) -> Iterator[Candidate]:
    """Unsure names in lower case, where the text has a sure one; `text` as it was written."""
    if not any(one.sure for one in judged):
        return
    found: list[tuple[int, int]] = []
    said = _Said(text)
    for start, bits in reading.words.bits.items():
        if not text[start].islower() or not (
            (bits & _NAMES and not bits & _WORDS)
            or (
                bits & _GIVEN
                and not reading.program
                and _CLAUSE.search(text, max(0, start - 9), start)
            )
        ):
            continue
        word = _WORD.match(text, start) if not start or text[start - 1] in _AHEAD else None
        if word is None or not (
            only_a_name(word[0], common=bool(bits & COMMON)) or _says(text, *word.span())
        ):
            continue
        if reading.next_word(word.end()) in AFTER_EPONYM:
            continue
        if reading.program and not said.has(*word.span()):
            continue
        found.append(word.span())
    if len(found) > _MOST or (found and is_foreign(text)):
        return
    for start, end in found:
        told = _TOLD.search(text, max(0, start - 20), start) or _ACTS.match(text, end)
        if told and not reading.program:
            yield Candidate(start, end, Confidence.MEDIUM, ("lower_name", "contact_before"))
        else:
            yield Candidate(start, end, Confidence.LOW, ("lower_name",))


_LITERAL = regex(
    r"([a-z]{3,15}(?:-[a-z]{2,12})?)(?: [a-z]\.?)?"
    r" ((?:(?:de la|de|del|da|dos|van der|van den|van|von|bin|al|el|la|le|lo|mac|o) )?)"
    r"((?:[dlnomk]')?[a-z]{3,18}(?:-[a-z]{3,15})?)(?:['\"]|\xff)"
)
_MOST_LITERALS = 200


def literals(reading: Reading, text: str) -> Iterator[Candidate]:
    """Whole names without capitals as literals of a program: `Patient("ada quillon", 54)`."""
    if not reading.program:
        return
    known = reading.words
    count = 0
    for start, bits in known.bits.items():
        if not bits & (COMMON | GIVEN) or text[start - 1 : start] not in _QUOTED or not start:
            continue
        whole = _LITERAL.match(text, start)
        count += 1
        if whole is None or count > _MOST_LITERALS:
            continue
        first, last = whole[1], whole[3]
        family = kind(known, whole.start(3), last)
        if (
            family & (FAMILY | RARE_FAMILY)
            and only_a_name(first.split("-")[0], common=bool(bits & COMMON))
            and only_a_name(last.rpartition("-")[2].rpartition("'")[2], common=False)
        ):
            yield Candidate(start, whole.end(3), Confidence.MEDIUM, ("given_family", "in_literal"))

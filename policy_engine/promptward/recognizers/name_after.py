"""What follows a name and speaks for it: an age, a credential, what only people do or have."""

import re

from promptward.deferred import regex
from promptward.recognizers.eponyms import EPONYMS, OF_SCIENCE
from promptward.recognizers.name_before import is_wordy
from promptward.recognizers.name_beside import AGE, apposition, is_role
from promptward.recognizers.name_reading import Reading, Segment
from promptward.recognizers.name_service import of_service
from promptward.recognizers.name_slots import named_word, slot_after
from promptward.recognizers.name_words import (
    ANY_FAMILY,
    ANY_GIVEN,
    FAMILY,
    GIVEN_WORD,
)
from promptward.recognizers.words import (
    KIN,
    OF_A_PERSON,
    PERSON_VERBS,
    SAYING_VERBS,
)

__all__ = ["after"]

_LINE_END = regex(r"[\"']?[ \t]{0,3}(?:\n|$)")
_MAYBE_AGE = regex(
    r"['\")]{0,2}(?:, | \(| is |, is )\d{1,2}"
    r"(?:\)|[.;,](?: [A-Za-z]|$|\n)| (?:from|with|w/|and)\b|;\d)"
)
_IDENTIFIED = regex(
    r"['\")]{0,2}[,;/|]? {0,3}[(\[|/]? ?(?:MRN|DOB|D\.O\.B|d\.?o\.?b\b|SSN|born\b|b\. ?\d"
    r"|MR ?#|NHS\b"
    r"|pager\b|ext\b\.?|acct\b|mrn\b|ssn\b|DOS\b|HN\b|NPI\b|DEA\b|lic\b|license\b|badge\b|ID ?[#:]"
    r"|[Rr]oom\b|[Bb]ed\b|(?:first|last|given|sur|middle|legal) ?name\b)"
    r"| \(\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d\d)\)| \((?:[A-Z]{1,2}-?)?\d{6,9}\)"
)
_ROW = regex(r"[ \t|]{1,16}(?:[MF]|[Mm]ale|[Ff]emale|SEX|Sex)[ \t|:]{1,8}(?:\d|[MF]\b|AGE|DOB)")
"""The next cells of a row: the sex, and a date or an age."""
_TASK = regex(
    r" (?:and I\b|to (?:review|chase|see|call|ring|phone|follow|check|arrange|discuss|book|order"
    r"|repeat|speak|sign|send|contact|attend|cover|present|assess|write|fax|update|decide|confirm"
    r"|scan|consent|dictate|round|operate|cosign|email|page|liaise|organise|organize|refer"
    r"|prescribe|audit|lead|draft|circulate|bring|collect|pick|drop|take|ask|tell|talk|meet|join"
    r"|help|teach|train|report|reply|respond|remind|interpret|translate|drive|escort|return|start"
    r"|finish|complete|file|print|text|message|notify|inform|explain|teach|demo|observe|shadow"
    r"|submit|approve|verify|rebook|reschedule|cancel|swap|stay|come|get|give|make|find|fix|look"
    r"|own|run|chair|minute|investigate|escalate|handle|sort|set up|hand|wait|watch|sit with"
    r"|be (?:seen|scoped|moved|discharged|called|told|on|off|in))\b)"
)
"""What only a person is asked to do."""
_PHONE = regex(
    r"['\")]{0,2},? ?\(?(?:(?:cell|mobile|home|work|tel|phone|ph|mob|c|h|w|m)\b[:.]? ?#?)?"
    r"\+?(?:1[ -.])?\(?\d{3}\)?[ -./]{1,2}\d{3}[ -.]\d"
)
_CREDENTIAL = regex(
    r",? \(?(?:MD|M\.D\.|DO|D\.O\.|RN|R\.N\.|LPN|LVN|NP|N\.P\.|PA|PA-C|PhD|Ph\.D\.|PharmD"
    r"|DDS|DMD|DPM"
    r"|DPT|PT|OT|OTR|OTR/L|LCSW|LICSW|LMSW|MSW|LMFT|LPC|PsyD|CRNA|CNM|CNS|APRN|FNP|FNP-[A-Z]+|DNP"
    r"|MBBS|MBChB|MRCP|FRCP|FRCS|FACS|FACP|FAAP|FACC|RD|RDN|RPh|CNA|EMT(?:-[A-Z])?|NRP|MA|MS|MPH"
    r"|BSN|MSN|LICDC|LCDC|LADC|CADC|SCPHN|RGN|RMN|HCA|ODP|MRCGP|FRCA|FRCEM|MRCPsych|FRACP|FRANZCP"
    r"|ATC|COTA|PTA|BCBA|LPCC|LCPC|LMHC|CRNP|AGNP|CHW|RHIA|RHIT|CPC|EMT-P|MLS|MLT"
    r"|PMHNP(?:-BC)?|SLP|CCC-SLP|RRT|RT|CCRN|AuD|OD|DVM|Esq|PGY-?\d|SW|CM|HIM|MT|CHPN"
    r"|CGC|CPhT|phleb)"
    r"\b(?![- ]?\d{2,}|[A-Za-z]| ?-?\d{1,2}\.\d)"
)
_STATE = regex(
    r", (?:MA|MD|PA|MS|CO|MO|ME|MI|MT|DO|OD|ND|SD|CT|RN?I|AR)"
    r"(?:\n|[ ,.]{1,3}\W{0,3}\d{5}| USA| and\b)"
)
"""A state, and no credential: a line that ends, or a postcode."""
_OF_ONE_NAME = frozenset(("family", "twins", "household", "sisters", "brothers", "siblings"))
_FAMILY_OF = regex(
    r" (?:family(?=[:,.;)\n]| (?:was|is|has|had|and|who|meeting|conference|at|in|came|wants|asked)"
    r"|$)|twins|household|sisters|brothers|siblings)\b"
)
_SOMEBODY = frozenset(
    """
    lady woman man guy gentleman gent kid girl boy baby kids girls boys couple twins brothers
    sisters patient pt case consult admission family daughter son fellow chap child infant
    """.split()  # noqa: SIM905  # legible
)
_THE_ONE = regex(r"\b(?:[Tt]he|[Tt]hat|[Tt]his|[Oo]ur|[Yy]our|[Mm]y|[Aa]|[Tt]hose|[Bb]oth) $")
"""`the Quill lady`: who is meant, with what stands before."""

_LIFE = regex(
    r" (?:is (?:originally )?from|was born|grew up|works (?:at|for|as)|lives (?:in|at|with|alone)"
    r"|moved (?:to|here)|died|passed away|retired from) "
)
"""What only people do."""
_PLURAL_ROLE = regex(
    r"(?:,? (?:and|&) [A-Z\xff][\w\xff'-]{1,20})? were (?:both )?(?:[a-z]+ )?"
    r"[a-z]{3,}(?:ers|ors|ists|ians|mates|nurses|colleagues|cousins|friends|partners)\b"
)
_WHO = regex(
    r", who (?:is|was|says|said|has|had|will|came|works?|lives?|told|called|fell|needs|wants"
    r"|died|got"
    r"|went|missed|refused|never|always|keeps|takes|just|can't|cant|didn't|didnt) "
)
_VOCATIVE = regex(
    r" (?:please|pls|plz) [a-z]"
    r"| \((?:he|she|they|his|her)\b"
    r"|, (?:she|he|who|whose|they) (?:is|was|has|had|does|can|only|will|lives|never|also|takes"
    r"|needs|says|got)\b"
    r"|, (?:can|could|would|will|please|i|you|we|what|how|do|did|are|thanks|who)\b"
)
_ADDRESSED = regex(
    r", (?:I['\u2019\xff](?:ll|m|ve|d)|(?:can|could|would|will|did|do|have|are) you\b|please [a-z]"
    r"|thanks? (?:for|you|so)\b|here[' ]?i?s\b|sorry (?:for|to|about|I)\b|just (?:to|a|checking)\b"
    r"|I (?:have|need|am|was|will|got|saw|spoke|called|don't|can|just|wanted)\b)"
)
"""What somebody is told whose name begins what is said: `Glory, I'll go after Mass`."""
_ADVERBS = frozenset(
    "already just also never still then always only even really finally later".split()  # noqa: SIM905  # legible
)
_NEXT_BUT_ONE = regex(r" [a-z]{4,7} ([a-z]{3,12})\b")
_HUMAN_VERBS = frozenset(
    [
        "lives",
        "shouted",
        "says",
        "asks",
        "asked",
        "denies",
        "cried",
        "laughed",
        "smiled",
        "whispered",
        "yelled",
        "told",
        "wants",
    ]
)
_CELL_END = regex(r"[ \t]{0,3}\||[ \t]{2}")
_BELOW = regex(
    r"[ \t]{0,3}\n[ \t]{0,3}([A-Z][A-Za-z]{2,20}(?: [A-Za-z]{2,20}){0,3})(?=,|[ \t]*(?:\n|$))"
)
"""The next line, if it may say what somebody is: `Consultant Paediatrician`."""

_SPEAKER = regex(r": {0,2}[\"'A-Za-z0-9(?]")
_SPEAKS = regex(
    r":? ?>? ?(?:can|could|please|pls|i|I|I'm|im|what|how|hi|hey|ok|okay|yes|no|nope|yeah"
    r"|thanks|thx|anyone"
    r"|do|did|is|are|who|where|when|why|we|you|he|she|they|not|sure|sorry|lol|just|u|my|our)\b"
)
"""How people start what they say, behind the mark that tells who speaks."""

_CLOCK = regex(r",? ?[\[(]?\d{1,2}:\d\d(?:[:.]\d\d)?(?: ?[AaPp]\.?[Mm]\.?)?[\])]?[ \t]*(?:\n|$)")
_BESIDE = regex(
    "|".join(
        f"({pattern.pattern})" for pattern in (_CREDENTIAL, AGE, _IDENTIFIED, _ROW, _MAYBE_AGE)
    )
)
"""What follows a name, the surest first, which is what an alternation tries first."""
_OF_BESIDE = (
    (0, ""),
    (3, "credential"),
    (2, "age_after"),
    (2, "id_after"),
    (2, "row"),
    (1, "age_after"),
)
"""By the group of `_BESIDE`: points, and the id."""
_THEN: tuple[tuple[re.Pattern[str], float, str], ...] = (
    (_TASK, 1.0, "task_after"),
    (_PHONE, 1.0, "phone_after"),
    (_WHO, 1.0, "vocative"),
    (_VOCATIVE, 0.5, "vocative"),
)
# INVARIANT: whatever `_BESIDE`, `_THEN` and `apposition` match starts with none of the signs; in
# prose, after a blank, the first two with the letters below. A test generates matches of them.
_SAID_AFTER = frozenset(":>")
_STOPS = frozenset(("", ".", "\n", ":", "?", "!"))
_BESIDE_IN_PROSE = frozenset(
    [
        *("a ", "ac", "ag", "an", "b.", "ba", "be", "bo", "d.", "do", "ex", "fe", "is", "li"),
        *("ma", "mr", "no", "pa", "ph", "ro", "ss", "tu", "wa", "wh"),
    ]
)
_NATURE = frozenset((" ", ","))
_THEN_IN_PROSE = frozenset(
    (
        *("an", "ce", "ho", "mo", "ph", "pl", "te", "to", "wo"),
        *(f"{line}{behind}" for line in "chwm" for behind in " .:#+("),
    )
)


def _of_nature(text: str, segment: Segment) -> str:
    """What follows that only people do or are: their life, an occupation, a family."""
    if is_wordy(segment):
        return ""
    if segment.stop in _OF_ONE_NAME and _FAMILY_OF.match(text, segment.end):
        return "family_of"
    if _LIFE.match(text, segment.end):
        return "life_after"
    if _PLURAL_ROLE.match(text, segment.end) and segment.parts[0].word.lower() not in EPONYMS:
        return "role_after"
    return ""


def after(reading: Reading, segment: Segment) -> tuple[float, str]:
    """Points of what follows, and its id."""
    points, told = _told(reading, segment)
    if points < 1:
        slot, slotted = slot_after(reading, segment)
        if slot > points:
            return slot, slotted
    return points, told


def _told(  # noqa: C901, PLR0912  # one branch a kind of evidence, the surest first
    reading: Reading, segment: Segment
) -> tuple[float, str]:
    text, end = reading.text, segment.end
    if segment.possessive:
        owned = reading.next_word(end + 2)
        if owned in OF_A_PERSON or owned in KIN:
            return 1, "possession"
        return (0.5, "possession") if len(segment.parts) > 1 else (0, "")
    after = text[end : end + 3]
    stops = after[:1] in _STOPS
    prose = after[:1] == " " and after[1:2].islower()
    two = after[1:]
    if (
        segment.stop in _SOMEBODY
        and (
            named_word(reading, segment) > 1
            or (len(segment.parts) > 1 and segment.parts[0].bits & ANY_GIVEN)
        )
        and _THE_ONE.search(text, max(0, segment.start - 6), segment.start)
    ):
        return 2, "family_of"
    if not stops:
        beside = _BESIDE.match(text, end) if not prose or two in _BESIDE_IN_PROSE else None
        nature = _of_nature(text, segment) if after[:1] in _NATURE else ""
        if nature:
            return 2, nature
        state = beside is not None and beside.lastindex == 1 and len(segment.parts) == 1
        if beside and not (state and _STATE.match(text, end)):
            return _OF_BESIDE[beside.lastindex or 0]
        explained = apposition(text, end)
        if explained:
            return explained, "apposition"
        service = of_service(text, end) if after[:1] == " " else 0
        if service:
            return service, "service_after"
    if segment.stop in SAYING_VERBS:
        return (1.5 if segment.stop in _HUMAN_VERBS else 1), "saying_after"
    if segment.stop in _ADVERBS:
        then_says = _NEXT_BUT_ONE.match(text, end)
        if then_says and then_says[1] in SAYING_VERBS:
            return 1, "saying_after"
    if segment.stop in PERSON_VERBS:
        return 0.5, "verb_after"
    if after[:1] == "," and _is_addressed(text, segment):
        return 3, "addressed"
    if not stops and (not prose or two in _THEN_IN_PROSE):
        for then, worth, told in _THEN:
            if then.match(text, end):
                return worth, told
    return _of_line(reading, segment)


_ENDEARMENTS = frozenset(("Honey", "Love", "Sugar", "Baby", "Sunny"))


def _is_addressed(text: str, segment: Segment) -> bool:
    """Whether a name that is a word begins a line that is said to somebody."""
    start, first = segment.start, segment.parts[0]
    return (
        len(segment.parts) == 1
        and bool(first.bits & GIVEN_WORD)
        and first.word[1:].islower()
        and first.word not in _ENDEARMENTS
        and (not start or text[start - 1] == "\n")
        and _ADDRESSED.match(text, segment.end) is not None
    )


_SHORT_TEXT = 80


def _whole(text: str, start: int, end: int) -> bool:
    """Whether a short text says nothing else."""
    return len(text) <= _SHORT_TEXT and not (text[:start].strip() or text[end:].strip(" \n.,"))


def _of_line(reading: Reading, segment: Segment) -> tuple[float, str]:
    """Points for a name at the start of a line: a speaker, a line or a cell of its own."""
    text = reading.text
    start, end = segment.start, segment.end
    several = len(segment.parts) > 1
    if start and not (
        text[start - 1] in "\n>]<" or text[start - 2 : start - 1] in ("\n", ">", "]")
    ):
        return 0, ""
    known = segment.parts[0].bits & (ANY_GIVEN | ANY_FAMILY) and not is_wordy(segment)
    if known and (
        (text[end : end + 1] in _SAID_AFTER and _SPEAKS.match(text, end))
        or (_CLOCK.match(text, end) and "\n" in text)
    ):
        return 1, "speaker"
    if _SPEAKER.match(text, end):
        return (1 if segment.parts[0].bits & ANY_GIVEN else 0.5), "speaker"
    if _LINE_END.match(text, end):
        below = _BELOW.match(text, end) if several else None
        if below and any(is_role(word.lower()) for word in below[1].split()):
            return 1.5, "own_line"
        part = segment.parts[0]
        if (
            not several
            and part.bits & FAMILY
            and reading.capital(start)
            and part.word.lower() not in OF_SCIENCE
            and _whole(text, start, end)
        ):
            return 1, "own_text"
        return (1 if several else 0.5), "own_line"
    return (0.5, "own_cell") if several and _CELL_END.match(text, end) else (0, "")

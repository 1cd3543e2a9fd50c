"""
What speaks for a name and what against it, for one segment: its shape and what stands beside it.

Evidence is counted in points by kinds (shape, before, after): two points make a name, one is
unsure. Two lists that know a word are one piece of evidence.
"""

import re
from typing import NamedTuple

from promptward.deferred import regex
from promptward.recognizers.name_beside import AGE, apposition, beside, is_role
from promptward.recognizers.name_doubt import against, doubt, is_eponym
from promptward.recognizers.name_reading import ABSOLUTE, Reading, Segment
from promptward.recognizers.name_service import of_service
from promptward.recognizers.name_shape import shape
from promptward.recognizers.name_words import (
    COMMON,
    FAMILY,
    FAMILY_WORD,
    GIVEN,
    GIVEN_WORD,
    INITIAL,
    RARE_FAMILY,
    RARE_GIVEN,
    UNKNOWN,
    Part,
)
from promptward.recognizers.regions import DEMONYMS
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import (
    ADDRESSED,
    CONTACTED,
    EPONYMS,
    KIN,
    OF_A_PERSON,
    PERSON_VERBS,
    PLACE_AFTER,
    PLACES,
    PRODUCTS,
    ROLES,
    SAYING_VERBS,
    SERVICES,
)

__all__ = ["Judged", "Sum", "weigh"]

_GIVEN = COMMON | GIVEN | RARE_GIVEN
_FAMILY = FAMILY | RARE_FAMILY
_WORDS = GIVEN_WORD | FAMILY_WORD

_AFTER_A_TYPE = frozenset(",)]|[")
"""What follows a type in the head of a function: `parent: Candidate, …`."""

_STRONG = 2
_QUOTES = frozenset(("'", '"'))
_SURE_CUES = frozenset(("kin", "demographic", "named"))
_JOINTS = frozenset(("", '"', "'", "(", ":"))
_FIGURES = frozenset("0123456789")
_ABBREVIATION = 4
_LONGEST_ACRONYM = 5
_OVER_EPONYMS = frozenset(("kin", "named", "by", "quoted", "sign_off"))
"""Evidence before a name that an eponym's following word does not veto."""

_MAYBE_AGE = regex(
    r"['\")]{0,2}(?:, | \(| is |, is )\d{1,2}"
    r"(?:\)|[.;,](?: [A-Za-z]|$|\n)| (?:from|with|w/|and)\b|;\d)"
)
_IDENTIFIED = regex(
    r"['\")]{0,2}[,;/|]? {0,3}[(\[|/]? ?(?:MRN|DOB|D\.O\.B|d\.?o\.?b\b|SSN|born\b|b\. ?\d"
    r"|MR ?#|NHS\b"
    r"|pager\b|ext\b\.?|acct\b|mrn\b|ssn\b|DOS\b|HN\b|NPI\b|DEA\b|lic\b|license\b|badge\b|ID ?[#:]"
    r"|[Rr]oom\b|[Bb]ed\b)| \(\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d\d)\)"
)
_ROW = regex(r"[ \t|]{1,16}(?:[MF]|[Mm]ale|[Ff]emale|SEX|Sex)[ \t|:]{1,8}(?:\d|[MF]\b|AGE|DOB)")
"""The next cells of a row: the sex, and a date or an age."""

_TASK = regex(
    r" (?:and I\b|to (?:review|chase|see|call|ring|phone|follow|check|arrange|discuss|book|order"
    r"|repeat"
    r"|speak|sign|send|contact|attend|cover|present|assess|write|fax|update|decide|confirm|scan|consent"
    r"|dictate|round|operate|cosign|email|page|liaise|organise|organize|refer|prescribe)\b)"
)
"""What only a person is asked to do."""

_BED_BEFORE = regex(
    r"\b(?:[Bb]ed|[Rr]oom|[Rr]m|[Bb]ay|[Cc]hair|[Cc]ubicle) \d{1,3}[A-Za-z]?[:,-]? $"
)
_KIN_BEFORE = regex(r"\b([a-z]{3,13}), $")
_PHONE = regex(r"['\")]{0,2},? ?\(?\+?(?:1[ -.])?\(?\d{3}\)?[ -./]{1,2}\d{3}[ -.]\d")
_CREDENTIAL = regex(
    r",? \(?(?:MD|M\.D\.|DO|D\.O\.|RN|R\.N\.|LPN|LVN|NP|N\.P\.|PA|PA-C|PhD|Ph\.D\.|PharmD"
    r"|DDS|DMD|DPM"
    r"|DPT|PT|OT|OTR|OTR/L|LCSW|LICSW|LMSW|MSW|LMFT|LPC|PsyD|CRNA|CNM|CNS|APRN|FNP|FNP-[A-Z]+|DNP"
    r"|MBBS|MBChB|MRCP|FRCP|FRCS|FACS|FACP|FAAP|FACC|RD|RDN|RPh|CNA|EMT(?:-[A-Z])?|NRP|MA|MS|MPH"
    r"|BSN|MSN|LICDC|LCDC|LADC|CADC|SCPHN|RGN|RMN|HCA|ODP|MRCGP|FRCA|FRCEM|MRCPsych|FRACP|FRANZCP"
    r"|ATC|COTA|PTA|BCBA|LPCC|LCPC|LMHC|CRNP|AGNP|CHW|RHIA|RHIT|CPC|EMT-P|MLS|MLT"
    r"|PMHNP(?:-BC)?|SLP|CCC-SLP|RRT|RT|CCRN|AuD|OD|DVM|Esq|PGY-?\d|SW|CM|HIM|MT|CHPN"
    r"|CGC|CPhT|phleb)"
    r"\b(?![- ]?\d{2,}|[A-Za-z])"
)
_STATE = regex(
    r", (?:MA|MD|PA|MS|CO|MO|ME|MI|MT|DO|OD|ND|SD|CT|RN?I|AR)"
    r"(?:\n|[ ,.]{1,3}\W{0,3}\d{5}| USA| and\b)"
)
"""A state, and no credential: a line that ends, or a postcode."""

_LISTED_AFTER = regex(r",? (?:and |& )?[A-Z\xff][\w\xff'-]+")
_OF_ONE_NAME = frozenset(("family", "twins", "household", "sisters", "brothers", "siblings"))
_FAMILY_OF = regex(
    r" (?:family(?=[:,.;)\n]| (?:was|is|has|had|and|who|meeting|conference|at|in|came|wants|asked)"
    r"|$)|twins|household|sisters|brothers|siblings)\b"
)
_LIFE = regex(
    r" (?:is (?:originally )?from|was born|grew up|works (?:at|for|as)|lives (?:in|at|with|alone)"
    r"|moved (?:to|here)|died|passed away|retired from) "
)
"""What only people do."""

_PLURAL_ROLE = regex(
    r"(?:,? (?:and|&) [A-Z\xff][\w\xff'-]{1,20})? were (?:both )?(?:[a-z]+ )?"
    r"[a-z]{3,}(?:ers|ors|ists|ians|mates|nurses|colleagues|cousins|friends|partners)\b"
)

_WHO = regex(r", who (?:is|was|says|said|has|had|will|came|works?|lives?|told|called) ")
_VOCATIVE = regex(
    r" \((?:he|she|they|his|her)\b"
    r"|, (?:she|he|who|whose|they) (?:is|was|has|had|does|can|only|will|lives|never|also|takes|needs|says|got)\b"
    r"|, (?:can|could|would|will|please|i|you|we|what|how|do|did|are|thanks|who)\b"
)
_NICKNAMED = regex(r"[A-Za-z] \([\"'\x60]$")
_QUOTED = regex(r"[\"'][,!?.]? (?:said|says) $|[!?] said $")
_PREPOSITIONS = frozenset(
    [
        "by",
        "with",
        "from",
        "for",
        "to",
        "including",
        "like",
        "add",
        "as",
        "under",
        "and",
        "of",
        "about",
    ]
)
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
_LINE_END = regex(r"[\"']?[ \t]{0,3}(?:\n|$)")
_CELL_END = regex(r"[ \t]{0,3}\||[ \t]{2}")
_SPEAKER = regex(r": {0,2}[\"'A-Za-z0-9(?]")
_SIGNED = regex(r"(?:^|\n|[.!?)]\s{1,3})[-~]{1,2} ?$")


_SCORED = frozenset(["no", "not", "neg", "negative", "positive", "modified", "classic", "or"])
_OF_A_STATE = frozenset(
    """
    license licence lic medicaid law laws board state dmv registration statute department dept
    plate plates driver drivers driver's id medicare bureau code rules regulations registry residents
    courts legislature senate coast border politics football university
    """.split()  # noqa: SIM905  # legible
)
"""What a state or a country has: `Oregon license`."""

_OF_SOMEBODY = frozenset(("saying_after", "age_after", "apposition", "possession", "credential"))


class Sum(NamedTuple):
    """Points and the ids of what gave them; `absolute`: a cue that no veto beats."""

    points: float
    evidence: tuple[str, ...]
    absolute: bool = False


class Judged:
    """A segment and what speaks for it so far."""

    __slots__ = ("credited", "segment", "sum")

    def __init__(self, segment: Segment, total: Sum) -> None:
        self.segment = segment
        self.sum = total
        self.credited = False

    @property
    def sure(self) -> bool:
        """Whether it counts as a name."""
        return self.sum.absolute or self.sum.points >= _STRONG

    @property
    def very_sure(self) -> bool:
        """Whether even its everyday words are remembered as names."""
        return self.sum.absolute or self.sum.points > _STRONG


def _before(  # noqa: C901  # one branch a kind of evidence, the surest first
    reading: Reading, segment: Segment, word: str, joint: str, *, wordy: bool
) -> tuple[float, str]:
    """Points of what stands before, and its id; `word` and `joint` as `beside` says."""
    start, text, cues = segment.start, reading.text, segment.cues
    if cues:
        if cues & ABSOLUTE:
            return 4, min(cues & ABSOLUTE)
        sure = cues & _SURE_CUES
        if sure:
            return 2, min(sure)
    if joint not in _JOINTS:
        word = ""
    if cues:
        of_cue = _of_cue(reading, segment, word)
        if of_cue is not None:
            return of_cue
    ahead = text[max(0, start - 10) : start]
    if (
        ahead[-1:] in _QUOTES
        and ahead[-2:-1] == "("
        and text[segment.end : segment.end + 2] in ('")', "')")
        and _NICKNAMED.search(text, max(0, start - 4), start)
    ):
        return 2, "nickname"
    if not wordy and "sa" in ahead and _QUOTED.search(text, max(0, start - 10), start):
        return 2, "quoted"
    if (
        ("-" in ahead or "~" in ahead)
        and _SIGNED.search(text, max(0, start - 4), start)
        and _LINE_END.match(text, segment.end)
    ):
        return 2, "sign_off"
    if joint == ":":
        low = word.lower()
        plural = low.endswith("s") and (low in ROLES or _LISTED_AFTER.match(text, segment.end))
        label = is_role(low) or (low in SERVICES and not segment.stop)
        return (2, "role_before") if label and (plural or _listed(segment)) else (0, "")
    if (
        not wordy
        and not _FIGURES.isdisjoint(ahead[-5:])
        and _BED_BEFORE.search(text, max(0, start - 14), start)
    ):
        return 1, "bed_before"
    if joint == "" and word == ",":
        relation = _KIN_BEFORE.search(text, max(0, start - 16), start)
        if relation and relation[1] in KIN and not wordy:
            return 2, "kin"
    return _of_word(reading, segment, word, wordy=wordy)


def _listed(segment: Segment) -> bool:
    for part in segment.parts:  # noqa: SIM110  # half the cost of any()
        if part.bits & ~(_WORDS | UNKNOWN | INITIAL):
            return True
    return False


def _wordy(segment: Segment) -> bool:
    for part in segment.parts:  # half the cost of all()
        if not part.bits & _WORDS or part.bits & (_GIVEN | _FAMILY):
            return False
    return True


def _given_word(segment: Segment) -> bool:
    """Whether it starts with a given name that is a word, capitalised as names are."""
    first = segment.parts[0]
    return bool(first.bits & GIVEN_WORD) and not first.word.isupper()


def _of_cue(reading: Reading, segment: Segment, word: str) -> tuple[float, str] | None:
    """Points of a cue of the shared scan; `word` is the one before, as written."""
    cues = segment.cues
    single = len(segment.parts) == 1
    first = segment.parts[0].word
    if "by" in cues:
        doubtful = single and _wordy(segment) and not _given_word(segment)
        return (1 if doubtful else 2), "by"
    if "role" in cues:
        small = word.islower()
        sure = (
            not single
            or _listed(segment)
            or (_given_word(segment) and (small or word.lower() in ADDRESSED))
            or (small and first[1:].islower() and not _wordy(segment))
            or (word.lower() in ADDRESSED and first[1:].islower() and not _wordy(segment))
            or (first.isupper() and len(first) > _ABBREVIATION)
        )
        return (2 if sure else 1), "role"
    if "name_label" in cues:
        if single and reading.program and reading.text[segment.start - 1] in "'\"":
            return 1, "name_label"  # `name = "Janet"` may be anything's
        return (2 if _listed(segment) else 1), "name_label"
    if "spoken" in cues and _listed(segment):
        return 1, "spoken"
    return None


def _of_word(
    reading: Reading, segment: Segment, word: str, *, wordy: bool
) -> tuple[float, str]:
    """Points of the word before, as written: a relation, a role, what one does to people."""
    if not word:
        return 0, ""
    start = segment.start
    low = word.lower()
    single, given = len(segment.parts) == 1, _given_word(segment)
    if is_role(low) and (low in KIN or not wordy or (given and word.islower())):
        sure = low in KIN or not single or given or _listed(segment)
        return (2 if sure else 1), "role_before"
    if low in CONTACTED and not wordy and (low != "per" or _called_per(segment)):
        return 1, "contact_before"
    if low == "to" and not wordy and _SPOKEN_TO.search(reading.text, max(0, start - 18), start):
        return 1, "contact_before"
    if low in _PREPOSITIONS and not single and (not wordy or low in ("for", "by", "with")):
        return 0.5, "preposition"
    return 0, ""


_SPOKEN_TO = regex(
    r"\b(?:explained|spoke|spoken|talked|talking|apologi[sz]ed|listened|wrote|written|demonstrated"
    r"|introduced|married|engaged|related|according|handed|read|said|lied|promised|thanks) to $",
    re.IGNORECASE,
)


def _called_per(segment: Segment) -> bool:
    """`per Quill`, and not `per PLATO` or `per Hartford nomogram`."""
    word = segment.parts[0].word
    return _listed(segment) and not word.isupper() and word.lower() not in EPONYMS


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
_STOPS = frozenset(("", ".", "\n", ":", "?", "!"))
_BESIDE_IN_PROSE = frozenset(
    [
        *("a ", "ac", "ag", "an", "b.", "ba", "be", "bo", "d.", "do", "ex", "fe", "is", "li"),
        *("ma", "mr", "no", "pa", "ph", "ro", "ss", "tu", "wa", "wh"),
    ]
)
_NATURE = frozenset((" ", ","))
_THEN_IN_PROSE = frozenset(("an", "to"))


def _of_nature(text: str, segment: Segment) -> str:
    """What follows that only people do or are: their life, an occupation, a family."""
    if _wordy(segment):
        return ""
    if segment.stop in _OF_ONE_NAME and _FAMILY_OF.match(text, segment.end):
        return "family_of"
    if _LIFE.match(text, segment.end):
        return "life_after"
    if _PLURAL_ROLE.match(text, segment.end) and segment.parts[0].word.lower() not in EPONYMS:
        return "role_after"
    return ""


def _after(  # noqa: C901  # one branch a kind of evidence, the surest first
    reading: Reading, segment: Segment
) -> tuple[float, str]:
    """Points of what follows, and its id."""
    text, end = reading.text, segment.end
    if segment.possessive:
        if reading.next_word(end + 2) in OF_A_PERSON:
            return 1, "possession"
        return (0.5, "possession") if len(segment.parts) > 1 else (0, "")
    after = text[end : end + 3]
    stops = after[:1] in _STOPS
    prose = after[:1] == " " and after[1:2].islower()
    two = after[1:]
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
    if segment.stop in PERSON_VERBS:
        return 0.5, "verb_after"
    if not stops and (not prose or two in _THEN_IN_PROSE):
        for then, worth, told in _THEN:
            if then.match(text, end):
                return worth, told
    return _of_line(text, segment)


def _of_line(text: str, segment: Segment) -> tuple[float, str]:
    """Points for a name at the start of a line: a speaker, a line or a cell of its own."""
    start, end = segment.start, segment.end
    several = len(segment.parts) > 1
    if start and not (
        text[start - 1] in "\n>]" or text[start - 2 : start - 1] in ("\n", ">", "]")
    ):
        return 0, ""
    if _SPEAKER.match(text, end):
        return (1 if segment.parts[0].bits & _GIVEN else 0.5), "speaker"
    if _LINE_END.match(text, end):
        return (1 if several else 0.5), "own_line"
    return (0.5, "own_cell") if several and _CELL_END.match(text, end) else (0, "")


def _thing(
    reading: Reading, segment: Segment, shape_id: str, before: float, before_id: str
) -> bool:
    """Whether it is no name whatever its points: an eponym, a word without a reason."""
    first = segment.parts[0]
    if shape_id == "named_thing" and before_id == "kin":
        return True
    if shape_id == "initial" and (before < _STRONG or not first.dotted):
        return True
    if len(segment.parts) == 1 and reading.called(first.word):
        return True
    last = segment.parts[-1]
    known = last.word.lower() in EPONYMS and not last.bits & (COMMON | GIVEN)
    return (before_id not in _OVER_EPONYMS or (known and not segment.possessive)) and is_eponym(
        reading, last.end, possessive=segment.possessive
    )


def _is_family(part: Part) -> bool:
    """`the Quills`: a surname of the lists with an s, and no word."""
    low = part.word.lower()
    if part.bits != UNKNOWN or low[-1] != "s" or len(low) <= _LONGEST_ACRONYM:
        return False
    return low[:-1] in shipped("surnames") and low not in PRODUCTS and low[:-1] not in EPONYMS


def _unsaid(segment: Segment, doubts: float, after_id: str, word: str) -> bool:
    """Whether a surname by itself stands as things do: graded, owned by nobody, absent."""
    return doubts > 0 or (segment.possessive and after_id != "possession") or word in _SCORED


def _no_person(reading: Reading, part: Part) -> bool:
    """Whether it is an occupation, or a short word in capitals in a text that is not."""
    word = part.word
    low = word.lower()
    return part.bits == UNKNOWN and (
        is_role(low)
        or (word.isupper() and len(word) <= _LONGEST_ACRONYM and not reading.shouted)
    )


def weigh(reading: Reading, segment: Segment) -> Sum:
    """All that is to be said about one segment by itself."""
    shaped, shape_id = shape(reading, segment)
    word, joint = beside(reading.text, segment.start)
    wordy = _wordy(segment)
    before, before_id = _before(reading, segment, word, joint, wordy=wordy)
    after, after_id = _after(reading, segment)
    evidence = tuple(filter(None, (before_id, shape_id, after_id)))
    first = segment.parts[0]
    single = len(segment.parts) == 1
    if segment.cues & ABSOLUTE:
        short = single and first.word.isupper() and len(first.word) < _ABBREVIATION
        typed = (
            single
            and reading.program
            and reading.text[segment.end : segment.end + 1] in _AFTER_A_TYPE
            and reading.text[segment.start - 1] not in "'\""
        )
        if before_id != "honorific" and (
            segment.stop in PLACE_AFTER or (short and shaped < 1) or typed
        ):
            return Sum(1, evidence)
        return Sum(before + shaped, evidence, absolute=True)
    if (
        not (shaped or before or after)
        or (not shaped and not before and not first.bits & GIVEN_WORD)
        or (not after and segment.stop in PLACE_AFTER)
        or (after_id != "family_of" and _thing(reading, segment, shape_id, before, before_id))
    ):
        return Sum(0, evidence)
    if single and word == "the" and _is_family(first):
        return Sum(2, ("family_of",))
    if single and first.word.lower() in DEMONYMS and not first.bits & COMMON:
        return Sum(0, evidence)
    if single and _no_person(reading, first):
        return Sum(min(1, shaped + before), evidence)
    if not shaped and not before and after_id in ("id_after", "age_after"):
        return Sum(min(after, 1), evidence)
    if single and first.word in PLACES and before_id not in ("kin", "named"):
        if reading.next_word(segment.end) in _OF_A_STATE:
            return Sum(0, evidence)
        if not (first.bits & _GIVEN and after_id in _OF_SOMEBODY):
            return Sum(min(1, before + after), evidence)
    word = "" if joint else word.lower()
    doubts = 0.0 if after_id == "family_of" else against(reading, segment, word)
    if before < _STRONG or before_id == "role":
        doubts += doubt(reading, segment, word)
        if reading.program and single and not before:
            doubts += 1
    if shape_id == "surname_alone" and _unsaid(segment, doubts, after_id, word):
        evidence = tuple("listed_alone" if one == shape_id else one for one in evidence)
    return Sum(shaped + before + after - doubts, evidence)

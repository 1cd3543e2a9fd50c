"""
What speaks for a name and what against it, for one segment: its shape and what stands beside it.

Evidence is counted in points by kinds (shape, before, after): two points make a name, one is
unsure. Two lists that know a word are one piece of evidence.
"""

import re
from typing import NamedTuple

from promptward.recognizers.name_reading import (
    ABSOLUTE,
    COMMON,
    FAMILY,
    FAMILY_WORD,
    GIVEN,
    GIVEN_WORD,
    INITIAL,
    RARE_FAMILY,
    RARE_GIVEN,
    UNKNOWN,
    Reading,
    Segment,
)
from promptward.recognizers.words import (
    ADDRESSED,
    AFTER_EPONYM,
    AMBIGUOUS_LOWER,
    CONTACTED,
    EPONYMS,
    EPONYM_PAIRS,
    KIN,
    NO_ROLES,
    OF_A_PERSON,
    PERSON_VERBS,
    PLACE_AFTER,
    PLACES,
    PRODUCTS,
    ROLES,
    SAYING_VERBS,
    WITH_PLACES,
)

__all__ = ["Sum", "is_eponym", "weigh"]

_GIVEN = COMMON | GIVEN | RARE_GIVEN
_FAMILY = FAMILY | RARE_FAMILY
_NAME = _GIVEN | _FAMILY | UNKNOWN
_WORDS = GIVEN_WORD | FAMILY_WORD

_BEFORE = re.compile(r"([A-Za-z][A-Za-z/'-]*|[0-9]+|[,;:.!?)>|=])(:?[ \t]{0,2}[\"'(]?|\.[ \t])$")
_LOOK_BACK = 28
_AGE = re.compile(
    r"['\")]{0,2},? ?(?:\(|- |who )?(?:is |was |now |aged? |a |an |turned |turning )*"
    r"(?:\d{1,3} ?(?:-? ?(?:y/?o\b|yo[MFmf]?\b|yrs?\b|years?\b|y\.o\.|year-old|mo\b|months?\b)|[MFmf]\b"
    r"| (?:[Mm]ale|[Ff]emale|[Mm]an|[Ww]oman)\b)|[MF]/\d{1,3}\b|[MF] ?\d{2}\b)|['\")]{0,2},? ?\(?age[d]? \d"
)
_MAYBE_AGE = re.compile(
    r"['\")]{0,2}(?:, | \(| is |, is )\d{1,2}(?:\)|[.;,](?: [A-Za-z]|$|\n)| (?:from|with|w/|and)\b|;\d)"
)
_IDENTIFIED = re.compile(
    r"['\")]{0,2}[,;/|]? {0,3}[(\[|/]? ?(?:MRN|DOB|D\.O\.B|d\.?o\.?b\b|SSN|born\b|b\. ?\d|MR ?#|NHS\b"
    r"|pager\b|ext\b\.?|acct\b|mrn\b|ssn\b|DOS\b|HN\b|NPI\b|DEA\b|lic\b|license\b|badge\b|ID ?[#:]"
    r"|[Rr]oom\b|[Bb]ed\b)"
)
_PHONE = re.compile(r"['\")]{0,2},? ?\(?\+?(?:1[ -.])?\(?\d{3}\)?[ -./]{1,2}\d{3}[ -.]\d")
_CREDENTIAL = re.compile(
    r",? \(?(?:MD|M\.D\.|DO|D\.O\.|RN|R\.N\.|LPN|LVN|NP|N\.P\.|PA|PA-C|PhD|Ph\.D\.|PharmD|DDS|DMD|DPM"
    r"|DPT|PT|OT|OTR|OTR/L|LCSW|LICSW|LMSW|MSW|LMFT|LPC|PsyD|CRNA|CNM|CNS|APRN|FNP|FNP-[A-Z]+|DNP"
    r"|MBBS|MBChB|MRCP|FRCP|FRCS|FACS|FACP|FAAP|FACC|RD|RDN|RPh|CNA|EMT(?:-[A-Z])?|NRP|MA|MS|MPH|BSN|MSN"
    r"|PMHNP(?:-BC)?|SLP|CCC-SLP|RRT|RT|CCRN|AuD|OD|DVM|Esq|PGY-?\d|SW|CM|HIM|MT|CHPN|CGC|CPhT|phleb)"
    r"\b(?![- ]?\d{2,}|[A-Za-z])"
)
_CITATION = re.compile(r",? et al|,? (?:and|&) [A-Z][a-z]+,? (?:\(?\d{4}|et al)|,? \(\d{4}|,? \d{4}[;:),]")
_GRADE = re.compile(
    r"['\"]?(?:'s)?[ -](?:\d+(?:[.+/-]\d+)?(?=[ ,.;:)\n]|$)|[IV]{1,4}[AaBbCc]?\b|#?\d+ ?(?:Fr|mm|cm|mg|mcg|g|ml|mL|units?)\b"
    r"|[A-C]\b(?!\.)|type\b|score\b)"
)
_APPOSITION = re.compile(
    r"['\")]{0,2},? \(?((?:the|our|my|his|her|their|a|an)(?: [a-z]{3,12})? )?([a-z-]{2,14})\b"
)
_VOCATIVE = re.compile(r" \((?:he|she|they|his|her)\b|, (?:can|could|would|will|please|i|you|we|what|how|do|did|are|thanks|who)\b")
_QUOTED = re.compile(r"[\"'][,!?.]? (?:said|says) $|[!?] said $")
_SAINT = re.compile(r"\b(?:[Ss]t|[Mm]t|[Ff]t)\.? $")
_PREPOSITIONS = frozenset("by with from for to including like add as under and of about".split())
_AILING = frozenset("has have of with neg negative positive not no classic classical".split())
_EPONYM_OF = re.compile(
    r"\b(?:pouch|circle|canal|angle|nodes?|bundle|ligament|fossa|triangle|tetralogy|sign|disease"
    r"|syndrome|sphincter|crypts?|islets?|loop|foramen|vein|artery|duct|valves?|tail|ampulla|test"
    r"|aqueduct|law|line|signo|enfermedad|mal|maladie|morbus) (?:of|de|von) $"
)
_OBJECT = frozenset("the a an this that these those your our it".split())
_HUMAN_VERBS = frozenset(
    "lives shouted says asks asked denies cried laughed smiled whispered yelled told wants".split()
)
_LINE_END = re.compile(r"[\"']?[ \t]{0,3}(?:\n|$)")
_CELL_END = re.compile(r"[ \t]{0,3}\||[ \t]{2}")
_SPEAKER = re.compile(r": {0,2}[\"'A-Za-z0-9(?]")
_SIGNED = re.compile(r"(?:^|\n|[.!?)]\s{1,3})[-~]{1,2} ?$")
_LISTED = re.compile(r",? (?:and |& |or )?$|/ ?$")
_QUOTE_NAME = re.compile(r"[\"'(]$")
_MEASURED = re.compile(r"(?:\.\d|\d\xff|\xff)\s?[A-Z]$|\d\s?[CDFKNSEW]$")
_STREET_NUMBER = re.compile(r"\d[A-Za-z]? $")
_STREETS = frozenset(
    "street st avenue ave road rd lane ln drive dr boulevard blvd court ct circle way place pl "
    "parkway pkwy highway hwy terrace crescent sq square row trail loop".split()
)
_SENTENCE = re.compile(r"(?:^|[.!?]['\")]{0,2}\s{1,3}|\n\s{0,8}[-*#>]{0,2}\s{0,3})$")
_ROLE_ENDING = re.compile(r"[a-z]{3,}(?:ist|ian|er|or)s?$")


class Sum(NamedTuple):
    """Points and the ids of what gave them; `absolute`: a cue that no veto beats."""

    points: float
    evidence: tuple[str, ...]
    absolute: bool = False


def is_eponym(reading: Reading, end: int, *, possessive: bool = False) -> bool:
    """Whether the word that ends here names a disease, a sign, a score or a tool."""
    text = reading.text
    if possessive:
        end += 2
    if text.startswith("-", end) and text[end + 1 : end + 2].isupper():
        return False
    return reading.next_word(end) in AFTER_EPONYM


def _shape(reading: Reading, segment: Segment) -> tuple[float, str]:
    """Points for the words themselves, and the id of their shape."""
    parts = segment.parts
    first, last = parts[0], parts[-1]
    if len(parts) == 1:
        return _single(reading, segment)
    if f"{first.word} {last.word}".lower() in EPONYM_PAIRS:
        return 0, "named_thing"
    names = [part for part in parts if part.bits != INITIAL]
    if not names:
        return 0, "initials_only"
    strong_first = bool(first.bits & _GIVEN)
    if last.bits == INITIAL and len(names) == 1:
        if first.bits & (_GIVEN | UNKNOWN) and not first.bits & _WORDS:
            sure = (strong_first and "-" not in first.word) or last.dotted
            return (2 if sure else 1), "given_initial"
        if first.bits & _FAMILY:
            return 1.5 if last.dotted else 1, "family_initial"
        return (2 if last.dotted and first.bits & GIVEN_WORD else 0.5), "given_initial"
    if first.bits == INITIAL:
        if last.bits & (_NAME | FAMILY_WORD):
            if not last.bits & ~UNKNOWN:
                return (1.5 if first.dotted else 0.5), "initial_unknown"
            sure = first.dotted or (len(parts) > 2 and parts[1].dotted)  # noqa: PLR2004  # J. K. Lee
            return (2 if sure else 1), "initial_family"
        return (1.5 if first.dotted else 0), "initial_family"
    middle = any(part.bits == INITIAL for part in parts[1:-1])
    if strong_first and not first.bits & _WORDS:
        if last.bits & _FAMILY or last.bits & (_GIVEN | FAMILY_WORD | UNKNOWN):
            return 2, "given_family" if last.bits & (_FAMILY | FAMILY_WORD) else "given_unknown"
        return (2 if middle else 1), "given_word"
    if first.bits & GIVEN_WORD:
        if last.bits & (_FAMILY | UNKNOWN) and not last.bits & _WORDS:
            plain = last.bits & _FAMILY or not _sentence_start(reading, segment.start)
            return 2 if plain else 1.5, "word_family"
        sure = middle or bool(last.bits & FAMILY_WORD and not _sentence_start(reading, segment.start))
        return (2 if middle else 1.5 if sure else 1), "word_word"
    if first.bits & UNKNOWN and last.bits & (_FAMILY | _GIVEN):
        return 2 if last.bits & (FAMILY | COMMON) else 1.5, "unknown_family"
    if first.bits & _FAMILY and last.bits & _GIVEN:
        return 2 if last.bits & (COMMON | GIVEN) else 1, "family_given"
    if first.bits & UNKNOWN and last.bits & UNKNOWN:
        plain = all(len(p.word) > 3 and p.word[1:].islower() for p in (first, last))  # noqa: PLR2004  # abbreviations
        return 2 if middle else 1.5 if plain else 1, "unknown_pair"
    if last.word.lower() in AFTER_EPONYM:
        return 0, "named_thing"
    if first.bits & _FAMILY and last.bits & _FAMILY:
        return 2 if middle else 1, "family_pair"
    return (2 if middle else 0.5), "pair"


def _single(reading: Reading, segment: Segment) -> tuple[float, str]:
    part = segment.parts[0]
    bits = part.bits
    if bits == INITIAL:
        return 0, "initial"
    if bits & _WORDS and not bits & (_GIVEN | _FAMILY) or (bits & _WORDS and "-" not in part.word):
        return 0, "word"
    if bits & COMMON:
        points, evidence = 2.0, "common_given"
    elif bits & GIVEN and not bits & FAMILY:
        points, evidence = (1.5 if _sentence_start(reading, part.start) else 2.0), "given_alone"
    elif bits & GIVEN:
        points, evidence = 1.5, "listed_alone"
    elif bits & (_GIVEN | _FAMILY):
        points, evidence = 1.0, "listed_alone"
    else:
        points, evidence = 0.5, "unknown_word"
    if ("-" in part.word and not bits & (COMMON | GIVEN)) or (
        part.word.isupper() and not reading.shouted
    ):
        points = points / 2
    return points, evidence


def _sentence_start(reading: Reading, start: int) -> bool:
    return bool(_SENTENCE.search(reading.text, max(0, start - 12), start)) or start == 0


def _role(word: str) -> bool:
    return (
        word in KIN
        or word in ROLES
        or (
            bool(_ROLE_ENDING.fullmatch(word))
            and word not in NO_ROLES
            and word.removesuffix("s") not in NO_ROLES
        )
    )


def _before(reading: Reading, segment: Segment) -> tuple[float, str, bool]:
    """Points of what stands before, its id, and whether it settles the matter."""
    start = segment.start
    text = reading.text
    absolute = segment.cues & ABSOLUTE
    if absolute:
        return 4, min(absolute), True
    listed = any(part.bits & ~(_WORDS | UNKNOWN | INITIAL) for part in segment.parts)
    wordy = all(part.bits & _WORDS and not part.bits & (_GIVEN | _FAMILY) for part in segment.parts)
    single = len(segment.parts) == 1
    given = bool(segment.parts[0].bits & GIVEN_WORD) and not segment.parts[0].word.isupper()
    cues = segment.cues
    if cues & {"kin", "demographic", "named"}:
        return 2, min(cues & {"kin", "demographic", "named"}), False
    match = _BEFORE.search(text, max(0, start - _LOOK_BACK), start)
    written = match[1] if match and match[2].strip(" \t") in ("", '"', "'", "(", ":") else ""
    if "by" in cues:
        return (1 if wordy and single and not given else 2), "by", False
    if "role" in cues:
        sure = listed or not single or (
            given and (written.islower() or written.lower() in ADDRESSED)
        )
        sure = sure or (written.islower() and segment.parts[0].word[1:].islower() and not wordy)
        sure = sure or (segment.parts[0].word.isupper() and len(segment.parts[0].word) > 4)  # noqa: PLR2004  # abbreviations
        return (2 if sure else 1), "role", False
    if "name_label" in cues:
        return (2 if listed else 1), "name_label", False
    if "spoken" in cues and listed:
        return 1, "spoken", False
    if _QUOTED.search(text, max(0, start - 10), start) and not wordy:
        return 2, "quoted", False
    if _SIGNED.search(text, max(0, start - 4), start) and _LINE_END.match(text, segment.end):
        return 2, "sign_off", False
    word = written.lower()
    if match and ":" in match[2]:
        sure = _role(word) and (listed or (word.endswith("s") and word in ROLES))
        return (2, "role_before", False) if sure else (0, "", False)
    if word and _role(word) and (word in KIN or not wordy or (given and written.islower())):
        return (2 if word in KIN or listed or not single or given else 1), "role_before", False
    if word in CONTACTED and not wordy:
        return 1, "contact_before", False
    if word in _PREPOSITIONS and not single and (not wordy or word in ("for", "by", "with")):
        return 0.5, "preposition", False
    return 0, "", False


def _after(reading: Reading, segment: Segment) -> tuple[float, str]:
    text = reading.text
    end = segment.end
    if segment.possessive:
        if reading.next_word(end + 2) in OF_A_PERSON:
            return 1, "possession"
        return (0.5, "possession") if len(segment.parts) > 1 else (0, "")
    if _CREDENTIAL.match(text, end):
        return 3, "credential"
    if _AGE.match(text, end):
        return 2, "age_after"
    if _IDENTIFIED.match(text, end):
        return 2, "id_after"
    if _MAYBE_AGE.match(text, end):
        return 1, "age_after"
    apposition = _apposition(text, end)
    if apposition:
        return apposition, "apposition"
    if segment.stop in SAYING_VERBS:
        return 1.5 if segment.stop in _HUMAN_VERBS else 1, "verb_after"
    if segment.stop in PERSON_VERBS:
        return 0.5, "verb_after"
    if _PHONE.match(text, end):
        return 1, "phone_after"
    if _VOCATIVE.match(text, end):
        return 0.5, "vocative"
    line_start = segment.start == 0 or text[segment.start - 1] in "\n>]"
    if line_start or (segment.start > 1 and text[segment.start - 2] in "\n>]"):
        if _SPEAKER.match(text, end):
            return (1 if segment.parts[0].bits & _GIVEN else 0.5), "speaker"
        if _LINE_END.match(text, end):
            return (1 if len(segment.parts) > 1 else 0.5), "own_line"
        if len(segment.parts) > 1 and _CELL_END.match(text, end):
            return 0.5, "own_cell"
    return 0, ""


def _apposition(text: str, end: int) -> float:
    """Points of a role or relation right after a name: `Lena, my aunt`."""
    match = _APPOSITION.match(text, end)
    if match is None or not _role(match[2]):
        return 0
    return 1.5 if match[1] else 1


def _against(reading: Reading, segment: Segment) -> float:
    """Points of what stands around that speaks against a name, whatever stands before it."""
    text = reading.text
    start, end = segment.start, segment.end
    points = 0.0
    if _word_before(reading, start) == "the":
        points += 2
    if segment.doubtful:
        points += 1
    if segment.phrase:
        points += 1
    if _CITATION.match(text, end):
        points += 2
    if segment.parts[0].bits == INITIAL and _MEASURED.search(text, max(0, start - 4), start + 1):
        points += 1.5
    if _STREET_NUMBER.search(text, max(0, start - 3), start) and segment.stop in _STREETS:
        points += 3
    return points


def _word_before(reading: Reading, start: int) -> str:
    before = _BEFORE.search(reading.text, max(0, start - _LOOK_BACK), start)
    return before[1].lower() if before and not before[2].strip(" \t") else ""


def _doubt(reading: Reading, segment: Segment) -> float:
    """Points against a name that stands there without a cue: places, scores, products, verbs."""
    text = reading.text
    start, end = segment.start, segment.end
    part = segment.parts[0]
    word = _word_before(reading, start)
    points = 0.0
    if word in WITH_PLACES or _SAINT.search(text, max(0, start - 5), start):
        points += 2
    elif _EPONYM_OF.search(text, max(0, start - 20), start):
        points += 2
    if start and text[start - 1] == "'":
        points += 0.5
    if len(segment.parts) > 1:
        return points
    low = part.word.lower()
    if word == "to":
        points += 0 if part.bits & (COMMON | GIVEN) else 1
    elif word in ("of", "from"):
        points += 0 if part.bits & COMMON else 1
    elif word in ("in", "at", "near") and not _apposition(text, end):
        points += 1 if part.bits & COMMON else 2
    if low in AMBIGUOUS_LOWER:
        if segment.stop in _OBJECT:
            points += 1
        if (word == "," and segment.stop) or _sentence_start(reading, start):
            points += 1
    graded = bool(_GRADE.match(text, end)) and not _AGE.match(text, end)
    if graded and not part.bits & COMMON:
        points += 1.5
    if low in EPONYMS:
        points += 0.5
        if (segment.possessive and reading.next_word(end + 2) not in OF_A_PERSON) or word in _AILING:
            points += 2
    if low in PRODUCTS and not segment.stop in PERSON_VERBS:
        points += 1.5 if graded or not word else 1
    if text[end : end + 1] == "-" or (start and text[start - 1] in "-/"):
        points += 1
    if f"the {part.word} " in text or f"non-{part.word}" in text:
        points += 1
    return points


def weigh(reading: Reading, segment: Segment) -> Sum:
    """All that is to be said about one segment by itself."""
    shape, shape_id = _shape(reading, segment)
    before, before_id, absolute = _before(reading, segment)
    after, after_id = _after(reading, segment)
    evidence = tuple(e for e in (before_id, shape_id, after_id) if e)
    if absolute:
        doubt = before_id != "honorific" and (
            segment.stop in PLACE_AFTER
            or (len(segment.parts) == 1 and segment.parts[0].word.isupper() and shape < 1 and len(segment.parts[0].word) < 4)  # noqa: PLR2004, E501  # abbreviations
        )
        return Sum(1, evidence) if doubt else Sum(before + shape, evidence, absolute=True)
    if not shape and not before and not segment.parts[0].bits & GIVEN_WORD:
        return Sum(0, evidence)
    if not shape and not before and after_id in ("id_after", "age_after"):
        return Sum(min(after, 1), evidence)
    if segment.stop in PLACE_AFTER and not after:
        return Sum(0, evidence)
    if shape_id == "initial" and (before < 2 or not segment.parts[0].dotted):  # noqa: PLR2004  # a strong one
        return Sum(0, evidence)
    if is_eponym(reading, segment.parts[-1].end, possessive=segment.possessive) and (
        before_id not in ("kin", "named", "by", "quoted", "sign_off")
    ):
        return Sum(0, evidence)
    if len(segment.parts) == 1 and segment.parts[0].word in PLACES and before_id not in ("kin", "named"):
        return Sum(min(1, before + after), evidence)
    against = _against(reading, segment)
    if before < 2 or before_id == "role":  # noqa: PLR2004  # a strong one
        against += _doubt(reading, segment)
        if reading.program and len(segment.parts) == 1 and not before:
            against += 1
    return Sum(shape + before + after - against, evidence)

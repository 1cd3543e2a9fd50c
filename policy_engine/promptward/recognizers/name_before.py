"""What stands before a name and speaks for it: a cue, a role, what one does to people."""

import re

from promptward.deferred import regex
from promptward.recognizers.common_words import is_common
from promptward.recognizers.eponyms import EPONYMS
from promptward.recognizers.name_beside import is_role
from promptward.recognizers.name_reading import ABSOLUTE, Reading, Segment
from promptward.recognizers.name_short import short_before, short_known
from promptward.recognizers.name_slots import calls_thing, on_shift, slot_before
from promptward.recognizers.name_words import (
    ANY_FAMILY,
    ANY_GIVEN,
    FAMILY_WORD,
    GIVEN_WORD,
    INITIAL,
    UNKNOWN,
)
from promptward.recognizers.words import (
    ADDRESSED,
    CONTACTED,
    KIN,
    ROLES,
    SERVICES,
)

__all__ = ["STRONG", "before", "is_listed", "is_wordy"]

_WORDS = GIVEN_WORD | FAMILY_WORD
STRONG = 2
"""So many points make a name."""

_ABBREVIATION = 4
_NO_NAMES = UNKNOWN | INITIAL
_QUOTES = frozenset(("'", '"'))
_SURE_CUES = frozenset(("kin", "demographic", "named"))
_JOINTS = frozenset(("", '"', "'", "(", ":"))
_FIGURES = frozenset("0123456789")
_BED_BEFORE = regex(
    r"\b(?:[Bb]ed|[Rr]oom|[Rr]m|[Bb]ay|[Cc]hair|[Cc]ubicle) \d{1,3}[A-Za-z]?[:,-]? $"
    r"|\b[IVX]{1,4}[-.:]\d{1,2}[:,-]? $"
)
_KIN_BEFORE = regex(r"\b([a-z]{3,13}), $")
_LISTED_AFTER = regex(r",? (?:and |& )?[A-Z\xff][\w\xff'-]+")
_NICKNAMED = regex(r"[A-Za-z] \([\"'\x60]$")
_QUOTED = regex(
    r"[\"'][,!?.]? (?:said|says|writes|wrote|asked|asks|replied|answered|added|adds|recalled"
    r"|told me"
    r"|whispered|shouted|cried) $|[!?] said $"
)
_DEGREES = frozenset(("MD", "DO"))
_DEGREE_FIRST = regex(r"(?:^|[.:;?!(\n] {0,2}|[a-z0-9] )(?:MD|DO) $")
"""A degree that is used as a title: `told MD Quill`, and not `Bethesda, MD Quill`."""

_WITH = frozenset(("w", "w/", "c/w"))
_CLAUSE_ENDS = regex(
    r"[.,;)]?(?:$|\n)|[.,;)] | \(|,? (?:[Mm]on|[Tt]ue|[Ww]ed|[Tt]hu|[Ff]ri|[Ss]at|[Ss]un"
    r"|\d{1,2}/\d)"
    r"| (?:on|at|in|to|today|tonight|tmrw|tomorrow|next|and|for|re|via"
    r"|before|after|present|aware)\b"
)
"""Where a clause ends, or goes on with when and why: `f/u w Quill on Monday`."""

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
_OF_INITIALS = frozenset(
    (
        "by",
        "with",
        "w",
        "w/",
        "d/w",
        "per",
        "cc",
        "re",
        "told",
        "asked",
        "called",
        "paged",
        "and",
        "&",
    )
)
"""What stands before the initials of somebody: `complaint by S.M.`, `In re E.M.`."""

_MOST_INITIALS = 3
_THING_BEHIND = regex(
    r"\.? (?!who\b|said|says|from\b|with\b|today|since|about|after|before|this\b|that\b|when\b"
    r"|while|will\b|were\b|then\b|told|asks|wants|does\b|later|also\b|regarding|tomorrow"
    r"|yesterday|tonight|over\b|into\b|during|until|because|where|here\b|both\b|have\b|denies"
    r"|reports|gave|took|came|went|agrees|felt\b|made\b|wrote|thinks|needs)"
    r"[a-z]{4,20}\b(?<!ed)(?<!ly)"
)
"""A thing that letters before it are a kind of: `by G.C. analysis`."""

_GREETED_APART = regex(r"\b(?:hi|hello|hey)\s*\n\s*\n$", re.IGNORECASE)
_GREETING = 16
_SIGNED = regex(r"(?:^|\n|[.!?)]\s{1,3})[-~]{1,2} ?$")
_SPOKEN_TO = regex(
    r"\b(?:explained|spoke|spoken|talked|talking|apologi[sz]ed|listened|wrote|written|demonstrated"
    r"|introduced|married|engaged|related|according|handed|read|said|lied|promised|thanks) to $",
    re.IGNORECASE,
)
_FULL_STOPS = frozenset(("", "!", "?", ")"))
_LAST = regex(r"[.\"']{0,2}\s*$")
_LONG_ENOUGH = 40
_MOST_AFTER = 8
_LINE_END = regex(r"[\"']?[ \t]{0,3}(?:\n|$)")


def before(  # noqa: C901, PLR0912  # one branch a kind of evidence, the surest first
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
    ahead = text[max(0, start - 14) : start]
    marked = _of_marks(reading, segment, ahead, wordy=wordy)
    if marked is not None:
        return marked
    if word in _FULL_STOPS and _closes(text, segment):
        return 1, "closing"
    if joint == ":":
        return _of_label(reading, segment, word.lower(), wordy=wordy)
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
    if (
        word.lower() in _OF_INITIALS
        and segment.parts[0].bits == INITIAL
        and 1 < len(segment.parts) <= _MOST_INITIALS
        and all(part.bits == INITIAL and part.dotted for part in segment.parts)
        and not _THING_BEHIND.match(text, segment.end)
    ):
        return 1, "initials_before"
    points, told = _of_word(reading, segment, word, joint, wordy=wordy)
    if joint == "(" and points == 1 and told == "role_before" and not wordy:
        # `cards fellow (Quill)`
        return (1.5 if text[segment.end : segment.end + 1] == ")" else 1), told
    if points < 1 and ahead[-1:] == " " and segment.parts[0].bits & ~_NO_NAMES:
        at = short_before(text, start)
        if at < start:
            known = short_known(text, at) and not wordy
            return max((points, told), (1 if known else 0.5, "short_before"))
    return points, told


def _of_marks(
    reading: Reading, segment: Segment, ahead: str, *, wordy: bool
) -> tuple[float, str] | None:
    """Points of a bracket, a quotation, an `@` or a dash; `ahead` is what stands before it."""
    start, text = segment.start, reading.text
    if (
        ahead[-1:] in _QUOTES
        and ahead[-2:-1] == "("
        and text[segment.end : segment.end + 2] in ('")', "')")
        and _NICKNAMED.search(text, max(0, start - 4), start)
    ):
        return 2, "nickname"
    if ahead[-1:] == "@" and not wordy and not reading.program:
        return 1.5, "mentioned"
    if (
        not wordy
        and ("'" in ahead or '"' in ahead or "said" in ahead)
        and _QUOTED.search(text, max(0, start - 14), start)
    ):
        return 2, "quoted"
    if (
        ("-" in ahead or "~" in ahead)
        and _SIGNED.search(text, max(0, start - 4), start)
        and _LINE_END.match(text, segment.end)
    ):
        return 2, "sign_off"
    return None


def _of_label(reading: Reading, segment: Segment, low: str, *, wordy: bool) -> tuple[float, str]:
    """Points of the word before a colon: a bed, a role, a service, a shift."""
    start, text = segment.start, reading.text
    if not (wordy or reading.program) and _BED_BEFORE.search(text, max(0, start - 14), start):
        return 1, "bed_before"
    plural = low.endswith("s") and (low in ROLES or _LISTED_AFTER.match(text, segment.end))
    label = is_role(low) or (low in SERVICES and not segment.stop)
    if label and (plural or is_listed(segment)):
        return 2, "role_before"
    posted = not wordy and is_listed(segment) and on_shift(reading, segment)
    return (1, "on_shift") if posted else (0, "")


def _of_cue(reading: Reading, segment: Segment, word: str) -> tuple[float, str] | None:
    """Points of a cue of the shared scan; `word` is the one before, as written."""
    cues = segment.cues
    single = len(segment.parts) == 1
    first = segment.parts[0].word
    if "by" in cues:
        doubtful = (
            single and is_wordy(segment) and not _given_word(segment) and not _short_surname(first)
        )
        kind = (
            segment.parts[0].bits == INITIAL
            and segment.parts[-1].bits == INITIAL
            and _THING_BEHIND.match(reading.text, segment.end)
        )
        if _GREETED_APART.search(reading.text, max(0, segment.start - _GREETING), segment.start):
            return None  # `hello`, and what a program printed next
        return (1 if doubtful or kind else 2), "by"
    if "role" in cues:
        small = word.islower()
        sure = (
            not single
            or is_listed(segment)
            or (_given_word(segment) and (small or word.lower() in ADDRESSED))
            or (small and first[1:].islower() and not is_wordy(segment))
            or (word.lower() in ADDRESSED and first[1:].islower() and not is_wordy(segment))
            or (first.isupper() and len(first) > _ABBREVIATION)
            or (small and _short_surname(first))
        )
        return (2 if sure else 1), "role"
    if "name_label" in cues:
        if single and calls_thing(reading.text, segment.end):
            return None  # `name="Allen key set"`
        if single and reading.program and reading.text[segment.start - 1] in "'\"":
            return 1, "name_label"  # `name = "Janet"` may be anything's
        return (2 if is_listed(segment) else 1), "name_label"
    if "spoken" in cues and is_listed(segment):
        return 1, "spoken"
    return None


def _short_surname(word: str) -> bool:
    """`Ng`: a surname of two letters that is no word and no syllable of one."""
    return len(word) == _SHORTEST and word in _SHORT_SURNAMES


_SHORTEST = 2
_SHORT_SURNAMES = frozenset(
    "Li Wu Xu Hu Yu Lu Ho Ng Vo Le Ly Su Ye Qi Oh Ko Vu Do Ma Yi Gu Ou".split()  # noqa: SIM905
) - {"Do", "Ma"}


def _of_word(
    reading: Reading, segment: Segment, word: str, joint: str, *, wordy: bool
) -> tuple[float, str]:
    """Points of the word before, as written: a relation, a role, what one does to people."""
    if not word:
        return slot_before(reading, segment, word, joint)
    start = segment.start
    low = word.lower()
    single, given = len(segment.parts) == 1, _given_word(segment)
    addressed = word.islower() or low in ADDRESSED
    if is_role(low) and (low in KIN or not wordy or (given and addressed)):
        sure = low in KIN or not single or given or is_listed(segment)
        return (2 if sure else 1), "role_before"
    if (
        wordy
        and single
        and low in ROLES
        and word.isupper()
        and not segment.parts[0].word.isupper()
    ):
        return (0, "") if is_common(segment.parts[0].word.lower()) else (1, "role_before")
    if (
        word in _DEGREES
        and single
        and not wordy
        and segment.parts[0].word[1:].islower()
        and segment.parts[0].word != "Anderson"
        and _DEGREE_FIRST.search(reading.text, max(0, start - 8), start)
    ):
        return 2, "role_before"
    if low in CONTACTED and not wordy and (low != "per" or _called_per(segment)):
        return 1, "contact_before"
    if (
        low in _WITH
        and single
        and not wordy
        and segment.parts[0].bits & (ANY_FAMILY | ANY_GIVEN)
        and segment.parts[0].word[1:].islower()
        and _CLAUSE_ENDS.match(reading.text, segment.end)
    ):
        return 1, "contact_before"
    if low == "to" and not wordy and _SPOKEN_TO.search(reading.text, max(0, start - 18), start):
        return 1, "contact_before"
    if low in _PREPOSITIONS and not single and (not wordy or low in ("for", "by", "with")):
        return 0.5, "preposition"
    return slot_before(reading, segment, word, joint)


def _closes(text: str, segment: Segment) -> bool:
    """Whether one word ends the text behind its last sentence, as people sign: `… today. Bex`."""
    start = segment.start
    return (
        len(text) - segment.end < _MOST_AFTER
        and len(segment.parts) == 1
        and start > _LONG_ENOUGH
        and segment.parts[0].word[1:].islower()
        and text[start - 1] in " \n"
        and text[:start].rstrip()[-1:] in ".!?)"
        and _LAST.match(text, segment.end) is not None
    )


def _called_per(segment: Segment) -> bool:
    """`per Quill`, and not `per PLATO` or `per Hartford nomogram`."""
    word = segment.parts[0].word
    return is_listed(segment) and not word.isupper() and word.lower() not in EPONYMS


def is_listed(segment: Segment) -> bool:
    """Whether a part of it is in a list of names and no word of the language besides."""
    for part in segment.parts:  # noqa: SIM110  # half the cost of any()
        if part.bits & ~(_WORDS | UNKNOWN | INITIAL):
            return True
    return False


def is_wordy(segment: Segment) -> bool:
    """Whether each part of it is a word of the language and in no list of names."""
    for part in segment.parts:  # half the cost of all()
        if not part.bits & _WORDS or part.bits & (ANY_GIVEN | ANY_FAMILY):
            return False
    return True


def _given_word(segment: Segment) -> bool:
    """Whether it starts with a given name that is a word, capitalised as names are."""
    first = segment.parts[0]
    return bool(first.bits & GIVEN_WORD) and not first.word.isupper()

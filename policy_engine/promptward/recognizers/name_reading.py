"""
A text as candidates for names: capitalised words with what is known of each, in unbroken runs.

Reads every capitalised word once. Words that are no part of a name end a run.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from promptward.recognizers.recognizer import Hits
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import (
    AMBIGUOUS_LOWER,
    EPONYMS,
    EVERYDAY_SURNAMES,
    NOT_A_NAME,
    PLACE_AFTER,
    SHORT_NAMES,
)

__all__ = [
    "ABSOLUTE",
    "COMMON",
    "FAMILY",
    "FAMILY_WORD",
    "GIVEN",
    "GIVEN_WORD",
    "INITIAL",
    "RARE_FAMILY",
    "RARE_GIVEN",
    "UNKNOWN",
    "Part",
    "Reading",
    "Segment",
]

COMMON, GIVEN, RARE_GIVEN, GIVEN_WORD = 1, 2, 4, 8
FAMILY, RARE_FAMILY, FAMILY_WORD = 16, 32, 64
INITIAL, UNKNOWN, WORD, ACRONYM = 128, 256, 512, 1024
_LISTED = COMMON | GIVEN | RARE_GIVEN | GIVEN_WORD | FAMILY | RARE_FAMILY | FAMILY_WORD
_LISTS = (
    ("common_given", COMMON),
    ("given", GIVEN),
    ("given_words", GIVEN_WORD),
    ("surnames", FAMILY),
    ("surname_words", FAMILY_WORD),
)
ABSOLUTE = frozenset(("honorific", "label", "tag"))
"""Cues after which whatever is capitalised is a name."""

_CUES = ("honorific", "label", "name_label", "tag", "kin", "role", "by", "named", "demographic", "spoken")
_TOKEN = re.compile(r"(?<![A-Za-z0-9_@#$%&\\])[A-Z][A-Za-z]*(?:['-][A-Za-z]+)*")
_PARTICLES = (
    r"(?:(?:de|del|della|di|da|das|dos|du|la|las|los|le|van|von|der|den|ten|ter|bin|ibn|al|el|zu"
    r"|af|av|y|e|te|ap|st\.?) ){0,3}"
)
_GAP = re.compile(rf"\.?[ \t]{_PARTICLES}|\.  ?{_PARTICLES}|[ \t]\(?[\"']|[\"']\)?[ \t]|\.")
_NICKNAME = re.compile(r"[A-Z][a-z]+\) [A-Z]")
_LONGEST_GAP = 16
_SHORTENED = frozenset(("wm", "jos", "chas", "geo", "thos", "ma", "fr", "jas", "robt"))
_CAMEL = re.compile(
    r"(?!Mc|Mac|De|Di|Du|La|Le|Van|Von|Fitz|Al|El|O'|D'|L'|St|Ja|Da|Ke|Sha|Ro|Ra|Ty|Te|Ta|Bin|Ben)"
    r"[A-Z][a-z]+[A-Z]|[A-Z]{2,}[a-z]+[A-Z]?[a-z]*$(?<!\w[A-Z]s)|[A-Z][A-Z]+[a-z]{1,2}$"
)
_IRISH = re.compile(r"(?:O'|D'|L'|Mc|Mac|Fitz)[A-Z]")
_UPPER = re.compile(r"[A-Z]")
_PROGRAM = re.compile(
    r"^[ \t]*(?:def \w+\(|class \w+[:(]|import \w|from \w+ import|#include|function \w*\(|const \w"
    r"|let \w+ =|var \w|public |if .*[:{]$|for .*[:{]$|\w+ = |\[\[?\w+\]\]?$)|[{}]$|\);$|=> ",
    re.MULTILINE,
)
_LETTER_SHARE = 80
_COMMA = re.compile(r", {0,2}([a-z]{2,})")
_NEXT = re.compile(r"[ \t]{1,2}([A-Za-z][A-Za-z'-]*)")
_LOWER = re.compile(r"[a-z]{2,}(?:['-][a-z]{2,})*")
_MOST_PARTS = 5
_FOLLOWS = re.compile(
    r",? \(?(?:MD|DO|RN|NP|PA|DMD|DDS|LPN|PhD|MRN|SSN|DOB|dob|d\.?o\.?b|aged? \d"
    r"|\d{1,3} ?(?:yo\b|y/o|[MF]\b|years?|yrs?|-year))"
)
"""What follows a person's name only."""
_SCANS = frozenset(("MS", "MR", "COL"))
"""Shouted in a text that is not, these are abbreviations of other things than honorifics."""
_LINE_END = re.compile(r"[\"']?[ \t]{0,3}(?:\n|$)")
_SIGN_OFF = re.compile(
    r"(?:thanks|thank you|thx|ta|regards|sincerely|best|cheers|love|yours(?: truly)?|respectfully"
    r"|warmly|wishes),?\s{1,4}$",
    re.IGNORECASE,
)
_MID_SENTENCE = re.compile(r"[a-z,] [a-z][a-z-]+ [\"']?$")
_MIXED_END = re.compile(r".*[a-z][A-Z]+$")
_SURNAMES_TOO = frozenset("cross shield day bed page brother friend best head chart".split())
_SHORT = 2
_LONG_NAME = 3


class Part(NamedTuple):
    """One word of a name: `bits` says in which lists it stands, `dotted` that a dot follows."""

    start: int
    end: int
    word: str
    bits: int
    dotted: bool


class Segment:
    """
    Parts of what may be a name, and what stands beside it.

    `stop` is the word, lower case, that ended it, or empty; `doubtful`: its last part is also a
    word of places or headings; `possessive`: `'s` follows; `phrase`: a capitalised everyday word
    follows, as in headings and the names of firms.
    """

    __slots__ = ("cues", "doubtful", "parts", "phrase", "possessive", "stop")

    def __init__(self, parts: list[Part], cues: frozenset[str], stop: str) -> None:
        self.parts = parts
        self.cues = cues
        self.stop = stop
        self.doubtful = False
        self.possessive = False
        self.phrase = False

    @property
    def start(self) -> int:
        """Where its first part starts."""
        return self.parts[0].start

    @property
    def end(self) -> int:
        """Where its last part ends; the dot of an initial belongs to it."""
        last = self.parts[-1]
        return last.end + (last.dotted and len(last.word) == 1)


class Reading:
    """One text on its way through the evidence: what is known of its words."""

    __slots__ = ("_kinds", "bits", "cues", "program", "shouted", "small", "text")

    def __init__(self, text: str, hits: Hits) -> None:
        self.bits: dict[int, int] = {}
        for resource, bit in _LISTS:
            for start, _ in hits.get(resource, ()):
                self.bits[start] = self.bits.get(start, 0) | bit
        self.cues: dict[int, frozenset[str]] = {}
        upper = len(_UPPER.findall(text))
        self.shouted = upper * 2 > len(text)
        for cue in _CUES:
            for start, end in hits.get(cue, ()):
                if cue != "honorific" or self.shouted or text[start:end].strip() not in _SCANS:
                    self.cues[end] = self.cues.get(end, frozenset()) | {cue}
        self._kinds: dict[str, int] = {}
        self.program = bool(_PROGRAM.search(text))
        self.small = upper * _LETTER_SHARE < len(text) and not self.program
        self.text = self._raised(text)

    def _unlisted(self, low: str) -> int:
        """What is known of a word that the shared scan did not report."""
        known = self._kinds.get(low)
        if known is None:
            if len(low) < _LONG_NAME:
                known = FAMILY_WORD if low in SHORT_NAMES else ACRONYM
            elif low in EPONYMS:
                known = RARE_FAMILY
            elif low in shipped("english"):
                known = WORD
            elif low in shipped("rare_given"):
                known = RARE_GIVEN
            elif low in shipped("rare_surnames"):
                known = RARE_FAMILY
            elif (low.endswith("s") and low[:-1] in shipped("english")) or low in AMBIGUOUS_LOWER:
                known = WORD
            else:
                known = UNKNOWN
            self._kinds[low] = known
        return known

    def kind(self, start: int, word: str) -> int:
        """The lists a word stands in; for a compound, those of its parts."""
        if len(word) == 1:
            return INITIAL
        if _IRISH.match(word):
            return FAMILY
        at = start
        bits = 0
        worst = 0
        proper = True
        given = True
        for piece in re.split("['-]", word):
            found = self.bits.get(at, 0) or self._unlisted(piece.lower())
            if len(piece) > 1:
                bits |= found & _LISTED
                worst |= found & ~_LISTED
                given = given and bool(found & (COMMON | GIVEN))
                proper = proper and piece[0].isupper()
            at += len(piece) + 1
        if worst & WORD and not (proper and (bits or worst & UNKNOWN)):
            return WORD
        if not given and "-" in word:
            bits = bits & ~(COMMON | GIVEN) | (RARE_FAMILY if bits & (COMMON | GIVEN) else 0)
        return bits or worst & ~WORD or worst or UNKNOWN

    def _raised(self, text: str) -> str:
        """
        The text with capitals where lower case hides a likely name; of the same length.

        Everywhere after a cue; in a text with next to no capitals wherever a given name stands.
        """
        rise: dict[int, int] = {}
        for end, cues in self.cues.items():
            self._after_cue(text, end, cues, rise)
        if self.small:
            for start, bits in self.bits.items():
                if bits & (COMMON | GIVEN) and start not in rise:
                    match = _LOWER.match(text, start)
                    if (
                        match
                        and (bits & COMMON or len(match[0]) > _LONG_NAME)
                        and self._stands(text, match)
                        and self._plain(match[0])
                    ):
                        rise[start] = match.end()
                        self._more(text, match.end(), rise)
        if not rise or self.program:
            return text
        letters = list(text)
        for start in rise:
            letters[start] = letters[start].upper()
        return "".join(letters)

    @staticmethod
    def _plain(word: str) -> bool:
        return word not in NOT_A_NAME and word not in AMBIGUOUS_LOWER

    @staticmethod
    def _stands(text: str, match: re.Match[str]) -> bool:
        """Whether the word is one of prose: no piece of an address, a path or an identifier."""
        start, end = match.span()
        return not (
            (start and (text[start - 1].isalnum() or text[start - 1] in "_@./\\#-=&"))
            or text[end : end + 1].isalnum()
            or text[end : end + 1] in ("_", "@", "(", "=", "/")
            or (text[end : end + 1] in (".", "-") and text[end + 1 : end + 2].isalnum())
        )

    def _after_cue(self, text: str, end: int, cues: frozenset[str], rise: dict[int, int]) -> None:
        match = _LOWER.match(text, end)
        if match is None or not self._stands(text, match) or match[0] in NOT_A_NAME:
            return
        bits = self.bits.get(end, 0)
        if "honorific" in cues and self._kind_low(end, match[0]) & ~WORD:
            pass
        elif self.small and cues & {"label", "name_label"} and bits & _LISTED:
            comma = _COMMA.match(text, match.end())
            if comma and self.bits.get(comma.start(1), 0) & (COMMON | GIVEN | GIVEN_WORD):
                rise[comma.start(1)] = comma.end()
                self._more(text, comma.end(), rise)
        elif cues <= {"spoken", "label", "name_label"}:
            return
        elif "named" in cues and (self.small or bits & ~FAMILY_WORD):
            pass
        elif bits & (COMMON | GIVEN) and self._plain(match[0]):
            pass
        elif not self.small or not (
            (bits & (FAMILY | GIVEN_WORD) and (cues != {"role"} or not bits & GIVEN_WORD))
            or (cues & {"kin", "by"} and self._kind_low(end, match[0]) & (UNKNOWN | RARE_GIVEN))
        ):
            return
        rise[end] = match.end()
        self._more(text, match.end(), rise)

    def _kind_low(self, start: int, word: str) -> int:
        return self.bits.get(start, 0) or self._unlisted(word.split("-")[0].split("'")[0])

    def _more(self, text: str, end: int, rise: dict[int, int]) -> None:
        """The word after a raised one, if it can only be the next part of the name."""
        for _ in range(3):
            follows = _NEXT.match(text, end)
            if follows and len(follows[1]) == 1:
                dotted = text.startswith(".", follows.end())
                if follows[1] in "aix" and not dotted:
                    return
                rise[follows.start(1)] = end = follows.end() + dotted
                continue
            word = _LOWER.match(text, follows.start(1)) if follows else None
            if word is None or not self._stands(text, word):
                return
            if word[0] in NOT_A_NAME or word[0] in PLACE_AFTER:
                return
            bits = self._kind_low(word.start(), word[0])
            if (
                not bits & (COMMON | GIVEN | FAMILY | RARE_GIVEN | RARE_FAMILY | UNKNOWN)
                and word[0] not in EVERYDAY_SURNAMES
            ):
                return
            rise[word.start()] = end = word.end()

    def next_word(self, end: int) -> str:
        """The word after one or two blanks, lower case, or empty."""
        match = _NEXT.match(self.text, end)
        return match[1].lower() if match else ""

    def segments(self) -> Iterator[Segment]:
        """All candidates, by start."""
        text = self.text
        run: list[tuple[int, int]] = []
        for match in _TOKEN.finditer(text):
            start, end = match.span()
            if self._in_code(start, end):
                if run:
                    yield from self._of_run(run)
                    run = []
                continue
            if run and not self._joined(run[-1], start):
                yield from self._of_run(run)
                run = []
            run.append((start, end))
        if run:
            yield from self._of_run(run)

    def _in_code(self, start: int, end: int) -> bool:
        text = self.text
        after = text[end : end + 2]
        if after[:1] in ("_", "(", "@", "=", "[") or after[:1].isdigit():
            return True
        if after[:1] in (".", "/", ":") and len(after) > 1 and after[1].islower() and after[0] == ".":
            return True
        return start > 1 and text[start - 1] == "." and text[start - 2].islower()

    def _joined(self, before: tuple[int, int], start: int) -> bool:
        begin, end = before
        if start - end > _LONGEST_GAP:
            return False
        gap = self.text[end:start]
        if gap == " (":
            return bool(_NICKNAME.match(self.text, start))
        if gap == ") ":
            return bool(_NICKNAME.match(self.text, begin)) and self.text[begin - 2 : begin] == " ("
        if not _GAP.fullmatch(gap):
            return False
        if gap[0] == ".":
            word = self.text[begin:end]
            return len(word) <= _SHORT or word.lower() in _SHORTENED
        return True

    def _closes(
        self, parts: list[Part], cues: frozenset[str], end: int, *, last: bool
    ) -> bool:
        """Whether an everyday word that ends here may be the surname after `parts`."""
        if not parts or not last:
            return False
        given = bool(parts[0].bits & (COMMON | GIVEN))
        if cues & ABSOLUTE and (given or parts[0].bits == INITIAL):
            return True
        return given and (parts[-1].bits == INITIAL or bool(_FOLLOWS.match(self.text, end)))

    def _opens(self, following: list[tuple[int, int]]) -> bool:
        """Whether a surname follows: after a cue an everyday word may be a given name."""
        return any(
            self.kind(start, self.text[start:end]) & (FAMILY | RARE_FAMILY)
            for start, end in following
        )

    def _settles(self, start: int, end: int, cues: frozenset[str]) -> bool:
        """Whether the cue makes a name of any word: `goes by Bear`, `grandson River`, `Ta, Piers`."""
        if "named" in cues:
            return True
        if "by" in cues and _LINE_END.match(self.text, end):
            return bool(_SIGN_OFF.search(self.text, max(0, start - 24), start))
        return bool(cues & {"kin", "role"}) and bool(
            _MID_SENTENCE.search(self.text, max(0, start - 24), start)
        )

    def _trimmed(self, parts: list[Part], cues: frozenset[str]) -> list[Part]:
        """Without a verb before the name, and without the article `A`."""
        first = parts[0]
        if len(parts) > 1 and not cues:
            if first.bits == INITIAL and first.word in "AI" and not first.dotted:
                return parts[1:]
            if first.bits == FAMILY_WORD and parts[1].bits & (COMMON | GIVEN):
                return parts[1:]
        return parts

    def _of_run(self, run: list[tuple[int, int]]) -> Iterator[Segment]:
        text = self.text
        parts: list[Part] = []
        cues: frozenset[str] = frozenset()
        last = len(run) - 1
        for index, (start, whole) in enumerate(run):
            end = whole
            word = text[start:end]
            possessive = word.endswith(("'s", "'S"))
            if possessive:
                end -= 2
                word = word[:-2]
            dotted = text[end : end + 1] == "."
            low = word.lower()
            if parts and "honorific" in self.cues.get(start, ()):
                if len(parts) > 1:
                    yield Segment(self._trimmed(parts[:-1], cues), cues, "")
                parts = []
            if not parts:
                cues = self.cues.get(start, frozenset())
            titled = not parts and bool(cues & ABSOLUTE)
            bits = self.kind(start, word)
            stops = bits != INITIAL and (low in NOT_A_NAME or low in PLACE_AFTER)
            doubtful = False
            if not stops and bits & (WORD | ACRONYM) and not bits & _LISTED:
                stops = not bits & WORD or not (
                    self._closes(parts, cues, whole, last=index == last)
                    or (
                        cues
                        and not parts
                        and (self._settles(start, whole, cues) or self._opens(run[index + 1 : index + 2]))
                    )
                )
            if not stops and (
                (_CAMEL.match(word) and not bits & _LISTED) or _MIXED_END.match(word)
            ):
                stops = True
            shouting = len(word) > 1 and word.isupper() and not self.shouted
            if (
                shouting
                and not stops
                and (not bits & _LISTED or len(word) <= _SHORT)
                and not (parts and parts[0].word.isupper() and len(parts[0].word) > _SHORT)
            ):
                stops = len(word) <= _LONG_NAME or not (
                    cues if not parts else parts[0].bits & (COMMON | GIVEN)
                )
            if stops and not parts and low in PLACE_AFTER and bits & _LISTED and self._settles(start, whole, cues):
                stops = False
            if titled and stops and (
                low == "st" or low in _SURNAMES_TOO or (not _CAMEL.match(word) and not dotted and low not in NOT_A_NAME)
            ):
                stops = False
            elif (
                stops
                and parts
                and index == last
                and bits & (FAMILY_WORD | FAMILY)
                and (low in PLACE_AFTER or low in _SURNAMES_TOO)
            ):
                doubtful = bool(
                    any(part.bits & (COMMON | GIVEN | INITIAL | RARE_GIVEN) for part in parts)
                )
                stops = not doubtful
            if stops:
                if parts:
                    segment = Segment(self._trimmed(parts, cues), cues, low)
                    segment.phrase = (
                        bits == WORD and not word.isupper() and not segment.parts[-1].dotted
                    )
                    yield segment
                parts = []
                continue
            parts.append(Part(start, end, word, bits, dotted))
            if possessive or doubtful or index == last:
                segment = Segment(self._trimmed(parts, cues), cues, "" if possessive else self.next_word(whole))
                segment.possessive = possessive
                segment.doubtful = doubtful
                yield segment
                parts = []

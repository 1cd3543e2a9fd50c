"""
A text as candidates for names: capitalised words with what is known of each, in unbroken runs.

Reads every capitalised word once. Words that are no part of a name end a run.
"""

import re

from promptward.deferred import regex
from promptward.recognizers.capital_word import (
    NO_NAME,
    SURNAMES_TOO,
    CapitalWord,
    is_idle,
    is_plain,
    surname_too,
)
from promptward.recognizers.common_words import is_common
from promptward.recognizers.name_case import raised, titled
from promptward.recognizers.name_segment import Segment, closes_name, is_sex_of_row
from promptward.recognizers.name_text import articled, called, is_program, only_starts, untitled
from promptward.recognizers.name_words import (
    ACRONYM,
    COMMON,
    FAMILY,
    GIVEN,
    INITIAL,
    LISTED,
    RARE_FAMILY,
    UNKNOWN,
    WORD,
    Part,
    Words,
)
from promptward.recognizers.person_cues import is_kin
from promptward.recognizers.recognizer import Hits
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import (
    EVERYBODY,
    KIN,
    NOT_A_NAME,
    PLACE_AFTER,
    ROLES,
    WORD_NAMES,
)

__all__ = ["ABSOLUTE", "SHORT_TEXT", "Reading", "Segment"]

ABSOLUTE = frozenset(("honorific", "label", "tag"))
"""Cues after which whatever is capitalised is a name."""

_CUES = (
    *("honorific", "label", "name_label", "tag", "kin", "role"),
    *("by", "named", "demographic", "spoken"),
)
_CITED = regex(r"(?:^|\n)[ \t]*\[?\d{1,3}[\].)] [A-Z][a-z]{1,16} $")
_ACTS = regex(
    r"\s?[A-Z][\w'-]{1,20} (?:saw|sees|calls?|called|ordered|signed|is|was|will|wants|said|says"
    r"|noted|paged|asked|to)\b"
)
_SCANS = frozenset(("MS", "MR", "COL"))
"""Shouted in a text that is not, these are abbreviations of other things than honorifics."""

_TOKEN = regex(r"[A-Z](?<![A-Za-z0-9_#$%&\\].)(?<![A-Za-z0-9_.]@.)[A-Za-z]*(?:['-][A-Za-z]+)*")
_PARTICLES = (
    r"(?:(?:de|del|della|di|da|das|dos|du|la|las|los|lo|le|van|von|der|den|ten|ter|bin|ibn|al|el|zu"
    r"|af|av|y|e|te|ap|st\.?|v\. ?d\.|v/d|v\.d|vd|'t) |(?:al|el|ad|as|ar|ur|ul|ud)-|[dl]'){0,3}"
)
_GAP = regex(rf"\.?[ \t]{_PARTICLES}|\.  ?{_PARTICLES}|[ \t]\(?[\"']|[\"']\)?[ \t]|\.")
_GAP_STARTS = frozenset(". \t\"')")
_MOST_PARTS = 12
_LONGEST_GAP = 16
_NICKNAME = regex(r"[A-Z][a-z]+\) [A-Z]")
_SHORTENED = frozenset(("wm", "jos", "chas", "geo", "thos", "ma", "fr", "jas", "robt"))
_CAMEL = regex(
    r"(?!Mc|Mac|De|Di|Du|La|Le|Van|Von|Fitz|Al|El|O'|D'|L'|St|Ja|Da|Ke|Sha|Ro|Ra|Ty|Te|Ta|Bin|Ben)"
    r"[A-Z][a-z]+[A-Z]|[A-Z]{2,}[a-z]+[A-Z]?[a-z]*$(?<!\w[A-Z]s)|[A-Z][A-Z]+[a-z]{1,2}$"
)
_OF_SONS = regex(r"Ma?c[A-Z]{3,}$")
_MIXED_END = regex(r".*[a-z][A-Z]+$")
_CAPITALS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SMALL_SHARE = 80
_CODE_AFTER = frozenset("_(@=[0123456789")
_MAYBE_CODE_AFTER = _CODE_AFTER | {"."}
_NEXT = regex(r"[ \t]{1,2}([A-Za-z][A-Za-z'-]*)")
_FOLLOWS = regex(
    r",? \(?(?:MD|DO|RN|NP|PA|DMD|DDS|LPN|PhD|EMT|CNA|PharmD|MSW|LCSW|RPh|OTR|DPT|MRN|SSN|DOB|dob"
    r"|d\.?o\.?b|aged? \d|born\b|is an? \d"
    r"|\d{1,3} ?(?:yo\b|y/o|[MF]\b|years?|yrs?|-year))"
)
"""What follows a person's name only."""

_LINE_END = regex(r"[\"']?[ \t]{0,3}(?:\n|$)")
_SIGN_OFF = regex(
    r"(?:thanks|thank you|thx|ta|regards|sincerely|best|cheers|love|yours(?: truly)?|respectfully"
    r"|warmly|wishes),?\s{1,4}$",
    re.IGNORECASE,
)
_GREETED = regex(r"\b(?:hi|hello|hey|dear) $", re.IGNORECASE)
_AGE_NEXT = regex(r",? (?:aged? )?\d{2}\b(?! ?(?:%|mg|days|weeks|hours|min|lb|kg))")
_DOES = regex(
    r" (?:says|said|asks|asked|wants|denies|reports|states|told|tells|drives|drove|called|calls"
    r"|brought|brings|works|lives|helps|overrode|noted|gave|took|at (?:the )?bedside|here|present"
    r"|holds|held|visits|visited|visiting|aware|updated|notified|is|was|has|had|will|can|came"
    r"|ETA|en route|enroute|coming|on (?:the )?(?:way|phone)|@|x\d|cell|stayed|stays|knows"
    r"|thinks|agrees|agreed|insists|worried|drops|picks|picked)\b"
)
_MID_SENTENCE = regex(r"[a-z,] [a-z][a-z-]+ [\"']?$")
_LOOK_BACK = 24
_HEADS = [word for word in NOT_A_NAME | PLACE_AFTER if len(word) > 1 and not word.endswith("'s")]
_HEADINGS = frozenset((*map(str.capitalize, _HEADS), *map(str.upper, _HEADS)))
"""No names by themselves, as they are mostly written."""

SHORT_TEXT = 4000
"""Up to here it is faster to search for one word than to collect all of its kind."""

_SHORT = 2
_ABBREVIATION = 3
_SHOUTED_FAMILY = 5
_MISTER = regex(r"\b(?:[Mm]rs?|[Mm]s|[Mm]iss)\.? {1,2}$")
_CUT_TITLES = frozenset(
    "prof med dr dipl rev hon capt sgt col gen apt ste bldg fl rm no lot blk tel ph ext"  # noqa: SIM905
    " univ habil phil priv asst assoc clin adj unit suite floor".split()
)
"""Titles that may follow another, and what follows `Oak Dr.`, cut short with a point."""
_ENDS = regex(r"\.(?:\s{1,3}[A-Z]|\s*$|\n)")
_SHORTEST_LAST = 3  # what ends a sentence is cut short if it has so many letters
_WRAPPED = 45
_WRAPPED_SHORT = 22
_GOES_ON = regex(r"[A-Z][A-Za-z'-]{1,20}(?: [A-Z][A-Za-z.'-]{0,20}| de){0,3}(?:, [a-z0-9]| [a-z])")
"""So far into a line a word may stand whose name goes on in the next one."""
_NO_CUES: frozenset[str] = frozenset()
_VOWELS = frozenset("aeiouy")
_ROLE_CUES = frozenset(("role", "kin"))
_ONE_CUE = {cue: frozenset((cue,)) for cue in _CUES} | {"abroad": frozenset(("honorific",))}


class Reading:
    """
    One text on its way through the evidence: what is known of its words.

    `shouted`: mostly capitals; `program`: it holds source code.
    """

    __slots__ = ("_articled", "_called", "_plain", "cues", "program", "shouted", "text", "words")

    def __init__(self, text: str, hits: Hits) -> None:
        self.words = Words(hits)
        upper = len(text) - len(text.encode("latin-1").translate(None, _CAPITALS))
        self.shouted = upper * 2 > len(text)
        self.program = is_program(text)
        self.cues: dict[int, frozenset[str]] = {}
        cues = self.cues
        for cue, one in _ONE_CUE.items():
            for start, end in hits.get(cue, ()):
                told = text[start:end].strip()
                if told in ("cc", "CC") and text[max(0, start - 2) : start].strip().isdigit():
                    continue  # a volume
                if (
                    told == "DR."
                    and _CITED.search(text, max(0, start - 24), start)
                    and not _ACTS.match(text, end)
                ):
                    continue  # the initials of an author: `2. Cox DR. Regression models`
                if cue == "kin" and self.program and text[end - 1] != " ":
                    continue  # a literal
                given = self.words.bits.get(end, 0) & (COMMON | GIVEN) > 0
                if cue == "kin" and not is_kin(text, start, end, given=given):
                    continue
                if cue != "honorific" or self.shouted or told not in _SCANS:
                    cues[end] = cues[end] | one if end in cues else one
        self._articled: frozenset[str] | None = None
        self._called: frozenset[str] | None = None
        self._plain = text
        small = upper * _SMALL_SHARE < len(text) or only_starts(text, upper)
        if not self.program:
            self.text = raised(
                text, self.words, self.cues, small=small or untitled(text), surely=small
            )
        else:
            self.text = titled(text, self.words, self.cues)

    def capital(self, at: int) -> bool:
        """Whether a capital was written there, and not only read."""
        return self._plain[at].isupper()

    def articled(self, word: str) -> bool:
        """Whether the word has an article or `non-` before it somewhere."""
        if self._articled is None:
            text = self._plain
            if len(text) <= SHORT_TEXT and not (f"the {word} " in text or f"non-{word}" in text):
                return False
            self._articled = articled(text)
        return word in self._articled

    def called(self, word: str) -> bool:
        """Whether code calls the word, or imports it."""
        if self._called is None:
            text = self._plain
            if len(text) <= SHORT_TEXT and not (
                f"{word}(" in text or f"class {word}" in text or f"import {word}" in text
            ):
                return False
            self._called = called(text)
        return word in self._called

    def next_word(self, end: int) -> str:
        """The word after one or two blanks, lower case, or empty."""
        match = _NEXT.match(self.text, end)
        return match[1].lower() if match else ""

    def segments(self) -> list[Segment]:
        """All candidates, by start."""
        found: list[Segment] = []
        run: list[tuple[int, int]] = []
        text, cues, passed, last = self.text, self.cues, self._passed, -1
        for match in _TOKEN.finditer(text):
            start, end = match.span()
            if not run and start not in cues:
                word = match[0]
                if word in _HEADINGS or passed(start, word):
                    continue
            in_code = (
                text[end : end + 1] in _MAYBE_CODE_AFTER or text[start - 1 : start] == "."
            ) and self._in_code(start, end)
            if run:
                one_blank = start == last + 1 and text[last] == " "
                if in_code or not (one_blank or self._joined(run[-1], start)):
                    self._of_run(run, found)
                    run = []
                    if in_code or (start not in cues and passed(start, match[0])):
                        continue
            elif in_code:
                continue
            run.append((start, end))
            last = end
        if run:
            self._of_run(run, found)
        return found

    def _passed(self, start: int, word: str) -> bool:
        """Whether a word is no name by itself, where no cue stands before it: most are none."""
        low = word.lower()
        if low in NOT_A_NAME:
            return len(low) > 1
        rest = word[1:]
        if not self.shouted and rest.isupper() and len(low) > _SHORT and _VOWELS.isdisjoint(low):
            return True  # `BCBS`, which nobody can say
        if word.isalpha() and (rest.islower() or rest.isupper()):
            words = self.words
            bits = words.bits.get(start) or words.unlisted(low)
            return (bits & NO_NAME > 0 and not bits & LISTED) or low in PLACE_AFTER
        if low.endswith("'s"):
            low, word = low[:-2], word[:-2]
        return is_idle(low, self.words.kind(start, word, low))

    def _in_code(self, start: int, end: int) -> bool:
        """Whether the word is a piece of an identifier, a call or a file's name."""
        text = self.text
        after = text[end : end + 1]
        if after in _CODE_AFTER:
            return True
        if after == "." and text[end + 1 : end + 2].islower():
            return True
        return start > 1 and text[start - 1] == "." and text[start - 2].islower()

    def _joined(self, before: tuple[int, int], start: int) -> bool:
        """Whether a word that starts here goes on with the name that the one before is of."""
        begin, end = before
        gap = self.text[end:start]
        if gap in ("\n", " \n"):
            return self._wrapped(begin, start)
        if start - end > _LONGEST_GAP or gap[0] not in _GAP_STARTS:
            return False
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

    def _wrapped(self, begin: int, start: int) -> bool:
        """Whether the line with a word that begins here is broken, and its sentence goes on."""
        word = _TOKEN.match(self.text, start)
        low = word[0].lower() if word else ""
        if low in NOT_A_NAME or not self.words.kind(start, low) & (LISTED | UNKNOWN):
            return False
        far = _WRAPPED_SHORT if _GOES_ON.match(self.text, start) else _WRAPPED
        return begin > far and "\n" not in self.text[begin - far : begin]

    def _of_run(  # noqa: C901, PLR0912, PLR0915  # the hot path
        self, run: list[tuple[int, int]], found: list[Segment]
    ) -> None:
        parts: list[Part] = []
        cues = _NO_CUES
        text, kind, final = self.text, self.words.kind, len(run) - 1
        for index, (start, whole) in enumerate(run):
            here = self.cues.get(start, _NO_CUES)
            if not parts and index < final and self._is_role(run, index):
                continue
            name = text[start:whole]
            low = name.lower()
            alone = not (parts or here)
            if alone and index and low in NOT_A_NAME and len(low) > 1:
                continue
            possessive = low.endswith("'s")
            if possessive:
                name, low = name[:-2], low[:-2]
            bits = kind(start, name, low)
            if alone and index and is_idle(low, bits):
                continue
            if parts:
                if "honorific" in here:
                    if len(parts) > 1:
                        found.append(Segment(parts[:-1], cues, ""))
                    parts = []
                    cues = here
            else:
                cues = here
            last = index == final
            end = start + len(low)
            dotted = text.startswith(".", end)
            doubtful = False
            if not (bits == INITIAL or (name[1:].islower() and is_plain(low, bits))):
                word = CapitalWord(start, whole, name, low, bits, dotted=dotted, last=last)
                stops = self._stops(word, parts, cues, run[index + 1 : index + 2])
                doubtful = stops and surname_too(word, parts)
                if stops and not doubtful:
                    if parts:
                        segment = Segment(parts, cues, low)
                        near = start - parts[-1].end == 1
                        segment.phrase = (
                            near and bits == WORD and not name.isupper() and not parts[-1].dotted
                        )
                        found.append(segment)
                    parts = []
                    continue
            if len(parts) == _MOST_PARTS:
                found.append(Segment(parts, cues, low))
                parts = []
            parts.append(Part(start, end, name, bits, dotted))
            if len(parts) > 1 and is_sex_of_row(text, name, end):
                parts.pop()
            if possessive or doubtful or last:
                stop = "" if possessive else self.next_word(whole)
                segment = Segment(parts, cues, stop)
                if possessive or doubtful:
                    segment.possessive = possessive
                    segment.doubtful = doubtful
                found.append(segment)
                parts = []

    def _stops(
        self,
        word: CapitalWord,
        parts: list[Part],
        cues: frozenset[str],
        following: list[tuple[int, int]],
    ) -> bool:
        """Whether the word is no part of a name here."""
        bits, low = word.bits, word.low
        if low in NOT_A_NAME or low in PLACE_AFTER:
            stops = bits != INITIAL
        elif bits & (WORD | ACRONYM):
            stops = not bits & WORD or not self._lets_in(word, parts, cues, following)
        else:
            stops = False
        if not stops:
            if not parts and self._family_shouted(word, following):
                return False
            return self._odd(word) or self._abbreviation(word, parts, cues)
        if parts:
            return True
        if low in PLACE_AFTER and bits & LISTED and self._settles(word, cues):
            return False
        if not cues & ABSOLUTE:
            return True
        # `Dr. Prof.`, but `Ms. Tidy.`, and `seen by Dr Mulla.` where the sentence ends
        cut = word.dotted and (
            low in _CUT_TITLES
            or (
                len(low)
                <= (_SHORTEST_LAST if _ENDS.match(self.text, word.whole) else _SHOUTED_FAMILY)
                and not _MISTER.search(self.text, max(0, word.start - 7), word.start)
            )
        )
        plain = not _CAMEL.match(word.word) and not cut and low not in NOT_A_NAME
        return not (plain or low == "st" or low in SURNAMES_TOO)

    @staticmethod
    def _odd(word: CapitalWord) -> bool:
        """Capitals where names have none."""
        if word.word[1:].islower() or word.word.isupper() or _OF_SONS.match(word.word):
            return False
        if _MIXED_END.match(word.word):
            return True
        return bool(_CAMEL.match(word.word)) and not word.bits & LISTED

    def _is_role(self, run: list[tuple[int, int]], index: int) -> bool:
        """Whether a word says what the person after it does or is: `Medic Doe`, `Dtr Ada`."""
        there = self.cues.get(run[index + 1][0], _NO_CUES)
        if not there & _ROLE_CUES:
            return False
        start, end = run[index]
        low = self.text[start:end].lower()
        return ("role" in there and low in ROLES) or ("kin" in there and low in KIN)

    def _family_shouted(self, word: CapitalWord, following: list[tuple[int, int]]) -> bool:
        """A surname in capitals before a given name that is not, as in lists: `DOE Jane`."""
        if self.shouted or len(word.word) < _SHOUTED_FAMILY or not word.word.isupper():
            return False
        return any(
            start == word.whole + 1
            and self.text[start + 1 : end].islower()
            and self.words.kind(start, self.text[start:end]) & (COMMON | GIVEN)
            for start, end in following
        )

    def _abbreviation(self, word: CapitalWord, parts: list[Part], cues: frozenset[str]) -> bool:
        """All capitals in a text that is not, unless a list or a cue knows better."""
        if len(word.word) == 1 or not word.word.isupper():
            return False
        named = parts and any(part.bits != INITIAL for part in parts)
        if not (named or cues) and self._stands_for_more(word):
            return True
        if self.shouted:
            return False
        if word.bits & LISTED and len(word.word) > _SHORT:
            return False
        if parts and parts[0].word.isupper() and len(parts[0].word) > _SHORT:
            return False
        known = parts[0].bits & (COMMON | GIVEN) if parts else cues
        return len(word.word) <= _ABBREVIATION or not known

    def _stands_for_more(self, word: CapitalWord) -> bool:
        """Whether it is an abbreviation of medicine, and no given name behind `QUILL, `."""
        if word.low not in shipped("abbreviations") or (self.shouted and word.bits & COMMON):
            return False
        ahead = self.text[max(0, word.start - 3) : word.start]
        return not (ahead.endswith(", ") and ahead[0].isupper())

    def _lets_in(
        self,
        word: CapitalWord,
        parts: list[Part],
        cues: frozenset[str],
        following: list[tuple[int, int]],
    ) -> bool:
        """Whether an everyday word is a name here."""
        if not parts:
            return bool(cues) and (self._settles(word, cues) or self._surname_at(following))
        if not word.last:
            return False
        given = bool(parts[0].bits & (COMMON | GIVEN))
        if "honorific" in cues and len(parts) == 1 and parts[0].bits == WORD:
            return True
        if cues & ABSOLUTE and (given or parts[0].bits == INITIAL):
            return True
        initial = parts[-1].bits == INITIAL
        follows = initial or bool(_FOLLOWS.match(self.text, word.whole))
        if initial and parts[-1].dotted and (cues or _FOLLOWS.match(self.text, word.whole)):
            return not is_common(word.low)
        return given and (follows or closes_name(self.text, word.word, word.whole))

    def _surname_at(self, following: list[tuple[int, int]]) -> bool:
        return any(
            self.words.kind(start, self.text[start:end]) & (FAMILY | RARE_FAMILY)
            for start, end in following
        )

    def _settles(self, word: CapitalWord, cues: frozenset[str]) -> bool:
        """Whether the cue makes a name of any word: `goes by Bear`, `our son River`."""
        if "named" in cues:
            return True
        low = max(0, word.start - _LOOK_BACK)
        if "by" in cues and _GREETED.search(self.text, low, word.start):
            return word.low not in EVERYBODY and self.text[word.whole : word.whole + 1] in (
                ",",
                "!",
            )
        if "by" in cues and _LINE_END.match(self.text, word.whole):
            return bool(_SIGN_OFF.search(self.text, low, word.start))
        if "by" in cues and _AGE_NEXT.match(self.text, word.whole):
            return True
        if not cues & {"kin", "role"}:
            return False
        if (
            word.word[1:].islower()
            and (word.low in WORD_NAMES or not is_common(word.low))
            and _DOES.match(self.text, word.whole)
        ):
            return True
        return bool(_MID_SENTENCE.search(self.text, low, word.start))

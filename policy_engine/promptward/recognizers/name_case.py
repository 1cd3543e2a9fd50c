"""
Names without their capitals: the same text with a capital where lower case hides a likely name.

Everywhere after a cue; in a text with next to no capitals wherever a given name stands. Of the
same length, so that every offset stays valid.
"""

import re
from collections.abc import Mapping

from promptward.deferred import regex
from promptward.recognizers.common_words import is_common
from promptward.recognizers.eponyms import AFTER_EPONYM, EPONYMS, NAMESAKES, PRODUCTS
from promptward.recognizers.lower_words import (
    may_be_called,
    may_be_surname,
    only_a_name,
    surely_a_name,
)
from promptward.recognizers.name_tail import LOWER, capitals, initials_before, kind, stands, tail
from promptward.recognizers.name_words import (
    COMMON,
    FAMILY,
    FAMILY_WORD,
    GIVEN,
    GIVEN_WORD,
    LISTED,
    RARE_FAMILY,
    RARE_GIVEN,
    UNKNOWN,
    WORD,
    Words,
)
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import (
    AMBIGUOUS_LOWER,
    EVERYDAY_SURNAMES,
    NOT_A_NAME,
    PERSON_VERBS,
    SAYING_VERBS,
    WORD_NAMES,
)

__all__ = ["raised", "titled"]

_COMMA = regex(r", {0,2}([a-z]{2,})")
_NEXT = regex(r"[ \t]{1,2}([a-z][A-Za-z'-]*)")
_SURNAME = regex(
    r"[ \t]{1,2}(?:(?:de la|de los|del|de|da|dos|van der|van den|van|von|bin|al) )?"
    r"([a-z][A-Za-z'-]*)"
)
_PARTICLES = frozenset("de del da dos van von bin al".split())  # noqa: SIM905  # legible
_MENTION = regex(r"(?:^|[\s<(])@([a-z]{3,15})(?![\w.@(-])")
_LETTER = regex(r"[b-hj-z](?= [a-z]{2}|'s |[?!,]|$|\n)")
"""`dr k noticed`: somebody who is called by one letter."""

_IRISH = regex(r"(?<![A-Za-z0-9])[dlnomk]'")
_INITIALED = regex(r"(?:[a-z]\. ?){1,2}")
_SELF = regex(r"\b(?:its|it's|this is|i'm|im|i am|name is|its me|named|called) $", re.IGNORECASE)
"""What somebody says before the own name: `its norm pfeiffer`."""

_BED = regex(r"\b(?:rm|room|bed|bay|chair) ?#?\d{1,3}[a-d]?[:,-]? (?:is |has )?$")
_TOLD = regex(
    r" (?:to (?!(?:be|do|the|my|a|get)\b)[a-z]|(?:[iI]|s?he|hi|thanks|about (?:the|his|her))\b)"
)
"""What one asks or tells somebody: `tell jo to page me`."""

_SAYS = regex(r" (?:says|said|told|asked|wants|needs?|thinks|called|had|has|took|gave|went)\b")
_OF_PATIENTS = frozenset(("denies", "refuses", "refused", "consents", "consented"))
"""What even a word that means something else is a name before."""

_EPONYM = regex(r"\b([a-z]+)[ -]$")
_OWNED = regex(
    r"s (?=(?:mom|mother|mum|dad|father|wife|husband|son|daughter|sister|brother"
    r"|family|chart|labs|room|nurse|doctor|appt|meds|partner|girlfriend|boyfriend|ex)\b)"
)
_LONGEST_OWNER = 14
_OWNER = regex(r"\b[a-z]{3,14}\Z")
_DECIMAL = regex(r" ?[=:]? ?\d*\.\d")
_OF_AGE = regex(r", \d\d(?:,|\))|,? \(?\d{1,3} ?(?:yo?\b|y/o|[mf]\b)")
_AGED = regex(r",? \(?\d{1,3} ?(?:[mf]\b|y/?o?\b|yrs?\b|[,/]|MRN|mrn)")
_LONG_NAME = 3
_GAP = 2
_WEAK = frozenset(("spoken", "label", "name_label"))
_PAIRED = frozenset("role kin named by label name_label honorific demographic".split())  # noqa: SIM905
_MIDDLE = regex(r" [a-z]\.(?= [a-z])")
_INITIAL_AFTER = regex(r" [a-z]\b\.?(?! ?[=/(-])")
_SHORTENED = regex(r" [a-z]\.(?:,|\)| (?:who|with|was|is|at|from|in|on)\b|$)")
_PAIR_ENDS = regex(
    r"$|[.,;:)(\n\"'/]| {2}| ?[-\u2013] | [A-Z0-9(]"
    r"| (?:is|was|has|had|who|whose|said|says|wants|asked|called|dob|mrn|and|aged?"
    r"|to|from|in|at|on|for|today|yesterday)\b"
)
_SPOKEN_WITH = regex(r"(?i:\b(?:d/w|dictated by|signed by|spoke with|discussed with) )$")
_CLOSES = regex(r"[.,;]?(?:\s|$)(?! ?[a-z])")
_BY_THE_BED = regex(
    r",? (?:at (?:the )?bedside|says|said|wants|called|calls|states|reports|confirms|phone|cell"
    r"|tel|lives|is (?:poa|hcp|here)|\(?\d{3}\)?[- ])"
)
_GIVEN = COMMON | GIVEN
_ANY_GIVEN = _GIVEN | GIVEN_WORD
_NAME = COMMON | GIVEN | FAMILY | RARE_GIVEN | RARE_FAMILY | UNKNOWN


def raised(  # noqa: C901  # the hot path
    text: str, words: Words, cues: Mapping[int, frozenset[str]], *, small: bool, surely: bool
) -> str:
    """
    `small`: the text has no capitals but of sentences and abbreviations; `surely`: hardly any.
    """
    case = _Case(text, words, small=small, surely=surely)
    bits = words.bits
    for end, there in cues.items():
        told = small or end in bits or "honorific" in there
        if told and (small or not (there & _PAIRED and case.among_capitals(end, there))):
            case.after_cue(end, there)
    if small:
        for start, known in bits.items():
            if known & (_ANY_GIVEN | FAMILY):
                if text[start - 1 : start] == "'" and _IRISH.fullmatch(text, start - 2, start):
                    start -= 2  # noqa: PLW2901  # `o'neil`
                match = LOWER.match(text, start)
                if match is not None:
                    case.listed(match, known)
        case.owners()
    else:
        for start, known in bits.items():
            if known & _ANY_GIVEN and text[start] >= "a":
                match = LOWER.match(text, start)
                if match is not None:
                    case.whole(match)
    if "@" in text:
        case.mentions()
    return case.text_raised()


def titled(text: str, words: Words, cues: Mapping[int, frozenset[str]]) -> str:
    """The same of a program, where only a title tells enough: `"seen by Dr. harlan voss"`."""
    case = _Case(text, words, small=False, surely=False)
    for end, there in cues.items():
        if "honorific" in there and text[end : end + 1].islower():
            case.after_cue(end, there)
    return case.text_raised()


class _Case:
    __slots__ = ("rise", "small", "surely", "text", "words")

    def __init__(self, text: str, words: Words, *, small: bool, surely: bool) -> None:
        self.text = text
        self.words = words
        self.small = small
        self.surely = surely
        self.rise: set[int] = set()

    def text_raised(self) -> str:
        if not self.rise:
            return self.text
        letters = list(self.text)
        for start in self.rise:
            letters[start] = letters[start].upper()
        return "".join(letters)

    def listed(self, match: re.Match[str], bits: int) -> None:
        """A word of the lists of names, in a text without capitals."""
        if bits & _ANY_GIVEN and (self.whole(match) or self.aged(match, bits)):
            return
        if bits & _GIVEN:
            self.given(match, bits)
        elif bits & FAMILY:
            self.family(match)

    def given(self, match: re.Match[str], bits: int) -> None:
        """A given name by itself (`bits` say that it may be one)."""
        if match.start() in self.rise:
            return
        if (
            (
                bits & COMMON
                or (len(match[0]) == _LONG_NAME and _SAYS.match(self.text, match.end()))
                or (len(match[0]) > _LONG_NAME and match[0] not in shipped("abbreviations"))
            )
            and _plain(match[0])
            and (bits & COMMON or not is_common(match[0]))  # `brooks`, `wells`, `banks`
            and stands(self.text, match)
        ):
            self._raise(match)

    def whole(self, match: re.Match[str]) -> bool:
        """
        A given name that is a word as well, right before a surname that is none; among capitals
        also one before an initial with its point, between commas.
        """
        if not self.small and self._shortened(match):
            return True
        follows = _NEXT.match(self.text, match.end())
        if follows is not None and follows[1] in _PARTICLES:
            follows = _SURNAME.match(self.text, match.end())
        if follows is None:
            return False
        known = self.words.bits.get(follows.start(1), 0)
        if not known & FAMILY and "'" in follows[1]:
            known = self._irish(follows)
        particle = match.end() + _GAP < follows.start(1)
        if particle and not (known & FAMILY and match[0] in shipped("common_given")):
            return False  # `vino de rueda`
        everyday = not self.small and follows[1] in EVERYDAY_SURNAMES
        if not (known & FAMILY or everyday or self._unheard(match[0], follows)):
            return False
        start = match.start()
        if match[0] in NOT_A_NAME or (
            is_common(match[0])
            and match[0] not in WORD_NAMES
            and not _SELF.search(self.text, max(0, start - 12), start)
        ):
            return False
        low = follows[1].removesuffix("'s")
        if everyday and not (
            only_a_name(match[0], common=True) and _PAIR_ENDS.match(self.text, follows.end())
        ):
            return False
        if (
            len(low) <= _LONG_NAME
            or (is_common(low) and not everyday)
            or low in NOT_A_NAME
            or low in PERSON_VERBS
            or low in SAYING_VERBS
            or low in shipped("abbreviations")
            or low in PRODUCTS
            or not stands(self.text, match)
        ):
            return False
        self._raise(match)
        return True

    def _irish(self, follows: re.Match[str]) -> int:
        word = LOWER.match(self.text, follows.start(1))
        if word is None or word[0].rpartition("'")[2] in shipped("english"):
            return 0  # `jack o'lantern`
        return self._kind(word)

    def _unheard(self, given: str, follows: re.Match[str]) -> bool:
        """Among capitals: a word of no list right behind one that is a given name and no more."""
        if self.small or not (given in shipped("common_given") or given in shipped("given")):
            return False
        low = follows[1].removesuffix("'s")
        return (
            len(low) > _LONG_NAME + 1
            and given not in shipped("english")
            and len(given) > _LONG_NAME  # `del jueves`
            and only_a_name(given, common=True)
            and may_be_surname(low)
            and bool(
                self.words.kind(follows.start(1), low)
                & (UNKNOWN | RARE_FAMILY | RARE_GIVEN | GIVEN)
            )
        )

    def _shortened(self, match: re.Match[str]) -> bool:
        """`a male patient, alex k., who was seen`."""
        start, end = match.span()
        if (
            self.text[start - 2 : start] != ", "
            or _SHORTENED.match(self.text, end) is None
            or match[0] not in shipped("common_given")
            or not only_a_name(match[0], common=True)
        ):
            return False
        self.rise.update((start, end + 1))
        return True

    def aged(self, match: re.Match[str], bits: int) -> bool:
        """A given name right before an age, also one that is a word: `wade, 61, stemi`."""
        if (
            (len(match[0]) <= _LONG_NAME and not (bits & COMMON and _plain(match[0])))
            or not (bits & _GIVEN or match[0] in WORD_NAMES)
            or not _OF_AGE.match(self.text, match.end())
            or match[0] in NOT_A_NAME
            or match[0] in shipped("abbreviations")
            or not stands(self.text, match)
        ):
            return False
        self._raise(match)
        return True

    def owners(self) -> None:
        """Given names with an s and no apostrophe, before a relative: `keons mom`."""
        for owned in _OWNED.finditer(self.text):
            end = owned.start()
            owner = _OWNER.search(self.text, max(0, end - _LONGEST_OWNER), end)
            if owner is None:
                continue
            low = owner[0]
            english = low in shipped("english") or f"{low}s" in shipped("english")
            if not english and (low in shipped("common_given") or low in shipped("given")):
                self.rise.add(owner.start())

    def mentions(self) -> None:
        """Given names behind an at sign, as chats call people."""
        bits = self.words.bits
        for mention in _MENTION.finditer(self.text):
            start = mention.start(1)
            match = LOWER.match(self.text, start) if bits.get(start, 0) & _GIVEN else None
            if match is not None:
                self.given(match, bits[start])

    def family(self, match: re.Match[str]) -> None:
        """A surname that says or needs something."""
        start = match.start()
        if start in self.rise or len(match[0]) <= _LONG_NAME or not stands(self.text, match):
            return
        follows = _NEXT.match(self.text, match.end())
        low = match[0]
        if (
            (
                (
                    follows is not None
                    and (follows[1] in PERSON_VERBS or follows[1] in SAYING_VERBS)
                    and (follows[1] in _OF_PATIENTS or not is_common(low))
                )
                or _BED.search(self.text, max(0, start - 12), start)
                or (surely_a_name(low) and not self._of_a_method(start, follows))
            )
            and _plain(low)
            and low not in EPONYMS
            and low not in PRODUCTS
            and low not in NAMESAKES
        ):
            self.rise.update(capitals(match))
            if follows is not None and self.words.bits.get(follows.start(1), 0) & _GIVEN:
                self._more(match.end())
        if start in self.rise or only_a_name(low, common=False):
            before = initials_before(self.text, start, low)
            if before:
                self.rise.update((*before, start))

    def _of_a_method(self, start: int, follows: re.Match[str] | None) -> bool:
        """Whether an eponym stands before a word, or what eponyms are of behind it."""
        before = _EPONYM.search(self.text, max(0, start - 18), start)
        return (before is not None and before[1] in EPONYMS) or (
            follows is not None and follows[1] in AFTER_EPONYM
        )

    def after_cue(self, end: int, cues: frozenset[str]) -> None:
        """Whatever the cue makes a name of."""
        match = LOWER.match(self.text, end)
        if match is None and "honorific" in cues and _LETTER.match(self.text, end):
            self.rise.add(end)
            self._more(end + 1, told=True)
            return
        if match is None and self._initialed(end):
            return
        if match is None or match[0] in NOT_A_NAME:
            return
        bits = self.words.bits.get(end, 0)
        if not self.surely and match[0] not in WORD_NAMES and "honorific" not in cues:
            if is_common(match[0]):
                return
            known = self._kind(match)
            if not known & ~WORD or known & WORD:
                return
        if not stands(self.text, match):
            return
        if self.small and cues & {"label", "name_label"} and bits & LISTED:
            self._after_comma(match.end())
        elif not self._named(match, bits, cues):
            return
        self._raise(match, told=bool(cues - _WEAK) or self.small)

    def among_capitals(self, end: int, cues: frozenset[str]) -> bool:
        """Whether a name in small letters follows a cue among capitals; its letters are raised."""
        match = LOWER.match(self.text, end)
        if match is None or match[0] in NOT_A_NAME:
            return False
        return self._two_of_lists(match) or self._spoken_with(match, cues)

    def _two_of_lists(self, match: re.Match[str]) -> bool:
        """Two words of the lists, or the surname and behind a comma the rest, and nothing more."""
        bits = self.words.bits.get(match.start(), 0)
        comma = _COMMA.match(self.text, match.end())
        middle = None if comma else _MIDDLE.match(self.text, match.end())
        follows = comma or _NEXT.match(self.text, middle.end() if middle else match.end())
        if follows is None or follows[1] in NOT_A_NAME:
            return False
        second = self.words.bits.get(follows.start(1), 0)
        if comma is None:
            both = bits & _ANY_GIVEN and second & (FAMILY | FAMILY_WORD)
            both = both and not (is_common(match[0]) and is_common(follows[1]))
        else:
            both = bits & LISTED and second & _ANY_GIVEN
        initial = _INITIAL_AFTER.match(self.text, follows.end())
        end = initial.end() if initial else follows.end()
        if not (both and stands(self.text, match) and _PAIR_ENDS.match(self.text, end)):
            return False
        self.rise.update((*capitals(match), follows.start(1)))
        self.rise.update(one.start() + 1 for one in (initial, middle) if one)
        return True

    def _spoken_with(self, match: re.Match[str], cues: frozenset[str]) -> bool:
        """An everyday surname, or a relative's given name, of whom one spoke with."""
        related = "kin" in cues
        given = self.words.bits.get(match.start(), 0) & _ANY_GIVEN
        if match[0] not in EVERYDAY_SURNAMES and not (given and related):
            return False
        said = _SPOKEN_WITH.search(self.text, max(0, match.start() - 14), match.start())
        if not (said and _CLOSES.match(self.text, match.end())) and not (
            related and _BY_THE_BED.match(self.text, match.end())
        ):
            return False
        self.rise.add(match.start())
        return True

    def _initialed(self, end: int) -> bool:
        """Whether initials and a surname follow a cue, whose letters are then raised."""
        first = _INITIALED.match(self.text, end)
        match = LOWER.match(self.text, first.end()) if first else None
        if first is None or match is None or not self._kind(match) & _NAME:
            return False
        if match[0] in NOT_A_NAME or not stands(self.text, match):
            return False
        self.rise.update(at for at in range(end, first.end()) if self.text[at].isalpha())
        self._raise(match)
        return True

    def _named(self, match: re.Match[str], bits: int, cues: frozenset[str]) -> bool:
        if "honorific" in cues and (self._kind(match) & ~WORD or may_be_called(match[0])):
            return match[0] not in SAYING_VERBS and match[0] not in PERSON_VERBS
        if cues <= _WEAK:
            if self.small and "spoken" not in cues:
                return (
                    bool(self._kind(match) & (RARE_GIVEN | RARE_FAMILY))
                    and not is_common(match[0])
                    and match[0] not in shipped("abbreviations")
                )
            return (
                "spoken" in cues
                and bool(bits & (COMMON | GIVEN | GIVEN_WORD))
                and (match[0] in WORD_NAMES or not is_common(match[0]))
                and _TOLD.match(self.text, match.end()) is not None
            )
        if "named" in cues and (self.small or bits & ~FAMILY_WORD):
            return True
        if bits & (COMMON | GIVEN) and _plain(match[0]):
            return True
        if not self.small:
            return False
        if bits & (FAMILY | GIVEN_WORD) and (cues != {"role"} or not bits & GIVEN_WORD):
            return True
        known = self._kind(match)
        if cues & {"kin", "by"} and known & (UNKNOWN | RARE_GIVEN):
            return True
        # `nurse kath came`, `pt stone, dallas, 58 m`
        return "role" in cues and (
            (
                bool(known & (UNKNOWN | RARE_GIVEN | RARE_FAMILY | GIVEN_WORD))
                and not is_common(match[0])
                and len(match[0]) >= _LONG_NAME
                and match[0] not in shipped("abbreviations")
                and (self._acts(match.end()) or _OF_AGE.match(self.text, match.end()) is not None)
            )
            or (bool(bits & LISTED) and self._comma_given(match.end()))
        )

    def _acts(self, end: int) -> bool:
        follows = _NEXT.match(self.text, end)
        return follows is not None and (follows[1] in PERSON_VERBS or follows[1] in SAYING_VERBS)

    def _comma_given(self, end: int) -> bool:
        """Whether a given name follows behind a comma, and an age or a number behind it."""
        comma = _COMMA.match(self.text, end)
        if comma is None or not (
            self.words.bits.get(comma.start(1), 0) & (COMMON | GIVEN | GIVEN_WORD)
        ):
            return False
        if not _AGED.match(self.text, comma.end()):
            return False
        self.rise.add(comma.start(1))
        return True

    def _after_comma(self, end: int) -> None:
        comma = _COMMA.match(self.text, end)
        if comma and self.words.bits.get(comma.start(1), 0) & (COMMON | GIVEN | GIVEN_WORD):
            self.rise.add(comma.start(1))
            self._more(comma.end())

    def _raise(self, match: re.Match[str], *, told: bool = False) -> None:
        self.rise.update(capitals(match))
        self._more(match.end(), told=told)

    def _more(self, end: int, *, told: bool = False) -> None:
        """The words after a raised one, as far as they can only be parts of the same name."""
        self.rise.update(tail(self.text, self.words, end, told=told))

    def _kind(self, match: re.Match[str]) -> int:
        return kind(self.words, match.start(), match[0])


def _plain(word: str) -> bool:
    return word not in NOT_A_NAME and word not in AMBIGUOUS_LOWER

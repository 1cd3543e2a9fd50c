"""
Names that a document has established, found again where nothing else speaks for them: a surname
alone, a given name alone, the initials with which somebody signs.
"""

import re
from collections.abc import Iterator

from promptward.deferred import regex
from promptward.lexicon import parted
from promptward.recognizers.eponyms import EPONYMS, PRODUCTS
from promptward.recognizers.name_doubt import is_eponym
from promptward.recognizers.name_reading import Reading, Segment
from promptward.recognizers.name_words import (
    ACRONYM,
    COMMON,
    FAMILY_WORD,
    GIVEN,
    GIVEN_WORD,
    INITIAL,
    WORD,
    Part,
)
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import (
    AILING,
    NOT_A_NAME,
    OF_A_PERSON,
    PERSON_VERBS,
    PLACE_AFTER,
    SHORTHAND,
)
from promptward_rules import word_list

__all__ = ["Memory"]

_MOST_REMEMBERED = 300
_SHORTEST_REMEMBERED = 2
_SHORTEST_CALLED = 3
_LONGEST_CALLED = 16
"""A short form is never longer; all beginnings of a word hold the square of its letters."""

_LEFT_OUT = 2
"""Letters that a name has more than its short form."""

_WORDS = GIVEN_WORD | FAMILY_WORD
_DECLARED = regex(r"\b([A-Za-z]{2,4}) ?[=-] ?$")
_SENTENCE = regex(r"(?:^|[.!?:]\s{1,3}|\n\s{0,4})$")
_MEDICAL = AILING | {"by", "for", "had", "like", "possible", "via", "vs"}
_BEFORE = regex(r"([A-Za-z]+|[0-9]) ?[(]?$")
_GOES_ON = frozenset(
    (
        *("to", "in", "and", "with", "w", "back", "home", "seen", "off", "out", "keen"),
        *("read", "ran", "gave", "brought", "made", "sent", "tried", "used", "lost", "paid"),
        *("held", "heard", "led", "spoke", "talked", "cooked", "drew", "filled", "picked"),
    )
)
"""Words behind a name that starts a sentence, which say what somebody does or where they are."""

_AFTER_A_SIGN = frozenset(")-")
_GROWN = regex(r" \d{1,3}(?:\.\d{1,2})? ?(?:kg|lbs?|cm|months?|weeks?|wks?|y/?o)\b")
_GRADED = regex(r"(?:'s)? (?:\d|[IVX]{1,4}[AaBbCc]?\b)|-[A-Z]")
_SHORT = regex(r"(?<![A-Za-z0-9])(?:[A-Za-z]{2,4}(?![A-Za-z0-9])|(?:[A-Z]\.){2,4})")
_PLAIN = regex(r"[A-Za-z]{2,4}")
_TYPIST = regex(r" ?[/:] ?([a-z]{2,3})\b(?!/)")
_INITIALS_STAND = regex(r"(?:^|[\n(/|>:;,] ?|  |\. |-- ?|\bby |\d )$")
_INITIALS_END = regex(
    r"[ \t]{0,4}(?:$|[\n)/|]|=|  |\.(?:\s|$)|:[a-z]{2}\b)"
    r"|,? (?:says|said|asks|asked|wants|states|denies|reports|agrees|agreed|reminded|opts"
    r"|consents)\b"
)


_LETTERS = r"(?:[A-Z]{2,3}|(?:[A-Z]\.){2,3}(?:-[A-Z]\.)?)"
_BY = regex(
    r"\b(?i:called|drawn|filed|taken|typed|collected|checked|entered|signed|reviewed|verified|noted"
    r"|witnessed|updated|scribed|transcribed|written|counted|prepared|recorded|charted|cosigned"
    r"|completed|scanned|faxed|rec'?d|received|phoned|rang|given|done|obtained|placed|pulled"
    r"|read back"
    r"|reported|notified|seen|approved|dictated|processed|posted|keyed|logged|ordered|administered"
    r"|paged|texted|corrected|amended|cancell?ed|released|started|stopped|changed|booked|resulted"
    rf")(?: [^\n;]{{1,45}}?)? by {{1,2}}({_LETTERS}(?![A-Za-z0-9])(?! ?:)(?! [A-Z][a-z])"
    r"|[b-df-hj-np-tv-xz]{2,3}(?=[ \t]{0,3}(?:[.,;]?[ \t]{0,3}(?:\n|$)|\. [A-Z])))"
    rf"|\b[Ii]nitials:? {{1,8}}({_LETTERS}|[A-Z]\.(?: ?[a-z]\.)? ?[A-Z]\.|[A-Z]-[A-Z]"
    rf"|[a-z]{{2,3}})"
    r"(?![A-Za-z0-9])"
    rf"|[.!?] {{1,3}}[-~\xff\u2013\u2014]{{1,2}} ?({_LETTERS})(?=[ \t]{{0,3}}(?:\n|$))"
)
_BY_SOMEBODY = regex(r" by {1,2}[A-Zb-df-hj-np-tv-xz][A-Zb-df-hj-np-tv-xz.]")
_DASHED = regex(r"[.!?] {1,3}[-~\xff]")
"""One of these, or `initials`, stands wherever `_BY` matches; they are found at once."""

_CLOSING = regex(
    r"[a-z0-9.!?)][ \t]{0,3}\n{1,3}[ \t]{0,3}(?:[-~\xff\u2013\u2014]{1,2} ?)?"
    r"([A-Z]{2,3}|[b-df-hj-np-tv-xz]{2,3})"
    r"(?:[ ,]{1,2}\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?)?\s{0,4}$"
    r"|(?:[.!?)]|\b(?:closed|filed|done|logged|charted|signed|called|faxed|updated)) {1,3}"
    r"([b-df-hj-np-tv-xz]{2,3})"
    r"(?:[ ,]{1,2}\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?)?\s{0,4}$"
)
_ENTRY = regex(
    r"[.!?)] {1,3}([b-df-hj-np-tv-xz]{2,3}|[A-Z]{2,3})(?:/[A-Z][^\n]{1,24})?[ \t]{0,3}"
    r"(?=\n[ \t]{0,3}\d{1,2}[/.-]\d)"
)
"""The initials that close an entry of a chart, where the next line starts with a date."""

_DATED = regex(r"\n[ \t]{0,3}\d{1,2}[/.-]\d")
"""What stands behind `_ENTRY`."""

_AWARE = regex(r"\(([A-Z]{2,3})\) (?:aware|notified|informed|paged|updated)\b")
_LAST = 40
_LONG_WORD = 4
_FEW = 8
_SHORT_TEXT = 4000
"""Up to here a search for each is faster than the set of all words."""

_NOT_INITIALS = frozenset(word_list("names", "never initials of somebody named"))


def _recorded(text: str) -> Iterator[tuple[int, int]]:
    """Initials of who wrote, drew or checked something, and those that close a note."""
    signs = (
        (" by " in text and _BY_SOMEBODY.search(text))
        or "nitials" in text
        or (_dashed(text) and _DASHED.search(text))
    )
    for match in _credits(text) if signs else ():
        group = match.lastindex or 0
        if not _abbreviates(match[group]):
            yield match.span(group)
    if ") " in text:
        for match in _AWARE.finditer(text):
            if not _abbreviates(match[1]) and match[1].lower() not in shipped("abbreviations"):
                yield match.span(1)
    dated = "\n" in text and _DATED.search(text) is not None
    for match in _ENTRY.finditer(text) if dated else ():
        if not _abbreviates(match[1]):
            yield match.span(1)
    last = text[-_LAST:].rstrip()[-_LONG_WORD:]
    # A word of four letters is nobody's initials; a mark that is unread may stand before some.
    worded = len(last) == _LONG_WORD and last.isalpha() and last.isascii()
    ends = last[-1:].isalnum() and not worded
    closing = _CLOSING.search(text, max(0, len(text) - _LAST)) if ends else None
    if closing:
        group = closing.lastindex or 0
        if not _abbreviates(closing[group]):
            yield closing.span(group)


_SIGN = regex(r" by |(?<=[Ii])nitials|[-~\xff](?<= .)")
_SIGN_AFTER = 60  # characters of a match before its first sign, most of them of the verb
_SIGN_BEFORE = 100  # and after it, with what follows it


def _credits(text: str) -> Iterator[re.Match[str]]:
    """`_BY.finditer`, looking only around the signs: its verbs are tried at every word."""
    at = 0
    for sign in _SIGN.finditer(text):
        # INVARIANT: a match holds a sign, at most so far behind its start and before its end.
        match = _BY.search(text, max(at, sign.start() - _SIGN_AFTER), sign.end() + _SIGN_BEFORE)
        if match is not None and match.start() <= sign.start():
            yield match
            at = match.end()


def _dashed(text: str) -> bool:
    """Whether a dash stands behind a blank; one character is looked for sooner than two."""
    return any(dash in text and f" {dash}" in text for dash in "-~\xff")


def _abbreviates(word: str) -> bool:
    low = word.lower().replace(".", "")
    return low in NOT_A_NAME or low in _NOT_INITIALS


def _standing(text: str, known: set[str], upper: set[str]) -> Iterator[tuple[int, int]]:
    """Where known initials stand as words, or `upper` ones with dots."""
    if any(f"{'.'.join(letters)}." in text for letters in upper):
        for match in _SHORT.finditer(text):
            if match[0].replace(".", "") in known:
                yield match.span()
        return
    if len(known) > _FEW or len(text) > _SHORT_TEXT:
        known = known.intersection(parted(text.encode("latin-1")).decode("ascii").split())
    for letters in known:
        at = text.find(letters)
        if at < 0 or not _PLAIN.fullmatch(letters):
            continue
        while at >= 0:
            end = at + len(letters)
            if not (_alphanumeric(text[at - 1 : at]) or _alphanumeric(text[end : end + 1])):
                yield at, end
            at = text.find(letters, end)


def _alphanumeric(character: str) -> bool:
    return character.isascii() and character.isalnum()


class Memory:
    """Words and initials of established names."""

    __slots__ = ("_beginnings", "_initials", "_words")

    def __init__(self) -> None:
        self._words: dict[str, bool] = {}
        self._beginnings: set[str] = set()
        self._initials: set[str] = set()

    def learn(self, reading: Reading, segment: Segment, *, very: bool) -> None:
        """Remembers the parts of a name; everyday words only where it is `very` sure."""
        parts = segment.parts
        if reading.program and len(parts) == 1 and not very:
            return
        for part in parts:
            low = part.word.lower()
            if len(low) < _SHORTEST_REMEMBERED or low in NOT_A_NAME:
                continue
            if len(low) == _SHORTEST_REMEMBERED and not (very and part.word[1].islower()):
                continue
            wordy = part.bits & _WORDS and not part.bits & ~_WORDS
            if (very or not wordy or len(parts) > 1) and len(self._words) < _MOST_REMEMBERED:
                self._words[low] = bool(wordy)
                longest = min(len(low) - _LEFT_OUT, _LONGEST_CALLED)
                self._beginnings.update(low[:cut] for cut in range(_SHORTEST_CALLED, longest + 1))
        if len(parts) > 1 and len(self._initials) < _MOST_REMEMBERED:
            letters = "".join(
                [piece[0] for part in parts for piece in part.word.split("-") if piece]
            )
            self._initials.add(letters)
            if len(letters) > 2:  # noqa: PLR2004  # the middle name is often left out
                self._initials.add(letters[0] + letters[-1])
            ahead = reading.text[max(0, segment.start - 3) : segment.start]
            if "=" in ahead or "-" in ahead:
                self._declare(reading.text, segment.start, letters[0])

    def _declare(self, text: str, start: int, first: str) -> None:
        """Remembers what a name is declared for: `JD = Jane Doe`."""
        declared = _DECLARED.search(text, max(0, start - 9), start)
        if declared and declared[1].upper()[0] == first:
            self._initials.add(declared[1])

    def again(self, reading: Reading, segment: Segment) -> list[Part]:
        """The parts of a segment that repeat an established name; empty if none does."""
        known = [part for part in segment.parts if part.word.lower() in self._words]
        if not known and len(segment.parts) == 1 and self._shortens(segment.parts[0]):
            return segment.parts
        if not known or segment.stop in PLACE_AFTER:
            return []
        if len(segment.parts) == 1 and reading.called(segment.parts[0].word):
            return []
        if segment.phrase and any(
            part.word.lower() in EPONYMS or part.bits & _WORDS for part in known
        ):
            return []
        if all(self._words[part.word.lower()] for part in known) and (
            _SENTENCE.search(reading.text, max(0, segment.start - 6), segment.start)
            and segment.stop not in PERSON_VERBS
            and segment.stop not in _GOES_ON
            and not (
                segment.possessive and reading.next_word(segment.parts[-1].end + 2) in OF_A_PERSON
            )
        ):
            return []
        shouted = len(known) == 1 and known[0].word.isupper()
        if self._medical(reading, segment) or (shouted and reading.program):
            return []
        first, last = known[0], known[-1]
        inside = [p for p in segment.parts if first.start <= p.start <= last.end]
        rest = [p for p in segment.parts if p not in inside]
        starts = first is segment.parts[0]
        if all(part.bits == INITIAL or part.bits & ~FAMILY_WORD or starts for part in rest):
            return segment.parts
        return inside

    def _shortens(self, part: Part) -> bool:
        """Whether it is the beginning of a name, as its bearer is called: `Xio` of `Xiomara`."""
        low = part.word.lower()
        return (
            low in self._beginnings
            and part.word[1:].islower()
            and not part.bits & (WORD | ACRONYM | _WORDS)
            and low not in NOT_A_NAME
            and low not in EPONYMS
            and low not in PRODUCTS
            and low not in SHORTHAND
            and low not in shipped("abbreviations")
        )

    @staticmethod
    def _medical(reading: Reading, segment: Segment) -> bool:
        """Whether the word stands here for what is named after it, not for the person."""
        last = segment.parts[-1]
        text = reading.text
        if is_eponym(reading, last.end, possessive=segment.possessive):
            return True
        low = last.word.lower()
        single = len(segment.parts) == 1
        grown = last.bits & (COMMON | GIVEN) and _GROWN.match(text, last.end)
        if single and not grown and _GRADED.match(text, last.end):
            return True
        if low in EPONYMS or low in PRODUCTS:
            if segment.possessive and reading.next_word(last.end + 2) not in OF_A_PERSON:
                return True
            before = _BEFORE.search(text, max(0, segment.start - 14), segment.start)
            if before and (before[1].lower() in _MEDICAL or before[1].isdigit()):
                return True
            if (
                text[last.end : last.end + 1] in _AFTER_A_SIGN
                or text[segment.start - 1 : segment.start] == "-"
            ):
                return True
        return False

    def signed(self, reading: Reading) -> Iterator[tuple[int, int]]:
        """Where the initials of an established name stand by themselves, and a typist's beside."""
        text = reading.text
        if reading.program:
            return
        yield from _recorded(text)
        known = self._initials | {letters.lower() for letters in self._initials}
        if not known:
            return
        for at, end in _standing(text, known, self._initials):
            if _INITIALS_STAND.search(text, max(0, at - 3), at) and _INITIALS_END.match(text, end):
                yield at, end
                beside = _TYPIST.match(text, end)
                if beside:
                    yield beside.span(1)

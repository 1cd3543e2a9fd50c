"""
Names in small letters that are all of a literal, a cell, a line or a field of a message.

`"pratt, ulysses s"`, `| kowalczyk, tadeusz |`, `PID|1||412||quispe^efrain^d|`, `("liesl
eberhardt", 54)`: programs and people who type in haste leave the capitals out, and the edges say
as much as those do. Of two words at least one is a name and nothing else; the other may be in no
list.
"""

from collections.abc import Iterator
from itertools import chain

from promptward.deferred import regex
from promptward.model import Candidate
from promptward.rare import rare
from promptward.recognizers.common_words import is_common
from promptward.recognizers.lower_words import may_be_surname, only_a_name
from promptward.recognizers.name_credit import credited
from promptward.recognizers.name_reading import Reading
from promptward.recognizers.name_tail import kind
from promptward.recognizers.name_words import (
    ANY_FAMILY,
    ANY_GIVEN,
    COMMON,
    FAMILY,
    FAMILY_WORD,
    GIVEN,
    GIVEN_WORD,
    UNKNOWN,
)
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import NOT_A_NAME
from promptward_dsl.lattice import Confidence

__all__ = ["in_small_letters"]

_EDGES = frozenset("\n\t\"'|[>~*;^")
_WORD = r"(?:[dlnomk]')?[a-z\xff]{2,18}(?:-[a-z\xff]{2,15}){0,2}"
_PARTICLE = (
    r"(?:(?:de la|de los|de|del|da|dos|van der|van den|van|von|bin|al|el|la|le|lo|mac|mc|st\.?) )?"
)
_DEGREES = r"(?:MD|DO|RN|NP|PA|PA-C|LPN|CNA|DDS|DPT|PhD|PharmD|CRNA|MT|RPh|LCSW|md|rn|np)"
_ENDS = (
    rf"(?=,? {_DEGREES}\b|[ ]?(?:$|[\n\t\"'|\]<~;\\])|[ ]{{2}}|[*^]"
    r"|,? \(?\d{1,3} ?(?:[mfMF]\b|y/?o)|[ ]<[\w.-]+@| [A-Z]{2,5}\b|,? \d{1,2}(?:[A-Z]{3}|[/-]\d))"
)
_ORDERED = regex(
    rf"({_WORD})(?: [a-z]\.?)? {_PARTICLE}(?P<last>{_WORD})(?:,? (?:jr|sr|ii|iii)\.?)?{_ENDS}"
)
_TURNED = regex(
    rf"{_PARTICLE}(?P<last>{_WORD})(?: {_WORD})?(?P<by>, ?|[\^*/])(?P<first>{_WORD})"
    rf"(?:(?: |(?P=by)){_WORD})?(?:(?: |(?P=by))[a-z]\.?)?{_ENDS}"
)
_SHORTENED = regex(rf"(?P<last>{_WORD})(?:, ?|[\^*])[a-z]\.?(?:[ ^*][a-z]\.?)?{_ENDS}")
_INITIALS = regex(r"(?<![\w.'-])(?:[a-z]\. ?){1,2}$")
_AFTER_INITIALS = regex(rf"(?:[a-z]\. ?){{1,2}}(?P<last>{_WORD})(?=[\s,;.)\"'|]|$)")
_OF_STAFF = regex(rf",? {_DEGREES}\b|,? (?:PGY|NRP|EMT|CRNA|lic\b)|[ ]?[|\t\n]|$")
_LINE = regex(r"(?:^|[\n|\t\"'>]|[|>] )$")
_OF_DEGREES = ("MD", "DO", "RN", "NP", "PA-C", "PGY", "CRNA", "LPN", "PhD", "DDS", "DEA", "NRP")
_SIGNED = rare(
    r"(?<![\w.'-])(?P<name>(?:[a-z]\. ?){1,2}(?P<last>[a-z'-]{4,18})),? "
    rf"(?:{'|'.join(_OF_DEGREES)})\b"
    # An initial for the surname, in a sentence about somebody.
    r"|(?:[a-zA-Z0-9]{2}, |\b(?:is|named|called|of|like|name|patient|[Pp]t|male|female|man|woman"
    r"|boy|girl):? )(?P<given>[a-z]{3,12}) [a-z]\.(?=,| who\b| from\b| \()"
    r"|\b(?:[Dd]aughter|[Ss]on|[Ww]ife|[Hh]usband|[Mm]other|[Ff]ather|[Mm]om|[Mm]um|[Dd]ad|[Ss]ister"
    r"|[Bb]rother|[Nn]iece|[Nn]ephew|[Aa]unt|[Uu]ncle|[Gg]rand(?:son|daughter|mother|father|ma|pa)"
    r"|[Gg]uardian|[Cc]arer|[Pp]artner),? (?P<kin>[a-z]{3,12})"
    r"(?P<told> \(\+?\d|'s\b|(?=[.,;)]| [A-Z(]| (?:and|is|was|updated|notified|called|asked|says"
    r"|said|reports|flying|lives|here|at)\b|$))"
)
_WORDS_TOO = frozenset(
    ("may", "will", "mark", "art", "guy", "sue", "bill", "pat", "drew", "grant")
)
"""Given names that say something behind a relation: `the mother may`."""
_MOST = 400
_QUOTES = frozenset("\"'")
_SHORTEST = 4
_OPENS_WIDE = "  "
_OF_A_LINE = frozenset("\n;")
_GIVEN = ANY_GIVEN | GIVEN_WORD
_FAMILY = ANY_FAMILY | FAMILY_WORD
_NAMES = ANY_GIVEN | ANY_FAMILY


def in_small_letters(reading: Reading, text: str) -> Iterator[Candidate]:
    """Whole names without capitals, by what stands around them; `text` as it was written."""
    for start, end, evidence in chain(_listed(reading, text), _signed(text)):
        if not credited(text, start, end, program=reading.program):
            yield Candidate(start, end, Confidence.MEDIUM, ("lower_name", evidence))


def _listed(reading: Reading, text: str) -> Iterator[tuple[int, int, str]]:
    """Names with a word of the lists."""
    done = 0
    plain, cues = not reading.program, reading.cues
    for start, bits in reading.words.bits.items():
        if plain and not bits & _NAMES and text[start - 1 : start] == " " and start not in cues:
            continue
        if text[start] < "a" or (
            plain and text[start - 1 : start] == " " and _is_plain(text, start)
        ):
            continue
        edge = -1
        if bits & FAMILY and text[start - 2 : start] == ". ":
            found, evidence = _initials(reading, text, start), "initials"
        elif (edge := _edge(text, start)) >= 0:
            found, evidence = _name(reading, text, edge, start, bits), "edges"
            done += 1
        elif bits & ANY_GIVEN and text[start - 2 : start] in _BEHIND:
            found, evidence = _behind(text, start, bits), "edges"
        else:
            found, evidence = _named(reading, text, start, bits), "given_family"
        if found is not None:
            yield *found, evidence
        if done > _MOST:
            return


_OPENS = frozenset((". ", "  ", "| ", "~ ", ", "))
_NAME_LONG = 20


def _is_plain(text: str, start: int) -> bool:
    """Whether a word stands as most do: no edge before it, and no comma near."""
    return (
        text.find(",", start, start + _NAME_LONG) < 0
        and text[start - 2 : start] not in _OPENS
        and _EDGES.isdisjoint(text[max(0, start - 13) : start])
    )


def _signed(text: str) -> Iterator[tuple[int, int, str]]:
    """
    `e. farrokhzad, PGY-2`: initials, a word of no other list and a degree;
    `female, sally t., who`; `daughter carol (503 …)`.
    """
    for found in _SIGNED.finditer(text):
        if found["given"]:
            if found["given"] in shipped("common_given"):
                yield *found.span("given")[:1], found.end(), "given_initial"
            continue
        if found["kin"]:
            if _is_kin(found["kin"], sure=found["told"] != ""):
                yield *found.span("kin"), "kin"
            continue
        last = found["last"].partition("-")[0]
        if may_be_surname(last) or last in shipped("surnames"):
            yield *found.span("name"), "initials"


def _is_kin(word: str, *, sure: bool) -> bool:
    """Whether a word behind a relation is a given name; `sure`: a number or a clitic follows."""
    if word in NOT_A_NAME or (word in _WORDS_TOO and not sure):
        return False
    if word in shipped("common_given") or word in shipped("given"):
        return sure or not is_common(word)
    return sure and word in shipped("given_words")


def _edge(text: str, start: int) -> int:
    """Where the edge ends that a name would begin at, particles and all; -1 for none."""
    if not start or text[start - 1] in _EDGES:
        return start
    if text[start - 1] != " ":
        return -1
    if text[start - 2 : start] == _OPENS_WIDE or text[start - 2 : start - 1] in ("|", "~"):
        return start
    before = _BEGUN.search(text, max(0, start - 12), start)
    return before.start("particle") if before else -1


_COMMA = regex(
    rf"({_WORD}), ?({_WORD})(?: (?!but|who|was|has|had|dob|mrn)([a-z]{{3,12}}))?"
    r"(?: [a-z]\b\.?)?(?=$|[.;:)\n\"']|,? \(?\d|(?<= [a-z]) |[ ]{2}"
    r"| (?:but|who|is|was|has|had|in|dob|mrn|DOB|MRN|[A-Z]{2,5})\b)"
)
_PARTICLES = regex(r"(?<![\w'-])(?:de la|de|del|da|dos|van der|van den|van|von|st\.?) $")
_AMONG = regex(r"([a-z]+)(?P<listed>[,;&]?) $")
_LABELLED = frozenset(("label", "name_label", "role"))
_SPOKEN = regex(rf"({_WORD}) (?:[a-z]\. ?)?({_WORD})(?![\w'@(=./-])")


def _named(reading: Reading, text: str, start: int, bits: int) -> tuple[int, int] | None:
    """
    Both in their lists, where no edge stands: surname first, with a comma between them; in what a
    program says, in a comment or a literal, the other way round as well.
    """
    if text[start - 1] not in " (":
        return None
    words = reading.words
    if bits & _FAMILY:
        turned = _COMMA.match(text, start)
        if turned is not None:
            given = kind(words, turned.start(2), turned[2])
            labelled = not _LABELLED.isdisjoint(reading.cues.get(start, ()))
            if turned[3] and not kind(words, turned.start(3), turned[3]) & _GIVEN:
                return None
            if labelled and given & _GIVEN and _ENDED.match(text, turned.end()):
                return turned.span()
            particle = _PARTICLES.search(text, max(0, start - 8), start)
            if (
                given & ANY_GIVEN
                and bits & FAMILY
                and not _is_among(text, particle.start() if particle else start)
                and _only(turned[1], common=False)
                and _only(turned[2], common=bool(given & COMMON))
            ):
                return particle.start() if particle else start, turned.end()
    if not (reading.program and bits & ANY_GIVEN) or not _is_said(text, start):
        return None
    spoken = _SPOKEN.match(text, start)
    if spoken is None:
        return None
    family = kind(words, spoken.start(2), spoken[2])
    if (
        family & ANY_FAMILY
        and _only(spoken[1], common=bool(bits & COMMON))
        and _only(spoken[2], common=False)
    ):
        return spoken.span()
    return None


def _is_among(text: str, start: int) -> bool:
    """Whether an item of a list begins there, or the second word of a name."""
    before = _AMONG.search(text, max(0, start - 20), start)
    return before is not None and (
        bool(before["listed"])
        or before[1] == "and"
        or before[1] in shipped("common_given")
        or before[1] in shipped("given")
    )


_ENDED = regex(r"[ ]{2}|[ ]?(?:$|[\n\t\"'|;(])| [A-Z]{2,5}\b|,? \(?\d")
_COMMENTS = ("#", "//", "--", "/*", "* ")


def _is_said(text: str, start: int) -> bool:
    """Whether a comment begins before the place, or a quotation is open there, in its line."""
    low = max(0, start - _LONGEST_LINE)
    line = text[max(text.rfind("\n", low, start) + 1, low) : start]
    return (
        any(mark in line for mark in _COMMENTS)
        or line.count('"') % 2 == 1
        or line.count("'") % 2 == 1
    )


_LONGEST_LINE = 240


def _initials(reading: Reading, text: str, start: int) -> tuple[int, int] | None:
    """`h. macintosh CRNA`: initials before a surname, where a cue, an edge or a degree stands."""
    before = _INITIALS.search(text, max(0, start - 7), start)
    found = _AFTER_INITIALS.match(text, before.start()) if before else None
    if before is None or found is None or not _only(found["last"], common=False):
        return None
    low = before.start()
    if (
        low in reading.cues
        or (_LINE.search(text, max(0, low - 2), low) and _OF_STAFF.match(text, found.end()))
        or _OF_STAFF.match(text, found.end(), found.end() + 9)
    ):
        return low, found.end()
    return None


_BEGUN = regex(
    r"(?:^|[\n\t\"'|\[>~*]|  )(?P<particle>(?:de la|de los|del|de|da|dos|van der|van den|van|von"
    r"|st\.?) )$"
)


def _name(reading: Reading, text: str, edge: int, start: int, bits: int) -> tuple[int, int] | None:
    turned = _TURNED.match(text, edge) if bits & _FAMILY or edge < start else None
    words = reading.words
    if turned is not None:
        first = turned["first"]
        family = bits if turned.start("last") == start else 0
        given = kind(words, turned.start("first"), first)
        prose = turned["by"][0] == "," and text[start - 1 : start] in _OF_A_LINE
        if _pair(first, given, turned["last"], family, prose=prose):
            return edge, turned.end()
    if bits & FAMILY and text[start - 1 : start] not in _OF_A_LINE:
        shortened = _SHORTENED.match(text, start)
        if shortened is not None and _only(shortened["last"], common=False):
            return start, shortened.end()
    if not bits & ANY_GIVEN:
        return None
    ordered = _ORDERED.match(text, start)
    if ordered is None or text[start - 1 : start] in _OF_A_LINE or not start:
        return None
    last = ordered["last"]
    literal = text[start - 1] in _QUOTES and text[ordered.end() : ordered.end() + 1] in _QUOTES
    prose = not (literal and bits & (COMMON | GIVEN))
    if _pair(ordered[1], bits, last, kind(words, ordered.start("last"), last), prose=prose):
        return start, ordered.end()
    return None


_BEHIND = frozenset((", ",))
_HEAD = regex(rf"(?:^|[\n\t\"'|\[>~*;^]|  )({_PARTICLE}({_WORD}), )$")


def _behind(text: str, start: int, bits: int) -> tuple[int, int] | None:
    """A given name behind a surname of no list: `"vandersloot, emily t"`."""
    head = _HEAD.search(text, max(0, start - 36), start)
    turned = _TURNED.match(text, head.start(1)) if head else None
    if head is None or turned is None or turned.start("first") != start:
        return None
    last = head[2]
    known = last in shipped("surnames") or last in shipped("rare_surnames")
    if not (known or (len(last) >= _SHORTEST and may_be_surname(last))):
        return None
    return turned.span() if _only(turned["first"], common=bool(bits & COMMON)) else None


def _pair(first: str, given: int, last: str, family: int, *, prose: bool) -> bool:
    """Whether both are names, one of them for sure; `prose`: only by the lists."""
    if first in NOT_A_NAME or last in NOT_A_NAME:
        return False
    sure_given = bool(given & ANY_GIVEN) and _only(first, common=bool(given & COMMON))
    sure_family = bool(family & ANY_FAMILY) and _only(last, common=False)
    if sure_given and sure_family:
        return True
    if sure_given:
        return (bool(family & _FAMILY) and not prose) or (
            bool(family & UNKNOWN) and len(last) >= _SHORTEST and may_be_surname(last)
        )
    return sure_family and not prose and bool(given & _GIVEN)


def _only(word: str, *, common: bool) -> bool:
    pieces = word.rpartition("'")[2].split("-")
    return any(only_a_name(piece, common=common) for piece in pieces)

"""
What speaks for a name and what against it, for one segment: its shape and what stands beside it.

Evidence is counted in points by kinds (shape, before, after): two points make a name, one is
unsure. Two lists that know a word are one piece of evidence.
"""

from typing import NamedTuple

from promptward.deferred import regex
from promptward.recognizers.brands import TITLED
from promptward.recognizers.eponyms import EPONYMS, PRODUCTS
from promptward.recognizers.medicines import is_medicine
from promptward.recognizers.name_after import after as points_after
from promptward.recognizers.name_before import STRONG, is_wordy
from promptward.recognizers.name_before import before as points_before
from promptward.recognizers.name_beside import beside, is_role
from promptward.recognizers.name_doubt import against, doubt, graded, is_eponym
from promptward.recognizers.name_reading import ABSOLUTE, Reading, Segment
from promptward.recognizers.name_shape import shape
from promptward.recognizers.name_slots import named_word
from promptward.recognizers.name_words import (
    ANY_GIVEN,
    COMMON,
    GIVEN,
    GIVEN_WORD,
    UNKNOWN,
    Part,
)
from promptward.recognizers.no_subdivision import is_department
from promptward.recognizers.regions import DEMONYMS
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import (
    KIN,
    OF_A_PERSON,
    PLACE_AFTER,
    PLACES,
)

__all__ = ["Judged", "Sum", "weigh"]

_AFTER_A_TYPE = frozenset(",)]|[")
"""What follows a type in the head of a function: `parent: Candidate, …`."""

_ABBREVIATION = 4
_LONGEST_ACRONYM = 5
_OVER_EPONYMS = frozenset(("kin", "named", "by", "quoted", "sign_off"))
"""Evidence before a name that an eponym's following word does not veto."""


_ALONE = frozenset(("surname_alone", "rare_name"))
_OVER_THINGS = frozenset(("family_of", "phone_after"))
"""What no disease, sign or tool has."""

_HUMAN = frozenset(
    (
        *("saying_after", "contact_before", "spoken", "possession", "family_of", "role"),
        *("vocative", "task_after", "slot_after", "bed_before"),
    )
)
"""Evidence that nothing has but a person, so that a word of no list is one, too."""

_UNSURE = 1
_SCORED = frozenset(["no", "not", "neg", "negative", "positive", "modified", "classic", "or"])
_OF_A_STATE = frozenset(
    """
    license licence lic medicaid law laws board state dmv registration statute department dept
    plate plates driver drivers driver's id medicare bureau code rules regulations registry
    residents
    courts legislature senate coast border politics football university
    """.split()  # noqa: SIM905  # legible
)
"""What a state or a country has: `Oregon license`."""

_FOR_A_STATE = frozenset(("kin", "named"))
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
        return self.sum.absolute or self.sum.points >= STRONG

    @property
    def very_sure(self) -> bool:
        """Whether even its everyday words are remembered as names."""
        return self.sum.absolute or self.sum.points > STRONG


def _thing(
    reading: Reading, segment: Segment, shape_id: str, before: float, before_id: str
) -> bool:
    """Whether it is no name whatever its points: an eponym, a word without a reason."""
    first = segment.parts[0]
    if shape_id == "named_thing" and (
        before_id == "kin" or is_medicine(segment.parts[-1].word.lower())
    ):
        return True
    if shape_id == "initial" and (before < STRONG or not first.dotted):
        return True
    if len(segment.parts) == 1 and reading.called(first.word):
        return True
    last = segment.parts[-1]
    if len(segment.parts) == 1 and before_id == "role_before" and _is_named(reading, segment):
        return True
    known = last.word.lower() in EPONYMS and not last.bits & (COMMON | GIVEN)
    return (before_id not in _OVER_EPONYMS or (known and not segment.possessive)) and is_eponym(
        reading, last.end, possessive=segment.possessive
    )


def _is_named(reading: Reading, segment: Segment) -> bool:
    """`Tremor: Parkinson's, …`, `Kids: Apgar 8/9`: an eponym behind a label that is no role."""
    part, text = segment.parts[0], reading.text
    return (
        part.word.lower() in EPONYMS
        and text[segment.start - 2 : segment.start] == ": "
        and (
            graded(text, segment.end)
            or (segment.possessive and reading.next_word(segment.end + 2) not in OF_A_PERSON)
        )
    )


_WORD_BEFORE = regex(r"([A-Za-z]{2,9})\.? $")
_OF_RIGHTS = regex(r" of (?:Rights|Lading|Materials|Health|Sale)\b")


def _is_titled_mark(reading: Reading, segment: Segment) -> bool:
    """`Dr Pepper`, `Granny Smith`, `Patient Bill of Rights`."""
    text, start = reading.text, segment.start
    if segment.parts[0].word == "Bill" and _OF_RIGHTS.match(text, segment.end):
        return True
    before = _WORD_BEFORE.search(text, max(0, start - 12), start)
    return (
        before is not None
        and f"{before[1]} {segment.parts[0].word}".lower() in TITLED
        and not _SAID_OF.match(text, segment.end)
    )


_SAID_OF = regex(
    r",? (?:MD|DO|RN|NP|PA|PhD|MRN|DOB|\d)|,? (?:saw|said|says|called|ordered|wants)\b"
)


def _is_family(part: Part) -> bool:
    """`the Quills`: a surname of the lists with an s, and no word."""
    low = part.word.lower()
    if part.bits != UNKNOWN or low[-1] != "s" or len(low) <= _LONGEST_ACRONYM:
        return False
    return low[:-1] in shipped("surnames") and low not in PRODUCTS and low[:-1] not in EPONYMS


def _owns(reading: Reading, part: Part) -> bool:
    """`Stellans glasses`: a given name of the lists without apostrophe, and what people own."""
    low = part.word[:-1].lower()
    word = reading.next_word(part.end)
    return (word in OF_A_PERSON or word in KIN) and (
        low in shipped("common_given") or low in shipped("given")
    )


def _unsaid(segment: Segment, doubts: float, after_id: str, word: str) -> bool:
    """Whether a surname by itself stands as things do: graded, owned by nobody, absent."""
    return doubts > 0 or (segment.possessive and after_id != "possession") or word in _SCORED


def _no_person(reading: Reading, part: Part) -> bool:
    """Whether it is an occupation, or a short word in capitals in a text that is not."""
    word = part.word
    low = word.lower()
    return part.bits == UNKNOWN and (
        is_role(low) or (word.isupper() and len(word) <= _LONGEST_ACRONYM and not reading.shouted)
    )


_AROUND = 36
_CODE = frozenset('"=;{}[]<>_|\\`')


def _in_prose(text: str, segment: Segment) -> bool:
    """Whether nothing of source code stands around a word: a prompt says what it is about."""
    start, end = segment.start, segment.end
    around = text[max(0, start - _AROUND) : start] + text[end : end + _AROUND]
    return _CODE.isdisjoint(around) and around.count(" ") > _FEW_WORDS and "#" not in around


_FEW_WORDS = 6


def _settled(
    reading: Reading,
    segment: Segment,
    before: float,
    before_id: str,
    shaped: float,
    evidence: tuple[str, ...],
) -> Sum:
    """The sum where a cue settles it: an honorific, a label, a tag."""
    first, single = segment.parts[0], len(segment.parts) == 1
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
    if before_id == "label" and is_department(reading.text[segment.start : segment.end]):
        return Sum(0, evidence)
    return Sum(before + shaped, evidence, absolute=True)


def _alone(
    reading: Reading,
    segment: Segment,
    word: str,
    evidence: tuple[str, ...],
    shaped: float,
    before: float,
    after: float,
) -> Sum | None:
    """The sum of one word that is a family, a people, an occupation or a state."""
    first = segment.parts[0]
    if word == "the" and _is_family(first):
        return Sum(2, ("family_of",))
    if first.bits == UNKNOWN and first.word[-1] == "s" and _owns(reading, first):
        return Sum(2, ("possession",))
    if first.word.lower() in DEMONYMS and not first.bits & COMMON:
        return Sum(0, evidence)
    if _no_person(reading, first):
        return Sum(min(1, shaped + before), evidence)
    if first.word in PLACES and not _FOR_A_STATE & set(evidence):
        if reading.next_word(segment.end) in _OF_A_STATE:
            return Sum(0, evidence)
        if not (first.bits & ANY_GIVEN and _OF_SOMEBODY & set(evidence)):
            return Sum(min(1, before + after), evidence)
    return None


def weigh(reading: Reading, segment: Segment) -> Sum:
    """All that is to be said about one segment by itself."""
    shaped, shape_id = shape(reading, segment)
    word, joint = beside(reading.text, segment.start)
    wordy = is_wordy(segment)
    before, before_id = points_before(reading, segment, word, joint, wordy=wordy)
    after, after_id = points_after(reading, segment)
    evidence = tuple(filter(None, (before_id, shape_id, after_id)))
    first = segment.parts[0]
    single = len(segment.parts) == 1
    if single and (segment.cues or before) and _is_titled_mark(reading, segment):
        return Sum(0, evidence)
    if segment.cues & ABSOLUTE:
        return _settled(reading, segment, before, before_id, shaped, evidence)
    if (
        not (shaped or before or after)
        or (not shaped and not before and not first.bits & GIVEN_WORD)
        or (not after and segment.stop in PLACE_AFTER)
        or (after_id not in _OVER_THINGS and _thing(reading, segment, shape_id, before, before_id))
    ):
        return Sum(0, evidence)
    nobody = _alone(reading, segment, word, evidence, shaped, before, after) if single else None
    if nobody is not None:
        return nobody
    if not shaped and not before and after_id in ("id_after", "age_after"):
        return Sum(min(after, 1), evidence)
    word = "" if joint else word.lower()
    doubts = 0.0 if after_id == "family_of" else against(reading, segment, word)
    if before < STRONG or before_id == "role":
        doubts += doubt(reading, segment, word)
        if reading.program and single and not before and not _in_prose(reading.text, segment):
            doubts += 1
    if shape_id in _ALONE and _unsaid(segment, doubts, after_id, word):
        evidence = tuple("listed_alone" if one == shape_id else one for one in evidence)
    points = shaped + before + after - doubts
    if (
        shape_id == "unknown_word"
        and _UNSURE <= points < STRONG
        and not doubts
        and (not reading.program or _in_prose(reading.text, segment))
        and (_HUMAN & {before_id, after_id} or (before_id == "slot_before" and word == "to"))
        and named_word(reading, segment)
        and first.word.lower() not in shipped("abbreviations")
    ):
        points = STRONG
    return Sum(points, evidence)

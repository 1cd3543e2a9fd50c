"""
Names of people: every capitalised run is a candidate, evidence around it says what it is worth.

What is named after a person (a disease, a score, a street) is no name, unless an honorific stands
before it.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

from promptward.deferred import regex
from promptward.fields import Fields
from promptward.model import Candidate
from promptward.programs import Program
from promptward.recognizers.known_words import says_something
from promptward.recognizers.name_citation import cited, cited_ranges, names_a_case
from promptward.recognizers.name_columns import columns
from promptward.recognizers.name_credit import credited, credits_somebody
from promptward.recognizers.name_crowd import crowd, in_series
from promptward.recognizers.name_evidence import Judged, weigh
from promptward.recognizers.name_heads import heads
from promptward.recognizers.name_lines import lines
from promptward.recognizers.name_lower import literals, lowered
from promptward.recognizers.name_lower_whole import in_small_letters
from promptward.recognizers.name_memory import Memory
from promptward.recognizers.name_of_care import told_by_care
from promptward.recognizers.name_of_nobody import names_of_nobody
from promptward.recognizers.name_order import (
    by_slash,
    family_first,
    in_literals,
    listed,
    roster,
    transcript,
)
from promptward.recognizers.name_pooled import pooled, small_company
from promptward.recognizers.name_quoted import quoted
from promptward.recognizers.name_reading import Reading
from promptward.recognizers.name_rows import rows, series
from promptward.recognizers.name_short import (
    short_after,
    short_before,
    syllables_after,
    word_before,
)
from promptward.recognizers.name_speakers import speakers
from promptward.recognizers.name_words import (
    COMMON,
    FAMILY,
    GIVEN,
    RARE_FAMILY,
    UNKNOWN,
    Part,
)
from promptward.recognizers.person_cues import CUES
from promptward.recognizers.recognizer import Hits
from promptward.recognizers.word_names import word_names
from promptward.text import View
from promptward_dsl.lattice import Confidence

__all__ = ["PersonName"]

_LOW, _MEDIUM, _HIGH = Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH
_VERY_SURE = 4
_UNSURE = 1
_SUFFIX = regex(r",? (?:Jr|Sr|JR|SR|II|III|IV)\b\.?")
_SUFFIXES = (" J", " S", " I", ", ", ",J", ",S", ",I")
"""With one of these `_SUFFIX` starts."""

_BYNAME = regex(r"\b(?:Big|Little|Lil|Old|Tiny|Baby Girl|Baby Boy) $")
_BYNAME_ENDS = frozenset("geldy")
"""With one of these `_BYNAME` ends."""

_TYPES_OF_NUMBER = frozenset(
    ("MR", "PI", "PT", "AN", "SS", "DL", "NPI", "VN", "EI", "XX", "PN", "LR", "PRN", "TAX", "MB")
)

_SAID = frozenset(
    (
        *("honorific", "kin", "contact_before", "saying_after", "age_after", "id_after"),
        *("demographic", "task_after", "phone_after", "household", "family_of", "speaker"),
        *("spoken", "credential", "bed_before", "life_after", "hl7_name"),
    )
)
"""Evidence that says even in a program that somebody is meant."""

_CONTACT = regex(
    r"(?:spoken?|talk(?:ed)?|met|called|phoned|texted|paged|e-?mailed|wrote|discussed|seen|admitted"
    r"|transferred|discharged|referred|cared for)(?: with| to| by| for)? $"
)
_CAPITALS = regex(r"[A-Z]{2,}")
_OKINA = regex(r"(?:^|[\s(])'$")
_LED_IN = regex(
    r"\b(?:St\.?|ST\.?|Ste\.?|Saint|[Dd]e la|[Dd]e los|[Dd]e|[Dd]el|[Vv]an de[rn]?|[Vv]an|[Vv]on"
    r"|[Dd]a|[Dd]os"
    r"|[Dd]u|[Dd]i|[Ll]a|[Ll]e"
    r"|[Aa]l|[Ee]l|[Bb]in|[Tt]er|[Tt]en|[Uu]i|[Nn]i|[Mm]ac) $"
)
_LOOK_BACK = 10
_SURNAME = FAMILY | RARE_FAMILY


def _level(one: Judged) -> Confidence | None:
    if one.sum.absolute or one.sum.points >= _VERY_SURE:
        return _HIGH
    if one.sure:
        return _MEDIUM
    return _LOW if one.sum.points >= _UNSURE else None


_OF_A_NATION = regex(
    r"(?: (?:Two|Three|Red|Black|White|Yellow|Blue|Grey|Gray|Long|Little|Big|Old|Young|Standing"
    r"|Sitting"
    r"|Running|Walking|Flying|Charging|Hollow|Looking|Iron|Spotted|Swift|Bad|Good|Crazy|Kills|Medicine"
    r"|Many|Fast|High|Lone|Brave|Holy|Horn|Eagle|Bear|Elk|Broken|Painted|Sharp|Makes|Comes|Takes|Plenty"
    r"|Crow|Rides|Stands|Walks|Horse|Bull|Hawk|Fire|Thunder|Winter|Cedar|Yellow)){1,2}"
    r" (?:Bulls?|Bears?|Elk|Horses?|Eagles?|Hawks?|Wolf|Wolves|Crow|Deer|Buffalo|Thunder|Clouds?"
    r"|Feathers?|Rivers?|Chief|Hands?|Shield|Arrow|Moon|Stars?|Bird|Owl|Fox|Dog|Lance|Heart|Bow|Smoke"
    r"|Tail|Woman|Horn|Robe|Face|Tree|Water|Along|Enemy|Killer|Legs|Necklace|Pipe|Hair|Bonnet|Coups"
    r"|Alone|Out|Knife|Weasel|Otter|Beaver|Mountain)(?![a-z])"
)
"""Surnames of the Plains nations, which are words: `Two Bulls`, `Hollow Horn Bear`."""

_FURTHER = regex(
    r",? (?:[Vv]da\. de|s/o|d/o|a/l|a/p|w/o|bte|binte|binti|bint|bt\.?|Mac an t-|Nic an t-"
    r"|van der|van den"
    r"|van|von|de la|de|ten|ter|\xff|N\xff) ?[A-Z\xff][A-Za-z\xff'-]+"
)
"""What goes on with a name that a particle or a relation joins: `Priya d/o Raman`."""


def _suffixed(text: str, end: int) -> int:
    """With a suffix, or what else can only be of the same name."""
    match = _SUFFIX.match(text, end) if text.startswith(_SUFFIXES, end) else None
    if match:
        return match.end()
    if text[end : end + 1] == " " and text[end + 1 : end + 2].isupper():
        match = _OF_A_NATION.match(text, end)
    elif text[end : end + 1] in (" ", ","):
        match = _FURTHER.match(text, end)
    return match.end() if match else end


def _led_in(text: str, start: int) -> int:
    """From the particles before a surname: `de la Cruz, Maria`, `St. Clair, Joan`."""
    found = _LED_IN.search(text, max(0, start - _LOOK_BACK), start)
    return found.start() if found else start


def _extent(text: str, parts: Sequence[Part]) -> tuple[int, int]:
    """From a byname or an okina before the first part to a suffix after the last one."""
    start, end = parts[0].start, parts[-1].end
    end += parts[-1].dotted and len(parts[-1].word) == 1
    ahead = text[max(0, start - 3) : start]
    byname = (
        None
        if _BYNAME_ENDS.isdisjoint(ahead)
        else _BYNAME.search(text, max(0, start - _LOOK_BACK), start)
    )
    if byname:
        start = byname.start()
    elif (
        "'" in ahead
        and text[end : end + 1] != "'"
        and _OKINA.search(text, max(0, start - 2), start)
    ):
        start -= 1
    elif ahead[-1:] == " " and len(parts[0].word) > 1:
        start = _led_in(text, start)
        if start == parts[0].start and parts[0].word[1:].islower():
            start = short_before(text, start)
            if start == parts[0].start and len(parts) == 1 and parts[0].bits & _SURNAME:
                start = word_before(text, start)
    last = parts[-1]
    if last.bits & _SURNAME and last.word[1:].islower():
        end = short_after(text, end)
    if len(parts) > 1:
        end = syllables_after(text, parts[0].word.lower(), last.word.lower(), end)
    return start, _suffixed(text, end)


def _is_authority(text: str, start: int, end: int) -> bool:
    """`HOSP^MR`: who gave a number and of what type it is, table 0203 of HL7 v2."""
    return text[start:end].rpartition("^")[2] in _TYPES_OF_NUMBER and (
        text[start:end].isupper() and (start == 0 or text[start - 1] in "^|")
    )


def _related(text: str, start: int, end: int) -> Iterator[Candidate]:
    """`Lakshmamma w/o Late Chikkanna`: both names, if no word of them says something."""
    link = _RELATION.search(text, start, end)
    if link is None:
        return
    spans = (start, link.start()), (link.end(), end)
    words = [word.strip(".").lower() for low, high in spans for word in text[low:high].split()]
    first = words[0] in _SHOWN
    if not any(says_something(word) for word in words[first:]) and len(words) > 1 + first:
        at = start if not first else text.index(" ", start) + 1
        yield Candidate(at, link.start(), _MEDIUM, ("related",))
        yield Candidate(link.end(), end, _MEDIUM, ("related",))


_RELATION = regex(r",? [SsDdWw]/[Oo]\.?(?: [Ll]ate)?(?: (?:Sri|Shri|Smt|Mr)\.?)? ")
_SHOWN = frozenset(
    ("name", "patient", "master", "baby", "kumari", "smt", "sri", "shri", "deceased")
)


def _shaped(reading: Reading, hits: Hits) -> Iterator[Candidate]:
    """Names that one pattern of the shared scan says whole: HL7 names, spelt initials."""
    known = reading.words.bits
    for start, end in hits.get("caret_name", ()):
        if reading.text[end : end + 1].isdigit() or _is_authority(reading.text, start, end):
            continue
        if start in known or reading.text.index("^", start) + 1 in known:
            yield Candidate(start, end, _HIGH, ("hl7_name",))
    for start, end in hits.get("slashed", ()):
        second = reading.text.index("/", start) + 1
        family = known.get(start, 0) or reading.words.kind(start, reading.text[start : second - 1])
        words = reading.words
        given = known.get(second, 0)
        for match in _CAPITALS.finditer(reading.text, second, end):
            given |= words.kind(match.start(), match[0]) & (COMMON | GIVEN)
        if given & (COMMON | GIVEN) and family & (FAMILY | RARE_FAMILY | UNKNOWN):
            yield Candidate(start, end, _MEDIUM, ("slashed",))
    for start, end in hits.get("related", ()):
        yield from _related(reading.text, start, end)
    for start, end in hits.get("initials", ()):
        at = next(i for i in range(start, end) if reading.text[i].isupper())
        yield Candidate(at, end, _MEDIUM, ("initials",))


def _remembered(reading: Reading, judged: Sequence[Judged]) -> Iterator[Candidate]:
    """What was found, and what the document has established elsewhere."""
    memory = Memory()
    for one in judged:
        if one.sure and not one.credited:
            very = one.very_sure or "kin" in one.sum.evidence
            memory.learn(reading, one.segment, very=very)
    for one in judged:
        parts, level, evidence = one.segment.parts, _level(one), one.sum.evidence
        if not one.sure:
            known = memory.again(reading, one.segment)
            if known:
                parts, level, evidence = known, _MEDIUM, (*evidence, "mentioned_before")
        if one.credited:
            level, evidence = _LOW, (*evidence, "author_credit")
        if level is not None:
            yield Candidate(*_extent(reading.text, parts), level, evidence)
    for start, end in memory.signed(reading):
        yield Candidate(start, end, _MEDIUM, ("initials",))


def _of_things(one: Judged) -> bool:
    """Whether it stands in a list of things that are called like people."""
    return "among_things" in one.sum.evidence


def _cite(text: str, judged: Sequence[Judged]) -> None:
    """Tells authors who are cited in a sentence, and sides of cases in court."""
    for one in judged:
        segment = one.segment
        if one.sum.points and _SAID.isdisjoint(one.sum.evidence):
            one.credited = cited(text, segment.end) or (
                len(segment.parts) == 1 and names_a_case(text, segment.start, segment.end)
            )


def _credit(reading: Reading, text: str, judged: Sequence[Judged]) -> None:
    """Tells authors: of programs and their manuals, and of papers in a list of references."""
    known: set[tuple[str, ...]] = set()
    if credits_somebody(text, program=reading.program):
        for one in judged:
            if one.sum.points >= _UNSURE or one.sum.absolute:
                segment = one.segment
                one.credited |= credited(text, segment.start, segment.end, program=reading.program)
                if one.credited and len(segment.parts) > 1:
                    known.add(tuple(part.word.lower() for part in segment.parts))
    ranges = cited_ranges(text)
    if not ranges and not known:
        return
    for one in judged:
        if not one.credited:
            start = one.segment.start
            at = bisect_right(ranges, (start, len(text))) - 1
            one.credited = (at >= 0 and start < ranges[at][1]) or (
                tuple(part.word.lower() for part in one.segment.parts) in known
                and _SAID.isdisjoint(one.sum.evidence)
            )


def _of_programs(text: str, found: Sequence[Candidate]) -> Iterable[Candidate]:
    """
    What looks like a name in source code, without a word about it or a person's near: unsure.

    There it is an author, a script, a font, a class, a literal of a test.
    """
    program = Program(text)
    if not found or not program.is_program:
        return found
    return [
        Candidate(one.start, one.end, _LOW, (*one.evidence, "in_program"))
        if one.level is not _LOW
        and _SAID.isdisjoint(one.evidence)
        and program.unattended(one.start, one.end)
        and not _CONTACT.search(text, max(0, one.start - 24), one.start)
        else one
        for one in found
    ]


def _beside_one_another(reading: Reading, text: str, judged: Sequence[Judged]) -> list[Candidate]:
    """What names say of one another, settled in them; those that stand surname first, as one."""
    _cite(text, judged)
    _credit(reading, text, judged)
    inverted = list(family_first(reading, judged))
    listed(reading, judged)
    roster(reading, judged)
    transcript(judged)
    rows(reading, judged)
    series(reading, judged)
    in_literals(reading, judged)
    by_slash(reading, judged)
    told_by_care(reading, judged)
    pooled(reading, judged)
    small_company(reading, text, judged)
    crowd(judged)
    in_series(text, judged)
    return [
        Candidate(
            _led_in(reading.text, one.segment.start),
            _suffixed(reading.text, two.segment.end),
            _HIGH if one.sum.absolute else _MEDIUM,
            ("family_first",),
        )
        for one, two in inverted
        if not (one.credited or two.credited or _of_things(one) or _of_things(two))
    ]


class PersonName:
    """Recogniser `person_name`: names of patients, relatives, clinicians and anybody else."""

    name = "person_name"
    version = 23

    @property
    def lexicons(self) -> Mapping[str, tuple[str, ...]]:
        """Names from public tables; `rules/promptward_rules/lexicons/PROVENANCE.md`."""
        from promptward_rules import read_text  # noqa: PLC0415  # read where a policy is compiled

        return {
            resource: tuple(read_text(f"lexicons/{resource}.txt").split())
            for resource in ("common_given", "given", "given_words", "surnames", "surname_words")
        }

    @property
    def cues(self) -> Mapping[str, tuple[str, str]]:
        """What stands before or around a name; a cue ends where the name starts."""
        return CUES

    def recognise(self, view: View, hits: Hits, fields: Fields) -> Iterable[Candidate]:  # noqa: ARG002
        """Names with their level and the evidence that gave it."""
        text = view.text
        reading = Reading(text, hits)
        judged = [Judged(segment, weigh(reading, segment)) for segment in reading.segments()]
        found = _beside_one_another(reading, text, judged) if judged else []
        found.extend(_remembered(reading, judged))
        found.extend(_shaped(reading, hits))
        if judged:
            found.extend(lowered(reading, text, judged))
            found.extend(heads(reading, judged))
            found.extend(word_names(reading, judged))
        found.extend(lines(reading))
        found.extend(columns(reading, text, judged))
        found.extend(quoted(reading))
        small = list(in_small_letters(reading, text))
        if not reading.program:
            found.extend(small)
        found.extend(
            Candidate(start, end, _MEDIUM, ("speaker",))
            for start, end in speakers(text, reading.words)
        )
        told = names_of_nobody(text, found) if found else found
        if not reading.program:
            return _of_programs(text, told)
        return [*_of_programs(text, told), *small, *literals(reading, text)]

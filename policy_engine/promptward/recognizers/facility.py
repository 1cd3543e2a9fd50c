"""
Facilities by their proper name: hospitals, clinics, pharmacies, schools, employers.

A name is built leftwards from a head (`Silver Creek Regional Hospital`) or read after a verb of
care and a preposition (`transferred from Harborview`). Common words alone are no particular place.
"""

import re
from collections.abc import Iterable, Mapping

from promptward.model import Candidate
from promptward.recognizers.common_words import is_common
from promptward.recognizers.facility_cues import CUES
from promptward.recognizers.facility_words import (
    ACRONYMS_OF_CARE,
    BRANDS,
    BUILDINGS,
    COMMON_HEADS,
    FIRMS,
    GENERIC,
    HEADS,
    LINKS,
    NAMING,
    NEVER_FIRST,
    NOT_AFTER,
    STUDY_WORDS,
    WEAK_HEADS,
)
from promptward.recognizers import research_prose
from promptward.recognizers.recognizer import Hits
from promptward.recognizers.regions import (
    COUNTRIES,
    DEMONYMS,
    STATE_PATTERN,
    STATES,
    may_be_town,
    shaped_like_town,
)
from promptward.recognizers.words import AFTER_EPONYM
from promptward.text import View
from promptward_dsl.lattice import Confidence

__all__ = ["Facility"]

_LOW, _MEDIUM, _HIGH = Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH

_WORD_BEFORE = re.compile(
    r"(?:^|(?<=[^\w'.&-])|(?<=[ =(,:>]['\"]))([\w\xff&][\w\xff'.&-]*?)(,?) $"
)
_LINKED = r"(?: of the | for the | at the | of | the | and | & | for | de los | de las | de la | de | del | los | las | at )"
_RUN = re.compile(
    rf"(?:The )?[A-Z0-9\xff][\w\xff'.-]*(?:{_LINKED}?(?<= )[A-Z\xff][\w\xff'.-]*| (?=[A-Z\xff])[A-Z\xff][\w\xff'.-]*)*"
)
_OF_AFTER = re.compile(r" (?:of|for)(?: the)? [A-Z][\w'-]*(?: (?:and |& )?[A-Z][\w'-]*){0,3}")
_OFFICE = re.compile(
    r"Dr\.? [A-Z][\w'-]+'s? (?:[Oo]ffice|[Cc]linic|[Pp]ractice|[A-Z][a-z]+(?: [A-Z][a-z]+){0,2})"
)
_IN_TOWN = re.compile(
    rf" in ([A-Z\xff][\w\xff'-]+(?: [A-Z\xff][\w\xff'-]+){{0,2}})(?:,? {STATE_PATTERN}\b)?"
)
_NUMBERED = re.compile(
    r" (?:(?:OR|Rm|Room|Suite|Ste|Plant|Pier|Floor) )?\d{1,4}[A-Z]?\b(?![./:%-]\d)|,? (?:OR|Suite|Ste\.?|Pier|Room|Rm|Unit)\.? \d{1,4}\b| on \d{1,2}(?:st|nd|rd|th)\b(?! of)| [A-Z]\b(?=[ ,.;)]|$)"
)
_TOWN_AT_END = re.compile(
    r"(?:, | [.-] )([A-Z\xff][\w\xff'-]+(?: [A-Z\xff][\w\xff'-]+){0,2})(?=\n|$| [.|-] )"
)
_KIND_AFTER = re.compile(
    r",? (?:PLLC|LLC|LLP|Inc|PC|PA|Ltd)\b\.?|(?: [a-z]{3,12}){0,1} (?:plant|bakery|library|school|church"
    r"|factory|mill|farm|shop|store|market|diner|warehouse|mine|shipyard|campus)\b"
)
_PLACED = re.compile(
    r"(?:\b(?:at|from|to|by|with|via|near|in|into|our|through|after|prefers|over|of|and|per|or|on)"
    r"(?: the| The)?|[:;,(/|=>@-]) {0,2}$",
    re.IGNORECASE,
)
_ABOUT_PLACE = re.compile(
    r"(?:\b(?:at|from|our|to|near|via|through)(?: the| The)?|@) ?$", re.IGNORECASE
)
_NEXT = re.compile(r"[ \t]{1,2}\(?([A-Za-z][\w'-]*)")
_MOST_WORDS = 7
_LOOK = 40
_LONGEST_ACRONYM = 6
_SHORTEST_ACRONYM = 3


class _Reading:
    """One text on its way through the evidence: what is known of it, and what was found."""

    __slots__ = ("found", "hits", "most", "taken", "text", "towns")

    def __init__(self, text: str, hits: Hits) -> None:
        self.text = text
        self.hits = hits
        self.found: list[Candidate] = []
        self.taken: set[int] = set()
        self.most = _LOW if research_prose.is_research(hits) else _HIGH
        self.towns: dict[int, int] = {}
        for start, end in hits.get("towns", ()):
            self.towns[start] = max(end, self.towns.get(start, 0))

    def add(self, start: int, end: int, level: Confidence, *evidence: str) -> None:
        """Records a name, with the town it stands in; it is not looked at again."""
        while end > start and self.text[end - 1] in ".,-' ":
            end -= 1
        end = self._with_town(end) if level is not _LOW else end
        if self.most < level:
            level, evidence = self.most, (*evidence, "research")
        self.found.append(Candidate(start, end, level, evidence))
        if level is not _LOW:
            self.taken.update(range(start, end))

    def _with_town(self, end: int) -> int:
        found = _IN_TOWN.match(self.text, end)
        if found and (may_be_town(found[1]) or found[1] == "New York"):
            return found.end()
        numbered = _NUMBERED.match(self.text, end)
        if numbered:
            return numbered.end()
        for gap in (" ", ", "):
            at = end + len(gap)
            if self.text.startswith(gap, end) and at in self.towns:
                return self.towns[at]
        closing = _TOWN_AT_END.match(self.text, end)
        if closing and all(map(_specific, closing[1].split())) and may_be_town(closing[1]):
            return closing.end(1)
        kind = _KIND_AFTER.match(self.text, end)
        return kind.end() if kind else end

    def next_word(self, end: int) -> str:
        """The word after one or two blanks, lower case, or empty."""
        match = _NEXT.match(self.text, end)
        return match[1].lower() if match else ""

    def begins(self, start: int) -> bool:
        """Whether a sentence begins here."""
        before = self.text[max(0, start - 2) : start]
        return start == 0 or before[-1:] == "\n" or before[:1] in ".?!:*-#"

    def is_line(self, start: int, end: int) -> bool:
        """Whether `[start, end)` is a line, a cell or a quoted string of its own."""
        text = self.text
        return (
            start == 0
            or text[start - 1] in "\n|\t\"'>=*^~"
            or text[max(0, start - 2) : start] in {"  ", "~ ", "| "}
        ) and (
            end >= len(text)
            or text[end] in "\n|\t\"'<*^(~,"
            or text[end : end + 2] in {"  ", " |", " ~"}
            or text[end : end + 3] in {" - ", " --", " . ", " \xff "}
        )


def _specific(word: str) -> bool:
    low = word.lower().strip(".,")
    return not (
        len(low) <= 1
        or low in GENERIC
        or low.removesuffix("'s") in GENERIC
        or low in DEMONYMS
        or word in LINKS
        or low.isdigit()
        or (low in WEAK_HEADS and low not in BRANDS)
    )


_FOREIGN_BEFORE = re.compile(r"\b(?:at|to|from|in|el|al|del|no|au|do|im|het) $")
_HEADS_BEFORE = frozenset(
    (
        "sanatorio",
        "clinica",
        "hopital",
        "klinikum",
        "ospedale",
        "policlinico",
        "krankenhaus",
        "our lady",
        "chu",
        "chru",
        "umc",
        "uz",
        "klinik",
        "spital",
        "hospital de",
        "hospital universitario",
        "centre hospitalier",
        "complejo hospitalario",
    )
)


def _leftwards(text: str, start: int) -> int:
    """Where the name whose head starts at `start` starts: capitalised words and links before it."""
    at = first = start
    for _ in range(_MOST_WORDS):
        found = _WORD_BEFORE.search(text, max(0, at - _LOOK), at)
        if found is None or found[2]:
            break
        word = found[1]
        if word[0].isupper() or word[0] == "\xff":
            low = word.lower().rstrip(".")
            if low in NEVER_FIRST:
                break
            if word.endswith(".") and len(word) > 3 and low not in {"med", "univ", "mem"}:  # noqa: PLR2004
                break
            at = first = found.start(1)
        elif (word in LINKS and at != start) or word == "&":
            at = found.start(1)
        elif word in GENERIC and first == start and text[start].islower() and word not in LINKS:
            at = found.start(1)
        else:
            break
    return first


def _rightwards(text: str, end: int, heads: Mapping[int, int]) -> int:
    """The end of the name whose head ends at `end`: further heads, and `of …`, `for …`."""
    while True:
        at = end + 1
        if text[end : end + 1] == " " and at in heads and text[at].isupper():
            end = heads[at]
            continue
        more = _OF_AFTER.match(text, end)
        if more is None:
            return end
        end = more.end()


_ALONG = re.compile(r"(?: [A-Z\xff][\w\xff'-]+){1,3}")


def _along(text: str, end: int) -> int:
    """The end of a name that goes on behind a weak head: `Mercy Health Dunmore`."""
    found = _ALONG.match(text, end)
    if found is None:
        return end
    for word in found.group().split():
        if word.lower() in NEVER_FIRST or (word.isupper() and not text[end - 1].isupper()):
            break
        end += 1 + len(word)
    return end


def _headed(reading: _Reading) -> None:
    text = reading.text
    strong: dict[int, int] = {}
    heads: dict[int, int] = {}
    for start, end in reading.hits.get("heads", ()):
        strong[start] = heads[start] = max(end, heads.get(start, 0))
    for start, end in reading.hits.get("weak_heads", ()):
        heads[start] = max(end, heads.get(start, 0))
    for start in sorted(heads):
        if start not in reading.taken and (start == 0 or text[start - 1] in " /-"):
            _one_head(reading, start, heads, strong=start in strong)


def _one_head(reading: _Reading, start: int, heads: Mapping[int, int], *, strong: bool) -> None:
    text = reading.text
    end = heads[start]
    head = text[start:end].lower()
    first = _leftwards(text, start)
    if (
        first == start
        and text[start].isupper()
        and (
            head in _HEADS_BEFORE
            or (head == "hospital" and _FOREIGN_BEFORE.search(text, max(0, start - 12), start))
        )
    ):
        named = _RUN.match(text, end + 1)
        if named and text[end] == " " and all(map(_specific, named.group().split()[:1])):
            reading.add(start, named.end(), _MEDIUM, "head")
        return
    if first == start and not _OF_AFTER.match(text, end):
        return
    while True:
        word = text[first:start].split(" ", 1)[0]
        if word.lower() not in LINKS or first + len(word) + 1 >= start:
            break
        first += len(word) + 1
    capital = text[start].isupper()
    end = _rightwards(text, end, heads) if capital else end
    if strong is False and capital:
        end = _along(text, end) if _ABOUT_PLACE.search(text, max(0, first - 14), first) else end
    modifiers = text[first:start].replace("/", " ").split()
    words = text[first:end].replace("/", " ").split()
    named = modifiers if head in _BODIES else words
    if not any(map(_specific, named)):
        _naming(reading, first, end, modifiers)
        return
    if text[first:end].lower() in FIRMS:
        return
    told = " ".join(modifiers)
    if told.lower() in COUNTRIES or (told in STATES and not strong):
        return
    if reading.next_word(end) in (STUDY_WORDS | NOT_AFTER) - {"group"}:
        reading.add(first, end, _LOW, "head", "study")
    elif not capital:
        placed = _ABOUT_PLACE.search(text, max(0, first - 14), first) or (
            strong and text[max(0, first - 4) : first] == "the "
        )
        shouted = any(word.isupper() and len(word) <= _LONGEST_ACRONYM for word in modifiers)
        sure = placed and not shouted and (strong or head in BUILDINGS)
        reading.add(first, end, _MEDIUM if sure else _LOW, "head", "lower_case")
    else:
        evidence = "head" if strong else "weak_head"
        sure = _is_sure(reading, first, end, head, len(words), strong=strong)
        reading.add(first, end, _MEDIUM if sure else _LOW, evidence)


def _is_sure(
    reading: _Reading, first: int, end: int, head: str, words: int, *, strong: bool
) -> bool:
    """Whether a capitalised name with a head is a facility, by what stands around it."""
    text = reading.text
    if strong and head not in COMMON_HEADS:
        return True
    placed = _PLACED.search(text, max(0, first - 14), first) is not None
    line = reading.is_line(first, end)
    if strong or head in BRANDS:
        named = sum(map(_specific, text[first:end].split()))
        return placed or (line and words > 1) or not reading.begins(first) or named > 1
    if head in _UNITS:
        return (
            placed
            and not text[first : end - len(head)].strip().isupper()
            or (
                text[max(0, first - 1) : first] == "(" and words > 2  # noqa: PLR2004
            )
        )
    if head in BUILDINGS:
        return placed or not reading.begins(first)
    if head in _LETTERHEADS and (line or (placed and text[end : end + 1] in {"\n", ")", "|"})):
        return words > 1
    return placed and _ABOUT_PLACE.search(text, max(0, first - 14), first) is not None


_BODIES = frozenset(("college", "academy", "institute", "school"))
_UNITS = frozenset(("ed", "er", "icu"))
_LETTERHEADS = frozenset(
    (
        "center",
        "centre",
        "institute",
        "laboratories",
        "laboratory",
        "associates",
        "pllc",
        "medical",
        "regional",
        "general",
        "memorial",
        "imaging",
        "university",
        "& sons",
    )
)


def _naming(reading: _Reading, first: int, end: int, modifiers: list[str]) -> None:
    """`admitted to City Hospital`: common words, but somebody was seen there."""
    if (
        modifiers
        and (
            any(word.lower() in NAMING for word in modifiers) or _IN_TOWN.match(reading.text, end)
        )
        and _cared_for(reading, first)
    ):
        reading.add(first, end, _MEDIUM, "care", "naming")


def _cared_for(reading: _Reading, start: int) -> bool:
    text = reading.text
    return any(stop == start for _, stop in reading.hits.get("care", ())) or (
        text[max(0, start - 3) : start] == "at " or text[max(0, start - 7) : start] == "at the "
    )


def _after_verb(reading: _Reading) -> None:
    for resource in ("label", "care", "seen_by", "work", "weak_care", "went_to", "at"):
        for start, end in reading.hits.get(resource, ()):
            if end in reading.taken:
                continue
            if reading.text[end - 4 : end] == "The ":
                end -= 4  # noqa: PLW2901  # the article belongs to the name
            office = _OFFICE.match(reading.text, end)
            if office:
                reading.add(end, office.end(), _MEDIUM, resource, "office")
                continue
            found = _RUN.match(reading.text, end)
            if found:
                before = reading.text[start:end].lower()
                _run(reading, end, found.end(), resource, before)


def _run(reading: _Reading, start: int, end: int, resource: str, before: str) -> None:
    """A capitalised run after a verb of care or of work, a label, or a bare `at`."""
    text = reading.text
    words = text[start:end].split()
    for number, word in enumerate(words):
        if word.endswith(".") and word not in {"St.", "Mt.", "Ft.", "Med.", "Univ."}:
            words = words[: number + 1]
            end = start + len(" ".join(words))
            break
    while words and words[-1].lower() in LINKS:
        end -= len(words.pop()) + 1
    if not words or words[0][0].isdigit():
        return
    name = text[start:end].strip(" .,")
    low = name.lower()
    first = words[words[0] == "The" and len(words) > 1].lower().strip(".,'")
    if any(c.isdigit() for c in words[0]):
        return
    if first in NEVER_FIRST or first in DEMONYMS or not (may_be_town(name) or len(words) > 1):
        acronym = name.isupper() and len(words) == 1
        if not acronym or first in NEVER_FIRST:
            return
    specific = [word for word in words if _specific(word)]
    if not specific:
        if any(word.lower() in NAMING for word in words) and len(words) > 1:
            reading.add(start, end, _MEDIUM if resource != "at" else _LOW, resource, "naming")
        return
    if reading.next_word(end) in STUDY_WORDS or low in COUNTRIES or name in STATES:
        return
    towards = "at " in before or "@" in before or resource in {"work", "label"}
    if len(words) == 1 and name.isupper():
        known = low in ACRONYMS_OF_CARE or not _SHORTEST_ACRONYM <= len(name) <= _LONGEST_ACRONYM
        if not known and resource in {"care", "work", "seen_by"}:
            sure = "at " in before or "@" in before or "from" in before or "transfer" in before
            reading.add(start, end, _MEDIUM if sure else _LOW, resource, "acronym")
        return
    if len(words) == 1 and _ABBREVIATION.fullmatch(name):
        return
    if reading.next_word(end) in AFTER_EPONYM:
        return
    if text.startswith("@", end) or low in FIRMS:
        return
    if resource == "label" and len(words) == 1 and before.lstrip(" \n'\"(<|_").startswith("from"):
        towards = False
    if low not in BRANDS and is_common(name):
        reading.add(start, end, _LOW, resource, "common_word")
        return
    if resource == "went_to" and len(specific) == len(words) > 1:
        sure = may_be_town(name)
        reading.add(start, end, _MEDIUM if sure else _LOW, resource)
        return
    sure = towards or len(words) > 1 or shaped_like_town(name) or "from" in before
    if resource == "care":
        sure = sure or " in" not in before
    reading.add(start, end, _MEDIUM if sure else _LOW, resource)


_ABBREVIATION = re.compile(r"[A-Z]{2,}[a-z]?s?|[a-z]*[A-Z][a-z]+[A-Z]\w*")


def _saints(reading: _Reading) -> None:
    """`St. Luke's` and `Our Lady of the Lakes`: a house by its patron alone."""
    for start, end in reading.hits.get("saint", ()):
        if start not in reading.taken and reading.next_word(end) not in AFTER_EPONYM | _OF_A_SAINT:
            reading.add(start, end, _MEDIUM, "saint")


_OF_A_SAINT = frozenset(("wort", "dance", "fire", "respiratory", "day", "eve", "bay", "harbor"))


def _ours(reading: _Reading) -> None:
    for start, end in reading.hits.get("our", ()):
        first = start + len("our ")
        words = reading.text[first:end].split()[:-1]
        if first not in reading.taken and any(map(_specific, words)):
            reading.add(first, end, _MEDIUM, "our")


def _short_names(reading: _Reading) -> None:
    """Short names of large hospitals, beside a preposition of place."""
    text = reading.text
    longest: dict[int, int] = {}
    for start, end in reading.hits.get("systems", ()):
        longest[start] = max(end, longest.get(start, 0))
    for start, end in longest.items():
        if start in reading.taken or not text[start].isupper():
            continue
        if text[start:end].lower() in DEMONYMS and not _cared_for(reading, start):
            continue
        stop = end
        more = _MORE_OF_SYSTEM.match(text, end)
        if more:
            stop = more.end()
        placed = _ABOUT_PLACE.search(text, max(0, start - 14), start)
        study = reading.next_word(stop) in STUDY_WORDS
        known = (placed or stop + 1 in reading.towns) and not study
        reading.add(start, stop, _MEDIUM if known else _LOW, "short_name")


_MORE_OF_SYSTEM = re.compile(
    r"(?: (?:&|and) [A-Z][\w']+)?(?: (?:Health|Medical|Medicine|Care|Children's|Women's|Main|Campus"
    r"|Center|Hospital|Clinic|ED|ER)\b)*"
)


class Facility:
    """Recogniser `facility`: hospitals, clinics, schools and employers by their proper name."""

    name = "facility"
    version = 1

    @property
    def lexicons(self) -> Mapping[str, tuple[str, ...]]:
        """Heads of names, short names of large hospitals, and towns that may stand behind."""
        from promptward_rules import read_text  # noqa: PLC0415  # read where a policy is compiled

        return {
            "heads": tuple(sorted(HEADS)),
            "weak_heads": tuple(sorted(WEAK_HEADS)),
            "systems": tuple(read_text("lexicons/health_systems.txt").splitlines()),
            "towns": tuple(read_text("lexicons/cities.txt").splitlines()),
        }

    @property
    def cues(self) -> Mapping[str, tuple[str, str]]:
        """Verbs of care and of work with their preposition, and labels."""
        return CUES | research_prose.CUES

    def recognise(self, view: View, hits: Hits) -> Iterable[Candidate]:
        """Names of facilities with their level and evidence."""
        reading = _Reading(view.text, hits)
        _headed(reading)
        _saints(reading)
        _ours(reading)
        _short_names(reading)
        _after_verb(reading)
        return reading.found

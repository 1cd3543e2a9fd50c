"""One text on its way through the recogniser of towns: the names of it, and what is found."""

from promptward.deferred import regex
from promptward.model import Candidate
from promptward.recognizers import research_prose
from promptward.recognizers.recognizer import Hits
from promptward.recognizers.regions import COUNTRIES, NOT_A_TOWN, STATE_PATTERN, STATES
from promptward_dsl.lattice import Confidence

__all__ = ["NAME", "PERSONAL", "Reading", "trimmed"]

_LOW, _MEDIUM, _HIGH = Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH

PERSONAL = 2
_NEXT = regex(r"[ \t]{1,2}\(?([A-Za-z][\w'-]*)")


class Reading:
    """A text, what the gazetteer has of it, how sure its towns may be, and those found so far."""

    __slots__ = ("found", "gazetteer", "hits", "most", "taken", "text")

    def __init__(self, text: str, hits: Hits) -> None:
        self.text = text
        self.hits = hits
        self.gazetteer: dict[int, int] = {}
        for start, end in hits.get("towns", ()):
            self.gazetteer[start] = max(end, self.gazetteer.get(start, 0))
        self.most = _LOW if research_prose.is_research(hits) else _HIGH
        self.found: list[Candidate] = []
        self.taken: set[int] = set()

    def add(self, start: int, end: int, level: Confidence, *evidence: str) -> None:
        if self.most < level and evidence[0] != "address":
            level, evidence = self.most, (*evidence, "research")
        self.found.append(Candidate(start, end, level, evidence))
        if level is not _LOW:
            self.taken.update(range(start, end))

    def known_up_to(self, start: int, end: int) -> bool:
        """Whether a town of the gazetteer ends at `end` and starts at a word after `start`."""
        at = start
        while at < end:
            if self.gazetteer.get(at) == end:
                return True
            at = self.text.find(" ", at, end) + 1 or end
        return False

    def next_word(self, end: int) -> str:
        match = _NEXT.match(self.text, end)
        return match[1].lower() if match else ""


NAME = regex(
    r"[A-Z\xff][A-Za-z\xff]*(?:['.-][A-Za-z\xff]+)*"
    r"(?:(?:(?:(?<=St)|(?<=Mt)|(?<=Ft)|(?<=Ste))\.)? (?:(?:de|del|de la|la|le|am|an der"
    r"|upon|sur|of"
    r"|nad|do|da|di) )?[A-Z\xff][A-Za-z\xff]*(?:['.-][A-Za-z\xff]+)*){0,3}"
)


def trimmed(text: str, start: int, end: int) -> int:
    """The end of a name, less a state or country or a word of time that was read along."""
    words = text[start:end].split()
    while len(words) > 1 and words[0].lower() not in _WATERS:
        last = words[-1]
        pair = " ".join(words[-2:])
        if last != words[1] and (pair in STATES or pair.lower() in COUNTRIES):
            drop = pair
        elif (
            last in STATES
            or last.lower() in COUNTRIES
            or _STATE.fullmatch(last)
            or last.lower() in _AFTER_A_TOWN
        ):
            drop = last
        else:
            break
        end = start + text[start:end].rindex(drop)
        while text[end - 1] in " ,":
            end -= 1
        words = text[start:end].split()
    while len(words) > 1 and words[-1] in _LINKS:
        end -= len(words.pop()) + 1
    return end


_STATE = regex(STATE_PATTERN)
_AFTER_A_TOWN = NOT_A_TOWN - {
    *("bay", "spring", "springs", "west", "east", "north", "south", "church")
}
_WATERS = frozenset(("lake", "mount", "mt", "gulf", "loch", "river", "port", "fort"))
_LINKS = frozenset(("de", "del", "la", "le", "am", "on", "sur", "of", "upon", "nad", "do", "da"))

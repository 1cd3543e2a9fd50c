"""
Initials of who did, took or wrote something, where a text is about somebody: `cosign MLP`, `… kp`.

Behind a post or an act, behind the day of an entry, before a credential, behind a dash at the end.
Two or three letters, all small or all capital, that abbreviate nothing that is known; the same
letters elsewhere are no reason.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from promptward.deferred import regex
from promptward.model import Candidate
from promptward.rare import rare
from promptward.recognizers.about_somebody import may_be_weighed
from promptward.recognizers.care_words import speaks_of_care
from promptward.recognizers.common_words import is_common
from promptward.recognizers.initials_signed import abbreviates
from promptward.recognizers.recognizer import Confirmed
from promptward.recognizers.second_look import SecondLookBase, covered
from promptward.text import View
from promptward_dsl.lattice import Confidence

__all__ = ["ChartedInitials"]

_TWO = r"(?:[a-z]{2,3}|[A-Z]{2,3})"
_END = (
    r"(?=[ \t]{0,3}(?:$|[\n;)|]|[.,](?:\s|$)| (?:rn|RN|lpn|LPN|na|cna|CNA|ma|MA|rt|RT)\b"
    r"| at \d| \d{4}\b| - ))"
)
_DONE = rare(
    r"\b(?:(?i:co-?sign(?:ed)?|asst|hyg(?:ienist)?|opt(?:ician)?|phleb|rph|init(?:ial)s?|issued"
    r"|rbv"
    r"|rbvo|scribe)(?: by| w/| per)?:?"
    r"|(?i:seen|taken|given|done|drawn|placed|pulled|hung|checked|witnessed|approved|reviewed"
    r"|dispensed|filled|counsell?ed|assisted) (?:by|with|w/)"
    rf"|(?i:x-?rays?|cleaning|prophy|cleanings?) by) ({_TWO}(?:/{_TWO})?){_END}",
)
_DATED = rare(rf"\b\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})? ([a-z]{{2,3}}){_END}")
_TITLED = rare(
    rf"[.;,!?)] {{1,2}}({_TWO}),? (?:rn|lpn|cna|lvn|crna|rph|RN|LPN|CNA|LVN|CRNA|RPh|PharmD)\b"
)
_DASHED = rare(
    rf"(?:[^\s/-]| )(?: -{{1,2}} ?| ?\xff\xff?\xff? ?| // ?|[.!?)] ~)({_TWO})"
    r"(?=\s{0,4}$|[ \t]{0,3}\n)"
)
_CLOSING = rare(
    r"(?:[.!?)] {1,2}|\n)([A-Z]{1,3})\.?[ \t]{0,4}\n\s{0,4}(?:-{3,}|From:|On [A-Z\d]|>|Sent from"
    r"|_{3,})"
    r"|\b[xX]{1,4} ([A-Z]{1,2})\s{0,4}$|[.!?)] {1,2}([A-Z]{1,2}(?:Mc|Mac|O')[A-Z])\.?\s{0,4}$"
)
"""Below a message that others are quoted under, behind kisses, of a Mac or a Mc."""

_GRADED = regex(
    r"\b(?:strength|mmt|power|pulses?|reflex(?:es)?|dtrs?|murmur|pain|scor(?:e|ed|es)|grade|motor"
    r"|sensation|vision|apgars?|gait|balance|nips|flacc)\b[^.;\n]*$",
    re.IGNORECASE,
)
"""Of what so many of so many points are given, which are no day."""
_BACK = 32
_MOST = 32
_LABELS = frozenset(("lic", "ext", "npi", "dea", "tel", "fax", "reg", "pls"))
"""Of what stands behind whoever has it."""


class ChartedInitials(SecondLookBase):
    """Recogniser `charted_initials`: two or three letters that stand where staff sign."""

    name = "charted_initials"

    def again(self, view: View, confirmed: Sequence[Confirmed]) -> Iterable[tuple[str, Candidate]]:
        """Initials that nothing sure covers, of whatever category asks for this."""
        if not may_be_weighed(view, confirmed):
            return
        mask = covered(len(view.text), confirmed)
        for found, (start, end) in enumerate(_standing(view.text)):
            if found == _MOST:
                return
            if not all(mask[start:end]):
                yield "", Candidate(start, end, Confidence.MEDIUM, ("charted",))


def _standing(text: str) -> Iterator[tuple[int, int]]:
    for found in _CLOSING.finditer(text):
        start, end = found.span(found.lastindex or 1)
        if end - start == 1 or not _says_more(text[start:end]):
            yield start, end
    for pattern in (_DONE, _TITLED, _DASHED):
        for found in pattern.finditer(text):
            yield from _one_or_two(text, *found.span(1))
    for number, found in enumerate(_DATED.finditer(text)):
        if number == 0 and not speaks_of_care(text):
            return
        if not _GRADED.search(text, max(0, found.start() - _BACK), found.start()):
            yield from _one_or_two(text, *found.span(1))


def _one_or_two(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Initials, or two of them with a stroke between; none if either says something else."""
    slash = text.find("/", start, end)
    both = [(start, end)] if slash < 0 else [(start, slash), (slash + 1, end)]
    if not any(_says_more(text[a:b]) for a, b in both):
        yield from both


def _says_more(letters: str) -> bool:
    low = letters.lower()
    return low in _LABELS or abbreviates(low) or is_common(low)

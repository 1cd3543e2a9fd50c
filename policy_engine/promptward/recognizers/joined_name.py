"""
Names as pieces of identifiers, file names and log-ins: `recalc_halloran_bridget`, `TamsinQuill`.

A given name and a surname of the lists side by side are a name; a word of English is neither.
"""

from collections.abc import Iterable, Mapping

from promptward.deferred import regex
from promptward.fields import Fields
from promptward.model import Candidate
from promptward.programs import Program
from promptward.recognizers.common_words import is_common
from promptward.recognizers.eponyms import EPONYMS, PRODUCTS
from promptward.recognizers.recognizer import Hits
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import NOT_A_NAME
from promptward.text import View
from promptward_dsl.lattice import Confidence

__all__ = ["JoinedName"]

_PAIR = regex(r"([A-Za-z][a-z]{2,15}|[A-Z]{3,16})[_.-]?([A-Z]?[a-z]{2,15}|[A-Z]{3,16})(?![a-z])")
_GIVEN = ("common_given", "given")
_FAMILY = ("surnames", "rare_surnames")
_LONGEST = 36
_PARTICLES = frozenset(("mac", "van", "von", "del", "san", "los", "las", "fitz", "saint", "des"))
_SHORTEST = 3
_OF_PROGRAMS = frozenset(
    """
    dest len max min src buf tmp idx proto heap lib str int obj ptr ref val var arg args init async
    elem param dir fmt cfg ctx env lexer parser node norm prod div mul mod lex yacc gen rev dev ops
    alg algo temp addr attr auto bin bool char cls col conf const coord cur curr desc dim dist doc
    """.split()  # noqa: SIM905  # legible
)
"""Words that programs cut short; some are names of people, too."""


def _in(low: str, lists: tuple[str, ...]) -> bool:
    first = low[:2]
    for name in lists:  # noqa: SIM110  # half the cost of any()
        if low in shipped(name).alike[first]:
            return True
    return False


def _own(low: str) -> bool:
    """Whether the word means nothing else."""
    return not (is_common(low) or low in shipped("english"))


def _may_be(low: str) -> bool:
    return not (
        len(low) < _SHORTEST
        or low in _PARTICLES
        or low in NOT_A_NAME
        or low in EPONYMS
        or low in PRODUCTS
        or low in _OF_PROGRAMS
    )


def _are(given: str, family: str, families: tuple[str, ...]) -> bool:
    """Whether they are a given name that is no word, and a surname, which may be one."""
    if not (_in(given, _GIVEN) and _own(given)):
        return False
    return not is_common(family) and (
        _in(family, families)
        or (family in shipped("surname_words") and given in shipped("common_given"))
    )


class JoinedName:
    """Recogniser `joined_name`: a given name and a surname in one identifier or file name."""

    name = "joined_name"
    version = 2

    @property
    def lexicons(self) -> Mapping[str, tuple[str, ...]]:
        """None of the shared scan: words of identifiers are no words there."""
        return {}

    @property
    def cues(self) -> Mapping[str, tuple[str, str]]:
        """Two words joined as programmers do; with a dot or a dash only between marks."""
        return {
            "underscored": (r"[A-Za-z]{3,16}_[A-Za-z]{3,16}", ""),
            "humps": (r"[A-Z][a-z]{2,15}[A-Z][a-z]{2,15}", ""),
            "marked": (
                (
                    r"[\x22'/=(](?:[A-Za-z]{3,16}[.-][A-Za-z]{3,16}[\x22'/_@)]"
                    r"|[A-Z]{3,16}-[A-Z]{3,16})"
                ),
                "",
            ),
        }

    def recognise(self, view: View, hits: Hits, fields: Fields) -> Iterable[Candidate]:  # noqa: ARG002
        """Pairs of names; the same word may stand in two pairs."""
        text = view.text
        program = Program(text)
        common, given = (shipped(name).alike for name in _GIVEN)
        for resource, ranges in hits.items():
            family = _FAMILY[:1] if resource == "humps" else _FAMILY
            for start, end in ranges:
                first = start + (resource == "marked")
                if first and text[first - 1].isalpha() and not text[first - 1].islower():
                    continue
                pair = _PAIR.match(text, first, min(len(text), end + _LONGEST))
                if pair is None:
                    continue
                one, two = pair[1].lower(), pair[2].lower()
                # Most identifiers hold no given name, which is soon seen.
                start_one, start_two = one[:2], two[:2]
                if not (
                    one in given[start_one]
                    or two in given[start_two]
                    or one in common[start_one]
                    or two in common[start_two]
                ):
                    continue
                if not (_may_be(one) and _may_be(two)):
                    continue
                if _are(one, two, family) or _are(two, one, family):
                    if program.unattended(*pair.span()):
                        yield Candidate(*pair.span(), Confidence.LOW, ("in_program", "joined"))
                    else:
                        yield Candidate(*pair.span(), Confidence.MEDIUM, ("joined",))

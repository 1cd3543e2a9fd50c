"""
Facilities by their proper name: hospitals, clinics, pharmacies, schools, employers.

A name is built leftwards from a head (`Silver Creek Regional Hospital`) or read after a verb of
care and a preposition (`transferred from Harborview`). Common words alone are no particular place.
"""

from collections.abc import Iterable, Mapping

from promptward.fields import Fields
from promptward.model import Candidate
from promptward.recognizers import research_prose
from promptward.recognizers.facility_abroad import HEADS_ABROAD
from promptward.recognizers.facility_cues import CUES
from promptward.recognizers.facility_hasty import hasty
from promptward.recognizers.facility_heads import headed
from promptward.recognizers.facility_lower import in_haste, lowered
from promptward.recognizers.facility_mentions import (
    acronyms,
    after_verb,
    ours,
    patrons,
    saints,
    short_names,
)
from promptward.recognizers.facility_moved import CUES as MOVED
from promptward.recognizers.facility_moved import moved
from promptward.recognizers.facility_reading import FacilityReading
from promptward.recognizers.facility_told import CUES as TOLD
from promptward.recognizers.facility_told import told
from promptward.recognizers.facility_town import before_town
from promptward.recognizers.facility_words import HEADS, WEAK_HEADS
from promptward.recognizers.house_words import KNOWN_HOUSES, compounds
from promptward.recognizers.place_of_nobody import places_of_nobody
from promptward.recognizers.recognizer import Hits
from promptward.text import View

__all__ = ["Facility"]


class Facility:
    """Recogniser `facility`: hospitals, clinics, schools and employers by their proper name."""

    name = "facility"
    version = 15

    @property
    def lexicons(self) -> Mapping[str, tuple[str, ...]]:
        """Heads of names, short names of large hospitals, and towns that may stand behind."""
        from promptward_rules import read_text  # noqa: PLC0415  # read where a policy is compiled

        return {
            "heads": tuple(sorted(HEADS | HEADS_ABROAD)),
            "weak_heads": tuple(sorted(WEAK_HEADS)),
            "systems": tuple(read_text("lexicons/health_systems.txt").splitlines()),
            "houses": tuple(sorted(KNOWN_HOUSES | compounds())),
            "towns": tuple(read_text("lexicons/cities.txt").splitlines()),
        }

    @property
    def cues(self) -> Mapping[str, tuple[str, str]]:
        """Verbs of care and of work with their preposition, and labels."""
        return CUES | TOLD | MOVED | research_prose.CUES

    def recognise(self, view: View, hits: Hits, fields: Fields) -> Iterable[Candidate]:  # noqa: ARG002  # prose
        """Names of facilities with their level and evidence."""
        reading = FacilityReading(view.text, hits)
        headed(reading)
        saints(reading)
        ours(reading)
        short_names(reading)
        after_verb(reading)
        before_town(reading)
        patrons(reading)
        acronyms(reading)
        told(reading)
        haste = in_haste(reading.text)
        lowered(reading, haste)
        hasty(reading, haste)
        moved(reading, haste)
        return places_of_nobody(reading.text, reading.found)

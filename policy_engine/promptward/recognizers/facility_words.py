"""
Words of the names of hospitals, clinics, schools and other institutions, from general knowledge.

All lower case. Heads are searched for; the other tables are looked up for words beside a head.
"""

from promptward_rules import word_list

__all__ = [
    "ACRONYMS_OF_CARE",
    "BRANDS",
    "BUILDINGS",
    "COMMON_HEADS",
    "FIRMS",
    "GENERIC",
    "HEADS",
    "LINKS",
    "NAMING",
    "NEVER_FIRST",
    "NOT_AFTER",
    "STUDY_WORDS",
    "WEAK_HEADS",
]

_FIELDS = (
    "eye;retina;heart;cardiology;kidney;nephrology;radiology;surgical;orthopedic;orthopaedic"
    ";pediatric;dermatology;urology;oncology;cancer;gastroenterology;pulmonary;neurology;women's"
    ";dental;spine;pain;allergy;fertility;hand;foot;hearing;endocrine;rheumatology;psychiatric"
)
_FIRMS = ("associates", "specialists", "physicians", "partners", "consultants", "group")
HEADS = frozenset(word_list("houses", "heads")) | {
    f"{field} {firm}" for field in _FIELDS.split(";") for firm in _FIRMS
}
"""What a facility is called after: one or more words, as an entry of the shared scan."""

WEAK_HEADS = frozenset(word_list("houses", "weak heads"))
"""Heads that are common words too: they need a preposition of place, a verb or a line alone."""

COMMON_HEADS = frozenset(
    """
    rehab rehabilitation nursing palliative dialysis wellness elementary pediatrics paediatrics
    neurology cardiology nephrology oncology dermatology urology rheumatology gastroenterology
    pulmonology vascular ortho orthopedics orthopaedics dental dentistry orthodontics genomics
    hospice pharmacy snf shelter smiles physiotherapy chiropractic hosp clinic clinics hdu
    """.split()  # noqa: SIM905  # legible
)
"""Heads that, in a title or a list, are a service or a specialty rather than a house."""

LINKS = frozenset(("of", "the", "and", "&", "for", "at", "de", "del", "los", "las", "la", "on"))
"""Words in lower case that may stand inside the name of a facility."""

BRANDS = frozenset(
    """
    memorial regional general mercy presbyterian methodist baptist deaconess adventist lutheran
    trinity
    providence sacred holy
    """.split()  # noqa: SIM905  # legible
)
"""Words that are a hospital's own name more often than a kind of hospital."""

BUILDINGS = frozenset(
    """
    pavilion wing ward annex tower manor lodge terrace plant bakery colliery cannery shipyard
    winery brewery factory hall house drug unit school imaging parish ed er icu medical crematory
    dermpath campus
    """.split()  # noqa: SIM905  # legible
)
"""Heads of houses, wards and works: sure enough inside a sentence, with a name of their own."""

NEVER_FIRST = frozenset(word_list("houses", "never first"))
"""Words that never begin the name of a facility."""

NAMING = frozenset(
    """
    general city county memorial community mercy children's regional valley northern southern
    eastern western
    central good providence sacred holy
    """.split()  # noqa: SIM905  # legible
)
"""Common words that name a facility where somebody was seen there: `at City Hospital`."""

GENERIC = frozenset(word_list("houses", "generic"))
"""Words that say what kind of facility it is, or none: no particular one by themselves."""

NOT_AFTER = frozenset(
    """
    public license licence software library toolkit api module package counsel assembly election
    hypothesis letter framework library's
    """.split()  # noqa: SIM905  # legible
)
"""A capitalised phrase before one of these is no house: the General Public License."""

FIRMS = frozenset(
    (
        "st. jude medical",
        "boston scientific",
        "smith medical",
        "smiths medical",
        "intuitive surgical",
        "edwards lifesciences",
        "abbott laboratories",
        "abbott labs",
        "quest diagnostics",
        "kaiser family",
        "delta dental",
    )
)
"""Makers of devices and insurers whose names end like a hospital's, lower case."""

STUDY_WORDS = frozenset(word_list("medicine", "of studies"))
"""A place before one of these is the name of a method or a study."""

ACRONYMS_OF_CARE = frozenset(word_list("medicine", "acronyms of care"))
"""Abbreviations after `seen at` and `sent to` that are no particular facility."""

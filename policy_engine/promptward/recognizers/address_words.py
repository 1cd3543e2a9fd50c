"""
Words of postal addresses in the languages whose addresses are met most, from general knowledge.

English street types after Publication 28 of the Postal Service; the others as they are written in
the countries' own addresses, without the marks on letters (the text is read without them).
"""

from promptward_rules import word_list

__all__ = [
    "AFTER_NUMBER_NEVER",
    "NO_STREET",
    "STREET_BEFORE",
    "STREET_ENDINGS",
    "STREET_NEVER",
    "STREET_STRONG",
    "STREET_WEAK",
]

STREET_STRONG = frozenset(
    """
    street avenue ave road rd boulevard blvd lane ln parkway pkwy highway hwy crescent cres
    turnpike tpke mews expressway expwy terrace cul-de-sac esplanade causeway
    """.split()  # noqa: SIM905  # legible
)
"""Types of streets that hardly mean anything else; lower case, as all tables here."""

STREET_WEAK = frozenset(word_list("streets", "weak kinds"))
"""Types of streets that are words, titles or parts of other names too: they need a number."""

STREET_BEFORE = frozenset(word_list("streets", "kinds before a name"))
"""Types that stand before the name: `Rue de la Gare 12`, `Calle Mayor 3`, `ul. Polna 5`."""

STREET_ENDINGS = (
    "strasse|straat|stra(?:ete|eti)|gasse|gatan|gata|gade|vagen|vegen|veien|vegur|vej|weg|wegen"
    "|allee|platz|plads|plassen|plein|ringen|damm|ufer|steig|graben|laan|gracht|singel|dijk"
    "|katu|kuja|intie|polku|kaari|braut|gerdi|stigen|stien|svingen|bakken|haugen|torget"
    "|torg|torvet|backen|alleen|parken|vangen|krogen|str"
)
"""Endings of one-word names of streets in German, Dutch and the Nordic languages."""

STREET_NEVER = frozenset(word_list("streets", "never a street")) - {
    "main",
    "high",
    "central",
    "wall",
    "country",
    "second",
    "third",
    "first",
    "new",
    "old",
    "cross",
}
"""Words before a street type that make no name of a street where no number stands."""

AFTER_NUMBER_NEVER = frozenset(word_list("streets", "never after a house number"))
"""What follows a number that is a count, a time or a dose, not a house."""

NO_STREET = frozenset(word_list("streets", "no street"))
"""Words that never stand inside the name of a street."""

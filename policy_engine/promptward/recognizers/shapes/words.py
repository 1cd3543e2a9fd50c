"""Words that stand where a value could: types, placeholders, headings, credentials."""

from promptward_rules import word_list

__all__ = ["CREDENTIALS", "GENERIC_PLACE", "NO_CITY", "NO_NAME", "NO_VALUE"]

NO_VALUE = frozenset(word_list("records", "no value"))
"""A value that starts with one of these is none."""

CREDENTIALS = frozenset(word_list("records", "credentials"))

NO_NAME = frozenset(word_list("records", "no name")) - {
    "april",
    "june",
    "may",
    "will",
    "black",
    "white",
    "english",
    "french",
    "page",
} | {"may"}
"""Words that no name starts with in the value of a field, and that end one."""

NO_CITY = frozenset(word_list("records", "no city")) - {""}
"""States, countries and zones: larger than what Safe Harbor names."""

GENERIC_PLACE = frozenset(word_list("records", "generic places"))
"""A place that only these words name could be anywhere."""

"""
Marks of goods, programs and services that people name in prompts, and pairs that are no person.

From general knowledge, all lower case. Words that are names of people first are left out, unless
the thing is far better known.
"""

from promptward_rules import word_list

__all__ = ["BRANDS", "NAMED_PAIRS", "TITLED"]

_WORN = word_list("things", "worn and implanted")
_OF_CARE = word_list("things", "programs and firms of care")
_SUPPLIES = word_list("things", "supplies and medicines")
_PROGRAMS = word_list("things", "programs and shops")
_HOUSES = frozenset(word_list("things", "commoner as words or names"))
"""Words of the language and commoner names: marks only where a pair or a series says so."""

BRANDS = frozenset(_WORN + _OF_CARE + _SUPPLIES + _PROGRAMS) - _HOUSES
"""Words that name a thing where nothing says that somebody is meant."""

NAMED_PAIRS = frozenset(word_list("things", "named pairs"))
"""Two words, the first and the last of a run: firms, goods, figures, songs, people of history."""

TITLED = frozenset(word_list("things", "titled"))
"""
Marks and figures that have a title or a relation before their name: who is meant is nobody.

No surname is here that many doctors, nurses and patients have.
"""

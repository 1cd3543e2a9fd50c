"""Words for days, months and feasts."""

from promptward_rules import word_list

__all__ = ["DAYS", "DAY_WORDS"]

DAY_WORDS = word_list("language", "days and feasts")
"""All of them, in lower case, with those that are given names or abbreviate something else."""

_SHORT = 3
DAYS = frozenset(one for one in DAY_WORDS if len(one) > _SHORT) - {"march", "easter"}
"""Those that hardly anybody is called after."""

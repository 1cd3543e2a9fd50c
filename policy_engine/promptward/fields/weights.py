"""How much a name of a field says of its value."""

__all__ = ["NONE", "PLAIN", "STRONG", "WEAK"]

STRONG, PLAIN, WEAK, NONE = 3, 2, 1, 0
"""
Weights: says it in any text (`patient name`), in a note or form (`attending`), beside other fields
of a person only (`name`, `id`); says that the value is none of ours (`file name`).
"""

"""
What words of medicine end in: illnesses and operations by endings of their own, drugs, and further
ones that ordinary words have as well.

One list for all who ask whether a word that no list holds is one of medicine, and not a name.
"""

from promptward.deferred import regex

__all__ = ["ENDS", "ENDS_DRUG", "ENDS_ILLNESS", "OF_ILLNESS", "OF_MEDICINE"]

ENDS_ILLNESS = (
    "itis|osis|[ei]asis|[oe]ctomy|ostomy|otomy|scopy|plasty|graphy|pathy|algia|plegia|pnea|pnoea"
    "|rrhea|rrhoea|penia|phrenia|cytosis|phagia|phasia"
)
"""Endings that no place and nobody has, other than `oma`, `emia`, `mania` and `uria`."""

ENDS = f"{ENDS_ILLNESS}|oma|emia|aemia|uria|cardia|mania|lysis|metry|plasia"
"""Those as well that towns have."""

ENDS_DRUG = (
    "pril|sartan|statin|mab|nib|pam|lam|cillin|mycin|xaban|gliptin|flozin|profen|vir|dronate"
    "|setron|triptan|parin|thiazide|sone|lone|ine|ium|ol"
)
"""Endings of substances, and of some words: whoever asks adds those that fit the place."""

OF_ILLNESS = regex(rf"(?:{ENDS})$")
"""The end of a word, in lower case, that says an illness, an operation or a test."""

OF_MEDICINE = regex(
    rf"(?:{ENDS}|gram|ology|logist|ism|tic|ic|al|ous|ive|ary|oid|ase|ally|ly|ing|ed"
    r"|ness|tion|sion|ment|able|ible|ful|less|wise|care|line|gen|ics|ist|ists|ar|eal|sis|ia)$"
)
"""The end of a word of medicine or of grammar, among words that no list holds."""

"""The orders that decisions are joined in: confidence, verdicts and dispositions."""

from enum import IntEnum
from typing import Literal, NamedTuple, TypeAlias

__all__ = [
    "GRAIN_CHAINS",
    "KEEP",
    "REDACT",
    "Confidence",
    "Disposition",
    "Verdict",
    "VerdictWord",
    "at_least",
    "join",
    "safe_harbor_allows",
]


class Confidence(IntEnum):
    """How sure a detector is. A finding's confidence is `min(max(start, raises), lowers)`."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3

    @property
    def word(self) -> str:
        """The word used in Ward, in JSON and in messages."""
        return self.name.lower()


VerdictWord: TypeAlias = Literal["allow", "warn", "require_justification", "block"]
"""A verdict as it stands in Ward, in JSON and in messages."""


class Verdict(IntEnum):
    """What may happen to the whole request; the strictest of all that apply wins."""

    ALLOW = 0
    WARN = 1
    REQUIRE_JUSTIFICATION = 2
    BLOCK = 3

    @property
    def word(self) -> VerdictWord:
        """The word used in Ward, in JSON and in messages."""
        return _VERDICTS[self]


_VERDICTS: tuple[VerdictWord, ...] = ("allow", "warn", "require_justification", "block")


class Disposition(NamedTuple):
    """
    What happens to one finding, by what it still discloses.

    `op` is one of keep, date_shift, generalise, mask, pseudonymise, hash, redact (the British
    spelling is canonical). `arg` is the largest shift in days for `date_shift`, the grain for
    `generalise`, and `""`, `"first N"` or `"last N"` for `mask`; `None` for the others.
    """

    op: str
    arg: int | str | None = None

    def __str__(self) -> str:
        """Ward's own spelling of the transform."""
        if self.op == "date_shift":
            return f"date_shift up to {self.arg} days"
        if self.op == "generalise":
            return f"generalise to {self.arg}"
        if self.op == "mask" and self.arg:
            return f"mask showing {self.arg}"
        return self.op


KEEP = Disposition("keep")
REDACT = Disposition("redact")

# Each chain runs from the most to the least disclosing grain. Grains of different chains are
# incomparable: they belong to different kinds of value.
GRAIN_CHAINS = (("month", "year", "decade"), ("zip5", "zip3", "state"))

# 45 CFR 164.514(b)(2)(i) and (c): the year, the first three digits of a ZIP code, the state, and
# codes that are not derived from the identifier may stay; nothing else of an identifier may.
_SAFE_HARBOR_GRAINS = ("year", "decade", "zip3", "state")

_MASK = "mask"


def at_least(strict: Disposition, loose: Disposition) -> bool:
    """Whether `strict` discloses no more than `loose`: the partial order of dispositions."""
    if strict == loose or strict.op == "redact" or loose.op == "keep":
        return True
    if strict.op == "keep" or loose.op == "redact":
        return False
    if loose.op == "date_shift":
        # A shift keeps a whole date that merely is another one; everything but keep hides more.
        return strict.op != "date_shift" or int(strict.arg or 0) >= int(loose.arg or 0)
    if strict.op == "hash" and loose.op == "pseudonymise":
        return True
    if strict.op != loose.op:
        return False
    if strict.op == "generalise":
        return any(
            strict.arg in chain and loose.arg in chain[: chain.index(str(strict.arg))]
            for chain in GRAIN_CHAINS
        )
    if strict.op == _MASK:
        return _mask_at_least(str(strict.arg or ""), str(loose.arg or ""))
    return False


def _mask_at_least(strict: str, loose: str) -> bool:
    if not strict:
        return True
    if not loose:
        return False
    strict_end, strict_shown = strict.split()
    loose_end, loose_shown = loose.split()
    return strict_end == loose_end and int(strict_shown) <= int(loose_shown)


def join(one: Disposition, other: Disposition) -> Disposition:
    """The least strict disposition that is at least as strict as both (least upper bound)."""
    if at_least(one, other):
        return one
    if at_least(other, one):
        return other
    if one.op == other.op == _MASK:
        return Disposition(_MASK, "")
    return REDACT


def safe_harbor_allows(disposition: Disposition) -> bool:
    """Whether Safe Harbor text may hold an identifier treated so: 45 CFR 164.514(b)(2), (c)."""
    match disposition.op:
        case "redact" | "pseudonymise":
            return True
        case "generalise":
            return disposition.arg in _SAFE_HARBOR_GRAINS
        case _:
            return False

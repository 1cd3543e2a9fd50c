"""What a policy means where it leaves something out: the one table, for Ward and for YAML."""

from promptward_dsl.ast import Transform
from promptward_dsl.ir import DefaultsIR
from promptward_dsl.lattice import REDACT, Disposition

__all__ = ["AUDIT", "DATE_SHIFT_DAYS", "DEFAULTS", "OTHERWISE", "QUANTITY", "disposition"]

DATE_SHIFT_DAYS = 365
"""`date_shift` without `up to N days`."""

AUDIT = "minimal"
"""`audit` without a level."""

QUANTITY = "any"
"""`contains` without a quantity."""

OTHERWISE = REDACT
"""A purpose without `otherwise`."""

DEFAULTS = DefaultsIR()
"""A policy without `defaults`."""


def disposition(transform: Transform | None) -> Disposition:
    """What a transform as written does; what is left out takes its default."""
    if transform is None:
        return OTHERWISE
    match transform.op:
        case "date_shift":
            days = DATE_SHIFT_DAYS if transform.count is None else transform.count
            return Disposition("date_shift", days)
        case "generalise":
            return Disposition("generalise", transform.grain.text if transform.grain else None)
        case "mask":
            shown = f"{transform.end} {transform.count}" if transform.count else ""
            return Disposition("mask", shown)
        case op:
            return Disposition(op)

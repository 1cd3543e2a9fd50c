"""A share of a whole, with what chance allows."""

import math
from typing import NamedTuple

_Z = 1.959963984540054  # of the normal distribution, for 95 %


class Share(NamedTuple):
    """So many of so many."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """From 0 to 1; None of nothing."""
        return self.part / self.whole if self.whole else None

    def interval(self) -> tuple[float, float] | None:
        """
        The 95 % interval of Wilson, which holds for small wholes and for shares near 0 and 1.

        It takes each one of the whole as a trial of its own. Identifiers of one document are
        alike, so the truth is somewhat wider.
        """
        if not self.whole:
            return None
        n, p = self.whole, self.part / self.whole
        middle = p + _Z * _Z / (2 * n)
        reach = _Z * math.sqrt(p * (1 - p) / n + _Z * _Z / (4 * n * n))
        scale = 1 + _Z * _Z / n
        return max(0.0, (middle - reach) / scale), min(1.0, (middle + reach) / scale)

    def shown(self, unit: int = 100) -> str:
        """`98.5 (97.9-98.9)`, in parts of `unit`; a dash of nothing."""
        interval = self.interval()
        if interval is None:
            return "-"
        digits = 1 if unit == 100 else 2
        low, high = (f"{unit * edge:.{digits}f}" for edge in interval)
        return f"{unit * self.part / self.whole:.{digits}f} ({low}-{high})"

    def to_json(self) -> dict[str, object]:
        """Counts, value and interval, rounded."""
        interval = self.interval()
        return {
            "part": self.part,
            "whole": self.whole,
            "value": None if interval is None else round(self.part / self.whole, 6),
            "interval": None if interval is None else [round(edge, 6) for edge in interval],
        }

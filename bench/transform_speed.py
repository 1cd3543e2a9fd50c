"""
How long a release takes: ten findings in a note of a thousand characters, and ten times the text.

Run: python bench/transform_speed.py. Prints the median of CPU times in microseconds.
"""

import datetime as dt
import statistics
import time

from promptward.model import Finding
from promptward.scope import Scope
from promptward.transform import transform
from promptward.vault import restore
from promptward_dsl.ir import CategoryIR
from promptward_dsl.lattice import REDACT, Confidence, Disposition

CATEGORIES = {
    "h.names": CategoryIR("name", "A"),
    "h.dates": CategoryIR("date", "C"),
    "h.geographic": CategoryIR("zip", "B"),
    "h.ssn": CategoryIR("number", "G"),
}
PARTS = (
    ("names", "John Smith", Disposition("pseudonymise")),
    ("dates", "03/14/2020", Disposition("generalise", "year")),
    ("dates", "March 3, 2020", Disposition("date_shift", 30)),
    ("geographic", "Cambridge, MA 02139", Disposition("generalise", "zip3")),
    ("ssn", "536-22-4399", REDACT),
)
TODAY = dt.date(2026, 11, 24)


def note(findings: int) -> tuple[str, list[Finding]]:
    """A text with so many findings, a hundred characters each."""
    text, found = "", []
    for number in range(findings):
        category, value, disposition = PARTS[number % len(PARTS)]
        start = len(text)
        found.append(
            Finding(
                start, start + len(value), f"h.{category}", None, Confidence.HIGH, "h.d",
                disposition=disposition,
            )
        )  # fmt: skip
        text += value.ljust(100, ".")
    return text, found


def main() -> None:
    """Print one line per size."""
    for findings in (10, 100, 1_000, 10_000):
        text, found = note(findings)
        scope = Scope()
        forth, back = [], []
        for _ in range(max(3, 3_000 // findings)):
            start = time.process_time_ns()
            out = transform(text, found, CATEGORIES, scope, today=TODAY, safe_harbor=False)
            middle = time.process_time_ns()
            restore(out.text, scope.vault)
            forth.append(middle - start)
            back.append(time.process_time_ns() - middle)
        print(
            f"{findings:6} findings, {len(text):8} characters: "
            f"transform {statistics.median(forth) / 1000:10.1f} us, "
            f"restore {statistics.median(back) / 1000:10.1f} us"
        )


if __name__ == "__main__":
    main()

"""
How long finding fields takes: `python bench/fields_speed.py`, microseconds of this thread's CPU.

Budget for 1 KB: plain prose 15, a dense form 120. Hostile texts of 1 MB show that time is linear.
"""

import time

from promptward.fields import fields_of
from promptward.text import SourceText, View

PROSE = (
    "The patient is a retired teacher who came in with two days of cough and a low fever. She has "
    "had no chest pain, no swelling of the legs and no recent travel. On examination the lungs "
    "were clear apart from a few crackles at the left base, and the heart sounds were regular. "
    "We talked about vaccines, about the medicines that she takes in the evening, and about when "
    "to come back. "
)
FORM = """Patient: MARLOWE, GRETA J          MRN: 00431297
DOB: 04/11/1958    Age: 66 y    Sex: F
Admitted: 02/11/2025    Discharged: 02/17/2025
Attending: Ansel Brightwater, MD      Unit: 7 West
Address: 114 Harrow Lane, Brinton, OH 45011   Phone: (555) 010-0199
Emergency contact: Piet Marlowe    Relation: brother    Tel: 555-010-0123
Insurance: Acme Mutual   Member ID: QX-4410022   Group: 0071
PCP: Dr. Odile Farrow   Fax: 555-010-0144   NPI: 1234567893
"""


def cost(view: View, times: int) -> float:
    """Microseconds a call, the best of five."""
    best = float("inf")
    for _ in range(5):
        before = time.thread_time_ns()
        for _ in range(times):
            fields_of(view)
        best = min(best, (time.thread_time_ns() - before) / times / 1000)
    return best


def main() -> None:
    """Prints a line a text."""
    for name, text in (("prose", PROSE), ("form", FORM)):
        kilobyte = (text * (1024 // len(text) + 1))[:1024]
        view = SourceText(kilobyte).views[0]
        print(f"{name:8} 1 KB {cost(view, 300):8.1f} µs  {len(fields_of(view))} fields")
    for sign in (
        ":",
        ",",
        '"',
        "'",
        "a:",
        "a=",
        "a,",
        "|a",
        "{",
        'a="',
        "<a ",
        "a: b\n",
        "  a",
        "a.",
        "(",
        "a=[",
        "x -a ",
        "&#",
        "___a",
    ):
        for size in (500_000, 1_000_000):
            view = SourceText((sign * (size // len(sign) + 1))[:size]).views[0]
            before = time.thread_time_ns()
            found = len(fields_of(view))
            took = (time.thread_time_ns() - before) / 1e6
            print(f"{sign!r:10} {size:9,} {took:10.1f} ms  {found} fields")


if __name__ == "__main__":
    main()

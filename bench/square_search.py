"""
Looks for texts whose time grows as the square of their length: random pieces, said over and over.

    .venv/bin/python bench/square_search.py [--seconds N] [--seed N] [--size N] [--disguises]

The attack corpus (`bench/attacks.py`) holds what somebody thought of. Here a unit of one to five
drawn pieces is repeated to a length and to four times that; four times the text in more than seven
times the thread's time, twice, is a square and is printed with its unit, to become an attack there
and a test. Before some of them stands a sentence about somebody, or the beginning of a program:
what looks again does so where somebody is found. Ends with 1 if one was found. All words are
invented.
"""

import argparse
import datetime as dt
import gc
import random
import sys
from time import monotonic, thread_time

import promptward
from promptward.engine import Engine

DAY = dt.date(2026, 11, 23)
PIECES = (
    *("Smith", "smith", "Hope", "Anna", "anna", "Lindqvist", "Mercy", "Dr.", "Mr. ", "MRN", "DOB"),
    *(
        "Elm Street",
        "St.",
        "Hospital",
        "patient",
        "the",
        "of",
        "and",
        "said",
        "a",
        "Q",
        "MD",
        "RN",
    ),
    *("4471902", "12", "3/4", "3/4/1950", "1", "0", "99-1", "(555) 555-0147", "x@y.example", "@"),
    *(" ", " ", " ", "  ", "\n", "\t", ", ", ",", "; ", ": ", ":", ".", "-", "--", "/", "|", "^"),
    *("'", '"', "(", ")", "[", "{", "}", "<", ">", "=", "=>", "+", "*", "#", "\\n", "\\", "%20"),
    *(
        "&amp;",
        "\u00e9",
        "\u200b",
        "\u0416",
        "\uff11",
        "name",
        '"name": ',
        "id=",
        "INSERT INTO t VALUES",
    ),
    *("mrozek", "'mrozek'", "lives at ", "seen by ", "MD 02139", "Boston", "elm street", "# "),
)
BEFORE = (
    "",
    "Mary Smith, DOB 3/4/1950, MRN 4471902, seen at Mercy Hospital by nurse bob lopez. ",
    "import os\ndef f(x):\n    return x\n# Seen by Dr. Anna Kowalski and Mary Smith.\nx = 1; ",
)
MOST = 7.0
LEAST = 0.02
"""Seconds below which a clock says nothing."""


def seconds(engine: Engine, text: str, *, disguises: bool) -> float:
    """CPU time of one search."""
    begun = thread_time()
    engine.find(text, disguises=disguises)
    return thread_time() - begun


def growth(engine: Engine, before: str, unit: str, size: int, *, disguises: bool) -> float:
    """How many times longer four times the text takes, behind what stands before it once."""
    short, long = (before + unit * (length // len(unit) + 1) for length in (size, 4 * size))
    took = min(seconds(engine, short, disguises=disguises) for _ in range(2))
    return seconds(engine, long, disguises=disguises) / max(took, LEAST)


def main() -> int:
    """Squares, and how many units were tried; 0 if there was none."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60, help="how long to search (60)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", type=int, default=16_000, help="characters (16000)")
    parser.add_argument("--disguises", action="store_true", help="look for disguises as well")
    asked = parser.parse_args()
    engine = promptward.load(folder="/", today=DAY)
    draw = random.Random(asked.seed)  # noqa: S311  # no secret: the same each time
    gc.collect()
    gc.disable()
    tried = found = 0
    worst = (0.0, "", "")
    end = monotonic() + asked.seconds
    while monotonic() < end:
        unit = "".join(draw.choice(PIECES) for _ in range(draw.randint(1, 5)))
        before = draw.choice(BEFORE)
        tried += 1
        times = growth(engine, before, unit, asked.size, disguises=asked.disguises)
        if times > MOST:
            again = growth(engine, before, unit, asked.size, disguises=asked.disguises)
            times = min(times, again)
        worst = max(worst, (times, before, unit))
        if times > MOST:
            found += 1
            print(f"{times:6.1f} times  {before!r} {unit!r}", flush=True)
        if not tried % 50:
            gc.collect()
    print(f"{tried} units, {found} squares; at most {worst[0]:.1f} times for 4: {worst[1:]}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

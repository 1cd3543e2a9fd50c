"""
How long texts that were made to take long take: each beside a dense note of the same length.

    .venv/bin/python bench/attack_speed.py [--size CHARACTERS] [--only NAMES] [--disguises]

Time is of the thread (CPU). The columns: microseconds for each thousand characters, how many times
the dense note's, how many times longer for a text of twice the length (2 is linear), how many
findings. Goals: at most 3 times the dense note, and at most 2.6 times for twice the text; ends
with 1 if one was missed. `bench/attacks.py` makes the texts.

What was loaded is out of the collector's sight, as the command line has it. A text and its half
take turns, for what else the machine does changes within seconds, and one run of each says more
about that than about the text. `--collector off` leaves the collector's own work out: what then
grows, a step of the search makes, or memory that is further away the more of it there is.
"""

import argparse
import datetime as dt
import gc
import sys
from pathlib import Path
from time import thread_time

import promptward
from promptward.engine import Engine

sys.path.insert(0, str(Path(__file__).parent.parent))
from bench.attacks import ATTACKS, dense

DAY = dt.date(2026, 11, 23)
GOAL_RATE = 3.0
GOAL_GROWTH = 2.6
ROUNDS = 3
ENOUGH = 0.3  # seconds of work behind which one more run tells nothing new


def seconds(engine: Engine, text: str, *, disguises: bool) -> tuple[float, int]:
    """The best of up to three runs, and how much was found."""
    best, found, spent = 1e9, 0, 0.0
    for _ in range(3):
        if gc.isenabled():
            gc.collect()
        begun = thread_time()
        found = len(engine.find(text, disguises=disguises))
        took = thread_time() - begun
        best, spent = min(best, took), spent + took
        if spent > ENOUGH:
            break
    return best, found


def main() -> int:
    """The table; 0 if the goals were met."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    parser.add_argument("--size", type=int, default=50_000, help="characters (50000)")
    parser.add_argument("--only", default="", help="names, with commas between them")
    parser.add_argument("--disguises", action="store_true", help="look for disguises as well")
    parser.add_argument("--collector", choices=("on", "off"), default="on")
    asked = parser.parse_args()
    only = set(filter(None, asked.only.split(",")))
    engine = promptward.load(
        Path(__file__).parent.parent / "examples" / "st_elsewhere" / "policy.ward", today=DAY
    )
    engine.find(dense(2000))
    gc.collect()
    gc.freeze()
    if asked.collector == "off":
        gc.disable()
    base, found = seconds(engine, dense(asked.size), disguises=asked.disguises)
    print(f"{'':<24} {'µs/1000':>9} {'x dense':>8} {'x twice':>8} {'findings':>9}")
    print(f"{'dense note':<24} {base / asked.size * 1e9:>9.0f} {1:>8.2f} {'':>8} {found:>9}")
    missed = []
    for name, attack in ATTACKS.items():
        if only and name not in only:
            continue
        # What other work on the machine costs changes: the measure is taken anew beside each.
        base, _ = seconds(engine, dense(asked.size), disguises=asked.disguises)
        texts = attack(asked.size // 2), attack(asked.size)
        rounds = [
            [seconds(engine, text, disguises=asked.disguises) for text in texts]
            for _ in range(ROUNDS)
        ]
        half, whole = (min(one[at][0] for one in rounds) for at in (0, 1))
        found = rounds[0][1][1]
        rate, growth = whole / base, whole / half
        print(
            f"{name:<24} {whole / asked.size * 1e9:>9.0f} {rate:>8.2f} {growth:>8.2f} {found:>9}",
            flush=True,
        )
        if rate > GOAL_RATE or growth > GOAL_GROWTH:
            missed.append(name)
    if missed:
        print(f"missed: {', '.join(missed)}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())

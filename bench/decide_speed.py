"""
How long a decision takes: p50 and p95 on a note of 1 KB, and how time grows with the text.

Time is of the thread (CPU), so that other work on the machine counts as little as can be.

    .venv/bin/python bench/decide_speed.py [--growth]

Prints a table; `--growth` also decides on texts of up to 10 MB. Goals: p50 of `decide` at most
300 µs for the ordinary note, and at most 12 times the time for 10 times the text. The least of
many is printed as well: on a machine that does other work it is what a decision itself takes.
Decision 0821 holds what was measured, and instructions, which depend on nothing else.
"""

import argparse
import datetime as dt
import gc
import sys
from collections.abc import Callable
from pathlib import Path
from time import thread_time

import promptward
from promptward.engine import Engine

EXAMPLES = Path(__file__).parent.parent / "examples"
DAY = dt.date(2026, 11, 23)
GOAL_P50 = 300e-6
GOAL_GROWTH = 12.0

# An invented note with as many identifiers as such notes carry: a name, a number, two dates.
NOTE = """\
Clinic note, cardiology. Patient: Mary Alvarez, MRN: 00482913, seen on 03/14/2026.
The patient returns for follow-up of heart failure with reduced ejection fraction. She reports
less swelling and sleeps flat again; two pillows until last month. No chest pain, no palpitations,
no syncope. She weighs herself daily and has lost 2.5 kg. Diet reviewed, salt below two grams.
Exam: blood pressure 118/72, pulse 64 and regular, saturation 97 % on room air. Lungs clear.
Trace oedema at the ankles. No jugular venous distension. Echo: ejection fraction 38 %, up from
31 %. Potassium 4.4, creatinine 1.1, natriuretic peptide falling. Continue metoprolol succinate
100 mg, sacubitril-valsartan 49/51 mg twice daily, spironolactone 25 mg, dapagliflozin 10 mg.
Plan: basic metabolic panel in two weeks, uptitrate if potassium allows, cardiac rehabilitation
three times a week. Return on 04/18/2026. Call sooner for weight gain above two kilograms.
"""


CLEAN = (
    "The patient reports less swelling and sleeps flat again with two pillows until last month. "
    "No chest pain, no palpitations and no syncope were noted at this time. "
)
QUERY = (
    "Can you draft a short letter that asks a pharmacy to switch a statin for a patient whose "
    "liver enzymes have doubled, and list what to check?"
)


def measure(what: Callable[[], object], rounds: int) -> tuple[float, float, float]:
    """Least, p50 and p95 in seconds."""
    times = []
    for _ in range(rounds):
        begun = thread_time()
        what()
        times.append(thread_time() - begun)
    times.sort()
    return times[0], times[len(times) // 2], times[len(times) * 95 // 100]


def row(name: str, what: Callable[[], object], rounds: int = 400) -> float:
    """One line of the table; returns the p50."""
    measure(what, 50)
    least, p50, p95 = measure(what, rounds)
    print(f"{name:<52} {least * 1e6:>9.0f} {p50 * 1e6:>9.0f} {p95 * 1e6:>9.0f}")
    return p50


def growth(engine: Engine) -> bool:
    """Decide on the note repeated to 10 KB … 10 MB; the best of three runs each."""
    print(f"\n{'characters':>12} {'seconds':>10} {'µs/character':>13} {'times before':>13}")
    before = 0.0
    ok = True
    for power in range(4, 8):
        text = (NOTE * (10**power // len(NOTE) + 1))[: 10**power]
        request = promptward.Request(text, date=DAY)
        best = min(measure(lambda r=request: engine.decide(r), 3))
        ratio = best / before if before else 0.0
        print(f"{len(text):>12} {best:>10.4f} {best * 1e6 / len(text):>13.3f} {ratio:>13.1f}")
        ok = ok and ratio <= GOAL_GROWTH
        before = best
    return ok


def main() -> int:
    """The table; 0 if the goals were met."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    parser.add_argument("--growth", action="store_true", help="texts of up to 10 MB as well")
    asked = parser.parse_args()
    default = promptward.load(folder="/", today=DAY, environ=_environ())
    hospital = promptward.load(EXAMPLES / "st_elsewhere" / "policy.ward", today=DAY)
    dense = (EXAMPLES / "discharge_summary.txt").read_text(encoding="utf-8")[:1000]
    clinician = promptward.Actor("bench", {"clinician"}, mfa=True)
    gc.freeze()
    print(f"{'':<52} {'least µs':>9} {'p50 µs':>9} {'p95 µs':>9}")
    plain = promptward.Request(NOTE, date=DAY)
    p50 = row(
        f"decide, default policy, note ({len(NOTE)} characters)", lambda: default.decide(plain)
    )
    row("  of which find", lambda: default.find(NOTE))
    for name, text in (("clean prose", (CLEAN * 7)[:1000]), ("query", QUERY)):
        request = promptward.Request(text, date=DAY)
        row(
            f"decide, default policy, {name} ({len(text)} characters)",
            lambda request=request: default.decide(request),
        )
    row("redact, default policy, note", lambda: default.redact(NOTE, date=DAY))
    granted = promptward.Request(
        NOTE,
        destination="azure_openai",
        purpose="discharge_summary",
        actor=clinician,
        date=DAY,
        scope="bench",
    )
    row("decide, hospital, note, released", lambda: hospital.decide(granted))
    row(
        "decide, hospital, 34 findings, released",
        lambda: hospital.decide(granted._replace(text=dense)),
    )
    met = p50 <= GOAL_P50
    if asked.growth:
        met = growth(default) and met
    return 0 if met else 1


def _environ() -> dict[str, str]:
    """The environment without a policy of whoever measures."""
    import os

    return {k: v for k, v in os.environ.items() if k != "PROMPTWARD_POLICY"}


if __name__ == "__main__":
    sys.exit(main())

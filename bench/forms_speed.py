"""
The pure and the native form of the inner loops side by side, on four kinds of text.

Instructions a call under valgrind where it is installed (they don't depend on what else the
machine does), else microseconds of CPU time of the thread, the median of many calls.

    .venv/bin/python bench/forms_speed.py [--time]

Each form runs in a process of its own, `PROMPTWARD_NATIVE=0` the pure one. That both find the same
is what `tests/policy_engine/test_forms.py` holds.
"""

import argparse
import gc
import os
import re
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from time import thread_time

HERE = Path(__file__)
EXAMPLES = HERE.parent.parent / "examples"
CLEAN = (
    "The patient reports less swelling and sleeps flat again with two pillows until last month. "
    "No chest pain, no palpitations and no syncope were noted at this time. "
)
FEW, MANY = 4, 12
"""Rounds under valgrind: what one costs is the difference."""


def texts() -> dict[str, str]:
    """By name, the texts that are measured."""
    from decide_speed import NOTE

    return {
        "note, 7 findings": NOTE,
        "note, 42 findings": (EXAMPLES / "discharge_summary.txt").read_text("utf-8")[:1000],
        "clean prose": (CLEAN * 7)[:1000],
        "source code": Path(textwrap.__file__).read_text("utf-8")[:8000],
    }


def call(name: str) -> Callable[[], object]:
    """A decision on the text, or for code, where nobody decides, a search."""
    from decide_speed import DAY, _environ

    import promptward

    engine = promptward.load(folder="/", today=DAY, environ=_environ())
    text = texts()[name]
    request = promptward.Request(text, date=DAY)
    return (lambda: engine.find(text)) if "code" in name else (lambda: engine.decide(request))


def run(name: str, rounds: int) -> None:
    """Child: the call so many times; prints the median of its CPU time in microseconds."""
    what = call(name)
    gc.freeze()
    gc.disable()
    times = []
    for _ in range(rounds):
        begun = thread_time()
        what()
        times.append(thread_time() - begun)
    print(sorted(times)[len(times) // 2] * 1e6)


def child(name: str, rounds: int, *, native: bool, under: tuple[str, ...] = ()) -> str:
    """What a process with one of the forms prints, on both streams."""
    environ = {k: v for k, v in os.environ.items() if k != "PROMPTWARD_NATIVE"}
    environ["PYTHONHASHSEED"] = "0"
    if not native:
        environ["PROMPTWARD_NATIVE"] = "0"
    command = [*under, sys.executable, str(HERE), "--run", name, str(rounds)]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=True)
    return done.stdout + done.stderr


def instructions(name: str, *, native: bool) -> float:
    """Thousands of instructions of one call."""
    under = ("valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null")
    counts = []
    for rounds in (FEW, MANY):
        said = child(name, rounds, native=native, under=under)
        found = re.search(r"I\s+refs:\s+([\d,]+)", said)
        assert found is not None, said[-500:]
        counts.append(int(found[1].replace(",", "")))
    return (counts[1] - counts[0]) / (MANY - FEW) / 1000


def main() -> int:
    """The table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    parser.add_argument("--time", action="store_true", help="CPU time also where valgrind is")
    parser.add_argument("--run", nargs=2, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.run:
        run(asked.run[0], int(asked.run[1]))
        return 0
    from promptward import native

    if native.module is None:
        print(f"the native form: {native.reason}")
        return 0
    counted = shutil.which("valgrind") is not None and not asked.time
    unit = "thousand instructions" if counted else "µs CPU, median"
    print(f"{unit:<28} {'pure':>10} {'native':>10} {'share':>7}")
    for name in texts():
        figures = []
        for form in (False, True):
            child(name, 1, native=form)  # compiles, verifies, and fills the cache
            figures.append(
                instructions(name, native=form)
                if counted
                else float(child(name, 200, native=form).split()[0])
            )
        pure, fast = figures
        print(f"{name:<28} {pure:>10.0f} {fast:>10.0f} {fast / pure:>7.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

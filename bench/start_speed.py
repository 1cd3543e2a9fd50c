"""
How long a start takes: loading a cached policy, `promptward check`, `promptward policy check`.

    .venv/bin/python bench/start_speed.py [--rounds 15]

Every figure is the median over fresh processes, each of them as a user starts it, with compiled
bytecode and a cache of its own that is filled first (which takes half a minute). CPU is that of
the whole process unless it says otherwise; wall time only means something on an idle machine.
Goals: loading at most 10 ms (the first time in a process the system has to find the memory, which
takes about as long again), `check` on a note of 1 KB at most 150 ms of wall time, `policy check`
of the worked example at most 60 ms of CPU in the process that already runs, 5 s from nothing to
the first answer.

A policy that was checked before is not checked again until something changes; the last lines say
what it costs then: after an edit that touches no detector, and after one of the policy's tests.
"""

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from decide_speed import EXAMPLES, NOTE

LOAD = """
from time import process_time as now
begun = now()
import promptward.engine
imported = now()
engine = promptward.load()
loaded = now()
engine.decide(promptward.Request({note!r}))
decided = now()
times = []
for _ in range(9):
    again = now()
    promptward.load()
    times.append(now() - again)
print(begun, imported - begun, loaded - imported, decided - loaded, sorted(times)[4])
"""

FIRST = """
from time import perf_counter as now
begun = now()
import promptward
engine = promptward.load(early=True)
loaded = now()
early = engine.find({note!r})
decided = now()
engine.settle()
settled = now()
assert engine.find({note!r}) == early
print(loaded - begun, decided - loaded, settled - begun)
"""

CHECK = """
import sys
from time import process_time as now
from promptward.cli.app import run
begun = now()
run(["policy", "check", {policy!r}])
print(now() - begun, file=sys.stderr)
"""


def cpu() -> float:
    """Seconds of CPU of all processes that were started and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class Bench:
    """Runs programs in one environment, and says what they took."""

    def __init__(self, cache: str, rounds: int) -> None:
        kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        self.environment = {**kept, "PROMPTWARD_CACHE": cache}
        self.rounds = rounds

    def run(self, command: Sequence[str]) -> tuple[float, float, str]:
        """Wall time and CPU in seconds, and what was written on both streams."""
        used, begun = cpu(), perf_counter()
        done = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=False
        )
        wall = perf_counter() - begun
        if done.returncode not in (0, 1):
            sys.exit(done.stderr)
        return wall, cpu() - used, done.stdout + done.stderr

    def program(self, source: str) -> list[float]:
        """Medians of the numbers in the last line that a program prints."""
        rows = [
            [
                float(one)
                for one in self.run([sys.executable, "-c", source])[2].split("\n")[-2].split()
            ]
            for _ in range(self.rounds)
        ]
        return [statistics.median(column) for column in zip(*rows, strict=True)]

    def command(self, *arguments: str) -> tuple[float, float]:
        """Median wall time and CPU of one command line."""
        rows = [self.run(self.promptward(*arguments))[:2] for _ in range(self.rounds)]
        wall, used = zip(*rows, strict=True)
        return statistics.median(wall), statistics.median(used)

    def promptward(self, *arguments: str) -> list[str]:
        """The command line as it is installed beside this interpreter."""
        return [str(Path(sys.executable).with_name("promptward")), *arguments]

    def edited(self, policy: Path, line: str) -> float:
        """Median CPU of `policy check` in a process that runs, each time after another edit."""
        source = policy.read_text(encoding="utf-8")
        used: list[float] = []
        for number in range(self.rounds):
            policy.write_text(source + line.format(number), encoding="utf-8")
            said = self.run([sys.executable, "-c", CHECK.format(policy=str(policy))])[2]
            used.append(float(said.split()[-1]))
        policy.write_text(source, encoding="utf-8")
        return statistics.median(used)


def row(name: str, seconds: float, goal: str = "") -> None:
    """One line of the table."""
    print(f"{name:<58}{seconds * 1000:>8.1f}   {goal}")


def first(folder: str) -> None:
    """What the first load of a machine takes, once, with nothing kept."""
    bench = Bench(str(Path(folder) / "empty"), 1)
    loaded, found, settled = bench.program(FIRST.format(note=NOTE))
    print(f"{'seconds of wall time, nothing kept':<58}{'':>8}   goal")
    for name, seconds, goal in (
        ("the first engine, patterns read by their automata", loaded, "5"),
        ("its first search of the note", found, ""),
        ("all of the policy compiled", settled, ""),
    ):
        print(f"{name:<58}{seconds:>8.2f}   {goal}")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(str(Path(folder) / "cache"), rounds)
        note = Path(folder) / "note.txt"
        note.write_text(NOTE, encoding="utf-8")
        example = str(EXAMPLES / "st_elsewhere" / "policy.ward")
        copy = Path(shutil.copytree(EXAMPLES / "st_elsewhere", Path(folder) / "policies"))
        for warm in (["check", str(note)], ["policy", "check", example]):
            bench.run(bench.promptward(*warm))
        first(folder)
        print(f"{'milliseconds, median of ' + str(rounds):<58}{'':>8}   goal")
        begun, imported, loaded, decided, again = bench.program(LOAD.format(note=NOTE))
        row("the interpreter alone, CPU", begun)
        row("import of the engine, CPU", imported)
        row("load a cached policy, first in a process, CPU", loaded)
        row("load a cached policy, once more, CPU", again, "10")
        row("first decision on a note of 1 KB, CPU", decided)
        wall, used = bench.command("check", str(note))
        row("promptward check, process, wall", wall, "150")
        row("promptward check, process, CPU", used)
        wall, used = bench.command("policy", "check", example)
        row("promptward policy check, process, wall", wall)
        row("promptward policy check, process, CPU", used)
        (inside,) = bench.program(CHECK.format(policy=example))
        row("policy check, in the process, CPU", inside, "60")
        policy = copy / "policy.ward"
        row("policy check after a remark, in the process, CPU", bench.edited(policy, "\n# {}\n"))
        test = 'test "another {}" {{\n  prompt "Nothing."\n  expect block\n}}\n'
        row("policy check after a new test, in the process, CPU", bench.edited(policy, test))


if __name__ == "__main__":
    main()

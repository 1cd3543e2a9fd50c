"""
What grows with size: patterns, names of a roster, memory, threads and processes.

    .venv/bin/python bench/scale_speed.py [--names N] [ROW …]

Rows are `patterns`, `roster`, `fuzzy`, `memory`, `parallel`; all if none is named.
Times are CPU time of the thread, the least of many, but for `parallel`, which needs the clock and
an idle machine (the load is printed); its last row is by the CPU time that each of two processes
takes, which shows on a busy machine too whether they are in each other's way. Goals: 300 patterns
at most 1.5 times the time of 60; an exact roster of a million names at most 5 µs a KB, open in
5 ms; a fuzzy one at most 2 ms for 2 KB; 120 MB of memory; two threads or processes at least 1.6
times the work of one. Decisions 0825 and 0830 hold what was measured.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from decide_speed import CLEAN, DAY, NOTE

import promptward
from promptward.artifacts import Artifacts
from promptward.forms import CHOSEN
from promptward.lexicon import build_table, form_of
from promptward.matcher import Matcher, compile_search
from promptward.planner import plan
from promptward.recognizers.roster_person import means_something
from promptward.roster_file import build_roster
from promptward.roster_file.layout import KEY_BYTES
from promptward.rosters import OpenRosters
from promptward.text import SourceText
from promptward_dsl.ir import PolicyIR
from promptward_rules import read_text

CLEAN_KB = (CLEAN * 7)[:1000]
ROUNDS = 300
SYLLABLES = [first + second for first in "bdfghjklmnprstvwz" for second in "aeiou"]


def least(what: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Microseconds."""
    best = float("inf")
    for _ in range(rounds):
        begun = time.thread_time()
        what()
        best = min(best, time.thread_time() - begun)
    return best * 1e6


def said(name: str, value: str, goal: str = "") -> None:
    print(f"{name:<60} {value:>16}  {goal}", flush=True)


def names(count: int) -> list[str]:
    """Invented names of two words; first names are few."""
    draw = random.Random(3)  # noqa: S311  # the same names every time

    def word() -> str:
        return "".join(draw.choice(SYLLABLES) for _ in range(draw.randint(2, 4))).capitalize()

    firsts = [word() for _ in range(max(100, count // 250))]
    lasts = [word() for _ in range(max(200, count // 33))]
    made: dict[str, None] = {}
    while len(made) < count:
        made[f"{draw.choice(firsts)} {draw.choice(lasts)}"] = None
    return list(made)


def _with(ir: PolicyIR, most: int) -> Matcher:
    """A matcher of the first patterns of every detector of a policy, up to that many in all."""
    sources = [
        (name, match)
        for name, detector in sorted(ir.detectors.items())
        for match in detector.match
        if match.kind == "regex"
    ]
    chosen = set(sources[:: max(1, len(sources) // most)][:most])
    detectors = {
        name: detector._replace(
            match=tuple(match for match in detector.match if (name, match) in chosen),
            require=(), raises=(), lowers=(), excepts=(),
        )
        for name, detector in ir.detectors.items()
    }  # fmt: skip
    planned = plan(ir._replace(detectors=detectors), {})
    blobs = {**compile_search("main", planned.main), **compile_search("terms", planned.terms)}
    said(f"  patterns taken of {len(sources)}", f"{sum(planned.main.parts)}")
    return Matcher(planned, blobs)


def patterns(_: argparse.Namespace) -> None:
    """The search for patterns alone, without recognisers: databases and the laying of matches."""
    ir = promptward.load(folder="/", today=DAY).ir
    few, many = _with(ir, 60), _with(ir, 300)
    for name, text in (("note of 1 KB", NOTE), ("clean prose, 1 KB", CLEAN_KB)):
        (view,) = SourceText(text).views

        def scan(matcher: Matcher) -> None:
            found = matcher.scan(view)  # noqa: B023  # used within the round
            for number in found:
                found.ranges(number)

        one, other = least(lambda: scan(few)), least(lambda: scan(many))
        said(f"60 and 300 patterns, {name}, µs", f"{one:.0f} {other:.0f}")
        said("  times", f"{other / one:.2f}", "at most 1.5")


def roster(told: argparse.Namespace) -> None:
    """A lexicon of very many names, as the engine searches for it: the table of words."""
    listed = names(told.names)
    begun = time.thread_time()
    table = build_table({0: tuple(filter(None, (form_of(n, cased=False) for n in listed)))})
    said(f"exact, {len(listed):,} names: built, s", f"{time.thread_time() - begun:.1f}")
    said("  size, MB", f"{len(table) / 1e6:.0f}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "names"
        path.write_bytes(table)
        opened = least(lambda: CHOSEN.word_table(path.read_bytes(), cased=False), 20)
    said("  open, ms", f"{opened / 1e3:.1f}", "at most 5")
    words = CHOSEN.word_table(table, cased=False)
    for name, text in (
        ("note", NOTE),
        ("clean prose", CLEAN_KB),
        ("ten names", NOTE[:800] + ", ".join(listed[:10])),
    ):
        data = text.encode()
        each = least(lambda data=data: words.place(data, (0,), CHOSEN.spots()))
        said(f"  {name}, µs a KB", f"{each / len(data) * 1000:.1f}", "at most 5")


def _edited(name: str, edits: int, draw: random.Random) -> str:
    for _ in range(edits):
        at = draw.randrange(1, len(name))
        how = draw.randrange(4)
        if how == 0:
            name = name[:at] + name[at + 1 :]
        elif how == 1:
            name = name[:at] + draw.choice("aeiorst") + name[at:]
        elif how == 2:  # one of four kinds
            name = name[:at] + draw.choice("aeiorst") + name[at + 1 :]
        else:
            name = name[: at - 1] + name[at : at + 1] + name[at - 1 : at] + name[at + 1 :]
    return name


def _people(count: int) -> list[str]:
    """Names as a site has them: frequent ones often, of the lists that ship."""
    draw = random.Random(3)  # noqa: S311  # the same names every time
    given = (read_text("lexicons/common_given.txt") + read_text("lexicons/given.txt")).split()
    family = read_text("lexicons/surnames.txt").split()
    given = given[:6000]
    often = [1 / (rank + 3) for rank in range(len(given))]
    rarely = [1 / (rank + 20) for rank in range(len(family))]
    made: dict[str, None] = {}
    while len(made) < count:
        firsts, lasts = draw.choices(given, often, k=count), draw.choices(family, rarely, k=count)
        pairs = zip(firsts, lasts, strict=True)
        made.update((f"{one.title()} {two.title()}", None) for one, two in pairs)
    return list(made)[:count]


def _prose() -> str:
    """200 KB of text in which people are the exception: this project's own records."""
    pages = sorted((Path(__file__).parent.parent / "docs").rglob("*.md"))
    return "".join(page.read_text() for page in pages)[:200_000]


def fuzzy(told: argparse.Namespace) -> None:
    """A roster file: names misspelt or swapped, their words indexed under a key."""
    listed, key = _people(told.names), os.urandom(KEY_BYTES)
    begun = time.thread_time()
    data, head, *_ = build_roster(listed, key)
    said(f"roster file, {head.names:,} names: built, s", f"{time.thread_time() - begun:.1f}")
    said("  distinct words, size in MB", f"{head.words:,} {len(data) / 1e6:.0f}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "names.roster"
        path.write_bytes(data)
        cache = Artifacts(folder)

        def opened() -> OpenRosters:
            return OpenRosters({"names": str(path)}, key, means_something, cache)

        opened()  # reads all of it, once for a machine
        said("  open, ms", f"{least(opened, 20) / 1e3:.2f}", "at most 5")
        ((_, people),) = opened()()
    text = (NOTE * 3)[:2000]
    people.find(CLEAN_KB)  # what a process reads once
    begun = time.thread_time()
    people.find(text)
    said("  note of 2 KB, the first time, ms", f"{(time.thread_time() - begun) * 1e3:.2f}", "2")
    said("  again, ms", f"{least(lambda: people.find(text), 20) / 1e3:.2f}", "at most 0.5")
    draw = random.Random(5)  # noqa: S311  # the same edits every time
    for what, goal, how in (
        ("one edit", "98 %", lambda name: _edited(name, 1, draw)),
        ("two edits", "90 %", lambda name: _edited(name, 2, draw)),
        ("swapped, one edit", "", lambda name: ", ".join(_edited(name, 1, draw).split()[::-1])),
    ):
        tried = [how(draw.choice(listed)) for _ in range(1000)]
        hit = sum(bool(people.find(f"seen by {one} today")) for one in tried)
        said(f"  found: {what}", f"{hit / len(tried):.1%}", goal)
    said("  hits in 200 KB of prose", f"{len(people.find(_prose()))}", "at most 20")


def memory(_: argparse.Namespace) -> None:
    """Resident memory of a new process, after loading and after decisions."""
    program = (
        "import sys; sys.path[:0] = ['bench']\n"
        "import resource, promptward\n"
        "from decide_speed import CLEAN, DAY, NOTE\n"
        "def now():\n"
        "    pages = int(open('/proc/self/statm').read().split()[1])\n"
        "    print(round(pages * resource.getpagesize() / 1e6))\n"
        "now(); engine = promptward.load(folder='/', today=DAY); now()\n"
        "for text in (NOTE, CLEAN, NOTE * 5): engine.find(text, disguises=True)\n"
        "now()\n"
    )
    # A ready engine is one from the cache: the first run may have to compile, and keeps that.
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", program], check=True, capture_output=True, text=True
        ).stdout.split()
    for what, megabytes in zip(("interpreter", "loaded", "after notes"), done, strict=True):
        said(f"resident, {what}, MB", megabytes, "at most 120")


def _together(run: Sequence[Callable[[], object]]) -> float:
    """Seconds by the clock until all have ended, each in a thread."""
    threads = [threading.Thread(target=one) for one in run]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - begun


def _cpu_of_each(work: Callable[[], object], processes: int) -> float:
    """CPU seconds of one of so many processes that do the same work at the same time."""
    receive, send = os.pipe()
    children = []
    for _ in range(processes):
        child = os.fork()
        if not child:
            try:
                begun = time.thread_time()
                work()
                os.write(send, f"{time.thread_time() - begun}\n".encode())
            finally:  # whatever happens, the rest is the parent's
                os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    os.close(send)
    with os.fdopen(receive) as told:
        times = list(map(float, told.read().split()))
    return sum(times) / len(times)


def parallel(_: argparse.Namespace) -> None:
    """Work of two against that of one, by the clock."""
    engine = promptward.load(folder="/", today=DAY)
    long = CLEAN * 600

    def notes() -> None:
        for _ in range(400):
            engine.find(NOTE)

    def prose() -> None:
        for _ in range(8):
            engine.find(long)

    def forked() -> None:
        child = os.fork()
        if not child:
            notes()
            os._exit(0)
        os.waitpid(child, 0)

    notes()
    load = os.getloadavg()[0]
    rows = {"threads, notes": notes, "threads, 100 KB of prose": prose, "processes, notes": forked}
    for name, work in rows.items():
        one = min(_together([work]) for _ in range(3))
        two = min(_together([work, work]) for _ in range(3))
        said(f"two {name}: work against one (load {load:.0f})", f"{2 * one / two:.2f}", "1.6")
    one = min(_cpu_of_each(notes, 1) for _ in range(5))
    two = min(_cpu_of_each(notes, 2) for _ in range(5))
    said("two processes, notes: by CPU time of each", f"{2 * one / two:.2f}", "1.6")


ROWS = {
    "patterns": patterns,
    "roster": roster,
    "fuzzy": fuzzy,
    "memory": memory,
    "parallel": parallel,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="*", metavar="ROW", help=", ".join(ROWS))
    parser.add_argument("--names", type=int, default=1_000_000)
    told = parser.parse_args()
    for name in told.rows or ROWS:
        ROWS[name](told)
    return 0


if __name__ == "__main__":
    sys.exit(main())

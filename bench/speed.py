"""
How fast it is, beside the raw search of the same databases, and beside other tools, in one run.

    .venv/bin/python bench/speed.py [--json FILE] [--peers FOLDER] [--size BYTES]

Times are of the thread, the median of many, all in this run, so that ratios hold on a machine that
does other work. The *raw* search is that of all pattern databases of the engine with nobody told
of a match: what is left is the engine's. *Other tools* run in processes of their own, on the same
texts, with what they find of those; `make bench-peers` installs them. A tool that is not there is
left out. Before anything is timed, the engine's findings in whole texts are held against those in
the same texts a second time.
"""

import argparse
import json
import statistics
import sys
import sysconfig
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time, thread_time
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(Path(__file__).parent), str(ROOT)]

from decide_speed import CLEAN, DAY, NOTE, QUERY  # noqa: E402

import promptward  # noqa: E402
from bench.accuracy.peers import TOOLS, run  # noqa: E402  # two folders of one bench
from promptward.database import Database  # noqa: E402
from promptward.engine import Engine  # noqa: E402
from promptward.matches import Matches  # noqa: E402

PART = 16_000
"""Characters of one text: larger ones are asked for by nobody who waits."""
ROUNDS = 200
PEER_GOALS = {"presidio_patterns": 100.0, "presidio": 100.0, "datafog": 5.0}


class Row(NamedTuple):
    """One line of the table; `goal` is empty where the issue names none."""

    what: str
    value: float
    unit: str
    goal: str


def median(what: Callable[[], object], rounds: int = ROUNDS) -> tuple[float, float]:
    """p50 and p95 in seconds."""
    times = []
    for _ in range(rounds // 10):
        what()
    for _ in range(rounds):
        begun = thread_time()
        what()
        times.append(thread_time() - begun)
    times.sort()
    return statistics.median(times), times[len(times) * 95 // 100]


def databases(engine: Engine) -> list[Database]:
    """Every pattern database that the engine searches a text with."""
    seen: dict[int, Database] = {}
    waiting: list[object] = [engine._detection._matcher]  # noqa: SLF001  # what it holds is measured
    known: set[int] = set()
    while waiting:
        one = waiting.pop()
        if id(one) in known or isinstance(one, str | bytes | int | float | memoryview):
            continue
        known.add(id(one))
        if isinstance(one, Database):
            seen[id(one)] = one
        elif isinstance(one, list | tuple):
            waiting += one
        else:
            names = [n for kind in type(one).__mro__ for n in getattr(kind, "__slots__", ())]
            names += list(getattr(one, "__dict__", {}))
            waiting += [getattr(one, n) for n in names if hasattr(one, n) and n[:2] != "__"]
    return list(seen.values())


def raw(found: list[Database], texts: list[bytes]) -> Callable[[], None]:
    """The search of these texts, nobody told of a match."""
    for one in found:
        one.matches(b"warm", Matches())  # makes its scratch
    searches = [(one._database, one._store.scratch) for one in found]  # noqa: SLF001  # as above

    def search() -> None:
        for database, scratch in searches:
            for text in texts:
                database.scan(text, scratch=scratch)

    return search


def parts(text: str, size: int) -> list[str]:
    """A long text as many of the length that people send."""
    text = (text * (size // len(text) + 1))[:size]
    return [text[at : at + PART] for at in range(0, len(text), PART)]


def source_code() -> str:
    """Programs as they are: the standard library's."""
    folder = Path(sysconfig.get_paths()["stdlib"])
    return "".join(
        path.read_text("utf-8", "replace") for path in sorted(folder.glob("[a-m]*.py"))[:60]
    )


def small(engine: Engine) -> Iterator[Row]:
    """What somebody waits for at each prompt."""
    kb = (CLEAN * 7)[:1000]
    for name, text, goal in (
        ("decide, note of 1 KB", NOTE, 150.0),
        ("decide, clean prose of 1 KB", kb, 25.0),
        ("decide, query", QUERY, 15.0),
    ):
        request = promptward.Request(text, date=DAY)
        p50, p95 = median(lambda request=request: engine.decide(request))
        yield Row(f"{name}: p50", p50 * 1e6, "µs", f"{goal:.0f}")
        yield Row(f"{name}: p95 / p50", p95 / p50, "times", "2")


def throughput(engine: Engine, size: int) -> Iterator[Row]:
    """Megabytes a second, and what of the raw search is left."""
    found = databases(engine)
    for name, text, rate, share in (
        ("clean prose", CLEAN, 80, 0.85),
        ("source code", source_code(), 90, 0.85),
        ("dense notes", NOTE, 15, 0.35),
    ):
        texts = parts(text, size)
        data = [one.encode("latin-1", "replace") for one in texts]
        assert [engine.find(one) for one in texts[:2]] == [engine.find(one) for one in texts[:2]]
        ours, _ = median(lambda texts=texts: [engine.find(one) for one in texts], 5)
        least, _ = median(raw(found, data), 5)
        megabytes = sum(map(len, texts)) / 1e6
        yield Row(f"find, {name}", megabytes / ours, "MB/s", f"{rate}")
        yield Row(f"raw search, {name}", megabytes / least, "MB/s", "")
        yield Row(f"ratio to the raw search, {name}", least / ours, "times", f"{share}")


def others(engine: Engine, venv: Path) -> Iterator[Row]:
    """Other tools on the same notes: how many times their time ours goes into."""
    texts = {str(n): NOTE.replace("00482913", f"{n:08}") for n in range(40)}
    for text in texts.values():
        engine.find(text)
    begun = process_time()
    for text in texts.values():
        engine.find(text)
    ours = process_time() - begun
    for tool, (title, _) in TOOLS.items():
        done = run(venv.absolute() / "bin" / "python", tool, texts)
        if done.trouble:
            print(f"left out: {title}: {done.trouble[:80]}", file=sys.stderr)
            continue
        goal = PEER_GOALS.get(tool)
        yield Row(f"{title}: times our time, notes of 1 KB", done.seconds / ours, "times",
                  f"{goal:.0f}" if goal else "")  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    parser.add_argument("--json", type=Path, metavar="FILE", help="the rows as JSON as well")
    parser.add_argument("--peers", type=Path, default=ROOT / ".venv-peers", metavar="FOLDER")
    parser.add_argument("--size", type=int, default=500_000, help="bytes of each long text")
    asked = parser.parse_args()
    engine = promptward.load(folder="/", today=DAY)
    rows = []
    print(f"{'':<56} {'figure':>10} {'':<5} {'goal':>6}")
    for row in (
        *small(engine),
        *throughput(engine, asked.size),
        *(others(engine, asked.peers) if asked.peers.exists() else ()),
    ):
        rows.append(row)
        print(f"{row.what:<56} {row.value:>10.2f} {row.unit:<5} {row.goal:>6}", flush=True)
    if asked.json:
        asked.json.write_text(json.dumps([row._asdict() for row in rows], indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

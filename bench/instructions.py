"""
How many instructions a decision takes, which no other work on a machine changes: a gate for CI.

    .venv/bin/python bench/instructions.py [--update]

Runs itself once under valgrind (callgrind). Where there is none nothing is measured, and that is
said: nothing of the project needs it (Debian and Ubuntu: `apt install valgrind`). One process does
each piece of work several times, between marks at which callgrind writes down what it counted.

Counts of one build of Python differ by less than 1 % from run to run, those of two builds by far
more. So *ratios* are held against `instructions.json`: instructions of the work by those of a
fixed piece of plain Python in the same process, as they were kept for this version of Python on
this kind of machine. One that is more than `MOST` above fails where all of `_build` is as it was
when they were kept; elsewhere only one that is more than `ELSEWHERE` above. So does a text of ten
notes that takes more than `GROWTH` times what one takes. A rule that is worth its cost is kept by
`--update`, so is a gain.
"""

import argparse
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

HERE = Path(__file__).parent
KEPT = HERE / "instructions.json"
MOST = 0.08
"""By how much a ratio may grow where everything else is the same."""
ELSEWHERE = 1.0
"""The same with other libraries, or another build of Python: a note takes it 10 % less or more."""

GROWTH = 12.0
_SUMMARY = re.compile(r"^(?:summary|totals): (\d+)", re.MULTILINE)
_REFERENCE = "reference"
_ROUNDS = {_REFERENCE: 40, "note": 10, "clean": 20, "query": 40, "ten notes": 2}
_WARM = {_REFERENCE: 40, "note": 36, "clean": 34, "query": 240}
"""Before it is counted: some expressions are compiled once they have read so much (`rare`)."""


_WORD = re.compile(r"[A-Za-z]+")


def _reference() -> object:
    """Plain Python as recognisers are made of: an expression, slices, a dictionary, calls."""
    text = "The patient reports less swelling and sleeps flat again. No chest pain was noted. " * 6
    counts: dict[str, int] = {}
    for match in _WORD.finditer(text):
        word = text[match.start() : match.end()].lower()
        counts[word] = counts.get(word, 0) + len(word)
    return sorted(counts.items())


def _works() -> dict[str, Callable[[], object]]:
    sys.path.insert(0, str(HERE))
    from decide_speed import CLEAN, DAY, NOTE, QUERY, _environ  # beside this one

    import promptward  # not where nothing is measured

    engine = promptward.load(folder="/", today=DAY, environ=_environ())
    texts = {"note": NOTE, "clean": (CLEAN * 7)[:1000], "query": QUERY, "ten notes": NOTE * 10}
    requests = {name: promptward.Request(text, date=DAY) for name, text in texts.items()}
    works: dict[str, Callable[[], object]] = {_REFERENCE: _reference}
    for name, request in requests.items():
        works[name] = lambda request=request: engine.decide(request)  # type: ignore[misc]  # bound
    return works


def _is_native() -> bool:
    from promptward.forms import CHOSEN, PURE  # not where nothing is measured

    return CHOSEN is not PURE


def _child() -> None:
    """The work, between marks: callgrind writes a file before each call of `getloadavg`."""
    import gc  # the child alone

    works = _works()
    for name, what in works.items():
        for _ in range(_WARM.get(name, 1)):
            what()
    gc.freeze()
    gc.disable()
    for name, what in works.items():
        os.getloadavg()
        for _ in range(_ROUNDS[name]):
            what()
    os.getloadavg()


def _build(valgrind: str) -> str:
    """What a ratio depends on besides the work: how Python, valgrind and libraries were made."""
    told = subprocess.run([valgrind, "--version"], check=False, capture_output=True, text=True)
    held = {one.name: one.version for one in metadata.distributions()}
    libraries = (f"{name} {held.get(name, '')}" for name in ("google-re2", "hyperscan"))
    python = " ".join(sys.version.split())
    return "; ".join((python, " ".join(platform.libc_ver()), told.stdout.strip(), *libraries))


def measured(valgrind: str) -> dict[str, int]:
    """Instructions of one piece of each work; none where valgrind can't count them here."""
    # The policy is compiled here, and kept: under valgrind that takes an hour.
    names = list(_works())
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [
                valgrind, "--tool=callgrind", "--dump-before=getloadavg",
                f"--callgrind-out-file={folder}/out", sys.executable, __file__, "--child",
            ],
            check=False, capture_output=True, env={**os.environ, "PYTHONHASHSEED": "0"},
        )  # fmt: skip
        if done.returncode:
            return {}
        written = [Path(folder) / f"out.{number}" for number in range(1, len(names) + 2)]
        counted = [
            int(found[1])
            for one in written
            if one.exists() and (found := _SUMMARY.search(one.read_text()))
        ]
    if len(counted) < len(written) or not all(counted):  # a C library whose calls it does not see
        return {}
    # The first is the start.
    return {name: count // _ROUNDS[name] for name, count in zip(names, counted[1:], strict=True)}


def main() -> int:
    """A table; 1 where a ratio is more than it may be."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    parser.add_argument("--update", action="store_true", help="keep what is measured now")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        _child()
        return 0
    valgrind = shutil.which("valgrind")
    kind = f"{sys.version_info.major}.{sys.version_info.minor} {platform.machine()}"
    everything = json.loads(KEPT.read_text()) if KEPT.exists() else {}
    if valgrind is None:
        print("skipped: instructions are counted by valgrind, which is not here")
        return 0
    if kind not in everything and not asked.update:
        print(f"skipped: nothing is kept for Python {kind} (--update)")
        return 0
    if not _is_native():
        print("skipped: the native form was not built, and what is kept is its")
        return 0
    counts = measured(valgrind)
    if not counts:
        print("skipped: valgrind can't run this Python here, or count its instructions")
        return 0
    reference = counts.pop(_REFERENCE)
    ratios = {name: round(count / reference, 2) for name, count in counts.items()}
    entry = everything.get(kind, {})
    kept = entry.get("ratios", {})
    build = _build(valgrind)
    print(f"{'':<10} {'instructions':>14} {'ratio':>8} {'kept':>8}")
    for name, count in counts.items():
        print(f"{name:<10} {count:>14,} {ratios[name]:>8} {kept.get(name, ''):>8}")
    print(f"{_REFERENCE:<10} {reference:>14,}")
    growth = counts["ten notes"] / counts["note"]
    print(f"ten notes by one: {growth:.1f}, at most {GROWTH:.0f}")
    if asked.update:
        everything[kind] = {"build": build, "ratios": ratios}
        KEPT.write_text(json.dumps(everything, indent=1, sort_keys=True) + "\n")
        return 0
    most = MOST
    if entry.get("build") != build:
        most = ELSEWHERE
        print(f"kept of another build ({entry.get('build')}), this is {build}")
    more = [name for name in kept if ratios.get(name, 0) > kept[name] * (1 + most)]
    if more:
        print(f"more than {most:.0%} above what is kept (see --update): {', '.join(more)}")
    return 1 if more or growth > GROWTH else 0


if __name__ == "__main__":
    sys.exit(main())

"""
What is claimed about hardness, measured: runs the long forms and writes docs/reliability.md.

    .venv/bin/python -m bench.reliability [--only NAMES] [--seconds N] [--show]

Each row is one command, its outcome, its figures and the day. With `--only` the other rows stay as
they are; `--seconds` is for each target of fuzzing (3600). All of it takes some hours, most of it
fuzzing. The quick forms of the same tests run with `make test`. Ends with 1 if a row failed.
"""

import argparse
import datetime as dt
import json
import os
import platform
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "reliability.md"
DATA = ROOT / "docs" / "reliability.json"
PYTHON = ".venv/bin/python"
_SHOWN = 4000
"""Characters that are shown of what a row said that did not hold."""


class Row(NamedTuple):
    """A claim: its issue part, what it says, how it is measured, and how output becomes figures."""

    part: str
    claim: str
    command: tuple[str, ...]
    figures: Callable[[str], str]


def tests(output: str) -> str:
    """`12 passed` and what else pytest counts."""
    found = re.findall(r"(\d+ (?:passed|failed|errors?|skipped))", output.splitlines()[-1])
    return ", ".join(found) or "no tests"


def pytest(*arguments: str) -> tuple[str, ...]:
    """Long and quick forms together."""
    return (PYTHON, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments)


def attacks(output: str) -> str:
    """The worst of the table, and what missed the goal."""
    rates = re.findall(r"^(\w[\w ]*?) +\d+ +([\d.]+) +([\d.]+) +\d+$", output, re.MULTILINE)
    if not rates:
        return "no figures"
    name, rate, _ = max(rates, key=lambda one: float(one[1]))
    missed = re.search(r"^missed: (.*)$", output, re.MULTILINE)
    return (
        f"{len(rates)} texts; slowest `{name}`, {rate} times the dense note by the characters; "
        f"over a goal: {missed[1] if missed else 'none'}"
    )


def fuzzed(output: str) -> str:
    """How many inputs ran."""
    runs = re.findall(r"number_of_executed_units: (\d+)", output)
    return f"{int(runs[-1]):,} inputs, 0 failures" if runs else "no run"


def rows(seconds: int) -> Mapping[str, Row]:
    """All rows, by a short name."""
    hard = "tests/hardening"
    found = {
        "calls": Row(
            "2", "A fault at every call of a decision blocks or raises; nothing is told",
            pytest(f"{hard}/test_every_call.py"), tests,
        ),
        "guard_calls": Row(
            "2", "The same for every call of the guard, through four libraries",
            pytest("tests/guard/test_every_fault.py"), tests,
        ),
        "system_calls": Row(
            "2", "Every system call of a decision that is written down fails once",
            pytest("tests/policy_engine/test_custody_faults.py"), tests,
        ),
        "crashes": Row(
            "2", "The log after kill -9", pytest("tests/policy_engine/audit/test_crash.py"), tests
        ),
        "reload": Row(
            "2", "Policies cut at every byte, replaced under load; the guard replaced under load",
            pytest(f"{hard}/test_reload.py"), tests,
        ),
        "bounds": Row(
            "3", "Budgets, 100 MB, 10⁶ findings, every plane, hostile files, growth in calls",
            pytest(f"{hard}/test_bounds.py"), tests,
        ),
        "attacks": Row(
            "3", "Rate of the attack corpus, against a dense note (CPU time)",
            (PYTHON, "bench/attack_speed.py", "--size", "100000"), attacks,
        ),
        "disguised_attacks": Row(
            "3", "The same, with disguises looked for, as a decision does",
            (PYTHON, "bench/attack_speed.py", "--size", "100000", "--disguises"), attacks,
        ),
        "canaries": Row(
            "4", "200 canaries through every face and forced error: 0 hits",
            pytest(f"{hard}/test_no_canary.py"), tests,
        ),
        "custody_canaries": Row(
            "4", "10,000 canaries through log, vault, notices, exports: 0 hits",
            pytest("tests/policy_engine/test_custody_canaries.py", "tests/policy_engine/test_canaries.py"),
            tests,
        ),
        "two": Row(
            "5", "Two implementations on random policies, texts and requests: 0 differences",
            (
                "env", "PROMPTWARD_POLICIES=10000",
                *pytest("tests/policy_engine/test_two_implementations.py"),
            ),
            tests,
        ),
        "wheel": Row(
            "7", "Two builds of the wheel are the same to the byte",
            pytest("tests/end_to_end/test_packaging.py", "-k", "two_builds"), tests,
        ),
        "windows": Row(
            "8", "Paths, locks and line ends of other systems, simulated",
            pytest("tests/policy_engine/test_windows.py"), tests,
        ),
    }  # fmt: skip
    for name in ("parser", "yaml", "formats", "matcher", "policy", "restorer", "framing"):
        command = (PYTHON, "-m", "tests.fuzz.run", name, "--seconds", str(seconds))
        found[f"fuzz_{name}"] = Row("6", f"Fuzzing of `{name}`", command, fuzzed)
    return found


def measured(row: Row) -> tuple[bool, str]:
    """Whether it held, and the figures."""
    environ = {**os.environ, "HYPOTHESIS_PROFILE": "slow"}
    done = subprocess.run(
        row.command, cwd=ROOT, capture_output=True, text=True, check=False, env=environ
    )
    output = (done.stdout + "\n" + done.stderr).strip()
    if row.figures is tests:
        output = done.stdout.strip()
    if done.returncode:
        print(output[-_SHOWN:], file=sys.stderr)
    return done.returncode == 0, row.figures(output)


def page(rows: Mapping[str, Row], kept: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """The lines of the page."""
    yield "# Reliability"
    yield ""
    yield "Written by `make reliability`, which runs the long form of each claim. The quick forms of"
    yield "the same tests are part of `make test`. Parts are those of the hardening plan: 2 fails"
    yield "closed, 3 bounds, 4 no text anywhere, 5 two implementations, 6 fuzzing, 7 supply chain,"
    yield "8 platforms. What deliberately disguised text does is in `python -m bench.evasion`."
    yield ""
    yield "| part | claim | held | figures | day | command |"
    yield "|---|---|---|---|---|---|"
    for name, row in rows.items():
        one = kept.get(name)
        command = " ".join(row.command)
        if one is None:
            yield f"| {row.part} | {row.claim} | not measured yet | | | `{command}` |"
        else:
            yield (
                f"| {row.part} | {row.claim} | {one['held']} | {one['figures']} | {one['day']}, "
                f"{one['minutes']} min, {one['machine']} | `{one['command']}` |"
            )


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what was asked for; 1 if anything did not hold."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    parser.add_argument("--only", default="", help="names of rows, with commas between them")
    parser.add_argument("--seconds", type=int, default=3600, help="for each target of fuzzing")
    parser.add_argument("--show", action="store_true", help="write the page from what is kept")
    asked = parser.parse_args(arguments)
    known = rows(asked.seconds)
    only = [name for name in asked.only.split(",") if name] or list(known)
    if unknown := [name for name in only if name not in known]:
        parser.error(f"no row is called {', '.join(unknown)}; there are {', '.join(known)}")
    kept: dict[str, dict[str, str]] = json.loads(DATA.read_text()) if DATA.exists() else {}
    machine = f"Python {platform.python_version()}, {os.cpu_count()} cores"
    failed = False
    for name in [] if asked.show else only:
        print(f"{name} …", flush=True)
        begun = dt.datetime.now(dt.UTC)
        held, figures = measured(known[name])
        minutes = (dt.datetime.now(dt.UTC) - begun).total_seconds() / 60
        kept[name] = {
            "held": "yes" if held else "**no**", "figures": figures, "day": f"{begun:%Y-%m-%d}",
            "minutes": f"{minutes:.0f}", "machine": machine, "command": " ".join(known[name].command),
        }  # fmt: skip
        failed = failed or not held
        print(f"  {kept[name]['held']}: {figures}")
        DATA.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n")
        PAGE.write_text("\n".join(page(known, kept)) + "\n")
    if asked.show:
        PAGE.write_text("\n".join(page(known, kept)) + "\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

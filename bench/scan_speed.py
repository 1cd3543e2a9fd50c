"""
How fast scans are, beside ripgrep, detect-secrets and presidio-cli on the same trees.

    python bench/scan_speed.py [--quick] [--only code,notebooks,table,history,hook] [--folder DIR]
        [--peers-venv DIR]

ripgrep is used where it is on the path; the others come from the environment that
`make bench-peers` makes (.venv-peers), and are left out where there is none.

Makes its data (seeded) below DIR: notebooks with outputs and pictures, a table of invented
people, a repository with many commits. Code is the Python packages of this environment. CPU
seconds are of the process and its children; memory is the largest resident set of one process.
"""

import argparse
import base64
import csv
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
GIVEN = "Eleanor Duncan Priya Mateo Hannah Ruth Oscar Lena Victor Amara".split()  # noqa: SIM905  # legible
FAMILY = "Marsh Okafor Raman Villareal Lindqvist Abernathy Holt Novak Sato Bright".split()  # noqa: SIM905  # legible


class Asked(NamedTuple):
    """Whether less is enough, and where other tools are installed."""

    quick: bool
    venv: Path


def timed(
    command: Sequence[str], cwd: Path | None = None, more: Mapping[str, str] | None = None
) -> tuple[float, float, int, str]:
    """Wall and CPU seconds, peak memory in MB, and the last line on standard error."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    done = subprocess.run(
        command, cwd=cwd, env={**os.environ, **(more or {})}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    wall = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    last = done.stderr.strip().splitlines()[-1:] or [""]
    return wall, cpu, after.ru_maxrss // 1024, last[0]


def shown(name: str, size: float, files: int, result: tuple[float, float, int, str]) -> None:
    wall, cpu, memory, last = result
    print(
        f"{name:28} {wall:8.2f} s wall {cpu:8.2f} s cpu {size / max(wall, 1e-9) / 1e6:8.1f} MB/s "
        f"{size / max(cpu, 1e-9) / 1e6:8.2f} MB/cpu-s {files / max(wall, 1e-9):8.1f} files/s {memory:5} MB"
    )
    print(f"{'':28} {last[:150]}")


def scan(*arguments: str) -> list[str]:
    return [sys.executable, "-P", "-m", "promptward", "scan", "--format", "jsonl", *arguments]


def tree(folder: Path, suffix: str) -> tuple[int, int]:
    sizes = [path.stat().st_size for path in folder.rglob(f"*{suffix}") if path.is_file()]
    return sum(sizes), len(sizes)


def code(folder: Path, asked: Asked) -> None:
    source = Path(sysconfig.get_paths()["purelib"])
    copy = folder / "code"
    if not copy.exists():
        copy.mkdir(parents=True)
        for path in sorted(source.rglob("*.py"))[:: 8 if asked.quick else 1]:
            target = copy / path.relative_to(source)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
    size, files = tree(copy, ".py")
    print(f"code: {files} files, {size / 1e6:.1f} MB")
    shown("promptward, all cores", size, files, timed(scan(str(copy))))
    shown("promptward, one process", size, files, timed(scan(str(copy), "-j", "1")))
    peers(copy, asked.venv, size, files)


def peers(folder: Path, venv: Path, size: int, files: int) -> None:
    pattern = r"\b\d{3}-\d{2}-\d{4}\b|\(\d{3}\) \d{3}-\d{4}"
    if shutil.which("rg"):
        shown(
            "ripgrep, two patterns", size, files, timed(["rg", "-c", "-j1", pattern, str(folder)])
        )
    else:
        shown(
            "grep -rcE, two patterns",
            size,
            files,
            timed(["grep", "-rcE", r"[0-9]{3}-[0-9]{2}-[0-9]{4}", str(folder)]),
        )
    tools = venv.absolute() / "bin"
    if not (tools / "detect-secrets").exists():
        print(f"no {tools}: make bench-peers installs other tools")
        return
    every = sorted(path for path in folder.rglob("*.py") if path.is_file())
    for name, step, command in (
        ("detect-secrets", 40, [tools / "detect-secrets", "-c", "1", "scan", "--all-files"]),
        ("presidio-cli", 400, [tools / "python", "-P", "-m", "bench.accuracy.presidio_scan"]),
    ):
        some = [str(path.relative_to(folder)) for path in every[::step]]
        part = sum((folder / path).stat().st_size for path in some)
        path = {"PYTHONPATH": str(ROOT)} if name == "presidio-cli" else {}
        theirs = timed([*map(str, command), *some], folder, path)
        shown(f"{name}, {part / 1e6:.2f} MB of it", part, len(some), theirs)
        shown("promptward, the same files", part, len(some), timed(scan("-j", "1", *some), folder))


def notebooks(folder: Path, asked: Asked) -> None:
    place = folder / "notebooks"
    chance = random.Random(5)
    if not place.exists():
        place.mkdir(parents=True)
        for number in range(60 if asked.quick else 300):
            cells = []
            for cell in range(12):
                name = f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}"
                source = [f"frame_{cell} = load('part {cell}')\n", f"frame_{cell}.describe()\n"]
                text = [
                    f"{row:4} {chance.random():.6f} {chance.random():.6f} {chance.randint(0, 9999)}\n"
                    for row in range(12)
                ]
                if cell % 6 == 0:
                    text.append(f"Patient: {name}\n")
                data = {"text/plain": text}
                if cell % 4 == 0:
                    data["image/png"] = base64.b64encode(chance.randbytes(300_000)).decode()  # type: ignore[assignment]  # as notebooks have it
                outputs = [
                    {
                        "output_type": "execute_result",
                        "execution_count": 1,
                        "metadata": {},
                        "data": data,
                    }
                ]
                cells.append(
                    {
                        "cell_type": "code",
                        "id": f"c{cell}",
                        "metadata": {},
                        "execution_count": 1,
                        "source": source,
                        "outputs": outputs,
                    }
                )
            book = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
            (place / f"{number}.ipynb").write_text(json.dumps(book, indent=1))
    size, files = tree(place, ".ipynb")
    print(f"notebooks: {files} files, {size / 1e6:.1f} MB")
    shown("promptward, all cores", size, files, timed(scan(str(place))))


def table(folder: Path, asked: Asked) -> None:
    path = folder / "patients.csv"
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(6)
    if not path.exists():
        with path.open("w", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(
                ["id", "patient_name", "dob", "ssn", "mrn", "phone", "email", "city", "notes"]
            )
            most = (20 if asked.quick else 200) * 1_000_000
            number = 0
            while file.tell() < most:
                for _ in range(2000):
                    number += 1
                    given, family = chance.choice(GIVEN), chance.choice(FAMILY)
                    note = (
                        "seen today, no change of plan"
                        if number % 4
                        else f"{given} {family} called, back in a week"
                    )
                    rows.writerow([
                        number, f"{given} {family}", f"19{chance.randint(30, 99)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}",
                        f"{chance.randint(100, 665)}-{chance.randint(10, 99)}-{chance.randint(1000, 9999)}",
                        f"{chance.randint(10**7, 10**8 - 1)}", f"212-555-{chance.randint(100, 199):04d}",
                        f"{given.lower()}.{number}@mail.example", chance.choice(["Springfield", "Duluth", "Quincy"]), note,
                    ])  # fmt: skip
    size = path.stat().st_size
    print(f"table: {size / 1e6:.0f} MB")
    shown("promptward, one file", size, 1, timed(scan(str(path))))


def history(folder: Path, asked: Asked) -> None:
    place = folder / "history"
    commits = 500 if asked.quick else 5000
    if not place.exists():
        place.mkdir(parents=True)
        subprocess.run(["git", "init", "-q", "-b", "main"], cwd=place, check=True)
        chance = random.Random(7)
        lines = [f"def f{n}(x):\n    return x + {n}\n" for n in range(60)]
        with subprocess.Popen(
            ["git", "fast-import", "--quiet"], cwd=place, stdin=subprocess.PIPE
        ) as process:
            assert process.stdin is not None
            for number in range(commits):
                chance.shuffle(lines)
                data = "".join(lines).encode()
                head = f"commit refs/heads/main\ncommitter t <t@t.invalid> {1_700_000_000 + number} +0000\ndata 1\nx\n"
                process.stdin.write(
                    head.encode()
                    + f"M 100644 inline f{number % 40}.py\ndata {len(data)}\n".encode()
                    + data
                    + b"\n"
                )
    print(f"history: {commits} commits")
    shown("promptward --history", 0, commits, timed(scan("--history"), place))


def hook(folder: Path, asked: Asked) -> None:
    place = folder / "hook"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    git = ["git", "-c", "user.name=t", "-c", "user.email=t@t.invalid"]
    subprocess.run([*git, "init", "-q"], cwd=place, check=True)
    (place / "a.txt").write_text("a clean line\n")
    subprocess.run([*git, "add", "."], cwd=place, check=True)
    command = [sys.executable, "-P", "-m", "promptward", "hook", "pre-commit"]
    runs = [timed(command, place) for _ in range(3 if asked.quick else 9)]
    shown("one small staged file", 0, 1, sorted(runs)[len(runs) // 2])
    for number in range(1000):
        (place / f"f{number}.py").write_text(f"def f{number}(x):\n    return x + {number}\n" * 20)
    subprocess.run([*git, "add", "."], cwd=place, check=True)
    runs = [timed(command, place) for _ in range(3)]
    shown("1,000 staged files", 0, 1000, sorted(runs)[1])


PARTS: dict[str, Callable[..., None]] = {
    "code": code, "notebooks": notebooks, "table": table, "history": history, "hook": hook,
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", default=",".join(PARTS))
    made = Path(tempfile.gettempdir()) / "promptward-bench"
    parser.add_argument("--folder", type=Path, default=made)
    parser.add_argument("--peers-venv", type=Path, default=ROOT / ".venv-peers")
    chosen = parser.parse_args()
    subprocess.run(
        scan("-"), input=b"", capture_output=True, check=False
    )  # so that the policy is compiled
    folder = chosen.folder / ("quick" if chosen.quick else "full")
    for name in chosen.only.split(","):
        PARTS[name](folder, Asked(chosen.quick, chosen.peers_venv))


if __name__ == "__main__":
    main()

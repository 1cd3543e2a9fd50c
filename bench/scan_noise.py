"""
False alarms of scans on other people's source code and notebooks, the worst detectors first.

    python bench/scan_noise.py [FOLDER]... [--thorough] [--every N]

Without folders: the standard library, the installed packages of this environment, and the
notebooks that `make bench-notebooks` fetched. For each kind of file the rate, and the ten worst
detectors with theirs. What is found there is counted as false, though some of it (an author's
telephone) is real; packages whose subject are such numbers (stdnum, phonenumbers, pydicom, faker)
are left out.
"""

import argparse
import datetime as dt
import sysconfig
import warnings
from collections import Counter
from pathlib import Path

import promptward
from promptward.formats.source import Source
from promptward.scan.examine import Terms, examine

ABOUT_IDENTIFIERS = {"stdnum", "phonenumbers", "pydicom", "faker", "promptward"}
KINDS = {"python": "Python", "code": "other source code", "notebook": "notebooks"}
"""Formats that are looked at, and what they are called here."""

SUFFIXES = {".py", ".pyi", ".js", ".c", ".h", ".ts", ".css", ".ipynb", ".sh"}
NOTEBOOKS = Path(__file__).resolve().parents[1] / ".notebooks"
WORST = 10


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--thorough", action="store_true")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only each Nth file")
    chosen = parser.parse_args()
    paths = sysconfig.get_paths()
    folders = chosen.folders or [Path(paths["stdlib"]), Path(paths["purelib"]), NOTEBOOKS]
    engine = promptward.load()
    terms = Terms(engine.ir.defaults.act_on, dt.datetime.now(tz=dt.UTC).date(), chosen.thorough)
    warnings.simplefilter("ignore")
    files: Counter[str] = Counter()
    size: Counter[str] = Counter()
    found: dict[str, Counter[str]] = {}
    for path in sources(folders)[:: chosen.every]:
        data = path.read_bytes()
        scan = examine(str(path), Source(path.name, data), engine.find, terms)
        if scan.format in KINDS:
            kind = KINDS[scan.format]
            files[kind] += 1
            size[kind] += len(data.decode("utf-8", "replace"))
            alarms = found.setdefault(kind, Counter())
            for placed in scan.findings:
                alarms[placed.finding.detector.rpartition(".")[2]] += placed.times
    for kind, number in files.items():
        print(f"{kind}: {number} files, {size[kind] / 1e6:.1f} M characters, "
              f"{found[kind].total()} alarms, "
              f"{found[kind].total() / size[kind] * 10_000:.3f} for 10,000 characters")  # fmt: skip
        for detector, count in found[kind].most_common(WORST):
            print(f"  {detector:28} {count:6} {count / size[kind] * 10_000:8.4f}")


def sources(folders: list[Path]) -> list[Path]:
    """The files to look at, in order."""
    return [
        path
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.suffix in SUFFIXES
        and not ABOUT_IDENTIFIERS & set(path.parts)
        and path.is_file()
        and not path.is_symlink()
    ]


if __name__ == "__main__":
    main()

"""
False alarms of scans on other people's source code and notebooks, the worst detectors first.

    python bench/scan_noise.py [FOLDER]... [--thorough]

Without folders: the standard library and the installed packages of this environment. What is
found there is counted as false, though some of it (an author's telephone) is real; packages whose
subject are such numbers (stdnum, phonenumbers, pydicom, faker) are left out.
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
SOURCE = {"python", "code", "notebook"}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--thorough", action="store_true")
    chosen = parser.parse_args()
    paths = sysconfig.get_paths()
    folders = chosen.folders or [Path(paths["stdlib"]), Path(paths["purelib"])]
    engine = promptward.load()
    terms = Terms(engine.ir.defaults.act_on, dt.datetime.now(tz=dt.UTC).date(), chosen.thorough)
    warnings.simplefilter("ignore")
    files: Counter[str] = Counter()
    size: Counter[str] = Counter()
    found: Counter[tuple[str, str]] = Counter()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if ABOUT_IDENTIFIERS & set(path.parts) or not path.is_file() or path.is_symlink():
                continue
            if path.suffix not in {
                ".py",
                ".pyi",
                ".js",
                ".c",
                ".h",
                ".ts",
                ".css",
                ".ipynb",
                ".sh",
            }:
                continue
            data = path.read_bytes()
            scan = examine(str(path), Source(path.name, data), engine.find, terms)
            if scan.format in SOURCE:
                files[scan.format] += 1
                size[scan.format] += len(data)
                for placed in scan.findings:
                    found[scan.format, placed.finding.detector.rpartition(".")[2]] += placed.times
    for kind, number in files.items():
        alarms = sum(count for (of, _), count in found.items() if of == kind)
        print(f"{kind}: {number} files, {size[kind] / 1e6:.1f} MB, {alarms} alarms, "
              f"{alarms / size[kind] * 10_000:.3f} for 10,000 bytes")  # fmt: skip
    for (kind, detector), count in found.most_common(10):
        print(f"  {detector:28} {kind:9} {count:6} {count / size[kind] * 10_000:8.4f}")


if __name__ == "__main__":
    main()

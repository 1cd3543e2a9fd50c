"""
Coverage-guided fuzzing of one target, with atheris (`pip install '.[dev-fuzz]'`).

    python -m tests.fuzz.run TARGET [--seconds N] [--keep]

Starts from the inputs in `tests/fuzz/seeds/TARGET`. An input that makes the target raise is written
there as `crash-…`, where `tests/fuzz/test_seeds.py` runs it from then on, and the exit code is 1.
`--keep` adds the few inputs that reach most of what was found, so that the next run begins there.
"""

import argparse
import hashlib
import importlib
import os
import sys
import tempfile
from pathlib import Path

import atheris

SEEDS = Path(__file__).parent / "seeds"
LARGEST = 4096
KEPT = 60


def instrumented() -> None:
    """Import what is fuzzed so that atheris sees which lines run."""
    packages = ["promptward", "promptward_dsl", "promptward_lsp", "promptward_rules", "pygls"]
    with atheris.instrument_imports(include=packages):
        for name in ("promptward", "promptward.scan.examine", "promptward_dsl.formatter",
                     "promptward_dsl.yaml_front", "promptward.restore_stream", "promptward_dsl.build",
                     "promptward.recognizers", "promptward.readings"):  # fmt: skip
            importlib.import_module(name)


def main() -> int:
    """One run; what libFuzzer says goes to standard error."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    parser.add_argument("target")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--keep", action="store_true")
    asked = parser.parse_args()
    instrumented()
    from tests.fuzz.targets import TARGETS

    with atheris.instrument_imports(include=["promptward", "promptward_dsl", "promptward_lsp"]):
        target = TARGETS[asked.target]()
        target(b"a")
    seeds = SEEDS / asked.target
    seeds.mkdir(parents=True, exist_ok=True)
    folder = tempfile.mkdtemp(prefix=f"fuzz-{asked.target}-")
    atheris.Setup(
        [
            sys.argv[0], folder, str(seeds), f"-max_total_time={asked.seconds}",
            f"-max_len={LARGEST}", f"-artifact_prefix={seeds}{os.sep}", "-timeout=30",
            "-rss_limit_mb=3000", "-print_final_stats=1", "-verbosity=1",
        ],
        target,
    )  # fmt: skip
    if asked.keep:
        # libFuzzer ends the process itself, so another one keeps what it leaves.
        child = os.fork()
        if child:
            _, status = os.waitpid(child, 0)
            kept(Path(folder), seeds)
            return os.waitstatus_to_exitcode(status) != 0
    atheris.Fuzz()
    return 0


def kept(found: Path, seeds: Path) -> None:
    """The smallest inputs that were found, by the name of their digest."""
    inputs = sorted(found.iterdir(), key=lambda path: path.stat().st_size)
    step = max(1, len(inputs) // KEPT)
    for path in inputs[::step][:KEPT]:
        data = path.read_bytes()
        (seeds / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)


if __name__ == "__main__":
    sys.exit(main())

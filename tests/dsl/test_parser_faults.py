"""The quick form of `bench/parser_faults.py`: seeded errors are found, and few are invented."""

import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def bench():
    spec = importlib.util.spec_from_file_location(
        "parser_faults", ROOT / "bench" / "parser_faults.py"
    )
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


@pytest.mark.parametrize(
    "files", [20, pytest.param(400, marks=pytest.mark.slow)], ids=["quick", "long"]
)
def test_seeded_errors_are_found_and_what_is_whole_stays(bench, files):
    outcome = bench.run(ROOT, files, seed=7)
    assert outcome.seeded > files
    assert outcome.share() >= 0.97, outcome.missed
    assert outcome.spurious_share() <= 0.5
    # Where the first word of a declaration is gone (`import hipaa.conditions`), what is left of it
    # may be read as the end of the list before it: the message stands there, and neither is kept.
    assert outcome.intact - outcome.kept <= len(outcome.missed)


@pytest.mark.parametrize("kind", ["delete", "duplicate", "swap", "misspell", "junk"])
def test_the_bench_breaks_what_it_says_it_breaks(bench, kind):
    import random

    rng = random.Random(3)
    source = 'rule r {\n  when actor.mfa\n  then block\n  advise "no"\n}\n'
    changed = [bench.fault(rng, source, kind) for _ in range(20)]
    assert all(one is not None and one[0] != source for one in changed)
    assert any(bench.is_broken(one[0]) for one in changed)

"""Every input that fuzzing kept, and each that once made a target fail, in every run."""

import re
from pathlib import Path

import pytest

from tests.fuzz.targets import TARGETS

SEEDS = Path(__file__).parent / "seeds"


NAMES = [name for name in TARGETS if name != "policy"]


@pytest.mark.parametrize(
    ("name", "every"),
    [
        *((name, 4) for name in NAMES),
        *(pytest.param(name, 1, marks=pytest.mark.slow) for name in NAMES),
    ],
)
def test_no_kept_input_makes_a_target_fail(name, every):
    """Those that people wrote and those that failed once, always; of what was only kept, a part."""
    target = TARGETS[name]()
    found = sorted((SEEDS / name).iterdir())
    assert len(found) > 2
    kept = [path for path in found if re.fullmatch(r"[0-9a-f]{16}", path.name)]
    for path in [path for path in found if path not in kept] + kept[::every]:
        try:
            target(path.read_bytes())
        except BaseException as error:
            error.add_note(f"on {path.name}")
            raise


@pytest.mark.slow
def test_no_kept_input_makes_the_shipped_policy_fail():
    target = TARGETS["policy"]()
    for folder in SEEDS.iterdir():
        for path in sorted(folder.iterdir()):
            target(path.read_bytes())

"""Every input that fuzzing kept, and each that once made a target fail, in every run."""

from pathlib import Path

import pytest

from tests.fuzz.targets import TARGETS

SEEDS = Path(__file__).parent / "seeds"


@pytest.mark.parametrize("name", [name for name in TARGETS if name != "policy"])
def test_no_kept_input_makes_a_target_fail(name):
    target = TARGETS[name]()
    inputs = sorted((SEEDS / name).iterdir())
    assert len(inputs) > 2
    for path in inputs:
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

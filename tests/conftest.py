"""Hypothesis profiles, and the slow end-to-end tests last."""

import os

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "dev", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
# The same examples on every run: a change is judged by its code, not by its luck.
settings.register_profile("ci", settings.get_profile("dev"), derandomize=True, print_blob=True)
settings.register_profile("slow", settings.get_profile("dev"), max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "dev"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A failure of a part is read before the failures of the whole that it causes."""
    items.sort(key=lambda item: item.get_closest_marker("e2e") is not None)

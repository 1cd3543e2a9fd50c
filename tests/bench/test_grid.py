"""The grid of frames and values."""

import pytest

from bench.accuracy.grid import frames, is_held_out, trials, values


def test_every_frame_has_a_place_for_a_value_and_every_kind_has_values():
    for kind, rows in frames().items():
        assert rows
        assert all("@" in row for row in rows)
        assert any(True for _ in trials(kind))


def test_kinds_and_their_values_are_called_the_same():
    kinds = frames().keys()
    assert {name.removesuffix(" quiet") for name in values()} <= kinds


def test_a_third_of_the_frames_and_values_is_held_out():
    every = [row for rows in (*frames().values(), *values().values()) for row in rows]
    assert 0.28 < sum(map(is_held_out, every)) / len(every) < 0.39


@pytest.mark.parametrize("quiet", [False, True])
def test_the_value_stands_where_a_trial_says(quiet: bool):  # a parameter of the test
    for trial in trials("ward", quiet=quiet):
        assert trial.text[trial.start : trial.end] == trial.value
        assert trial.text.count("@") == 0

"""`[scan]` of the configuration: a slip in a key is told the key that was meant."""

import pytest

from promptward.config import ConfigError
from promptward.scan.settings import read_settings


@pytest.mark.parametrize("key", ["min_confidence", "thorough", "timeout", "exclude", "baseline"])
def test_a_slip_in_a_key_is_told_the_key_that_is_meant(tmp_path, key) -> None:
    (tmp_path / ".promptward").mkdir()
    slip = key[:-1] + "x"
    (tmp_path / ".promptward" / "config.toml").write_text(f'[scan]\n{slip} = "high"\n')
    with pytest.raises(ConfigError) as caught:
        read_settings({}, str(tmp_path))
    assert caught.value.help == f"did you mean `{key}`?"


def test_a_byte_order_mark_takes_no_settings_out_of_a_project(tmp_path) -> None:
    (tmp_path / "pyproject.toml").write_text(
        "\ufeff[tool.promptward.scan]\ntimeout = 7\n", encoding="utf-8"
    )
    assert read_settings({}, str(tmp_path)).timeout == 7

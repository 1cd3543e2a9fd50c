"""`[scan]` of the configuration: a slip in a key is told the key that was meant."""

import datetime as dt

import pytest

from promptward.config import ConfigError
from promptward.scan.settings import read_settings
from promptward_dsl.lattice import Confidence


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


NEAR = """[scan]
exclude = ["**"]
min_confidence = "high"
[scan.allow."**"]
categories = ["ssn"]
reason = "near"
"""


@pytest.fixture
def near(tmp_path):
    """The settings of a project that lets all through, on a machine with these."""
    (tmp_path / "etc").mkdir()
    here = tmp_path / "project"
    (here / ".promptward").mkdir(parents=True)
    (here / ".promptward" / "config.toml").write_text(NEAR)
    (here / ".promptwardignore").write_text("*\n")

    def read(machine: str, **environ: str):
        (tmp_path / "etc" / "config.toml").write_text(machine)
        return read_settings(environ, str(here), machine_folder=str(tmp_path / "etc"))

    return read


def test_a_project_accepts_what_the_machine_does_not_forbid(near) -> None:
    settings = near("[scan]\njobs = 1\n")
    assert settings.exclude.lines == ("**", "*")
    assert [one.pattern for one in settings.allows] == ["**"]
    assert settings.least(Confidence.HIGH) is Confidence.HIGH
    assert settings.forbidden == ()


@pytest.mark.parametrize("named", [False, True])
def test_what_the_machine_forbids_no_nearer_file_accepts(near, tmp_path, named) -> None:
    environ = {}
    if named:
        (tmp_path / "named.toml").write_text(NEAR)
        environ["PROMPTWARD_CONFIG"] = str(tmp_path / "named.toml")
    settings = near(
        "[scan]\nexclude_allowed = false\nallow_allowed = false\n"
        'min_confidence_allowed = "medium"\n',
        **environ,
    )
    assert settings.exclude.lines == ()
    assert settings.allows == ()
    assert settings.least(Confidence.HIGH) is Confidence.MEDIUM
    assert settings.least(Confidence.LOW) is Confidence.LOW
    assert settings.forbidden == (
        "exclude_allowed = false",
        "allow_allowed = false",
        'min_confidence_allowed = "medium"',
    )


def test_what_the_machine_itself_leaves_out_or_allows_holds(near, tmp_path) -> None:
    (tmp_path / "project" / ".promptward" / "config.toml").write_text(
        NEAR.replace('["**"]', '["x"]')
    )
    with pytest.raises(ConfigError, match="exclude"):
        near('[scan]\nexclude = ["vendor/**"]\nexclude_allowed = false\n')
    (tmp_path / "project" / ".promptward" / "config.toml").unlink()
    settings = near(
        '[scan]\nexclude = ["vendor/**"]\nexclude_allowed = false\nallow_allowed = false\n'
        '[scan.allow."fx/**"]\ncategories = ["ssn"]\nreason = "ours"\n'
    )
    assert settings.exclude.lines == ("vendor/**",)
    assert [one.pattern for one in settings.allows] == ["fx/**"]


def test_a_nearer_file_does_not_take_back_what_the_machine_forbids(near, tmp_path) -> None:
    file = tmp_path / "project" / ".promptward" / "config.toml"
    file.write_text("[scan]\nexclude_allowed = true\n")
    with pytest.raises(ConfigError, match="exclude_allowed"):
        near("[scan]\nexclude_allowed = false\n")


@pytest.mark.parametrize("day", ["2027-06-01", '"2027-06-01"'])
def test_a_last_day_stands_in_quotes_or_as_toml_has_days(near, day, tmp_path) -> None:
    config = f'[scan.allow."a/**"]\ncategories = ["names"]\nreason = "x"\nuntil = {day}\n'
    (tmp_path / "project" / ".promptward" / "config.toml").write_text(config)
    (allow,) = near("").allows
    assert allow.until == dt.date(2027, 6, 1)

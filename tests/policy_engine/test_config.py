"""Configuration: two files, merged key by key; what the machine's file says is final."""

import os

import pytest

from promptward.config import CLOSED, EMPTY, ConfigError, read_config


@pytest.fixture
def places(tmp_path):
    machine, project = tmp_path / "etc", tmp_path / "project"
    (project / ".promptward").mkdir(parents=True)
    (project / "deep" / "down").mkdir(parents=True)
    machine.mkdir()
    return machine, project


def read(places, machine=None, near=None, *, folder="deep/down", **environ):
    etc, project = places
    if machine is not None:
        (etc / "config.toml").write_text(machine)
    if near is not None:
        (project / ".promptward" / "config.toml").write_text(near)
    return read_config(environ, str(project / folder), machine_folder=str(etc))


def test_without_files_nothing_is_configured(places):
    config = read(places)
    assert config is EMPTY
    assert not config.section("audit")
    assert config.section("audit").path("folder") is None
    assert not config.has("audit")


def test_the_nearest_file_upward_is_read_and_paths_start_beside_its_folder(places):
    config = read(places, near='[audit]\nfolder = "log"\n[scan]\nexclude = ["a", "b"]\n')
    section = config.section("audit")
    assert section.path("folder") == str(places[1] / "log")
    section.finish()
    assert config.section("scan").texts("exclude") == ("a", "b")
    assert config.files == (str(places[1] / ".promptward" / "config.toml"),)


def test_both_files_are_merged_key_by_key(places):
    config = read(
        places,
        '[scan]\nfolder = "/srv"\n[notify.officer]\ncommand = ["a"]\n',
        '[scan]\nlimit = 7\n[notify.night]\ncommand = ["b"]\n',
    )
    scan = config.section("scan")
    assert scan.path("folder") == "/srv"
    assert scan.number("limit", 6) == 7
    assert config.section("notify").names() == ("officer", "night")
    assert config.section("notify").table("night").texts("command") == ("b",)


@pytest.mark.parametrize(
    "near",
    [
        '[audit]\nfolder = "elsewhere"',
        "[audit]\nfolder = false",
        "[audit]\n[audit.folder]\nx = 1",
        "[audit]\nfolder = []",
    ],
)
def test_what_the_machine_states_can_not_be_stated_otherwise(places, near):
    with pytest.raises(ConfigError) as caught:
        read(places, '[audit]\nfolder = "/var/log/promptward"', near)
    assert caught.value.code == "config_locked"
    assert "audit.folder" in caught.value.message
    assert str(places[0] / "config.toml") in caught.value.message


@pytest.mark.parametrize("section", sorted(CLOSED))
def test_a_table_of_custody_that_the_machine_writes_is_written_by_it_alone(places, section):
    with pytest.raises(ConfigError) as caught:
        read(places, f'[{section}]\none = "a"', f'[{section}]\nother = "b"')
    assert caught.value.code == "config_locked"
    assert read(places, f'[{section}]\none = "a"', f'[{section}]\none = "a"').files


def test_a_table_of_the_machine_is_not_replaced_by_a_value(places):
    with pytest.raises(ConfigError, match="set for this machine"):
        read(places, "[notify.officer]\nminutes = 5", '[notify]\nofficer = "nobody"')


def test_saying_the_same_again_is_no_error_but_true_is_not_one(places):
    assert read(places, "[audit]\nbatch = 1", "[audit]\nbatch = 1").files
    with pytest.raises(ConfigError, match="set for this machine"):
        read(places, "[audit]\nbatch = 1", "[audit]\nbatch = true")


def test_a_file_may_begin_with_a_byte_order_mark(places):
    near = "\ufeff[audit]\nfolder = 'log'\n"
    assert read(places, near=near).section("audit").path("folder") == str(places[1] / "log")


@pytest.mark.parametrize(
    ("near", "code", "said"),
    [
        ("[audit", "config_syntax", "no TOML"),
        ("[adit]\nx = 1", "config_unknown", "did you mean `audit`"),
        ("x = 1", "config_unknown", "not known"),
        ("audit = 1", "config_type", "must be a table"),
        ("[audit]\nx = '\\ud800'\n" + "a" * (1 << 20), "config_unreadable", "1 MiB"),
        ("x = " + "[" * 5000, "config_syntax", ""),
    ],
)
def test_a_bad_file_says_what_is_wrong(places, near, code, said):
    with pytest.raises(ConfigError) as caught:
        read(places, near=near)
    assert caught.value.code == code
    assert said in str(caught.value)
    assert str(places[1]) in str(caught.value)


@pytest.mark.parametrize(
    ("ask", "value"),
    [
        (lambda s: s.text("key"), "1"),
        (lambda s: s.text("key"), '""'),
        (lambda s: s.flag("key", default=False), "1"),
        (lambda s: s.flag("key", default=False), '"yes"'),
        (lambda s: s.number("key", 6, 6), "5"),
        (lambda s: s.number("key", 6, 6, 10), "11"),
        (lambda s: s.number("key", 6), "true"),
        (lambda s: s.number("key", 6), "6.0"),
        (lambda s: s.texts("key"), '"one"'),
        (lambda s: s.texts("key"), "[1]"),
        (lambda s: s.texts("key"), '[""]'),
        (lambda s: s.choice("key", ("a", "b"), "a"), '"c"'),
        (lambda s: s.path("key"), "1"),
        (lambda s: s.table("key"), "1"),
        (lambda s: s.text("key"), "{ x = 1 }"),
        (lambda s: s.day("key"), '"tomorrow"'),
        (lambda s: s.day("key"), "2027"),
        (lambda s: s.day("key"), "2027-06-01T10:00:00"),
    ],
)
def test_a_value_of_another_kind_is_refused_and_not_shown(places, ask, value):
    with pytest.raises(ConfigError, match="must be") as caught:
        ask(read(places, near=f"[scan]\nkey = {value}").section("scan"))
    assert caught.value.code == "config_type"


def test_a_key_that_nobody_reads_is_an_error_with_a_hint(places):
    section = read(places, near="[audit]\nretention_year = 7").section("audit")
    section.number("retention_years", 6)
    with pytest.raises(ConfigError, match="did you mean `retention_years`"):
        section.finish()


def test_a_required_key_is_asked_for(places):
    with pytest.raises(ConfigError, match="needs `folder`"):
        read(places, near="[vault]").section("vault").required("folder")


def test_a_file_that_is_named_is_read_instead_of_the_nearest(places, tmp_path):
    other = tmp_path / "other.toml"
    other.write_text('[vault]\nfolder = "v"')
    config = read(places, near="[audit]\nx = 1", PROMPTWARD_CONFIG=str(other))
    assert config.section("vault").path("folder") == str(tmp_path / "v")
    assert not config.has("audit")


def test_a_named_file_that_does_not_exist_is_an_error(places, tmp_path):
    with pytest.raises(ConfigError, match="no such file"):
        read(places, PROMPTWARD_CONFIG=str(tmp_path / "nowhere.toml"))


def test_a_nearest_file_that_everybody_may_write_is_refused(places):
    path = places[1] / ".promptward" / "config.toml"
    path.write_text("[audit]")
    path.chmod(0o666)
    with pytest.raises(ConfigError) as caught:
        read(places)
    assert caught.value.code == "config_stranger"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root")
def test_a_nearest_file_of_another_user_is_refused(places):
    path = places[1] / ".promptward" / "config.toml"
    path.write_text("[audit]")
    os.chown(path, 12345, 12345)
    with pytest.raises(ConfigError, match="another user"):
        read(places)


def test_a_link_that_leads_nowhere_is_not_an_absent_file(places):
    (places[1] / ".promptward" / "config.toml").symlink_to("nowhere")
    with pytest.raises(ConfigError) as caught:
        read(places)
    assert caught.value.code == "config_unreadable"


def test_only_what_the_machine_or_a_person_names_is_trusted(places, tmp_path):
    named = tmp_path / "named.toml"
    named.write_text('[notify.night]\ncommand = ["b"]')
    found = read(places, '[notify.officer]\ncommand = ["a"]', '[notify.night]\ncommand = ["b"]')
    assert found.section("notify", "officer").trusted
    assert not found.section("notify", "night").trusted
    assert not found.section("notify").trusted
    assert read(places, PROMPTWARD_CONFIG=str(named)).section("notify").trusted

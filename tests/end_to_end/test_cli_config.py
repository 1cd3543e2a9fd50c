"""`promptward config validate`: what it accepts can be decided with, table by table."""

import pytest

pytestmark = pytest.mark.e2e

BROKEN = {
    "a folder of the log that is misspelt": ('[audit]\nfoldr = "/x"\n', "`folder`"),
    "too few years": ('[audit]\nfolder = "log"\nretention_years = 2\n', "`retention_years`"),
    "a limit that is a word": ('[limits]\ncharacters = "5"\n', "`characters`"),
    "a limit below none": ("[limits]\nseconds = -1\n", "`seconds`"),
    "a vault that nobody watches": ('[vault]\nfolder = "v"\n', "[audit]"),
    "a guard that knows no such word": ('[guard]\nunlisted = "some"\n', "`unlisted`"),
    "tokens without their issuer": ('[identity]\naudience = "a"\njwks = "k"\n', "`issuer`"),
    "a store of keys that is none": ('[keys]\nstore = "purse"\n', "`store`"),
    "a signature that nobody can check": ('[policy]\nsigned_by = ["x"]\n', "`signed_by`"),
    "a spool that is misspelt": ('[notify]\nspol = "s"\n', "`spol`"),
    "a command in a file that was found": ('[notify.a]\ncommand = ["true"]\n', "`a`"),
    "a category that nobody finds": (
        '[scan.allow."t/**"]\ncategories = ["nmes"]\nreason = "x"\n',
        "did you mean `names`",
    ),
}


@pytest.fixture
def project(tmp_path):
    folder = tmp_path / "project"
    (folder / ".promptward").mkdir(parents=True)
    return folder


@pytest.mark.parametrize(("text", "said"), BROKEN.values(), ids=BROKEN)
def test_what_can_not_be_decided_with_is_not_called_ok(promptward, project, text, said) -> None:
    file = project / ".promptward" / "config.toml"
    file.write_text(text)
    done = promptward("config", "validate", cwd=project)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("promptward: error[config_")
    assert str(file) in done.stderr
    assert "  help: " in done.stderr
    assert said in done.stderr


def test_every_table_with_an_error_is_told_at_once(promptward, project) -> None:
    (project / ".promptward" / "config.toml").write_text(
        '[audit]\nfoldr = "/x"\n[limits]\nseconds = -1\n[scan]\njobs = "many"\n'
    )
    done = promptward("config", "validate", cwd=project)
    assert done.returncode == 2
    assert [line.partition("error[")[2].partition("]")[0] for line in done.stderr.splitlines()[::2]] == [
        "config_type", "config_unknown", "config_type",
    ]  # fmt: skip


def test_a_configuration_in_order_is_ok_and_nothing_is_made(promptward, project) -> None:
    file = project / ".promptward" / "config.toml"
    file.write_text(
        '[audit]\nfolder = "log"\n[keys]\nstore = "file"\n[limits]\nseconds = 5\n'
        '[notify]\nspool = "spool"\n[guard]\nunlisted = "all"\n'
        '[scan.allow."t/**"]\ncategories = ["names", "SSN"]\nreason = "x"\n'
    )
    done = promptward("config", "validate", cwd=project)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"ok  {file}\n", "")
    assert sorted(path.name for path in project.iterdir()) == [".promptward"]

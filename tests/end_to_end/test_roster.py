"""Rosters as a site has them: built from a table, named in a configuration, replaced every night."""

import datetime as dt
import os
import shutil
from pathlib import Path

import pytest

import promptward
from promptward import rosters as rosters_module
from promptward.cli.whole_file import write_whole
from promptward.model import PolicyError, Request
from promptward.roster_file import RosterError

TODAY = dt.date(2026, 11, 23)
POLICY = """\
policy clinic version 1.0.0
import hipaa.safe_harbor as sh
detector on_roster finds sh.names { match recognizer roster_person }
"""
TABLE = "mrn;First;Last\n1;Wilhelmina;Thorsgard\n2;Ottoline;Quessenby\n"
OTHER = "mrn;First;Last\n3;Evander;Mulvihoe\n"
NAMES = ("Wilhelmina", "Thorsgard", "Ottoline", "Quessenby", "Evander", "Mulvihoe")
TEXT = "please call thorsgrad, wilhelmina"


@pytest.fixture
def site(tmp_path, promptward):  # the fixture of that name
    """A folder with a policy that asks a roster, its configuration and a home with the key."""
    folder = tmp_path / "site"
    (folder / ".promptward").mkdir(parents=True)
    (folder / ".promptward" / "policy.ward").write_text(POLICY)
    (folder / "people.csv").write_text(TABLE)

    def run(*arguments, stdin=""):
        done = promptward(*arguments, stdin=stdin, cwd=folder, env={"HOME": str(tmp_path)})
        for name in NAMES:
            assert name not in done.stdout + done.stderr
        return done

    run.folder = folder
    run.home = tmp_path
    run.build = lambda: run(
        "lexicon", "build", "people.csv", "-c", "first", "-c", "last", "-o", "people.roster"
    )
    return run


def configured(site) -> None:
    (site.folder / ".promptward" / "config.toml").write_text(
        '[roster]\npeople = "people.roster"\n[keys]\nstore = "file"\n'
    )


def test_from_a_table_to_a_decision(site):
    configured(site)
    built = site.build()
    assert built.returncode == 0
    assert "2 names of 4 distinct words" in built.stdout
    assert site("lexicon", "show", "people.roster").stdout.rstrip().endswith("sound")
    found = site("lexicon", "find", "people.roster", stdin=TEXT)
    assert (found.returncode, found.stdout) == (1, "12–33: 1 edit, swapped\n")
    assert site("lexicon", "find", "people.roster", stdin="nobody").returncode == 0
    assert site("redact", "-", stdin=TEXT).stdout == "please call [names]"
    assert site("check", "-", stdin=TEXT).returncode == 1
    checked = site("policy", "check")
    assert checked.returncode == 0
    assert "on_roster" not in checked.stdout + checked.stderr  # it can have no example of its own
    told = site("config", "validate")
    assert told.returncode == 0
    mode = (site.folder / "people.roster").stat().st_mode & 0o777
    assert mode & 0o007 == 0
    assert not list(site.folder.glob("people.roster?*"))


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda site: (site.folder / "people.roster").unlink(), "there is no roster"),
        (lambda site: (site.folder / "people.roster").write_bytes(b""), "no roster file"),
        (lambda site: (site.folder / "people.roster").write_text(TABLE), "no roster file"),
        (
            lambda site: (site.folder / "people.roster").write_bytes(
                (site.folder / "people.roster").read_bytes()[:-1] + b"!"
            ),
            "not as it was built",
        ),
        (lambda site: shutil.rmtree(site.home / ".promptward"), "no key for rosters"),
        (
            lambda site: (site.home / ".promptward/keys/roster.key").write_text("00" * 32),
            "another key",
        ),
        (
            lambda site: (site.folder / ".promptward/config.toml").write_text("[keys]\n"),
            "the configuration names none",
        ),
    ],
)
def test_what_cannot_be_looked_for_lets_nothing_out(site, spoil, said):
    configured(site)
    assert site.build().returncode == 0
    spoil(site)
    for command in ("check", "redact"):
        done = site(command, "-", stdin="a clean text")
        assert (done.returncode, done.stdout) == (2, "")
        assert said in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("people.csv", "-o", "people.roster"), "looks like a table"),
        (("people.csv", "-c", "surname", "-o", "people.roster"), "no column"),
        (("people.csv", "-c", "first", "-o", "people.txt"), "ends in `.roster`"),
        (("nothing.csv", "-c", "first", "-o", "people.roster"), "no such file"),
        (("people.csv", "-c", "first", "-o", "no/people.roster"), "no such file"),
    ],
)
def test_a_build_that_fails_says_why_and_leaves_the_old_roster(site, arguments, said):
    configured(site)
    assert site.build().returncode == 0
    before = (site.folder / "people.roster").read_bytes()
    done = site("lexicon", "build", *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert (site.folder / "people.roster").read_bytes() == before
    assert not list(site.folder.glob("people.roster?*"))


@pytest.fixture
def engine(site, monkeypatch, shipped_cache):
    configured(site)
    site.build()
    monkeypatch.setenv("HOME", str(site.home))
    monkeypatch.setattr(rosters_module, "_EVERY", -1.0)  # every text asks whether it was replaced
    environ = {"PROMPTWARD_CACHE": str(shipped_cache)}
    return promptward.load(
        folder=str(site.folder), today=TODAY, environ=environ, floor_folder=str(site.home)
    )


def test_a_roster_that_is_replaced_holds_at_the_next_text(site, engine):
    (found,) = [one for one in engine.find(TEXT) if "roster:people" in one.evidence]
    assert set(found.evidence) == {"edits:1", "roster:people", "swapped"}
    (site.folder / "people.csv").write_text(OTHER)
    assert site.build().returncode == 0
    assert not any("roster:people" in one.evidence for one in engine.find(TEXT))
    assert engine.redact("call evander mulvihoe").text == "call [names]"


def test_a_roster_that_is_written_into_is_noticed_whatever_its_times_say(site, engine):
    path = site.folder / "people.roster"
    before = path.stat()
    with path.open("r+b") as file:
        file.seek(-200, os.SEEK_END)
        file.write(bytes(200))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    decision = engine.decide(Request("a clean text"))
    assert (decision.verdict, decision.reasons[0].kind) == ("block", "error")
    assert "not as it was built" in site("check", "-", stdin="a clean text").stderr


@pytest.mark.skipif(os.name != "posix", reason="rights are those of POSIX")
@pytest.mark.parametrize("which", ["people.roster", "."])
def test_a_roster_that_others_may_write_is_refused(site, which):
    configured(site)
    assert site.build().returncode == 0
    place = site.folder / which
    place.chmod(place.stat().st_mode | 0o022)
    done = site("redact", "-", stdin="a clean text")
    assert (done.returncode, done.stdout) == (2, "")
    assert "others may write" in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="rights are those of POSIX")
def test_a_link_into_a_folder_that_others_may_write_is_refused(site):
    configured(site)
    assert site.build().returncode == 0
    open_to_all = site.folder / "shared"
    open_to_all.mkdir()
    (site.folder / "people.roster").rename(open_to_all / "people.roster")
    (site.folder / "people.roster").symlink_to(open_to_all / "people.roster")
    open_to_all.chmod(0o755)
    assert site("redact", "-", stdin=TEXT).stdout == "please call [names]"
    open_to_all.chmod(0o777)
    assert "others may write" in site("redact", "-", stdin="a clean text").stderr


@pytest.mark.skipif(os.name != "posix", reason="rights are those of POSIX")
def test_who_may_read_a_roster_is_as_it_was_before_it_was_built_anew(site):
    configured(site)
    site.build()
    path = site.folder / "people.roster"
    for rights in (0o600, 0o644):
        path.chmod(rights)
        site.build()
        assert path.stat().st_mode & 0o777 == rights


def test_a_build_that_is_interrupted_leaves_nothing_behind(tmp_path, monkeypatch):
    def interrupted(_handle):
        raise KeyboardInterrupt

    path = tmp_path / "people.roster"
    path.write_bytes(b"before")
    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole(str(path), b"after")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [
        ("people.roster", b"before")
    ]


def test_a_roster_that_goes_away_blocks_until_it_is_back(site, engine):
    away, here = site.folder / "people.away", site.folder / "people.roster"
    here.rename(away)
    decision = engine.decide(Request("a clean text"))
    assert decision.verdict == "block"
    assert decision.reasons[0].kind == "error"
    away.rename(here)
    assert engine.redact(TEXT).text == "please call [names]"


def test_a_policy_without_its_roster_does_not_load(site, shipped_cache):
    environ = {"PROMPTWARD_CACHE": str(shipped_cache)}
    with pytest.raises(PolicyError, match="names none"):
        promptward.load(
            folder=str(site.folder), today=TODAY, environ=environ, floor_folder=str(site.home)
        )


def test_processes_share_one_map(site, engine):
    """The file's pages are in the child as they are in the parent: mapped, not copied."""
    engine.find(TEXT)
    maps = Path("/proc/self/maps")
    if not maps.exists():
        pytest.skip("no /proc here")
    assert str(site.folder / "people.roster") in maps.read_text()
    child = os.fork()
    if not child:
        os._exit(engine.redact(TEXT).text != "please call [names]")
    assert os.waitpid(child, 0)[1] == 0


def test_an_error_of_a_roster_is_one_of_the_policy():
    assert issubclass(RosterError, PolicyError)

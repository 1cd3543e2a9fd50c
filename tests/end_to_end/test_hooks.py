"""Hooks in real repositories: git's own, pre-commit's and prek's, and the proof that they stop."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.policy_engine.formats.people import PEOPLE

pytestmark = pytest.mark.e2e

P = PEOPLE[0]
SSN = f"SSN {P.ssn}\n"
ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent


@pytest.fixture
def hooked(promptward, repository):
    """A repository whose hooks are installed."""
    done = promptward("hook", "install", cwd=repository.folder)
    assert done.returncode == 0, done.stderr
    return repository


def commit(git, *more: str) -> tuple[int, str]:
    done = git("commit", "-qm", "next", *more, check=False)
    said = done.stdout.decode() + done.stderr.decode()
    assert P.ssn not in said
    return done.returncode, said


def test_a_commit_that_carries_an_identifier_is_stopped_and_another_is_not(hooked) -> None:
    (hooked.folder / "a.txt").write_text(SSN)
    hooked("add", ".")
    code, said = commit(hooked)
    assert code != 0
    assert "a.txt:1:5: high" in said
    (hooked.folder / "a.txt").write_text("clean\n")
    hooked("add", ".")
    assert commit(hooked)[0] == 0


def test_what_is_staged_counts_and_not_what_lies_in_the_folder(hooked) -> None:
    path = hooked.folder / "a.txt"
    path.write_text("clean\n")
    hooked("add", ".")
    path.write_text(SSN)
    assert commit(hooked)[0] == 0
    hooked("add", ".")
    path.write_text("clean\n")
    assert commit(hooked)[0] != 0
    assert path.read_text() == "clean\n"
    # `git commit FILE` commits from an index of its own.
    (hooked.folder / "b.txt").write_text(SSN)
    hooked("add", "-N", "b.txt")
    assert commit(hooked, "--", "b.txt")[0] != 0
    path.write_text("clean again\n")
    assert commit(hooked, "--", "a.txt")[0] == 0


def test_what_a_pointer_of_lfs_names_is_looked_at_where_the_clone_has_it(hooked) -> None:
    """Git stages pointers: without the objects, every commit of such a file would be stopped."""
    held = hooked.folder / ".git" / "lfs" / "objects"

    def staged(text: bytes, *, fetched: bool, content: bytes | None = None) -> None:
        oid = hashlib.sha256(text).hexdigest()
        pointer = (
            f"version https://git-lfs.github.com/spec/v1\noid sha256:{oid}\nsize {len(text)}\n"
        )
        (hooked.folder / "notes.csv").write_text(pointer)
        if fetched:
            folder = held / oid[:2] / oid[2:4]
            folder.mkdir(parents=True, exist_ok=True)
            (folder / oid).write_bytes(text if content is None else content)
        hooked("add", ".")

    staged(b"sku,price\nSKU-1,2.50\n", fetched=True)
    assert commit(hooked) == (0, "scanned 1 file, 21 bytes; findings 0\n")
    staged(f"name,ssn\nx,{P.ssn}\n".encode(), fetched=True)
    code, said = commit(hooked)
    assert code != 0
    assert "notes.csv:2:1: high" in said
    assert "could not be scanned" not in said
    # A line more than a pointer has is no pointer's.
    staged(b"sku,price\nSKU-1,2.50\n", fetched=True)
    pointer = (hooked.folder / "notes.csv").read_text()
    (hooked.folder / "notes.csv").write_text(f"{pointer}x,{P.ssn}\n")
    hooked("add", ".")
    assert commit(hooked)[0] != 0
    for more in ({"fetched": False}, {"fetched": True, "content": b"another text\n"}):
        staged(f"{more}\n".encode(), **more)
        code, said = commit(hooked)
        assert code != 0
        assert "is a pointer of git-lfs; git lfs pull" in said
        assert "a line in .promptwardignore" in said
        assert "gets a comment on its line" not in said


def test_a_module_in_the_repository_is_not_taken_for_a_part_of_the_guard(hooked) -> None:
    for name in ("click", "yaml", "hyperscan", "promptward", "json"):
        (hooked.folder / f"{name}.py").write_text("raise SystemExit(0)\n")
    (hooked.folder / "a.txt").write_text(SSN)
    hooked("add", ".")
    code, said = commit(hooked)
    assert code != 0
    assert "a.txt:1:5: high" in said


def test_a_commit_that_only_deletes_passes(hooked) -> None:
    hooked("rm", "-q", "README")
    assert commit(hooked)[0] == 0


def test_a_merge_is_looked_at(hooked) -> None:
    hooked("checkout", "-qb", "other")
    (hooked.folder / "a.txt").write_text(SSN)
    hooked("add", ".")
    hooked("commit", "-qm", "past the hook", "--no-verify")
    hooked("checkout", "-q", "main")
    (hooked.folder / "b.txt").write_text("x")
    hooked("add", ".")
    assert commit(hooked)[0] == 0
    merge = hooked("merge", "-q", "--no-edit", "other", check=False)
    assert merge.returncode != 0
    assert b"a.txt:1:5" in merge.stdout + merge.stderr


def test_a_push_is_looked_at_on_both_sides(hooked, promptward) -> None:
    server = hooked.folder.parent / "server.git"
    hooked("init", "-q", "--bare", "-b", "main", str(server))
    hooked("remote", "add", "origin", str(server))
    assert hooked("push", "-q", "origin", "main", check=False).returncode == 0
    (hooked.folder / "a.txt").write_text(SSN)
    hooked("add", ".")
    hooked("commit", "-qm", "in", "--no-verify")
    (hooked.folder / "a.txt").write_text("clean\n")
    hooked("commit", "-qam", "out", "--no-verify")
    push = hooked("push", "-q", "origin", "main", check=False)
    assert push.returncode != 0
    assert b":a.txt:1:5: high" in push.stdout + push.stderr
    installed = promptward("hook", "install", "--type", "pre-receive", cwd=server)
    assert installed.returncode == 0, installed.stderr
    assert installed.stdout == f"wrote {server / 'hooks' / 'pre-receive'}\n"
    push = hooked("push", "-q", "--no-verify", "origin", "main", check=False)
    assert push.returncode != 0
    assert b":a.txt:1:5: high" in push.stderr
    hooked("reset", "-q", "--hard", "HEAD~2")
    (hooked.folder / "c.txt").write_text("clean\n")
    hooked("add", ".")
    assert commit(hooked)[0] == 0
    assert hooked("push", "-q", "origin", "main", check=False).returncode == 0


def test_a_bare_repository_gets_the_hook_of_a_server_and_no_other(promptward, repository) -> None:
    server = repository.folder.parent / "server.git"
    repository("init", "-q", "--bare", "-b", "main", str(server))
    useless = promptward("hook", "install", "--type", "pre-commit", cwd=server)
    assert useless.returncode == 2
    assert "a bare repository never calls pre-commit" in useless.stderr
    assert promptward("hook", "install", cwd=server).returncode == 0
    (repository.folder / "a.txt").write_text(SSN)
    repository("add", ".")
    repository("commit", "-qm", "in")
    push = repository("push", "-q", str(server), "main", check=False)
    assert push.returncode != 0
    assert b":a.txt:1:5: high" in push.stderr
    assert promptward("hook", "uninstall", cwd=server).returncode == 0
    assert not (server / "hooks" / "pre-receive").exists()
    assert repository("push", "-q", str(server), "main", check=False).returncode == 0
    doctor = promptward("doctor", "--hook", cwd=server)
    assert "a bare repository has no commits to try" in doctor.stdout


def test_the_message_of_a_commit_is_looked_at(promptward, hooked) -> None:
    promptward("hook", "install", "--type", "commit-msg", cwd=hooked.folder)
    done = hooked("commit", "--allow-empty", "-qm", f"for SSN {P.ssn}", check=False)
    assert done.returncode != 0
    assert b"commit message:1:9" in done.stdout + done.stderr


def test_what_is_written_into_commits_and_tags_is_looked_at_when_it_is_pushed(
    promptward, hooked
) -> None:
    server = hooked.folder.parent / "server.git"
    hooked("init", "-q", "--bare", "-b", "main", str(server))
    assert promptward("hook", "install", cwd=server).returncode == 0
    assert hooked("push", "-q", str(server), "main", check=False).returncode == 0
    hooked("tag", "-a", "v1", "-m", f"for SSN {P.ssn}")
    for more in ((), ("--no-verify",)):
        push = hooked("push", "-q", *more, str(server), "v1", check=False)
        assert push.returncode != 0
        assert b":tag message:1:9: high" in push.stdout + push.stderr
    hooked("commit", "--allow-empty", "-nqm", f"for SSN {P.ssn}")
    for more in ((), ("--no-verify",)):
        push = hooked("push", "-q", *more, str(server), "main", check=False)
        assert push.returncode != 0
        assert b":commit message:1:9: high" in push.stdout + push.stderr
        assert P.ssn.encode() not in push.stdout + push.stderr
    found = promptward("scan", "--history", cwd=hooked.folder)
    assert found.returncode == 1
    assert ":tag message:1:9" in found.stdout
    assert ":commit message:1:9" in found.stdout


def test_another_hook_is_not_written_over_and_may_be_chained(promptward, repository) -> None:
    hook = repository.folder / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho first\n")
    hook.chmod(0o755)
    done = promptward("hook", "install", "--type", "pre-commit", cwd=repository.folder)
    assert done.returncode == 2
    assert "--chain" in done.stderr
    promptward("hook", "install", "--type", "pre-commit", "--chain", cwd=repository.folder)
    (repository.folder / "a.txt").write_text(SSN)
    repository("add", ".")
    code, said = commit(repository)
    assert code != 0
    assert "first" in said
    promptward("hook", "uninstall", cwd=repository.folder)
    assert hook.read_text() == "#!/bin/sh\necho first\n"
    assert commit(repository)[0] == 0


def test_a_baseline_that_is_not_staged_is_refused(promptward, hooked) -> None:
    (hooked.folder / "a.txt").write_text(SSN)
    promptward("baseline", "create", cwd=hooked.folder)
    hooked("add", "a.txt")
    code, said = commit(hooked)
    assert code != 0
    assert "baseline_not_staged" in said
    hooked("add", ".")
    assert commit(hooked)[0] == 0


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (".promptwardignore", "*\n"),
        (".promptward/config.toml", '[scan]\nexclude = ["**"]\n'),
        (".promptward/config.toml", '[scan]\nmin_confidence = "high"\n'),
        (
            ".promptward/config.toml",
            '[scan.allow."**"]\ncategories = ["ssn"]\nreason = "mine"\n',
        ),
        ("pyproject.toml", '[tool.promptward.scan]\nexclude = ["**"]\n'),
    ],
)
def test_settings_that_are_not_staged_are_refused(hooked, name, content) -> None:
    path = hooked.folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(content)
    (hooked.folder / "a.txt").write_text(SSN)
    hooked("add", "a.txt")
    code, said = commit(hooked)
    assert code != 0
    assert "settings_not_staged" in said
    hooked("commit", "-qm", "next", "--no-verify")
    server = hooked.folder.parent / "server.git"
    hooked("init", "-q", "--bare", "-b", "main", str(server))
    push = hooked("push", "-q", str(server), "main", check=False)
    assert push.returncode != 0
    assert b"settings_not_committed" in push.stderr
    (hooked.folder / "b.txt").write_text("clean\n")
    hooked("add", ".")
    assert commit(hooked)[0] == 0


def test_a_file_that_says_the_same_of_scans_as_the_index_may_be_changed(hooked) -> None:
    project = hooked.folder / "pyproject.toml"
    project.write_text("[tool.promptward.scan]\nexclude = ['vendor/**']\n")
    hooked("add", ".")
    assert commit(hooked)[0] == 0
    project.write_text("[tool.other]\nx = 1\n[tool.promptward.scan]\nexclude = ['vendor/**']\n")
    local = hooked.folder / ".promptward" / "config.toml"
    local.parent.mkdir()
    local.write_text("[limits]\nseconds = 100\n[scan]\njobs = 1\n")
    (hooked.folder / "a.txt").write_text("clean\n")
    hooked("add", "a.txt")
    local.write_text("[limits]\nseconds = 100\n")
    assert commit(hooked)[0] == 0
    local.write_text("[scan]\njobs = 1\n")
    (hooked.folder / "a.txt").write_text("clean again\n")
    hooked("add", "a.txt")
    assert commit(hooked)[0] == 0


def test_the_doctor_proves_that_a_hook_stops_and_touches_nothing(promptward, repository) -> None:
    (repository.folder / "mine.txt").write_text("not committed")
    before = [
        repository(*c).stdout for c in (("status", "--short"), ("rev-parse", "HEAD"), ("branch",))
    ]
    without = promptward("doctor", "--hook", cwd=repository.folder)
    assert without.returncode == 2
    assert "NOT stopped" in without.stdout
    promptward("hook", "install", cwd=repository.folder)
    assert promptward("doctor", "--hook", cwd=repository.folder).returncode == 0
    after = [
        repository(*c).stdout for c in (("status", "--short"), ("rev-parse", "HEAD"), ("branch",))
    ]
    assert before == after
    assert repository("worktree", "list").stdout.count(b"\n") == 1


# ------------------------------------------------------------------ pre-commit and prek

CONFIG = """\
repos:
- repo: local
  hooks:
  - id: promptward
    name: promptward
    entry: {python} -P -m promptward hook pre-commit
    language: system
    types: [file]
    require_serial: true
"""


@pytest.fixture(params=["pre-commit", "prek"])
def framework(request, repository, environment, tmp_path):
    """`run(*arguments)` runs pre-commit or prek in a repository that is set up for it."""
    tool = BIN / request.param
    if not tool.exists():
        pytest.skip(f"{request.param} is not installed")
    (repository.folder / ".pre-commit-config.yaml").write_text(
        CONFIG.format(python=sys.executable)
    )
    repository("add", ".")
    repository("commit", "-qm", "set up")
    env = {
        **{k: v for k, v in environment.items() if not k.startswith("GIT_")},
        "PRE_COMMIT_HOME": str(tmp_path / "home"), "PREK_HOME": str(tmp_path / "home"),
        "HOME": str(tmp_path), "GIT_CONFIG_NOSYSTEM": "1",
    }  # fmt: skip

    def run(*arguments: str):
        done = subprocess.run(
            [tool, *arguments], cwd=repository.folder, env=env, capture_output=True, text=True,
            check=False, timeout=300,
        )  # fmt: skip
        assert P.ssn not in done.stdout + done.stderr
        return done

    run.git = repository
    run.env = env
    return run


def test_a_framework_runs_the_hook_on_what_is_staged(framework) -> None:
    folder = framework.git.folder
    assert framework("install").returncode == 0
    staged, mended = folder / "staged.txt", folder / "mended.txt"
    mended.write_text(SSN)
    (folder / "with space.txt").write_text("clean\n")
    framework.git("add", ".")
    mended.write_text("clean\n")
    code = framework.git("commit", "-qm", "next", check=False, **framework.env)
    said = code.stdout.decode() + code.stderr.decode()
    assert code.returncode != 0
    assert "mended.txt:1:5: high" in said
    assert mended.read_text() == "clean\n"  # it gives back what was not staged
    framework.git("add", ".")
    staged.write_text("clean\n")
    framework.git("add", ".")
    staged.write_text(SSN)
    assert framework.git("commit", "-qm", "next", check=False, **framework.env).returncode == 0
    assert staged.read_text() == SSN


def test_a_framework_finds_what_is_committed_under_all_files(framework) -> None:
    folder = framework.git.folder
    assert framework("run", "--all-files").returncode == 0
    for number in range(30):
        (folder / f"f{number}.txt").write_text("clean\n")
    (folder / "old.txt").write_text(SSN)
    framework.git("add", ".")
    framework.git("commit", "-qm", "past the hook", "--no-verify")
    done = framework("run", "--all-files")
    assert done.returncode == 1
    assert done.stdout.count("scanned ") == 1
    assert "old.txt:1:5: high" in done.stdout
    assert framework("run", "--files", "f1.txt").returncode == 0


def test_the_doctor_proves_the_hook_of_a_framework(framework, promptward) -> None:
    framework("install")
    done = promptward("doctor", "--hook", cwd=framework.git.folder, env=framework.env)
    assert done.returncode == 0, done.stdout


def test_a_hook_without_filenames_refuses_all_files(promptward, repository) -> None:
    done = promptward("scan", "--staged", cwd=repository.folder, env={"PRE_COMMIT": "1"})
    assert done.returncode == 2
    assert "nothing_staged" in done.stderr


def test_the_list_of_hooks_is_one_that_pre_commit_takes() -> None:
    done = subprocess.run(
        [BIN / "pre-commit", "validate-manifest", ROOT / ".pre-commit-hooks.yaml"],
        capture_output=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("tool", ["pre-commit", "prek"])
def test_a_framework_installs_the_hooks_from_the_repository(
    tool, repository, environment, tmp_path
) -> None:
    """As users do it: the hook's repository is cloned, built and installed (needs an index)."""
    source = tmp_path / "source"
    ours = repository("ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=ROOT)
    for name in ours.stdout.decode().split("\0"):
        if name and (ROOT / name).is_file() and not name.startswith(("tests/", "bench/")):
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, source / name)
    for command in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "all")):
        repository(*command, cwd=source)
    revision = repository("rev-parse", "HEAD", cwd=source).stdout.decode().strip()
    (repository.folder / ".pre-commit-config.yaml").write_text(
        f"repos:\n- repo: {source}\n  rev: {revision}\n  hooks:\n  - id: promptward\n"
    )
    (repository.folder / "a.txt").write_text(SSN)
    repository("add", ".")
    env = {
        **environment,
        "PRE_COMMIT_HOME": str(tmp_path / "home"),
        "PREK_HOME": str(tmp_path / "home"),
    }
    done = subprocess.run(
        [BIN / tool, "run", "--all-files"], cwd=repository.folder,
        env={**env, "HOME": os.environ.get("HOME", str(tmp_path))},
        capture_output=True, text=True, check=False, timeout=900,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert "a.txt:1:5: high" in done.stdout

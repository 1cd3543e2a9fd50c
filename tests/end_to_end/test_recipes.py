"""
What other systems run: the GitHub action, the GitLab template, husky and lefthook.

The scripts of the first two are run as they stand, against real repositories. husky and lefthook
are run if they are there: `make test-recipes` gets them from npm.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.policy_engine.formats.people import PEOPLE

pytestmark = pytest.mark.e2e

P = PEOPLE[0]
ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
TOOLS = os.environ.get("PROMPTWARD_HOOK_TOOLS", "")
"""A folder `node_modules` with husky and lefthook."""


@pytest.fixture
def shell(environment, repository, tmp_path):
    """Runs a script in the repository, as a runner of CI does."""

    def run(script: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
        path = Path(script) if isinstance(script, Path) else tmp_path / "script.sh"
        if not isinstance(script, Path):
            path.write_text(script)
        env = {
            **{
                k: v
                for k, v in environment.items()
                if not k.startswith(("GIT_", "GITHUB_", "CI_"))
            },
            "PATH": f"{BIN}{os.pathsep}{environment['PATH']}",
            "GITHUB_OUTPUT": str(tmp_path / "output"),
            **more,
        }
        return subprocess.run(
            ["bash", str(path)], cwd=repository.folder, env=env, capture_output=True, text=True,
            check=False, timeout=600,
        )  # fmt: skip

    return run


def commit(repository, text: str) -> str:
    """The commit before."""
    before = repository("rev-parse", "HEAD").stdout.decode().strip()
    (repository.folder / "a.txt").write_text(text)
    repository("add", "a.txt")
    repository("commit", "-qm", "next")
    return before


def steps() -> dict[str, dict[str, object]]:
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    assert action["runs"]["using"] == "composite"
    return {step["id"]: step for step in action["runs"]["steps"]}


def test_the_action_has_what_it_names() -> None:
    found = steps()
    for name in ("install", "scan"):
        run = str(found[name]["run"])
        assert "${{" not in run  # an input in a script would be part of the script
        script = run.split("$GITHUB_ACTION_PATH/")[1].rstrip('"')
        assert (ROOT / script).is_file()
    known = yaml.safe_load((ROOT / "action.yml").read_text())["inputs"]
    said = str(found)
    assert all(f"inputs.{name}" in said for name in known)


def test_the_action_scans_what_a_push_brings(shell, repository, tmp_path) -> None:
    script = ROOT / "ci/github/scan.sh"
    before = commit(repository, f"SSN {P.ssn}\n")
    done = shell(script, SCAN_SINCE=before)
    assert done.returncode == 1, done.stderr
    assert "::error" in done.stdout
    assert "file=" in done.stdout
    assert (repository.folder / "promptward.sarif").stat().st_size
    assert "exit-code=1" in (tmp_path / "output").read_text()
    assert P.ssn not in done.stdout + done.stderr
    before = commit(repository, "clean\n")
    assert shell(script, SCAN_SINCE=before).returncode == 0
    # A first push has nothing before it: all of it is new.
    assert shell(script, SCAN_SINCE="0" * 40).returncode == 1
    assert shell(script, SCAN_PATHS="a.txt\nREADME").returncode == 0
    missing = shell(script, SCAN_PATHS="$(touch pwned)\nno such file")
    assert missing.returncode == 3
    assert not (repository.folder / "pwned").exists()


def test_the_action_refuses_a_shallow_clone(shell, repository, tmp_path) -> None:
    commit(repository, "clean\n")
    shallow = tmp_path / "shallow"
    repository("clone", "-q", "--depth", "1", f"file://{repository.folder}", str(shallow))
    shutil.rmtree(repository.folder)
    shallow.rename(repository.folder)
    done = shell(ROOT / "ci/github/scan.sh", SCAN_SINCE="0" * 40)
    assert done.returncode == 2
    assert "fetch-depth: 0" in done.stdout


def test_the_template_of_gitlab_scans_a_merge_request(shell, repository) -> None:
    spec, job = yaml.safe_load_all((ROOT / "ci/gitlab/promptward.yml").read_text())
    assert set(spec["spec"]["inputs"]) >= {"version", "extras"}
    script = "set -e\n" + "\n".join(job["promptward"]["script"])
    before = commit(repository, f"SSN {P.ssn}\n")
    done = shell(script, CI_MERGE_REQUEST_DIFF_BASE_SHA=before)
    assert done.returncode == 1, done.stderr
    for name in ("gl-code-quality-report.json", "gl-secret-detection-report.json"):
        told = (repository.folder / name).read_text()
        assert "a.txt" in told
        assert P.ssn not in told
    after = commit(repository, "clean\n")
    assert shell(script, CI_COMMIT_BEFORE_SHA=after).returncode == 0


@pytest.mark.parametrize("tool", ["husky", "lefthook"])
def test_a_recipe_stops_a_commit(tool, repository, environment) -> None:
    if not TOOLS:
        pytest.skip("needs husky and lefthook: make test-recipes")
    folder = repository.folder
    (folder / "package.json").write_text('{"name": "x", "private": true}\n')
    (folder / ".gitignore").write_text("node_modules\n")
    (folder / "node_modules").symlink_to(TOOLS)
    path = f"{BIN}{os.pathsep}{Path(TOOLS) / '.bin'}{os.pathsep}{environment['PATH']}"
    env = {**environment, "PATH": path, "HOME": str(folder)}
    if tool == "husky":
        subprocess.run(["husky"], cwd=folder, env=env, check=True, capture_output=True)
        shutil.copy(ROOT / "examples/hooks/husky/pre-commit", folder / ".husky/pre-commit")
    else:
        shutil.copy(ROOT / "examples/hooks/lefthook.yml", folder)
        subprocess.run(
            ["lefthook", "install"], cwd=folder, env=env, check=True, capture_output=True
        )
    (folder / "a.txt").write_text("clean\n")
    repository("add", ".", PATH=path)
    passed = repository("commit", "-qm", "clean", check=False, PATH=path)
    assert passed.returncode == 0, passed.stderr.decode()
    (folder / "a.txt").write_text(f"SSN {P.ssn}\n")
    repository("add", ".", PATH=path)
    done = repository("commit", "-qm", "next", check=False, PATH=path)
    said = (done.stdout + done.stderr).decode()
    assert done.returncode != 0, said
    assert "a.txt:1:5: high" in said
    assert P.ssn not in said
    if tool == "lefthook":
        # What went past the first hook is met by the second.
        repository("commit", "-qm", "past it", "--no-verify", PATH=path)
        other = folder.parent / "other.git"
        repository("init", "-q", "--bare", str(other), PATH=path)
        pushed = repository("push", "-q", str(other), "main", check=False, PATH=path)
        said = (pushed.stdout + pushed.stderr).decode()
        assert pushed.returncode != 0, said
        assert "a.txt" in said

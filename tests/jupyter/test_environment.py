"""The guard for every kernel of an environment, as a hub's administrator turns it on."""

import json
import subprocess
import sysconfig
import venv
from pathlib import Path

import pytest
from jupyter_client.manager import KernelManager

from .conftest import Kernel

ROOT = Path(__file__).parents[2]
NAME = "Avery Abramsen"


class Environment:
    """An environment of its own that has what the tests' one has."""

    def __init__(self, folder: Path) -> None:
        venv.create(folder, symlinks=True)
        self.python = str(folder / "bin" / "python")
        self.folder = folder
        site = next((folder / "lib").glob("python*")) / "site-packages"
        roots = [
            str(ROOT / root)
            for root in ("policy_engine", "dsl", "lsp_server", "jupyter_ext", "rules")
        ]
        (site / "zz-tests.pth").write_text(
            "\n".join([sysconfig.get_path("purelib"), *roots]) + "\n"
        )
        # The name has to come first for the autoload to find us, as an installed package would be.
        (site / "00-a.pth").write_text("\n".join([sysconfig.get_path("purelib"), *roots]) + "\n")

    def run(self, *arguments: str, env, cwd) -> subprocess.CompletedProcess:
        return subprocess.run(
            [self.python, *arguments],
            env=env,
            cwd=cwd,
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )


@pytest.fixture(scope="module")
def enabled(tmp_path_factory, place, environ) -> Environment:
    made = Environment(tmp_path_factory.mktemp("environment"))
    done = made.run(
        "-m", "promptward", "jupyter", "enable", "--system", "--pth", env=environ, cwd=place
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("wrote ") == 3
    return made


def start(
    environment: Environment, env: dict[str, str], cwd: Path
) -> tuple[KernelManager, Kernel]:
    manager = KernelManager()
    manager.kernel_spec.argv = [
        environment.python,
        "-m",
        "ipykernel_launcher",
        "-f",
        "{connection_file}",
    ]
    manager.start_kernel(cwd=str(cwd), env=env)
    client = manager.blocking_client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=120)
    except RuntimeError:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
        raise
    return manager, Kernel(manager, client)


SEND = """
import urllib.request, json
urllib.request.urlopen(urllib.request.Request("%s/v1/messages", json.dumps({"messages": [{"role": "user", "content": "Ave" + "ry Abramsen"}]}).encode(), {"Content-Type": "application/json"}))
"""


@pytest.fixture
def home(tmp_path, environ) -> dict[str, str]:
    return {**environ, "HOME": str(tmp_path), "IPYTHONDIR": str(tmp_path / ".ipython")}


def test_a_kernel_of_the_environment_is_guarded_without_a_word(
    enabled, place, home, other
) -> None:
    manager, kernel = start(enabled, home, place)
    try:
        ran = kernel.run(SEND % other.url)
        assert ran.status == "error"
        assert ran.panels[0]["outcome"] == "blocked"
        assert other.connections == 0
        child = kernel.run(
            f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {SEND % other.url!r}], capture_output=True, text=True).stderr"
        )
        assert "PromptBlocked" in child.everything
        assert other.connections == 0
    finally:
        kernel.client.stop_channels()
        manager.shutdown_kernel(now=True)


def test_a_profile_that_somebody_emptied_still_sends_nothing(
    enabled, place, home, other, tmp_path
) -> None:
    profile = tmp_path / ".ipython" / "profile_default"
    profile.mkdir(parents=True)
    (profile / "ipython_kernel_config.py").write_text(
        "c = get_config()\nc.IPKernelApp.extensions = []\nc.InteractiveShellApp.extensions = []\n"
    )
    manager, kernel = start(enabled, home, place)
    try:
        assert kernel.run(SEND % other.url).error["ename"] == "PromptBlocked"
        assert other.connections == 0
    finally:
        kernel.client.stop_channels()
        manager.shutdown_kernel(now=True)


def test_a_kernel_whose_guard_can_not_load_does_not_start(enabled, home, tmp_path) -> None:
    (tmp_path / ".promptward").mkdir()
    (tmp_path / ".promptward" / "policy.ward").write_text("policy broken\nthis is no policy\n")
    with pytest.raises(RuntimeError):
        start(enabled, home, tmp_path)


def test_a_python_that_sends_nothing_hardly_notices(enabled, place, environ) -> None:
    said = "import sys; print(sorted(n for n in sys.modules if n.startswith('promptward')))"
    done = enabled.run("-c", said, env=environ, cwd=place)
    assert json.loads(done.stdout.replace("'", '"')) == [
        "promptward",
        "promptward.guard",
        "promptward.guard.autoload",
        "promptward.version",
    ], done.stderr


def test_doctor_says_what_is_guarded_and_disable_takes_it_away(tmp_path, place, environ) -> None:
    made = Environment(tmp_path / "environment")
    before = made.run("-m", "promptward", "doctor", "--kernel", env=environ, cwd=place)
    assert before.returncode == 2
    assert "promptward jupyter enable --system --pth writes it" in before.stdout
    made.run("-m", "promptward", "jupyter", "enable", "--system", "--pth", env=environ, cwd=place)
    after = made.run("-m", "promptward", "doctor", "--kernel", env=environ, cwd=place)
    assert "!!  kernel" not in after.stdout, after.stdout
    assert "!!  guards" not in after.stdout, after.stdout
    assert "guards      httpx2" in after.stdout
    done = made.run("-m", "promptward", "jupyter", "disable", "--system", env=environ, cwd=place)
    assert done.stdout.count("removed ") == 3


def test_somebody_elses_configuration_is_left_alone(tmp_path, place, environ) -> None:
    made = Environment(tmp_path / "environment")
    theirs = tmp_path / "environment" / "etc" / "jupyter" / "jupyter_server_config.py"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("c.ServerApp.port = 1\n")
    done = made.run("-m", "promptward", "jupyter", "enable", "--system", env=environ, cwd=place)
    assert done.returncode == 2
    assert "jupyter_config_exists" in done.stderr
    assert theirs.read_text() == "c.ServerApp.port = 1\n"
    assert not (tmp_path / "environment" / "etc" / "ipython").exists()


def test_the_server_masks_outputs_before_they_are_written(place, environ, monkeypatch) -> None:
    from promptward_jupyter import saving

    monkeypatch.chdir(place)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(saving, "_KEPT", {})
    output = {"output_type": "stream", "name": "stdout", "text": f"{NAME}\n"}
    content = {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {},
        "cells": [{"cell_type": "code", "source": "1", "outputs": [output]}],
    }
    saving.pre_save_hook(
        {"type": "notebook", "content": content}, path="x.ipynb", contents_manager=None
    )
    assert output["text"] == "[names]\n"
    saving.pre_save_hook({"type": "file", "content": NAME})
    output["text"] = NAME
    monkeypatch.setattr(saving, "_guard", lambda: _refusing(place, environ))
    with pytest.raises(saving.OutputsRefused, match="cell 1 hold 1 names"):
        saving.pre_save_hook({"type": "notebook", "content": content})


def _refusing(place, environ):
    from promptward.guard.guard import Guard, Source
    from promptward.guard.settings import GuardSettings

    made = Guard(Source(None, str(place), str(place / "nowhere")), environ=environ)
    made._settings = GuardSettings(outputs="refuse")
    return made


def test_nothing_is_written_where_there_is_no_jupyter(tmp_path, monkeypatch) -> None:
    from promptward.cli import jupyter_enable
    from promptward.cli.failure import Failure

    monkeypatch.setattr(jupyter_enable, "find_spec", lambda name: None)
    monkeypatch.setenv("HOME", str(tmp_path))
    with pytest.raises(Failure, match="no Jupyter in this environment") as caught:
        jupyter_enable.enable.callback(system=False, pth=True, dry_run=False)
    assert caught.value.code == "missing_extra"
    assert list(tmp_path.iterdir()) == []

"""
Real editors, as far as they are installed: Neovim (any since 0.7), Emacs with eglot.

`PROMPTWARD_NVIM` names another Neovim: a command, split at blanks. `make test-clients` installs all.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.lsp.test_server import NOTE

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

CLIENTS = Path(__file__).parent / "clients"
SERVER = [sys.executable, "-m", "promptward", "lsp"]


def drive(command: list[str], tmp_path: Path, cache: Path) -> dict:
    file = tmp_path / "note.txt"
    file.write_text("before \f the form feed\n" + NOTE)
    out = tmp_path / "out.json"
    done = subprocess.run(
        command, cwd=tmp_path, timeout=300, check=False, capture_output=True, text=True,
        env={
            **os.environ, "PW_FILE": str(file), "PW_OUT": str(out), "PW_SERVER": json.dumps(SERVER),
            "PROMPTWARD_CACHE": str(cache), "HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path / "state"),
        },
    )  # fmt: skip
    assert out.exists(), done.stdout + done.stderr
    return json.loads(out.read_text())


def nvims() -> list[list[str]]:
    found = [[path] for path in [shutil.which("nvim")] if path]
    named = os.environ.get("PROMPTWARD_NVIM")
    return [*found, *([shlex.split(named)] if named else [])]


@pytest.mark.parametrize(
    "nvim", nvims() or [None], ids=lambda n: "none" if n is None else Path(n[-1]).name
)
def test_neovim(nvim, tmp_path, shipped_cache, shipped) -> None:
    if nvim is None:
        pytest.skip("Neovim is not installed")
    seen = drive(
        [*nvim, "--headless", "-u", "NONE", "-n", "-c", f"luafile {CLIENTS / 'edit.lua'}"],
        tmp_path,
        shipped_cache,
    )
    assert "failed" not in seen
    assert (seen["opened"], seen["typed"], seen["fixed"]) == (
        "names ssn",
        "mrn names ssn",
        "mrn names",
    )
    assert (seen["ssn"], seen["mrn"], seen["names"]) == ("219-09-9999", "00123456", "John Smith")
    assert seen["action"] == "Redact: replace with [ssn]"
    assert "Patient John Smith, SSN [ssn]" in seen["text"].split("\n")


def page(name: str, language: str) -> list[str]:
    text = (Path(__file__).parents[2] / "docs" / "editors" / name).read_text()
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def commanded(snippet: str, tmp_path: Path) -> dict[str, str]:
    """An environment in which `promptward` is the command that is tested."""
    bin_ = tmp_path / "bin"
    bin_.mkdir()
    script = bin_ / "promptward"
    script.write_text(f'#!/bin/sh\nexec {sys.executable} -m promptward "$@"\n')
    script.chmod(0o755)
    del snippet
    return {"PATH": f"{bin_}{os.pathsep}{os.environ['PATH']}"}


def test_the_snippet_for_neovim_starts_the_server(tmp_path, shipped_cache, shipped) -> None:
    named = os.environ.get("PROMPTWARD_NVIM")
    if not named:
        pytest.skip("PROMPTWARD_NVIM names no Neovim of 0.8 or newer")
    snippet = page("neovim.md", "lua")[1]
    (tmp_path / "init.lua").write_text(
        snippet
        + """
vim.cmd('edit note.md')
vim.bo.filetype = 'markdown'
local told = vim.wait(60000, function() return #vim.diagnostic.get(0) == 2 end, 20)
vim.fn.writefile({ vim.fn.json_encode({ told = told }) }, 'out.json')
vim.cmd('qa!')
"""
    )
    (tmp_path / "note.md").write_text(NOTE)
    subprocess.run(
        [*shlex.split(named), "--headless", "-u", "NONE", "-n", "-c", "luafile init.lua"], cwd=tmp_path, timeout=200, check=False,
        env={**os.environ, **commanded(snippet, tmp_path), "PROMPTWARD_CACHE": str(shipped_cache), "HOME": str(tmp_path)},
    )  # fmt: skip
    assert json.loads((tmp_path / "out.json").read_text()) == {"told": True}


def test_the_snippet_for_neovim_asks_for_a_reason(tmp_path, shipped_cache, shipped) -> None:
    named = os.environ.get("PROMPTWARD_NVIM")
    if not named:
        pytest.skip("PROMPTWARD_NVIM names no Neovim of 0.8 or newer")
    (tmp_path / "init.lua").write_text(
        page("neovim.md", "lua")[2]
        + f"""
vim.ui.input = function(_, answer) answer('an invented person') end
vim.cmd('edit case.py')
vim.bo.filetype = 'python'
vim.lsp.start({{
  name = 'promptward', cmd = vim.fn.json_decode({json.dumps(json.dumps(SERVER))}),
  root_dir = vim.fn.getcwd(), init_options = {{ askReason = true }},
}})
local shown = vim.wait(60000, function()
  local found = vim.diagnostic.get(0)
  return #found == 1 and found[1].code == 'ssn'
end, 20)
vim.api.nvim_win_set_cursor(0, {{ 1, 12 }})
vim.lsp.buf.code_action({{ apply = true, filter = function(a) return a.title:find('on this line') ~= nil end }})
local function text() return vim.api.nvim_buf_get_lines(0, 0, 1, false)[1] end
vim.wait(60000, function() return text():find('allow%[') ~= nil and #vim.diagnostic.get(0) == 0 end, 20)
vim.fn.writefile({{ vim.fn.json_encode({{ shown = shown, text = text(), left = #vim.diagnostic.get(0) }}) }}, 'out.json')
vim.cmd('qa!')
"""
    )
    (tmp_path / "case.py").write_text('ssn = "219-09-9999"\n')
    subprocess.run(
        [*shlex.split(named), "--headless", "-u", "NONE", "-n", "-c", "luafile init.lua"], cwd=tmp_path, timeout=200, check=False,
        env={**os.environ, "PROMPTWARD_CACHE": str(shipped_cache), "HOME": str(tmp_path)},
    )  # fmt: skip
    seen = json.loads((tmp_path / "out.json").read_text())
    assert (seen["shown"], seen["left"]) == (True, 0)
    assert '# promptward: allow[ssn] reason="an invented person" until=' in seen["text"]


def test_the_snippet_for_emacs_loads(tmp_path) -> None:
    emacs = shutil.which("emacs")
    if not emacs:
        pytest.skip("Emacs is not installed")
    (snippet,) = page("emacs.md", "elisp")
    check = """
(with-temp-buffer (setq buffer-file-name "a.ward") (set-auto-mode)
  (princ (list major-mode (cdr (assq 'ward-mode eglot-server-programs)))) (setq buffer-file-name nil))
"""
    (tmp_path / "init.el").write_text(snippet + check)
    done = subprocess.run(
        [emacs, "--batch", "-l", "init.el"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    if "Cannot open load file" in done.stderr:
        pytest.skip("eglot is not installed")
    assert done.stdout == "(ward-mode (promptward lsp))", done.stderr


def test_emacs_with_eglot(tmp_path, shipped_cache, shipped) -> None:
    emacs = shutil.which("emacs")
    has = (
        emacs
        and subprocess.run(
            [emacs, "--batch", "-l", "eglot"], capture_output=True, check=False
        ).returncode
        == 0
    )
    if not has:
        pytest.skip("Emacs with eglot is not installed")
    seen = drive([emacs, "--batch", "-l", str(CLIENTS / "edit.el")], tmp_path, shipped_cache)
    assert any("Social Security" in text for text in seen["opened"])
    assert seen["action"] == "Redact: replace with [ssn]"
    assert "SSN [ssn]" in seen["text"]


def helix() -> list[str] | None:
    named = os.environ.get("PROMPTWARD_HELIX")
    found = shutil.which("hx")
    return shlex.split(named) if named else [found] if found else None


def test_helix_shows_what_was_found(tmp_path, shipped_cache, shipped) -> None:
    """In a terminal of tmux: the configuration of the documentation, the editor, the screen."""
    command, tmux = helix(), shutil.which("tmux")
    if command is None or tmux is None:
        pytest.skip("Helix or tmux is not installed")
    (snippet,) = page("helix.md", "toml")
    config = tmp_path / ".config" / "helix"
    config.mkdir(parents=True)
    (config / "languages.toml").write_text(snippet)
    (tmp_path / "note.md").write_text(NOTE)
    socket = ["-S", str(tmp_path / "tmux")]
    env = {
        **os.environ, **commanded(snippet, tmp_path), "HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / ".config"),
        "PROMPTWARD_CACHE": str(shipped_cache), "TERM": "xterm-256color", "XDG_CACHE_HOME": str(tmp_path / "cache"),
    }  # fmt: skip

    def run(*arguments: str) -> str:
        return subprocess.run(
            [tmux, *socket, *arguments],
            env=env,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        ).stdout

    def screen(holds: str) -> str:
        for _ in range(600):
            shown = run("capture-pane", "-p", "-t", "h")
            if holds in shown:
                return shown
            time.sleep(0.1)
        raise AssertionError(shown)

    run("new-session", "-d", "-s", "h", "-x", "120", "-y", "30", shlex.join([*command, "note.md"]))
    try:
        screen("Patient John Smith")
        run("send-keys", "-t", "h", "G", "o", "MRN: 00123456", "Escape")
        screen("Medical record numbers")
        run("send-keys", "-t", "h", "Space", "d")
        screen("Social Security numbers")
        run("send-keys", "-t", "h", "C-c")
        run("send-keys", "-t", "h", "g", "g", "3", "0", "l", "Space", "a")
        screen("Redact: replace with [ssn]")
        run("send-keys", "-t", "h", "Enter")
        screen("SSN [ssn]")
    finally:
        run("kill-server")

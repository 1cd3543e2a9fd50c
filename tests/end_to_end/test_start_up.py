"""What a start costs: fresh interpreters, asked which modules they came to load."""

import inspect
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptward.cli.lean import _cleandoc

pytestmark = pytest.mark.e2e

HEAVY = frozenset(
    {"lark", "yaml", "phonenumbers", "stdnum", "rapidfuzz", "numpy", "pygls", "IPython"}
)
NETWORK = frozenset({"socket", "_socket", "ssl", "_ssl", "http", "urllib", "asyncio"})
SLOW = frozenset({"dataclasses", "pathlib", "tempfile", "logging", "importlib.metadata"})
PARSER = frozenset(
    f"promptward_dsl.{name}"
    for name in ("parser", "lexer", "builder", "resolver", "checker", "compiler", "build", "codes")
)
NOTE = "Patient: Eleanor Marsh, MRN: 004711, SSN 900-12-3456"


def loaded(program: str, environment: dict[str, str], cwd: Path, stdin: str = "") -> set[str]:
    """Every module, and every package above one, that a fresh interpreter has after a program."""
    said = "\nimport sys; print(*sorted(sys.modules), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", program + said],
        input=stdin,
        capture_output=True,
        text=True,
        env=environment,
        cwd=cwd,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    names = done.stderr.splitlines()[-1].split()
    return {*names, *(name.partition(".")[0] for name in names)}


def command(*arguments: object) -> str:
    """A program that runs one command and stays for a question."""
    return (
        "from promptward.cli import main\n"
        f"try: main({[str(a) for a in arguments]!r})\n"
        "except SystemExit: pass\n"
    )


@pytest.fixture
def bare(environment, tmp_path) -> set[str]:
    """What an interpreter has without us: in an editable install the finder of that install."""
    return loaded("pass", environment, tmp_path)


@pytest.mark.parametrize(
    "module",
    ["promptward", "promptward.engine", "promptward.model", "promptward_dsl.ir", "promptward.cli"],
)
def test_an_import_loads_nothing_heavy(environment, bare, tmp_path, module) -> None:
    new = loaded(f"import {module}", environment, tmp_path) - bare
    assert module in new
    assert not new & (HEAVY | NETWORK | SLOW | PARSER)


def test_the_package_alone_loads_none_of_its_modules(environment, bare, tmp_path) -> None:
    new = loaded("import promptward", environment, tmp_path) - bare
    assert {name for name in new if name.startswith("promptward")} == {
        "promptward",
        "promptward.version",
    }


def test_the_ir_alone_loads_no_engine(environment, bare, tmp_path) -> None:
    new = loaded("import promptward_dsl.ir", environment, tmp_path) - bare
    assert "promptward" not in new


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "-", "--destination", "consumer_chat", "--purpose", "summary"),
        ("check", "-", "--format", "json"),
        ("redact", "-"),
        ("scan", "-"),
        ("scan", "--records", "jsonl", "-"),
    ],
    ids=" ".join,
)
def test_a_command_with_a_cached_policy_needs_no_parser_and_no_network(
    environment, bare, tmp_path, clinic, arguments
) -> None:
    program = command(*arguments, "--policy", clinic)
    loaded(program, environment, tmp_path, NOTE)  # now it is cached
    new = loaded(program, environment, tmp_path, NOTE) - bare
    assert "hyperscan" in new
    assert not new & (HEAVY | NETWORK | SLOW | PARSER)


def test_a_command_does_without_what_click_imports_for_its_help(
    environment, bare, tmp_path
) -> None:
    new = loaded(command("--version"), environment, tmp_path) - bare
    assert "click" in new
    assert not new & {"inspect", "ast", "uuid", "platform"}


@pytest.mark.parametrize(
    "use",
    [
        "import inspect, uuid; inspect.signature(print); uuid.uuid4()",
        "import click; click.UUID.convert('12345678123456781234567812345678', None, None)",
        "import click; click.echo_via_pager(str(n) for n in range(2))",
        "from promptward.cli.app import run; assert run(['--help']) == 0",
    ],
)
def test_what_click_was_lent_is_the_real_thing_to_whoever_asks(environment, tmp_path, use) -> None:
    loaded("import promptward.cli.app\n" + use, environment, tmp_path)


@given(st.text("ab \n\t", max_size=40))
def test_help_is_cleaned_as_ever(doc: str) -> None:
    assert _cleandoc(doc) == inspect.cleandoc(doc)


def test_a_policy_that_is_not_cached_is_parsed_and_yet_opens_no_connection(
    environment, bare, tmp_path, clinic
) -> None:
    env = {**environment, "PROMPTWARD_CACHE": str(tmp_path / "cache")}
    new = loaded(command("check", "-", "--policy", clinic), env, tmp_path, NOTE) - bare
    assert "promptward_dsl.parser" in new
    assert not new & {"lark", "numpy", "_socket", "_ssl"}


def test_the_embedded_policy_from_the_cache_needs_no_more(environment, bare, tmp_path) -> None:
    program = (
        "import promptward\n"
        "engine = promptward.load()\n"
        f"decision = engine.decide(promptward.Request({NOTE!r}))\n"
        "assert decision.verdict == 'block'\n"
        "assert decision.findings\n"
    )
    loaded(program, environment, tmp_path)  # now it is cached
    new = loaded(program, environment, tmp_path) - bare
    assert not new & (HEAVY | NETWORK | SLOW | PARSER)


CUSTODY = frozenset(
    {"cryptography", "joserfc", "keyring", "sqlite3", "tomllib", "http", "subprocess"}
)


def test_without_configuration_nothing_of_custody_is_loaded(
    environment, bare, tmp_path, clinic
) -> None:
    program = command("check", "-", "--policy", clinic)
    loaded(program, environment, tmp_path, NOTE)  # now it is cached
    new = loaded(program, environment, tmp_path, NOTE) - bare
    assert not new & CUSTODY
    assert not any(name.startswith(("promptward.audit", "promptward.custody")) for name in new)


def test_a_record_between_checkpoints_needs_no_cryptography(
    environment, bare, tmp_path, clinic
) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[audit]\nfolder = "log"\n[keys]\nstore = "file"\n')
    env = {**environment, "PROMPTWARD_CONFIG": str(config)}
    loaded(command("audit", "init"), env, tmp_path)
    program = command("check", "-", "--policy", clinic)
    loaded(program, env, tmp_path, NOTE)  # signs, since nobody knows when that was done last
    new = loaded(program, env, tmp_path, NOTE) - bare
    assert "promptward.audit.log" in new
    assert not new & (HEAVY | NETWORK | {"cryptography", "joserfc", "keyring"})


def test_the_list_of_commands_imports_none_of_them(environment, bare, tmp_path) -> None:
    new = loaded(command("--help"), environment, tmp_path) - bare
    assert "promptward.engine" not in new
    assert "hyperscan" not in new

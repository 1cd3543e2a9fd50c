"""
`promptward man`: the manual page, made from the commands themselves.

The same page lies in `docs/man/promptward.1` and is installed with the package, where `man
promptward` finds it; `make docs` writes it. The macros are those of man(7).
"""

import re
from collections.abc import Iterator

import click

from promptward.version import __version__

__all__ = ["man", "page"]

_ENVIRONMENT = (
    ("PROMPTWARD_POLICY", "the policy file, unless --policy names one"),
    ("PROMPTWARD_FLOOR", "a policy that no other may weaken, where the machine has none"),
    ("PROMPTWARD_CACHE", "where compiled policies are kept"),
    ("PROMPTWARD_BASELINE_KEY", "the key of tags in a baseline; never in the repository"),
    ("PROMPTWARD_NER_MODEL", "a folder with a pipeline of spaCy, for policies that ask a model"),
    ("NO_COLOR", "no colours, whatever its value"),
)
_FILES = (
    (".promptward/policy.ward", "the policy of a project: the nearest one upward holds"),
    (".promptward/config.toml", "how a project is scanned, and what is kept"),
    (".promptward/baseline.jsonl", "findings that were there before"),
    (".promptwardignore", "paths that scans leave out"),
    ("/etc/promptward/", "the machine's policy and configuration, which nobody weakens"),
)
_EXITS = (
    ("0", "nothing objectionable, and everything was looked at"),
    ("1", "findings, or a verdict of require_justification or block"),
    ("2", "usage, policy or environment error"),
    ("3", "something could not be looked at; when several hold, the largest"),
)


@click.command
def man() -> None:
    """
    Print the manual page.

    \b
    promptward man | man -l -
    """
    click.echo(page(), nl=False)


def page() -> str:
    """The whole page, in roff; the same for the same commands and version."""
    from promptward.cli.app import app  # noqa: PLC0415  # the table holds this command, too

    context = app.make_context("promptward", [], resilient_parsing=True)
    lines = [
        f'.TH PROMPTWARD 1 "" "promptward {__version__}" "User Commands"',
        ".SH NAME",
        r"promptward \- decide what protected health information may leave in a prompt",
        ".SH SYNOPSIS",
        r".B promptward",
        r"\fICOMMAND\fR [\fIARGUMENTS\fR]",
        ".SH DESCRIPTION",
        *_prose(app.help or ""),
        ".SH COMMANDS",
    ]
    for path, command, inner in _commands(app, context):
        if isinstance(command, click.Group):
            continue
        lines += [f".SS {_text(path)}", *_usage(command, inner), *_prose(command.help or "")]
        lines += _options(command, inner)
    lines += [".SH EXIT STATUS", *_table(_EXITS), ".SH ENVIRONMENT", *_table(_ENVIRONMENT)]
    lines += [".SH FILES", *_table(_FILES)]
    return "\n".join(lines) + "\n"


def _commands(
    group: click.Group, context: click.Context, before: str = ""
) -> Iterator[tuple[str, click.Command, click.Context]]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None or command.hidden:
            continue
        path = f"{before} {name}".strip()
        inner = click.Context(command, info_name=name, parent=context)
        yield path, command, inner
        if isinstance(command, click.Group):
            yield from _commands(command, inner, path)


def _usage(command: click.Command, context: click.Context) -> list[str]:
    pieces = " ".join(command.collect_usage_pieces(context))
    return [".PP", f"\\fB{_text(context.command_path)}\\fR {_text(pieces)}".rstrip()]


def _options(command: click.Command, context: click.Context) -> Iterator[str]:
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record is not None and "--help" not in record[0]:
            yield ".TP"
            yield f"\\fB{_text(record[0])}\\fR"
            yield _line(" ".join(record[1].split())) or "\\&"


def _table(rows: tuple[tuple[str, str], ...]) -> Iterator[str]:
    for name, meaning in rows:
        yield ".TP"
        yield f"\\fB{_text(name)}\\fR"
        yield _line(f"{meaning[0].upper()}{meaning[1:]}.")


def _prose(text: str) -> Iterator[str]:
    """Paragraphs of a help text; those that click keeps as they are, as they are."""
    for paragraph in re.split(r"\n\s*\n", text.strip().replace("\f", "")):
        lines = [line.strip() for line in paragraph.split("\n")]
        if lines and lines[0] == "\b":
            yield from (".PP", ".nf", ".RS 4")
            yield from map(_line, lines[1:])
            yield from (".RE", ".fi")
        else:
            yield ".PP"
            yield _line(" ".join(lines))


def _line(text: str) -> str:
    """A line of text; one that began with a control character would be a request."""
    text = _text(text)
    return f"\\&{text}" if text.startswith((".", "'")) else text


def _text(text: str) -> str:
    return (
        text.replace("\\", "\\e")
        .replace("-", "\\-")
        .replace("`", "\\(ga")
        .replace("·", "\\(bu")
        .replace("…", "...")
    )

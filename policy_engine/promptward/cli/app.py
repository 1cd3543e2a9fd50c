"""The table of commands; a command's module is imported when the command is run."""

import os
from collections.abc import Sequence
from importlib import import_module
from typing import ClassVar

from promptward.cli.failure import USAGE, Failure
from promptward.cli.lean import click
from promptward.version import __version__

__all__ = ["TableGroup", "app", "run"]

COMPLETION_VARIABLE = "_PROMPTWARD_COMPLETE"


class TableGroup(click.Group):
    """
    A group whose commands stand in a table: name -> (module, line of help).

    The module holds the command under its own name (dashes as underscores). Listing the commands
    imports none of them: start-up is paid by whoever waits for a decision.
    """

    table: ClassVar[dict[str, tuple[str, str]]]

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order of the table."""
        del ctx
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        del ctx
        if cmd_name not in self.table:
            return None
        command = getattr(import_module(self.table[cmd_name][0]), cmd_name.replace("-", "_"))
        assert isinstance(command, click.Command)  # noqa: S101  # the table is ours
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click's, with the nearest name when there is none."""
        if args and not args[0].startswith("-") and args[0] not in self.table:
            from difflib import get_close_matches  # noqa: PLC0415  # only after a slip

            near = get_close_matches(args[0], self.table, 1)
            hint = f" Did you mean `{near[0]}`?" if near else ""
            ctx.fail(f"No such command `{args[0]}`.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table as it stands."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in self.table.items()])


class _App(TableGroup):
    table: ClassVar[dict[str, tuple[str, str]]] = {
        "check": ("promptward.cli.check", "Decide whether a text may leave, and say why."),
        "redact": ("promptward.cli.redact", "Print the text that may leave."),
        "restore": ("promptward.cli.restore", "Print a reply with its pseudonyms turned back."),
        "scan": ("promptward.cli.scan", "Look for identifiers in files, folders or records."),
        "fix": ("promptward.cli.fix", "Replace identifiers in files, which stay what they are."),
        "baseline": ("promptward.cli.baseline", "Know findings that were there before."),
        "hook": ("promptward.cli.hook", "Stop commits and pushes that carry identifiers."),
        "explain": (
            "promptward.cli.explain",
            "Say what a category, detector or finding means.",
        ),
        "config": ("promptward.cli.config", "Check and show the configuration that holds here."),
        "policy": (
            "promptward.cli.policy",
            "Check, format, test, show, compare and start policies.",
        ),
        "lexicon": ("promptward.cli.lexicon", "Build and check rosters of people."),
        "audit": ("promptward.cli.audit", "Look after the record of what was asked and decided."),
        "vault": ("promptward.cli.vault", "Look after kept pseudonyms and reasons."),
        "notify": ("promptward.cli.notify", "Look after notices to contacts."),
        "lockdown": ("promptward.cli.lockdown", "Block everything, at once."),
        "destinations": (
            "promptward.cli.destinations",
            "Look after the parties that prompts may go to.",
        ),
        "whoami": ("promptward.cli.whoami", "Say who asks, as far as this machine knows."),
        "notebook": ("promptward.cli.notebook", "Look after what notebook files keep."),
        "jupyter": ("promptward.cli.jupyter", "Guard the kernels of an environment."),
        "init": ("promptward.cli.init", "Start a policy for this project."),
        "lsp": ("promptward.cli.lsp", "Serve editors: the language server."),
        "doctor": ("promptward.cli.doctor", "Say whether everything is in order here."),
        "man": ("promptward.cli.man", "Print the manual page."),
        "completion": ("promptward.cli.completion", "Print the completion script of a shell."),
    }


@click.group(
    cls=_App,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 99},
    epilog="Exit codes: 0 nothing objectionable · 1 findings, or blocked · 2 usage, policy or "
    "environment error · 3 something could not be looked at.",
)
@click.version_option(__version__, "--version", message="promptward %(version)s")
def app() -> None:
    """
    Decide what protected health information may leave in a prompt.

    \b
    promptward check note.txt --destination azure_openai
    promptward redact note.txt
    promptward scan notebooks/ data/
    """


def run(argv: Sequence[str]) -> int:
    """Run one command; its exit code. Raises KeyboardInterrupt and BrokenPipeError."""
    instruction = os.environ.get(COMPLETION_VARIABLE)
    if instruction:
        from click.shell_completion import shell_complete  # noqa: PLC0415  # only when asked

        return shell_complete(app, {}, "promptward", COMPLETION_VARIABLE, instruction)
    try:
        with app.make_context("promptward", list(argv)) as context:
            if os.environ.get("NO_COLOR"):
                context.color = False
            code = app.invoke(context)
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except click.ClickException as error:
        error.show()
        return USAGE
    except click.Abort:
        raise KeyboardInterrupt from None
    except Failure as failure:
        click.echo(f"promptward: {failure}", err=True)
        return failure.exit_code
    return code if isinstance(code, int) else 0

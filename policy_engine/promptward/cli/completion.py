"""`promptward completion`: the script that completes commands and options in a shell."""

import click
from click.shell_completion import get_completion_class

from promptward.cli.app import COMPLETION_VARIABLE, app

__all__ = ["completion"]


@click.command
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(*, shell: str) -> None:
    """
    Print the completion script of a shell.

    \b
    bash   eval "$(promptward completion bash)"              in ~/.bashrc
    zsh    eval "$(promptward completion zsh)"               in ~/.zshrc
    fish   promptward completion fish | source               in config.fish
    """
    complete = get_completion_class(shell)
    assert complete is not None  # noqa: S101  # click has all three
    source = complete(app, {}, "promptward", COMPLETION_VARIABLE).source()
    if shell == "fish":
        # A line of help may hold commas; what click writes for fish ends it at the first.
        source = source.replace('string split "," $', 'string split --max 1 "," $')
    click.echo(source)

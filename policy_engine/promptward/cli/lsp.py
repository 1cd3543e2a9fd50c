"""`promptward lsp`: the language server for editors."""

from importlib import import_module

import click

from promptward.cli.failure import Failure

__all__ = ["lsp"]


@click.command
@click.option("--stdio", is_flag=True, help="Speak on standard input and output [the default].")
@click.option("--tcp", type=click.IntRange(1, 65535), metavar="PORT", help="Listen on a port.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
def lsp(*, stdio: bool, tcp: int | None, host: str) -> int:
    """
    Serve editors: identifiers underlined as they are typed, and Ward as a language.

    Your editor starts this; docs/editors says how to tell it so. Settings are the client's, the
    policy and .promptward/config.toml those of the folder that is open.
    """
    del stdio
    try:
        # By name, since this floor lies below that one.
        serve = import_module("promptward_lsp.serve").serve
        import_module("pygls")
    except ImportError:
        raise Failure(
            "missing_extra",
            "needs a library that is not installed",
            where="promptward lsp",
            help="pip install 'promptward[lsp]'",
        ) from None
    code: int = serve(tcp=tcp, host=host)
    return code

"""Paths on the command line: never empty, and completed by the shell."""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

__all__ = ["FILE", "FOLDER"]


class _Path(click.ParamType):  # type: ignore[type-arg]  # generic in newer releases of click only
    """
    A path as it was typed. An empty one is what a script makes of a variable that is not set: to
    go on without it would look at something else than was meant.
    """

    name = "path"

    def __init__(self, completes: str) -> None:
        self._completes = completes

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not value:
            self.fail(
                "the path is empty; name one, and if it stands in a variable, see that it is set",
                param,
                ctx,
            )
        return value

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> "list[CompletionItem]":
        """What lies on the disk, as the shell itself completes it."""
        from click.shell_completion import CompletionItem  # noqa: PLC0415  # only when asked

        del ctx, param
        return [CompletionItem(incomplete, type=self._completes)]


FILE = _Path("file")
"""A file, or a folder where a command takes both: the shell offers the way to either."""

FOLDER = _Path("dir")

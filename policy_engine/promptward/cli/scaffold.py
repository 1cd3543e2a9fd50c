"""Starting points: whole policies and single declarations that load as they are."""

import os
import re
from importlib.resources import files

from promptward.cli.failure import Failure
from promptward.cli.whole_file import write_whole
from promptward.scan.outcome import Unread
from promptward.scan.read_text import read_file

__all__ = ["checked_name", "create", "extend", "scaffold"]

_NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")
_WINDOWS = re.compile(r"[^\r\n]*\r\n")
"""A text whose first line ends as lines do there."""
_PACK = "hipaa.safe_harbor"
_ALIAS = "sh"
"""What templates call the pack."""


def checked_name(kind: str, name: str) -> None:
    """Raises Failure for a name that Ward does not allow."""
    if not _NAME.fullmatch(name) or (kind != "policy" and "." in name):
        raise Failure(
            "name",
            f"`{name}` is no name for a {kind}",
            help="small letters, digits and underscores, beginning with a letter"
            + ("; dots between parts" if kind == "policy" else ""),
        )


def scaffold(kind: str, name: str) -> str:
    """The template of `kind` (policy, detector or rule) under a name that Ward allows."""
    checked_name(kind, name)
    template = files("promptward.cli").joinpath("templates", f"{kind}.ward")
    return template.read_text(encoding="utf-8").replace("NAME", name)


def create(path: str, source: str) -> None:
    """Write a new file, whole, with its folders; refuses to touch one that is there."""
    try:
        folder = os.path.dirname(path)  # noqa: PTH120  # plain paths, as in the rest of the cli
        if folder:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103  # as above
        write_whole(path, source, new=True)
    except FileExistsError:
        raise Failure(
            "exists", "exists already", where=path, help="edit it, or choose another place"
        ) from None
    except OSError as error:
        raise _unwritable(path, error) from None


def extend(path: str, kind: str, name: str, source: str) -> None:
    """
    Add a declaration to the end of a policy that is there, in the policy's own words: the pack is
    called what the policy calls it, lines end as its lines do. Refuses a name that is taken, and a
    policy with a syntax error: what is added could land inside a block that is not closed.
    """
    present = read_file(path)
    if isinstance(present, Unread):
        help_ = present.help
        if present.code == "missing":
            help_ = f"start it first: promptward policy new policy NAME -o {path}"
        raise Failure(present.code, present.message, where=path, help=help_)
    added = _fitted(path, kind, name, present.text, source)
    try:
        with open(path, encoding="utf-8", newline="") as file:  # noqa: PTH123  # as above
            present_as_is = file.read()
        write_whole(path, present_as_is + added)
    except OSError as error:
        raise _unwritable(path, error) from None


def _fitted(path: str, kind: str, name: str, present: str, source: str) -> str:
    from promptward_dsl import ast  # noqa: PLC0415  # only for what is added to
    from promptward_dsl.parser import parse  # noqa: PLC0415  # the same
    from promptward_dsl.span import line_and_column  # noqa: PLC0415  # the same

    module, diagnostics = parse(present, path)
    wrong = [one for one in diagnostics if one.severity == "error"]
    if wrong:
        line, column = line_and_column(present, wrong[0].span.start)
        raise Failure(
            "policy",
            f"has a syntax error, so nothing is added to it: {wrong[0].message}",
            where=f"{path}:{line}:{column}",
            help=f"mend it first: promptward policy check {path}",
        )
    items = module.items
    alias = None
    for item in items:
        if isinstance(item, ast.Import) and item.module.text == _PACK:
            alias = item.alias.text if item.alias else _PACK.rpartition(".")[2]
        taken = isinstance(item, ast.Detector if kind == "detector" else ast.Rule)
        if taken and getattr(item, "name").text == name:  # noqa: B009  # one of the two nodes
            raise Failure(
                "exists", f"has a {kind} `{name}` already", where=path, help="choose another name"
            )
    if alias is None:
        source = f"\nimport {_PACK} ^1.0.0 as {_ALIAS}\n{source}"
    elif alias != _ALIAS:
        source = re.sub(rf"\b{_ALIAS}\.", f"{alias}.", source)
    if present and not present.endswith(("\n", "\r")):
        source = f"\n{source}"
    return source.replace("\n", "\r\n") if _WINDOWS.match(present) else source


def _unwritable(path: str, error: OSError) -> Failure:
    reason = (error.strerror or "unknown reason").lower()
    return Failure("unwritable", reason, where=path, help="check the path and its permissions")

"""Starting points: whole policies and single declarations that check clean as they are."""

import os
import re
from importlib.resources import files

from promptward.cli.failure import Failure

__all__ = ["create", "extend", "scaffold"]

_NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")


def scaffold(kind: str, name: str) -> str:
    """The template of `kind` (policy, detector or rule) under a name that Ward allows."""
    if not _NAME.fullmatch(name) or (kind != "policy" and "." in name):
        raise Failure(
            "name",
            f"`{name}` is no name for a {kind}",
            help="small letters, digits and underscores, beginning with a letter"
            + ("; dots between parts" if kind == "policy" else ""),
        )
    template = files("promptward.cli").joinpath("templates", f"{kind}.ward")
    return template.read_text(encoding="utf-8").replace("NAME", name)


def create(path: str, source: str) -> None:
    """Write a new file, with its folders; refuses to touch one that is there."""
    try:
        folder = os.path.dirname(path)  # noqa: PTH120  # plain paths, as in the rest of the cli
        if folder:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103  # as above
        with open(path, "x", encoding="utf-8", newline="\n") as file:  # noqa: PTH123  # as above
            file.write(source)
    except FileExistsError:
        raise Failure(
            "exists", "exists already", where=path, help="edit it, or choose another place"
        ) from None
    except OSError as error:
        raise _unwritable(path, error) from None


def extend(path: str, source: str) -> None:
    """Add declarations to the end of a policy that is there."""
    try:
        with open(path, "r+", encoding="utf-8", newline="") as file:  # noqa: PTH123  # as above
            file.seek(0, os.SEEK_END)
            file.write(source)
    except OSError as error:
        raise _unwritable(path, error) from None


def _unwritable(path: str, error: OSError) -> Failure:
    reason = (error.strerror or "unknown reason").lower()
    return Failure("unwritable", reason, where=path, help="check the path and its permissions")

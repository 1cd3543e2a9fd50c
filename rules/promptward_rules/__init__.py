"""Policy packs and lexicons that ship with Promptward: data, and how to read it."""

import os
from functools import cache
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


class _Reads(Protocol):
    def get_data(self, path: str) -> bytes: ...


__all__ = ["packs", "read_bytes", "read_text", "root", "sources", "word_list"]

PART = ".part.ward"
"""How files end that are no packs: each holds declarations of the pack that reads it."""


def root() -> "Traversable":
    """The folder of the packs; `hipaa.safe_harbor` is `hipaa/safe_harbor.ward` below it."""
    from importlib.resources import files  # noqa: PLC0415  # slow to import; few texts need a file

    return files(__name__)


def read_text(path: str) -> str:
    """The text of one file below `root()`, by a relative path with forward slashes (UTF-8)."""
    return read_bytes(path).decode("utf-8").replace("\r\n", "\n")


def read_bytes(path: str) -> bytes:
    """The bytes of one file below `root()`, by a relative path with forward slashes."""
    # What imported this module reads its data as well, from a folder or a zip. The way through
    # `importlib.resources` imports thirty modules, which takes longer than many a decision.
    loader = cast("_Reads", __spec__.loader)
    return loader.get_data(os.path.join(os.path.dirname(__file__), *path.split("/")))


def word_list(subject: str, name: str) -> tuple[str, ...]:
    """
    The entries of a list, in their order: the section `[name]` of the file `words/subject.txt`.

    Entries are parted by semicolons where the section has any, otherwise by white space. A list
    that does not exist is a KeyError.
    """
    section = _word_lists(subject)[name]
    words = section.split()
    return tuple(" ".join(words).split("; ") if ";" in section else words)


@cache
def _word_lists(subject: str) -> dict[str, str]:
    """The sections of a file of lists by their names, each as it stands."""
    sections: dict[str, str] = {}
    for section in read_text(f"words/{subject}.txt").split("\n[")[1:]:  # the first says what it is
        name, _, entries = section.partition("]\n")
        sections[name] = entries
    return sections


def packs() -> tuple[str, ...]:
    """The dotted module names of all packs, sorted."""

    def below(folder: "Traversable", prefix: str) -> list[str]:
        names: list[str] = []
        for entry in folder.iterdir():
            if entry.is_dir():
                names += below(entry, f"{prefix}{entry.name}.")
            elif entry.name.endswith(".ward") and not entry.name.endswith(PART):
                names.append(prefix + entry.name.removesuffix(".ward"))
        return names

    return tuple(sorted(below(root(), "")))


def sources(pack: str) -> tuple[str, ...]:
    """The texts of a pack: its own file's, then those of the parts in the folder of its name."""
    path = pack.replace(".", "/")
    folder = root().joinpath(*path.split("/"))
    names = [entry.name for entry in folder.iterdir()] if folder.is_dir() else []
    parts = sorted(f"{path}/{name}" for name in names if name.endswith(PART))
    return tuple(map(read_text, (f"{path}.ward", *parts)))

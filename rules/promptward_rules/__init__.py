"""Policy packs and lexicons that ship with Promptward: data, and how to read it."""

from importlib.resources import files
from importlib.resources.abc import Traversable

__all__ = ["packs", "read_bytes", "read_text", "root"]


def root() -> Traversable:
    """The folder of the packs; `hipaa.safe_harbor` is `hipaa/safe_harbor.ward` below it."""
    return files(__name__)


def read_text(path: str) -> str:
    """The text of one file below `root()`, by a relative path with forward slashes (UTF-8)."""
    return root().joinpath(*path.split("/")).read_text(encoding="utf-8")


def read_bytes(path: str) -> bytes:
    """The bytes of one file below `root()`, by a relative path with forward slashes."""
    return root().joinpath(*path.split("/")).read_bytes()


def packs() -> tuple[str, ...]:
    """The dotted module names of all packs, sorted."""

    def below(folder: Traversable, prefix: str) -> list[str]:
        names: list[str] = []
        for entry in folder.iterdir():
            if entry.is_dir():
                names += below(entry, f"{prefix}{entry.name}.")
            elif entry.name.endswith(".ward"):
                names.append(prefix + entry.name.removesuffix(".ward"))
        return names

    return tuple(sorted(below(root(), "")))

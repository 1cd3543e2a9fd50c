"""
Where policy modules and their data come from: folders that no name, `..` or link may leave.

A module `hipaa.safe_harbor` is the file `hipaa/safe_harbor.ward` below a root. Every failure is a
value, so that a policy that can't be read is a message at the import and never an exception.
"""

import errno
import os
import re
import zlib
from collections.abc import Iterator, Sequence
from hashlib import sha256
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NamedTuple

from promptward_dsl.nearest import nearest
from promptward_dsl.span import SHIPPED

__all__ = [
    "ABSENT",
    "DATA_LIMIT",
    "PART",
    "SHIPPED",
    "SOURCE_LIMIT",
    "Input",
    "Refusal",
    "Root",
    "SourceFile",
    "Sources",
    "root_folder",
]

SOURCE_LIMIT = 1 << 20
"""Largest policy source or data file, in bytes."""

DATA_LIMIT = 1 << 25
"""Largest word list after unpacking, in bytes."""

PART = ".part.ward"
"""How a file ends that holds declarations of a policy that stands in another one."""

ABSENT = ""

# Each member of a gzip file copies what is behind it, so very many would take very long.
_MEMBERS = 64

_PART = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.+ -]*\Z")


class Root(NamedTuple):
    """A folder of policies; `label` stands before the relative path in messages."""

    label: str
    folder: Traversable

    @property
    def shipped(self) -> bool:
        """Whether the files ship with the engine: all that a floor imports from elsewhere."""
        return self.label == SHIPPED

    @classmethod
    def of(cls, folder: Path) -> "Root":
        """A folder of the file system, shown relative to the working folder where possible."""
        shown = _shown(folder)
        return cls("" if shown == "." else shown.rstrip("/") + "/", folder)


class SourceFile(NamedTuple):
    """
    One policy source or data file.

    `label` is the path as shown to people; `path` the path below `root` (None without a root).
    """

    label: str
    text: str
    root: Root | None = None
    path: str | None = None


class Input(NamedTuple):
    """
    A file that a policy was built from, where it lies (None in an archive), and its hash.

    `ABSENT` for a hash: there was no such file, and it would have been read if there had been.
    """

    label: str
    path: str | None
    sha256: str


class Refusal(NamedTuple):
    """Why a file is not available: the code and words of the diagnostic to report."""

    code: str
    message: str
    help: str | None = None
    label: str | None = None  # the file at fault, where it was found


class Sources:
    """
    Reads modules and data below a sequence of roots, first root first.

    `inputs` remembers each file that was read, so that a cache can tell whether one has changed.
    """

    __slots__ = ("inputs", "roots")

    def __init__(self, roots: Sequence[Root]) -> None:
        self.roots = tuple(roots)
        self.inputs: dict[str, Input] = {}

    def module(self, name: str) -> SourceFile | Refusal:
        """The source of a module by its dotted name: E112 if no root has it."""
        path = name.replace(".", "/") + ".ward"
        for root in self.roots:
            found = self._text(root, path, SOURCE_LIMIT)
            if found is not None:
                return found
        near = nearest(name, self._choices(path))
        places = ", ".join(f"`{root.label}{path}`" for root in self.roots)
        help_ = f"did you mean `{near}`?" if near else f"looked for {places}"
        return Refusal("E112", f"there is no module `{name}`", help=help_)

    def _choices(self, path: str) -> Iterator[str]:
        """The packs that ship, and the modules beside the file that was looked for."""
        folder = path.rpartition("/")[0]
        for root in self.roots:
            try:
                if root.shipped:
                    packs = [part.name for part in root.folder.iterdir() if part.is_dir()]
                    for pack in packs:
                        yield from _modules(root, pack)
                else:
                    yield from _modules(root, folder)
            except OSError:
                continue

    def data(self, path: str, beside: SourceFile) -> SourceFile | Refusal:
        """
        A data file that the source `beside` names: beside it, or below the root of `beside`.

        Never below another root: a policy near the user must not replace the data of a pack.
        """
        return self._data(path, beside, SOURCE_LIMIT)

    def words(self, path: str, beside: SourceFile) -> SourceFile | Refusal:
        """A word list, looked for like `data`; a name that ends in `.gz` is unpacked."""
        return self._data(path, beside, DATA_LIMIT)

    def entry(self, path: Path) -> SourceFile | Refusal:
        """The policy file to start from, as a source without root: E100 if it can't be read."""
        label = _shown(path)
        try:
            if path.is_dir():
                return Refusal("E100", f"`{label}` is a folder", "name a file in it", label)
            data = _read(path, SOURCE_LIMIT)
        except FileNotFoundError:
            return Refusal("E100", f"there is no file `{label}`", label=label)
        except (OSError, ValueError) as error:
            return Refusal("E100", f"`{label}` can't be read: {_reason(error)}", label=label)
        return self._decode(label, data, SOURCE_LIMIT, path, None, None)

    def _data(self, path: str, beside: SourceFile, limit: int) -> SourceFile | Refusal:
        refused = _outside(path)
        if refused is not None:
            return refused
        if beside.root is None or beside.path is None:
            return Refusal("E112", f"`{path}` can't be found: this source lies in no folder")
        folder = beside.path.rpartition("/")[0]
        places = dict.fromkeys((f"{folder}/{path}" if folder else path, path))
        for place in places:
            found = self._text(beside.root, place, limit)
            if found is not None:
                return found
        looked = ", ".join(f"`{beside.root.label}{place}`" for place in places)
        return Refusal("E112", f"there is no file `{path}`", help=f"looked for {looked}")

    def _text(self, root: Root, path: str, limit: int) -> SourceFile | Refusal | None:
        label = root.label + path
        file = root.folder
        try:
            for part in path.split("/"):
                file = file.joinpath(part)
            if not file.is_file():
                if isinstance(file, Path):
                    self.inputs[label] = Input(label, str(file.absolute()), ABSENT)
                return None
            if isinstance(file, Path) and isinstance(root.folder, Path):
                # A link may point anywhere; what counts is where the bytes really are.
                real = file.resolve(strict=True)
                if not real.is_relative_to(root.folder.resolve(strict=True)):
                    return Refusal("E113", f"`{label}` leads outside its policy root", label=label)
            data = _read(file, limit)
        except (OSError, ValueError) as error:
            return Refusal("E100", f"`{label}` can't be read: {_reason(error)}", label=label)
        return self._decode(label, data, limit, file, root, path)

    def _decode(  # one private step, all of it about one file
        self,
        label: str,
        data: bytes,
        limit: int,
        file: Traversable,
        root: Root | None,
        path: str | None,
    ) -> SourceFile | Refusal:
        # Links stay as named: one that is turned elsewhere is a changed file.
        place = str(file.absolute()) if isinstance(file, Path) else None
        self.inputs[label] = Input(label, place, sha256(data).hexdigest())
        too_large = Refusal(
            "E100",
            f"`{label}` is larger than {limit >> 20} MiB",
            "split the file, or move word lists out of it",
            label,
        )
        if len(data) > limit:
            return too_large
        if label.endswith(".gz"):
            unpacked = _unpack(data, limit)
            if unpacked is None:
                return Refusal("E100", f"`{label}` is not a gzip file", label=label)
            data = unpacked
            if len(data) > limit:
                return too_large
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return Refusal("E001", f"`{label}` is UTF-16", "save the file as UTF-8", label)
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            return Refusal(
                "E001", f"`{label}` is not UTF-8 (line {line})", "save the file as UTF-8", label
            )
        return SourceFile(label, text, root, path)


def _modules(root: Root, folder: str) -> Iterator[str]:
    """The names of the modules in a folder below a root, itself not included."""
    place = root.folder.joinpath(*folder.split("/")) if folder else root.folder
    if place.is_dir():
        for file in place.iterdir():
            stem, dot, ending = file.name.partition(".")
            if dot and ending == "ward":
                yield f"{folder}/{stem}".lstrip("/").replace("/", ".")


def _read(file: Traversable, limit: int) -> bytes:
    """At most one byte more than the limit, so that no file of any size fills the memory."""
    if isinstance(file, Path) and not file.is_file():
        if file.exists():
            raise OSError(errno.EINVAL, "not a regular file")
        raise FileNotFoundError(errno.ENOENT, "no such file")
    with file.open("rb") as stream:
        return stream.read(limit + 1)


def _unpack(data: bytes, limit: int) -> bytes | None:
    """
    All that is packed, or its first `limit` bytes and one more; None unless it is whole.

    A list that was cut off short is refused: the names that are missing would go unnoticed.
    """
    unpacked = bytearray()
    for _ in range(_MEMBERS):
        unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        try:
            unpacked += unpacker.decompress(data, limit + 1 - len(unpacked))
        except zlib.error:
            return None
        if len(unpacked) > limit:
            return bytes(unpacked)
        if not unpacker.eof:
            return None
        data = unpacker.unused_data
        if not data:
            return bytes(unpacked)
    return None


def _outside(path: str) -> Refusal | None:
    """E113 for anything but a plain relative path with forward slashes."""
    if path and all(_PART.match(part) and not part.endswith(" ") for part in path.split("/")):
        return None
    return Refusal(
        "E113",
        f"`{path}` is not a path below the policy root",
        help="write a relative path with `/`, without `..`",
    )


def _shown(path: Path) -> str:
    try:
        return os.path.relpath(path) if _below(path, Path.cwd()) else path.as_posix()
    except (OSError, ValueError):
        return path.as_posix()


def _below(path: Path, folder: Path) -> bool:
    return Path(os.path.abspath(path)).is_relative_to(folder)  # noqa: PTH100  # links stay as named


def _reason(error: Exception) -> str:
    return (error.strerror or "unknown reason") if isinstance(error, OSError) else "malformed name"


def root_folder(path: Path, header: str | None) -> Path:
    """The folder that a policy's modules lie below, by its own file and the name in its header."""
    parts = (header or "").split(".")
    if path.with_suffix("").parts[-len(parts) :] == tuple(parts):
        return path.parents[len(parts) - 1]
    return path.parent

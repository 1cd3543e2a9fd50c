"""
What git knows, asked of the git program: files, the index, and history, with blobs streamed.

The only place that starts another program, and that program is `git`. It is told to fetch
nothing, to run no hook, monitor, external diff or filter of the repository, and to take no locks.
"""

import os
import re
import subprocess
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from types import TracebackType
from typing import IO, NamedTuple, Self

from promptward.deferred import regex

__all__ = ["Blobs", "Entry", "GitError", "Repository", "find_bare", "find_repository"]

_SAFE = (
    "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "diff.external=",
    "-c", "core.quotePath=false", "-c", "log.showSignature=false", "-c", "diff.relative=false",
)  # fmt: skip
_TRAILER = regex(
    rb"^(?:(?:signed-off|co-authored|acked|reviewed|tested|reported|suggested|helped)-by|cc): "
    rb"[^\n]*<[^\n<>]*>$",
    re.IGNORECASE | re.MULTILINE,
)
_SIGNATURE = regex(
    rb"-----BEGIN (?:PGP|SSH) (SIGNATURE|MESSAGE)-----\n(?:[A-Za-z0-9+/=]{0,76}\n)+"
    rb"-----END (?:PGP|SSH) \1-----\s*\Z"
)
_LINK, _SUBMODULE = "120000", "160000"


class GitError(Exception):
    """Git is missing, refuses, or is not what was asked for; the message says what to do."""


class Entry(NamedTuple):
    """A version of a file: path from the root, mode, blob, and the commit that brought it."""

    path: str
    mode: str
    blob: str
    commit: str = ""

    @property
    def kind(self) -> str:
        """`file`, `link` or `submodule`."""
        return {_LINK: "link", _SUBMODULE: "submodule"}.get(self.mode, "file")


def _environment() -> Mapping[str, str]:
    return {
        **os.environ,
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "LC_ALL": "C",
    }


def find_repository(folder: str) -> "Repository | None":
    """The repository that a folder lies in; None if in none, or if there is no git."""
    root = _parsed(folder, "--show-toplevel")
    return Repository(root) if root else None


def find_bare(folder: str) -> "Repository | None":
    """The bare repository, as servers have them, that a folder is or lies in; else None."""
    if _parsed(folder, "--is-bare-repository") != "true":
        return None
    root = _parsed(folder, "--absolute-git-dir")
    return Repository(root) if root else None


def _parsed(folder: str, asked: str) -> str:
    """What git answers to one question about a folder; empty if it has no answer."""
    try:
        done = subprocess.run(
            ["git", *_SAFE, "-C", folder, "rev-parse", asked],
            capture_output=True, check=False, env=_environment(),
        )  # fmt: skip
    except OSError:
        return ""
    return "" if done.returncode else os.fsdecode(done.stdout.removesuffix(b"\n"))


class Repository:
    """
    A working tree with its repository, or a bare one. Every question raises GitError where git
    refuses.
    """

    __slots__ = ("root",)

    def __init__(self, root: str) -> None:
        self.root = root

    def _done(self, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
        try:
            return subprocess.run(
                ["git", *_SAFE, "-C", self.root, *arguments],
                capture_output=True, check=False, env=_environment(),
            )  # fmt: skip
        except OSError as error:
            raise GitError("git can't be started: install it") from error

    def run(self, *arguments: str) -> bytes:
        """What git answers."""
        done = self._done(*arguments)
        if done.returncode:
            raise GitError(_last_line(done.stderr) or f"git {arguments[0]} failed")
        return done.stdout

    def _stream(self, *arguments: str) -> Iterator[str]:
        """Fields of an answer that are separated by NUL, as they come."""
        with subprocess.Popen(
            ["git", *_SAFE, "-C", self.root, *arguments],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment(),
        ) as process:  # fmt: skip
            assert process.stdout is not None  # noqa: S101  # a pipe was asked for
            rest = b""
            while data := process.stdout.read(1 << 16):
                *fields, rest = (rest + data).split(b"\0")
                for field in fields:
                    yield os.fsdecode(field)
            if rest:
                yield os.fsdecode(rest)
        if process.returncode:
            raise GitError(f"git {arguments[0]} failed: does the revision exist?")

    def files(self, folder: str) -> list[str]:
        """
        Paths below a folder, from the root: what is tracked, and what is new and not ignored.
        """
        relative = os.path.relpath(os.path.realpath(folder), self.root)
        answer = self.run(
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
            "--",
            f":(literal){relative}",
        )
        names = {os.fsdecode(name) for name in answer.split(b"\0") if name}
        return sorted(names)

    def ignores(self, folder: str) -> bool:
        """Whether a folder is ignored itself, or lies in one that is; never the root."""
        relative = os.path.relpath(os.path.realpath(folder), self.root)
        if relative == os.curdir:
            return False
        return self._done("check-ignore", "--quiet", "--", relative).returncode == 0

    def ignored(self, folder: str) -> int:
        """How many files and folders below a folder are ignored (a folder counts once)."""
        relative = os.path.relpath(os.path.realpath(folder), self.root)
        answer = self.run(
            "ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--directory", "--",
            f":(literal){relative}",
        )  # fmt: skip
        return answer.count(b"\0")

    def staged(self) -> list[Entry]:
        """What the next commit would bring: added, copied, modified, of another type."""
        return self.ask_staged()()

    def ask_staged(self) -> Callable[[], list[Entry]]:
        """The same, asked at once and waited for when it is called."""
        try:
            process = subprocess.Popen(
                [
                    "git", *_SAFE, "-C", self.root, "diff", "--cached", "--raw", "-z",
                    "--no-renames", "--no-abbrev", "--no-ext-diff", "--no-textconv",
                    "--ignore-submodules=none", "--diff-filter=ACMT",
                ],
                stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=_environment(),
            )  # fmt: skip
        except OSError as error:
            raise GitError("git can't be started: install it") from error

        def answer() -> list[Entry]:
            out, said = process.communicate()
            if process.returncode:
                raise GitError(_last_line(said) or "git diff failed")
            fields = iter(out.split(b"\0"))
            return [
                _entry(os.fsdecode(head), os.fsdecode(next(fields))) for head in fields if head
            ]

        return answer

    def history(self, wanted: Sequence[str] = ("--all",)) -> Iterator[Entry]:
        """
        Every version of every file, once, with the first commit that has it.

        `wanted` says which commits, as `git log` takes them; all branches and tags if left out.
        """
        stream = self._stream(
            "log", *wanted, "--reverse", "--raw", "-z", "-m", "--root", "--no-renames",
            "--no-abbrev", "--no-ext-diff", "--no-textconv", "--diff-filter=ACMT",
            "--format=%x00commit %H", "--",
        )  # fmt: skip
        seen: set[bytes] = set()
        commit = ""
        for field in stream:
            head = field.lstrip("\n")
            if head.startswith("commit ") and len(head) in (47, 71):  # sha1, sha256
                commit = head[7:]
            elif head.startswith(":"):
                entry = _entry(head, next(stream, ""), commit)
                blob = bytes.fromhex(entry.blob)
                if blob not in seen:
                    seen.add(blob)
                    yield entry

    def messages(self, wanted: Sequence[str] = ("--all",)) -> Iterator[str]:
        """The commits that `wanted` says, oldest first; each has a message."""
        for field in self._stream("log", *wanted, "--reverse", "--format=%H%x00", "-s", "--"):
            if commit := field.strip():
                yield commit

    def all_tags(self) -> list[str]:
        """The objects of all annotated tags, which have messages."""
        form = "--format=%(objecttype) %(objectname) %(*objecttype)"
        known = [line.split() for line in self.run("for-each-ref", form).decode().splitlines()]
        plain = [one[1] for one in known if one[0] == "tag" and one[2:] != ["tag"]]
        return [*plain, *self.tags(one[1] for one in known if one[2:] == ["tag"])]

    def tags(self, objects: Iterable[str]) -> list[str]:
        """Those of some objects that are annotated tags, and the tags that these are of."""
        found: dict[str, None] = {}
        waiting = list(objects)
        while waiting:
            one = waiting.pop()
            if one not in found and self.run("cat-file", "-t", one).strip() == b"tag":
                found[one] = None
                # Its first line: `object`, and what it is a tag of.
                head = self.run("cat-file", "tag", one).split(b"\n", 1)[0]
                waiting.append(head.partition(b" ")[2].decode("ascii"))
        return list(found)

    def hooks(self) -> str:
        """The folder that hooks are read from, by `core.hooksPath` or the usual one."""
        answer = self._asked("-C", self.root, "rev-parse", "--git-path", "hooks")
        path = os.fsdecode(answer.stdout).strip()
        return os.path.normpath(os.path.join(self.root, path))

    def as_set_up(self, *arguments: str, folder: str) -> "subprocess.CompletedProcess[bytes]":
        """A command with the hooks and settings of the repository in force, in a folder."""
        return self._asked("-C", folder, *arguments)

    def _asked(self, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
        # Inside of a hook git names its own index and folder, which are none of another worktree.
        environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
        try:
            return subprocess.run(
                ["git", *arguments], capture_output=True, check=False, env=environment,
            )  # fmt: skip
        except OSError as error:
            raise GitError("git can't be started: install it") from error

    def commit(self, revision: str) -> str:
        """The commit that a revision names."""
        if revision.startswith("-"):
            raise GitError("a revision does not begin with a dash")
        answer = self._done(
            "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
        )
        if answer.returncode:
            raise GitError(f"`{revision}` names no commit here")
        return answer.stdout.decode("ascii").strip()

    def blob_of(self, revision: str, path: str) -> str:
        """The blob of a path in a revision (empty: in the index); empty if it has none."""
        with suppress(GitError):
            return (
                self.run("rev-parse", "--verify", "--quiet", f"{revision}:{path}").decode().strip()
            )
        return ""

    def content(self, revision: str, path: str) -> bytes:
        """What a path from the root holds in a revision (empty: the index); empty if nothing."""
        with suppress(GitError):
            return self.run("cat-file", "blob", f"{revision}:{path}")
        return b""

    def config(self, name: str) -> str:
        """A setting of git, empty if there is none."""
        with suppress(GitError):
            return os.fsdecode(self.run("config", "--get", name)).strip()
        return ""


def _last_line(said: bytes) -> str:
    return (said.decode("utf-8", "replace").strip().splitlines() or [""])[-1]


def _entry(head: str, path: str, commit: str = "") -> Entry:
    _, mode, _, blob, _ = head.lstrip(":").split(" ")
    return Entry(path, mode, blob, commit)


class Blobs:
    """Reads blobs one after another from one `git cat-file --batch`."""

    __slots__ = ("_process", "_root")

    def __init__(self, root: str) -> None:
        self._root = root
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process that reads."""
        process, self._process = self._process, None
        if process is not None:
            if process.stdin is not None:
                process.stdin.close()
            if process.stdout is not None:
                process.stdout.close()
            process.wait()

    def read(self, blob: str, limit: int, kinds: Container[bytes] = (b"blob",)) -> bytes | int:
        """The bytes of a blob, or its size if that is over the limit. Raises GitError."""
        into, out = self._pipes()
        try:
            into.write(blob.encode("ascii") + b"\n")
            into.flush()
            head = out.readline().split()
        except OSError as error:
            raise GitError("git stopped answering") from error
        if len(head) < 3 or head[1] not in kinds:  # noqa: PLR2004  # id, type and size
            raise GitError("the object is not here: it may not have been fetched")
        size = int(head[2])
        data: bytes | int = size
        if size <= limit:
            data = out.read(size)
        else:
            left = size
            while left:
                left -= len(out.read(min(left, 1 << 20)))
        out.read(1)
        return data

    def message(self, name: str, limit: int) -> bytes | int:
        """
        What somebody wrote into a commit or an annotated tag, by its object; as `read`.

        Lines that name who made it, and its signature, are blank: they are about the repository.
        """
        data = self.read(name, limit, kinds=(b"commit", b"tag"))
        if isinstance(data, int):
            return data
        said = _SIGNATURE.sub(b"", data.partition(b"\n\n")[2])
        return _TRAILER.sub(b"", said)

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._process is None:
            self._process = subprocess.Popen(
                ["git", *_SAFE, "-C", self._root, "cat-file", "--batch"],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                env=_environment(),
            )  # fmt: skip
        process = self._process
        assert process.stdin is not None  # noqa: S101  # pipes were asked for
        assert process.stdout is not None  # noqa: S101  # the same
        return process.stdin, process.stdout

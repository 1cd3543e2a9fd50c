"""Patterns of paths that are left out, in the syntax of .gitignore (git 2.39, gitignore(5))."""

import re
from collections.abc import Iterable
from typing import NamedTuple

__all__ = ["Ignore"]


class _Pattern(NamedTuple):
    """One line: what it matches, whether only folders, and whether it takes back."""

    match: re.Pattern[str]
    folders: bool
    keeps: bool


class Ignore:
    """Whether a path is left out. Later lines go before earlier ones, `!` takes back."""

    __slots__ = ("_patterns", "lines")

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)
        self._patterns = [found for line in self.lines if (found := _pattern(line)) is not None]

    def __bool__(self) -> bool:
        return bool(self._patterns)

    def with_lines(self, lines: Iterable[str]) -> "Ignore":
        """The same with more lines at the end."""
        return Ignore((*self.lines, *lines))

    def ignores(self, path: str) -> bool:
        """Whether a file is left out: it, or a folder above it. `path` is relative, with `/`."""
        if not self._patterns:
            return False
        parts = path.split("/")
        # A file can't be taken back if a folder above it is left out.
        return any(
            self._matches("/".join(parts[:size]), folder=size < len(parts))
            for size in range(1, len(parts) + 1)
        )

    def _matches(self, path: str, *, folder: bool) -> bool:
        for pattern in reversed(self._patterns):
            if (folder or not pattern.folders) and pattern.match.fullmatch(path):
                return not pattern.keeps
        return False


def _pattern(line: str) -> _Pattern | None:
    text = line.rstrip("\r\n")
    while text.endswith(" ") and not text.endswith("\\ "):
        text = text[:-1]
    if not text or text.startswith("#"):
        return None
    keeps = text.startswith("!")
    text = text.removeprefix("!")
    folders = text.endswith("/")
    text = text.removesuffix("/")
    if not text:
        return None
    anchored = "/" in text
    source = _regex(text.removeprefix("/"))
    return _Pattern(
        re.compile(source if anchored else f"(?:.*/)?{source}", re.DOTALL), folders, keeps
    )


def _regex(glob: str) -> str:
    said: list[str] = []
    at = 0
    while at < len(glob):
        sign = glob[at]
        if glob.startswith("**/", at) and (at == 0 or glob[at - 1] == "/"):
            said.append("(?:.*/)?")
            at += 3
            continue
        if glob.startswith("/**", at) and at + 3 == len(glob):
            said.append("/.*")
            break
        if sign == "*":
            said.append("[^/]*")
        elif sign == "?":
            said.append("[^/]")
        elif sign == "[" and (end := glob.find("]", at + 2)) > 0:
            inside = glob[at + 1 : end].replace("\\", "\\\\")
            said.append(f"(?!/)[{'^' + inside[1:] if inside[:1] in '!^' else inside}]")
            at = end
        elif sign == "\\" and at + 1 < len(glob):
            at += 1
            said.append(re.escape(glob[at]))
        else:
            said.append(re.escape(sign))
        at += 1
    return "".join(said)

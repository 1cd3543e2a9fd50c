"""
What a match is, said again without any of the engine's means: slow, short, and easy to believe.

A pattern's matches are the longest ones from every start, less those that lie in another. Words
are found by looking at every place of the text.
"""

import regex


def longest(source: str, flags: str, text: str) -> list[tuple[int, int]]:
    """All matches of a Ward pattern in a view's text that lie in no other match of it."""
    compiled = regex.compile(source, _flags(flags) | regex.POSIX)
    found = []
    for start in range(len(text) + 1):
        match = compiled.match(text, start)
        if match and match.end() > start:
            found.append(match.span())
    return outermost(found)


def matches_whole(source: str, flags: str, text: str, start: int, end: int) -> bool:
    """Whether the pattern matches exactly from `start` to `end` of a text, seeing all of it."""
    rest = len(text) - end
    compiled = regex.compile(rf"(?:{source})(?s:(?=.{{{rest}}}\Z))", _flags(flags))
    match = compiled.match(text, start)
    return bool(match) and match.end() == end


def narrowed(source: str, flags: str, text: str, start: int, end: int) -> tuple[int, int]:
    """The group `value` of a match, as a backtracking engine reads it; else the whole match."""
    rest = len(text) - end
    compiled = regex.compile(rf"(?:{source})(?s:(?=.{{{rest}}}\Z))", _flags(flags))
    inner = compiled.match(text, start).span("value")
    return inner if inner[0] < inner[1] else (start, end)


def _flags(letters: str) -> int:
    known = {"i": regex.IGNORECASE, "m": regex.MULTILINE, "s": regex.DOTALL, "x": regex.VERBOSE}
    return sum((known[letter] for letter in letters), regex.ASCII)


def outermost(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return sorted(
        {
            (s, e)
            for s, e in ranges
            if not any(a <= s and e <= b and (a, b) != (s, e) for a, b in ranges)
        }
    )


def words(entries: list[str], text: str, *, cased: bool = False) -> list[tuple[int, int]]:
    """Every place where an entry stands as whole words; a blank stands for one to four blanks."""
    found = set()
    for entry in entries:
        pattern = r"[\t\n\r\x0b\x0c ]{1,4}".join(regex.escape(part) for part in entry.split())
        edge = r"(?<![0-9A-Za-z])" if entry.strip()[0].isalnum() else ""
        after = r"(?![0-9A-Za-z])" if entry.strip()[-1].isalnum() else ""
        flags = regex.ASCII | (0 if cased else regex.IGNORECASE)
        compiled = regex.compile(f"{edge}{pattern}{after}", flags)
        for start in range(len(text)):
            match = compiled.match(text, start)
            if match:
                found.add(match.span())
    return sorted(found)

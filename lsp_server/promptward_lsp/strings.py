"""String literals of programming languages, and how each reads the environment."""

import re
from typing import NamedTuple

__all__ = ["Literal", "Way", "literal_at", "variable_for", "way_of"]

_LITERAL = re.compile(
    r"(?P<prefix>(?<![A-Za-z0-9_])[A-Za-z]{1,2})?(?P<quote>\"\"\"|'''|\"|'|`)"
    r"(?P<body>(?:\\.|(?!(?P=quote))[^\\\n])*)(?P=quote)"
)


class Literal(NamedTuple):
    """A literal: half-open range with prefix and quotes, range of its body, and its marks."""

    start: int
    end: int
    body_start: int
    body_end: int
    prefix: str
    quote: str


class Way(NamedTuple):
    """How a language reads a variable, joins strings, and what it must import first."""

    read: str
    join: str
    imports: str = ""


_PYTHON = Way('os.environ["{}"]', " + ", "import os\n")
_NODE = Way("process.env.{}", " + ")
_WAYS = {
    "python": _PYTHON,
    "javascript": _NODE,
    "typescript": _NODE,
    "javascriptreact": _NODE,
    "typescriptreact": _NODE,
    "r": Way('Sys.getenv("{}")', ""),
    "ruby": Way('ENV.fetch("{}")', " + "),
    "java": Way('System.getenv("{}")', " + "),
    "csharp": Way('Environment.GetEnvironmentVariable("{}")', " + "),
    "go": Way('os.Getenv("{}")', " + "),
    "julia": Way('ENV["{}"]', " * "),
}


def way_of(language: str) -> Way | None:
    """How a language reads the environment; None for one that we do not know."""
    return _WAYS.get(language)


def literal_at(line: str, start: int, end: int) -> Literal | None:
    """The literal of one line that holds `[start, end)`; None if none does."""
    for found in _LITERAL.finditer(line):
        if found.start("body") <= start and end <= found.end("body"):
            return Literal(
                *found.span(), *found.span("body"), found["prefix"] or "", found["quote"]
            )
        if found.start() > start:
            break
    return None


def variable_for(category: str) -> str:
    """The name of a variable for a category: `PATIENT_SSN`."""
    name = category.rpartition(".")[2].upper()
    return f"PATIENT_{name}"

"""
No shipped expression repeats a group possessively (`(?:…)*+`).

Python 3.11.0 to 3.11.4, which Debian 12 ships, go on behind a round that did not match to its end
(fixed in 3.11.5, https://github.com/python/cpython/issues/106052): `(?:\\.\\w++)*+` swallows the
point of `Dr. Holter`. An atomic group around the repetition says the same and is right everywhere.
"""

import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest

import promptward
import promptward_dsl
import promptward_jupyter
import promptward_lsp
from promptward.deferred import regex
from promptward_dsl.lexer import lex

_parser: Any = import_module("re._parser")
_DEFERRED = type(regex("a"))
_ONE_CHARACTER = {"LITERAL", "NOT_LITERAL", "ANY", "IN"}


def _possessive(parsed: Any) -> Iterator[Any]:
    """The bodies of all possessive repetitions, inner ones as well."""
    if isinstance(parsed, _parser.SubPattern):
        for one in parsed.data:
            yield from _possessive(one)
    elif isinstance(parsed, list | tuple):
        if len(parsed) == 2 and str(parsed[0]) == "POSSESSIVE_REPEAT":
            yield parsed[1][2]
        for one in parsed:
            yield from _possessive(one)


def _groups(source: str | bytes, flags: int) -> list[Any]:
    # A pattern says with its flags which kind of text it reads; the parser wants it left out.
    parsed = _parser.parse(source, flags & ~re.UNICODE.value)
    return [
        body
        for body in _possessive(parsed)
        if len(body) != 1 or str(body[0][0]) not in _ONE_CHARACTER
    ]


def test_no_shipped_expression_does() -> None:
    tried = 0
    wrong = []
    for package in (promptward, promptward_dsl, promptward_jupyter, promptward_lsp):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if found.name.endswith("__main__"):
                continue
            for name, value in vars(import_module(found.name)).items():
                if isinstance(value, re.Pattern | _DEFERRED):
                    tried += 1
                    if _groups(value.pattern, int(value.flags)):
                        wrong.append(f"{found.name}.{name}")
    assert not wrong
    assert tried > 500


@pytest.mark.parametrize(
    ("source", "found"),
    [
        (r"(?:\.a++)*+", 1),
        (r"x(?:(?:ab)?+c)+", 1),
        (r"a*+[bc]?+\w{1,3}+.++", 0),
        (r"(?>(?:\.a++)*)", 0),
    ],
)
def test_what_is_told(source: str, found: int) -> None:
    assert len(_groups(source, 0)) == found


def test_a_hyphen_that_no_name_follows_is_no_part_of_one() -> None:
    tokens = lex("a- b1. c", "p.ward").tokens
    assert [(token.text, token.end) for token in tokens[:2]] == [("a", 1), ("b1", 5)]

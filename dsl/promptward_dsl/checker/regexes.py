"""
Regular expressions, by their parse tree and never by running them: E107, E111, W211.

What a linear-time matcher can't decide (look-around, back-references, atomic groups, possessive
repeats) is refused; what matches nothing at all would match everywhere.
"""

import re
import warnings
from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from typing import Any, NamedTuple, TypeAlias

from promptward_dsl.ast import Regex
from promptward_dsl.checker.report import Report
from promptward_dsl.program import Scope
from promptward_dsl.sources import SHIPPED

__all__ = ["check_regex"]

LENGTH_LIMIT = 8192

# The parse tree of the standard library has no public name and no types.
op = import_module("re._constants")
tree = import_module("re._parser")
SubPattern: TypeAlias = Any

_FLAGS = {"i": re.IGNORECASE, "m": re.MULTILINE, "s": re.DOTALL, "x": re.VERBOSE}

_NOT_LINEAR = {
    op.ASSERT: "look-around",
    op.ASSERT_NOT: "look-around",
    op.GROUPREF: "a back-reference",
    op.GROUPREF_EXISTS: "a conditional group",
    op.ATOMIC_GROUP: "an atomic group",
    op.POSSESSIVE_REPEAT: "a possessive repeat",
}

_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)


class _Fault(NamedTuple):
    code: str
    message: str
    help: str | None = None


def check_regex(report: Report, regex: Regex, scope: Scope, *, finds: bool) -> None:
    """
    E107 where it is invalid or not linear, W211 where it is costly; where it `finds` text, E111
    where it, or its group `value`, may match nothing.

    Those of shipped packs are passed over: they came with this checker, which is held against
    them, and reading hundreds of them would take most of the time of every check.
    """
    if regex.span.file.startswith(SHIPPED):
        return
    for fault in _faults(regex.source, "".join(sorted(set(regex.flags)))):
        if fault.code == "W211":
            report.warn("W211", scope, regex.span, fault.message, help=fault.help)
        elif finds or fault.code != "E111":
            report.error(fault.code, regex.span, fault.message, help=fault.help)


@lru_cache(maxsize=4096)
def _faults(source: str, flags: str) -> tuple[_Fault, ...]:
    """Pure in its arguments, so remembered: a policy is checked again after each keystroke."""
    try:
        parsed = _parse(source, flags)
        return parsed if isinstance(parsed, tuple) else tuple(_inspect(parsed))
    except RecursionError:
        return (_Fault("E107", "this regular expression is nested too deeply"),)


def _parse(source: str, flags: str) -> SubPattern:
    unknown = sorted(set(flags) - set(_FLAGS))
    if unknown:
        return (_Fault("E107", f"`{unknown[0]}` is not a flag", "one of i m s x"),)
    if len(source) > LENGTH_LIMIT:
        return (
            _Fault(
                "E107",
                f"a regular expression has at most {LENGTH_LIMIT} characters",
                "put lists of words into a lexicon",
            ),
        )
    bits = 0
    for flag in flags:
        bits |= _FLAGS[flag]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return tree.parse(source, bits)
    except re.error as error:
        return (_Fault("E107", f"this regular expression is invalid: {error.msg}"),)
    except OverflowError:
        return (_Fault("E107", "this regular expression is too large"),)


def _inspect(parsed: SubPattern) -> Iterator[_Fault]:
    seen = _Seen(parsed.state.groupdict.get("value"))
    seen.walk(parsed)
    for what in sorted(seen.refused):
        yield _Fault(
            "E107",
            f"{what} can't be matched in linear time",
            "say it as evidence: `require`, `raise`, `except`",
        )
    if seen.refused:
        return
    if parsed.getwidth()[0] == 0:
        yield _Fault(
            "E111",
            "this regular expression can match empty text",
            "at least one character has to be there: `+` for `*`",
        )
    elif seen.empty_value:
        yield _Fault("E111", "the group `value` can match empty text")
    if seen.costly is not None:
        yield _Fault(
            "W211",
            f"{seen.costly} makes matches long and slow",
            "give it a bound, such as `{0,80}`",
        )


class _Seen:
    """What one walk over a parse tree sees."""

    def __init__(self, value_group: int | None) -> None:
        self._value_group = value_group
        self.refused: set[str] = set()
        self.empty_value = False
        self.costly: str | None = None

    def walk(self, pattern: SubPattern) -> bool:
        """Walk a pattern; whether it holds an unbounded repeat."""
        found = False
        for code, argument in pattern:
            if code in _NOT_LINEAR:
                self.refused.add(_NOT_LINEAR[code])
            if code in _REPEATS:
                found |= self._repeat(argument[1], argument[2])
            elif code is op.SUBPATTERN:
                group, inner = argument[0], argument[3]
                if group is not None and group == self._value_group:
                    self.empty_value |= inner.getwidth()[0] == 0
                found |= self.walk(inner)
            elif code is op.BRANCH:
                for branch in argument[1]:
                    found |= self.walk(branch)
        return found

    def _repeat(self, most: object, inner: SubPattern) -> bool:
        nested = self.walk(inner)
        if most is not op.MAXREPEAT:
            return nested
        if nested:
            self.costly = "an unbounded repeat inside another"
        elif self.costly is None and len(inner) == 1 and inner[0][0] is op.ANY:
            self.costly = "an unbounded `.*`"
        return True

"""
Regular expressions, by their parse tree and never by running them: E107, E111, W211.

What a linear-time matcher can't decide (look-around, back-references, atomic groups, possessive
repeats) is refused; what matches nothing at all would match everywhere.
"""

import re
import warnings
from collections.abc import Iterator
from re import _constants as op  # the parse tree has no public name
from re import _parser as tree

from promptward_dsl.ast import Regex
from promptward_dsl.checker.report import Report
from promptward_dsl.program import Scope

__all__ = ["check_regex"]

LENGTH_LIMIT = 8192

_FLAGS = {"i": re.IGNORECASE, "m": re.MULTILINE, "s": re.DOTALL, "x": re.VERBOSE}

_NOT_LINEAR = {
    op.ASSERT: "look-around",
    op.ASSERT_NOT: "look-around",
    op.GROUPREF: "a back-reference",
    op.GROUPREF_EXISTS: "a conditional group",
    op.ATOMIC_GROUP: "an atomic group",
    op.POSSESSIVE_REPEAT: "a possessive repeat",
}

_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT)


def check_regex(report: Report, regex: Regex, scope: Scope, *, finds: bool) -> None:
    """
    E107 where it is invalid or not linear, W211 where it is costly; where it `finds` text, E111
    where it, or its group `value`, may match nothing.
    """
    parsed = _parse(report, regex)
    if parsed is None:
        return
    try:
        refused = sorted({_NOT_LINEAR[code] for code, _ in _nodes(parsed) if code in _NOT_LINEAR})
        for what in refused:
            report.error(
                "E107",
                regex.span,
                f"{what} can't be matched in linear time",
                help="say it as evidence: `require`, `raise`, `except`",
            )
        if refused:
            return
        if finds:
            _check_empty(report, regex, parsed)
        _check_cost(report, regex, scope, parsed)
    except RecursionError:
        report.error("E107", regex.span, "this regular expression is nested too deeply")


def _parse(report: Report, regex: Regex) -> "tree.SubPattern | None":
    unknown = sorted(set(regex.flags) - set(_FLAGS))
    if unknown:
        report.error("E107", regex.span, f"`{unknown[0]}` is not a flag", help="one of i m s x")
        return None
    if len(regex.source) > LENGTH_LIMIT:
        report.error(
            "E107",
            regex.span,
            f"a regular expression has at most {LENGTH_LIMIT} characters",
            help="put lists of words into a lexicon",
        )
        return None
    flags = 0
    for flag in regex.flags:
        flags |= _FLAGS[flag]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return tree.parse(regex.source, flags)
    except re.error as error:
        report.error("E107", regex.span, f"this regular expression is invalid: {error.msg}")
    except (OverflowError, RecursionError):
        report.error("E107", regex.span, "this regular expression is too large")
    return None


def _children(argument: object) -> Iterator["tree.SubPattern"]:
    if isinstance(argument, tree.SubPattern):
        yield argument
    elif isinstance(argument, tuple | list):
        for part in argument:
            yield from _children(part)


def _nodes(pattern: "tree.SubPattern") -> Iterator[tuple[object, object]]:
    """Every operation of a parse tree with its arguments."""
    waiting = [pattern]
    while waiting:
        for code, argument in waiting.pop():
            yield code, argument
            waiting += _children(argument)


def _check_empty(report: Report, regex: Regex, parsed: "tree.SubPattern") -> None:
    if parsed.getwidth()[0] == 0:
        report.error(
            "E111",
            regex.span,
            "this regular expression can match empty text",
            help="at least one character has to be there: `+` for `*`",
        )
        return
    value = parsed.state.groupdict.get("value")
    for code, argument in _nodes(parsed):
        if code is op.SUBPATTERN and isinstance(argument, tuple) and argument[0] == value:
            inner = argument[3]
            if value is not None and inner.getwidth()[0] == 0:
                report.error("E111", regex.span, "the group `value` can match empty text")


def _check_cost(report: Report, regex: Regex, scope: Scope, parsed: "tree.SubPattern") -> None:
    for code, argument in _nodes(parsed):
        if not _unbounded(code, argument):
            continue
        inner = list(_children(argument))
        codes = [node for child in inner for node in _nodes(child)]
        if any(_unbounded(*node) for node in codes):
            what = "an unbounded repeat inside another"
        elif len(codes) == 1 and codes[0][0] is op.ANY:
            what = "an unbounded `.*`"
        else:
            continue
        report.warn(
            "W211",
            scope,
            regex.span,
            f"{what} makes matches long and slow",
            help="give it a bound, such as `{0,80}`",
        )
        return


def _unbounded(code: object, argument: object) -> bool:
    repeat = code in _REPEATS and isinstance(argument, tuple)
    return repeat and isinstance(argument, tuple) and argument[1] is op.MAXREPEAT

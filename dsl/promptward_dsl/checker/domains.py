"""Values: what a fact, default, attribute or given value may be (E104), and levels and terms."""

import re
from collections.abc import Iterable

from promptward_dsl import ast
from promptward_dsl.checker.report import Report, listed, suggestion
from promptward_dsl.nearest import nearest
from promptward_dsl.vocabulary import LEVELS, Domain

__all__ = ["check_distance", "check_level", "check_terms", "check_value", "check_word"]

DISTANCE_LIMIT = 1000
TERM_LIMIT = 200


def check_value(report: Report, what: str, domain: Domain, value: ast.Value) -> None:
    """E104 unless a value belongs to a domain; names are looked up elsewhere."""
    wanted = _wanted(domain, value)
    if wanted is not None:
        near = None
        if domain.kind == "words" and domain.words:
            odd = next(iter(_unlisted(domain, value)), None)
            near = nearest(odd, domain.words) if odd else None
        if domain.kind == "one_of" and isinstance(value, ast.Name):
            near = nearest(value.text, domain.words)
        help_ = f"did you mean `{near}`?" if near else None
        report.error("E104", value.span, f"`{what}` {wanted}", help=help_)


def _wanted(domain: Domain, value: ast.Value) -> str | None:
    """What the value should have been, or None if it is that."""
    match domain.kind:
        case "yes_no":
            return None if isinstance(value, ast.Flag) else "is `yes` or `no`"
        case "number":
            whole = isinstance(value, ast.Number) and isinstance(value.value, int)
            return None if whole else "is a whole number"
        case "one_of":
            known = isinstance(value, ast.Name) and value.text in domain.words
            return None if known else f"is one of {listed(domain.words)}"
        case "word" | "text" | "host":
            return _wanted_word(domain, value)
        case "words" | "texts":
            return _wanted_words(domain, value)
        case "names":
            items = value.items if isinstance(value, ast.ListValue) else (value,)
            named = all(isinstance(item, ast.Name) for item in items)
            return None if named else "is a list of destinations"
        case "role":
            items = value.items if isinstance(value, ast.ListValue) else (value,)
            return None if all(isinstance(item, ast.Name) for item in items) else "is a role"
        case "date":
            return (
                None if isinstance(value, ast.Date) and value.value else "is a day of the calendar"
            )
        case "baa":
            return _wanted_baa(value)
        case kind:
            return None if isinstance(value, ast.Name) else f"is a {kind}"


def _wanted_words(domain: Domain, value: ast.Value) -> str | None:
    items = value.items if isinstance(value, ast.ListValue) else (value,)
    if not all(map(_is_word, items)):
        return "is a list of words or strings"
    odd = _unlisted(domain, value)
    return f"can't hold {listed(odd)}: it is of {', '.join(domain.words)}" if odd else None


def _unlisted(domain: Domain, value: ast.Value) -> list[str]:
    """The words of a list that are none of those that the domain knows."""
    items = value.items if isinstance(value, ast.ListValue) else (value,)
    return [w for w in map(_text_of, items) if domain.words and w not in domain.words]


def _wanted_word(domain: Domain, value: ast.Value) -> str | None:
    if not _is_word(value):
        return "is a word or a string"
    text = _text_of(value)
    if domain.kind == "host" and re.search(r"[/@\s]", text):
        return "is the name of a host, such as `api.example.org`, no URL"
    return None


def _wanted_baa(value: ast.Value) -> str | None:
    if isinstance(value, ast.Until):
        start, end = value.start, value.end
        if end.value is None or (start is not None and start.value is None):
            return "holds a date that no calendar has"
        if start is not None and start.value is not None and start.value > end.value:
            return "ends before it begins"
        return None
    if isinstance(value, ast.Name) and value.text in {"none", "not_required"}:
        return None
    return "is `none`, `not_required`, `until DATE` or `from DATE until DATE`"


def _text_of(value: ast.Value) -> str:
    return str(value.value if isinstance(value, ast.Text) else getattr(value, "text", ""))


def _is_word(value: ast.Value) -> bool:
    return isinstance(value, ast.Text | ast.Name) and bool(_text_of(value).strip())


def check_word(report: Report, what: str, name: ast.Name, words: Iterable[str]) -> bool:
    """E104 unless a name is one of some words."""
    known = tuple(words)
    if name.text in known:
        return True
    article = "an" if what[0] in "aeiou" else "a"
    report.error(
        "E104",
        name.span,
        f"`{name.text}` is not {article} {what}",
        help=suggestion(name.text, known),
    )
    return False


def check_level(report: Report, name: ast.Name | None) -> None:
    """E104 unless a level is low, medium or high."""
    if name is not None:
        check_word(report, "level", name, LEVELS)


def check_distance(report: Report, node: ast.Node, within: int) -> None:
    """E104 for a distance of nothing, or one so long that it means the whole text."""
    if not 1 <= within <= DISTANCE_LIMIT:
        report.error("E104", node.span, f"`within {within}` is not between 1 and {DISTANCE_LIMIT}")


def check_terms(report: Report, terms: ast.ListValue) -> None:
    """E104 for an empty list, and for what is not a string, empty or too long."""
    if not terms.items:
        report.error("E104", terms.span, "an empty list holds for nothing")
    for item in terms.items:
        text = item.value if isinstance(item, ast.Text) else getattr(item, "text", None)
        if not isinstance(text, str) or not text.strip():
            report.error("E104", item.span, "a term is a string that is not empty")
        elif len(text) > TERM_LIMIT:
            report.error("E104", item.span, f"a term has at most {TERM_LIMIT} characters")

"""Values: what a fact, default, attribute or given value may be (E104), and levels and terms."""

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
        case "word" | "text":
            return None if _is_word(value) else "is a word or a string"
        case "words" | "texts":
            items = value.items if isinstance(value, ast.ListValue) else (value,)
            return None if all(map(_is_word, items)) else "is a list of words or strings"
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


def _is_word(value: ast.Value) -> bool:
    text = value.value if isinstance(value, ast.Text) else getattr(value, "text", "")
    return isinstance(value, ast.Text | ast.Name) and bool(str(text).strip())


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

"""Values of a YAML data file as Ward's parser would give them; other forms are refused."""

import datetime as dt
import re
from collections.abc import Iterator

from promptward_dsl import ast
from promptward_dsl.diagnostics import Diagnostic
from promptward_dsl.nearest import nearest
from promptward_dsl.span import SourceSpan
from promptward_dsl.vocabulary import FACTS
from promptward_dsl.yaml_nodes import Mapping, Scalar, Sequence, YamlNode

__all__ = [
    "ShapeError",
    "audit_of",
    "cites_of",
    "declared_name",
    "fact_of",
    "flag_of",
    "items_of",
    "listed",
    "mapping_of",
    "name_of",
    "number_of",
    "only",
    "plain_name",
    "scalar_of",
    "text_of",
    "whole_span",
    "words_of",
]

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*\Z")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_WHOLE = re.compile(r"\d{1,15}\Z")
_DECIMAL = re.compile(r"\d{1,15}\.\d{1,15}\Z")
_FLAGS = {"true": True, "yes": True, "false": False, "no": False}
_TEXT_FACTS = frozenset(
    key for key, domain in FACTS.items() if domain.kind in {"host", "text", "texts"}
)


class ShapeError(Exception):
    def __init__(
        self,
        span: SourceSpan,
        message: str,
        help: str | None = None,  # noqa: A002  # the field's name
        code: str = "E104",
    ) -> None:
        super().__init__(message)
        self.diagnostic = Diagnostic(code, span, message, help)


def only(fields: dict[str, YamlNode], fitting: tuple[str, ...]) -> None:
    """Refuses fields that mean nothing, or something else, beside those that `fitting` names."""
    beside = next((name for name in fitting if name in fields), None)
    if beside is None:
        return  # what is missing is told by who reads them
    for key, value in fields.items():
        if key not in fitting:
            raise ShapeError(value.span, f"`{key}` does not go with `{beside}`")


def listed(words: tuple[str, ...]) -> str:
    return ", ".join(words)


def whole_span(name: Scalar, value: YamlNode) -> SourceSpan:
    return name.span._replace(end=value.span.end)


def mapping_of(node: YamlNode) -> Mapping:
    if isinstance(node, Mapping):
        return node
    raise ShapeError(node.span, "a mapping of keys to values is wanted here")


def items_of(node: YamlNode | None) -> tuple[YamlNode, ...]:
    """The items of a list; one value stands for a list of one."""
    if node is None:
        return ()
    return node.items if isinstance(node, Sequence) else (node,)


def scalar_of(node: YamlNode) -> Scalar:
    if isinstance(node, Scalar):
        return node
    raise ShapeError(node.span, "one value is wanted here")


def text_of(node: YamlNode) -> ast.Text:
    return ast.Text(node.span, scalar_of(node).text)


def plain_name(scalar: Scalar) -> ast.Name:
    return ast.Name(scalar.span, scalar.text)


def name_of(node: YamlNode) -> ast.Name:
    scalar = scalar_of(node)
    if not _NAME.match(scalar.text):
        raise ShapeError(scalar.span, f"`{scalar.text[:40]}` is not a name")
    return plain_name(scalar)


def declared_name(scalar: Scalar) -> ast.Name:
    if "." in scalar.text:
        raise ShapeError(scalar.span, "a name that is declared has no dots")
    return name_of(scalar)


def number_of(node: YamlNode) -> int:
    scalar = scalar_of(node)
    if not scalar.plain or not _WHOLE.match(scalar.text):
        raise ShapeError(scalar.span, "a whole number is wanted here")
    return int(scalar.text)


def flag_of(node: YamlNode) -> ast.Flag:
    scalar = scalar_of(node)
    if not scalar.plain or scalar.text not in _FLAGS:
        raise ShapeError(scalar.span, "`true` or `false` is wanted here")
    return ast.Flag(scalar.span, _FLAGS[scalar.text])


def words_of(node: YamlNode) -> ast.ListValue:
    """A list of strings: whatever YAML would make of `no` or `12`, here it is a word."""
    return ast.ListValue(node.span, tuple(text_of(one) for one in items_of(node)))


def cites_of(node: YamlNode) -> Iterator[ast.Cites]:
    for one in items_of(node):
        yield ast.Cites(one.span, text_of(one))


def audit_of(scalar: Scalar) -> tuple[ast.Obligation, ...]:
    if scalar.plain and scalar.text in _FLAGS:
        return (ast.Obligation(scalar.span, "audit"),) if _FLAGS[scalar.text] else ()
    return (ast.Obligation(scalar.span, "audit", plain_name(scalar)),)


def date_of(node: YamlNode) -> ast.Date:
    scalar = scalar_of(node)
    if not _DATE.match(scalar.text):
        raise ShapeError(scalar.span, "a date is wanted here", help="such as `2027-06-30`")
    try:
        value = dt.date.fromisoformat(scalar.text)
    except ValueError:
        value = None
    return ast.Date(scalar.span, scalar.text, value)


def fact_of(key: str, node: YamlNode) -> ast.Value:
    """The value of a destination's fact, in the form that Ward's parser would give it."""
    if isinstance(node, Mapping):
        start, end = node.get("from"), node.get("until")
        for name, _ in node.pairs:
            if name.text not in {"from", "until"}:
                near = nearest(name.text, ("from", "until"))
                raise ShapeError(
                    name.span,
                    f"`{name.text}` is no part of an agreement",
                    help=f"did you mean `{near}`?" if near else "`from` and `until`, with dates",
                )
        if end is None:
            raise ShapeError(
                node.span, "an agreement needs its last day", help="`until: 2027-06-30`"
            )
        return ast.Until(node.span, date_of(start) if start else None, date_of(end))
    if isinstance(node, Sequence):
        return ast.ListValue(node.span, tuple(fact_of(key, item) for item in node.items))
    if key == "baa" and node.plain and node.text.startswith(("until ", "from ")):
        raise ShapeError(
            node.span,
            "the days of an agreement are a mapping in YAML",
            help="`baa: {until: 2027-06-30}`, or with `from` as well",
        )
    return value_of(node, quoted=key in _TEXT_FACTS)


def value_of(scalar: Scalar, *, quoted: bool) -> ast.Value:
    text = scalar.text
    if scalar.plain and not quoted:
        if text in _FLAGS:
            return ast.Flag(scalar.span, _FLAGS[text])
        if _WHOLE.match(text):
            return ast.Number(scalar.span, int(text))
        if _DECIMAL.match(text):
            return ast.Number(scalar.span, float(text))
        if _DATE.match(text):
            return date_of(scalar)
        if _NAME.match(text):
            return plain_name(scalar)
    return ast.Text(scalar.span, text)

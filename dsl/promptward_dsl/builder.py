"""
Nodes from productions: one method for each rule or alias of `ward.lark`, of the same name.

The parameters after the span are the rule's children in order, without keywords and marks; an
optional part that is missing is None. Nothing is checked here but what the tree cannot hold: an
item that a block may have once only (E102).
"""

import datetime as dt
import re
from typing import TYPE_CHECKING, TypeVar

from promptward_dsl import ast, parts
from promptward_dsl.diagnostics import Diagnostic, Related

if TYPE_CHECKING:
    from collections.abc import Iterable

    from promptward_dsl.grammar import Grammar
    from promptward_dsl.lexer import Token
    from promptward_dsl.machine import Build
    from promptward_dsl.span import SourceSpan

__all__ = ["Builder"]

T = TypeVar("T")
NodeT = TypeVar("NodeT", bound=ast.Node)

_ESCAPED = re.compile(r'\\([\\"nt])')
_SLASH = re.compile(r"\\([\s\S])")
_VALUES = {"n": "\n", "t": "\t"}

_DIRECT: "dict[str, Build]" = {
    "until": ast.Until,
    "pair": ast.Pair,
    "import_data": ast.ImportData,
    "category": ast.Category,
    "group": ast.Group,
    "uncovered": ast.Uncovered,
    "literal": ast.Literal,
    "valid": ast.Valid,
    "in_field": ast.InField,
    "require": ast.Require,
    "cites": ast.Cites,
    "contact": ast.Contact,
    "need": ast.Need,
    "then_verdict": ast.ThenVerdict,
    "then_transform": ast.ThenTransform,
    "not_": ast.Not,
    "contains": ast.Contains,
    "expect_verdict": ast.ExpectVerdict,
    "expect_transform": ast.ExpectTransform,
    "expect_absent": ast.ExpectAbsent,
    "expect_oblige": ast.ExpectOblige,
    "expect_text": ast.ExpectText,
}
"""Productions whose children are the fields of a node, in order."""


def _of(kind: type[T], items: "Iterable[object]") -> list[T]:
    return [item for item in items if isinstance(item, kind)]


class Builder:
    """Builds the nodes of one source; `diagnostics` collects what the tree cannot hold."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.diagnostics: list[Diagnostic] = []

    def table(self, grammar: "Grammar") -> "list[Build]":
        """The method of each production, by its number."""
        return [
            self.nothing
            if p.listed or p.transparent
            else _DIRECT.get(p.method) or getattr(self, p.method)
            for p in grammar.productions
        ]

    def nothing(self, span: "SourceSpan", *children: object) -> None:
        """Productions that only collect, or pass one child on, never get here."""

    def once(
        self, items: "list[parts.Otherwise] | list[parts.Basis] | list[parts.Prompt]", word: str
    ) -> None:
        """E102 for the second and later of an item that a block has once."""
        for again in items[1:]:
            self.diagnostics.append(
                Diagnostic(
                    "E102",
                    again.span,
                    f"`{word}` is listed twice",
                    "leave one of them out",
                    related=(Related(items[0].span, "first listed here"),),
                )
            )

    # ------------------------------------------------------------ leaves

    def name(self, span: "SourceSpan", token: "Token") -> ast.Name:
        return ast.Name(span, token.text)

    simple = letter = level = verdict = path = name

    def names(self, _span: "SourceSpan", *names: ast.Name) -> tuple[ast.Name, ...]:
        return names

    def text(self, span: "SourceSpan", token: "Token") -> ast.Text:
        raw = token.text[1:-1]
        if "\\" in raw:
            raw = _ESCAPED.sub(lambda m: _VALUES.get(m[1], m[1]), raw)
        return ast.Text(span, raw)

    def long_text(self, span: "SourceSpan", token: "Token") -> ast.Text:
        return ast.Text(span, token.text[3:-3].replace("\r\n", "\n"), long=True)

    def number(self, span: "SourceSpan", token: "Token") -> ast.Number:
        return ast.Number(span, float(token.text) if "." in token.text else int(token.text))

    def date(self, span: "SourceSpan", token: "Token") -> ast.Date:
        try:
            value = dt.date.fromisoformat(token.text)
        except ValueError:
            value = None
        return ast.Date(span, token.text, value)

    def flag(self, span: "SourceSpan", token: "Token") -> ast.Flag:
        return ast.Flag(span, token.text == "yes")

    def regex(self, span: "SourceSpan", token: "Token") -> ast.Regex:
        end = token.text.rindex("/")
        source = _SLASH.sub(lambda m: "/" if m[1] == "/" else m[0], token.text[1:end])
        return ast.Regex(span, source, token.text[end + 1 :])

    def list(self, span: "SourceSpan", *items: ast.Value | None) -> ast.ListValue:
        return ast.ListValue(span, tuple(item for item in items if item is not None))

    def selector(
        self,
        span: "SourceSpan",
        include: tuple[ast.Name, ...],
        exclude: tuple[ast.Name, ...] | None,
    ) -> ast.Selector:
        return ast.Selector(span, include, exclude or ())

    # ------------------------------------------------------------ modules

    def module(
        self, _span: "SourceSpan", *children: "ast.Header | ast.Item | None"
    ) -> parts.Parts:
        header = children[0] if children and isinstance(children[0], ast.Header) else None
        items = (child for child in children if not isinstance(child, ast.Header | None))
        return parts.Parts(header, tuple(items))

    def header(
        self, span: "SourceSpan", name: ast.Name, version: "Token", title: ast.Text | None
    ) -> ast.Header:
        return ast.Header(span, name, version.text, title)

    def version_req(self, span: "SourceSpan", version: "Token") -> parts.Version:
        return parts.Version(span, version.text)

    def import_module(
        self,
        span: "SourceSpan",
        name: ast.Name,
        least: parts.Version | None,
        alias: ast.Name | None,
    ) -> ast.Import:
        version, at = (None, None) if least is None else (least.version, least.span)
        return ast.Import(span, name, version, at, alias)

    def extend(self, span: "SourceSpan", target: ast.Name, *items: ast.DetectorItem) -> ast.Extend:
        return ast.Extend(span, target, items)

    def override(
        self, span: "SourceSpan", target: ast.Name, because: ast.Text, *items: ast.DetectorItem
    ) -> ast.Override:
        return ast.Override(span, target, because, items)

    def disable(
        self,
        span: "SourceSpan",
        kind: "Token",
        target: ast.Name,
        because: ast.Text,
        until: ast.Date | None,
    ) -> ast.Disable:
        return ast.Disable(span, kind.text, target, because, until)

    # ------------------------------------------------------------ vocabulary

    def fuzzy(self, _span: "SourceSpan", edits: "Token") -> parts.Fuzzy:
        return parts.Fuzzy(int(edits.text))

    def cased(self, _span: "SourceSpan") -> parts.Cased:
        return parts.Cased()

    def lexicon_inline(
        self, span: "SourceSpan", name: ast.Name, *rest: parts.Fuzzy | parts.Cased | ast.ListValue
    ) -> ast.Lexicon:
        fuzzy = sum(option.edits for option in _of(parts.Fuzzy, rest))
        words = _of(ast.ListValue, rest)[0]
        return ast.Lexicon(span, name, fuzzy, bool(_of(parts.Cased, rest)), words, None)

    def lexicon_file(
        self, span: "SourceSpan", name: ast.Name, *rest: parts.Fuzzy | parts.Cased | ast.Text
    ) -> ast.Lexicon:
        fuzzy = sum(option.edits for option in _of(parts.Fuzzy, rest))
        source = _of(ast.Text, rest)[0]
        return ast.Lexicon(span, name, fuzzy, bool(_of(parts.Cased, rest)), None, source)

    # ------------------------------------------------------------ detectors

    def detector(
        self,
        span: "SourceSpan",
        name: ast.Name,
        finds: ast.Name,
        title: ast.Text | None,
        *items: ast.DetectorItem,
    ) -> ast.Detector:
        return ast.Detector(span, name, finds, title, items)

    def match(self, span: "SourceSpan", *written: ast.Pattern | ast.Name) -> ast.Match:
        level = written[-1]
        patterns = tuple(one for one in written if not isinstance(one, ast.Name))
        return ast.Match(span, patterns, level if isinstance(level, ast.Name) else None)

    def match_recognizer(
        self, span: "SourceSpan", word: "Token", name: ast.Name, level: ast.Name | None
    ) -> ast.Match:
        at = span._replace(start=word.start, end=name.span.end)
        return ast.Match(span, (ast.Recognizer(at, name),), level)

    def sequence(self, span: "SourceSpan", *lexicons: ast.Name) -> ast.Sequence:
        return ast.Sequence(span, lexicons)

    def near(
        self,
        span: "SourceSpan",
        side: "Token",
        terms: ast.ListValue | ast.Name,
        within: "Token",
        unit: "Token",
    ) -> ast.Near:
        return ast.Near(span, side.text, terms, int(within.text), unit.text)

    def entropy(self, span: "SourceSpan", comparison: "Token", value: ast.Number) -> ast.Entropy:
        return ast.Entropy(span, comparison.text, value)

    def raise_to(self, span: "SourceSpan", level: ast.Name, evidence: ast.Evidence) -> ast.Adjust:
        return ast.Adjust(span, "raise", level, evidence)

    def lower_to(self, span: "SourceSpan", level: ast.Name, evidence: ast.Evidence) -> ast.Adjust:
        return ast.Adjust(span, "lower", level, evidence)

    def except_exact(
        self, span: "SourceSpan", exact: ast.ListValue, because: ast.Text | None
    ) -> ast.Except:
        return ast.Except(span, exact, None, None, because)

    def except_matching(
        self, span: "SourceSpan", matching: ast.Regex, because: ast.Text | None
    ) -> ast.Except:
        return ast.Except(span, None, matching, None, because)

    def except_evidence(
        self, span: "SourceSpan", evidence: ast.Evidence, because: ast.Text | None
    ) -> ast.Except:
        return ast.Except(span, None, None, evidence, because)

    def example(self, span: "SourceSpan", text: ast.Text, level: ast.Name | None) -> ast.Example:
        return ast.Example(span, text, level, counter=False)

    def counterexample(self, span: "SourceSpan", text: ast.Text) -> ast.Example:
        return ast.Example(span, text, None, counter=True)

    # ------------------------------------------------------------ world and purposes

    def destination(
        self, span: "SourceSpan", name: ast.Name, title: ast.Text | None, *facts: ast.Pair
    ) -> ast.Destination:
        return ast.Destination(span, name, title, facts)

    def role(
        self,
        span: "SourceSpan",
        name: ast.Name,
        inherits: tuple[ast.Name, ...] | None,
        title: ast.Text | None,
    ) -> ast.Role:
        return ast.Role(span, name, inherits or (), title)

    def roles(self, _span: "SourceSpan", names: tuple[ast.Name, ...]) -> parts.Roles:
        return parts.Roles(names)

    def destinations(self, _span: "SourceSpan", names: tuple[ast.Name, ...]) -> parts.Destinations:
        return parts.Destinations(names)

    def basis(self, span: "SourceSpan", word: "Token") -> parts.Basis:
        at = span._replace(start=word.start)
        return parts.Basis(span, ast.Name(at, word.text))

    def necessary(self, _span: "SourceSpan", *needs: ast.Need) -> parts.Needs:
        return parts.Needs(needs)

    def otherwise(self, span: "SourceSpan", transform: ast.Transform) -> parts.Otherwise:
        return parts.Otherwise(span, transform)

    def purpose(
        self, span: "SourceSpan", name: ast.Name, title: ast.Text | None, *items: object
    ) -> ast.Purpose:
        basis, otherwise = _of(parts.Basis, items), _of(parts.Otherwise, items)
        self.once(basis, "basis")
        self.once(otherwise, "otherwise")
        return ast.Purpose(
            span,
            name,
            title,
            roles=tuple(name for part in _of(parts.Roles, items) for name in part.names),
            destinations=tuple(
                name for part in _of(parts.Destinations, items) for name in part.names
            ),
            basis=basis[0].name if basis else None,
            needs=tuple(need for part in _of(parts.Needs, items) for need in part.needs),
            otherwise=otherwise[0].transform if otherwise else None,
            cites=tuple(_of(ast.Cites, items)),
        )

    def defaults(self, span: "SourceSpan", *pairs: ast.Pair) -> ast.Defaults:
        return ast.Defaults(span, pairs)

    # ------------------------------------------------------------ transforms

    def keep(self, span: "SourceSpan") -> ast.Transform:
        return ast.Transform(span, "keep")

    def redact(self, span: "SourceSpan") -> ast.Transform:
        return ast.Transform(span, "redact")

    def hash(self, span: "SourceSpan") -> ast.Transform:
        return ast.Transform(span, "hash")

    def pseudonymise(self, span: "SourceSpan", _word: "Token") -> ast.Transform:
        return ast.Transform(span, "pseudonymise")

    def generalise(self, span: "SourceSpan", _word: "Token", grain: ast.Name) -> ast.Transform:
        return ast.Transform(span, "generalise", grain=grain)

    def mask(
        self, span: "SourceSpan", end: "Token | None", count: "Token | None"
    ) -> ast.Transform:
        if end is None or count is None:
            return ast.Transform(span, "mask")
        return ast.Transform(span, "mask", end=end.text, count=int(count.text))

    def date_shift(self, span: "SourceSpan", days: "Token | None") -> ast.Transform:
        return ast.Transform(span, "date_shift", count=int(days.text) if days else None)

    # ------------------------------------------------------------ rules

    def rule(
        self, span: "SourceSpan", name: ast.Name, title: ast.Text | None, *items: object
    ) -> ast.Rule:
        return ast.Rule(
            span,
            name,
            title,
            when=tuple(part.condition for part in _of(parts.When, items)),
            then=tuple(
                item for item in items if isinstance(item, ast.ThenVerdict | ast.ThenTransform)
            ),
            oblige=tuple(one for part in _of(parts.Oblige, items) for one in part.obligations),
            advise=tuple(part.text for part in _of(parts.Advise, items)),
            cites=tuple(_of(ast.Cites, items)),
        )

    def when(self, _span: "SourceSpan", condition: ast.Condition) -> parts.When:
        return parts.When(condition)

    def oblige(self, _span: "SourceSpan", obligations: tuple[ast.Obligation, ...]) -> parts.Oblige:
        return parts.Oblige(obligations)

    def obligations(
        self, _span: "SourceSpan", *obligations: ast.Obligation
    ) -> tuple[ast.Obligation, ...]:
        return obligations

    def audit(self, span: "SourceSpan", level: "Token | None") -> ast.Obligation:
        if level is None:
            return ast.Obligation(span, "audit")
        at = span._replace(start=level.start, end=level.end)
        return ast.Obligation(span, "audit", level=ast.Name(at, level.text))

    def notify(
        self, span: "SourceSpan", contact: ast.Name, count: "Token | None", unit: "Token | None"
    ) -> ast.Obligation:
        if count is None or unit is None:
            return ast.Obligation(span, "notify", contact=contact)
        return ast.Obligation(
            span, "notify", contact=contact, count=int(count.text), unit=unit.text
        )

    def advise(self, _span: "SourceSpan", text: ast.Text) -> parts.Advise:
        return parts.Advise(text)

    # ------------------------------------------------------------ conditions

    def any_of(self, span: "SourceSpan", *conditions: ast.Condition) -> ast.Condition:
        return conditions[0] if len(conditions) == 1 else ast.Or(span, conditions)

    def all_of(self, span: "SourceSpan", *conditions: ast.Condition) -> ast.Condition:
        return conditions[0] if len(conditions) == 1 else ast.And(span, conditions)

    def bracketed(self, _span: "SourceSpan", condition: ast.Condition) -> ast.Condition:
        return condition

    def quantity_any(self, span: "SourceSpan") -> ast.Quantity:
        return ast.Quantity(span, "any")

    def quantity_all(self, span: "SourceSpan") -> ast.Quantity:
        return ast.Quantity(span, "all")

    def quantity_min(
        self, span: "SourceSpan", count: "Token", distinct: "Token | None"
    ) -> ast.Quantity:
        return ast.Quantity(span, "min", int(count.text), distinct=distinct is not None)

    def quantity_max(self, span: "SourceSpan", count: "Token") -> ast.Quantity:
        return ast.Quantity(span, "max", int(count.text))

    def proximity(
        self, span: "SourceSpan", selector: ast.Selector, within: "Token", unit: "Token"
    ) -> ast.Proximity:
        return ast.Proximity(span, selector, int(within.text), unit.text)

    def attribute_true(self, span: "SourceSpan", path: ast.Name) -> ast.Attribute:
        return ast.Attribute(span, path, "true", None)

    def attribute_is(self, span: "SourceSpan", path: ast.Name, value: ast.Value) -> ast.Attribute:
        return ast.Attribute(span, path, "is", value)

    def attribute_is_not(
        self, span: "SourceSpan", path: ast.Name, value: ast.Value
    ) -> ast.Attribute:
        return ast.Attribute(span, path, "is_not", value)

    def attribute_in(
        self, span: "SourceSpan", path: ast.Name, values: ast.ListValue
    ) -> ast.Attribute:
        return ast.Attribute(span, path, "in", values)

    def attribute_not_in(
        self, span: "SourceSpan", path: ast.Name, values: ast.ListValue
    ) -> ast.Attribute:
        return ast.Attribute(span, path, "not_in", values)

    def attribute_compare(
        self, span: "SourceSpan", path: ast.Name, comparison: "Token", value: ast.Number
    ) -> ast.Attribute:
        return ast.Attribute(span, path, comparison.text, value)

    # ------------------------------------------------------------ tests

    def test(self, span: "SourceSpan", name: ast.Text, *items: object) -> ast.Test:
        prompts = _of(parts.Prompt, items)
        self.once(prompts, "prompt")
        expected = (
            ast.ExpectVerdict
            | ast.ExpectTransform
            | ast.ExpectAbsent
            | ast.ExpectOblige
            | ast.ExpectText
        )
        return ast.Test(
            span,
            name,
            given=tuple(pair for part in _of(parts.Given, items) for pair in part.pairs),
            prompt=prompts[0].text if prompts else None,
            expect=tuple(item for item in items if isinstance(item, expected)),
        )

    def given(self, _span: "SourceSpan", *pairs: ast.Pair) -> parts.Given:
        return parts.Given(pairs)

    def prompt(self, span: "SourceSpan", text: ast.Text) -> parts.Prompt:
        return parts.Prompt(span, text)

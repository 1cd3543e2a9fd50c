"""
The YAML front end: destinations, lexicons, detectors and flat rules as the same tree as Ward's.

A file begins with `ward: data/1`. Values that Ward writes as symbols (`kind`, `region`) become
symbols here too, so that a destination equals its Ward twin by value. Conditions, transforms and
obligations are strings in Ward's own grammar.
"""

import re
from collections.abc import Callable, Iterator
from typing import TypeVar, cast

from promptward_dsl import ast
from promptward_dsl.diagnostics import Diagnostic
from promptward_dsl.nearest import meant, nearest
from promptward_dsl.parser import parse_condition, parse_obligations, parse_selector
from promptward_dsl.respan import respan
from promptward_dsl.span import SourceSpan
from promptward_dsl.vocabulary import LEVELS, TRANSFORMS, VERDICTS
from promptward_dsl.yaml_nodes import Mapping, Scalar, Sequence, YamlNode, read_yaml
from promptward_dsl.yaml_values import (
    ShapeError,
    audit_of,
    cites_of,
    declared_name,
    fact_of,
    flag_of,
    items_of,
    listed,
    mapping_of,
    name_of,
    number_of,
    only,
    plain_name,
    scalar_of,
    text_of,
    whole_span,
    words_of,
)

__all__ = ["HEADER", "read_data"]

HEADER = "data/1"
"""The format that this front end reads, the value of the key `ward`."""

_WITHIN = re.compile(r"(\d{1,9}) (chars|words|lines)\Z")
_ENTROPY = re.compile(r"(>=|<=|>|<) ?(\d{1,3}(?:\.\d{1,6})?)\Z")
_SIDES = ("near", "before", "after")

T = TypeVar("T")


def read_data(text: str, file: str) -> tuple[ast.Module, list[Diagnostic]]:
    """The tree of a YAML data file, and what is wrong with it. Total: never raises."""
    root, diagnostics = read_yaml(text, file)
    items: tuple[ast.Item, ...] = ()
    if root is not None:
        front = _Front(file, diagnostics)
        items = tuple(front.items(root))
    elif not diagnostics:
        diagnostics.append(_no_header(SourceSpan(file, 0, 0)))
    module = ast.Module(SourceSpan(file, 0, len(text)), file, text, None, items)
    return module, diagnostics


def _no_header(span: SourceSpan) -> Diagnostic:
    return Diagnostic("E114", span, "this file has no header", help=f"begin with `ward: {HEADER}`")


class _Front:
    """Reads one file; a declaration with a fault is reported and left out, the rest is read."""

    def __init__(self, file: str, diagnostics: list[Diagnostic]) -> None:
        self._file = file
        self._diagnostics = diagnostics

    def items(self, root: YamlNode) -> Iterator[ast.Item]:
        """The declarations of the file, in its order."""
        if not isinstance(root, Mapping):
            self._diagnostics.append(_no_header(root.span))
            return
        header = root.get("ward")
        if header is None:
            self._diagnostics.append(_no_header(root.span._replace(end=root.span.start)))
            return
        if not isinstance(header, Scalar) or header.text != HEADER:
            self._diagnostics.append(
                Diagnostic(
                    "E114", header.span, "this format is not known", help=f"`ward: {HEADER}`"
                )
            )
            return
        sections: dict[str, Callable[[Scalar, YamlNode], ast.Item]] = {
            "destinations": self._destination,
            "lexicons": self._lexicon,
            "detectors": self._detector,
            "rules": self._rule,
        }
        for key, section in root.pairs:
            read = sections.get(key.text)
            if key.text == "ward":
                continue
            if read is None:
                self._unknown(key, sections)
            elif not isinstance(section, Mapping):
                self._report(ShapeError(section.span, f"`{key.text}` has to be a mapping by name"))
            else:
                for name, value in section.pairs:
                    item = self._tried(read, name, value)
                    if item is not None:
                        yield item

    def _tried(
        self, read: Callable[[Scalar, YamlNode], T], name: Scalar, value: YamlNode
    ) -> T | None:
        try:
            return read(name, value)
        except ShapeError as error:
            self._report(error)
            return None

    def _report(self, error: ShapeError) -> None:
        self._diagnostics.append(error.diagnostic)

    def _unknown(self, key: Scalar, known: "dict[str, T] | tuple[str, ...]") -> None:
        near = nearest(key.text, known)
        self._diagnostics.append(
            Diagnostic(
                "E103",
                key.span,
                f"unknown key `{key.text}`",
                help=f"did you mean `{near}`?" if near else f"one of {', '.join(known)}",
            )
        )

    # ------------------------------------------------------------------ declarations

    def _destination(self, name: Scalar, value: YamlNode) -> ast.Destination:
        title = None
        facts: list[ast.Pair] = []
        for key, fact in mapping_of(value).pairs:
            if key.text == "title":
                title = text_of(fact)
                continue
            span = key.span._replace(end=fact.span.end)
            # An unknown key is kept: the checker reports it, as it does for Ward.
            facts.append(ast.Pair(span, plain_name(key), fact_of(key.text, fact)))
        return ast.Destination(whole_span(name, value), declared_name(name), title, tuple(facts))

    def _lexicon(self, name: Scalar, value: YamlNode) -> ast.Lexicon:
        span = whole_span(name, value)
        if isinstance(value, Sequence):
            return ast.Lexicon(
                span, declared_name(name), fuzzy=0, cased=False, words=words_of(value), source=None
            )
        fields = self._fields(value, ("fuzzy", "cased", "words", "from"))
        words, source = fields.get("words"), fields.get("from")
        if (words is None) == (source is None):
            raise ShapeError(name.span, f"lexicon `{name.text}` needs either `words` or `from`")
        return ast.Lexicon(
            span,
            declared_name(name),
            number_of(fields["fuzzy"]) if "fuzzy" in fields else 0,
            flag_of(fields["cased"]).value if "cased" in fields else False,
            words_of(words) if words is not None else None,
            text_of(source) if source is not None else None,
        )

    def _detector(self, name: Scalar, value: YamlNode) -> ast.Detector:
        readers: dict[str, Callable[[YamlNode], Iterator[ast.DetectorItem]]] = {
            "match": self._match,
            "require": lambda node: (
                ast.Require(one.span, self._evidence(self._fields(one, _EVIDENCE), one))
                for one in items_of(node)
            ),
            "raise": lambda node: self._adjust("raise", node),
            "lower": lambda node: self._adjust("lower", node),
            "except": self._except,
            "examples": lambda node: self._examples(node, counter=False),
            "counterexamples": lambda node: self._examples(node, counter=True),
            "cites": cites_of,
        }
        fields = self._fields(value, ("finds", "title", *readers))
        if "finds" not in fields:
            raise ShapeError(name.span, f"detector `{name.text}` needs `finds`")
        items = [
            item for key, node in fields.items() if key in readers for item in readers[key](node)
        ]
        return ast.Detector(
            whole_span(name, value),
            declared_name(name),
            name_of(fields["finds"]),
            text_of(fields["title"]) if "title" in fields else None,
            tuple(items),
        )

    def _rule(self, name: Scalar, value: YamlNode) -> ast.Rule:
        known = ("title", "when", "then", "oblige", "audit", "advise", "cites")
        fields = self._fields(value, known)
        when = [self._condition(scalar_of(one)) for one in items_of(fields.get("when"))]
        then: list[ast.ThenVerdict | ast.ThenTransform] = [
            self._then(one) for one in items_of(fields.get("then"))
        ]
        oblige: list[ast.Obligation] = []
        if "audit" in fields:
            oblige += audit_of(scalar_of(fields["audit"]))
        for one in items_of(fields.get("oblige")):
            oblige += self._ward(parse_obligations, scalar_of(one)) or ()
        return ast.Rule(
            whole_span(name, value),
            declared_name(name),
            text_of(fields["title"]) if "title" in fields else None,
            tuple(c for c in when if c is not None),
            tuple(then),
            tuple(oblige),
            tuple(text_of(one) for one in items_of(fields.get("advise"))),
            tuple(cites_of(fields["cites"])) if "cites" in fields else (),
        )

    # ------------------------------------------------------------------ parts of a detector

    def _match(self, node: YamlNode) -> Iterator[ast.Match]:
        known = ("regex", "flags", "literal", "lexicon", "sequence", "recognizer")
        for one in items_of(node):
            fields = self._fields(one, (*known, "confidence", "at_most"))
            kinds = [key for key in known if key in fields and key != "flags"]
            if len(kinds) != 1:
                raise ShapeError(
                    one.span, "a match needs exactly one of " + ", ".join(f"`{k}`" for k in known)
                )
            value = fields[kinds[0]]
            pattern: ast.Pattern
            match kinds[0]:
                case "regex":
                    flags = scalar_of(fields["flags"]).text if "flags" in fields else ""
                    pattern = ast.Regex(value.span, scalar_of(value).text, flags)
                case "literal":
                    pattern = ast.Literal(value.span, text_of(value))
                case "recognizer":
                    pattern = ast.Recognizer(value.span, name_of(value))
                case _:
                    names = tuple(name_of(item) for item in items_of(value))
                    pattern = ast.Sequence(value.span, names)
            wanted = "at_most" if kinds[0] == "recognizer" else "confidence"
            only(fields, (kinds[0], wanted, *(("flags",) if kinds[0] == "regex" else ())))
            level = fields.get(wanted)
            if level is None and kinds[0] != "recognizer":
                raise ShapeError(
                    one.span, "a match needs `confidence`", help=f"one of {', '.join(LEVELS)}"
                )
            yield ast.Match(one.span, (pattern,), name_of(level) if level else None)

    def _adjust(self, op: str, node: YamlNode) -> Iterator[ast.Adjust]:
        for one in items_of(node):
            fields = self._fields(one, ("to", *_EVIDENCE))
            if "to" not in fields:
                raise ShapeError(one.span, f"`{op}` needs `to`", help="a level")
            level = name_of(fields["to"])
            yield ast.Adjust(one.span, op, level, self._evidence(fields, one))

    def _except(self, node: YamlNode) -> Iterator[ast.Except]:
        for one in items_of(node):
            fields = self._fields(one, ("exact", "matching", "flags", "because", *_EVIDENCE))
            because = text_of(fields["because"]) if "because" in fields else None
            exact, matching, evidence = fields.get("exact"), fields.get("matching"), None
            flags = scalar_of(fields["flags"]).text if "flags" in fields else ""
            if exact is not None:
                only(fields, ("exact", "because"))
            elif matching is not None:
                only(fields, ("matching", "flags", "because"))
            else:
                evidence = self._evidence(fields, one)
            yield ast.Except(
                one.span,
                words_of(exact) if exact is not None else None,
                ast.Regex(matching.span, scalar_of(matching).text, flags) if matching else None,
                evidence,
                because,
            )

    def _evidence(self, fields: dict[str, YamlNode], one: YamlNode) -> ast.Evidence:
        kinds = [key for key in _EVIDENCE if key in fields and key != "within"]
        sides = [key for key in kinds if key in _SIDES]
        only(fields, ("to", "because", *kinds[:1], *(("within",) if sides else ())))
        if "valid" in fields:
            return ast.Valid(one.span, name_of(fields["valid"]))
        if "entropy" in fields:
            entropy = scalar_of(fields["entropy"])
            read = _ENTROPY.match(entropy.text)
            if read is None:
                raise ShapeError(entropy.span, "this is no bound", help='such as `">= 3.5"`')
            number = float(read[2]) if "." in read[2] else int(read[2])
            return ast.Entropy(one.span, read[1], ast.Number(entropy.span, number))
        if "in_field" in fields:
            return ast.InField(one.span, words_of(fields["in_field"]))
        side = next((side for side in _SIDES if side in fields), None)
        if side is None:
            raise ShapeError(one.span, "evidence is missing", help=f"one of {listed(_EVIDENCE)}")
        if "within" not in fields:
            raise ShapeError(one.span, f"`{side}` needs `within`", help="such as `40 chars`")
        within = scalar_of(fields["within"])
        distance = _WITHIN.match(within.text)
        if distance is None:
            raise ShapeError(within.span, "this is no distance", help="such as `40 chars`")
        terms: ast.ListValue | ast.Name
        value = fields[side]
        if isinstance(value, Mapping):
            terms = name_of(self._fields(value, ("lexicon",)).get("lexicon") or value)
        else:
            terms = words_of(value)
        return ast.Near(one.span, side, terms, int(distance[1]), distance[2])

    def _examples(self, node: YamlNode, *, counter: bool) -> Iterator[ast.Example]:
        for one in items_of(node):
            if isinstance(one, Mapping):
                fields = self._fields(one, ("text", "level"))
                level = name_of(fields["level"]) if "level" in fields else None
                yield ast.Example(one.span, text_of(fields.get("text") or one), level, counter)
            else:
                yield ast.Example(one.span, text_of(one), None, counter)

    # ------------------------------------------------------------------ pieces of Ward

    def _condition(self, scalar: Scalar) -> ast.Condition | None:
        return cast("ast.Condition | None", self._ward(parse_condition, scalar))

    def _then(self, node: YamlNode) -> ast.ThenVerdict | ast.ThenTransform:
        if isinstance(node, Mapping) and len(node.pairs) == 1:
            op, selector = node.pairs[0]
            if op.text not in TRANSFORMS or op.text in {"generalise", "date_shift", "mask"}:
                raise ShapeError(op.span, f"`{op.text}` is not a plain transform")
            names = ", ".join(scalar_of(one).text for one in items_of(selector))
            read, found = parse_selector(names, self._file)
            if read is None or found:
                raise ShapeError(selector.span, "this names no categories")
            return ast.ThenTransform(
                node.span, ast.Transform(op.span, op.text), respan(read, selector.span)
            )
        verdict = scalar_of(node)
        if verdict.text not in VERDICTS:
            near = meant(verdict.text, VERDICTS)
            raise ShapeError(
                node.span,
                f"`{verdict.text}` is not a verdict",
                help=f"did you mean `{near}`?" if near else f"one of {listed(VERDICTS)}",
            )
        return ast.ThenVerdict(node.span, name_of(node))

    def _ward(
        self,
        parse: Callable[[str, str, int], tuple[T | None, list[Diagnostic]]],
        scalar: Scalar,
    ) -> T | None:
        """Parse a string in Ward's grammar, at its own place where its text is the source's."""
        start = scalar.span.start + (0 if scalar.plain else 1)
        value, found = parse(scalar.text, self._file, start)
        if not scalar.exact:
            found = [d._replace(span=scalar.span, related=()) for d in found]
            value = respan(value, scalar.span)
        self._diagnostics += found
        return value

    def _fields(self, node: YamlNode, known: tuple[str, ...]) -> dict[str, YamlNode]:
        fields: dict[str, YamlNode] = {}
        for key, value in mapping_of(node).pairs:
            if key.text in known:
                fields[key.text] = value
            else:
                self._unknown(key, known)
        return fields


_EVIDENCE = ("valid", "entropy", "in_field", *_SIDES, "within")

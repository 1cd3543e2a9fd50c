"""
The YAML front end: destinations, lexicons, detectors and flat rules as the same tree as Ward's.

A file begins with `ward: data/1`. Values that Ward writes as symbols (`kind`, `region`) become
symbols here too, so that a destination equals its Ward twin by value. Conditions, transforms and
obligations are strings in Ward's own grammar.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import TypeVar, cast

from promptward_dsl import ast
from promptward_dsl.diagnostics import Diagnostic
from promptward_dsl.nearest import nearest
from promptward_dsl.parser import parse_condition, parse_obligations, parse_selector
from promptward_dsl.respan import respan
from promptward_dsl.span import SourceSpan
from promptward_dsl.vocabulary import FACTS, LEVELS, TRANSFORMS, VERDICTS
from promptward_dsl.yaml_nodes import Mapping, Scalar, Sequence, YamlNode, read_yaml

__all__ = ["HEADER", "read_data"]

HEADER = "data/1"
"""The format that this front end reads, the value of the key `ward`."""

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*\Z")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_WHOLE = re.compile(r"\d{1,15}\Z")
_DECIMAL = re.compile(r"\d{1,15}\.\d{1,15}\Z")
_WITHIN = re.compile(r"(\d{1,9}) (chars|words|lines)\Z")
_ENTROPY = re.compile(r"(>=|<=|>|<) ?(\d{1,3}(?:\.\d{1,6})?)\Z")
_FLAGS = {"true": True, "yes": True, "false": False, "no": False}
_SIDES = ("near", "before", "after")
_TEXT_FACTS = frozenset(key for key, domain in FACTS.items() if domain.kind in {"text", "texts"})

T = TypeVar("T")


class _ShapeError(Exception):
    def __init__(
        self,
        span: SourceSpan,
        message: str,
        help: str | None = None,  # noqa: A002  # the field's name
        code: str = "E104",
    ) -> None:
        super().__init__(message)
        self.diagnostic = Diagnostic(code, span, message, help)


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
                self._report(
                    _ShapeError(section.span, f"`{key.text}` has to be a mapping by name")
                )
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
        except _ShapeError as error:
            self._report(error)
            return None

    def _report(self, error: _ShapeError) -> None:
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
        for key, fact in _mapping(value).pairs:
            if key.text == "title":
                title = _text(fact)
                continue
            span = key.span._replace(end=fact.span.end)
            # An unknown key is kept: the checker reports it, as it does for Ward.
            facts.append(ast.Pair(span, _plain_name(key), _fact(key.text, fact)))
        return ast.Destination(_whole(name, value), _declared(name), title, tuple(facts))

    def _lexicon(self, name: Scalar, value: YamlNode) -> ast.Lexicon:
        span = _whole(name, value)
        if isinstance(value, Sequence):
            return ast.Lexicon(
                span, _declared(name), fuzzy=0, cased=False, words=_words(value), source=None
            )
        fields = self._fields(value, ("fuzzy", "cased", "words", "from"))
        words, source = fields.get("words"), fields.get("from")
        if (words is None) == (source is None):
            raise _ShapeError(name.span, f"lexicon `{name.text}` needs either `words` or `from`")
        return ast.Lexicon(
            span,
            _declared(name),
            _number(fields["fuzzy"]) if "fuzzy" in fields else 0,
            _flag(fields["cased"]).value if "cased" in fields else False,
            _words(words) if words is not None else None,
            _text(source) if source is not None else None,
        )

    def _detector(self, name: Scalar, value: YamlNode) -> ast.Detector:
        readers: dict[str, Callable[[YamlNode], Iterator[ast.DetectorItem]]] = {
            "match": self._match,
            "require": lambda node: (
                ast.Require(one.span, self._evidence(self._fields(one, _EVIDENCE), one))
                for one in _list(node)
            ),
            "raise": lambda node: self._adjust("raise", node),
            "lower": lambda node: self._adjust("lower", node),
            "except": self._except,
            "examples": lambda node: self._examples(node, counter=False),
            "counterexamples": lambda node: self._examples(node, counter=True),
            "cites": _cites,
        }
        fields = self._fields(value, ("finds", "title", *readers))
        if "finds" not in fields:
            raise _ShapeError(name.span, f"detector `{name.text}` needs `finds`")
        items = [
            item for key, node in fields.items() if key in readers for item in readers[key](node)
        ]
        return ast.Detector(
            _whole(name, value),
            _declared(name),
            _name(fields["finds"]),
            _text(fields["title"]) if "title" in fields else None,
            tuple(items),
        )

    def _rule(self, name: Scalar, value: YamlNode) -> ast.Rule:
        known = ("title", "when", "then", "oblige", "audit", "advise", "cites")
        fields = self._fields(value, known)
        when = [self._condition(_scalar(one)) for one in _list(fields.get("when"))]
        then: list[ast.ThenVerdict | ast.ThenTransform] = [
            self._then(one) for one in _list(fields.get("then"))
        ]
        oblige: list[ast.Obligation] = []
        if "audit" in fields:
            oblige += _audit(_scalar(fields["audit"]))
        for one in _list(fields.get("oblige")):
            oblige += self._ward(parse_obligations, _scalar(one)) or ()
        return ast.Rule(
            _whole(name, value),
            _declared(name),
            _text(fields["title"]) if "title" in fields else None,
            tuple(c for c in when if c is not None),
            tuple(then),
            tuple(oblige),
            tuple(_text(one) for one in _list(fields.get("advise"))),
            tuple(_cites(fields["cites"])) if "cites" in fields else (),
        )

    # ------------------------------------------------------------------ parts of a detector

    def _match(self, node: YamlNode) -> Iterator[ast.Match]:
        known = ("regex", "flags", "literal", "lexicon", "sequence", "recognizer")
        for one in _list(node):
            fields = self._fields(one, (*known, "confidence", "at_most"))
            kinds = [key for key in known if key in fields and key != "flags"]
            if len(kinds) != 1:
                raise _ShapeError(
                    one.span, "a match needs exactly one of " + ", ".join(f"`{k}`" for k in known)
                )
            value = fields[kinds[0]]
            pattern: ast.Pattern
            match kinds[0]:
                case "regex":
                    flags = _scalar(fields["flags"]).text if "flags" in fields else ""
                    pattern = ast.Regex(value.span, _scalar(value).text, flags)
                case "literal":
                    pattern = ast.Literal(value.span, _text(value))
                case "recognizer":
                    pattern = ast.Recognizer(value.span, _name(value))
                case _:
                    names = tuple(_name(item) for item in _list(value))
                    pattern = ast.Sequence(value.span, names)
            wanted = "at_most" if kinds[0] == "recognizer" else "confidence"
            _only(fields, (kinds[0], wanted, *(("flags",) if kinds[0] == "regex" else ())))
            level = fields.get(wanted)
            if level is None and kinds[0] != "recognizer":
                raise _ShapeError(
                    one.span, "a match needs `confidence`", help=f"one of {', '.join(LEVELS)}"
                )
            yield ast.Match(one.span, (pattern,), _name(level) if level else None)

    def _adjust(self, op: str, node: YamlNode) -> Iterator[ast.Adjust]:
        for one in _list(node):
            fields = self._fields(one, ("to", *_EVIDENCE))
            if "to" not in fields:
                raise _ShapeError(one.span, f"`{op}` needs `to`", help="a level")
            level = _name(fields["to"])
            yield ast.Adjust(one.span, op, level, self._evidence(fields, one))

    def _except(self, node: YamlNode) -> Iterator[ast.Except]:
        for one in _list(node):
            fields = self._fields(one, ("exact", "matching", "flags", "because", *_EVIDENCE))
            because = _text(fields["because"]) if "because" in fields else None
            exact, matching, evidence = fields.get("exact"), fields.get("matching"), None
            flags = _scalar(fields["flags"]).text if "flags" in fields else ""
            if exact is not None:
                _only(fields, ("exact", "because"))
            elif matching is not None:
                _only(fields, ("matching", "flags", "because"))
            else:
                evidence = self._evidence(fields, one)
            yield ast.Except(
                one.span,
                _words(exact) if exact is not None else None,
                ast.Regex(matching.span, _scalar(matching).text, flags) if matching else None,
                evidence,
                because,
            )

    def _evidence(self, fields: dict[str, YamlNode], one: YamlNode) -> ast.Evidence:
        kinds = [key for key in _EVIDENCE if key in fields and key != "within"]
        sides = [key for key in kinds if key in _SIDES]
        _only(fields, ("to", "because", *kinds[:1], *(("within",) if sides else ())))
        if "valid" in fields:
            return ast.Valid(one.span, _name(fields["valid"]))
        if "entropy" in fields:
            entropy = _scalar(fields["entropy"])
            read = _ENTROPY.match(entropy.text)
            if read is None:
                raise _ShapeError(entropy.span, "this is no bound", help='such as `">= 3.5"`')
            number = float(read[2]) if "." in read[2] else int(read[2])
            return ast.Entropy(one.span, read[1], ast.Number(entropy.span, number))
        if "in_field" in fields:
            return ast.InField(one.span, _words(fields["in_field"]))
        side = next((side for side in _SIDES if side in fields), None)
        if side is None:
            raise _ShapeError(one.span, "evidence is missing", help=f"one of {_listed(_EVIDENCE)}")
        if "within" not in fields:
            raise _ShapeError(one.span, f"`{side}` needs `within`", help="such as `40 chars`")
        within = _scalar(fields["within"])
        distance = _WITHIN.match(within.text)
        if distance is None:
            raise _ShapeError(within.span, "this is no distance", help="such as `40 chars`")
        terms: ast.ListValue | ast.Name
        value = fields[side]
        if isinstance(value, Mapping):
            terms = _name(self._fields(value, ("lexicon",)).get("lexicon") or value)
        else:
            terms = _words(value)
        return ast.Near(one.span, side, terms, int(distance[1]), distance[2])

    def _examples(self, node: YamlNode, *, counter: bool) -> Iterator[ast.Example]:
        for one in _list(node):
            if isinstance(one, Mapping):
                fields = self._fields(one, ("text", "level"))
                level = _name(fields["level"]) if "level" in fields else None
                yield ast.Example(one.span, _text(fields.get("text") or one), level, counter)
            else:
                yield ast.Example(one.span, _text(one), None, counter)

    # ------------------------------------------------------------------ pieces of Ward

    def _condition(self, scalar: Scalar) -> ast.Condition | None:
        return cast("ast.Condition | None", self._ward(parse_condition, scalar))

    def _then(self, node: YamlNode) -> ast.ThenVerdict | ast.ThenTransform:
        if isinstance(node, Mapping) and len(node.pairs) == 1:
            op, selector = node.pairs[0]
            if op.text not in TRANSFORMS or op.text in {"generalise", "date_shift", "mask"}:
                raise _ShapeError(op.span, f"`{op.text}` is not a plain transform")
            names = ", ".join(_scalar(one).text for one in _list(selector))
            read, found = parse_selector(names, self._file)
            if read is None or found:
                raise _ShapeError(selector.span, "this names no categories")
            return ast.ThenTransform(
                node.span, ast.Transform(op.span, op.text), respan(read, selector.span)
            )
        verdict = _scalar(node)
        if verdict.text not in VERDICTS:
            near = nearest(verdict.text, VERDICTS)
            raise _ShapeError(
                node.span,
                f"`{verdict.text}` is not a verdict",
                help=f"did you mean `{near}`?" if near else f"one of {_listed(VERDICTS)}",
            )
        return ast.ThenVerdict(node.span, _name(node))

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
        for key, value in _mapping(node).pairs:
            if key.text in known:
                fields[key.text] = value
            else:
                self._unknown(key, known)
        return fields


_EVIDENCE = ("valid", "entropy", "in_field", *_SIDES, "within")


def _only(fields: dict[str, YamlNode], fitting: tuple[str, ...]) -> None:
    """Refuses fields that mean nothing, or something else, beside those that `fitting` names."""
    for key, value in fields.items():
        if key not in fitting:
            beside = next(name for name in fitting if name in fields)
            raise _ShapeError(value.span, f"`{key}` does not go with `{beside}`")


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(words)


def _whole(name: Scalar, value: YamlNode) -> SourceSpan:
    return name.span._replace(end=value.span.end)


def _mapping(node: YamlNode) -> Mapping:
    if isinstance(node, Mapping):
        return node
    raise _ShapeError(node.span, "a mapping of keys to values is wanted here")


def _list(node: YamlNode | None) -> tuple[YamlNode, ...]:
    """The items of a list; one value stands for a list of one."""
    if node is None:
        return ()
    return node.items if isinstance(node, Sequence) else (node,)


def _scalar(node: YamlNode) -> Scalar:
    if isinstance(node, Scalar):
        return node
    raise _ShapeError(node.span, "one value is wanted here")


def _text(node: YamlNode) -> ast.Text:
    return ast.Text(node.span, _scalar(node).text)


def _plain_name(scalar: Scalar) -> ast.Name:
    return ast.Name(scalar.span, scalar.text)


def _name(node: YamlNode) -> ast.Name:
    scalar = _scalar(node)
    if not _NAME.match(scalar.text):
        raise _ShapeError(scalar.span, f"`{scalar.text[:40]}` is not a name")
    return _plain_name(scalar)


def _declared(scalar: Scalar) -> ast.Name:
    if "." in scalar.text:
        raise _ShapeError(scalar.span, "a name that is declared has no dots")
    return _name(scalar)


def _number(node: YamlNode) -> int:
    scalar = _scalar(node)
    if not scalar.plain or not _WHOLE.match(scalar.text):
        raise _ShapeError(scalar.span, "a whole number is wanted here")
    return int(scalar.text)


def _flag(node: YamlNode) -> ast.Flag:
    scalar = _scalar(node)
    if not scalar.plain or scalar.text not in _FLAGS:
        raise _ShapeError(scalar.span, "`true` or `false` is wanted here")
    return ast.Flag(scalar.span, _FLAGS[scalar.text])


def _words(node: YamlNode) -> ast.ListValue:
    """A list of strings: whatever YAML would make of `no` or `12`, here it is a word."""
    return ast.ListValue(node.span, tuple(_text(one) for one in _list(node)))


def _cites(node: YamlNode) -> Iterator[ast.Cites]:
    for one in _list(node):
        yield ast.Cites(one.span, _text(one))


def _audit(scalar: Scalar) -> tuple[ast.Obligation, ...]:
    if scalar.plain and scalar.text in _FLAGS:
        return (ast.Obligation(scalar.span, "audit"),) if _FLAGS[scalar.text] else ()
    return (ast.Obligation(scalar.span, "audit", _plain_name(scalar)),)


def _date(node: YamlNode) -> ast.Date:
    scalar = _scalar(node)
    if not _DATE.match(scalar.text):
        raise _ShapeError(scalar.span, "a date is wanted here", help="such as `2027-06-30`")
    try:
        value = dt.date.fromisoformat(scalar.text)
    except ValueError:
        value = None
    return ast.Date(scalar.span, scalar.text, value)


def _fact(key: str, node: YamlNode) -> ast.Value:
    """The value of a destination's fact, in the form that Ward's parser would give it."""
    if isinstance(node, Mapping):
        start, end = node.get("from"), node.get("until")
        for name, _ in node.pairs:
            if name.text not in {"from", "until"}:
                near = nearest(name.text, ("from", "until"))
                raise _ShapeError(
                    name.span,
                    f"`{name.text}` is no part of an agreement",
                    help=f"did you mean `{near}`?" if near else "`from` and `until`, with dates",
                )
        if end is None:
            raise _ShapeError(
                node.span, "an agreement needs its last day", help="`until: 2027-06-30`"
            )
        return ast.Until(node.span, _date(start) if start else None, _date(end))
    if isinstance(node, Sequence):
        return ast.ListValue(node.span, tuple(_fact(key, item) for item in node.items))
    if key == "baa" and node.plain and node.text.startswith(("until ", "from ")):
        raise _ShapeError(
            node.span,
            "the days of an agreement are a mapping in YAML",
            help="`baa: {until: 2027-06-30}`, or with `from` as well",
        )
    return _value(node, quoted=key in _TEXT_FACTS)


def _value(scalar: Scalar, *, quoted: bool) -> ast.Value:
    text = scalar.text
    if scalar.plain and not quoted:
        if text in _FLAGS:
            return ast.Flag(scalar.span, _FLAGS[text])
        if _WHOLE.match(text):
            return ast.Number(scalar.span, int(text))
        if _DECIMAL.match(text):
            return ast.Number(scalar.span, float(text))
        if _DATE.match(text):
            return _date(scalar)
        if _NAME.match(text):
            return _plain_name(scalar)
    return ast.Text(scalar.span, text)

"""
YAML as plain nodes with their places: the safe subset that policy data may use.

Built on the parser's events, so nothing is ever constructed. Anchors, aliases, tags, several
documents, doubled keys, deep nesting and large files are refused (E114, E102).
"""

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import yaml

from promptward_dsl.concealed import CONCEALED, said
from promptward_dsl.diagnostics import Diagnostic, Related
from promptward_dsl.sources import SOURCE_LIMIT
from promptward_dsl.span import SourceSpan

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Mapping", "Scalar", "Sequence", "YamlNode", "read_yaml"]

DEPTH_LIMIT = 16

_SPLIT = "split the file, or write word lists as .txt or .csv"

MOST_CONCEALED = 20
"""Characters of one file that are no text (E001) and are each told."""


class Scalar(NamedTuple):
    """A scalar as written: `plain` if it has no quotes; `exact` if its text is the source's."""

    span: SourceSpan
    text: str
    plain: bool
    exact: bool


class Sequence(NamedTuple):
    """A list."""

    span: SourceSpan
    items: tuple["YamlNode", ...]


class Mapping(NamedTuple):
    """Keys with their values, in the order of the file; no key twice."""

    span: SourceSpan
    pairs: tuple[tuple[Scalar, "YamlNode"], ...]

    def get(self, key: str) -> "YamlNode | None":
        """The value of a key."""
        return next((value for name, value in self.pairs if name.text == key), None)


YamlNode: TypeAlias = Scalar | Sequence | Mapping


_UNCLOSED = "found unexpected end of stream"
_NO_COLON = "could not find expected ':'"
_UNENDED = (_UNCLOSED, _NO_COLON)
_PLAIN = (
    (
        "expected <block end>",
        "this line is not indented like those it stands with",
        "indent the keys of one mapping alike, with blanks",
    ),
    (
        "mapping values are not allowed here",
        "no `:` can stand here",
        "indent the keys of one mapping alike, end a key with `:`, quote a value that holds `: `",
    ),
    (
        "found character '\\t'",
        "a tab can't indent YAML",
        "indent with blanks",
    ),
    (
        "found character '",
        "no value can begin like this without quotes",
        "put the value between quotes",
    ),
    (_UNCLOSED, "this string is not closed", "add the quote that ends it"),
    (_NO_COLON, "this line has no `:`", "write `key: value`"),
    (
        "expected ',' or ']'",
        "this list is not closed",
        "add `]`, or `,` before its next item",
    ),
    (
        "expected ',' or '}'",
        "this mapping is not closed",
        "add `}`, or `,` before its next key",
    ),
)
"""How the reader's words for a fault begin, what they mean to an author, and what to do."""


class _RefusedError(Exception):
    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def read_yaml(text: str, file: str) -> tuple[YamlNode | None, list[Diagnostic]]:
    """The root node, or None and why the file is refused. Total: never raises."""
    if len(text.encode("utf-8", "surrogatepass")) > SOURCE_LIMIT:
        return None, [_refusal(SourceSpan(file, 0, 0), "YAML is limited to 1 MiB", _SPLIT)]
    concealed = [
        Diagnostic("E001", SourceSpan(file, found.start(), found.end()), *said(found[0]))
        for found in islice(CONCEALED.finditer(text), MOST_CONCEALED)
    ]
    if concealed:
        return None, concealed
    try:
        return _Reader(text, file).root(), []
    except _RefusedError as refused:
        return None, [refused.diagnostic]
    except yaml.MarkedYAMLError as error:
        problem = (error.problem or "not valid YAML").rstrip(".")
        message, help_ = _plain(problem)
        marks = (error.problem_mark, error.context_mark)
        # Where the end is missing, what matters is where it began.
        mark = next(filter(None, marks[::-1] if problem in _UNENDED else marks), None)
        at = min(mark.index, len(text)) if mark else 0
        return None, [_refusal(SourceSpan(file, at, min(at + 1, len(text))), message, help_)]
    except (yaml.YAMLError, ValueError):
        return None, [_refusal(SourceSpan(file, 0, 0), "this is not text that YAML allows")]


def _plain(problem: str) -> tuple[str, str | None]:
    """What PyYAML's words come to, and what to do; its own words where none are known."""
    for begins, message, help_ in _PLAIN:
        if problem.startswith(begins):
            return message, help_
    return problem, None


def _refusal(span: SourceSpan, message: str, help: str | None = None) -> Diagnostic:  # noqa: A002
    return Diagnostic("E114", span, message, help)


class _Reader:
    def __init__(self, text: str, file: str) -> None:
        self._text = text
        self._file = file
        # SafeLoader's parser only; constructors are never reached.
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=yaml.SafeLoader)

    def root(self) -> YamlNode | None:
        """The one document of the stream."""
        root: YamlNode | None = None
        documents = 0
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._refused(event, "a second document", "keep one document a file")
            elif not isinstance(
                event, yaml.StreamStartEvent | yaml.StreamEndEvent | yaml.DocumentEndEvent
            ):
                root = self._node(event, 0)
        return root

    def _node(self, event: yaml.Event, depth: int) -> YamlNode:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise self._refused(
                event, "anchors and aliases are not allowed", "write the value out"
            )
        if getattr(event, "tag", None) is not None:
            raise self._refused(event, "tags are not allowed", "remove the tag")
        if depth > DEPTH_LIMIT:
            raise self._refused(event, f"nested more than {DEPTH_LIMIT} deep")
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(event, depth)
        return self._mapping(event, depth)

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        span = self._span(event, event)
        # Quotes may say by an escape what may not stand here.
        escaped = CONCEALED.search(event.value)
        if escaped:
            message, help_ = said(escaped[0])
            raise _RefusedError(Diagnostic("E001", span, message, help_))
        raw = self._text[span.start : span.end]
        plain = event.style is None
        inner = raw if plain else raw[1:-1]
        return Scalar(span, event.value, plain, inner == event.value)

    def _sequence(self, start: yaml.Event, depth: int) -> Sequence:
        items: list[YamlNode] = []
        for event in self._events:
            if isinstance(event, yaml.SequenceEndEvent):
                return Sequence(self._span(start, event), tuple(items))
            items.append(self._node(event, depth + 1))
        raise self._refused(start, "this list does not end")

    def _mapping(self, start: yaml.Event, depth: int) -> Mapping:
        pairs: dict[str, tuple[Scalar, YamlNode]] = {}
        for event in self._events:
            if isinstance(event, yaml.MappingEndEvent):
                return Mapping(self._span(start, event), tuple(pairs.values()))
            key = self._node(event, depth + 1)
            if not isinstance(key, Scalar):
                raise self._refused(event, "a key has to be a word")
            if key.plain and key.text == "<<":
                raise self._refused(event, "merges are not allowed", "write the keys out")
            value = self._node(next(self._events), depth + 1)
            if key.text in pairs:
                raise _RefusedError(
                    Diagnostic(
                        "E102",
                        key.span,
                        f"key `{key.text}` is written twice",
                        help="keep one of them",
                        related=(Related(pairs[key.text][0].span, "first written here"),),
                    )
                )
            pairs[key.text] = (key, value)
        raise self._refused(start, "this mapping does not end")

    def _span(self, start: yaml.Event, end: yaml.Event) -> SourceSpan:
        first, last = start.start_mark, end.end_mark
        return SourceSpan(self._file, first.index if first else 0, last.index if last else 0)

    def _refused(
        self,
        event: yaml.Event,
        message: str,
        help: str | None = None,  # noqa: A002  # the field's name
    ) -> _RefusedError:
        return _RefusedError(_refusal(self._span(event, event), message, help))

"""
Reads the project's own labelled texts: `tests/corpus/*.marked`.

A document starts with a line `=== <id> <kind>`; the lines up to the next such line are its text,
less the last line break. An identifier is marked where it stands: `⟦LABEL:value⟧`.
"""

import re
from pathlib import Path

from bench.accuracy.document import CorpusError, Document, Mark
from bench.accuracy.labels import KNOWN

OPEN, CLOSE = "⟦", "⟧"  # U+27E6, U+27E7

_HEADER = re.compile(r"=== (\S+) (\S.*)")
_LABEL = re.compile(r"([^\s:⟦⟧]*):")
_EDGE = re.compile("[⟦⟧]")


def read_marked(path: Path) -> list[Document]:
    """The documents of a file; CorpusError names all that is wrong in it."""
    try:
        content = path.read_bytes().decode("utf-8")
    except OSError as error:
        raise CorpusError(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise CorpusError(f"{path}:{line}: not UTF-8") from error
    return parse_marked(content, str(path))


def parse_marked(content: str, name: str) -> list[Document]:
    """The same for a text; `name` is what messages call it."""
    documents: list[Document] = []
    problems: list[str] = []
    first: dict[str, int] = {}
    for line, header, body in _sections(content):
        if header is None:
            if body.strip():
                problems.append(f"{name}:{line}: text before the first `=== <id> <kind>`")
            continue
        match = _HEADER.fullmatch(header)
        if match is None:
            problems.append(f"{name}:{line}: a document starts with `=== <id> <kind>`")
            continue
        identity, kind = match[1], match[2].strip()
        if identity in first:
            problems.append(
                f"{name}:{line}: the id `{identity}` is taken by line {first[identity]}"
            )
        first.setdefault(identity, line)
        text, marks, wrong = _unmarked(body.removesuffix("\n"))
        problems += [f"{name}:{line + 1 + below}: {what}" for below, what in wrong]
        if not text.strip() and not wrong:
            problems.append(f"{name}:{line}: the document `{identity}` has no text")
        documents.append(Document(identity, text, tuple(marks), kind))
    if problems:
        raise CorpusError("\n".join(problems))
    return documents


def _sections(content: str) -> list[tuple[int, str | None, str]]:
    """Line, header and the lines below it; what stands before the first header has None."""
    sections: list[tuple[int, str | None, list[str]]] = [(1, None, [])]
    for number, line in enumerate(re.findall(r"[^\n]*\n|[^\n]+", content), 1):
        if line.startswith("=== "):
            sections.append((number, line.rstrip("\n"), []))
        else:
            sections[-1][2].append(line)
    return [(number, header, "".join(lines)) for number, header, lines in sections]


def _unmarked(body: str) -> tuple[str, list[Mark], list[tuple[int, str]]]:
    """The text without its marks, the marks, and problems with the lines of the body, from 0."""
    text: list[str] = []
    length = at = 0
    marks: list[Mark] = []
    wrong: list[tuple[int, str]] = []

    def problem(where: int, what: str) -> None:
        wrong.append((body.count("\n", 0, where), what))

    while (edge := _EDGE.search(body, at)) is not None:
        start = edge.start()
        text.append(body[at:start])
        length += start - at
        at = start + 1
        if edge[0] == CLOSE:
            problem(start, f"`{CLOSE}` closes no mark")
            continue
        label = _LABEL.match(body, at)
        if label is None:
            problem(start, f"a mark reads {OPEN}LABEL:value{CLOSE}")
            continue
        if label[1] not in KNOWN:
            problem(start, f"unknown label `{label[1]}`")
        end = _EDGE.search(body, label.end())
        if end is None or end[0] == OPEN:
            problem(start, f"the mark `{OPEN}{label[1]}:` is not closed")
            at = label.end()
            continue
        value = body[label.end() : end.start()]
        if not value.strip():
            problem(start, f"the mark `{OPEN}{label[1]}:` has no value")
        text.append(value)
        marks.append(Mark(length, length + len(value), label[1]))
        length += len(value)
        at = end.end()
    text.append(body[at:])
    return "".join(text), marks, wrong

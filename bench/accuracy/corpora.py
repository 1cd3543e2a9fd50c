"""The corpora that are there: the project's own, those of a folder, and source code."""

import hashlib
import json
import random
import sysconfig
from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path
from typing import NamedTuple

from bench.accuracy.document import CorpusError, Document, Mark
from bench.accuracy.labels import KNOWN
from bench.accuracy.marked import read_marked
from bench.accuracy.notebooks import FOLDER, read_notebooks

__all__ = [
    "OWN",
    "PUBLIC",
    "SOURCE",
    "Corpus",
    "chosen",
    "corpora",
    "read_all",
    "read_own",
    "sampled",
]

ROOT = Path(__file__).resolve().parents[2]
OWN_FOLDER = ROOT / "tests" / "corpus"
BESIDE = ROOT.parent / "shared" / "corpora"
"""Where corpora are looked for if nobody names a folder."""

OWN, SOURCE, NOTEBOOKS = "own", "source_code", "notebooks"
PUBLIC = frozenset((SOURCE, NOTEBOOKS))
"""Of public programs: the authors they name are real, and excerpts are not shown."""

LARGEST_SOURCE = 200_000
"""Bytes; longer files are tables that some program wrote, and would outweigh all others."""


class Corpus(NamedTuple):
    """
    Texts of one kind, read when asked for.

    `group` pools what is kept in several files. `shown`: whether excerpts may be printed. The
    authors named in source code are real.
    """

    name: str
    read: Callable[[], list[Document]]
    group: str = ""
    shown: bool = True


def corpora(folder: Path | None, source_files: int) -> list[Corpus]:
    """All that is there, by name; `folder` is BESIDE if left out, and needn't exist then."""
    found = _own()
    if folder is not None and not folder.is_dir():
        raise CorpusError(f"{folder}: no such folder")
    found += [
        Corpus(path.stem, partial(_read_jsonl, path))
        for path in sorted((folder or BESIDE).glob("*.jsonl"))
    ]
    if source_files:
        found.append(Corpus(SOURCE, partial(_read_source, source_files), shown=False))
        if FOLDER.is_dir():
            found.append(Corpus(NOTEBOOKS, read_notebooks, shown=False))
    return found


def chosen(found: list[Corpus], names: list[str]) -> list[Corpus]:
    """Those whose name or group one of the names is or matches (`own/*`); all of no names."""
    for name in names:
        if not any(_matches(corpus, name) for corpus in found):
            there = ", ".join(corpus.name for corpus in found)
            raise CorpusError(f"no corpus `{name}`; there are {there}")
    return [one for one in found if not names or any(_matches(one, name) for name in names)]


def read_all(found: list[Corpus]) -> dict[str, list[Document]]:
    """The documents of each corpus by its name; CorpusError names all that is wrong in any."""
    texts: dict[str, list[Document]] = {}
    problems = []
    for corpus in found:
        try:
            texts[corpus.name] = corpus.read()
        except CorpusError as error:
            problems.append(str(error))
    if problems:
        raise CorpusError("\n".join(problems))
    return texts


def read_own() -> dict[str, Document]:
    """The project's own documents by `file/id`."""
    texts = read_all(_own())
    return {
        f"{name.removeprefix(f'{OWN}/')}/{document.id}": document
        for name, documents in texts.items()
        for document in documents
    }


def sampled(documents: list[Document], size: int, seed: int) -> list[Document]:
    """At most so many documents, the same ones for the same seed, in their order."""
    if len(documents) <= size:
        return documents
    # Not a secret: whoever repeats the bench must get the same documents.
    picked = set(random.Random(seed).sample(range(len(documents)), size))  # noqa: S311
    return [document for number, document in enumerate(documents) if number in picked]


def _own() -> list[Corpus]:
    return [
        Corpus(f"{OWN}/{path.stem}", partial(read_marked, path), OWN)
        for path in sorted(OWN_FOLDER.glob("*.marked"))
    ]


def _matches(corpus: Corpus, name: str) -> bool:
    return name == corpus.group or fnmatchcase(corpus.name, name)


def _read_jsonl(path: Path) -> list[Document]:
    """Documents as `{"id": …, "text": …, "spans": [{"start": …, "end": …, "label": …}]}`."""
    documents: dict[str, Document] = {}
    for where, row in _rows(path):
        match row:
            case {"id": str(identity), "text": str(text), "spans": list(spans)}:
                pass
            case _:
                raise CorpusError(f"{where}: a document needs `id`, `text` and `spans`")
        if identity in documents:
            raise CorpusError(f"{where}: the id `{identity}` is taken")
        marks = sorted(_mark(where, span, len(text)) for span in spans)
        documents[identity] = Document(identity, text, tuple(marks), str(row.get("kind", "")))
    return list(documents.values())


def _rows(path: Path) -> Iterator[tuple[str, dict[str, object]]]:
    for number, line in enumerate(path.read_bytes().split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError:
            row = None
        if not isinstance(row, dict):
            raise CorpusError(f"{path}:{number}: not a JSON object in UTF-8")
        yield f"{path}:{number}", row


def _mark(where: str, span: object, length: int) -> Mark:
    match span:
        case {"start": int(start), "end": int(end), "label": str(label)}:
            pass
        case _:
            raise CorpusError(f"{where}: a span needs `start`, `end` and `label`")
    if label not in KNOWN:
        raise CorpusError(f"{where}: unknown label `{label}`")
    if not 0 <= start < end <= length:
        raise CorpusError(f"{where}: the span {start}-{end} lies outside the text")
    return Mark(start, end, label)


def _read_source(files: int) -> list[Document]:
    """
    Python files of the running interpreter's library and of the packages installed beside it.

    Which ones depends on their names alone, so that a new package replaces few of them.
    """
    paths: dict[str, Path] = {}
    for key in ("stdlib", "purelib", "platlib"):
        folder = Path(sysconfig.get_path(key))
        for path in folder.rglob("*.py"):
            inner = path.relative_to(folder)
            # In a library of its own, an interpreter keeps the packages of all that share it.
            if key == "stdlib" and inner.parts[0] in {"site-packages", "dist-packages"}:
                continue
            place = "lib" if key == "stdlib" else "packages"
            paths.setdefault(f"{place}/{inner.as_posix()}", path)
    documents: list[Document] = []
    for name in sorted(paths, key=lambda name: hashlib.sha256(name.encode()).digest()):
        if len(documents) == files:
            break
        content = paths[name].read_bytes()
        if content.strip() and len(content) <= LARGEST_SOURCE:
            try:
                documents.append(Document(name, content.decode("utf-8"), ()))
            except UnicodeDecodeError:
                continue  # a test of the library itself, of another encoding
    return documents

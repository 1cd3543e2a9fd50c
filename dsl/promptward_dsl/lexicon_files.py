"""
Word lists in files: `names.yaml#given`, `names.csv#surname`, `words.txt`, each also as `.gz`.

Words are stripped and their blanks collapsed; repeated and empty ones are dropped.
"""

import csv
import io
import re
from collections.abc import Iterable

from promptward_dsl.concealed import CONCEALED, said
from promptward_dsl.nearest import nearest
from promptward_dsl.sources import Refusal, SourceFile, Sources
from promptward_dsl.span import line_and_column, with_line_feeds

__all__ = ["WORD_LENGTH", "WORD_LIMIT", "read_words", "tidy"]

WORD_LIMIT = 1_000_000
"""Largest number of words of one lexicon."""

_SHOWN = 8
_KEY = "key"
_USUAL = re.compile(
    r"(?i)(?:^|[ _-])(?:sur|first|last|full|given|family|middle|maiden|pre)? ?-?_?(?:names?|id|mrn"
    r"|value|count|age|sex|term|word|code|title|date|dob|city|town|street|address|zip|phone|e?mail|number|no|type"
    r"|kind|category|note|comment)$|^(?:sur|first|last|given|family|fore)names?$"
)
_FIRST_LINE = "the first line of a CSV file names its columns"

WORD_LENGTH = 200
"""Longest word (or phrase) of a lexicon, in code points."""


def tidy(words: Iterable[str]) -> tuple[str, ...]:
    """Words without outer and doubled blanks, distinct, sorted."""
    return tuple(sorted({" ".join(word.split()) for word in words} - {""}))


def read_words(reference: str, sources: Sources, beside: SourceFile) -> tuple[str, ...] | Refusal:
    """
    The words that `path#key` names: the key of a YAML mapping, the column of a CSV file, or the
    lines of a text file (no key; `#` starts a comment).

    E104 for an unknown key or column or an empty list, E112 to E114 where the file is refused,
    E001 where it holds what is no text.
    """
    path, _, key = reference.partition("#")
    found = sources.words(path, beside)
    if isinstance(found, Refusal):
        return found
    concealed = CONCEALED.search(found.text)
    if concealed:
        message, fix = said(concealed[0])
        line, _ = line_and_column(found.text, concealed.start())
        return Refusal("E001", f"`{found.label}`: {message} (line {line})", fix)
    kind = path.removesuffix(".gz").rpartition(".")[2]
    match kind:
        case "yaml" | "yml":
            words = _yaml(found, key)
        case "csv":
            words = _csv(found, key)
        case "txt":
            words = _lines(found.text) if not key else _no_key(path, key)
        case _:
            return Refusal(
                "E104",
                f"`{path}` is no word list",
                help="word lists are .yaml, .csv and .txt, also as .gz",
            )
    if isinstance(words, Refusal):
        return words
    tidied = tidy(words)
    if not tidied:
        return Refusal("E104", f"`{reference}` holds no words")
    if len(tidied) > WORD_LIMIT:
        return Refusal("E104", f"`{reference}` holds more than {WORD_LIMIT} words")
    if max(map(len, tidied)) > WORD_LENGTH:
        return Refusal("E104", f"`{reference}` holds a word of more than {WORD_LENGTH} characters")
    return tidied


def _lines(text: str) -> list[str]:
    return [line.partition("#")[0] for line in with_line_feeds(text).split("\n")]


def _no_key(path: str, key: str) -> Refusal:
    return Refusal("E104", f"a text file has no key `{key}`", help=f"write `{path}`")


def _csv(found: SourceFile, key: str) -> list[str] | Refusal:
    rows = csv.reader(io.StringIO(with_line_feeds(found.text)), strict=True)
    words: list[str] = []
    begun = 1
    try:
        header = next(rows, [])
        if header.count(key) != 1:
            return _no_column(found.label, key, header)
        column = header.index(key)
        begun = rows.line_num + 1
        for row in rows:
            words += row[column : column + 1]
            begun = rows.line_num + 1
    except csv.Error:
        return Refusal(
            "E104",
            f"`{found.label}` is not a CSV file from line {begun} on",
            help="a value that begins with a quote ends with one; a quote inside is doubled",
        )
    return words


def _no_column(label: str, key: str, header: list[str]) -> Refusal:
    if key in header:
        return Refusal(
            "E104", f"`{label}` has two columns `{key}`", help="give one of them another name"
        )
    if not any(map(str.strip, header)):
        return Refusal("E104", f"`{label}` begins with no names of columns", help=_FIRST_LINE)
    if header[0].lower().startswith("sep="):
        return Refusal(
            "E104",
            f"`{label}` begins with `sep=`, which only Excel reads",
            help="delete that line",
        )
    if len(header) == 1:
        for sign, name in ((";", "semicolons"), ("\t", "tabs"), ("|", "strokes")):
            if sign in header[0]:
                return Refusal(
                    "E104",
                    f"`{label}` has {name} between its columns",
                    help="save it with commas between them",
                )
    return _unknown("column", key, header, label)


def _yaml(found: SourceFile, key: str) -> list[str] | Refusal:
    from promptward_dsl.yaml_nodes import Mapping, Scalar, Sequence, read_yaml  # noqa: PLC0415

    root, diagnostics = read_yaml(found.text, found.label)
    if diagnostics:
        first = diagnostics[0]
        code = "E001" if first.code == "E001" else "E114"
        return Refusal(code, f"`{found.label}` is refused: {first.message}", first.help)
    if not isinstance(root, Mapping):
        return Refusal("E114", f"`{found.label}` is not a mapping of keys to lists of words")
    for name, value in root.pairs:
        if name.text == key:
            if isinstance(value, Sequence) and all(isinstance(w, Scalar) for w in value.items):
                # The text as written: a name such as No, On or Null is a word like any other.
                return [word.text for word in value.items if isinstance(word, Scalar)]
            return Refusal("E104", f"`{key}` of `{found.label}` is not a list of words")
    return _unknown(_KEY, key, [name.text for name, _ in root.pairs], found.label)


def _unknown(what: str, key: str, known: list[str], label: str) -> Refusal:
    if not key:
        return Refusal(
            "E104", f"which {what} of `{label}`", help=f"name it after `#`: {_names(known, what)}"
        )
    near = nearest(key, known)
    return Refusal(
        "E104",
        f"`{label}` has no {what} `{key}`",
        help=f"did you mean `{near}`?" if near else _there(known, what),
    )


def _there(known: list[str], what: str) -> str | None:
    return f"it has {_names(known, what)}" if known else None


def _names(known: list[str], what: str) -> str:
    """
    Some of the keys or columns that there are.

    A file without a header begins with a record, whose words may be somebody's: only those that
    name columns everywhere are shown.
    """
    named = [name for name in known if what == _KEY or _USUAL.search(name)]
    more = ", …" if len(named) > _SHOWN or len(named) < len(known) else ""
    return ", ".join(named[:_SHOWN]) + more

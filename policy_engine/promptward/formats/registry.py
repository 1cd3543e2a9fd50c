"""Which format a file is in, by its name and first bytes; and reading it by that format."""

import warnings
from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from promptward.formats.segment import LeftOut, Reading, UnreadError
from promptward.formats.source import Source

__all__ = ["FORMATS", "Format", "format_of", "read"]


class Format(NamedTuple):
    """A format: the module and function that read it, and the extra that it needs, if any."""

    module: str
    function: str = "read"
    extra: str = ""

    def reader(self) -> Callable[[Source], Reading]:
        """The function, imported now."""
        found: Callable[[Source], Reading] = getattr(
            import_module(f"promptward.formats.{self.module}"), self.function
        )
        return found


FORMATS: dict[str, Format] = {
    "text": Format("plain"),
    "code": Format("plain", "read_code"),
    "python": Format("python_source"),
    "notebook": Format("notebook"),
    "delimited": Format("delimited"),
    "json": Format("json_text"),
    "jsonl": Format("json_text", "read_lines"),
    "fhir": Format("json_text", "read_resources"),
    "yaml": Format("configuration", "read_yaml"),
    "toml": Format("configuration", "read_toml"),
    "markup": Format("markup_text"),
    "sql": Format("sql_text"),
    "hl7": Format("messages", "read_hl7"),
    "x12": Format("messages", "read_x12"),
    "mail": Format("mail"),
    "arrow": Format("arrow", extra="data"),
    "workbook": Format("workbook", extra="office"),
    "word": Format("word", extra="office"),
    "slides": Format("office_parts"),
    "pdf": Format("pdf", extra="office"),
    "sqlite": Format("sqlite"),
    "dicom": Format("dicom", extra="dicom"),
    "archive": Format("archive"),
}
"""All formats by name."""

EXACT = {"delimited": Format("delimited", "read_cells")}
"""Readers of files that are to be changed, where they are others."""

_SUFFIXES = {
    "python": "py pyi pyw pyx",
    "code": """
        "js jsx mjs cjs ts tsx c h cc cpp cxx hpp hh m mm java kt kts scala groovy go rs rb
        php cs fs vb swift sh bash zsh fish ps1 bat cmd r jl lua pl pm sas do ado css scss
        less sass svg map lock tf proto thrift cmake mk gradle dart ex exs erl hs ml clj vue
        svelte f f90 asm s ino lark g4 y cu po pot ward
        """,
    "notebook": "ipynb",
    "delimited": "csv tsv psv tab",
    "json": "json geojson jsonld webmanifest har",
    "jsonl": "jsonl ndjson ldjson",
    "yaml": "yaml yml",
    "toml": "toml",
    "markup": "xml html htm xhtml xsl cda ccda rss atom",
    "sql": "sql ddl dump",
    "hl7": "hl7 er7",
    "x12": "x12 edi 837 834 835 270 271",
    "mail": "eml",
    "arrow": "parquet feather arrow ipc",
    "workbook": "xlsx xlsm xltx xltm",
    "word": "docx docm dotx dotm",
    "slides": "pptx pptm ppsx potx",
    "pdf": "pdf",
    "sqlite": "sqlite sqlite3 db",
    "dicom": "dcm dicom",
    "archive": "zip tar gz tgz bz2 xz whl jar",
}
_BY_SUFFIX = {suffix: name for name, words in _SUFFIXES.items() for suffix in words.split()}
# Who wrote a program, its licences and its changes: people, dates and addresses, none a patient's.
_CODE_NAMES = frozenset(
    {"makefile", "dockerfile", "cmakelists", "license", "licence", "copying", "notice", "record",
     "authors", "contributors", "contributing", "changelog", "changes", "history", "news",
     "metadata", "pkg-info", "package-lock", "security", "code_of_conduct", "maintainers"}
)  # fmt: skip
# Of these the words that data about people are called by, where they are in a format of data.
_WORDS = frozenset({"record", "history", "metadata", "changes", "news", "notice", "security"})
_DATA = frozenset({"delimited", "json", "jsonl", "markup", "sql", "hl7", "x12", "mail"})

_MAGIC = (
    (b"PAR1", "arrow"),
    (b"ARROW1", "arrow"),
    (b"FEA1", "arrow"),
    (b"SQLite format 3\0", "sqlite"),
    (b"%PDF-", "pdf"),
    (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ\0", "archive"),
)
# What is no text and holds none that this scanner looks for: counted by kind.
_KINDS = (
    (b"\x89PNG", "image"), (b"\xff\xd8\xff", "image"), (b"GIF8", "image"), (b"BM", "image"),
    (b"II*\0", "image"), (b"MM\0*", "image"), (b"\0\0\1\0", "image"), (b"8BPS", "image"),
    (b"\x7fELF", "program"), (b"MZ", "program"), (b"\xcf\xfa\xed\xfe", "program"),
    (b"\xca\xfe\xba\xbe", "program"), (b"\0asm", "program"), (b"!<arch>", "program"),
    (b"wOFF", "font"), (b"wOF2", "font"), (b"\0\1\0\0\0", "font"), (b"OTTO", "font"),
    (b"ID3", "sound"), (b"OggS", "sound"), (b"fLaC", "sound"), (b"\x1aE\xdf\xa3", "video"),
)  # fmt: skip
# The same where what tells it stands further in: a container, and what it holds.
_CONTAINED = {
    (b"RIFF", b"WEBP"): "image", (b"RIFF", b"WAVE"): "sound", (b"RIFF", b"AVI "): "video",
    (b"ftyp", b"avif"): "image", (b"ftyp", b"heic"): "image", (b"ftyp", b"mif1"): "image",
    (b"ftyp", b"M4A "): "sound",
}  # fmt: skip
_HEADER = 16
_MAGICS = tuple(magic for magic, _ in _MAGIC)
_COMPILED = frozenset({"pyc", "pyo", "o", "so", "a", "dylib", "dll", "exe", "class", "mo"})
_LFS = b"version https://git-lfs.github.com/spec/"


def format_of(source: Source) -> str:
    """
    The name of a format of `FORMATS`, or `=kind` for what is no text by kind (`=image`).

    Contents go before the name where they leave no doubt. Raises UnreadError for a pointer of
    git-lfs: what it points to was not looked at.
    """
    head = source.head()
    base = source.name.replace("\\", "/").rpartition("/")[2].lower()
    suffix = base.rpartition(".")[2] if "." in base else ""
    if head.startswith(_LFS):
        raise UnreadError("lfs", "is a pointer of git-lfs", "git lfs pull, then scan again")
    by_content = _by_content(head, suffix)
    if by_content:
        return by_content
    named = _BY_SUFFIX.get(suffix, "")
    stem = base.partition(".")[0]
    if stem in _CODE_NAMES and not (stem in _WORDS and named in _DATA):
        return "code"
    if base.endswith((".min.js", ".min.css", ".lock")):
        return "code"
    return named or _by_text(head)


def _by_content(head: bytes, suffix: str) -> str:
    if head.startswith(_MAGICS):
        return next(name for magic, name in _MAGIC if head.startswith(magic))
    if head[128:132] == b"DICM":
        return "dicom"
    if head.startswith(b"PK\3\4"):
        return _package(head, _BY_SUFFIX.get(suffix, ""))
    if head[257:262] == b"ustar":
        return "archive"
    if b"\0" in head or not head.isascii():
        for magic, kind in _KINDS:
            # Letters alone begin texts (`OTTO Müller`); a header of those kinds holds a zero.
            if head.startswith(magic) and (not magic.isalnum() or b"\0" in head[:_HEADER]):
                return f"={kind}"
        contained = _contained(head)
        if contained:
            return f"={contained}"
        if suffix in _COMPILED and b"\0" in head:
            return "=program"
    return ""


_OFFICE = ((b"word/", "word"), (b"xl/", "workbook"), (b"ppt/", "slides"))


def _package(head: bytes, named: str) -> str:
    """What a zip file is: by its name, or by what its first members are called."""
    if named:
        return named if named in ("workbook", "word", "slides") else "archive"
    if b"[Content_Types].xml" not in head[:100]:
        return "archive"
    return next((name for sign, name in _OFFICE if sign in head), "archive")


def _contained(head: bytes) -> str:
    """The kind of what a container of pictures, sound or film holds."""
    if head[4:8] == b"ftyp" and head.startswith(b"\0\0"):
        return _CONTAINED.get((b"ftyp", head[8:12]), "video")
    return _CONTAINED.get((head[:4], head[8:12]), "")


def _by_text(head: bytes) -> str:
    """Of a name that says nothing: by the first signs of the text."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith((b"MSH|", b"FHS|", b"BHS|")):
        return "hl7"
    if start.startswith(b"ISA*"):
        return "x12"
    if start.startswith((b"<?xml", b"<!DOCTYPE", b"<html", b"<ClinicalDocument")):
        return "markup"
    if start.startswith(b"#!"):
        return "python" if b"python" in start[:60] else "code"
    if start.startswith((b"{", b"[{", b'["')):
        lines = start.split(b"\n")
        several = len(lines) > 1 and lines[0].rstrip().endswith(b"}") and lines[1][:1] == b"{"
        return "jsonl" if several else "json"
    if start.startswith((b"From: ", b"Return-Path: ", b"Received: ")):
        return "mail"
    return "text"


def read(source: Source, *, name: str = "", exact: bool = False) -> Reading:
    """
    Items of a file, by its format; `name` is what `format_of` said of it, if it was asked.

    `exact` asks for every cell of a table with its place in the file, to change it.

    Raises UnreadError for what can't be read; whatever a library raises on a damaged file is one,
    and its message is not kept: it may hold text of the file.
    """
    name = name or format_of(source)
    if name.startswith("="):
        yield LeftOut(name[1:])
        return
    chosen = EXACT.get(name, FORMATS[name]) if exact else FORMATS[name]
    try:
        if chosen.extra:
            # What libraries warn of quotes the file.
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                yield from chosen.reader()(source)
        else:
            yield from chosen.reader()(source)
    except UnreadError:
        raise
    except ImportError:
        raise UnreadError(
            "missing_extra", f"needs a library to read {name}",
            f"pip install 'promptward[{chosen.extra}]'",
        ) from None  # fmt: skip
    except RecursionError:
        raise UnreadError("too_deep", "is nested too deep", "flatten it") from None
    except Exception as error:  # noqa: BLE001  # see the docstring
        kind = type(error).__name__
        raise UnreadError("broken", f"can't be read as {name}: {kind}", "repair it") from None

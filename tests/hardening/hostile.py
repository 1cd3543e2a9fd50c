"""Files that were made to take long, or much room, or to crash who reads them: name and bytes."""

import gzip
import io
import zipfile
from collections.abc import Callable, Mapping

__all__ = ["FILES"]


def _zip(members: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return packed.getvalue()


def _nested_zip(depth: int) -> bytes:
    data = b"MRN: 00482913"
    for number in range(depth):
        data = _zip({f"{number}.zip" if number else "note.txt": data})
    return data


def _in(opening: str, closing: str, middle: str = "1") -> Callable[[int], bytes]:
    return lambda deep: (opening * deep + middle + closing * deep).encode()


def _laughs(levels: int) -> str:
    """The billion laughs of XML: each entity is ten of the one before."""
    lines = ['<!ENTITY a0 "MRN: 00482913 ">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, levels)]
    return f"<!DOCTYPE x [{''.join(lines)}]><x>&a{levels - 1};</x>"


def _yaml_laughs(levels: int) -> str:
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, levels)]
    return "\n".join(lines)


FILES: Mapping[str, Callable[[int], bytes]] = {
    # Depth; the number is how deep.
    "deep_list.json": _in("[", "]"),
    "deep_map.json": _in('{"a":', "}"),
    "deep_open.json": _in("[", ""),
    "deep.yaml": _in("[", "]"),
    "deep_map.yml": _in("{a: ", "}"),
    "deep_lists.yaml": lambda deep: b"- " * deep + b"x",
    "deep_indent.yaml": lambda deep: b"".join(b" " * n + b"a:\n" for n in range(min(deep, 3000))),
    "deep.toml": lambda deep: b"a = " + b"[" * deep + b"]" * deep,
    "deep_keys.toml": lambda deep: b".".join([b"a"] * deep) + b" = 1",
    "deep.xml": _in("<a>", "</a>"),
    "deep_open.html": _in("<div>", ""),
    "deep.ipynb": _in('{"cells": [', "]}"),
    "deep_fhir.json": lambda deep: (
        b'{"resourceType": "Patient", "extension": ' + b"[" * deep + b"]" * deep + b"}"
    ),
    "deep.jsonl": lambda deep: b'{"a": 1}\n' + b"[" * deep + b"]" * deep + b'\n{"a": 2}\n',
    "deep.py": _in("(", ")"),
    "deep_minus.py": lambda deep: b"x = " + b"-" * deep + b"1",
    "deep_quotes.sql": lambda deep: b"SELECT " + b"(" * deep + b"1" + b")" * deep + b";",
    # Width; the number is how many.
    "wide.json": lambda many: b"{" + b",".join(b'"k%d":1' % n for n in range(many)) + b"}",
    "same_keys.json": lambda many: b"{" + b",".join([b'"k":1'] * many) + b"}",
    "long_number.json": lambda many: b'{"a": ' + b"9" * many + b"}",
    "wide.csv": lambda many: b"mrn," * many + b"\n" + b"1," * many,
    "quotes.csv": lambda many: b"name,mrn\n" + b'"' * many,
    "ragged.csv": lambda many: b"name,mrn\n" + b",".join([b"a"] * many) + b"\n",
    "wide.hl7": lambda many: b"MSH|^~\\&|\rPID" + b"|1^2" * many,
    "wide.x12": lambda many: b"ISA*00*" + b"A*" * many + b"~",
    "wide.eml": lambda many: b"From: a@example.org\n" + b"X: y\n" * many + b"\nbody",
    "parts.eml": lambda many: (
        b'From: a@example.org\nContent-Type: multipart/mixed; boundary="b"\n\n'
        + b"--b\n\nx\n" * many
    ),
    "wide.sql": lambda many: b"INSERT INTO t VALUES " + b"(1)," * many + b"(1);",
    "lines.txt": lambda many: b"\n" * many,
    "one_line.txt": lambda many: b"word " * many,
    "nul.txt": lambda many: b"a\0" * many,
    "surrogates.json": lambda many: b'{"a": "' + b"\\ud800" * many + b'"}',
    "not_utf_8.txt": lambda many: b"caf\xe9 \xff\xfe" * many,
    # Bombs; the number is how large, or how many levels.
    "bomb.gz": lambda many: gzip.compress(b"0" * many * 100),
    "bomb.zip": lambda many: _zip({"a.txt": b"0" * many * 100, "b.txt": b"MRN: 00482913"}),
    "members.zip": lambda many: _zip({f"{n}.txt": b"x" for n in range(min(many, 20_000))}),
    "nested.zip": lambda many: _nested_zip(min(many, 40)),
    "laughs.xml": lambda _many: _laughs(12).encode(),
    "laughs.yaml": lambda _many: _yaml_laughs(12).encode(),
    "merges.yaml": lambda many: (
        b"a: &a {x: 1}\n"
        + b"".join(b"b%d: {<<: *a, y: %d}\n" % (n, n) for n in range(min(many, 20_000)))
    ),
    "bomb.docx": lambda many: _zip({"word/document.xml": b"<w:t>0</w:t>" * (many * 10)}),
    "bomb.xlsx": lambda many: _zip({"xl/workbook.xml": b"<a>" * (many * 30)}),
    "not.pdf": lambda many: b"%PDF-1.7\n" + b"1 0 obj<<" * many,
    "not.sqlite": lambda many: b"SQLite format 3\0" + b"\xff" * many,
    "not.parquet": lambda many: b"PAR1" + b"\xff" * many + b"PAR1",
    "not.dcm": lambda many: b"\0" * 128 + b"DICM" + b"\xff" * many,
    "not.gz": lambda many: b"\x1f\x8b\x08" + b"\xff" * many,
}
"""By name of a file, which says its format: its bytes, from a number that says how hostile."""

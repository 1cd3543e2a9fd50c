"""
Writes what editors must know of Ward's words: the TextMate grammar and tree-sitter's word table.

    python editors/generate.py

One table for all, the one that the parser itself is made from, so that no keyword is ever missing
in an editor. A test checks that the files are as this writes them.
"""

import json
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "dsl"))

from promptward_dsl.chunks import DECLARATIONS  # noqa: E402  # found by the line above
from promptward_dsl.grammar import load  # noqa: E402  # as above
from promptward_dsl.vocabulary import ATTRIBUTES, BASES, LEVELS, TRANSFORMS, VERDICTS  # noqa: E402

OTHER_SPELLINGS = ("pseudonymize", "generalize")


def words() -> dict[str, list[str]]:
    """Every keyword once, by what it is."""
    every = {word for word in load().keywords if len(word) > 1}
    declarations = set(DECLARATIONS)
    verdicts, levels = set(VERDICTS), set(LEVELS)
    transforms = {*TRANSFORMS, *OTHER_SPELLINGS}
    constants = {"yes", "no", *(set(BASES) & every), "minimal", "full"}
    operators = {"and", "or", "not", "in", "is", "any", "all", "contains", "except", "distinct"}
    taken = declarations | verdicts | levels | transforms | constants | operators
    return {
        "declaration": sorted(declarations),
        "verdict": sorted(verdicts & every),
        "level": sorted(levels & every),
        "transform": sorted(transforms & every),
        "constant": sorted(constants & every),
        "operator": sorted(operators & every),
        "keyword": sorted(every - taken),
    }


def _any(group: list[str]) -> str:
    return rf"\b(?:{'|'.join(sorted(group, key=lambda w: (-len(w), w)))})\b"


def textmate(table: dict[str, list[str]]) -> dict[str, object]:
    """The TextMate grammar."""
    paths = "|".join(path.replace(".", r"\.") for path in sorted(ATTRIBUTES))
    named = r"[A-Za-z_][A-Za-z0-9_]*"
    return {
        "information_for_contributors": ["Written by editors/generate.py: change that."],
        "name": "Ward",
        "scopeName": "source.ward",
        "patterns": [{"include": f"#{name}"} for name in (
            "comment", "long", "string", "regex", "header", "declared", "key", "path", "date",
            "number", "word",
        )],
        "repository": {
            "comment": {"name": "comment.line.number-sign.ward", "match": "#.*$"},
            "long": {
                "name": "string.quoted.triple.ward", "begin": '"""', "end": '"""',
            },
            "string": {
                "name": "string.quoted.double.ward", "begin": '"', "end": '"|$',
                "patterns": [
                    {"name": "constant.character.escape.ward", "match": r'\\["\\nt]'},
                    {"name": "invalid.illegal.escape.ward", "match": r"\\."},
                    {"name": "markup.bold.value.ward", "match": r"\[\[[^\]]*\]\]"},
                ],
            },
            "regex": {
                "name": "string.regexp.ward", "begin": r"/(?=[^/\n])", "end": r"/[A-Za-z]*|$",
                "patterns": [
                    {"name": "constant.character.escape.regexp.ward", "match": r"\\."},
                    {
                        "name": "constant.other.character-class.regexp.ward",
                        "begin": r"\[", "end": r"\]|$",
                        "patterns": [{"match": r"\\."}],
                    },
                ],
            },
            "header": {
                "match": rf"^\s*(policy)\s+({named}(?:\.{named})*)\s+(version)\s+([0-9.]+)",
                "captures": {
                    "1": {"name": "keyword.declaration.ward"},
                    "2": {"name": "entity.name.namespace.ward"},
                    "3": {"name": "keyword.other.ward"},
                    "4": {"name": "constant.numeric.version.ward"},
                },
            },
            "declared": {
                "match": rf"^(?:({'|'.join(w for w in table['declaration'] if w not in ('policy', 'import', 'test', 'defaults', 'uncovered', 'disable'))}))\s+((?:detector|rule)\s+)?({named}(?:\.{named})*)",
                "captures": {
                    "1": {"name": "keyword.declaration.ward"},
                    "2": {"name": "keyword.declaration.ward"},
                    "3": {"name": "entity.name.function.ward"},
                },
            },
            "key": {"match": rf"\b({named}(?:\.{named})?)(?=\s*:)", "name": "variable.other.property.ward"},
            "path": {"match": rf"\b(?:{paths})\b", "name": "support.variable.ward"},
            "date": {"match": r"\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b", "name": "constant.numeric.date.ward"},
            "number": {"match": r"\b[0-9]+(?:\.[0-9]+)*\b", "name": "constant.numeric.ward"},
            "word": {"patterns": [
                {"match": r"\b[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)+", "name": "variable.other.ward"},
                {"match": _any(table["verdict"]), "name": "keyword.control.verdict.ward"},
                {"match": _any(table["transform"]), "name": "support.function.transform.ward"},
                {"match": _any(table["level"]), "name": "constant.language.level.ward"},
                {"match": _any(table["constant"]), "name": "constant.language.ward"},
                {"match": _any(table["operator"]), "name": "keyword.operator.word.ward"},
                {"match": _any([*table["declaration"], *table["keyword"]]), "name": "keyword.other.ward"},
            ]},
        },
    }  # fmt: skip


def markdown() -> dict[str, object]:
    """Ward in the fences of Markdown."""
    return {
        "information_for_contributors": ["Written by editors/generate.py: change that."],
        "scopeName": "markdown.ward.codeblock",
        "injectionSelector": "L:text.html.markdown",
        "patterns": [{
            "name": "markup.fenced_code.block.markdown",
            "begin": r"(^|\G)(\s*)(`{3,}|~{3,})\s*(?i:(ward)(\s+[^`~]*)?$)",
            "beginCaptures": {"3": {"name": "punctuation.definition.markdown"}, "4": {"name": "fenced_code.block.language"}},
            "end": r"(^|\G)(\2|\s{0,3})(\3)\s*$",
            "endCaptures": {"3": {"name": "punctuation.definition.markdown"}},
            "patterns": [{
                "begin": r"(^|\G)(\s*)(.*)", "while": r"(^|\G)(?!\s*([`~]{3,})\s*$)",
                "contentName": "meta.embedded.block.ward",
                "patterns": [{"include": "source.ward"}],
            }],
        }],
    }  # fmt: skip


def files() -> dict[Path, str]:
    """What is written where."""
    table = words()
    made: dict[Path, object] = {
        HERE / "vscode" / "syntaxes" / "ward.tmLanguage.json": textmate(table),
        HERE / "vscode" / "syntaxes" / "markdown.json": markdown(),
        HERE / "tree-sitter-ward" / "words.json": table,
    }
    texts = {
        path: json.dumps(data, indent=1, ensure_ascii=False) + "\n" for path, data in made.items()
    }
    texts[HERE / "tree-sitter-ward" / "queries" / "highlights.scm"] = highlights(table)
    return texts


def highlights(table: dict[str, list[str]]) -> str:
    """The highlight query of tree-sitter."""
    shown = {
        "declaration": "keyword", "keyword": "keyword", "operator": "keyword.operator",
        "verdict": "keyword.return", "transform": "function.builtin", "level": "constant.builtin",
        "constant": "constant.builtin",
    }  # fmt: skip
    lines = ["; Written by editors/generate.py: change that.", ""]
    lines += [
        "(comment) @comment",
        "[(string) (long_string)] @string",
        "(regex) @string.regexp",
        "[(number) (version)] @number",
        "(date) @constant",
        "(comparison) @operator",
        '["{" "}" "[" "]" "(" ")"] @punctuation.bracket',
        '["," ":" "=" "^"] @punctuation.delimiter',
        "(pair key: (_) @property)",
        "(dotted) @variable",
        "(declaration name: (_) @function)",
        "",
    ]
    for group, capture in shown.items():
        quoted = " ".join(f'"{word}"' for word in table[group])
        lines.append(f"((word) @{capture}\n (#any-of? @{capture} {quoted}))")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write all of them."""
    for path, text in files().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

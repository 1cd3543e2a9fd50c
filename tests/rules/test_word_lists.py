"""Lists of words are data: each has a place in `promptward_rules/words`, and one that reads it."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import promptward
import promptward_rules
from promptward_rules import word_list

LONGEST_IN_CODE = 40
"""Entries: what is longer is no grammar that a reader takes in beside the code it is for."""

ENGINE = Path(promptward.__file__).parent
MODULES = sorted(
    path for folder in ("recognizers", "readings") for path in (ENGINE / folder).rglob("*.py")
)
FILES = sorted((Path(promptward_rules.__file__).parent / "words").glob("*.txt"))
PATTERN = re.compile(r"[\\(\[?*+{]")


SECTIONS = tuple(
    (path.stem, name)
    for path in FILES
    for name in re.findall(r"^\[(.+)\]$", path.read_text("utf-8"), re.MULTILINE)
)


def read_in_code() -> Iterator[tuple[str, str]]:
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Name("word_list"), args=[ast.Constant(subject), ast.Constant(name)]
                ):
                    yield str(subject), str(name)


def entries(node: ast.AST) -> list[str]:
    """What a literal lists, if it is a list of plain words: in one string, or a string each."""
    match node:
        case ast.Constant(value=str(text)) if not PATTERN.search(text):
            between = "[;|]" if re.search("[;|]", text) else " |\n"
            rows = text.split("--")  # a table: a list a row
            return max(
                ([word for word in re.split(between, row) if word] for row in rows), key=len
            )
        case ast.List() | ast.Tuple() | ast.Set():
            words = [str(one.value) for one in node.elts if isinstance(one, ast.Constant)]
            return [word for word in words if re.fullmatch(r"[^\W\d_]+", word)]
    return []


def documentation(tree: ast.Module) -> set[ast.AST]:
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_no_long_list_of_words_stands_in_code(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    said = documentation(tree)
    long = [
        f"line {getattr(node, 'lineno', 0)}: {len(entries(node))} words"
        for node in ast.walk(tree)
        if node not in said and len(entries(node)) > LONGEST_IN_CODE
    ]
    assert long == [], "move it to rules/promptward_rules/words, a section with a name of its own"


def test_every_list_is_read_in_one_place() -> None:
    assert Counter(read_in_code()) == Counter(SECTIONS)


@pytest.mark.parametrize(("subject", "name"), SECTIONS)
def test_a_list_holds_each_entry_once(subject: str, name: str) -> None:
    entries = word_list(subject, name)
    assert [entry for entry, times in Counter(entries).items() if times > 1] == []
    assert all(entry and ";" not in entry for entry in entries)


def test_a_list_of_that_name_has_to_exist() -> None:
    with pytest.raises(KeyError):
        word_list("people", "of nobody")

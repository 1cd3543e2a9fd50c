import re
from pathlib import Path

import pytest

import promptward_rules
from promptward.evidence import SURROUNDINGS
from promptward.recognizers import RECOGNIZERS
from promptward.validators import VALIDATORS
from promptward_dsl.chunks import DECLARATIONS
from promptward_dsl.formatter import format_source
from promptward_dsl.grammar import load
from promptward_dsl.parser import parse
from promptward_dsl.vocabulary import (
    ATTRIBUTES,
    BASES,
    DEFAULT_KEYS,
    FACTS,
    GIVEN,
    TRANSFORMS,
    VALUE_TYPES,
    VERDICTS,
)

PAGE = (Path(__file__).parent.parent.parent / "docs" / "language.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```ward\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL)


def test_the_page_has_examples() -> None:
    assert len(BLOCKS) >= 12


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.split("\n")[0][:40])
def test_an_example_parses_and_is_in_shape(block: str) -> None:
    assert parse(block)[1] == []
    assert format_source(block)[0] == block


def words() -> set[str]:
    """Keywords, and the closed vocabulary of facts, attributes, validators and recognisers."""
    keywords = {word for word in load().keywords if word.islower()}
    paths = {path.rpartition(".")[2] for path in ATTRIBUTES}
    known = {*FACTS, *DEFAULT_KEYS, *GIVEN, *paths, *VALUE_TYPES, *VERDICTS, *TRANSFORMS, *BASES}
    return {*DECLARATIONS, *keywords, *known, *VALIDATORS, *SURROUNDINGS, *RECOGNIZERS}


@pytest.mark.parametrize("word", sorted(words()))
def test_every_word_of_the_language_is_on_the_page(word: str) -> None:
    assert re.search(rf"(?<![a-z_]){re.escape(word)}(?![a-z_])", PAGE)


def test_what_the_page_names_in_the_pack_is_there() -> None:
    named = set(re.findall(r"\bsh\.([a-z_]+)\b", "\n".join(BLOCKS)))
    pack = (promptward_rules.root() / "hipaa" / "safe_harbor.ward").read_text(encoding="utf-8")
    pack += "".join(
        file.read_text(encoding="utf-8")
        for folder in [promptward_rules.root() / "hipaa" / "safe_harbor"]
        if folder.is_dir()
        for file in sorted(folder.iterdir(), key=str)
        if file.name.endswith(".ward")
    )
    there = set(
        re.findall(
            r"^(?:category|group|detector|rule|contact|lexicon) ([a-z_]+)", pack, re.MULTILINE
        )
    )
    assert named
    assert named <= there

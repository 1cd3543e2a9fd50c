import re
from pathlib import Path

import pytest

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

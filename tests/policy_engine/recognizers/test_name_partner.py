"""The other of two, one of whom is found; words that only a name's place says are names."""

import pytest

from promptward.engine import Engine

from .findings import found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("OR 0945 Zarkhle/Byrne. Mrs Ann Carver saw Dr Byrne again.", "Zarkhle"),
        ("Please ring Jan or Sunita today.", "Jan"),
        ("Tell Susan or Dot if she can't come.", "Dot"),
        ("Whom do I ask, Mrs Ann Carver? Ask Maria or Art at the desk.", "Art"),
    ],
)
def test_the_other_of_a_pair_is_found(shipped: Engine, text: str, name: str) -> None:
    assert name in found(shipped, text)


@pytest.mark.parametrize(
    "text",
    [
        "Dr Murphy/Anesthesia notified, Mr Lopez/Result pending.",
        "Mrs Boyd/Tylenol given. Ask Maria or Finance.",
        "Dr Murphy or Nurse will call.",
        "Susan or Dot matrix printers.",  # nobody is called
    ],
)
def test_a_thing_beside_a_name_is_left(shipped: Engine, text: str) -> None:
    assert not found(shipped, text, evidence="beside_name")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hi all.\nPrecious, can you call her back?", "Precious"),
        ("He came with his neighbour Mrs Tidy. She drove.", "Tidy"),
        ("His brother Bitrus (0803 555 0128) paid.", "Bitrus"),
    ],
)
def test_a_word_that_stands_as_names_do(shipped: Engine, text: str, name: str) -> None:
    assert name in found(shipped, text)


@pytest.mark.parametrize(
    "text", ["Honey, I'm home.", "Love, I think, is the answer.", "Wells (2000) derived the rule."]
)
def test_a_word_that_is_said_of_nobody_is_left(shipped: Engine, text: str) -> None:
    assert not found(shipped, text)

"""What is written like others that held identifiers, and says nothing known, is told as hidden."""

import pytest

from promptward.engine import Engine

TORN = "Call Mar**ia Lo**pez and Joh**n Smi**th at 503-555-**0134**. "


def hidden(engine: Engine, text: str) -> set[str]:
    return {text[f.start : f.end] for f in engine.find(text) if "throughout" in f.evidence}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The tag is 44**071** there.", "44**071"),
        ("It was xo**vrut** again.", "xo**vrut"),
    ],
)
def test_numbers_and_unknown_words_written_like_found_ones_are_told(
    shipped: Engine, text: str, value: str
) -> None:
    assert value in hidden(shipped, TORN + text)


@pytest.mark.parametrize(
    "text",
    [
        "The pa**tient** slept well.",
        "Met**formin** was stopped.",
        "Park**inson** is likely.",
        "The dose is **2.5** daily.",
        "See the **results** of 44071.",
    ],
)
def test_known_words_and_whole_ones_are_not(shipped: Engine, text: str) -> None:
    assert not hidden(shipped, TORN + text)


def test_one_such_value_tells_nothing_of_others(shipped: Engine) -> None:
    assert not hidden(shipped, "Call Mar**ia Lo**pez. It was xo**vrut** again, tag 44**071**.")


def test_lines_torn_between_words_are_no_way_to_write(shipped: Engine) -> None:
    text = "0730 Maria\nLopez 62M\n0900 John\nSmith 70F\n1030 Ann\nJones MAC\n1200 xovrut\n"
    assert not hidden(shipped, text)

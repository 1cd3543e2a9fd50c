"""Words behind and before a place that was found, which belong to it or do not."""

import pytest

from promptward.engine import Engine
from promptward.recognizers.place_grown import grown


def reach(text: str) -> str:
    """The text from `[` to `]` is the place that was found."""
    start, stop = text.index("["), text.index("]") - 1
    plain = text.replace("[", "").replace("]", "")
    first, last = grown(plain, start, stop, lambda _low, _high: True)
    return plain[first:last]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("moved to [tarnley] mobile home park today", "tarnley mobile home park"),
        ("seen at [tarnley] health post.", "tarnley health post"),
        ("went to camp [tarnley] with them", "camp tarnley"),
        ("cvs on [tarnley] has it", "cvs on tarnley"),
        ("picked up at 9 [pendle] rise today", "9 pendle rise"),
        ("of flat 2, 9 [pendle] rise, and", "flat 2, 9 pendle rise"),
        ("found at [elm ct] 12.", "elm ct 12"),
        ("past [Brewer]'s Feed, left", "Brewer's Feed"),
        ("works at Plant 3, [Tarnley].", "Plant 3, Tarnley"),
        ("a week in [Tarnley] community, then", "Tarnley community"),
    ],
)
def test_kinds_doors_and_shops_belong_to_a_place(text: str, place: str) -> None:
    assert reach(text) == place


@pytest.mark.parametrize(
    "text",
    [
        "went home to [tarnley] rest is fine",
        "moved to [Tarnley] 12 days ago",
        "age 58 [Tarnley] visit",
        "[tarnley] shop steward called",
        "the [tarnley]",
    ],
)
def test_what_goes_on_with_the_sentence_does_not(text: str) -> None:
    assert reach(text) == text[text.index("[") + 1 : text.index("]")]


def test_nothing_grows_over_what_something_else_found(shipped: Engine) -> None:
    plain = "room 12, tarnley court"
    assert grown(plain, 9, 16, lambda _low, _high: False) == (9, 16)
    assert shipped.find("tarnley court") == ()

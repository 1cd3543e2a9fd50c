"""Places in JSON: a range of a value, escapes or none, stands where it is written."""

import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptward.formats.json_walk import Unescaped, origin_of, walk, without_measures

SIGNS = st.sampled_from(
    ["a", "7", "-", "\n", '"', "\\", "\t", "/", "é", "\u2028", "\N{GRINNING FACE}"]
)


def written(value: str, seed: int) -> tuple[str, list[int]]:
    """A string of JSON in one of its many spellings, and where each character of it starts."""
    rng = random.Random(seed)  # a test, no secret
    said, starts = "", []
    for sign in value:
        starts.append(len(said))
        units = sign.encode("utf-16-be").hex()
        escaped = "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
        said += rng.choice([json.dumps(sign)[1:-1], escaped])
    return said, [*starts, len(said)]


@given(value=st.text(SIGNS, max_size=12), seed=st.integers(0, 99), data=st.data())
def test_a_range_of_a_value_stands_where_it_is_written(value, seed, data) -> None:
    said, starts = written(value, seed)
    text = f'{{"k": ["first", "{said}"]}}'
    leaf = list(walk(text))[1]
    assert leaf.value == value
    start = data.draw(st.integers(0, len(value)))
    end = data.draw(st.integers(start, len(value)))
    found = origin_of(text, leaf, start, end)
    assert found == (leaf.start + starts[start], leaf.start + starts[end])


@pytest.mark.parametrize(
    "value",
    [
        {"\xe9": 'a"b\\n \\u00e9 \xa0x \U0001f600 end \x1b \xe9'},
        ["\ud800 \xe9", "\x00\xe9"],
        [],
    ],
)
def test_letters_that_were_escaped_stand_where_they_were(value) -> None:
    text = json.dumps(value)
    plain = Unescaped(text)
    assert json.loads(plain.text) == value
    for offset, letter in enumerate(plain.text):
        piece = text[plain.before(offset) : plain.before(offset + 1)]
        assert piece == letter or json.loads(f'"{piece}"') == letter


@pytest.mark.parametrize("text", [r'{"a": "\u12 \ug', "x\\u", "\\"])
def test_broken_escapes_stay(text: str) -> None:
    assert Unescaped(text).text == text


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ('{"x": [0.1234567, 12], "lat": 44.9412345}', '{"x": [         , 12], "lat": 44.9412345}'),
        ('{"mrn": [123456.0000000], "a": "0.1234567"}', None),
        ('{"x": 1e-7, "n": 12345678901, "b": null}', None),
    ],
)
def test_measurements_that_no_name_tells_are_left_out(text: str, read: str | None) -> None:
    assert without_measures(text) == (read or text)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ('{"a": "x"}"b": "y"', ["x", "b", "y"]),
        ('{}"b"', ["b"]),
        ('[1, {"a": 2}] {"c": 3} "d"', ["1", "2", "3", "d"]),
    ],
)
def test_what_follows_the_outermost_value_is_another_one(text: str, values: list[str]) -> None:
    assert [leaf.value for leaf in walk(text)] == values


def test_paths_cost_no_more_than_two_hundred_names() -> None:
    size = 30_000
    for opened, closed in (("[", "]"), ('{"a":', "}")):
        text = f'[{opened * size}"x"{closed * size}, {{"b": "y"}}]'
        leaves = list(walk(text, keys=True))
        assert max(len(leaf.path) for leaf in leaves) == 200
        assert leaves[-1].path == (1, "b")
        assert [leaf.value for leaf in leaves if not leaf.key] == ["x", "y"]

"""Places in JSON: a range of a value, escapes or none, stands where it is written."""

import json
import random

from hypothesis import given
from hypothesis import strategies as st

from promptward.formats.json_walk import origin_of, walk

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

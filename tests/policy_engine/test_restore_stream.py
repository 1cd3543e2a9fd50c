"""Restoring in pieces is restoring the whole, wherever it is cut."""

import json
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptward.restore_stream import RestoreStream
from promptward.surrogates import SystemRandomness
from promptward.vault import LONGEST_SIGHTING, MemoryVault, json_string, restore

from .test_vault import AROUND, PATIENTS, REPAIRED, split

VAULT = MemoryVault(SystemRandomness())
TOKENS = [VAULT.token("NAME", patient) for patient in PATIENTS]
TOKENS += [VAULT.token("MRN", "123456"), VAULT.token("DATE", 'a "quoted"\n\\ value')]
LABEL_WORDS = (
    "name",
    "NAME",
    "Na",
    "date",
    "MRN",
    "[",
    "(",
    "<",
    "&",
    "&#9",
    "\\",
    "{",
    " ",
    "\n",
)


def pieces_of(text: str, cuts: list[int]) -> list[str]:
    places = [0, *sorted(min(cut, len(text)) for cut in cuts), len(text)]
    return [text[a:b] for a, b in pairwise(places)]


def streamed(pieces: list[str], write=None):
    stream = RestoreStream(VAULT, write)
    out = [stream.feed(piece) for piece in pieces]
    last = stream.finish()
    return "".join([*out, last.text]), last.restored, last.left


def mangled(token: str, how: str) -> str:
    label, body = split(token)
    if how in REPAIRED:
        return REPAIRED[how](label, body)
    if how in AROUND:
        return AROUND[how][0].format(token)
    return {
        "lost": f"[{label}_{body[:2]}{body[3:]}]",
        "cut": f"[{label}_{body[:3]}",
        "json": f"\\u005b{label}_{body}\\u005d",
        "json underscore": f"[{label}\\u005f{body}]",
    }[how]


MANGLINGS = sorted([*REPAIRED, *AROUND, "lost", "cut", "json", "json underscore"])
some_text = st.one_of(
    st.builds(mangled, st.sampled_from(TOKENS), st.sampled_from(MANGLINGS)),
    st.sampled_from(LABEL_WORDS),
    st.text(max_size=12),
    st.text(alphabet="NAMErdt_[]( 2KQ7\\&;#", max_size=20),
)


@given(st.lists(some_text, max_size=12).map("".join), st.lists(st.integers(0, 400), max_size=12))
def test_pieces_come_out_as_the_whole_does(text, cuts):
    whole = restore(text, VAULT)
    assert streamed(pieces_of(text, cuts)) == (whole.text, whole.restored, whole.left)


@pytest.mark.parametrize("how", MANGLINGS)
def test_every_mangling_is_restored_character_by_character(how):
    for token in TOKENS[:3]:
        text = f"The patient {mangled(token, how)} left at noon."
        whole = restore(text, VAULT)
        assert streamed(list(text)) == (whole.text, whole.restored, whole.left)
        assert whole.restored == (0 if how in {"lost", "cut"} else 1)


def test_ordinary_text_goes_out_at_once():
    stream = RestoreStream(VAULT)
    for word in ("The ", "patient ", "was seen, ", "see (again) ", "and ", "left."):
        assert stream.feed(word) == word


def test_what_is_held_back_is_never_longer_than_a_token():
    stream, out = RestoreStream(VAULT), 0
    for number, character in enumerate("[NAME_" * 200):
        out += len(stream.feed(character))
        assert number + 1 - out <= LONGEST_SIGHTING


def test_values_are_escaped_where_the_reply_is_json():
    data = json.dumps({"note": f"on {TOKENS[-1]}, {TOKENS[0]}"})
    expected = {"note": f'on a "quoted"\n\\ value, {PATIENTS[0]}'}
    assert json.loads(restore(data, VAULT, json_string).text) == expected
    assert json.loads(streamed(list(data), json_string)[0]) == expected


def test_nothing_of_it_is_shown():
    stream = RestoreStream(VAULT)
    stream.feed(f"{TOKENS[0]} and [NAME_")
    assert not re.search("NAME|Smith", repr(stream))

"""Lines that were broken within a value: what is joined, what is not, and the way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import promptward
from promptward.text import SourceText
from promptward.wraps import unwrapped

pytestmark = pytest.mark.usefixtures("loads_shipped")

LONG = "The patient was brought in by a neighbour who lives there, "


def found(text: str) -> dict[str, str]:
    return {
        text[f.start : f.end]: f.category.rsplit(".", 1)[-1]
        for f in promptward.load().find(text)
        if f.confidence >= 1
    }


def test_a_town_broken_over_two_lines_is_found_whole() -> None:
    assert found(f"{LONG}and lives in Alder\nFalls with her son.") == {
        "Alder\nFalls": "geographic"
    }


def test_a_name_broken_over_two_lines_is_found_whole() -> None:
    assert found(f"{LONG}and was seen by Ms. Ruth\nMarsh on the ward.") == {"Ruth\nMarsh": "names"}


def test_a_day_below_its_month_is_found_whole_behind_a_line_of_any_length() -> None:
    assert found("seen January\n        10th, 2023 here") == {
        "January\n        10th, 2023": "dates"
    }
    assert found("The plan for May\n        3 items left") == {}


def test_a_cue_at_the_end_of_a_line_speaks_for_the_next_line() -> None:
    assert found(f"{LONG}and her breakfast per Dr.\nOkonkwo was soft.") == {"Okonkwo": "names"}
    assert found(f"{LONG}the date of her birth was March\n14, 1932 in fact.") == {
        "March\n14, 1932": "dates"
    }


def test_indented_and_windows_line_ends_are_joined_as_well() -> None:
    assert found(f"{LONG}and lives in Alder\r\n   Falls with her son.") == {
        "Alder\r\n   Falls": "geographic"
    }


def test_what_begins_something_new_is_not_joined() -> None:
    for text in (
        f"{LONG}who is called Ruth\nMarsh: a wet place.",  # a label
        "seen by Ruth\nMarsh land is wet.",  # a short line
        f"{LONG}and it was noted. \nMarsh land is wet.",  # a sentence
        f"{LONG}in the ward.\n\nMarsh land is wet.",  # a paragraph
        "| a patient who was brought in | a neighbour | Ruth\nMarsh | x |",  # a table
        f"{LONG}and her number 4471\nMarsh land is wet.",
        f"{LONG}and the DISCHARGE SUMMARY\nMarsh land is wet.",
        f"{LONG}who took metoprolol succinate\n100 mg daily.",
    ):
        assert unwrapped(text) is None, text


def test_only_what_reaches_a_break_is_read_off_the_joined_lines() -> None:
    text = f"{LONG}and was seen by Ruth\nMarsh on 03/14/2026."
    joined = next(one for one in SourceText(text).readings() if one.name == "wraps")
    assert joined.breaks == [(text.index("\n"), text.index("\n") + 1)]
    date = text.index("03/14")
    assert not joined.counts(date, date + 10)
    at = text.index("Marsh")
    assert joined.counts(at, at + 5)
    assert joined.counts(at - 5, at - 1)


@given(st.text("AaBb1,. \n\r\té(", max_size=400))
def test_every_character_leads_back_to_the_text(noise: str) -> None:
    text = LONG + noise
    read = unwrapped(text)
    if read is None:
        return
    assert len(read.starts) == len(read.ends) == len(read.text) + 1
    for at, one in enumerate(read.text):
        start, end = read.starts[at], read.ends[at]
        assert 0 <= start <= end <= len(text)
        there = text[start:end]
        assert there == one or (not there.strip() and one in " \n")
    for start, end in read.breaks:
        assert "\n" in text[start:end]
        assert not text[start:end].strip()

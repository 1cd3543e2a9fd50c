"""What is soon looked for is a sign of all that is then looked for with more care."""

from hypothesis import example, given
from hypothesis import strategies as st

from promptward import wraps
from promptward.recognizers import (
    facility_heads,
    facility_lower,
    facility_mentions,
    facility_reading,
    name_credit,
    name_memory,
    name_speakers,
    postal,
    same_form,
)

LINES = st.lists(
    st.sampled_from(
        [
            *(
                "Copyright 2019 ",
                "(c) 2004 ",
                "(C) 1999, ",
                "\xff 2011 ",
                "SPDX-FileCopyrightText: ",
            ),
            *("COPYRIGHT 2001", "copyright by ", '__author__ = "', "__credits__ = ", "author="),
            *(
                "maintainers = ",
                "author_email=",
                ":Author: ",
                ":contact: ",
                "@since ",
                "\\author ",
            ),
            *("Signed-off-by: ", "Acked-by: ", "Jane Doe", "2021 ", "\n", " ", "by ", ". ", ") "),
            *(
                "Ruth: ",
                "Tom 09:15",
                "[10.22] Ana: ",
                "12:30 ",
                ": ",
                "no.",
                "1.5",
                "9:05 PM",
                "jd",
            ),
            *("JD", "rb/QUILL", "03/14/26", "1-2", "hospital", "St", "&", "'Hill'", "Hill,", "-"),
            *("12 ", "Elm ", "Oak, ", "\t", "|", "   ", "a", "\xff", "word", "mkr 3/4"),
        ]
    ),
    max_size=14,
).map("".join)


@given(LINES)
@example("Copyright 2004-2006 Jane Doe")
def test_a_text_that_holds_a_credit_has_a_sign_of_one(text: str) -> None:
    if name_credit._BEFORE.search(text):
        assert name_credit.credits_somebody(text, program=False)


@given(LINES)
def test_there_are_never_more_spoken_lines_than_signs_of_them(text: str) -> None:
    assert len(list(name_speakers._LINE.finditer(text))) <= name_speakers._most_lines(text)


@given(LINES)
@example("well.  mkr \n 3/4")
def test_an_entry_that_is_signed_stands_before_a_line_with_a_day(text: str) -> None:
    if name_memory._ENTRY.search(text):
        assert name_memory._DATED.search(text)


@given(LINES)
@example("all well.\nJD")
@example("all well.\nmkr 3/4")
@example("all well.\n\xffJD")
def test_initials_that_close_a_note_are_read_wherever_they_stand(text: str) -> None:
    found = name_memory._CLOSING.search(text, max(0, len(text) - name_memory._LAST))
    if found and text[-name_memory._LAST :].rstrip()[-1:].isalnum():
        said = found[found.lastindex or 0]
        spans = [text[start:end] for start, end in name_memory._recorded(text)]
        assert said in spans or name_memory._abbreviates(said)


@given(LINES, st.integers(0, 80))
@example("the Hill \nclinic", 10)
@example("x 'Hill clinic", 8)
def test_the_word_before_a_head_is_the_same_read_from_its_blank(text: str, at: int) -> None:
    at = min(at, len(text))
    far = facility_heads._WORD_BEFORE.search(text, max(0, at - facility_heads._LOOK), at)
    near = facility_heads._word_before(text, at)
    assert (near and near.span()) == (far and far.span())
    assert (near and near.regs) == (far and far.regs)


@given(LINES, st.integers(0, 40), st.integers(0, 60))
def test_columns_are_seen_by_single_characters(text: str, start: int, size: int) -> None:
    seen = wraps._COLUMNS.search(text, start, start + size) is not None
    assert wraps._in_columns(text, start, start + size) is seen


@given(LINES, st.integers(0, 60))
def test_no_house_number_is_missed_for_its_first_figure(text: str, start: int) -> None:
    start = min(start, len(text))
    figures = text.encode("latin-1").translate(postal.FIGURES)
    low = max(0, start - postal._LOOK, text.rfind("\n", 0, start) + 1)
    if postal._NUMBER_BEFORE.search(text, low, start):
        assert b"9" in figures[low:start]


@given(st.binary(max_size=20), st.integers(0, 20), st.integers(0, 20))
def test_the_letters_before_a_number_are_ascii(data: bytes, start: int, end: int) -> None:
    prefix = same_form._prefix(data, start, end)
    assert data[start:end].startswith(prefix)
    assert all(bytes([one]).isalpha() for one in prefix)
    assert not data[start:end][len(prefix) : len(prefix) + 1].isalpha()


@given(LINES)
def test_a_run_of_capitals_has_a_sign_of_one_where_it_starts(text: str) -> None:
    for pattern in (facility_reading.RUN, facility_mentions._OFFICE):
        for match in pattern.finditer(text):
            assert text[match.start()] in facility_mentions._STARTS


@given(LINES.map(str.lower), st.lists(st.integers(0, 200), min_size=1, max_size=20))
def test_a_line_in_haste_is_the_same_whatever_was_asked_before(
    text: str, asked: list[int]
) -> None:
    lines = facility_lower._Lines(text)
    for at in asked:
        if at <= len(text):
            assert lines.is_lower(at) == facility_lower._Lines(text).is_lower(at)

"""What is read of escapes, and where it stood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptward.escapes import _ESCAPE, _escapes, unescaped
from promptward.text import SourceText


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("&#53;&#x33;6", "536"),
        ("Ren%C3%A9e%20D", "Renée D"),
        ("M\\u00fcller", "Müller"),
        ("12\\/03\\/1959", "12/03/1959"),
        ("Mon<wbr>day 4<sup>th</sup>", "Monday 4th"),
        ("Septem-\nber", "September"),
        ("555-\n0139", "555-0139"),
        ("Content: quoted-printable 8=2F11", "Content: quoted-printable 8/11"),
    ],
)
def test_escapes_are_read(written: str, read: str) -> None:
    plain = unescaped(written)
    assert plain is not None
    assert plain.text == read


@pytest.mark.parametrize(
    "text", ["x=2F", "a < b && c", "50% of 20", "a &lt; b", "T-\n1", "", "\\x1b[0m"]
)
def test_what_is_no_escape_has_no_view(text: str) -> None:
    assert unescaped(text) is None


def test_ranges_lead_back_to_what_was_written() -> None:
    text = "é SSN &#53;&#51;6."
    view = SourceText(text).views[-1]
    at = view.text.index("536")
    span = view.original(at, at + 3)
    assert text[span.start : span.end] == "&#53;&#51;6"


@given(
    st.lists(
        st.sampled_from(
            [
                "&amp;",
                "&#65;",
                "&",
                "%41",
                "%",
                "\\u0041",
                "\\x41",
                "\\",
                "/",
                "<b>",
                "<",
                "-\n",
                "a",
                "=3D",
                "=\n",
                "=",
                "=?Q?",
                ";",
                " ",
                "x41",
                "&#x4",
            ]
        ),
        max_size=20,
    ).map("".join)
)
def test_escapes_are_met_as_a_search_for_all_of_them_meets_them(text: str) -> None:
    assert [m.span() for m in _escapes(text)] == [m.span() for m in _ESCAPE.finditer(text)]

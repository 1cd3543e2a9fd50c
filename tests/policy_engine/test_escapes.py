"""What is read of escapes, and where it stood."""

import pytest

from promptward.readings.edits import reread
from promptward.readings.escapes import escapes, escapes_sign
from promptward.text import SourceText


def unescaped(text: str) -> str | None:
    folded = SourceText(text).views[0]
    if not escapes_sign(folded.text, folded.data):
        return None
    read = reread("escapes", folded.text, escapes(folded.text))
    return None if read is None else read.text


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("&#53;&#x33;6", "536"),
        ("Ren%C3%A9e%20D", "Renee D"),
        ("M\\u00fcller", "Muller"),
        ("12\\/03\\/1959", "12/03/1959"),
        ("Mon<wbr>day 4<sup>th</sup>", "Monday 4th"),
        ("Septem-\nber", "September"),
        ("555-\n0139", "555-0139"),
        ("Los+Angeles", "Los Angeles"),
        ("\\u{35}\\065x", "55x"),
        ("&#x35 &#x36 &#x37.", "567."),
        ("%2535", "%35"),
        ("=35=36=37", "567"),
        ("Content: quoted-printable 8=2F11", "Content: quoted-printable 8/11"),
    ],
)
def test_escapes_are_read(written: str, read: str) -> None:
    assert unescaped(written) == read


@pytest.mark.parametrize(
    "text", ["x=2F", "a < b && c", "50% of 20", "a &lt; b", "T-\n1", "", "\\x1b"]
)
def test_what_is_no_escape_has_no_view(text: str) -> None:
    assert unescaped(text) is None


def test_ranges_lead_back_to_what_was_written() -> None:
    text = "é SSN &#53;&#51;6."
    view = next(one for one in SourceText(text).readings() if one.name == "escapes")
    at = view.text.index("536")
    span = view.original(at, at + 3)
    assert text[span.start : span.end] == "&#53;&#51;6"

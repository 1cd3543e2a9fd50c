"""What is read of escapes, and where it stood."""

import pytest

from promptward import Engine
from promptward.readings.edits import reread
from promptward.readings.escapes import escapes, escapes_sign
from promptward.text import SourceText
from promptward_dsl.lattice import Confidence


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
        ("Ann\\u00a0Roe, 12\\u202f345, a%C2%A0b, c&#160;d", "Ann Roe, 12 345, a b, c d"),
        ("seen:\\nAnn Roe\\r\\n617\\tx", "seen:\nAnn Roe\n617 x"),
        ("DOB:\\n\\t3/14\\\\nmrn: 7", "DOB:\n3/14\nmrn: 7"),
        ("today\\n- Ann\\n(617) 555", "today\n- Ann\n(617) 555"),
        # Beside the name of a folder, or a command of TeX, only before a capital or a digit.
        ("C:\\temp\\reports\\nAnn Roe", "C:\\temp\\reports\nAnn Roe"),
    ],
)
def test_escapes_are_read(written: str, read: str) -> None:
    assert unescaped(written) == read


@pytest.mark.parametrize(
    "text",
    [
        "D:\\temp\\note",
        "\\alpha \\nu \\textbf{x}",
        "a\\n",
        "x=2F",
        "a < b && c",
        "50% of 20",
        "a &lt; b",
        "T-\n1",
        "",
        "\\x1b",
    ],
)
def test_what_is_no_escape_has_no_view(text: str) -> None:
    assert unescaped(text) is None


def test_ranges_lead_back_to_what_was_written() -> None:
    text = "é SSN &#53;&#51;6."
    view = next(one for one in SourceText(text).readings() if one.name == "escapes")
    at = view.text.index("536")
    span = view.original(at, at + 3)
    assert text[span.start : span.end] == "&#53;&#51;6"


@pytest.mark.parametrize("end", ["\\n", "\\t", "\\r\\n", "\\n\\t", "\\\\n", "\\u00a0"])
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Seen today.@Eleanor Marsh has asthma", "Eleanor Marsh"),
        ("call@617-555-0143 tomorrow", "617-555-0143"),
        ("MRN:@00482913", "00482913"),
        ("was born on@03/14/1962", "03/14/1962"),
        ("ip@10.20.30.40", "10.20.30.40"),
    ],
)
def test_what_stands_behind_the_escaped_end_of_a_line_is_found(
    shipped: Engine, end: str, text: str, value: str
) -> None:
    written = f'{{"note": "{text.replace("@", end)}"}}'
    released = shipped.redact(written).text
    assert released is not None
    assert value not in released
    assert end in released


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('msg = "hello\\nDr. Kettlewell called"', "Kettlewell"),
        ("a = 'x\\nHosp no. 4471820'", "4471820"),
        ("hello\\tDr. Kettlewell called", "Kettlewell"),
    ],
)
def test_a_cue_behind_an_escaped_break_counts(shipped: Engine, text: str, value: str) -> None:
    assert any(
        text[one.start : one.end] == value and one.confidence >= Confidence.MEDIUM
        for one in shipped.find(text)
    )

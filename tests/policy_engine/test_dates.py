"""Written dates and ages: what is read, what may stay, and that the form survives a shift."""

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptward import ages, dates

TODAY = dt.date(2026, 11, 24)

READ = [
    ("03/14/1962", (1962, 3, 14)),
    ("3/4/1962", (1962, 3, 4)),
    ("3-14-1962", (1962, 3, 14)),
    ("03.14.1962", (1962, 3, 14)),
    ("14.03.1962", (1962, 3, 14)),
    ("14/03/1962", (1962, 3, 14)),
    ("1962-03-14", (1962, 3, 14)),
    ("1962/3/14", (1962, 3, 14)),
    ("3/14/62", (1962, 3, 14)),
    ("3/14/27", (2027, 3, 14)),
    ("3/14/28", (1928, 3, 14)),
    ("62-03-14", (1962, 3, 14)),
    ("3/14", (None, 3, 14)),
    ("14/3", (None, 3, 14)),
    ("03/1962", (1962, 3, None)),
    ("3/62", (1962, 3, None)),
    ("1962-03", (1962, 3, None)),
    ("19620314", (1962, 3, 14)),
    ("196203141020", (1962, 3, 14)),
    ("19620314102030", (1962, 3, 14)),
    ("20260314T1020", (2026, 3, 14)),
    ("1962-03-14T10:20:30.123Z", (1962, 3, 14)),
    ("1962-03-14 10:20:30+05:00", (1962, 3, 14)),
    ("03/14/1962 10:20 PM", (1962, 3, 14)),
    ("3/14/62 at 1020", (1962, 3, 14)),
    ("3/14/1962, 10 a.m.", (1962, 3, 14)),
    ("March 3, 1962", (1962, 3, 3)),
    ("MARCH 3 1962", (1962, 3, 3)),
    ("Mar. 3rd, 1962", (1962, 3, 3)),
    ("Sept 3, 1962", (1962, 9, 3)),
    ("3 March 1962", (1962, 3, 3)),
    ("the 3rd of March, 1962", (1962, 3, 3)),
    ("14MAR1962", (1962, 3, 14)),
    ("14-Mar-62", (1962, 3, 14)),
    ("1962 March 14", (1962, 3, 14)),
    ("March 3", (None, 3, 3)),
    ("March 3rd at 5 pm", (None, 3, 3)),
    ("March 3 10:20", (None, 3, 3)),
    ("March 1962", (1962, 3, None)),
    ("March of 1962", (1962, 3, None)),
    ("March '62", (1962, 3, None)),
    ("March", (None, 3, None)),
    ("Sunday, March 3, 1962", (1962, 3, 3)),
    ("Sat 3/14", (None, 3, 14)),
    ("1962", (1962, None, None)),
    ("'62", (1962, None, None)),
    ("1960s", (1960, None, None)),
    ("\uff10\uff13/\uff11\uff14/\uff11\uff19\uff16\uff12", (1962, 3, 14)),
    ("1962\u201303\u201314", (1962, 3, 14)),
    ("\u0660\u0663/\u0661\u0664/1962", (1962, 3, 14)),
]

NOT_READ = [
    "", " ", "'", "13/14/1962", "02/30/1962", "2023-02-29", "00/10/1962", "3/14/196", "1/2/3/4",
    "2 days ago", "Monday", "10:20", "tomorrow", "March 3, 1962 or so", "DOB 3/14/1962",
    "14", "62", "3 days", "536-22-4399", "2026-W11-3", "1700-01-01", "9999", "Smith 3, 1962",
    "3//14/1962", "3/14-1962", "March March 3", "x" * 5000, "1" * 5000, "\ud800",
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), READ)
def test_dates_are_read_as_people_write_them(text: str, expected: tuple[int | None, ...]) -> None:
    written = dates.read(text, TODAY)
    assert written is not None
    assert (written.year, written.month, written.day) == expected


@pytest.mark.parametrize("text", NOT_READ)
def test_what_is_not_wholly_a_date_is_not_read(text: str) -> None:
    assert dates.read(text, TODAY) is None


@given(st.text(max_size=30) | st.text(alphabet="0123456789/-. MarchT:apm'sthof,", max_size=30))
def test_reading_is_total_and_loses_no_piece(text: str) -> None:
    written = dates.read(text, TODAY)
    if written is not None and text.isascii():
        assert "".join(written.pieces) == text
    ages.read(text)


SHIFTED = [
    ("03/14/1962", 20, "04/03/1962"),
    ("3/4/1962", 20, "3/24/1962"),
    ("3/4/62", -4, "2/28/62"),
    ("12/31/1999", 1, "01/01/2000"),
    ("12/31/99", 1, "01/01/00"),
    ("3/14/25", 20, "4/3/2025"),
    ("12/30/98", 1, "12/31/98"),
    ("14.03.1962", 1, "15.03.1962"),
    ("1962-03-14", 20, "1962-04-03"),
    ("1962-03-14T10:20:30Z", -14, "1962-02-28T10:20:30Z"),
    ("03/14/1962 10:20 PM", 1, "03/15/1962 10:20 PM"),
    ("19620314", 20, "19620403"),
    ("196203141020", 20, "196204031020"),
    ("March 3, 1962", 30, "April 2, 1962"),
    ("MAR 3 1962", 30, "APR 2 1962"),
    ("mar 3rd 1962", 1, "mar 4th 1962"),
    ("March 30th, 1962", 1, "March 31st, 1962"),
    ("the 10th of March, 1962", 2, "the 12th of March, 1962"),
    ("14MAR1962", 20, "03APR1962"),
    ("14-Mar-62", 60, "13-May-62"),
    ("14MAY1962", 30, "13JUN1962"),
    ("May 3, 1962", 30, "June 2, 1962"),
    ("Wednesday, March 14, 1962", 3, "Saturday, March 17, 1962"),
    ("WED 3/14", 3, "SAT 3/17"),
    ("3/14", 20, "4/3"),
    ("March 3", -3, "February 28"),
    ("March 1962", 30, "April 1962"),
    ("03/1962", -30, "02/1962"),
    ("1962", 30, "1962"),
    ("1962", -300, "1961"),
    ("1931-03-14", 20, None),
    ("1936-03-14", 20, None),
    ("1937-01-02", -5, None),
    ("1960s", 5, None),
    ("March", 5, None),
]


@pytest.mark.parametrize(("text", "days", "expected"), SHIFTED)
def test_a_shifted_date_keeps_its_written_form(text: str, days: int, expected: str | None) -> None:
    written = dates.read(text, TODAY)
    assert written is not None
    assert dates.shift(written, days, TODAY) == expected


FORMS = [
    "%m/%d/%Y",
    "%Y-%m-%d",
    "%B %d, %Y",
    "%d%b%Y",
    "%Y%m%d",
    "%d %B %Y",
    "%A, %B %d, %Y",
    "%m-%d-%Y",
    "%b. %d, %Y",
    "%Y-%m-%dT10:11:12Z",
]
DAYS = st.dates(min_value=dt.date(1940, 1, 1), max_value=dt.date(2030, 12, 31))


@given(DAYS, st.integers(-365, 365), st.sampled_from(FORMS))
def test_a_shifted_date_reads_as_the_day_so_many_days_later(
    day: dt.date, days: int, form: str
) -> None:
    written = dates.read(day.strftime(form), TODAY)
    assert written is not None
    assert (written.year, written.month, written.day) == (day.year, day.month, day.day)
    shifted = dates.shift(written, days, TODAY)
    later = day + dt.timedelta(days=days)
    if later.year <= TODAY.year - 90:
        assert shifted is None
        return
    assert shifted is not None
    again = dates.read(shifted, TODAY)
    assert again is not None
    assert (again.year, again.month, again.day) == (later.year, later.month, later.day)
    if again.weekday is not None:
        assert again.weekday == later.weekday()
    assert re.sub(r"[A-Za-z0-9]+", "", shifted) == re.sub(r"[A-Za-z0-9]+", "", day.strftime(form))


def test_a_shift_beyond_the_calendar_is_refused_not_raised() -> None:
    written = dates.read("2199-12-31", TODAY)
    assert written is not None
    assert dates.shift(written, 10**9, TODAY) is None


GENERALISED = [
    ("March 3, 1962", "month", "March 1962"),
    ("14MAR1962", "month", "MARCH 1962"),
    ("03/14/1962", "month", "1962-03"),
    ("03/14/1962", "year", "1962"),
    ("3/14/62", "year", "1962"),
    ("03/14/1962", "decade", "1960s"),
    ("1960s", "year", "1960s"),
    ("1962", "month", "1962"),
    ("1962-03-14T10:20:30Z", "year", "1962"),
    ("3/14", "year", None),
    ("March 3", "month", None),
    ("1936-12-31", "year", None),
    ("1936", "decade", None),
    ("1937-01-01", "year", "1937"),
    ("1931", "month", None),
    ("03/14/1962", "zip3", None),
]


@pytest.mark.parametrize(("text", "grain", "expected"), GENERALISED)
def test_a_generalised_date_tells_its_grain_and_no_more(
    text: str, grain: str, expected: str | None
) -> None:
    written = dates.read(text, TODAY)
    assert written is not None
    assert dates.generalise(written, grain, TODAY) == expected


@given(
    st.dates(min_value=dt.date(1800, 1, 1), max_value=dt.date(2100, 1, 1)),
    st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2100, 1, 1)),
    st.sampled_from([*FORMS, "%m/%d/%y", "%Y", "%B %Y", "'%y"]),
    st.sampled_from(["month", "year", "decade"]),
    st.integers(-365, 365),
)
def test_no_output_lets_a_reader_conclude_an_age_of_90_or_more(
    birth: dt.date, today: dt.date, form: str, grain: str, days: int
) -> None:
    written = dates.read(birth.strftime(form), today)
    if written is None:
        return
    for output in (dates.generalise(written, grain, today), dates.shift(written, days, today)):
        if output is None:
            continue
        # The oldest year that the output admits, read with its own eyes.
        years = [int(year) for year in re.findall(r"\d{4}", re.sub(r"T\d.*", "", output))[:1]]
        if re.fullmatch(r"\d{8}", output):
            years = [int(output[:4])]
        for year in years:
            youngest = max(year, year + 9 if output.endswith("s") else year)
            assert today.year - youngest < 90


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("94 y/o", 94), ("94yo", 94), ("94 y.o.", 94), ("94-year-old", 94), ("94 years old", 94),
        ("94 yr old", 94), ("aged 94", 94), ("age: 94", 94), ("94 yo female", 94), ("94 years", 94),
        ("ninety-four years old", 94), ("ninety four year old", 94), ("one hundred years old", 100),
        ("a hundred and two years old", 102), ("one hundred and two year old", 102),
        ("in her nineties", 99), ("early nineties", 99), ("in his 90s", 99), ("nonagenarian", 90),
        ("centenarian", 100), ("1,080 months", 90), ("1080 months old", 90), ("64 y/o", 64),
        ("18 months old", 2), ("sixty-four years old", 64),
    ],
)  # fmt: skip
def test_ages_are_read_as_people_write_them(text: str, years: int) -> None:
    age = ages.read(text)
    assert age is not None
    assert age.years == years


@pytest.mark.parametrize(
    "text",
    [
        "",
        "94",
        "90s",
        "3 days",
        "14",
        "94 mg",
        "room 94",
        "ninety",
        "in",
        "94/64",
        "999 y/o",
        "sixty",
    ],
)
def test_what_may_be_no_age_is_not_read(text: str) -> None:
    assert ages.read(text) is None


def test_a_bare_number_is_an_age_where_its_surroundings_say_so() -> None:
    assert ages.read("94", "", " y/o woman") is not None
    assert ages.read("94", "", "-year-old") is not None
    assert ages.read("94", "aged ", ".") is not None
    assert ages.read("94", "room ", " mg") is None
    assert ages.read("94", bare=True) is not None


@pytest.mark.parametrize(
    ("text", "grain", "expected"),
    [
        ("94 y/o", "year", "90+ y/o"), ("94-year-old", None, "90+-year-old"), ("aged 94", "year", "aged 90+"),
        ("90 years old", "year", "90+ years old"), ("89 years old", "year", "89 years old"),
        ("in her nineties", "year", "90 or older"), ("centenarian", "decade", "90 or older"),
        ("1,080 months", "year", "90 or older"), ("64 y/o", "decade", "60s"), ("6 y/o", "decade", "under 10"),
        ("in his 60s", "decade", "in his 60s"), ("94 y/o", "decade", "90+ y/o"),
    ],
)  # fmt: skip
def test_ages_over_89_become_one_group(text: str, grain: str | None, expected: str) -> None:
    age = ages.read(text)
    assert age is not None
    assert ages.generalise(text, age, grain) == expected


@given(st.integers(0, 150), st.sampled_from(["{} y/o", "aged {}", "{}-year-old", "{} years old"]))
def test_no_generalised_age_says_more_than_89(years: int, form: str) -> None:
    text = form.format(years)
    age = ages.read(text)
    assert age is not None
    for grain in ("year", "decade", None):
        output = ages.generalise(text, age, grain)
        assert output is not None
        numbers = [int(number) for number in re.findall(r"\d+", output)]
        assert all(number <= 90 for number in numbers)
        if years > 89:
            assert "90+" in output

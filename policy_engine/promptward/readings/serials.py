"""Serials: dates as spreadsheets count them, in days since the end of 1899."""

from collections.abc import Iterable
from datetime import date, timedelta

from promptward.deferred import regex
from promptward.readings.edits import Edit

__all__ = ["SERIAL_SIGN", "serial_dates"]

_ANNOUNCED = (
    r"(?:DO[BSDA]|dob|[Bb]irth(?:[ _]?da(?:te|y))?|BIRTH(?:[ _]?DATE)?|[Bb]orn|[Aa]dmitted"
    r"|[Dd]ischarged|[Ii]mplanted|[Cc]ollected|[Dd]ied|[Dd]eceased|[Aa]dmit[ _]date"
    r"|[Dd]ate of [a-z]{4,9})"
    r"[^A-Za-z0-9\n]{1,6}(?:on |is )?"
)
SERIAL_SIGN = _ANNOUNCED + r"[1-5][0-9]{4}\b"
_SERIAL = regex(
    rf"(?<![A-Za-z]){_ANNOUNCED}(?P<days>[1-5][0-9]{{4}})"
    r"(?![\w.,/:-]{0,12}[0-9])(?! (?:[a-z]+s|of|new|more|other)\b)"
)
_EPOCH = date(1899, 12, 30)


def serial_dates(text: str) -> Iterable[Edit]:
    """Numbers of days right behind what announces a date, as the date."""
    for found in _SERIAL.finditer(text):
        day = _EPOCH + timedelta(days=int(found["days"]))
        yield Edit(*found.span("days"), day.isoformat())

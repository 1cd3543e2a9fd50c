"""The day that waivers, agreements and findings are judged by, where the caller names none."""

import datetime as dt

__all__ = ["local_day"]


def local_day() -> dt.date:
    """Today by the clock and the time zone of this machine."""
    return dt.datetime.now(tz=dt.UTC).astimezone().date()

"""References to biometric records, and names people log in with."""

import re

from promptward.deferred import regex
from promptward.recognizers.shapes.values import DATE_LIKE, DECIMAL, Spans

__all__ = ["biometric", "user"]

_TOKEN = regex(r"[\w@.:/+=#-]{4,120}", re.ASCII)
_OF_SERVICE = regex(r"(?:svc|etl|sys|app|cron|batch|service|bot|daemon|api|root|admin)[._-]", re.IGNORECASE)
_IMAGES = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".heic", ".gif", ".webp", ".wav")
_USER = regex(r"@?[A-Za-z][\w.@-]{2,40}", re.ASCII)


def biometric(text: str, start: int, end: int, _name: str) -> Spans:
    found = _TOKEN.match(text, start, end)
    if found is None or not (
        any(c.isdigit() for c in found[0])
        or found[0].lower().endswith(_IMAGES)
    ):
        return []
    if DECIMAL.match(found[0]) or DATE_LIKE.match(found[0]):
        return []
    return [found.span()]


def user(text: str, start: int, end: int, _name: str) -> Spans:
    found = _USER.match(text, start, end)
    if found is not None and _OF_SERVICE.match(found[0]):
        return []
    if found is not None and any(c.isdigit() or c in "._@" for c in found[0]):
        return [found.span()]
    return []

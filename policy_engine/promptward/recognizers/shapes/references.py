"""References to biometric records, and names people log in with."""

import re

from promptward.deferred import regex
from promptward.recognizers.common_words import is_common
from promptward.recognizers.shapes.values import DATE_LIKE, DECIMAL, Spans
from promptward.recognizers.shapes.words import NO_NAME
from promptward.recognizers.word_file import shipped

__all__ = ["biometric", "user"]

_TOKEN = regex(r"[\w@.:/+=#-]{4,120}", re.ASCII)
_OF_SERVICE = regex(
    r"(?:svc|etl|sys|app|cron|batch|service|bot|daemon|api|root|admin)[._-]", re.IGNORECASE
)
_SHORTEST, _LONGEST = 5, 20
_IMAGES = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".heic", ".gif", ".webp", ".wav")
_USER = regex(r"@?[A-Za-z][\w.@-]{2,40}", re.ASCII)


def biometric(text: str, start: int, end: int, _name: str) -> Spans:
    found = _TOKEN.match(text, start, end)
    if found is None or not (
        any(c.isdigit() for c in found[0]) or found[0].lower().endswith(_IMAGES)
    ):
        return []
    if DECIMAL.match(found[0]) or DATE_LIKE.match(found[0]):
        return []
    return [found.span()]


def user(text: str, start: int, end: int, _name: str) -> Spans:
    found = _USER.match(text, start, end)
    if found is not None and _OF_SERVICE.match(found[0]):
        return []
    if found is None:
        return []
    if any(c.isdigit() or c in "._@" for c in found[0]):
        return [found.span()]
    return [found.span()] if _is_no_word(found[0], text[found.end() : end]) else []


def _is_no_word(value: str, after: str) -> bool:
    """Whether a word in lower case is none of English, and stands alone: `aquill`."""
    return (
        value.islower()
        and value.isalpha()
        and (
            _SHORTEST <= len(value) <= _LONGEST
            # an initial and a short surname: `dcho`
            or (len(value) == _SHORTEST - 1 and value[1:] in shipped("surnames").alike[value[1:3]])
        )
        and not after[:1].isalnum()
        and not after[:2].strip(" ").isalpha()
        and not is_common(value)
        and value not in shipped("english")
        and value not in NO_NAME
    )

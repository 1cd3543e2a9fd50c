"""
Numbers formed like one that was found: `MR0031190` where `MR0047718` was called a record.

A number of a form that says something (letters and figures in their order, at least so long) is
rarely of another kind than its like in the same text.
"""

from collections.abc import Iterable, Iterator, Sequence

from promptward.model import Candidate
from promptward.recognizers.recognizer import Confirmed
from promptward.recognizers.second_look import SecondLookBase, covered, is_of_message
from promptward.text import View
from promptward_dsl.lattice import Confidence

__all__ = ["SameForm"]

_UPPER, _LOWER, _DIGITS = (
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    b"abcdefghijklmnopqrstuvwxyz",
    b"0123456789",
)
_LETTERS = _UPPER + _LOWER
_FORM = bytes.maketrans(
    _UPPER + _LOWER + _DIGITS, b"A" * len(_UPPER) + b"a" * len(_LOWER) + b"9" * len(_DIGITS)
)
_WORD = frozenset(b"Aa9")
_JOINTS = frozenset(b"-./")
_SHORTEST, _LONGEST = 5, 28
_MANY_DIGITS = 7  # so many say enough by themselves
_SOME_DIGITS = 4  # with a letter or a mark beside them
_FEW_DIGITS = 2  # behind the same two letters
_MOST_FORMS = 32
_MOST_FOUND = 256


def _prefix(data: bytes, start: int, end: int) -> bytes:
    value = data[start:end]
    return value[: len(value) - len(value.lstrip(_LETTERS))]


def _tells(form: bytes, prefix: bytes) -> bool:
    digits = form.count(b"9")
    if not _SHORTEST <= len(form) <= _LONGEST or b"\n" in form or form.count(b" ") > _FEW_DIGITS:
        return False
    return (
        digits >= _MANY_DIGITS
        or (digits >= _SOME_DIGITS and len(form) > digits)
        or (digits >= _FEW_DIGITS and len(prefix) >= _FEW_DIGITS)
    )


def _stands(form: bytes, start: int, end: int) -> bool:
    """Whether a number may stand there: it is no piece of a longer one."""
    if start and form[start - 1] in _WORD:
        return False
    if start > 1 and form[start - 1] in _JOINTS and form[start - 2] in _WORD:
        return False
    if end < len(form) and form[end] in _WORD:
        return False
    return not (end + 1 < len(form) and form[end] in _JOINTS and form[end + 1] in _WORD)


def _others(data: bytes, form: bytes, one: Confirmed) -> Iterator[tuple[int, int]]:
    """Where else the form of a finding stands, with the same letters in front."""
    wanted = form[one.start : one.end]
    prefix = _prefix(data, one.start, one.end)
    at = form.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        if at != one.start and data.startswith(prefix, at) and _stands(form, at, end):
            yield at, end
        at = form.find(wanted, end)


def _telling(data: bytes, form: bytes, confirmed: Sequence[Confirmed]) -> Iterator[Confirmed]:
    """Sure findings whose form says something, one of each form."""
    asked: set[tuple[str, bytes, bytes]] = set()
    for one in confirmed:
        if one.level is Confidence.LOW:
            continue
        wanted = form[one.start : one.end]
        prefix = _prefix(data, one.start, one.end)
        key = one.category, wanted, prefix
        if key in asked or not _tells(wanted, prefix):
            continue
        if len(asked) == _MOST_FORMS:
            return
        asked.add(key)
        yield one


def _days(size: int, confirmed: Sequence[Confirmed]) -> bytearray:
    mask = covered(size, [one for one in confirmed if one.kind == "date"])
    for one in confirmed:
        if is_of_message(one):
            mask[one.start : one.end] = b"\x01" * (one.end - one.start)
    return mask


class SameForm(SecondLookBase):
    """Recogniser `same_form`: numbers formed like one that the text has called by its name."""

    name = "same_form"
    version = 2

    def again(self, view: View, confirmed: Sequence[Confirmed]) -> Iterable[tuple[str, Candidate]]:
        """Numbers of the same form, with the same letters in front."""
        data = view.data
        form = data.translate(_FORM)
        masks: dict[str, bytearray] = {}
        days = bytearray()
        found: list[tuple[str, Candidate]] = []
        for one in _telling(data, form, confirmed):
            category = one.category
            for start, end in _others(data, form, one):
                if category not in masks:
                    alike = [other for other in confirmed if other.category == category]
                    masks[category] = covered(len(data), alike)
                    days = days or _days(len(data), confirmed)
                # A day stays a day, whatever numbers of as many figures stand beside it.
                if one.kind != "date" and b"\x01" in days[start:end]:
                    continue
                if b"\x00" in masks[category][start:end]:
                    found.append(
                        (category, Candidate(start, end, Confidence.MEDIUM, ("same_form",)))
                    )
                    if len(found) == _MOST_FOUND:
                        return found
        return found

"""
Places right behind a person's name: `Dana Prewitt (Larkhill) called`, `prewitt, 44, tunmoor,`.

In brackets stands where a person is or belongs, and between commas a town that a list knows. What
is said of people there as well (a role, a degree, an illness, another name) is none.
"""

from collections.abc import Iterator, Sequence

from promptward.deferred import regex
from promptward.recognizers.common_words import is_common
from promptward.recognizers.facility_lower import in_haste
from promptward.recognizers.recognizer import Confirmed
from promptward.recognizers.slot_led import is_one
from promptward.recognizers.slot_led_lower import is_called
from promptward.recognizers.slot_towns import may_be_called
from promptward.recognizers.word_file import shipped
from promptward_dsl.lattice import Confidence

__all__ = ["beside"]

_CAPITAL = r"[A-Z][a-z\xff]{2,14}(?: [A-Z][a-z\xff]{2,14})?"
_NAME = rf"({_CAPITAL}|[a-z][a-z\xff]{{3,14}}(?: [a-z][a-z\xff]{{2,14}})?)"
_IN_BRACKETS = regex(rf" \((?:from |in |of )?{_NAME}\)")
_BETWEEN = regex(
    rf"(?:,|,? \(?\d{{1,3}} ?(?:[MFmf]|y/?o)?\)?,| ?/) ?{_NAME}"
    r"(?=,| ?/| (?:native|resident)\b|$|\n)"
)
_FROM = regex(
    rf",? (?:from|of) ({_CAPITAL})(?= (?:called|calls|calling|is|was|has|had|wants|came|comes|rang"
    r"|asks|asked|again|needs|says)\b)"
)
"""Where somebody is from who does something next."""

_SENT_TO = regex(
    rf" to ({_CAPITAL})(?= (?:by (?:noon|\d)|today|tomorrow|tonight|tmrw|at \d|via|when|if bed"
    r"|pending)\b)"
)
"""Where somebody of a list of those who leave goes: `Banks to Signature by noon`."""


def beside(text: str, confirmed: Sequence[Confirmed]) -> Iterator[tuple[int, int]]:
    """Where such places stand."""
    ends = sorted(
        {one.end for one in confirmed if one.kind == "name" and one.level is not Confidence.LOW}
    )
    haste = in_haste(text) if ends else None
    for end in ends:
        sent = _SENT_TO.match(text, end)
        if sent is not None and may_be_called(sent[1]):
            yield sent.span(1)
            continue
        bracketed = _IN_BRACKETS.match(text, end)
        found = bracketed or _FROM.match(text, end) or _BETWEEN.match(text, end)
        if found is None or haste is None:
            continue
        name, words = found[1], found[1].split(" ")
        if name[0].islower() and not haste(found.start(1)):
            continue
        if bracketed:
            fits = is_one(name, street=False) if name[0].isupper() else is_called(words)
        elif " from " in found[0] or " of " in found[0]:
            several = len(words) > 1 and not all(is_common(word.lower()) for word in words)
            fits = may_be_called(name) and (several or is_one(name, street=False))
        else:
            fits = _is_town(name)
        if fits:
            yield found.span(1)


def _is_town(name: str) -> bool:
    title, low = name.title(), name.lower()
    return (
        (title in shipped("cities") or title in shipped("towns"))
        and is_one(title, street=False)
        and not is_common(low)
        and low not in shipped("given")
        and low not in shipped("surnames")
        and low not in shipped("english")
    )

"""The released text: what the decision lets of each finding, and everything else as it was."""

import datetime as dt
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from promptward import ages, dates, places, surrogates
from promptward.model import Finding
from promptward.regions import Marked, Treated, treated
from promptward.scope import Scope
from promptward.vault import lookalikes
from promptward_dsl.ir import CategoryIR
from promptward_dsl.lattice import REDACT, Disposition, safe_harbor_allows

__all__ = ["Released", "Replacement", "mask", "placeholder", "transform"]

_HASH_BITS = 60
_AROUND = 16
_RANGE_SEPARATORS = (" - ", " to ", " through ", " until ", " \u2013 ", "\u2013", "-")


class Replacement(NamedTuple):
    """
    A range `[start, end)` of the original and the range of the released text in its place.

    `disposition` is what was done, which may be stricter than what was decided: a value that a
    transform can't read is redacted.
    """

    start: int
    end: int
    out_start: int
    out_end: int
    disposition: Disposition


class Released(NamedTuple):
    """A text that may leave, and its replacements, sorted; outside them it equals the original."""

    text: str
    replacements: tuple[Replacement, ...]

    def __repr__(self) -> str:
        """Sizes only: a text that may leave to one destination may not leave to a log."""
        return f"Released(<{len(self.text)} code points>, {len(self.replacements)} replacements)"


def transform(
    text: str,
    findings: Sequence[Finding],
    categories: Mapping[str, CategoryIR],
    scope: Scope,
    *,
    today: dt.date,
    safe_harbor: bool,
    person: str | None = None,
) -> Released:
    """
    The text with every finding treated by its disposition; one without any is redacted.

    Overlaps are resolved by `promptward.regions`. `person` tells apart the people whose dates move
    differently. `today` decides which years can mean an age over 89. Under `safe_harbor` what
    45 CFR 164.514(b)(2) and (c) don't allow on one of the 18 identifiers is redacted. A value that
    its transform can't read completely is redacted as well. Raises ValueError if a finding lies
    outside the text.
    """
    marked = []
    for finding in findings:
        if not 0 <= finding.start <= finding.end <= len(text):
            raise ValueError("a finding lies outside the text")
        if finding.start < finding.end:
            disposition = finding.disposition if finding.disposition is not None else REDACT
            # The surer finding names what it hides; "any other unique code" (R) comes last.
            rank = (-finding.confidence, finding.safe_harbor or "")
            marked.append(Marked(finding.start, finding.end, finding.category, disposition, rank))
    regions: Iterable[Treated]
    if safe_harbor:
        identifying = [one for one in marked if _identifies(one, categories)]
        marked = [
            one
            if safe_harbor_allows(one.disposition) or not _identifies(one, categories)
            else one._replace(disposition=REDACT)
            for one in marked
        ]
        regions = _allowed(treated(marked), identifying)
    else:
        regions = treated(marked)
    writer = _Writer(text, categories, scope, today, person)
    pieces: list[str] = []
    replacements: list[Replacement] = []
    done = length = 0
    for one in regions:
        replaced, disposition = writer.replace(one)
        length += one.start - done
        pieces += (text[done : one.start], replaced)
        replacements.append(
            Replacement(one.start, one.end, length, length + len(replaced), disposition)
        )
        length += len(replaced)
        done = one.end
    pieces.append(text[done:])
    return Released("".join(pieces), tuple(replacements))


def _identifies(one: Marked, categories: Mapping[str, CategoryIR]) -> bool:
    # A category nobody declared may be one of the 18.
    category = categories.get(one.category)
    return category is None or category.safe_harbor is not None


def _allowed(regions: Iterable[Treated], identifying: list[Marked]) -> Iterator[Treated]:
    """
    The regions, redacted where Safe Harbor doesn't allow their disposition on what they hold.

    Each finding's own disposition may be allowed and their join not: a pseudonym joined with a
    hash is a hash, which 45 CFR 164.514(c) forbids.
    """
    identifying.sort(key=lambda one: one.start)
    starts = [one.start for one in identifying]
    # The furthest end of all that begin up to here: whether any of them reaches into a region.
    ends = list(accumulate((one.end for one in identifying), max))
    for one in regions:
        if not safe_harbor_allows(one.disposition):
            before = bisect_left(starts, one.end)
            if before and ends[before - 1] > one.start:
                yield one._replace(disposition=REDACT)
                continue
        yield one


class _Writer:
    """Writes what takes the place of one range; holds what all of them share."""

    __slots__ = ("_avoid", "_categories", "_person", "_scope", "_text", "_today")

    def __init__(
        self,
        text: str,
        categories: Mapping[str, CategoryIR],
        scope: Scope,
        today: dt.date,
        person: str | None,
    ) -> None:
        self._text = text
        self._categories = categories
        self._scope = scope
        self._today = today
        self._person = person
        self._avoid: dict[str, frozenset[str]] = {}

    def replace(self, one: Treated) -> tuple[str, Disposition]:
        """The text in place of a range, and what was done."""
        replaced = self._value(one)
        if replaced is None:
            return placeholder(one.category), REDACT
        return replaced, one.disposition

    def _value(self, one: Treated) -> str | None:
        """The transformed value; None if only redaction is safe."""
        value = self._text[one.start : one.end]
        disposition = one.disposition
        match disposition.op:
            case "mask":
                return mask(value, str(disposition.arg or ""))
            case "pseudonymise":
                return self._pseudonym(one.category, value)
            case "hash":
                return _hashed(one.category, value, self._scope.hash_key)
            case "generalise":
                return self._generalised(one, value, str(disposition.arg))
            case "date_shift":
                return self._shifted(one, value, int(disposition.arg or 0))
            case _:
                return None

    def _pseudonym(self, category: str, value: str) -> str:
        label = surrogates.label(category)
        if label not in self._avoid:
            self._avoid[label] = lookalikes(self._text, frozenset((label,)))
        return self._scope.vault.token(label, value, self._avoid[label])

    def _generalised(self, one: Treated, value: str, grain: str) -> str | None:
        if grain in ("zip5", "zip3", "state"):
            return places.generalise(value, grain)
        age = self._age(one, value)
        if age is not None:
            return ages.generalise(value, age, grain)
        if self._value_type(one) == "number":
            return None
        return _each(value, lambda part: self._coarse_date(part, grain))

    def _shifted(self, one: Treated, value: str, most: int) -> str | None:
        if most < 1:
            return None
        age = self._age(one, value)
        if age is not None:
            return ages.generalise(value, age)
        days = self._scope.date_offset(self._person, most)
        return _each(value, lambda part: self._other_date(part, days))

    def _coarse_date(self, value: str, grain: str) -> str | None:
        written = dates.read(value, self._today)
        return None if written is None else dates.generalise(written, grain, self._today)

    def _other_date(self, value: str, days: int) -> str | None:
        written = dates.read(value, self._today)
        return None if written is None else dates.shift(written, days, self._today)

    def _age(self, one: Treated, value: str) -> ages.WrittenAge | None:
        return ages.read(
            value,
            self._text[max(0, one.start - _AROUND) : one.start],
            self._text[one.end : one.end + _AROUND],
            bare=self._value_type(one) == "number",
        )

    def _value_type(self, one: Treated) -> str | None:
        category = self._categories.get(one.category)
        return None if category is None else category.value_type


def _each(value: str, one: Callable[[str], str | None]) -> str | None:
    """
    A date, or both ends of a range of dates, treated alike.

    Ends that come out the same are written once: a stay within one year is that year.
    """
    whole = one(value)
    if whole is not None:
        return whole
    for separator in _RANGE_SEPARATORS:
        first, found, last = value.partition(separator)
        if not found or separator in last:
            continue
        start, end = one(first), one(last)
        if start is not None and end is not None:
            return start if start == end else f"{start}{separator}{end}"
    return None


def placeholder(category: str) -> str:
    """What stands for a redacted value: the last part of its category's name, `[ssn]`."""
    return f"[{category.rpartition('.')[2]}]"


def mask(value: str, shown: str) -> str:
    """
    The value with `*` for every character but blanks, ASCII punctuation and those `shown`.

    `shown` is empty, `first N` or `last N`; N characters that a star would replace are shown, but
    never more than half of them: of a short value N would be most.
    """
    hidden = [index for index, character in enumerate(value) if not _separates(character)]
    if shown:
        end, number = shown.split()
        some = min(int(number), len(hidden) // 2)
        if some > 0:
            hidden = hidden[some:] if end == "first" else hidden[:-some]
    characters = list(value)
    for index in hidden:
        characters[index] = "*"
    return "".join(characters)


def _separates(character: str) -> bool:
    # Anything else can carry a value: combining marks, symbols, private characters.
    return character.isspace() or (
        character.isascii() and character.isprintable() and not character.isalnum()
    )


def _hashed(category: str, value: str, key: bytes) -> str:
    import hmac  # noqa: PLC0415  # OpenSSL loads slowly, and few policies hash

    message = f"{category}\0{value}".encode("utf-8", "surrogatepass")
    number = int.from_bytes(hmac.digest(key, message, "sha256"), "big") >> (256 - _HASH_BITS)
    symbols = []
    for _ in range(_HASH_BITS // 5):
        number, symbol = divmod(number, 32)
        symbols.append("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[symbol])
    return f"[{surrogates.label(category)}#{''.join(symbols)}]"

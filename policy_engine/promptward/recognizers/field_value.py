"""
Values of fields: what stands in a field of a known name, if it has the shape of such a value.

One recogniser a kind (`field_name`, `field_date`, …). All of them read the same fields, which are
looked at once: a name that says what it holds (`patient name`) is believed, one that could hold
anything (`name`, `id`) only beside the former.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from promptward.fields import Field, Fields, known
from promptward.model import Candidate
from promptward.recognizers.recognizer import Hits
from promptward.recognizers.shapes import SHAPES, stands_for_none
from promptward.recognizers.shapes.disguised import disguised
from promptward.text import View
from promptward_dsl.lattice import Confidence

__all__ = ["FIELD_RECOGNIZERS", "FieldValue"]

_STRONG, _PLAIN, _WEAK = 3, 2, 1
_NEAR = 1500
_OF_A_PERSON = frozenset({"name", "mrn", "ssn", "phone", "street", "plan", "age", "biometric"})
_BIRTH = ("dob", "birth", "birthdate", "birthday", "born", "d o b", "bday", "birth date")
_FIRST = frozenset({"first", "given", "forename"})
_LAST = frozenset({"last", "family", "surname"})
_BESIDE = 60
_NUMBERS = frozenset({"mrn", "plan", "account", "license", "device", "vehicle", "other", "phone"})
_SHORTEST_AGAIN = 5
_FEWEST_DIGITS = 3
_MOST_AGAIN = 64
_NAMED = ("name", "nm", "last", "first", "fname", "lname", "family", "given", "surname", "maiden")


class _Value(NamedTuple):
    kind: str
    weight: int
    start: int
    end: int
    field: Field
    sure: bool


def _in_code(text: str, field: Field) -> bool:
    """Whether a bare word is a variable or an expression: `name = Foo`, `patient = pt.name`."""
    if field.form != "key" or text[field.start - 1 : field.start] in ("'", '"', "`"):
        return False
    value = text[field.start : field.end]
    if any(c.isdigit() for c in value) or " " in value:
        return text[field.end : field.end + 1] in ("(", "[") and not value[:1].isdigit()
    if text[field.end : field.end + 1] in ("(", "[", ".", "{", "<"):
        return True
    # `?last=doe&dob=` is data, `last = doe` is code.
    before = text[max(0, field.start - 1) : field.start]
    line = text[max(0, field.start - 60) : field.start].rpartition("\n")[2]
    return not (before == "=" and ("?" in line or "&" in line or line[:1].isupper()))


def _in_query(text: str, field: Field) -> bool:
    """Whether the value stands in a query: `?last=doe&dob=…`."""
    if text[field.start - 1 : field.start] != "=":
        return False
    line = text[max(0, field.start - 60) : field.start].rpartition("\n")[2]
    return "?" in line or "&" in line


def _read(text: str, fields: Iterable[Field]) -> tuple[list[_Value], list[int]]:
    """Values with a shape, and where those stand that belong to a person without doubt."""
    values: list[_Value] = []
    anchors: list[int] = []
    for field in fields:
        told = known(field.name.split())
        if told is None or told.kinds[0][1] == 0:
            continue
        start, end = field.start, field.end
        if stands_for_none(text, start, end):
            continue
        value = text[start:end]
        if value.lower() in (field.name, field.name.replace(" ", "_"), field.name.split()[-1]):
            continue
        for kind, weight in told.kinds:
            shape = SHAPES.get(kind)
            if shape is None or not weight:
                continue
            spans = shape(text, start, end, field.name)
            if (not spans or spans[0][1] < end) and weight >= _PLAIN:
                spans = disguised(text, start, end, field.name, kind) or spans
            if not spans:
                continue
            if kind in ("name", "facility", "city") and _in_code(text, field):
                continue
            if kind == "name" and weight < _STRONG and text[spans[0][0]].islower():
                continue
            several = " " in text[spans[0][0] : spans[0][1]].replace(",", " ").replace(
                "^", " "
            ).replace("*", " ")
            weight = _weighed(field, kind, weight, several=several)  # noqa: PLW2901
            if kind == "name" and text[spans[0][0]].islower() and not _in_query(text, field):
                weight = _WEAK  # noqa: PLW2901
            sure = weight == _STRONG
            if sure and (kind in _OF_A_PERSON or (kind == "date" and field.name.endswith(_BIRTH))):
                anchors.append(start)
            values += [_Value(kind, weight, a, b, field, several) for a, b in spans]
            break
    _pair_up(values, anchors)
    anchors.sort()
    return values, anchors


def _pair_up(values: list[_Value], anchors: list[int]) -> None:
    """A first name beside a last name is sure, however general the two names of fields are."""
    last: dict[bool, int] = {}
    for number, value in enumerate(values):
        if value.kind != "name" or value.weight != _WEAK:
            continue
        part = value.field.name.rpartition(" ")[2]
        if part not in _FIRST and part not in _LAST:
            continue
        other = last.get(part in _LAST)
        last[part in _FIRST] = number
        if other is not None and value.start - values[other].end <= _BESIDE:
            for one in (other, number):
                values[one] = values[one]._replace(weight=_STRONG)
                anchors.append(values[one].start)


def _weighed(field: Field, kind: str, weight: int, *, several: bool) -> int:
    """The weight of a name in its form: in code and data less is certain than in a note."""
    if field.form == "segment":
        return _STRONG
    if kind == "name":
        if field.form == "key" and weight == _STRONG and not several:
            return _STRONG if field.name.endswith(_NAMED) else _WEAK
        if weight == _PLAIN and (field.form in ("key", "tag") or not several):
            return _WEAK
    elif kind in ("facility", "city", "street"):
        if weight == _PLAIN and (
            field.form in ("key", "tag") or not (several or any(c.isdigit() for c in field.name))
        ):
            return _WEAK if field.form in ("key", "tag") else weight
        if (
            weight == _STRONG
            and field.form in ("key", "tag")
            and kind == "facility"
            and not several
        ):
            return _WEAK
    elif weight == _PLAIN and field.form in ("key", "tag"):
        return _WEAK
    return weight


def _beside(anchors: Sequence[int], at: int) -> bool:
    """Whether a field of a person stands near another place than `at` itself."""
    number = bisect_left(anchors, at - _NEAR)
    return any(
        abs(anchor - at) <= _NEAR and anchor != at for anchor in anchors[number : number + 2]
    )


def _candidates(view: View, fields: Fields) -> dict[str, list[Candidate]]:
    """Candidates by kind."""
    values, anchors = _read(view.text, fields)
    found: dict[str, list[Candidate]] = {}
    for kind, weight, start, end, field, _ in values:
        level = Confidence.HIGH if weight == _STRONG and kind != "other" else Confidence.MEDIUM
        if weight <= _WEAK and not _beside(anchors, field.start):
            continue
        evidence = ("field", f"form:{field.form}")
        found.setdefault(kind, []).append(Candidate(start, end, level, evidence))
    _again(view.text, found)
    return found


def _again(text: str, found: dict[str, list[Candidate]]) -> None:
    """Numbers that stand in a field and once more outside of one: the same number."""
    told: dict[str, str] = {}
    seen = {(one.start, one.end) for several in found.values() for one in several}
    for kind in _NUMBERS & found.keys():
        for one in found[kind]:
            value = text[one.start : one.end]
            if len(value) >= _SHORTEST_AGAIN and sum(map(str.isdigit, value)) >= _FEWEST_DIGITS:
                told.setdefault(value, kind)
    for value, kind in list(told.items())[:_MOST_AGAIN]:
        at = text.find(value)
        while at >= 0:
            end = at + len(value)
            if (
                (at, end) not in seen
                and not (at and (text[at - 1].isalnum() or text[at - 1] in "-."))
                and not (text[end : end + 1].isalnum() or text[end : end + 1] == "-")
            ):
                found[kind].append(Candidate(at, end, Confidence.MEDIUM, ("field_before",)))
            at = text.find(value, end)


class FieldValue:
    """Recogniser `field_KIND`: values of fields whose name says that they hold that kind."""

    version = 1
    lexicons: Mapping[str, tuple[str, ...]] = {}
    cues: Mapping[str, tuple[str, str]] = {}

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.name = f"field_{kind}"

    def recognise(self, view: View, hits: Hits, fields: Fields) -> Iterable[Candidate]:
        """Values of this kind, with their level."""
        return fields.once(_candidates, view).get(self.kind, ())


FIELD_RECOGNIZERS = tuple(FieldValue(kind) for kind in SHAPES)
"""One for every kind of value that has a shape."""

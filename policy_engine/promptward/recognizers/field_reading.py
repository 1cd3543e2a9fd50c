"""
From fields to candidates: what is believed of a name, of a value, and of what stands beside it.

A name that says what it holds (`patient name`) is believed, one that could hold anything (`name`,
`id`) only beside the former.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from promptward.deferred import regex
from promptward.fields import Field, Fields
from promptward.fields.kinds import NONE, PLAIN, STRONG, WEAK
from promptward.model import Candidate
from promptward.recognizers.name_credit import credited, credits_somebody
from promptward.recognizers.shapes import SHAPES, stands_for_none
from promptward.recognizers.shapes.disguised import disguised, encoded
from promptward.recognizers.shapes.values import Spans
from promptward.text import View
from promptward_dsl.lattice import Confidence

__all__ = ["candidates"]

_SOUGHT = regex(
    r"(?:(?:like|~\*?|similar to)\s{1,4}(?:lower\(|upper\()?'"
    r"|(?:contains|with|match|exact|regex|includes)\s?[(=]\s?r?[\"'])[%^]?$",
    re.IGNORECASE,
)
_LIKE = 24
_CALLED = regex(
    r"[ ,:]{1,3}(?:at |cell |tel\.? |ph\.? )?\(?\d{3}\)?[ .-]\d{3,4}[ .-]?\d{0,4}(?!\d)"
)
"""A telephone right behind a name."""

_NEAR = 1500
_BEFORE_TEXT = ("'", '"', "`", "%", "^")
"""A quote, or a wildcard behind one."""

_OF_A_PERSON = frozenset({"name", "mrn", "ssn", "phone", "street", "plan", "age", "biometric"})
_BIRTH = (
    *("dob", "birth", "birthdate", "birthday", "born", "d o b", "bday", "birth date", "geb"),
    *("geburtsdatum", "naissance", "nacimiento", "nascita", "nascimento", "geboortedatum"),
    *("urodzenia", "fodselsdato", "fodelsedatum"),
)
_FIRST = frozenset({"first", "given", "forename"})
_LAST = frozenset({"last", "family", "surname"})
_BESIDE = 60
_WORDS_ALONE = frozenset({"name", "facility", "city", "user"})
_SEVERAL = regex(r"[A-Za-z0-9.][ ,^*]{1,4}[A-Za-z0-9]")
_SEVERAL_CAPITALS = regex(r"(?:[A-Z][.-]?){2,4}")
_NUMBERS = frozenset({"mrn", "plan", "account", "license", "device", "vehicle", "other", "phone"})
_PAIR_OF_LOG = regex(
    r"(?:^|[\s\]])[A-Za-z_][\w.]{1,30}=[\w\"][^\s,()]{0,60} +(?:[A-Za-z_][\w.]{1,30}=[\w\"]|$)"
)
_SHORTEST_AGAIN = 5
_FEWEST_DIGITS = 3
_MOST_AGAIN = 64
_INITIALS = ("init", "inits", "initials", "initial")
_OTHERWISE = frozenset({"cc", "to", "from", "re", "don", "mi", "pi", "child", "minor", "sig"})
"""Headings that head other things as well: the chief complaint, the initial, an instruction."""

_NAMED = (
    *("name", "nm", "last", "first", "fname", "lname", "family", "given", "surname", "maiden"),
    *("prenom", "apellido", "apellidos", "cognome", "naam", "navn", "namn", "nazwisko", "imie"),
)


class _Value(NamedTuple):
    kind: str
    weight: int
    start: int
    end: int
    field: Field


def _in_code(text: str, field: Field) -> bool:
    """Whether a bare word is a variable or an expression: `name = Foo`, `patient = pt.name`."""
    if field.form != "key" or text[field.start - 1 : field.start] in _BEFORE_TEXT:
        return False
    value = text[field.start : field.end]
    if any(c.isdigit() for c in value) or " " in value:
        return text[field.end : field.end + 1] in ("(", "[") and not value[:1].isdigit()
    if text[field.end : field.end + 1] in ("(", "[", ".", "{", "<"):
        return True
    # `?last=doe&dob=` and `last=doe dob=…` are data, `last = doe` and `f(last=doe)` are code.
    before = text[max(0, field.start - 1) : field.start]
    line = text[max(0, field.start - 60) : field.start].rpartition("\n")[2]
    return not (
        before == "="
        and (
            "?" in line
            or "&" in line
            or line[:1].isupper()
            or (
                "(" not in line
                and _PAIR_OF_LOG.search(text, max(0, field.start - 90), field.end + 40)
            )
        )
    )


def _heads_people(field: Field) -> bool:
    """Whether it is the heading of a column that can hold nothing but names."""
    return field.form == "column" and field.name not in _OTHERWISE


def _lower(text: str, field: Field, span: tuple[int, int]) -> bool:
    """Whether a name is without capitals, which is usual in queries only."""
    return text[slice(*span)].islower() and not _in_query(text, field)


def _in_query(text: str, field: Field) -> bool:
    """Whether the value stands in a query: `?last=doe&dob=…`, `last_name like 'doe%'`."""
    if text[field.start - 1 : field.start] != "=":
        return _SOUGHT.search(text, max(0, field.start - _LIKE), field.start) is not None
    line = text[max(0, field.start - 60) : field.start].rpartition("\n")[2]
    return "?" in line or "&" in line


def _read(text: str, fields: Fields) -> tuple[list[_Value], list[int]]:
    """Values with a shape, and where those stand that belong to a person without doubt."""
    values: list[_Value] = []
    anchors: list[int] = []
    signed = credits_somebody(text, program=False)
    for field, told in fields.told:
        if stands_for_none(text, field.start, field.end) or _names_itself(text, field):
            continue
        for kind, weight in told.kinds:
            spans = _spans(text, field, kind, weight)
            if spans:
                if signed and kind == "name" and credited(text, *spans[0], program=False):
                    break
                weight = _weighed(text, field, kind, weight, spans[0])  # noqa: PLW2901  # in its form
                if weight == STRONG and _of_a_person(kind, field):
                    anchors.append(field.start)
                values += [_Value(kind, weight, a, b, field) for a, b in spans]
                break
    _pair_up(values, anchors)
    anchors.sort()
    return values, anchors


def _names_itself(text: str, field: Field) -> bool:
    """`name = name`, `"dob": "DOB"`: a reference or a heading."""
    if field.end - field.start > len(field.name):
        return False
    value = text[field.start : field.end].lower().replace("_", " ")
    return value == field.name or value == field.name.rpartition(" ")[2]


def _of_a_person(kind: str, field: Field) -> bool:
    return kind in _OF_A_PERSON or (kind == "date" and field.name.endswith(_BIRTH))


def _spans(text: str, field: Field, kind: str, weight: int) -> Spans:
    """What of a value is of the kind."""
    shape = SHAPES.get(kind)
    if shape is None or weight == NONE:
        return []
    spans = shape(text, field.start, field.end, field.name)
    if weight == STRONG and (not spans or spans[0][1] < field.end):
        spans = disguised(text, field.start, field.end, field.name, kind) or spans
    secret = encoded(text, field.start, field.end, field.name, kind)
    if secret:
        return secret
    if spans and (
        (kind in _WORDS_ALONE and _in_code(text, field))
        or (
            kind == "name"
            and weight < (PLAIN if _heads_people(field) else STRONG)
            and _lower(text, field, spans[0])
        )
    ):
        return []
    return spans


def _pair_up(values: list[_Value], anchors: list[int]) -> None:
    """A first name beside a last name is sure, however general the two names of fields are."""
    last: dict[bool, int] = {}
    for number, value in enumerate(values):
        if value.kind != "name" or value.weight != WEAK:
            continue
        part = value.field.name.rpartition(" ")[2]
        if part not in _FIRST and part not in _LAST:
            continue
        other = last.get(part in _LAST)
        last[part in _FIRST] = number
        if other is not None and value.start - values[other].end <= _BESIDE:
            for one in (other, number):
                values[one] = values[one]._replace(weight=STRONG)
                anchors.append(values[one].start)


def _weighed(text: str, field: Field, kind: str, weight: int, span: tuple[int, int]) -> int:
    """The weight of a name in its form: in code and data less is certain than in a note."""
    if field.form == "segment":
        return STRONG
    data = field.form in ("key", "tag")
    several = _SEVERAL.search(text, *span) is not None
    if (
        kind == "name"
        and field.name.endswith(_INITIALS)
        and (field.form in ("column", "label") or _SEVERAL_CAPITALS.fullmatch(text, *span))
    ):
        return weight
    if kind == "name":
        if _lower(text, field, span):
            return WEAK
        if field.form == "key" and weight == STRONG and not several:
            return STRONG if field.name.endswith(_NAMED) else WEAK
        return WEAK if weight == PLAIN and (data or not several) else weight
    if data and (weight == PLAIN or (kind == "facility" and not several)):
        return WEAK
    return weight


def _beside(anchors: Sequence[int], at: int) -> bool:
    """Whether a field of a person stands near another place than `at` itself."""
    number = bisect_left(anchors, at - _NEAR)
    return any(
        abs(anchor - at) <= _NEAR and anchor != at for anchor in anchors[number : number + 2]
    )


def candidates(view: View, fields: Fields) -> dict[str, list[Candidate]]:
    """Candidates by kind."""
    values, anchors = _read(view.text, fields)
    found: dict[str, list[Candidate]] = {}
    for kind, weight, start, end, field in values:
        level = Confidence.HIGH if weight == STRONG and kind != "other" else Confidence.MEDIUM
        if weight <= WEAK and not (
            _beside(anchors, field.start)
            or (kind == "name" and field.form == "label" and _CALLED.match(view.text, end))
        ):
            continue
        evidence = ("field", f"form:{field.form}")
        found.setdefault(kind, []).append(Candidate(start, end, level, evidence))
    _again(view.text, found)
    return found


def _again(text: str, found: dict[str, list[Candidate]]) -> None:
    """Numbers that stand in a field and once more outside of one: the same number."""
    told: dict[str, str] = {}
    seen = {(one.start, one.end) for several in found.values() for one in several}
    # In the order of the text: of a set it would be another one in each process.
    for kind in [kind for kind in found if kind in _NUMBERS]:
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

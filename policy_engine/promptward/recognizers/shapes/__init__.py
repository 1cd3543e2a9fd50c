"""
What the value of a field of a kind looks like: which part of it is the identifier, or none.

Every shape takes the text, the range of a value and the name of its field, and gives the ranges
to hide. A value that stands for none (`unknown`, `XXX`), names a type or a variable, or is code,
has no shape at all.
"""

from collections.abc import Callable
from typing import TypeAlias

from promptward.recognizers.shapes.dates import age, date
from promptward.recognizers.shapes.names import person
from promptward.recognizers.shapes.numbers import email, identifier, phone, ssn, vehicle
from promptward.recognizers.shapes.places import city, facility, postal, street
from promptward.recognizers.shapes.references import biometric, user
from promptward.recognizers.shapes.values import Spans, stands_for_none

__all__ = ["SHAPES", "Shape", "stands_for_none"]

Shape: TypeAlias = Callable[[str, int, int, str], Spans]
"""`shape(text, start, end, name)`: ranges within the value of the field of that name."""

SHAPES: dict[str, Shape] = {
    "name": person,
    "street": street,
    "city": city,
    "zip": postal,
    "facility": facility,
    "date": date,
    "age": age,
    "phone": phone,
    "fax": phone,
    "email": email,
    "ssn": ssn,
    "mrn": identifier,
    "plan": identifier,
    "account": identifier,
    "license": identifier,
    "vehicle": vehicle,
    "device": identifier,
    "biometric": biometric,
    "other": identifier,
    "user": user,
}
"""By kind of `promptward.fields.KINDS`."""

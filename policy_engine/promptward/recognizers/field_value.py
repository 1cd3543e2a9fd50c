"""
Values of fields: what stands in a field of a known name, if it has the shape of such a value.

One recogniser a kind (`field_name`, `field_date`, …). All of them read the same fields, which are
looked at once.
"""

from collections.abc import Iterable, Mapping

from promptward.fields import Fields
from promptward.fields.kinds import KINDS
from promptward.model import Candidate
from promptward.recognizers.recognizer import Hits
from promptward.text import View
from promptward_dsl.lattice import Confidence

__all__ = ["FIELD_RECOGNIZERS", "FieldValue", "SureDate"]

_WITHOUT_SHAPE = frozenset({"", "ip", "url"})
"""Kinds that are found by their own shape wherever they stand."""


class FieldValue:
    """Recogniser `field_KIND`: values of fields whose name says that they hold that kind."""

    version = 10
    lexicons: Mapping[str, tuple[str, ...]] = {}
    cues: Mapping[str, tuple[str, str]] = {}

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.name = f"field_{kind}"

    def recognise(
        self,
        view: View,
        hits: Hits,  # noqa: ARG002  # reads fields alone
        fields: Fields,
    ) -> Iterable[Candidate]:
        """Values of this kind, with their level."""
        if not len(fields):
            return ()
        return fields.once(_by_kind, view).get(self.kind, ())


class SureDate:
    """
    Recogniser `sure_date`: days in fields that say in any text what day it is (`date of birth`).

    The same as the high ones of `field_date`, for a detector that nothing lowers.
    """

    name = "sure_date"
    version = 6
    lexicons: Mapping[str, tuple[str, ...]] = {}
    cues: Mapping[str, tuple[str, str]] = {}

    def recognise(
        self,
        view: View,
        hits: Hits,  # noqa: ARG002  # reads fields alone
        fields: Fields,
    ) -> Iterable[Candidate]:
        """Days of such fields."""
        if not any(kind == "date" for _, told in fields.told for kind, _ in told.kinds):
            return ()
        found = fields.once(_by_kind, view).get("date", ())
        return [one for one in found if one.level is Confidence.HIGH]


def _by_kind(view: View, fields: Fields) -> dict[str, list[Candidate]]:
    from promptward.recognizers.field_reading import (  # noqa: PLC0415  # many texts have none
        candidates,
    )

    return candidates(view, fields)


FIELD_RECOGNIZERS = tuple(FieldValue(kind) for kind in KINDS if kind not in _WITHOUT_SHAPE)
"""One for every kind of value that has a shape."""

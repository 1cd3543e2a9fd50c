"""Fields: values that a text itself names, whatever its layout."""

from promptward.fields.field import Field, Fields
from promptward.fields.reading import fields_of, plain_name, shown
from promptward.fields.words import Known, known, told_by

__all__ = ["Field", "Fields", "Known", "fields_of", "known", "plain_name", "shown", "told_by"]

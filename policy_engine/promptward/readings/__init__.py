"""Readings: what a text says to whoever undoes how it is written, with ways back to it."""

from promptward.readings.edits import Reading
from promptward.readings.hidden import hidden
from promptward.readings.order import Look, escaped, readings

__all__ = ["Look", "Reading", "escaped", "hidden", "readings"]

"""The layers that a text may be written in, in the order in which they are tried."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from promptward.readings.alone import alone, quoted
from promptward.readings.amounts import amounts
from promptward.readings.breaks import line_breaks, line_breaks_of_rows
from promptward.readings.cells import cells
from promptward.readings.codes import CODES
from promptward.readings.disfigured import censored, symbols, undoubled
from promptward.readings.dressed import apart, changed, dressed
from promptward.readings.edits import Edit
from promptward.readings.escapes import escapes
from promptward.readings.keyboard import keyboard
from promptward.readings.likeness import as_digits, as_leet, as_letters, recased
from promptward.readings.literals import (
    changes,
    identifiers,
    literals,
    literals_alone,
    members,
    members_alone,
    rows,
)
from promptward.readings.lone import lone
from promptward.readings.markup import markup
from promptward.readings.mistyped_dates import mistyped_dates
from promptward.readings.own_towns import own_towns
from promptward.readings.reversal import (
    figures_reversed,
    figures_shifted,
    reversal,
    rotation,
    rotation_of_digits,
)
from promptward.readings.serials import serial_dates
from promptward.readings.slips import slips
from promptward.readings.spacing import addresses, gaps, grouping, spacing
from promptward.readings.spelling import months, spelling, years
from promptward.readings.talk import chat, numbered
from promptward.readings.turned import blanks, pluses, turned
from promptward.readings.words_set import words_quoted, words_set
from promptward.readings.wrapped import unfanged, wrapped

__all__ = ["LAYERS", "Layer"]


class Layer(NamedTuple):
    """
    One way to read a text. A `code` within a code is a deliberate obfuscation.

    What is `guessed` is tried on the text alone and not read further: a guess about a guess finds
    something in anything. `within`: readings in which it is tried as well, since they are no
    guesses. What is `last` is not read further either, and all its edits count together. `sign`:
    the name of its signs, if that is another.
    """

    name: str
    edits: Callable[[str], Iterable[Edit]]
    code: bool = False
    guessed: bool = False
    last: bool = False
    sign: str = ""
    within: frozenset[str] = frozenset()


_SURE = frozenset(("escapes", "markup", "line_breaks", "base64", "literals", "identifiers"))
"""Readings that are no guesses: a page that a machine read may be written so."""

LAYERS = (
    Layer("escapes", escapes),
    Layer("markup", markup),
    Layer("nul", apart),
    Layer("line_breaks", line_breaks),
    Layer("line_breaks", line_breaks_of_rows),
    Layer("spacing", spacing),
    Layer("spacing", addresses, sign="addresses"),
    Layer("spacing", wrapped, sign="wrapped"),
    Layer("spacing", unfanged, sign="unfanged"),
    Layer("grouping", grouping),
    Layer("grouping", amounts, sign="amounts"),
    Layer("spelling", spelling),
    Layer("spelling", years, sign="years"),
    Layer("spelling", months, sign="months"),
    Layer("literals", literals),
    Layer("literals", members, sign="members"),
    Layer("literals", rows, sign="rows"),
    Layer("literals", words_quoted),
    Layer("markup", words_set, sign="words_set"),
    Layer("literals", literals_alone, last=True),
    Layer("literals", members_alone, last=True, sign="members"),
    Layer("cells", cells),
    Layer("chat", chat),
    Layer("numbered", numbered),
    Layer("changes", changes),
    Layer("changes", changed, sign="changed"),
    Layer("quoted", quoted),
    Layer("identifiers", identifiers),
    Layer("alone", alone, last=True),
    Layer("lone", lone, last=True),
    *(Layer(code.name, code.edits, code=True) for code in CODES),
    Layer("digits_for_letters", as_leet, guessed=True, within=frozenset(("spacing",))),
    Layer("misread_letters", as_letters, guessed=True, within=_SURE),
    Layer("misread_digits", as_digits, guessed=True, within=_SURE),
    Layer("mixed_case", recased, guessed=True),
    Layer("keyboard", keyboard, guessed=True),
    Layer("symbols", symbols, guessed=True),
    Layer("doubled", undoubled, guessed=True),
    Layer("censored", censored, guessed=True),
    Layer("dressed", dressed, guessed=True),
    Layer("gaps", gaps, guessed=True),
    Layer("misplaced_blank", blanks, guessed=True),
    Layer("mistyped_dates", mistyped_dates, guessed=True),
    Layer("slips", slips, guessed=True),
    Layer("turned", turned, guessed=True),
    Layer("town", own_towns, guessed=True),
    Layer("serial_dates", serial_dates, guessed=True, within=frozenset(("spacing", "spelling"))),
    Layer("plus_for_blank", pluses, guessed=True),
    Layer("reversed", reversal, guessed=True),
    Layer("reversed", figures_reversed, guessed=True, sign="figures_reversed"),
    Layer("cipher", rotation, guessed=True),
    Layer("cipher", rotation_of_digits, guessed=True),
    Layer("cipher", figures_shifted, guessed=True, sign="figures_shifted"),
)

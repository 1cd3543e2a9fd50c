"""
Names of the people of a site in a keyed file, found in a text exactly, misspelt or swapped.

Built by `promptward lexicon build` from a table, asked by the recogniser `roster_person`.
"""

from promptward.roster_file.build import ENTRY_LIMIT, build_roster
from promptward.roster_file.layout import RosterError, RosterHead, head_of
from promptward.roster_file.search import Named, RosterFile
from promptward.roster_file.table import names_of

__all__ = [
    "ENTRY_LIMIT",
    "Named",
    "RosterError",
    "RosterFile",
    "RosterHead",
    "build_roster",
    "head_of",
    "names_of",
]

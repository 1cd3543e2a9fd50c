"""Regular expressions that are compiled at their first use."""

import pkgutil
import re
from importlib import import_module

import pytest

import promptward
from promptward.deferred import regex


def test_it_matches_as_the_compiled_pattern_does() -> None:
    source = r"(?P<word>[a-z]+)(\d)?"
    made, later = re.compile(source, re.IGNORECASE), regex(source, re.IGNORECASE)

    assert later.pattern == source
    assert [m.span() for m in later.finditer("Ab1 c")] == [
        m.span() for m in made.finditer("Ab1 c")
    ]
    assert later.sub("x", "ab 1") == made.sub("x", "ab 1")
    assert later.groups == made.groups
    assert later.groupindex == made.groupindex


def test_a_fault_in_the_source_is_raised_at_the_first_use() -> None:
    with pytest.raises(re.error):
        regex("(").search("x")


def test_it_has_no_other_attributes() -> None:
    with pytest.raises(AttributeError):
        _ = regex("a").nothing  # type: ignore[attr-defined]  # that is the test


def test_all_that_ship_compile() -> None:
    tried = 0
    for found in pkgutil.walk_packages(promptward.__path__, "promptward."):
        for value in vars(import_module(found.name)).values():
            if type(value) is type(regex("a")):
                try:
                    value.search("")
                except TypeError:  # of bytes
                    value.search(b"")  # type: ignore[arg-type]  # the same
                tried += 1
    assert tried > 100

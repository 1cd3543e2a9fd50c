"""Expressions that few texts match: whatever they match, the automaton lets through."""

import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import promptward
from promptward.rare import _ENOUGH, Rare, loosened, rare

_ALPHABET = "".join(map(chr, range(128))) + "\xff"
"""What views are written in."""


_WITH_SOME = ("promptward.fields.", "promptward.readings.", "promptward.recognizers.")


def _shipped() -> Iterator[tuple[str, Rare]]:
    for module in pkgutil.walk_packages(promptward.__path__, "promptward."):
        if module.name.startswith(_WITH_SOME):
            for name, held in vars(import_module(module.name)).items():
                for number, one in enumerate(held if isinstance(held, tuple) else (held,)):
                    if isinstance(one, Rare):
                        yield f"{module.name}.{name}.{number}", one


SHIPPED = dict(_shipped())


def _asked_often(source: str, flags: int = 0) -> Rare:
    """One that has read so much that it asks an automaton."""
    one = rare(source, flags)
    assert one.first(" " * _ENOUGH) == 0
    assert one.first("") in {-1, 0}
    return one


def _is_let_through(one: Rare, text: str) -> None:
    matches = list(re.finditer(one.pattern, text, one.flags))
    first = one.first(text)
    if matches:
        assert 0 <= first <= matches[0].start()
    assert [found.span() for found in one.finditer(text)] == [found.span() for found in matches]
    alone = one.search(text)
    assert (alone and alone.span()) == (matches[0].span() if matches else None)


@pytest.mark.parametrize("name", SHIPPED)
def test_what_an_expression_matches_is_let_through(name: str) -> None:
    one = _asked_often(SHIPPED[name].pattern, SHIPPED[name].flags)
    edges = st.text(st.sampled_from("aZ1 \xff\n,.'-_"), max_size=3)
    matching = st.from_regex(re.compile(one.pattern, one.flags), alphabet=_ALPHABET)

    @settings(max_examples=25)
    @given(before=edges, text=matching, after=edges)
    def holds(before: str, text: str, after: str) -> None:
        _is_let_through(one, before + text + after)

    holds()


def test_there_are_such_expressions() -> None:
    assert len(SHIPPED) > 20


_ANY = (
    r"\bto\b",
    r"(?:^|(?<=[,;])) ?[a-z]{2,9}(?=$|\W)",
    r"(?i:ab|\bcd)(?!x)?[^\w\s]",
    r"[]\w[-]{1,2}\s",
    r"[^]a]{3}$",
    r"(?P<one>a)(?<!b)*?(?:c(?=d)|\)){0,2}e",
    r"\x61\[(?:\(\)){2,}\Z",
    r"a(?=[)\]](b))c?",
    r"\A\s*\(?(?:a|b)[*+]+",
)


@pytest.mark.parametrize("flags", [0, re.MULTILINE, re.IGNORECASE | re.DOTALL])
@pytest.mark.parametrize("source", _ANY)
@given(st.text(st.sampled_from("aABbcdeto,; \n\xff\x1c\x0b[]()_1x"), max_size=12))
def test_every_word_of_expressions_is_read(source: str, flags: int, text: str) -> None:
    _is_let_through(_asked_often(source, flags), text)


@pytest.mark.parametrize(
    "source",
    [
        r"(a)\1",
        r"(?P<one>a)(?P=one)",
        r"(?>a)b",
        r"(a)?(?(1)b|c)",
        r"(?i)a",
        r"a++",
        r"a{2}+",
        r"[^\S\n]",
        r"[^\W_]",
    ],
)
def test_what_the_automaton_has_no_word_for_is_refused(source: str) -> None:
    with pytest.raises(ValueError, match="no word"):
        loosened(source, ascii_only=True)


def test_flags_that_change_how_it_is_written_are_refused() -> None:
    with pytest.raises(ValueError, match="no word"):
        loosened("a b", re.VERBOSE, ascii_only=True)


def test_repetition_has_no_bounds_so_that_the_automaton_stays_small() -> None:
    assert loosened(r"a{0,5}b{1,300}c{2,9}d{4}(?=e)", ascii_only=True) == "(?:a*b+c{2,}d{4})"


def test_word_boundaries_count_only_where_both_engines_see_them_alike() -> None:
    assert loosened(r"\ba", re.IGNORECASE, ascii_only=True) == r"(?i:\ba)"
    assert loosened(r"\ba", re.IGNORECASE, ascii_only=False) == "(?i:a)"
    assert _asked_often(r"\b\xff").search(" \xff") is not None


def test_an_automaton_is_compiled_for_whoever_has_read_much() -> None:
    one = rare("needle")

    assert one.first("hay") == 0
    assert one.search("hay") is None
    assert [found.start() for found in one.finditer("a needle")] == [2]
    one.first("hay" * _ENOUGH)
    assert one.first("hay") == -1
    assert one.search("hay") is None
    assert [found.start() for found in one.finditer("a needle")] == [2]

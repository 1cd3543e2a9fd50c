from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptward_dsl import grammar
from promptward_dsl.formatter import format_source
from promptward_dsl.lexer import lex
from promptward_dsl.parser import parse, parse_condition

EVERYTHING = (Path(__file__).parent / "policies" / "everything.ward").read_text(encoding="utf-8")


@given(st.text(st.characters(codec=None), max_size=300))
def test_any_text_parses_to_a_tree(source: str) -> None:
    module, diagnostics = parse(source)
    assert module.source == source
    for diagnostic in diagnostics:
        assert diagnostic.code in {"E001", "E002", "E102"}
        assert 0 <= diagnostic.span.start <= diagnostic.span.end <= len(source)


WARD = st.lists(
    st.sampled_from(
        [
            *grammar.load().keywords,
            *("{", "}", "[", "]", "(", ")", ",", ":", "=", "^", '"x"', "/x/", "1.2.0", "12"),
            *("2027-01-01", "a", "a.b", "\n", '"', "/", '"""', "#", ">=", "\ud800"),
        ]
    ),
    max_size=60,
)


@given(WARD)
def test_any_tokens_parse_and_what_is_silent_is_whole(words: list[str]) -> None:
    source = " ".join(words)
    module, diagnostics = parse(source)
    text, _ = format_source(source)
    assert (text is None) == bool([d for d in diagnostics if d.code != "E102"])
    if text is not None:
        # Nothing was passed over in silence: each token of the source is in the formatted text.
        assert [t.text for t in lex(text, "x").tokens] == [t.text for t in lex(source, "x").tokens]
        assert parse(text)[0].items == module.items
        assert parse(text)[0].comments == module.comments
        assert format_source(text)[0] == text


@given(st.data())
def test_a_policy_with_a_hole_parses(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(EVERYTHING)))
    end = data.draw(st.integers(start, min(len(EVERYTHING), start + 200)))
    middle = data.draw(st.text(st.characters(codec=None), max_size=5))
    module, _ = parse(EVERYTHING[:start] + middle + EVERYTHING[end:])
    assert len(module.items) >= 15


@pytest.mark.parametrize("source", ["\x00", "\ud800", "\r", "é", "\ufeff\ufeff", '"\x00', "'"])
def test_odd_characters_are_reported_or_passed_over(source: str) -> None:
    parse(source)


@pytest.mark.parametrize(
    "source",
    ["rule r { when " + "(" * 5000, "rule r { when " + "not " * 5000 + "a.b }", "{" * 5000],
)
def test_deep_nesting_is_refused_and_ends(source: str) -> None:
    module, diagnostics = parse(source)
    assert diagnostics
    repr(module.items)  # no tree so deep that walking it fails


def test_conditions_may_nest_as_deep_as_anyone_writes() -> None:
    condition, diagnostics = parse_condition("(" * 60 + "a.b" + ")" * 60, "x")
    assert diagnostics == []
    assert condition is not None


def test_there_is_an_end_to_the_messages_of_one_file() -> None:
    _, diagnostics = parse("role ;\n" * 5000)
    assert len(diagnostics) == 100
    assert diagnostics[-1].message == "more errors follow that are not shown"

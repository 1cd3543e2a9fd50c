"""What is shown and hashed around a finding: no part of any value, of no kind."""

from hypothesis import given
from hypothesis import strategies as st

from promptward.formats.segment import Place
from promptward.model import Finding
from promptward.scan.context import Near, fingerprint, shown, words_around
from promptward_dsl.lattice import Confidence


def finding(text: str, value: str, category: str = "t.ssn") -> Finding:
    start = text.index(value)
    return Finding(start, start + len(value), category, "G", Confidence.HIGH, "t.d")


def test_values_digits_names_and_unknown_words_are_left_out() -> None:
    text = 'the ssn of Zebulon Quartermain is "536-22-4399", born 1950 in qwxyz'
    one = finding(text, "536-22-4399")
    line = shown(text, one, [one])
    assert line == 'the ssn of … is "[ssn]", born # in …'
    assert words_around(text, one, [one]) == ["the", "ssn", "of", "is", "born", "in"]


def test_only_the_line_of_a_finding_is_shown() -> None:
    text = "secret words\nssn 536-22-4399\nother words"
    one = finding(text, "536-22-4399")
    assert shown(text, one, [one]) == "ssn [ssn]"


def test_a_fingerprint_knows_words_and_not_places_or_values() -> None:
    marks = set()
    for text in ("the ssn is 536-22-4399 here", "\n\n   the  ssn is 418-55-2207, here!"):
        value = "536-22-4399" if "536" in text else "418-55-2207"
        one = finding(text, value)
        marks.add(fingerprint("a.txt", "t.ssn", Place("x", 1, 1), words_around(text, one, [one])))
    assert len(marks) == 1
    place = Place("row 1 column ssn", 2, 1, "col:ssn")
    again = place._replace(where="row 9 column ssn", line=10)
    assert fingerprint("a", "c.ssn", place, ["x", "y"]) == fingerprint("a", "d.ssn", again, [])
    assert fingerprint("a", "c.ssn", place, []) != fingerprint("b", "c.ssn", place, [])
    assert fingerprint("a", "c.ssn", place, []) != fingerprint("a", "c.mrn", place, [])


@given(
    st.text(max_size=60), st.from_regex(r"[A-Z0-9]{6,12}", fullmatch=True), st.text(max_size=60)
)
def test_no_value_is_shown_whatever_stands_around_it(before, value, after) -> None:
    text = before + value + after
    one = Finding(len(before), len(before) + len(value), "t.ssn", "G", Confidence.HIGH, "t.d")
    line = shown(text, one, [one])
    assert value not in line
    assert not any(character.isdigit() for character in line)


@given(
    st.text(alphabet="ab 1\n", max_size=1200),
    st.lists(st.tuples(st.integers(0, 1200), st.integers(0, 300)), max_size=12),
)
def test_those_near_a_finding_are_all_that_its_line_needs(text, places) -> None:
    every = [
        Finding(min(start, len(text)), min(start + size, len(text)), f"t.c{number % 3}", None, Confidence.HIGH, "t.d")
        for number, (start, size) in enumerate(places)
    ]  # fmt: skip
    near = Near(every)
    for one in every:
        own = near.of(one)
        assert one in own
        assert shown(text, one, own) == shown(text, one, every)
        assert words_around(text, one, own) == words_around(text, one, every)

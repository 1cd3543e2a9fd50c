"""The dialect of regular expressions: what is read, what is refused, and that two engines agree."""

import hyperscan
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from promptward.automaton import Automaton
from promptward.model import PolicyError
from promptward.patterns import PatternError, parse_pattern

from .reference_matcher import longest


@pytest.mark.parametrize(
    ("source", "message", "offset"),
    [
        ("a(?=b)", "look-ahead", 1),
        ("a(?!b)", "look-ahead", 1),
        ("(?<=a)b", "look-behind", 0),
        ("(?<!a)b", "look-behind", 0),
        (r"(a)\1", "back-references", 3),
        ("(?P<x>a)(?P=x)", "back-references", 8),
        (r"(a)\k<x>", "back-references", 3),
        ("(?>a)", "atomic", 0),
        ("a++", "possessive", 2),
        ("(?(1)a|b)", "conditional", 0),
        ("a**", "a quantifier follows another", 2),
        ("*a", "nothing to repeat", 0),
        (r"\b+", "nothing to repeat", 2),
        ("(a", "never closed", 0),
        ("a)", "without", 1),
        ("[a", "never closed", 0),
        ("[z-a]", "range", 0),
        ("[[:nonsense:]]", "unknown class", 1),
        (r"\p{L}", "not supported", 0),
        ("a{2,1}", "out of range", 1),
        ("a{99999}", "out of range", 1),
        ("(?z)a", "unknown kind of group", 0),
        (r"\x{zz}", "no such character", 0),
        ("(?P<value>a)(?P<value>b)", "two groups", 12),
        ("(" * 200 + ")" * 200, "too deeply", 100),
        ("a\\", "too early", 2),
    ],
)
def test_what_is_not_of_the_dialect_is_refused_with_its_place(
    source: str, message: str, offset: int
) -> None:
    with pytest.raises(PatternError, match=message) as refusal:
        parse_pattern(source)
    assert refusal.value.offset == offset


def test_an_unknown_flag_is_refused() -> None:
    with pytest.raises(PatternError, match="unknown flag `q`"):
        parse_pattern("a", "q")


@pytest.mark.parametrize(
    ("source", "flags", "text", "ranges"),
    [
        (r"\d{3}-\d{2}", "", "123-45 1234-56", [(0, 6), (8, 14)]),
        ("mrn", "i", "MRN Mrn", [(0, 3), (4, 7)]),
        ("a(?i:b)c", "", "aBc aBC", [(0, 3)]),
        ("a(?i)b|c", "", "aB C", [(0, 2), (3, 4)]),
        ("a(?i:b(?-i)c)", "", "aBc aBC", [(0, 3)]),
        ("a . b  # comment", "x", "axb", [(0, 3)]),
        ("a [ ] b", "x", "a b", [(0, 3)]),
        ("a.b", "", "a\nb", []),
        ("a.b", "s", "a\nb", [(0, 3)]),
        ("^b$", "", "a\nb", []),
        ("^b$", "m", "a\nb", [(2, 3)]),
        ("b$", "", "b\n", [(0, 1)]),
        (r"b\Z", "", "b\n", []),
        (r"\Ab", "", "b b", [(0, 1)]),
        ("(?#note)b", "", "b", [(0, 1)]),
        ("[[:alpha:]_]+", "", "ab_1", [(0, 3)]),
        ("[]a]+", "", "]a", [(0, 2)]),
        ("[^a-c]+", "i", "xAz", [(0, 1), (2, 3)]),
        ("{a}", "", "{a}", [(0, 3)]),
        ("a{,2}b", "", "aaab", [(1, 4)]),
        ("caf\u00e9", "", "cafe", [(0, 4)]),
        (r"\u00e9\x41\x{42}", "", "eAB", [(0, 3)]),
        ("[\u2013-]x", "", "-x", [(0, 2)]),
        (r"\h\N", "", "\t\n\tx", [(2, 4)]),
    ],
)
def test_a_pattern_means_what_it_says(
    source: str, flags: str, text: str, ranges: list[tuple[int, int]]
) -> None:
    assert scanned(parse_pattern(source, flags).scan, text) == ranges


def test_widths_are_known() -> None:
    pattern = parse_pattern(r"\b(?:a|bcd){2,3}x?$")
    assert (pattern.least, pattern.most) == (2, 10)
    assert parse_pattern("a+").most is None
    assert parse_pattern("a*").least == 0


def test_only_the_group_value_is_kept_for_the_automaton() -> None:
    pattern = parse_pattern(r"(a)(?P<x>b)(?<value>c+?)")
    assert pattern.has_value
    assert pattern.exact == "(?:a)(?:b)(?P<value>c+?)"
    assert pattern.scan == "(?:a)(?:b)(?:c+)"


@given(st.text(st.sampled_from("abx01-.\\[](){}*+?|^$:=!<>P,#idDwWsSbB\n "), max_size=14))
def test_any_source_is_read_or_refused_and_what_is_read_compiles_for_both_engines(
    source: str,
) -> None:
    try:
        pattern = parse_pattern(source)
    except PatternError as refusal:
        assert 0 <= refusal.offset <= len(source)  # noqa: PT017  # both outcomes are right
        return
    if pattern.least:
        try:
            scanned(pattern.scan, "ab01")
            Automaton(pattern.exact).check()
        except (hyperscan.error, PolicyError) as refusal:
            # It can never match, is too large, or has an anchor in its middle.
            reason = str(refusal)
            known = ("match", "large", "anchor")
            assert any(word in reason for word in known), reason  # as above


ATOMS = st.sampled_from(
    ["a", "b", "1", " ", "-", ".", r"\d", r"\w", r"\s", "[ab1]", "[^a]", r"\b", "^", "$", "[A-B]"]
)
SOURCES = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda two: f"(?:{two[0]}|{two[1]})"),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{2}", "{1,3}", "+?"])).map(
            lambda two: f"(?:{two[0]}){two[1]}"
        ),
    ),
    max_leaves=6,
)
FLAGS = st.sampled_from(["", "i", "m", "s", "im"])
SUBJECTS = st.text(st.sampled_from("aAbB1 -\n_\xff"), max_size=20)


def scanned(source: str, text: str) -> list[tuple[int, int]]:
    database = hyperscan.Database()
    database.compile(
        expressions=[source.encode()], ids=[0], elements=1, flags=[hyperscan.HS_FLAG_SOM_LEFTMOST]
    )
    found: dict[int, int] = {}
    database.scan(
        text.encode("latin-1"),
        match_event_handler=lambda _id, start, end, _flags, _context: found.update({start: end}),
    )
    kept: list[tuple[int, int]] = []
    for start in sorted(found):
        if not kept or found[start] > kept[-1][1]:
            kept.append((start, found[start]))
    return kept


@given(SOURCES, FLAGS, SUBJECTS)
def test_what_the_scan_finds_is_what_the_plain_reading_of_the_source_finds(
    source: str, flags: str, text: str
) -> None:
    pattern = parse_pattern(source, flags)
    assume(pattern.least)
    try:
        found = scanned(pattern.scan, text)
    except hyperscan.error:
        assume(False)  # hypothesis' own word
    assert found == longest(source, flags, text)

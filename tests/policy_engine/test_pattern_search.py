"""Which patterns are searched together, and which only where the text holds a digit."""

from hypothesis import given

from promptward.matcher import compile_search
from promptward.pattern_search import PARTS, PatternSearch, numbers, parted_numbers
from promptward.pattern_tree import needs
from promptward.patterns import parse_pattern
from promptward.witness import witnesses

from .scanning import planned_for
from .scanning import regex as pattern
from .test_patterns import FLAGS, SOURCES

DIGITS = frozenset(b"0123456789")


@given(SOURCES, FLAGS)
def test_what_matches_a_pattern_holds_what_it_is_said_to_need(source: str, flags: str) -> None:
    tree = parse_pattern(source, flags).tree
    found = list(witnesses(tree, 40))
    for members in (DIGITS, frozenset(b"aA"), frozenset(b"abAB-"), frozenset(range(128))):
        if needs(tree, members):
            assert all(members.intersection(one.encode("latin-1")) for one in found)


def test_a_digit_is_needed_only_where_no_match_does_without() -> None:
    for source in (r"\d", r"MRN (?:\d{3}|x4)", r"(?:a1){1,3}", r"[3-7]+b", r"(?P<value>9)z?"):
        assert needs(parse_pattern(source, "").tree, DIGITS), source
    for source in (r"\w", r"\d*a", r"(?:1|a)b", r"(?:a1){0,3}b", r"[0-9a]", r"\bx", r"a1?"):
        assert not needs(parse_pattern(source, "").tree, DIGITS), source


def test_patterns_that_need_a_digit_stand_apart_and_many_are_parted() -> None:
    few = [r"ab", r"\d{3}", r"c\d"]
    trees = [parse_pattern(one, "").tree for one in few]
    assert parted_numbers(few, trees) == ((0, 1, 2), (1, 0, 2, 0))
    assert parted_numbers([*few, "?"], [*trees, None]) == ((0, 3, 1, 2), (2, 0, 2, 0))
    many = [f"{'x' * (360 - n)}{n}" for n in range(300)]
    order, parts = parted_numbers(many, [parse_pattern(one, "").tree for one in many])
    assert parts[:2] == (0, 0)
    assert min(parts[2:]) > 100
    assert sorted(order) == list(range(300))
    short, long = order[: parts[2]], order[parts[2] :]
    assert max(len(many[n]) for n in short) <= min(len(many[n]) for n in long)


def test_few_patterns_of_a_policys_own_stand_apart_from_many_of_packs() -> None:
    sources = [*(f"x{n:03}y" for n in range(200)), "a", "b1", "c"]
    trees = [parse_pattern(one, "").tree for one in sources]
    own = frozenset({200, 201})
    order, parts = parted_numbers(sources, trees, own)
    assert parts[:2] == (1, 2)
    assert order[:3] == (202, 200, 201)
    assert parted_numbers(sources[100:], trees[100:], {100, 101})[1][1] == 0


def test_what_a_part_holds_changes_no_number_of_another() -> None:
    assert list(numbers((2, 0, 1, 2))) == [0, 1, 2 << 16, 3 << 16, (3 << 16) + 1]
    assert list(numbers((0, 9, 1, 2)))[-3:] == [2 << 16, 3 << 16, (3 << 16) + 1]


def test_each_database_reports_the_numbers_of_the_plan() -> None:
    sources = ["ab", *(f"x{n:03}y" for n in range(200)), "cd", f"{'z' * 400}7"]
    planned = planned_for([pattern(one) for one in sources])
    blobs = compile_search("main", planned.main)
    assert {f"main{part}" for part in PARTS if part != ".own"} == blobs.keys()
    search = PatternSearch(blobs, "main", planned.main.parts)
    numbered = list(numbers(planned.main.parts))
    for number, owner, text in zip(
        numbered, planned.main.owners, planned.main.patterns, strict=True
    ):
        assert search.ends(text.encode()) == {number: [len(text), len(text)]}
        assert planned.resources[owner].exact == text
    assert search.ends(b"ab x007 y cd") == {
        numbered[planned.main.patterns.index("ab")]: [2, 2],
        numbered[planned.main.patterns.index("cd")]: [12, 12],
    }

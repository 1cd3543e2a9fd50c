"""Factors: every match holds one, both forms find the same, and no sign is lost for them."""

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptward import factor_search, native, sign_factors
from promptward.factor_search import FactorSearch, packed
from promptward.factors import factors, members
from promptward.forms import NATIVE, PURE
from promptward.patterns import parse_pattern
from promptward.readings.signs import ALWAYS, GROUPS, signs
from promptward.signs import SignSearch, compile_signs
from promptward.witness import witnesses

from .test_disguises import DISGUISED, HONEST

BUILT = pytest.mark.skipif(NATIVE is None, reason=f"the native form: {native.reason}")
BESIDE = ("", " ", "\n", "x", "X", "0", "-", ".", "'", "\0")


def native_form(data: bytes) -> FactorSearch:
    assert NATIVE is not None
    assert NATIVE.factor_search is not None
    return NATIVE.factor_search(data)


def holds(source: str, text: str, flags: str = "") -> bool:
    return bool(FactorSearch(packed([factors(parse_pattern(source, flags).tree)])).groups(
        text.encode("latin-1")
    ))  # fmt: skip


@pytest.mark.parametrize(
    ("source", "text", "held"),
    [
        ("[a-z][0-9]", "a1", True),
        ("[a-z][0-9]", "1a", False),
        (r"\b[0-9]{3}\b", "123", True),
        (r"\b[0-9]{3}\b", "x 123.", True),
        (r"\b[0-9]{3}\b", "12", False),
        (r"[a-z]{2}[A-Z](?:[^\w(]|$)", "nhoJ", True),
        (r"[a-z]{2}[A-Z](?:[^\w(]|$)", "nhoJx", False),
        (r"(?:^|\n)\| [^-]", "| a", True),
        (r"(?:^|\n)\| [^-]", "b | a", False),
        ("(?:cat|dog)s?!", "two dogs!", True),
        ("(?:cat|dog)s?!", "two birds!", False),
        ("a{2,40}b", "x" + "a" * 20 + "b", True),
    ],
)
def test_a_text_holds_a_factor_or_not(source: str, text: str, held: bool) -> None:
    assert holds(source, text) is held


@pytest.mark.parametrize("source", ["a*", "a?b?", "(?:x|)", r"\b"])
def test_what_may_match_nothing_has_no_factor(source: str) -> None:
    with pytest.raises(ValueError, match="matches nothing"):
        factors(parse_pattern(source).tree)


ATOMS = st.sampled_from(["a", "[a-c]", "[0-9]", "[^a]", "-", r"\s", "(?:ab|[0-9]c)", "(?:a|b-)"])
PARTS = st.tuples(ATOMS, st.sampled_from(["", "", "?", "+", "{2}", "{1,3}"])).map("".join)
SOURCES = st.tuples(
    st.sampled_from(["", "", r"\b", "^"]),
    st.lists(PARTS, min_size=1, max_size=5).map("".join),
    st.sampled_from(["", "", r"\b", "$", r"(?:\b|-)", "(?:[^b]|$)"]),
).map("".join)


@given(SOURCES, st.text("abcA0-9\n ", max_size=30))
def test_whatever_matches_holds_a_factor(source: str, text: str) -> None:
    try:
        several = factors(parse_pattern(source).tree)
    except ValueError:
        return
    if re.search(source, text, re.ASCII) is not None:
        assert FactorSearch(packed([several])).groups(text.encode()) == 1


@pytest.mark.parametrize("group", [group for group in GROUPS if group != ALWAYS])
def test_every_match_of_a_sign_holds_a_factor_of_its_group(group: str) -> None:
    several = (sign_factors.kept() or sign_factors.drawn())[group]
    search = FactorSearch(packed([several]))
    for sign in signs()[group]:
        # As the search engine reads it: `$` is also before a last line break.
        pattern = re.compile(sign.source, re.ASCII | (0 if sign.cased else re.IGNORECASE))
        tree = parse_pattern(sign.source, "" if sign.cased else "i").tree
        draw = random.Random(sign.source)
        matched = 0
        for witness in witnesses(tree, 60):
            text = f"{draw.choice(BESIDE)}{witness}{draw.choice(BESIDE)}"
            if pattern.search(text) is not None:
                matched += 1
                assert search.groups(text.encode("latin-1")) == 1, sign.source
        assert matched, sign.source


def test_the_factors_that_are_kept_are_those_of_these_signs() -> None:
    kept = sign_factors.kept()
    assert kept is not None, "run: python -m promptward.sign_factors"
    assert {group: list(some) for group, some in kept.items()} == sign_factors.drawn()


def test_factors_of_other_signs_are_not_taken(tmp_path, monkeypatch) -> None:
    other = sign_factors.KEPT.read_text(encoding="ascii").replace('"signs":"', '"signs":"x', 1)
    (tmp_path / "factors.json").write_text(other, encoding="ascii")
    monkeypatch.setattr(sign_factors, "KEPT", tmp_path / "factors.json")
    assert sign_factors.kept() is None


# ---------------------------------------------------------------- two forms

MASKS = st.sets(st.sampled_from(b"\0ab0-\xff"), min_size=1).map(
    lambda members: sum(1 << member for member in members)
)
SEVERAL = st.lists(
    st.lists(st.lists(MASKS, min_size=1, max_size=9).map(tuple), max_size=12),
    min_size=1,
    max_size=5,
)
BYTES = st.lists(st.sampled_from(b"\0ab0-\xffz"), max_size=40).map(bytes)


@BUILT
@given(SEVERAL, BYTES)
def test_both_forms_find_the_same(several, data: bytes) -> None:
    blob = packed(several)
    found = native_form(blob).groups(data)
    assert found == FactorSearch(blob).groups(data)
    edged = b"\0" + data + b"\0"
    assert found == sum(
        1 << number
        for number, some in enumerate(several)
        if any(
            all(edged[at + by] in members(mask) for by, mask in enumerate(factor))
            for factor in some
            for at in range(len(edged) - len(factor) + 1)
        )
    )


@BUILT
def test_a_long_text_is_searched_as_a_short_one() -> None:
    blob = sign_factors.sign_factors()
    text = ("She takes metoprolol 25 mg twice daily. " * 3000 + "a1B2c3D4").encode()
    assert native_form(blob).groups(text) == FactorSearch(blob).groups(text)


DAMAGED = [
    b"",
    b"\0" * 7,
    b"\0" * 8,
    b"\1\0\0\0\0\0\0\0",
    b"\1\0\0\0\3\0\0\0",
    b"\xff" * 64,
    packed([[(1,)]])[:-1],
    packed([[(1,)]]) + b"\0",
]


@pytest.mark.parametrize("number", range(len(DAMAGED)))
@pytest.mark.parametrize("form", ["pure", pytest.param("native", marks=BUILT)])
def test_damaged_bytes_are_refused(number: int, form: str) -> None:
    made = FactorSearch if form == "pure" else native_form
    with pytest.raises(ValueError, match="no packed factors"):
        made(DAMAGED[number])


@BUILT
def test_what_is_no_bytes_is_refused() -> None:
    search = native_form(packed([[(1,)]]))
    with pytest.raises(TypeError):
        search.groups("text")  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        native_form("text")  # type: ignore[arg-type]


@pytest.mark.parametrize("width", [0, 65])
def test_a_factor_is_no_longer_than_a_word(width: int) -> None:
    with pytest.raises(ValueError, match="from 1 to 64"):
        packed([[(1,) * width]])


def test_the_same_signs_are_seen_with_factors_and_without() -> None:
    blobs = compile_signs()
    without, chosen = SignSearch(blobs, PURE), SignSearch(blobs)
    for text in (*HONEST, *(note.format(written) for note, written in DISGUISED)):
        data = text.encode("latin-1", "replace")
        assert chosen.seen(data) == without.seen(data)


def test_an_edge_is_no_character_of_a_word() -> None:
    assert not chr(factor_search.EDGE).isalnum()

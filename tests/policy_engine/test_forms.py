"""The two forms of a search find the same: parts by properties, the whole on all labelled texts."""

import datetime as dt
import os
import random
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.accuracy.corpora import read_own
from promptward import native
from promptward.artifacts import Artifacts
from promptward.automaton import Automaton
from promptward.detect import Detection
from promptward.forms import NATIVE, PURE, Forms
from promptward.lexicon import build_table, form_of
from promptward.patterns import parse_pattern
from promptward.policy import load_compiled, locate

from .test_lexicon import WORD_TEXTS, WORDS
from .test_patterns import FLAGS, SOURCES, SUBJECTS

BUILT = pytest.mark.skipif(NATIVE is None, reason=f"the native form: {native.reason}")
MOST = 40


def other() -> Forms:
    assert NATIVE is not None
    return NATIVE


def can_be_built() -> bool:
    named = str(sysconfig.get_config_var("CC") or "cc").split()[0]
    there = shutil.which(named) or shutil.which("cc")
    header = Path(sysconfig.get_path("include")) / "Python.h"
    return bool(there) and header.is_file() and sys.platform != "win32"


def test_the_native_form_is_here_wherever_it_can_be_built() -> None:
    if can_be_built() and os.environ.get("PROMPTWARD_NATIVE") != "0":
        assert native.reason == ""
        assert NATIVE is not None


def test_it_is_switched_off_by_the_environment() -> None:
    said = "from promptward import forms, native; print(forms.CHOSEN is forms.PURE, native.reason)"
    done = subprocess.run(
        [sys.executable, "-c", said],
        env={**os.environ, "PROMPTWARD_NATIVE": "0"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "True switched off by PROMPTWARD_NATIVE=0\n"


# ------------------------------------------------------------------ matches

REPORTED = st.lists(st.tuples(st.integers(0, 300), st.integers(0, 12)), max_size=60)


@BUILT
@given(REPORTED)
def test_matches_are_the_same_runs_in_the_same_order(reported: list[tuple[int, int]]) -> None:
    pure, fast = PURE.matches(), other().matches()
    for number, end in reported:
        pure.on_match(number, 0, end, 0, None)
        fast.on_match(number, 0, end, 0, None)
    assert list(fast.ends().items()) == list(pure.ends().items())


@BUILT
@pytest.mark.parametrize("numbers", [63, 64, 65, 4000])
def test_matches_of_very_many_patterns_are_the_same(numbers: int) -> None:
    draw = random.Random(numbers)
    pure, fast = PURE.matches(), other().matches()
    for end in range(3):
        for number in (*draw.sample(range(1 << 20), numbers), 7, 7 + (1 << 20)):
            for form in (pure, fast):
                form.on_match(number, 0, end, 0, None)
    for number in list(pure.ends()):
        for form in (pure, fast):
            form.on_match(number, 0, 3, 0, None)
    assert list(fast.ends().items()) == list(pure.ends().items())


@BUILT
def test_very_many_ends_of_one_pattern_are_one_run() -> None:
    fast = other().matches()
    for end in range(100_000):
        fast.on_match(7, 0, end, 0, None)
    assert fast.ends() == {7: [0, 99_999]}


@BUILT
@pytest.mark.parametrize(
    "match", [(-1, 0, 1), (1 << 40, 0, 1), (1, 0, -1), (1, 0, 1 << 70), ("a", 0, 1), (1,), ()]
)
def test_what_is_no_match_is_refused(match: tuple[object, ...]) -> None:
    with pytest.raises((ValueError, TypeError, OverflowError)):
        other().matches().on_match(*match)  # type: ignore[arg-type, call-arg]


# ------------------------------------------------------------------ where matches lie

BOUNDS = st.lists(st.tuples(st.integers(0, 24), st.integers(0, 4)), max_size=6).map(
    lambda some: [place for first, more in some for place in (first, first + more)]
)


@BUILT
@given(source=SOURCES, flags=FLAGS, text=SUBJECTS, bounds=BOUNDS, bounded=st.booleans())
def test_matches_lie_in_the_same_places_also_where_some_ends_are_none(
    source: str, flags: str, text: str, bounds: list[int], bounded: bool
) -> None:
    parsed = parse_pattern(source, flags)
    if not parsed.least:
        return
    automaton = Automaton(parsed.exact, dollar=parsed.dollar)
    data = text.encode("latin-1", "replace")
    most = parsed.most if bounded else None
    asked = automaton, data, bounds, most
    assert other().laid(*asked) == PURE.laid(*asked)


@BUILT
def test_what_are_no_ends_of_matches_is_refused() -> None:
    assert native.module is not None
    reader = Automaton("ab").reader(b"ab")
    assert reader is not None
    for wrong in ([1], [-1, 2], [1, -2], ["1", 2], [1 << 70, 2], (1, 2)):
        with pytest.raises((TypeError, ValueError, OverflowError)):
            native.module.extents(*reader, b"ab", wrong, 2)
    for wrong in ((reader[0], reader[1], "ab", [2, 2], 2), (*reader, b"ab", [2, 2], -1), ()):
        with pytest.raises((TypeError, ValueError)):
            native.module.extents(*wrong)
    changing = [2, 2]

    class Changing:
        def __index__(self) -> int:
            changing.clear()
            return 2

    changing[0] = Changing()  # type: ignore[call-overload]
    with pytest.raises(TypeError):
        native.module.extents(*reader, b"ab", changing, 2)
    for answer in (None, [], [None], [(1,)], [("a", 2)], [(1, "a")], 7):
        with pytest.raises(TypeError):
            native.module.extents(lambda *_, answer=answer: answer, None, b"ab", [2, 2], 2)


@BUILT
def test_what_fails_while_matches_are_laid_is_handed_on() -> None:
    def fails(*_: object) -> list[tuple[int, int]]:
        raise RuntimeError("of the automaton")

    assert native.module is not None
    with pytest.raises(RuntimeError, match="of the automaton"):
        native.module.extents(fails, None, b"ab", [2, 2], 2)


# ------------------------------------------------------------------ owners and spots

PLANNED = st.lists(
    st.tuples(st.integers(0, 9), st.lists(st.integers(0, 70), max_size=3)), min_size=1, max_size=8
)


@BUILT
@given(planned=PLANNED, reported=REPORTED, behind=st.integers(0, 2))
def test_matches_have_the_same_spots(
    planned: list[tuple[int, list[int]]], reported: list[tuple[int, int]], behind: int
) -> None:
    widths = tuple(width for width, _ in planned)
    owners = tuple(tuple(some) for _, some in planned)
    found = []
    for forms in (PURE, other()):
        matches, spots = forms.matches(), forms.spots()
        for number, end in reported:
            matches.on_match(number % len(planned), 0, end, 0, None)
        rest = forms.owners(widths, owners).place(matches, spots, behind)
        found.append((sorted(rest), spots.by_number()))
    assert found[0] == found[1]
    assert list(found[0][1]) == list(found[1][1])


@BUILT
def test_a_match_of_another_plan_is_refused_by_both() -> None:
    for forms in (PURE, other()):
        matches = forms.matches()
        matches.on_match(3, 0, 5, 0, None)
        with pytest.raises(IndexError):
            forms.owners((2,), ((0,),)).place(matches, forms.spots(), 0)
        with pytest.raises(ValueError, match="as many owners"):
            forms.owners((2, 3), ((0,),))


@BUILT
def test_parts_of_two_forms_do_not_mix() -> None:
    with pytest.raises(TypeError):
        other().owners((2,), ((0,),)).place(PURE.matches(), PURE.spots(), 0)
    with pytest.raises(TypeError):
        other().terms(PURE.spots())
    with pytest.raises(TypeError):
        other().terms()
    with pytest.raises(TypeError):
        other().spots().add([[1, 2, 3]])  # type: ignore[list-item]
    with pytest.raises(ValueError, match="no plan"):
        other().spots().add([(1, 2, -3)])


# ------------------------------------------------------------------ terms

PLACED = st.lists(
    st.tuples(st.integers(0, 50), st.integers(0, 50), st.integers(0, 200)), max_size=90
)


@BUILT
@given(placed=PLACED, low=st.integers(-5, 60), width=st.integers(-3, 60))
def test_terms_answer_the_same(placed: list[tuple[int, int, int]], low: int, width: int) -> None:
    wanted = {number: f"term {number}" for _, _, number in placed[::2]} | {3: "c", 201: "d"}
    answers = []
    for forms in (PURE, other()):
        spots = forms.spots()
        spots.add(placed)
        terms = forms.terms(spots)
        high = low + width
        numbers = {number for _, _, number in placed[:9]} | {3}
        answers.append(
            (
                terms.mask,
                terms.ended(low, high),
                terms.begun(low, high),
                list(terms.named(wanted, low, high, low + 4, high + 4)),
                list(terms.named(wanted, high + 1, high, low, high)),
                [(n, terms.ends_within(n, low, high)) for n in sorted(numbers)],
                [(n, terms.starts_within(n, low, high)) for n in sorted(numbers)],
            )
        )
    assert answers[0] == answers[1]


# ------------------------------------------------------------------ tables of words


def table(lists: list[list[str]], *, cased: bool) -> bytes:
    return build_table(
        {
            number: tuple(f for word in words if (f := form_of(word, cased=cased)))
            for number, words in enumerate(lists)
        }
    )


@BUILT
@given(lists=st.lists(WORDS, min_size=1, max_size=3), cased=st.booleans(), text=WORD_TEXTS)
def test_tables_find_the_same_words(lists: list[list[str]], cased: bool, text: str) -> None:
    block, data = table(lists, cased=cased), text.encode("latin-1", "replace")
    listed = tuple(range(10, 10 + len(lists)))
    scanned, placed = [], []
    for forms in (PURE, other()):
        made = forms.word_table(block, cased=cased)
        scanned.append(made.scan(data))
        spots = forms.spots()
        made.place(data, listed, spots)
        placed.append(spots.by_number())
    assert scanned[0] == scanned[1]
    assert placed[0] == placed[1]


@BUILT
def test_tables_find_the_same_in_a_text_for_which_other_threads_may_run() -> None:
    lists = [["ann lee", "lee", "ann"], ["ann lee kerr", "o"]]
    block = table(lists, cased=False)
    data = b"Ann  Lee\nKerr; o'lee ann ann lee  kerr " * 3000
    found = []
    for forms in (PURE, other()):
        spots = forms.spots()
        forms.word_table(block, cased=False).place(data, (4, 9), spots)
        found.append(spots.by_number())
    assert found[0] == found[1]
    assert len(found[0][4]) > 3000


@BUILT
def test_a_table_of_another_plan_is_refused() -> None:
    made = other().word_table(table([["ann"], ["lee"]], cased=False), cased=False)
    with pytest.raises(IndexError):
        made.place(b"lee", (1,), other().spots())
    with pytest.raises(ValueError, match="64"):
        made.place(b"lee", tuple(range(65)), other().spots())


@BUILT
def test_no_damage_to_a_table_is_read_past_its_end() -> None:
    whole = table([["ann lee", "lee", "kerr", "ann lee kerr"]], cased=False)
    drawn = random.Random(3)
    for _ in range(3000):
        damaged = bytearray(whole)
        for _ in range(drawn.randrange(1, 6)):
            damaged[drawn.randrange(12, len(damaged))] = drawn.randrange(256)
        cut = bytes(damaged[: drawn.randrange(12 + 64, len(damaged) + 1)])
        try:
            made = other().word_table(cut, cased=False)
            for lists, start, end in made.scan(b"ann lee kerr lee ann  lee"):
                assert lists
                assert 0 <= start < end
        except ValueError:
            continue


# ------------------------------------------------------------------ the whole


@pytest.fixture(scope="module")
def pure(shipped_cache: Path, tmp_path_factory: pytest.TempPathFactory, shipped) -> Detection:
    """The shipped policy's detection, in the pure form."""
    nowhere = str(tmp_path_factory.mktemp("nowhere"))
    loaded = load_compiled(
        locate(None, {}, nowhere, floor_folder=nowhere),
        today=TODAY,
        cache=Artifacts(str(shipped_cache)),
        verify=lambda _compiled, _blobs: (),
    )
    assert loaded.policy_id == shipped.policy.id
    return Detection(loaded.ir, {}, loaded.blobs, forms=PURE)


TODAY = dt.date(2026, 11, 23)


@BUILT
@pytest.mark.parametrize("every", [4, pytest.param(1, marks=pytest.mark.slow)])
def test_all_findings_in_labelled_texts_are_the_same(shipped, pure, every: int) -> None:
    for name, document in list(read_own().items())[::every]:
        assert shipped.find(document.text) == pure.find(document.text, disguises=True), name


@BUILT
def test_all_findings_in_mutilated_texts_are_the_same(shipped, pure) -> None:
    drawn = random.Random(11)
    texts = [document.text for document in read_own().values()]
    for text in drawn.sample(texts, MOST):
        start = drawn.randrange(len(text) + 1)
        piece = list(text[start : start + 3000])
        for _ in range(8 if piece else 0):
            piece[drawn.randrange(len(piece))] = drawn.choice("\n .,:'-<>&#%\u00e9\u200b=7A")
        mutilated = "".join(piece)
        assert shipped.find(mutilated) == pure.find(mutilated, disguises=True)
        assert shipped.find(mutilated.upper()) == pure.find(mutilated.upper(), disguises=True)

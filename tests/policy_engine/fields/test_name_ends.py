"""What the native form passes over holds no name: tables have the same cells without it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.accuracy.corpora import read_own
from promptward import native
from promptward.fields.name_ends import LookAtAll, chosen
from promptward.fields.rows import Cells
from promptward.fields.tables import tables
from promptward.text import SourceText

BUILT = pytest.mark.skipif(native.module is None, reason=native.reason)
PIECES = st.sampled_from(
    ["name", "dob", "MRN", "first name", "Zip", "phone (home)", "patient's name", "x", "y = 3",
     "12", "a,b", "|", ",", ";", "\t", "  ", "   ", " ", "\n", "\n\n", ":", '"', "'", "-", "*",
     "`", "Ann", "_", "visitDate", "ID2", "#", "\xff", "\x1c", "foo_bar", "date", "(", "s",
     "mrns", "adm_dt", "MR#", "guar", "MBR_NBR", "The rows: ", "claim numbers"]
)  # fmt: skip


@BUILT
@given(st.lists(PIECES, max_size=40).map("".join))
def test_tables_have_the_same_cells(text: str) -> None:
    assert tables(text) == tables(text, LookAtAll())


@BUILT
@given(st.lists(PIECES, min_size=1, max_size=5).map("".join))
def test_a_cell_says_the_same(name: str) -> None:
    line = name.replace("\n", "")
    assert Cells(line, chosen())[line] == Cells(line, LookAtAll())[line]


@BUILT
def test_tables_of_all_labelled_texts_have_the_same_cells() -> None:
    for document in read_own().values():
        for view in SourceText(document.text).views:
            assert tables(view.text) == tables(view.text, LookAtAll())


@BUILT
def test_a_place_outside_a_text_and_a_text_that_is_no_view_are_left_to_the_pure_form() -> None:
    assert chosen().line("a", -4, True, True) == -4
    assert chosen().line("a", 9, True, True) == 9
    assert chosen().line("\u4e2d\nname  dob\n", 0, True, True) == 0
    assert chosen().cell("\u4e2d") == 2
    with pytest.raises(TypeError):
        chosen().cell(3)  # type: ignore[arg-type]

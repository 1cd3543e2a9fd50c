"""Laws of all fields of any text."""

from hypothesis import given
from hypothesis import strategies as st

from promptward.fields import Field, Fields, fields_of, plain_name, shown
from promptward.text import SourceText

_PIECES = st.sampled_from(
    [
        ":", "=", ",", "|", "\t", "\n", '"', "'", "{", "}", "[", "]", "(", ")", "<", ">", "/", "\\",
        "<td>", "</a>", "<a b='", "PID|", "NM1*1*1*", "~", "^", "...", "___", "  ", "\r\n", "é", "\u200b", "ﬁ",
        "INSERT INTO t (mrn) VALUES ('", "name", "dob", "mrn: ", "Ida Kerr", "1958-04-11", "BEGIN:V",
        "datalines;\n", "input a b;", " like '", " -x ", "; ", "%2B", "&#48;", "<-", ":=", "=>", "TEL;X:1",
    ]
)  # fmt: skip
_TEXTS = st.one_of(st.text(max_size=80), st.lists(_PIECES, max_size=40).map("".join))


@given(_TEXTS)
def test_any_text_gives_sorted_fields_inside_of_it(text: str) -> None:
    for view in SourceText(text).views:
        fields = fields_of(view)
        assert list(fields) == sorted(fields)
        for field in fields:
            assert 0 <= field.start < field.end <= len(view.text)
            assert field.name == " ".join(field.name.lower().split())


def test_names_are_plain_words() -> None:
    assert plain_name("c\u00e1se_\uff49d") == "case id"


def test_fields_of_a_caller_are_found_where_the_view_shows_them() -> None:
    text = "\u200b\u00e91 22"
    view = SourceText(text).views[0]
    fields = shown([Field(0, 3, "Case-ID"), Field(4, 6, "n")], view)
    assert [(f.name, view.text[f.start : f.end]) for f in fields] == [
        ("case id", "e1"),
        ("n", "22"),
    ]


def test_the_fields_around_a_range_are_those_that_hold_all_of_it() -> None:
    fields = Fields([Field(0, 9, "a"), Field(2, 4, "b"), Field(5, 7, "c")])
    assert [f.name for f in fields.around(2, 4)] == ["a", "b"]
    assert [f.name for f in fields.around(3, 6)] == ["a"]

"""Rows of literals whose columns are named once: SQL, frames, tables of tests, types, Stata."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptward.fields.named_rows import named_rows

from .reading_of import named_values

_KERR = [("last", "Kerr"), ("town", "Ely")]
_BOTH = [*_KERR, ("last", "Lee"), ("town", "Bath")]


@pytest.mark.parametrize(
    "text",
    [
        "INSERT INTO pt (last,town) VALUES (\n'Kerr','Ely'),\n('Lee','Bath');",
        "insert or ignore into pt(last, town) values('Kerr','Ely'),('Lee','Bath')",
        'REPLACE INTO pt (`last`,`town`) VALUES ("Kerr","Ely"),("Lee","Bath");',
        "INSERT INTO dbo.pt ([last],[town]) VALUES (N'Kerr',N'Ely'),(N'Lee',N'Bath');",
        "using (values ('Kerr','Ely'),('Lee','Bath')) as s (last, town) on t.x = s.x",
        "WITH pts(last, town) AS (VALUES ('Kerr','Ely'), ('Lee','Bath')) SELECT 1",
        "create table pt (last text not null, town char(9));\ninsert into pt values ('Kerr','Ely'),('Lee','Bath');",
        "COPY public.pt (last, town) FROM stdin;\nKerr\tEly\nLee\tBath\n\\.\nx\ty\n",
        'pd.DataFrame([["Kerr", "Ely"], ["Lee", "Bath"]], columns=["last", "town"])',
        'spark.createDataFrame([("Kerr", "Ely"), ("Lee", "Bath")], ["last", "town"])',
        'Seq(("Kerr", "Ely"), ("Lee", "Bath")).toDF("last", "town")',
        'tribble(\n  ~last, ~town,\n  "Kerr", "Ely",\n  "Lee", "Bath"\n)',
        '@pytest.mark.parametrize("last, town", [("Kerr", "Ely"), ("Lee", "Bath")])',
        "@pytest.mark.parametrize(['last', 'town'], [('Kerr', 'Ely'), ('Lee', 'Bath'),])",
        'cases := []struct{ last, town string }{\n\t{"Kerr", "Ely"},\n\t{"Lee", "Bath"},\n}',
        'type P struct {\n\tlast string `json:"x"`\n\ttown string\n}\nx := []P{{"Kerr", "Ely"}, {"Lee", "Bath"}}',
        'type P struct {\n\tlast, town string\n}\na, b := P{"Kerr", "Ely"}, &P{"Lee", "Bath"}',
        'P = namedtuple("P", "last town")\nx = [P("Kerr", "Ely"), P("Lee", "Bath")]',
        'record P(String last, String town) {}\nf(new P("Kerr", "Ely"), new P("Lee", "Bath"));',
        'data class P(val last: String, val town: String)\nf(P("Kerr", "Ely"), P("Lee", "Bath"))',
        'input str20 last str20 town\n"Kerr" "Ely"\nLee Bath\nend\n"x" "y"',
        "insert into pt (last, town) values ('Kerr', -- surname\n'Ely' /* town */),\n-- next\n('Lee','Bath')",
        'db.executemany("insert into pt (last, town) values (?, ?)", [("Kerr", "Ely"), ("Lee", "Bath")])',
    ],
)
def test_a_row_takes_the_names_of_its_columns(text: str) -> None:
    found = [(f.name, text[f.start : f.end]) for f in sorted(named_rows(text))]
    assert [one for one in found if one[1] != "?"] == _BOTH


@pytest.mark.parametrize(
    "value",
    [
        "date_sub(now(), interval 1 day)",
        "(select id from ward where name = 'icu' and kind in ('a', 'b'))",
        "3 + (4*2)",
        "array['a','b']",
        "451''23",
        f"'{'a long remark, ' * 60}'",
        "'two\nlines'",
        '\'{"a": [1, 2], "b": "c"}\'',
    ],
)
def test_an_expression_does_not_end_a_row(value: str) -> None:
    text = f"insert into pt (last, note, town) values ('Kerr', {value}, 'Ely'), ('Lee', 1, 'Bath')"
    assert [one for one in named_values(text) if one[0] in {"last", "town"}] == _BOTH


def test_an_expression_is_worth_the_only_string_in_it() -> None:
    text = (
        "insert into pt (last, town, mrn) values (upper(trim('Kerr')), f(g('')), f('a', f('b')))"
    )
    assert named_values(text) == [("last", "Kerr")]


def test_a_row_that_has_no_end_is_read_as_far_as_it_goes() -> None:
    assert named_values("insert into pt (last, town, note) values ('Kerr', 'Ely', 'x") == _KERR


def test_a_row_may_be_wide() -> None:
    names = ", ".join(f"c{number}" for number in range(150))
    values = ", ".join("1" for _ in range(150))
    text = f"insert into pt ({names}, last, town) values ({values}, 'Kerr', 'Ely')"
    assert named_values(text)[-2:] == _KERR


def test_a_literal_with_a_name_is_a_column() -> None:
    assert named_values("select 7, 'Kerr' as last, 'Ely' AS town") == _KERR


@pytest.mark.parametrize(
    "text",
    [
        "f(values('a', 'b'))",
        'pd.DataFrame([["Kerr", "Ely", 3, 4]], columns=["last", "town"])',
        'type P struct { last, town string }\nQ{"Kerr", "Ely"}',
        "insert into pt values ('Kerr', 'Ely');",
    ],
)
def test_rows_that_nobody_named_are_none(text: str) -> None:
    assert named_rows(text) == []


def test_what_is_null_or_empty_is_no_value() -> None:
    text = "insert into pt (a, b, c, d) values (NULL, '', DATE '1961-01-02', to_date('3','D'))"
    assert named_values(text) == [("c", "1961-01-02"), ("d", "3")]


PIECES = st.sampled_from(
    [
        *("insert into t (a, b)", " values ", "(", ")", "'x'", '"y"', ",", "[", "]", "{", "}"),
        *("DataFrame(", "columns=", "tribble(", "~a, ~b,", "struct", "{ a, b string }", "type P "),
        *("input a b\n", "end", "\n", "copy t (a) from stdin\n", "\t", "P(", " as x(a, b)", "''"),
        *("1", "f(", "-- x\n", "/* */", "'x''y'"),
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_text_has_values_within_it(text: str) -> None:
    assert all(0 <= f.start < f.end <= len(text) for f in named_rows(text))

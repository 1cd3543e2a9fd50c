"""Word lists in files: what becomes a word, and what is refused."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptward_dsl.lexicon_files import WORD_LENGTH, WORD_LIMIT, read_words, tidy
from promptward_dsl.sources import Refusal, Root, SourceFile, Sources

from .folders import built as build_policy
from .folders import compiled, errors, write


def read(folder, reference, **files):
    write(
        folder, {name.replace("__", "/").replace("_", "."): text for name, text in files.items()}
    )
    root = Root.of(folder)
    return read_words(reference, Sources([root]), SourceFile("m.ward", "", root, "m.ward"))


def refused(found, code, *words):
    assert isinstance(found, Refusal), found
    assert found.code == code, found
    said = f"{found.message} {found.help}"
    assert all(word in said for word in words), said


# ---------------------------------------------------------------------- words


def test_words_are_stripped_distinct_and_sorted():
    assert tidy([" b  c ", "a", "", "a", "\t"]) == ("a", "b c")


@given(st.lists(st.text(max_size=8), max_size=8), st.randoms())
def test_tidying_needs_no_order_and_no_second_time(words, random):
    once = tidy(words)
    random.shuffle(words)
    assert tidy(words) == once == tidy(once)


# ---------------------------------------------------------------------- yaml


def test_a_key_of_a_yaml_file_names_its_list(tmp_path):
    text = "given: [Anna, 'Mary Ann', anna]\nfamily:\n  - Smith\n"
    assert read(tmp_path, "n.yaml#given", n_yaml=text) == ("Anna", "Mary Ann", "anna")
    assert read(tmp_path, "n.yaml#family") == ("Smith",)


def test_a_name_that_yaml_would_read_as_something_else_stays_a_name(tmp_path):
    text = "w: [No, on, Null, ~, 12, 1.5, 2020-01-01, 0o17, .inf]\n"
    words = read(tmp_path, "n.yaml#w", n_yaml=text)
    assert set(words) == {"No", "on", "Null", "~", "12", "1.5", "2020-01-01", "0o17", ".inf"}


def test_a_wrong_key_is_met_with_the_right_one(tmp_path):
    text = "given: [a]\nfamily: [b]\n"
    refused(read(tmp_path, "n.yaml#givn", n_yaml=text), "E104", "`givn`", "`given`")
    refused(read(tmp_path, "n.yaml"), "E104", "given, family")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("w: Anna\n", "E104"),
        ("w: {a: b}\n", "E104"),
        ("w: [[a]]\n", "E104"),
        ("w: []\n", "E104"),
        ("w: ['', ' ']\n", "E104"),
        ("[a, b]\n", "E114"),
        ("", "E114"),
        ("w: &x [a]\nv: *x\n", "E114"),
        ("w: !!python/name:os.system []\n", "E114"),
        ("w: [a\n", "E114"),
        ("w: [a]\nw: [b]\n", "E114"),
        ("w: [" + "a" * (1 << 20) + "]\n", "E114"),
    ],
)
def test_yaml_that_is_no_mapping_of_lists_is_refused(tmp_path, text, code):
    refused(read(tmp_path, "n.yaml#w", n_yaml=text), code)


# ---------------------------------------------------------------------- csv


def test_a_column_of_a_csv_file_is_named_by_its_header(tmp_path):
    text = 'rank,name,count\n1,Smith,10\n2,"O\'Neil, Jr",5\n3,\n'
    assert read(tmp_path, "n.csv#name", n_csv=text) == ("O'Neil, Jr", "Smith")


def test_a_byte_order_mark_does_not_hide_the_first_column(tmp_path):
    assert read(tmp_path, "n.csv#name", n_csv=b"\xef\xbb\xbfname\r\nSmith\r\n") == ("Smith",)


def test_a_wrong_column_is_met_with_the_right_one(tmp_path):
    refused(read(tmp_path, "n.csv#nmae", n_csv="name,count\nA,1\n"), "E104", "`nmae`", "`name`")
    refused(read(tmp_path, "n.csv"), "E104", "name, count")


@pytest.mark.parametrize("text", ['name\n"open\n', 'name\n"a"b\n', "", "name\n", "name\n,\n"])
def test_a_csv_file_without_words_or_with_open_quotes_is_refused(tmp_path, text):
    refused(read(tmp_path, "n.csv#name", n_csv=text), "E104")


# ---------------------------------------------------------------------- text


def test_a_text_file_holds_a_word_a_line_and_comments(tmp_path):
    assert read(tmp_path, "n.txt", n_txt="# head\nAnna\r\n\n  Mary  Ann  # two\n") == (
        "Anna",
        "Mary Ann",
    )


def test_a_text_file_has_no_keys(tmp_path):
    refused(read(tmp_path, "n.txt#given", n_txt="Anna\n"), "E104", "`n.txt`")


# ---------------------------------------------------------------------- all of them


def test_each_kind_may_be_packed(tmp_path):
    write(
        tmp_path,
        {
            "n.txt.gz": gzip.compress(b"Anna\n"),
            "n.csv.gz": gzip.compress(b"name\nAnna\n"),
            "n.yaml.gz": gzip.compress(b"w: [Anna]\n"),
        },
    )
    for reference in ("n.txt.gz", "n.csv.gz#name", "n.yaml.gz#w"):
        assert read(tmp_path, reference) == ("Anna",)


@pytest.mark.parametrize("name", ["n.json", "n", "n.gz", "n.txt.zip", "n.YAML"])
def test_other_kinds_of_file_are_no_word_lists(tmp_path, name):
    write(tmp_path, {name: gzip.compress(b"Anna\n") if name == "n.gz" else "Anna\n"})
    refused(read(tmp_path, name), "E104", "no word list")


def test_a_word_list_has_limits(tmp_path, monkeypatch):
    long = "x" * (WORD_LENGTH + 1)
    refused(read(tmp_path, "n.txt", n_txt=f"{long}\n"), "E104", str(WORD_LENGTH))
    assert read(tmp_path, "n.txt", n_txt=f"{long[1:]}\n") == (long[1:],)
    monkeypatch.setattr("promptward_dsl.lexicon_files.WORD_LIMIT", 3)
    refused(read(tmp_path, "n.txt", n_txt="a\nb\nc\nd\n"), "E104", "more than 3 words")
    assert WORD_LIMIT == 1_000_000


@given(st.text(max_size=40), st.sampled_from(["n.yaml#w", "n.csv#w", "n.txt"]))
def test_any_text_is_words_or_a_refusal(tmp_path_factory, text, reference):
    folder = tmp_path_factory.getbasetemp() / "lists"
    content = text.encode("utf-8", "surrogatepass")
    for content_ in (content, b"w: [" + content + b"]", b"w\n" + content):
        write(folder, {reference.partition("#")[0]: content_})
        found = read(folder, reference)
        assert isinstance(found, Refusal) or (found and found == tidy(found))


# ---------------------------------------------------------------------- in a policy

LEXICONS = """policy m version 1.0.0
import base
lexicon inline = ["Anna", "Berta"]
lexicon of_yaml cased from "lists/n.yaml#given"
lexicon of_csv fuzzy 1 from "lists/n.csv#name"
lexicon of_text from "n.txt"
category people : name
detector d finds people {
  match lexicon inline, lexicon of_yaml, lexicon of_csv, lexicon of_text confidence low
}
"""


def test_a_policy_takes_words_from_each_kind_of_place(tmp_path):
    files = {
        "m.ward": LEXICONS,
        "lists/n.yaml": "given: [Carla]\n",
        "lists/n.csv": "name\nDora\n",
        "n.txt": "Emma\n",
    }
    found = compiled(tmp_path, files)
    assert found.lexicons == {
        "m.inline": ("Anna", "Berta"),
        "m.of_yaml": ("Carla",),
        "m.of_csv": ("Dora",),
        "m.of_text": ("Emma",),
    }
    assert found.ir.lexicons["m.of_yaml"].cased
    assert found.ir.lexicons["m.of_csv"].fuzzy == 1
    assert {name: one.size for name, one in found.ir.lexicons.items()} == {
        "m.inline": 2,
        "m.of_yaml": 1,
        "m.of_csv": 1,
        "m.of_text": 1,
    }


def test_a_list_that_is_refused_is_reported_where_it_is_named(tmp_path):
    found = build_policy(tmp_path, {"m.ward": LEXICONS, "lists/n.yaml": "gven: [Carla]\n"})
    said = dict(errors(found))
    assert set(said) == {"E104", "E112"}
    at = next(d.span for d in found.diagnostics if d.code == "E104")
    assert found.sources[at.file][at.start : at.end] == '"lists/n.yaml#given"'


def test_a_lexicon_in_data_is_read_beside_the_data(tmp_path):
    files = {
        "m.ward": 'policy m version 1.0.0\nimport base\nimport data "lists/d.yaml" as l\n'
        "detector d finds base.diagnosis { match lexicon l.words confidence low }\n",
        "lists/d.yaml": "ward: data/1\nlexicons:\n  words: {from: n.txt}\n",
        "lists/n.txt": "Anna\n",
        "n.txt": "not this one\n",
    }
    assert compiled(tmp_path, files).lexicons == {"m.l.words": ("Anna",)}


# ---------------------------------------------------------------------- what is wrong with a table


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("id,Name\n1,A\n", ("no column `Surname`", "it has id, Name")),
        ("id;Surname\n1;Smith\n", ("semicolons between its columns", "commas")),
        ("id\tSurname\n1\tSmith\n", ("tabs between its columns", "commas")),
        ("sep=,\nid,Surname\n1,Smith\n", ("`sep=`", "delete that line")),
        ("sep=;\nid;Surname\n1;Smith\n", ("`sep=`", "delete that line")),
        ("", ("no names of columns", "the first line")),
        ("\nid,Surname\n", ("no names of columns", "the first line")),
        ("Surname,Surname\nA,B\n", ("two columns `Surname`", "another name")),
        ('id,Surname\n1,Smith\n2,"Jones\n3,x\n', ("from line 3 on", "doubled")),
        ('id,Surname\r1,Smith\r2,"Jo"nes\r', ("from line 3 on", "doubled")),
    ],
)
def test_what_is_wrong_with_a_table_is_told_with_what_to_do(tmp_path, text, words):
    refused(read(tmp_path, "n.csv#Surname", n_csv=text), "E104", *words)


def test_a_record_where_names_of_columns_should_be_is_not_shown(tmp_path):
    found = read(tmp_path, "n.csv#Surname", n_csv="id,00123456,1934-04-17\n")
    refused(found, "E104", "`Surname`", "id, …")
    assert "0012" not in str(found)
    assert "1934" not in str(found)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_table_is_read_whatever_its_lines_end_with(tmp_path, end):
    text = end.join(["id,Surname", "1,Smith", '2,"O""Neil, Jr"', ""])
    assert read(tmp_path, "n.csv#Surname", n_csv=text) == ('O"Neil, Jr', "Smith")
